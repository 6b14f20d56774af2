"""What the partners are strong in and what they need, from public records, as a grid and as a list."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Count
from django.db.models.functions import Lower

from clusterix.browse.catalogue.gathered import gathered

from .models import Partner, SwotEntry

Dimension, Quadrant = SwotEntry.Dimension, SwotEntry.Quadrant


@dataclass(frozen=True)
class Tally:
    """How many entries of one quadrant there are in one field of the grid."""

    quadrant: SwotEntry.Quadrant
    count: int

    @property
    def signs(self) -> range:
        return range(self.count)


@dataclass(frozen=True)
class Field:
    """What a partner says in one dimension; without tallies nothing is known."""

    dimension: SwotEntry.Dimension
    tallies: list[Tally]


@dataclass(frozen=True)
class Row:
    partner: Partner
    fields: list[Field]


@dataclass(frozen=True)
class Grid:
    """Partners by dimensions. Only partners of whom something is known have a row."""

    dimensions: list[SwotEntry.Dimension]
    quadrants: list[SwotEntry.Quadrant]
    rows: list[Row]


def _counted() -> list[tuple[str, str, str, str, int]]:
    """Return slug and short name of a partner, a dimension, a quadrant and how many entries these have."""
    entries = SwotEntry.objects.published().values_list(
        "partner__slug", "partner__short_name", "dimension", "quadrant"
    )
    return list(entries.annotate(count=Count("pk")).order_by(Lower("partner__short_name"), "partner__slug"))


def strengths_grid() -> Grid | None:
    """Return the grid of strengths and needs; none where none is known."""
    counted = gathered(_counted)
    partners = {slug: Partner(slug=slug, short_name=name) for slug, name, *_rest in counted}
    counts = {(slug, dimension, quadrant): n for slug, _name, dimension, quadrant, n in counted}
    rows = [
        Row(partner, [Field(dimension, _tallies(counts, slug, dimension)) for dimension in Dimension])
        for slug, partner in partners.items()
    ]
    seen = {quadrant for _slug, _dimension, quadrant in counts}
    return Grid(list(Dimension), [one for one in Quadrant if one in seen], rows) if rows else None


def _tallies(counts: dict[tuple[str, str, str], int], slug: str, dimension: str) -> list[Tally]:
    found = [(quadrant, counts.get((slug, dimension, quadrant), 0)) for quadrant in Quadrant]
    return [Tally(quadrant, count) for quadrant, count in found if count]


def by_dimension(entries: Iterable[Any]) -> list[tuple[SwotEntry.Dimension, list[Any]]]:
    """Return a partner's entries by dimension, strengths first."""
    order = list(Quadrant)
    known = sorted(entries, key=lambda entry: (order.index(entry.quadrant), entry.pk))
    parts = [(dimension, [one for one in known if one.dimension == dimension]) for dimension in Dimension]
    return [(dimension, found) for dimension, found in parts if found]


def needs_and_offers(entries: Iterable[Any]) -> dict[str, list[Any]]:
    """Return what a partner wants to learn, and what others could learn from it, each by dimension."""
    known = [entry for _dimension, found in by_dimension(entries) for entry in found]
    return {
        "needs": [one for one in known if one.quadrant == Quadrant.WEAKNESS],
        "offers": [one for one in known if one.quadrant == Quadrant.STRENGTH],
    }
