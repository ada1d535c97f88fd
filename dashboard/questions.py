"""What an HTTP question asks for: filter, page, view of the map, language; a senseless one is answered 400 in words.

Beside the filter's own parameters (`geo.query.PARAMETERS`) `type` and `datetime` are read as the standards write them.
"""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from starlette.exceptions import HTTPException
from starlette.requests import Request

from dashboard.address import LANGUAGES
from dashboard.labels import Labels, load_labels, read_digits
from geo.query import Box, EventFilter, FilterInvalid

_MAX_ZOOM = 19
_MAX_NUMBER = 1e6
_OPEN_ENDS = frozenset({"", ".."})


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A stretch of an ordered answer."""

    offset: int = 0
    limit: int | None = None
    """At most so many; `None` asks for all."""


def asked_filter(request: Request) -> EventFilter:
    """Return the filter of a request, or answer 400 with the reason."""
    try:
        return read_filter(request.query_params)
    except FilterInvalid as slip:
        raise HTTPException(400, str(slip)) from slip


def read_filter(parameters: Mapping[str, str]) -> EventFilter:
    """Return the filter that parameters describe, `type`, `datetime` and a box with heights among them.

    `type` is `event_types` with commas allowed; `datetime` is a day, a time or an interval with open ends as in OGC API
    Features (17-069r4, section 7.15.4), of which the days count. Raises FilterInvalid that names the parameter.
    """
    given = dict(parameters)
    if given.get("type"):
        given["event_types"] = given["type"].replace(",", "|")
    if given.get("bbox"):
        given["bbox"] = _flat_box(given["bbox"])
    if given.get("datetime"):
        start, end = _interval(given["datetime"])
        given["start"] = max(filter(None, (given.get("start"), start)), default="")
        given["end"] = min(filter(None, (given.get("end"), end)), default="")
    return EventFilter.from_params(given)


def _flat_box(value: str) -> str:
    """Return a box of four numbers; of one with heights (six numbers) the heights are passed over."""
    corners = value.split(",")
    return ",".join((*corners[:2], *corners[3:5])) if len(corners) == 6 else value


def _interval(value: str) -> tuple[str, str]:
    sides = value.split("/")
    if len(sides) > 2:
        raise FilterInvalid(f"datetime: {value!r} is not a day, a time or an interval start/end")
    days = [_day(side.strip(), value) for side in sides]
    if days == [""]:
        raise FilterInvalid(f"datetime: {value!r} has no day")
    return days[0], days[-1]


def _day(side: str, value: str) -> str:
    if side in _OPEN_ENDS:
        return ""
    try:
        if "T" not in side.upper():
            return dt.date.fromisoformat(side).isoformat()
        moment = dt.datetime.fromisoformat(side)
    except ValueError:
        raise FilterInvalid(f"datetime: {value!r} is not written YYYY-MM-DD or YYYY-MM-DDThh:mm:ssZ") from None
    return (moment.astimezone(dt.UTC) if moment.tzinfo else moment).date().isoformat()


def asked_page(request: Request, *, default: int | None = None, most: int | None = None) -> Page:
    """Return the page of a request: `limit` (cut to `most`, `default` without one) and `offset`."""
    limit = asked_count(request, "limit", least=1, default=default)
    if limit is not None and most is not None:
        limit = min(limit, most)
    return Page(offset=asked_count(request, "offset", least=0, default=0) or 0, limit=limit)


def asked_count(request: Request, name: str, *, least: int, default: int | None) -> int | None:
    """Return a whole number of a request, `default` where there is none; answers 400 below `least`."""
    raw = request.query_params.get(name)
    if raw is None:
        return default
    if not raw.isdecimal() or not least <= int(raw) < 2**53:
        raise HTTPException(400, f"{name}: {raw!r} is not a whole number from {least} up")
    return int(raw)


def asked_language(request: Request) -> str:
    """Return the language of a request, the default one where none of ours is asked."""
    asked = request.query_params.get("lang", "")
    return asked if asked in LANGUAGES else LANGUAGES[0]


def asked_labels(request: Request) -> Labels:
    """Return the words of a request's language, with its digits."""
    return load_labels(asked_language(request), read_digits(request.query_params.get("digits", "")))


def asked_view(request: Request) -> Box | None:
    """Return the box of `view`, read as a filter reads its own."""
    try:
        return EventFilter.from_params({"bbox": request.query_params.get("view", "")}).bbox
    except FilterInvalid as slip:
        raise HTTPException(400, str(slip).replace("bbox", "view")) from slip


def asked_zoom(request: Request) -> int:
    """Return the zoom level of a request, within what a map can show."""
    return max(0, min(_MAX_ZOOM, int(asked_number(request, "zoom", default=5))))


def asked_number(request: Request, name: str, *, default: float | None = None) -> float:
    """Return a number of a request, or answer 400 with the reason."""
    raw = request.query_params.get(name)
    if raw is None and default is not None:
        return default
    try:
        number = float(raw or "")
    except ValueError:
        raise HTTPException(400, f"{name}: {raw!r} is not a number") from None
    if not abs(number) <= _MAX_NUMBER:
        raise HTTPException(400, f"{name}: {raw!r} is out of range")
    return number
