"""Labelled documents: what a careful reader says a report holds, and what the program found in it.

The labels name a surface and its occurrences («حلب», the 1st and 3rd); `labelled_spans` finds them in the text. No
figure is computed here, see `geo.evaluate`.
"""

import datetime as dt
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from gazetteer.spans import Span
from geo.errors import DocumentInvalid, SourceUnreadable

_WORD = "\\u0621-\\u065f\\u0670-\\u06d3A-Za-z0-9_"
_CLITICS = "(?:[وف]?[بلك]?|[وف])?"
_LEAD, _TAIL = f"(?<![{_WORD}])", f"(?![{_WORD}])"


@dataclass(frozen=True, slots=True, kw_only=True)
class ToponymLabel:
    """A place name that a report holds."""

    surface: str
    """As written, without an attached clitic."""
    place: str
    """The place's name for a reader."""
    lat: float | None
    lon: float | None
    """`None` where no source has the place; then finding the name is enough."""
    tolerance_km: float
    occurrences: tuple[int, ...] | None
    """Which ones of the whole-word occurrences mean this place, from 1; `None` for all."""
    optional: bool
    """A finder may report it or not, without penalty."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EventLabel:
    """An event that a report tells."""

    key: str
    event_type: str
    sub_event_type: str
    other_types: tuple[str, ...]
    """Types that a careful reader could also choose, `type/sub-type`."""
    start: dt.date
    end: dt.date
    place: str
    lat: float | None
    lon: float | None
    tolerance_km: float
    fatalities: tuple[int | None, int | None] | None
    status: str
    optional: bool
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LabelledDocument:
    """All labels of one report."""

    id: str
    toponyms: tuple[ToponymLabel, ...]
    events: tuple[EventLabel, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundToponym:
    """A toponym that the program reported."""

    span: Span
    lat: float | None
    lon: float | None
    name: str
    kind: str = ""
    """A value of `gazetteer.places.PlaceKind`; empty where no place was chosen."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundEvent:
    """An event that the program reported."""

    event_type: str
    sub_event_type: str
    start: dt.date | None
    end: dt.date | None
    lat: float | None
    lon: float | None
    place: str
    fatalities: tuple[int | None, int | None]
    status: str
    evidence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Prediction:
    """All that the program reported of one report, in its order."""

    id: str
    toponyms: tuple[FoundToponym, ...] = ()
    events: tuple[FoundEvent, ...] = ()


def load_gold(path: Path) -> tuple[LabelledDocument, ...]:
    """Read a gold file: a JSON array, one object a document (`id`, `toponyms`, `events`).

    Raises:
        SourceUnreadable: the file cannot be opened.
        DocumentInvalid: it is not such an array; the message names the document and the field.
    """
    try:
        entries = json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise SourceUnreadable(f"{path}: cannot be read ({error.strerror})") from error
    except ValueError as error:
        raise DocumentInvalid(f"{path}: is not JSON in UTF-8 ({error}); a gold file is a JSON array") from error
    if not isinstance(entries, list):
        raise DocumentInvalid(f"{path}: holds no array; a gold file is a JSON array, one object a document")
    return tuple(_document(entry, f"{path}: document {number}") for number, entry in enumerate(entries, start=1))


def labelled_spans(labels: tuple[ToponymLabel, ...], document: str) -> tuple[tuple[Span, ToponymLabel], ...]:
    """Return where the labels stand in a document, in text order.

    A longer labelled name eats its stretch: «حلب» inside a labelled «حلب القديمة» is no occurrence of «حلب». A label
    whose occurrence the text lacks gives nothing.
    """
    found: list[tuple[Span, ToponymLabel]] = []
    taken: list[Span] = []
    for label in sorted(labels, key=lambda label: -len(label.surface)):
        longer = [span for span in taken if len(span) > len(label.surface)]
        free = [span for span in _occurrences(document, label.surface) if not any(s.contains(span) for s in longer)]
        wanted = label.occurrences or range(1, len(free) + 1)
        meant = [free[number - 1] for number in wanted if number <= len(free)]
        found.extend((span, label) for span in meant)
        taken.extend(meant)
    return tuple(sorted(found, key=lambda pair: pair[0].start))


