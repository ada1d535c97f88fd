"""The views of the page: their names, the switch between them, and how the address says which one is open."""

from collections.abc import Callable, Mapping
from enum import StrEnum

import streamlit as st

from dashboard.address import View, read_view, write_view
from dashboard.labels import Labels

PARAMETER = "view"
"""Query parameter that names the open view; the first view is not written."""


class Screen(StrEnum):
    """One view of the page; the value stands in the address."""

    MAP = "map"
    TIMELINE = "timeline"
    TABLE = "table"
    PLACES = "places"
    COVERAGE = "coverage"
    ADD = "add"
    ABOUT = "about"


FILTERED = frozenset({Screen.MAP, Screen.TIMELINE, Screen.TABLE})
"""Views of the filtered events; the others show the whole store or none of it."""

WITHOUT_EVENTS = frozenset({Screen.PLACES, Screen.ADD, Screen.ABOUT})
"""Views that have something to show while the lake is empty."""

_OPEN = "screen"


def read_screen(parameters: Mapping[str, str]) -> Screen:
    """Return the view that an address names; the map for none and for an unknown one."""
    named = parameters.get(PARAMETER, "")
    return Screen(named) if named in set(Screen) else Screen.MAP


def with_screen(parameters: Mapping[str, str], screen: Screen) -> dict[str, str]:
    """Return query parameters that also name the view."""
    others = {name: value for name, value in parameters.items() if name != PARAMETER}
    return others if screen is Screen.MAP else {**others, PARAMETER: screen.value}


def turn_page(turned: Callable[[View], View]) -> None:
    """Run the page again at an address of which `turned` changes a part."""
    parameters = st.query_params.to_dict()
    written = write_view(turned(read_view(parameters)))
    st.query_params.from_dict(with_screen(written, read_screen(parameters)))
    st.rerun()


def show_switch(labels: Labels, parameters: Mapping[str, str], *, public: bool = False) -> Screen:
    """Draw the switch and return the view that is open: a group of radio buttons, so arrow keys move in it.

    The address decides when the page opens, the switch from then on. Its key holds the language, for the browser
    remembers a choice by the words it showed. A public server has no view that adds reports.
    """
    there = [screen for screen in Screen if not (public and screen is Screen.ADD)]
    open_now = Screen(st.session_state.setdefault(_OPEN, read_screen(parameters)))
    open_now = open_now if open_now in there else Screen.MAP
    chosen = st.segmented_control(
        labels("views.label"),
        there,
        default=open_now,
        required=True,
        format_func=lambda screen: labels.choice("views", screen),
        key=f"{_OPEN} {labels.language}",
        label_visibility="collapsed",
    )
    st.session_state[_OPEN] = chosen
    return Screen(chosen)
