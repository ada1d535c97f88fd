"""Who reported when: counts by day and outlet, silence counted, and shares that add up."""

import datetime as dt
from pathlib import Path

import pytest
from event_factory import event, reports
from hypothesis import given
from hypothesis import strategies as st

from dashboard.coverage import MAX_OUTLETS, MAX_STEPS, OTHERS, coverage
from dashboard.coverage_view import figures, grid
from dashboard.labels import load_labels
from geo.event_table import event_table
from geo.lake import Lake, ReportCoverage

NO_EVENTS = event_table([])
FIRST = dt.date(2016, 12, 1)


def report(day: int | None, source: str = "A", **changes: int) -> ReportCoverage:
    date = None if day is None else FIRST + dt.timedelta(days=day)
    return ReportCoverage(id=f"{day}{source}", date=date, source=source, **{"toponyms": 4, "unlocated": 1} | changes)


def test_counts_of_a_few_reports() -> None:
    counted = coverage(
        [report(0), report(0, "B"), report(3), report(None)], event_table([event(), event(place_id=None)])
    )
    assert (counted.reports, counted.undated_reports, counted.days, counted.silent_days) == (4, 1, 4, 2)
    assert (counted.toponyms, counted.unlocated) == (16, 4)
    assert counted.rows == (("A", (1, 0, 0, 1)), ("B", (1, 0, 0, 0)))
    assert (counted.events, counted.events_without_point, counted.events_without_day) == (2, 1, 0)


def test_no_report_is_no_error() -> None:
    counted = coverage([], NO_EVENTS)
    assert (counted.reports, counted.days, counted.rows) == (0, 0, ())
    assert "–" in figures(counted, load_labels("en"))
    assert "No report has a date" in grid(counted, load_labels("en"))


@given(st.lists(st.tuples(st.integers(0, 40_000), st.integers(0, 30)), min_size=1, max_size=60))
def test_the_grid_holds_every_dated_report_once_and_stays_small(told: list[tuple[int, int]]) -> None:
    counted = coverage([report(day, f"outlet {source}") for day, source in told], NO_EVENTS)
    assert sum(sum(row) for _, row in counted.rows) == len(told)
    assert counted.steps <= MAX_STEPS
    assert len(counted.rows) <= MAX_OUTLETS + 1
    assert all(len(row) == counted.steps for _, row in counted.rows)


def test_rare_outlets_share_a_row() -> None:
    counted = coverage([report(0, f"outlet {number:02}") for number in range(MAX_OUTLETS + 3)], NO_EVENTS)
    assert dict(counted.rows)[OTHERS] == (3,)


@pytest.mark.parametrize(
    ("language", "said"), [("ar", "غياب التقارير ليس غيابًا للأحداث"), ("en", "No reports is not the same as no events")]
)
def test_silence_is_said_in_words(language: str, said: str) -> None:
    assert said in figures(coverage([report(0)], NO_EVENTS), load_labels(language))


def test_hostile_outlets_stay_words() -> None:
    drawn = grid(coverage([report(0, "<script>alert(1)</script>"), report(1, "")], NO_EVENTS), load_labels("en"))
    assert "<script>" not in drawn
    assert "outlet not given" in drawn


def test_the_lake_counts_the_toponyms_of_each_report(tmp_path: Path) -> None:
    lake = Lake.open(tmp_path)
    assert lake.coverage() == ()
    lake.ingest(reports(9))
    told = lake.coverage()
    assert [one.toponyms for one in told] == [1] * 9
    assert sum(one.unlocated for one in told) == 1
