"""Records by where they are: a filter that a map offers, and what stands at each place."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from decimal import ROUND_FLOOR, Decimal
from typing import Any

from django.db import models
from django.db.models import Q, QuerySet

from clusterix.maps.drawing import MOST_POINTS
from clusterix.maps.sites import Site

from .facets import Facet, Labels
from .finding import Chosen, Finder
from .models import Entry

HUNDREDTH, HALF = Decimal("0.01"), Decimal("0.005")


class PlaceFacet(Facet):
    """A filter by position, in degrees to two decimals (about a kilometre): "48.2,15.62".

    The map is what offers its values; beside the list they would be a hundred numbers.
    """

    is_offered = False

    def __init__(self, label: Any, name: Callable[[Any], str]) -> None:
        super().__init__("latitude", label=label)
        self.name_of = name

    def told(self, record: Any) -> Labels:
        key = key_of(record.latitude, record.longitude)
        return {key: self.name_of(record)} if key else {}

    def matches(self, value: str) -> Q:
        latitude, longitude = (Decimal(number) for number in value.split(","))
        return Q(
            latitude__gte=latitude - HALF,
            latitude__lt=latitude + HALF,
            longitude__gte=longitude - HALF,
            longitude__lt=longitude + HALF,
        )

    def counts(self, qs: QuerySet) -> Counter[str]:
        found: Counter[str] = Counter()
        placed = qs.filter(latitude__isnull=False).order_by().values_list("latitude", "longitude")
        for latitude, longitude, count in placed.annotate(models.Count("pk", distinct=True)):
            found[key_of(latitude, longitude)] += count
        return found


def key_of(latitude: Any, longitude: Any) -> str:
    """Return the position as addresses write it; empty where there is none."""
    if latitude is None or longitude is None:
        return ""
    return ",".join(_short(Decimal(str(number))) for number in (latitude, longitude))


def _short(number: Decimal) -> str:
    hundredths = (number * 100 + Decimal("0.5")).to_integral_value(ROUND_FLOOR)
    return f"{(hundredths * HUNDREDTH).normalize():f}"


def sites_of(
    finder: Finder, words: str, chosen: Chosen, noun: Any, address: Callable[[list[str]], str]
) -> list[Site]:
    """Return the places of the records found, those with most first, no more than a map bears.

    One query. A single record's place leads to its page, others to the list that `address` gives.
    """
    found = sorted(finder.holding("place", words, chosen).items(), key=lambda item: -item[1][0])[:MOST_POINTS]
    singles = [number for _key, (count, number) in found if count == 1]
    pages = _pages(singles)
    names: Mapping[str, str] = finder.values("place")
    sites = []
    for key, (count, number) in found:
        latitude, longitude = map(float, key.split(","))
        about, where = (
            pages.get(number, ("", "")) if count == 1 else (noun % {"count": count}, address([key]))
        )
        label = names[key].rpartition(", ")[0] or names[key]
        sites.append(Site(names[key], label, latitude, longitude, where, count, about, key=key))
    return [site for site in sites if site.address]


def _pages(numbers: Iterable[int]) -> dict[int, tuple[str, str]]:
    rows = Entry.objects.filter(pk__in=list(numbers)).values_list("pk", "title", "address")
    return {number: (title, address) for number, title, address in rows}
