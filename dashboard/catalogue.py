"""The lake as the dashboard reads it: opened once a store, every answer kept for its version and filter.

It never runs the extraction. A new version of the lake makes new keys, so nothing here goes stale.
"""

import os
from collections.abc import Iterable
from dataclasses import dataclass, replace
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
_KEPT_LAKES = 2
"""The newest state, and one that a citation quotes."""

_KEPT_TABLES = 8
_KEPT_POINTS = 32


@dataclass(frozen=True, slots=True, kw_only=True)
class Catalogue:
    """One lake, with its answers remembered."""

    store: Path
    pinned: int | None = None
    """Version of the lake to read; `None` reads the newest."""

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
        """The lake itself, for what is read once: an article, an event."""
        return _open(self.store, self.pinned)

    @property
    def version(self) -> int:
        """Version of the lake: grows when anything is written."""
        return self.lake.version

    @property
    def article_count(self) -> int:
        """Number of reports."""
        return _article_count(self, self.version)

    def table(self, event_filter: EventFilter) -> pa.Table:
        """Return the filtered events as a table (`Lake.event_table`)."""
        return _table(self, self.version, event_filter)

    def events(self, event_ids: Iterable[str]) -> list[Event]:
        """Return the events of these ids, in their order; unknown ids are passed over."""
        known = _by_id(self, self.version)
        return [known[event_id] for event_id in event_ids if event_id in known]

    def points(self, event_filter: EventFilter) -> Points:
        """Return the filtered events as points of the map."""
        return _points(self, self.version, event_filter)


def store_in_use() -> Path:
    """Return the store named by the environment, `./kharita-data` when none is."""
    return Path(os.environ.get(STORE_VARIABLE) or _DEFAULT_STORE).absolute()


@lru_cache(maxsize=_KEPT_LAKES)
def _open(store: Path, version: int | None) -> Lake:
    return Lake.open(store, version=version)


@lru_cache(maxsize=_KEPT_TABLES)
def _table(catalogue: Catalogue, _version: int, event_filter: EventFilter) -> pa.Table:
    return catalogue.lake.event_table(event_filter)


@lru_cache(maxsize=_KEPT_POINTS)
def _points(catalogue: Catalogue, version: int, event_filter: EventFilter) -> Points:
    return points_of(_table(catalogue, version, event_filter))


@lru_cache(maxsize=_KEPT_LAKES)
def _article_count(catalogue: Catalogue, _version: int) -> int:
    return len(catalogue.lake.articles())


@lru_cache(maxsize=_KEPT_LAKES)
def _by_id(catalogue: Catalogue, _version: int) -> dict[str, Event]:
    """Return every event by id: `Lake.event` asks the disk for the version each time, too dear for a list."""
    return {event.event_id: event for event in catalogue.lake.events()}
