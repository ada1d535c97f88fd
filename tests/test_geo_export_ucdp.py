"""UCDP GED's columns: its order, its codes and what it holds at all."""

import csv
import datetime as dt
from pathlib import Path
from typing import Any

import duckdb
import pytest
from event_factory import DAY, event, mention
from hypothesis import given
from hypothesis import strategies as st

from geo.crosswalk import ucdp_date_prec, ucdp_where_prec
from geo.export import export
from geo.records import Event
from geo.taxonomy import GeoPrecision, Relation, Status, SubEventType, TimePrecision
from geo.ucdp import UCDP_COLUMNS, priogrid_cell, ucdp_row, ucdp_rows

SYRIAN, REBELS, ISLAMIC_STATE, RUSSIAN = (
    "Syrian government forces",
    "Free Syrian Army",
    "Islamic State",
    "Russian forces",
)


def row_of(told: Event) -> dict[str, Any]:
    row = ucdp_row(told)
    assert row is not None
    return row


def test_ged_has_its_columns_in_its_order(tmp_path: Path) -> None:
    path = tmp_path / "e.csv"
    told = event(mention("sy-aleppo", actors=(REBELS, SYRIAN), sub_event_type=SubEventType.ARMED_CLASH))
    assert export([told, event(mention(None, article_id="a2"))], path, ucdp=True) == 1
    with path.open(encoding="utf-8-sig", newline="") as stream:
        (row,) = csv.DictReader(stream)
    assert tuple(row) == UCDP_COLUMNS
    assert len(UCDP_COLUMNS) == 49
    expected = {
        "relid": told.event_id,
        "year": "2016",
        "type_of_violence": "1",
        "side_a": SYRIAN,
        "side_b": REBELS,
        "dyad_name": f"{SYRIAN} - {REBELS}",
        "number_of_sources": "1",
        "source_office": "Outlet A",
        "where_prec": "2",
        "where_coordinates": "Aleppo",
        "adm_1": "Aleppo",
        "latitude": "36.2021",
        "longitude": "37.1343",
        "geom_wkt": "POINT (37.1343 36.2021)",
        "country": "Syria",
        "country_id": "652",
        "region": "Middle East",
        "event_clarity": "1",
        "date_prec": "1",
        "date_start": "2016-12-08",
        "date_end": "2016-12-08",
        "deaths_unknown": "5",
        "deaths_civilians": "0",
        "best": "5",
        "low": "5",
        "high": "5",
        "conflict_new_id": "",
        "adm_2": "",
    }
    assert {name: row[name] for name in expected} == expected
    assert 0 < int(row["id"]) < 2**53


def test_duckdb_reads_figures_as_numbers_and_dates_as_dates(tmp_path: Path) -> None:
    path = tmp_path / "e.csv"
    export([event(mention("sy-douma"))], path, ucdp=True)
    with duckdb.connect() as connection:
        found = connection.execute(
            "SELECT typeof(date_start), typeof(best), low <= best AND best <= high FROM read_csv(?)", [str(path)]
        ).fetchall()
    assert found == [("DATE", "BIGINT", True)]


@pytest.mark.parametrize(
    "changes",
    [
        {"status": Status.PLANNED},
        {"status": Status.DENIED},
        {"start_date": None},
        {"lat": None, "lon": None},
        {"fatalities_low": None, "fatalities_high": None},
        {"fatalities_low": 0, "fatalities_high": 0},
        {"sub_event_type": SubEventType.PEACEFUL_PROTEST},
        {"sub_event_type": SubEventType.AGREEMENT},
        {"sub_event_type": SubEventType.SIEGE},
        {"end_date": DAY + dt.timedelta(days=400), "time_precision": TimePrecision.PERIOD},
    ],
)
def test_ged_leaves_out_what_it_does_not_hold(changes: dict[str, Any]) -> None:
    told = event(mention(**changes))
    assert ucdp_row(told) is None
    assert ucdp_rows([told]) == []


@pytest.mark.parametrize(
    ("bounds", "figures"),
    [
        ((5, 5), (5, 5, 5)),
        ((5, None), (5, 5, 5)),
        ((20, 99), (20, 20, 99)),
        ((0, 3), (0, 0, 3)),
    ],
)
def test_low_best_high(bounds: tuple[int, int | None], figures: tuple[int, int, int]) -> None:
    row = row_of(event(mention(fatalities_low=bounds[0], fatalities_high=bounds[1])))
    assert (row["low"], row["best"], row["high"]) == figures
    parts = ("deaths_a", "deaths_b", "deaths_civilians", "deaths_unknown")
    assert sum(row[part] for part in parts) == row["best"]


def test_claims_that_differ_keep_their_range() -> None:
    row = row_of(
        event(
            mention(article_id="a1", fatalities_low=5, fatalities_high=5),
            mention(article_id="a2", fatalities_low=7, fatalities_high=7),
        )
    )
    assert (row["low"], row["high"], row["best"]) == (5, 7, 7)


