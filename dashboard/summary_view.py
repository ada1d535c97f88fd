"""The line that says how many of how many are shown and at what precision, with the download and what can be shared."""

import streamlit as st

from dashboard.api import geojson
from dashboard.catalogue import Catalogue
from dashboard.labels import Labels
from dashboard.markup import element
from dashboard.share import show_share
from dashboard.summary import count_by_nearness
from geo.query import EventFilter


def show_summary(catalogue: Catalogue, labels: Labels, event_filter: EventFilter) -> None:
    """Draw the line; a file is made only when it is asked for."""
    count, total = catalogue.count(event_filter), catalogue.count(EventFilter())
    by_nearness = count_by_nearness(catalogue.table(event_filter, "geo_precision", "lat"))
    with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
        st.html(
            element(
                "p",
                element("b", labels("summary.shown", shown=count, total=total)),
                [element("span", labels(f"summary.{near}", count=part)) for near, part in by_nearness.items()],
                class_="k-summary",
                dir=labels.direction,
                data_shown=count,
            )
        )
        st.download_button(
            labels("summary.download"),
            data=lambda: geojson(catalogue, event_filter),
            file_name="kharita.geojson",
            mime="application/geo+json",
            help=labels("summary.download_help", count=count),
            on_click="ignore",
            key="download",
            disabled=count == 0,
        )
        show_share(catalogue, labels, event_filter)
