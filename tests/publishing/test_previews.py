"""A preview shows what visitors would see after publishing, word for word, and leaves no trace."""

import datetime
import re
from concurrent.futures import ThreadPoolExecutor
from html import unescape
from typing import Any

import pytest
from django.apps import apps
from django.db import models
from django.urls import reverse
from django.utils import timezone

from clusterix.browse.catalogue.entries import write
from clusterix.browse.catalogue.library import library
from clusterix.browse.kinds import KINDS
from clusterix.browse.models import Entry
from clusterix.desk.working_copies import make_working_copy, replace
from clusterix.glossary.models import Term
from clusterix.publishing import previews
from clusterix.publishing.previews import seen_as
from clusterix.publishing.prose_field import ProseField
from clusterix.publishing.records import Record, public_at
from clusterix.publishing.seeing import Seen, looking, seen_now
from partners.models import Partner, RelatedProject, SwotEntry
from practices.models import Approach, Practice, Service, Transfer
from recommendations.models import ActionPlan, Recommendation
from tests.graph import make_graph
from tests.making import (
    make_evidence,
    make_exchange,
    make_group,
    make_meeting,
    make_partner,
    make_plan,
    make_practice,
    make_source,
    make_transfer,
)
from tests.page_reading import Page
from tests.test_drafts import CANARY, hide_canaries, where_the_canary_sings
from workgroups.models import Meeting, StaffExchange, WorkingGroup

pytestmark = pytest.mark.django_db

KINDS_OF_RECORD = [model for model in apps.get_models() if issubclass(model, Record)]


def preview_of(record: Any) -> str:
    meta = record._meta
    return reverse(f"admin:{meta.app_label}_{meta.model_name}_preview", args=[record.pk])


def main_of(answer: Any) -> str:
    """Return the page's main element, without the ways on from it: a preview offers no form."""
    assert answer.status_code == 200, answer
    main = re.search(r"<main.*?</main>", answer.content.decode(), re.S)
    assert main
    return re.sub(r'<(ul|p) class="ways.*?</\1>', "", main[0], flags=re.S)


def main_words(answer: Any) -> str:
    """Return the text of the page's main element, as it is read."""
    return " ".join(unescape(re.sub(r"<[^>]*>", " ", main_of(answer))).split())


def addresses_in(answer: Any) -> list[str]:
    return re.findall(r'(?:href|src)="(.*?)"', main_of(answer))


@pytest.fixture
def desk(client, manager) -> Any:
    client.force_login(manager)
    return client


@pytest.fixture
def graph() -> Any:
    return make_graph(2)


def one_of(model: Any, graph: Any) -> Any:
    return graph[model][0] if model in graph else model.objects.first()


def same_after_publishing(desk: Any, record: Any, publish: Any) -> str:
    """Compare the preview with the page after publishing; return the words of both."""
    before = desk.get(preview_of(record))
    words, links = main_words(before), addresses_in(before)
    publish()
    after = desk.get(previews.public_address(type(record).objects.get(pk=record.pk)))
    assert words == main_words(after)
    assert links == addresses_in(after)
    return words


@pytest.mark.parametrize("model", KINDS_OF_RECORD)
def test_a_draft_reads_as_its_page_after_publishing(desk, graph, model) -> None:
    record = one_of(model, graph)
    record.status = "draft"
    record.save()

    def publish() -> None:
        record.status = "published"
        record.save()

    same_after_publishing(desk, record, publish)


LONG = 20  # shorter text fields hold codes, such as a currency's


def write_differently(copy: Any) -> None:
    """Change every text, list and part of the working copy that its page could show."""
    for field in copy._meta.concrete_fields:
        is_text = type(field) in (models.CharField, models.SlugField, ProseField) and not field.choices
        if is_text and (field.max_length or LONG) >= LONG:
            setattr(copy, field.name, f"another-{field.name}-{copy.pk}"[: field.max_length])
    if isinstance(copy, Transfer):
        copy.receiving_partner = None
    copy.save()


def practice_otherwise(copy: Practice) -> None:
    copy.working_groups.set([make_group(short_name="Newly named group")])
    copy.presented_at.set([make_meeting(title="Newly named meeting")])
    copy.discussed_at.set([make_exchange(title="Newly named exchange")])
    copy.grew_from.clear()
    copy.tags.set(["newly named tag"])
    copy.partner = make_partner(short_name="Newly named partner")
    copy.links.first().delete()
    copy.links.create(title="Newly named link", url="https://example.org/new")
    copy.images.all().delete()


def group_otherwise(copy: WorkingGroup) -> None:
    copy.memberships.first().delete()
    copy.memberships.create(partner=make_partner(short_name="New member"))


def plan_otherwise(copy: ActionPlan) -> None:
    copy.actions.all().delete()
    copy.actions.create(title="Newly named action").practices.set([make_practice(title="Behind it")])
    copy.indicators.create(name="Newly named indicator").readings.create(read_on="2021-01-01", value=7)


