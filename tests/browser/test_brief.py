"""The story of a policy officer: prepare a brief for the minister, print it, and say what applies at home."""

import re
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.browser.addresses import PAGES
from tests.browser.barriers import in_all_looks

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
LABELS, MONITORING = "Carry the idea of cluster excellence further", "Let monitoring and evaluation keep pace"


def button(page: Any, step: str, title: str) -> Any:
    return page.get_by_role("button", name=re.compile(f"^{step} ?: {title}"))


@pytest.mark.parametrize("javascript", [True, False])
def test_a_brief_for_the_minister_is_chosen_ordered_read_and_passed_on(
    open_window, knowledge_base, javascript
) -> None:
    page = (visit := open_window(360, javascript=javascript)).page
    visit.go("/recommendations/cluster-excellence/")
    page.get_by_role("link", name="Add to a brief").click()
    page.get_by_role("checkbox", name=MONITORING).check()
    page.get_by_role("searchbox", name="Search recommendations and good practices").fill("accreditation")
    page.get_by_role("main").get_by_role("button", name="Search").click()
    expect(page.locator(".brief-chosen li")).to_have_count(2)
    page.get_by_role("checkbox", name="Cluster accreditation").first.check()
    page.get_by_role("button", name="Add what is ticked").click()
    button(page, "Up", MONITORING).click()
    page.get_by_label("Title (optional)").fill("How to label clusters")
    page.get_by_label("Prepared for (optional)").fill("The minister")
    page.get_by_role("button", name="Show the brief").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("How to label clusters")
    expect(page.locator(".brief-contents li")).to_have_text(
        [re.compile(MONITORING), LABELS, re.compile("Cluster accreditation")]
    )
    expect(page.get_by_text("Prepared for The minister")).to_be_visible()
    assert visit.overflow() <= 0
    assert page.context.cookies() == []
    elsewhere = open_window(1280, javascript=javascript)
    elsewhere.page.goto(page.url)
    expect(elsewhere.page.locator(".brief-item")).to_have_count(4)  # with the sources
    elsewhere.page.get_by_role("link", name="Change what is in it").click()
    button(elsewhere.page, "Remove", LABELS).click()
    expect(elsewhere.page.locator(".brief-chosen li")).to_have_count(2)
    expect(elsewhere.page.get_by_label("Prepared for (optional)")).to_have_value("The minister")


def test_a_brief_prints_with_its_addresses_and_without_what_can_only_be_clicked(
    open_window, knowledge_base
) -> None:
    visit = open_window()
    visit.go(PAGES["brief"])
    paper = visit.page.pdf(prefer_css_page_size=True)
    assert 1 <= len(re.findall(rb"/Type\s*/Page\b", paper)) <= 2
    own = visit.page.locator(".paper", has_text="/recommendations/brief/?recommendation=cluster-excellence")
    change = visit.page.get_by_role("link", name="Change what is in it")
    address = "getComputedStyle(document.querySelector('.sources a[href^=http]'), '::after').content"
    for media, on_paper in (("screen", False), ("print", True)):
        visit.page.emulate_media(media=media)
        assert own.is_visible() is on_paper
        assert change.is_visible() is not on_paper
        assert ("https://" in visit.page.evaluate(address)) is on_paper


@pytest.mark.parametrize(
    ("advice", "practices"),
    [
        ("monitoring-and-evaluation", ("skane-cluster-monitoring-tool", "cluster-accreditation-hungary")),
        ("services-for-cluster-management", ("basque-non-financial-assistance", "flemish-learning-networks")),
    ],
)
def test_a_recommendation_with_two_practices_fits_on_two_sheets(
    open_window, knowledge_base, advice, practices
) -> None:
    visit = open_window()
    named = "".join(f"&practice={slug}" for slug in practices)
    visit.go(f"/recommendations/brief/?recommendation={advice}{named}&for=The+minister")
    assert visit.page.locator(".brief-item").count() == 4, "with the sources at the end"
    visit.page.emulate_media(media="print")
    visit.page.evaluate("document.fonts.ready.then(() => true)")  # another one takes more room
    paper = visit.page.pdf(prefer_css_page_size=True)
    assert len(re.findall(rb"/Type\s*/Page\b", paper)) <= 2


def test_who_answers_without_javascript_is_thanked(open_window, knowledge_base, monkeypatch) -> None:
    monkeypatch.setattr("clusterix.visitors.tickets.Tickets._is_too_young", lambda self, ticket: False)
    page = (visit := open_window(360, javascript=False)).page
    visit.go("/recommendations/cluster-excellence/")
    page.get_by_role("link", name="Say whether it applies where you work").click()
    page.get_by_label("Does it apply").select_option("Partly")
    page.get_by_label("The level at which you work").select_option("Regional")
    page.get_by_label("Your country", exact=True).select_option("Romania")
    page.get_by_role("button", name="Send the answer").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Thank you for your answer")
    assert page.context.cookies() == []


@pytest.mark.axe
def test_the_form_with_an_error_holds_no_barrier(open_window, knowledge_base) -> None:
    for width in (320, 1280):
        page = (visit := open_window(width)).page
        visit.go("/recommendations/cluster-excellence/applies/")
        page.evaluate("document.querySelector('form.form').noValidate = true")
        page.get_by_role("button", name="Send the answer").click()
        page.get_by_role("alert").wait_for()
        assert visit.overflow() <= 0
        assert in_all_looks(page) == {}
