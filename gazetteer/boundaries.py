"""Outlines of places: whether a point lies inside, as the text of a report asks thousands of times.

An outline is a tuple of rings, a ring a closed run of (longitude, latitude) in degrees. It is asked by plain arithmetic
since loading shapely would double the time that a cold `kharita extract` takes; reading, mending and thinning out a
file's polygons is shapely's, see `gazetteer.boundary_files`.
"""

from collections.abc import Sequence
from itertools import pairwise
from math import cos, hypot, radians

Ring = tuple[tuple[float, float], ...]
Rings = tuple[Ring, ...]
"""Outer rings and holes alike."""


def encloses(rings: Rings, lat: float, lon: float) -> bool:
    """Whether a point lies inside an outline, by the even-odd rule over all rings.

    Crossing test of W. R. Franklin, PNPOLY (1970). Points on the line itself may fall on either side.
    """
    return sum(_crossings(ring, lat, lon) for ring in rings) % 2 == 1


def _crossings(ring: Sequence[tuple[float, float]], lat: float, lon: float) -> int:
    """Count the edges of a closed ring that a ray from the point to the east crosses."""
    count = 0
    x1, y1 = ring[-1]
    for x2, y2 in ring:
        if (y1 > lat) != (y2 > lat) and lon < (x2 - x1) * (lat - y1) / (y2 - y1) + x1:
            count += 1
        x1, y1 = x2, y2
    return count


_DEGREE_KM = 111.2
"""Mean degree of latitude."""


def outline_distance_km(rings: Rings, lat: float, lon: float) -> float:
    """Return the distance in km from a point to the nearest line of an outline, on a plane round the point.

    Good to a percent within some hundred kilometres, which is what checks need.
    """
    shrink = cos(radians(lat))
    plane = [[((x - lon) * shrink * _DEGREE_KM, (y - lat) * _DEGREE_KM) for x, y in ring] for ring in rings]
    return min(_segment_distance(*start, *end) for ring in plane for start, end in pairwise(ring))


def _segment_distance(x1: float, y1: float, x2: float, y2: float) -> float:
    """Return the distance from the origin to a segment of the plane."""
    along, up = x2 - x1, y2 - y1
    length = along * along + up * up
    share = 0.0 if length == 0 else max(0.0, min(1.0, -(x1 * along + y1 * up) / length))
    return hypot(x1 + share * along, y1 + share * up)
