"""Every link of every record is found, in whatever field it stands, and what is none is left alone."""

from typing import Any

import pytest
from django.apps import apps
from django.db import connection
from django.db.models import URLField
from django.test.utils import CaptureQueriesContext

from clusterix.desk.working_copies import make_working_copy
from clusterix.links import gathering
from clusterix.links.gathering import holders, is_foreign, kinds, label_of, links_in, named_by, normal
from clusterix.links.models import LinkCheck, LinkUse
from clusterix.links.remembering import note, note_all
from clusterix.publishing.prose_field import ProseField
from practices.models import Link, Practice
from recommendations.models import ActionPlan
from tests.graph import make_graph
from tests.making import make_practice, make_source
from tests.rules import OUR_APPS

pytestmark = pytest.mark.django_db


def linking(address: str) -> str:
    return f'<p>See <a href="{address}">there</a>.</p>'


def addresses(*, is_copy: bool | None = None) -> set[str]:
    uses = LinkUse.objects.all() if is_copy is None else LinkUse.objects.filter(is_copy=is_copy)
    return set(uses.values_list("link__address", flat=True))


def fields_for_links() -> set[tuple[Any, str]]:
    models = [model for label in OUR_APPS for model in apps.get_app_config(label).get_models()]
    return {
        (model, field.name)
        for model in models
        for field in model._meta.concrete_fields
        if isinstance(field, URLField | ProseField)
    }


def test_every_field_for_addresses_and_every_prose_is_looked_into() -> None:
    found = {(holder.model, name) for kind in kinds() for holder in holders(kind) for name in holder.fields}
    assert found == fields_for_links()
    assert len(found) > 30, "the control: the fields are found"


def test_a_link_in_any_field_of_any_record_is_found() -> None:
    graph = make_graph()
    missed = []
    for kind in kinds():
        record = graph[kind][0] if kind in graph else kind._base_manager.first()
        for holder in holders(kind):
            row = holder.model._base_manager.get(pk=keys_at(record, holder.path)[0])
            for name, path in zip(holder.fields, holder.paths, strict=True):
                address = f"https://{kind.__name__}.example/{path}".lower()
                is_prose = isinstance(holder.model._meta.get_field(name), ProseField)
                value = linking(address) if is_prose else address
                holder.model._base_manager.filter(pk=row.pk).update(**{name: value})
                if (address, path) not in named_by(kind, [record.pk])[record.pk]:
                    missed.append(address)
    assert missed == []


def keys_at(record: Any, path: str) -> list[int]:
    rows = type(record)._base_manager.filter(pk=record.pk)
    return [key for key in rows.values_list(f"{path}__pk" if path else "pk", flat=True) if key]


def test_all_links_of_a_prose_are_found_as_people_read_them() -> None:
    prose = (
        '<p><a href="https://a.example/?a=1&amp;b=2">A</a> '
        '<a href="mailto:a@b.example">mail</a></p><ul><li><a href="http://b.example/ü">B</a></li></ul>'
    )
    make_practice(problem=prose)
    note_all()
    assert addresses() == {"https://a.example/?a=1&b=2", "http://b.example/ü"}
    assert links_in("<p>https://plain.example/ and &lt;a href=x&gt;</p>") == []


@pytest.mark.parametrize(
    "address",
    ["/practices/", "page", "#part", "?q=a", "mailto:a@b.example", "tel:+431", "http://testserver/x", ""],
)
def test_what_leads_into_the_portal_or_to_a_mailbox_is_no_link_to_ask(address) -> None:
    assert not is_foreign(address)


@pytest.mark.parametrize(
    "address",
    ["https://a.example/", "http://testserver.example/", "ftp://a.example/", "http://[::1", "//a.example/"],
)
def test_everything_else_is_one_even_if_it_cannot_be_read(address) -> None:
    assert is_foreign(address)


def test_one_page_is_one_link_whatever_part_of_it_is_meant() -> None:
    assert normal("HTTPS://A.example/Page?Q=1#part") == "https://a.example/Page?Q=1"
    assert normal("http://[::1#part") == "http://[::1#part"
    make_practice(problem=linking("https://a.example/#one"))
    make_practice(problem=linking("https://a.example/#two"), approach=linking("https://A.example/"))
    note_all()
    assert LinkCheck.objects.get().uses.count() == 3


