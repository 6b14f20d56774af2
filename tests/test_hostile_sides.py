"""The two hundred ways to get a script run, on previews, between versions, and where two people meet."""

from typing import Any

import pytest

from clusterix.publishing import prose_field
from clusterix.publishing.templatetags import records
from practices.models import Practice
from tests import hostile, hostile_sides
from tests.markup_reading import Markup, markup

pytestmark = pytest.mark.django_db
ANSWERS = (200, 409)  # where two people meet, it is the latter
EMAIL = ("a", "href mailto")


@pytest.fixture
def desk(client, administrator) -> Any:
    client.force_login(administrator)
    return client


@pytest.fixture
def places(desk, administrator) -> list[Any]:
    return hostile_sides.make_sides(administrator)


def test_no_page_beside_a_record_has_other_markup_than_with_harmless_words(
    desk, administrator, places
) -> None:
    harmless = markup(desk, hostile_sides.side_pages(places, administrator), ANSWERS)
    assert {("ins", ""), ("del", ""), ("blockquote", "")} <= harmless, "the control: the words are shown"
    hostile_sides.fill_sides(administrator)
    pages = hostile_sides.side_pages(places, administrator)
    assert len(pages) == 5 * len(places)
    assert markup(desk, pages, ANSWERS) - harmless <= {EMAIL}


def practice_of(places: list[Any]) -> Practice:
    return next(place for place in places if isinstance(place, Practice))


def markup_of(answers: dict[str, Any]) -> dict[str, set[tuple[str, str]]]:
    found = {}
    for name, answer in answers.items():
        reader = Markup()
        reader.feed(answer.content.decode())
        found[name] = reader.found
    return found


def test_a_form_that_is_not_saved_is_shown_without_its_markup(desk, administrator, places) -> None:
    practice = practice_of(places)
    harmless = hostile_sides.refused_forms(desk, practice, "Words")
    assert [answer.status_code for answer in harmless.values()] == [409, 409, 200, 200, 409]
    before = markup_of(harmless)
    hostile_sides.fill_sides(administrator)
    words = " ".join(hostile_sides.EVERYTHING).replace("\0", "")
    answers = hostile_sides.refused_forms(desk, practice, words)
    assert [answer.status_code for answer in answers.values()] == [409, 409, 200, 200, 409]
    assert all("hacked" in answer.content.decode() for answer in answers.values()), "the control"
    for name, found in markup_of(answers).items():
        assert found - before[name] <= {EMAIL, ("textarea", "aria-invalid")}, name


def test_a_preview_without_the_guards_of_prose_would_be_noticed(
    desk, administrator, places, monkeypatch
) -> None:
    """The control, for the desk's preview and for the shared one alike."""
    monkeypatch.setattr(prose_field, "clean", hostile.as_it_is)
    monkeypatch.setattr(records, "safe", hostile.as_it_is)
    hostile_sides.fill_sides(administrator)
    pages = hostile_sides.side_pages([practice_of(places)], administrator)
    for page in (pages[0], pages[-1]):
        assert ("img", "onerror") in markup(desk, [page]), page
