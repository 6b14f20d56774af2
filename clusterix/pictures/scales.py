"""From values to places in a picture, in its own units."""

import datetime
from dataclasses import dataclass

STEPS = (1, 2, 5, 10, 20, 50, 100)  # years from one tick to the next


@dataclass(frozen=True)
class Scale:
    """A straight scale: `low` lies at `start`, `high` at `end`; a single value lies in the middle."""

    low: float
    high: float
    start: float
    end: float

    def __call__(self, value: float) -> float:
        if self.high == self.low:
            return (self.start + self.end) / 2
        return self.start + (value - self.low) / (self.high - self.low) * (self.end - self.start)


@dataclass(frozen=True)
class Tick:
    """The first day of a year on a scale of days."""

    year: int
    at: float

    @property
    def x(self) -> str:
        return written(self.at)


def year_ticks(first: int, last: int, scale: Scale, most: int) -> list[Tick]:
    """Return the beginnings of the years, or of every second, fifth, … of them: `most` at most."""
    step = next((step for step in STEPS if (last - first) // step + 1 <= most), STEPS[-1])
    return [
        Tick(year, scale(datetime.date(year, 1, 1).toordinal()))
        for year in range(first, last + 1)
        if year % step == 0
    ]


def written(number: float) -> str:
    """Return a coordinate as SVG reads it, whatever the visitor's language."""
    return f"{number:.1f}".removesuffix(".0")
