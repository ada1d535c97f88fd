"""OGC API - Features, part 1: core (17-069r4), with its GeoJSON and OpenAPI 3.0 classes, over one lake, read only.

QGIS, GDAL and their kin connect to `/ogc`. One collection, `events`; besides the standard's parameters its items take
those of the map's filter, so that what is counted here is what the screen counts.
"""

import datetime as dt
from collections.abc import Callable
from importlib.metadata import version
from typing import Any
from urllib.parse import urlencode

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Route

from dashboard.catalogue import Catalogue
from dashboard.conditional import conditional
from dashboard.openapi import DEFAULT_LIMIT, MAX_LIMIT, definition
from dashboard.questions import Page, asked_filter, asked_page
from geo.query import PARAMETERS, EventFilter
from geo.serialise import event_to_feature

ROOT = "/ogc"
COLLECTION = "events"
CONFORMANCE = tuple(
    f"http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/{name}" for name in ("core", "oas30", "geojson")
)
CRS84 = "http://www.opengis.net/def/crs/OGC/1.3/CRS84"

_GEOJSON = "application/geo+json"
_OPENAPI = "application/vnd.oai.openapi+json;version=3.0"
_PAGED = PARAMETERS | {"datetime", "type", "limit", "offset", "version", "f"}
_PLAIN = frozenset({"f", "version"})
_FORMS = frozenset({"json", "geojson"})

Handler = Callable[[Request, Catalogue], Response]


def ogc_routes(bound: Callable[[Handler], Callable[[Request], Response]]) -> list[BaseRoute]:
    """Return the routes of the standard; `bound` gives a handler its lake."""
    paths: dict[str, Handler] = {
        "": landing,
        "/": landing,
        "/conformance": conformance,
        "/api": openapi,
        "/collections": collections,
        f"/collections/{COLLECTION}": collection,
        f"/collections/{COLLECTION}/items": items,
        f"/collections/{COLLECTION}/items/{{event_id}}": item,
    }
    return [Route(f"{ROOT}{path}", bound(handler)) for path, handler in paths.items()]


def landing(request: Request, _catalogue: Catalogue) -> Response:
    """`GET /ogc`: what this is and where its parts are (requirement `/req/core/root-success`)."""
    _check_parameters(request, _PLAIN)
    links = [
        _link(request, "", "self", "application/json", "This document"),
        _link(request, "/api", "service-desc", _OPENAPI, "The API definition"),
        _link(request, "/conformance", "conformance", "application/json", "Conformance classes"),
        _link(request, "/collections", "data", "application/json", "The collections"),
    ]
    description = "Events read out of Arabic reports, each with its sentence. أحداث من تقارير عربية، ومع كل حدث جملته."
    return JSONResponse({"title": "Kharita · خريطة", "description": description, "links": links})


def conformance(request: Request, _catalogue: Catalogue) -> Response:
    """`GET /ogc/conformance`: the classes met."""
    _check_parameters(request, _PLAIN)
    return JSONResponse({"conformsTo": list(CONFORMANCE)})


def openapi(request: Request, _catalogue: Catalogue) -> Response:
    """`GET /ogc/api`: the definition in OpenAPI 3.0."""
    _check_parameters(request, _PLAIN)
    return JSONResponse(definition(_root(request), version("kharita"), COLLECTION), media_type=_OPENAPI)


def collections(request: Request, catalogue: Catalogue) -> Response:
    """`GET /ogc/collections`: the one collection there is."""
    _check_parameters(request, _PLAIN)
    links = [_link(request, "/collections", "self", "application/json", "This document")]
    return JSONResponse({"links": links, "collections": [_collection(request, catalogue)]})


def collection(request: Request, catalogue: Catalogue) -> Response:
    """`GET /ogc/collections/events`: its title, extent and links."""
    _check_parameters(request, _PLAIN)
    return JSONResponse(_collection(request, catalogue))


def items(request: Request, catalogue: Catalogue) -> Response:
    """`GET /ogc/collections/events/items`: a page of the filtered events, in the order of day and id."""
    _check_parameters(request, _PAGED)
    asked, page = asked_filter(request), asked_page(request, default=DEFAULT_LIMIT, most=MAX_LIMIT)
    return conditional(
        request,
        catalogue.state,
        lambda: JSONResponse(feature_page(request, catalogue, asked, page), media_type=_GEOJSON),
    )


