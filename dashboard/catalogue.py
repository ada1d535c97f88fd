"""The lake as the dashboard reads it: opened once a store, every answer kept for its version, day and filter.

It never runs the extraction. Whatever leaves the server comes out of here, after `dashboard.disclosure`. A new version
of the lake, or a new day where days are held back, makes new keys, so nothing here goes stale.
"""

import datetime as dt
import os
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from dashboard.disclosure import Disclosure, is_public, read_settings
from dashboard.points import Points, Spots, counted, spots_of
from dashboard.shown import Shown, shown_of
from dashboard.summary import Span, day_range, numbered_spans
from geo.article import Article
from geo.event_table import COLUMNS, Mask, codes, mask, plain
from geo.lake import Lake, ReportCoverage
from geo.query import EventFilter
from geo.records import Event

STORE_VARIABLE = "KHARITA_STORE"
"""Environment variable that names the store, for the command line and for the page alike."""

_DEFAULT_STORE = "kharita-data"
_KEPT_LAKES = 2
"""The newest state, and one that a citation quotes."""

_KEPT_POINTS = 6
_KEPT_COLUMNS = 24
_KEPT_MASKS = 48
"""Of single conditions, a byte an event each: a filter that shares all but one with another asks for one more."""

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
        return _article_count(self, self.state)

    def table(self, event_filter: EventFilter, *columns: str) -> pa.Table:
        """Return the filtered events as a table (`Lake.event_table`), of some columns or of all.

        Who counts should name the columns: a million sentences need not be copied to count their types.
        """
        columns = columns or COLUMNS
        return plain(self.shown.table.select(columns).filter(pa.array(self.mask(event_filter))))

    def mask(self, event_filter: EventFilter) -> Mask:
        """Return which events of all meet a filter."""
        return _mask(self, self.state, event_filter)

    def tally(self, event_filter: EventFilter, column: str) -> npt.NDArray[np.int64]:
        """Return how many of the filtered events have each value of a column of texts, in the order of `values`."""
        numbers, values = _codes(self, self.state, column)
        return np.bincount(numbers[self.mask(event_filter)], minlength=len(values) + 1)[:-1]

    def values(self, column: str) -> pa.Array:
        """Return every value of a column of texts."""
        return _codes(self, self.state, column)[1]

    def spans(self, event_filter: EventFilter) -> list[Span]:
        """Return the filtered events by first day, last day and type (`dashboard.summary.spans`)."""
        numbers, every = _spans(self, self.state)
        counts = np.bincount(numbers[self.mask(event_filter)], minlength=len(every)).tolist()
        return [(*span[:3], count) for span, count in zip(every, counts, strict=True) if count]

    def count(self, event_filter: EventFilter) -> int:
        """Return how many events a filter lets through."""
        return int(np.count_nonzero(self.mask(event_filter)))

    @property
    def days(self) -> tuple[dt.date, dt.date] | None:
        """The first and last day that any event touches; `None` when none has a day."""
        return day_range(self.shown.table)

    @property
    def shown(self) -> Shown:
        """The events that a reader may see."""
        return _shown(self, self.state)

    def select(self, event_filter: EventFilter, start: int = 0, end: int | None = None) -> tuple[Event, ...]:
        """Return the filtered events as records, all or a stretch of them."""
        return self.shown.events(np.flatnonzero(self.mask(event_filter))[start:end])

    def event(self, event_id: str) -> Event | None:
        """Return one event; `None` for the empty id and for an unknown one."""
        return next(iter(self.events([event_id])), None) if event_id else None

    def events(self, event_ids: Sequence[str]) -> tuple[Event, ...]:
        """Return the events of these ids, in their order; unknown ids are passed over."""
        return self.shown.events(self.shown.rows_of(event_ids))

    def article(self, article_id: str) -> Article | None:
        """Return one report with its text; `None` when the lake has none of that id, or its text is not shown."""
        closed = self.shown.closed_reports
        return None if article_id in closed else self.lake.article(article_id)

    def unlocated(self) -> tuple[tuple[str, str, str], ...]:
        """Return each toponym that no layer can place: report id, name as written, its sentence."""
        return _unlocated(self, self.state)

    def coverage(self) -> tuple[ReportCoverage, ...]:
        """Return of each report when it appeared and where (`Lake.coverage`)."""
        until = self.state[1]
        return tuple(one for one in self.lake.coverage() if not (until and one.date and one.date > until))

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
def _shown(catalogue: Catalogue, state: State) -> Shown:
    return shown_of(catalogue.lake, catalogue.disclosure, state[1])


@lru_cache(maxsize=_KEPT_LAKES)
def _spots(catalogue: Catalogue, state: State) -> Spots:
    return spots_of(_shown(catalogue, state).table)


@lru_cache(maxsize=_KEPT_COLUMNS)
def _codes(catalogue: Catalogue, state: State, column: str) -> tuple[npt.NDArray[np.int32], pa.Array]:
    return codes(_shown(catalogue, state).table[column])


@lru_cache(maxsize=_KEPT_LAKES)
def _spans(catalogue: Catalogue, state: State) -> tuple[npt.NDArray[np.int64], list[Span]]:
    return numbered_spans(_shown(catalogue, state).table)


@lru_cache(maxsize=_KEPT_MASKS)
def _mask(catalogue: Catalogue, state: State, event_filter: EventFilter) -> Mask:
    table, parts = _shown(catalogue, state).table, event_filter.parts
    if len(parts) <= 1:
        return mask(table, event_filter)
    met: Mask = np.logical_and.reduce([_mask(catalogue, state, part) for part in parts])
    return met


@lru_cache(maxsize=_KEPT_POINTS)
def _points(catalogue: Catalogue, state: State, event_filter: EventFilter) -> Points:
    return counted(_spots(catalogue, state), np.flatnonzero(_mask(catalogue, state, event_filter)))


@lru_cache(maxsize=_KEPT_LAKES)
def _article_count(catalogue: Catalogue, state: State) -> int:
    days = catalogue.lake.report_days()["date"]
    return len(days) if state[1] is None else len(days) - (pc.sum(pc.greater(days, state[1])).as_py() or 0)


@lru_cache(maxsize=_KEPT_LAKES)
def _unlocated(catalogue: Catalogue, state: State) -> tuple[tuple[str, str, str], ...]:
    closed = _shown(catalogue, state).closed_reports
    return tuple(one for one in catalogue.lake.unlocated() if one[0] not in closed)
