"""axe-core finds nothing to mend, and leaves nothing open, on any kind of page in any way of seeing it."""

from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.browser.addresses import PAGES

pytestmark = [pytest.mark.browser, pytest.mark.axe, pytest.mark.django_db(transaction=True)]

# The 200 % are of the text; with a window of 320 px this is more than any law asks for.
WINDOWS = ((320, "200%"), (1280, "200%"), (1280, "100%"))
EVERYTHING = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
COLOURS = {
    "runOnly": ["color-contrast", "link-in-text-block"]
}  # nothing else differs in the dark or with forced colours
LOOKS = (("light", "none", EVERYTHING), ("dark", "none", COLOURS), ("light", "active", COLOURS))
UNFOLDED = "document.querySelectorAll('details').forEach(part => part.open = true)"
# axe cannot judge a number of one letter or a sign such as an arrow; what stands beside it has its colours.
NO_TEXT = ("too short to determine if it is actual text", "only non-text characters")
# Nor what lies outside its picture of a long page or in a table that scrolls: a look at the place decides.
# Nor text in a drawing, which stands before shapes, or near one that reaches beyond its frame unseen.
COVERED = (
    *("partially obscured by another element", "overlapped by another element"),
    *("partially overlaps other elements", "element contains an image node"),
)
IS_COVERED = """selector => {
    const part = document.querySelector(selector);
    part.scrollIntoView({block: "center", inline: "center", behavior: "instant"});
    const box = part.getBoundingClientRect();
    const top = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
    return !(top && (part.contains(top) || top.contains(part)));
}"""


def findings(page: Any, rules: dict[str, list[str]] = EVERYTHING, within: str = "html") -> list[str]:
    """Return what axe would mend, and what it leaves open, each with its place on the page."""
    found = Axe().run(page, context=within, options=rules).response
    return [
        f"{kind}: {rule['id']}: {node['target']}: {message}"
        for kind in ("violations", "incomplete")
        for rule in found[kind]
        for node in rule["nodes"]
        for message in [" ".join(one["message"] for one in node["any"] + node["all"] + node["none"])]
        if not (kind == "incomplete" and is_explained(page, node["target"][0], message))
    ]


def in_all_looks(page: Any, within: str = "html") -> dict[str, list[str]]:
    """Return what axe finds in each look in which it finds anything."""
    faults = {}
    for scheme, forced, rules in LOOKS:
        page.emulate_media(color_scheme=scheme, forced_colors=forced)
        if found := findings(page, rules, within):
            faults[f"{scheme}, forced colours {forced}"] = found
    return faults


def is_explained(page: Any, selector: str, message: str) -> bool:
    if any(words in message for words in COVERED):
        return not page.evaluate(IS_COVERED, selector)
    return any(words in message for words in NO_TEXT)


@pytest.mark.parametrize(("width", "text"), WINDOWS)
def test_no_page_holds_a_barrier_that_axe_knows(open_window, knowledge_base, width, text) -> None:
    visit = open_window(width)
    faults = {}
    for address in PAGES.values():
        visit.go(address)
        visit.page.evaluate(f"document.documentElement.style.fontSize = '{text}'")
        visit.page.evaluate(UNFOLDED)
        assert visit.overflow() <= 0, f"{address} is wider than {width} px with text of {text}"
        if found := in_all_looks(visit.page):
            faults[address] = found
    assert faults == {}


def test_suggestions_and_a_form_with_errors_hold_no_barrier(open_window, knowledge_base) -> None:
    for width in (320, 1280):
        page = (visit := open_window(width)).page
        visit.go("/about/")
        page.get_by_role("combobox", name="Search everything").press_sequentially("vouch")
        page.get_by_role("option").first.wait_for()
        assert in_all_looks(page, "header") == {}, "what the suggestions cover is not asked"
        visit.go("/accessibility/feedback/")
        page.evaluate("document.querySelector('form.form').noValidate = true")
        page.get_by_role("button", name="Send the report").click()
        page.get_by_role("alert").wait_for()
        assert in_all_looks(page) == {}


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
