"""Administrative units with OCHA's P-codes: the JSON lists of Open-Syria, and HDX's tables of a country (COD-AB, CSV).

A P-code tells its parent by its beginning: `SY080006` lies in `SY0800`, that in `SY08`, that in `SY`.
"""

import csv
import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from gazetteer.arabic_names import has_arabic_letters
from gazetteer.errors import LayerFileInvalid
from gazetteer.import_rows import LayerReading, ReadPlace, Refusal, typical_radius_km, unit_name
from gazetteer.merging import radius_of_area
from gazetteer.places import Place, PlaceKind

LICENCE: Final = "CC BY 3.0 IGO"
ATTRIBUTION: Final = "OCHA Common Operational Datasets (CC BY 3.0 IGO)"
OPEN_SYRIA_LICENCE: Final = "CC BY 4.0"
OPEN_SYRIA_ATTRIBUTION: Final = "Open-Syria data-geography (CC BY 4.0), built on OCHA/HDX"
PRIORITY: Final = 60
"""Under the curated layer, over dumps."""
ParentOf = Callable[[str], str | None]
"""From a P-code to the id of the place that contains it."""

_LEVELS: Final = (
    PlaceKind.COUNTRY,
    PlaceKind.GOVERNORATE,
    PlaceKind.DISTRICT,
    PlaceKind.SUBDISTRICT,
    PlaceKind.VILLAGE,
)
_PROMINENCE: Final[Mapping[PlaceKind, float]] = {
    PlaceKind.GOVERNORATE: 0.4,
    PlaceKind.DISTRICT: 0.15,
    PlaceKind.SUBDISTRICT: 0.08,
    PlaceKind.VILLAGE: 0.03,
}
_COLUMN = re.compile(r"adm(?:in)?(\d)_?(?:name)?_?(pcode|[a-z]{2})?(?:_name)?", re.IGNORECASE)
"""admin1Name_ar, admin1Pcode, ADM1_AR, ADM1_PCODE, adm1_name_ar are all in use."""
_LAT: Final = ("latitude", "latitude_y", "lat", "lat_y", "center_lat", "y_coord", "y")
_LON: Final = ("longitude", "longitude_x", "lon", "long", "lon_x", "center_lon", "x_coord", "x")
_AREA: Final = ("area_sqkm", "area_km2", "areasqkm")


def pcode_column(header: str) -> tuple[int, str] | None:
    """Return the level and the meaning (`pcode`, or a language) of a column of a COD table; `None` for others."""
    found = _COLUMN.fullmatch(header.strip().lower().replace("_name_", "_"))
    return (int(found[1]), found[2]) if found and found[2] else None


def is_unit_list(content: Any) -> bool:
    """Whether parsed JSON is a list of Open-Syria's units."""
    return isinstance(content, list) and bool(content) and all(map(_is_unit, content))


def _is_unit(entry: Any) -> bool:
    return isinstance(entry, dict) and all(isinstance(entry.get(part), dict) for part in ("name", "externalIds"))


def read_units(path: Path, *, parent_of: ParentOf) -> LayerReading:
    """Read Open-Syria's list of governorates, districts or subdistricts."""
    content = json.loads(path.read_text(encoding="utf-8"))
    if not is_unit_list(content):
        raise LayerFileInvalid(f"{path.name}: is no list of units with `name` and `externalIds`")
    return _reading(
        ((number, _unit(entry, parent_of)) for number, entry in enumerate(content, start=1)),
        [str((entry.get("name") or {}).get("en") or entry.get("id")) for entry in content],
    )


