"""Names hold what is seen, for people who speak to their computer; and letters may stand wide apart."""

import pytest

from tests.browser.addresses import PAGES
from tests.browser.barriers import UNFOLDED
from tests.browser.names import misnamed

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

# What WCAG asks a page to bear (1.4.12).
WIDE = """
* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important }
p { margin-bottom: 2em !important }
"""
CUT = """() => [...document.querySelectorAll("main *, header *, footer *")].filter(part => {
    if (part.closest(".visually-hidden, .filters-jump, svg, input") || !part.checkVisibility()) return false;
    const style = getComputedStyle(part);
    const cuts = way => ["hidden", "clip"].includes(way);
    const wider = part.scrollWidth > part.clientWidth + 1, taller = part.scrollHeight > part.clientHeight + 1;
    return cuts(style.overflowX) && wider || cuts(style.overflowY) && taller
        || part.matches("button, .chip") && wider;
}).map(part => `${part.tagName} ${part.className}: ${part.textContent.trim().slice(0, 40)}`)"""


def test_every_control_has_a_name_that_holds_what_is_seen_on_it(open_window, knowledge_base) -> None:
    page = (visit := open_window()).page
    faults = {}
    for address in PAGES.values():
        visit.go(address)
        page.evaluate(UNFOLDED)
        if found := misnamed(page):
            faults[address] = found
    assert faults == {}


def test_a_name_that_differs_from_what_is_seen_would_be_noticed(open_window, db) -> None:
    page = (visit := open_window()).page
    visit.go("/about/")
    assert misnamed(page) == []
    page.evaluate("document.querySelector('main a').setAttribute('aria-label', 'Something else')")
    page.evaluate("document.querySelector('main').append(document.createElement('button'))")
    found = misnamed(page)
    assert len(found) == 2
    assert any("told as “Something else”" in fault for fault in found)


@pytest.mark.parametrize("width", [320, 1280])
def test_with_wide_letters_nothing_is_cut_off(open_window, knowledge_base, width) -> None:
    page = (visit := open_window(width)).page
    faults = {}
    for address in PAGES.values():
        visit.go(address)
        page.evaluate(UNFOLDED)
        visit.plant(WIDE)
        found = page.evaluate(CUT) + (["the page is too wide"] if visit.overflow() > 0 else [])
        if found:
            faults[address] = found
    assert faults == {}


def test_what_wide_letters_cut_off_would_be_noticed(open_window, db) -> None:
    page = (visit := open_window()).page
    visit.go("/about/")
    visit.plant("h1 { width: 30rem; overflow-x: clip; white-space: nowrap }")
    assert page.evaluate(CUT) == []
    visit.plant(WIDE)
    assert any("H1" in fault for fault in page.evaluate(CUT))
