"""An open form in a real browser: it speaks, keeps what is typed, warns, and comes back after signing in."""

from typing import Any

import pytest
from django.test import Client

from clusterix.desk.models import Autosave, Presence, Version
from practices.models import Practice
from tests.browser.barriers import findings
from tests.making import make_partner, make_practice

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

TYPED = "Dear “prototypes”\n\nand <b>more</b> 🧪"
HEARTBEAT, OFTEN = 30_000, 20_000
TAKE_UP = "Take up what was kept"


@pytest.fixture
def practice(db) -> Practice:
    return make_practice(partner=make_partner(), status="draft", summary="Prototypes.")


@pytest.fixture
def colleagues(person, practice) -> dict[str, Any]:
    found = {}
    for name in ("Anna", "Ben"):
        found[name] = person(name.lower(), "Partner editors", partner=practice.partner)
        found[name].first_name, found[name].last_name = name, "Editor"
        found[name].save()
    return found


@pytest.fixture
def at_desk(open_window, colleagues) -> Any:
    """Open windows in which a colleague is signed in, with a clock that the test moves on."""

    def opened(name: str, **given: Any) -> Any:
        client = Client()
        client.force_login(colleagues[name])
        visit = open_window(**given)
        session = client.cookies["sessionid"].value
        visit.page.context.add_cookies([{"name": "sessionid", "value": session, "url": visit.base}])
        if given.get("javascript", True):
            visit.page.clock.install()
        return visit

    return opened


def change(practice: Practice) -> str:
    return f"/admin/practices/practice/{practice.pk}/change/"


def pass_time(visit: Any, milliseconds: int, asks: str) -> None:
    """Move the window's clock on until it has asked for the address, and was answered."""
    with visit.page.expect_response(f"**/{asks}/"):
        visit.page.clock.run_for(milliseconds)


def company(visit: Any) -> str:
    return visit.page.locator(".company").inner_text()


def open_form(visit: Any, practice: Practice) -> None:
    with visit.page.expect_response("**/presence/"):
        visit.go(change(practice))


def kept_text(field: str = "summary") -> str:
    return Autosave.objects.get().data[field][0]


def test_two_who_have_the_form_open_hear_of_each_other_and_of_saving(at_desk, practice) -> None:
    anna, ben = at_desk("Anna"), at_desk("Ben")
    open_form(anna, practice)
    open_form(ben, practice)
    assert "Anna Editor has had this open since" in company(ben)
    assert company(anna) == ""
    pass_time(anna, HEARTBEAT, "presence")
    anna.page.get_by_text("Ben Editor has had this open since").wait_for()
    ben.page.locator("#id_summary").fill(TYPED)
    ben.page.locator("[name=_save]").first.click()
    ben.page.wait_for_url("**/practice/")
    pass_time(anna, HEARTBEAT, "presence")
    anna.page.get_by_text("Ben Editor saved this at").wait_for()
    assert "has had this open" not in company(anna)
    assert anna.complaints == ben.complaints == []
    assert findings(anna.page) == []


def test_who_leaves_the_page_has_it_open_no_more(at_desk, practice) -> None:
    anna, ben = at_desk("Anna"), at_desk("Ben")
    open_form(anna, practice)
    open_form(ben, practice)
    assert "Anna Editor has had this open since" in company(ben)
    anna.go("/admin/")
    # The last word is sent while the page goes: nobody can wait for it but by asking.
    for _time in range(40):
        pass_time(ben, HEARTBEAT, "presence")
        if company(ben) == "":
            break
    assert company(ben) == ""
    assert [one.user.username for one in Presence.objects.all()] == ["ben"]


