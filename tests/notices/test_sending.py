"""Notices go out at once or gathered, also when the mail server was down, and nothing is sent twice."""

import logging
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.core import mail
from django.core.management import call_command
from django.core.management.base import CommandError
from django.urls import reverse
from django.utils import timezone

from clusterix.desk import workflow
from clusterix.desk.models.trail import revision_of
from clusterix.notices import sending
from clusterix.notices.models import Notice, Wish
from practices.models import Practice
from tests.desk.acting import again, at_the_desk, revision, step
from tests.making import make_practice, make_source

pytestmark = pytest.mark.django_db

SERVERS = "tests.notices.servers"


@pytest.fixture(autouse=True)
def silence() -> Any:
    """What goes wrong is logged with its whole story."""
    logging.disable(logging.CRITICAL)
    yield
    logging.disable(logging.NOTSET)


@pytest.fixture
def manager(someone) -> Any:
    return someone("Manager", "Project managers")


@pytest.fixture
def editor(someone, partner) -> Any:
    return someone("Editor", "Partner editors", partner=partner)


def submit(editor: Any, record: Any) -> None:
    assert step(at_the_desk(editor), record, "submit").status_code == 302
    assert again(record).status == "in_review"


def wants(person: Any, when: str) -> None:
    Wish.objects.update_or_create(person=person, defaults={"when": when})


def mails() -> list[tuple[str, int]]:
    """Return who got mails since this was asked last, and of how many steps each tells."""
    found = [(one.to[0].partition("@")[0], one.body.count("\nby ")) for one in mail.outbox]
    mail.outbox.clear()
    return sorted(found)


def run() -> list[tuple[str, int]]:
    call_command("send_notices")
    return mails()


# At once, and once a day.


def test_a_step_is_told_at_once(editor, manager, draft) -> None:
    submit(editor, draft)
    assert mails() == [("manager", 1)]
    assert Notice.objects.get().sent_at is not None
    assert run() == [], "nothing is sent twice"


def test_many_steps_of_one_request_make_one_mail(editor, manager, partner) -> None:
    records = [make_practice(partner=partner, sources=[make_source()], status="draft") for _ in range(5)]
    given = {"action": "submit", "_selected_action": [record.pk for record in records]}
    given |= {f"_revision-{record.pk}": revision(record) for record in records}
    at_the_desk(editor).post(reverse("admin:practices_practice_changelist"), given)
    assert {again(record).status for record in records} == {"in_review"}
    assert mail.outbox[0].subject == "Clusterix: 5 notices"
    assert mails() == [("manager", 5)]


def test_a_step_that_no_request_takes_is_told_by_the_next_run(editor, manager, draft) -> None:
    workflow.make(workflow.SUBMIT, draft, revision_of(draft), editor)
    assert mails() == []
    assert run() == [("manager", 1)]


def at(hour: int, day: int = 2) -> datetime:
    return datetime(2026, 3, day, hour, 30, tzinfo=ZoneInfo("Europe/Brussels"))


@pytest.fixture
def time_is(monkeypatch) -> Any:
    return lambda moment: monkeypatch.setattr(timezone, "now", lambda: moment)


def test_what_is_told_once_a_day_is_gathered_until_the_morning(editor, manager, partner, time_is) -> None:
    wants(manager, Wish.When.DAILY)
    for hour in (8, 12, 23):
        time_is(at(hour))
        submit(editor, make_practice(partner=partner, sources=[make_source()], status="draft"))
    assert run() == [], "not on the day itself"
    time_is(at(6, day=3))
    submit(editor, make_practice(partner=partner, sources=[make_source()], status="draft"))
    assert run() == [], "not before seven"
    time_is(at(7, day=3))
    assert run() == [("manager", 4)]
    submit(editor, make_practice(partner=partner, sources=[make_source()], status="draft"))
    time_is(at(22, day=3))
    assert run() == [], "one mail a day"
    time_is(at(9, day=5))
    assert run() == [("manager", 1)], "the morning after, or whenever the next run is"


def test_who_wishes_otherwise_meanwhile_is_told_as_they_wish_now(editor, manager, draft) -> None:
    wants(manager, Wish.When.DAILY)
    submit(editor, draft)
    wants(manager, Wish.When.AT_ONCE)
    assert run() == [("manager", 1)]


# Rights at the time of sending.


