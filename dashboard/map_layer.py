"""The map: a folium map that is the same on every run of the page, and the short message that tells it what to show.

streamlit-folium remounts its frame when the map's script changes and keeps it when only `feature_group_to_add` does.
So the script holds nothing but constants, and the group carries one call, `kharita.show({...})`, with the filter, the
language's words and the selected event. `static/map.js` then asks `/api/map` itself: a pan never reruns the page, and
a filter resends the filter alone. A click comes back by `Streamlit.setComponentValue`, which streamlit-folium exposes.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import folium
import streamlit as st
from folium.plugins import MarkerCluster
from folium.template import Template
from streamlit_folium import st_folium

from dashboard.assets import asset
from dashboard.map_message import SCRIPTS, START, START_ZOOM, VENDOR, VENDOR_CSS, constants, message, vendored

__all__ = ["Click", "base_map", "last_click", "message", "read_click", "show_map", "vendored"]

HEIGHT_PIXELS = 560
"""Height of the map's frame; the stylesheet makes it lower on a phone."""

_KEY = "map"


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


class _Show(folium.FeatureGroup):
    """An empty layer group whose script, run at each change, hands our layer the message."""

    _template = Template(
        "{% macro script(this, kwargs) %}var {{ this.get_name() }} = L.featureGroup();"
        "kharita.show({{ this.message|tojson }});{% endmacro %}"
    )

    def __init__(self, message: Mapping[str, Any]) -> None:
        super().__init__(name="message")
        self.message = message


def base_map() -> folium.Map:
    """Return the map without events: our own libraries, no tiles; equal on every call but for folium's random ids."""
    chart = folium.Map(
        location=START,
        zoom_start=START_ZOOM,
        tiles=None,
        zoom_control=False,
        world_copy_jump=True,
    )
    chart.default_js, chart.default_css = _scripts(), _styles()
    chart.add_child(_Start(constants()))
    return chart


def show_map(told: Mapping[str, Any]) -> None:
    """Draw the map; a click on it reruns the page, which asks `last_click`."""
    st_folium(
        base_map(),
        key=_KEY,
        height=HEIGHT_PIXELS,
        use_container_width=True,
        returned_objects=[],
        feature_group_to_add=_Show(told),
    )


def last_click() -> Click | None:
    """Return the last click, which stays until the next one; known before the map is drawn. `None` before the first."""
    return read_click(st.session_state.get(_KEY))


def read_click(answer: object) -> Click | None:
    """Read what the map's frame sent; anything but a click of ours is no click."""
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
    ours = [("kharita_css", asset("map.css"))]
    if vendored():
        return [(name, _vendor(name)) for name in VENDOR_CSS] + ours
    leaflet = [entry for entry in folium.Map.default_css if entry[0] == "leaflet_css"]
    return leaflet + list(MarkerCluster.default_css) + ours


def _vendor(name: str) -> str:
    return asset(f"vendor/{name}")
