"""Nothing of an unpublished record ever reaches a visitor: no page, no list, no search, no filter."""

from typing import Any

import pytest
from django.apps import apps
from django.db import models
from django.urls import reverse

from clusterix.browse.catalogue.library import library
from clusterix.desk.working_copies import make_working_copy, replace
from clusterix.pages.kinds import KINDS
from clusterix.publishing.records import Record
from partners.models import Partner, SwotEntry
from practices.models import Practice, Transfer
from recommendations.models import ActionPlan, Recommendation
from tests.addresses import details, exports, lists, plain_pages
from tests.graph import Graph, make_graph
from tests.page_reading import text
from workgroups.models import StaffExchange

CANARY, SOUGHT = "kanari", "zaunkoenig"
UNPUBLISHED = ("draft", "in_review", "archived")
KINDS_OF_RECORD = [model for model in apps.get_models() if issubclass(model, Record)]
LONG = 20  # shorter text fields hold codes, such as a currency's


def hide_canaries(record: Any) -> None:
    """Write the canary into every text of the record and of its parts, and a word to search for."""
    write_canaries(record)
    for relation in record._meta.related_objects:
        if relation.one_to_many and not issubclass(relation.related_model, Record):
            for part in getattr(record, relation.get_accessor_name()).all():
                write_canaries(part)
    if isinstance(record, Practice):
        record.tags.add(f"{CANARY} tag")


def write_canaries(record: Any) -> None:
    for field in record._meta.concrete_fields:
        is_text = type(field) in (models.CharField, models.TextField) and not field.choices
        if is_text and (field.max_length or LONG) >= LONG:
            setattr(record, field.name, f"{SOUGHT} {CANARY}_{field.name}"[: field.max_length])
    if isinstance(record, Transfer):
        record.receiving_partner = None
    record.save()


def public_addresses(graph: Graph) -> list[str]:
    """Return every public page, plus the searches and filters that could bring the record up."""
    pages = [reverse(name, args=[graph[model][0].slug]) for model, name in details().items()]
    pages += [*lists(), *exports(), *plain_pages(), f"{reverse('pages:search')}?q={SOUGHT}"]
    pages += [f"{address}?q={SOUGHT}" for address in lists()]
    pages += [f"{address}?view=matrix" for address in lists()]
    pages += [compared(graph[Practice][0], Practice.objects.get(title="From outside"))]
    pages += briefs(graph[Recommendation][0], graph[Practice][0])
    group, partner = (graph[model][0].slug for model in (apps.get_model("workgroups.workinggroup"), Partner))
    return pages + [f"{address}?theme={group}&partner={partner}" for address in lists()]


def compared(*practices: Practice) -> str:
    named = "&".join(f"practice={practice.slug}" for practice in practices)
    return f"{reverse('practices:compare')}?{named}&q={SOUGHT}"


def briefs(recommendation: Recommendation, practice: Practice) -> list[str]:
    query = f"recommendation={recommendation.slug}&practice={practice.slug}&q={SOUGHT}"
    return [f"{reverse(f'recommendations:{page}')}?{query}" for page in ("brief", "brief-choice")]


def where_the_canary_sings(client: Any, graph: Graph) -> list[str]:
    return [page for page in public_addresses(graph) if CANARY in text(client.get(page))]


def record_of(model: type[models.Model], graph: Graph) -> Any:
    return graph[model][0] if model in graph else model.objects.get()


@pytest.mark.parametrize("model", KINDS_OF_RECORD)
def test_an_unpublished_record_leaves_no_trace(client, db, model) -> None:
    graph = make_graph()
    record = record_of(model, graph)
    hide_canaries(record)
    searched = {kind.model for kind in KINDS}
    control = where_the_canary_sings(client, graph)
    assert control, "the control: while the record is published, the canary is heard"
    if model in searched:
        assert f"/search/?q={SOUGHT}" in control
    if model in details():
        assert record.get_absolute_url() in control
    for status in UNPUBLISHED:
        record.status = status
        record.save()
        assert where_the_canary_sings(client, graph) == [], status


@pytest.mark.parametrize("model", KINDS_OF_RECORD)
def test_a_working_copy_leaves_no_trace(client, db, model) -> None:
    graph = make_graph()
    record = record_of(model, graph)
    copy, _keys = make_working_copy(record)
    hide_canaries(copy)
    for copy.status in ("draft", "in_review"):
        copy.save()
        assert where_the_canary_sings(client, graph) == [], copy.status
    replace(record, model._base_manager.get(pk=copy.pk))
    assert where_the_canary_sings(client, graph), "the control: once it has replaced the record, it is heard"