def recommendation_otherwise(copy: Recommendation) -> None:
    copy.working_groups.set([make_group(short_name="Newly named group")])
    copy.evidence.first().delete()
    make_evidence(recommendation=copy, practice=make_practice(title="Newly named practice"))
    copy.levels.all().delete()


def meeting_otherwise(copy: Meeting) -> None:
    copy.groups.set([make_group(short_name="Newly named group")])
    copy.host = make_partner(short_name="Newly named host")
    copy.projects.clear()


def exchange_otherwise(copy: StaffExchange) -> None:
    copy.host = make_partner(short_name="Newly named host")
    copy.ideas.first().delete()
    copy.ideas.create(title="Newly named idea", text="A new thought.")


def term_otherwise(copy: Term) -> None:
    copy.meanings.first().delete()
    copy.meanings.create(country="HU", region="Newly named region", text="Newly told.")


OTHERWISE: dict[type[Record], Any] = {
    Practice: practice_otherwise,
    WorkingGroup: group_otherwise,
    ActionPlan: plan_otherwise,
    Recommendation: recommendation_otherwise,
    Meeting: meeting_otherwise,
    Service: lambda copy: copy.practices.set([make_practice(title="Newly named practice")]),
    StaffExchange: exchange_otherwise,
    Partner: lambda copy: (setattr(copy, "latitude", 48.2), setattr(copy, "longitude", 15.6)),
    SwotEntry: lambda copy: setattr(copy, "partner", make_partner(short_name="Newly named partner")),
    Approach: lambda copy: setattr(copy, "partner", make_partner(short_name="Newly named partner")),
    Transfer: lambda copy: setattr(copy, "practice", make_practice(title="Newly named practice")),
    RelatedProject: lambda copy: setattr(copy, "start_on", datetime.date(2001, 2, 3)),
    Term: term_otherwise,
}


def make_others(copy: Any) -> None:
    """Give the copy related records and parts other than its record has."""
    OTHERWISE[type(copy)](copy)
    copy.sources.set([make_source(title="Newly named source")])
    copy.save()


@pytest.mark.parametrize("model", KINDS_OF_RECORD)
def test_a_working_copy_reads_as_the_page_after_publishing(desk, graph, model) -> None:
    record = one_of(model, graph)
    public = main_words(desk.get(previews.public_address(record)))
    copy, _keys = make_working_copy(record)
    write_differently(copy)
    make_others(copy)
    words = same_after_publishing(desk, record, lambda: replace(record, copy))
    assert words != public, "the control: the copy says something else"


def test_what_others_say_of_a_draft_would_be_missed(desk, graph, monkeypatch) -> None:
    """The control: without what tells selections of the preview, a partner's exchanges are not there."""
    partner = one_of(Partner, graph)
    partner.status = "draft"
    partner.save()
    assert "Staff exchanges hosted" in main_words(desk.get(preview_of(partner)))
    monkeypatch.setattr("clusterix.publishing.records.seen_as_public", lambda *_args: models.Q())
    assert "Staff exchanges hosted" not in main_words(desk.get(preview_of(partner)))


def test_what_a_copy_has_of_its_own_would_be_missed(desk, graph, monkeypatch) -> None:
    """The control: with every relation from the record in place, the copy's themes are not there."""
    practice = one_of(Practice, graph)
    copy, _keys = make_working_copy(practice)
    copy.working_groups.set([make_group(short_name="Newly named group")])
    assert "Newly named group" in main_words(desk.get(preview_of(practice)))
    monkeypatch.setattr(Seen, "start", lambda _seen, record, _path: record)
    assert "Newly named group" not in main_words(desk.get(preview_of(practice)))


def test_cards_would_name_what_stood_before(desk, graph, monkeypatch) -> None:
    """The control: a partner's practices name it on their cards as it would be called."""
    partner = one_of(Partner, graph)
    copy, _keys = make_working_copy(partner)
    copy.short_name = "Newly named partner"
    copy.save()
    old = main_words(desk.get(partner.get_absolute_url())).count(partner.short_name)
    assert old
    assert partner.short_name not in main_words(desk.get(preview_of(partner)))
    monkeypatch.setattr("clusterix.browse.previewing.put_in", lambda *_args: None)
    assert partner.short_name in main_words(desk.get(preview_of(partner)))


def test_a_partner_that_is_not_public_stays_hidden_in_a_preview(desk) -> None:
    hidden = make_partner(short_name="Hidden partner", name="Hidden official name", status="draft")
    practice = make_practice(partner=hidden, status="draft")
    make_transfer(practice=practice, receiving_partner=hidden, receiving_organisation="")
    assert "Hidden" not in desk.get(preview_of(practice)).content.decode()
    type(hidden).objects.update(status="published")
    assert "Hidden" in desk.get(preview_of(practice)).content.decode(), "the control"


