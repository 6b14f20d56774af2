"""Finding records: by the catalogue in memory, or by plain SQL, which is its control and its substitute.

Both answer the same questions with the same numbers; `FACETS_BY_SQL=1` chooses SQL, for a machine that is
short of memory.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from django.conf import settings
from django.db.models import QuerySet
from pyroaring import BitMap

from .catalogue.library import library
from .kinds import Kind
from .models import Entry

CANDIDATES = 50  # of each kind, ranked in a search across all
Chosen = Mapping[str, list[str]]
Pair = tuple[str, str]  # a value of each of two facets


class Finder:
    """Finds entries of one kind, where records are given only among theirs."""

    def __init__(self, kind: Kind, among: QuerySet | None = None) -> None:
        self.kind, self.shelf, self.among = kind, library.shelf(kind), among

    def mended(self, words: str) -> str:
        """Return the words that were probably meant, where those typed find nothing but these do."""
        if library.matches(words).all & self.shelf.all:
            return ""
        meant = library.mended(words)
        return meant if meant and library.matches(meant).all & self.shelf.all else ""

    def almost(self, words: str) -> str:
        """Return the words that were probably meant, though those typed find something."""
        return library.almost(words)

    def values(self, name: str) -> dict[str, str]:
        """Return the values of the facet that occur, with their names, in the order of the page."""
        raise NotImplementedError

    def found(self, words: str, chosen: Chosen, sort: str) -> Sequence[int]:
        """Return the numbers of the entries found, in order."""
        raise NotImplementedError

    def counts(self, name: str, words: str, chosen: Chosen) -> Counter[str]:
        """Return how many of the records found have each value of the facet."""
        raise NotImplementedError

    def holding(self, name: str, words: str, chosen: Chosen) -> dict[str, tuple[int, int]]:
        """Return how many of the records found have each value of the facet, and one of their entries."""
        raise NotImplementedError

    def crossed(self, rows: str, columns: str, words: str, chosen: Chosen, most: int) -> Counter[Pair]:
        """Return how many of the records found have both values of two facets; of each those with most."""
        raise NotImplementedError

    def beside(self, kind: Kind) -> "Finder":
        """Return what finds records of another kind, as of the same moment."""
        return type(self)(kind)


class CatalogueFinder(Finder):
    """Finds entries of one kind in memory."""

    def values(self, name: str) -> dict[str, str]:
        return self.shelf.values(name)

    def _found(self, words: str, chosen: Chosen) -> BitMap:
        found = library.matches(words).all & self.shelf.all if words else self.shelf.all
        if self.among is not None:
            given = Entry.objects.filter(
                kind=self.kind.label, record_id__in=self.among.order_by().values("pk")
            )
            found = found & BitMap(given.values_list("pk", flat=True))
        for name, values in chosen.items():
            found = found & self.shelf.chosen(name, values)
        return found

    def found(self, words: str, chosen: Chosen, sort: str) -> Sequence[int]:
        with library.lock:
            found = self._found(words, chosen)
            if sort == "relevance":
                return library.by_relevance(self.kind, words, found)
            return self.shelf.order(sort).of(found)

    def counts(self, name: str, words: str, chosen: Chosen) -> Counter[str]:
        with library.lock:
            found = self._found(words, chosen)
            holders = self.shelf.holders[name]
            if len(found) == len(self.shelf.all):
                return Counter({value: len(numbers) for value, numbers in holders.items()})
            return Counter(
                {value: found.intersection_cardinality(numbers) for value, numbers in holders.items()}
            )

    def holding(self, name: str, words: str, chosen: Chosen) -> dict[str, tuple[int, int]]:
        with library.lock:
            found = self._found(words, chosen)
            both = {value: found & numbers for value, numbers in self.shelf.holders[name].items()}
            return {value: (len(numbers), numbers[0]) for value, numbers in both.items() if numbers}

    def crossed(self, rows: str, columns: str, words: str, chosen: Chosen, most: int) -> Counter[Pair]:
        with library.lock:
            found = self._found(words, chosen)
            across = self._largest(columns, found, most).items()
            return Counter(
                {
                    (row, column): count
                    for row, held in self._largest(rows, found, most).items()
                    for column, numbers in across
                    if (count := held.intersection_cardinality(numbers))
                }
            )

    def _largest(self, name: str, found: BitMap, most: int) -> dict[str, BitMap]:
        both = {value: found & numbers for value, numbers in self.shelf.holders[name].items()}
        kept = _with_most(Counter({value: len(numbers) for value, numbers in both.items()}), most)
        return {value: both[value] for value in kept}


class SqlFinder(Finder):
    """Finds entries of one kind by plain SQL over its records."""

    def __init__(self, kind: Kind, among: QuerySet | None = None) -> None:
        super().__init__(kind, among)
        self.facets = kind.facets

    def _records(self, words: str, chosen: Chosen) -> QuerySet:
        records = (self.kind.records() if self.among is None else self.among).prefetch_related(None)
        if words:
            matches = list(library.matches(words).all)
            entries = Entry.objects.filter(kind=self.kind.label, pk__in=matches)
            records = records.filter(pk__in=entries.values("record_id"))
        for name, values in chosen.items():
            records = self.facets[name].filter(records, values)
        return records

    def values(self, name: str) -> dict[str, str]:
        entries = Entry.objects.filter(kind=self.kind.label).values_list(f"facets__{name}", flat=True)
        told = {value: label for one in entries if isinstance(one, dict) for value, label in one.items()}
        return self.facets[name].labels(self.facets[name].counts(self._records("", {})), told)

    def found(self, words: str, chosen: Chosen, sort: str) -> Sequence[int]:
        entries = dict(Entry.objects.filter(kind=self.kind.label).values_list("record_id", "pk"))
        records = self._records(words, chosen)
        if sort == "relevance":
            pks = records.order_by().values_list("pk", flat=True)
            found = BitMap(entries[pk] for pk in pks if pk in entries)
            return library.by_relevance(self.kind, words, found)
        order = self.kind.filterset.sorts[sort].order
        pks = records.order_by(*order).values_list("pk", flat=True)
        return [entries[pk] for pk in pks if pk in entries]

    def counts(self, name: str, words: str, chosen: Chosen) -> Counter[str]:
        return self.facets[name].counts(self._records(words, chosen))

    def holding(self, name: str, words: str, chosen: Chosen) -> dict[str, tuple[int, int]]:
        held: dict[str, tuple[int, int]] = {}
        records = self._records(words, chosen).order_by().values("pk")
        entries = Entry.objects.filter(kind=self.kind.label, record_id__in=records).order_by("pk")
        for number, told in entries.values_list("pk", f"facets__{name}"):
            for value in self.facets[name].values(told or ()):
                count, first = held.get(value, (0, number))
                held[value] = count + 1, first
        return held

    def crossed(self, rows: str, columns: str, words: str, chosen: Chosen, most: int) -> Counter[Pair]:
        records = self._records(words, chosen).order_by().values("pk")
        entries = Entry.objects.filter(kind=self.kind.label, record_id__in=records)
        told = list(entries.values_list(f"facets__{rows}", f"facets__{columns}"))
        held = [
            [
                list(self.facets[name].values(one or ()))
                for name, one in zip((rows, columns), both, strict=True)
            ]
            for both in told
        ]
        kept = [_with_most(Counter(value for both in held for value in both[side]), most) for side in (0, 1)]
        return Counter(
            (row, column)
            for row_values, column_values in held
            for row in kept[0].intersection(row_values)
            for column in kept[1].intersection(column_values)
        )


def _with_most(counts: Counter[str], most: int) -> set[str]:
    """Return the values that most have, no more of them than this; those that nothing has are left out."""
    ranked = sorted(+counts, key=lambda value: (-counts[value], value))
    return set(ranked[:most])


def finder(kind: Kind, among: QuerySet | None = None) -> Finder:
    """Return what finds records of the kind, as of now."""
    library.refresh()
    return SqlFinder(kind, among) if settings.FACETS_BY_SQL else CatalogueFinder(kind, among)


def first_of_each(kind: Kind, facet: str, sort: str) -> list[int]:
    """Return for each value of the facet the first entry of the sort that has it, each entry once."""
    library.refresh()
    with library.lock:
        shelf = library.shelf(kind)
        order = shelf.order(sort)
        firsts = [order.of(numbers)[0] for numbers in shelf.holders[facet].values() if numbers]
        return list(order.of(BitMap(firsts)))


@dataclass(frozen=True)
class Everything:
    """What a search finds of all kinds: how many of each, and the best entries of each.

    `words` are those in force, `meant` those that were probably meant, where they are others than typed.
    """

    words: str
    meant: str
    counts: dict[str, int]
    best: dict[str, list[int]]


def everything(words: str, kinds: Sequence[Kind], most: int) -> Everything:
    """Search all kinds at once; by the words that were probably meant where those typed find nothing."""
    library.refresh()
    if library.matches(words).all:
        meant = library.almost(words)
    else:
        meant = library.mended(words)
        words = meant or words
    matches = {kind.label: library.matches(words).of(library.shelf(kind).all) for kind in kinds}
    walked = [number for found in matches.values() for number in islice(found.walk(), CANDIDATES)]
    ranked = library.ranked_now(walked, words)
    best = {
        label: [number for number in ranked if number in found.all][:most] for label, found in matches.items()
    }
    return Everything(words, meant, {label: len(found.all) for label, found in matches.items()}, best)
