"""One question to the database's full-text index: which entries hold the words, and in which fields."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db import connection
from pyroaring import BitMap

from .analysis import MARKS
from .dialects import DIALECTS
from .query import Query

TIERS = (MARKS[:1], MARKS[:2], MARKS)  # title; title or summary; title, summary or names


@dataclass(frozen=True)
class Matches:
    """The entries that hold the words of a search, of all kinds: all of them, and those by the best field."""

    all: BitMap
    tiers: tuple[BitMap, ...]

    def of(self, shelf: BitMap) -> "Matches":
        """Return those of one kind."""
        return Matches(self.all & shelf, tuple(tier & shelf for tier in self.tiers))

    def walk(self) -> Iterator[int]:
        """Yield the entries by tier, in each the newest first."""
        seen = BitMap()
        for tier in (*self.tiers, self.all):
            yield from reversed((tier - seen).to_array())
            seen |= tier


def in_titles(query: Query, most: int) -> list[int]:
    """Return some entries with these words in their titles, the last word perhaps not typed to its end."""
    if not query:
        return []
    dialect = DIALECTS[connection.vendor]
    search = dialect.search(query, TIERS[0], is_unfinished=True)
    with connection.cursor() as cursor:
        cursor.execute(f"{dialect.sql} LIMIT %s", [search, most])
        return [number for (number,) in cursor]


def is_found(query: Query) -> bool:
    """Say whether any entry holds the words."""
    dialect = DIALECTS[connection.vendor]
    with connection.cursor() as cursor:
        cursor.execute(f"{dialect.sql} LIMIT 1", [dialect.search(query)])
        return cursor.fetchone() is not None


def find(query: Query) -> Matches:
    """Ask the index once, for all kinds."""
    if not query:
        return Matches(BitMap(), tuple(BitMap() for _tier in TIERS))
    dialect = DIALECTS[connection.vendor]
    searches = [dialect.search(query), *(dialect.search(query, marks) for marks in TIERS)]
    parts = [
        f"SELECT {place}, found.* FROM ({dialect.sql}) AS found"  # noqa: S608 - our own words, see dialects
        for place in range(len(searches))
    ]
    found = [BitMap() for _search in searches]
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(parts), searches)
        for place, number in cursor:
            found[place].add(number)
    return Matches(found[0], tuple(tier & found[0] for tier in found[1:]))
