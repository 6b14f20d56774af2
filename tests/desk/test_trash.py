"""The trash at the desk: what goes there, who brings it back, and what is seen of it meanwhile."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from clusterix.desk import audit, going, trash
from clusterix.desk.models import AuditEntry, ShareLink, Trail
from clusterix.desk.waiting import SECTIONS, rows
from clusterix.desk.working_copies import make_working_copy
from clusterix.publishing.models import Source
from partners.models import Partner, SwotEntry
from practices.models import Practice
from tests.desk.acting import address, again, at_the_desk, opened, save, versions
from tests.desk.reading import words
from tests.desk.trashing import delete, purge, restore
from tests.making import (
    make_exchange,
    make_group,
    make_membership,
    make_partner,
    make_practice,
    make_source,
    make_swot_entry,
    make_transfer,
)

pytestmark = pytest.mark.django_db

TRASH = "/admin/trash/"


@pytest.fixture
def home() -> Partner:
    return make_partner()


@pytest.fixture
def eva(person, home) -> Client:
    return at_the_desk(person("Eva", "Partner editors", partner=home))


def test_the_page_before_deleting_says_what_will_happen(anna) -> None:
    page = words(anna.get(address(make_practice(), "delete")))
    assert "For 30 days it can be restored" in page
    assert "its address says that it was taken away" in page
    page = words(anna.get(address(make_practice(status="draft"), "delete")))
    assert "its address says that it was taken away" not in page


def test_what_is_deleted_is_in_the_trash_with_who_and_how_long(anna) -> None:
    practice = make_practice(title="Vouchers")
    told = anna.post(address(practice, "delete"), {"post": "yes", "_revision": 0}, follow=True)
    assert "“Vouchers” is in the trash. It can be restored for 30 days." in words(told)
    assert not Practice.objects.exists()
    page = words(anna.get(TRASH))
    assert "Vouchers" in page
    assert re.search(r"Good practice · Published · deleted on .*? by Anna · 30 days left", page)
    assert [one.action for one in versions(practice)] == ["found", "delete"]
    assert AuditEntry.objects.filter(action="deleted", name="Anna").count() == 1


def test_restored_it_has_its_steps_in_its_history_and_nothing_else_is_changed(anna) -> None:
    practice = make_practice(status="archived")
    before = vars(again(practice)).copy()
    delete(anna, practice)
    assert restore(anna, practice).status_code == 302
    after = vars(again(practice)).copy()
    assert {name: value for name, value in before.items() if name != "_state"} == {
        name: value for name, value in after.items() if name != "_state"
    }
    assert [one.action for one in versions(practice)] == ["found", "delete", "restore"]
    assert anna.get(address(practice)).status_code == 200


def test_the_history_stays_readable_in_the_trash_and_nothing_else_is(anna) -> None:
    practice = make_practice()
    save(anna, practice, title="Second")
    delete(anna, practice)
    for page in ("history", "compare"):
        answer = anna.get(address(practice, page))
        assert answer.status_code == 200
        assert "Go back to version" not in answer.content.decode()
    for page in ("change", "delete", "preview", "share", "kept", "presence", "remark", "move", "revert"):
        assert anna.get(address(practice, page)).status_code == 404, page
        assert anna.post(address(practice, page)).status_code == 404, page


def test_a_working_copy_goes_along_and_comes_back(anna) -> None:
    practice = make_practice()
    save(anna, practice, title="To come", _submit="")
    copy = Practice._base_manager.get(copy_of=practice)
    delete(anna, practice)
    person = anna.get(TRASH).wsgi_request.user
    assert not any(rows(section, Practice, person).exists() for section in SECTIONS.values())
    assert "To come" not in words(anna.get("/admin/"))
    restore(anna, practice)
    assert again(copy).title == "To come"
    assert opened(anna, practice)["title"] == ["To come"]


def test_an_editor_restores_what_they_could_delete_and_sees_no_other_partner_s(eva, anna, home) -> None:
    mine = make_practice(title="My draft", status="draft", partner=home)
    public = make_practice(title="Our public one", partner=home)
    other = make_practice(title="Of somebody else", status="draft", partner=make_partner())
    assert delete(eva, mine).status_code == 302
    delete(anna, public)
    delete(anna, other)
    page = words(eva.get(TRASH))
    assert "My draft" in page
    assert "Our public one" in page
    assert "Of somebody else" not in page
    assert "Delete for good" not in page
    assert page.count("Project managers can restore it.") == 1
    assert restore(eva, public).status_code == 403
    assert restore(eva, other).status_code == 404
    assert purge(eva, mine).status_code == 403
    assert eva.get(address(other, "history")).status_code == 404
    assert restore(eva, mine).status_code == 302
    assert again(mine).trashed_at is None
    assert again(public).trashed_at is not None


def cited(kind: str) -> tuple[Any, str]:
    """Return a record and the name of the one that names it."""
    if kind == "partner by practice":
        return (partner := make_partner()), make_practice(partner=partner).title
    if kind == "partner by exchange":
        return (partner := make_partner()), make_exchange(sender=partner).title
    if kind == "partner by group":
        member = make_membership()
        return member.partner, str(member.group)
    if kind == "partner by working copy":
        partner = make_partner()
        copy, _keys = make_working_copy(make_practice())
        Practice._base_manager.filter(pk=copy.pk).update(partner=partner, organisation="")
        return partner, "(working copy)"
    if kind == "group by practice":
        return (group := make_group()), make_practice(working_groups=[group]).title
    if kind == "practice by transfer":
        transfer = make_transfer()
        return transfer.practice, "Transfer"
    return (source := make_source()), make_practice(sources=[source], status="draft").title


CITED = (
    *("partner by practice", "partner by exchange", "partner by group", "partner by working copy"),
    *("group by practice", "practice by transfer", "source by practice"),
)


@pytest.mark.parametrize("kind", CITED)
def test_what_others_name_is_not_deleted_and_the_page_says_who(anna, kind) -> None:
    record, name = cited(kind)
    page = words(anna.get(address(record, "delete")))
    assert "cannot be deleted, because others name it" in page
    assert name in page
    assert 'type="submit" value="Yes' not in page
    assert "cannot be deleted" in words(delete(anna, record))
    assert type(record).objects.filter(pk=record.pk).exists()


def test_without_the_rule_a_source_would_vanish_from_its_record(anna, monkeypatch) -> None:
    """The control of the test above."""
    source = make_source()
    practice = make_practice(sources=[source])
    monkeypatch.setattr(going, "citing", lambda *given: [])
    assert delete(anna, source).status_code == 302
    assert not practice.sources.exists()


def test_who_names_it_at_the_very_moment_is_seen(anna, monkeypatch) -> None:
    partner = make_partner()
    practice = make_practice(partner=partner)
    asked: list[Any] = []
    real = going.citing
    monkeypatch.setattr(going, "citing", lambda *given: real(*given) if asked else asked.append(given) or [])
    assert practice.title in words(delete(anna, partner))
    assert again(partner).trashed_at is None


def test_a_partner_named_from_the_trash_may_go_there_and_comes_back_first(anna) -> None:
    partner = make_partner(short_name="Home")
    practice = make_practice(partner=partner)
    delete(anna, practice)
    assert delete(anna, partner).status_code == 302
    told = words(anna.post(address(practice, "restore"), {"_revision": 1}, follow=True))
    assert "Restore first what it names: partner “Home”." in told
    assert "cannot be deleted for good" in words(purge(anna, partner))
    assert restore(anna, partner).status_code == 302
    assert restore(anna, practice).status_code == 302
    assert again(practice).partner == partner


def test_what_belongs_to_a_partner_goes_and_comes_with_it(anna) -> None:
    entry = make_swot_entry()
    delete(anna, entry.partner)
    assert not SwotEntry.objects.exists()
    assert anna.get(address(entry)).status_code == 404
    assert entry.statement not in words(anna.get(TRASH))
    restore(anna, entry.partner)
    assert SwotEntry.objects.get() == entry


def test_the_address_stays_taken_and_the_form_says_so(anna) -> None:
    practice, other = make_practice(slug="vouchers"), make_practice(status="draft")
    delete(anna, practice)
    answer = save(anna, other, slug="vouchers")
    assert answer.status_code == 200
    assert "A record in the trash has this already." in words(answer)


def test_a_form_that_was_open_gives_its_text_back(anna, bela) -> None:
    practice = make_practice(status="draft")
    given = opened(bela, practice) | {"summary": "A sentence that I typed."}
    delete(anna, practice)
    answer = bela.post(address(practice), given)
    assert answer.status_code == 404
    assert "A sentence that I typed." in words(answer)


def test_two_who_delete_or_restore_do_it_once(anna, bela) -> None:
    practice = make_practice()
    save(anna, practice, title="Second")
    assert delete(bela, practice, read=0).status_code == 409
    assert delete(anna, practice).status_code == 302
    assert delete(bela, practice).status_code == 404
    assert restore(bela, practice, read=1).status_code == 409
    assert restore(bela, practice).status_code == 302
    assert restore(anna, practice).status_code == 404
    assert again(practice).trashed_at is None


def test_a_shared_link_leads_nowhere_while_the_record_is_in_the_trash(anna, manager) -> None:
    practice = make_practice(status="draft")
    _link, token = ShareLink.objects.make(practice, manager, 7)
    assert Client().get(f"/preview/{token}/").status_code == 200
    delete(anna, practice)
    assert Client().get(f"/preview/{token}/").status_code == 404
    restore(anna, practice)
    assert Client().get(f"/preview/{token}/").status_code == 200


def test_deleted_for_good_nothing_is_left_but_the_audit_log(anna) -> None:
    practice = make_practice(title="Vouchers")
    assert purge(anna, practice).status_code == 404, "what is not in the trash"
    delete(anna, practice)
    assert "for good? Nobody can bring it back" in words(anna.get(address(practice, "purge")))
    assert purge(anna, practice, read=0).status_code == 409
    assert purge(anna, practice).status_code == 302
    assert not Practice._base_manager.exists()
    assert not Trail.objects.of(practice).exists()
    assert AuditEntry.objects.get(action="purged").what == audit.named(practice)
    assert "The trash is empty." in words(anna.get(TRASH))


def test_the_trash_asks_the_same_number_of_questions_however_full_it_is(anna) -> None:
    at = timezone.now()

    def fill(n: int) -> None:
        for _ in range(n):
            make_transfer()
            make_practice()
            make_partner()
        for model in (Partner, Practice):
            model._base_manager.update(trashed_at=at)

    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            assert anna.get(TRASH).status_code == 200
        return len(captured)

    fill(1)
    queries()
    few = queries()
    fill(30)
    assert queries() == few
    assert "Page 2 of" in words(anna.get(f"{TRASH}?page=2"))
    assert anna.get(f"{TRASH}?page=nonsense").status_code == 200


def test_the_days_that_are_left_are_counted_down(clock) -> None:
    practice = make_practice()
    practice.trashed_at = timezone.now()
    assert trash.days_left(practice) == 30
    practice.trashed_at -= timedelta(days=29, hours=1)
    assert trash.days_left(practice) == 1
    practice.trashed_at -= timedelta(days=5)
    assert trash.days_left(practice) == 0


def test_a_source_that_nobody_names_is_deleted_at_once(anna) -> None:
    source = make_source()
    assert delete(anna, source).status_code == 302
    assert not Source.objects.exists()