def test_what_is_typed_is_kept_every_20_seconds_while_it_changes_and_is_no_version(at_desk, practice) -> None:
    visit = at_desk("Anna")
    open_form(visit, practice)
    asked: list[str] = []
    visit.page.on("request", lambda request: asked.append(request.url) if "/kept/" in request.url else None)
    visit.page.clock.run_for(3 * OFTEN)
    assert asked == [], "nothing is typed yet"
    for text in (TYPED, TYPED + "!"):
        visit.page.locator("#id_summary").fill(text)
        pass_time(visit, OFTEN, "kept")
        assert kept_text() == text
    visit.page.locator(".kept-at", has_text="Kept at").wait_for()
    visit.page.clock.run_for(3 * OFTEN)
    assert len(asked) == 2, "what is kept already is not sent again"
    visit.page.locator("#id_summary").fill("Prototypes.")
    pass_time(visit, OFTEN, "kept")
    assert not Autosave.objects.exists(), "the form is as it was: nothing is left to keep"
    assert not Version.objects.exists()


@pytest.mark.parametrize("javascript", [True, False])
def test_what_was_kept_is_taken_up_with_its_parts_and_saved(at_desk, practice, javascript) -> None:
    visit = at_desk("Anna")
    open_form(visit, practice)
    visit.page.locator("#id_summary").fill(TYPED)
    visit.page.get_by_text("Add another Further information link").click()
    visit.page.locator("#id_links-0-title").fill("A new link")
    visit.page.locator("#id_links-0-url").fill("https://example.org/")
    pass_time(visit, OFTEN, "kept")
    later = at_desk("Anna", javascript=javascript)
    later.go(change(practice))
    later.page.get_by_role("button", name=TAKE_UP).click()
    later.page.get_by_text("Nothing of it is saved yet").wait_for()
    assert later.page.locator("#id_summary").input_value() == TYPED
    assert later.page.locator("#id_links-0-title").input_value() == "A new link"
    assert not Version.objects.exists()
    later.page.locator("[name=_save]").first.click()
    later.page.wait_for_url("**/practice/")
    practice.refresh_from_db()
    assert practice.summary.splitlines() == TYPED.splitlines()
    assert practice.links.get().title == "A new link"
    assert not Autosave.objects.exists()


def test_what_was_kept_is_not_written_over_before_it_is_taken_up_or_dropped(at_desk, practice) -> None:
    visit = at_desk("Anna")
    open_form(visit, practice)
    visit.page.locator("#id_summary").fill(TYPED)
    pass_time(visit, OFTEN, "kept")
    later = at_desk("Anna")
    open_form(later, practice)
    later.page.locator("#id_summary").fill("Something else")
    pass_time(later, 2 * HEARTBEAT, "presence")
    assert kept_text() == TYPED
    later.page.on("dialog", lambda dialog: dialog.accept())
    later.page.get_by_role("button", name="Drop it").click()
    later.page.get_by_text("What was kept is dropped.").wait_for()
    assert not Autosave.objects.exists()


def warned(visit: Any, leave: Any) -> bool:
    """Say whether the browser asks before the page is left in this way; it is left then."""
    asked: list[str] = []

    def answer(dialog: Any) -> None:
        asked.append(dialog.type)
        dialog.accept()

    visit.page.on("dialog", answer)
    leave()
    visit.page.remove_listener("dialog", answer)
    return asked == ["beforeunload"]


def test_leaving_warns_only_while_the_form_differs_from_what_was_loaded(at_desk, practice) -> None:
    visit = at_desk("Anna")
    summary = visit.page.locator("#id_summary")

    def leave() -> None:
        visit.go("/admin/")

    open_form(visit, practice)
    summary.click()
    assert not warned(visit, leave)
    open_form(visit, practice)
    summary.press_sequentially("x")
    assert warned(visit, leave)
    open_form(visit, practice)
    summary.press_sequentially("x")
    summary.press("Backspace")
    assert not warned(visit, leave)
    open_form(visit, practice)
    summary.press_sequentially("x")

    def save() -> None:
        visit.page.locator("[name=_save]").first.click()
        visit.page.wait_for_url("**/practice/")

    assert not warned(visit, save)


