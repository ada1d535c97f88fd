"""The controls that choose events: words, type, status, precision, and the period; each keeps to the address.

The only state is Streamlit's widget state under the keys below. It is seeded from the address when a page opens.
"""

import datetime as dt
from collections.abc import Iterable
from dataclasses import replace
from enum import StrEnum
from typing import TypeVar, cast

import streamlit as st

from dashboard.catalogue import Catalogue
from dashboard.labels import Labels
from dashboard.markup import element
from dashboard.summary import count_by, day_range, histogram
from dashboard.timeline import histogram_block
from geo.query import EventFilter
from geo.taxonomy import EventType, GeoPrecision, Status

Member = TypeVar("Member", bound=StrEnum)

SEARCH, TYPES, STATUSES, PRECISIONS, PERIOD = "search", "types", "statuses", "precisions", "period"
"""Keys of the widgets in the session."""

_PERIOD_ASKED = "period asked"
_FREE = EventFilter()


def seed(event_filter: EventFilter) -> None:
    """Put the address's filter into the widgets' state; called once, before any widget is drawn."""
    st.session_state[SEARCH] = event_filter.text
    st.session_state[TYPES] = in_order(EventType, event_filter.event_types)
    st.session_state[STATUSES] = in_order(Status, event_filter.statuses)
    st.session_state[PRECISIONS] = in_order(GeoPrecision, event_filter.geo_precisions)
    if event_filter.start or event_filter.end:
        st.session_state[PERIOD] = (event_filter.start or dt.date.min, event_filter.end or dt.date.max)


def is_seeded() -> bool:
    """Whether the widgets' state is there: Streamlit drops it while a view without filters is open."""
    return SEARCH in st.session_state


def in_order(vocabulary: type[Member], chosen: Iterable[Member]) -> list[Member]:
    """Return the chosen members in the vocabulary's order."""
    wanted = set(chosen)
    return [member for member in vocabulary if member in wanted]


def show_filters(catalogue: Catalogue, labels: Labels, linked: EventFilter) -> EventFilter:
    """Draw the controls but the period and return the filter they make, the period included.

    `linked` is the address's own filter: what no control shows (places, outlets, a box) goes on as it stands there.
    """
    st.html(element("h2", labels("filters.title"), class_="k-title"))
    linked = in_period(linked, day_range(catalogue.table(_FREE)), st.session_state.get(PERIOD))
    text = st.text_input(labels("filters.search"), key=SEARCH, placeholder=labels("filters.search_hint"))
    made = replace(
        linked,
        text=text.strip(),
        event_types=_FREE.event_types,
        statuses=_FREE.statuses,
        geo_precisions=_FREE.geo_precisions,
    )
    kinds = _choice(catalogue, labels, made, EventType, TYPES, "event_type", "types")
    made = replace(made, event_types=frozenset(kinds))
    states = _choice(catalogue, labels, made, Status, STATUSES, "status", "statuses")
    made = replace(made, statuses=frozenset(states))
    levels = _choice(catalogue, labels, made, GeoPrecision, PRECISIONS, "geo_precision", "precisions")
    st.button(labels("filters.reset"), on_click=_reset, key="reset", width="stretch")
    return replace(made, geo_precisions=frozenset(levels))


def show_period(catalogue: Catalogue, labels: Labels, event_filter: EventFilter) -> EventFilter:
    """Draw the period's slider over its histogram, and return the filter narrowed to it."""
    days = day_range(catalogue.table(_FREE))
    if days is None or days[0] == days[1]:
        st.session_state.pop(PERIOD, None)
        return replace(event_filter, start=None, end=None)
    asked = st.session_state.pop(_PERIOD_ASKED, None) or st.session_state.get(PERIOD, days)
    st.session_state[PERIOD] = clamped(asked, days)
    chosen = st.slider(labels("time.slider"), min_value=days[0], max_value=days[1], key=PERIOD, format="YYYY-MM-DD")
    start, end = cast("tuple[dt.date, dt.date]", chosen)
    chart = histogram(catalogue.table(replace(event_filter, start=None, end=None)), days)
    st.html(histogram_block(chart, labels, start=start, end=end))
    return in_period(event_filter, days, (start, end))


def ask_period(start: dt.date, end: dt.date) -> None:
    """Have the slider stand on a period from the next run on; a view that is drawn after the slider asks so."""
    st.session_state[_PERIOD_ASKED] = (start, end)


def in_period(
    event_filter: EventFilter, days: tuple[dt.date, dt.date] | None, chosen: tuple[dt.date, ...] | None
) -> EventFilter:
    """Return the filter with a period chosen among the days there are.

    Where the period reaches the first or last day there is no condition on that side, so that undated events stay in
    as long as nothing is cut off.
    """
    if days is None or chosen is None:
        return replace(event_filter, start=None, end=None)
    start, end = clamped(chosen, days)
    return replace(event_filter, start=start if start > days[0] else None, end=end if end < days[1] else None)


def clamped(chosen: tuple[dt.date, ...], days: tuple[dt.date, dt.date]) -> tuple[dt.date, dt.date]:
    """Return a period cut to the days there are; one that lies wholly outside becomes all of them."""
    start, end = max(chosen[0], days[0]), min(chosen[-1], days[1])
    return (start, end) if start <= end else days


def _choice(
    catalogue: Catalogue,
    labels: Labels,
    event_filter: EventFilter,
    vocabulary: type[Member],
    key: str,
    column: str,
    name: str,
) -> list[Member]:
    """Draw one closed list with the number of events of each member under the other conditions."""
    counts = count_by(catalogue.table(event_filter), column)
    present = [member for member in vocabulary if member in counts or member in st.session_state[key]]
    names = {
        member: labels("filters.option", name=labels.choice(column, member), count=counts.get(member, 0))
        for member in present
    }
    if st.session_state.get(f"{key} names") != names:
        # The browser remembers a choice by the words it showed: when the counts in them change, it must be told anew.
        st.session_state[key] = in_order(vocabulary, st.session_state[key])
        st.session_state[f"{key} names"] = names
    return st.multiselect(
        labels(f"filters.{name}"),
        options=present,
        key=key,
        format_func=lambda member: names.get(member, str(member)),
        placeholder=labels(f"filters.all_{name}"),
    )


def _reset() -> None:
    seed(_FREE)
    st.session_state.pop(PERIOD, None)
