"""HTML that answers: a piece of the page whose buttons send one word to Python, without a reload and without a frame.

The HTML comes from `dashboard.markup` alone, which escapes what reports say; the script here only puts it in place,
listens for clicks on `data-send`, and moves the focus among `data-row` with the arrow keys.
"""

from functools import lru_cache
from typing import Any

import streamlit as st

from dashboard.assets import STATIC
from dashboard.markup import Markup


def board(html: Markup, *, key: str) -> str:
    """Draw the HTML and return what a click in it sent in this run (`data-send`); empty when nothing was clicked."""
    drawn = _component()(key=key, data={"html": str(html)}, on_sent_change=_nothing)
    return str(drawn.get("sent") or "")


@lru_cache(maxsize=1)
def _component() -> Any:
    script = (STATIC / "board.js").read_text(encoding="utf-8")
    return st.components.v2.component("kharita_board", js=script, isolate_styles=False)


def _nothing() -> None:
    """Stand in for a callback: Streamlit hands over a sent word only where one is named."""
