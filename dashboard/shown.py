"""The events of a lake that a reader may see: a table, mapped from the lake's file, and records where asked for."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from dashboard.disclosure import Disclosure, disclose, in_doubt
from geo.event_table import EVENT_SCHEMA, event_table, gathered
from geo.lake import Lake
from geo.records import Event
from geo.told_events import rebuilt

Rows = npt.NDArray[np.int64]
"""Numbers of rows of the table."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """What is left of a lake for its readers, in the order of day and id."""

    table: pa.Table
    """Of `EVENT_SCHEMA` at least."""
    source: pa.Table
    """The lake's whole table, that records are made from."""
    origin: Rows
    """Of each row of `table`, its row in `source`."""
    changed: Mapping[str, Event]
    """Events that were looked at, and perhaps blurred, by their id."""
    closed_reports: frozenset[str]
    """Reports whose text is not shown: they are too new, or they tell of a place that is blurred."""

    def events(self, rows: Rows) -> tuple[Event, ...]:
        """Return the records of rows, in their order."""
        events = rebuilt(self.source, self.origin[rows])
        return tuple(self.changed.get(event.event_id, event) for event in events)

    def rows_of(self, event_ids: Sequence[str]) -> Rows:
        """Return the rows of events by their ids, in the order of the ids; unknown ones are passed over."""
        rows = np.flatnonzero(pc.is_in(self.table["id"], pa.array(event_ids, pa.string())).to_numpy())
        known = dict(zip(gathered(self.table.select(["id"]), rows)["id"].to_pylist(), rows.tolist(), strict=True))
        return np.array([known[one] for one in event_ids if one in known], dtype=np.int64)


def shown_of(lake: Lake, rule: Disclosure, until: dt.date | None) -> Shown:
    """Return what a rule shows of a lake. What it changes makes the table one in memory, else it stays mapped."""
    source = lake.whole_table()
    if not rule.public:
        every = np.arange(source.num_rows)
        return Shown(table=source, source=source, origin=every, changed={}, closed_reports=frozenset())
    doubtful = in_doubt(source, rule, until)
    looked_at = rebuilt(source, np.flatnonzero(doubtful))
    days = dict(zip(*lake.report_days().to_pydict().values(), strict=True)) if until else {}
    disclosed = disclose(looked_at, days, rule, until)
    row_of = dict(zip((event.event_id for event in looked_at), np.flatnonzero(doubtful).tolist(), strict=True))
    changed = [row_of[event.event_id] for event in disclosed.events]
    origin = np.concatenate([np.flatnonzero(~doubtful), np.array(changed, dtype=np.int64)])
    order = np.argsort(origin)
    kept = source.select(EVENT_SCHEMA.names)
    if looked_at:
        left = pa.concat_tables([kept.filter(pa.array(~doubtful)), event_table(disclosed.events)])
        kept = gathered(left.unify_dictionaries(), order)
    return Shown(
        table=kept,
        source=source,
        origin=origin[order],
        changed={event.event_id: event for event in disclosed.events},
        closed_reports=disclosed.closed_reports,
    )
