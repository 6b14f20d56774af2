"""Every kind of page in a real browser: it fits, it keeps to itself, it leaves nothing behind."""

import pytest

from tests.browser.addresses import PAGES

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_every_page_fits_its_window_and_keeps_to_itself(open_window, knowledge_base):
    for width, dark, javascript in ((320, False, True), (360, True, False), (1280, False, True)):
        visit = open_window(width, dark, javascript)
        for address in PAGES.values():
            visit.go(address)
            assert visit.overflow() <= 0, f"{address} is wider than {width} px"
            assert visit.page.locator("h1").count() == 1, address
        assert visit.strangers == []
        assert [line for line in visit.complaints if "404" not in line] == []
        assert visit.page.context.cookies() == []
        assert visit.page.evaluate("localStorage.length + sessionStorage.length") == 0


def test_a_page_that_is_too_wide_or_asks_a_stranger_would_be_noticed(open_window, db):
    visit = open_window(320)
    visit.go("/about/")
    visit.page.evaluate("document.querySelector('h1').style.width = '900px'")
    assert visit.overflow() > 0
    visit.ask_a_stranger()
    assert any("Content Security Policy" in line for line in visit.complaints)


def test_filters_stand_open_beside_the_list_on_a_wide_screen_and_are_folded_on_a_phone(
    open_window, knowledge_base
):
    wide = open_window(1280)
    wide.go("/practices/")
    assert wide.page.get_by_role("checkbox", name="Digitalisation").is_visible()

    phone = open_window(360)
    phone.go("/practices/")
    assert not phone.page.get_by_role("checkbox", name="Digitalisation").is_visible()
    phone.page.locator(".filters-jump a").click()
    assert phone.page.get_by_role("checkbox", name="Digitalisation").is_visible()