@pytest.mark.parametrize("model", KINDS_OF_RECORD)
def test_a_published_record_leaves_no_trace_before_and_after_its_time(client, db, clock, model) -> None:
    """Nobody saves it and nothing runs at its moments: the clock alone moves on."""
    graph = make_graph()
    record = record_of(model, graph)
    hide_canaries(record)
    control = where_the_canary_sings(client, graph)
    record.public_from, record.public_until = clock.after(1), clock.after(2)
    record.save()
    assert where_the_canary_sings(client, graph) == [], "before its time"
    clock.move_on()
    assert where_the_canary_sings(client, graph) == control, "from its moment on"
    clock.move_on()
    assert where_the_canary_sings(client, graph) == [], "after its time"


def test_whichever_page_is_asked_for_first_after_a_moment_is_right(client, db, clock) -> None:
    graph = make_graph()
    practice = graph[Practice][0]
    hide_canaries(practice)
    for page in where_the_canary_sings(client, graph):
        practice.public_from, practice.public_until = clock.after(1), clock.after(2)
        practice.save()
        assert CANARY not in text(client.get(page)), f"{page} before its time"
        clock.move_on()
        assert CANARY in text(client.get(page)), f"{page} from its moment on"
        clock.move_on()
        assert CANARY not in text(client.get(page)), f"{page} after its time"


def test_where_nothing_is_carried_out_lists_are_late(client, db, clock, monkeypatch) -> None:
    """The control: pages that ask the database are right all the same."""
    monkeypatch.setattr(library, "_carry_out", lambda: None)
    graph = make_graph()
    practice = graph[Practice][0]
    hide_canaries(practice)
    practice.public_until = clock.after(1)
    practice.save()
    clock.move_on()
    late = where_the_canary_sings(client, graph)
    assert "/practices/" in late
    assert practice.get_absolute_url() not in late


@pytest.mark.parametrize("model", details())
def test_the_page_and_the_picture_of_an_unpublished_record_does_not_exist(client, db, model) -> None:
    record = make_graph()[model][0]
    addresses = [record.get_absolute_url() + end for end in ("", "social.png")]
    assert [client.get(address).status_code for address in addresses] == [200, 200]
    for status in UNPUBLISHED:
        record.status = status
        record.save()
        assert [client.get(address).status_code for address in addresses] == [404, 404], status


def test_what_hangs_on_an_unpublished_partner_is_hidden_with_it(client, db) -> None:
    graph = make_graph()
    plan, exchange = graph[ActionPlan][0], graph[StaffExchange][0]
    pages = [plan.get_absolute_url(), exchange.get_absolute_url()]
    assert [client.get(page).status_code for page in pages] == [200, 200]
    Partner.objects.filter(pk=graph[Partner][0].pk).update(status="draft")
    assert [client.get(page).status_code for page in pages] == [404, 404]
    assert not SwotEntry.objects.published().exists()


def test_a_transfer_of_an_unpublished_practice_is_hidden_with_it(client, db) -> None:
    graph = make_graph()
    transfer = graph[Transfer][0]
    assert f'id="{transfer.slug}"' in client.get("/practices/transfers/").content.decode()
    Practice.objects.filter(pk=transfer.practice_id).update(status="draft")
    assert f'id="{transfer.slug}"' not in client.get("/practices/transfers/").content.decode()


def test_one_record_and_many_agree_on_what_is_public(db) -> None:
    """`is_public` of a record says what `published()` of its kind says."""
    graph = make_graph()
    partner, practice = graph[Partner][0], graph[Practice][0]
    agree()
    for hidden in (partner, practice):
        type(hidden).objects.filter(pk=hidden.pk).update(status="draft")
        agree()


@pytest.mark.parametrize("model", KINDS_OF_RECORD)
def test_one_record_and_many_agree_at_every_moment(db, clock, model) -> None:
    make_graph()
    seen = model.objects.published().count()
    others = [other.objects.published() for other in KINDS_OF_RECORD if other is not model]
    before = sum(other.count() for other in others)
    model.objects.update(public_from=clock.after(1), public_until=clock.after(2))
    numbers = []
    for _moment in range(3):
        agree()
        numbers.append((model.objects.published().count(), sum(other.count() for other in others)))
        clock.move_on()
    (hidden, fewer), shown, gone = numbers
    assert (hidden, shown, gone) == (0, (seen, before), (0, fewer))


def agree() -> None:
    for model in KINDS_OF_RECORD:
        public = set(model.objects.published())
        assert {record for record in model.objects.all() if record.is_public} == public, model
