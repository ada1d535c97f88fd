"""A question to the events: which days, types, places, people, words; the same on screen, in a URL and on the shell.

It reads no store. `EventFilter` is a value: equal filters ask the same, so it serves as a cache key.
"""

import datetime as dt
import math
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, fields
from enum import StrEnum
from typing import Any, Self

from gazetteer.folding import key
from geo.errors import GeoError
from geo.records import Event
from geo.taxonomy import EventType, GeoPrecision, Status, SubEventType

Box = tuple[float, float, float, float]
"""West, south, east, north in degrees; west above east means a box over the 180th meridian (RFC 7946, section 5.2)."""

_NONE: frozenset[Any] = frozenset()


class FilterInvalid(GeoError, ValueError):
    """A filter asks for what cannot be; the message names the parameter, its value and what is allowed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EventFilter:
    """Conditions that an event must all meet; an empty one asks nothing."""

    start: dt.date | None = None
    """First day: an event that ended before it is out, and so is one without a date."""
    end: dt.date | None = None
    """Last day, inclusive: an event that began after it is out, and so is one without a date."""
    event_types: frozenset[EventType] = _NONE
    sub_event_types: frozenset[SubEventType] = _NONE
    place_ids: frozenset[str] = _NONE
    admin1: frozenset[str] = _NONE
    """Governorates by Arabic or English name."""
    actors: frozenset[str] = _NONE
    """At least one of them acts in the event."""
    sources: frozenset[str] = _NONE
    """At least one of these outlets tells the event."""
    statuses: frozenset[Status] = _NONE
    geo_precisions: frozenset[GeoPrecision] = _NONE
    text: str = ""
    """Every word of it stands in the event's places, actors or evidence, spelling folded."""
    bbox: Box | None = None
    located: bool | None = None
    """True: only events with a point; False: only those without."""
    min_confidence: float = 0.0
    min_killed: int = 0
    """Killed at least, by the lowest figure told; above 0 an event without a figure is out."""

    def __post_init__(self) -> None:
        """Refuse conditions that no event can meet by their form."""
        if self.start and self.end and self.start > self.end:
            raise FilterInvalid(f"start {self.start} is after end {self.end}: swap them")
        if not 0.0 <= self.min_confidence <= 1.0:
            raise FilterInvalid(f"min_confidence {self.min_confidence} is not between 0 and 1")
        if self.min_killed < 0:
            raise FilterInvalid(f"min_killed {self.min_killed} is below 0")
        if self.bbox is not None:
            _check_box(self.bbox)

    @property
    def words(self) -> tuple[str, ...]:
        """The folded words of `text`, each once, in order."""
        return tuple(dict.fromkeys(key(self.text).split()))

    @property
    def parts(self) -> "tuple[EventFilter, ...]":
        """The filter as filters of one condition each, all of which it asks for."""
        given = {field.name: getattr(self, field.name) for field in fields(self)}
        return tuple(EventFilter(**{name: value}) for name, value in given.items() if value != _DEFAULTS[name])

    def matches(self, event: Event) -> bool:
        """Whether the event meets every condition."""
        return (
            self._matches_time(event)
            and self._matches_sort(event)
            and self._matches_people(event)
            and self._matches_where(event)
            and event.confidence >= self.min_confidence
            and _holds_words(event, self.words)
        )

    def _matches_time(self, event: Event) -> bool:
        if self.start is None and self.end is None:
            return True
        first, last = event.start_date or event.end_date, event.end_date or event.start_date
        if first is None or last is None:
            return False
        return (self.start is None or last >= self.start) and (self.end is None or first <= self.end)

    def _matches_sort(self, event: Event) -> bool:
        return (
            _allows(self.event_types, (event.event_type,))
            and _allows(self.sub_event_types, (event.sub_event_type,))
            and _allows(self.statuses, (event.status,))
            and _allows(self.geo_precisions, (event.geo_precision,))
        )

    def _matches_people(self, event: Event) -> bool:
        return (
            _allows(self.actors, event.actors)
            and _allows(self.sources, event.sources)
            and (event.fatalities_low or 0) >= self.min_killed
        )

    def _matches_where(self, event: Event) -> bool:
        place = event.place
        if not _allows(self.place_ids, (place.place_id,) if place else ()):
            return False
        if not _allows(self.admin1, (place.admin1_ar, place.admin1_en) if place else ()):
            return False
        if self.located is not None and self.located != (event.lat is not None):
            return False
        return self.bbox is None or _inside(self.bbox, event.lat, event.lon)

    def to_params(self) -> dict[str, str]:
        """Return the filter as URL query parameters, the empty conditions left out; `from_params` reads them back."""
        params: dict[str, str] = {}
        for field in fields(self):
            value = getattr(self, field.name)
            if value is not None and value != field.default:
                params[field.name] = _written(value)
        return params

    @classmethod
    def from_params(cls, params: Mapping[str, str]) -> Self:
        """Read URL query parameters: named like the fields, several values joined by `|`, a box as `w,s,e,n`.

        Parameters of other names and empty ones are left alone (a page has its own beside the filter's); see
        `PARAMETERS` for the names. Raises FilterInvalid that names the parameter, its value and what is allowed.
        """
        given: dict[str, Any] = {}
        for name, read in _READERS.items():
            value = params.get(name, "")
            if value.strip():
                given[name] = read(name, value)
        return cls(**given)


