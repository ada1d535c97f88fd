import pytest
from geopy.distance import geodesic

from gazetteer.places import Place, PlaceKind
from gazetteer.relations import mean_bearing, place_relation

TOWN = Place(
    place_id="t", name_ar="بلدة", name_en="Town", kind=PlaceKind.TOWN, lat=35.0, lon=37.0, radius_km=2.0, sources=("a",)
)


@pytest.mark.parametrize(
    ("relation", "bearings", "distance_km", "north", "east", "smallest_radius"),
    [
        ("at", (), None, 0, 0, 2.0),
        ("near", (), None, 0, 0, 3.0),
        ("edge", (), None, 0, 0, 3.0),
        ("countryside", (), None, 0, 0, 10.0),
        ("countryside", (180.0,), None, -1, 0, 5.0),
        ("countryside", (180.0, 90.0), None, -1, 1, 5.0),
        ("part", (90.0,), None, 0, 1, 1.0),
        ("distance", (90.0,), 30.0, 0, 1, 6.0),
        ("distance", (), 30.0, 0, 0, 30.0),
    ],
)
def test_a_relation_has_a_circle_of_its_own(
    relation: str, bearings: tuple[float, ...], distance_km: float | None, north: int, east: int, smallest_radius: float
) -> None:
    area = place_relation(TOWN, relation, bearings, distance_km)
    assert area is not None
    assert (area.lat > 35.001) - (area.lat < 34.999) == north
    assert (area.lon > 37.001) - (area.lon < 36.999) == east
    assert area.radius_km >= smallest_radius


def test_so_many_kilometres_east_is_so_far() -> None:
    area = place_relation(TOWN, "distance", (90.0,), 30.0)
    assert area is not None
    assert geodesic((35.0, 37.0), (area.lat, area.lon)).km == pytest.approx(30.0, abs=0.01)


def test_a_place_nobody_can_locate_gives_no_circle() -> None:
    nowhere = Place(place_id="n", name_ar="قرية", name_en="", kind=PlaceKind.VILLAGE, lat=None, lon=None, radius_km=1.0)
    assert place_relation(nowhere, "near") is None


@pytest.mark.parametrize(
    ("bearings", "mean"),
    [((), None), ((0.0,), 0.0), ((180.0, 90.0), 135.0), ((0.0, 270.0), 315.0), ((0.0, 180.0), None)],
)
def test_mean_bearing(bearings: tuple[float, ...], mean: float | None) -> None:
    assert mean_bearing(bearings) == (pytest.approx(mean) if mean is not None else None)
