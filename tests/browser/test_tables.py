"""The tables of transfers and services in a real browser: by keyboard, on a phone, in all looks."""

import re

import pytest
from playwright.sync_api import expect

from clusterix.browse.catalogue.library import library
from tests.browser.barriers import in_all_looks
from tests.making import make_partner, make_practice, make_service, make_transfer

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
TRANSFERS, SERVICES = "/practices/transfers/?view=matrix", "/practices/services/?view=matrix"


@pytest.fixture
def ledger() -> None:
    given = make_practice(title="Pool", partner=make_partner(), country="DK")
    for country in ("AT", "BE", "BG", "CZ", "DE", "EE", "ES", "BA"):
        make_transfer(practice=given, country=country, stage="running")
    make_transfer(practice=given, country="BA", stage="dropped")
    for number, experience in enumerate(("works", "tried", "stopped", "")):
        make_service(name=f"Service {number}", provider=f"Provider {number}", experience=experience)
    library.refresh()


def test_a_visitor_goes_from_list_to_table_to_transfers_by_keyboard(open_window, ledger) -> None:
    page = (visit := open_window()).page
    visit.go("/practices/transfers/")
    page.get_by_role("link", name="Table", exact=True).focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**view=matrix")
    region = page.get_by_role("region", name="Transfers from country to country")
    expect(region.get_by_role("columnheader")).to_have_count(9)
    page.get_by_role("checkbox", name="Dropped").check()
    expect(region.get_by_role("columnheader"), "it follows the filters in place").to_have_count(2)
    page.get_by_role("link", name="Remove Dropped").click()
    expect(region.get_by_role("columnheader")).to_have_count(9)
    field = page.get_by_role("link", name="2 transfers from Denmark to Bosnia and Herzegovina")
    field.focus()
    expect(field).to_be_in_viewport(ratio=1)
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("giving_country=dk&country=ba"))
    expect(page.locator(".card-title")).to_have_count(2)
    assert visit.complaints == []
    assert visit.strangers == []


def test_on_a_phone_the_table_scrolls_by_itself_and_has_no_barrier(open_window, ledger) -> None:
    page = (visit := open_window(360)).page
    visit.go(TRANSFERS)
    region = page.locator(".matrix [role=region]")
    assert visit.overflow() <= 0
    region.focus()
    expect(region).to_be_focused()
    region.evaluate("part => part.onscrollend = () => part.dataset.rests = part.scrollLeft > 0")
    page.keyboard.press("ArrowRight")
    expect(region, "it has moved, and rests on a whole column").to_have_attribute("data-rests", "true")
    assert in_all_looks(page) == {}


@pytest.mark.parametrize("width", [360, 1280])
def test_services_are_a_table_where_it_has_room_and_stacked_where_not(open_window, ledger, width) -> None:
    page = (visit := open_window(width)).page
    visit.go(SERVICES)
    assert visit.overflow() <= 0
    name = page.locator(".offered-name").first
    first, second = (page.locator(".offered td").nth(number).bounding_box() for number in (0, 1))
    is_stacked = width == 360
    assert name.is_visible() == is_stacked
    assert page.locator(".offered thead").is_visible() == (not is_stacked)
    assert (first["x"] == second["x"]) == is_stacked
    assert in_all_looks(page) == {}


def test_without_javascript_the_table_is_the_same(open_window, ledger) -> None:
    page = (visit := open_window(javascript=False)).page
    visit.go(TRANSFERS)
    page.get_by_role("link", name="1 transfer from Denmark to Austria").click()
    expect(page.locator(".card-title")).to_have_text(["Pool"])
