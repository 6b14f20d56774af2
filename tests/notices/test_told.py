"""Every step × every role: who is told by mail, and who is not."""

from typing import Any

import pytest
from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext

from clusterix.desk import workflow
from clusterix.desk.models.trail import revision_of, trail_of
from clusterix.desk.working_copies import make_working_copy
from clusterix.notices import sending
from clusterix.notices.models import Notice, Wish
from clusterix.publishing import rights
from tests.desk.acting import again, at_the_desk, step, working_copy
from tests.making import make_exchange, make_group, make_meeting, make_practice, make_source
from workgroups.models import Lead

pytestmark = pytest.mark.django_db

ALL_MANAGERS = {"manager", "chief", "superuser"}
NOBODY: set[str] = set()
# The step, from which status, by whom: who is told.
TOLD = {
    ("submit", "draft", "editor"): ALL_MANAGERS,
    ("submit", "draft", "manager"): ALL_MANAGERS - {"manager"},
    ("return", "in_review", "manager"): {"editor", "colleague"},
    ("publish", "in_review", "manager"): {"editor", "colleague"},
    ("publish", "draft", "chief"): {"editor", "colleague"},
    ("withdraw", "in_review", "editor"): NOBODY,
    ("archive", "published", "manager"): NOBODY,
    ("reviewed", "published", "editor"): NOBODY,
    ("start", "published", "editor"): NOBODY,
    ("reopen", "archived", "manager"): NOBODY,
}


def mailed() -> set[str]:
    return {address.partition("@")[0] for one in mail.outbox for address in one.to}


def take(who: Any, record: Any, move: str, comment: str = "A comment") -> None:
    answer = step(at_the_desk(who), record, move, comment)
    assert answer.status_code == 302, answer


@pytest.mark.parametrize(("move", "status", "by"), TOLD)
def test_each_step_is_told_to_those_whom_it_concerns_and_to_nobody_else(
    people, partner, move, status, by
) -> None:
    record = make_practice(partner=partner, sources=[make_source()], status=status)
    take(people[by], record, move)
    assert mailed() == TOLD[move, status, by]


@pytest.mark.parametrize(("move", "status", "by"), [key for key in TOLD if key[1] in ("draft", "in_review")])
def test_a_working_copy_is_told_of_as_a_record_is(people, partner, move, status, by) -> None:
    record = make_practice(partner=partner, sources=[make_source()])
    copy, _keys = make_working_copy(record)
    copy.status = status
    copy.save()
    take(people[by], record, move)
    assert mailed() == TOLD[move, status, by]


def test_without_the_rule_about_owners_strangers_would_be_told(people, draft, monkeypatch) -> None:
    """The control."""
    monkeypatch.setattr(rights, "editors", lambda record: {people["stranger"].pk})
    monkeypatch.setattr(sending, "may_be_told", lambda notice, person: True)
    take(people["manager"], draft, "publish")
    assert mailed() == {"stranger"}


def test_who_handed_it_in_is_told_though_the_record_is_not_theirs(people, draft) -> None:
    take(people["chief"], draft, "submit")
    mail.outbox.clear()
    take(people["manager"], draft, "return")
    assert mailed() == {"editor", "colleague", "chief"}


def test_who_handed_in_what_was_published_since_is_not_told_any_more(people, draft) -> None:
    take(people["chief"], draft, "submit")
    take(people["manager"], draft, "publish")
    take(people["editor"], draft, "start")
    mail.outbox.clear()
    take(people["manager"], draft, "publish")
    assert mailed() == {"editor", "colleague"}
    assert working_copy(draft) is None


def test_both_sides_of_a_staff_exchange_are_told_once(people, partner) -> None:
    sender = rights.editors(make_exchange(host=partner, sender=partner_of(people["stranger"])))
    assert sender == {people[name].pk for name in ("editor", "colleague", "stranger")}


def partner_of(person: Any) -> Any:
    return person.editorships.get().partner


def test_who_leads_two_groups_of_a_meeting_is_told_once(people) -> None:
    groups = [make_group(), make_group()]
    for group in groups:
        Lead.objects.create(user=people["lead"], group=group)
    meeting = make_meeting(groups=groups, sources=[make_source()], description="What.", status="draft")
    take(people["manager"], meeting, "publish")
    assert [one.to for one in mail.outbox] == [["lead@example.org"]]


@pytest.mark.parametrize(
    "change",
    [{"is_active": False}, {"is_staff": False}, {"email": ""}],
    ids=["inactive", "no desk", "no box"],
)
def test_who_cannot_read_it_is_not_told(people, draft, change) -> None:
    type(people["manager"]).objects.filter(pk=people["manager"].pk).update(**change)
    take(people["editor"], draft, "submit")
    assert mailed() == ALL_MANAGERS - {"manager"}
    assert not Notice.objects.filter(to=people["manager"]).exists()


def test_who_wants_no_mail_gets_none(people, draft) -> None:
    Wish.objects.create(person=people["manager"], when=Wish.When.NEVER)
    take(people["editor"], draft, "submit")
    assert mailed() == ALL_MANAGERS - {"manager"}
    assert not Notice.objects.filter(to=people["manager"]).exists()


def test_a_step_that_fails_leaves_no_notice(people, draft, monkeypatch) -> None:
    """The notice stands in the transaction of the step: here the last thing that the step does fails."""

    def fail(*_args: Any) -> None:
        raise ValueError("no version")

    monkeypatch.setattr("clusterix.desk.writing.finish", fail)
    with pytest.raises(ValueError, match="no version"):
        step(at_the_desk(people["editor"]), draft, "submit")
    assert again(draft).status == "draft"
    assert not Notice.objects.exists()
    assert not mail.outbox


def test_a_step_that_is_refused_tells_nobody(people, draft) -> None:
    assert step(at_the_desk(people["editor"]), draft, "publish").status_code == 403
    assert step(at_the_desk(people["editor"]), draft, "submit", read=7).status_code == 409
    assert not Notice.objects.exists()


def test_writing_notices_takes_as_many_questions_for_fifty_managers_as_for_one(someone, partner) -> None:
    editor = someone("Editor", "Partner editors", partner=partner)
    someone("Manager", "Project managers")
    _questions(editor, partner)  # what is known from then on
    for_one = _questions(editor, partner)
    for number in range(49):
        someone(f"Manager{number}", "Project managers")
    _questions(editor, partner)  # writes what each of them wishes, once
    assert _questions(editor, partner) == for_one
    assert Notice.objects.count() == 2 + 2 * 50


def _questions(editor: Any, partner: Any) -> int:
    record = make_practice(partner=partner, sources=[make_source()], status="draft")
    trail_of(record)
    with CaptureQueriesContext(connection) as captured:
        workflow.make(workflow.SUBMIT, record, revision_of(record), editor)
    return len(captured)
