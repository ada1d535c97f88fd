"""Counts that the screen shows: by type, status and precision, and by day for the histogram; pure over event tables."""

import datetime as dt
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from dashboard.symbols import Nearness, nearness
from geo.event_table import codes
from geo.taxonomy import EventType, GeoPrecision

MAX_BARS = 100
"""The histogram takes the finest step that needs no more bars."""

BLUR_DAYS = 31
"""An event that lasts, or is only known to lie, within more days than this is no bar but a number under the chart."""

DAY_COLUMNS = ("start_date", "end_date", "event_type")
"""Columns of an event table that a histogram and its days are read from."""

BAR_STEPS = (1, 7, 30, 91, 365)
"""Lengths in days that a bar can have."""

Span = tuple[dt.date | None, dt.date | None, EventType, int]
"""First day, last day, type, and how many events have them in common."""

_NO_DAY = 0
_EPOCH = dt.date(1970, 1, 1).toordinal()
_MANY_DAYS = dt.date.max.toordinal() + 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Histogram:
    """Events by time, stacked by type."""

    first: dt.date
    """First day of the first bar."""
    step_days: int
    bars: tuple[dict[EventType, float], ...]
    """One a step; an event known to a week counts a seventh on each of its days."""
    undated: int
    """Events that no bar shows: undated, or too blurred in time."""


def count_by_nearness(table: pa.Table) -> dict[Nearness, int]:
    """Return how many events are shown exactly, city-level, as an area, and not on the map; all four keys are there."""
    keyed = pa.table({"geo_precision": table["geo_precision"].cast(pa.string()), "placed": pc.is_valid(table["lat"])})
    counts = dict.fromkeys(Nearness, 0)
    for row in keyed.group_by(["geo_precision", "placed"]).aggregate([([], "count_all")]).to_pylist():
        lat = 0.0 if row["placed"] else None
        counts[nearness(row["geo_precision"], lat)] += row["count_all"]
    return counts


def day_range(table: pa.Table) -> tuple[dt.date, dt.date] | None:
    """Return the first and last day that any event touches; `None` when no event has a day."""
    ends = pc.min_max(_days(table["start_date"])).as_py(), pc.min_max(_days(table["end_date"])).as_py()
    days = [day for pair in ends for day in pair.values() if day is not None]
    return (min(days), max(days)) if days else None


def histogram(
    told: Iterable[Span], days: tuple[dt.date, dt.date], *, step_days: int = 1, max_bars: int = MAX_BARS
) -> Histogram:
    """Return the stacked bars of `spans` between two days, inclusive; events beyond them count as undated.

    A bar is `step_days` long, longer where there would be more than `max_bars`.
    """
    first, last = days
    steps = (step for step in BAR_STEPS if step >= step_days and (last - first).days // step < max_bars)
    step = next(steps, BAR_STEPS[-1])
    bars: list[Counter[EventType]] = [Counter() for _ in range((last - first).days // step + 1)]
    undated = 0
    for start, end, event_type, count in told:
        length = (end - start).days + 1 if start and end else 0
        if not start or not end or not 0 < length <= BLUR_DAYS or start < first or end > last:
            undated += count
            continue
        for offset in range(length):
            bars[((start - first).days + offset) // step][event_type] += count / length  # type: ignore[assignment]  # a Counter of parts
    return Histogram(
        first=first,
        step_days=step,
        bars=tuple({kind: float(part) for kind, part in bar.items()} for bar in bars),
        undated=undated,
    )


def spans(table: pa.Table) -> list[Span]:
    """Return the first day, last day and type of a table's events, and how many have them in common."""
    return numbered_spans(table)[1]


def numbered_spans(table: pa.Table) -> tuple[npt.NDArray[np.int64], list[Span]]:
    """Return of each row the number of its span, and the spans."""
    kind, kinds = codes(table["event_type"])
    first, last = (_day_numbers(table[name]) for name in ("start_date", "end_date"))
    last = np.where(last == _NO_DAY, first, last)
    unique, numbers, counts = np.unique(
        (first * _MANY_DAYS + last) * (len(kinds) + 1) + kind, return_inverse=True, return_counts=True
    )
    pairs, kind_of = np.divmod(unique, len(kinds) + 1)
    names = [EventType(name) for name in kinds.to_pylist()]
    told = zip(*np.divmod(pairs, _MANY_DAYS), kind_of.tolist(), counts.tolist(), strict=True)
    return numbers, [(_day(start), _day(end), names[one], count) for start, end, one, count in told]


def _day_numbers(column: pa.ChunkedArray) -> npt.NDArray[np.int64]:
    """Return the days of a column as numbers from 1 up, `_NO_DAY` where there is none."""
    days: npt.NDArray[np.int64] = pc.fill_null(_days(column).cast(pa.int32()), _NO_DAY - _EPOCH).to_numpy() + _EPOCH
    return days.astype(np.int64)


def _day(number: int) -> dt.date | None:
    return None if number == _NO_DAY else dt.date.fromordinal(int(number))


def _days(column: pa.ChunkedArray) -> pa.ChunkedArray:
    return column.cast(pa.date32())


def first_ids(table: pa.Table, limit: int) -> list[str]:
    """Return the ids of the first events, at most `limit`; the catalogue's come by day, undated ones last."""
    return [str(event_id) for event_id in table["id"].slice(0, limit).to_pylist()]


def unplaced(table: pa.Table) -> pa.Table:
    """Return the rows that the map cannot show (see `nearness`)."""
    drawn = [level.value for level in GeoPrecision if nearness(level, 0.0) is not Nearness.NONE]
    placed = pc.and_(pc.is_valid(table["lat"]), pc.is_in(table["geo_precision"].cast(pa.string()), pa.array(drawn)))
    return table.filter(pc.invert(placed))
