"""What hostile texts and addresses cannot do to lists and searches."""

from html.parser import HTMLParser

import pytest

from clusterix.browse.catalogue.library import library
from clusterix.browse.filters import MOST_CHOSEN
from clusterix.browse.models import Synonyms
from clusterix.browse.words import snippets
from clusterix.browse.words.query import parse
from practices.models import Practice
from tests.making import make_practice
from tests.page_reading import cards, look

pytestmark = pytest.mark.django_db
LIST = "/practices/"


class Attributes(HTMLParser):
    """The names of all attributes of a page."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.names: set[str] = set()
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.names |= {name for name, _value in attrs}


@pytest.mark.parametrize("letter", ["\u0338", "\u20d2", "\u0332"])
def test_a_text_never_becomes_part_of_a_tag(client, letter) -> None:
    """A stroke after ">" would compose to "≯": the tag would not end, and the text would be attributes."""
    make_practice(title=f"{letter} hx-get=/media/a.txt hx-trigger=load x=", summary="Procurement")
    page = client.get(f"{LIST}?q=procurement").text
    assert "<mark>Procurement</mark>" in page
    assert not {"hx-get", "hx-trigger", "x"} & Attributes(page).names


def test_a_tag_that_a_stroke_broke_would_be_noticed() -> None:
    """The control."""
    assert "hx-get" in Attributes('<a href="/"\u226f hx-get=/media/a.txt hx-trigger=load x=</a>').names


def test_so_many_values_can_be_chosen_and_no_more(client, monkeypatch) -> None:
    for code in ("AT", "BE", "CZ", "DE"):
        make_practice(country=code, title=code)
    assert len(cards(client, f"{LIST}?country=at&country=be&country=cz&country=de")) == 4
    monkeypatch.setattr("clusterix.browse.filters.MOST_CHOSEN", 3)
    page = look(client, f"{LIST}?country=at&country=be&country=cz&country=de")
    assert page.notices == ["At most 3 values can be chosen."]
    assert sorted(page.cards) == ["AT", "BE", "CZ"]
    assert MOST_CHOSEN >= 40


def test_a_word_that_was_withdrawn_is_as_unknown_as_any_other(client) -> None:
    make_practice(title="Procurement")
    asked = f"{LIST}?q=procurementi"
    before = client.get(asked).text
    assert "Did you mean" in before
    secret = make_practice(title="Procurementia")
    assert "Procurementia" in client.get(asked).text
    secret.status = "draft"
    secret.save()
    assert "Did you mean" in client.get(asked).text
    assert Practice.objects.published().count() == 1


def test_many_synonyms_of_one_word_make_a_search_no_slower_than_a_few(client) -> None:
    Synonyms.objects.bulk_create(
        Synonyms(terms=f"sme, meaning {number}, other {number}") for number in range(300)
    )
    library.forget()
    assert sum(1 for _term in library.parse("sme").terms) <= 50


def test_a_text_full_of_the_searched_word_is_looked_at_so_far_only(monkeypatch) -> None:
    """Counted, not timed: each place is compared with the others."""
    marker = snippets.Marker(parse("word"))
    monkeypatch.setattr(snippets, "MOST_PLACES", 5)
    seen = []
    spans = marker.spans
    monkeypatch.setattr(marker, "spans", lambda text: (seen.append(one) or one for one in spans(text)))
    assert "<mark>" in marker.passage(["word " * 8000])
    assert len(seen) < 100
