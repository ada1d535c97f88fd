"""The map alone, for another site's page: `GET /embed?<view>`, no chrome, no Streamlit, the same script and legend.

`/?embed=1&<view>` leads here. The page may be framed by anyone and can do nothing but read: its policy lets it load
our own scripts and ask our own server.
"""

import json
from collections.abc import Mapping
from typing import Any
from urllib.parse import parse_qsl, urlencode

from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from dashboard.address import View, read_view
from dashboard.assets import asset
from dashboard.catalogue import Catalogue
from dashboard.citation import absolute
from dashboard.labels import load_labels
from dashboard.map_layer import folium_script_address
from dashboard.map_message import SCRIPTS, STYLES, VENDOR, VENDOR_CSS, message
from dashboard.markup import Markup, element

PATH = "/embed"
_PARAMETERS = frozenset({"embed", "embed_options"})
_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; connect-src 'self'; "
    "img-src 'self' data: blob: https://tile.openstreetmap.org; base-uri 'none'; form-action 'none'; frame-ancestors *"
)


def embed(request: Request, catalogue: Catalogue) -> Response:
    """`GET /embed?<filter>&lang&map&event&version`: the map and its legend, showing the view that the address says."""
    view = read_view(request.query_params)
    chosen = catalogue.event(view.event_id)
    told = message(
        view.filter,
        load_labels(view.language, view.digits),
        version=catalogue.version,
        selected=chosen,
        camera=view.camera,
        pinned=catalogue.pinned,
    )
    carried = {"told": {**told, "gate": _gate(catalogue, view)}}
    return HTMLResponse(f"<!doctype html>{_page(view, carried)}", headers={"Content-Security-Policy": _POLICY})


def _gate(catalogue: Catalogue, view: View) -> str:
    """Return the words before texts about people killed; empty where they are shown at once."""
    return load_labels(view.language)("gate.text") if catalogue.disclosure.gate else ""


def snippet(parameters: Mapping[str, str], origin: str, title: str) -> str:
    """Return the HTML that puts a view into another site's page."""
    address = absolute(origin, parameters, PATH.strip("/"))
    frame = element(
        "iframe",
        src=address,
        title=title,
        width="100%",
        height="480",
        style="border:0",
        allowfullscreen="",
    )
    return str(frame)


def _page(view: View, carried: Mapping[str, Any]) -> Markup:
    labels = load_labels(view.language)
    vendor = [asset(f"vendor/{name}") for name in VENDOR]
    scripts = [*vendor, *map(asset, SCRIPTS), folium_script_address(), asset("embed.js")]
    styles = [*(asset(f"vendor/{name}") for name in VENDOR_CSS), *map(asset, (*STYLES, "embed.css"))]
    # JSON inside a page: no `<` of a report may end the element that holds it.
    data = Markup(json.dumps(carried, ensure_ascii=False).replace("<", "\\u003c"))
    return element(
        "html",
        element(
            "head",
            element("meta", charset="utf-8"),
            element("meta", name="viewport", content="width=device-width, initial-scale=1"),
            element("title", labels("map.label")),
            [element("link", rel="stylesheet", href=style) for style in styles],
        ),
        element(
            "body",
            element("div", id="map_div", class_="folium-map", dir="ltr"),
            element("script", data, id="told", type="application/json"),
            [element("script", src=script) for script in scripts],
        ),
        lang=view.language,
        dir=labels.direction,
    )


class EmbedRedirect:
    """Leads `/?embed=1` to the page of `embed`; every other request passes by."""

    def __init__(self, app: ASGIApp) -> None:
        """Wrap an application."""
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        answer = _elsewhere(scope) if scope["type"] == "http" and scope["path"] == "/" else None
        await (answer or self._app)(scope, receive, send)


def _elsewhere(scope: Scope) -> Response | None:
    parameters = dict(parse_qsl(scope["query_string"].decode("latin-1")))
    if parameters.get("embed", "").lower() not in {"1", "true"}:
        return None
    rest = {name: value for name, value in parameters.items() if name not in _PARAMETERS}
    return RedirectResponse(f"{PATH}?{urlencode(rest)}" if rest else PATH)
