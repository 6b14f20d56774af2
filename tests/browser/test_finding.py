"""Finding in a real browser: lists that change in place, and suggestions by keyboard."""

import pytest

from clusterix.browse.catalogue.library import library
from tests.making import make_group, make_practice

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def practices() -> None:
    digital = make_group(name="Digitalisation", slug="digitalisation")
    printing = make_group(name="3D printing", slug="3d-printing")
    make_practice(title="Innovation audits", country="AT", working_groups=[digital])
    make_practice(title="Innovation vouchers", country="SE", working_groups=[digital])
    for country in ("BE", "CZ", "DE", "DK", "ES", "FI", "FR", "HU", "IT", "LT", "LV"):
        make_practice(title=f"Practice of {country}", country=country, working_groups=[printing])
    library.refresh()


def test_a_list_changes_in_place_and_keeps_focus_and_address(open_window, practices) -> None:
    page = (visit := open_window()).page
    visit.go("/practices/")
    page.evaluate("window.same = true")
    page.locator("summary", has_text="Show all").first.click()
    page.get_by_role("checkbox", name="Digitalisation").check()
    page.wait_for_url("**/practices/?theme=digitalisation")
    page.locator("#announcer", has_text="2 good practices").wait_for(state="attached")
    assert page.evaluate("window.same"), "the page is the same one"
    assert page.evaluate("document.activeElement.id") == "f-theme-digitalisation"
    assert page.locator("details[open] summary", has_text="Show all").count() == 1, "what was open stays open"
    page.get_by_role("link", name="Remove Digitalisation").click()
    page.wait_for_url("**/practices/")
    assert not page.get_by_role("checkbox", name="Digitalisation").is_checked()
    assert page.evaluate("document.activeElement.id") == "count", "where a chip went, focus goes to the count"
    page.locator("#words").fill("voucher")
    page.keyboard.press("Enter")
    page.wait_for_url("**/practices/?q=voucher")
    assert page.locator(".card-title").all_inner_texts() == ["Innovation vouchers"]
    page.go_back()
    page.wait_for_url("**/practices/")
    page.locator("#count", has_text="13 good practices").wait_for()
    assert visit.complaints == []
    assert visit.strangers == []


def test_a_long_filter_is_narrowed_by_typing(open_window, practices) -> None:
    page = (visit := open_window()).page
    visit.go("/practices/")
    page.get_by_role("searchbox", name="Narrow “Country” by typing").fill("LaT")
    shown = page.locator("fieldset", has=page.locator("legend", has_text="Country")).locator(
        "li:visible .option"
    )
    page.locator("summary", has_text="Show all").first.click()
    assert shown.all_inner_texts() == ["Latvia"]
    assert page.url.endswith("/practices/"), "narrowing filters nothing"


def test_suggestions_are_used_by_keyboard_and_said_aloud(open_window, practices) -> None:
    page = (visit := open_window()).page
    visit.go("/about/")
    field = page.get_by_role("combobox", name="Search everything")
    assert field.get_attribute("aria-expanded") == "false"
    field.press_sequentially("innov")
    page.get_by_role("option", name="Innovation audits").wait_for()
    assert field.get_attribute("aria-expanded") == "true"
    assert page.get_by_text("3 suggestions").count() == 1
    page.keyboard.press("Escape")
    assert not page.get_by_role("listbox").is_visible()
    field.press_sequentially("a")
    page.get_by_role("option", name="Innovation audits").wait_for()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    chosen = page.locator(f"#{field.get_attribute('aria-activedescendant')}")
    assert chosen.get_attribute("aria-selected") == "true"
    assert "Innovation audits" in chosen.inner_text()
    page.keyboard.press("Enter")
    page.wait_for_url("**/practices/practice-*/")
    assert visit.complaints == []
    assert visit.strangers == []
