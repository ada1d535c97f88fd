"""The store: append-only Delta tables of reports and event mentions; events are a pure function of them.

A report is in the lake from the moment its row in `articles` is committed. Its mentions are written before, under an
`ingest_id` that only that row makes count, so a writer that dies in between leaves nothing half. Of several rows of
one report the one of the highest generation is current; nothing is ever rewritten, so every older version can still
be read, and two writers never wait for each other.
"""

import datetime as dt
import hashlib
import json
import uuid
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from threading import RLock
from typing import Any, Self

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.dataset as ds

from geo.article import Article
from geo.article_rows import ARTICLE_SCHEMA, METADATA, article_of, article_row, content_hash
from geo.corroboration import merge
from geo.errors import LakeError
from geo.event_file import event_file
from geo.event_table import select
from geo.lake_tables import NO_VERSION, AppendOnlyTable, ask
from geo.mention_rows import MENTION_SCHEMA, mention_of, mention_rows
from geo.query import EventFilter
from geo.records import Event, Extraction
from geo.revision import pipeline_revision
from geo.told_events import TOLD_SCHEMA, rebuilt, told_events

COMMIT_DOCUMENTS = 500
"""Reports in one commit: few enough to lose little to a crash, enough to keep files from being many and small."""
COMMIT_CHARACTERS = 16_000_000
"""Text in one commit; bounds the writer's memory when documents are huge."""
EVERY_EVENT = EventFilter()
_KEY_HEX_DIGITS = 16

_ARTICLE = "id, date, title, source, url, text"


