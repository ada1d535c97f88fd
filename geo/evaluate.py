"""The project's figures: what the program found against what careful readers labelled.

Toponyms are matched by their stretch of text, events by type, place and day. Optional labels cost nothing when missed
and nothing when found. It reads no file and runs no extraction.
"""

import datetime as dt
import statistics
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from geopy.distance import great_circle

from gazetteer.index import Gazetteer
from gazetteer.spans import Span
from geo.article import Article
from geo.error_classes import invented_class, misplaced_class, missed_class, nearest_bearer
from geo.figures import NEAR_KM, Figures, KindFigures, Miss, Tally, share
from geo.gold import EventLabel, FoundEvent, FoundToponym, LabelledDocument, Prediction, ToponymLabel, labelled_spans

_SAME_STRETCH = 0.5
_CONTEXT_BEFORE, _CONTEXT_AFTER = 40, 25
_ONE_DAY = dt.timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Places:
    """The toponym side of one document."""

    recognition: Tally
    end_to_end: Tally
    errors_km: tuple[tuple[float | None, bool], ...]
    """Of each found toponym that can be located: its error (`None`: put nowhere), and whether that is tolerated."""
    locatable: int
    """Required labels that can be located, found or not."""
    kinds: tuple[tuple[str, KindFigures], ...]
    misses: tuple[Miss, ...]


def evaluate(
    gold: Iterable[LabelledDocument],
    articles: Mapping[str, Article],
    predictions: Mapping[str, Prediction],
    *,
    gazetteer: Gazetteer | None = None,
) -> Figures:
    """Compare predictions with the gold, over the labelled documents that `articles` holds.

    A document without prediction counts as one in which nothing was found. The gazetteer is asked only for the kinds of
    labelled places and for why they were missed; without it the kinds are the program's own, and no class is told.
    """
    documents = [document for document in gold if document.id in articles]
    found = {document.id: predictions.get(document.id, Prediction(id=document.id)) for document in documents}
    places = [_score_places(d, articles[d.id].document, found[d.id].toponyms, gazetteer) for d in documents]
    matches = [_match_events(d.events, found[d.id].events, typed=True) for d in documents]
    loose = [_match_events(d.events, found[d.id].events, typed=False) for d in documents]
    errors = [error for document in places for error in document.errors_km]
    known = [km for km, _ in errors if km is not None]
    tolerated, locatable = sum(tolerated for _, tolerated in errors), sum(d.locatable for d in places)
    pairs = [(label, hit) for match in matches for label, hit in match.pairs if hit is not None]
    counted = [(label, hit) for label, hit in pairs if label.fatalities]
    return Figures(
        documents=len(documents),
        recognition=sum((document.recognition for document in places), Tally()),
        end_to_end=sum((document.end_to_end for document in places), Tally()),
        resolution_accuracy=share(tolerated, len(errors)),
        resolution_accuracy_of_resolved=share(tolerated, len(known)),
        resolution_accuracy_of_all=share(tolerated, locatable),
        median_error_km=statistics.median(known) if known else None,
        within_km={limit: share(sum(km <= limit for km in known), len(errors)) for limit in NEAR_KM},
        within_km_of_all={limit: share(sum(km <= limit for km in known), locatable) for limit in NEAR_KM},
        kinds=_by_kind(kind for document in places for kind in document.kinds),
        events=sum((match.tally for match in matches), Tally()),
        events_any_type=sum((match.tally for match in loose), Tally()),
        sub_type_accuracy=share(sum(hit.sub_event_type == label.sub_event_type for label, hit in pairs), len(pairs)),
        fatalities_accuracy=share(sum(hit.fatalities == label.fatalities for label, hit in counted), len(counted)),
        fatalities_counted=len(counted),
        status_accuracy=share(sum(hit.status == label.status for label, hit in pairs), len(pairs)),
        misses=tuple(miss for document in places for miss in document.misses)
        + tuple(miss for d, match in zip(documents, matches, strict=True) for miss in _event_misses(d.id, match)),
    )


