"""From the first word to a visitor’s screen with the keyboard alone: written, returned, mended, published."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import expect

from partners.models import Partner
from practices.models import Practice
from tests.browser.keyboard import Keyboard

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

TITLE = "Vouchers for first prototypes"
ADDRESS = "/practices/vouchers-for-first-prototypes/"
PROBLEM = "Small firms never tried their first prototype."
FIGURE = " In 2024 only 14 of 200 firms did."
COMMENT = "Say how many firms did. The rest is fine."


class Author:
    """Somebody at the desk with a keyboard and no mouse."""

    def __init__(self, visit: Any, username: str) -> None:
        self.visit, self.page, self.keys = visit, visit.page, Keyboard(visit.page)
        visit.go("/admin/")
        self.write("Username", username)
        self.write("Password", "secret")
        self.keys.follow("Log in")

    def write(self, field: str, words: str) -> None:
        self.keys.go_to(field)
        self.keys.type(words)

    def waiting(self, section: str) -> Any:
        """Return what the first page shows to wait under such a title."""
        return self.page.get_by_role("region", name=section)

    def sees(self, words: str) -> None:
        expect(self.page.get_by_text(words).first).to_be_visible()

    def leave(self) -> None:
        self.keys.follow("Log out")


@pytest.fixture
def sign_in(open_window: Any, person: Any, knowledge_base: int) -> Callable[[str], Author]:
    person("anna", "Partner editors", partner=Partner.objects.get(short_name="ecoplus"))
    person("max", "Project managers")
    visit = open_window()
    return lambda name: Author(visit, name)


def test_a_practice_is_drafted_returned_mended_published_and_read_with_the_keyboard_alone(
    sign_in: Any, open_window: Any
) -> None:
    stranger = open_window()
    for name, *stages in (("anna", draft, hand_in), ("max", send_back), ("anna", mend), ("max", publish)):
        author = sign_in(name)
        for stage in stages:
            assert stranger.go(ADDRESS).status == 404, f"before {stage.__name__}"
            stage(author)
        author.leave()
        assert author.keys.faults == []
        assert [line for line in author.visit.complaints if "Policy" in line] == []
    read(open_window())


def draft(author: Author) -> None:
    """Write a new practice, and keep it as a draft."""
    author.keys.go_to("All content")
    author.keys.press("Enter")
    author.keys.follow("Good practices", exact=True)
    author.keys.follow("Add good practice")
    author.write("Title", TITLE)
    author.write("Summary", "Small grants that let firms try a prototype before they spend their own money.")
    author.keys.choose("Partner", "eco", "ecoplus")
    author.write("Organisation in charge", "A chamber")
    author.keys.go_to("Country")
    author.keys.type("Austria")
    author.write("What problem it addresses", PROBLEM)
    author.keys.choose("Sources", "ecoplus", "ecoplus")
    author.keys.follow("Save as draft")
    practice = Practice.objects.get(title=TITLE)
    assert practice.status == "draft"
    assert practice.problem == f"<p>{PROBLEM}</p>"
    assert "ecoplus" in practice.sources.get().title


def hand_in(author: Author) -> None:
    """Find the draft on the first page, and hand it in."""
    author.keys.follow("editors’ desk")
    assert TITLE in author.waiting("Your drafts").inner_text()
    author.keys.follow(TITLE)
    author.keys.follow("Submit for review")
    author.sees("is handed in for review")
    author.sees("It cannot be edited as it stands")


def send_back(author: Author) -> None:
    """Find the practice among those to review, and return it with a comment."""
    assert TITLE in author.waiting("To review").inner_text()
    author.keys.follow(TITLE)
    author.write("Comment for your colleagues", COMMENT)
    author.keys.follow("Return with a comment")
    author.sees("is returned to its editors")


def mend(author: Author) -> None:
    """Read the comment, do as it says, and hand the practice in again."""
    returned = author.waiting("Returned to you").inner_text()
    assert TITLE in returned
    assert COMMENT.split(".")[0] in returned
    author.keys.follow(TITLE)
    author.sees(COMMENT)
    author.keys.go_to("What problem it addresses")
    author.keys.to_the_end()
    author.keys.type(FIGURE)
    author.keys.follow("Submit for review")
    author.sees("is handed in for review")


def publish(author: Author) -> None:
    """Find the practice to review once more, and publish it."""
    assert TITLE in author.waiting("To review").inner_text()
    author.keys.follow(TITLE)
    author.keys.follow("Publish", exact=True)
    author.sees("is published")


def read(visit: Any) -> None:
    """Find the practice in the list, and read it."""
    keys = Keyboard(visit.page)
    visit.go("/practices/")
    keys.go_to("Search this list")
    keys.type("first prototypes")
    keys.enter()
    keys.follow(TITLE, exact=True)
    assert visit.page.url.endswith(ADDRESS)
    expect(visit.page.get_by_text(PROBLEM + FIGURE)).to_be_visible()
    assert visit.page.context.cookies() == []
    assert keys.faults == []
    assert visit.complaints == visit.strangers == []
