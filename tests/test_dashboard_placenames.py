"""Names on the base map: the weightiest first, none over another, each kind at its zoom."""

import pytest

from dashboard.placenames import MAX_LABELS, choose
from gazetteer.places import Place, PlaceKind

SYRIA = (35.0, 32.0, 42.5, 37.5)


def town(
    name: str, lat: float | None, lon: float | None, kind: PlaceKind = PlaceKind.CITY, name_en: str = "x"
) -> Place:
    return Place(place_id=name, name_ar=name, name_en=name_en, kind=kind, lat=lat, lon=lon, radius_km=5.0)


def names(*places: Place, zoom: int = 7, language: str = "ar") -> list[object]:
    return [row[2] for row in choose(places, SYRIA, zoom=zoom, language=language)]


def test_a_name_gives_way_to_an_earlier_one_near_it() -> None:
    assert names(town("حلب", 36.2, 37.15), town("جار", 36.21, 37.2), town("حمص", 34.73, 36.72)) == ["حلب", "حمص"]


def test_a_closer_look_has_room_for_both() -> None:
    assert names(town("حلب", 36.2, 37.15), town("جار", 36.3, 37.6), zoom=10) == ["حلب", "جار"]


@pytest.mark.parametrize(
    ("kind", "zoom", "written"),
    [
        (PlaceKind.COUNTRY, 4, True),
        (PlaceKind.COUNTRY, 9, False),
        (PlaceKind.GOVERNORATE, 7, True),
        (PlaceKind.NEIGHBOURHOOD, 7, False),
        (PlaceKind.NEIGHBOURHOOD, 13, True),
        (PlaceKind.LANDMARK, 16, False),
    ],
)
def test_each_kind_has_its_zoom(kind: PlaceKind, zoom: int, *, written: bool) -> None:
    assert bool(names(town("اسم", 36.2, 37.15, kind), zoom=zoom)) is written


def test_places_outside_unlocated_or_nameless_are_passed() -> None:
    assert names(town("بعيد", 13.6, 44.0), town("بلا", None, None), town("", 36.2, 37.15)) == []
    assert names(town("حلب", 36.2, 37.15, name_en="Aleppo"), language="en") == ["Aleppo"]


def test_a_view_never_holds_more_than_it_can_show() -> None:
    crowd = [town(f"م{number}", 32.2 + number % 25 * 0.2, 35.2 + number // 25 * 0.3) for number in range(500)]
    assert len(names(*crowd, zoom=12)) == MAX_LABELS
