"""The catalogue of one kind in memory: which entries have which value, as bitmaps, and their orders.

A set of a hundred thousand entries takes a few kilobytes; what two sets have in common is counted in
microseconds. Numbers here are those of entries, not of records.
"""

from bisect import bisect_left, insort
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, overload

from django.utils.translation import get_language
from pyroaring import BitMap

from ..kinds import Kind
from ..models import Entry
from ..sorts import Key
from ..words.likeness import TELLING, Shared, most_alike, shared

FEW = 0.02  # of a list: so small a part is put in order faster by sorting it than by walking the list's order


class Shelf:
    """One kind of record in memory."""

    def __init__(self, kind: Kind) -> None:
        self.kind = kind
        self.facets = kind.facets
        self.all = BitMap()
        self.holders: dict[str, dict[str, BitMap]] = {name: {} for name in self.facets}
        self.labels: dict[str, dict[str, str]] = {name: {} for name in self.facets}
        self.stems: dict[str, BitMap] = {}
        self.orders: dict[str, Order] = {}
        self.offered: dict[tuple[str, str | None], dict[str, str]] = {}
        for number, facets in Entry.objects.filter(kind=kind.label).values_list("pk", "facets").iterator():
            self._put(number, facets)
        for holders in self.holders.values():
            for numbers in holders.values():
                numbers.run_optimize()

    def _put(self, number: int, facets: dict[str, Any]) -> None:
        self.all.add(number)
        for stem in facets.get(TELLING, ()):
            if stem not in self.stems:
                self.stems[stem] = BitMap()
            self.stems[stem].add(number)
        for name, told in facets.items():
            if facet := self.facets.get(name):
                if isinstance(told, dict):
                    self.labels[name].update(told)
                holders = self.holders[name]
                for value in facet.values(told):
                    if value not in holders:
                        holders[value] = BitMap()
                    holders[value].add(number)

    def renew(self, numbers: set[int]) -> None:
        """Read these entries anew: the only ones that have changed."""
        self.offered.clear()
        gone = BitMap(numbers)
        for holders in ({"": self.all}, self.stems, *self.holders.values()):
            for held in holders.values():
                held -= gone
        keys: dict[int, dict[str, Key]] = {}
        for number, facets, key in Entry.objects.filter(pk__in=numbers).values_list("pk", "facets", "keys"):
            self._put(number, facets)
            keys[number] = key
        for name, order in self.orders.items():
            for number in numbers:
                order.move(number, keys.get(number, {}).get(name))

    def order(self, sort: str) -> "Order":
        if sort not in self.orders:
            self.orders[sort] = Order(self.kind.label, sort)
        return self.orders[sort]

    def values(self, name: str) -> dict[str, str]:
        """Return the values of the facet that occur, with their names, in the order of the page."""
        key = name, get_language()
        if key not in self.offered:
            occurring = [value for value, numbers in self.holders[name].items() if numbers]
            self.offered[key] = self.facets[name].labels(occurring, self.labels[name])
        return self.offered[key]

    def chosen(self, name: str, values: Iterable[str]) -> BitMap:
        """Return the entries that have any of the values."""
        return BitMap.union(BitMap(), *(self.holders[name].get(value, BitMap()) for value in values))

    def alike(self, number: int, most: int) -> list[int]:
        """Return the entries most like this one, by rare words, tags and themes that they share."""
        total = len(self.all)
        sharing = shared(number, self.stems.values(), total, 1)
        for topic in self.kind.topics:
            sharing += shared(number, self.holders[topic].values(), total, 2)
        return most_alike(number, sharing, most)

    def would_be_alike(self, number: int, facets: dict[str, Any], most: int) -> list[int]:
        """Return the entries that would be most like this one if it held these values."""
        itself = BitMap([number])
        total = len(self.all | itself)

        def sharing_any(holders: dict[str, BitMap], values: Iterable[str], weight: float) -> list[Shared]:
            return shared(number, [holders.get(value, BitMap()) | itself for value in values], total, weight)

        sharing = sharing_any(self.stems, facets.get(TELLING, ()), 1)
        for topic in self.kind.topics:
            sharing += sharing_any(self.holders[topic], self.facets[topic].values(facets[topic]), 2)
        return most_alike(number, sharing, most)


class Order:
    """All entries of a kind as one sort has them."""

    def __init__(self, kind: str, sort: str) -> None:
        rows = Entry.objects.filter(kind=kind).values_list("pk", f"keys__{sort}")
        self.keys: dict[int, tuple[Any, ...]] = {number: _key(number, key) for number, key in rows.iterator()}
        self.numbers = sorted(self.keys, key=self.keys.__getitem__)

    def move(self, number: int, key: Key | None) -> None:
        """Put the entry where its key belongs; without a key it is no more."""
        if (old := self.keys.get(number)) is not None:
            del self.numbers[bisect_left(self.numbers, old, key=self.keys.__getitem__)]
            del self.keys[number]
        if key is not None:
            self.keys[number] = _key(number, key)
            insort(self.numbers, number, key=self.keys.__getitem__)

    def of(self, found: BitMap) -> Sequence[int]:
        """Return the entries found, in this order; they are put in order no further than somebody looks."""
        if len(found) == len(self.numbers):
            return self.numbers
        if len(found) < FEW * len(self.numbers):
            return sorted(found, key=self.keys.__getitem__)
        return Sifted(self.numbers, found)


def _key(number: int, key: Key | None) -> tuple[Any, ...]:
    """Return what the entry is sorted by; of equal ones the newest comes first."""
    return (*(key or ()), -number)


class Sifted(Sequence[int]):
    """The part of an order that was found, walked from the nearer end."""

    def __init__(self, numbers: list[int], found: BitMap) -> None:
        self.numbers, self.found = numbers, found

    def __len__(self) -> int:
        return len(self.found)

    def __iter__(self) -> Iterator[int]:
        return (number for number in self.numbers if number in self.found)

    @overload
    def __getitem__(self, part: int) -> int: ...
    @overload
    def __getitem__(self, part: slice) -> Sequence[int]: ...
    def __getitem__(self, part: int | slice) -> int | Sequence[int]:
        if isinstance(part, int):
            return list(self)[part]
        first, last, _step = part.indices(len(self))
        if first <= len(self) // 2:
            return self._walk(iter(self), first, last)
        backwards = (number for number in reversed(self.numbers) if number in self.found)
        return self._walk(backwards, len(self) - last, len(self) - first)[::-1]

    @staticmethod
    def _walk(numbers: Iterator[int], first: int, last: int) -> list[int]:
        walked = []
        for place, number in enumerate(numbers):
            if place >= last:
                break
            if place >= first:
                walked.append(number)
        return walked
