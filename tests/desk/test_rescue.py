"""Text sent by somebody who is signed out, or with an outdated token, comes back; other sites are refused."""

from typing import Any

import pytest
from django.test import Client
from django.test.utils import override_settings

from clusterix.desk import rescue
from clusterix.desk.models import Autosave, Held, Version
from practices.models import Practice
from tests.desk.reading import words
from tests.form_reading import Form
from tests.making import make_partner, make_practice

pytestmark = pytest.mark.django_db
ADD, LOGIN = "/admin/practices/practice/add/", "/admin/login/"
HERE, ELSEWHERE = "http://testserver", "https://evil.example"
TYPED = "“First” & 'second' <script>alert(1)</script>\r\n\r\nthird\ttab \\n 🧪"
BACK = "You had been signed out. Nothing is saved yet: look it over and save."


class Browser(Client):
    """A browser that sends the origin of the page along, to a server that looks at tokens."""

    def __init__(self, origin: str = HERE) -> None:
        super().__init__(enforce_csrf_checks=True, headers={"origin": origin})

    def sign_in(self, name: str) -> None:
        self.cookies.pop("sessionid", None)
        token = Form(self.get(LOGIN), "login-form").values["csrfmiddlewaretoken"]
        sent = {"username": name, "password": "secret", "next": "/admin/", "csrfmiddlewaretoken": token}
        assert self.post(LOGIN, sent).status_code == 302


@pytest.fixture
def practice(db) -> Practice:
    return make_practice(partner=make_partner(), status="draft", summary="Dear prototypes.")


@pytest.fixture
def anna(person, practice) -> Browser:
    person("anna", "Partner editors", partner=practice.partner)
    browser = Browser()
    browser.sign_in("anna")
    return browser


def page(practice: Practice) -> str:
    return f"/admin/practices/practice/{practice.pk}/change/"


def typed(browser: Browser, address: str, **given: Any) -> dict[str, Any]:
    return Form(browser.get(address)).values | given


def signing_in(response: Any, name: str = "anna") -> dict[str, Any]:
    """Return what the sign-in page would send."""
    assert response.status_code == 200
    return Form(response, "login-form").values | {"username": name, "password": "secret"}


def nothing_is_stored(practice: Practice) -> bool:
    practice.refresh_from_db()
    stored = Version.objects.exists() or Autosave.objects.exists() or Held.objects.exists()
    return practice.summary == "Dear prototypes." and Practice.objects.count() == 1 and not stored


def lose_session(browser: Browser) -> None:
    del browser.cookies["sessionid"]


def test_a_form_sent_after_the_session_ended_is_back_with_its_text_and_saved_by_a_new_press(
    anna, practice
) -> None:
    sent = typed(anna, page(practice), summary=TYPED, _save="")
    lose_session(anna)
    asked = anna.post(page(practice), sent)
    assert "Sign in, and the form is back with what you wrote" in words(asked)
    shown = anna.post(LOGIN, signing_in(asked))
    assert shown.status_code == 200
    assert BACK in words(shown)
    assert shown.context["adminform"].form["summary"].value() == TYPED
    assert "<script>alert" not in shown.content.decode()
    assert nothing_is_stored(practice)
    again = Form(shown)
    assert again.action == page(practice)
    assert anna.post(page(practice), again.values | {"_save": ""}).status_code == 302
    practice.refresh_from_db()
    assert practice.summary.splitlines() == TYPED.splitlines()


def test_a_new_record_is_back_too(anna, practice) -> None:
    sent = typed(anna, ADD, title="Vouchers", slug="vouchers", summary=TYPED)
    lose_session(anna)
    shown = anna.post(LOGIN, signing_in(anna.post(f"{ADD}?_changelist_filters=q%3Da", sent)))
    assert BACK in words(shown)
    assert nothing_is_stored(practice)
    assert Form(shown).action.startswith(f"{ADD}?_changelist_filters=")
    assert anna.post(ADD, Form(shown).values).status_code == 302
    assert Practice.objects.get(slug="vouchers").summary.splitlines() == TYPED.splitlines()