def test_what_belongs_to_something_hidden_says_that_it_would_not_be_seen(desk) -> None:
    plan = make_plan(title="A plan", partner=make_partner(status="draft"), status="draft")
    transfer = make_transfer(practice=make_practice(status="draft"), status="draft")
    for record in (plan, transfer):
        answer = desk.get(preview_of(record))
        assert "would not see this record yet" in main_words(answer)
        assert b"noindex" in answer.content
        assert "no-store" in answer.headers["Cache-Control"]


def test_a_preview_is_marked_and_kept_by_nobody(desk) -> None:
    draft = make_practice(status="draft")
    answer = desk.get(preview_of(draft))
    page, text = Page(answer), answer.content.decode()
    assert "Preview: not public." in page.words
    assert "Draft of " in page.words
    assert '<meta name="robots" content="noindex">' in text
    assert (page.canonical, page.shared) == ("", {})
    assert "social.png" not in text
    assert answer.headers["X-Robots-Tag"] == "noindex"
    assert {"private", "no-store"} <= set(answer.headers["Cache-Control"].split(", "))
    public = desk.get(make_practice().get_absolute_url())
    assert "Preview" not in public.content.decode(), "the control"
    assert Page(public).canonical
    assert "X-Robots-Tag" not in public.headers


def test_the_mark_tells_a_draft_from_a_working_copy_and_from_what_is_in_review(desk) -> None:
    record = make_practice()
    copy, _keys = make_working_copy(record)
    assert "The published page stays as it is" in Page(desk.get(preview_of(record))).words
    copy.status = "in_review"
    copy.save()
    words = " ".join(Page(desk.get(preview_of(record))).words.split())
    assert "In review, as saved on " in words
    draft = make_practice(status="draft")
    assert "The published page stays as it is" not in Page(desk.get(preview_of(draft))).words


@pytest.mark.parametrize("model", [Partner, Practice, Transfer, ActionPlan])
def test_a_previewed_draft_leaves_no_trace(desk, visitor, model) -> None:
    graph = make_graph()
    record = one_of(model, graph)
    record.status = "draft"
    record.save()
    hide_canaries(record)
    entries, place = list(Entry.objects.order_by("pk").values()), library.refresh()
    assert CANARY in desk.get(preview_of(record)).content.decode()
    assert seen_now() is None
    assert list(Entry.objects.order_by("pk").values()) == entries
    assert library.refresh() == place, "nothing was written that a page may speak of"
    desk.logout()
    assert where_the_canary_sings(desk, graph) == []
    assert CANARY not in visitor.get(previews.public_address(record)).content.decode()


def test_a_copy_is_not_changed_by_its_preview(desk, graph) -> None:
    practice = one_of(Practice, graph)
    make_working_copy(practice)
    before = list(Practice._base_manager.order_by("pk").values())
    desk.get(preview_of(practice))
    assert list(Practice._base_manager.order_by("pk").values()) == before


def test_even_a_page_that_fails_leaves_nothing_public(desk, graph, monkeypatch) -> None:
    practice = one_of(Practice, graph)
    practice.status = "draft"
    practice.save()
    monkeypatch.setattr("clusterix.browse.views.sections_seen", lambda *_args: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        desk.get(preview_of(practice))
    assert seen_now() is None
    assert practice not in Practice.objects.published()


def test_who_asks_at_the_same_time_gets_what_is_public(graph) -> None:
    practice = one_of(Practice, graph)
    practice.status = "draft"
    practice.save()
    with looking(seen_as(practice, practice)), ThreadPoolExecutor() as another:
        assert practice in Practice.objects.published(), "the control"
        assert another.submit(seen_now).result() is None
        assert "pk__in" in str(public_at(Practice)), "the control"
        assert "pk__in" not in str(another.submit(public_at, Practice).result())


def test_what_is_written_while_a_preview_is_made_knows_nothing_of_it() -> None:
    """A moment may have passed: the request that notices it first writes the catalogue on."""
    draft = make_practice(status="draft")
    with looking(seen_as(draft, draft)):
        write(KINDS["practices.practice"], [draft.pk])
        assert not Entry.objects.filter(record_id=draft.pk).exists()
        write.__wrapped__(KINDS["practices.practice"], [draft.pk])
        assert Entry.objects.filter(record_id=draft.pk).exists(), "the control"


def test_what_waits_for_its_moment_is_previewed(desk) -> None:
    record = make_practice(title="Soon", public_from=timezone.now() + datetime.timedelta(days=3))
    words = Page(desk.get(preview_of(record))).words
    assert "Soon" in words
    assert "published, but not shown at this moment" in words
    draft = make_practice(title="Later", status="draft", public_from=record.public_from)
    assert "Later" in main_words(desk.get(preview_of(draft)))


def test_what_is_public_as_it_was_saved_leads_to_its_page(desk, graph) -> None:
    for model in (Practice, Transfer, SwotEntry):
        record = one_of(model, graph)
        answer = desk.get(preview_of(record))
        assert (answer.status_code, answer.headers["Location"]) == (302, previews.public_address(record))
