"""Events as files that others open: GeoJSON, CSV, GeoPackage, GeoParquet, KML, and CSV in ACLED's columns.

A file appears whole or not at all, and the same events always make the same file.
"""

import csv
import json
import tempfile
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from geo.acled import ACLED_COLUMNS, acled_row
from geo.errors import ExportFailed
from geo.kml import kml_document
from geo.records import Event
from geo.serialise import EVENT_PROPERTIES, coordinates, feature_collection, flat_properties

CSV_COLUMNS = (*EVENT_PROPERTIES, "lat", "lon")
"""The flat properties, then the point in degrees; empty cells are unknown."""
LAYER = "events"
"""Name of the layer in a GeoPackage."""

_WGS84 = "EPSG:4326"
_FORMULA_OPENINGS = ("=", "+", "-", "@", "\t", "\r")


def export(events: Iterable[Event], path: Path, *, acled: bool = False, attribution: str = "") -> int:
    """Write events to a file whose suffix says the format (see `WRITERS`); return how many it holds.

    `acled` writes ACLED's 31 columns as CSV, and leaves out what ACLED does not code: plans and denials, events without
    day or place, those known by country alone, and Kharita's two own types. `attribution` goes into formats that have a
    place for it. Raises ExportFailed for an unknown suffix or a file that cannot be written.
    """
    write = WRITERS.get(path.suffix.lower())
    if write is None:
        raise ExportFailed(f"{path}: unknown format {path.suffix!r}; choose among {' '.join(WRITERS)}")
    if acled and path.suffix.lower() != ".csv":
        raise ExportFailed(f"{path}: ACLED's columns are written as .csv only")
    chosen = tuple(events)
    if acled:
        rows = [row for row in map(acled_row, chosen) if row is not None]
        _replace(path, lambda draft: _write_csv(draft, ACLED_COLUMNS, rows))
        return len(rows)
    _replace(path, lambda draft: write(chosen, draft, attribution))
    return len(chosen)


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


def _write_flat_csv(events: Sequence[Event], path: Path, _attribution: str) -> None:
    rows = []
    for event in events:
        lat, lon = coordinates(event.lat, event.lon)
        rows.append({**flat_properties(event), "lat": lat, "lon": lon})
    _write_csv(path, CSV_COLUMNS, rows)


def _write_csv(path: Path, columns: Sequence[str], rows: Iterable[Mapping[str, Any]]) -> None:
    """Write CSV as Excel reads it: with a byte order mark, without which Excel takes Arabic for Windows-1252."""
    with path.open("w", encoding="utf-8-sig", newline="") as stream:
        writer = csv.DictWriter(stream, columns)
        writer.writeheader()
        writer.writerows({name: _harmless(value) for name, value in row.items()} for row in rows)


def _harmless(value: Any) -> Any:
    """Return text that a spreadsheet would run as a formula with an apostrophe before it (OWASP, CSV injection)."""
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA_OPENINGS) else value


def _write_geopackage(events: Sequence[Event], path: Path, _attribution: str) -> None:
    _frame(events).to_file(path, layer=LAYER, driver="GPKG", engine="pyogrio", use_arrow=True)


def _write_geoparquet(events: Sequence[Event], path: Path, _attribution: str) -> None:
    _frame(events).to_parquet(path, index=False)


def _frame(events: Sequence[Event]) -> Any:
    """Return events as a GeoDataFrame of the flat properties, points in WGS84, no geometry for an event without one."""
    # geopandas takes a second to load; CSV, GeoJSON and KML do without it.
    import geopandas  # noqa: PLC0415
    import pandas as pd  # noqa: PLC0415
    import pyarrow as pa  # noqa: PLC0415
    import shapely  # noqa: PLC0415

    from geo.event_table import event_table  # noqa: PLC0415

    table = event_table(events)
    columns = table.select(list(EVENT_PROPERTIES)).to_pandas(types_mapper={pa.int64(): pd.Int64Dtype()}.get)
    points = [
        None if lat is None else shapely.Point(lon, lat)
        for lat, lon in zip(table["lat"].to_pylist(), table["lon"].to_pylist(), strict=True)
    ]
    return geopandas.GeoDataFrame(columns, geometry=geopandas.GeoSeries(points, crs=_WGS84))


def _write_kml(events: Sequence[Event], path: Path, attribution: str) -> None:
    path.write_bytes(kml_document(events, attribution=attribution))


WRITERS: dict[str, Callable[[Sequence[Event], Path, str], None]] = {
    ".geojson": _write_geojson,
    ".csv": _write_flat_csv,
    ".gpkg": _write_geopackage,
    ".parquet": _write_geoparquet,
    ".kml": _write_kml,
}
"""The writer of each suffix."""
