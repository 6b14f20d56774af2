"""A person with a keyboard and no mouse: goes from stop to stop, and looks hard at each."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from playwright.sync_api import expect

MOST_STOPS = 400  # on the way to one thing
STOP = Path(__file__).with_name("stop.js").read_text()


def to_the_end(page: Any) -> None:
    """Put the caret at the end of the long text that has the focus.

    Its editor puts the caret where it was 20 ms after the focus came. A timer that is set later ends later.
    """
    page.evaluate("new Promise(done => setTimeout(done, 20))")
    page.keyboard.press("Control+End")


@dataclass
class Keyboard:
    """The keys of one window, and what was wrong at any place where they stopped."""

    page: Any
    faults: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.page.emulate_media(reduced_motion="reduce")  # a place is judged where it is, not on its way

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)

    def type(self, words: str) -> None:
        self.page.keyboard.type(words)

    def look(self) -> str:
        """Return the name of the place that has the focus, and judge it."""
        stop = self.page.evaluate(STOP)
        if stop is None:
            return ""
        place = f"{self.page.url}: “{stop['name'][:60]}”"
        self.faults += [f"{place}: {fault}" for fault in stop["faults"]]
        return stop["name"]

    def go_to(self, name: str, key: str = "Tab", exact: bool = False) -> None:
        """Press a key until the focus is on what has such words in its name, or exactly such a name."""
        seen = []
        for _ in range(MOST_STOPS):
            self.press(key)
            seen.append(self.look())
            if name == seen[-1] or (name in seen[-1] and not exact):
                return
        raise AssertionError(f"“{name}” is not reached by {key}: {seen[-20:]}")

    def to_the_end(self) -> None:
        to_the_end(self.page)

    def follow(self, name: str, exact: bool = False) -> None:
        """Go to a link or button, press it, and wait for the page that it leads to."""
        self.go_to(name, exact=exact)
        self.enter()

    def enter(self) -> None:
        """Press what has the focus, and wait for the page that it leads to."""
        with self.page.expect_navigation():
            self.press("Enter")

    def choose(self, name: str, words: str, whole: str) -> None:
        """Choose what fits the words, in a box that takes one thing, which opens first, or several."""
        self.go_to(name)
        if self.page.evaluate("document.activeElement.role") == "combobox":
            self.press("Enter")
            # The list takes the focus a moment after it is there; letters before that go nowhere.
            expect(self.page.locator(".select2-dropdown .select2-search__field")).to_be_focused()
        self.type(words)
        expect(self.page.locator(".select2-results__option--highlighted")).to_contain_text(whole)
        self.press("Enter")

    def walk(self) -> None:
        """Stop once at everything on the page."""
        for _ in range(MOST_STOPS):
            self.press("Tab")
            if not self.look():
                return
        raise AssertionError(f"{self.page.url} has more than {MOST_STOPS} stops")
