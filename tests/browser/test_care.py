"""The pages of care in a real browser: trash, links, notices, and what is done with accounts at the desk."""

import pytest
from django.contrib.contenttypes.models import ContentType
from django.urls import reverse
from playwright.sync_api import expect

from clusterix.desk import trash
from clusterix.desk.models.trail import revision_of
from clusterix.links.answers import Answer
from clusterix.links.models import LinkCheck, LinkUse, digest_of
from clusterix.notices.models import Wish
from clusterix.notices.switches import address_of_switch
from tests.accounts.door import give_app
from tests.browser.barriers import WINDOWS, findings, unfolded
from tests.browser.desk_states import LONG, at_the_desk
from tests.browser.test_desk import LOW, SMALL_PRINT
from tests.making import make_partner, make_practice

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
FAR = f"https://{'a-very-long-name' * 3}.example/{'x' * 200}"


def name_a_broken_link(practice) -> None:
    for address, answer, strikes in ((FAR, Answer.NOT_FOUND, 3), ("http://192.168.1.4/", Answer.PRIVATE, 0)):
        link = LinkCheck.objects.create(
            address=address, digest=digest_of(address), answer=answer, strikes=strikes
        )
        kind = ContentType.objects.get_for_model(practice)
        LinkUse.objects.create(link=link, content_type=kind, object_id=practice.pk, path="approach")


@pytest.fixture
def pages(person, administrator) -> dict[str, str]:
    partner = make_partner()
    practice = make_practice(title=LONG, partner=partner, approach=f'<p><a href="{FAR}">Report</a></p>')
    name_a_broken_link(practice)
    deleted = make_practice(title=f"{LONG[:-4]} too", partner=partner)
    gone = deleted.get_absolute_url()
    trash.put(deleted, revision_of(deleted), administrator)
    editor = person("anna", "Partner editors", partner=partner)
    give_app(editor)
    return {
        "trash": reverse("admin:trash"),
        "deleting": at_the_desk(practice, "delete"),
        "deleting what others name": at_the_desk(partner, "delete"),
        "deleting for good": at_the_desk(deleted, "purge"),
        "gone": gone,
        "report": reverse("admin:links_linkcheck_changelist"),
        "links of a record": at_the_desk(practice, "links"),
        "notices": reverse("notices:wish"),
        "no more notices": address_of_switch(Wish.objects.get_or_create(person=editor)[0]),
        "invitation": f"/admin/auth/user/{editor.pk}/invitation/",
        "second factor": f"/admin/auth/user/{editor.pk}/second-factor/",
    }


@pytest.mark.axe
@pytest.mark.parametrize(("width", "text"), WINDOWS)
def test_no_page_of_care_holds_a_barrier_that_axe_knows(open_desk, pages, width, text) -> None:
    visit, faults = open_desk(width), {}
    for name, address in pages.items():
        visit.go(address)
        faults |= unfolded(visit, name, text)
    assert faults == {}


@pytest.mark.axe
def test_a_choice_without_a_name_would_be_noticed(open_desk, pages) -> None:
    """The control."""
    visit = open_desk()
    visit.go(pages["notices"])
    visit.page.evaluate(
        "document.querySelectorAll('fieldset label').forEach(one => one.replaceWith(one.firstChild))"
    )
    assert any("label" in fault for fault in findings(visit.page))


def test_every_page_of_care_fits_a_phone(open_desk, pages) -> None:
    visit = open_desk(320)
    for name, address in pages.items():
        assert visit.go(address).status == (410 if name == "gone" else 200), name
        assert visit.overflow() <= 0, name
        assert visit.page.locator("h1").count() == 1, name
        if address.startswith("/admin/"):
            assert visit.page.evaluate(SMALL_PRINT) == [], name
            assert visit.page.evaluate(LOW) == [], name
    assert [line for line in visit.complaints if "410" not in line] == []
    assert visit.strangers == []


def test_the_report_shows_who_names_a_link_without_scrolling(open_desk, pages) -> None:
    visit = open_desk(1280)
    visit.go(pages["report"])
    table = visit.page.locator("#changelist-form .results")
    wider = "table => table.scrollWidth - table.clientWidth"
    assert table.evaluate(wider) <= 0
    visit.plant(".field-link a { white-space: nowrap }")
    assert table.evaluate(wider) > 0, "the control: an address that does not break"


def test_a_fault_of_a_device_is_told_once_there_is_one(open_window, db) -> None:
    visit = open_window()
    visit.go("/admin/login/")
    fault = visit.page.locator("#device-fault")
    expect(fault).to_be_hidden()
    visit.page.evaluate("document.dispatchEvent(new CustomEvent('allauth.error', {cancelable: true}))")
    expect(fault).to_be_visible()
