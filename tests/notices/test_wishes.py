"""Each person says when they are told: at the desk, or by the switch in a mail, which nobody can forge."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.sessions.models import Session
from django.core import mail
from django.core.management import call_command
from django.core.signing import TimestampSigner
from django.test import Client

from clusterix.desk.models import AuditEntry
from clusterix.notices import switches
from clusterix.notices.models import Notice, Wish
from tests.desk.acting import at_the_desk, step
from tests.desk.reading import words

pytestmark = pytest.mark.django_db

PAGE = "/admin/notices/"
When = Wish.When


@pytest.fixture
def manager(someone) -> Any:
    return someone("Manager", "Project managers")


@pytest.fixture
def editor(someone, partner) -> Any:
    return someone("Editor", "Partner editors", partner=partner)


def wish_of(person: Any) -> str:
    return Wish.objects.get(person=person).when


def audited() -> list[tuple[str, dict[str, Any]]]:
    changed = AuditEntry.objects.filter(action=AuditEntry.Action.ACCOUNT_CHANGED)
    return [(one.name, one.detail) for one in changed.order_by("pk")]


# At the desk.


def test_the_choice_is_made_at_the_desk_and_the_audit_log_knows_of_it(manager) -> None:
    desk = at_the_desk(manager)
    assert 'value="at-once" checked' in words(desk.get(PAGE)), "until somebody chooses"
    assert desk.post(PAGE, {"when": "daily"}).status_code == 302
    assert 'value="daily" checked' in words(desk.get(PAGE))
    desk.post(PAGE, {"when": "daily"})
    told = {"before": "At once", "after": "Once a day, in the morning"}
    assert audited() == [("Manager", {"notices by mail": told})]


def test_every_page_of_the_desk_leads_there(editor) -> None:
    assert f'href="{PAGE}"' in words(at_the_desk(editor).get("/admin/"))


@pytest.mark.parametrize("sent", ["", "sometimes", "\0", "never" * 50])
def test_a_choice_that_is_none_is_told_and_changes_nothing(manager, sent) -> None:
    answer = at_the_desk(manager).post(PAGE, {"when": sent})
    assert answer.status_code == 200
    assert 'class="errornote"' in words(answer)
    assert not Wish.objects.exists()


def test_nobody_sets_the_choice_of_another(manager, editor) -> None:
    at_the_desk(editor).post(PAGE, {"when": "never", "person": manager.pk, "user": manager.pk})
    assert [wish.person for wish in Wish.objects.all()] == [editor]


def test_without_an_address_the_page_says_that_no_mail_comes(manager, editor) -> None:
    assert "Mails go to editor@example.org" in words(at_the_desk(editor).get(PAGE))
    editor.email = ""
    editor.save()
    assert "Your account has no e-mail address" in words(at_the_desk(editor).get(PAGE))


def test_who_wants_no_mails_any_more_gets_none_of_what_waits(manager, editor, draft) -> None:
    at_the_desk(manager).post(PAGE, {"when": "daily"})
    step(at_the_desk(editor), draft, "submit")
    assert Notice.objects.count() == 1
    at_the_desk(manager).post(PAGE, {"when": "never"})
    assert not Notice.objects.exists()
    at_the_desk(manager).post(PAGE, {"when": "at-once"})
    call_command("send_notices")
    assert not mail.outbox


# By the switch in a mail.


@pytest.fixture
def switch(manager, editor, draft) -> str:
    """The address of the manager's switch, as their mail names it."""
    step(at_the_desk(editor), draft, "submit")
    found = re.search(r"http://testserver(/notices/off/\S+/)\n", mail.outbox[0].body)
    assert found
    return found[1]


ONE_CLICK = {"List-Unsubscribe": "One-Click"}


def test_a_mail_program_switches_off_by_one_post_without_signing_in(client, manager, switch) -> None:
    answer = Client(enforce_csrf_checks=True).post(switch, ONE_CLICK)
    assert answer.status_code == 200
    assert "You get no more notices by mail" in words(answer)
    assert wish_of(manager) == When.NEVER
    told = {"before": "At once", "after": "Not at all"}
    assert audited() == [("Manager", {"notices by mail": told, "by": "link in a mail"})]


def test_who_only_looks_switches_nothing_off_and_finds_a_button(client, manager, switch) -> None:
    for _time in range(3):
        answer = client.get(switch)
        client.head(switch)
    assert '<form method="post"><p><button class="button" type="submit">' in words(answer)
    assert wish_of(manager) == When.AT_ONCE


def test_a_switch_makes_no_session_and_no_cookie_and_is_kept_by_nobody(visitor, client, switch) -> None:
    before = Session.objects.count()
    for answer in (client.get(switch), client.post(switch), client.get(switch)):
        assert not answer.cookies
        assert answer.headers["Referrer-Policy"] == "no-referrer"
        assert answer.headers["Cache-Control"] == "private, no-store"
        assert answer.headers["X-Robots-Tag"] == "noindex"
    assert Session.objects.count() == before
    assert "ETag" not in visitor.get(switch).headers


def test_a_switch_pressed_many_times_writes_once(client, switch) -> None:
    for _time in range(5):
        client.post(switch, ONE_CLICK)
    assert len(audited()) == 1


def test_a_switch_is_of_one_person_alone_whoever_uses_it(manager, editor, switch) -> None:
    Wish.objects.get_or_create(person=editor)
    at_the_desk(editor).post(switch)
    assert (wish_of(manager), wish_of(editor)) == (When.NEVER, When.AT_ONCE)


def forged(switch: str, editor: Any) -> list[str]:
    """Return addresses that look like the switch: a wrong key, time, signature or signer, or none."""
    token = switch.removeprefix("/notices/off/").removesuffix("/")
    key, moment, signature = token.split(":")
    other = Wish.objects.get_or_create(person=editor)[0].key
    changed = ("A" if signature[0] != "A" else "B") + signature[1:]
    tokens = [
        f"{other}:{moment}:{signature}",
        f"{key}:{moment[:-1]}x:{signature}",
        f"{key}:{moment}:{changed}",
        f"{key}:{signature}",
        key,
        other,
        "a:b:c",
        "%00",
        "%F0%9F%92%A9:::",
        TimestampSigner(salt="another page").sign(other),
        TimestampSigner(key="another key", salt="clusterix.notices.switches").sign(other),
        "x" * 5_000,
    ]
    return [f"/notices/off/{token}/" for token in tokens]


def test_no_forged_switch_works(client, manager, editor, switch) -> None:
    for address in forged(switch, editor):
        for answer in (client.get(address), client.post(address, ONE_CLICK)):
            assert answer.status_code == 404, address
            assert "This link does not work any more" in words(answer)
    assert {wish_of(manager), wish_of(editor)} == {When.AT_ONCE}


def test_without_signatures_a_forged_switch_would_work(client, editor, switch, monkeypatch) -> None:
    """The control."""
    monkeypatch.setattr(TimestampSigner, "unsign", lambda self, token, max_age=None: token.partition(":")[0])
    client.post(forged(switch, editor)[0])
    assert wish_of(editor) == When.NEVER


@pytest.mark.parametrize(("days", "answers"), [(89, 200), (91, 404)])
def test_a_switch_holds_for_ninety_days(client, manager, switch, monkeypatch, days, answers) -> None:
    monkeypatch.setattr(switches, "HOLDS_FOR", switches.HOLDS_FOR - timedelta(days=days))
    assert client.post(switch).status_code == answers


def test_the_switch_of_a_deleted_account_leads_nowhere(client, manager, switch) -> None:
    manager.delete()
    assert client.post(switch).status_code == 404
