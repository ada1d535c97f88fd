"""What each filter can choose from, with the number of events beside each choice.

The number beside a choice counts the events that meet every other condition. Choices are told apart by their values,
never by the words that show them, so that a count that changes while a reader chooses loses nothing.
"""

from dataclasses import replace
from functools import lru_cache
from typing import Any

from dashboard.catalogue import Catalogue, State
from dashboard.labels import Labels
from dashboard.vocabulary import Vocabulary, listed, places, simple
from geo.lookup import governorate_names
from geo.query import EventFilter
from geo.taxonomy import SUB_TYPES_OF, GeoPrecision, Status

MAX_OPTIONS = 12
"""Choices of an open list that are shown at once, the commonest; a search finds the others."""

MAX_FOUND = 40
"""Choices that a search of one list gives out."""

_COLUMN_OF = {"admin1": "admin1", "place_ids": "place_id", "actors": "actor_list", "sources": "source_list"}

OPEN_LISTS = tuple(_COLUMN_OF)
"""Filters whose choices are what the events hold, by their query parameters."""

_KEPT_VOCABULARIES = 16
"""Of two languages and two versions."""

Option = list[object]
"""`[value, words, count]`; a type also has the list of its sub-types."""

_CLOSED: dict[str, tuple[tuple[Status, ...] | tuple[GeoPrecision, ...], str]] = {
    "statuses": (tuple(Status), "status"),
    "geo_precisions": (tuple(GeoPrecision), "geo_precision"),
}
"""Filters of a closed vocabulary: its members and the column they stand in."""


def choices(catalogue: Catalogue, asked: EventFilter, labels: Labels) -> dict[str, list[Option]]:
    """Return the choices of every filter by its query parameter; those chosen are among them at any count."""
    found = {"event_types": _types(catalogue, asked, labels)}
    for name, (members, column) in _CLOSED.items():
        counts = _counts(catalogue, _without(asked, name), column)
        found[name] = [
            [member.value, labels.choice(column, member), counts.get(member, 0)]
            for member in members
            if member in counts or member in getattr(asked, name)
        ]
    return found | {name: open_list(catalogue, asked, labels, name) for name in OPEN_LISTS}


def open_list(catalogue: Catalogue, asked: EventFilter, labels: Labels, name: str, *, words: str = "") -> list[Option]:
    """Return the choices of one open list, the commonest first: the first few, or those that answer a search.

    A choice answers when every word of the search stands in its value or its words, spelling folded.
    """
    vocabulary = _vocabulary(catalogue, catalogue.state, labels.language, name)
    counts = vocabulary.counts(catalogue.tally(_without(asked, name), _COLUMN_OF[name]))
    if words.strip():
        return [vocabulary.option(number, counts) for number in vocabulary.commonest(counts, MAX_FOUND, words)]
    chosen = sorted(getattr(asked, name))
    others = (vocabulary.option(number, counts) for number in vocabulary.commonest(counts, MAX_OPTIONS + len(chosen)))
    unchosen = [option for option in others if option[0] not in chosen]
    return [*(vocabulary.option_of(value, counts) for value in chosen), *unchosen[:MAX_OPTIONS]]


@lru_cache(maxsize=_KEPT_VOCABULARIES)
def _vocabulary(catalogue: Catalogue, _state: State, language: str, name: str) -> Vocabulary:
    if name == "place_ids":
        return places(catalogue.shown.table, language)
    values = catalogue.values(_COLUMN_OF[name])
    if name == "admin1":
        return simple(values, governorate_names(catalogue.store) if language == "ar" else {})
    return listed(values)


def _types(catalogue: Catalogue, asked: EventFilter, labels: Labels) -> list[Option]:
    """Return the types, each with its sub-types as branches."""
    counts = _counts(catalogue, replace(asked, event_types=frozenset(), sub_event_types=frozenset()), "sub_event_type")
    wanted = asked.sub_event_types
    tree: list[Option] = []
    for kind, sub_types in SUB_TYPES_OF.items():
        branches: list[Option] = [
            [one.value, labels.choice("sub_event_type", one), counts.get(one, 0)]
            for one in sub_types
            if one in counts or one in wanted
        ]
        if branches or kind in asked.event_types:
            total = sum(counts.get(one, 0) for one in sub_types)
            tree.append([kind.value, labels.choice("event_type", kind), total, branches])
    return tree


def branches_of_types() -> dict[str, list[str]]:
    """Return every type's sub-types, by which a page turns ticked branches into a filter."""
    return {kind.value: [one.value for one in sub_types] for kind, sub_types in SUB_TYPES_OF.items()}


def _without(asked: EventFilter, name: str) -> EventFilter:
    """Return the filter with every condition but one."""
    free: dict[str, Any] = {name: frozenset()}
    return replace(asked, **free)


def _counts(catalogue: Catalogue, asked: EventFilter, column: str) -> dict[str, int]:
    """Return how many of the filtered events have each value of a column; the values that none has are left out."""
    counted = zip(catalogue.values(column).to_pylist(), catalogue.tally(asked, column).tolist(), strict=True)
    return {value: count for value, count in counted if count}
