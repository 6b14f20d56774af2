"""The second factor: asked for where there is one, and in production of everybody, at every address."""

import re
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from django.core.cache import cache
from django.core.files.base import ContentFile
from django.core.management import CommandError, call_command
from django.test import Client

from clusterix.accounts import middleware, sealing, second_factor
from clusterix.accounts.models import Session
from clusterix.desk.models import AuditEntry
from practices.models import Attachment
from tests.accounts.door import (
    CODE,
    LOGIN,
    SECRET,
    code,
    fields,
    give_app,
    is_inside,
    sign_in,
    type_code,
    wrong_code,
)
from tests.desk.acting import at_the_desk, opened
from tests.desk.reading import words
from tests.form_reading import Form
from tests.making import make_partner, make_practice
from tests.page_reading import body

pytestmark = pytest.mark.django_db
SETUP, TOTP, AGAIN = "/accounts/2fa/", "/accounts/2fa/totp/activate/", "/accounts/2fa/reauthenticate/"


@pytest.fixture
def demanded(settings) -> None:
    """As in production."""
    settings.SECOND_FACTOR_REQUIRED = True


def signed_in(name: str = "editor") -> Client:
    client = Client()
    sign_in(client, name)
    return client


@pytest.fixture(autouse=True)
def no_code_is_used() -> None:
    """allauth remembers used codes in the cache, and the same account comes back in the next test."""
    cache.clear()


def set_up_app(client: Client) -> list[str]:
    """Set up an app as people do, and return the recovery codes; only a test that commits tells others."""
    page = client.get(TOTP)
    secret = re.search(r'class="door-code">(\w+)<', page.content.decode())
    assert secret is not None
    shown = client.post(TOTP, {"code": code(secret[1])}, follow=True)
    assert shown.status_code == 200
    return re.findall(r'<li><code class="door-code">(\d+)</code>', shown.content.decode())


def test_with_an_app_the_password_alone_opens_nothing(client, editor) -> None:
    give_app(editor)
    assert sign_in(client, "editor").url == CODE
    assert not is_inside(client)
    assert type_code(client, wrong_code()).status_code == 200
    assert not is_inside(client)
    assert type_code(client, code()).url == "/admin/"
    assert is_inside(client)


def test_the_same_code_opens_once(editor) -> None:
    give_app(editor)
    digits = code()
    one, two = signed_in(), signed_in()
    assert type_code(one, digits).status_code == 302
    answer = type_code(two, digits)
    assert answer.status_code == 200
    assert not is_inside(two)


def test_an_app_is_set_up_and_a_recovery_code_works_once(client, editor) -> None:
    sign_in(client, "editor")
    codes = set_up_app(client)
    assert len(codes) == 10
    for expected in (302, 200):
        fresh = signed_in()
        assert type_code(fresh, codes[0]).status_code == expected
        assert is_inside(fresh) is (expected == 302)


def test_setting_up_asks_for_the_password_unless_one_has_just_signed_in(editor) -> None:
    client = at_the_desk(editor)
    assert client.get(TOTP).url.startswith("/accounts/reauthenticate/")
    client.post("/accounts/reauthenticate/", {"password": "secret", "next": TOTP})
    assert client.get(TOTP).status_code == 200


@pytest.mark.django_db(transaction=True)
def test_where_it_is_demanded_somebody_without_one_reaches_nothing_but_its_pages(
    editor, demanded, settings
) -> None:
    settings.KEEP_PAGES = False
    client = signed_in()
    assert client.get("/admin/").url.startswith(LOGIN)
    assert client.get("/admin/", follow=True).redirect_chain[-1][0].startswith(SETUP)
    assert client.get("/admin/password_change/").status_code == 302
    assert client.get("/admin/practices/practice/add/").status_code == 302
    assert client.get(SETUP).status_code == 200
    assert "The desk opens once you have set up one of the two" in words(client.get(SETUP))
    set_up_app(client)
    assert is_inside(client)
    client.post("/accounts/logout/")
    assert client.get(SETUP).status_code == 302


def draft_file() -> Any:
    """Return the address of a file that only the desk sees."""
    practice = make_practice(status="draft")
    return Attachment.objects.create(
        practice=practice, title="Plan", file=ContentFile(b"%PDF-1.4", name="plan.pdf")
    ).file.url


def test_files_of_drafts_are_not_seen_without_it_either(manager, demanded, monkeypatch) -> None:
    address = draft_file()
    client = signed_in("manager")
    assert client.get(address).status_code == 404
    monkeypatch.setattr(middleware.second_factor, "is_enough", lambda request, person: True)
    assert body(client.get(address)).startswith(b"%PDF"), "the control: without the guard they would be"


def test_locally_it_is_left_to_people(client, editor) -> None:
    sign_in(client, "editor")
    assert is_inside(client)