@dataclass(frozen=True, slots=True, kw_only=True)
class IngestReport:
    """What became of the reports of one ingest."""

    added: int = 0
    """New to the lake."""
    unchanged: int = 0
    """Held already, same content, read by the same program."""
    replaced: int = 0
    """Held already with other content, or read by another program; the former reading no longer counts."""

    def __add__(self, other: "IngestReport") -> "IngestReport":
        """Add up two reports."""
        return IngestReport(
            added=self.added + other.added,
            unchanged=self.unchanged + other.unchanged,
            replaced=self.replaced + other.replaced,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportCoverage:
    """What one report adds to the picture of who reported when."""

    id: str
    date: dt.date | None
    source: str
    """Outlet; empty when not given."""
    toponyms: int
    """Toponyms that were recognised in it."""
    unlocated: int
    """Those of them that no layer can place."""


class Lake:
    """The reports and events of one store; any number of threads and processes may use one store at once."""

    def __init__(self, store: Path, version: int | None = None) -> None:
        """Use `Lake.open`, which says what the arguments mean."""
        self._store = store
        self._pinned = version
        self._articles = AppendOnlyTable(store / "lake" / "articles", ARTICLE_SCHEMA)
        self._mentions = AppendOnlyTable(store / "lake" / "mentions", MENTION_SCHEMA)
        self._lock = RLock()
        self._making = RLock()
        self._last: _Snapshot | None = None

    @classmethod
    def open(cls, store: Path, *, version: int | None = None) -> Self:
        """Open the lake of a store, which need not exist: an absent lake is an empty one until the first ingest.

        `version` opens the lake as it was at that version, to read only: what a citation quotes. Raises LakeError when
        the store is a file or the version is none of the lake's.
        """
        if store.exists() and not store.is_dir():
            raise LakeError(f"{store}: the store must be a folder, this is a file")
        lake = cls(store, version)
        if version is not None and not 0 <= version <= lake._articles.version():
            raise LakeError(f"{store}: no version {version}; the newest is {lake._articles.version()}")
        return lake

    @property
    def version(self) -> int:
        """Number of the newest state; `NO_VERSION` (-1) while nothing was ever ingested."""
        if self._pinned is not None:
            return self._pinned
        with self._lock:
            return self._articles.version()

    def ingest(self, batch: Iterable[tuple[Article, Extraction]]) -> IngestReport:
        """Keep reports with what was read out of them; again with the same content changes nothing.

        The batch is taken in portions of `COMMIT_DOCUMENTS`, each committed whole. Raises LakeError when the lake was
        opened at a version or cannot be written; the portions before stay.
        """
        if self._pinned is not None:
            raise LakeError(f"{self._store}: opened at version {self._pinned}, to read only; open it without a version")
        pipeline = pipeline_revision(self._store)
        report = IngestReport()
        for portion in _portions(batch):
            report += self._commit(portion, pipeline)
        return report

    def unchanged(self, articles: Iterable[Article]) -> frozenset[str]:
        """Return the ids of the reports that ingest would leave alone, so that they need not be extracted again."""
        given = {article.id: article for article in articles}
        pipeline, held = pipeline_revision(self._store), self._held(given)
        return frozenset(key for key, article in given.items() if _is_same(held.get(key), article, pipeline))

    def articles(self) -> tuple[Article, ...]:
        """Return every report with its text, by date and id, undated ones last."""
        rows = self._current(_ARTICLE)
        return tuple(map(article_of, sorted(rows, key=lambda row: (row["date"] or dt.date.max, row["id"]))))

    def article(self, article_id: str) -> Article | None:
        """Return one report with its text; `None` when the lake has none of that id."""
        rows = self._current(_ARTICLE, among=(article_id,))
        return article_of(rows[0]) if rows else None

    def extraction_json(self, article_id: str) -> dict[str, Any]:
        """Return what was read out of a report, as `extract` prints it. Raises LakeError for an unknown id."""
        rows = self._current("extraction", among=(article_id,))
        if not rows:
            raise LakeError(f"{self._store}: the lake has no report {article_id!r}")
        extraction: dict[str, Any] = json.loads(rows[0]["extraction"])
        return extraction

    def events(self, asked: EventFilter = EVERY_EVENT) -> tuple[Event, ...]:
        """Return the events that meet a filter, by day and id."""
        return tuple(filter(asked.matches, self._snapshot().events))

    def event(self, event_id: str) -> Event | None:
        """Return one event; `None` when there is none of that id."""
        whole = self.whole_table()
        rows = np.flatnonzero(pc.equal(whole["id"], event_id).to_numpy())
        return rebuilt(whole, rows)[0] if len(rows) else None

    def event_table(self, asked: EventFilter = EVERY_EVENT) -> pa.Table:
        """Return the events that meet a filter as the columns of `geo.event_table.COLUMNS`, by day and id."""
        return select(self.whole_table(), asked)

    def whole_table(self) -> pa.Table:
        """Return every event as `geo.told_events.TOLD_SCHEMA`, by day and id, mapped from a file beside the tables.

        It takes no memory of its own, and time only at the first call after an ingest.
        """
        snapshot = self._snapshot()
        with self._making:
            return snapshot.table

    def unlocated(self) -> tuple[tuple[str, str, str], ...]:
        """Return each toponym that no layer can place: report id, name as written, its sentence."""
        rows = self._current("id, unlocated")
        return tuple((row["id"], name["surface"], name["sentence"]) for row in rows for name in row["unlocated"])

    def report_days(self) -> pa.Table:
        """Return the columns `id` and `date` of every report, by id."""
        with self._lock:
            articles = self._articles.dataset(self._pinned)
        return _current_rows(articles, "id, date")

    def coverage(self) -> tuple[ReportCoverage, ...]:
        """Return of each report when it appeared, where, and how many of its toponyms no layer can place; by id."""
        toponyms = "json_array_length(extraction, '$.toponyms') AS toponyms, len(unlocated) AS unlocated"
        return tuple(ReportCoverage(**row) for row in self._current(f"id, date, source, {toponyms}"))

    def _commit(self, portion: dict[str, tuple[Article, Extraction]], pipeline: str) -> IngestReport:
        held = self._held(portion)
        now = dt.datetime.now(dt.UTC)
        rows: list[dict[str, Any]] = []
        mentions: list[dict[str, Any]] = []
        for article, extraction in portion.values():
            known = held.get(article.id)
            if _is_same(known, article, pipeline):
                continue
            ingest_id = uuid.uuid4().hex
            generation = known["generation"] + 1 if known else 1
            ingest = {"ingest_id": ingest_id, "generation": generation, "ingested_at": now, "pipeline": pipeline}
            rows.append(article_row(article, extraction, **ingest))
            mentions.extend(mention_rows(extraction.mentions, ingest_id=ingest_id))
        if mentions:
            self._mentions.append(mentions)
        if rows:
            self._articles.append(rows)
        replaced = sum(row["generation"] > 1 for row in rows)
        return IngestReport(added=len(rows) - replaced, unchanged=len(portion) - len(rows), replaced=replaced)

    def _held(self, ids: Iterable[str]) -> dict[str, dict[str, Any]]:
        """Return what the newest version holds of these reports, by id."""
        rows = self._current("id, generation, content_hash, pipeline", among=ids)
        return {row["id"]: row for row in rows}

    def _current(self, columns: str, *, among: Iterable[str] | None = None) -> list[dict[str, Any]]:
        """Return columns of the current rows of `articles`, of all reports or of those whose ids are given."""
        with self._lock:
            articles = self._articles.dataset(self._pinned)
        rows: list[dict[str, Any]] = _current_rows(articles, columns, among).to_pylist()
        return rows

    def _snapshot(self) -> "_Snapshot":
        """Return the state at the present version; what is derived of it is worked out once a version."""
        with self._lock:
            version = self.version
            if self._last is None or self._last.version != version:
                articles = self._articles.dataset(None if version == NO_VERSION else version)
                self._last = _Snapshot(store=self._store, version=version, articles=articles, mentions=self._mentions)
            return self._last


@dataclass(frozen=True, kw_only=True)
class _Snapshot:
    """The lake at one version; what is derived is worked out when it is first asked."""

    store: Path
    version: int
    articles: ds.Dataset
    mentions: AppendOnlyTable

    @cached_property
    def events(self) -> tuple[Event, ...]:
        rows = _current_rows(self.articles, ", ".join(METADATA)).to_pylist()
        counted = pa.table({"ingest_id": pa.array([row["ingest_id"] for row in rows], pa.string())})
        query = "SELECT mentions.* FROM mentions SEMI JOIN counted USING (ingest_id)"
        mentions = ask(query, mentions=self.mentions.dataset(), counted=counted).to_pylist()
        return merge(map(mention_of, mentions), {row["id"]: article_of(row) for row in rows})

    @cached_property
    def table(self) -> pa.Table:
        if self.version == NO_VERSION:
            return TOLD_SCHEMA.empty_table()
        name = f"{self.version}-{self.mentions.identity()}-{pipeline_revision(self.store)}"
        key = hashlib.sha256(name.encode()).hexdigest()[:_KEY_HEX_DIGITS]
        return event_file(self.store / "lake" / "events", key, TOLD_SCHEMA, self._told)

    def _told(self) -> Iterator[pa.Table]:
        articles = _current_rows(self.articles, "ingest_id, date, source, url")
        return told_events(self.mentions.dataset(), articles)


def _current_rows(articles: ds.Dataset, columns: str, among: Iterable[str] | None = None) -> pa.Table:
    """Return columns of each report's current row, by id: the highest generation; of two made at once, the later."""
    where = "" if among is None else "WHERE list_contains(?, id)"
    query = f"""
        SELECT {columns} FROM articles {where}
        QUALIFY row_number() OVER (PARTITION BY id ORDER BY generation DESC, ingested_at DESC, ingest_id DESC) = 1
        ORDER BY id
    """  # noqa: S608  (columns are our own constants, ids go as a parameter)
    return ask(query, [] if among is None else [sorted(among)], articles=articles)


def _portions(batch: Iterable[tuple[Article, Extraction]]) -> Iterator[dict[str, tuple[Article, Extraction]]]:
    """Split a batch into portions of one commit, by report id; a report that comes again opens the next one."""
    portion: dict[str, tuple[Article, Extraction]] = {}
    characters = 0
    for article, extraction in batch:
        is_full = len(portion) >= COMMIT_DOCUMENTS or characters >= COMMIT_CHARACTERS
        if is_full or article.id in portion:
            yield portion
            portion, characters = {}, 0
        portion[article.id] = article, extraction
        characters += len(article.text)
    if portion:
        yield portion


def _is_same(held: dict[str, Any] | None, article: Article, pipeline: str) -> bool:
    return held is not None and held["pipeline"] == pipeline and held["content_hash"] == content_hash(article)
