"""The editors' desk in a real browser: no barrier, no page too wide, no complaint, nothing from strangers."""

from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from clusterix.desk.models import Held
from partners.models import Partner
from practices.models import Practice, Transfer
from recommendations.models import ActionPlan
from tests.browser.barriers import WINDOWS, findings, unfolded
from tests.browser.desk_states import at_the_desk, hold, make_all_wait, make_returned, save_meanwhile
from tests.browser.keyboard import Keyboard
from tests.graph import Graph, make_graph
from tests.making import make_interest

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

LONG = "A laboratory for Zusammenarbeitsvereinbarungen between Niederösterreich and Győr-Moson-Sopron county"
NAMELESS = """document.querySelector("[for=id_title]").remove();
    document.querySelectorAll(".select2-search__field").forEach(f => f.removeAttribute("aria-labelledby"))"""
WRITTEN_IN = "input:not([type=checkbox], [type=radio], [type=hidden]), select, textarea"
SMALL_PRINT = f"""[...document.querySelectorAll("{WRITTEN_IN}")]
    .filter(field => field.checkVisibility() && parseFloat(getComputedStyle(field).fontSize) < 16)
    .map(field => field.outerHTML)"""
LOW = """[...document.querySelectorAll("main [type=submit], main .button, main .object-tools a")]
    .filter(target => target.checkVisibility() && target.getBoundingClientRect().height < 44)
    .map(target => target.outerHTML)"""


@pytest.fixture
def graph(db) -> Graph:
    graph = make_graph(2)
    graph[Practice][0].title = LONG
    graph[Practice][0].save()
    return graph


def change(record: Any) -> str:
    name = f"admin:{record._meta.app_label}_{record._meta.model_name}_change"
    return reverse(name, args=[record.pk])


def pages(graph: Graph) -> dict[str, str]:
    """Return the pages that an editor works on most, by what they are."""
    return {
        "first page": "/admin/",
        "list with a filter": "/admin/practices/practice/?status__exact=published",
        "list that found nothing": "/admin/practices/practice/?q=qzxqzx",
        "practice": change(graph[Practice][0]),
        "deleting": f"/admin/practices/transfer/{graph[Transfer][0].pk}/delete/",
    }


def more_pages(graph: Graph) -> dict[str, str]:
    return {
        "app": "/admin/practices/",
        "partner": change(graph[Partner][0]),
        "action plan": change(graph[ActionPlan][0]),
        "transfer": change(graph[Transfer][0]),
        "interest": change(make_interest(practice=graph[Practice][0], message=LONG, organisation=LONG)),
        "interests": "/admin/practices/interest/",
        "synonyms": "/admin/browse/synonyms/add/",
        "history": change(graph[Practice][0]).replace("change", "history"),
        "little window": "/admin/partners/partner/add/?_popup=1",
    }


@pytest.fixture
def held(graph, administrator, manager) -> Held:
    """What the administrator could not save of a practice that was returned; and a full first page."""
    make_all_wait(administrator)
    return hold(make_returned(manager, administrator), administrator)


def pages_of_a_life(held: Held) -> dict[str, str]:
    """Return the pages on which a record's steps and changes are told."""
    practice = held.trail.record
    return {
        "what waits": "/admin/",
        "returned practice": at_the_desk(practice, "change"),
        "its history": at_the_desk(practice, "history"),
        "two versions": at_the_desk(practice, "compare"),
        "two who met": at_the_desk(practice, "resolve", held_id=held.pk),
    }


def send_stale(visit: Any, held: Held, button: str, wrong: str = "") -> None:
    """Press the button of a form that a colleague was faster with; a wrong value gets it a fault."""
    practice = held.trail.record
    visit.go(at_the_desk(practice, "change"))
    save_meanwhile(practice, held.by)
    visit.page.locator("#id_organisation").fill("My organisation")
    visit.page.locator("#id_nuts_code").fill(wrong)
    with visit.page.expect_event("load"):
        visit.page.locator(button).first.click()


def send_empty(visit: Any) -> None:
    visit.go("/admin/practices/practice/add/")
    with visit.page.expect_event("load"):
        visit.page.locator("[name=_save]").first.click()
    expect(visit.page.locator(".errornote")).to_be_visible()


@pytest.mark.axe
@pytest.mark.parametrize(("width", "text"), WINDOWS)
def test_no_page_of_the_desk_holds_a_barrier_that_axe_knows(
    open_desk, open_window, graph, width, text
) -> None:
    stranger = open_window(width)
    stranger.go("/admin/login/")
    faults = unfolded(stranger, "signing in", text)
    visit = open_desk(width)
    for name, address in pages(graph).items():
        visit.go(address)
        faults |= unfolded(visit, name, text)
    send_empty(visit)
    faults |= unfolded(visit, "a form with errors", text)
    assert faults == {}


@pytest.mark.axe
@pytest.mark.parametrize(("width", "text"), WINDOWS)
def test_no_page_of_a_records_life_holds_a_barrier_that_axe_knows(open_desk, held, width, text) -> None:
    visit = open_desk(width)
    faults = {}
    for name, address in pages_of_a_life(held).items():
        visit.go(address)
        faults |= unfolded(visit, name, text)
    send_stale(visit, held, "[name=_save]", wrong="no code")
    expect(visit.page.locator("[aria-describedby^=faults-]")).to_have_count(1)
    faults |= unfolded(visit, "two who met, with a fault", text)
    assert faults == {}