def test_a_session_from_before_has_to_show_it(editor, demanded) -> None:
    """Somebody else’s session with the password alone is worth nothing once the owner has set up an app."""
    before = at_the_desk(editor)
    give_app(editor)
    assert not is_inside(before)
    assert before.get(LOGIN).url.startswith(AGAIN)
    assert before.post(AGAIN, {"code": code(), "next": "/admin/"}).url == "/admin/"
    assert is_inside(before)


@pytest.mark.django_db(transaction=True)
def test_taking_ones_own_away_closes_the_desk_where_it_is_demanded(editor, demanded) -> None:
    client = signed_in()
    set_up_app(client)
    elsewhere = at_the_desk(editor)
    assert is_inside(client)
    assert client.get("/accounts/2fa/totp/deactivate/").status_code == 200
    assert client.post("/accounts/2fa/totp/deactivate/").status_code == 302
    assert not Authenticator.objects.exists()
    assert not is_inside(client)
    assert Session.objects.filter(person=editor).count() == 1
    assert elsewhere.get(SETUP).status_code == 302


def test_a_form_sent_after_the_session_ended_is_back_after_the_second_factor(editor, person) -> None:
    practice = make_practice(partner=make_partner(), status="draft", summary="Before.")
    anna = person("anna", "Partner editors", partner=practice.partner)
    give_app(anna)
    client = at_the_desk(anna)
    sent = opened(client, practice) | {"summary": "“Dear” & <typed>"}
    client.logout()
    page = f"/admin/practices/practice/{practice.pk}/change/"
    asked = fields(client.post(page, sent), "login-form")
    step = client.post(LOGIN, asked | {"username": "anna", "password": "secret"})
    assert "One more step, and the form is back" in words(step)
    step = client.post(CODE, fields(step, "code-form") | {"code": wrong_code()})
    shown = client.post(CODE, fields(step, "code-form") | {"code": code()})
    assert "You had been signed out. Nothing is saved yet" in words(shown)
    assert shown.context["adminform"].form["summary"].value() == "“Dear” & <typed>"
    practice.refresh_from_db()
    assert practice.summary == "Before."


def test_who_was_made_inactive_between_password_and_code_does_not_come_in(editor) -> None:
    give_app(editor)
    client = signed_in()
    editor.is_active = False
    editor.save()
    type_code(client, code())
    editor.is_active = True
    editor.save()
    assert not is_inside(client)


NONSENSE = [
    *("[" * 100_000, "1" * 5000),  # what breaks off Python’s own reading
    *("", "[]", "1", "null", "{}", '"x"', '{"response": 1}', '{"response": {"userHandle": "////"}}'),
    '{"id": "eA", "rawId": "eA", "type": "public-key", "response": {"clientDataJSON": "e30", '
    '"authenticatorData": "eA", "signature": "eA", "userHandle": "MQ"}, "clientExtensionResults": {}}',
]


@pytest.mark.parametrize("credential", NONSENSE)
def test_a_devices_answer_that_makes_no_sense_is_a_wrong_one(editor, credential) -> None:
    visitor = Client()
    visitor.get("/accounts/2fa/devices/login/", headers={"accept": "application/json"})
    assert visitor.post("/accounts/2fa/devices/login/", {"credential": credential}).status_code == 302
    client = signed_in()
    page = client.get("/accounts/2fa/devices/add/")
    given = fields(page, "device-form") | {"credential": credential}
    assert client.post("/accounts/2fa/devices/add/", given).status_code == 200
    give_app(editor)
    second = signed_in()
    second.get(CODE)
    assert second.post(CODE, {"credential": credential}).status_code == 200
    assert not is_inside(visitor)
    assert not is_inside(second)


def test_a_session_from_before_changes_nothing_of_it(editor, demanded) -> None:
    """Whoever signed in with a stolen password before the owner set up an app does not make it their own."""
    before = signed_in()
    assert before.get(TOTP).status_code == 200, "as long as there is none, it is set up with the password"
    give_app(editor)
    before.post("/accounts/reauthenticate/", {"password": "secret"})
    for page in (
        "/accounts/2fa/totp/deactivate/",
        "/accounts/2fa/devices/add/",
        "/accounts/2fa/recovery-codes/",
        "/accounts/2fa/recovery-codes/new/",
    ):
        assert before.get(page).status_code in (302, 404), page
        assert before.post(page).status_code in (302, 404), page
    assert Authenticator.objects.filter(type=Authenticator.Type.TOTP).exists()
    assert not is_inside(before)
    before.post(AGAIN, {"code": code()})
    assert is_inside(before)
    assert before.get("/accounts/2fa/totp/deactivate/").status_code == 200


def test_the_same_code_in_another_spelling_opens_nothing(editor) -> None:
    give_app(editor)
    digits = code()
    one, two = signed_in(), signed_in()
    assert type_code(one, digits).status_code == 302
    cache.clear()  # as another process has it, where the cache is of each process
    assert type_code(two, f"{digits[:3]} {digits[3:]}").status_code == 200
    assert not is_inside(two)


