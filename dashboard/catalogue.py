"""The lake as the dashboard reads it: opened once a store, every answer kept for its version, day and filter.

It never runs the extraction. Whatever leaves the server comes out of here, after `dashboard.disclosure`. A new version
of the lake, or a new day where days are held back, makes new keys, so nothing here goes stale.
"""

import datetime as dt
import os
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from functools import lru_cache
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from dashboard.disclosure import Disclosed, Disclosure, disclose, is_public, read_settings
from dashboard.points import Points, Spots, counted, spots_of
from geo.article import Article
from geo.event_table import COLUMNS, condition, event_table
from geo.lake import Lake, ReportCoverage
from geo.lake_tables import ask
from geo.query import EventFilter
from geo.records import Event

STORE_VARIABLE = "KHARITA_STORE"
"""Environment variable that names the store, for the command line and for the page alike."""

_DEFAULT_STORE = "kharita-data"
_KEPT_LAKES = 2
"""The newest state, and one that a citation quotes."""

_KEPT_TABLES = 24
_KEPT_POINTS = 32

State = tuple[int, dt.date | None]
"""Version of the lake, and the last day that is shown (`None`: all are)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Catalogue:
    """One lake, with its answers remembered."""

    store: Path
    pinned: int | None = None
    """Version of the lake to read; `None` reads the newest."""
    disclosure: Disclosure = field(default_factory=Disclosure)
    """What of it may be shown."""

    def at(self, version: int | None) -> "Catalogue":
        """Return the same lake as it was at a version, the newest for `None`.

        Raises:
            LakeError: the lake has no such version.
        """
        newest = replace(self, pinned=None)
        if version is None or version == newest.version:
            return newest
        _open(self.store, version)
        return replace(self, pinned=version)

    @property
    def lake(self) -> Lake:
        """The lake itself, to write to; what is read of it has passed no disclosure."""
        return _open(self.store, self.pinned)

    @property
    def version(self) -> int:
        """Version of the lake: grows when anything is written."""
        return self.lake.version

    @property
    def state(self) -> State:
        """All that an answer depends on beside its question."""
        return self.version, self.disclosure.until(dt.datetime.now(dt.UTC).date())

    @property
    def takes_reports(self) -> bool:
        """Whether reports may be added: not on a public server, and not to an older version."""
        return not self.disclosure.public and self.pinned is None

    @property
    def article_count(self) -> int:
        """Number of reports."""
        return len(self.coverage())

    def table(self, event_filter: EventFilter, *columns: str) -> pa.Table:
        """Return the filtered events as a table (`Lake.event_table`), of some columns or of all.

        Who counts should name the columns: a million sentences need not be copied to count their types.
        """
        return _table(self, self.state, event_filter, columns or COLUMNS)

    def count(self, event_filter: EventFilter) -> int:
        """Return how many events a filter lets through."""
        return len(_rows(self, self.state, event_filter))

    def select(self, event_filter: EventFilter) -> tuple[Event, ...]:
        """Return the filtered events."""
        return tuple(filter(event_filter.matches, _disclosed(self, self.state).events))

    def event(self, event_id: str) -> Event | None:
        """Return one event; `None` for the empty id and for an unknown one."""
        return _by_id(self, self.state).get(event_id) if event_id else None

    def events(self, event_ids: Iterable[str]) -> list[Event]:
        """Return the events of these ids, in their order; unknown ids are passed over."""
        known = _by_id(self, self.state)
        return [known[event_id] for event_id in event_ids if event_id in known]

    def article(self, article_id: str) -> Article | None:
        """Return one report with its text; `None` when the lake has none of that id, or its text is not shown."""
        closed = _disclosed(self, self.state).closed_reports
        return None if article_id in closed else self.lake.article(article_id)

    def unlocated(self) -> tuple[tuple[str, str, str], ...]:
        """Return each toponym that no layer can place: report id, name as written, its sentence."""
        return _unlocated(self, self.state)

    def coverage(self) -> tuple[ReportCoverage, ...]:
        """Return of each report when it appeared and where (`Lake.coverage`)."""
        return _coverage(self, self.state)

    def points(self, event_filter: EventFilter) -> Points:
        """Return the filtered events as points of the map."""
        return _points(self, self.state, event_filter)


def store_in_use() -> Path:
    """Return the store named by the environment, `./kharita-data` when none is."""
    return Path(os.environ.get(STORE_VARIABLE) or _DEFAULT_STORE).absolute()


def open_store(store: Path) -> Catalogue:
    """Return the catalogue of a store under what the environment and the store's settings let a reader see.

    Raises:
        SettingsInvalid: the store's settings make no sense.
    """
    return Catalogue(store=store, disclosure=read_settings(store, public=is_public(os.environ)))


@lru_cache(maxsize=_KEPT_LAKES)
def _open(store: Path, version: int | None) -> Lake:
    return Lake.open(store, version=version)


@lru_cache(maxsize=_KEPT_LAKES)
def _disclosed(catalogue: Catalogue, state: State) -> Disclosed:
    events = catalogue.lake.events()
    if not catalogue.disclosure.public:
        return Disclosed(events=events, closed_reports=frozenset())
    days = {report.id: report.date for report in catalogue.lake.coverage()}
    return disclose(events, days, catalogue.disclosure, state[1])


@lru_cache(maxsize=_KEPT_LAKES)
def _whole_table(catalogue: Catalogue, state: State) -> pa.Table:
    """Return every event with its number in `row`, which the map's questions ask for alone."""
    table = event_table(_disclosed(catalogue, state).events)
    return table.append_column("row", pa.array(np.arange(table.num_rows)))


