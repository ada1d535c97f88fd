"""Events as files that others open: GeoJSON, CSV, GeoPackage, GeoParquet, KML, and CSV in ACLED's or UCDP's columns.

A file appears whole or not at all, and the same events always make the same file.
"""

import csv
import json
import tempfile
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from geo.acled import ACLED_COLUMNS, acled_rows
from geo.errors import ExportFailed
from geo.geotables import write_geopackage, write_geoparquet
from geo.hxl import hxl_row
from geo.kml import kml_document
from geo.records import Event
from geo.serialise import EVENT_PROPERTIES, coordinates, feature_collection, flat_properties
from geo.ucdp import UCDP_COLUMNS, ucdp_rows

CSV_COLUMNS = (*EVENT_PROPERTIES, "lat", "lon")
"""The flat properties, then the point in degrees; empty cells are unknown."""

_FORMULA_OPENINGS = ("=", "+", "-", "@", "\t", "\r")


def export(
    events: Iterable[Event],
    path: Path,
    *,
    acled: bool = False,
    ucdp: bool = False,
    hxl: bool = False,
    attribution: str = "",
) -> int:
    """Write events to a file whose suffix says the format (see `WRITERS`); return how many it holds.

    `acled` writes ACLED's 31 columns as CSV, and leaves out what ACLED does not code: plans and denials, events without
    day or place or known to no better than a month, those known by country alone, and Kharita's two own types. `ucdp`
    writes UCDP GED's 49 columns as CSV, and leaves out what GED does not hold (see `geo.ucdp.ucdp_row`). `hxl` puts the
    HXL tags under the header of any CSV. `attribution` goes into formats that have a place for it; CSV has none.
    Raises ExportFailed for an unknown suffix, forms that exclude each other or a file that cannot be written.
    """
    write = WRITERS.get(path.suffix.lower())
    if write is None:
        raise ExportFailed(f"{path}: unknown format {path.suffix!r}; choose among {' '.join(WRITERS)}")
    complaint = form_complaint(path, acled=acled, ucdp=ucdp, hxl=hxl)
    if complaint:
        raise ExportFailed(f"{path}: {complaint}")
    chosen = tuple(events)
    if not (acled or ucdp or hxl):
        _replace(path, lambda draft: write(chosen, draft, attribution))
        return len(chosen)
    columns, rows = _table(chosen, acled=acled, ucdp=ucdp)
    _replace(path, lambda draft: _write_csv(draft, columns, rows, hxl=hxl))
    return len(rows)


def form_complaint(path: Path, *, acled: bool, ucdp: bool, hxl: bool) -> str:
    """Return what is wrong with the forms asked of a file, in words for its user; empty when nothing is."""
    asked = [
        name for name, wanted in (("ACLED's columns", acled), ("UCDP's columns", ucdp), ("an HXL row", hxl)) if wanted
    ]
    if asked and path.suffix.lower() != ".csv":
        return f"{asked[0]} can be written as .csv only"
    return "choose either ACLED's or UCDP's columns" if acled and ucdp else ""


def credits_line(terms: Iterable[tuple[str, str]]) -> str:
    """Return one line of attribution from (attribution, licence) of each layer; a licence is told once."""
    parts = [
        told if not licence or licence in told else f"{told} ({licence})" for told, licence in terms if told or licence
    ]
    return "; ".join(dict.fromkeys(part.strip() for part in parts))


def _table(events: Sequence[Event], *, acled: bool, ucdp: bool) -> tuple[Sequence[str], list[dict[str, Any]]]:
    """Return the columns and rows of a CSV."""
    if acled:
        return ACLED_COLUMNS, acled_rows(events)
    if ucdp:
        return UCDP_COLUMNS, ucdp_rows(events)
    return CSV_COLUMNS, [_flat_row(event) for event in events]


def _flat_row(event: Event) -> dict[str, Any]:
    lat, lon = coordinates(event.lat, event.lon)
    return {**flat_properties(event), "lat": lat, "lon": lon}


def _replace(path: Path, write: Callable[[Path], None]) -> None:
    """Write beside the file and move the finished draft over it, so that no reader meets half a file."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=".kharita-", dir=path.parent) as folder:
            draft = Path(folder) / path.name
            write(draft)
            draft.replace(path)
    except OSError as error:
        raise ExportFailed(f"{path}: cannot be written: {error.strerror or error}") from error


def _write_geojson(events: Sequence[Event], path: Path, attribution: str) -> None:
    collection = feature_collection(events, attribution=attribution)
    path.write_text(json.dumps(collection, ensure_ascii=False, indent=1), encoding="utf-8")


def _write_csv(path: Path, columns: Sequence[str], rows: Iterable[Mapping[str, Any]], *, hxl: bool) -> None:
    """Write CSV as Excel reads it: with a byte order mark, without which Excel takes Arabic for Windows-1252."""
    with path.open("w", encoding="utf-8-sig", newline="") as stream:
        writer = csv.DictWriter(stream, columns)
        writer.writeheader()
        if hxl:
            writer.writerow(hxl_row(columns))
        writer.writerows({name: _harmless(value) for name, value in row.items()} for row in rows)


def _harmless(value: Any) -> Any:
    """Return text that a spreadsheet would run as a formula with an apostrophe before it (OWASP, CSV injection)."""
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA_OPENINGS) else value


def _write_kml(events: Sequence[Event], path: Path, attribution: str) -> None:
    path.write_bytes(kml_document(events, attribution=attribution))


def _write_flat_csv(events: Sequence[Event], path: Path, _attribution: str) -> None:
    _write_csv(path, CSV_COLUMNS, map(_flat_row, events), hxl=False)


WRITERS: dict[str, Callable[[Sequence[Event], Path, str], None]] = {
    ".geojson": _write_geojson,
    ".csv": _write_flat_csv,
    ".gpkg": write_geopackage,
    ".parquet": write_geoparquet,
    ".kml": _write_kml,
}
"""The writer of each suffix."""
