"""One way in: by whatever address, the same for known and unknown, ended at once when an account is."""

from typing import Any

import pytest
from django.contrib.auth.hashers import MD5PasswordHasher
from django.contrib.auth.models import User
from django.core import mail
from django.test import Client

from clusterix.accounts import backend, sessions
from clusterix.accounts.models import Session
from tests.accounts.door import LOGIN, is_inside, sign_in, without_tokens
from tests.desk.acting import at_the_desk
from tests.desk.reading import words
from tests.form_reading import Form

pytestmark = pytest.mark.django_db
RESET = "/accounts/password/reset/"


@pytest.fixture
def hashes(monkeypatch) -> list[str]:
    """What is hashed: the work that takes time, and would tell who is known."""
    done: list[str] = []
    plain = MD5PasswordHasher.encode

    def counted(self: Any, password: str, salt: str) -> str:
        done.append(password)
        return plain(self, password, salt)

    monkeypatch.setattr(MD5PasswordHasher, "encode", counted)
    return done


@pytest.mark.parametrize("address", [LOGIN, "/accounts/login/"])
def test_both_addresses_are_the_same_way_in(editor, address) -> None:
    client = Client()
    page = client.get(address)
    assert page.status_code == 200
    assert Form(page, "login-form").action == LOGIN
    assert client.post(address, {"username": "editor", "password": "secret"}).url == "/admin/"
    assert is_inside(client)


@pytest.mark.parametrize("address", ["/accounts/signup/", "/accounts/email/", "/accounts/3rdparty/signup/"])
def test_nobody_signs_up(client, db, address) -> None:
    assert client.get(address).status_code == 404


def others() -> dict[str, Any]:
    """Return accounts that cannot be used, each for a reason of its own."""
    made = {
        "inactive": User.objects.create_user("inactive", password="secret", is_staff=True, is_active=False),
        "without a role": User.objects.create_user("roleless", password="secret"),
        "invited": User.objects.create_user("invited", is_staff=True, is_active=False),
    }
    return {why: person.get_username() for why, person in made.items()} | {"unknown": "nobody"}


def test_known_unknown_and_unusable_accounts_get_the_same_answer_for_the_same_work(
    client, editor, hashes
) -> None:
    wrong = sign_in(client, "editor", "wrong")
    expected, work = without_tokens(wrong).replace('value="editor"', "…"), len(hashes)
    assert wrong.status_code == 200
    assert "The username or the password is not right" in words(wrong)
    for why, name in others().items():
        for password in ("secret", "wrong"):
            hashes.clear()
            answer = sign_in(Client(), name, password)
            assert (answer.status_code, len(hashes)) == (200, work), why
            assert without_tokens(answer).replace(f'value="{name}"', "…") == expected, why
            assert answer.headers.keys() == wrong.headers.keys()


def test_without_the_rule_about_roles_somebody_without_one_would_be_signed_in(client, monkeypatch) -> None:
    """The control."""
    name = others()["without a role"]
    assert not sign_in(client, name).context["form"].is_valid()
    monkeypatch.setattr(backend.StaffOnly, "user_can_authenticate", lambda self, user: user.is_active)
    assert sign_in(client, name).status_code == 302


def test_a_forgotten_password_is_answered_alike_and_by_one_mail_each(client, editor) -> None:
    User.objects.filter(pk=editor.pk).update(email="editor@example.org")
    User.objects.create_user("gone", email="gone@example.org", is_active=False)
    answers = []
    for address in ("editor@example.org", "gone@example.org", "nobody@example.org"):
        answer = client.post(RESET, {"email": address}, follow=True)
        answers.append((answer.status_code, answer.redirect_chain, without_tokens(answer)))
    assert answers[0] == answers[1] == answers[2]
    assert [one.to for one in mail.outbox] == [[f"{who}@example.org"] for who in ("editor", "gone", "nobody")]
    assert "http://testserver/accounts/password/reset/key/" in mail.outbox[0].body
    assert "/accounts/" not in mail.outbox[1].body + mail.outbox[2].body


