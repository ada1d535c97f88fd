"""Any table or GeoJSON of the user's: which column means what is said by the user, or by the columns' own names."""

import csv
import hashlib
import json
import math
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

from gazetteer.arabic_names import has_arabic_letters
from gazetteer.errors import LayerFileInvalid
from gazetteer.folding import key
from gazetteer.geojson_files import features_of, outline_of, point_of
from gazetteer.import_rows import LayerReading, ReadPlace, Refusal, typical_radius_km
from gazetteer.layers import COLUMNS, DATA
from gazetteer.places import Place, PlaceKind

PRIORITY: Final = 200
"""Over the curated layer: who adds a table of his own knows why."""
FIELDS: Final = COLUMNS
"""What a column can be mapped to."""
_GUESSES: Final[Mapping[str, tuple[str, ...]]] = {
    "name_ar": ("name_ar", "arabic", "name:ar", "ar", "الاسم", "name_arabic", "name"),
    "name_en": ("name_en", "english", "name:en", "en", "name_latin", "name"),
    "aliases_ar": ("aliases_ar", "aliases", "alt_name:ar"),
    "lat": ("lat", "latitude", "y"),
    "lon": ("lon", "lng", "long", "longitude", "x"),
    "kind": ("kind", "type", "place"),
    "parent_id": ("parent_id", "parent", "admin1", "governorate"),
    "country": ("country", "iso", "iso2", "country_code"),
}
"""Columns taken for a field when the user maps none, the first that is there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ColumnMapping:
    """How the columns of a file become places."""

    columns: Mapping[str, str] = field(default_factory=dict)
    """Field → column, as the user gave it."""
    layer: str
    """Name of the layer: the beginning of ids that the file does not give."""
    kind: PlaceKind | None = None
    """Of rows that name none; else a village."""
    country: str = ""
    source: str
    """What is named as the source of the points where the file names none."""
    find_parent: Callable[[str, str, PlaceKind], str | None]
    """From what the file calls the parent, the country, and the kind of its child to a place id."""


def read_table(path: Path, mapping: ColumnMapping) -> LayerReading:
    """Read a CSV file (comma, semicolon or tab), one row a place."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        sample = file.read(20_000)
        file.seek(0)
        delimiter = max(",;\t", key=sample.split("\n", 1)[0].count)
        reader = csv.DictReader(file, delimiter=delimiter)
        columns = _columns(path, tuple(reader.fieldnames or ()), mapping)
        rows = [(number, row, None) for number, row in enumerate(reader, start=2)]
    return _read(rows, columns, mapping)


def read_geojson(path: Path, mapping: ColumnMapping) -> LayerReading:
    """Read a GeoJSON FeatureCollection: points as they are, polygons by a point inside, with their outline."""
    features = features_of(path)
    names = tuple(dict.fromkeys(name for feature in features for name in feature.get("properties") or {}))
    columns = _columns(path, (*names, "lat", "lon"), mapping)
    rows = [
        (number, {**_texts(feature.get("properties") or {}), **_point(feature)}, feature.get("geometry"))
        for number, feature in enumerate(features, start=1)
    ]
    return _read(rows, columns, mapping)


def _texts(properties: Mapping[str, Any]) -> dict[str, str]:
    return {name: "" if value is None else str(value) for name, value in properties.items()}


def _point(feature: Mapping[str, Any]) -> dict[str, str]:
    point = point_of(feature.get("geometry"))
    return {} if point is None else {"lat": str(point[0]), "lon": str(point[1])}


def _columns(path: Path, header: tuple[str, ...], mapping: ColumnMapping) -> dict[str, str]:
    """Return field → column: what the user says, else what the column's own name says."""
    for name, column in mapping.columns.items():
        if name not in FIELDS:
            raise LayerFileInvalid(f"{path.name}: {name!r} is no field; --map takes {', '.join(FIELDS)}")
        if column not in header:
            raise LayerFileInvalid(f"{path.name}: has no column {column!r}; it has {', '.join(header)}")
    by_case = {column.strip().lower(): column for column in header}
    guessed = {
        name: by_case[guess] for name in FIELDS for guess in reversed(_GUESSES.get(name, (name,))) if guess in by_case
    }
    columns = guessed | dict(mapping.columns)
    for needed in ("name_ar", "lat", "lon"):
        if needed not in columns:
            raise LayerFileInvalid(
                f"{path.name}: which of the columns {', '.join(header)} is {needed}? Say --map {needed}=COLUMN"
            )
    return columns


