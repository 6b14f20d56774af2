"""The page of a working group, and the chain from an exchange to what grew from it, in a real browser."""

import pytest
from playwright.sync_api import expect

from tests.browser.barriers import in_all_looks
from tests.browser.keyboard import Keyboard

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
HUB = "/workgroups/cluster-monitoring-and-evaluation/"
EXCHANGE = "/workgroups/exchanges/ecoplus-at-inma-2017/"


def test_a_visitor_on_a_phone_follows_the_chain_to_what_grew_and_back(open_window, knowledge_base) -> None:
    page = (visit := open_window(360, javascript=False)).page
    visit.go(EXCHANGE)
    chain = page.get_by_role("list", name="From the exchange to what grew from it")
    expect(chain.locator(":scope > li")).to_have_count(4)
    expect(chain.locator(":scope > li").nth(2)).to_contain_text("No action of an action plan is known")
    assert visit.overflow() <= 0
    chain.get_by_role("link", name="A scheme for cluster managers").click()
    expect(page.locator("h1")).to_contain_text("A scheme for cluster managers")
    page.get_by_role("link", name="ecoplus at INMA").first.click()
    page.wait_for_url(f"**{EXCHANGE}")


def test_by_keyboard_a_visitor_jumps_to_the_approaches_and_opens_one_partners(
    open_window, knowledge_base
) -> None:
    page = (visit := open_window(360)).page
    visit.go(HUB)
    keyboard = Keyboard(page)
    keyboard.go_to("Approaches compared")
    keyboard.press("Enter")
    page.wait_for_url("**#approaches")
    keyboard.go_to("Monitoring and evaluating clusters")
    keyboard.follow("Region Skåne", exact=True)
    expect(page.locator("h1")).to_contain_text("Region Skåne")
    assert keyboard.faults == []


def hidden_sideways(page: object, part: str) -> int:
    """Return by how many pixels what stands in a part's tables is wider than the place it has."""
    tables = page.locator(f"{part} .table-scroll").evaluate_all(
        "regions => regions.map((region) => region.scrollWidth - region.clientWidth)"
    )
    assert tables
    return max(tables)


def test_on_a_phone_approaches_are_cards_that_name_what_they_say(open_window, knowledge_base) -> None:
    page = (visit := open_window(360)).page
    visit.go(HUB)
    name = "cell => getComputedStyle(cell, '::before').content"
    cell = page.locator("#approaches td").first
    assert hidden_sideways(page, "#approaches") <= 0
    assert cell.evaluate(name) == '"How it does it"'
    visit.plant(".stacked tr { display: flex !important } .stacked td { flex: none; width: 300px }")
    assert hidden_sideways(page, "#approaches") > 0, "the control"
    visit = open_window(1280)
    visit.go(HUB)
    assert visit.page.locator("#approaches td").first.evaluate(name) == "none"
    assert visit.page.get_by_role("columnheader", name="How it does it").first.is_visible()


def test_on_a_phone_the_timeline_is_a_list_by_dates(open_window, knowledge_base) -> None:
    page = (visit := open_window(360, javascript=False)).page
    visit.go(HUB)
    rows = page.locator("#timeline tbody tr")
    assert not page.locator("#timeline svg.timeline-picture").is_visible()
    assert not page.locator("#timeline summary").is_visible()
    assert rows.count() == page.locator("#timeline .timeline-mark").count() > 0
    expect(rows.first.get_by_role("link")).to_be_visible()
    assert hidden_sideways(page, "#timeline") <= 0
    names = rows.first.locator("td").evaluate_all(
        "cells => cells.map(cell => getComputedStyle(cell, '::before').content)"
    )
    assert names == ['"When"', '"Kind"'], "each field is named"
    wide = open_window(1280, javascript=False)
    wide.go(HUB)
    assert wide.page.locator("#timeline svg.timeline-picture").is_visible()
    assert not wide.page.locator("#timeline tbody tr").first.get_by_role("link").is_visible(), "the control"


def test_the_hub_and_the_chain_fit_a_phone_and_hold_no_barrier(open_window, knowledge_base) -> None:
    for width in (360, 1280):
        visit = open_window(width)
        for address in (HUB, EXCHANGE):
            visit.go(address)
            assert visit.overflow() <= 0, f"{address} is wider than {width} px"
            assert in_all_looks(visit.page) == {}, f"{address} at {width} px"
    visit.plant(".chain-step { color: #ccc !important }")
    assert in_all_looks(visit.page) != {}, "the control"
