"""The HTTP routes beside the page: the map's data, one spot's events, GeoJSON, downloads, OGC, embedding, files.

Every handler is synchronous, so the server runs it in a worker thread, and reads the lake only. Answers are JSON that
the browser puts on screen as text, never as HTML. `version` in any question asks for the lake as it was then.
"""

import json
from collections.abc import Callable
from dataclasses import replace
from importlib.metadata import version

import numpy as np
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Mount, Route

from dashboard.address import read_view
from dashboard.assets import ASSETS_URL, FOR_EVER, STATIC, CachedFiles
from dashboard.boundaries import country_outlines
from dashboard.catalogue import Catalogue
from dashboard.choices import OPEN_LISTS, choices, open_list
from dashboard.citation import cite
from dashboard.conditional import conditional
from dashboard.downloads import FORMATS, credits_of, download
from dashboard.embed import embed
from dashboard.evidence import place_name
from dashboard.governorates import COLUMNS as GOVERNORATE_COLUMNS
from dashboard.governorates import by_governorate, governorate_rows
from dashboard.labels import Labels
from dashboard.map_layer import FOLIUM_SCRIPT, folium_script
from dashboard.ogc import Handler, feature_page, ogc_routes
from dashboard.placenames import labels_in_view
from dashboard.points import NEARNESS, TYPES, payload
from dashboard.questions import (
    asked_count,
    asked_filter,
    asked_labels,
    asked_language,
    asked_number,
    asked_page,
    asked_view,
    asked_zoom,
)
from dashboard.symbols import nearness
from dashboard.timeline import GRAINS, histogram_answer
from geo.errors import GeoError
from geo.lookup import layers_mark
from geo.query import EventFilter
from geo.records import Event
from geo.serialise import event_to_feature, feature_collection
from geo.taxonomy import GeoPrecision

__all__ = ["ASSETS_URL", "STATIC", "geojson", "routes"]

MAX_LISTED = 200
"""Events that the list of one spot names; the count says how many more there are."""

_SPOT_DEGREES = 1e-4
_GEOJSON = "application/geo+json"


def routes(catalogue: Catalogue) -> list[BaseRoute]:
    """Return every route of ours over one lake."""

    def bound(handler: Handler) -> Callable[[Request], Response]:
        return lambda request: handler(request, _asked_state(request, catalogue))

    return [
        Route("/healthz", bound(health)),
        Route("/embed", bound(embed)),
        Route("/api/map", bound(map_points)),
        Route("/api/spot", bound(spot)),
        Route("/api/places", bound(place_labels)),
        Route("/api/governorates", bound(governorates)),
        Route("/api/outlines/{country}", bound(outlines)),
        Route("/api/choices", bound(filter_choices)),
        Route("/api/histogram", bound(event_histogram)),
        Route(FOLIUM_SCRIPT, map_script),
        Route("/api/events.geojson", bound(events_geojson)),
        Route("/api/events/{event_id}", bound(one_event)),
        Route("/api/download/{form}", bound(one_download)),
        *ogc_routes(bound),
        Mount(ASSETS_URL, CachedFiles(directory=STATIC)),
    ]


def _asked_state(request: Request, catalogue: Catalogue) -> Catalogue:
    """Return the lake at the version that a request names, the newest without one; answers 404 for none of its own."""
    asked = asked_count(request, "version", least=0, default=None)
    if asked is None:
        return catalogue
    try:
        return catalogue.at(asked)
    except GeoError as unknown:
        raise HTTPException(404, f"version: the data has no version {asked}") from unknown


def health(_request: Request, catalogue: Catalogue) -> Response:
    """Say that the process answers and which version of the lake it reads."""
    return JSONResponse({"status": "ok", "kharita": version("kharita"), "lake_version": catalogue.version})


def map_points(request: Request, catalogue: Catalogue) -> Response:
    """`GET /api/map?view=w,s,e,n&zoom=7&<filter>`: the points or cells of a view; without `view`, of the whole world.

    `view` chooses what is sent, never what is counted: `placed` and `bounds` are those of the filter.
    """
    asked, view, zoom = asked_filter(request), asked_view(request), asked_zoom(request)
    newest = catalogue.version
    return conditional(
        request,
        catalogue.state,
        lambda: JSONResponse({"version": newest, **payload(catalogue.points(asked), view=view, zoom=zoom)}),
    )


def spot(request: Request, catalogue: Catalogue) -> Response:
    """`GET /api/spot?lat&lon&nearness&lang&<filter>`: the events of one point, by day, at most `MAX_LISTED`."""
    lat, lon = asked_number(request, "lat"), asked_number(request, "lon")
    near = NEARNESS[int(asked_number(request, "nearness")) % len(NEARNESS)]
    box = (lon - _SPOT_DEGREES, lat - _SPOT_DEGREES, lon + _SPOT_DEGREES, lat + _SPOT_DEGREES)
    levels = frozenset(level for level in GeoPrecision if nearness(level, 0.0) is near)
    here = catalogue.mask(replace(asked_filter(request), bbox=box)) & catalogue.mask(EventFilter(geo_precisions=levels))
    rows = np.flatnonzero(here)
    found = catalogue.shown.events(rows[:MAX_LISTED])
    labels = asked_labels(request)
    return JSONResponse(
        {
            "count": len(rows),
            "place": place_name(found[0], labels.language) if found else "",
            "events": [_listed(event, labels) for event in found],
        }
    )


