"""Ten things that visitors come for, done with the keyboard alone; every stop is seen and large enough."""

import pytest

from clusterix.pages.models import AccessibilityReport
from tests.browser.addresses import PAGES
from tests.browser.keyboard import Keyboard

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

WIDTHS = (360, 1280)


@pytest.mark.parametrize("width", WIDTHS)
def test_ten_tasks_of_visitors_are_done_with_the_keyboard_alone(
    open_window, knowledge_base, monkeypatch, width
) -> None:
    monkeypatch.setattr("clusterix.visitors.tickets.LEAST_SECONDS", 0)
    tasks = (skip, suggest, filter_, unfold, sort, look_at_the_map, read_on, export, report, prove)
    faults = {}
    for task in tasks:
        visit = open_window(width)
        keys = Keyboard(visit.page)
        task(visit, keys)
        if keys.faults:
            faults[task.__name__] = keys.faults
        visit.page.context.close()
    assert faults == {}


@pytest.mark.parametrize("width", WIDTHS)
def test_every_stop_of_every_page_is_seen_and_large_enough(open_window, knowledge_base, width) -> None:
    visit = open_window(width)
    keys = Keyboard(visit.page)
    for address in PAGES.values():
        visit.go(address)
        keys.walk()
    assert keys.faults == []


PLANTED = {
    "": [],
    "* { outline: 0 !important }": ["its focus is not seen"],
    "header::after { content: ''; position: fixed; inset: 0 }": ["something covers it"],
    ".site-nav ul { gap: 0 } .site-nav a { padding: 0; font-size: 4px; line-height: 1 }": ["px large"],
    ".site-nav { position: absolute; left: -999px }": ["it is out of sight"],
}


@pytest.mark.parametrize("style", PLANTED)
def test_a_focus_that_is_lost_and_a_target_that_is_small_would_be_noticed(open_window, db, style) -> None:
    """The control: one link with no fault, and with each."""
    visit = open_window()
    visit.go("/about/")
    visit.plant(style)
    keys = Keyboard(visit.page)
    keys.go_to("Partners")
    found = [fault for fault in keys.faults if "“Partners”" in fault]
    assert len(found) == len(PLANTED[style])
    assert all(words in fault for words, fault in zip(PLANTED[style], found, strict=True))


def skip(visit, keys) -> None:
    """Jump over the header, and find the page's first words."""
    visit.go("/practices/ppi-pool/")
    keys.press("Tab")
    assert keys.look() == "Skip to the content"
    keys.press("Enter", "Tab")
    assert keys.look() == "Home", "the first link of the content, after all those of the header"


def suggest(visit, keys) -> None:
    """Search with the help of suggestions."""
    visit.go("/")
    keys.go_to("Search everything")
    keys.type("vouch")
    visit.page.get_by_role("option").first.wait_for()
    keys.press("ArrowDown")
    keys.enter()
    assert "q=voucher" in visit.page.url


def open_filters(visit, keys) -> None:
    """On a phone they are folded."""
    if visit.page.viewport_size["width"] < 800:
        keys.go_to("Filters")
        keys.press("Enter")


def filter_(visit, keys) -> None:
    """Narrow the practices to a theme, and take the theme away again."""
    visit.go("/practices/")
    open_filters(visit, keys)
    keys.go_to("Digitalisation")
    keys.press("Space")
    visit.page.wait_for_url("**/practices/?theme=digitalisation")
    keys.go_to("Remove Digitalisation", "Shift+Tab")
    keys.press("Enter")
    visit.page.wait_for_url("**/practices/")
    assert keys.look().endswith("good practices")


def unfold(visit, keys) -> None:
    """Choose a country that stands in the folded part of a long filter."""
    visit.go("/practices/")
    open_filters(visit, keys)
    keys.go_to("Type to narrow “Country”")
    keys.type("Latvia")
    keys.go_to("Latvia")
    keys.press("Space")
    visit.page.wait_for_url("**/practices/?country=lv")


def sort(visit, keys) -> None:
    """Sort by title, and turn the page."""
    visit.go("/practices/")
    keys.go_to("title")
    keys.press("Enter")
    visit.page.wait_for_url("**/practices/?sort=title")
    keys.go_to("Next")
    keys.press("Enter")
    visit.page.wait_for_url("**page=2**")
    keys.go_to("Previous")


def look_at_the_map(visit, keys) -> None:
    """Change from the list to the map, and open a place."""
    visit.go("/practices/")
    keys.go_to("Map")
    keys.press("Enter")
    visit.page.wait_for_url("**/practices/?view=map")
    keys.go_to("Malmö")
    keys.press("Enter")
    visit.page.wait_for_url("**place=**")


def read_on(visit, keys) -> None:
    """From a practice to its partner, and to a region that it travelled to."""
    visit.go("/practices/ppi-pool/")
    keys.follow("Southern Denmark", exact=True)
    assert visit.page.locator("h1").inner_text() == "Southern Denmark"
    keys.go_to("Exchanges")


def export(visit, keys) -> None:
    """Take the list away as a file."""
    visit.go("/practices/?theme=digitalisation")
    keys.go_to("CSV")
    with visit.page.expect_download() as download:
        keys.press("Enter")
    assert download.value.suggested_filename.endswith(".csv")


def report(visit, keys) -> None:
    """Report a problem: first without words, then with them."""
    before = AccessibilityReport.objects.count()
    visit.go("/accessibility/feedback/")
    keys.go_to("Send the report")
    keys.press("Enter")
    assert keys.look() == "What is the matter?", "where something is missing, there the focus goes"
    keys.type("The map says nothing to me.")
    keys.follow("Send the report")
    assert "/thanks/" in visit.page.url
    assert AccessibilityReport.objects.count() == before + 1


def prove(visit, keys) -> None:
    """From a recommendation to the practice that backs it."""
    visit.go("/recommendations/")
    keys.follow("Carry the idea of cluster excellence further")
    keys.follow("A label that clusters hold")
    assert visit.page.url.endswith("/practices/cluster-excellence-label-baden-wuerttemberg/")
