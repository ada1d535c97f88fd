"""Lists to choose from, with the number of events beside each choice; open ones hold what the events hold."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from typing import TypeVar

import pyarrow as pa
import pyarrow.compute as pc
import streamlit as st

from dashboard.labels import Labels
from dashboard.summary import count_by
from geo.serialise import LIST_SEPARATOR

Choice = TypeVar("Choice", bound=str)

MAX_OPTIONS = 400
"""Options of one list, the commonest; the text search finds the rest."""


def choose(
    labels: Labels,
    key: str,
    *,
    name: str,
    options: Sequence[Choice],
    counts: Mapping[str, int],
    words: Callable[[Choice], str] = str,
) -> list[Choice]:
    """Draw one list and return what is chosen in it; `key` is its state, `name` its words in `filters.`."""
    names = {option: labels("filters.option", name=words(option), count=counts.get(option, 0)) for option in options}
    if st.session_state.get(f"{key} names") != names:
        # The browser remembers a choice by the words it showed: when the counts in them change, it must be told anew.
        st.session_state[key] = [option for option in options if option in set(st.session_state[key])]
        st.session_state[f"{key} names"] = names
    return st.multiselect(
        labels(f"filters.{name}"),
        options=options,
        key=key,
        format_func=lambda option: names.get(option, str(option)),
        placeholder=labels(f"filters.all_{name}"),
    )


def commonest(counts: Mapping[str, int], chosen: Sequence[str]) -> list[str]:
    """Return the options of an open list: what is chosen, and the commonest values, the commonest first."""
    ranked = sorted(counts, key=lambda value: (-counts[value], value))[:MAX_OPTIONS]
    return [*ranked, *(value for value in chosen if value not in set(ranked))]


def count_listed(table: pa.Table, column: str) -> dict[str, int]:
    """Return how many rows name each member of a column that joins several (actors, outlets)."""
    counts: Counter[str] = Counter()
    for joined, count in count_by(table, column).items():
        for member in dict.fromkeys(filter(None, joined.split(LIST_SEPARATOR))):
            counts[member] += count
    return dict(counts)


def place_words(table: pa.Table, language: str) -> dict[str, str]:
    """Return the name of every place of a table by its id, in the language where it has one."""
    first, second = ("place_ar", "place_en") if language == "ar" else ("place_en", "place_ar")
    places = table.select(["place_id", first, second]).filter(pc.is_valid(table["place_id"]))
    rows = places.group_by("place_id", use_threads=False).aggregate([(first, "first"), (second, "first")]).to_pylist()
    return {row["place_id"]: row[f"{first}_first"] or row[f"{second}_first"] or row["place_id"] for row in rows}