def _read(
    rows: Iterable[tuple[int, Mapping[str, Any], Any]], columns: Mapping[str, str], mapping: ColumnMapping
) -> LayerReading:
    places: list[ReadPlace] = []
    refusals: list[Refusal] = []
    outlines = {}
    for number, row, geometry in rows:
        cells = {name: str(row.get(column) or "").strip() for name, column in columns.items()}
        found = "has more cells than the header" if None in row else _place(cells, mapping)
        if isinstance(found, str):
            refusals.append(Refusal(row=number, name=cells["name_ar"], reason=found))
            continue
        rings = outline_of(geometry)
        if rings:
            outlines[found.place_id] = rings
        places.append(ReadPlace(row=number, place=found))
    return LayerReading(places=tuple(places), refusals=tuple(refusals), outlines=outlines)


def _place(cells: Mapping[str, str], mapping: ColumnMapping) -> Place | str:
    """Return a row's place, or why it is none."""
    name = cells["name_ar"]
    if not has_arabic_letters(name):
        return "no Arabic name"
    kind = read_kind(cells.get("kind", ""), mapping.kind or PlaceKind.VILLAGE)
    if kind is None:
        return f"{cells['kind']!r} is no kind; use one of {', '.join(PlaceKind)}"
    figures: dict[str, float | None] = {}
    for column in ("lat", "lon", "radius_km", "prominence", "geonames_id"):
        figures[column] = number = read_number(cells.get(column, ""))
        if number is not None and math.isnan(number):
            return f"{column} {cells[column]!r} is no number; write it as 36.2006"
    if (figures["lat"] is None) != (figures["lon"] is None):
        return "fill lat and lon, or leave both empty"
    country = cells.get("country", "").upper() or mapping.country
    located = figures["lat"] is not None
    given = cells.get("sources", "")
    geonames_id = figures["geonames_id"]
    return Place(
        place_id=cells.get("place_id") or _own_id(mapping.layer, cells),
        name_ar=name,
        name_en=cells.get("name_en", "") or name,
        kind=kind,
        lat=figures["lat"],
        lon=figures["lon"],
        radius_km=figures["radius_km"] or typical_radius_km(kind),
        aliases=tuple(part for alias in cells.get("aliases_ar", "").split("|") if (part := alias.strip())),
        parent_id=mapping.find_parent(cells.get("parent_id", ""), country, kind),
        country=country,
        prominence=figures["prominence"] if figures["prominence"] is not None else 0.2,
        sources=tuple(part for source in given.split(";") if (part := source.strip()))
        or ((mapping.source,) if located and mapping.source else ()),
        pcode=cells.get("pcode", ""),
        geonames_id=None if geonames_id is None else int(geonames_id),
        note=cells.get("note", "") or ("" if located else "the file gives no coordinates"),
    )


def _own_id(layer: str, cells: Mapping[str, str]) -> str:
    """Return an id that stays the same when rows are added or moved: of the layer, the name and the point."""
    facts = "|".join((key(cells["name_ar"]), cells["lat"], cells["lon"]))
    return f"{layer}:{hashlib.sha256(facts.encode()).hexdigest()[:10]}"


def read_kind(text: str, otherwise: PlaceKind) -> PlaceKind | None:
    """Return the kind that a cell names, by our word or by an Arabic noun (قرية); `None` when it is no such word."""
    if not text:
        return otherwise
    if text.lower() in set(PlaceKind):
        return PlaceKind(text.lower())
    return _kind_nouns().get(key(text))


@lru_cache(maxsize=1)
def _kind_nouns() -> Mapping[str, PlaceKind]:
    table = json.loads((DATA / "kind_nouns.json").read_text(encoding="utf-8"))
    return {key(noun): PlaceKind(kind) for noun, kind in table.items()}


def read_number(text: str) -> float | None:
    """Return the number in a cell: `None` for an empty one, not-a-number for one that is none."""
    if not text:
        return None
    try:
        number = float(text)
    except ValueError:
        return math.nan
    return number if math.isfinite(number) else math.nan