@lru_cache(maxsize=_KEPT_LAKES)
def _spots(catalogue: Catalogue, state: State) -> Spots:
    return spots_of(_whole_table(catalogue, state))


@lru_cache(maxsize=_KEPT_TABLES)
def _table(catalogue: Catalogue, state: State, event_filter: EventFilter, columns: tuple[str, ...]) -> pa.Table:
    whole, rows = _whole_table(catalogue, state).select(columns), _rows(catalogue, state, event_filter)
    return whole if len(rows) == whole.num_rows else whole.take(pa.array(rows))


@lru_cache(maxsize=_KEPT_POINTS)
def _rows(catalogue: Catalogue, state: State, event_filter: EventFilter) -> npt.NDArray[np.int64]:
    """Return the numbers of the filtered events, in order."""
    where, values = condition(event_filter)
    query = f"SELECT row FROM events WHERE {where} ORDER BY row"  # noqa: S608  (our own names and conditions)
    rows: npt.NDArray[np.int64] = ask(query, values, events=_whole_table(catalogue, state))["row"].to_numpy()
    return rows


@lru_cache(maxsize=_KEPT_POINTS)
def _points(catalogue: Catalogue, state: State, event_filter: EventFilter) -> Points:
    return counted(_spots(catalogue, state), _rows(catalogue, state, event_filter))


@lru_cache(maxsize=_KEPT_LAKES)
def _coverage(catalogue: Catalogue, state: State) -> tuple[ReportCoverage, ...]:
    until = state[1]
    return tuple(one for one in catalogue.lake.coverage() if not (until and one.date and one.date > until))


@lru_cache(maxsize=_KEPT_LAKES)
def _unlocated(catalogue: Catalogue, state: State) -> tuple[tuple[str, str, str], ...]:
    closed = _disclosed(catalogue, state).closed_reports
    return tuple(one for one in catalogue.lake.unlocated() if one[0] not in closed)


@lru_cache(maxsize=_KEPT_LAKES)
def _by_id(catalogue: Catalogue, state: State) -> dict[str, Event]:
    """Return every event by id: `Lake.event` asks the disk for the version each time, too dear for a list."""
    return {event.event_id: event for event in _disclosed(catalogue, state).events}
