"""Records as JSON: the line of `extract` and the GeoJSON of events, with stable keys in a stable order.

It writes no file and chooses nothing: every value stands in the records already. Longitude comes before latitude here,
inside GeoJSON geometries, and nowhere else.
"""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from geo.records import Event, EventMention, EventPlace, Extraction, Geotag
from geo.taxonomy import Relation, disorder_type

COORDINATE_DECIMALS = 5
"""About one metre at the equator: finer than any gazetteer here."""
LIST_SEPARATOR = "; "
"""Joins several values inside one flat cell, as ACLED's files do."""

EVENT_PROPERTIES = (
    "id",
    "event_type",
    "sub_event_type",
    "disorder_type",
    "start_date",
    "end_date",
    "time_precision",
    "place_ar",
    "place_en",
    "admin1",
    "relation",
    "geo_precision",
    "radius_km",
    "actors",
    "fatalities_low",
    "fatalities_best",
    "fatalities_high",
    "injured_low",
    "injured_high",
    "status",
    "sources",
    "source_count",
    "evidence",
    "url",
    "confidence",
    "review_state",
)
"""The flat properties of an event, in the order of every export."""


def extraction_to_json(extraction: Extraction) -> dict[str, Any]:
    """Return one document's line of `extract --format jsonl`: `id`, `toponyms`, `events`, in text order."""
    return {
        "id": extraction.article_id,
        "toponyms": [_toponym(geotag) for geotag in extraction.geotags],
        "events": [_event_mention(mention) for mention in extraction.mentions],
    }


def flat_properties(event: Event) -> dict[str, Any]:
    """Return an event as `EVENT_PROPERTIES`: scalars only, dates as `date`, unknown as `None`.

    Several actors or outlets are joined by `LIST_SEPARATOR`; `evidence` and `url` are those of the first mention and
    the first outlet that has one.
    """
    place = event.place
    return {
        "id": event.event_id,
        "event_type": event.event_type.value,
        "sub_event_type": event.sub_event_type.value,
        "disorder_type": disorder_type(event.sub_event_type),
        "start_date": event.start_date,
        "end_date": event.end_date,
        "time_precision": event.time_precision.value,
        "place_ar": place.name_ar if place else None,
        "place_en": place.name_en if place else None,
        "admin1": (place.admin1_en or place.admin1_ar) if place else None,
        "relation": event.relation.value if place else None,
        "geo_precision": event.geo_precision.value if event.geo_precision else None,
        "radius_km": event.radius_km,
        "actors": LIST_SEPARATOR.join(event.actors),
        "fatalities_low": event.fatalities_low,
        "fatalities_best": event.fatalities_best,
        "fatalities_high": event.fatalities_high,
        "injured_low": event.injured_low,
        "injured_high": event.injured_high,
        "status": event.status.value,
        "sources": LIST_SEPARATOR.join(event.sources),
        "source_count": len(event.sources),
        "evidence": event.mentions[0].evidence_text if event.mentions else None,
        "url": event.urls[0] if event.urls else None,
        "confidence": event.confidence,
        "review_state": event.review_state,
    }


def event_to_feature(event: Event) -> dict[str, Any]:
    """Return an event as a GeoJSON Feature (RFC 7946); an event without a point has `geometry` null."""
    lat, lon = coordinates(event.lat, event.lon)
    properties = {name: _iso(value) for name, value in flat_properties(event).items()}
    return {
        "type": "Feature",
        "id": event.event_id,
        "geometry": None if lat is None else {"type": "Point", "coordinates": [lon, lat]},
        "properties": properties,
    }


def feature_collection(
    events: Iterable[Event], *, name: str = "kharita", licence: str = "", attribution: str = ""
) -> dict[str, Any]:
    """Return events as a GeoJSON FeatureCollection.

    `name`, `licence` and `attribution` are foreign members (RFC 7946, section 6.1); the empty ones are left out.
    """
    members = {"name": name, "licence": licence, "attribution": attribution}
    return {
        "type": "FeatureCollection",
        **{key: value for key, value in members.items() if value},
        "features": [event_to_feature(event) for event in events],
    }


def coordinates(lat: float | None, lon: float | None) -> tuple[float | None, float | None]:
    """Return latitude and longitude rounded to `COORDINATE_DECIMALS`; half a point is no point."""
    if lat is None or lon is None:
        return None, None
    return round(lat, COORDINATE_DECIMALS), round(lon, COORDINATE_DECIMALS)


def _toponym(geotag: Geotag) -> dict[str, Any]:
    lat, lon = coordinates(geotag.lat, geotag.lon)
    place = geotag.place
    return {
        "start": geotag.span.start,
        "end": geotag.span.end,
        "surface": geotag.surface,
        "place_id": place.place_id if place else None,
        "name_ar": place.name_ar if place else None,
        "name_en": place.name_en if place else None,
        "kind": place.kind.value if place else None,
        "lat": lat,
        "lon": lon,
        "radius_km": None if lat is None else geotag.radius_km,
        "geo_precision": geotag.geo_precision.value if geotag.geo_precision else None,
        "relation": geotag.relation.value,
        "confidence": geotag.confidence,
        "role": geotag.role.value,
        "reasons": list(geotag.reasons),
    }


def _event_mention(mention: EventMention) -> dict[str, Any]:
    lat, lon = coordinates(mention.lat, mention.lon)
    return {
        "event_type": mention.event_type.value,
        "sub_event_type": mention.sub_event_type.value,
        "start_date": _iso(mention.start_date),
        "end_date": _iso(mention.end_date),
        "time_precision": mention.time_precision.value,
        "status": mention.status.value,
        "place": _place(mention.place, mention.relation),
        "lat": lat,
        "lon": lon,
        "radius_km": None if lat is None else mention.radius_km,
        "geo_precision": mention.geo_precision.value if mention.geo_precision else None,
        "actors": list(mention.actors),
        "fatalities_low": mention.fatalities_low,
        "fatalities_high": mention.fatalities_high,
        "fatalities_scope": mention.fatalities_scope,
        "injured_low": mention.injured_low,
        "injured_high": mention.injured_high,
        "attributed_to": mention.attributed_to,
        "evidence": {
            "start": mention.evidence.start,
            "end": mention.evidence.end,
            "text": mention.evidence_text,
        },
        "confidence": mention.confidence,
        "reasons": list(mention.reasons),
        "mention_id": mention.mention_id,
        "group_id": mention.group_id,
    }


def _place(place: EventPlace | None, relation: Relation) -> dict[str, Any] | None:
    if place is None:
        return None
    return {
        "place_id": place.place_id,
        "name_ar": place.name_ar,
        "name_en": place.name_en,
        "relation": relation.value,
    }


def _iso(value: Any) -> Any:
    """Return a date as ISO 8601 text and anything else as it is."""
    return value.isoformat() if isinstance(value, dt.date) else value
