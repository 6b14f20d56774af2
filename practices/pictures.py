"""Transfers as a table, and the ways to what did not work: all of it from the catalogue."""

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple
from urllib.parse import urlencode

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, ngettext_lazy

from clusterix.browse.filters import BrowseFilterSet
from clusterix.browse.finding import Finder, Pair
from clusterix.browse.kinds import Kind
from clusterix.pictures.crossing import Cell, Crossing, Heading, crossing

from .kinds import PRACTICES, SERVICES, TRANSFERS
from .models import Practice

MOST_COUNTRIES = 24
COUNTRIES = "giving_country", "country"
EMPTY = gettext_lazy("An empty field means that none is known here.")
# What did not work, by the facet that finds it; each record has one value of it at most.
LESSONS: tuple[tuple[Kind, str, tuple[str, ...], Any], ...] = (
    (
        PRACTICES,
        "outcome",
        Practice.LESSONS,
        ngettext_lazy(
            "%(count)d practice that worked in part or not at all",
            "%(count)d practices that worked in part or not at all",
            "count",
        ),
    ),
    (
        PRACTICES,
        "tells",
        ("limits",),
        ngettext_lazy(
            "%(count)d practice that tells what it did not achieve",
            "%(count)d practices that tell what they did not achieve",
            "count",
        ),
    ),
    (
        SERVICES,
        "status",
        ("stopped",),
        ngettext_lazy("%(count)d service that was stopped", "%(count)d services that were stopped", "count"),
    ),
    (
        TRANSFERS,
        "stage",
        ("dropped",),
        ngettext_lazy(
            "%(count)d transfer that was dropped", "%(count)d transfers that were dropped", "count"
        ),
    ),
)


def transfers_crossed(filterset: BrowseFilterSet, noun: Any) -> Crossing:
    """Return the giving by the receiving countries; each field leads to exactly its transfers.

    Crossed by organisation, nearly each transfer would have a row and a column of its own.
    """
    counts = filterset.finder.crossed(*COUNTRIES, filterset.searched, filterset.chosen, MOST_COUNTRIES)
    givers, receivers = (_headings(filterset, name, _totals(counts, n)) for n, name in enumerate(COUNTRIES))
    cells = {
        pair: Cell(
            count,
            _("%(transfers)s from %(giver)s to %(receiver)s")
            % {
                "transfers": noun % {"count": count},
                "giver": givers[pair[0]].name,
                "receiver": receivers[pair[1]].name,
            },
            filterset.query(**dict(zip(COUNTRIES, pair, strict=True)), view="list"),
        )
        for pair, count in counts.items()
    }
    others = len(filterset.found) - counts.total()
    left_out = ngettext(
        "%(count)d transfer is not in the table: no single country is known, or it is none of the commonest.",
        "%(count)d transfers are not in the table: no single country is known, or it is none of the "
        "commonest.",
        others,
    )
    notes = [str(EMPTY), left_out % {"count": others} if others else ""]
    title, corner = _("Transfers from country to country"), _("From (rows) to (columns)")
    return crossing(title, corner, givers, receivers, cells, notes)


def _headings(filterset: BrowseFilterSet, name: str, counts: Counter[str]) -> dict[str, Heading]:
    """Return the values of the facet, those with most first, each leading to its list."""
    labels = filterset.finder.values(name)  # in the order of the page, which ties keep
    return {
        value: Heading(labels[value], filterset.query(**{name: value}, view="list"))
        for value in sorted(labels, key=lambda value: -counts[value])
        if counts[value]
    }


def _totals(counts: Mapping[Pair, int], side: int) -> Counter[str]:
    totals: Counter[str] = Counter()
    for pair, count in counts.items():
        totals[pair[side]] += count
    return totals


class Lesson(NamedTuple):
    """A way to what did not work: how much of it there is, and where."""

    words: str
    address: str


def lessons(finder: Finder) -> list[Lesson]:
    """Return the ways to practices, services and transfers that did not work; only to what there is."""
    return list(_lessons(finder))


def _lessons(finder: Finder) -> Iterator[Lesson]:
    for kind, facet, values, noun in LESSONS:
        counts = finder.beside(kind).counts(facet, "", {})
        if count := sum(counts[value] for value in values):
            query = urlencode({facet: [value for value in values if counts[value]]}, doseq=True)
            yield Lesson(noun % {"count": count}, f"{kind.address}?{query}")
