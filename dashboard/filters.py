"""The controls that choose events, by what, when, where, who, how many and how sure; each keeps to the address.

The only state is Streamlit's widget state under the keys below. It is seeded from the address when a page opens.
"""

import datetime as dt
from collections.abc import Iterable
from dataclasses import replace
from enum import StrEnum
from typing import TypeVar, cast

import streamlit as st

from dashboard.catalogue import Catalogue
from dashboard.choices import choose, commonest, count_listed, place_words
from dashboard.labels import Labels
from dashboard.markup import element
from dashboard.summary import count_by, day_range, histogram
from dashboard.timeline import histogram_block
from geo.lookup import governorate_names
from geo.query import EventFilter
from geo.taxonomy import EVENT_TYPE_OF, SUB_TYPES_OF, EventType, GeoPrecision, Status, SubEventType

Member = TypeVar("Member", bound=StrEnum)

SEARCH, TYPES, SUB_TYPES, STATUSES, PRECISIONS = "search", "types", "sub_types", "statuses", "precisions"
GOVERNORATES, PLACES, ACTORS, SOURCES = "governorates", "places", "actors", "sources"
CONFIDENCE, KILLED, PERIOD = "confidence", "killed", "period"
"""Keys of the widgets in the session."""

PRESETS = (7, 30)
"""Lengths in days of the periods that one click chooses, each ending on the last day there is."""

_PERIOD_ASKED, _CLEARED = "period asked", "cleared"
_FREE = EventFilter()


def seed(event_filter: EventFilter) -> None:
    """Put the address's filter into the widgets' state; called before any widget is drawn."""
    state = st.session_state
    state[SEARCH] = event_filter.text
    state[TYPES] = in_order(EventType, event_filter.event_types)
    state[SUB_TYPES] = in_order(SubEventType, event_filter.sub_event_types)
    state[STATUSES] = in_order(Status, event_filter.statuses)
    state[PRECISIONS] = in_order(GeoPrecision, event_filter.geo_precisions)
    state[GOVERNORATES] = sorted(event_filter.admin1)
    state[PLACES] = sorted(event_filter.place_ids)
    state[ACTORS] = sorted(event_filter.actors)
    state[SOURCES] = sorted(event_filter.sources)
    state[CONFIDENCE] = round(event_filter.min_confidence * 100)
    state[KILLED] = event_filter.min_killed
    if event_filter.start or event_filter.end:
        state[PERIOD] = (event_filter.start or dt.date.min, event_filter.end or dt.date.max)


def is_seeded() -> bool:
    """Whether the widgets' state is there: Streamlit drops it while a view without filters is open."""
    return SEARCH in st.session_state


def in_order(vocabulary: type[Member], chosen: Iterable[Member]) -> list[Member]:
    """Return the chosen members in the vocabulary's order."""
    wanted = set(chosen)
    return [member for member in vocabulary if member in wanted]


def chosen_filter(linked: EventFilter) -> EventFilter:
    """Return the filter that the widgets' state makes but for the period; `linked` gives what no widget shows."""
    state = st.session_state
    return replace(
        linked,
        text=state[SEARCH].strip(),
        event_types=frozenset(state[TYPES]),
        sub_event_types=frozenset(state[SUB_TYPES]),
        statuses=frozenset(state[STATUSES]),
        geo_precisions=frozenset(state[PRECISIONS]),
        admin1=frozenset(state[GOVERNORATES]),
        place_ids=frozenset(state[PLACES]),
        actors=frozenset(state[ACTORS]),
        sources=frozenset(state[SOURCES]),
        min_confidence=state[CONFIDENCE] / 100,
        min_killed=state[KILLED],
    )


def show_filters(catalogue: Catalogue, labels: Labels, linked: EventFilter) -> EventFilter:
    """Draw the controls but the period and return the filter they make, the period included.

    `linked` is the address's own filter: what no control shows (a box) goes on as it stands there until all is
    cleared. The number beside a choice counts the events that meet every other condition.
    """
    if st.session_state.pop(_CLEARED, False):
        linked = _FREE
    st.html(element("h2", labels("filters.title"), class_="k-title"))
    linked = in_period(linked, day_range(catalogue.table(_FREE)), st.session_state.get(PERIOD))
    made = chosen_filter(linked)
    st.text_input(labels("filters.search"), key=SEARCH, placeholder=labels("filters.search_hint"))
    counts = count_by(catalogue.table(replace(made, event_types=_FREE.event_types)), "event_type")
    _closed(labels, counts, list(EventType), TYPES, "event_type")
    _sub_types(catalogue, labels, made)
    counts = count_by(catalogue.table(replace(made, statuses=_FREE.statuses)), "status")
    _closed(labels, counts, list(Status), STATUSES, "status")
    counts = count_by(catalogue.table(replace(made, geo_precisions=_FREE.geo_precisions)), "geo_precision")
    _closed(labels, counts, list(GeoPrecision), PRECISIONS, "geo_precision")
    with st.expander(labels("filters.more"), expanded=False, key="more"):
        _show_more(catalogue, labels, made)
    st.button(labels("filters.reset"), on_click=_reset, key="reset", width="stretch")
    return chosen_filter(linked)