def item(request: Request, catalogue: Catalogue) -> Response:
    """`GET /ogc/collections/events/items/{id}`: one event."""
    _check_parameters(request, _PLAIN)
    event = catalogue.event(request.path_params["event_id"])
    if event is None:
        raise HTTPException(404, "no event has this id")
    here = f"/collections/{COLLECTION}"
    links = [
        _link(request, f"{here}/items/{event.event_id}", "self", _GEOJSON, "This event"),
        _link(request, here, "collection", "application/json", "The collection"),
    ]
    feature = {**event_to_feature(event), "links": links}
    return conditional(request, catalogue.state, lambda: JSONResponse(feature, media_type=_GEOJSON))


def feature_page(request: Request, catalogue: Catalogue, asked: EventFilter, page: Page) -> dict[str, Any]:
    """Return a page as a FeatureCollection that knows its neighbours and how many events match in all."""
    count = catalogue.count(asked)
    end = None if page.limit is None else page.offset + page.limit
    features = [event_to_feature(event) for event in catalogue.select(asked, page.offset, end)]
    links = [_page_link(request, "self", page.offset)]
    if page.limit is not None and page.offset + len(features) < count:
        links.append(_page_link(request, "next", page.offset + page.limit))
    if page.limit is not None and page.offset:
        links.append(_page_link(request, "prev", max(0, page.offset - page.limit)))
    return {
        "type": "FeatureCollection",
        "numberMatched": count,
        "numberReturned": len(features),
        "timeStamp": dt.datetime.now(dt.UTC).isoformat(timespec="seconds").replace("+00:00", "Z"),
        "links": links,
        "features": features,
    }


def _collection(request: Request, catalogue: Catalogue) -> dict[str, Any]:
    here = f"/collections/{COLLECTION}"
    return {
        "id": COLLECTION,
        "title": "Events · الأحداث",
        "description": "One feature an event; events without a known place have no geometry.",
        "itemType": "feature",
        "crs": [CRS84],
        "extent": _extent(catalogue),
        "links": [
            _link(request, here, "self", "application/json", "This document"),
            _link(request, f"{here}/items", "items", _GEOJSON, "The events"),
        ],
    }


def _extent(catalogue: Catalogue) -> dict[str, Any]:
    """Return the box and the days of all events; left out where there are none."""
    days, points = catalogue.days, catalogue.points(EventFilter())
    extent: dict[str, Any] = {}
    if len(points):
        box = [points.lon.min(), points.lat.min(), points.lon.max(), points.lat.max()]
        extent["spatial"] = {"bbox": [[float(corner) for corner in box]], "crs": CRS84}
    if days:
        interval = [[f"{days[0]}T00:00:00Z", f"{days[1]}T23:59:59Z"]]
        extent["temporal"] = {"interval": interval, "trs": "http://www.opengis.net/def/uom/ISO-8601/0/Gregorian"}
    return extent


def _check_parameters(request: Request, known: frozenset[str]) -> None:
    """Answer 400 to a parameter that the definition does not name (requirement `/req/core/query-param-unknown`)."""
    unknown = sorted(request.query_params.keys() - known)
    if unknown:
        raise HTTPException(400, f"unknown parameter {', '.join(unknown)}; known here: {', '.join(sorted(known))}")
    if request.query_params.get("f", "json") not in _FORMS:
        raise HTTPException(400, f"f: {request.query_params['f']!r} is not json")


def _root(request: Request) -> str:
    return f"{str(request.base_url).rstrip('/')}{ROOT}"


def _link(request: Request, path: str, relation: str, media_type: str, title: str) -> dict[str, str]:
    return {"href": f"{_root(request)}{path}", "rel": relation, "type": media_type, "title": title}


def _page_link(request: Request, relation: str, offset: int) -> dict[str, str]:
    """Return a link to another stretch of the same question."""
    parameters = {name: value for name, value in request.query_params.items() if name != "offset"}
    if offset:
        parameters["offset"] = str(offset)
    address = str(request.url.replace(query=urlencode(parameters)))
    return {"href": address, "rel": relation, "type": _GEOJSON, "title": f"{relation} page"}
