"""Counts, histogram and the period's arithmetic, over small event tables."""

import datetime as dt
from typing import Any

import pyarrow as pa
import pytest
from event_factory import DAY, event, mention

from dashboard.summary import count_by_nearness, day_range, first_ids, histogram, spans, unplaced
from dashboard.symbols import Nearness
from dashboard.timeline import MAX_LANES, clamped, histogram_answer, in_days
from geo.event_table import event_table
from geo.query import EventFilter
from geo.taxonomy import EventType, GeoPrecision, SubEventType, TimePrecision


def table(*changes: dict[str, Any]) -> pa.Table:
    return event_table(
        [event(mention(**{"article_id": f"a{number}", **change})) for number, change in enumerate(changes)]
    )


def later(days: int) -> dt.date:
    return DAY + dt.timedelta(days=days)


def test_counts_by_nearness() -> None:
    events = table(
        {},
        {"sub_event_type": SubEventType.TALKS, "geo_precision": GeoPrecision.EXACT},
        {"place_id": None},
        {"geo_precision": GeoPrecision.COUNTRY, "start_date": later(1)},
        {"geo_precision": GeoPrecision.AREA, "start_date": later(2)},
    )
    assert count_by_nearness(events) == {Nearness.EXACT: 1, Nearness.CITY: 1, Nearness.AREA: 1, Nearness.NONE: 2}
    assert unplaced(events).num_rows == 2


def test_an_empty_table_counts_nothing() -> None:
    assert sum(count_by_nearness(table()).values()) == 0
    assert day_range(table()) is None
    assert unplaced(table()).num_rows == 0


def test_days_reach_from_the_first_start_to_the_last_end() -> None:
    events = table({"start_date": later(3)}, {"start_date": DAY, "end_date": later(9)}, {"start_date": None})
    assert day_range(events) == (DAY, later(9))


def test_bars_stack_by_type_and_spread_blurred_events() -> None:
    events = table(
        {},
        {"sub_event_type": SubEventType.TALKS},
        {"start_date": DAY, "end_date": later(3), "time_precision": TimePrecision.WEEK, "place_id": "sy-idlib"},
        {"start_date": None, "end_date": None},
        {"start_date": DAY, "end_date": later(200), "time_precision": TimePrecision.YEAR, "place_id": "iq-mosul"},
    )
    chart = histogram(spans(events), (DAY, later(4)))
    assert chart.step_days == 1
    assert chart.bars[0] == {EventType.EXPLOSIONS: 1.25, EventType.DIPLOMACY: 1.0}
    assert chart.bars[3] == {EventType.EXPLOSIONS: 0.25}
    assert chart.bars[4] == {}
    assert chart.undated == 2


@pytest.mark.parametrize(("days", "step"), [(1, 1), (99, 1), (100, 7), (800, 30), (5000, 91), (30000, 365)])
def test_the_step_grows_with_the_span(days: int, step: int) -> None:
    chart = histogram(spans(table({})), (DAY, later(days)))
    assert chart.step_days == step
    assert len(chart.bars) <= 101


def test_the_axis_has_bars_bands_and_the_number_of_the_rest() -> None:
    week = {"start_date": DAY, "end_date": later(6), "sub_event_type": SubEventType.TALKS}
    events = table({}, week, week | {"article_id": "a2"}, {"start_date": None, "end_date": None})
    answer = histogram_answer(spans(events), (DAY, later(6)), "day")
    assert answer["days"] == [str(DAY), str(later(6))]
    assert len(answer["bars"]) == 7
    assert [band[:2] for band in answer["bands"]] == [(0, 6)]
    assert answer["undated"] == 1
    assert histogram_answer(spans(events), None, "week")["undated"] == events.num_rows


def test_bands_that_overlap_lie_in_lanes_of_their_own_while_there_is_room() -> None:
    crowd = [{"article_id": f"c{end}", "start_date": DAY, "end_date": later(end)} for end in range(2, 3 + MAX_LANES)]
    after = {"article_id": "z", "start_date": later(50), "end_date": later(53)}
    answer = histogram_answer(spans(table(*crowd, after)), (DAY, later(60)), "day")
    assert [band[4] for band in answer["bands"]] == [*range(MAX_LANES), 0]
    assert answer["bands_left"] == 1


@pytest.mark.parametrize(
    ("asked", "kept"),
    [
        (EventFilter(start=later(1), end=later(2)), EventFilter(start=later(1), end=later(2))),
        (EventFilter(start=DAY, end=later(2)), EventFilter(end=later(2))),
        (EventFilter(start=later(1), end=later(90)), EventFilter(start=later(1))),
        (EventFilter(start=later(90)), EventFilter()),
        (EventFilter(text="x"), EventFilter(text="x")),
    ],
)
def test_a_period_that_reaches_the_ends_asks_nothing_there(asked: EventFilter, kept: EventFilter) -> None:
    assert in_days(asked, day_range(table({}, {"start_date": later(9)}))) == kept


def test_the_first_ids_are_those_of_the_first_rows() -> None:
    events = table({}, {"start_date": later(2)}, {"start_date": None, "end_date": None})
    assert first_ids(events, 2) == events["id"].to_pylist()[:2]
    assert first_ids(events, 5) == events["id"].to_pylist()


@pytest.mark.parametrize(
    ("chosen", "kept"),
    [
        ((later(1), later(2)), (later(1), later(2))),
        ((dt.date.min, later(2)), (DAY, later(2))),
        ((later(1), dt.date.max), (later(1), later(9))),
        ((later(50), later(60)), (DAY, later(9))),
    ],
)
def test_a_period_is_cut_to_the_days_there_are(chosen: tuple[dt.date, dt.date], kept: tuple[dt.date, dt.date]) -> None:
    assert clamped(chosen, (DAY, later(9))) == kept