def _closed(labels: Labels, counts: dict[str, int], vocabulary: list[Member], key: str, column: str) -> None:
    """Draw one closed list: of its members those that some event has, and those that are chosen."""
    present = [member for member in vocabulary if member in counts or member in st.session_state[key]]
    choose(labels, key, name=key, options=present, counts=counts, words=lambda member: labels.choice(column, member))


def _sub_types(catalogue: Catalogue, labels: Labels, made: EventFilter) -> None:
    """Draw the sub-types as the branches of their types, those of the chosen types only."""
    counts = count_by(catalogue.table(replace(made, sub_event_types=_FREE.sub_event_types)), "sub_event_type")
    chosen = st.session_state[SUB_TYPES]
    tree = [sub_type for sub_types in SUB_TYPES_OF.values() for sub_type in sub_types]
    present = [member for member in tree if member in counts or member in chosen]

    def branch(member: SubEventType) -> str:
        kind = labels.choice("event_type", EVENT_TYPE_OF[member])
        return labels("filters.branch", kind=kind, name=labels.choice("sub_event_type", member))

    choose(labels, SUB_TYPES, name=SUB_TYPES, options=present, counts=counts, words=branch)


def _show_more(catalogue: Catalogue, labels: Labels, made: EventFilter) -> None:
    """Draw the open lists and the two thresholds."""
    state = st.session_state
    counts = count_by(catalogue.table(replace(made, admin1=_FREE.admin1)), "admin1")
    arabic = governorate_names(catalogue.store) if labels.language == "ar" and counts else {}
    options = commonest(counts, state[GOVERNORATES])
    choose(
        labels,
        GOVERNORATES,
        name=GOVERNORATES,
        options=options,
        counts=counts,
        words=lambda name: arabic.get(name, name),
    )

    around = catalogue.table(replace(made, place_ids=_FREE.place_ids))
    counts, names = count_by(around, "place_id"), place_words(around, labels.language)
    options = commonest(counts, state[PLACES])
    choose(
        labels,
        PLACES,
        name=PLACES,
        options=options,
        counts=counts,
        words=lambda place_id: names.get(place_id, place_id),
    )

    counts = count_listed(catalogue.table(replace(made, actors=_FREE.actors)), "actors")
    choose(labels, ACTORS, name=ACTORS, options=commonest(counts, state[ACTORS]), counts=counts)
    counts = count_listed(catalogue.table(replace(made, sources=_FREE.sources)), "sources")
    choose(labels, SOURCES, name=SOURCES, options=commonest(counts, state[SOURCES]), counts=counts)
    st.number_input(labels("filters.killed"), min_value=0, step=1, key=KILLED)
    st.slider(labels("filters.confidence"), min_value=0, max_value=100, step=5, key=CONFIDENCE, format="%d%%")


def show_period(catalogue: Catalogue, labels: Labels, event_filter: EventFilter) -> EventFilter:
    """Draw the period's slider over its histogram, and return the filter narrowed to it."""
    days = day_range(catalogue.table(_FREE))
    if days is None or days[0] == days[1]:
        st.session_state.pop(PERIOD, None)
        return replace(event_filter, start=None, end=None)
    asked = st.session_state.pop(_PERIOD_ASKED, None) or st.session_state.get(PERIOD, days)
    st.session_state[PERIOD] = clamped(asked, days)
    with st.container(horizontal=True, key="presets"):
        for length in PRESETS:
            first = max(days[0], days[1] - dt.timedelta(days=length - 1))
            name = labels("time.last_days", count=length)
            st.button(name, on_click=ask_period, args=(first, days[1]), key=f"last {length}", type="tertiary")
        st.button(labels("time.all_days"), on_click=ask_period, args=days, key="last all", type="tertiary")
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


def _reset() -> None:
    seed(_FREE)
    st.session_state.pop(PERIOD, None)
    st.session_state[_CLEARED] = True
