"""A list in the order of its titles, parted by their first letters."""

from collections.abc import Iterable
from itertools import groupby

from .cards import Card
from .sorts import sortable


def by_letter(cards: Iterable[Card]) -> list[tuple[str, list[Card]]]:
    """Return the cards under the letter that each title begins with, whatever its capitals and accents."""
    return [(letter, list(found)) for letter, found in groupby(cards, _first)]


def _first(card: Card) -> str:
    return sortable(card.title)[:1].upper()
