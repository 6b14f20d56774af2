"""What happened when: events as marks with names, in rows one below the other, years as ticks."""

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from .scales import written
from .years import Stretch, YearScale

WIDTH = 1120  # of the picture, in its own units; a page never shows it smaller than a unit by a pixel
AXIS, HEAD, LANE, FOOT = 30, 30, 26, 12  # heights: of the years, a row's name, a line of marks, below a row
MARK, HALF = 12.0, 6.0  # the smallest mark, and half its height
GAP, LETTER, LONGEST = 5.0, 6.9, 40  # between mark and name; a letter's width; letters of the longest name
MOST_LANES, MOST_EVENTS = 12, 200


@dataclass(frozen=True)
class Theme:
    name: str
    hue: str


@dataclass(frozen=True)
class Event:
    """Something with a first and a last day, or without where these are not known; `when` says it in words.

    `label` is its short name beside the mark, `row` where it belongs.
    """

    row: str
    kind: str
    title: str
    label: str
    address: str
    when: str
    first: datetime.date | None = None
    last: datetime.date | None = None
    themes: tuple[Theme, ...] = ()

    @property
    def name(self) -> str:
        """Return all that the mark says; it begins with what is seen beside it."""
        themes = "; ".join(theme.name for theme in self.themes)
        said = f"{self.label}: {self.title}, {self.when}"
        return f"{said} ({themes})" if themes else said

    @property
    def short_label(self) -> str:
        return self.label if len(self.label) <= LONGEST else f"{self.label[: LONGEST - 1].rstrip()}…"

    @property
    def hue(self) -> str:
        """Return the hue of its theme; none where it has several, or none."""
        return self.themes[0].hue if len(self.themes) == 1 else ""


@dataclass(frozen=True)
class Mark:
    """An event as the picture shows it: a mark from `left` to `right`, its name from or up to `text`."""

    event: Event
    left: float
    right: float
    line: float
    text: float | None
    is_pointed: bool

    @property
    def path(self) -> str:
        """Return a disc or, pointed, a diamond; drawn out to a bar where the event lasted."""
        left, right, middle = written(self.left), written(self.right), written(self.line)
        top, bottom = written(self.line - HALF), written(self.line + HALF)
        inner, outer = written(self.left + HALF), written(self.right - HALF)
        if self.is_pointed:
            return f"M{left} {middle}L{inner} {top}H{outer}L{right} {middle}L{outer} {bottom}H{inner}Z"
        bend = f"A{written(HALF)} {written(HALF)} 0 0 1 "
        return f"M{inner} {top}H{outer}{bend}{outer} {bottom}H{inner}{bend}{inner} {top}Z"

    @property
    def is_before(self) -> bool:
        """Say whether the name stands before the mark: at the right edge there is no room behind it."""
        return self.text is not None and self.text < self.left

    @property
    def x(self) -> str:
        return written(self.text or 0)

    @property
    def y(self) -> str:
        return written(self.line + 4.5)

    @property
    def target(self) -> dict[str, str]:
        """Return the rectangle in which a press means this mark: mark and name."""
        left, right = _stretch(self.event, self.left, self.right, self.text)
        middle, half = (left + right) / 2, max((right - left) / 2, LANE / 2)
        return {
            "x": written(middle - half),
            "y": written(self.line - LANE / 2),
            "width": written(2 * half),
            "height": written(LANE),
        }


@dataclass(frozen=True)
class Row:
    """One kind of event: its name, where that stands, and its marks in lines."""

    name: str
    top: float
    marks: tuple[Mark, ...]
    is_pointed: bool
    lanes: int

    @property
    def height(self) -> float:
        return HEAD + self.lanes * LANE + FOOT

    @property
    def y(self) -> str:
        return written(self.top + 20)


