"""The curve from one point to another, with a head that says which way."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import hypot

from .projection import Position

BENDS = (
    0.16,
    -0.16,
    0.28,
    -0.28,
    0.08,
    -0.08,
    0.4,
    -0.4,
)  # how far a curve leaves the straight line, of its length
CLEAR = 4.0  # units that a curve had better keep from the rim of a point that it does not mean
SAMPLES = 24  # of a curve, where it is looked at
GAP = 2.5  # units between a point's rim and the curve
HEAD, HALF_HEAD = 8.0, 3.4  # units: length and half the width of an arrow head

Dot = tuple[Position, float]


@dataclass(frozen=True)
class Curve:
    """A quadratic Bézier curve."""

    start: Position
    control: Position
    end: Position

    def at(self, t: float) -> Position:
        a, b, c = (1 - t) ** 2, 2 * t * (1 - t), t * t
        (x0, y0), (x1, y1), (x2, y2) = self.start, self.control, self.end
        return Position(a * x0 + b * x1 + c * x2, a * y0 + b * y1 + c * y2)

    @property
    def samples(self) -> list[Position]:
        return [self.at(step / SAMPLES) for step in range(SAMPLES + 1)]

    def meets(self, points: Sequence[Dot]) -> int:
        """Return how many points it runs into between its own two, each with the radius of its dot."""
        samples = self.samples
        return sum(
            centre not in (self.start, self.end)
            and any(sample.distance(centre) < radius + CLEAR for sample in samples)
            for centre, radius in points
        )

    def between(self, first: float, last: float) -> "Curve":
        """Return the part of the curve between two places on it, from 0 to 1."""
        a, b = 1 - first, 1 - last
        x, y = (
            a * b * start + (a * last + b * first) * control + first * last * end
            for start, control, end in zip(self.start, self.control, self.end, strict=True)
        )
        return Curve(self.at(first), Position(x, y), self.at(last))

    def leaves(self, centre: Position, radius: float, inside: float, outside: float) -> float:
        """Return where on the curve it crosses the circle; at `inside` it is within, at `outside` without."""
        for _ in range(20):
            middle = (inside + outside) / 2
            if self.at(middle).distance(centre) < radius:
                inside = middle
            else:
                outside = middle
        return (inside + outside) / 2


def curve(start: Position, end: Position, bend: float) -> Curve:
    """Return the curve between two points that leaves the straight line by this part of its length."""
    across_x, across_y = end.y - start.y, start.x - end.x
    middle_x, middle_y = (start.x + end.x) / 2, (start.y + end.y) / 2
    return Curve(start, _rounded(middle_x + bend * across_x, middle_y + bend * across_y), end)


def _rounded(x: float, y: float) -> Position:
    """Return the position so that the same curve, walked the other way, is known as the same."""
    return Position(round(x, 2), round(y, 2))


def clear_curve(start: Position, end: Position, points: Sequence[Dot], taken: set[Position]) -> Curve:
    """Return a curve that nobody has taken, one that meets no point on its way where there is one."""
    curves = [curve(start, end, bend) for bend in BENDS]
    free = [one for one in curves if one.control not in taken] or curves[:1]
    return min(free, key=lambda one: one.meets(points))


def drawn(whole: Curve, radius_of_start: float, radius_of_end: float) -> tuple[Curve, str, str]:
    """Return the curve from rim to rim, its path, and the path of its head."""
    free = whole.start.distance(whole.end) - radius_of_start - radius_of_end - 2 * GAP
    head = max(min(HEAD, free / 2), 1)
    first = whole.leaves(whole.start, radius_of_start + GAP, 0, 0.5)
    tip = whole.at(whole.leaves(whole.end, radius_of_end + GAP, 1, 0.5))
    last = whole.leaves(whole.end, radius_of_end + GAP + head, 1, 0.5)
    part = whole.between(first, last)
    (x0, y0), (x1, y1), (x2, y2) = part.start, part.control, part.end
    path = f"M{x0:.1f} {y0:.1f}Q{x1:.1f} {y1:.1f} {x2:.1f} {y2:.1f}"
    return part, path, _head(part.end, tip)


def _head(base: Position, tip: Position) -> str:
    along_x, along_y = tip.x - base.x, tip.y - base.y
    length = hypot(along_x, along_y) or 1
    across_x, across_y = -along_y / length * HALF_HEAD, along_x / length * HALF_HEAD
    corners = (base.x + across_x, base.y + across_y, base.x - across_x, base.y - across_y)
    return f"M{tip.x:.1f} {tip.y:.1f}L{corners[0]:.1f} {corners[1]:.1f} {corners[2]:.1f} {corners[3]:.1f}z"
