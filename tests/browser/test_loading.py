"""Nothing jumps while a page loads, not even where its fonts come late."""

from itertools import takewhile

import pytest

from tests.browser.addresses import PAGES

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

LOOKS = 3
WATCH = """window.moved = 0;
new PerformanceObserver((list) => {
    for (const shift of list.getEntries()) window.moved += shift.value;
}).observe({type: "layout-shift", buffered: true});"""
PAINTED = """new Promise((done) =>
    new PerformanceObserver(() => done()).observe({type: "paint", buffered: true}))"""


def moved(visit: object, address: str, display: str = "optional") -> float:
    """Return by how much what stands on the page moves (CLS) when its fonts come after the first painting."""
    page, held = visit.page, []

    def change(route: object) -> None:
        answer = route.fetch()
        route.fulfill(response=answer, body=answer.text().replace("display: optional", f"display: {display}"))

    page.add_init_script(WATCH)
    page.route("**/*.woff2", lambda route: held.append(route))
    page.route("**/fonts.css", change)
    page.goto(visit.base + address, wait_until="commit")
    page.evaluate(PAINTED)
    assert len(held) >= 4
    for route in held:
        route.continue_()
    page.unroute("**/*.woff2")
    page.wait_for_load_state()
    visit.settle()
    return page.evaluate("window.moved")


def moved_now(visit: object, address: str) -> float:
    visit.go(address)
    visit.settle()
    return visit.page.evaluate("window.moved")


def test_nothing_moves_when_the_fonts_come_late(open_window, knowledge_base) -> None:
    for address in ("/", "/practices/", "/practices/ppi-pool/"):
        assert moved(open_window(360), address) == 0, address


def test_nothing_moves_while_any_kind_of_page_loads(open_window, knowledge_base) -> None:
    moves = {}
    for width in (360, 1280):
        visit = open_window(width)
        visit.page.add_init_script(WATCH)
        for name, address in PAGES.items():
            # A busy machine may paint half a page once; what jumps for people does so each time.
            looks = (moved_now(visit, address) for _look in range(LOOKS))
            if len(seen := list(takewhile(bool, looks))) == LOOKS:
                moves[f"{name} at {width} px"] = min(seen)
    assert moves == {}


def test_a_move_would_be_noticed(open_window, knowledge_base) -> None:
    """The control: fonts that take their place whenever they come."""
    assert moved(open_window(360), "/practices/ppi-pool/", display="swap") > 0.01
