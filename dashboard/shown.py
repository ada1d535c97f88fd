"""The events of a lake that a reader may see: a table, mapped from the lake's file, and records where asked for."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from dashboard.disclosure import Disclosure, disclose, in_doubt
from geo.event_table import event_table, gathered
from geo.lake import Lake
from geo.records import Event
from geo.told_events import TOLD_SCHEMA, rebuilt

Rows = npt.NDArray[np.int64]
"""Numbers of rows of the table."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """What is left of a lake for its readers, in the order of day and id."""

    table: pa.Table
    """Of `TOLD_SCHEMA`; the mentions of the events in `changed` are left out."""
    changed: Mapping[str, Event]
    """Events that were looked at, and perhaps blurred, by their id."""
    closed_reports: frozenset[str]
    """Reports whose text is not shown: they are too new, or they tell of a place that is blurred."""

    def events(self, rows: Rows) -> tuple[Event, ...]:
        """Return the records of rows, in their order."""
        if not self.changed:
            return rebuilt(self.table, rows)
        ids = gathered(self.table.select(["id"]), rows)["id"].to_pylist()
        kept = iter(rebuilt(self.table, rows[[one not in self.changed for one in ids]]))
        return tuple(self.changed[one] if one in self.changed else next(kept) for one in ids)

    def rows_of(self, event_ids: Sequence[str]) -> Rows:
        """Return the rows of events by their ids, in the order of the ids; unknown ones are passed over."""
        rows = np.flatnonzero(pc.is_in(self.table["id"], pa.array(event_ids, pa.string())).to_numpy())
        known = dict(zip(gathered(self.table.select(["id"]), rows)["id"].to_pylist(), rows.tolist(), strict=True))
        return np.array([known[one] for one in event_ids if one in known], dtype=np.int64)


def shown_of(lake: Lake, rule: Disclosure, until: dt.date | None) -> Shown:
    """Return what a rule shows of a lake. What it changes makes the table one in memory, else it stays mapped."""
    table = lake.whole_table()
    if not rule.public:
        return Shown(table=table, changed={}, closed_reports=frozenset())
    doubtful = in_doubt(table, rule, until)
    looked_at = rebuilt(table, np.flatnonzero(doubtful))
    days = dict(zip(*lake.report_days().to_pydict().values(), strict=True)) if until else {}
    disclosed = disclose(looked_at, days, rule, until)
    row_of = dict(zip((event.event_id for event in looked_at), np.flatnonzero(doubtful).tolist(), strict=True))
    numbers = [*np.flatnonzero(~doubtful).tolist(), *(row_of[event.event_id] for event in disclosed.events)]
    told = TOLD_SCHEMA.field("told")
    left = event_table(disclosed.events).append_column(told, pa.nulls(len(disclosed.events), told.type))
    whole = pa.concat_tables([table.filter(pa.array(~doubtful)), left]).unify_dictionaries()
    return Shown(
        table=gathered(whole, np.argsort(numbers)) if looked_at else table,
        changed={event.event_id: event for event in disclosed.events},
        closed_reports=disclosed.closed_reports,
    )