def test_links_of_a_working_copy_are_found_and_those_of_what_is_archived_are_not() -> None:
    practice = make_practice(problem=linking("https://public.example/"))
    copy, _keys = make_working_copy(practice)
    Practice._base_manager.filter(pk=copy.pk).update(problem=linking("https://copy.example/"))
    make_practice(status="draft", problem=linking("https://draft.example/"))
    make_practice(status="archived", problem=linking("https://archived.example/"))
    note_all()
    assert addresses(is_copy=False) == {"https://public.example/", "https://draft.example/"}
    assert addresses(is_copy=True) == {"https://copy.example/"}
    assert LinkUse.objects.get(is_copy=True).object_id == practice.pk, "where the desk’s addresses lead"


def test_a_link_that_no_record_names_any_more_is_forgotten() -> None:
    practice = make_practice(
        problem=linking("https://old.example/"), approach=linking("https://kept.example/")
    )
    other = make_practice(problem=linking("https://gone.example/"))
    note_all()
    Practice.objects.filter(pk=practice.pk).update(problem="")
    other.delete()
    note_all()
    assert set(LinkCheck.objects.values_list("address", flat=True)) == {"https://kept.example/"}


def test_what_is_known_of_a_link_stays_while_a_record_names_it() -> None:
    practice = make_practice(problem=linking("https://a.example/"))
    note_all()
    LinkCheck.objects.update(strikes=2)
    Practice.objects.filter(pk=practice.pk).update(problem="", approach=linking("https://a.example/"))
    note_all()
    assert LinkCheck.objects.get().strikes == 2
    assert LinkUse.objects.get().path == "approach"


def test_the_links_of_one_record_are_noted_without_touching_others() -> None:
    practice = make_practice(
        problem=linking("https://a.example/"), sources=[make_source(url="https://s.example/")]
    )
    other = make_practice(problem=linking("https://b.example/"))
    note_all()
    Practice.objects.filter(pk__in=[practice.pk, other.pk]).update(problem=linking("https://c.example/"))
    keys = note(practice)
    assert set(LinkCheck.objects.filter(pk__in=keys).values_list("address", flat=True)) == {
        "https://c.example/",
        "https://s.example/",
    }
    assert "https://b.example/" in addresses()


def test_addresses_of_thousands_of_letters_are_told_from_each_other() -> None:
    long = f"https://a.example/{'a' * 5000}"
    make_practice(problem=linking(f"{long}1"), approach=linking(f"{long}2"))
    note_all()
    assert LinkCheck.objects.count() == 2
    note_all()
    assert LinkCheck.objects.count() == 2


def test_noting_all_again_writes_nothing_anew() -> None:
    make_graph()
    note_all()
    before = set(LinkUse.objects.values_list("pk", flat=True))
    assert before
    note_all()
    assert set(LinkUse.objects.values_list("pk", flat=True)) == before


def test_noting_all_needs_the_same_number_of_queries_for_many_records() -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            note_all()
        return len(captured)

    def add() -> None:
        practice = make_practice(problem=linking(f"https://{LinkUse.objects.count()}.example/"))
        Link.objects.create(practice=practice, title="More", url=f"https://a.example/{practice.pk}")

    add()
    queries()
    add()
    few = queries()
    for _ in range(10):
        add()
    assert queries() == few


def test_a_field_is_named_in_the_words_of_the_forms() -> None:
    assert label_of(Practice, "problem") == "What problem it addresses"
    assert label_of(Practice, "links__url") == "Further information link: Address"
    assert label_of(Practice, "sources__url") == "Sources: Address"
    assert label_of(ActionPlan, "actions__what") == "Action: What"


def test_a_kind_of_record_that_is_left_out_would_be_noticed(monkeypatch) -> None:
    """The control of the test of all fields."""
    monkeypatch.setattr(gathering, "_holds_links", lambda field: isinstance(field, URLField))
    holders.cache_clear()
    found = {(holder.model, name) for kind in kinds() for holder in holders(kind) for name in holder.fields}
    holders.cache_clear()
    assert found < fields_for_links()


def test_the_real_content_has_its_links(knowledge_base) -> None:
    note_all()
    assert LinkCheck.objects.count() > 50
    assert not [address for address in addresses() if not address.startswith("http")]