def read_cod_table(path: Path, *, parent_of: ParentOf) -> LayerReading:
    """Read a table with columns of the COD form; each row gives the unit of its deepest level."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    columns = {column: meaning for column in (rows[0] if rows else {}) if column and (meaning := pcode_column(column))}
    levels = sorted({level for level, meaning in columns.values() if meaning == "pcode"}, reverse=True)
    if not levels:
        raise LayerFileInvalid(f"{path.name}: has no column of P-codes such as admin1Pcode or ADM1_PCODE")
    names = {meaning: column for column, meaning in columns.items()}
    return _reading(
        ((number, _row(row, levels, names, parent_of)) for number, row in enumerate(rows, start=2)),
        [next((row[column] for column in columns if row[column]), "") for row in rows],
    )


def _reading(found: Iterator[tuple[int, Place | str]], labels: Sequence[str]) -> LayerReading:
    places: list[ReadPlace] = []
    refusals: list[Refusal] = []
    for (row, place), label in zip(found, labels, strict=True):
        if isinstance(place, str):
            refusals.append(Refusal(row=row, name=label, reason=place))
        else:
            places.append(ReadPlace(row=row, place=place))
    return LayerReading(places=tuple(places), refusals=tuple(refusals))


def _unit(entry: Mapping[str, Any], parent_of: ParentOf) -> Place | str:
    """Return the place of one unit of Open-Syria."""
    codes = entry["externalIds"]
    pcode = str(codes.get("ochaPcode") or "")
    names = entry["name"]
    try:
        aliases = [str(alias.get("value")) for alias in entry.get("aliases") or () if alias.get("language") == "ar"]
        centre = entry.get("centroid") or {}
        point = tuple(None if (side := centre.get(name)) is None else float(side) for name in ("latitude", "longitude"))
        area = float((entry.get("area") or {}).get("value") or 0.0)
    except (TypeError, ValueError, AttributeError) as error:
        return f"aliases, centroid or area cannot be read ({error})"
    kind = PlaceKind.SUBDISTRICT if "districtId" in entry else PlaceKind.DISTRICT
    kind = kind if "governorateId" in entry else PlaceKind.GOVERNORATE
    return _place(
        pcode=pcode,
        kind=kind,
        name=str(names.get("ar") or ""),
        latin=str(names.get("en") or ""),
        aliases=tuple(filter(has_arabic_letters, aliases)),
        point=(point[0], point[1]),
        area=area,
        geonames=str(codes.get("geonames") or ""),
        source="Open-Syria",
        parent_of=parent_of,
    )


def _row(
    row: Mapping[str, str], levels: Sequence[int], names: Mapping[tuple[int, str], str], parent_of: ParentOf
) -> Place | str:
    """Return the place of one row of a COD table."""
    level = next((level for level in levels if (row[names[level, "pcode"]] or "").strip()), None)
    if level is None:
        return "no P-code"
    if level >= len(_LEVELS):
        return f"level {level} of units is not known"
    by_case = {column.lower(): (cell or "").strip() for column, cell in row.items() if column}
    try:
        lat, lon, area = (_number(by_case, columns) for columns in (_LAT, _LON, _AREA))
    except ValueError as error:
        return f"a number cannot be read ({error})"
    return _place(
        pcode=row[names[level, "pcode"]].strip(),
        kind=_LEVELS[level],
        name=(row.get(names.get((level, "ar"), ""), "") or "").strip(),
        latin=(row.get(names.get((level, "en"), ""), "") or "").strip(),
        aliases=(),
        point=(lat, lon),
        area=area or 0.0,
        geonames="",
        source="OCHA COD",
        parent_of=parent_of,
    )


def _number(cells: Mapping[str, str], columns: Sequence[str]) -> float | None:
    return next((float(cells[column]) for column in columns if cells.get(column)), None)


def _place(  # noqa: PLR0913  (what both forms of file give, by name)
    *,
    pcode: str,
    kind: PlaceKind,
    name: str,
    latin: str,
    aliases: tuple[str, ...],
    point: tuple[float | None, float | None],
    area: float,
    geonames: str,
    source: str,
    parent_of: ParentOf,
) -> Place | str:
    """Return the unit, or why it is none."""
    if not pcode:
        return "no P-code"
    if not has_arabic_letters(name):
        return "no Arabic name"
    country, (lat, lon) = pcode[:2].upper(), point
    located = lat is not None and lon is not None
    return Place(
        place_id=f"ocha:{pcode}",
        name_ar=unit_name(name, kind, country),
        name_en=latin or pcode,
        kind=kind,
        lat=lat if located else None,
        lon=lon if located else None,
        radius_km=round(radius_of_area(area), 2) or typical_radius_km(kind),
        aliases=tuple(unit_name(alias, kind, country) for alias in aliases),
        parent_id=parent_of(pcode),
        country=country,
        prominence=_PROMINENCE.get(kind, 0.0),
        sources=(source,) if located else (),
        pcode=pcode,
        geonames_id=int(geonames) if geonames.isdecimal() else None,
        note="" if located else "the file gives no coordinates",
    )


def parent_codes(pcode: str) -> Iterator[str]:
    """Yield the P-codes that may contain one, nearest first: its beginnings, two signs at least."""
    yield from (pcode[:length] for length in range(len(pcode) - 1, 1, -1))
