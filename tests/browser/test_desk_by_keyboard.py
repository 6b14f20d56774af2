"""Ten things that editors do at their desk with the keyboard alone; every stop is seen and large enough."""

import pytest
from playwright.sync_api import expect

from clusterix.publishing.models import Source
from practices.models import Practice
from tests.browser.keyboard import Keyboard

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PRACTICES = "/admin/practices/practice/"


@pytest.mark.parametrize("width", [360, 1280])
def test_ten_tasks_of_editors_are_done_with_the_keyboard_alone(
    open_window, knowledge_base, administrator, width
) -> None:
    tasks = (sign_in, find, correct, write, mend, filter_, sort, link, publish, look_back, delete, leave)
    visit = open_window(width)
    faults = {}
    for task in tasks:
        task(visit, keys := Keyboard(visit.page))
        if keys.faults:
            faults[task.__name__] = keys.faults
    assert faults == {}


def form_of(slug: str) -> str:
    return f"{PRACTICES}{Practice.objects.get(slug=slug).pk}/change/"


def editors_stand(visit) -> None:
    """Wait until the page does not move any more: the editors of long texts take the place of their boxes."""
    visit.page.locator(".field-editors_note .ProseMirror").wait_for()


def sign_in(visit, keys) -> None:
    """Sign in, and come to the desk's first page."""
    visit.go("/admin/")
    keys.go_to("Username")
    keys.type("administrator")
    keys.go_to("Password")
    keys.type("secret")
    keys.follow("Log in")
    assert "login" not in visit.page.url


def find(visit, keys) -> None:
    """Find a practice by a word of its title."""
    visit.go("/admin/")
    keys.follow("Good practices")
    keys.go_to("Approaches")
    keys.follow("Good practices", exact=True)
    keys.go_to("Search")
    keys.type("Private Innovation Pool")
    keys.enter()
    keys.follow("Public Private Innovation Pool", exact=True)
    expect(visit.page.locator("#id_title")).to_be_visible()


def correct(visit, keys) -> None:
    """Write something anew, and save it."""
    visit.go(form_of("ppi-pool"))
    editors_stand(visit)
    keys.go_to("Difficulties and lessons")
    keys.to_the_end()
    keys.type(" One more lesson.")
    keys.follow("Save")
    copy = Practice._base_manager.get(copy_of__slug="ppi-pool")
    assert copy.difficulties.endswith("One more lesson.</p>")


def write(visit, keys) -> None:
    """Write a draft, with a partner chosen from those that exist."""
    visit.go(f"{PRACTICES}add/")
    editors_stand(visit)
    keys.go_to("Title")
    keys.type("Vouchers for first prototypes")
    keys.choose("Partner", "ecoplus", "ecoplus")
    keys.go_to("Summary")
    keys.type("Small grants that let firms try a prototype before they spend their own money.")
    keys.follow("Save and go on editing")
    assert Practice.objects.get(slug="vouchers-for-first-prototypes").partner.short_name == "ecoplus"


def mend(visit, keys) -> None:
    """Forget the title, be told so, and write it."""
    visit.go(f"{PRACTICES}add/")
    editors_stand(visit)
    keys.go_to("Summary")
    keys.type("A practice that has no title yet.")
    keys.go_to("Organisation in charge")
    keys.type("A chamber")
    visit.page.evaluate("document.querySelector('#practice_form').noValidate = true")
    keys.follow("Save")
    assert "required" in visit.page.locator(".field-title .errorlist").inner_text()
    keys.go_to("Title")
    keys.type("Vouchers for whatever")
    keys.follow("Save")
    assert Practice.objects.filter(title="Vouchers for whatever").exists()


def filter_(visit, keys) -> None:
    """Show the drafts only."""
    visit.go(PRACTICES)
    keys.go_to("Filters")
    keys.press("Enter")
    keys.follow("Draft")
    expect(visit.page.locator("#result_list tbody tr")).to_have_count(2)


def sort(visit, keys) -> None:
    """Put the list in the order of another column."""
    visit.go(PRACTICES)
    keys.follow("Title")
    assert "o=" in visit.page.url


def link(visit, keys) -> None:
    """Add a link to a practice."""
    visit.go(form_of("vouchers-for-first-prototypes"))
    keys.go_to("Add another Further information link")
    keys.press("Enter")
    keys.go_to("Address")


def publish(visit, keys) -> None:
    """Publish the draft."""
    Practice.objects.get(slug="vouchers-for-first-prototypes").sources.add(Source.objects.first())
    visit.go(form_of("vouchers-for-first-prototypes"))
    keys.follow("Publish")
    assert visit.go("/practices/vouchers-for-first-prototypes/").status == 200


def look_back(visit, keys) -> None:
    """See who changed what."""
    visit.go(form_of("ppi-pool"))
    keys.follow("History")
    assert "administrator" in visit.page.locator("#content-main").inner_text()


def delete(visit, keys) -> None:
    """Delete a draft after being asked."""
    visit.go(form_of("vouchers-for-whatever"))
    keys.follow("Delete", exact=True)
    keys.follow("Yes")
    assert not Practice.objects.filter(title="Vouchers for whatever").exists()


def leave(visit, keys) -> None:
    """Sign out."""
    visit.go("/admin/")
    keys.follow("Log out")
    assert visit.go("/admin/").url.endswith("/admin/login/?next=/admin/")