def test_a_mistyped_password_loses_nothing(anna, practice) -> None:
    sent = typed(anna, page(practice), summary=TYPED)
    lose_session(anna)
    asked = anna.post(page(practice), sent)
    asked = anna.post(LOGIN, signing_in(asked) | {"password": "wrong"})
    assert "The username or the password is not right" in words(asked)
    shown = anna.post(LOGIN, signing_in(asked))
    assert shown.context["adminform"].form["summary"].value() == TYPED


def test_a_colleague_s_saving_meanwhile_is_shown_beside_the_text(anna, manager, practice) -> None:
    sent = typed(anna, page(practice), summary="Anna’s words")
    lose_session(anna)
    asked = anna.post(page(practice), sent)
    other = Browser()
    other.sign_in("manager")
    other.post(page(practice), typed(other, page(practice), summary="The manager’s words"))
    shown = anna.post(LOGIN, signing_in(asked))
    assert shown.status_code == 409
    for text in ("Anna’s words", "The manager’s words"):
        assert text in words(shown)
    practice.refresh_from_db()
    assert practice.summary == "The manager’s words"


def test_who_signs_in_and_may_not_see_the_record_sees_nothing_of_it(anna, person, practice) -> None:
    person("carl", "Partner editors", partner=make_partner())
    sent = typed(anna, page(practice), summary=TYPED)
    lose_session(anna)
    assert anna.post(LOGIN, signing_in(anna.post(page(practice), sent), "carl")).status_code == 404


def test_a_text_that_is_too_long_to_be_carried_says_so(anna, practice) -> None:
    sent = typed(anna, page(practice), summary="x" * 5000)
    lose_session(anna)
    with override_settings(DATA_UPLOAD_MAX_MEMORY_SIZE=20_000):
        asked = anna.post(page(practice), sent)
        assert "_carried" in signing_in(asked)
        with override_settings(DATA_UPLOAD_MAX_MEMORY_SIZE=10_500 + 5000):
            asked = anna.post(page(practice), sent)
    assert "_carried" not in signing_in(asked)
    assert "too long to go with you" in words(asked)


@pytest.mark.parametrize(
    "address",
    ["/admin/practices/practice/", "/admin/practices/practice/1/delete/", "/admin/auth/user/add/"],
)
def test_only_forms_of_the_desk_are_carried(client, practice, address) -> None:
    assert client.post(address, {"summary": TYPED}).status_code == 302


# Signed in again in another window: the cookie has changed.


def test_a_form_with_an_outdated_token_is_back_with_its_text_and_unsaved(anna, practice) -> None:
    sent = typed(anna, page(practice), summary=TYPED, _save="")
    anna.sign_in("anna")
    shown = anna.post(page(practice), sent)
    assert shown.status_code == 200
    assert "You had signed in again in another window. Nothing is saved yet" in words(shown)
    assert shown.context["adminform"].form["summary"].value() == TYPED
    assert nothing_is_stored(practice)
    assert anna.post(page(practice), Form(shown).values).status_code == 302
    practice.refresh_from_db()
    assert practice.summary.splitlines() == TYPED.splitlines()


def test_a_form_with_an_outdated_token_and_no_session_goes_through_signing_in(anna, practice) -> None:
    sent = typed(anna, page(practice), summary=TYPED)
    anna.cookies.clear()
    asked = anna.post(page(practice), sent)
    shown = anna.post(LOGIN, signing_in(asked))
    assert shown.context["adminform"].form["summary"].value() == TYPED
    assert nothing_is_stored(practice)


def test_a_sign_in_page_that_carries_text_and_has_an_outdated_token_keeps_it(anna, practice) -> None:
    sent = typed(anna, page(practice), summary=TYPED)
    lose_session(anna)
    sending = signing_in(anna.post(page(practice), sent))
    anna.sign_in("anna")
    shown = anna.post(LOGIN, sending)
    assert shown.context["adminform"].form["summary"].value() == TYPED
    assert nothing_is_stored(practice)


