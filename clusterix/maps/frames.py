"""Which part of Europe a picture shows, and how large."""

from collections.abc import Sequence
from dataclasses import dataclass

from .projection import SIDE, Position

WIDTH = 640  # of every picture, in its own units; a page scales it
SMALLEST = SIDE / 2  # width of the part shown: nearer, the simplified coast would look coarse
ROOM = 0.18  # of the part's own extent, left free around the outermost points


@dataclass(frozen=True)
class Frame:
    """A part of the picture of Europe: its upper left corner and its size in the outline's units."""

    left: float
    top: float
    width: float
    height: float

    @property
    def scale(self) -> float:
        return WIDTH / self.width

    @property
    def drawn_height(self) -> int:
        return round(self.height * self.scale)

    @property
    def transform(self) -> str:
        """Return how SVG puts the outline into this frame."""
        return f"scale({self.scale:.4f}) translate({-self.left:.1f} {-self.top:.1f})"

    def place(self, position: Position) -> Position:
        """Return where in this frame, in a picture's own units, the position lies."""
        return Position((position.x - self.left) * self.scale, (position.y - self.top) * self.scale)

    def holds(self, position: Position) -> bool:
        x, y = self.place(position)
        return 0 <= x <= WIDTH and 0 <= y <= self.drawn_height


EUROPE = Frame(0, 0, SIDE, SIDE)


def around(positions: Sequence[Position], ratio: float) -> Frame:
    """Return the smallest frame of this height by its width that shows the positions with room around."""
    seen = [position for position in positions if EUROPE.holds(position)]
    if not seen:
        return EUROPE
    left, right = min(p.x for p in seen), max(p.x for p in seen)
    top, bottom = min(p.y for p in seen), max(p.y for p in seen)
    room = 1 + 2 * ROOM
    width = min(max((right - left) * room, (bottom - top) * room / ratio, SMALLEST), SIDE)
    height = width * ratio
    corner_x = min(max((left + right - width) / 2, 0), SIDE - width)
    corner_y = min(max((top + bottom - height) / 2, 0), SIDE - height)
    return Frame(corner_x, corner_y, width, height)
