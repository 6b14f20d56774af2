"""Ten things that editors do at their desk with the keyboard alone; every stop is seen and large enough."""

import pytest

from practices.models import Practice
from tests.browser.keyboard import Keyboard

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PRACTICES = "/admin/practices/practice/"


def test_ten_tasks_of_editors_are_done_with_the_keyboard_alone(
    open_window, knowledge_base, administrator
) -> None:
    tasks = (sign_in, find, correct, write, mend, filter_, sort, link, publish, look_back, delete, leave)
    faults = {}
    for width in (360, 1280):
        visit = open_window(width)
        for task in tasks:
            task(visit, keys := Keyboard(visit.page))
            if keys.faults:
                faults[f"{task.__name__} at {width} px"] = keys.faults
        visit.page.context.close()
        Practice.objects.filter(title__startswith="Vouchers for").delete()
    assert faults == {}


def form_of(slug: str) -> str:
    return f"{PRACTICES}{Practice.objects.get(slug=slug).pk}/change/"


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
    keys.follow("Change", exact=True)
    keys.go_to("Search")
    keys.type("Private Innovation Pool")
    keys.enter()
    keys.follow("Public Private Innovation Pool", exact=True)
    assert visit.page.locator("#id_title").is_visible()


def correct(visit, keys) -> None:
    """Write something anew, and save it."""
    visit.go(form_of("ppi-pool"))
    keys.go_to("Difficulties and lessons")
    keys.press("Control+End")
    keys.type(" One more lesson.")
    keys.follow("Save")
    assert Practice.objects.get(slug="ppi-pool").difficulties.endswith("One more lesson.")


def write(visit, keys) -> None:
    """Write a draft, with a partner chosen from those that exist."""
    visit.go(f"{PRACTICES}add/")
    keys.go_to("Title")
    keys.type("Vouchers for first prototypes")
    keys.go_to("Partner")
    keys.press("Enter")
    keys.type("ecoplus")
    visit.page.locator(".select2-results__option--highlighted", has_text="ecoplus").wait_for()
    keys.press("Enter")
    keys.go_to("Summary")
    keys.type("Small grants that let firms try a prototype before they spend their own money.")
    keys.follow("Save and continue editing")
    assert Practice.objects.get(slug="vouchers-for-first-prototypes").partner.short_name == "ecoplus"


def mend(visit, keys) -> None:
    """Forget the title, be told so, and write it."""
    visit.go(f"{PRACTICES}add/")
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
    assert visit.page.locator("#result_list tbody tr").count() == 2


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
    visit.go(form_of("vouchers-for-first-prototypes"))
    keys.go_to("Status")
    keys.type("Pub")
    keys.follow("Save")
    assert visit.go("/practices/vouchers-for-first-prototypes/").status == 200


def look_back(visit, keys) -> None:
    """See who changed what."""
    visit.go(form_of("ppi-pool"))
    keys.follow("History")
    assert "administrator" in visit.page.locator("#change-history").inner_text()


def delete(visit, keys) -> None:
    """Choose a row of a list, and delete it after being asked."""
    visit.go(f"{PRACTICES}?q=whatever")
    keys.go_to("Select this object for an action - Vouchers for whatever")
    keys.press("Space")
    keys.go_to("Action", "Shift+Tab")
    keys.type("Delete")
    keys.follow("Go", exact=True)
    keys.follow("Yes")
    assert not Practice.objects.filter(title="Vouchers for whatever").exists()


def leave(visit, keys) -> None:
    """Sign out."""
    visit.go("/admin/")
    keys.follow("Log out")
    assert visit.go("/admin/").url.endswith("/admin/login/?next=/admin/")
