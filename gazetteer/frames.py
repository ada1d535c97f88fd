"""What the unit that opens a sentence says of the names behind it: «وفي محافظة تعز … الروضة» is a quarter of Taiz."""

import re
from bisect import bisect_right
from collections.abc import Sequence

from gazetteer.distance import is_far_from
from gazetteer.index import Gazetteer
from gazetteer.places import SETTLEMENT_KINDS, WITHIN_A_CITY, Place, PlaceKind
from gazetteer.recognition import ToponymMention

_OPENING = 25
"""Letters from the start of a sentence to the name of a unit that opens it («أما في محافظة»)."""
_SENTENCE_START = re.compile(r"[.؟!\n][\s•*«\"]*")
_OBSCURE = 0.35
"""Prominence below which a place is hardly meant outside the unit written of."""
_FRAMES = frozenset({PlaceKind.GOVERNORATE, PlaceKind.CITY})
_SMALL = SETTLEMENT_KINDS | WITHIN_A_CITY | {PlaceKind.DISTRICT, PlaceKind.SUBDISTRICT}


def without_outsiders(
    raw: str,
    mentions: Sequence[ToponymMention],
    containers: Sequence[int | None],
    chosen: Sequence[Place | None],
    gazetteer: Gazetteer,
) -> list[Place | None]:
    """Return the places, `None` for little-known ones far outside the governorate that their sentence opens with.

    Not for one that its own words put somewhere («الروضة شمال صنعاء»), nor where the sentence names another place of
    the same governorate.
    """
    found = list(chosen)
    if not any(_is_frame(mention, place) for mention, place in zip(mentions, chosen, strict=True)):
        return found
    starts = [0, *(mark.end() for mark in _SENTENCE_START.finditer(raw))]
    frame: Place | None = None
    known: frozenset[str] = frozenset()
    for index, mention in enumerate(mentions):
        begin = starts[bisect_right(starts, mention.span.start) - 1]
        if not index or mentions[index - 1].span.start < begin:
            frame = _frame(mention, chosen[index], begin)
            known = _units(index, begin, starts, mentions, chosen, gazetteer) if frame is not None else frozenset()
            continue
        place = chosen[index]
        if frame is None or place is None or containers[index] is not None:
            continue
        if _is_outside(place, frame, gazetteer) and _unit(place, gazetteer) not in known:
            found[index] = None
    return found


def _frame(mention: ToponymMention, place: Place | None, begin: int) -> Place | None:
    """Return the governorate or city in which a sentence says at its start that it happens: «وفي محافظة تعز …»."""
    return place if _is_frame(mention, place) and mention.span.start - begin <= _OPENING else None


def _is_frame(mention: ToponymMention, place: Place | None) -> bool:
    """Whether something is said to be in a governorate or city."""
    preposition = mention.context.preposition
    return place is not None and place.kind in _FRAMES and preposition is not None and preposition.sense == "at"


def _units(
    index: int,
    begin: int,
    starts: Sequence[int],
    mentions: Sequence[ToponymMention],
    chosen: Sequence[Place | None],
    gazetteer: Gazetteer,
) -> frozenset[str]:
    """Return the ids of the governorates of the well-known places of a sentence that begins at `begin`."""
    end = next((start for start in starts if start > begin), mentions[-1].span.end + 1)
    places = (
        place
        for mention, place in zip(mentions[index:], chosen[index:], strict=True)
        if place is not None and mention.span.start < end and place.prominence >= _OBSCURE
    )
    return frozenset(_unit(place, gazetteer) for place in places)


def _unit(place: Place, gazetteer: Gazetteer) -> str:
    unit = gazetteer.admin1(place)
    return unit.place_id if unit is not None else ""


def _is_outside(place: Place, frame: Place, gazetteer: Gazetteer) -> bool:
    """Whether a place is little known and far from a governorate that does not hold it."""
    if place.kind not in _SMALL or place.prominence >= _OBSCURE or _unit(place, gazetteer) == _unit(frame, gazetteer):
        return False
    return place.located and frame.located and is_far_from(place, frame)
