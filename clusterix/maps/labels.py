"""Names beside points: none covers another or a point; one that does not fit is left out."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from .projection import Position

SIZE = 14.0  # units: of the letters
ASCENT, DESCENT = 0.74 * SIZE, 0.24 * SIZE
SPACE = 4.0  # units between a point's rim and its name
EDGE = 4.0  # units left free along the picture's edge
NARROW, WIDE = frozenset("iljtfrI.,'’-/ ()"), frozenset("mwMWÆŒ@")


def width_of(text: str) -> float:
    """Return about how wide the text is, rather more than less: fonts differ."""
    return sum(
        SIZE * (0.34 if letter in NARROW else 0.9 if letter in WIDE else 0.67 if letter.isupper() else 0.56)
        for letter in text
    )


@dataclass(frozen=True)
class Box:
    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: "Box") -> bool:
        return (
            self.left < other.right
            and other.left < self.right
            and self.top < other.bottom
            and other.top < self.bottom
        )

    def holds(self, position: Position) -> bool:
        return self.left <= position.x <= self.right and self.top <= position.y <= self.bottom


def around(centre: Position, radius: float) -> Box:
    """Return the square around a point."""
    return Box(centre.x - radius, centre.y - radius, centre.x + radius, centre.y + radius)


@dataclass(frozen=True)
class Label:
    """A name, where its line begins or ends (`anchor`), and the room that it takes."""

    text: str
    x: float
    y: float
    anchor: str
    box: Box


def candidates(text: str, centre: Position, radius: float) -> Iterable[Label]:
    """Yield the places for a name around its point, the best first."""
    width, aside, slant = width_of(text), radius + SPACE, 0.7 * radius + SPACE
    middle = centre.y + (ASCENT - DESCENT) / 2
    above, below = centre.y - radius - SPACE - DESCENT, centre.y + radius + SPACE + ASCENT
    upper, lower = centre.y - slant, centre.y + slant + ASCENT - DESCENT
    for anchor, x, y in (
        ("start", centre.x + aside, middle),
        ("end", centre.x - aside, middle),
        ("middle", centre.x, above),
        ("middle", centre.x, below),
        *((anchor, x, y) for y in (upper, lower) for anchor, x in _slanting(centre.x, slant)),
    ):
        left = {"start": x, "end": x - width, "middle": x - width / 2}[anchor]
        yield Label(text, x, y, anchor, Box(left, y - ASCENT, left + width, y + DESCENT))


def _slanting(x: float, slant: float) -> tuple[tuple[str, float], tuple[str, float]]:
    return ("start", x + slant), ("end", x - slant)


def placed(
    wanted: Sequence[tuple[str, Position, float]],
    others: Sequence[Box],
    lines: Sequence[Position],
    picture: Box,
) -> list[Label | None]:
    """Return a label, or none, for each name with its point's centre and radius; the first have first choice.

    `others` is what labels must not cover, `lines` are points on the curves, which they had better not cover.
    """
    room = Box(picture.left + EDGE, picture.top + EDGE, picture.right - EDGE, picture.bottom - EDGE)
    taken: list[Box] = list(others)
    labels: list[Label | None] = []
    for text, centre, radius in wanted:
        fitting = [
            label
            for label in candidates(text, centre, radius)
            if text
            and room.left <= label.box.left
            and label.box.right <= room.right
            and room.top <= label.box.top
            and label.box.bottom <= room.bottom
            and not any(label.box.meets(box) for box in taken)
        ]
        best = min(fitting, key=lambda label: sum(map(label.box.holds, lines)), default=None)
        labels.append(best)
        if best:
            taken.append(best.box)
    return labels
