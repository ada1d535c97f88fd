"""Reports as rows of the lake's `articles` table, and back."""

import datetime as dt
import hashlib
import json
from collections.abc import Mapping
from typing import Any

import pyarrow as pa

from geo.article import Article, sentences
from geo.records import Extraction
from geo.serialise import extraction_to_json

_UNLOCATED = pa.struct([("surface", pa.string()), ("sentence", pa.string())])

ARTICLE_SCHEMA = pa.schema(
    [
        pa.field("id", pa.string(), nullable=False),
        pa.field("ingest_id", pa.string(), nullable=False),
        pa.field("generation", pa.int32(), nullable=False),
        pa.field("ingested_at", pa.timestamp("us", tz="UTC"), nullable=False),
        pa.field("pipeline", pa.string(), nullable=False),
        pa.field("content_hash", pa.string(), nullable=False),
        pa.field("date", pa.date32()),
        pa.field("title", pa.string(), nullable=False),
        pa.field("source", pa.string(), nullable=False),
        pa.field("url", pa.string(), nullable=False),
        pa.field("unlocated", pa.list_(_UNLOCATED)),
        pa.field("text", pa.string(), nullable=False),
        pa.field("extraction", pa.string(), nullable=False),
    ]
)
"""Columns of the `articles` table.

`generation` counts the times a report came with other content or was read by another program; `extraction` is the
line that `extract` prints; `unlocated` the toponyms that no layer can place, each with its sentence.
"""

METADATA = tuple(name for name in ARTICLE_SCHEMA.names if name not in {"text", "extraction"})
"""The columns that say all of a report but its text."""


def content_hash(article: Article) -> str:
    """Return the fingerprint of all that a report says: equal content, equal hash."""
    date = article.date.isoformat() if article.date else None
    content = json.dumps([article.title, article.text, date, article.source, article.url])
    return hashlib.sha256(content.encode()).hexdigest()


def article_row(article: Article, extraction: Extraction, **ingest: Any) -> dict[str, Any]:
    """Return a report as a row; `ingest` gives `ingest_id`, `generation`, `ingested_at` and `pipeline`."""
    return {
        **ingest,
        "id": article.id,
        "content_hash": content_hash(article),
        "date": article.date,
        "title": article.title,
        "source": article.source,
        "url": article.url,
        "unlocated": _unlocated(article, extraction),
        "text": article.text,
        "extraction": json.dumps(extraction_to_json(extraction), ensure_ascii=False, separators=(",", ":")),
    }


def article_of(row: Mapping[str, Any]) -> Article:
    """Return the report of a row; of a row without its `text`, the report with an empty one."""
    date: dt.date | None = row["date"]
    return Article(
        id=row["id"],
        title=row["title"],
        text=row.get("text", ""),
        date=date,
        source=row["source"],
        url=row["url"],
    )


def _unlocated(article: Article, extraction: Extraction) -> list[dict[str, str]]:
    nowhere = [geotag for geotag in extraction.geotags if geotag.lat is None]
    if not nowhere:
        return []
    document = article.document
    said = sentences(document)
    return [
        {
            "surface": geotag.surface,
            "sentence": next((span.of(document) for span in said if span.overlaps(geotag.span)), ""),
        }
        for geotag in nowhere
    ]
