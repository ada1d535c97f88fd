"""How far two places are from each other, and whether one lies in the other."""

from functools import lru_cache
from math import asin, cos, exp, radians, sin, sqrt

from gazetteer.index import Gazetteer
from gazetteer.places import Place, PlaceKind

_EARTH_KM = 12742.0
"""Mean diameter."""
_SAME_SPOT_KM = 15.0
_FAR_KM = 100.0
_PULL_KM = 60.0
"""How far away the pull of a place is down to 1/e."""
_SMALLEST_REACH_KM = 30.0
"""«X بريف Y» and «X قرب Y» reach this far from a town."""


def kilometres(one: Place, other: Place) -> float:
    """Great-circle distance in kilometres between two located places (ranking only; exports use geodesics)."""
    return _haversine(one.lat or 0.0, one.lon or 0.0, other.lat or 0.0, other.lon or 0.0)


def proximity(one: Place, other: Place) -> float:
    """How strongly one located place speaks for another: 1 on the same spot, falling by e every 60 km."""
    return exp(-kilometres(one, other) / _PULL_KM)


@lru_cache(maxsize=100_000)
def _haversine(lat1: float, lon1: float, lat2: float, lon2: float) -> float:
    """Haversine formula (R. W. Sinnott, Sky & Telescope 68, 1984), on a sphere of mean radius."""
    p1, p2 = radians(lat1), radians(lat2)
    h = sin((p2 - p1) / 2) ** 2 + cos(p1) * cos(p2) * sin(radians(lon2 - lon1) / 2) ** 2
    return _EARTH_KM * asin(sqrt(min(1.0, h)))


def is_far_from(place: Place, holder: Place) -> bool:
    """Whether a located place is too far from a located one to lie in it; seats, borders and units are rough points."""
    return kilometres(place, holder) > max(_FAR_KM, 2 * holder.radius_km)


def is_same_spot(one: Place, other: Place) -> bool:
    """Whether two located places are so close that it does not matter which of them is meant."""
    return one.located and other.located and kilometres(one, other) <= _SAME_SPOT_KM


def lies_in(place: Place, container: Place, gazetteer: Gazetteer) -> bool:
    """Whether a place belongs to another, by its parents or by distance within both radii and a margin of a quarter."""
    if place.place_id == container.place_id:
        return False
    if any(parent.place_id == container.place_id for parent in gazetteer.ancestors(place)):
        return True
    if container.kind is PlaceKind.COUNTRY:
        return place.country == container.country
    if place.lat is None or place.lon is None or not container.located:
        return False
    inside = gazetteer.contains(container.place_id, place.lat, place.lon)
    if inside is not None:
        return inside
    reach = max(container.radius_km, _SMALLEST_REACH_KM) * 1.25 + place.radius_km
    return kilometres(place, container) <= reach


def countryside_unit(place: Place, gazetteer: Gazetteer) -> Place:
    """Return what the countryside of a place is: of «ريف حمص» the governorate, of «ريف منبج» the district."""
    first_level = gazetteer.admin1(place)
    if first_level is None or place.name_ar in first_level.name_ar:
        return first_level or place
    of_its_name = (unit for unit in gazetteer.bearers(place.name_ar) if unit.kind is PlaceKind.DISTRICT)
    return next((unit for unit in of_its_name if gazetteer.admin1(unit) == first_level), first_level)
