"""Boundary files (GeoJSON polygons): each outline is given to the place that it is the outline of.

A feature finds its place by P-code, by GeoNames id, or by its name: among the places of that name near by, the one
whose radius comes nearest to the outline's size, so that the outline of a governorate goes to no city.
"""

import math
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from gazetteer.boundaries import Rings
from gazetteer.geojson_files import features_of, outline_of, square_km
from gazetteer.import_rows import LayerReading, OutlineMatch, Refusal
from gazetteer.index import Gazetteer
from gazetteer.merging import radius_of_area
from gazetteer.ocha import pcode_column
from gazetteer.places import Place, PlaceKind

PRIORITY: Final = 70
_SAME_SIZE: Final = 0.5
"""Steps of the logarithm in which sizes are compared: within one the higher unit of government goes first."""
_SIZES_APART: Final = 3.0
"""An outline and a place are one when neither is this many times as large across as the other."""


def read_boundaries(path: Path, known: Gazetteer) -> LayerReading:
    """Give each outline of a file to a known place; a feature that fits none is refused."""
    by_code = {place.pcode: place for place in known.places.values() if place.pcode}
    outlines: dict[str, Rings] = {}
    matches: list[OutlineMatch] = []
    refusals: list[Refusal] = []
    for number, feature in enumerate(features_of(path), start=1):
        properties = feature.get("properties") or {}
        names = _names(properties)
        label = names[0] if names else f"feature {number}"
        rings = outline_of(feature.get("geometry"))
        found = _owner(properties, names, rings, known, by_code) if rings else "is no polygon"
        if isinstance(found, Place) and found.place_id in outlines:
            found = f"a second outline of {found.place_id}"
        if isinstance(found, str):
            refusals.append(Refusal(row=number, name=label, reason=found))
        else:
            outlines[found.place_id] = rings
            matches.append(OutlineMatch(row=number, name=label, place_id=found.place_id))
    return LayerReading(refusals=tuple(refusals), outlines=outlines, matches=tuple(matches))


def _names(properties: Mapping[str, Any]) -> list[str]:
    """Return what a feature calls itself, the deepest unit of a COD file first."""
    units = {column: meaning for column in properties if (meaning := pcode_column(column)) and meaning[1] != "pcode"}
    ordered = sorted(units, key=lambda column: (-units[column][0], units[column][1] != "ar"))
    deepest = [column for column in ordered if units[column][0] == units[ordered[0]][0]]
    own = [column for column in properties if column.lower() in {"name_ar", "name", "name_en", "name:ar", "shapename"}]
    return [str(properties[column]) for column in (*deepest, *own) if properties[column]]


def _owner(
    properties: Mapping[str, Any],
    names: Sequence[str],
    rings: Rings,
    known: Gazetteer,
    by_code: Mapping[str, Place],
) -> Place | str:
    codes = [
        (meaning[0], str(properties[column]))
        for column in properties
        if (meaning := pcode_column(column)) and meaning[1] == "pcode" and properties[column]
    ]
    code = max(codes)[1] if codes else str(properties.get("pcode") or "")
    if code in by_code:
        return by_code[code]
    size = radius_of_area(square_km(rings))
    fitting = [
        (int(abs(math.log(place.radius_km / size)) / _SAME_SIZE), _RANK.get(place.kind, len(_RANK)), place.place_id)
        for name in names
        for place in known.bearers(name)
        if place.located and place.radius_km > 0 and _is_near(place, rings) and _fits(place, size)
    ]
    if not fitting:
        return "no known place of that name and size lies there; add it first, or map it with --as geojson"
    return known.place(min(fitting)[-1])


_RANK: Final[Mapping[PlaceKind, int]] = {PlaceKind.GOVERNORATE: 0, PlaceKind.DISTRICT: 1, PlaceKind.SUBDISTRICT: 2}


def _fits(place: Place, size: float) -> bool:
    return 1 / _SIZES_APART <= place.radius_km / size <= _SIZES_APART


def _is_near(place: Place, rings: Rings) -> bool:
    """Whether a place's point lies in the box round an outline."""
    lats, lons = [y for ring in rings for _, y in ring], [x for ring in rings for x, _ in ring]
    return min(lats) <= (place.lat or 0) <= max(lats) and min(lons) <= (place.lon or 0) <= max(lons)