def same_stretch(first: Span, second: Span) -> bool:
    """Whether two spans are the same mention: half of what either covers is covered by both."""
    common = min(first.end, second.end) - max(first.start, second.start)
    return common > 0 and common / (max(first.end, second.end) - min(first.start, second.start)) >= _SAME_STRETCH


def _score_places(
    gold: LabelledDocument, document: str, found: Sequence[FoundToponym], gazetteer: Gazetteer | None
) -> _Places:
    labelled = labelled_spans(gold.toponyms, document)
    spans = [span for span, _ in labelled]
    pairs, free = _match_places(labelled, found)
    kinds: list[tuple[str, KindFigures]] = []
    errors: list[tuple[float | None, bool]] = []
    misses: list[Miss] = []
    for span, label, hit in pairs:
        kind = _kind(label, hit, gazetteer)
        if hit is None:
            why = missed_class(label, span, document, spans, found, gazetteer) if gazetteer else ""
            misses.append(_miss("place missed", gold.id, label.surface, document, span, why))
            kinds.append((kind, KindFigures(recognition=Tally(missed=1))))
            continue
        error = _error_km(label, hit)
        tolerated = label.lat is None or (error is not None and error <= label.tolerance_km)
        kinds.append((kind, KindFigures(recognition=Tally(right=1), located=int(tolerated))))
        if label.lat is not None:
            errors.append((error, tolerated))
        if not tolerated:
            what = f"{label.surface}: {label.place}, got {hit.name or 'nowhere'}"
            why = misplaced_class(label, hit, gazetteer) if gazetteer else ""
            misses.append(_miss("place wrong", gold.id, what, document, span, why))
    extra = [hit for hit in free if not _excused(hit, labelled)]
    for hit in extra:
        why = invented_class(hit, document, spans, gazetteer)
        misses.append(_miss("place invented", gold.id, hit.span.of(document), document, hit.span, why))
        kinds.append((hit.kind or _NO_KIND, KindFigures(recognition=Tally(invented=1))))
    totals = sum((kind for _, kind in kinds), KindFigures())
    right, placed, missed = totals.recognition.right, totals.located, totals.recognition.missed
    return _Places(
        recognition=totals.recognition,
        end_to_end=Tally(right=placed, invented=len(extra) + right - placed, missed=missed + right - placed),
        errors_km=tuple(errors),
        locatable=sum(label.lat is not None for _, label, _ in pairs),
        kinds=tuple(kinds),
        misses=tuple(misses),
    )


_NO_KIND = "unknown"


def _match_places(
    labelled: Sequence[tuple[Span, ToponymLabel]], found: Sequence[FoundToponym]
) -> tuple[list[tuple[Span, ToponymLabel, FoundToponym | None]], list[FoundToponym]]:
    """Give each label the first free toponym of its stretch; return the required pairs and what is left over."""
    used: set[int] = set()
    pairs = []
    for span, label in labelled:
        number = next((k for k, f in enumerate(found) if k not in used and same_stretch(f.span, span)), None)
        if number is not None:
            used.add(number)
        if not label.optional:
            pairs.append((span, label, None if number is None else found[number]))
    return pairs, [hit for k, hit in enumerate(found) if k not in used]


def _kind(label: ToponymLabel, hit: FoundToponym | None, gazetteer: Gazetteer | None) -> str:
    """Return the kind of a labelled place: of the known place of its name at the label's point, else the hit's."""
    place = nearest_bearer(label, gazetteer) if gazetteer else None
    if place is not None:
        return place.kind.value
    return (hit.kind if hit else "") or _NO_KIND


def _by_kind(counted: Iterable[tuple[str, KindFigures]]) -> dict[str, KindFigures]:
    """Add up by kind, the kinds with most labels first."""
    totals: dict[str, KindFigures] = {}
    for kind, figures in counted:
        totals[kind] = totals.get(kind, KindFigures()) + figures

    def labels(kind: str) -> int:
        return totals[kind].recognition.right + totals[kind].recognition.missed

    return {kind: totals[kind] for kind in sorted(totals, key=lambda kind: (-labels(kind), kind))}


