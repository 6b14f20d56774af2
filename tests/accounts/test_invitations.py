"""Inviting somebody: one mail with one link, which works once; until then nobody can use the account."""

import hashlib
import re
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core import mail
from django.db import connection
from django.test import Client

from clusterix.accounts import invitations
from clusterix.accounts.models import Invitation
from clusterix.desk.models import AuditEntry
from clusterix.ops import accounts
from tests.accounts.door import is_inside, sign_in
from tests.desk.acting import at_the_desk
from tests.desk.reading import words
from tests.form_reading import Form
from tests.making import make_partner

pytestmark = pytest.mark.django_db
ADD = "/admin/auth/user/add/"
NEW = "a-long-phrase-of-7"


@pytest.fixture
def desk(administrator) -> Client:
    return at_the_desk(administrator)


@pytest.fixture
def invite(desk, django_capture_on_commit_callbacks) -> Any:
    """Invite somebody by the form; return the answer."""

    def made(**given: Any) -> Any:
        role = accounts.roles()[accounts.PARTNER_EDITORS].pk
        values = Form(desk.get(ADD)).values
        values |= {"username": "anna", "email": "anna@example.org", "groups": [role]} | given
        if not connection.in_atomic_block:  # the test commits, and so does the form
            return desk.post(ADD, values)
        with django_capture_on_commit_callbacks(execute=True):
            return desk.post(ADD, values)

    return made


def link(message: Any = None) -> str:
    body = (message or mail.outbox[-1]).body
    found = re.search(r"http://testserver(/accounts/invitation/\S+)", body)
    assert found is not None, body
    return found[1]


def accept(client: Client, address: str, password: str = NEW) -> Any:
    return client.post(address, {"new_password1": password, "new_password2": password})


def test_whoever_is_invited_chooses_a_password_and_is_in(invite, client) -> None:
    partner = make_partner()
    assert invite(**{"editorships-TOTAL_FORMS": "1", "editorships-0-partner": partner.pk}).status_code == 302
    anna = User.objects.get(username="anna")
    assert not anna.is_active
    assert not anna.has_usable_password()
    assert anna.editorships.get().partner == partner
    assert [one.to for one in mail.outbox] == [["anna@example.org"]]
    page = client.get(link())
    assert "<strong>anna</strong>" in words(page)
    assert "no-store" in page.headers["Cache-Control"]
    assert accept(client, link()).url == "/admin/"
    assert is_inside(client)
    assert sign_in(Client(), "anna", NEW).status_code == 302


def test_in_production_they_then_set_up_a_second_factor(invite, client, settings) -> None:
    invite()
    settings.SECOND_FACTOR_REQUIRED = True
    accept(client, link())
    assert not is_inside(client)
    assert client.get("/admin/", follow=True).redirect_chain[-1][0].startswith("/accounts/2fa/")


def test_a_weak_password_is_refused_and_the_link_still_works(invite, client) -> None:
    invite()
    refused = accept(client, link(), "anna")
    assert refused.status_code == 200
    assert "too short" in words(refused)
    assert accept(client, link()).status_code == 302


def test_of_the_token_a_hash_is_stored_and_the_mail_holds_no_secret_but_the_link(invite) -> None:
    invite()
    token = link().rstrip("/").split("/")[-1]
    stored = Invitation.objects.get().token_hash
    assert stored == hashlib.sha256(token.encode()).hexdigest()
    assert mail.outbox[0].body.count(token) == 1
    assert "password:" not in mail.outbox[0].body.lower()


def ended(address: str) -> bool:
    answer = Client().get(address)
    posted = accept(Client(), address)
    return (answer.status_code, posted.status_code) == (404, 404) and "does not work any more" in words(
        answer
    )


