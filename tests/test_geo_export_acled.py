"""ACLED's columns: its order, its codes and its conventions, read back as the CSV that its tools would read."""

import csv
import datetime as dt
from pathlib import Path
from typing import Any

import duckdb
import pytest
from event_factory import DAY, event, mention, place

from geo.acled import ACLED_COLUMNS, VAGUE_FIGURES, acled_row, acled_rows, fatalities, time_precision_code
from geo.crosswalk import PLACE_CODES
from geo.export import export
from geo.lexicons import load_mapping
from geo.records import Event, EventMention
from geo.sides import INTER_CODES, inter_code
from geo.taxonomy import EVENT_TYPE_OF, EventType, GeoPrecision, Status, SubEventType, TimePrecision

SYRIAN, REBELS, RUSSIAN, PEOPLE, DOCTORS = (
    "Syrian government forces",
    "Free Syrian Army",
    "Russian forces",
    "Civilians",
    "Médecins Sans Frontières",
)


def row_of(told: Event) -> dict[str, Any]:
    row = acled_row(told)
    assert row is not None
    return row


def test_acled_has_its_columns_in_its_order(tmp_path: Path) -> None:
    path = tmp_path / "e.csv"
    events = [event(mention("sy-aleppo", actors=(SYRIAN, REBELS))), event(mention(None, article_id="a2"))]
    assert export(events, path, acled=True) == 1
    with path.open(encoding="utf-8-sig", newline="") as stream:
        (row,) = csv.DictReader(stream)
    assert tuple(row) == ACLED_COLUMNS
    assert len(ACLED_COLUMNS) == 31
    told = {
        "event_id_cnty": f"SYR{events[0].event_id}",
        "event_date": "2016-12-08",
        "year": "2016",
        "time_precision": "1",
        "disorder_type": "Political violence",
        "sub_event_type": "Shelling/artillery/missile attack",
        "actor1": SYRIAN,
        "inter1": "1",
        "actor2": REBELS,
        "inter2": "2",
        "interaction": "12",
        "civilian_targeting": "",
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


def test_duckdb_reads_the_columns_with_their_types(tmp_path: Path) -> None:
    path = tmp_path / "e.csv"
    export([event(mention("iq-mosul")), event(mention("sy-douma", article_id="a2"))], path, acled=True)
    with duckdb.connect() as connection:
        found = connection.execute(
            "SELECT typeof(event_date), typeof(latitude), typeof(fatalities), country FROM read_csv(?) ORDER BY 4",
            [str(path)],
        ).fetchall()
    assert found == [("DATE", "DOUBLE", "BIGINT", "Iraq"), ("DATE", "DOUBLE", "BIGINT", "Syria")]


@pytest.mark.parametrize(
    "changes",
    [
        {"status": Status.PLANNED},
        {"status": Status.DENIED},
        {"start_date": None},
        {"geo_precision": GeoPrecision.COUNTRY},
        {"sub_event_type": SubEventType.AID_DELIVERY},
        {"sub_event_type": SubEventType.TALKS},
        {"lat": None, "lon": None},
        {"end_date": DAY + dt.timedelta(days=31), "time_precision": TimePrecision.PERIOD},
        {"end_date": DAY + dt.timedelta(days=364), "time_precision": TimePrecision.YEAR},
    ],
)
def test_acled_leaves_out_what_it_does_not_code(changes: dict[str, Any]) -> None:
    assert acled_row(event(mention(**changes))) is None


def test_an_event_without_place_is_left_out() -> None:
    assert acled_row(event(mention(None))) is None


@pytest.mark.parametrize(
    ("precision", "length_days", "code", "day"),
    [
        (TimePrecision.DAY, 1, 1, "2016-12-08"),
        (TimePrecision.UNKNOWN, 1, 2, "2016-12-08"),
        (TimePrecision.UNKNOWN, 2, 2, "2016-12-08"),
        (TimePrecision.WEEK, 7, 2, "2016-12-11"),
        (TimePrecision.PERIOD, 8, 3, "2016-12-11"),
        (TimePrecision.PERIOD, 9, 3, "2016-12-12"),
        (TimePrecision.MONTH, 31, 3, "2016-12-23"),
    ],
)
def test_the_day_is_the_middle_and_its_precision_one_of_three(
    precision: TimePrecision, length_days: int, code: int, day: str
) -> None:
    last = DAY + dt.timedelta(days=length_days - 1)
    row = row_of(event(mention(end_date=last, time_precision=precision)))
    assert (row["event_date"], row["time_precision"]) == (day, code)


def test_nothing_is_coarser_than_a_month() -> None:
    assert time_precision_code(TimePrecision.PERIOD, DAY, DAY + dt.timedelta(days=31)) is None


@pytest.mark.parametrize(
    ("precision", "code"),
    [
        (GeoPrecision.EXACT, 1),
        (GeoPrecision.NEIGHBOURHOOD, 1),
        (GeoPrecision.TOWN, 1),
        (GeoPrecision.CITY, 1),
        (GeoPrecision.AREA, 2),
        (GeoPrecision.DISTRICT, 2),
        (GeoPrecision.GOVERNORATE, 3),
        (GeoPrecision.REGION, 3),
    ],
)
def test_place_precision(precision: GeoPrecision, code: int) -> None:
    assert row_of(event(mention(geo_precision=precision)))["geo_precision"] == code


def test_every_precision_stands_in_the_crosswalk_and_the_country_alone_is_not_coded() -> None:
    assert set(PLACE_CODES) == set(GeoPrecision)
    assert [level for level, codes in PLACE_CODES.items() if codes.acled is None] == [GeoPrecision.COUNTRY]


FIGURES = [
    ("none told", (None, None), 0),
    ("none killed", (0, 0), 0),
    ("a number", (7, 7), 7),
    ("at least", (7, None), 7),
    ("a range", (10, 15), 10),
    ("several", (3, 9), 3),
    ("dozens", (20, 99), 12),
    ("hundreds", (200, 999), 100),
    ("thousands have no convention", (2000, 9999), 2000),
    ("at least dozens", (20, None), 20),
]


@pytest.mark.parametrize(("bounds", "figure"), [row[1:] for row in FIGURES], ids=[row[0] for row in FIGURES])
def test_the_figure_is_the_lowest_and_vague_words_have_theirs(
    bounds: tuple[int | None, int | None], figure: int
) -> None:
    assert fatalities(event(mention(fatalities_low=bounds[0], fatalities_high=bounds[1]))) == figure


def test_every_vague_word_of_the_lexicon_is_decided() -> None:
    vague = {(entry["low"], entry["high"]) for entry in load_mapping("numerals.yaml")["vague"].values()}
    assert set(VAGUE_FIGURES) <= vague
    assert {bounds for bounds in vague if bounds[1] < 1000} == set(VAGUE_FIGURES)


def test_of_conflicting_reports_the_lowest_stands() -> None:
    dozens = mention(article_id="a1", fatalities_low=20, fatalities_high=99)
    fifteen = mention(article_id="a2", fatalities_low=15, fatalities_high=15)
    assert fatalities(event(dozens, fifteen)) == 12
    assert fatalities(event(fifteen, mention(article_id="a3", fatalities_low=18, fatalities_high=18))) == 15


def of_group(place_id: str, low: int | None, number: int, **changes: Any) -> EventMention:
    scope = None if low is None else "group"
    return mention(
        place_id,
        mention_id=f"a1-m{number}",
        fatalities_low=low,
        fatalities_high=low,
        fatalities_scope=scope,
        group_id="g1",
        **changes,
    )


def test_a_total_over_several_places_is_divided_and_none_is_lost() -> None:
    events = [
        event(of_group("sy-aleppo", 11, 1)),
        event(of_group("sy-douma", None, 2)),
        event(of_group("sy-idlib", None, 3)),
    ]
    assert [row["fatalities"] for row in acled_rows(events)] == [4, 4, 3]


def test_an_event_with_its_own_figure_takes_no_share() -> None:
    own = event(mention("iq-mosul", article_id="a9", fatalities_low=2, fatalities_high=2))
    events = [event(of_group("sy-aleppo", 10, 1)), own, event(of_group("sy-douma", None, 2))]
    assert [row["fatalities"] for row in acled_rows(events)] == [5, 2, 5]


def test_a_total_whose_other_places_are_filtered_out_stays_whole() -> None:
    assert [row["fatalities"] for row in acled_rows([event(of_group("sy-aleppo", 11, 1))])] == [11]


@pytest.mark.parametrize(
    ("name", "country", "code"),
    [
        (SYRIAN, "SY", 1),
        ("قوات النظام", "SY", 1),
        (SYRIAN, "LB", 8),
        (RUSSIAN, "SY", 8),
        (RUSSIAN, "RU", 1),
        ("Israeli forces", "PS", 8),
        ("Israeli forces", "IL", 1),
        ("Government forces", "SD", 1),
        ("US-led Coalition", "IQ", 8),
        (REBELS, "SY", 2),
        ("Islamic State", "IQ", 2),
        ("Hezbollah", "SY", 3),
        ("United Nations", "SY", 8),
        ("Nobody's Own Front", "SY", 0),
        ("", "SY", 0),
    ],
)
def test_inter_code(name: str, country: str, code: int) -> None:
    assert inter_code(name, country) == code


def test_every_kind_of_party_has_a_code() -> None:
    kinds = {row["kind"] for row in load_mapping("demonyms.yaml")["nations"]}
    assert kinds <= set(INTER_CODES)
    assert set(INTER_CODES.values()) <= set(range(1, 9))


SIDES = [
    ("army and rebels", SubEventType.ARMED_CLASH, (SYRIAN, REBELS), (SYRIAN, 1, REBELS, 2, 12)),
    ("low code first", SubEventType.ARMED_CLASH, (REBELS, SYRIAN), (REBELS, 2, SYRIAN, 1, 12)),
    ("one alone", SubEventType.SHELLING, (SYRIAN,), (SYRIAN, 1, "", 0, 10)),
    ("nobody", SubEventType.SHELLING, (), ("", "", "", "", "")),
    ("unknown party", SubEventType.SHELLING, ("X",), ("X", "", "", 0, "")),
    ("unknown second", SubEventType.ARMED_CLASH, (SYRIAN, "X"), (SYRIAN, 1, "X", "", "")),
    ("civilians of an attack", SubEventType.ATTACK, (REBELS,), (REBELS, 2, "Civilians (Syria)", 7, 27)),
    ("unknown attacker", SubEventType.ABDUCTION, (), ("", "", "Civilians (Syria)", 7, "")),
    ("protesters", SubEventType.PEACEFUL_PROTEST, (), ("Protesters (Syria)", 6, "", 0, 60)),
    ("police at a peaceful protest", SubEventType.PEACEFUL_PROTEST, (SYRIAN,), ("Protesters (Syria)", 6, "", 0, 60)),
    (
        "shots at protesters",
        SubEventType.EXCESSIVE_FORCE,
        (SYRIAN,),
        ("Protesters (Syria)", 6, SYRIAN, 1, 16),
    ),
    ("rioters", SubEventType.MOB_VIOLENCE, (), ("Rioters (Syria)", 5, "", 0, 50)),
]


@pytest.mark.parametrize(("sub_type", "actors", "told"), [row[1:] for row in SIDES], ids=[row[0] for row in SIDES])
def test_sides(sub_type: SubEventType, actors: tuple[str, ...], told: tuple[Any, ...]) -> None:
    row = row_of(event(mention(sub_event_type=sub_type, actors=actors)))
    assert tuple(row[name] for name in ("actor1", "inter1", "actor2", "inter2", "interaction")) == told


def test_a_third_party_stands_with_the_first() -> None:
    row = row_of(event(mention(sub_event_type=SubEventType.ARMED_CLASH, actors=(SYRIAN, REBELS, RUSSIAN))))
    assert (row["actor1"], row["assoc_actor_1"], row["actor2"]) == (SYRIAN, RUSSIAN, REBELS)


@pytest.mark.parametrize(
    ("sub_type", "actors", "targeted"),
    [
        (SubEventType.ATTACK, (), True),
        (SubEventType.ABDUCTION, (REBELS,), True),
        (SubEventType.SEXUAL_VIOLENCE, (), True),
        (SubEventType.EXCESSIVE_FORCE, (SYRIAN,), True),
        (SubEventType.AIR_STRIKE, (RUSSIAN, PEOPLE), True),
        (SubEventType.AIR_STRIKE, (RUSSIAN,), False),
        (SubEventType.AIR_STRIKE, (RUSSIAN, REBELS, PEOPLE), False),
        (SubEventType.ARMED_CLASH, (SYRIAN, REBELS), False),
        (SubEventType.PEACEFUL_PROTEST, (PEOPLE,), False),
        (SubEventType.AGREEMENT, (SYRIAN, PEOPLE), False),
    ],
)
def test_civilian_targeting(sub_type: SubEventType, actors: tuple[str, ...], *, targeted: bool) -> None:
    row = row_of(event(mention(sub_event_type=sub_type, actors=actors)))
    assert row["civilian_targeting"] == ("Civilians targeted" if targeted else "")


@pytest.mark.parametrize(
    ("country", "told"),
    [
        ("SY", ("Syria", 760, "Middle East")),
        ("PS", ("Palestine", 275, "Middle East")),
        ("SD", ("Sudan", 729, "Northern Africa")),
        ("SO", ("Somalia", 706, "Eastern Africa")),
        ("FR", ("France", 250, "")),
        ("", ("", None, "")),
    ],
)
def test_country(country: str, told: tuple[str, int | None, str]) -> None:
    row = row_of(event(mention(place=place(country=country))))
    assert (row["country"], row["iso"], row["region"]) == told


def test_every_sub_type_has_a_row_or_is_kharita_s_own() -> None:
    own = {EventType.HUMANITARIAN, EventType.DIPLOMACY}
    for sub_type in SubEventType:
        row = acled_row(event(mention(sub_event_type=sub_type)))
        assert (row is None) == (EVENT_TYPE_OF[sub_type] in own), sub_type
