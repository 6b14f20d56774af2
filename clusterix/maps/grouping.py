"""Sites too near each other to be told apart in a picture become one point."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import product
from typing import Any

from .frames import Frame
from .projection import Position

NEAR = 20.0  # units: two points nearer than this would be one blot


@dataclass
class Group:
    """Sites drawn as one point, at the place of the one that speaks for all: its first."""

    centre: Position
    sites: list[Any]

    @property
    def first(self) -> Any:
        return self.sites[0]

    @property
    def label(self) -> str:
        return self.first.label

    @property
    def count(self) -> int:
        return sum(site.count for site in self.sites)

    @property
    def places(self) -> int:
        """Return how many places of different names there are."""
        return len({site.label for site in self.sites})


def grouped(sites: Iterable[Any], frame: Frame) -> list[Group]:
    """Return the sites in groups, the largest first.

    Each takes the place of its foremost site; a site joins the nearest group that is too near to stand alone.
    The middle of a country and a place that is known are no group: one does not speak for the other.
    """
    cells: dict[tuple[int, int], list[Group]] = {}
    groups: list[Group] = []
    for site in sorted(sites, key=lambda site: (site.rank, -site.count, site.name)):
        centre = frame.place(site.position)
        column, row = int(centre.x // NEAR), int(centre.y // NEAR)
        around = product(range(column - 1, column + 2), range(row - 1, row + 2))
        near = [
            group
            for cell in around
            for group in cells.get(cell, ())
            if group.first.is_middle == site.is_middle
        ]
        nearest = min(near, key=lambda group: group.centre.distance(centre), default=None)
        if nearest and nearest.centre.distance(centre) < NEAR:
            nearest.sites.append(site)
        else:
            groups.append(Group(centre, [site]))
            cells.setdefault((column, row), []).append(groups[-1])
    return sorted(groups, key=lambda group: (group.first.rank, -group.count))
