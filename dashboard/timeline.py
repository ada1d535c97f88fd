"""The events in time, as numbers that the page draws: stacked bars, bands for what is known to several days."""

import datetime as dt
from collections import Counter
from dataclasses import replace
from typing import Any

import pyarrow as pa

from dashboard.points import TYPES
from dashboard.summary import day_range, histogram, spans
from geo.query import EventFilter

GRAINS = {"day": 1, "week": 7, "month": 30}
"""Days of a bar, by the name of the choice."""

MAX_BANDS, MAX_LANES = 40, 8
"""Bands that are drawn, and how many may lie over one another; the rest are counted."""


def histogram_answer(table: pa.Table, days: tuple[dt.date, dt.date] | None, grain: str) -> dict[str, Any]:
    """Return bars as `[[type, events], …]` and bands as `[first, last, type, events]`, days counted from the first.

    `days` is what the axis spans; events beyond it or without a day are counted in `undated`. A band stands for the
    events that last, or are only known to lie, within the same several days.
    """
    if days is None:
        return {"days": None, "step_days": 1, "bars": [], "bands": [], "bands_left": 0, "undated": table.num_rows}
    chart = histogram(table, days, step_days=GRAINS[grain])
    bands = _bands(table, days)
    kept = _packed(bands)
    return {
        "days": [str(day) for day in days],
        "step_days": chart.step_days,
        "bars": [[[TYPES.index(kind), round(part, 3)] for kind, part in sorted(bar.items())] for bar in chart.bars],
        "bands": kept,
        "bands_left": sum(band[-1] for band in bands) - sum(band[-1] for band in kept),
        "undated": chart.undated,
    }


def _bands(table: pa.Table, days: tuple[dt.date, dt.date]) -> list[tuple[int, int, int, int]]:
    first, length = days[0], (days[1] - days[0]).days + 1
    counted: Counter[tuple[int, int, int]] = Counter()
    for start, end, kind, count in spans(table):
        if start and end and end > start:
            ends = (start - first).days, (end - first).days
            counted[max(0, ends[0]), min(length - 1, ends[1]), TYPES.index(kind)] += count
    return [(*band, count) for band, count in counted.items()]


def _packed(bands: list[tuple[int, int, int, int]]) -> list[tuple[int, int, int, int]]:
    """Return the bands of most events that find room in the lanes, in the order of their first day."""
    most = sorted(bands, key=lambda band: (-band[3], band))[:MAX_BANDS]
    lanes: list[int] = []
    kept = []
    for band in sorted(most):
        free = next((index for index, last in enumerate(lanes) if last < band[0]), None)
        if free is None and len(lanes) == MAX_LANES:
            continue
        if free is None:
            lanes.append(band[1])
        else:
            lanes[free] = band[1]
        kept.append(band)
    return kept


def in_days(event_filter: EventFilter, table: pa.Table) -> EventFilter:
    """Return the filter with its period cut to the days that a table has.

    Where the period reaches the first or last day there is no condition on that side, so that undated events stay in
    as long as nothing is cut off; a period that lies wholly outside asks nothing.
    """
    days = day_range(table)
    if days is None or not (event_filter.start or event_filter.end):
        return replace(event_filter, start=None, end=None)
    start, end = clamped((event_filter.start or days[0], event_filter.end or days[1]), days)
    return replace(event_filter, start=start if start > days[0] else None, end=end if end < days[1] else None)


def clamped(chosen: tuple[dt.date, ...], days: tuple[dt.date, dt.date]) -> tuple[dt.date, dt.date]:
    """Return a period cut to the days there are; one that lies wholly outside becomes all of them."""
    start, end = max(chosen[0], days[0]), min(chosen[-1], days[1])
    return (start, end) if start <= end else days
