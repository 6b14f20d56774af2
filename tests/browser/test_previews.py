"""Previews and their links in a real browser: no barrier, no page too wide, a mark that nobody overlooks."""

import os
from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from clusterix.desk.models import ShareLink
from clusterix.desk.working_copies import make_working_copy
from practices.models import Practice
from tests.browser.barriers import WINDOWS, unfolded
from tests.browser.test_desk import LOW
from tests.graph import make_graph

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

MARK = ".preview-mark"


@pytest.fixture
def practice(db) -> Practice:
    practice = make_graph()[Practice][0]
    make_working_copy(practice)
    return practice


def page_of(practice: Practice, page: str) -> str:
    return reverse(f"admin:practices_practice_{page}", args=[practice.pk])


def shared(practice: Practice, person: Any) -> str:
    _link, token = ShareLink.objects.make(practice, person, 14)
    return reverse("desk:shared-preview", args=[token])


def photograph(visit: Any, name: str) -> None:
    """Keep a picture where a person asks for it: PICTURES=folder."""
    if folder := os.environ.get("PICTURES"):
        visit.page.screenshot(path=f"{folder}/{name}.png", full_page=True)


@pytest.mark.axe
@pytest.mark.parametrize(("width", "text"), WINDOWS)
def test_no_preview_and_no_page_of_links_holds_a_barrier(
    open_desk, open_window, practice, administrator, width, text
) -> None:
    guest, visit = open_window(width), open_desk(width)
    guest.go(shared(practice, administrator))
    faults = unfolded(guest, "a shared preview", text)
    visit.go(page_of(practice, "share"))
    visit.page.get_by_role("button", name="Make a link").click()
    visit.page.get_by_text("Your link is made").wait_for()
    faults |= unfolded(visit, "a link that was made", text)
    assert faults == {}


@pytest.mark.parametrize("width", [320, 360, 1280])
def test_a_preview_fits_its_window_and_keeps_to_itself(open_desk, practice, width) -> None:
    visit = open_desk(width)
    for page in ("preview", "share", "change"):
        assert visit.go(page_of(practice, page)).status == 200
        assert visit.overflow() <= 0, page
        photograph(visit, f"{page}-{width}")
        visit.page.emulate_media(color_scheme="dark")
        photograph(visit, f"{page}-{width}-dark")
        visit.page.emulate_media(color_scheme="light")
    visit.go(page_of(practice, "share"))
    visit.page.get_by_role("button", name="Make a link").click()
    visit.page.get_by_text("Your link is made").wait_for()
    photograph(visit, f"made-{width}")
    assert visit.page.evaluate(LOW) == [], "too low for a finger"
    assert visit.overflow() <= 0
    assert visit.complaints == []
    assert visit.strangers == []


def test_a_guest_follows_the_link_that_an_editor_copies(open_desk, open_window, practice) -> None:
    practice.status = "draft"
    practice.save()
    visit, guest = open_desk(), open_window()
    visit.go(page_of(practice, "change"))
    visit.page.get_by_role("link", name="Share a preview").click()
    visit.page.get_by_label("7 days").check()
    visit.page.get_by_role("button", name="Make a link").click()
    field = visit.page.get_by_label("Copy it now")
    field.focus()
    assert field.evaluate("field => field.selectionEnd - field.selectionStart") == len(field.input_value())
    guest.page.goto(field.input_value())
    expect(guest.page.locator(MARK)).to_be_visible()
    picture = guest.page.locator(".picture img")
    picture.scroll_into_view_if_needed()
    expect(picture).to_have_js_property("complete", True)
    assert picture.evaluate("picture => picture.naturalWidth") > 0
    assert guest.page.context.cookies() == []
    assert guest.complaints == []
    visit.page.get_by_role("button", name="Withdraw").click()
    visit.page.get_by_text("The link is withdrawn").wait_for()
    assert guest.page.reload().status == 404


def test_the_mark_is_printed(open_desk, practice) -> None:
    visit = open_desk()
    visit.go(page_of(practice, "preview"))
    visit.page.emulate_media(media="print")
    expect(visit.page.locator(MARK)).to_be_visible()
    photograph(visit, "printed")