_DEFAULTS = {field.name: field.default for field in fields(EventFilter)}


def search_text(event: Event) -> str:
    """Return all the words by which `EventFilter.text` finds an event, folded."""
    place = (
        (event.place.name_ar, event.place.name_en, event.place.admin1_ar, event.place.admin1_en) if event.place else ()
    )
    told = (part for mention in event.mentions for part in (mention.place_surface, mention.evidence_text))
    return key(" ".join((*place, *event.actors, *told)))


def _holds_words(event: Event, words: tuple[str, ...]) -> bool:
    if not words:
        return True
    haystack = search_text(event)
    return all(word in haystack for word in words)


def _allows(asked: frozenset[Any], given: Iterable[Any]) -> bool:
    return not asked or not asked.isdisjoint(given)


def _inside(box: Box, lat: float | None, lon: float | None) -> bool:
    if lat is None or lon is None:
        return False
    west, south, east, north = box
    over_meridian = west > east
    in_width = (lon >= west or lon <= east) if over_meridian else west <= lon <= east
    return in_width and south <= lat <= north


def _check_box(box: Box) -> None:
    west, south, east, north = box
    if not all(map(math.isfinite, box)):
        raise FilterInvalid(f"bbox {box} has a value that is no number")
    if not (-180 <= west <= 180 and -180 <= east <= 180 and -90 <= south <= north <= 90):
        raise FilterInvalid(f"bbox {box} is not west,south,east,north in degrees")


def _written(value: Any) -> str:
    if isinstance(value, frozenset):
        return "|".join(sorted(str(member).replace("\\", "\\\\").replace("|", "\\|") for member in value))
    if isinstance(value, tuple):
        return ",".join(map(repr, value))
    if isinstance(value, bool):
        return str(value).lower()
    return str(value)


def _read_date(name: str, value: str) -> dt.date:
    try:
        return dt.datetime.strptime(value.strip(), "%Y-%m-%d").date()  # noqa: DTZ007  (a calendar day has no zone)
    except ValueError:
        raise FilterInvalid(f"{name}: {value!r} is not a day of the calendar; write YYYY-MM-DD") from None


def _members(value: str) -> list[str]:
    return [part for part in _unescaped_parts(value) if part]


def _unescaped_parts(value: str) -> list[str]:
    parts: list[str] = []
    current, escaped = "", False
    for character in value:
        if escaped or character not in "\\|":
            current, escaped = current + character, False
        elif character == "\\":
            escaped = True
        else:
            parts, current = [*parts, current], ""
    return [*parts, current]


def _read_names(_name: str, value: str) -> frozenset[str]:
    return frozenset(_members(value))


def _reader_of(vocabulary: type[StrEnum]) -> Callable[[str, str], frozenset[StrEnum]]:
    def read(name: str, value: str) -> frozenset[StrEnum]:
        try:
            return frozenset(vocabulary(member) for member in _members(value))
        except ValueError:
            raise FilterInvalid(f"{name}: {value!r} is not among: {' | '.join(vocabulary)}") from None

    return read


def _read_box(name: str, value: str) -> Box:
    try:
        west, south, east, north = map(float, value.split(","))
    except ValueError:
        raise FilterInvalid(f"{name}: {value!r} is not four numbers west,south,east,north") from None
    return west, south, east, north


def _read_flag(name: str, value: str) -> bool:
    try:
        return {"true": True, "1": True, "false": False, "0": False}[value.strip().lower()]
    except KeyError:
        raise FilterInvalid(f"{name}: {value!r} is neither true nor false") from None


def _read_share(name: str, value: str) -> float:
    try:
        return float(value)
    except ValueError:
        raise FilterInvalid(f"{name}: {value!r} is not a number between 0 and 1") from None


def _read_count(name: str, value: str) -> int:
    if not (value.strip().isdecimal() and value.strip().isascii()):
        raise FilterInvalid(f"{name}: {value!r} is not a whole number from 0 up")
    return int(value)


_READERS: dict[str, Callable[[str, str], Any]] = {
    "start": _read_date,
    "end": _read_date,
    "event_types": _reader_of(EventType),
    "sub_event_types": _reader_of(SubEventType),
    "place_ids": _read_names,
    "admin1": _read_names,
    "actors": _read_names,
    "sources": _read_names,
    "statuses": _reader_of(Status),
    "geo_precisions": _reader_of(GeoPrecision),
    "text": lambda _name, value: value,
    "bbox": _read_box,
    "located": _read_flag,
    "min_confidence": _read_share,
    "min_killed": _read_count,
}

PARAMETERS = frozenset(_READERS)
"""The names of the URL query parameters that belong to a filter."""
