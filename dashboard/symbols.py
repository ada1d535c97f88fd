"""How the map draws an event: a colour and a shape for each type, a stroke for each precision.

Colours are the eight of Okabe and Ito (2008, Color Universal Design), told apart by people with any common colour
vision; black became grey so that labels stay the darkest thing. Shapes say the same thing again without colour.
"""

from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import quote

from dashboard.markup import Markup, element
from geo.taxonomy import EventType, GeoPrecision


@dataclass(frozen=True, slots=True, kw_only=True)
class Symbol:
    """The mark of one event type."""

    colour: str
    """CSS hexadecimal."""
    path: str
    """SVG path in a 24 by 24 box."""


SYMBOLS: dict[EventType, Symbol] = {
    EventType.BATTLES: Symbol(colour="#D55E00", path="M12 2 22 12 12 22 2 12Z"),
    EventType.EXPLOSIONS: Symbol(
        colour="#E69F00",
        path="M12 1 14.9 7.9 22.5 8.6 16.8 13.6 18.5 21 12 17.1 5.5 21 7.2 13.6 1.5 8.6 9.1 7.9Z",
    ),
    EventType.VIOLENCE_AGAINST_CIVILIANS: Symbol(colour="#CC79A7", path="M2 4H22L12 22Z"),
    EventType.PROTESTS: Symbol(colour="#56B4E9", path="M12 3a9 9 0 1 0 .01 0Z"),
    EventType.RIOTS: Symbol(colour="#F0E442", path="M7 3H17L22 12 17 21H7L2 12Z"),
    EventType.STRATEGIC: Symbol(colour="#0072B2", path="M4 4H20V20H4Z"),
    EventType.HUMANITARIAN: Symbol(colour="#009E73", path="M9 3H15V9H21V15H15V21H9V15H3V9H9Z"),
    EventType.DIPLOMACY: Symbol(colour="#6B7280", path="M12 2 22 9.3 18.2 21H5.8L2 9.3Z"),
}
"""Symbol of every event type."""


class Nearness(StrEnum):
    """How near to the truth a point on the map can be: what the reader must see at a glance."""

    EXACT = "exact"
    """A spot or a quarter: a filled mark."""
    CITY = "city"
    """Somewhere in a town or city: a hollow mark."""
    AREA = "area"
    """Somewhere in a circle: dashed."""
    NONE = "none"
    """Not on the map: no coordinates, or no more than a country."""


_NEARNESS: dict[GeoPrecision, Nearness] = {
    GeoPrecision.EXACT: Nearness.EXACT,
    GeoPrecision.NEIGHBOURHOOD: Nearness.EXACT,
    GeoPrecision.TOWN: Nearness.CITY,
    GeoPrecision.CITY: Nearness.CITY,
    GeoPrecision.AREA: Nearness.AREA,
    GeoPrecision.DISTRICT: Nearness.AREA,
    GeoPrecision.GOVERNORATE: Nearness.AREA,
    GeoPrecision.REGION: Nearness.AREA,
    GeoPrecision.COUNTRY: Nearness.NONE,
}


def nearness(geo_precision: str | None, lat: float | None) -> Nearness:
    """Return how an event with this precision is drawn; a country's middle is no place for a marker."""
    if lat is None or not geo_precision:
        return Nearness.NONE
    return _NEARNESS[GeoPrecision(geo_precision)]


def icon(event_type: EventType, *, size: int = 14) -> Markup:
    """Return the type's mark, `size` pixels wide, without a text of its own: its name stands beside it."""
    return element(
        "span", class_=f"k-icon k-t{_INDEX[event_type]}", style=f"width:{size}px;height:{size}px", aria_hidden="true"
    )


def icon_rules() -> str:
    """Return the style rules by which `icon` draws: one picture a type, sent once with the page."""
    return "\n".join(
        f'.k-t{_INDEX[kind]}{{background-image:url("{_picture(symbol)}")}}' for kind, symbol in SYMBOLS.items()
    )


_INDEX = {kind: index for index, kind in enumerate(EventType)}


def _picture(symbol: Symbol) -> str:
    path = element("path", d=symbol.path, fill=symbol.colour, stroke="#1f2937", stroke_width="1.2")
    drawing = element("svg", path, xmlns="http://www.w3.org/2000/svg", viewBox="0 0 24 24")
    return f"data:image/svg+xml,{quote(drawing)}"
