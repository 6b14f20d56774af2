"""Where names stand in a picture: beside their points, never over another name or point.

A point whose name has no room gets its number instead, which a table explains.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import product
from math import inf

from .projection import Position

SIZE = 14.0  # units: of the letters
ABOVE, BELOW = 0.74, 0.24  # of the letters' size: from the line up and down
SPACE = 4.0  # units between a point's rim and its name
RIM = 1.0  # units around a point that no label covers
EDGE = 4.0  # units left free along the picture's edge
NARROW, WIDE = frozenset("iljtfrI.,'’-/ ()"), frozenset("mwMWÆŒ@")

CELL = 32.0  # units: side of the squares by which boxes are found

Cell = tuple[int, int]
Wanted = tuple[str, Position, float]  # a name, with its point's centre and radius


def width_of(text: str, size: float = SIZE) -> float:
    """Return about how wide the text is, rather more than less: fonts differ."""
    return sum(
        size * (0.34 if letter in NARROW else 0.9 if letter in WIDE else 0.67 if letter.isupper() else 0.56)
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

    def contains(self, other: "Box") -> bool:
        return (
            self.left <= other.left
            and other.right <= self.right
            and self.top <= other.top
            and other.bottom <= self.bottom
        )


class Field:
    """Boxes in a picture, found again by where they are."""

    def __init__(self, boxes: Iterable[Box] = ()) -> None:
        self.cells: defaultdict[Cell, list[Box]] = defaultdict(list)
        for box in boxes:
            self.add(box)

    def add(self, box: Box) -> None:
        for cell in _cells(box):
            self.cells[cell].append(box)

    def remove(self, box: Box) -> None:
        for cell in _cells(box):
            self.cells[cell].remove(box)

    def meeting(self, box: Box) -> Iterator[Box]:
        """Yield the boxes that this one meets, those that lie across several cells once for each."""
        return (other for cell in _cells(box) for other in self.cells.get(cell, ()) if box.meets(other))


def _cells(box: Box) -> Iterator[Cell]:
    columns = range(int(box.left // CELL), int(box.right // CELL) + 1)
    return product(columns, range(int(box.top // CELL), int(box.bottom // CELL) + 1))


def around(centre: Position, radius: float) -> Box:
    """Return the square around a point."""
    return Box(centre.x - radius, centre.y - radius, centre.x + radius, centre.y + radius)


@dataclass(frozen=True)
class Label:
    """A name, or the number that stands for it; where its line begins or ends (`anchor`), and its room."""

    text: str
    x: float
    y: float
    anchor: str
    box: Box
    is_number: bool = False


def candidates(text: str, centre: Position, radius: float, size: float = SIZE) -> Iterator[Label]:
    """Yield the places for a name around its point, the best first."""
    ascent, descent, is_number = ABOVE * size, BELOW * size, text.isdecimal()
    apart = 0.15 * size if is_number else 0  # so that two numbers do not read as one
    width, aside = width_of(text, size), radius + SPACE + apart
    slant = max(0.7 * radius + SPACE, radius + RIM) + apart
    middle = centre.y + (ascent - descent) / 2
    above, below = centre.y - radius - SPACE - descent, centre.y + radius + SPACE + ascent
    upper, lower = centre.y - slant, centre.y + slant + ascent - descent
    for anchor, x, y in (
        ("start", centre.x + aside, middle),
        ("end", centre.x - aside, middle),
        ("middle", centre.x, above),
        ("middle", centre.x, below),
        *((anchor, x, y) for y in (upper, lower) for anchor, x in _slanting(centre.x, slant)),
    ):
        left = {"start": x, "end": x - width, "middle": x - width / 2}[anchor] - apart
        box = Box(left, y - ascent, left + width + 2 * apart, y + descent)
        yield Label(text, x, y, anchor, box, is_number)


def _slanting(x: float, slant: float) -> tuple[tuple[str, float], tuple[str, float]]:
    return ("start", x + slant), ("end", x - slant)


class Sheet:
    """What labels are placed on: `others` they must not cover, `lines` they had better not cover.

    `size` is that of their letters, in the picture's units.
    """

    def __init__(
        self,
        picture: Box,
        others: Iterable[Box] = (),
        lines: Iterable[Position] = (),
        size: float = SIZE,
    ) -> None:
        self.room = Box(picture.left + EDGE, picture.top + EDGE, picture.right - EDGE, picture.bottom - EDGE)
        self.taken, self.lines = Field(others), Field(around(position, 0) for position in lines)
        self.size = size

    def place(self, wanted: Wanted) -> Label | None:
        """Take the best place of this name that is still free, and return it."""
        text, centre, radius = wanted
        best, fewest = None, inf
        for label in candidates(text, centre, radius, self.size) if text else ():
            if self.room.contains(label.box) and not any(self.taken.meeting(label.box)):
                covered = sum(1 for _line in self.lines.meeting(label.box))
                best, fewest = (label, covered) if covered < fewest else (best, fewest)
            if fewest == 0:
                break
        if best:
            self.taken.add(best.box)
        return best

    def replace(self, label: Label | None, wanted: Wanted) -> Label | None:
        """Place this name instead of the label where there is room without it; return what stands then."""
        if label:
            self.taken.remove(label.box)
        name = self.place(wanted)
        if label and not name:
            self.taken.add(label.box)
        return name or label


def placed(wanted: Iterable[Wanted], sheet: Sheet) -> list[Label | None]:
    """Return a label, or none, for each name; the first have first choice."""
    return [sheet.place(one) for one in wanted]


def named_or_numbered(wanted: Sequence[Wanted], sheet: Sheet) -> list[Label | None]:
    """Return the name of each point, or where there is no room for it beside all others' numbers, its number.

    Numbers, from 1 on, are placed before any name, so that as few points as possible stay without a label.
    """
    numbers = [(str(number), centre, radius) for number, (_name, centre, radius) in enumerate(wanted, 1)]
    labels = placed(numbers, sheet)
    return [sheet.replace(label, one) for label, one in zip(labels, wanted, strict=True)]
