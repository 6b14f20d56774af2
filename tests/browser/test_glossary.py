"""A reader meets a term in a text, looks it up and comes back; the links are quiet and bar nobody."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.addresses import PAGES
from tests.browser.barriers import COLOURS, EVERYTHING, findings
from tests.browser.keyboard import Keyboard

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PRACTICE = PAGES["practice"]
PAGES_WITH_TERMS = (PRACTICE, PAGES["partner"], PAGES["action-plan"], PAGES["glossary"], PAGES["term"])
ADDED = "getComputedStyle(document.querySelector('.term'), '::after').content"
LINE = "getComputedStyle(document.querySelector('.term')).textDecorationLine"


def test_a_term_is_looked_up_by_keyboard(open_window, knowledge_base) -> None:
    page = (visit := open_window(360)).page
    visit.go(PRACTICE)
    expect(page.locator(".term", has_text=re.compile("^public-private innovation$"))).to_have_count(1)
    keys = Keyboard(page)
    keys.follow("public-private innovation", exact=True)
    expect(page).to_have_url(f"{visit.base}/glossary/public-private-innovation/")
    expect(page.get_by_role("heading", name="Southern Denmark, Denmark")).to_be_visible()
    keys.follow("Glossary")
    expect(page.get_by_role("heading", name="A", exact=True, level=2)).to_be_visible()
    keys.follow("Accreditation", exact=True)
    expect(page.get_by_role("heading", level=1)).to_have_text("Accreditation")
    assert keys.faults == []
    assert visit.complaints == visit.strangers == []


def test_without_javascript_the_links_and_the_letters_are_there(open_window, knowledge_base) -> None:
    page = (visit := open_window(360, javascript=False)).page
    visit.go(PRACTICE)
    page.locator(".term").first.click()
    expect(page).to_have_url(re.compile("/glossary/[a-z-]+/$"))
    visit.go(PAGES["glossary"])
    expect(page.get_by_role("heading", name="S", exact=True, level=2)).to_be_visible()


@pytest.mark.parametrize("width", [360, 1280])
def test_pages_with_terms_have_no_barrier_in_the_light_and_in_the_dark(
    open_window, knowledge_base, width
) -> None:
    for dark in (False, True):
        visit = open_window(width, dark=dark)
        for address in PAGES_WITH_TERMS:
            visit.go(address)
            visit.settle()
            assert findings(visit.page, COLOURS if dark else EVERYTHING) == [], (address, dark)
            assert visit.overflow() == 0, address
        assert visit.complaints == visit.strangers == []


def test_a_link_that_only_its_colour_tells_would_be_noticed(open_window, knowledge_base) -> None:
    """The control: without its line a term's link is told from the words around it by nothing."""
    visit = open_window()
    visit.go(PRACTICE)
    visit.plant(".term { text-decoration: none !important; color: #55504a !important }")
    assert any("link-in-text-block" in found for found in findings(visit.page, COLOURS))


def test_on_paper_a_term_is_a_word_like_any_other(open_window, knowledge_base) -> None:
    visit = open_window()
    visit.go(PRACTICE)
    assert visit.page.evaluate(LINE) == "underline", "the control: on a screen it has its line"
    visit.page.emulate_media(media="print")
    assert visit.page.evaluate(LINE) == "none"
    assert visit.page.evaluate(ADDED) == "none"
