"""axe-core finds nothing to mend, and leaves nothing open, on any kind of page in any way of seeing it."""

import pytest

from tests.browser.addresses import PAGES
from tests.browser.barriers import COLOURS, WINDOWS, findings, in_all_looks, unfolded

FORMS = {
    "/accessibility/feedback/": "Send the report",
    "/practices/ppi-pool/interest/": "Register interest",
}

pytestmark = [pytest.mark.browser, pytest.mark.axe, pytest.mark.django_db(transaction=True)]


@pytest.mark.parametrize(("width", "text"), WINDOWS)
def test_no_page_holds_a_barrier_that_axe_knows(open_window, knowledge_base, width, text) -> None:
    visit = open_window(width)
    faults = {}
    for address in PAGES.values():
        visit.go(address)
        faults |= unfolded(visit, address, text)
    assert faults == {}


def test_suggestions_and_a_form_with_errors_hold_no_barrier(open_window, knowledge_base) -> None:
    for width in (320, 1280):
        page = (visit := open_window(width)).page
        visit.go("/about/")
        page.get_by_role("combobox", name="Search everything").press_sequentially("vouch")
        page.get_by_role("option").first.wait_for()
        assert in_all_looks(page, "header") == {}, "what the suggestions cover is not asked"
        for address, button in FORMS.items():
            visit.go(address)
            page.evaluate("document.querySelector('form.form').noValidate = true")
            page.get_by_role("button", name=button).click()
            page.get_by_role("alert").wait_for()
            assert in_all_looks(page) == {}, address


def test_a_barrier_would_be_noticed(open_window, db) -> None:
    """The control: a picture without a name, and a text that is too pale."""
    visit = open_window()
    visit.go("/about/")
    assert findings(visit.page) == []
    visit.page.evaluate("document.querySelector('main').append(new Image())")
    visit.page.evaluate("document.querySelector('main p').style.color = '#bbb'")
    found = findings(visit.page)
    assert any("image-alt" in fault for fault in found)
    assert any("color-contrast" in fault for fault in found)
    assert any("color-contrast" in fault for fault in findings(visit.page, COLOURS))
