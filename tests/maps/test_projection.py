"""Degrees become the EU's equal-area plane, and the outline of Europe is small and inside its picture."""

import gzip
import re

import pytest

from clusterix.environment import ROOT
from clusterix.maps.outline import BORDERS, LAND
from clusterix.maps.projection import SIDE, position, projected

MOST = 25 * 1024  # bytes, compressed
MARGIN = 24


def test_the_published_example_is_met_to_the_centimetre() -> None:
    """IOGP Guidance Note 7-2, Lambert Azimuthal Equal Area: ETRS89 to ETRS-LAEA."""
    assert projected(50, 5) == pytest.approx((3962799.45, 2999718.85), abs=0.01)


def test_the_centre_of_the_projection_lies_at_its_false_origin() -> None:
    assert projected(52, 10) == pytest.approx((4321000, 3210000), abs=0.001)


def test_east_is_right_and_north_is_up() -> None:
    vienna, lisbon, oslo = position(48.2, 16.4), position(38.7, -9.1), position(59.9, 10.7)
    assert lisbon.x < oslo.x < vienna.x
    assert oslo.y < vienna.y < lisbon.y


def test_the_other_end_of_the_world_is_far_outside_and_no_error() -> None:
    assert not 0 <= position(-52, -169).x <= SIDE


def ends(path: str) -> list[tuple[int, int]]:
    """Walk the path, and return every point of it."""
    points, x, y = [], 0, 0
    for line in re.findall(r"M[^M]*", path):
        start, steps = line.rstrip("z")[1:].split("l")
        x, y = map(int, start.split())
        points.append((x, y))
        numbers = [int(number) for number in re.findall(r"-?\d+", steps)]
        for dx, dy in zip(numbers[::2], numbers[1::2], strict=True):
            x, y = x + dx, y + dy
            points.append((x, y))
    return points


def test_the_outline_is_at_most_25_kilobytes_and_lies_in_its_picture() -> None:
    assert len(gzip.compress((LAND + BORDERS).encode())) <= MOST
    assert (ROOT / "clusterix" / "maps" / "europe.json").stat().st_size <= MOST
    points = ends(LAND)
    assert len(points) > 1000, "the control: the path is read"
    assert all(-MARGIN <= number <= SIDE + MARGIN for point in points for number in point)


def test_the_outline_knows_iceland_and_cyprus() -> None:
    points = ends(LAND)
    for latitude, longitude in ((64.1, -21.9), (35.0, 33.4), (37.0, -9.0), (71.1, 25.8)):
        place = position(latitude, longitude)
        assert min(abs(x - place.x) + abs(y - place.y) for x, y in points) < 60


def test_borders_end_where_they_meet_a_coast_or_another_border() -> None:
    """Shared lines stay shared: each is simplified once, with its ends where they were."""
    lines = [ends(line) for line in re.findall(r"M[^M]*", BORDERS)]
    known = set(ends(LAND)) | {end for line in lines for end in (line[0], line[-1])}
    touching = sum(line[0] in known and line[-1] in known for line in lines)
    assert touching == len(lines) > 60
