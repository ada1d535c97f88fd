"""What a reader of a public server is not shown: the exact place of what is sensitive, and the last days.

Everything that leaves the server takes its events and reports from `Catalogue`, which passes them through here: page,
map, table, downloads, API, OGC, embedding. So one rule holds at every way out. Pure; the day of today is an argument.
"""

import datetime as dt
import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import yaml

from gazetteer.folding import key
from gazetteer.places import PlaceKind
from geo.errors import GeoError
from geo.event_table import Mask, mask, one_of
from geo.query import EventFilter
from geo.records import Event, EventMention, EventPlace
from geo.taxonomy import GeoPrecision

PUBLIC_VARIABLE = "KHARITA_PUBLIC"
"""Environment variable that makes a server public: `1`, `true`, `yes` or `on`."""

SETTINGS_FILE = "public.yaml"
"""File of a store that says what its public server keeps back; every line has a default."""

WITHHELD_PLACE = "withheld"
"""Id of the place that stands in for a sensitive one."""

_KM_OF_A_DEGREE = 111.32
_HALF_DIAGONAL = math.sqrt(2) / 2


class SettingsInvalid(GeoError, ValueError):
    """The settings of a public server make no sense; the message names file, line and what is allowed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Disclosure:
    """What a server shows; by default everything, and reports may be added."""

    public: bool = False
    blur_kinds: tuple[str, ...] = (PlaceKind.CAMP.value,)
    """Kinds of place whose events stand somewhere in a square."""
    blur_words: tuple[str, ...] = ("مستشفى", "مشفى", "مستوصف", "ملجأ", "مأوى", "hospital", "clinic", "shelter")
    """Words in a place's name that make it sensitive, in any spelling."""
    blur_km: float = 20.0
    """Side of the square in kilometres."""
    delay_days: int = 0
    """Events and reports of so many last days are not shown yet; 0 shows all."""
    gate: bool = True
    """Whether texts about people killed stand behind a click."""

    def until(self, today: dt.date) -> dt.date | None:
        """Return the last day that is shown; `None` when all are."""
        return today - dt.timedelta(days=self.delay_days) if self.public and self.delay_days else None

    def is_sensitive(self, event: Event) -> bool:
        """Whether the place of an event is of a kind, or bears a word, that must not be shown exactly."""
        if event.place is None:
            return False
        names = (event.place.name_ar, event.place.name_en, *(mention.place_surface for mention in event.mentions))
        said = key(" ".join(names))
        return event.place.kind.value in self.blur_kinds or any(key(word) in said for word in self.blur_words)


@dataclass(frozen=True, slots=True, kw_only=True)
class Disclosed:
    """What is left of a lake for its readers."""

    events: tuple[Event, ...]
    closed_reports: frozenset[str]
    """Reports whose text is not shown: they are too new, or they tell of a place that is blurred."""


def in_doubt(table: pa.Table, rule: Disclosure, until: dt.date | None) -> Mask:
    """Return which rows of an event table `disclose` may change or leave out; it leaves all others as they are."""
    doubtful = one_of(table["place_kind"], rule.blur_kinds)
    for word in rule.blur_words:
        doubtful |= mask(table, EventFilter(text=word))
    if until:
        day = pc.coalesce(table["end_date"], table["start_date"])
        doubtful |= pc.fill_null(pc.greater(day, until), True).to_numpy()  # noqa: FBT003  (no day: its reports decide)
    return doubtful


def disclose(
    events: Iterable[Event], days: Mapping[str, dt.date | None], rule: Disclosure, until: dt.date | None
) -> Disclosed:
    """Apply a rule to the events of a lake; `days` has the day of every report, `until` the last day shown."""
    shown: list[Event] = []
    closed = {report for report, day in days.items() if until and day and day > until}
    for event in events:
        reports = [mention.article_id for mention in event.mentions]
        if until and _is_too_new(event, [days.get(report) for report in reports], until):
            closed.update(reports)
        elif rule.is_sensitive(event):
            closed.update(reports)
            shown.append(blurred(event, rule.blur_km))
        else:
            shown.append(event)
    return Disclosed(events=tuple(shown), closed_reports=frozenset(closed))


def _is_too_new(event: Event, told: list[dt.date | None], until: dt.date) -> bool:
    """Whether an event is later than the last day shown; an undated one is as old as its oldest report."""
    day = event.end_date or event.start_date or min((day for day in told if day), default=None)
    return day is not None and day > until


