"""What the map's script is told: constants once, then a short message at each change, on the page or embedded.

The message carries the filter, the language's words and the chosen event, never the events: the script asks for those.
"""

import logging
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from dashboard.address import Camera
from dashboard.assets import STATIC, asset
from dashboard.labels import Labels
from dashboard.points import NEARNESS, TYPES
from dashboard.symbols import SYMBOLS, Nearness, nearness
from geo.query import EventFilter
from geo.records import Event

START = (34.5, 39.0)
"""Latitude and longitude that an empty map looks at."""
START_ZOOM = 6

VENDOR = ("leaflet/leaflet.js", "leaflet.markercluster/leaflet.markercluster.js")
VENDOR_CSS = ("leaflet/leaflet.css", "leaflet.markercluster/MarkerCluster.css")
SCRIPTS = ("browser.js", "marks.js", "base.js", "controls.js", "layers.js", "outlines.js", "event.js", "map.js")
"""The map's own scripts in the order of their loading."""
PAGE_SCRIPTS = ("bus.js", "picture.js", "panel.js", "time.js", "settings.js", "mount.js")
"""The scripts of the page round it."""
STYLES = ("theme.css", "map.css")
"""The map's styles; the page has one more."""

_ZOOMS = (2, 18)
_FINE_FROM_ZOOM = 8
"""Zoom level from which the fine outlines are asked for."""
_log = logging.getLogger(__name__)


@lru_cache(maxsize=1)
def vendored() -> bool:
    """Return whether the browser libraries are here; when not, say once in the log that a network is needed."""
    here = all((STATIC / "vendor" / name).is_file() for name in (*VENDOR, *VENDOR_CSS))
    if not here:
        _log.warning("map libraries are not installed: the page asks their public servers for them; run `npm ci`")
    return here


def constants() -> dict[str, Any]:
    """Return what the script needs once: symbols, precision levels, addresses of the outlines (`None` without them)."""
    outlines = ("vendor/outlines.json", "vendor/outlines-fine.json")
    there = all((STATIC / name).is_file() for name in outlines)
    return {
        "zooms": _ZOOMS,
        "types": [{"key": str(kind), "colour": SYMBOLS[kind].colour, "path": SYMBOLS[kind].path} for kind in TYPES],
        "nearness": [str(near) for near in NEARNESS],
        "outlines": asset(outlines[0]) if there else None,
        "fine_outlines": asset(outlines[1]) if there else None,
        "fine_from_zoom": _FINE_FROM_ZOOM,
    }


def message(
    event_filter: EventFilter,
    labels: Labels,
    *,
    version: int,
    selected: Event | None,
    camera: Camera | None = None,
    pinned: int | None = None,
) -> Mapping[str, Any]:
    """Return what the map is told: the filter's parameters, lake version, language, words, the chosen event's point.

    `camera` is where the map looks when it opens; `pinned` a version of the lake to stay with.
    """
    placed = selected is not None and nearness(selected.geo_precision, selected.lat) is not Nearness.NONE
    return {
        "filter": event_filter.to_params(),
        "version": version,
        "digits": labels.digits,
        "pinned": {} if pinned is None else {"version": str(pinned)},
        "camera": [camera.zoom, camera.lat, camera.lon, camera.layer] if camera else None,
        "lang": labels.language,
        "dir": labels.direction,
        "words": labels.group("map") | {f"nearness.{key}": text for key, text in labels.group("nearness").items()},
        "types": [labels.choice("event_type", kind) for kind in TYPES],
        "selected": selected.event_id if selected else "",
        "selected_at": [selected.lat, selected.lon] if selected and placed else None,
    }
