"""Needs and offers in a real browser: chosen by keyboard, without JavaScript, read in every way of seeing."""

import pytest
from playwright.sync_api import expect

from tests.browser.barriers import in_all_looks, unfolded
from tests.browser.keyboard import Keyboard

pytestmark = [pytest.mark.browser, pytest.mark.axe, pytest.mark.django_db(transaction=True)]
TWO = "partner=auvergne-rhone-alpes&with=region-skane"


def test_a_visitor_asks_by_keyboard_what_two_regions_can_learn_from_each_other(
    open_window, knowledge_base
) -> None:
    for width in (360, 1280):
        page = (visit := open_window(width, javascript=width > 360)).page
        visit.go("/partners/")
        page.get_by_role("link", name="Needs matched with offers").click()
        page.get_by_label("Partner", exact=True).select_option("Auvergne-Rhône-Alpes")
        page.get_by_label("Together with").select_option("Region Skåne")
        page.get_by_role("button", name="Show", exact=True).press("Enter")
        page.wait_for_url(f"**/partners/matching/?{TWO}**")
        expect(page.get_by_text("First because Region Skåne names two strengths")).to_be_visible()
        assert visit.overflow() <= 0


def test_every_stop_of_the_keyboard_is_seen_and_further_offers_unfold(open_window, knowledge_base) -> None:
    page = (visit := open_window(360)).page
    visit.go("/partners/matching/?partner=westpannon")
    keys = Keyboard(page)
    keys.go_to("6 more partners are strong in it")
    second = page.get_by_text("Number two because VLAIO")
    expect(second).to_be_hidden()
    keys.press("Enter")
    expect(second).to_be_visible()
    keys.walk()
    assert keys.faults == []


def test_needs_and_offers_hold_no_barrier_that_axe_knows(open_window, knowledge_base) -> None:
    faults = {}
    for width in (360, 1280):
        visit = open_window(width)
        for query in ("", f"?{TWO}", "?partner=<script>&partner=ecoplus"):
            visit.go(f"/partners/matching/{query}")
            faults |= unfolded(visit, f"{query} at {width}", "100%")
        assert in_all_looks(visit.page) == {}
    assert faults == {}


def test_on_paper_every_offer_is_printed_and_no_form(open_window, knowledge_base) -> None:
    page = (visit := open_window()).page
    visit.go("/partners/matching/?partner=westpannon")
    page.emulate_media(media="print")
    expect(page.get_by_text("Number two because VLAIO")).to_be_visible()
    expect(page.locator(".match-choice")).to_be_hidden()
