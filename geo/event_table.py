"""Events as one Arrow table, and `EventFilter` as a mask over its columns.

The table serves the map and the exports of columns; `EventFilter.matches` and `mask` agree on every event. A column
whose values come again and again holds each once (an Arrow dictionary), so that a condition looks at each value once.
"""

from collections.abc import Iterable
from functools import reduce
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from geo.query import EventFilter, search_text
from geo.records import Event
from geo.serialise import EVENT_PROPERTIES, coordinates, flat_properties

_DATES = {"start_date", "end_date"}
_WHOLE_NUMBERS = {"fatalities_low", "fatalities_best", "fatalities_high", "injured_low", "injured_high", "source_count"}
_REALS = {"radius_km", "confidence"}
_EACH_ITS_OWN = {"id", "evidence", "url", "search"}
"""Texts that hardly two events share."""
_CODED = pa.dictionary(pa.int32(), pa.string())

MEMBER_SEPARATOR = "\x1f"
"""Joins the members of `actor_list` and `source_list`: the unit separator of ASCII, which no name holds."""

Mask = npt.NDArray[np.bool_]
"""Of each row of a table, whether it meets a filter."""


def _type_of(name: str) -> pa.DataType:
    if name in _DATES:
        return pa.date32()
    if name in _WHOLE_NUMBERS:
        return pa.int64()
    if name in _REALS:
        return pa.float64()
    return pa.string() if name in _EACH_ITS_OWN else _CODED


COLUMNS = (*EVENT_PROPERTIES, "lat", "lon", "place_id", "country")
"""Columns of the table that `select` gives out: the flat properties, then the point and the place's ids."""

EVENT_SCHEMA = pa.schema(
    [
        *((name, _type_of(name)) for name in EVENT_PROPERTIES),
        ("lat", pa.float64()),
        ("lon", pa.float64()),
        *((name, _CODED) for name in ("place_id", "country", "admin1_ar", "admin1_en", "place_kind")),
        ("actor_list", _CODED),
        ("source_list", _CODED),
        ("search", pa.string()),
    ]
)
"""`COLUMNS`, then what only filters and lists of choices read."""


def event_table(events: Iterable[Event]) -> pa.Table:
    """Return events as a table of `EVENT_SCHEMA`, in their order."""
    return pa.Table.from_pylist([_row(event) for event in events], schema=EVENT_SCHEMA)


def select(table: pa.Table, asked: EventFilter) -> pa.Table:
    """Return the `COLUMNS` of the events that meet the filter, in the table's order."""
    return plain(table.select(COLUMNS).filter(pa.array(mask(table, asked))))


def plain(table: pa.Table) -> pa.Table:
    """Return a table with its dictionaries written out."""
    fields = [field.with_type(pa.string()) if field.type == _CODED else field for field in table.schema]
    return table.cast(pa.schema(fields))


def gathered(table: pa.Table, rows: npt.NDArray[np.int64]) -> pa.Table:
    """Return rows of a table in any order, batch by batch: `Table.take` would first copy all of a mapped table."""
    order = np.argsort(rows, kind="stable")
    batches = table.to_batches()
    starts = np.cumsum([0, *(batch.num_rows for batch in batches)], dtype=np.int64)
    cuts = np.searchsorted(rows[order], starts)
    parts = [
        batch.take(pa.array(rows[order[first:last]] - start))
        for batch, start, first, last in zip(batches, starts, cuts, cuts[1:], strict=False)
        if first < last
    ]
    return pa.Table.from_batches(parts, table.schema).combine_chunks().take(pa.array(np.argsort(order)))


def codes(column: pa.ChunkedArray) -> tuple[npt.NDArray[np.int32], pa.Array]:
    """Return of a column of texts the number of each row's value, and the values; the number after the last is null."""
    coded = (column if pa.types.is_dictionary(column.type) else column.dictionary_encode()).combine_chunks()
    if isinstance(coded, pa.ChunkedArray):  # no rows, no chunks
        coded = pa.array([], _CODED)
    numbers: npt.NDArray[np.int32] = pc.fill_null(coded.indices, len(coded.dictionary)).to_numpy(zero_copy_only=False)
    return numbers, coded.dictionary


