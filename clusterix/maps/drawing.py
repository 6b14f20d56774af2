"""What a map shows: places as points, journeys between them as arcs, and the same as rows of a table."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, NamedTuple

from django.utils.translation import ngettext

from .arcs import Dot, clear_curve, drawn
from .frames import EUROPE, WIDTH, Frame
from .grouping import NEAR, Group, grouped
from .labels import RIM, SIZE, Box, Label, Sheet, Wanted, around, named_or_numbered
from .outline import BORDERS, LAND
from .projection import Position
from .signs import SIGNS, Sign
from .sites import Journey, Site, Topic
from .telling import Why, undrawn

MOST_POINTS, MOST_ARCS = 300, 60
SMALLEST_RADIUS, LARGEST_RADIUS, GROWTH = 4.5, 9.0, 1.5
TARGET = 24.0  # units: a radius that on a phone is twelve pixels
LARGE, BOLDER = 26.0, 3.0  # units: letters that on a phone can be read, and how much bolder its points are


@dataclass(frozen=True)
class Point:
    """One or several sites as the picture shows them, with a label in either size of letters."""

    number: int
    centre: Position
    radius: float
    target: float
    name: str
    address: str
    label: Label | None
    large_label: Label | None
    is_middle: bool

    @property
    def is_numbered(self) -> bool:
        """Say whether a number stands for its name, in either size of letters."""
        return any(label.is_number for label in (self.label, self.large_label) if label)

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

    @property
    def sign(self) -> Sign | None:
        return SIGNS.get(self.journey.hue)

    @property
    def middle(self) -> str:
        """Return where its sign stands, as SVG moves something there."""
        x, y = self.samples[len(self.samples) // 2]
        return f"translate({x:.1f} {y:.1f})"


class Travel(NamedTuple):
    """A journey with the numbers of its points, as far as there are any, and why it has no arc, if so."""

    journey: Journey
    start: int | None
    end: int | None
    why: Why | None


class Map:
    """A map: its title, `sites` and `journeys` to be drawn within `frame`; of `total` journeys in all.

    `rough` is how many of these the page keeps from the map because no more than a country is known.

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
        rough: int = 0,
        records: int = 0,
        noun: Any = None,
        together: Callable[[list[str]], str] | None = None,
        frame: Frame = EUROPE,
    ) -> None:
        self.title, self.noun, self.together, self.frame = title, noun, together, frame
        self.sites, self.journeys = list(sites), list(journeys)
        self.records, self.placed = records, sum(site.count for site in self.sites)
        self.total, self.rough = len(self.journeys) if total is None else total, rough

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
    def travels(self) -> list[Travel]:
        """Return the journeys with the numbers of their points."""
        return [self._travel(journey) for journey in self.journeys]

    @cached_property
    def arcs(self) -> list[Arc]:
        taken: set[Position] = set()
        far = [
            (journey, start, end)
            for journey, start, end, why in self.travels
            if start is not None and end is not None and why is None
        ]
        return [self._arc(*one, taken) for one in far[:MOST_ARCS]]

    @cached_property
    def themes(self) -> list[tuple[Topic, Sign | None]]:
        """Return what the arcs' hues and signs stand for, each once."""
        firsts = dict.fromkeys(arc.journey.themes[0] for arc in self.arcs if arc.journey.themes)
        return [(theme, SIGNS.get(theme.hue)) for theme in firsts]

    @property
    def has_arcs_without_theme(self) -> bool:
        return any(not arc.journey.themes for arc in self.arcs)

    @property
    def has_rough_arcs(self) -> bool:
        return any(arc.journey.is_rough for arc in self.arcs)

    @cached_property
    def undrawn(self) -> list[str]:
        """Return how many journeys have no arc, and why, in sentences."""
        counts = Counter(travel.why for travel in self.travels if travel.why)
        counts[Why.ROUGH] += self.rough
        counts[Why.CROWDED] += self.total - len(self.arcs) - counts.total()
        return undrawn(counts)

    @cached_property
    def places(self) -> list[tuple[Site, int | None]]:
        """Return the sites with the numbers of their points, in the order of these."""
        numbered = [(site, self.numbers.get(id(site))) for site in self.sites]
        return sorted(numbered, key=lambda one: len(self.groups) if one[1] is None else one[1])

    @property
    def is_numbered(self) -> bool:
        """Say whether a number stands for a name anywhere in the picture, in either size of letters."""
        return any(point.is_numbered for point in self.points)

    @property
    def is_numbered_on_phones(self) -> bool:
        """Say whether numbers stand for names in large letters alone."""
        return self.is_numbered and not self._is_numbered_wide

    @property
    def _is_numbered_wide(self) -> bool:
        return any(point.label and point.label.is_number for point in self.points)

    def _travel(self, journey: Journey) -> Travel:
        start, end = (self.numbers.get(id(site)) for site in (journey.start, journey.end))
        return Travel(journey, start, end, self._why_not(journey, start, end))

    def _why_not(self, journey: Journey, start: int | None, end: int | None) -> Why | None:
        """Return why the journey has no arc between the points of these numbers; none where it has one."""
        if journey.has_unknown_end:
            return Why.UNKNOWN
        if not all(site and self.frame.holds(site.position) for site in (journey.start, journey.end)):
            return Why.OUTSIDE
        if start is None or end is None:
            return Why.CROWDED
        if self.dots[start][0].distance(self.dots[end][0]) >= NEAR:
            return None
        if not journey.is_rough:
            return Why.NEAR
        return Why.WITHIN if journey.is_within_country else Why.BESIDE_MIDDLE

    def _arc(self, journey: Journey, start: int, end: int, taken: set[Position]) -> Arc:
        whole = clear_curve(self.dots[start][0], self.dots[end][0], self.dots, taken)
        taken.add(whole.control)
        part, path, head = drawn(whole, self.dots[start][1], self.dots[end][1])
        return Arc(journey, start, end, path, head, tuple(part.samples))

    @cached_property
    def points(self) -> list[Point]:
        groups = self.groups
        names = [(group.label, group.centre, radius_of(group)) for group in groups]
        labels = self._labels(names, SIZE)
        large = self._labels([(name, centre, radius + BOLDER) for name, centre, radius in names], LARGE)
        return [
            Point(
                number,
                group.centre,
                radius_of(group),
                target_of(group, groups),
                self._name(group),
                self._address(group),
                label,
                large_label,
                group.first.is_middle,
            )
            for number, (group, label, large_label) in enumerate(zip(groups, labels, large, strict=True))
        ]

    def _labels(self, names: Sequence[Wanted], size: float) -> list[Label | None]:
        dots = [around(centre, radius + RIM) for _name, centre, radius in names]
        lines = [sample for arc in self.arcs for sample in arc.samples]
        return named_or_numbered(names, Sheet(Box(0, 0, WIDTH, self.height), dots, lines, size))

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
