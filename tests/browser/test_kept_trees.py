"""What every kind of page tells a screen reader stays as it was kept: roles, names and levels, in order."""

from difflib import unified_diff

import pytest

from tests.browser.addresses import PAGES
from tests.browser.keeping import KEPT, RENEWING, missing, orphans

pytestmark = [pytest.mark.browser, pytest.mark.kept, pytest.mark.django_db(transaction=True)]
FOLDER = KEPT / "trees"
NAMES = {f"{page}.yml" for page in PAGES}


def tree(visit: object) -> str:
    """Return the accessibility tree of the page, as Playwright writes it."""
    return visit.page.locator("body").aria_snapshot() + "\n"


def changes(before: str, now: str, name: str) -> str:
    lines = unified_diff(
        before.splitlines(), now.splitlines(), f"{name}, kept", f"{name}, now", lineterm="", n=1
    )
    return "\n".join(lines)


def test_every_page_tells_what_was_kept(open_window, content_of_one_day) -> None:
    visit, differing = open_window(), []
    FOLDER.mkdir(parents=True, exist_ok=True)
    for page, address in PAGES.items():
        visit.go(address)
        file, now = FOLDER / f"{page}.yml", tree(visit)
        if RENEWING:
            file.write_text(now)
        differing.append(changes(file.read_text() if file.exists() else "", now, page))
    assert not any(differing), "\n".join(differing)


def test_a_tree_is_kept_of_every_page_and_none_of_a_page_that_is_gone() -> None:
    assert missing(FOLDER, NAMES) == []
    assert orphans(FOLDER, NAMES) == []


def test_a_heading_or_a_name_that_is_gone_would_be_noticed(open_window, db) -> None:
    """The control: a title that is no heading, and a field that has lost its label."""
    for fault, told in (
        ("document.querySelector('h1').setAttribute('role', 'generic')", '-    - heading "About'),
        ("document.querySelector('label[for=site-search]').remove()", "-    - text: Search everything"),
    ):
        visit = open_window()
        visit.go("/about/")
        before = tree(visit)
        assert changes(before, tree(visit), "about") == ""
        visit.page.evaluate(fault)
        assert told in changes(before, tree(visit), "about")
