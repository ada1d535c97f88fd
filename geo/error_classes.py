"""Why a toponym was missed, misplaced or invented, as far as words and layers alone can tell.

The classes are asked in the order of their definition and the first that fits is taken, so each miss has one. They say
where to look, not what is to blame.
"""

from collections.abc import Sequence
from enum import StrEnum

from geopy.distance import great_circle

from gazetteer import lexicon
from gazetteer.folding import key
from gazetteer.index import Gazetteer
from gazetteer.places import Place
from gazetteer.spans import Span
from geo.gold import FoundToponym, ToponymLabel


class Missed(StrEnum):
    """Why a labelled name was not found."""

    OTHER_STRETCH = "found with other borders"
    """The program reported a toponym that overlaps it, too long or too short."""
    UNKNOWN_NAME = "unknown name"
    """No layer bears the name."""
    CLITIC = "attached to a clitic"
    """A letter stands right before it (و ف ب ل ك)."""
    LIST_MEMBER = "member of a list"
    """Another label ends right before it, with a comma or و between."""
    AMBIGUOUS = "several places bear the name"
    NOT_TAKEN = "known name, not taken for a place"


class Misplaced(StrEnum):
    """Why a found name was put elsewhere or nowhere."""

    NOWHERE_UNKNOWN = "put nowhere: no layer has it"
    NOWHERE = "put nowhere: which one was left open"
    ABSENT = "elsewhere: the right place is in no layer"
    """No bearer of the name lies within the label's tolerance."""
    NAMESAKE = "elsewhere: another bearer of the name"


class Invented(StrEnum):
    """What a reported toponym is that nobody labelled."""

    BORDERS = "a label with other borders"
    PERSON = "person"
    """A title or given name stands before it, or it is a given name itself."""
    ORGANISATION = "organisation"
    """An organisation's noun stands before it, or it is an organisation's name."""
    DEMONYM = "adjective of origin"
    COMMON_WORD = "common or everyday word"
    UNKNOWN_NAME = "name no layer knows"
    """Proposed for its head noun alone."""
    OTHER = "other"


def missed_class(
    label: ToponymLabel,
    span: Span,
    document: str,
    labelled: Sequence[Span],
    found: Sequence[FoundToponym],
    gazetteer: Gazetteer,
) -> Missed:
    """Return why a labelled name was not found."""
    if any(hit.span.overlaps(span) for hit in found):
        return Missed.OTHER_STRETCH
    bearers = gazetteer.bearers(label.surface)
    if not bearers:
        return Missed.UNKNOWN_NAME
    if span.start > 0 and document[span.start - 1].isalpha():
        return Missed.CLITIC
    before = max((other.end for other in labelled if other.end <= span.start), default=None)
    if before is not None and document[before : span.start].strip() in {"،", ",", "و", "،و", "، و"}:
        return Missed.LIST_MEMBER
    return Missed.AMBIGUOUS if len(bearers) > 1 else Missed.NOT_TAKEN


def misplaced_class(label: ToponymLabel, hit: FoundToponym, gazetteer: Gazetteer) -> Misplaced:
    """Return why a found name was not put where it belongs."""
    right = nearest_bearer(label, gazetteer) is not None
    if hit.lat is None:
        return Misplaced.NOWHERE if gazetteer.bearers(label.surface) else Misplaced.NOWHERE_UNKNOWN
    return Misplaced.NAMESAKE if right else Misplaced.ABSENT


def invented_class(hit: FoundToponym, document: str, labelled: Sequence[Span], gazetteer: Gazetteer | None) -> Invented:
    """Return what a reported toponym is, by itself and the word before it."""
    if any(hit.span.overlaps(span) for span in labelled):
        return Invented.BORDERS
    name = key(hit.span.of(document))
    before = _word_before(document, hit.span)
    given, titles = lexicon.words("given_names.csv"), lexicon.words("titles.csv")
    if before in titles or before in given or name.split(" ")[0] in given:
        return Invented.PERSON
    if before in lexicon.words("organisation_heads.csv") or name in lexicon.words("organisations.csv"):
        return Invented.ORGANISATION
    if name in lexicon.demonyms():
        return Invented.DEMONYM
    if name in lexicon.common_words() or name in lexicon.everyday_names() or name in lexicon.weak_names():
        return Invented.COMMON_WORD
    if gazetteer is not None and not gazetteer.bearers(name):
        return Invented.UNKNOWN_NAME
    return Invented.OTHER


def _word_before(document: str, span: Span) -> str:
    """Return the folded word before a span, on its own line; empty at a line's beginning."""
    words = document[: span.start].rpartition("\n")[2].split()
    return key(words[-1]) if words else ""


def nearest_bearer(label: ToponymLabel, gazetteer: Gazetteer) -> Place | None:
    """Return the nearest place of a label's surface within its tolerance; `None` when no layer has one."""
    if label.lat is None or label.lon is None:
        return None
    near = [
        (distance, place.place_id)
        for place in gazetteer.bearers(label.surface)
        if place.lat is not None and place.lon is not None
        for distance in (float(great_circle((label.lat, label.lon), (place.lat, place.lon)).km),)
        if distance <= label.tolerance_km
    ]
    return gazetteer.place(min(near)[1]) if near else None
