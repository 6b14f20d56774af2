"""Nothing jumps while a page loads, not even where its fonts or its scripts come late."""

import pytest

from tests.browser.addresses import PAGES
from tests.browser.slow_line import PIECES, slow_line

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

WATCH = """window.moved = 0;
new PerformanceObserver((list) => {
    for (const shift of list.getEntries()) window.moved += shift.value;
}).observe({type: "layout-shift", buffered: true});"""
PAINTED = """new Promise((done) =>
    new PerformanceObserver(() => done()).observe({type: "paint", buffered: true}))"""
DRAWN = """new Promise((done) =>
    requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done))))"""

FONTS, SCRIPTS = "**/*.woff2", "**/*.js"


def moved(
    visit: object, address: str, late: str, sheet: str = "", before: str = "", after: str = ""
) -> float:
    """Return by how much what stands on the page moves (CLS) when such files come after the first painting.

    For a control, a sheet of style is changed on its way.
    """
    page, held = visit.page, []

    def change(route: object) -> None:
        answer = route.fetch()
        assert before in answer.text()
        route.fulfill(response=answer, body=answer.text().replace(before, after))

    page.add_init_script(WATCH)
    page.route(late, lambda route: held.append(route))
    if sheet:
        page.route(f"**/{sheet}", change)
    page.goto(visit.base + address, wait_until="commit")
    page.evaluate(PAINTED)
    assert len(held) >= (4 if late == FONTS else 1)
    for route in held:
        route.continue_()
    page.unroute(late)
    page.wait_for_load_state()
    visit.settle()
    return page.evaluate("window.moved")


def test_nothing_moves_when_the_fonts_come_late(open_window, knowledge_base) -> None:
    for address in ("/", "/practices/", "/practices/ppi-pool/"):
        assert moved(open_window(360), address, FONTS) == 0, address


def test_nothing_moves_when_the_scripts_come_late(open_window, knowledge_base) -> None:
    for width in (360, 1280):
        for address in (
            "/",
            "/practices/",
            "/glossary/",
            "/practices/ppi-pool/",
            "/recommendations/brief/choose/",
        ):
            assert moved(open_window(width), address, SCRIPTS) == 0, address


def moved_by_pieces(visit: object, address: str, sheet: str = "", fault: str = "") -> float:
    """Return by how much what stands on the page moves when it arrives in pieces, each painted in its turn.

    For a control, a fault is written below a sheet of style.
    """
    page = visit.page
    page.add_init_script(WATCH)
    if sheet:
        page.route(f"**/{sheet}", lambda route: route.fulfill(body=route.fetch().text() + fault))
    with slow_line(visit.base) as (base, send):
        page.goto(base + address, wait_until="commit")
        for _piece in range(PIECES + 1):
            send()
            page.evaluate(DRAWN)
        page.wait_for_load_state()
        visit.settle()
    return page.evaluate("window.moved")


def test_header_and_form_stay_where_a_page_arrives_in_small_pieces(open_window, knowledge_base) -> None:
    for width in (360, 800, 1280):
        for address in ("/legal/", "/partners/matching/"):
            assert moved_by_pieces(open_window(width), address) == 0, f"{address} at {width} px"


def test_parts_that_make_room_for_what_follows_would_be_noticed(open_window, knowledge_base) -> None:
    """The control: a header at whose right end everything stands, a form whose fields share its width."""
    header = ".site-header .wrap { display: flex } .brand { margin-inline-end: auto }"
    assert moved_by_pieces(open_window(), "/legal/", "layout.css", header) > 0.001
    fields = ".match-choice { grid-template-columns: repeat(auto-fit, minmax(14rem, 1fr)) }"
    assert moved_by_pieces(open_window(), "/partners/matching/", "matching.css", fields) > 0.001


def test_nothing_moves_while_any_kind_of_page_loads(open_window, knowledge_base) -> None:
    moves = {}
    for width in (360, 1280):
        visit = open_window(width)
        visit.page.add_init_script(WATCH)
        for name, address in PAGES.items():
            visit.go(address)
            visit.settle()
            if moved_by := visit.page.evaluate("window.moved"):
                moves[f"{name} at {width} px"] = moved_by
    assert moves == {}


def test_a_move_would_be_noticed(open_window, knowledge_base) -> None:
    """The control: fonts that take their place whenever they come, a field that has none until shown."""
    swap = ("fonts.css", "display: optional", "display: swap")
    assert moved(open_window(360), "/practices/competence-mapping/", FONTS, *swap) > 0.01
    placeless = ("browse.css", "(scripting: enabled)", "(scripting: none)")
    assert moved(open_window(1280), "/glossary/", SCRIPTS, *placeless) > 0
