"""Practices to put beside others in a comparison."""

from dataclasses import dataclass
from typing import Any

from clusterix.browse.cards import Card, cards_of
from clusterix.browse.finding import finder

from .comparison import MOST
from .kinds import PRACTICES
from .models import Practice

MOST_SUGGESTED = 8


@dataclass(frozen=True)
class Suggested:
    """Practices to choose from, and why these: the words they were found by, or the themes they share."""

    cards: list[Card]
    words: str = ""
    is_of_same_themes: bool = False


def suggested(practices: list[Practice], typed: str) -> Suggested:
    """Return practices that hold the words; without words, the most fully told of the same themes."""
    found = finder(PRACTICES)
    words = (typed and found.mended(typed)) or typed
    themes = {} if words else _themes_of(practices)
    numbers = found.found(words, themes, "relevance" if words else "told")
    slugs = {practice.slug for practice in practices}
    cards = [card for card in cards_of(numbers[: MOST_SUGGESTED + MOST]) if card.slug not in slugs]
    return Suggested(cards[:MOST_SUGGESTED], words, bool(themes))


def _themes_of(practices: list[Any]) -> dict[str, list[str]]:
    themes = {group.slug for practice in practices for group in practice.public_working_groups}
    return {"theme": sorted(themes)} if themes else {}
