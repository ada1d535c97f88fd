"""The conditions that choose events: one filter of the session, seeded from the address, changed by two pieces.

The panel (`static/panel.js`) and the time axis (`static/time.js`) say the whole filter each time, under a serial number
that only grows. So a choice is never lost to a run of the page that was under way, nor undone by its end.
"""

import datetime as dt
from collections.abc import Mapping
from typing import Any

import streamlit as st

from dashboard.address import read_view
from dashboard.choices import OPEN_LISTS, branches_of_types
from dashboard.labels import Labels
from dashboard.parts import part
from dashboard.points import TYPES
from dashboard.summary import BAR_STEPS
from dashboard.symbols import SYMBOLS
from dashboard.timeline import GRAINS
from geo.query import EventFilter

FILTER, ANSWERED = "filter", "answered filter"
"""Keys of the session."""

PRESETS = (7, 30)
"""Lengths in days of the periods that one click chooses, each ending on the last day there is."""


def seed(event_filter: EventFilter) -> None:
    """Begin with the address's filter; does nothing once the session has one."""
    st.session_state.setdefault(FILTER, event_filter)
    st.session_state.setdefault(ANSWERED, 0)


def filter_in_use() -> EventFilter:
    """Return the session's filter."""
    asked: EventFilter = st.session_state[FILTER]
    return asked


def ask(event_filter: EventFilter) -> None:
    """Change the filter from Python; the pieces follow at the next run."""
    st.session_state[FILTER] = event_filter


def hear(said: object) -> None:
    """Take over what a piece says, `{serial, filter}`; an older word than the last one changes nothing."""
    read = read_choice(said)
    if read is not None and read[0] > st.session_state[ANSWERED]:
        st.session_state.update({ANSWERED: read[0], FILTER: read[1]})


def read_choice(said: object) -> tuple[int, EventFilter] | None:
    """Read what a piece said; parameters that make no sense are left out, anything else is no choice."""
    if not isinstance(said, Mapping):
        return None
    serial, parameters = said.get("serial"), said.get("filter")
    if not isinstance(serial, int | float) or not isinstance(parameters, Mapping):
        return None
    return int(serial), read_view({str(name): str(value) for name, value in parameters.items()}).filter


def told(labels: Labels, *, version: int, pinned: int | None) -> dict[str, Any]:
    """Return what every piece is told: the filter with the choice it answers, the data's version, the language."""
    return {
        "filter": filter_in_use().to_params(),
        "answered": st.session_state[ANSWERED],
        "version": version,
        "pinned": {} if pinned is None else {"version": str(pinned)},
        "lang": labels.language,
        "dir": labels.direction,
        "digits": labels.digits,
        "key": f"{version} {labels.language} {labels.digits}",
    }


def show_filters(labels: Labels, carried: Mapping[str, Any]) -> None:
    """Draw the panel of filters; `carried` is `told`."""
    kinds = {kind.value: index for index, kind in enumerate(TYPES)}
    words = labels.group("filters") | {name: labels(f"filters.{name}") for name in (*OPEN_LISTS, "event_types")}
    part("panel", {**carried, "words": words, "tree": branches_of_types(), "icons": kinds}, says="asked", then=hear)


def show_period(labels: Labels, carried: Mapping[str, Any]) -> None:
    """Draw the time axis; `carried` is `told`."""
    presets = [[days, labels.counted("time.last_days", days)] for days in PRESETS]
    data = {
        **carried,
        "words": labels.group("time"),
        "steps": {str(step): labels(f"time.step.{step}") for step in BAR_STEPS},
        "grains": {grain: labels.choice("timeline", grain) for grain in GRAINS},
        "presets": [*presets, [0, labels("time.all_days")]],
        "months": [labels(f"month.{month}") for month in range(1, 13)],
        "colours": [SYMBOLS[kind].colour for kind in TYPES],
    }
    part("time", data, says="asked", then=hear)


def narrowed(event_filter: EventFilter, start: dt.date, end: dt.date) -> EventFilter:
    """Return the filter with another period."""
    return EventFilter.from_params({**event_filter.to_params(), "start": str(start), "end": str(end)})
