"""Practices to put beside others in a comparison."""

from clusterix.browse.cards import Card, cards_of
from clusterix.browse.finding import finder

from .comparison import MOST
from .kinds import PRACTICES
from .models import Practice

MOST_SUGGESTED = 8


def suggested(practices: list[Practice], words: str) -> list[Card]:
    """Return practices that hold the words; without words, those of the same themes, the most fully told first."""
    found = finder(PRACTICES)
    if words:
        numbers = found.found(found.mended(words) or words, {}, "relevance")
    else:
        numbers = found.found("", _same_themes(practices), "told")
    slugs = {practice.slug for practice in practices}
    cards = cards_of(numbers[: MOST_SUGGESTED + MOST])
    return [card for card in cards if card.slug not in slugs][:MOST_SUGGESTED]


def _same_themes(practices: list) -> dict[str, list[str]]:
    themes = {group.slug for practice in practices for group in practice.public_working_groups}
    return {"theme": sorted(themes)} if themes else {}
