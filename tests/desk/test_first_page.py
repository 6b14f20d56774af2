"""The desk's first page says what waits for the person who opens it, and nothing of what is not theirs."""

import datetime
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from clusterix.desk import first_page, waiting, workflow
from clusterix.desk.models import Trail, Version
from clusterix.desk.models.trail import revision_of, subject
from clusterix.desk.working_copies import make_working_copy
from clusterix.publishing import rights
from practices.models import Practice
from practices.models.practice import STORY
from tests.making import (
    make_exchange,
    make_meeting,
    make_partner,
    make_plan,
    make_practice,
    make_recommendation,
    make_service,
    make_source,
    make_swot_entry,
    make_transfer,
)

pytestmark = pytest.mark.django_db

LONG_AGO = timezone.now() - datetime.timedelta(days=400)


@pytest.fixture
def partner() -> Any:
    return make_partner(short_name="ecoplus")


@pytest.fixture
def anna(person, partner) -> Any:
    return person("Anna", "Partner editors", partner=partner)


def draft(**given: Any) -> Any:
    return make_practice(**{"status": "draft", "problem": "Told.", "sources": [make_source()], **given})


def step(move: workflow.Move, record: Any, person: Any, comment: str = "") -> None:
    workflow.make(move, record, revision_of(record), person, comment)
    record.refresh_from_db()


def page(client: Any, person: Any) -> Any:
    client.force_login(person)
    response = client.get("/admin/")
    assert response.status_code == 200
    return response


def waits(client: Any, person: Any) -> dict[str, list[str]]:
    """Return the titles on the person's first page by section."""
    shown = page(client, person).context["sections"]
    return {one.section.name: [str(line.record) for line in one.lines] for one in shown}


def test_what_is_handed_in_waits_for_managers_the_oldest_first(client, manager, anna, partner) -> None:
    second, first = (draft(partner=partner, title=title) for title in ("Second", "First"))
    step(workflow.SUBMIT, first, anna)
    step(workflow.SUBMIT, second, anna)
    assert waits(client, manager)["review"] == ["First", "Second"]
    words = page(client, manager).content.decode()
    assert all(word in words for word in ("ecoplus", "In review", "· Anna"))
    assert "review" not in waits(client, anna)


def test_a_working_copy_in_review_waits_at_the_address_of_its_record(client, manager) -> None:
    practice = make_practice(title="As it is", sources=[make_source()])
    copy, _keys = make_working_copy(practice)
    Practice._base_manager.filter(pk=copy.pk).update(title="As it will be", status="in_review")
    assert waits(client, manager)["review"] == ["As it will be"]
    words = page(client, manager).content.decode()
    assert f'href="/admin/practices/practice/{practice.pk}/change/">As it will be' in words
    assert "Working copy, in review" in words


def test_a_returned_record_waits_for_its_editors_with_the_first_sentence(
    client, manager, anna, partner, person
) -> None:
    practice = draft(partner=partner)
    step(workflow.SUBMIT, practice, anna)
    step(workflow.RETURN, practice, manager, "Name the year of each figure. The rest is fine.")
    words = page(client, anna).content.decode()
    assert "Name the year of each figure." in words
    assert "The rest is fine" not in words
    assert waits(client, anna) == {"returned": [str(practice)], "drafts": [], "stale": [], "undescribed": []}
    other = person("Béla", "Partner editors", partner=make_partner())
    assert waits(client, other)["returned"] == []
    assert waits(client, manager)["drafts"] == [], "the manager's step makes it nobody's draft"
    step(workflow.SUBMIT, practice, anna)
    assert waits(client, anna)["returned"] == []


def test_what_has_no_partner_is_returned_to_who_handed_it_in(client, manager, person) -> None:
    author = person("Author", "Project managers")
    recommendation = make_recommendation(
        status="draft", why="Why.", what_to_do="What.", sources=[make_source()]
    )
    step(workflow.SUBMIT, recommendation, author)
    step(workflow.RETURN, recommendation, manager, "Shorter.")
    assert waits(client, author)["returned"] == [str(recommendation)]
    assert waits(client, manager)["returned"] == []


