"""A record on paper: a brief of two pages, with its addresses and without anything to click."""

import re

import pytest

from practices.models import Practice

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

LONGEST = "/practices/ppi-pool/"  # of all practices the one with the most to tell
SHOWN = "getComputedStyle(document.querySelector('{}'), '{}').{}"


def pages(visit) -> int:
    return len(re.findall(rb"/Type\s*/Page\b", visit.page.pdf(prefer_css_page_size=True)))


def test_every_kind_of_record_prints_on_two_pages(open_window, knowledge_base):
    visit = open_window()
    for address in (
        *(LONGEST, "/partners/ecoplus/", "/workgroups/digitalisation/", "/workgroups/meetings/gyor-2018/"),
        *("/recommendations/monitoring-and-evaluation/", "/practices/services/centramo-benchmarking/"),
        "/recommendations/action-plans/action-plan-auvergne-rhone-alpes/",
    ):
        visit.go(address)
        assert 1 <= pages(visit) <= 2, address


def test_a_longer_record_and_a_page_as_on_screen_would_be_noticed(open_window, knowledge_base):
    visit = open_window()
    visit.go(LONGEST)
    visit.page.emulate_media(media="screen")
    assert pages(visit) > 2
    Practice.objects.filter(slug="ppi-pool").update(approach="A long story. " * 1000)
    visit.page.emulate_media(media="print")
    visit.go(LONGEST)
    assert pages(visit) > 2


def test_what_can_only_be_clicked_is_not_printed(open_window, knowledge_base):
    visit = open_window()
    for address, parts in (
        (
            LONGEST,
            (".site-nav", ".site-header .search-form", ".breadcrumbs", ".related-alike", ".site-footer ul"),
        ),
        ("/practices/?theme=3d-printing", (".browse-filters", ".search-form-large", ".sorts", ".chips")),
    ):
        visit.go(address)
        for media, visible in (("screen", True), ("print", False)):
            visit.page.emulate_media(media=media)
            for part in parts:
                assert visit.page.locator(part).first.is_visible() is visible, (part, media)


def test_on_paper_a_link_outside_says_its_address_and_the_page_its_own(open_window, knowledge_base):
    visit = open_window()
    visit.go(LONGEST)
    outside, inside = (
        SHOWN.format(links, "::after", "content")
        for links in (
            ".sources a[href^=http]",
            ".facts a[href^=\\\\/]",
        )
    )
    own = visit.page.get_by_text(f"{LONGEST} · Last changed on")
    assert visit.page.evaluate(outside) == "none"
    assert not own.is_visible()
    visit.page.emulate_media(media="print")
    assert "https://" in visit.page.evaluate(outside)
    assert visit.page.evaluate(inside) == "none"
    assert own.is_visible()
