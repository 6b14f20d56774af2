"""Every kind of page looks as it did when its pictures were kept: at three widths, light and dark."""

from pathlib import Path

import pytest

from tests.browser.addresses import PAGES
from tests.browser.keeping import missing, orphans
from tests.browser.pictures import (
    FOLDER,
    REDUCED,
    SCHEMES,
    WIDTHS,
    compare,
    compare_with_kept,
    keep,
    names,
    open_drawn,
    opened,
    picture,
)

pytestmark = [pytest.mark.browser, pytest.mark.kept, pytest.mark.django_db(transaction=True)]


@pytest.mark.parametrize("width", WIDTHS)
def test_every_page_looks_as_it_was_kept(open_window, content_of_one_day, width) -> None:
    visit, differing = open_window(width), []
    for page, address in PAGES.items():
        open_drawn(visit, address)
        for scheme in SCHEMES:
            differing += compare_with_kept(visit, page, width, scheme)
    assert not differing, "\n".join(differing)


def test_a_picture_is_kept_of_every_page_and_none_of_a_page_that_is_gone() -> None:
    assert missing(FOLDER, names()) == []
    assert orphans(FOLDER, names()) == []


FAULTS = {
    "a heading that moved": "h1 { position: relative; top: 8px }",
    "another hue of one theme": ":root { --hue-blue: light-dark(#8c482f, #f1aa92) }",
    "a button of another colour": ".button, button { background: var(--accent) !important }",
    "other letters": ":root { --sans: monospace }",
    "a card that is gone": ".card { display: none }",
}


@pytest.mark.parametrize("width", [360, 1280])
def test_a_fault_would_be_noticed(open_window, content_of_one_day, tmp_path, width) -> None:
    """The control, in light and dark; the page as it was is the same again."""
    for fault, style in FAULTS.items():
        visit = open_window(width)
        open_drawn(visit, "/practices/?theme=digitalisation")
        before = {scheme: kept(visit, scheme, tmp_path) for scheme in SCHEMES}
        assert not any(compare(before[scheme], seen(visit, scheme)) for scheme in SCHEMES)
        visit.plant(style)
        assert all(compare(before[scheme], seen(visit, scheme)) for scheme in SCHEMES), fault


def test_a_page_without_the_portals_letters_would_be_noticed(open_window, db) -> None:
    visit = open_window()
    visit.page.route("**/source-serif-4-latin-600*", lambda route: route.abort())
    with pytest.raises(AssertionError, match="Source Serif 4"):
        open_drawn(visit, "/about/")


def kept(visit: object, scheme: str, folder: Path) -> object:
    keep(seen(visit, scheme), folder / "kept.webp")
    return opened(folder / "kept.webp")


def seen(visit: object, scheme: str) -> object:
    return picture(visit, scheme).reduce(REDUCED)