# What is stored of it.


def test_a_copy_of_the_database_holds_no_secret(client, editor, settings) -> None:
    sign_in(client, "editor")
    codes = set_up_app(client)
    app = Authenticator.objects.get(user=editor, type=Authenticator.Type.TOTP)
    secret = sealing.unseal(app.data["secret"])
    assert re.fullmatch(r"[A-Z2-7]{32}", secret)
    assert secret not in str(list(Authenticator.objects.values_list("data", flat=True)))
    app.delete()
    settings.MFA_ADAPTER = "allauth.mfa.adapter.DefaultMFAAdapter"
    give_app(editor)
    assert SECRET in str(list(Authenticator.objects.values_list("data", flat=True))), "the control"
    assert len(codes) == 10


def test_under_another_secret_key_no_code_fits_until_the_earlier_one_is_named(editor, settings) -> None:
    give_app(editor)
    call = RecoveryCodes.activate(editor).get_unused_codes()[0]
    earlier, settings.SECRET_KEY = settings.SECRET_KEY, "another" * 10
    for digits in (code(), code(""), call):
        client = signed_in()
        assert type_code(client, digits).status_code == 200
        assert not is_inside(client)
    settings.SECRET_KEY_FALLBACKS = [earlier]
    client = signed_in()
    assert type_code(client, code()).status_code == 302
    assert is_inside(client)


# What others do about a lost one.


def test_an_administrator_takes_a_lost_one_away_and_the_log_says_so(editor, administrator) -> None:
    give_app(editor)
    session, desk = at_the_desk(editor), at_the_desk(administrator)
    page = f"/admin/auth/user/{editor.pk}/second-factor/"
    assert "The account has: authenticator app." in words(desk.get(page))
    assert desk.post(page, {"_take_away": ""}).status_code == 302
    assert not Authenticator.objects.exists()
    assert not is_inside(session)
    entry = AuditEntry.objects.filter(action="account-changed").first()
    assert (entry.name, entry.what) == ("administrator", "editor")
    assert entry.detail["second factor"]["after"] == []


def test_nobody_takes_it_from_themselves_or_from_who_has_more_rights(manager, person, administrator) -> None:
    chief = person("chief", "Administrators")
    give_app(administrator)
    give_app(chief)
    desk = at_the_desk(chief)
    for other, answer in ((administrator, 403), (chief, 200)):
        page = f"/admin/auth/user/{other.pk}/second-factor/"
        assert desk.post(page, {"_take_away": ""}).status_code == answer
    assert Authenticator.objects.count() == 2


def test_the_command_takes_it_from_whoever_has_no_colleague_to_ask(administrator, capsys) -> None:
    give_app(administrator)
    call_command("forget_second_factor", "administrator")
    assert "has no second factor any more" in capsys.readouterr().out
    assert not second_factor.is_set_up(administrator)
    assert AuditEntry.objects.filter(name="command line", action="account-changed").exists()
    call_command("forget_second_factor", "administrator")
    with pytest.raises(CommandError, match="There is no account “nobody”"):
        call_command("forget_second_factor", "nobody")


@pytest.mark.django_db(transaction=True)
def test_setting_up_and_refusing_stand_in_the_audit_log(client, editor) -> None:
    sign_in(client, "editor")
    set_up_app(client)
    changes = AuditEntry.objects.filter(action="account-changed", what="editor")
    assert any("second factor" in entry.detail for entry in changes)
    type_code(signed_in(), wrong_code())
    assert AuditEntry.objects.filter(action="sign-in-failed", name="editor").exists()


@pytest.mark.parametrize(
    "address",
    ["/admin/account/emailaddress/", "/admin/mfa/authenticator/", "/admin/socialaccount/socialapp/"],
)
def test_there_is_no_way_round_the_door_at_the_desk(client, administrator, address) -> None:
    client.force_login(administrator)
    assert client.get(address).status_code == 404


def test_the_pages_of_the_door_hold_no_script_or_style_of_their_own(client, editor) -> None:
    give_app(editor)
    sign_in(client, "editor")
    pages = [client.get(CODE)]
    type_code(client, code())
    pages += [client.get(SETUP), client.get("/accounts/2fa/devices/add/"), Client().get(LOGIN)]
    for page in pages:
        assert page.status_code == 200
        assert (
            page.headers["Cache-Control"] == "private, no-store"
            or "no-store" in page.headers["Cache-Control"]
        )
        for tag in re.findall(r"<script[^>]*>", page.content.decode()):
            assert " src=" in tag or 'type="application/json"' in tag
        assert b" style=" not in page.content
        assert b"<style" not in page.content
    assert Form(pages[0], "code-form").action == CODE
