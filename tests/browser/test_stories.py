"""What people come for, done by hand in a real browser."""

import pytest
from playwright.sync_api import expect

from tests.making import make_partner, make_source

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_a_visitor_without_javascript_filters_searches_and_reads(open_window, knowledge_base):
    visit = open_window(javascript=False)
    page = visit.page
    visit.go("/practices/")
    page.get_by_role("checkbox", name="Public-private innovation").check()
    page.get_by_role("button", name="Apply filters").click()
    page.wait_for_url("**theme=public-private-innovation**")
    expect(page.get_by_role("link", name="Remove Public-private innovation")).to_be_visible()
    page.locator("#words").fill("pool")
    page.locator("#words").press("Enter")
    page.wait_for_url("**q=pool**")
    page.locator(".card-title a").first.click()
    page.wait_for_url("**/practices/ppi-pool/")
    page.get_by_role("link", name="Southern Denmark", exact=True).first.click()
    expect(page.locator("h1")).to_have_text("Southern Denmark")


def test_a_visitor_reaches_a_practice_from_the_home_page_with_the_keyboard_alone(open_window, knowledge_base):
    page = (visit := open_window()).page
    visit.go("/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to the content"
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.type("innovation audits")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search/?q=innovation+audits")
    page.locator(".card-title a").first.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/practices/innovation-audits/")


def test_an_editor_writes_a_practice_and_a_visitor_reads_it_once_it_is_published(
    open_window, administrator, settings
):
    make_partner(short_name="ecoplus")
    make_source(title="A brochure")
    desk, visitor = open_window(), open_window()
    page = desk.page
    desk.go("/admin/practices/practice/add/")
    page.fill("#id_username", "administrator")
    page.fill("#id_password", "secret")
    page.keyboard.press("Enter")
    page.fill("#id_title", "Vouchers for first prototypes")
    page.fill("#id_summary", "Small grants that let firms try a prototype before they spend their own money.")
    page.locator(".field-partner .select2-selection").click()
    page.keyboard.type("eco")
    page.locator(".select2-results__option", has_text="ecoplus").click()
    page.locator(".field-problem .ProseMirror").click()
    page.keyboard.type("First prototypes were too dear.")
    page.get_by_role("button", name="Save and go on editing").first.click()
    page.locator(".messagelist .success").wait_for()

    assert visitor.go("/practices/vouchers-for-first-prototypes/").status == 404
    page.locator(".field-sources .select2-selection").click()
    page.keyboard.type("A bro")
    page.locator(".select2-results__option", has_text="A brochure").click()
    page.get_by_role("button", name="Publish", exact=True).first.click()
    page.locator(".messagelist .success").wait_for()
    assert visitor.go("/practices/vouchers-for-first-prototypes/").status == 200
    expect(visitor.page.get_by_text("First prototypes were too dear.")).to_be_visible()
    assert desk.complaints == []
    assert desk.strangers == []
