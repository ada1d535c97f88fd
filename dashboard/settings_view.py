"""What a reader may set: digits, theme, and whether texts about people killed stand behind a click."""

from dataclasses import replace

import streamlit as st

from dashboard.catalogue import Catalogue
from dashboard.labels import DIGITS, Labels
from dashboard.parts import part
from dashboard.views import turn_page

THEMES = ("System", "Light", "Dark")
"""Themes by the names under which Streamlit keeps a reader's choice."""

_GATED, _OPENED = "gated texts", "gate is open"


def show_settings(catalogue: Catalogue, labels: Labels) -> None:
    """Draw the button that opens the settings."""
    with st.popover(labels("settings.title"), key=f"settings of {labels.language}"), st.container(key="settings"):
        digits = st.radio(
            labels("settings.digits"),
            DIGITS,
            index=DIGITS.index(labels.digits),
            format_func=lambda name: labels.choice("settings", name),
            key=f"digits {labels.language}",
            horizontal=True,
        )
        words = {theme: labels(f"settings.theme_{theme.lower()}") for theme in THEMES}
        data = {"title": labels("settings.theme"), "themes": words, "dir": labels.direction}
        part("settings", data, says="nothing", then=_nothing)
        if catalogue.disclosure.gate:
            st.toggle(labels("gate.setting"), value=True, key=_GATED, help=labels("gate.help"))
    if digits != labels.digits:
        turn_page(lambda turned: replace(turned, digits=digits))


def texts_are_gated(catalogue: Catalogue) -> bool:
    """Whether texts about people killed are hidden now: not once the reader opened one, nor where a setting says so."""
    state = st.session_state
    return bool(catalogue.disclosure.gate and state.get(_GATED, True) and not state.get(_OPENED))


def open_gate() -> None:
    """Show such texts for the rest of the session."""
    st.session_state[_OPENED] = True


def _nothing(_said: object) -> None:
    """Hear nothing: the theme is the browser's own affair."""
