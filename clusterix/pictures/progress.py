"""How an indicator moves: its readings as a line over time, baseline and target as levels across it."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from .scales import Scale, Tick, written, year_ticks

# In units, which on a phone are about a pixel each: the picture, and the plot in it.
WIDTH, HEIGHT = 320, 168
LEFT, RIGHT, TOP, BOTTOM = 92.0, 296.0, 30.0, 126.0
APART = 32.0  # between the names of two levels, of two lines each
MOST_TICKS = 5


@dataclass(frozen=True)
class Level:
    """Baseline or target: a value without a day. Its line lies at `at`, its name near it at `text`."""

    is_target: bool
    value: Decimal
    at: float
    text: float

    @property
    def y(self) -> str:
        return written(self.at)

    @property
    def name_y(self) -> str:
        return written(self.text - 3)

    @property
    def value_y(self) -> str:
        return written(self.text + 11)


@dataclass(frozen=True)
class Dot:
    """One reading."""

    day: datetime.date
    value: Decimal
    across: float
    down: float

    @property
    def x(self) -> str:
        return written(self.across)

    @property
    def y(self) -> str:
        return written(self.down)

    @property
    def label_y(self) -> str:
        return written(self.down - 9)


@dataclass(frozen=True)
class Progress:
    levels: tuple[Level, ...]
    dots: tuple[Dot, ...]
    ticks: tuple[Tick, ...]
    width, height, left, right = WIDTH, HEIGHT, written(LEFT), written(RIGHT + 12)
    axis, years = written(BOTTOM + 14), written(BOTTOM + 30)

    @property
    def last(self) -> Dot:
        return self.dots[-1]

    @property
    def line(self) -> str:
        """Return the points of the line; empty where one reading makes none."""
        return " ".join(f"{dot.x},{dot.y}" for dot in self.dots) if len(self.dots) > 1 else ""


def progress(
    baseline: Decimal | None, target: Decimal | None, readings: Sequence[tuple[datetime.date, Decimal]]
) -> Progress | None:
    """Return the picture of readings in the order of their days; none where there is nothing to compare."""
    known = [value for value in (baseline, target) if value is not None]
    if not readings or len(known) + len(readings) < 2:
        return None
    values = [float(value) for value in (*known, *(value for _day, value in readings))]
    upward = Scale(min(values), max(values), BOTTOM, TOP)
    days = Scale(readings[0][0].toordinal(), readings[-1][0].toordinal(), LEFT + 12, RIGHT)
    dots = tuple(Dot(day, value, days(day.toordinal()), upward(float(value))) for day, value in readings)
    return Progress(_levels(baseline, target, upward), dots, _ticks(dots, days))


def _levels(baseline: Decimal | None, target: Decimal | None, upward: Scale) -> tuple[Level, ...]:
    """Return the levels that are known, their names pushed apart where the lines are too near each other."""
    if baseline is None or target is None:
        return tuple(
            Level(value is target, value, upward(float(value)), upward(float(value)))
            for value in (baseline, target)
            if value is not None
        )
    low, high = upward(float(baseline)), upward(float(target))
    push = max(APART - abs(low - high), 0) / 2
    down = push if low >= high else -push
    return Level(False, baseline, low, low + down), Level(True, target, high, high - down)


def _ticks(dots: Sequence[Dot], days: Scale) -> tuple[Tick, ...]:
    """Return the beginnings of the years between the first and the last reading; else the last one's year."""
    first, last = dots[0].day, dots[-1].day
    begun = year_ticks(first.year, last.year, days, MOST_TICKS) if days.low != days.high else []
    within = tuple(tick for tick in begun if days.start <= tick.at <= days.end)
    return within or (Tick(last.year, dots[-1].across),)
