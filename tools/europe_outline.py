"""Make what maps are drawn on: the outline of Europe and the middles of countries, in `clusterix/maps/`.

    npm pack world-atlas@2.0.2 && tar xzf world-atlas-2.0.2.tgz
    python -m tools.europe_outline package/countries-50m.json

The geometry is Natural Earth's, 1:50 million, version 4.1.0, which is in the public domain
(https://www.naturalearthdata.com/about/terms-of-use/); the package `world-atlas`, under the ISC licence,
holds it as TopoJSON: lines ("arcs") that neighbouring countries share. Lines are projected, simplified and
rounded as lines, so that shared borders stay shared; then land is clipped to the picture.

What is known by its country only is drawn at the country's middle: the place within its largest part of land
that is farthest from border and coast, in degrees to one decimal. Countries that the picture does not hold
whole have none.
"""

import heapq
import json
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

from django_countries.data import ALT_CODES

from clusterix.maps.projection import SIDE, position

MAPS = Path(__file__).parent.parent / "clusterix" / "maps"
CODES = {f"{number:03}": code for code, (_three, number) in ALT_CODES.items() if number}
TENTHS = 10  # steps of a degree in which a middle is looked for
SMALLEST_BEND = 36  # square units: a bend of a line whose triangle is smaller is straightened
SMALLEST_ISLAND = 40  # square units; one is four square kilometres
MARGIN = 24  # units that the land goes on beyond the picture, so that no coast is drawn along its edge

Point = tuple[float, float]
Line = list[Point]


def in_degrees(topology: dict[str, Any]) -> list[Line]:
    """Return the arcs as longitudes and latitudes: each is steps on a grid from its first point."""
    (scale_x, scale_y), (left, bottom) = topology["transform"]["scale"], topology["transform"]["translate"]
    lines = []
    for arc in topology["arcs"]:
        x = y = 0
        line: Line = []
        for step_x, step_y in arc:
            x, y = x + step_x, y + step_y
            line.append((x * scale_x + left, y * scale_y + bottom))
        lines.append(line)
    return lines


def placed(line: Line) -> Line:
    """Return the line in the picture's units."""
    return [(place.x, place.y) for place in (position(latitude, longitude) for longitude, latitude in line)]


def area(a: Point, b: Point, c: Point) -> float:
    return abs((b[0] - a[0]) * (c[1] - a[1]) - (c[0] - a[0]) * (b[1] - a[1])) / 2


def simplified(line: Line) -> Line:
    """Take away, smallest first, the points whose triangle is small (Visvalingam and Whyatt); ends stay."""
    before, after = list(range(-1, len(line) - 1)), list(range(1, len(line) + 1))
    sizes = {n: area(line[n - 1], line[n], line[n + 1]) for n in range(1, len(line) - 1)}
    heap = [(size, n) for n, size in sizes.items()]
    heapq.heapify(heap)
    while heap:
        size, n = heapq.heappop(heap)
        if sizes.get(n) != size:
            continue
        if size >= SMALLEST_BEND:
            break
        del sizes[n]
        left, right = before[n], after[n]
        after[left], before[right] = right, left
        for other in (left, right):
            if other in sizes:
                sizes[other] = max(size, area(line[before[other]], line[other], line[after[other]]))
                heapq.heappush(heap, (sizes[other], other))
    return [line[0], *(line[n] for n in sorted(sizes)), line[-1]]


def polygons(geometry: dict[str, Any]) -> Iterator[list[list[int]]]:
    """Yield the polygons of a geometry, each as rings of numbers of arcs."""
    if geometry["type"] == "GeometryCollection":
        for part in geometry["geometries"]:
            yield from polygons(part)
    elif geometry["type"] == "Polygon":
        yield geometry["arcs"]
    elif geometry["type"] == "MultiPolygon":
        yield from geometry["arcs"]


def joined(ring: Iterable[int], lines: list[Line]) -> Line:
    """Return the ring's points; a negative number is an arc walked backwards."""
    points: Line = []
    for number in ring:
        points += (lines[number] if number >= 0 else lines[~number][::-1])[bool(points) :]
    return points


Edge = tuple[Callable[[Point], bool], int, float]
LOW, HIGH = -MARGIN, SIDE + MARGIN
EDGES: tuple[Edge, ...] = (
    (lambda point: point[0] >= LOW, 0, LOW),
    (lambda point: point[0] <= HIGH, 0, HIGH),
    (lambda point: point[1] >= LOW, 1, LOW),
    (lambda point: point[1] <= HIGH, 1, HIGH),
)


def crossing(a: Point, b: Point, axis: int, at: float) -> Point:
    share = (at - a[axis]) / (b[axis] - a[axis])
    return a[0] + share * (b[0] - a[0]), a[1] + share * (b[1] - a[1])


