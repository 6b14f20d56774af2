"""What a brief tells of the records in it: their story in short, and their sources in one list at the end."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.text import capfirst

from clusterix.publishing.prose import to_plain
from practices.models import Practice

MOST_TOLD = 420  # characters of each section of a practice, up to the end of a sentence
STORY = ("problem", "approach", "evidence", "difficulties", "transferability")
ENDS = (". ", "! ", "? ", "; ")


@dataclass(frozen=True)
class Chapter:
    """One record of a brief, and the numbers that its sources have at the end of it."""

    record: Any
    sources: list[int]

    @property
    def story(self) -> list[tuple[str, str]]:
        """Return the sections of a practice in short, each by its name; what is not known is empty."""
        return [(_title(name), in_short(getattr(self.record, name))) for name in STORY]


def _title(section: str) -> str:
    return str(capfirst(Practice._meta.get_field(section).verbose_name))  # type: ignore[union-attr]


@dataclass(frozen=True)
class Told:
    """All that a brief tells: recommendations, then practices, then where the facts come from."""

    recommendations: list[Chapter]
    practices: list[Chapter]
    sources: list[Any]

    @property
    def chapters(self) -> list[Chapter]:
        return [*self.recommendations, *self.practices]


def told(recommendations: Iterable[Any], practices: Iterable[Any]) -> Told:
    """Return what a brief tells of these records, fetched with their sources."""
    numbers: dict[Any, int] = {}  # each source has the number of its first mention
    advice = [_chapter(record, numbers) for record in recommendations]
    return Told(advice, [_chapter(record, numbers) for record in practices], list(numbers))


def _chapter(record: Any, numbers: dict[Any, int]) -> Chapter:
    return Chapter(record, [numbers.setdefault(one, len(numbers) + 1) for one in record.sources.all()])


def in_short(prose: str) -> str:
    """Return the first sentences of prose in one line; what was left out is marked."""
    line = " ".join(to_plain(prose).split())
    if len(line) <= MOST_TOLD:
        return line
    start = line[:MOST_TOLD]
    end = max(start.rfind(sign) for sign in ENDS)
    return f"{start[: end + 1] if end > 0 else start.rpartition(' ')[0]} …"
