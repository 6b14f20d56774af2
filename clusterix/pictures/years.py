"""Years side by side, each as wide as the next; two or more in a row that hold nothing are cut short."""

import calendar
import datetime
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from .scales import written

GAP = 0.6  # of a year's width, for any number of empty years in a row
NAME = 44.0  # units that a year's name needs


@dataclass(frozen=True)
class Stretch:
    """A year, or several in which nothing happened, from `start` to `end` in a picture's units."""

    first: int
    last: int
    start: float
    end: float
    is_named: bool = True

    @property
    def is_gap(self) -> bool:
        return self.last > self.first

    @property
    def name(self) -> str:
        return f"{self.first}–{self.last}" if self.is_gap else str(self.first)

    @property
    def x(self) -> str:
        return written(self.start)

    @property
    def width(self) -> str:
        return written(self.end - self.start)


class YearScale:
    """Where a day lies: the years from the first to the last of `busy` fill `width` units."""

    def __init__(self, busy: Iterable[int], width: float) -> None:
        held = set(busy)
        years = range(min(held), max(held) + 1)
        runs = [list(run) for _is_busy, run in groupby(years, held.__contains__)]
        parts = [
            part
            for run in runs
            for part in ([run] if len(run) > 1 and run[0] not in held else [[year] for year in run])
        ]
        unit = width / sum(GAP if len(part) > 1 else 1 for part in parts)
        named_each = max(1, -int(-NAME // unit))
        self.start, self.end = 0.0, width
        self.stretches: list[Stretch] = []
        at = 0.0
        for number, part in enumerate(parts):
            reach = at + unit * (GAP if len(part) > 1 else 1)
            self.stretches.append(Stretch(part[0], part[-1], at, reach, number % named_each == 0))
            at = reach

    def __call__(self, day: datetime.date) -> float:
        """Return where the day begins; a day in a gap lies at the gap's start."""
        number = bisect_right([stretch.first for stretch in self.stretches], day.year) - 1
        stretch = self.stretches[max(number, 0)]
        if stretch.is_gap or day.year > stretch.last:
            return stretch.start if stretch.is_gap else stretch.end
        length = 366 if calendar.isleap(day.year) else 365
        return stretch.start + (day.timetuple().tm_yday - 1) / length * (stretch.end - stretch.start)