def _excused(found: FoundToponym, labelled: Sequence[tuple[Span, ToponymLabel]]) -> bool:
    """Whether a toponym that no label took repeats a label or touches an optional one."""
    return any(
        same_stretch(found.span, span) or (label.optional and found.span.overlaps(span)) for span, label in labelled
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _EventMatch:
    """The event side of one document."""

    pairs: tuple[tuple[EventLabel, FoundEvent | None], ...]
    """Each required label and what was found for it."""
    invented: tuple[FoundEvent, ...]

    @property
    def tally(self) -> Tally:
        right = sum(hit is not None for _, hit in self.pairs)
        return Tally(right=right, invented=len(self.invented), missed=len(self.pairs) - right)


def _match_events(labels: Sequence[EventLabel], found: Sequence[FoundEvent], *, typed: bool) -> _EventMatch:
    """Give each label the nearest event that agrees with it, required labels first."""
    free = dict(enumerate(found))
    pairs: list[tuple[EventLabel, FoundEvent | None]] = []
    for label in sorted(labels, key=lambda label: label.optional):
        agreeing = [
            (event.sub_event_type != label.sub_event_type, distance, number)
            for number, event in free.items()
            if (not typed or _same_type(event, label)) and _same_days(event, label)
            for distance in _distances(event, label)
        ]
        hit = free.pop(min(agreeing)[2]) if agreeing else None
        if not label.optional:
            pairs.append((label, hit))
    return _EventMatch(pairs=tuple(pairs), invented=tuple(free.values()))


def _same_type(event: FoundEvent, label: EventLabel) -> bool:
    return event.event_type == label.event_type or any(
        other.startswith(f"{event.event_type}/") for other in label.other_types
    )


def _same_days(event: FoundEvent, label: EventLabel) -> bool:
    """Whether the two intervals meet, a day's slip allowed."""
    if event.start is None or event.end is None:
        return False
    return event.start <= label.end + _ONE_DAY and event.end >= label.start - _ONE_DAY


def _distances(event: FoundEvent, label: EventLabel) -> tuple[float, ...]:
    """Return the kilometres between the two where they are one place (0 for a label without a point), else nothing."""
    if label.lat is None:
        return (0.0,)
    if event.lat is None:
        return ()
    distance = _km(event.lat, event.lon, label.lat, label.lon)
    return (distance,) if distance <= label.tolerance_km else ()


def _error_km(label: ToponymLabel, found: FoundToponym) -> float | None:
    if label.lat is None or found.lat is None:
        return None
    return _km(label.lat, label.lon, found.lat, found.lon)


def _km(lat: float, lon: float | None, other_lat: float, other_lon: float | None) -> float:
    return float(great_circle((lat, lon), (other_lat, other_lon)).km)


def _miss(kind: str, document_id: str, what: str, document: str, span: Span, why: str = "") -> Miss:
    before = document[max(0, span.start - _CONTEXT_BEFORE) : span.start]
    after = document[span.end : span.end + _CONTEXT_AFTER]
    context = " ".join(f"{before}[[{span.of(document)}]]{after}".split())
    return Miss(kind=kind, document_id=document_id, what=what, context=context, error_class=why)


def _event_misses(document_id: str, match: _EventMatch) -> list[Miss]:
    missed = [
        Miss(
            kind="event missed",
            document_id=document_id,
            what=f"{label.sub_event_type}, {label.place}, {label.start}/{label.end}",
            context=" ".join(f"{label.key} {label.note}".split()),
        )
        for label, hit in match.pairs
        if hit is None
    ]
    invented = [
        Miss(
            kind="event invented",
            document_id=document_id,
            what=f"{event.sub_event_type}, {event.place or 'nowhere'}, {event.start}/{event.end}",
            context=" ".join(event.evidence.split()),
        )
        for event in match.invented
    ]
    return missed + invented
