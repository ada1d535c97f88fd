"""The top of the page: its name, what the store holds, the way to the other language; and what an empty store says."""

from dataclasses import replace

import streamlit as st

from dashboard.address import View
from dashboard.catalogue import Catalogue
from dashboard.labels import Labels
from dashboard.map_layer import vendored
from dashboard.markup import Markup, element
from dashboard.settings_view import show_settings
from dashboard.views import turn_page
from geo.query import EventFilter


def style(labels: Labels) -> str:
    """Return the one rule that language and digits decide; the stylesheet itself comes with the page's head."""
    numbers = "arabic-indic" if labels.digits == "arab" else "decimal"
    return f"<style>:root {{ --k-direction: {labels.direction}; --k-numbers: {numbers}; }}</style>"


def show_heading(catalogue: Catalogue, labels: Labels, view: View) -> None:
    """Draw the heading; what of the address made no sense is told under it."""
    with st.container(key="heading", horizontal=True, vertical_alignment="center"):
        st.html(_title(catalogue, labels))
        show_settings(catalogue, labels)
        other = "en" if labels.language == "ar" else "ar"
        if st.button(labels("app.switch"), key="switch"):
            turn_page(lambda turned: replace(turned, language=other))
    if not vendored():
        st.caption(labels("app.vendor_missing"))
    if view.ignored:
        st.caption(labels("app.ignored", what="; ".join(view.ignored)))


def _title(catalogue: Catalogue, labels: Labels) -> Markup:
    events = catalogue.count(EventFilter())
    counts = labels(
        "app.counts",
        articles=labels.counted("count.reports", catalogue.article_count),
        events=labels.counted("count.events", events),
    )
    return element(
        "div",
        element("h1", labels("app.name")),
        element("p", labels("app.subtitle")),
        element("small", counts, " · ", labels("app.version", version=catalogue.version)) if events else None,
        class_="k-heading",
        dir=labels.direction,
    )


def show_empty_lake(labels: Labels) -> None:
    """Say how to fill an empty store."""
    st.html(notice(labels("empty.lake_title"), labels("empty.lake"), labels))
    st.code("kharita ingest seeds/", language="bash")


def notice(title: str, text: str, labels: Labels) -> Markup:
    """Return a framed notice."""
    return element("div", element("h3", title), element("p", text), class_="k-notice", dir=labels.direction)
