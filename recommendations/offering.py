"""What may be put into a brief: what holds the words; without words what backs the choice, or tells most."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from clusterix.browse.cards import Card, cards_of
from clusterix.browse.finding import finder
from clusterix.browse.kinds import Kind
from practices.kinds import PRACTICES
from practices.models import Practice

from .brief import MOST, PRACTICE, RECOMMENDATION, Brief
from .kinds import RECOMMENDATIONS
from .models import Evidence

MOST_OFFERED = 12  # of each kind
BACKING = _("Good practices behind what you chose")


@dataclass(frozen=True)
class Offered:
    """Records of one kind to choose from, and by which words they were found."""

    key: str
    name: Any
    address: str  # of the list of all of them
    cards: list[Card]
    words: str = ""
    legend: Any = ""  # where it is a choice among them


def offered(brief: Brief, typed: str) -> list[Offered]:
    backing = None
    if not typed and brief.slugs(RECOMMENDATION):
        evidence = Evidence.objects.published().filter(recommendation__slug__in=brief.slugs(RECOMMENDATION))
        backing = Practice.objects.published().filter(pk__in=evidence.order_by().values("practice"))
    return [
        _offered(RECOMMENDATIONS, RECOMMENDATION, "order", brief, typed),
        _offered(PRACTICES, PRACTICE, "told", brief, typed, backing),
    ]


def _offered(kind: Kind, key: str, sort: str, brief: Brief, typed: str, among: Any = None) -> Offered:
    found = finder(kind, among)
    words = (typed and found.mended(typed)) or typed
    numbers = found.found(words, {}, "relevance" if words else sort)
    slugs = brief.slugs(key)
    cards = [card for card in cards_of(numbers[: MOST_OFFERED + MOST]) if card.slug not in slugs]
    legend = BACKING if among is not None else ""
    return Offered(key, kind.name, kind.address, cards[:MOST_OFFERED], words, legend)
