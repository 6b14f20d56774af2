"""Every kind of page looks as it did when its pictures were kept: at three widths, light and dark."""

import io

import pytest

from tests.browser.addresses import PAGES
from tests.browser.keeping import missing, orphans
from tests.browser.pictures import (
    FOLDER,
    SCHEMES,
    WIDTHS,
    compare,
    compare_with_kept,
    names,
    open_drawn,
    opened,
    picture,
    written,
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
def test_a_fault_would_be_noticed(open_window, content_of_one_day, width) -> None:
    """The control, in light and dark; the page as it was is the same again."""
    for fault, style in FAULTS.items():
        visit = open_window(width)
        open_drawn(visit, "/practices/?theme=digitalisation")
        before = {scheme: seen(visit, scheme) for scheme in SCHEMES}
        assert not any(compare(before[scheme], seen(visit, scheme)) for scheme in SCHEMES)
        visit.plant(style)
        assert all(compare(before[scheme], seen(visit, scheme)) for scheme in SCHEMES), fault


def seen(visit: object, scheme: str) -> object:
    return opened(io.BytesIO(written(picture(visit, scheme))))