def blurred(event: Event, side_km: float) -> Event:
    """Return the event somewhere in a square that does not follow from where it was: no name, no sentence, no link.

    The square is one of a fixed grid, so that many events of one place say no more than one does.
    """
    place = _stand_in(event.place) if event.place else None
    lat, lon, radius = _square(event.lat, event.lon, event.radius_km, side_km)
    where: dict[str, Any] = {"place": place, "lat": lat, "lon": lon, "radius_km": radius}
    precision = GeoPrecision.AREA if lat is not None else event.geo_precision
    told = tuple(_without_words(mention, where, precision) for mention in event.mentions)
    return replace(event, **where, geo_precision=precision, urls=(), mentions=told)


def _without_words(mention: EventMention, where: dict[str, Any], precision: GeoPrecision | None) -> EventMention:
    hidden: dict[str, Any] = {"place_surface": "", "evidence_text": "", "highlights": (), "reasons": ()}
    return replace(mention, **where, **hidden, geo_precision=precision)


def _stand_in(place: EventPlace) -> EventPlace:
    return replace(
        place,
        place_id=WITHHELD_PLACE,
        name_ar="موضع محجوب",
        name_en="Withheld place",
        kind=PlaceKind.REGION,
    )


def _square(
    lat: float | None, lon: float | None, radius_km: float | None, side_km: float
) -> tuple[float | None, float | None, float | None]:
    """Return the middle of a point's square of the grid and the radius of the circle round that."""
    if lat is None or lon is None:
        return None, None, None
    high = side_km / _KM_OF_A_DEGREE
    middle = (math.floor(lat / high) + 0.5) * high
    wide = high / max(0.1, math.cos(math.radians(middle)))
    across = (math.floor(lon / wide) + 0.5) * wide
    radius = max(radius_km or 0.0, side_km * _HALF_DIAGONAL)
    return round(max(-90.0, min(90.0, middle)), 4), round(max(-180.0, min(180.0, across)), 4), round(radius, 1)


def read_settings(store: Path, *, public: bool) -> Disclosure:
    """Return what a server on a store shows; `public.yaml` of the store is read, and its defaults hold without it.

    Raises:
        SettingsInvalid: the file is no YAML, or a line of it is unknown or of another type.
    """
    path = store / SETTINGS_FILE
    given: Any = {}
    if path.is_file():
        try:
            given = yaml.safe_load(path.read_text(encoding="utf-8")) or {}
        except (yaml.YAMLError, UnicodeDecodeError) as broken:
            raise SettingsInvalid(f"{path}: is no YAML: {' '.join(str(broken).split())}") from broken
    if not isinstance(given, dict):
        raise SettingsInvalid(f"{path}: must hold lines `name: value`")
    known = {field.name for field in fields(Disclosure)} - {"public"}
    if unknown := sorted(set(map(str, given)) - known):
        raise SettingsInvalid(f"{path}: unknown line {', '.join(unknown)}; known are: {', '.join(sorted(known))}")
    return Disclosure(public=public, **{name: _value(path, name, value) for name, value in given.items()})


def _value(path: Path, name: str, value: object) -> Any:
    """Return a setting in its type, or refuse it in words."""
    if name in {"blur_kinds", "blur_words"} and isinstance(value, list) and all(isinstance(one, str) for one in value):
        unknown = sorted(set(value) - set(PlaceKind)) if name == "blur_kinds" else []
        if unknown:
            raise SettingsInvalid(f"{path}: blur_kinds: {', '.join(unknown)} is not among: {', '.join(PlaceKind)}")
        return tuple(value)
    if name == "gate" and isinstance(value, bool):
        return value
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    if name == "blur_km" and is_number and 0.1 <= float(str(value)) <= 500:
        return float(str(value))
    if name == "delay_days" and isinstance(value, int) and is_number and 0 <= value <= 36_500:
        return value
    raise SettingsInvalid(f"{path}: {name}: {value!r} is none of its values; see docs/dashboard.md")


def is_public(environment: Mapping[str, str]) -> bool:
    """Return whether the environment asks for a public server."""
    return environment.get(PUBLIC_VARIABLE, "").strip().lower() in {"1", "true", "yes", "on"}
