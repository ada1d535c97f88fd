"""Every event of a lake as one table, made portion by portion, each row with the mentions that it is made of.

Mentions that may tell of one event share a block (`geo.corroboration.block`), so a portion that ends where a block ends
merges to the events that a merge of all mentions gives. A row can be turned back into its record.
"""

import tempfile
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import duckdb
import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.dataset as ds

from geo.article import Article
from geo.corroboration import merge, unite
from geo.event_table import EVENT_SCHEMA, event_table, gathered
from geo.mention_rows import MENTION_SCHEMA, mention_of
from geo.records import Event

PORTION_MENTIONS = 10_000
"""Mentions that are records at a time; a block with more than that is merged whole all the same."""
_SORT_MEMORY = "500MB"
"""What putting mentions in order may hold; beyond it the disk is used."""

_REPORT_COLUMNS = (("report_date", pa.date32()), ("report_source", pa.string()), ("report_url", pa.string()))
_TOLD_FIELDS = [*(field for field in MENTION_SCHEMA if field.name not in {"ingest_id", "position"}), *_REPORT_COLUMNS]
TOLD_SCHEMA = EVENT_SCHEMA.append(pa.field("told", pa.list_(pa.struct(_TOLD_FIELDS))))
"""`EVENT_SCHEMA`, and the mentions of each event with day, outlet and address of their reports."""

_BLOCK = ("event_type", "status", "relation", "place_id")
_IN_BLOCKS = f"""
    SELECT mentions.* EXCLUDE (ingest_id, position),
        articles.date AS report_date, articles.source AS report_source, articles.url AS report_url
    FROM mentions JOIN articles USING (ingest_id)
    ORDER BY {", ".join(f"mentions.{name}" for name in _BLOCK)}
"""  # noqa: S608  (our own names)


def told_events(mentions: ds.Dataset, articles: pa.Table) -> Iterator[pa.Table]:
    """Yield the events of mentions as tables of `TOLD_SCHEMA`; `articles` names those that count and their reports.

    It has the columns `ingest_id`, `date`, `source` and `url`. The events come in no order.
    """
    with (
        tempfile.TemporaryDirectory(prefix="kharita-") as folder,
        duckdb.connect(config={"memory_limit": _SORT_MEMORY, "temp_directory": folder}) as connection,
    ):
        connection.register("mentions", mentions)
        connection.register("articles", articles)
        batches = connection.sql(_IN_BLOCKS).to_arrow_reader(PORTION_MENTIONS)
        for rows in _portions(row for batch in batches for row in batch.to_pylist()):
            yield _merged(rows)


def rebuilt(table: pa.Table, rows: npt.NDArray[np.int64]) -> tuple[Event, ...]:
    """Return rows of a table of `TOLD_SCHEMA` as the records they were made of, in the order of `rows`."""
    return tuple(_event(told) for told in gathered(table.select(["told"]), rows)["told"].to_pylist())


def _portions(rows: Iterable[dict[str, Any]]) -> Iterator[list[dict[str, Any]]]:
    portion: list[dict[str, Any]] = []
    before: tuple[Any, ...] = ()
    for row in rows:
        block = tuple(row[name] for name in _BLOCK)
        stands_alone = row["place_id"] is None
        if len(portion) >= PORTION_MENTIONS and (stands_alone or block != before):
            yield portion
            portion = []
        portion.append(row)
        before = block
    if portion:
        yield portion


def _merged(rows: Sequence[dict[str, Any]]) -> pa.Table:
    told = [(mention_of(row), row) for row in rows]
    row_of = {id(mention): row for mention, row in told}
    events = merge((mention for mention, _ in told), _reports(rows))
    rows_of = [[row_of[id(mention)] for mention in event.mentions] for event in events]
    told_field = TOLD_SCHEMA.field("told")
    return event_table(events).append_column(told_field, pa.array(rows_of, told_field.type))


def _event(rows: Sequence[dict[str, Any]]) -> Event:
    return unite([mention_of(row) for row in rows], _reports(rows))


def _reports(rows: Iterable[dict[str, Any]]) -> dict[str, Article]:
    """Return the reports of rows by id, without title and text, which no event holds."""
    return {
        row["article_id"]: Article(
            id=row["article_id"],
            title="",
            text="",
            date=row["report_date"],
            source=row["report_source"],
            url=row["report_url"],
        )
        for row in rows
    }
