"""Signing in with a second factor in a real browser: an app that shows codes, and a passkey."""

import re
from typing import Any

import pytest
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from django.core.cache import cache
from playwright.sync_api import expect

from clusterix.desk.models import AuditEntry
from tests.accounts.door import code, give_app, wrong_code
from tests.browser.barriers import WINDOWS, unfolded

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
LOGIN, SETUP, DEVICE = "/admin/login/", "/accounts/2fa/", "/accounts/2fa/devices/add/"
INSIDE = re.compile(r"/admin/$")


@pytest.fixture(autouse=True)
def no_code_is_used() -> None:
    cache.clear()


def type_password(visit: Any) -> None:
    visit.go(LOGIN)
    visit.page.get_by_label("Username").fill("editor")
    visit.page.get_by_label("Password").fill("secret")
    visit.page.get_by_role("button", name="Log in").click()


def type_code(visit: Any, digits: str, button: str = "Sign in") -> None:
    visit.page.locator("[name=code]").fill(digits)
    visit.page.get_by_role("button", name=button, exact=True).click()


def log_out(visit: Any) -> None:
    visit.go(SETUP)
    visit.page.get_by_role("button", name="Log out").click()
    visit.page.wait_for_url(re.compile(LOGIN))


@pytest.mark.parametrize("javascript", [True, False])
def test_an_app_is_set_up_and_signs_in(open_window, editor, settings, javascript) -> None:
    settings.SECOND_FACTOR_REQUIRED = True
    visit = open_window(360, javascript=javascript)
    type_password(visit)
    visit.page.wait_for_url(re.compile(SETUP))
    visit.page.get_by_role("link", name="Set up an authenticator app").click()
    expect(visit.page.locator("img.door-square")).to_be_visible()
    secret = visit.page.locator("p .door-code").inner_text()
    type_code(visit, code(secret), "Set it up")
    expect(visit.page.locator(".door-codes li")).to_have_count(10)
    recovery = visit.page.locator(".door-codes li").first.inner_text()
    visit.page.get_by_role("link", name="To the desk").click()
    visit.page.wait_for_url(INSIDE)
    log_out(visit)
    type_password(visit)
    visit.page.wait_for_url(re.compile("authenticate"))
    type_code(visit, wrong_code())
    expect(visit.page.get_by_text("This is not the right code")).to_be_visible()
    type_code(visit, code(secret, steps=1))
    visit.page.wait_for_url(INSIDE)
    log_out(visit)
    type_password(visit)
    type_code(visit, recovery)
    visit.page.wait_for_url(INSIDE)
    assert visit.complaints == []
    assert visit.strangers == []
    assert AuditEntry.objects.filter(action="sign-in-failed", name="editor").count() == 1


def plug_in_a_device(visit: Any) -> None:
    """Let the browser have a device that says yes to everything."""
    session = visit.page.context.new_cdp_session(visit.page)
    session.send("WebAuthn.enable")
    device = {"protocol": "ctap2", "transport": "internal", "hasResidentKey": True}
    yes = {"hasUserVerification": True, "isUserVerified": True, "automaticPresenceSimulation": True}
    session.send("WebAuthn.addVirtualAuthenticator", {"options": device | yes})


def test_a_passkey_signs_in_without_a_password(open_window, editor) -> None:
    visit = open_window()
    plug_in_a_device(visit)
    type_password(visit)
    visit.page.wait_for_url(INSIDE)
    visit.go(DEVICE)
    visit.page.get_by_label("Name of the device").fill("My laptop")
    visit.page.get_by_label("Sign in with it alone").check()
    visit.page.get_by_role("button", name="Add the device").click()
    expect(visit.page.locator(".door-codes li")).to_have_count(10)
    log_out(visit)
    visit.page.get_by_role("button", name="Sign in with a passkey").click()
    visit.page.wait_for_url(INSIDE)
    log_out(visit)
    type_password(visit)
    visit.page.get_by_role("button", name="Use a passkey or security key").click()
    visit.page.wait_for_url(INSIDE)
    assert visit.complaints == []


@pytest.mark.axe
@pytest.mark.parametrize(("width", "text"), WINDOWS)
def test_no_page_at_the_door_holds_a_barrier_that_axe_knows(open_window, editor, width, text) -> None:
    visit, faults = open_window(width), {}
    for name, address in (("forgotten", "/accounts/password/reset/"), ("ended", "/accounts/invitation/x/")):
        visit.go(address)
        faults |= unfolded(visit, name, text)
    type_password(visit)
    visit.page.wait_for_url(INSIDE)
    for name, address in (
        ("index", SETUP),
        ("app", f"{SETUP}totp/activate/"),
        ("devices", f"{SETUP}devices/"),
        ("device", DEVICE),
        ("once more", "/accounts/reauthenticate/"),
    ):
        visit.go(address)
        faults |= unfolded(visit, name, text)
        assert visit.overflow() <= 0, name
    assert faults == {}


@pytest.mark.axe
@pytest.mark.parametrize(("width", "text"), WINDOWS)
def test_no_page_of_the_second_step_holds_a_barrier_that_axe_knows(open_window, editor, width, text) -> None:
    give_app(editor)
    visit = open_window(width)
    type_password(visit)
    visit.page.wait_for_url(re.compile("authenticate"))
    type_code(visit, wrong_code())
    expect(visit.page.get_by_text("This is not the right code")).to_be_visible()
    faults = unfolded(visit, "second step", text)
    assert visit.overflow() <= 0
    type_code(visit, code())
    visit.page.wait_for_url(INSIDE)
    RecoveryCodes.activate(editor)
    for name in ("recovery-codes/", "recovery-codes/new/", "totp/deactivate/"):
        assert visit.go(SETUP + name).status == 200, name
        faults |= unfolded(visit, name, text)
        assert visit.overflow() <= 0, name
    assert faults == {}
