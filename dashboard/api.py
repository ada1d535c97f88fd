"""The HTTP routes beside the page: the map's data, one spot's events, GeoJSON, labels of places, assets, health.

Every handler is synchronous, so the server runs it in a worker thread, and reads the lake only. Answers are JSON that
the browser puts on screen as text, never as HTML.
"""

import json
from collections.abc import Callable
from dataclasses import replace
from importlib.metadata import version
from pathlib import Path
from typing import Any

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles

from dashboard.address import LANGUAGES
from dashboard.catalogue import Catalogue
from dashboard.evidence import place_name
from dashboard.labels import load_labels
from dashboard.placenames import labels_in_view
from dashboard.points import NEARNESS, TYPES, payload
from dashboard.symbols import nearness
from geo.query import Box, EventFilter, FilterInvalid
from geo.records import Event
from geo.serialise import event_to_feature, feature_collection

ASSETS_URL = "/kharita"
"""Where our own static files are served; `/static` is Streamlit's."""

STATIC = Path(__file__).with_name("static")

MAX_LISTED = 200
"""Events that the list of one spot names; the count says how many more there are."""

_MAX_ZOOM = 19
_SPOT_DEGREES = 1e-4
_ASSET_SECONDS = 3600


class CachedFiles(StaticFiles):
    """Static files that a browser may keep for an hour; our page asks for them with a version in the address."""

    def file_response(self, *args: Any, **keywords: Any) -> Response:
        """Answer with a file and its time to live."""
        response = super().file_response(*args, **keywords)
        response.headers["Cache-Control"] = f"public, max-age={_ASSET_SECONDS}"
        return response


def routes(catalogue: Catalogue) -> list[BaseRoute]:
    """Return every route of ours over one lake."""

    def bound(handler: Callable[[Request, Catalogue], Response]) -> Callable[[Request], Response]:
        return lambda request: handler(request, catalogue)

    return [
        Route("/healthz", bound(health)),
        Route("/api/map", bound(map_points)),
        Route("/api/spot", bound(spot)),
        Route("/api/places", bound(place_labels)),
        Route("/api/events.geojson", bound(events_geojson)),
        Route("/api/events/{event_id}", bound(one_event)),
        Mount(ASSETS_URL, CachedFiles(directory=STATIC)),
    ]


def health(_request: Request, catalogue: Catalogue) -> Response:
    """Say that the process answers and which version of the lake it reads."""
    return JSONResponse({"status": "ok", "kharita": version("kharita"), "lake_version": catalogue.version})


def map_points(request: Request, catalogue: Catalogue) -> Response:
    """`GET /api/map?view=w,s,e,n&zoom=7&<filter>`: the points or cells of a view; without `view`, of the whole world.

    `view` chooses what is sent, never what is counted: `placed` and `bounds` are those of the filter.
    """
    answer = payload(catalogue.points(asked_filter(request)), view=_view(request), zoom=_zoom(request))
    return JSONResponse({"version": catalogue.version, **answer})


def spot(request: Request, catalogue: Catalogue) -> Response:
    """`GET /api/spot?lat&lon&nearness&lang&<filter>`: the events of one point, by day, at most `MAX_LISTED`."""
    lat, lon = _number(request, "lat"), _number(request, "lon")
    near = NEARNESS[int(_number(request, "nearness")) % len(NEARNESS)]
    box = (lon - _SPOT_DEGREES, lat - _SPOT_DEGREES, lon + _SPOT_DEGREES, lat + _SPOT_DEGREES)
    found = [
        event
        for event in catalogue.lake.events(replace(asked_filter(request), bbox=box))
        if nearness(event.geo_precision, event.lat) is near
    ]
    found.sort(key=lambda event: (str(event.start_date or ""), event.event_id))
    language = _language(request)
    return JSONResponse(
        {
            "count": len(found),
            "place": place_name(found[0], language) if found else "",
            "events": [_listed(event, language) for event in found[:MAX_LISTED]],
        }
    )


def place_labels(request: Request, _catalogue: Catalogue) -> Response:
    """`GET /api/places?view=w,s,e,n&zoom=7&lang=ar`: names to write on the base map, `[lat, lon, name, kind]`."""
    view = _view(request)
    if view is None:
        raise HTTPException(400, "view=west,south,east,north is missing")
    return JSONResponse({"places": labels_in_view(view, zoom=_zoom(request), language=_language(request))})


def events_geojson(request: Request, catalogue: Catalogue) -> Response:
    """`GET /api/events.geojson?<filter>`: the filtered events as the download gives them."""
    return Response(geojson(catalogue, asked_filter(request)), media_type="application/geo+json")


def one_event(request: Request, catalogue: Catalogue) -> Response:
    """`GET /api/events/{id}`: one event as a GeoJSON feature."""
    event = catalogue.lake.event(request.path_params["event_id"])
    if event is None:
        raise HTTPException(404, "no event has this id")
    return JSONResponse(event_to_feature(event), media_type="application/geo+json")


def geojson(catalogue: Catalogue, event_filter: EventFilter) -> str:
    """Return the filtered events as GeoJSON text, events without a place included (`geometry` null)."""
    return json.dumps(feature_collection(catalogue.lake.events(event_filter)), ensure_ascii=False)


def asked_filter(request: Request) -> EventFilter:
    """Return the filter of a request, or answer 400 with the reason."""
    try:
        return EventFilter.from_params(request.query_params)
    except FilterInvalid as slip:
        raise HTTPException(400, str(slip)) from slip


def _listed(event: Event, language: str) -> dict[str, object]:
    labels = load_labels(language)
    return {
        "id": event.event_id,
        "type": TYPES.index(event.event_type),
        "name": labels.choice("sub_event_type", event.sub_event_type),
        "when": labels.days(event.start_date, event.end_date),
        "place": place_name(event, language),
    }


def _language(request: Request) -> str:
    asked = request.query_params.get("lang", "")
    return asked if asked in LANGUAGES else LANGUAGES[0]


def _view(request: Request) -> Box | None:
    """Return the box of `view`, read as a filter reads its own."""
    try:
        return EventFilter.from_params({"bbox": request.query_params.get("view", "")}).bbox
    except FilterInvalid as slip:
        raise HTTPException(400, str(slip).replace("bbox", "view")) from slip


def _zoom(request: Request) -> int:
    return max(0, min(_MAX_ZOOM, int(_number(request, "zoom", default=5))))


def _number(request: Request, name: str, *, default: float | None = None) -> float:
    raw = request.query_params.get(name)
    if raw is None and default is not None:
        return default
    try:
        number = float(raw or "")
    except ValueError:
        raise HTTPException(400, f"{name}: {raw!r} is not a number") from None
    if not abs(number) <= 1e6:
        raise HTTPException(400, f"{name}: {raw!r} is out of range")
    return number