@pytest.mark.parametrize("change", ["inactive", "no mailbox", "no manager any more", "record gone"])
def test_who_may_not_read_it_any_more_is_not_told(editor, manager, draft, change) -> None:
    wants(manager, Wish.When.DAILY)
    submit(editor, draft)
    if change == "record gone":
        Practice.objects.all().delete()
    elif change == "no manager any more":
        manager.groups.clear()
    else:
        type(manager).objects.filter(pk=manager.pk).update(
            **({"is_active": False} if change == "inactive" else {"email": ""})
        )
    wants(manager, Wish.When.AT_ONCE)
    assert run() == []
    assert not Notice.objects.exists()


def test_without_that_rule_they_would_be_told(editor, manager, draft, monkeypatch) -> None:
    """The control."""
    wants(manager, Wish.When.DAILY)
    submit(editor, draft)
    manager.groups.clear()
    wants(manager, Wish.When.AT_ONCE)
    monkeypatch.setattr(sending, "may_be_told", lambda notice, person: True)
    assert run() == [("manager", 1)]


# Mail servers.


@pytest.mark.parametrize("server", ["Down", "Breaking"])
def test_where_the_mail_server_is_down_the_step_holds_and_the_next_run_tells(
    editor, manager, draft, settings, server
) -> None:
    usual, settings.EMAIL_BACKEND = settings.EMAIL_BACKEND, f"{SERVERS}.{server}"
    submit(editor, draft)
    assert Notice.objects.get().sent_at is None
    with pytest.raises(CommandError, match="The mail server took no mail"):
        call_command("send_notices")
    settings.EMAIL_BACKEND = usual
    assert run() == [("manager", 1)]


def test_a_slow_mail_server_keeps_nobody_waiting(editor, manager, draft, monkeypatch) -> None:
    monkeypatch.setattr(sending, "PATIENCE", -1)
    submit(editor, draft)
    assert mails() == []
    assert run() == [("manager", 1)]


def test_a_request_waits_less_for_the_mail_server_than_a_run(editor, manager, draft, monkeypatch) -> None:
    asked = []
    connect = sending.get_connection

    def noted(**options: Any) -> Any:
        asked.append(options)
        return connect(**options)

    monkeypatch.setattr(sending, "get_connection", noted)
    submit(editor, draft)
    submit(editor, make_practice(partner=draft.partner, sources=[make_source()], status="draft"))
    assert asked == [{"timeout": sending.PATIENCE}] * 2


def test_a_mailbox_that_refuses_keeps_nothing_from_the_others(
    editor, manager, someone, draft, settings, clock
) -> None:
    someone("Zoe", "Project managers")
    settings.EMAIL_BACKEND = f"{SERVERS}.Choosy"
    submit(editor, draft)
    assert mails() == [("zoe", 1)]
    refused = Notice.objects.filter(to=manager)
    for count in range(1, 15):
        run()
        assert refused.get().refusals == min(count, 10), "once an hour, and not for ever"
        run()
        clock.move_on(timedelta(hours=1, seconds=1))
    assert mails() == []


def test_a_mail_address_that_is_none_keeps_nothing_from_the_others(editor, manager, someone, draft) -> None:
    zoe = someone("Zoe", "Project managers")
    type(manager).objects.filter(pk=manager.pk).update(email="a@example.org\nBcc: b@example.org")
    submit(editor, draft)
    assert mails() == [("zoe", 1)]
    assert Notice.objects.get(to=zoe).sent_at


# Claims.


def claimed_by_another_run(ago: timedelta) -> None:
    Notice.objects.update(claim="another run", claimed_at=timezone.now() - ago)


def test_what_another_run_is_sending_is_left_to_it(editor, manager, draft) -> None:
    workflow.make(workflow.SUBMIT, draft, revision_of(draft), editor)
    claimed_by_another_run(timedelta(minutes=59))
    assert run() == []


def test_what_a_run_that_died_had_claimed_is_taken_again_after_an_hour(editor, manager, draft) -> None:
    workflow.make(workflow.SUBMIT, draft, revision_of(draft), editor)
    claimed_by_another_run(timedelta(minutes=61))
    assert run() == [("manager", 1)]
    assert run() == []


# Forgetting.


def test_notices_are_forgotten_after_ninety_days(editor, manager, draft) -> None:
    submit(editor, draft)
    Notice.objects.update(at=timezone.now() - timedelta(days=89))
    run()
    assert Notice.objects.exists()
    Notice.objects.update(at=timezone.now() - timedelta(days=91), sent_at=None)
    mail.outbox.clear()
    assert run() == []
    assert not Notice.objects.exists()


def test_the_notices_of_an_account_go_with_it(editor, manager, draft) -> None:
    submit(editor, draft)
    manager.delete()
    assert not Notice.objects.exists()
    assert not Wish.objects.exists()