@pytest.mark.axe
def test_a_barrier_on_the_desk_would_be_noticed(open_desk, graph) -> None:
    """The control: a field that lost its label, and a box that lost the name it is given here."""
    visit = open_desk()
    visit.go(change(graph[Practice][0]))
    visit.page.evaluate(NAMELESS)
    found = findings(visit.page)
    assert any("label" in fault and "id_title" in fault for fault in found)
    assert any("select2-search__field" in fault for fault in found)


@pytest.mark.parametrize("width", [320, 360])
def test_every_page_of_the_desk_fits_a_phone_and_keeps_to_itself(open_desk, graph, width) -> None:
    visit = open_desk(width)
    for name, address in (pages(graph) | more_pages(graph)).items():
        assert visit.go(address).status == 200, name
        assert visit.overflow() <= 0, f"{name} is wider than {width} px"
        assert visit.page.locator("h1").count() == 1, name
        assert visit.page.evaluate(SMALL_PRINT) == [], f"{name}: a phone enlarges the page at such a field"
        assert visit.page.evaluate(LOW) == [], f"{name}: too low for a finger"
    send_empty(visit)
    assert visit.overflow() <= 0
    assert visit.complaints == []
    assert visit.strangers == []


@pytest.mark.parametrize("width", [320, 360])
def test_every_page_of_a_records_life_fits_a_phone(open_desk, held, width) -> None:
    visit = open_desk(width)
    for name, address in pages_of_a_life(held).items():
        visit.go(address)
        assert visit.overflow() <= 0, f"{name} is wider than {width} px"
        assert visit.page.locator("h1").count() == 1, name
        assert visit.page.evaluate(SMALL_PRINT) == [], f"{name}: a phone enlarges the page at such a field"
        assert visit.page.evaluate(LOW) == [], f"{name}: too low for a finger"
    assert visit.strangers == []


def test_two_who_met_choose_by_keyboard_field_by_field(open_desk, held) -> None:
    """Each field is a group of two radios; what nobody has chosen keeps the form, unless all is left."""
    visit = open_desk(360)
    visit.go(pages_of_a_life(held)["two who met"])
    group = visit.page.get_by_role("group", name="What problem it addresses")
    assert group.get_by_role("radio", checked=True).count() == 0
    visit.page.get_by_role("button", name="Save what is chosen").click()
    expect(group.get_by_role("radio", name="Theirs")).to_be_focused()
    visit.page.keyboard.press("ArrowDown")
    expect(group.get_by_role("radio", name="Yours")).to_be_checked()
    with visit.page.expect_event("load"):
        visit.page.get_by_role("button", name="Save what is chosen").press("Enter")
    assert "Both changes are saved." in visit.page.locator(".messagelist").inner_text()
    assert "Now it is told better." in visit.page.locator("#id_problem").input_value()


def test_what_was_taken_out_and_put_in_differs_without_colour(open_desk, held) -> None:
    visit = open_desk()
    visit.go(pages_of_a_life(held)["two versions"])
    line = "part => getComputedStyle(part).textDecorationLine"
    assert visit.page.locator("ins").first.evaluate(line) == "underline"
    assert visit.page.locator("del").first.evaluate(line) == "line-through"
    said = "part => part.previousElementSibling.textContent.trim()"
    assert visit.page.locator("ins").first.evaluate(said) == "[put in:"
    assert visit.page.locator("del").first.evaluate(said) == "[taken out:"


def test_a_page_of_the_desk_that_is_too_wide_or_asks_a_stranger_would_be_noticed(open_desk, graph) -> None:
    """The control for each of the things that are looked at on a phone."""
    visit = open_desk(320)
    visit.go(change(graph[Practice][0]))
    visit.page.evaluate("document.querySelector('h1').style.width = '900px'")
    assert visit.overflow() > 0
    visit.page.evaluate("document.querySelector('#id_title').style.fontSize = '14px'")
    assert len(visit.page.evaluate(SMALL_PRINT)) == 1
    save = "document.querySelector('[name=_save]').style"
    visit.page.evaluate(f"Object.assign({save}, {{minHeight: 0, height: '20px', padding: 0}})")
    assert len(visit.page.evaluate(LOW)) == 1
    visit.ask_a_stranger()
    assert any("Content Security Policy" in line for line in visit.complaints)


def test_every_stop_of_a_form_is_seen_and_nothing_covers_it(open_desk, graph) -> None:
    visit = open_desk(360)
    keys = Keyboard(visit.page)
    for page in ("list with a filter", "practice"):
        visit.go(pages(graph)[page])
        keys.walk()
    assert keys.faults == []


def test_a_row_of_buttons_that_covers_the_fields_would_be_noticed(open_desk, graph) -> None:
    """The control: the row that saves stays at the foot of the window."""
    visit = open_desk(360)
    visit.go("/admin/browse/synonyms/add/")
    visit.plant(".submit-row { position: fixed; inset: 0 }")
    keys = Keyboard(visit.page)
    keys.go_to("Words that mean the same:")
    assert any("something covers it" in fault for fault in keys.faults)


def test_a_part_that_is_added_has_names_and_chooses_a_record(open_desk, graph) -> None:
    """What Django copies for a new row gets the same names as the rows that were there."""
    visit = open_desk(360)
    visit.go("/admin/recommendations/recommendation/add/")
    visit.page.get_by_text("Add another Evidence").click()
    box = visit.page.locator("#evidence-0 [role=combobox]")
    assert "Good practice" in box.evaluate(
        "box => document.getElementById(box.ariaLabelledByElements?.[0].id).textContent"
    )
    assert visit.page.locator("#evidence-0 select[name$=basis]").get_attribute("aria-label")
    box.click()
    visit.page.locator(".select2-results__option", has_text=LONG).click()
    assert LONG in box.inner_text()
    assert visit.complaints == []
