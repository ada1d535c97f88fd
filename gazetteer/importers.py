"""Which importer reads a file: by what stands in it, or as the user says."""

import csv
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import islice
from pathlib import Path
from typing import Final

from gazetteer import boundary_files, geojson_files, geonames_dump, mapped, ocha
from gazetteer.errors import LayerFileInvalid
from gazetteer.import_rows import LayerReading
from gazetteer.index import Gazetteer
from gazetteer.layers import COLUMNS
from gazetteer.places import ADMIN_KINDS, TOWN_KINDS, Place, PlaceKind


class Form(StrEnum):
    """Form of a file of places."""

    GEONAMES = "geonames"
    """GeoNames country dump, .txt or the .zip that holds it."""
    OCHA = "ocha"
    """Units with P-codes: Open-Syria's JSON, or a COD table as CSV."""
    BOUNDARIES = "boundaries"
    """GeoJSON polygons of places that are known."""
    CSV = "csv"
    """Any table, columns mapped to fields."""
    GEOJSON = "geojson"
    """Any GeoJSON, properties mapped to fields."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """What a form of file has as licence, attribution and priority when the user names none."""

    licence: str
    attribution: str
    priority: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportOptions:
    """What the user says of a file."""

    form: Form
    layer: str
    """Name of the layer."""
    columns: Mapping[str, str] = field(default_factory=dict)
    """Field of the curated layer → column or property of the file."""
    kind: PlaceKind | None = None
    """Of rows that give none."""
    country: str = ""
    """ISO 3166-1 alpha-2, of rows that give none."""


_OWN: Final = "as given by its owner"
_GEONAMES_COLUMNS: Final = 19


def terms_of(form: Form, path: Path) -> Terms:
    """Return the terms under which a form of file usually comes."""
    if form is Form.GEONAMES:
        return Terms(
            licence=geonames_dump.LICENCE, attribution=geonames_dump.ATTRIBUTION, priority=geonames_dump.PRIORITY
        )
    if form is Form.OCHA and path.suffix.lower() == ".json":
        return Terms(licence=ocha.OPEN_SYRIA_LICENCE, attribution=ocha.OPEN_SYRIA_ATTRIBUTION, priority=ocha.PRIORITY)
    if form is Form.OCHA:
        return Terms(licence=ocha.LICENCE, attribution=ocha.ATTRIBUTION, priority=ocha.PRIORITY)
    priority = boundary_files.PRIORITY if form is Form.BOUNDARIES else mapped.PRIORITY
    return Terms(licence=_OWN, attribution=path.name, priority=priority)


def detect_form(path: Path) -> Form:
    """Return the form of a file, judged by its first rows; LayerFileInvalid when it is none of ours."""
    suffix = path.suffix.lower()
    if suffix == ".zip":
        return Form.GEONAMES
    if suffix in {".json", ".geojson"}:
        return _form_of_json(path)
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            lines = [line.rstrip("\r\n") for line in islice(file, 2)]
    except UnicodeDecodeError as error:
        raise LayerFileInvalid(f"{path.name}: is no text in UTF-8 (byte {error.start}); save it as UTF-8") from error
    if lines and all(_is_dump_line(line) for line in lines):
        return Form.GEONAMES
    if suffix in {".csv", ".tsv"} and lines:
        header = next(csv.reader([lines[0]]), [])
        coded = [meaning for column in header if (meaning := ocha.pcode_column(column)) and meaning[1] == "pcode"]
        return Form.OCHA if coded else Form.CSV
    raise LayerFileInvalid(
        f"{path.name}: is no GeoNames dump, OCHA file, GeoJSON or CSV that can be told; say --as {'|'.join(Form)}"
    )


def _is_dump_line(line: str) -> bool:
    cells = line.split("\t")
    return len(cells) == _GEONAMES_COLUMNS and cells[0].isdecimal()


def _form_of_json(path: Path) -> Form:
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
    except ValueError as error:
        raise LayerFileInvalid(f"{path.name}: is no JSON in UTF-8 ({error})") from error
    if ocha.is_unit_list(content):
        return Form.OCHA
    features = geojson_files.features_of(path)
    shapes = {(feature.get("geometry") or {}).get("type") for feature in features}
    return Form.BOUNDARIES if shapes and shapes <= {"Polygon", "MultiPolygon"} else Form.GEOJSON


def read_file(path: Path, options: ImportOptions, known: Gazetteer) -> LayerReading:
    """Read a file as its form asks; `known` are the places that parents and outlines are looked up among.

    Raises LayerFileInvalid when the file as a whole cannot be used.
    """
    try:
        return _read(path, options, known)
    except UnicodeDecodeError as error:
        raise LayerFileInvalid(f"{path.name}: is no text in UTF-8 (byte {error.start}); save it as UTF-8") from error
    except json.JSONDecodeError as error:
        raise LayerFileInvalid(f"{path.name}: is no JSON ({error}); is it {options.form}?") from error
    except csv.Error as error:
        raise LayerFileInvalid(f"{path.name}: is no table ({error}); is it {options.form}?") from error


def _read(path: Path, options: ImportOptions, known: Gazetteer) -> LayerReading:
    parents = _Parents(known)
    match options.form:
        case Form.GEONAMES:
            return geonames_dump.read_geonames_dump(path)
        case Form.OCHA if path.suffix.lower() == ".json":
            return ocha.read_units(path, parent_of=parents.of_code)
        case Form.OCHA:
            return ocha.read_cod_table(path, parent_of=parents.of_code)
        case Form.BOUNDARIES:
            return boundary_files.read_boundaries(path, known)
        case Form.CSV | Form.GEOJSON:
            mapping = mapped.ColumnMapping(
                columns=options.columns,
                layer=options.layer,
                kind=options.kind,
                country=options.country,
                source="" if options.form is Form.CSV and _is_curated(path) else path.name,
                find_parent=parents.of_name,
            )
            return (mapped.read_table if options.form is Form.CSV else mapped.read_geojson)(path, mapping)


def _is_curated(path: Path) -> bool:
    """Whether a table has the curated layer's own columns: then an empty source is one that was left out."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        return tuple(next(csv.reader(file), ())) == COLUMNS


class _Parents:
    """Finds the place that contains another by what a file calls it."""

    def __init__(self, known: Gazetteer) -> None:
        self._known = known
        self._by_code = {place.pcode: place.place_id for place in known.places.values() if place.pcode}

    def of_code(self, pcode: str) -> str | None:
        """Return the known unit of the longest beginning of a P-code, else the country."""
        unit = next((self._by_code[code] for code in ocha.parent_codes(pcode) if code in self._by_code), None)
        return unit or self._country(pcode[:2])

    def of_name(self, name: str, country: str, kind: PlaceKind) -> str | None:
        """Return a parent by id or name, else what the file calls it; without any, the country.

        Among namesakes units of government are meant, for a quarter its city; then the best known.
        """
        if not name:
            return None if kind is PlaceKind.COUNTRY else self._country(country)
        if name in self._known.places:
            return name
        bearers = [place for place in self._known.bearers(name) if country in {"", place.country}]
        wanted = TOWN_KINDS if kind is PlaceKind.NEIGHBOURHOOD else ADMIN_KINDS
        best = max(bearers, key=lambda place: (place.kind in wanted, _breadth(place), place.prominence), default=None)
        return best.place_id if best else name

    def _country(self, code: str) -> str | None:
        return code.lower() if code.lower() in self._known.places else None


def _breadth(place: Place) -> float:
    return place.radius_km if place.kind in ADMIN_KINDS else 0.0