def test_a_warning_that_never_came_would_be_noticed(at_desk, practice) -> None:
    """The control: a window whose listener is stopped leaves without a word."""
    visit = at_desk("Anna")
    visit.page.add_init_script(
        "addEventListener('beforeunload', (event) => event.stopImmediatePropagation())"
    )
    open_form(visit, practice)
    visit.page.locator("#id_summary").press_sequentially("x")
    assert not warned(visit, lambda: visit.go("/admin/"))


def sign_in(visit: Any) -> None:
    visit.page.get_by_label("Username").fill("anna")
    visit.page.get_by_label("Password").fill("secret")
    visit.page.get_by_role("button", name="Log in").click()


@pytest.mark.parametrize("javascript", [True, False])
def test_a_form_sent_after_the_session_ended_is_back_with_its_text(at_desk, practice, javascript) -> None:
    visit = at_desk("Anna", javascript=javascript, width=360)
    visit.go(change(practice))
    visit.page.locator("#id_summary").fill(TYPED)
    visit.page.context.clear_cookies(name="sessionid")
    visit.page.locator("[name=_save]").first.click()
    visit.page.get_by_text("Sign in, and the form is back with what you wrote").wait_for()
    assert visit.overflow() <= 0
    sign_in(visit)
    visit.page.get_by_text("You had been signed out. Nothing is saved yet").wait_for()
    assert visit.overflow() <= 0
    assert visit.page.locator("#id_summary").input_value() == TYPED
    assert not Version.objects.exists()
    if javascript:
        pass_time(visit, OFTEN, "kept")
        assert kept_text() == TYPED, "what is back is kept without another word"
    visit.page.locator("[name=_save]").first.click()
    visit.page.wait_for_url("**/practice/")
    practice.refresh_from_db()
    assert practice.summary.splitlines() == TYPED.splitlines()


def test_an_open_form_says_that_its_person_is_signed_out(at_desk, practice) -> None:
    visit = at_desk("Anna")
    open_form(visit, practice)
    visit.page.locator("#id_summary").fill(TYPED)
    visit.page.context.clear_cookies(name="sessionid")
    visit.page.clock.run_for(HEARTBEAT)
    visit.page.get_by_text("What you wrote is safe here").wait_for()
    assert visit.page.locator("#id_summary").input_value() == TYPED


def test_a_form_with_an_outdated_token_is_back_with_its_text(at_desk, practice) -> None:
    visit = at_desk("Anna", javascript=False)
    visit.go(change(practice))
    visit.page.locator("#id_summary").fill(TYPED)
    cookies = {cookie["name"]: cookie for cookie in visit.page.context.cookies()}
    token = cookies["csrftoken"] | {"value": cookies["csrftoken"]["value"][::-1]}
    visit.page.context.add_cookies([token])
    visit.page.locator("[name=_save]").first.click()
    visit.page.get_by_text("You had signed in again in another window").wait_for()
    assert visit.page.locator("#id_summary").input_value() == TYPED


def test_what_is_written_in_the_editor_of_long_texts_is_kept_taken_up_and_warned_of(
    at_desk, practice
) -> None:
    visit = at_desk("Anna")
    open_form(visit, practice)
    editor = visit.page.locator(".field-problem .ProseMirror")
    editor.click()
    assert not warned(visit, lambda: visit.go("/admin/")), "dressing the field is no change"
    open_form(visit, practice)
    editor.click()
    visit.page.keyboard.type("Dear prototypes")
    pass_time(visit, OFTEN, "kept")
    assert kept_text("problem") == "<p>Dear prototypes</p>"
    assert warned(visit, lambda: visit.go("/admin/"))
    visit.go(change(practice))
    visit.page.get_by_role("button", name=TAKE_UP).click()
    visit.page.get_by_text("Nothing of it is saved yet").wait_for()
    assert editor.inner_text().strip() == "Dear prototypes"
    assert not Version.objects.exists()
