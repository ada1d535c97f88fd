"""The address of a view: the query string that says filter, language, event, camera and data version, and the way back.

`EventFilter` owns the parameters of a filter; this module adds `lang`, `event`, `map=zoom/lat/lon[/layer]` (nearly as
openstreetmap.org writes it) and `version`. Which of the page's screens is open is `dashboard.views`' own, `view`.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import urlencode

from dashboard.labels import DIGITS, read_digits
from geo.query import PARAMETERS, EventFilter, FilterInvalid

LANGUAGES = ("ar", "en")
"""Languages of the screen, the default first."""

_MAX_ZOOM = 19
_DECIMALS = 4
_LAYERS = frozenset({"heat", "governorates"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Camera:
    """Where the map looks."""

    zoom: int
    lat: float
    lon: float
    """Middle of the map, in degrees."""
    layer: str = ""
    """What is shown: empty for marks and clusters, `heat` or `governorates`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """All that an address says."""

    filter: EventFilter = field(default_factory=EventFilter)
    language: str = LANGUAGES[0]
    digits: str = DIGITS[0]
    """Digits of the screen."""
    event_id: str = ""
    """The selected event; empty when none is."""
    camera: Camera | None = None
    """`None` looks at all events."""
    version: int | None = None
    """Version of the lake that a citation quotes; `None` is the newest."""
    ignored: tuple[str, ...] = ()
    """What the filter parameters said that no filter can mean, in words, one entry a bad parameter."""


def read_view(parameters: Mapping[str, str]) -> View:
    """Return the view that query parameters describe; a senseless one is left out and told in `ignored`."""
    language = parameters.get("lang", "")
    event_filter, ignored = _lenient_filter(parameters)
    return View(
        filter=event_filter,
        language=language if language in LANGUAGES else LANGUAGES[0],
        digits=read_digits(parameters.get("digits", "")),
        event_id=parameters.get("event", ""),
        camera=_camera(parameters.get("map", "")),
        version=_version(parameters.get("version", "")),
        ignored=ignored,
    )


def write_view(view: View) -> dict[str, str]:
    """Return the query parameters of a view; the default language is not written."""
    written = view.filter.to_params()
    if view.language != LANGUAGES[0]:
        written["lang"] = view.language
    if view.digits != DIGITS[0]:
        written["digits"] = view.digits
    if view.event_id:
        written["event"] = view.event_id
    if view.camera:
        camera = view.camera
        parts = [str(camera.zoom), f"{camera.lat:.{_DECIMALS}f}", f"{camera.lon:.{_DECIMALS}f}", camera.layer]
        written["map"] = "/".join(filter(None, parts))
    if view.version is not None:
        written["version"] = str(view.version)
    return written


def link(view: View) -> str:
    """Return a relative link to a view, percent-encoded: `?event_types=Battles&lang=en`."""
    return "?" + urlencode(write_view(view))


def _lenient_filter(parameters: Mapping[str, str]) -> tuple[EventFilter, tuple[str, ...]]:
    """Read the filter parameters one after another, so that one slip in an address does not lose the others."""
    accepted: dict[str, str] = {}
    ignored: list[str] = []
    for name in sorted(PARAMETERS & parameters.keys()):
        try:
            EventFilter.from_params({**accepted, name: parameters[name]})
        except FilterInvalid as slip:
            ignored.append(str(slip))
        else:
            accepted[name] = parameters[name]
    return EventFilter.from_params(accepted), tuple(ignored)


def _camera(value: str) -> Camera | None:
    """Read `zoom/lat/lon[/layer]`; anything else looks at all events, as a map without the parameter does."""
    *numbers, layer = (*value.split("/"), "") if value.count("/") == 2 else value.split("/")
    try:
        zoom, lat, lon = map(float, numbers)
    except ValueError:
        return None
    if not all(map(math.isfinite, (zoom, lat, lon))) or abs(lat) > 90 or abs(lon) > 180:
        return None
    return Camera(zoom=max(0, min(_MAX_ZOOM, round(zoom))), lat=lat, lon=lon, layer=layer if layer in _LAYERS else "")


def _version(value: str) -> int | None:
    return int(value) if value.isdecimal() and len(value) < 16 else None
