"""What axe-core finds on a page, in every way of seeing it."""

from typing import Any

from axe_playwright_python.sync_playwright import Axe

# The percentages are of the text; 200 in a window of 320 px is more than any law asks for.
WINDOWS = ((320, "200%"), (1280, "200%"))
FAULTS = {"resultTypes": ["violations", "incomplete"]}  # to list what is well takes twice the time
EVERYTHING = FAULTS | {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
# Nothing else differs in the dark or with forced colours.
COLOURS = FAULTS | {"runOnly": ["color-contrast", "link-in-text-block"]}
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


def unfolded(visit: Any, name: str, text: str) -> dict[str, dict[str, list[str]]]:
    """Return what axe finds on a page with all parts unfolded and text of that size, by the page's name."""
    visit.page.evaluate(f"document.documentElement.style.fontSize = '{text}'")
    visit.page.evaluate(UNFOLDED)
    assert visit.overflow() <= 0, f"{name} is wider than its window with text of {text}"
    found = in_all_looks(visit.page)
    return {name: found} if found else {}