# What other sites send.


@pytest.mark.parametrize(
    "origin", [ELSEWHERE, "null", "http://testserver.evil.example", "https://testserver"]
)
@pytest.mark.parametrize("is_signed_in", [True, False])
def test_a_form_that_another_site_sends_gets_nothing_but_a_refusal(
    anna, practice, origin, is_signed_in
) -> None:
    sent = typed(anna, page(practice), summary=TYPED)
    anna.defaults["HTTP_ORIGIN"] = origin
    if not is_signed_in:
        lose_session(anna)
    for address in (page(practice), ADD):
        for fields in (sent, sent | {"csrfmiddlewaretoken": "x" * 64}):
            refused = anna.post(address, fields)
            assert refused.status_code == 403
            assert "third" not in words(refused)
    carrying = {"_carried": '{"summary": ["planted words"]}', "next": page(practice)}
    refused = anna.post(LOGIN, carrying | {"username": "anna", "password": "secret"})
    assert refused.status_code == 403
    assert "planted words" not in words(refused)
    assert nothing_is_stored(practice)


def test_without_an_origin_a_wrong_token_is_refused(anna, practice) -> None:
    sent = typed(anna, page(practice), summary=TYPED) | {"csrfmiddlewaretoken": "x" * 64}
    del anna.defaults["HTTP_ORIGIN"]
    refused = anna.post(page(practice), sent)
    assert refused.status_code == 403
    assert "third" not in words(refused)
    assert nothing_is_stored(practice)


def test_a_rescue_that_did_not_look_at_the_origin_would_be_noticed(anna, practice, monkeypatch) -> None:
    """The control: it is the look at the origin that keeps another site's text off the page."""
    monkeypatch.setattr(rescue, "_is_from_here", lambda request: True)
    sent = typed(anna, page(practice), summary=TYPED)
    anna.defaults["HTTP_ORIGIN"] = ELSEWHERE
    assert "third" in words(anna.post(page(practice), sent))
    assert nothing_is_stored(practice), "even then, nothing is saved"


@pytest.mark.parametrize(
    "address",
    ["https://evil.example/", "//evil.example/admin/practices/practice/add/", "/practices/", "/admin/"],
)
def test_signing_in_with_planted_text_leads_to_no_other_place(practice, person, address) -> None:
    """A sign-in form that names another place is an ordinary sign-in, or shows a form of ours."""
    person("anna", "Partner editors", partner=practice.partner)
    browser = Browser()
    sent = signing_in(browser.get(LOGIN)) | {"_carried": '{"title": ["x"]}', "next": address}
    response = browser.post(LOGIN, sent)
    place = response.url if response.status_code == 302 else Form(response).action
    assert place.startswith("/")
    assert not place.startswith("//")


HALF_A_CHARACTER, TOO_DEEP = '{"title": ["\\ud800"]}', "[" * 100_000


@pytest.mark.parametrize(
    "carried",
    ["", "nonsense", "[]", '{"title": "x"}', '{"title": [1]}', "null", HALF_A_CHARACTER, TOO_DEEP],
    ids=lambda carried: carried[:20],
)
def test_a_carried_text_that_is_none_is_an_ordinary_sign_in(practice, person, carried) -> None:
    person("anna", "Partner editors", partner=practice.partner)
    browser = Browser()
    sent = signing_in(browser.get(LOGIN)) | {"_carried": carried, "next": ADD}
    assert browser.post(LOGIN, sent).url == ADD


def test_a_form_that_is_only_shown_cannot_be_made_to_save_by_what_it_carries(anna, practice) -> None:
    """All buttons of the form pressed at once, in carried text, still only show it."""
    buttons = dict.fromkeys(["_save", "_continue", "_submit", "_publish", "_saveasnew", "_addanother"], "")
    sent = typed(anna, page(practice), summary=TYPED, **buttons)
    lose_session(anna)
    shown = anna.post(LOGIN, signing_in(anna.post(page(practice), sent)))
    assert shown.status_code in (200, 403)
    assert nothing_is_stored(practice)