def test_a_link_works_once_and_for_seven_days_and_every_other_answers_alike(
    invite, client, clock, desk, django_capture_on_commit_callbacks
) -> None:
    invite()
    first = link()
    anna = User.objects.get(username="anna")
    page = f"/admin/auth/user/{anna.pk}/invitation/"
    assert desk.post(page, {"_send": ""}).status_code == 302
    assert ended(first), "sent anew, the first link ends"
    second = link()
    clock.move_on(timedelta(days=7, seconds=1))
    assert ended(second)
    desk = at_the_desk(User.objects.get(username="administrator"))
    assert "It has expired" in words(desk.get(page))
    desk.post(page, {"_send": ""})
    assert accept(client, link()).status_code == 302
    assert ended(link()), "used"
    assert ended("/accounts/invitation/a-token-that-nobody-made/")
    assert "in use, or was" in words(desk.get(page))
    assert desk.post(page, {"_send": ""}).status_code == 200
    assert len(mail.outbox) == 3


def test_a_withdrawn_invitation_lets_nobody_in(invite, desk) -> None:
    invite()
    anna = User.objects.get(username="anna")
    assert desk.post(f"/admin/auth/user/{anna.pk}/invitation/", {"_withdraw": ""}).status_code == 302
    assert ended(link())
    anna.refresh_from_db()
    assert not anna.is_active


def test_two_who_use_the_link_at_once_do_not_both_get_in(invite) -> None:
    invite()
    found = Invitation.objects.get()
    assert invitations.accept(found, NEW) is not None
    assert invitations.accept(found, "another-phrase-9") is None
    assert User.objects.get(username="anna").check_password(NEW)


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"email": ""}, "email"),
        ({"email": "taken@example.org"}, "email"),
        ({"groups": []}, "groups"),
        ({"password1": NEW}, "password2"),
    ],
)
def test_an_invitation_that_could_not_work_is_not_sent(invite, given, field) -> None:
    User.objects.create_user("taken", email="Taken@example.org")
    answer = invite(**given)
    assert answer.status_code == 200
    assert field in answer.context["adminform"].form.errors
    assert not mail.outbox
    assert not User.objects.filter(username="anna").exists()


@pytest.mark.django_db(transaction=True)
def test_a_mail_that_could_not_be_sent_is_told(invite, settings, desk) -> None:
    settings.EMAIL_BACKEND = "tests.accounts.mails.Refusing"
    assert "could not be sent" in words(desk.get(invite().url))


def test_inviting_and_withdrawing_and_accepting_stand_in_the_audit_log(invite, client, desk) -> None:
    invite()
    accept(client, link())
    told = [entry.detail["invitation"] for entry in AuditEntry.objects.all() if "invitation" in entry.detail]
    assert told == [
        {"before": "anna@example.org", "after": "accepted"},
        {"before": None, "after": "anna@example.org"},
    ]


def test_who_may_not_look_after_accounts_invites_nobody(manager, invite) -> None:
    invite()
    anna = User.objects.get(username="anna")
    client = at_the_desk(manager)
    assert client.post(f"/admin/auth/user/{anna.pk}/invitation/", {"_send": ""}).status_code == 403
    assert client.get(ADD).status_code == 403
    assert len(mail.outbox) == 1


def test_an_invited_account_cannot_be_taken_by_a_forgotten_password(invite, client) -> None:
    invite()
    client.post("/accounts/password/reset/", {"email": "anna@example.org"})
    assert "/accounts/" not in mail.outbox[-1].body


def test_a_link_gives_no_new_password_to_an_account_that_is_in_use(invite, client) -> None:
    invite()
    anna = User.objects.get(username="anna")
    anna.set_password("chosen-at-the-desk-7")
    anna.is_active = True
    anna.save()
    assert accept(client, link()).status_code == 404
    anna.refresh_from_db()
    assert anna.check_password("chosen-at-the-desk-7")
    assert not is_inside(client)


def test_a_link_ends_where_the_address_it_went_to_is_mended(invite, desk, client) -> None:
    """The mail went to a stranger: with the right address, their link leads nowhere."""
    invite(email="stranger@example.org")
    anna = User.objects.get(username="anna")
    page = f"/admin/auth/user/{anna.pk}/change/"
    assert desk.post(page, Form(desk.get(page)).values | {"email": "anna@example.org"}).status_code == 302
    assert client.get(link()).status_code == 404
    assert accept(client, link()).status_code == 404