def mask(table: pa.Table, asked: EventFilter) -> Mask:
    """Return which rows of a table of `EVENT_SCHEMA` meet the filter."""
    every = np.ones(table.num_rows, dtype=np.bool_)
    conditions = (*_of_time(table, asked), *_of_sets(table, asked), *_of_place(table, asked), *_of_rest(table, asked))
    return reduce(np.logical_and, conditions, every)


def _of_time(table: pa.Table, asked: EventFilter) -> Iterable[Mask]:
    if asked.start:
        yield _true(pc.greater_equal(pc.coalesce(table["end_date"], table["start_date"]), asked.start))
    if asked.end:
        yield _true(pc.less_equal(pc.coalesce(table["start_date"], table["end_date"]), asked.end))


def _of_sets(table: pa.Table, asked: EventFilter) -> Iterable[Mask]:
    conditions: dict[str, Iterable[str]] = {
        "event_type": asked.event_types,
        "sub_event_type": asked.sub_event_types,
        "status": asked.statuses,
        "geo_precision": asked.geo_precisions,
        "place_id": asked.place_ids,
    }
    for name, wanted in conditions.items():
        if wanted:
            yield one_of(table[name], wanted)
    for name, wanted in (("actor_list", asked.actors), ("source_list", asked.sources)):
        if wanted:
            yield _holding_any(table[name], wanted)
    if asked.admin1:
        yield one_of(table["admin1_ar"], asked.admin1) | one_of(table["admin1_en"], asked.admin1)


def _of_place(table: pa.Table, asked: EventFilter) -> Iterable[Mask]:
    if asked.located is not None:
        yield _true(pc.is_valid(table["lat"])) == asked.located
    if asked.bbox:
        west, south, east, north = asked.bbox
        lat, lon = table["lat"], table["lon"]
        far_enough, near_enough = _true(pc.greater_equal(lon, west)), _true(pc.less_equal(lon, east))
        yield far_enough | near_enough if west > east else far_enough & near_enough
        yield _true(pc.and_(pc.greater_equal(lat, south), pc.less_equal(lat, north)))


def _of_rest(table: pa.Table, asked: EventFilter) -> Iterable[Mask]:
    for word in asked.words:
        yield _true(pc.match_substring(table["search"], word))
    if asked.min_confidence:
        yield _true(pc.greater_equal(table["confidence"], asked.min_confidence))
    if asked.min_killed:
        yield _true(pc.greater_equal(table["fatalities_low"], asked.min_killed))


def one_of(column: pa.ChunkedArray, wanted: Iterable[str]) -> Mask:
    """Return the rows of a column of texts that have one of the values."""
    numbers, values = codes(column)
    among = pc.is_in(values, pa.array([str(value) for value in wanted], pa.string()))
    return _by_value(numbers, among.to_numpy(zero_copy_only=False))


def _holding_any(column: pa.ChunkedArray, wanted: frozenset[str]) -> Mask:
    numbers, values = codes(column)
    return _by_value(numbers, [not wanted.isdisjoint(members(value)) for value in values.to_pylist()])


def _by_value(numbers: npt.NDArray[np.int32], is_met: npt.ArrayLike) -> Mask:
    """Return what holds of each row's value; of null nothing does."""
    met: Mask = np.append(np.asarray(is_met, dtype=np.bool_), np.False_)[numbers]
    return met


def members(joined: str) -> tuple[str, ...]:
    """Return the members of a value of `actor_list` or `source_list`."""
    return tuple(joined.split(MEMBER_SEPARATOR)) if joined else ()


def _true(condition: pa.ChunkedArray) -> Mask:
    met: Mask = pc.fill_null(condition, False).to_numpy()  # noqa: FBT003  (a value that is not told meets nothing)
    return met


def _row(event: Event) -> dict[str, Any]:
    lat, lon = coordinates(event.lat, event.lon)
    place = event.place
    return {
        **flat_properties(event),
        "lat": lat,
        "lon": lon,
        "place_id": place.place_id if place else None,
        "country": place.country if place else None,
        "admin1_ar": place.admin1_ar if place else None,
        "admin1_en": place.admin1_en if place else None,
        "place_kind": place.kind.value if place else None,
        "actor_list": MEMBER_SEPARATOR.join(event.actors),
        "source_list": MEMBER_SEPARATOR.join(event.sources),
        "search": search_text(event),
    }
