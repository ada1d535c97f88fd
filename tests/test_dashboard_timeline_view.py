"""Time: a bar narrows to its own days, an event of several days is a band, and hostile names stay words."""

import datetime as dt

import pytest
from event_factory import event, place

from dashboard.labels import load_labels
from dashboard.summary import histogram, spans
from dashboard.timeline_view import bands, bars, day_lists, several_days
from geo.event_table import event_table
from geo.taxonomy import TimePrecision

DAY = dt.date(2016, 12, 8)
WEEK = event(start_date=DAY, end_date=DAY + dt.timedelta(days=6), time_precision=TimePrecision.WEEK, article_id="w")
SINGLE = event(start_date=DAY, end_date=DAY)
UNDATED = event(start_date=None, end_date=None, time_precision=TimePrecision.UNKNOWN, article_id="u")
DAYS = (DAY, DAY + dt.timedelta(days=9))


@pytest.mark.parametrize(("step", "sent"), [(1, "2016-12-08/2016-12-08"), (7, "2016-12-08/2016-12-14")])
def test_a_bar_sends_its_days(step: int, sent: str) -> None:
    chart = histogram(spans(event_table([SINGLE])), DAYS, step_days=step)
    drawn = bars(chart, load_labels("en"))
    assert drawn.count("data-send") == 1
    assert f'data-send="span:{sent}"' in drawn


def test_only_events_of_several_days_are_bands() -> None:
    table = several_days(event_table([SINGLE, WEEK, UNDATED]))
    assert table["id"].to_pylist() == [WEEK.event_id]
    drawn = str(bands([WEEK], DAYS, load_labels("en"), total=3))
    assert "margin-left:0.00%;width:70.00%" in drawn
    assert "and \u20682\u2069 more" in drawn
    assert bands([], DAYS, load_labels("en"), total=0) is None


def test_days_are_headed_and_undated_events_are_among_them() -> None:
    drawn = day_lists([SINGLE, WEEK, UNDATED], load_labels("en"), total=3, selected=WEEK.event_id)
    assert drawn.count("<h4>") == 2
    assert "day unknown" in drawn
    assert drawn.count("aria-current") == 1


def test_hostile_names_stay_words() -> None:
    hostile = event(place=place(name_en="<script>alert(1)</script>"))
    assert "<script>" not in day_lists([hostile], load_labels("en"), total=1, selected="")
