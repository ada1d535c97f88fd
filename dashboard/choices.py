"""What each filter can choose from, with the number of events beside each choice; pure over event tables.

The number beside a choice counts the events that meet every other condition. Choices are told apart by their values,
never by the words that show them, so that a count that changes while a reader chooses loses nothing.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from dashboard.catalogue import Catalogue
from dashboard.labels import Labels
from dashboard.summary import count_by
from gazetteer.folding import key
from geo.lookup import governorate_names
from geo.query import EventFilter
from geo.serialise import LIST_SEPARATOR
from geo.taxonomy import SUB_TYPES_OF, GeoPrecision, Status

MAX_OPTIONS = 12
"""Choices of an open list that are shown at once, the commonest; a search finds the others."""

MAX_FOUND = 40
"""Choices that a search of one list gives out."""

OPEN_LISTS = ("admin1", "place_ids", "actors", "sources")
"""Filters whose choices are what the events hold, by their query parameters."""

_COLUMNS_OF = {
    "admin1": ("admin1",),
    "place_ids": ("place_id", "place_ar", "place_en", "admin1"),
    "actors": ("actors",),
    "sources": ("sources",),
}
"""Columns that the choices of an open list are read from."""

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
        counts = count_by(_without(catalogue, asked, name, column), column)
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
    table = _without(catalogue, asked, name, *_COLUMNS_OF[name])
    counts, shown = _counted(catalogue, table, labels, name)
    chosen = getattr(asked, name)
    ranked = sorted(counts, key=lambda value: (-counts[value], shown.get(value, value)))
    if words.strip():
        wanted = key(words).split()
        ranked = [value for value in ranked if _answers(f"{value} {shown.get(value, '')}", wanted)][:MAX_FOUND]
    else:
        ranked = [*sorted(chosen), *(value for value in ranked if value not in chosen)][: MAX_OPTIONS + len(chosen)]
    return [[value, shown.get(value, value), counts.get(value, 0)] for value in ranked]


def _types(catalogue: Catalogue, asked: EventFilter, labels: Labels) -> list[Option]:
    """Return the types, each with its sub-types as branches."""
    table = catalogue.table(replace(asked, event_types=frozenset(), sub_event_types=frozenset()), "sub_event_type")
    counts = count_by(table, "sub_event_type")
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


def _without(catalogue: Catalogue, asked: EventFilter, name: str, *columns: str) -> pa.Table:
    """Return columns of the events that meet every condition but one."""
    free: dict[str, Any] = {name: frozenset()}
    return catalogue.table(replace(asked, **free), *columns)


def _counted(
    catalogue: Catalogue, table: pa.Table, labels: Labels, name: str
) -> tuple[dict[str, int], Mapping[str, str]]:
    """Return the counts of an open list and the words of its values, where they differ from the values."""
    if name == "admin1":
        arabic = governorate_names(catalogue.store) if labels.language == "ar" else {}
        return count_by(table, "admin1"), arabic
    if name == "place_ids":
        return count_by(table, "place_id"), place_words(table, labels.language)
    return count_listed(table, name), {}


def _answers(text: str, wanted: Iterable[str]) -> bool:
    folded = key(text)
    return all(word in folded for word in wanted)


def count_listed(table: pa.Table, column: str) -> dict[str, int]:
    """Return how many rows name each member of a column that joins several (actors, outlets)."""
    counts: Counter[str] = Counter()
    for joined, count in count_by(table, column).items():
        for member in dict.fromkeys(filter(None, joined.split(LIST_SEPARATOR))):
            counts[member] += count
    return dict(counts)


def place_words(table: pa.Table, language: str) -> dict[str, str]:
    """Return the name of every place of a table by its id, with its governorate, in the language where it has one."""
    first, second = ("place_ar", "place_en") if language == "ar" else ("place_en", "place_ar")
    places = table.select(["place_id", first, second, "admin1"]).filter(pc.is_valid(table["place_id"]))
    columns = [(name, "first") for name in (first, second, "admin1")]
    rows = places.group_by("place_id", use_threads=False).aggregate(columns).to_pylist()
    return {row["place_id"]: _place_words(row, first, second) for row in rows}


def _place_words(row: dict[str, str | None], first: str, second: str) -> str:
    name = row[f"{first}_first"] or row[f"{second}_first"] or row["place_id"] or ""
    within = row["admin1_first"] or ""
    return f"{name} · {within}" if within and within not in {row[f"{first}_first"], row[f"{second}_first"]} else name
