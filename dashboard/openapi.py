"""The OpenAPI 3.0 definition of the OGC service: small, and true of every parameter that the routes read."""

from typing import Any

from geo.query import PARAMETERS
from geo.taxonomy import EventType, GeoPrecision, Status, SubEventType

DEFAULT_LIMIT = 100
"""Events of a page when none is asked."""
MAX_LIMIT = 10_000
"""Events of a page at most; more asked gives this many (requirement `/req/core/fc-limit-response-1`)."""

_BOX = {"type": "array", "minItems": 4, "maxItems": 6, "items": {"type": "number"}}
_CLOSED = {
    "event_types": EventType,
    "sub_event_types": SubEventType,
    "statuses": Status,
    "geo_precisions": GeoPrecision,
}
_STANDARD = frozenset({"bbox"})


def definition(root: str, version: str, collection: str) -> dict[str, Any]:
    """Return the definition of the service at `root` (an absolute address) with one collection."""
    here = f"/collections/{collection}"
    return {
        "openapi": "3.0.3",
        "info": {"title": "Kharita", "version": version, "description": "OGC API - Features over the events of a map."},
        "servers": [{"url": root}],
        "paths": {
            "/": _get("Landing page", []),
            "/conformance": _get("Conformance classes", []),
            "/collections": _get("Collections", []),
            here: _get("The events", []),
            f"{here}/items": _get("A page of events", _item_parameters(), media_type="application/geo+json"),
            f"{here}/items/{{featureId}}": _get("One event", [_feature_id()], media_type="application/geo+json"),
        },
    }


def _get(summary: str, parameters: list[dict[str, Any]], media_type: str = "application/json") -> dict[str, Any]:
    answers = {
        "200": {"description": summary, "content": {media_type: {"schema": {"type": "object"}}}},
        "400": {"description": "A parameter makes no sense; the text says which."},
    }
    return {"get": {"summary": summary, "parameters": parameters, "responses": answers}}


def _item_parameters() -> list[dict[str, Any]]:
    limit = {"type": "integer", "minimum": 1, "maximum": MAX_LIMIT, "default": DEFAULT_LIMIT}
    offset = {"type": "integer", "minimum": 0, "default": 0}
    standard = [
        _parameter("limit", limit, "Events of a page."),
        _parameter("offset", offset, "Events to pass over."),
        {**_parameter("bbox", _BOX, "West, south, east, north in degrees."), "style": "form", "explode": False},
        _parameter("datetime", {"type": "string"}, "A day, a time, or an interval start/end; `..` is an open end."),
        _parameter("type", {"type": "string"}, "Event types, separated by commas."),
        _parameter("version", {"type": "integer", "minimum": 0}, "Version of the data; the newest without it."),
        _parameter("f", {"type": "string", "enum": ["json", "geojson"]}, "Form of the answer."),
    ]
    return standard + [_filter_parameter(name) for name in sorted(PARAMETERS - _STANDARD)]


def _filter_parameter(name: str) -> dict[str, Any]:
    told = "Condition of the map's filter; several values are joined by `|`."
    if name in _CLOSED:
        told += f" Values: {' | '.join(_CLOSED[name])}."
    return _parameter(name, {"type": "string"}, told)


def _parameter(name: str, schema: dict[str, Any], description: str) -> dict[str, Any]:
    return {"name": name, "in": "query", "required": False, "schema": schema, "description": description}


def _feature_id() -> dict[str, Any]:
    return {"name": "featureId", "in": "path", "required": True, "schema": {"type": "string"}}