class Timeline:
    """A timeline: its title, the names of its rows, and events, also those without a day; the latest of many.

    Every second row has pointed marks, so that the shape tells the row.
    """

    width = WIDTH

    def __init__(self, title: str, rows: Sequence[str], events: Iterable[Event]) -> None:
        self.title, self.names = title, rows
        known = sorted(events, key=lambda one: (one.first or datetime.date.max, one.title))
        self.events, self.total = known[-MOST_EVENTS:], len(known)

    @cached_property
    def dated(self) -> list[Event]:
        return [event for event in self.events if event.first and event.last]

    @cached_property
    def scale(self) -> YearScale:
        lasted = [(event.first, event.last) for event in self.dated if event.first and event.last]
        return YearScale((y for first, last in lasted for y in range(first.year, last.year + 1)), WIDTH)

    @property
    def years(self) -> list[Stretch]:
        return self.scale.stretches

    @cached_property
    def rows(self) -> list[Row]:
        """Return the rows that hold something, from the top."""
        rows, top = [], float(AXIS)
        for number, name in enumerate(self.names):
            events = [event for event in self.dated if event.row == name]
            if events:
                rows.append(_row(name, events, self.scale, top, is_pointed=number % 2 == 1))
                top += rows[-1].height
        return rows

    @property
    def height(self) -> str:
        return written(AXIS + sum(row.height for row in self.rows))

    @property
    def drawn(self) -> int:
        return sum(len(row.marks) for row in self.rows)

    @property
    def themes(self) -> list[Theme]:
        """Return the themes whose hues are seen, each once."""
        events = [mark.event for row in self.rows for mark in row.marks]
        return list(dict.fromkeys(event.themes[0] for event in events if event.hue))

    @property
    def tells_themes(self) -> bool:
        """Say whether any event has a theme; the table of one theme's own events has no column for it."""
        return any(event.themes for event in self.events)


def _stretch(event: Event, left: float, right: float, text: float | None) -> tuple[float, float]:
    """Return from where to where mark and name reach."""
    if text is None:
        middle, half = (left + right) / 2, max((right - left) / 2, (LANE - GAP) / 2)
        return middle - half, middle + half
    width = len(event.short_label) * LETTER
    return (text - width, right) if text < left else (left, text + width)


def _bar(first: datetime.date, last: datetime.date, scale: YearScale) -> tuple[float, float]:
    """Return from where to where these days reach, never less than a mark, never out of the picture."""
    left, right = scale(first), scale(last + datetime.timedelta(days=1))
    if right - left < MARK:
        left = min(max((left + right - MARK) / 2, scale.start), scale.end - MARK)
        right = left + MARK
    return left, right


def _row(name: str, events: Sequence[Event], scale: YearScale, top: float, is_pointed: bool) -> Row:
    """Return the row with names beside its marks; without any where they would keep marks out."""
    marks, lanes = _placed(events, scale, top + HEAD, is_pointed, named=True)
    if len(marks) < len(events):
        marks, lanes = _placed(events, scale, top + HEAD, is_pointed, named=False)
    return Row(name, top, marks, is_pointed, lanes)


def _placed(
    events: Iterable[Event], scale: YearScale, top: float, is_pointed: bool, named: bool
) -> tuple[tuple[Mark, ...], int]:
    """Return marks in as few lines as keep them apart, and the number of lines; some find no room."""
    marks: list[Mark] = []
    ends: list[float] = []
    for event in events:
        if not event.first or not event.last:
            continue
        left, right = _bar(event.first, event.last, scale)
        text = right + GAP if named else None
        if _stretch(event, left, right, text)[1] > WIDTH:
            text = left - GAP
        begin, end = _stretch(event, left, right, text)
        lane = next((number for number, taken in enumerate(ends) if taken + GAP <= begin), len(ends))
        if lane < MOST_LANES:
            ends[lane : lane + 1] = [end]
            marks.append(Mark(event, left, right, top + (lane + 0.5) * LANE, text, is_pointed))
    return tuple(marks), len(ends)
