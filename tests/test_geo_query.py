"""What a filter lets through, and how it is written in a URL."""

import datetime as dt

import pytest
from event_factory import DAY, event, mention
from hypothesis import given, settings
from hypothesis import strategies as st

from geo.event_table import event_table, select
from geo.query import PARAMETERS, EventFilter, FilterInvalid
from geo.taxonomy import EventType, GeoPrecision, Status, SubEventType

ALEPPO = event(mention("sy-aleppo"))
NOWHERE = event(mention(None, article_id="a2", evidence_text="قُتل مدنيان في قصف على الركابية."))
UNDATED = event(mention("iq-mosul", article_id="a3", start_date=None))
WEEK = event(mention("sy-douma", article_id="a4", start_date=DAY, end_date=DAY + dt.timedelta(days=6)))
EVENTS = (ALEPPO, NOWHERE, UNDATED, WEEK)


def names(asked: EventFilter) -> set[str]:
    shown = {ALEPPO.event_id: "aleppo", NOWHERE.event_id: "nowhere", UNDATED.event_id: "undated", WEEK.event_id: "week"}
    return {shown[told.event_id] for told in EVENTS if asked.matches(told)}


EVERYTHING = {"aleppo", "nowhere", "undated", "week"}


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        (EventFilter(), EVERYTHING),
        (EventFilter(start=DAY), EVERYTHING - {"undated"}),
        (EventFilter(end=DAY), EVERYTHING - {"undated"}),
        (EventFilter(start=DAY + dt.timedelta(days=1)), {"week"}),
        (EventFilter(start=DAY + dt.timedelta(days=7)), set()),
        (EventFilter(end=DAY - dt.timedelta(days=1)), set()),
        (EventFilter(event_types=frozenset({EventType.EXPLOSIONS})), EVERYTHING),
        (EventFilter(event_types=frozenset({EventType.BATTLES})), set()),
        (EventFilter(sub_event_types=frozenset({SubEventType.SHELLING, SubEventType.SIEGE})), EVERYTHING),
        (EventFilter(sub_event_types=frozenset({SubEventType.SIEGE})), set()),
        (EventFilter(place_ids=frozenset({"sy-aleppo", "iq-mosul"})), {"aleppo", "undated"}),
        (EventFilter(admin1=frozenset({"Nineveh"})), {"undated"}),
        (EventFilter(admin1=frozenset({"حلب"})), {"aleppo"}),
        (EventFilter(actors=frozenset({"قوات النظام"})), EVERYTHING),
        (EventFilter(actors=frozenset({"جهة أخرى"})), set()),
        (EventFilter(sources=frozenset({"Outlet A"})), EVERYTHING),
        (EventFilter(sources=frozenset({"Outlet"})), set()),
        (EventFilter(statuses=frozenset({Status.PLANNED})), set()),
        (EventFilter(geo_precisions=frozenset({GeoPrecision.CITY})), EVERYTHING - {"nowhere"}),
        (EventFilter(text="الرّكابيه"), {"nowhere"}),
        (EventFilter(text="MOSUL"), {"undated"}),
        (EventFilter(text="قصف الركابية"), {"nowhere"}),
        (EventFilter(text="قصف هدنة"), set()),
        (EventFilter(text=" ... "), EVERYTHING),
        (EventFilter(bbox=(37, 36, 38, 37)), {"aleppo"}),
        (EventFilter(bbox=(40, 30, 37.2, 40)), {"aleppo", "undated", "week"}),
        (EventFilter(bbox=(-10, 0, 10, 50)), set()),
        (EventFilter(located=True), EVERYTHING - {"nowhere"}),
        (EventFilter(located=False), {"nowhere"}),
        (EventFilter(min_confidence=0.9), EVERYTHING),
        (EventFilter(min_confidence=0.91), set()),
        (EventFilter(min_killed=5), EVERYTHING),
        (EventFilter(min_killed=6), set()),
    ],
)
def test_filter_lets_through(asked: EventFilter, expected: set[str]) -> None:
    assert names(asked) == expected


days = st.dates(min_value=dt.date(1, 1, 1))
words = st.text(min_size=1).filter(lambda text: bool(text.strip()))
degrees = st.floats(-180, 180)