def prediction(line: Mapping[str, Any]) -> Prediction:
    """Return what one line of `kharita extract` says, as records.

    Raises:
        DocumentInvalid: the line lacks a field of that contract.
    """
    try:
        toponyms = tuple(_found_toponym(toponym) for toponym in line["toponyms"])
        events = tuple(_found_event(event) for event in line["events"])
        return Prediction(id=line["id"], toponyms=toponyms, events=events)
    except (KeyError, TypeError, ValueError) as error:
        raise DocumentInvalid(f"{line.get('id', 'a line')}: is no line of `kharita extract` ({error})") from error


def _occurrences(document: str, surface: str) -> list[Span]:
    """Return the whole-word occurrences, clitics allowed before; «لل» may stand for «ل» and the article."""
    patterns = [f"{_LEAD}{_CLITICS}({re.escape(surface)}){_TAIL}"]
    if surface.startswith("ال"):
        patterns.append(f"{_LEAD}[وف]?(لل{re.escape(surface[2:])}){_TAIL}")
    spans = {Span(start=m.start(1), end=m.end(1)) for pattern in patterns for m in re.finditer(pattern, document)}
    return sorted(spans)


def _document(entry: Any, where: str) -> LabelledDocument:
    try:
        return LabelledDocument(
            id=entry["id"],
            toponyms=tuple(_toponym(label) for label in entry["toponyms"]),
            events=tuple(_event(label) for label in entry["events"]),
        )
    except (KeyError, TypeError, ValueError) as error:
        raise DocumentInvalid(f"{where}: a label is incomplete or of the wrong kind: {error}") from error


def _toponym(label: Mapping[str, Any]) -> ToponymLabel:
    return ToponymLabel(
        surface=label["surface"],
        place=label.get("place", ""),
        lat=label.get("lat"),
        lon=label.get("lon"),
        tolerance_km=label.get("tol_km") or 0.0,
        occurrences=None if label["where"] == "all" else tuple(label["where"]),
        optional=bool(label.get("optional")),
    )


def _event(label: Mapping[str, Any]) -> EventLabel:
    fatalities = label.get("fatalities")
    return EventLabel(
        key=label["key"],
        event_type=label["type"],
        sub_event_type=label["sub_type"],
        other_types=tuple(label.get("alt_types", ())),
        start=dt.date.fromisoformat(label["start"]),
        end=dt.date.fromisoformat(label["end"]),
        place=label.get("place") or "",
        lat=label.get("lat"),
        lon=label.get("lon"),
        tolerance_km=label.get("tol_km") or 0.0,
        fatalities=(fatalities[0], fatalities[1]) if fatalities else None,
        status=label.get("status") or "reported",
        optional=bool(label.get("optional")),
        note=label.get("note") or "",
    )


def _found_toponym(toponym: Mapping[str, Any]) -> FoundToponym:
    return FoundToponym(
        span=Span(start=toponym["start"], end=toponym["end"]),
        lat=toponym.get("lat"),
        lon=toponym.get("lon"),
        name=toponym.get("name_en") or "",
        kind=toponym.get("kind") or "",
    )


def _found_event(event: Mapping[str, Any]) -> FoundEvent:
    start = _day(event.get("start_date"))
    return FoundEvent(
        event_type=event["event_type"],
        sub_event_type=event["sub_event_type"],
        start=start,
        end=_day(event.get("end_date")) or start,
        lat=event.get("lat"),
        lon=event.get("lon"),
        place=(event.get("place") or {}).get("name_en") or "",
        fatalities=(event.get("fatalities_low"), event.get("fatalities_high")),
        status=event.get("status") or "reported",
        evidence=(event.get("evidence") or {}).get("text") or "",
    )


def _day(text: str | None) -> dt.date | None:
    return dt.date.fromisoformat(text) if text else None
