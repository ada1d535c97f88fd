"""What no map can show, and the map's twin in words: lists of events and of names, as HTML."""

from collections import Counter
from collections.abc import Sequence

import pyarrow as pa
import streamlit as st

from dashboard.address import View, link
from dashboard.catalogue import Catalogue
from dashboard.evidence import is_graphic, place_name
from dashboard.labels import Labels
from dashboard.markup import Markup, bdi, element, isolated
from dashboard.settings_view import texts_are_gated
from dashboard.summary import first_ids, unplaced
from dashboard.symbols import icon
from geo.records import Event

MAX_ROWS = 60
"""Rows of one list; the last line counts the others."""


@st.fragment
def show_lists(catalogue: Catalogue, labels: Labels, view: View) -> None:
    """Draw the map's twin in words: all events, those off the map, names not located; only the open one is made."""
    titles = [labels(f"lists.{name}") for name in ("events", "unplaced", "unlocated")]
    tabs = st.tabs(titles, key=f"lists {labels.language}", on_change="rerun")
    table = catalogue.table(view.filter, "id", "start_date", "lat", "geo_precision")
    with tabs[0]:
        if tabs[0].open:
            _events_of(table, catalogue, labels, view)
    with tabs[1]:
        if tabs[1].open:
            off_map = unplaced(table)
            st.caption(labels("lists.unplaced_help") if off_map.num_rows else labels("lists.none_unplaced"))
            _events_of(off_map, catalogue, labels, view)
    with tabs[2]:
        if tabs[2].open:
            _names(catalogue, labels)


def _events_of(table: pa.Table, catalogue: Catalogue, labels: Labels, view: View) -> None:
    first = catalogue.events(first_ids(table, MAX_ROWS))
    st.html(event_list(first, labels, view, total=table.num_rows, gated=texts_are_gated(catalogue)))


def _names(catalogue: Catalogue, labels: Labels) -> None:
    unlocated = catalogue.unlocated()
    st.caption(labels("lists.unlocated_help") if unlocated else labels("lists.none_unlocated"))
    st.html(name_list(unlocated, labels))


def event_list(events: Sequence[Event], labels: Labels, view: View, *, total: int, gated: bool = False) -> Markup:
    """Return events in their order, each a link to itself within the view; `total` counts those beyond the list.

    `gated` leaves out texts about people killed.
    """
    rows = [_event_row(event, labels, view, gated=gated) for event in events]
    return element("ol", rows, _rest(total - len(events), labels), class_="k-rows", dir=labels.direction)


def name_list(unlocated: Sequence[tuple[str, str, str]], labels: Labels) -> Markup:
    """Return the toponyms without coordinates: `(article_id, surface, sentence)`, one row a name, commonest first."""
    times = Counter(surface for _, surface, _ in unlocated)
    sentence_of = {surface: sentence for _, surface, sentence in reversed(unlocated)}
    rows = [
        element(
            "li",
            element("b", bdi(surface)),
            element("small", bdi(labels("lists.times", count=count))),
            element("p", sentence_of[surface], dir="auto"),
        )
        for surface, count in times.most_common(MAX_ROWS)
    ]
    return element("ol", rows, _rest(len(times) - MAX_ROWS, labels), class_="k-rows k-names", dir=labels.direction)


def _event_row(event: Event, labels: Labels, view: View, *, gated: bool) -> Markup:
    address = link(View(filter=view.filter, language=view.language, event_id=event.event_id))
    place = place_name(event, labels.language) or labels("lists.where_unknown")
    evidence = event.mentions[0].evidence_text if event.mentions else ""
    if gated and is_graphic(event):
        evidence = labels("gate.short")
    return element(
        "li",
        element(
            "a",
            icon(event.event_type),
            element("b", labels.choice("sub_event_type", event.sub_event_type)),
            element("span", " · ", bdi(place), " · ", bdi(labels.days(event.start_date, event.end_date))),
            href=address,
            target="_self",
        ),
        element("p", evidence, dir="auto"),
    )


def _rest(count: int, labels: Labels) -> Markup | None:
    return element("li", labels("lists.more", count=isolated(count)), class_="k-rest") if count > 0 else None
