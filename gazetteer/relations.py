"""Where «near», «the countryside of» and «30 km east of» are: a circle of their own, never the anchor's called exact.

The point of a side lies towards it, by a share of the anchor's own size; the radius holds what the words allow. Shares
and radii are Kharita's convention, stated here once: texts give no better figure.
"""

from dataclasses import dataclass
from math import atan2, cos, degrees, radians, sin

from gazetteer.places import Place, PlaceKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Area:
    """A circle on the ground."""

    lat: float
    """Degrees north of its centre."""
    lon: float
    """Degrees east of its centre."""
    radius_km: float


_COUNTRYSIDE_KM = {
    PlaceKind.GOVERNORATE: 35.0,
    PlaceKind.CITY: 30.0,
    PlaceKind.TOWN: 15.0,
    PlaceKind.DISTRICT: 25.0,
    PlaceKind.SUBDISTRICT: 15.0,
}
_SMALL_COUNTRYSIDE_KM = 10.0
_SIDE_SHARE = 0.6
"""How far towards its side the centre of a directional countryside lies, as a share of the countryside's reach."""
_PART_SHARE = 0.5
"""Likewise for a part of the place itself (شرق حلب)."""
_NEAR_SHARE, _NEAREST_KM = 1.5, 2.0
_DISTANCE_BLUR = 0.2
"""Journalists round distances: a fifth of the figure."""


def place_relation(
    place: Place, relation: str, bearings: tuple[float, ...] = (), distance_km: float | None = None
) -> Area | None:
    """Return the circle that a relation to a place means; `None` when the place has no coordinates.

    `relation` is one of at, near, edge, countryside, part, road, distance; `bearings` are in degrees, 0 is north, and
    two (جنوبي شرقي) are averaged. `distance_km` goes with `distance`; without a bearing it gives the ring's disc.
    """
    if place.lat is None or place.lon is None:
        return None
    bearing = mean_bearing(bearings)
    match relation:
        case "countryside":
            reach = _COUNTRYSIDE_KM.get(place.kind, _SMALL_COUNTRYSIDE_KM)
            return _towards(
                place, bearing, reach * _SIDE_SHARE, reach if bearing is None else reach * (1 - _SIDE_SHARE / 2)
            )
        case "near" | "edge":
            return _towards(place, None, 0.0, max(place.radius_km * _NEAR_SHARE, place.radius_km + _NEAREST_KM))
        case "part" if bearing is not None:
            return _towards(place, bearing, place.radius_km * _PART_SHARE, place.radius_km * (1 - _PART_SHARE / 2))
        case "distance" if distance_km is not None:
            if bearing is None:
                return _towards(place, None, 0.0, distance_km * (1 + _DISTANCE_BLUR))
            return _towards(place, bearing, distance_km, max(_NEAREST_KM, distance_km * _DISTANCE_BLUR))
        case _:
            return Area(lat=place.lat, lon=place.lon, radius_km=place.radius_km)


def stretch_between(one: Area, other: Area) -> Area | None:
    """Return the circle on the way between two circles: their middle, half their distance; `None` if far apart.

    Two towns more than `_LONGEST_STRETCH_KM` apart say too little of where on the road something was.
    """
    from geopy.distance import geodesic  # noqa: PLC0415  as in `_towards`

    apart = geodesic((one.lat, one.lon), (other.lat, other.lon)).kilometers
    if apart > _LONGEST_STRETCH_KM:
        return None
    return Area(
        lat=round((one.lat + other.lat) / 2, 5),
        lon=round((one.lon + other.lon) / 2, 5),
        radius_km=round(max(_NEAREST_KM, apart / 2), 2),
    )


_LONGEST_STRETCH_KM = 150.0


def mean_bearing(bearings: tuple[float, ...]) -> float | None:
    """Return the mean of up to two bearings in degrees (شمالي + شرقي is 45); `None` of none, or of opposites."""
    if not bearings:
        return None
    east, north = sum(sin(radians(b)) for b in bearings), sum(cos(radians(b)) for b in bearings)
    if abs(east) < _OPPOSITE and abs(north) < _OPPOSITE:
        return None
    return degrees(atan2(east, north)) % 360


_OPPOSITE = 1e-6


def _towards(place: Place, bearing: float | None, distance_km: float, radius_km: float) -> Area:
    """Move from a place's point along the geodesic (WGS84, by geopy) and put a circle there."""
    lat, lon = place.lat or 0.0, place.lon or 0.0
    if bearing is not None and distance_km > 0:
        from geopy.distance import geodesic  # noqa: PLC0415  geopy loads all its geocoders: a quarter second, seldom needed

        goal = geodesic(kilometers=distance_km).destination((lat, lon), bearing)
        lat, lon = goal.latitude, goal.longitude
    return Area(lat=round(lat, 5), lon=round(lon, 5), radius_km=round(radius_km, 2))
