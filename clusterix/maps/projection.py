"""From degrees to the picture: the European Union's equal-area projection, EPSG:3035.

Lambert azimuthal equal-area, oblique case on an ellipsoid, as IOGP's Guidance Note 7-2 writes it; the letters
are the note's. A region takes as much of the picture as it has of the land, wherever it lies.
"""

from math import asin, atanh, cos, hypot, radians, sin, sqrt
from typing import NamedTuple

# GRS 1980: half its long axis in metres, its flattening, and what follows from it.
A, FLATTENING = 6378137.0, 1 / 298.257222101
E2 = FLATTENING * (2 - FLATTENING)
E = sqrt(E2)
LATITUDE_0, LONGITUDE_0 = radians(52), radians(10)
FALSE_EASTING, FALSE_NORTHING = 4321000.0, 3210000.0

# The picture: a square of Europe from Iceland to Cyprus, its corner in the north-west.
WEST, NORTH, METRES_PER_UNIT, SIDE = 2_600_000, 5_400_000, 2_000, 2_000


class Position(NamedTuple):
    """A place in the picture, in its units, from its upper left corner."""

    x: float
    y: float

    def distance(self, other: "Position") -> float:
        return hypot(self.x - other.x, self.y - other.y)


def _q(latitude: float) -> float:
    s = sin(latitude)
    return (1 - E2) * (s / (1 - E2 * s * s) + atanh(E * s) / E)


Q_POLE, Q_0 = _q(radians(90)), _q(LATITUDE_0)
BETA_0 = asin(Q_0 / Q_POLE)
R_Q = A * sqrt(Q_POLE / 2)
D = A * (cos(LATITUDE_0) / sqrt(1 - E2 * sin(LATITUDE_0) ** 2)) / (R_Q * cos(BETA_0))


def projected(latitude: float, longitude: float) -> tuple[float, float]:
    """Return easting and northing in metres of a place in degrees (ETRS89, for maps the same as WGS 84)."""
    beta, turn = asin(_q(radians(latitude)) / Q_POLE), radians(longitude) - LONGITUDE_0
    nearness = 1 + sin(BETA_0) * sin(beta) + cos(BETA_0) * cos(beta) * cos(turn)
    b = R_Q * sqrt(2 / max(nearness, 1e-9))  # the other end of the world would lie infinitely far
    easting = b * D * cos(beta) * sin(turn)
    northing = b / D * (cos(BETA_0) * sin(beta) - sin(BETA_0) * cos(beta) * cos(turn))
    return FALSE_EASTING + easting, FALSE_NORTHING + northing


def position(latitude: float, longitude: float) -> Position:
    """Return where in the picture a place in degrees lies; it may lie outside."""
    easting, northing = projected(latitude, longitude)
    return Position((easting - WEST) / METRES_PER_UNIT, (NORTH - northing) / METRES_PER_UNIT)
