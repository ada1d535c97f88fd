"""The lake as the dashboard reads it: opened once a store, every answer kept for its version and filter.

It never runs the extraction. A new version of the lake makes new keys, so nothing here goes stale.
"""

import os
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import pyarrow as pa

from dashboard.points import Points, points_of
from geo.lake import Lake
from geo.query import EventFilter
from geo.records import Event

STORE_VARIABLE = "KHARITA_STORE"
"""Environment variable that names the store, for the command line and for the page alike."""

_DEFAULT_STORE = "kharita-data"
_KEPT_TABLES = 8
_KEPT_POINTS = 32


@dataclass(frozen=True, slots=True, kw_only=True)
class Catalogue:
    """One lake, with its answers remembered."""

    store: Path

    @property
    def lake(self) -> Lake:
        """The lake itself, for what is read once: an article, an event."""
        return _open(self.store)

    @property
    def version(self) -> int:
        """Version of the lake: grows when anything is written."""
        return self.lake.version

    @property
    def article_count(self) -> int:
        """Number of reports."""
        return _article_count(self.store, self.version)

    def table(self, event_filter: EventFilter) -> pa.Table:
        """Return the filtered events as a table (`Lake.event_table`)."""
        return _table(self.store, self.version, event_filter)

    def events(self, event_ids: Iterable[str]) -> list[Event]:
        """Return the events of these ids, in their order; unknown ids are passed over."""
        known = _by_id(self.store, self.version)
        return [known[event_id] for event_id in event_ids if event_id in known]

    def points(self, event_filter: EventFilter) -> Points:
        """Return the filtered events as points of the map."""
        return _points(self.store, self.version, event_filter)


def store_in_use() -> Path:
    """Return the store named by the environment, `./kharita-data` when none is."""
    return Path(os.environ.get(STORE_VARIABLE) or _DEFAULT_STORE).absolute()


@lru_cache(maxsize=1)
def _open(store: Path) -> Lake:
    return Lake.open(store)


@lru_cache(maxsize=_KEPT_TABLES)
def _table(store: Path, _version: int, event_filter: EventFilter) -> pa.Table:
    return _open(store).event_table(event_filter)


@lru_cache(maxsize=_KEPT_POINTS)
def _points(store: Path, version: int, event_filter: EventFilter) -> Points:
    return points_of(_table(store, version, event_filter))


@lru_cache(maxsize=1)
def _article_count(store: Path, _version: int) -> int:
    return len(_open(store).articles())


@lru_cache(maxsize=1)
def _by_id(store: Path, _version: int) -> dict[str, Event]:
    """Return every event by id: `Lake.event` asks the disk for the version each time, too dear for a list."""
    return {event.event_id: event for event in _open(store).events()}
