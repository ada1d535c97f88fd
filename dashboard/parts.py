"""Pieces of the page that run in the browser: the map, the filters, the time axis; each told by data, each hears back.

A piece is a function of `static/*.js` (`window.kharitaParts`). It is drawn without a frame, and what a reader does in
it acts there at once: Python hears of it and draws the rest. Its script comes with the page's head
(`dashboard.page_head`).
"""

from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Any

import streamlit as st


def part(name: str, data: Mapping[str, Any], *, says: str, then: Callable[[object], None]) -> None:
    """Draw a piece; `then` is called, before the page runs again, with the value that the piece says under `says`."""
    key = f"{name} part"

    def heard() -> None:
        then((st.session_state.get(key) or {}).get(says))

    _component(name)(key=key, data=dict(data), **{f"on_{says}_change": heard})


@lru_cache(maxsize=8)
def _component(name: str) -> Any:
    script = f"export default (told) => window.kharitaParts.{name}(told);"
    return st.components.v2.component(f"kharita_{name}", js=script, isolate_styles=False)
