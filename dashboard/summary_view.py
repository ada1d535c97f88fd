"""The line that says how many of how many are shown and at what precision, and what stands beside it in every view.

Those not on the map behind a button, the download, and what can be shared.
"""

import streamlit as st

from dashboard.address import View
from dashboard.api import geojson
from dashboard.catalogue import Catalogue
from dashboard.labels import Labels
from dashboard.lists import Then, show_off_map
from dashboard.markup import element
from dashboard.points import NEARNESS
from dashboard.share import show_share
from dashboard.summary import count_by_nearness
from geo.query import EventFilter


def show_summary(catalogue: Catalogue, labels: Labels, view: View, *, then: Then) -> None:
    """Draw the line; a file is made only when it is asked for. `then` is told the event that the reader chose."""
    event_filter = view.filter
    count, total = catalogue.count(event_filter), catalogue.count(EventFilter())
    by_nearness = count_by_nearness(catalogue.table(event_filter, "geo_precision", "lat"))
    with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
        st.html(
            element(
                "p",
                element("b", labels("summary.shown", shown=count, total=total)),
                [element("span", labels(f"summary.{near}", count=by_nearness[near])) for near in NEARNESS],
                class_="k-summary",
                dir=labels.direction,
                data_shown=count,
            )
        )
        show_off_map(catalogue, labels, view, then=then)
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