@st.composite
def filters(draw: st.DrawFn) -> EventFilter:
    start, end = sorted((draw(days), draw(days)))
    south, north = sorted((draw(st.floats(-90, 90)), draw(st.floats(-90, 90))))
    return EventFilter(
        start=draw(st.sampled_from([None, start])),
        end=draw(st.sampled_from([None, end])),
        event_types=draw(st.frozensets(st.sampled_from(EventType))),
        sub_event_types=draw(st.frozensets(st.sampled_from(SubEventType))),
        place_ids=draw(st.frozensets(st.sampled_from(["sy-aleppo", "sy-douma", "iq-mosul"]) | words)),
        admin1=draw(st.frozensets(st.sampled_from(["Aleppo", "حلب", "Nineveh"]) | words)),
        actors=draw(st.frozensets(st.just("قوات النظام") | words)),
        sources=draw(st.frozensets(st.just("Outlet A") | words)),
        statuses=draw(st.frozensets(st.sampled_from(Status))),
        geo_precisions=draw(st.frozensets(st.sampled_from(GeoPrecision))),
        text=draw(st.sampled_from(["", "قصف", "حلب أمس", "mosul"]) | words),
        bbox=draw(st.none() | st.just((draw(degrees), south, draw(degrees), north))),
        located=draw(st.sampled_from([None, True, False])),
        min_confidence=draw(st.floats(0, 1)),
        min_killed=draw(st.integers(0, 9)),
    )


@settings(deadline=None)
@given(filters())
def test_url_parameters_read_back_as_the_same_filter(asked: EventFilter) -> None:
    params = asked.to_params()
    assert set(params) <= PARAMETERS
    assert EventFilter.from_params(params) == asked


TABLE = event_table(EVENTS)


@settings(deadline=None)
@given(filters())
def test_the_table_and_the_records_agree_on_every_filter(asked: EventFilter) -> None:
    by_record = [told.event_id for told in EVENTS if asked.matches(told)]
    assert select(TABLE, asked)["id"].to_pylist() == by_record


@settings(deadline=None)
@given(filters())
def test_a_filter_asks_what_its_parts_ask_together(asked: EventFilter) -> None:
    assert all(len(part.to_params()) == 1 for part in asked.parts)
    by_parts = [told for told in EVENTS if all(part.matches(told) for part in asked.parts)]
    assert by_parts == [told for told in EVENTS if asked.matches(told)]


@pytest.mark.parametrize("asked", [EventFilter(bbox=box) for box in [(40, 30, 37.2, 40), (-180, -90, 180, 90)]])
def test_the_table_and_the_records_agree_on_boxes(asked: EventFilter) -> None:
    by_record = [told.event_id for told in EVENTS if asked.matches(told)]
    assert by_record
    assert select(TABLE, asked)["id"].to_pylist() == by_record


def test_an_empty_filter_writes_no_parameters() -> None:
    assert EventFilter().to_params() == {}


def test_parameters_of_the_page_and_empty_ones_are_left_alone() -> None:
    assert EventFilter.from_params({"lang": "en", "event": "12", "start": "", "event_types": " "}) == EventFilter()


def test_a_comma_or_bar_in_an_outlet_s_name_stays_in_it() -> None:
    asked = EventFilter(sources=frozenset({"agencies (RIA, Sputnik)", "A|B", "C\\"}))
    assert EventFilter.from_params(asked.to_params()) == asked


@pytest.mark.parametrize(
    ("params", "named"),
    [
        ({"start": "2016-02-30"}, "2016-02-30"),
        ({"end": "tomorrow"}, "tomorrow"),
        ({"start": "2016-12-09", "end": "2016-12-08"}, "swap"),
        ({"event_types": "Battles|Wars"}, "Wars"),
        ({"statuses": "maybe"}, "reported"),
        ({"bbox": "1,2,3"}, "west,south,east,north"),
        ({"bbox": "1,2,3,x"}, "west,south,east,north"),
        ({"bbox": "1,50,3,40"}, "50"),
        ({"bbox": "nan,2,3,4"}, "no number"),
        ({"bbox": "0,0,999,1"}, "999"),
        ({"located": "perhaps"}, "perhaps"),
        ({"min_confidence": "2"}, "2.0"),
        ({"min_confidence": "nan"}, "nan"),
        ({"min_killed": "-1"}, "-1"),
        ({"min_killed": "1.5"}, "1.5"),
        ({"min_killed": "²"}, "²"),
        ({"min_confidence": "high"}, "high"),
    ],
)
def test_what_cannot_be_asked_is_named(params: dict[str, str], named: str) -> None:
    with pytest.raises(FilterInvalid, match=named):
        EventFilter.from_params(params)
