"""What a brief tells of the records in it: their story in short, and their sources in one list at the end."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from clusterix.publishing.prose import to_plain
from practices.comparison import title_of

MOST_TOLD = 420  # characters of each section of a practice
EARLIEST_END = MOST_TOLD // 2  # a sentence that ends before it would leave too little
STORY = ("problem", "approach", "evidence", "difficulties", "transferability")
# A sign that ends a sentence, or a part of one: no full stop of an abbreviation or an initial.
ENDS = re.compile(r"(?<!\b\w)(?<!\b(?:St|Dr|No|Co))(?<!\bProf)[.!?][”’)]?(?= [^a-z\d])|;(?= )")
CLOSING = tuple(".!?:;,…")


@dataclass(frozen=True)
class Chapter:
    """One record of a brief, and the numbers that its sources have at the end of it."""

    record: Any
    sources: list[int]

    @property
    def story(self) -> list[tuple[str, str]]:
        """Return the sections of a practice in short, each by its name; what is not known is empty."""
        return [(title_of(name), in_short(getattr(self.record, name))) for name in STORY]


@dataclass(frozen=True)
class Told:
    """All that a brief tells: recommendations, then practices, then where the facts come from."""

    recommendations: list[Chapter]
    practices: list[Chapter]
    sources: list[Any]


def told(recommendations: Iterable[Any], practices: Iterable[Any]) -> Told:
    """Return what a brief tells of these records, fetched with their sources."""
    numbers: dict[Any, int] = {}  # each source has the number of its first mention
    advice = [_chapter(record, numbers) for record in recommendations]
    return Told(advice, [_chapter(record, numbers) for record in practices], list(numbers))


def _chapter(record: Any, numbers: dict[Any, int]) -> Chapter:
    return Chapter(record, [numbers.setdefault(one, len(numbers) + 1) for one in record.sources.all()])


def in_short(prose: str) -> str:
    """Return the beginning of prose in one line, up to the end of a sentence or else of a word.

    What was left out is marked.
    """
    line = _in_one_line(prose)
    if len(line) <= MOST_TOLD:
        return line
    start = line[:MOST_TOLD]
    ends = [found.end() for found in ENDS.finditer(start) if found.end() > EARLIEST_END]
    told = start[: ends[-1]] if ends else start.rpartition(" ")[0] or start
    return f"{told.rstrip(';,')} …"


def _in_one_line(prose: str) -> str:
    """Return the lines of prose as one: items of a list, and whatever no sign closes, stay apart."""
    *lines, last = [" ".join(line.split()) for line in to_plain(prose).splitlines() if line.strip()] or [""]
    return " ".join([*(line if line.rstrip("”’)").endswith(CLOSING) else f"{line};" for line in lines), last])
