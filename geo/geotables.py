"""Events as tables with a geometry: GeoPackage for desktop GIS, GeoParquet for analysis.

Both keep real types (dates, whole numbers with gaps, text even where every cell is empty) and carry the attribution of
the gazetteer's layers inside the file.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from geo.records import Event
from geo.serialise import EVENT_PROPERTIES

LAYER = "events"
"""Name of the layer in a GeoPackage."""

_WGS84 = "EPSG:4326"
_DESCRIPTION = "Events read by Kharita: claims of reports, not verified facts"


def write_geopackage(events: Sequence[Event], path: Path, attribution: str) -> None:
    """Write one layer of points; attribution stands in the layer's metadata."""
    told = {"DESCRIPTION": _DESCRIPTION, "ATTRIBUTION": attribution} if attribution else {"DESCRIPTION": _DESCRIPTION}
    _frame(events).to_file(
        path, layer=LAYER, driver="GPKG", engine="pyogrio", use_arrow=True, layer_metadata=told, geometry_type="Point"
    )


def write_geoparquet(events: Sequence[Event], path: Path, attribution: str) -> None:
    """Write GeoParquet 1.0; attribution stands in the file's own metadata under `attribution`."""
    import pyarrow.parquet as pq  # noqa: PLC0415  (see `_frame`)

    frame = _frame(events)
    frame.to_parquet(path, index=False)
    if attribution:
        table = pq.read_table(path)
        told = {**(table.schema.metadata or {}), b"attribution": attribution.encode()}
        pq.write_table(table.replace_schema_metadata(told), path)


def _frame(events: Sequence[Event]) -> Any:
    """Return events as a GeoDataFrame of the flat properties, points in WGS84, no geometry for an event without one."""
    # geopandas takes a second to load; CSV, GeoJSON and KML do without it.
    import geopandas  # noqa: PLC0415
    import pandas as pd  # noqa: PLC0415
    import shapely  # noqa: PLC0415

    from geo.event_table import event_table, plain  # noqa: PLC0415

    table = plain(event_table(events))
    columns = table.select(list(EVENT_PROPERTIES)).to_pandas(types_mapper=pd.ArrowDtype)
    points = [
        None if lat is None else shapely.Point(lon, lat)
        for lat, lon in zip(table["lat"].to_pylist(), table["lon"].to_pylist(), strict=True)
    ]
    return geopandas.GeoDataFrame(columns, geometry=geopandas.GeoSeries(points, crs=_WGS84))
