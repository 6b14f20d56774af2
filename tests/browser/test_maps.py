"""What maps show in a real browser: names where they have room, numbers where they have none."""

import pytest
from playwright.sync_api import Page, expect

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PLACES = ("/practices/?view=map", "/")
NUMBER, SENTENCE = ".map-label-number", "A number stands where a name has no room"


def shown_numbers(page: Page) -> int:
    return page.locator(NUMBER).filter(visible=True).count()


@pytest.mark.parametrize("width", [360, 1280])
def test_a_map_speaks_of_numbers_where_it_shows_some_and_nowhere_else(
    open_window, knowledge_base, width
) -> None:
    visit = open_window(width)
    for address in PLACES:
        visit.go(address)
        sentence = visit.page.locator("figcaption p").filter(has_text=SENTENCE)
        expect(sentence).to_be_visible(visible=shown_numbers(visit.page) > 0)
        visit.page.get_by_text("The map as a table").click()
        column = visit.page.get_by_role("columnheader", name="No.", exact=True)
        expect(column).to_be_visible(visible=shown_numbers(visit.page) > 0)


def test_a_phone_shows_numbers_where_a_wide_screen_shows_names(open_window, knowledge_base) -> None:
    numbers = {}
    for width in (360, 1280):
        visit = open_window(width)
        visit.go("/")
        numbers[width] = shown_numbers(visit.page)
    assert numbers[360] > 0 == numbers[1280]