def test_drafts_are_those_of_ones_partner_and_those_one_saved_last(client, manager, anna, partner) -> None:
    draft(partner=partner, title="Ours")
    draft(title="Somebody’s")
    touched = draft(title="Touched")
    Version.objects.create(
        trail=Trail.objects.create(**subject(touched), title="Touched"),
        revision=1,
        by=manager,
        action="saved",
        data={},
    )
    assert waits(client, anna)["drafts"] == ["Ours"]
    assert waits(client, manager)["drafts"] == ["Touched"]


def test_what_nobody_looked_at_for_a_year_waits_until_somebody_says_that_it_is_right(
    client, manager, anna, partner
) -> None:
    practice = make_practice(partner=partner, published_at=LONG_AGO)
    make_practice(partner=partner)
    assert waits(client, anna)["stale"] == [str(practice)]
    before = Practice.objects.values().get(pk=practice.pk)
    client.force_login(anna)
    address = f"/admin/practices/practice/{practice.pk}/"
    assert "Still right" in client.get(f"{address}change/").content.decode()
    client.post(f"{address}move/", {"_reviewed": "", "_revision": revision_of(practice)})
    assert waits(client, anna)["stale"] == []
    assert waits(client, manager)["stale"] == []
    assert Practice.objects.values().get(pk=practice.pk) == before, "the record itself is as it was"
    assert Version.objects.filter(trail__object_id=practice.pk).first().action == "reviewed"
    Version.objects.update(at=LONG_AGO)
    assert waits(client, anna)["stale"] == [str(practice)]


def test_what_is_being_changed_is_being_looked_at(client, manager) -> None:
    practice = make_practice(published_at=LONG_AGO)
    make_working_copy(practice)
    assert waits(client, manager)["stale"] == []


def test_more_than_ten_are_a_link_away_in_a_list_that_holds_all_of_them(client, manager) -> None:
    for _number in range(11):
        make_practice(status="in_review")
    copied = make_practice()
    copy, _keys = make_working_copy(copied)
    Practice._base_manager.filter(pk=copy.pk).update(status="in_review")
    make_practice()
    shown = page(client, manager).context["sections"][0]
    assert (shown.count, len(shown.lines)) == (12, 10)
    listed = client.get(shown.more[0].address).context["cl"]
    assert listed.result_count == 12
    assert copied in listed.result_list


def test_the_least_told_practice_comes_first_with_what_is_missing(client, anna, partner) -> None:
    make_practice(partner=partner, title="Full", **dict.fromkeys(STORY, "Told."))
    make_practice(partner=partner, title="Nearly", **dict.fromkeys(STORY[1:], "Told."))
    make_practice(partner=partner, title="Bare")
    make_practice(title="Somebody’s")
    response = page(client, anna)
    assert [str(line.record) for line in response.context["incomplete"].lines] == ["Bare", "Nearly"]
    words = response.content.decode()
    assert '7 of 8 sections <meter min="0" max="8" value="7">' in words
    assert "Missing: what problem it addresses." in words


def test_the_form_of_a_practice_shows_how_much_it_tells(client, manager) -> None:
    practice = make_practice(**dict.fromkeys(STORY[1:], "Told."))
    client.force_login(manager)
    words = client.get(f"/admin/practices/practice/{practice.pk}/change/").content.decode()
    assert "7 of 8 sections" in words
    assert "Missing: what problem it addresses." in words


def test_records_are_counted_by_partner_and_state(client, manager, anna, partner) -> None:
    other = make_partner(short_name="Skåne")
    draft(partner=partner)
    draft(partner=partner, status="in_review")
    make_working_copy(make_service(partner=partner))
    make_exchange(host=other, sender=partner)
    make_practice()
    counted = [(one.name, *one.counts.values()) for one in page(client, manager).context["tallies"]]
    assert counted == [("ecoplus", 1, 1, 1, 1), ("Skåne", 0, 0, 1, 0), ("", 0, 0, 1, 0)]
    assert [one.name for one in page(client, anna).context["tallies"]] == ["ecoplus"]


