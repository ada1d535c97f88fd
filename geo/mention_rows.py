"""Event mentions as rows of the lake's `mentions` table, and back, without loss.

Every field has a column of its own type, so that DuckDB, Dask or Spark can ask the table without Kharita.
"""

from collections.abc import Iterable, Mapping
from typing import Any

import pyarrow as pa

from gazetteer.places import PlaceKind
from gazetteer.spans import Span
from geo.records import EventMention, EventPlace, Highlight
from geo.taxonomy import GeoPrecision, Relation, Status, SubEventType, TimePrecision

_HIGHLIGHT = pa.struct([("start", pa.int64()), ("end", pa.int64()), ("role", pa.string())])

MENTION_SCHEMA = pa.schema(
    [
        pa.field("ingest_id", pa.string(), nullable=False),
        pa.field("article_id", pa.string(), nullable=False),
        pa.field("position", pa.int32(), nullable=False),
        pa.field("mention_id", pa.string(), nullable=False),
        pa.field("event_type", pa.string(), nullable=False),
        pa.field("sub_event_type", pa.string(), nullable=False),
        pa.field("start_date", pa.date32()),
        pa.field("end_date", pa.date32()),
        pa.field("time_precision", pa.string(), nullable=False),
        pa.field("status", pa.string(), nullable=False),
        pa.field("place_id", pa.string()),
        pa.field("place_ar", pa.string()),
        pa.field("place_en", pa.string()),
        pa.field("place_kind", pa.string()),
        pa.field("admin1_ar", pa.string()),
        pa.field("admin1_en", pa.string()),
        pa.field("country", pa.string()),
        pa.field("relation", pa.string(), nullable=False),
        pa.field("place_surface", pa.string(), nullable=False),
        pa.field("lat", pa.float64()),
        pa.field("lon", pa.float64()),
        pa.field("radius_km", pa.float64()),
        pa.field("geo_precision", pa.string()),
        pa.field("actors", pa.list_(pa.string())),
        pa.field("attributed_to", pa.string()),
        pa.field("fatalities_low", pa.int64()),
        pa.field("fatalities_high", pa.int64()),
        pa.field("fatalities_scope", pa.string()),
        pa.field("injured_low", pa.int64()),
        pa.field("injured_high", pa.int64()),
        pa.field("group_id", pa.string()),
        pa.field("evidence_start", pa.int64(), nullable=False),
        pa.field("evidence_end", pa.int64(), nullable=False),
        pa.field("evidence_text", pa.string(), nullable=False),
        pa.field("highlights", pa.list_(_HIGHLIGHT)),
        pa.field("confidence", pa.float64(), nullable=False),
        pa.field("reasons", pa.list_(pa.string())),
    ]
)
"""Columns of the `mentions` table; `ingest_id` names the row of `articles` that makes a mention count."""

_SAME_NAME = (
    "mention_id",
    "article_id",
    "start_date",
    "end_date",
    "place_surface",
    "lat",
    "lon",
    "radius_km",
    "attributed_to",
    "fatalities_low",
    "fatalities_high",
    "fatalities_scope",
    "injured_low",
    "injured_high",
    "group_id",
    "evidence_text",
    "confidence",
)
"""Fields that a row holds as the record does."""


def mention_rows(mentions: Iterable[EventMention], *, ingest_id: str) -> list[dict[str, Any]]:
    """Return one document's mentions as rows of `MENTION_SCHEMA`, numbered in text order."""
    return [_row(mention, ingest_id, position) for position, mention in enumerate(mentions)]


def _row(mention: EventMention, ingest_id: str, position: int) -> dict[str, Any]:
    place = mention.place
    return {
        **{name: getattr(mention, name) for name in _SAME_NAME},
        "ingest_id": ingest_id,
        "position": position,
        "event_type": mention.event_type.value,
        "sub_event_type": mention.sub_event_type.value,
        "time_precision": mention.time_precision.value,
        "status": mention.status.value,
        "relation": mention.relation.value,
        "geo_precision": mention.geo_precision.value if mention.geo_precision else None,
        "place_id": place.place_id if place else None,
        "place_ar": place.name_ar if place else None,
        "place_en": place.name_en if place else None,
        "place_kind": place.kind.value if place else None,
        "admin1_ar": place.admin1_ar if place else None,
        "admin1_en": place.admin1_en if place else None,
        "country": place.country if place else None,
        "actors": list(mention.actors),
        "evidence_start": mention.evidence.start,
        "evidence_end": mention.evidence.end,
        "highlights": [
            {"start": mark.span.start, "end": mark.span.end, "role": mark.role} for mark in mention.highlights
        ],
        "reasons": list(mention.reasons),
    }


def mention_of(row: Mapping[str, Any]) -> EventMention:
    """Return the mention that a row holds."""
    return EventMention(
        **{name: row[name] for name in _SAME_NAME},
        sub_event_type=SubEventType(row["sub_event_type"]),
        time_precision=TimePrecision(row["time_precision"]),
        status=Status(row["status"]),
        relation=Relation(row["relation"]),
        geo_precision=GeoPrecision(row["geo_precision"]) if row["geo_precision"] else None,
        place=_place_of(row),
        actors=tuple(row["actors"]),
        evidence=Span(start=row["evidence_start"], end=row["evidence_end"]),
        highlights=tuple(
            Highlight(span=Span(start=mark["start"], end=mark["end"]), role=mark["role"]) for mark in row["highlights"]
        ),
        reasons=tuple(row["reasons"]),
    )


def _place_of(row: Mapping[str, Any]) -> EventPlace | None:
    if row["place_id"] is None:
        return None
    return EventPlace(
        place_id=row["place_id"],
        name_ar=row["place_ar"],
        name_en=row["place_en"],
        kind=PlaceKind(row["place_kind"]),
        admin1_ar=row["admin1_ar"],
        admin1_en=row["admin1_en"],
        country=row["country"],
    )