def place_labels(request: Request, _catalogue: Catalogue) -> Response:
    """`GET /api/places?view=w,s,e,n&zoom=7&lang=ar`: names to write on the base map, `[lat, lon, name, kind]`."""
    view = asked_view(request)
    if view is None:
        raise HTTPException(400, "view=west,south,east,north is missing")
    return JSONResponse({"places": labels_in_view(view, zoom=asked_zoom(request), language=asked_language(request))})


def governorates(request: Request, catalogue: Catalogue) -> Response:
    """`GET /api/governorates?lang&<filter>`: located events by governorate, see `dashboard.governorates`."""
    found = by_governorate(catalogue.table(asked_filter(request), *GOVERNORATE_COLUMNS))
    return JSONResponse({"governorates": governorate_rows(found, asked_language(request), catalogue.store)})


def outlines(request: Request, catalogue: Catalogue) -> Response:
    """`GET /api/outlines/{country}`: rings of `[lon, lat]` by governorate, `{}` for a country that none is known of."""
    country = request.path_params["country"]
    return conditional(
        request, layers_mark(catalogue.store), lambda: JSONResponse(country_outlines(country, catalogue.store))
    )


def filter_choices(request: Request, catalogue: Catalogue) -> Response:
    """`GET /api/choices?lang&<filter>`: what every filter can choose; `list` and `words` search one open list."""
    asked, labels = asked_filter(request), asked_labels(request)
    name = request.query_params.get("list", "")
    if name and name not in OPEN_LISTS:
        raise HTTPException(400, f"list: {name!r} is not among: {', '.join(OPEN_LISTS)}")

    def answer() -> Response:
        if name:
            words = request.query_params.get("words", "")
            return JSONResponse({name: open_list(catalogue, asked, labels, name, words=words)})
        return JSONResponse(choices(catalogue, asked, labels))

    return conditional(request, catalogue.state, answer)


def event_histogram(request: Request, catalogue: Catalogue) -> Response:
    """`GET /api/histogram?grain=day|week|month&<filter>`: events over all the days there are, whatever the period."""
    grain = request.query_params.get("grain", "day")
    if grain not in GRAINS:
        raise HTTPException(400, f"grain: {grain!r} is not among: {', '.join(GRAINS)}")
    asked = replace(asked_filter(request), start=None, end=None)
    days = catalogue.days
    return conditional(
        request,
        catalogue.state,
        lambda: JSONResponse(histogram_answer(catalogue.spans(asked), days, grain)),
    )


def map_script(_request: Request) -> Response:
    """`GET /kharita-map.js?v=…`: folium's script; its address changes with it."""
    return Response(folium_script(), media_type="text/javascript", headers={"Cache-Control": FOR_EVER})


def events_geojson(request: Request, catalogue: Catalogue) -> Response:
    """`GET /api/events.geojson?bbox&datetime&type&limit&offset&<filter>`: the filtered events.

    Without `limit` and `offset` all of them, as the download gives them; with either a page, with how many match in all
    and a `next` link, in the answer and in its `Link` header.
    """
    asked, page = asked_filter(request), asked_page(request)
    whole = page.limit is None and not page.offset

    def answer() -> Response:
        if whole:
            return Response(geojson(catalogue, asked), media_type=_GEOJSON)
        content = feature_page(request, catalogue, asked, page)
        links = ", ".join(f'<{link["href"]}>; rel="{link["rel"]}"' for link in content["links"])
        return JSONResponse(content, media_type=_GEOJSON, headers={"Link": links})

    return conditional(request, catalogue.state, answer)


def one_download(request: Request, catalogue: Catalogue) -> Response:
    """`GET /api/download/{form}?<filter>`: the filtered events as a file; see `dashboard.downloads.FORMATS`."""
    form = request.path_params["form"]
    if form not in FORMATS:
        raise HTTPException(404, f"no download {form!r}; there are: {', '.join(FORMATS)}")
    asked = asked_filter(request)

    def answer() -> Response:
        citation = cite(catalogue, replace(read_view(request.query_params), filter=asked), str(request.base_url))
        made = download(catalogue.select(asked), form, citation, asked, credits_of(catalogue.store))
        headers = {"Content-Disposition": f'attachment; filename="{made.name}"', "X-Event-Count": str(made.count)}
        return Response(made.content, media_type=made.media_type, headers=headers)

    return conditional(request, catalogue.state, answer)


def one_event(request: Request, catalogue: Catalogue) -> Response:
    """`GET /api/events/{id}`: one event as a GeoJSON feature."""
    event = catalogue.event(request.path_params["event_id"])
    if event is None:
        raise HTTPException(404, "no event has this id")
    return JSONResponse(event_to_feature(event), media_type="application/geo+json")


def geojson(catalogue: Catalogue, event_filter: EventFilter) -> str:
    """Return the filtered events as GeoJSON text, events without a place included (`geometry` null)."""
    return json.dumps(feature_collection(catalogue.select(event_filter)), ensure_ascii=False)


def _listed(event: Event, labels: Labels) -> dict[str, object]:
    return {
        "id": event.event_id,
        "type": TYPES.index(event.event_type),
        "name": labels.choice("sub_event_type", event.sub_event_type),
        "when": labels.days(event.start_date, event.end_date),
        "place": place_name(event, labels.language),
    }
