"""Find a practice from a region like mine, compare two, register interest: without JavaScript or account."""

import pytest
from playwright.sync_api import expect

from clusterix.visitors import tickets
from practices.models import Interest

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

MESSAGE = "We have three clusters and no method to compare them."


@pytest.fixture(autouse=True)
def quick_people(monkeypatch) -> None:
    """The browser types faster than people do."""
    monkeypatch.setattr(tickets, "LEAST_SECONDS", -1)


@pytest.mark.parametrize(("width", "javascript"), [(1280, False), (360, False), (360, True)])
def test_a_visitor_finds_compares_and_registers_interest(
    open_window, knowledge_base, width, javascript
) -> None:
    visit = open_window(width, javascript=javascript)
    page = visit.page
    visit.go("/practices/?country=dk&theme=public-private-innovation&sort=title")
    first = page.locator(".card-title a").first
    title = first.inner_text()
    first.click()
    expect(page.locator("h1")).to_have_text(title)
    page.get_by_role("link", name="Compare with another practice").click()
    expect(page.locator("h1")).to_contain_text("Compare")
    page.locator("#another .plain-list a").first.click()
    expect(page.locator("main table").first).to_be_visible()
    page.locator("main table").first.get_by_role("link", name=title).first.click()
    page.get_by_role("link", name="Register interest from your region").click()
    expect(page.locator("h1")).to_have_text("Register interest from your region")
    assert visit.overflow() <= 0

    page.get_by_label("Your organisation").fill("Kainuun kehitys")
    page.get_by_label("Your region").fill("Kainuu")
    page.get_by_label("Your country").select_option("FI")
    page.get_by_label("What would you like to know, or to try?").fill(MESSAGE)
    page.get_by_label("Your name").fill("Aino Virtanen")
    page.get_by_label("Your e-mail address").fill("aino@example")
    page.get_by_role("checkbox").check()
    page.get_by_role("button", name="Register interest").click()
    expect(page.get_by_role("alert")).to_contain_text("Nothing has been sent yet.")
    expect(page.get_by_label("What would you like to know, or to try?")).to_have_value(MESSAGE)
    expect(page.get_by_label("Your country")).to_have_value("FI")
    expect(page.get_by_role("checkbox")).to_be_checked()
    assert visit.overflow() <= 0
    assert not Interest.objects.exists()

    page.get_by_label("Your e-mail address").fill("aino@example.org")
    page.get_by_role("button", name="Register interest").click()
    expect(page.locator("h1")).to_have_text("Thank you for your interest")
    assert visit.overflow() <= 0
    kept = Interest.objects.get()
    assert (kept.practice.title, kept.message, kept.country) == (title, MESSAGE, "FI")
    assert page.context.cookies() == []
    assert (visit.complaints, visit.strangers) == ([], [])