def test_a_link_to_a_new_password_works_once_and_ends_every_session(client, editor) -> None:
    User.objects.filter(pk=editor.pk).update(email="editor@example.org")
    elsewhere = at_the_desk(editor)
    client.post(RESET, {"email": "editor@example.org"})
    link = next(line for line in mail.outbox[0].body.splitlines() if "://" in line)
    page = client.get(link.removeprefix("http://testserver"), follow=True)
    new = {"new": "another-long-phrase-8"}["new"]
    form = Form(page, "new_password_form")
    assert client.post(form.action, {"password1": new, "password2": new}).status_code == 302
    assert not is_inside(elsewhere)
    assert "does not work any more" in words(
        Client().get(link.removeprefix("http://testserver"), follow=True)
    )
    assert sign_in(Client(), "editor", new).status_code == 302


def test_a_mail_server_that_refuses_changes_no_answer(client, editor, settings) -> None:
    settings.EMAIL_BACKEND = "tests.accounts.mails.Refusing"
    User.objects.filter(pk=editor.pk).update(email="editor@example.org")
    for address in ("editor@example.org", "nobody@example.org"):
        assert client.post(RESET, {"email": address}).status_code == 302


# Sessions.


def change(person: Any, by: Any, **given: Any) -> None:
    """Change an account at the desk."""
    desk = at_the_desk(by)
    page = f"/admin/auth/user/{person.pk}/change/"
    values = Form(desk.get(page)).values | given
    sent = {name: value for name, value in values.items() if value is not None}
    assert desk.post(page, sent).status_code == 302


@pytest.mark.parametrize("given", [{"is_active": None}, {"groups": None}])
def test_whose_account_is_made_inactive_or_loses_its_last_role_is_out_at_once_and_for_good(
    editor, administrator, given
) -> None:
    one, two = at_the_desk(editor), at_the_desk(editor)
    assert is_inside(one)
    before = editor.groups.get().pk
    change(editor, administrator, **given)
    assert not is_inside(one)
    assert not Session.objects.filter(person=editor).exists()
    change(editor, administrator, is_active="on", groups=[before])
    assert not is_inside(one), "the old session does not come back with the account"
    assert not is_inside(two)
    assert sign_in(Client(), "editor").status_code == 302


def test_a_session_that_is_only_not_looked_at_would_come_back(editor, administrator, monkeypatch) -> None:
    """The control: without the ending, the old session is good again as soon as the account is."""
    client = at_the_desk(editor)
    monkeypatch.setattr(sessions, "end", lambda person, but=None: None)
    change(editor, administrator, is_active=None)
    change(editor, administrator, is_active="on")
    assert is_inside(client)


def test_a_deleted_account_and_a_new_password_end_sessions(editor, person, administrator) -> None:
    bela = person("bela", "Partner editors")
    one, two = at_the_desk(editor), at_the_desk(bela)
    editor.set_password("another")
    editor.save()
    bela.delete()
    assert not is_inside(one)
    assert not is_inside(two)
    assert not Session.objects.filter(person_id=bela.pk).exists()


def test_a_right_that_is_taken_is_gone_with_the_next_request(manager) -> None:
    client = at_the_desk(manager)
    assert client.get("/admin/partners/partner/add/").status_code == 200
    manager.groups.clear()
    assert client.get("/admin/partners/partner/add/").status_code == 403


def test_who_guesses_the_old_password_at_an_open_desk_is_limited(editor) -> None:
    client = at_the_desk(editor)
    given = {
        "old_password": "wrong",
        "new_password1": "a-long-phrase-of-7",
        "new_password2": "a-long-phrase-of-7",
    }
    answers = [client.post("/admin/password_change/", given).status_code for _time in range(12)]
    assert answers == [200] * 10 + [429] * 2


@pytest.mark.parametrize(
    "page", [LOGIN, "/accounts/login/", "/accounts/password/reset/", "/accounts/logout/"]
)
def test_an_address_to_go_on_to_that_is_none_is_left_out(client, editor, page) -> None:
    assert client.get(page, {"next": "http://["}).status_code in (200, 302)
    sign_in(client, "editor", next="http://[")
    assert is_inside(client)
    assert client.post(page, {"next": "http://["}).status_code in (200, 302)
