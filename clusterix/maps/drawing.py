"""What a map shows: places as points, journeys between them as arcs, and the same as rows of a table."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.utils.translation import ngettext

from .arcs import Dot, clear_curve, drawn
from .frames import EUROPE, WIDTH, Frame
from .grouping import Group, grouped
from .labels import Box, Label, around, placed
from .outline import BORDERS, LAND
from .projection import Position, position

MOST_POINTS, MOST_ARCS = 300, 60
SMALLEST_RADIUS, LARGEST_RADIUS, GROWTH = 4.5, 9.0, 1.5
TARGET = 24.0  # units: a radius that on a phone is twelve pixels


@dataclass(frozen=True)
class Site:
    """Something at a place in degrees: its name for people, a short one for the picture, where it leads to.

    `count` is how many records there are, `about` what the table says of them, `rank` who speaks for a point
    that several share (the lowest), `key` what the page calls it.
    """

    name: str
    label: str
    latitude: float
    longitude: float
    address: str
    count: int = 1
    about: str = ""
    rank: int = 2
    key: str = ""

    @cached_property
    def position(self) -> Position:
        return position(self.latitude, self.longitude)


@dataclass(frozen=True)
class Journey:
    """Something on its way from one place to another; a side without a position has a name alone."""

    name: str
    address: str
    giver: str
    taker: str
    start: Site | None
    end: Site | None
    state: str = ""
    theme: str = ""
    hue: str = ""


@dataclass(frozen=True)
class Point:
    """One or several sites as the picture shows them."""

    number: int
    centre: Position
    radius: float
    target: float
    name: str
    address: str
    label: Label | None

    @property
    def x(self) -> str:
        return f"{self.centre.x:.1f}"

    @property
    def y(self) -> str:
        return f"{self.centre.y:.1f}"


@dataclass(frozen=True)
class Arc:
    """One journey as the picture shows it, from point to point by their numbers."""

    journey: Journey
    start: int
    end: int
    path: str
    head: str
    samples: tuple[Position, ...] = field(repr=False, default=())


class Map:
    """A map: its title, `sites` and `journeys` to be drawn within `frame`; of `total` journeys in all.

    `records` is how many were found, where not all of them have a place.

    `noun` is what is counted at a point, a lazy `ngettext` with `%(count)d`, where that is worth saying.
    `together` gives the address of all records at several sites, by their keys; without it a point leads to
    its foremost site.
    """

    land, borders, width = LAND, BORDERS, WIDTH

    def __init__(
        self,
        title: Any,
        sites: Iterable[Site] = (),
        journeys: Iterable[Journey] = (),
        *,
        total: int | None = None,
        records: int = 0,
        noun: Any = None,
        together: Callable[[list[str]], str] | None = None,
        frame: Frame = EUROPE,
    ) -> None:
        self.title, self.noun, self.together, self.frame = title, noun, together, frame
        self.sites, self.journeys = list(sites), list(journeys)
        self.records, self.placed = records, sum(site.count for site in self.sites)
        self.total = len(self.journeys) if total is None else total

    @property
    def height(self) -> int:
        return self.frame.drawn_height

    @cached_property
    def groups(self) -> list[Group]:
        """Return the sites that the frame holds, near ones together, no more than a picture bears."""
        ends = [site for journey in self.journeys for site in (journey.start, journey.end) if site]
        seen = [site for site in (*self.sites, *ends) if self.frame.holds(site.position)]
        return grouped(seen, self.frame)[:MOST_POINTS]

    @cached_property
    def dots(self) -> list[Dot]:
        """Return the centre and the radius of each point."""
        return [(group.centre, radius_of(group)) for group in self.groups]

    @cached_property
    def numbers(self) -> dict[int, int]:
        """Return the number of the point that stands for a site, by the site's identity."""
        return {id(site): number for number, group in enumerate(self.groups) for site in group.sites}

    @cached_property
    def arcs(self) -> list[Arc]:
        arcs: list[Arc] = []
        taken: set[Position] = set()
        for journey in self.journeys:
            start, end = (self.numbers.get(id(site)) for site in (journey.start, journey.end))
            if start is not None and end is not None and start != end and len(arcs) < MOST_ARCS:
                arcs.append(self._arc(journey, start, end, taken))
        return arcs

    def _arc(self, journey: Journey, start: int, end: int, taken: set[Position]) -> Arc:
        whole = clear_curve(self.dots[start][0], self.dots[end][0], self.dots, taken)
        taken.add(whole.control)
        part, path, head = drawn(whole, self.dots[start][1], self.dots[end][1])
        return Arc(journey, start, end, path, head, tuple(part.samples))

    @cached_property
    def points(self) -> list[Point]:
        groups = self.groups
        names = [(group.label, group.centre, radius_of(group)) for group in groups]
        dots = [around(centre, radius + 1) for _name, centre, radius in names]
        lines = [sample for arc in self.arcs for sample in arc.samples]
        labels = placed(names, dots, lines, Box(0, 0, WIDTH, self.height))
        return [
            Point(
                number,
                group.centre,
                radius_of(group),
                target_of(group, groups),
                self._name(group),
                self._address(group),
                label,
            )
            for number, (group, label) in enumerate(zip(groups, labels, strict=True))
        ]

    def _name(self, group: Group) -> str:
        first, near = group.first, group.places - 1
        name = first.name
        if near:
            words = ngettext(
                "%(name)s and %(count)d place near it", "%(name)s and %(count)d places near it", near
            )
            name = words % {"name": name, "count": near}
        counted = self._counted(group)
        count = sum(site.count for site in counted)
        if self.noun is None or not count:
            return name
        single = counted[0].about if count == 1 else ""
        return f"{name}: {single or self.noun % {'count': count}}"

    def _address(self, group: Group) -> str:
        keys = [site.key for site in self._counted(group) if site.key]
        if self.together and keys and len(group.sites) > 1:
            return self.together(keys)
        return group.first.address

    def _counted(self, group: Group) -> list[Site]:
        """Return the sites of what is counted: those that a list can show together, if there is one."""
        return [site for site in group.sites if site.key or not self.together]


def radius_of(group: Group) -> float:
    """Return a radius whose circle grows with the number of records, within bounds."""
    return min(SMALLEST_RADIUS + GROWTH * (max(group.count, 1) ** 0.5 - 1), LARGEST_RADIUS)


def target_of(group: Group, groups: Sequence[Group]) -> float:
    """Return the radius in which a press means this point: it shares the way to its nearest neighbour."""
    nearest = min(
        (group.centre.distance(other.centre) for other in groups if other is not group), default=99.0
    )
    return max(min(TARGET, nearest / 2), radius_of(group))
