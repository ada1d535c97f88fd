"""Every export is read back by a program of its kind."""

import csv
import json
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import duckdb
import geopandas
import pyarrow.parquet as pq
import pyogrio
import pytest
from event_factory import event, mention, reports

from geo.errors import ExportFailed
from geo.export import CSV_COLUMNS, WRITERS, credits_line, export
from geo.geotables import LAYER
from geo.lake import Lake
from geo.records import Event
from geo.serialise import EVENT_PROPERTIES

HOSTILE = "قصف <script>alert(1)</script> & ]]> \x0b\x00 \"a\", 'b'\nسطر ثان ${x}"
PLACED = event(mention("sy-aleppo", fatalities_high=None))
UNPLACED = event(mention(None, article_id="a2", evidence_text=HOSTILE))
UNDATED = event(mention("iq-mosul", article_id="a3", start_date=None, fatalities_low=None, fatalities_high=None))
EVENTS = (PLACED, UNPLACED, UNDATED)


def cells(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as stream:
        return list(csv.DictReader(stream))


def test_geojson_opens_in_geopandas_and_as_json(tmp_path: Path) -> None:
    path = tmp_path / "e.geojson"
    assert export(EVENTS, path, attribution="GeoNames CC BY 4.0") == 3
    collection = json.loads(path.read_text(encoding="utf-8"))
    assert collection["attribution"] == "GeoNames CC BY 4.0"
    assert [feature["id"] for feature in collection["features"]] == [told.event_id for told in EVENTS]
    assert collection["features"][1]["properties"]["evidence"] == HOSTILE
    frame = geopandas.read_file(path)
    assert frame.crs.to_epsg() == 4326
    check_points(frame)


@pytest.mark.parametrize(
    ("suffix", "read"),
    [(".gpkg", lambda path: geopandas.read_file(path, layer=LAYER)), (".parquet", geopandas.read_parquet)],
)
def test_geopackage_and_geoparquet_keep_columns_and_types(
    tmp_path: Path, suffix: str, read: Callable[[Path], Any]
) -> None:
    path = tmp_path / f"e{suffix}"
    export(EVENTS, path)
    frame = read(path)
    assert [column for column in frame.columns if column != "geometry"] == list(EVENT_PROPERTIES)
    assert frame.crs.to_epsg() == 4326
    check_points(frame)
    assert frame["fatalities_low"].iloc[0] == 5
    assert frame["fatalities_high"].isna().tolist() == [True, False, True]
    assert str(frame["start_date"].iloc[0])[:10] == "2016-12-08"
    assert frame["start_date"].isna().tolist() == [False, False, True]


def check_points(frame: Any) -> None:
    points = [None if point is None else (point.x, point.y) for point in frame.geometry]
    assert points == [(37.1343, 36.2021), None, (43.1189, 36.335)]


@pytest.mark.parametrize("events", [EVENTS, (UNDATED,), ()], ids=["mixed", "no dates", "none"])
def test_geopackage_fields_have_real_types_even_where_every_cell_is_empty(
    tmp_path: Path, events: tuple[Event, ...]
) -> None:
    path = tmp_path / "e.gpkg"
    export(events, path)
    with closing(sqlite3.connect(path)) as connection:
        types = {name: kind for _, name, kind, *_ in connection.execute(f"PRAGMA table_info({LAYER})")}
        (geometry,) = connection.execute("SELECT geometry_type_name FROM gpkg_geometry_columns").fetchone()
    assert geometry == "POINT"
    assert (types["start_date"], types["end_date"]) == ("DATE", "DATE")
    assert types["fatalities_low"] in {"INTEGER", "MEDIUMINT"}
    assert types["confidence"] == "REAL"
    assert types["evidence"] == "TEXT"


@pytest.mark.parametrize("events", [EVENTS, (UNDATED,), ()], ids=["mixed", "no dates", "none"])
def test_geoparquet_columns_have_real_types_even_where_every_cell_is_empty(
    tmp_path: Path, events: tuple[Event, ...]
) -> None:
    path = tmp_path / "e.parquet"
    export(events, path)
    schema = pq.read_schema(path)
    assert str(schema.field("start_date").type) == "date32[day]"
    assert str(schema.field("fatalities_high").type) == "int64"
    assert str(schema.field("evidence").type) == "string"
    assert json.loads(schema.metadata[b"geo"])["primary_column"] == "geometry"


def test_a_format_with_room_carries_the_attribution(tmp_path: Path) -> None:
    told = "GeoNames (CC BY 4.0); OCHA «CC BY 3.0 IGO»"
    for suffix in (".geojson", ".kml", ".gpkg", ".parquet"):
        export(EVENTS, tmp_path / f"e{suffix}", attribution=told)
    assert json.loads((tmp_path / "e.geojson").read_text(encoding="utf-8"))["attribution"] == told
    kml = ET.parse(tmp_path / "e.kml")  # noqa: S314  (our own file)
    assert kml.findtext("{*}Document/{*}description") == told
    assert pyogrio.read_info(tmp_path / "e.gpkg", layer=LAYER)["layer_metadata"]["ATTRIBUTION"] == told
    assert pq.read_schema(tmp_path / "e.parquet").metadata[b"attribution"].decode() == told


@pytest.mark.parametrize(
    ("terms", "line"),
    [
        ([], ""),
        ([("GeoNames", "CC BY 4.0")], "GeoNames (CC BY 4.0)"),
        ([("GeoNames, CC BY 4.0", "CC BY 4.0")], "GeoNames, CC BY 4.0"),
        ([("Survey", "")], "Survey"),
        ([("", "")], ""),
        ([("A", "x"), ("A", "x"), ("B", "y")], "A (x); B (y)"),
    ],
)
def test_a_licence_is_told_once(terms: list[tuple[str, str]], line: str) -> None:
    assert credits_line(terms) == line


def test_duckdb_reads_the_parquet(tmp_path: Path) -> None:
    path = tmp_path / "e.parquet"
    export(EVENTS, path)
    with duckdb.connect() as connection:
        rows = connection.execute("SELECT id, start_date FROM read_parquet(?)", [str(path)])
        found = rows.fetchall()
    assert found == [(told.event_id, told.start_date) for told in EVENTS]


def test_csv_opens_in_excel_and_reads_back(tmp_path: Path) -> None:
    path = tmp_path / "e.csv"
    export(EVENTS, path)
    assert path.read_bytes().startswith(b"\xef\xbb\xbf"), "without the mark Excel takes Arabic for Windows-1252"
    rows = cells(path)
    assert list(rows[0]) == list(CSV_COLUMNS)
    assert (rows[0]["lat"], rows[0]["lon"], rows[0]["fatalities_low"]) == ("36.2021", "37.1343", "5")
    assert (rows[1]["lat"], rows[1]["place_ar"], rows[1]["evidence"]) == ("", "", HOSTILE)
    assert rows[2]["start_date"] == ""


@pytest.mark.parametrize("opening", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1"])
def test_a_cell_from_a_report_is_no_formula(tmp_path: Path, opening: str) -> None:
    export([event(mention(evidence_text=opening, lon=-5.0))], tmp_path / "e.csv")
    (row,) = cells(tmp_path / "e.csv")
    assert row["evidence"] == f"'{opening}"
    assert row["lon"] == "-5.0"


def test_kml_is_well_formed_and_opens_in_geopandas(tmp_path: Path) -> None:
    path = tmp_path / "e.kml"
    export(EVENTS, path, attribution="GeoNames")
    placemarks = ET.parse(path).findall(".//{*}Placemark")  # noqa: S314  (our own file)
    assert len(placemarks) == 3
    described = placemarks[1].findtext("{*}description")
    assert described is not None
    assert described == HOSTILE.replace("\x0b", "").replace("\x00", "")
    assert placemarks[0].findtext(".//{*}begin") == "2016-12-08"
    assert placemarks[2].find(".//{*}TimeSpan") is None
    check_points(geopandas.read_file(path))


@pytest.mark.parametrize("suffix", list(WRITERS))
def test_no_event_is_a_file_too(tmp_path: Path, suffix: str) -> None:
    assert export([], tmp_path / f"e{suffix}") == 0
    assert (tmp_path / f"e{suffix}").stat().st_size > 0


@pytest.mark.parametrize("suffix", [".geojson", ".csv", ".kml", ".parquet"])
def test_the_same_events_make_the_same_file(tmp_path: Path, suffix: str) -> None:
    paths = [tmp_path / f"{name}{suffix}" for name in ("one", "other")]
    for path in paths:
        export(EVENTS, path)
    assert paths[0].read_bytes() == paths[1].read_bytes()


@pytest.mark.parametrize("suffix", list(WRITERS))
def test_an_export_takes_the_place_of_the_former_file(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"e{suffix}"
    path.write_text("former", encoding="utf-8")
    export(EVENTS, path)
    assert b"former" not in path.read_bytes()
    assert [file.name for file in tmp_path.iterdir()] == [path.name]


@pytest.mark.parametrize(
    ("name", "forms", "complaint"),
    [
        ("e.xlsx", {}, "unknown format"),
        ("e", {}, "unknown format"),
        ("e.geojson", {"acled": True}, "ACLED's columns can be written as .csv only"),
        ("e.gpkg", {"ucdp": True}, "UCDP's columns can be written as .csv only"),
        ("e.kml", {"hxl": True}, "an HXL row can be written as .csv only"),
        ("e.csv", {"acled": True, "ucdp": True}, "either ACLED's or UCDP's"),
    ],
)
def test_a_format_or_form_that_cannot_be_is_named(
    tmp_path: Path, name: str, forms: dict[str, bool], complaint: str
) -> None:
    with pytest.raises(ExportFailed, match=complaint) as failure:
        export(EVENTS, tmp_path / name, **forms)
    assert name in str(failure.value)
    assert not (tmp_path / name).exists()


@pytest.mark.parametrize("suffix", list(WRITERS))
def test_a_file_that_cannot_be_written_is_named(tmp_path: Path, suffix: str) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(ExportFailed, match="cannot be written"):
        export(EVENTS, tmp_path / "file" / f"e{suffix}")


def test_a_lake_s_events_and_its_export_agree(tmp_path: Path) -> None:
    lake = Lake.open(tmp_path / "store")
    lake.ingest(reports(40))
    events = lake.events()
    export(events, tmp_path / "e.geojson")
    assert geopandas.read_file(tmp_path / "e.geojson")["id"].tolist() == lake.event_table()["id"].to_pylist()
