"""Choosing practices in the list and seeing them side by side, in a real browser."""

import re

import pytest
from playwright.sync_api import expect

from clusterix.browse.catalogue.library import library
from tests.browser.addresses import PAGES
from tests.browser.keyboard import Keyboard
from tests.making import make_group, make_practice

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
STICKY = "getComputedStyle(document.querySelector('.chosen')).position"
STACKED = "getComputedStyle(document.querySelector('.compared td:last-child')).display"


@pytest.fixture
def practices() -> None:
    digital, printing = make_group(name="Digital", slug="digital"), make_group(name="3D", slug="3d")
    for number in range(12):
        theme = digital if number < 6 else printing
        make_practice(title=f"Practice {number:02}", slug=f"p{number}", working_groups=[theme])
    library.refresh()


def choice(page, title: str):
    return page.get_by_role("checkbox", name=f"Compare {title}")


def test_without_javascript_two_are_chosen_and_stand_side_by_side(open_window, practices) -> None:
    page = (visit := open_window(360, javascript=False)).page
    visit.go("/practices/?sort=title&theme=digital")
    for title in ("Practice 01", "Practice 03"):
        choice(page, title).check()
    page.get_by_role("button", name="Compare the chosen ones").click()
    expect(page).to_have_url(f"{visit.base}/practices/compare/?practice=p1&practice=p3")
    expect(page.locator(".compared-title")).to_have_text(["Practice 01", "Practice 03"])


def test_a_choice_filters_nothing_and_outlives_a_change_of_the_list(open_window, practices) -> None:
    page = (visit := open_window()).page
    visit.go("/practices/?sort=title")
    choice(page, "Practice 01").check()
    choice(page, "Practice 07").check()
    assert page.url.endswith("?sort=title")
    page.get_by_role("checkbox", name="Digital").check()
    page.wait_for_url("**theme=digital**")
    page.locator("#announcer", has_text="6 good practices").wait_for(state="attached")
    assert choice(page, "Practice 01").is_checked()
    checked = page.locator("input[form=compare]:checked")
    assert checked.evaluate_all("boxes => boxes.map(box => box.value)") == ["p1", "p7"]
    assert page.get_by_role("list", name="Chosen before").inner_text().strip() == "Practice 07"
    page.get_by_role("button", name="Compare the chosen ones").click()
    page.wait_for_url("**/practices/compare/?practice=p1&practice=p7")
    assert visit.complaints == []


def test_a_card_is_one_link_and_its_choice_lies_above(open_window, practices) -> None:
    page = (visit := open_window()).page
    visit.go("/practices/")
    label = page.locator("label.choice").first
    assert label.bounding_box()["height"] >= 24
    label.click()
    assert page.url.endswith("/practices/")
    assert label.locator("input").is_checked()
    page.locator(".card").first.click(position={"x": 300, "y": 10})
    page.wait_for_url("**/practices/p*/")


def test_with_a_choice_made_the_button_stays_in_sight_and_covers_no_focus(open_window, practices) -> None:
    for width in (360, 1280):
        page = (visit := open_window(width)).page
        visit.go("/practices/")
        assert page.evaluate(STICKY) == "static"
        page.locator("label.choice").first.click()
        assert page.evaluate(STICKY) == "sticky"
        keys = Keyboard(page)
        keys.walk()
        assert keys.faults == []


def test_columns_keep_their_names_and_cover_no_focus(open_window, knowledge_base) -> None:
    page = (visit := open_window()).page
    visit.go(PAGES["compare"])
    keys = Keyboard(page)
    page.get_by_role("link", name="Choose in the list").focus()
    assert page.locator(".compared-title").first.bounding_box()["y"] <= 0, "below the table they are gone"
    seen = []
    while "Skip to the content" not in seen:
        keys.press("Shift+Tab")
        seen.append(keys.look())
        if len(seen) == 40:
            assert page.locator(".compared-title").first.bounding_box()["y"] >= 0, "within it they are seen"
    assert len(seen) > 60
    assert keys.faults == []


def test_where_the_table_is_too_narrow_each_cell_names_its_practice(open_window, knowledge_base) -> None:
    for width, stacked in ((360, True), (768, True), (1280, False)):
        visit = open_window(width)
        visit.go(PAGES["compare"])
        assert (visit.page.evaluate(STACKED) == "block") is stacked, width
        assert visit.page.locator(".compared-name").first.is_visible() is stacked, width
        assert visit.overflow() <= 0


def test_a_comparison_prints_as_a_table_without_what_can_only_be_clicked(open_window, knowledge_base) -> None:
    visit = open_window()
    visit.go(PAGES["compare"])
    paper = visit.page.pdf(prefer_css_page_size=True)
    assert b"/MediaBox [0 0 841" in paper, "landscape"
    assert len(re.findall(rb"/Type\s*/Page\b", paper)) <= 5
    assert visit.page.locator(".compare-remove").first.is_visible()
    visit.page.emulate_media(media="print")
    for part in (".compare-remove", ".compare-more", ".another"):
        assert not visit.page.locator(part).first.is_visible(), part
    assert visit.page.get_by_text("/practices/compare/?practice=ppi-pool").is_visible()