def test_a_working_copy_counts_under_the_partner_of_its_record(client, manager, anna, partner) -> None:
    """It may name another partner already, or one where its record has none."""
    for live in (partner, None):
        copy, _keys = make_working_copy(make_practice(partner=live))
        Practice._base_manager.filter(pk=copy.pk).update(partner=make_partner(short_name="Skåne"))
    counted = [(one.name, *one.counts.values()) for one in page(client, manager).context["tallies"]]
    assert counted == [("ecoplus", 0, 0, 1, 1), ("", 0, 0, 1, 1)]
    [own] = page(client, anna).context["tallies"]
    assert (own.name, own.counts["published"], own.counts["copies"]) == ("ecoplus", 1, 1)


def test_an_editor_reads_no_title_of_another_partner(client, anna, partner, monkeypatch) -> None:
    theirs = make_partner()
    for status in ("draft", "in_review", "published"):
        make_practice(partner=theirs, title="Canary", status=status, published_at=LONG_AGO)
    make_practice(partner=partner)
    assert "Canary" not in page(client, anna).content.decode()
    assert "Canary" not in client.get("/admin/practices/practice/?waiting=stale").content.decode()
    monkeypatch.setattr(rights, "edited_by", lambda records, person: records)  # the control
    assert "Canary" in page(client, anna).content.decode()


@pytest.mark.parametrize(
    "role", ["Partner editors", "Working-group leads", "Project managers", "Administrators"]
)
def test_every_role_has_a_first_page_and_all_that_it_may_edit_below(client, person, role) -> None:
    words = page(client, person("Somebody", role)).content.decode()
    assert words.index("What waits for you") < words.index('id="all-content"')
    assert "Nothing waits for you." in words
    step(workflow.SUBMIT, draft(), person("Author", "Project managers"))
    words = page(client, User.objects.get(username="Somebody")).content.decode()
    assert ("To review" in words) is (role in ("Project managers", "Administrators"))
    assert ("Nothing waits for you." in words) is not (role in ("Project managers", "Administrators"))
    assert ("/admin/practices/practice/add/" in words) is (role != "Working-group leads")


def fill(partner: Any, author: Any, number: int) -> None:
    """Make so many records of each kind for each section."""
    for _number in range(number):
        for state in ({"status": "draft"}, {"status": "in_review"}, {"published_at": LONG_AGO}):
            make_practice(partner=partner, **state)
            make_service(partner=partner, **state)
            make_plan(partner=partner, **state)
            make_swot_entry(partner=partner, **state)
            make_exchange(host=partner, **state)
            make_meeting(host=partner, **state)
            make_transfer(practice=make_practice(partner=partner), **state)
        make_working_copy(make_practice(partner=partner))
        returned = draft(partner=partner)
        step(workflow.SUBMIT, returned, author)
        Version.objects.filter(trail__object_id=returned.pk).update(action="return")
        Practice.objects.filter(pk=returned.pk).update(status="draft")


@pytest.mark.parametrize("role", ["Partner editors", "Project managers"])
def test_the_first_page_needs_the_same_number_of_queries_however_much_waits(
    client, person, partner, anna, role
) -> None:
    somebody = person("Somebody", role, partner=partner)

    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            page(client, somebody)
        return len(captured)

    fill(partner, anna, 1)
    queries()
    few = queries()
    fill(partner, anna, 10)
    assert queries() <= few  # ten lines may be of fewer kinds


def test_a_line_that_asks_for_its_partner_would_be_noticed(
    client, manager, partner, anna, monkeypatch
) -> None:
    """The control: without the joins every line asks for what it names."""

    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            page(client, manager)
        return len(captured)

    for _number in range(10):
        make_transfer(status="in_review")
    queries()
    joined = queries()
    monkeypatch.setattr(first_page, "_joins", lambda model, desk, request: ["working_copy"])
    assert queries() >= joined + 10


def test_every_section_is_a_filter_that_its_person_is_offered(client, manager, anna) -> None:
    def offered(somebody: Any) -> set[str]:
        client.force_login(somebody)
        found = client.get("/admin/practices/practice/").context["cl"].filter_specs
        filters = [spec for spec in found if isinstance(spec, waiting.WaitingFilter)]
        return {name for spec in filters for name, _title in spec.lookup_choices}

    assert set(waiting.SECTIONS) <= offered(manager)
    assert set(waiting.SECTIONS) - offered(anna) == {"review"}
