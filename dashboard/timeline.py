"""The events in time, as numbers that the page draws: stacked bars, bands for what is known to several days."""

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from dashboard.points import TYPES
from dashboard.summary import Span, histogram
from geo.query import EventFilter

GRAINS = {"day": 1, "week": 7, "month": 30}
"""Days of a bar, by the name of the choice."""

MAX_BANDS, MAX_LANES = 40, 8
"""Bands that are drawn, and how many may lie over one another; the rest are counted."""


def histogram_answer(told: Sequence[Span], days: tuple[dt.date, dt.date] | None, grain: str) -> dict[str, Any]:
    """Return bars as `[[type, events], …]`, bands as `[first, last, type, events, lane]`, days counted from the first.

    `told` is what `dashboard.summary.spans` gives, `days` what the axis spans; events beyond it or without a day are
    counted in `undated`. A band stands for the events that last, or are only known to lie, within the same days.
    """
    if days is None:
        return {"days": None, "step_days": 1, "bars": [], "bands": [], "bands_left": 0, "undated": _events(told)}
    chart = histogram(told, days, step_days=GRAINS[grain])
    bands = _bands(told, days)
    kept = _packed(bands)
    return {
        "days": [str(day) for day in days],
        "step_days": chart.step_days,
        "bars": [[[TYPES.index(kind), round(part, 3)] for kind, part in sorted(bar.items())] for bar in chart.bars],
        "bands": kept,
        "bands_left": _events(bands) - _events(kept),
        "undated": chart.undated,
    }


def _events(counted: Iterable[tuple[Any, ...]]) -> int:
    """Return the events of spans or bands, whose fourth member says how many."""
    return sum(one[3] for one in counted)


def _bands(told: Iterable[Span], days: tuple[dt.date, dt.date]) -> list[tuple[int, int, int, int]]:
    first, length = days[0], (days[1] - days[0]).days + 1
    counted: Counter[tuple[int, int, int]] = Counter()
    for start, end, kind, count in told:
        if start and end and end > start:
            ends = (start - first).days, (end - first).days
            counted[max(0, ends[0]), min(length - 1, ends[1]), TYPES.index(kind)] += count
    return [(*band, count) for band, count in counted.items()]


def _packed(bands: list[tuple[int, int, int, int]]) -> list[tuple[int, int, int, int, int]]:
    """Return the bands of most events that find room, each with its lane, in the order of their first day."""
    most = sorted(bands, key=lambda band: (-band[3], band))[:MAX_BANDS]
    ends = [-1] * MAX_LANES
    kept = []
    for band in sorted(most):
        lane = next((lane for lane, end in enumerate(ends) if end < band[0]), None)
        if lane is not None:
            ends[lane] = band[1]
            kept.append((*band, lane))
    return kept


def in_days(event_filter: EventFilter, days: tuple[dt.date, dt.date] | None) -> EventFilter:
    """Return the filter with its period cut to the days there are.

    Where the period reaches the first or last day there is no condition on that side, so that undated events stay in
    as long as nothing is cut off; a period that lies wholly outside asks nothing.
    """
    if days is None or not (event_filter.start or event_filter.end):
        return replace(event_filter, start=None, end=None)
    start, end = clamped((event_filter.start or days[0], event_filter.end or days[1]), days)
    return replace(event_filter, start=start if start > days[0] else None, end=end if end < days[1] else None)


def clamped(chosen: tuple[dt.date, ...], days: tuple[dt.date, dt.date]) -> tuple[dt.date, dt.date]:
    """Return a period cut to the days there are; one that lies wholly outside becomes all of them."""
    start, end = max(chosen[0], days[0]), min(chosen[-1], days[1])
    return (start, end) if start <= end else days
