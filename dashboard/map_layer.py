"""The map: one folium map whose script never changes, put into the page once, and the short message that it is told.

folium writes the script (`FOLIUM_SCRIPT` serves it); `static/mount.js` runs it once and keeps the map alive from then
on. What to show comes as data: filter, words, chosen event. `static/map.js` asks `/api/map` itself, so a pan reruns no
page and a filter is on the map before the page has run.
"""

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import folium
from folium.plugins import MarkerCluster
from folium.template import Template

from dashboard.assets import asset
from dashboard.map_message import (
    PAGE_SCRIPTS,
    SCRIPTS,
    START,
    START_ZOOM,
    STYLES,
    VENDOR,
    VENDOR_CSS,
    constants,
    message,
    vendored,
)
from dashboard.parts import part

__all__ = ["Click", "base_map", "folium_script", "message", "page_assets", "read_click", "show_map", "vendored"]

FOLIUM_SCRIPT = "/kharita-map.js"
"""Where folium's script is served."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Click:
    """An event that the reader chose on the map."""

    event_id: str
    serial: int
    """Grows with every click of a page's life, so that one click is answered once."""


class _Start(folium.MacroElement):
    """Starts our layer on the map; constants only."""

    _template = Template(
        "{% macro script(this, kwargs) %}kharita.start({{ this._parent.get_name() }}, {{ this.constants|tojson }});"
        "{% endmacro %}"
    )

    def __init__(self, constants: Mapping[str, Any]) -> None:
        super().__init__()  # type: ignore[no-untyped-call]  # folium gives this one no types
        self._name = "Start"
        self.constants = constants


def base_map() -> folium.Map:
    """Return the map without events: our own libraries, no tiles, the id `map_div`; equal on every call."""
    chart = folium.Map(location=START, zoom_start=START_ZOOM, tiles=None, zoom_control=False, world_copy_jump=True)
    chart._id = "div"  # noqa: SLF001  (folium gives random ids; ours must be found by tests and styles)
    chart.default_js, chart.default_css = _scripts(), _styles()
    chart.add_child(_Start(constants()))
    return chart


@lru_cache(maxsize=1)
def folium_script() -> str:
    """Return folium's script as a function that the page calls when there is room for the map."""
    root: Any = base_map().get_root()
    root.render()
    lines = "\n".join(child.render() for child in root.script._children.values())  # noqa: SLF001  (folium has no other way)
    return f"window.kharitaFolium = () => {{\n{lines}\n}};\n"


def folium_script_address() -> str:
    """Return the address of folium's script with its digest, so that a changed one is fetched anew."""
    return f"{FOLIUM_SCRIPT}?v={hashlib.sha256(folium_script().encode()).hexdigest()[:8]}"


def page_assets() -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the addresses of the scripts and styles of the page, in the order of their loading."""
    chart = base_map()
    scripts = [address for _, address in chart.default_js] + [asset(name) for name in PAGE_SCRIPTS]
    styles = [address for _, address in chart.default_css] + [asset("page.css")]
    return tuple(scripts), tuple(styles)


def show_map(told: Mapping[str, Any], *, then: Callable[[object], None]) -> None:
    """Draw the map; `then` is called with what it says of a click, for `read_click`."""
    part("map", told, says="chosen", then=then)


def read_click(answer: object) -> Click | None:
    """Read what the map said; anything but a click of ours is no click."""
    if not isinstance(answer, Mapping):
        return None
    event_id, serial = answer.get("event"), answer.get("serial")
    if not isinstance(event_id, str) or not isinstance(serial, int | float):
        return None
    return Click(event_id=event_id, serial=int(serial))


def _scripts() -> list[tuple[str, str]]:
    ours = [(f"kharita_{name}", asset(name)) for name in SCRIPTS]
    if vendored():
        return [(name, _vendor(name)) for name in VENDOR] + ours
    leaflet = [entry for entry in folium.Map.default_js if entry[0] == "leaflet"]
    return leaflet + list(MarkerCluster.default_js) + ours


def _styles() -> list[tuple[str, str]]:
    ours = [(f"kharita_{name}", asset(name)) for name in STYLES]
    if vendored():
        return [(name, _vendor(name)) for name in VENDOR_CSS] + ours
    leaflet = [entry for entry in folium.Map.default_css if entry[0] == "leaflet_css"]
    return leaflet + list(MarkerCluster.default_css) + ours


def _vendor(name: str) -> str:
    return asset(f"vendor/{name}")
