"""Every export is read back by a program of its kind."""

import csv
import datetime as dt
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import duckdb
import geopandas
import pytest
from event_factory import DAY, event, mention, reports

from geo.acled import ACLED_COLUMNS, GEO_PRECISION_CODES, acled_row, time_precision_code
from geo.errors import ExportFailed
from geo.export import CSV_COLUMNS, LAYER, WRITERS, export
from geo.lake import Lake
from geo.records import Event
from geo.serialise import EVENT_PROPERTIES
from geo.taxonomy import GeoPrecision, Status, SubEventType, TimePrecision

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


@pytest.mark.parametrize(("name", "acled"), [("e.xlsx", False), ("e", False), ("e.geojson", True)])
def test_an_unknown_format_is_named(tmp_path: Path, name: str, acled: bool) -> None:  # noqa: FBT001  (a table's column)
    with pytest.raises(ExportFailed, match=name):
        export(EVENTS, tmp_path / name, acled=acled)


@pytest.mark.parametrize("suffix", list(WRITERS))
def test_a_file_that_cannot_be_written_is_named(tmp_path: Path, suffix: str) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(ExportFailed, match="cannot be written"):
        export(EVENTS, tmp_path / "file" / f"e{suffix}")


def test_acled_has_its_columns_in_its_order(tmp_path: Path) -> None:
    path = tmp_path / "e.csv"
    assert export(EVENTS, path, acled=True) == 1
    (row,) = cells(path)
    assert tuple(row) == ACLED_COLUMNS
    assert len(ACLED_COLUMNS) == 31
    told = {
        "event_date": "2016-12-08",
        "year": "2016",
        "time_precision": "1",
        "disorder_type": "Political violence",
        "sub_event_type": "Shelling/artillery/missile attack",
        "actor1": "قوات النظام",
        "iso": "760",
        "region": "Middle East",
        "country": "Syria",
        "admin1": "Aleppo",
        "location": "Aleppo",
        "latitude": "36.2021",
        "longitude": "37.1343",
        "geo_precision": "1",
        "source": "Outlet A",
        "fatalities": "5",
        "timestamp": "",
    }
    assert {name: row[name] for name in told} == told


@pytest.mark.parametrize(
    "told",
    [
        event(mention(status=Status.PLANNED)),
        event(mention(status=Status.DENIED)),
        event(mention(start_date=None)),
        event(mention(None)),
        event(mention(geo_precision=GeoPrecision.COUNTRY)),
        event(mention(sub_event_type=SubEventType.AID_DELIVERY)),
        event(mention(sub_event_type=SubEventType.TALKS)),
        event(mention(lat=None, lon=None)),
    ],
)
def test_acled_leaves_out_what_it_does_not_code(told: Event) -> None:
    assert acled_row(told) is None


@pytest.mark.parametrize(
    ("precision", "length_days", "code", "day"),
    [
        (TimePrecision.DAY, 1, 1, "2016-12-08"),
        (TimePrecision.UNKNOWN, 2, 2, "2016-12-08"),
        (TimePrecision.WEEK, 7, 2, "2016-12-11"),
        (TimePrecision.PERIOD, 9, 3, "2016-12-12"),
        (TimePrecision.MONTH, 31, 3, "2016-12-23"),
    ],
)
def test_acled_s_day_is_the_middle_and_its_precision_one_of_three(
    precision: TimePrecision, length_days: int, code: int, day: str
) -> None:
    last = DAY + dt.timedelta(days=length_days - 1)
    row = acled_row(event(mention(end_date=last, time_precision=precision)))
    assert row is not None
    assert (row["event_date"], row["time_precision"]) == (day, code)
    assert time_precision_code(precision, DAY, last) == code


def test_every_precision_but_country_has_an_acled_code() -> None:
    assert set(GEO_PRECISION_CODES) == set(GeoPrecision) - {GeoPrecision.COUNTRY}


def test_a_lake_s_events_and_its_export_agree(tmp_path: Path) -> None:
    lake = Lake.open(tmp_path / "store")
    lake.ingest(reports(40))
    events = lake.events()
    export(events, tmp_path / "e.geojson")
    assert geopandas.read_file(tmp_path / "e.geojson")["id"].tolist() == lake.event_table()["id"].to_pylist()
