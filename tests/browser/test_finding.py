"""Finding in a real browser: lists that change in place, and suggestions by keyboard."""

import re

import pytest
from playwright.sync_api import expect

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
    expect(page.locator("#f-theme-digitalisation")).to_be_focused()
    expect(
        page.locator("details[open] summary", has_text="Show all"), "what was open stays open"
    ).to_have_count(1)
    page.get_by_role("link", name="Remove Digitalisation").click()
    page.wait_for_url("**/practices/")
    expect(page.get_by_role("checkbox", name="Digitalisation")).not_to_be_checked()
    expect(page.locator("#count"), "where a chip went, focus goes to the count").to_be_focused()
    page.locator("#words").fill("voucher")
    page.keyboard.press("Enter")
    page.wait_for_url("**/practices/?q=voucher")
    expect(page.locator(".card-title")).to_have_text(["Innovation vouchers"])
    page.go_back()
    page.wait_for_url("**/practices/")
    page.locator("#count", has_text="13 good practices").wait_for()
    assert visit.complaints == []
    assert visit.strangers == []


def test_a_long_filter_is_narrowed_by_typing(open_window, practices) -> None:
    page = (visit := open_window()).page
    visit.go("/practices/")
    page.get_by_role("searchbox", name="Type to narrow “Country”").fill("LaT")
    shown = page.locator("fieldset", has=page.locator("legend", has_text="Country")).locator(
        "li:visible .option"
    )
    expect(shown, "though it was folded away").to_have_text(["Latvia"])
    page.locator("#announcer", has_text="Values shown: 1").wait_for(state="attached")
    page.keyboard.press("Tab")
    assert page.url.endswith("/practices/"), "narrowing filters nothing"
    assert page.locator("#announcer").inner_text() == "Values shown: 1", "and asks for nothing"
    page.get_by_role("searchbox", name="Type to narrow “Country”").fill("")
    expect(page.locator("details[open] summary", has_text="Show all")).to_have_count(0)


def test_no_value_of_a_filter_is_cut_off_but_in_a_part_that_scrolls(open_window, practices) -> None:
    for number in range(40):
        make_practice(title=f"Tagged {number}", tags=[f"a tag with a name that needs two lines {number:02}"])
    library.refresh()
    cut = "lists => lists.filter(list => list.scrollHeight > list.clientHeight + 1).length"
    for width, javascript in ((360, False), (1280, True)):
        page = (visit := open_window(width, javascript=javascript)).page
        visit.go("/practices/")
        if width == 360:
            page.locator(".filters-panel > summary").click()
        for summary in page.locator(".facet summary").all():
            summary.click()
        assert page.locator(".facet ul:not(.rolled)").evaluate_all(cut) == 0
        assert page.locator(".facet .rolled").evaluate_all(cut) == 1, "the control"


def test_suggestions_are_used_by_keyboard_and_said_aloud(open_window, practices) -> None:
    page = (visit := open_window()).page
    visit.go("/about/")
    field = page.get_by_role("combobox", name="Search everything")
    assert field.get_attribute("aria-expanded") == "false"
    field.press_sequentially("innov")
    page.get_by_role("option", name="Innovation audits").wait_for()
    assert field.get_attribute("aria-expanded") == "true"
    page.get_by_text("3 suggestions").wait_for(state="attached")
    page.keyboard.press("Escape")
    expect(page.get_by_role("listbox")).to_be_hidden()
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


def test_words_taken_away_do_not_come_back_with_the_next_filter(open_window, practices) -> None:
    page = (visit := open_window()).page
    visit.go("/practices/?q=innovation")
    page.get_by_role("link", name="Remove “innovation”").click()
    page.wait_for_url("**/practices/")
    page.get_by_role("checkbox", name="3D printing").check()
    page.wait_for_url("**/practices/?theme=3d-printing")
    expect(page.locator("#words")).to_have_value("")


def test_what_was_mended_or_not_found_is_said_too(open_window, practices) -> None:
    page = (visit := open_window()).page
    visit.go("/practices/")
    for typed, said in (("vuochers", "Did you mean"), ("qzxqzx", "Try fewer or other words")):
        page.locator("#words").fill(typed)
        page.keyboard.press("Enter")
        page.locator("#announcer", has_text=said).wait_for(state="attached")


def test_on_a_phone_applying_filters_shows_the_results(open_window, practices) -> None:
    page = (visit := open_window(360)).page
    visit.go("/practices/")
    page.locator(".filters-jump a").click()
    page.get_by_role("checkbox", name="3D printing").check()
    page.locator("#announcer", has_text="11 good practices").wait_for(state="attached")
    page.get_by_role("button", name="Apply filters").click()
    expect(page.locator("#count")).to_be_focused()
    expect(page.locator("#count")).to_be_in_viewport(ratio=1)


def test_enter_follows_no_suggestion_for_fewer_letters(open_window, practices) -> None:
    page = (visit := open_window()).page
    visit.go("/about/")
    field = page.get_by_role("combobox", name="Search everything")
    field.press_sequentially("innov")
    page.get_by_role("option", name="Innovation audits").wait_for()
    page.keyboard.press("ArrowDown")
    expect(field).to_have_attribute("aria-activedescendant", re.compile("."))
    field.press_sequentially("x")
    expect(field).not_to_have_attribute("aria-activedescendant", re.compile("."))
    page.keyboard.press("Enter")
    page.wait_for_url("**/search/?q=innovx")


def test_the_tab_key_leads_from_the_search_field_to_its_button(open_window, practices) -> None:
    for number in range(12):
        make_practice(title=f"Innovation prize {number}")
    page = (visit := open_window()).page
    visit.go("/about/")
    page.get_by_role("combobox", name="Search everything").press_sequentially("innov")
    page.get_by_role("option", name="Innovation prize").first.wait_for()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent.trim()") == "Search"
