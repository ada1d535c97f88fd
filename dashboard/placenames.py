"""Names on the base map: which places of the gazetteer a view has room for, the weightiest first."""

import math
from collections.abc import Iterable
from functools import lru_cache

from gazetteer.layers import builtin_layers
from gazetteer.places import Place, PlaceKind
from geo.query import Box

MAX_LABELS = 60
"""Names in one view; more would bury the events."""

_LETTER_PIXELS, _LINE_PIXELS, _GAP_PIXELS = 7.5, 19.0, 12.0
"""Rough size of written names, to keep them off one another."""

_DEGREE_PIXELS = 256 / 360
"""Pixels of a degree of longitude at zoom 0; doubles with every level."""

_FROM_ZOOM: dict[PlaceKind, int] = {
    PlaceKind.COUNTRY: 3,
    PlaceKind.GOVERNORATE: 6,
    PlaceKind.CITY: 5,
    PlaceKind.TOWN: 8,
    PlaceKind.CAMP: 12,
    PlaceKind.VILLAGE: 11,
    PlaceKind.NEIGHBOURHOOD: 12,
    PlaceKind.WATER: 9,
}
"""Zoom level from which a kind of place is written; other kinds are not."""

_COUNTRY_UNTIL_ZOOM = 7
_GOVERNORATE_UNTIL_ZOOM = 8


def labels_in_view(view: Box, *, zoom: int, language: str) -> list[list[object]]:
    """Return `[lat, lon, name, kind]` of the places to write in a view (degrees: west, south, east, north)."""
    return choose(_weightiest_first(), view, zoom=zoom, language=language)


def choose(places: Iterable[Place], view: Box, *, zoom: int, language: str) -> list[list[object]]:
    """Take places in order while there is room for their names; one without a name in the language is passed."""
    west, south, east, north = view
    scale = _DEGREE_PIXELS * 2**zoom
    boxes: list[tuple[float, float, float]] = []
    chosen: list[list[object]] = []
    for place in places:
        if place.lat is None or place.lon is None or not _is_written(place.kind, zoom):
            continue
        name = place.name_ar if language == "ar" else place.name_en
        if not name or not (west <= place.lon <= east and south <= place.lat <= north):
            continue
        stretch = math.cos(math.radians(place.lat))
        box = (place.lon * scale, place.lat * scale / stretch, len(name) * _LETTER_PIXELS)
        if any(_collide(box, other) for other in boxes):
            continue
        boxes.append(box)
        chosen.append([place.lat, place.lon, name, place.kind.value])
        if len(chosen) == MAX_LABELS:
            break
    return chosen


def _collide(one: tuple[float, float, float], other: tuple[float, float, float]) -> bool:
    apart = abs(one[0] - other[0]) - (one[2] + other[2]) / 2
    return apart < _GAP_PIXELS and abs(one[1] - other[1]) < _LINE_PIXELS


def _is_written(kind: PlaceKind, zoom: int) -> bool:
    last = {PlaceKind.COUNTRY: _COUNTRY_UNTIL_ZOOM, PlaceKind.GOVERNORATE: _GOVERNORATE_UNTIL_ZOOM}.get(kind, 99)
    return kind in _FROM_ZOOM and _FROM_ZOOM[kind] <= zoom <= last


@lru_cache(maxsize=1)
def _weightiest_first() -> tuple[Place, ...]:
    """Every place that may be written, countries first, then by inhabitants and prominence."""
    places = [place for layer in builtin_layers() for place in layer.places]
    written = [place for place in places if place.kind in _FROM_ZOOM and place.located]
    order = {kind: rank for rank, kind in enumerate((PlaceKind.COUNTRY, PlaceKind.GOVERNORATE))}
    written.sort(key=lambda place: (order.get(place.kind, 2), -place.population, -place.prominence, place.place_id))
    return tuple(written)