def clipped(ring: Line) -> Line:
    """Return the part of the ring that the picture and its margin hold (Sutherland and Hodgman)."""
    for is_inside, axis, at in EDGES:
        found: Line = []
        for a, b in zip([ring[-1], *ring], ring, strict=False):
            if is_inside(a) != is_inside(b):
                found.append(crossing(a, b, axis, at))
            if is_inside(b):
                found.append(b)
        ring = found
        if not ring:
            break
    return ring


def size(ring: Line) -> float:
    closed = [*ring, ring[0]]
    return abs(sum(a[0] * b[1] - b[0] * a[1] for a, b in pairwise(closed))) / 2


def visible(line: Line) -> Iterator[Line]:
    """Yield the parts of a border with at least one point inside the picture."""
    part: Line = []
    for a, b in pairwise(line):
        if any(0 <= x <= SIDE and 0 <= y <= SIDE for x, y in (a, b)):
            part = [*part, b] if part else [a, b]
        elif part:
            yield part
            part = []
    if part:
        yield part


def path(line: Line, end: str = "") -> str:
    """Return the line as commands of an SVG path: one move, then steps in whole units."""
    rounded = [(round(x), round(y)) for x, y in line]
    steps = [(b[0] - a[0], b[1] - a[1]) for a, b in pairwise(rounded) if a != b]
    numbers = "".join(
        f"{dx if dx < 0 or not n else f' {dx}'}{dy if dy < 0 else f' {dy}'}"
        for n, (dx, dy) in enumerate(steps)
    )
    return f"M{rounded[0][0]} {rounded[0][1]}l{numbers}{end}" if steps else ""


def outline(topology: dict[str, Any]) -> dict[str, Any]:
    lines = [simplified(placed(line)) for line in in_degrees(topology)]
    rings = [
        clipped(joined(ring, lines)) for polygon in polygons(topology["objects"]["land"]) for ring in polygon
    ]
    land = [ring for ring in rings if ring and size(ring) >= SMALLEST_ISLAND]
    owners = Counter(
        number if number >= 0 else ~number
        for country in topology["objects"]["countries"]["geometries"]
        for number in {n if n >= 0 else ~n for polygon in polygons(country) for ring in polygon for n in ring}
    )
    borders = [part for number, count in owners.items() if count > 1 for part in visible(lines[number])]
    return {
        "land": "".join(path(ring, "z") for ring in land),
        "borders": "".join(path(line) for line in borders),
    }


def is_within(point: Point, ring: Line) -> bool:
    """Say whether a line from the point to the right crosses the ring an odd number of times."""
    x, y = point
    crossed = [
        (a[1] > y) != (b[1] > y) and x < a[0] + (y - a[1]) / (b[1] - a[1]) * (b[0] - a[0])
        for a, b in pairwise([*ring, ring[0]])
        if a[1] != b[1]
    ]
    return sum(crossed) % 2 == 1


def room(point: Point, ring: Line) -> float:
    """Return how far the nearest corner of the ring is; less than nothing outside of it."""
    nearest = min((point[0] - x) ** 2 + (point[1] - y) ** 2 for x, y in ring)
    return nearest if is_within(point, ring) else -nearest


def middle(ring: Line) -> Point:
    """Return latitude and longitude of the place with most room within the ring, given in degrees."""
    flat = placed(ring)
    west, east = (round(edge(x for x, _y in ring) * TENTHS) for edge in (min, max))
    south, north = (round(edge(y for _x, y in ring) * TENTHS) for edge in (min, max))
    step = max((east - west) // 60, 1)
    places = [
        (latitude / TENTHS, longitude / TENTHS)
        for latitude in range(south, north + 1)
        for longitude in range(west, east + 1, step)
    ]
    return max(places, key=lambda place: room(position(*place), flat))


def middles(topology: dict[str, Any]) -> dict[str, Point]:
    lines = in_degrees(topology)
    found: dict[str, Point] = {}
    for country in topology["objects"]["countries"]["geometries"]:
        code = CODES.get(country.get("id", ""))
        rings = [joined(polygon[0], lines) for polygon in polygons(country)]
        largest = max(rings, key=lambda ring: size(placed(ring)))
        if code and all(0 <= side <= SIDE for x, y in placed(largest)[::20] for side in (x, y)):
            found[code] = middle(largest)
    return dict(sorted(found.items()))


if __name__ == "__main__":
    atlas = json.loads(Path(sys.argv[1]).read_text())
    (MAPS / "europe.json").write_text(json.dumps(outline(atlas), indent=1) + "\n")
    told = ",\n".join(f' "{code}": {json.dumps(place)}' for code, place in middles(atlas).items())
    (MAPS / "middles.json").write_text(f"{{\n{told}\n}}\n")