VIOLENCE = [
    ("army and rebels", SubEventType.ARMED_CLASH, (REBELS, SYRIAN), 1, SYRIAN, REBELS),
    ("army alone in battle", SubEventType.GOVERNMENT_REGAINS, (SYRIAN,), 1, SYRIAN, ""),
    ("two armies", SubEventType.ARMED_CLASH, (SYRIAN, RUSSIAN), 1, SYRIAN, RUSSIAN),
    ("rebels among themselves", SubEventType.ARMED_CLASH, (REBELS, ISLAMIC_STATE), 2, REBELS, ISLAMIC_STATE),
    ("attack on civilians", SubEventType.ATTACK, (REBELS,), 3, REBELS, "Civilians (Syria)"),
    ("strike whose target nobody names", SubEventType.AIR_STRIKE, (RUSSIAN,), "", RUSSIAN, ""),
    ("strike by nobody", SubEventType.AIR_STRIKE, (), "", "", ""),
    ("shots at protesters", SubEventType.EXCESSIVE_FORCE, (SYRIAN,), 3, SYRIAN, "Civilians"),
]


@pytest.mark.parametrize(
    ("sub_type", "actors", "violence", "side_a", "side_b"),
    [row[1:] for row in VIOLENCE],
    ids=[row[0] for row in VIOLENCE],
)
def test_type_of_violence(
    sub_type: SubEventType, actors: tuple[str, ...], violence: int | str, side_a: str, side_b: str
) -> None:
    row = row_of(event(mention(sub_event_type=sub_type, actors=actors)))
    assert (row["type_of_violence"], row["side_a"], row["side_b"]) == (violence, side_a, side_b)
    assert row["deaths_civilians"] == (5 if violence == 3 else 0)


@pytest.mark.parametrize(
    ("precision", "relation", "code"),
    [
        (GeoPrecision.EXACT, Relation.AT, 1),
        (GeoPrecision.NEIGHBOURHOOD, Relation.AT, 1),
        (GeoPrecision.TOWN, Relation.AT, 1),
        (GeoPrecision.CITY, Relation.AT, 2),
        (GeoPrecision.AREA, Relation.NEAR, 2),
        (GeoPrecision.DISTRICT, Relation.AT, 3),
        (GeoPrecision.GOVERNORATE, Relation.AT, 4),
        (GeoPrecision.REGION, Relation.AT, 5),
        (GeoPrecision.COUNTRY, Relation.AT, 6),
        (GeoPrecision.AREA, Relation.ROAD, 5),
        (GeoPrecision.AREA, Relation.BETWEEN, 5),
        (GeoPrecision.COUNTRY, Relation.BETWEEN, 6),
    ],
)
def test_where_prec(precision: GeoPrecision, relation: Relation, code: int) -> None:
    assert ucdp_where_prec(precision, relation) == code


@pytest.mark.parametrize(
    ("days", "code"), [(1, 1), (2, 2), (6, 2), (7, 3), (8, 4), (31, 4), (32, 5), (366, 5), (367, None)]
)
def test_date_prec(days: int, code: int | None) -> None:
    assert ucdp_date_prec(DAY, DAY + dt.timedelta(days=days - 1)) == code


@pytest.mark.parametrize(
    ("changes", "clarity"),
    [
        ({}, 1),
        ({"end_date": DAY + dt.timedelta(days=20), "time_precision": TimePrecision.PERIOD}, 1),
        ({"end_date": DAY + dt.timedelta(days=60), "time_precision": TimePrecision.PERIOD}, 2),
        ({"fatalities_scope": "group", "group_id": "g1"}, 2),
    ],
)
def test_event_clarity(changes: dict[str, Any], clarity: int) -> None:
    assert row_of(event(mention(**changes)))["event_clarity"] == clarity


def test_a_missing_source_is_minus_one() -> None:
    told = event(mention())
    assert row_of(told)["number_of_sources"] == 1
    from_nowhere = Event(**{name: getattr(told, name) for name in Event.__slots__} | {"sources": ()})
    assert row_of(from_nowhere)["number_of_sources"] == -1


@pytest.mark.parametrize(
    ("lat", "lon", "cell"),
    [(-90.0, -180.0, 1), (-89.75, -179.25, 2), (-89.25, -179.75, 721), (89.75, 179.75, 259200), (90.0, 180.0, 259200)],
)
def test_priogrid_cell(lat: float, lon: float, cell: int) -> None:
    assert priogrid_cell(lat, lon) == cell


@given(lat=st.floats(-90, 90), lon=st.floats(-180, 180))
def test_every_point_lies_in_a_cell_of_the_grid(lat: float, lon: float) -> None:
    assert 1 <= priogrid_cell(lat, lon) <= 259200
