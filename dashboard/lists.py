"""What no map can show, and the map's twin in words: lists of events and of names, as HTML."""

from collections import Counter
from collections.abc import Callable, Sequence

import pyarrow as pa
import streamlit as st

from dashboard.address import View, link
from dashboard.board import board
from dashboard.catalogue import Catalogue
from dashboard.evidence import is_graphic, place_name
from dashboard.labels import Labels
from dashboard.markup import Markup, bdi, element
from dashboard.settings_view import texts_are_gated
from dashboard.summary import first_ids, unplaced
from dashboard.symbols import icon
from geo.records import Event

MAX_ROWS = 60
"""Rows of one list; the last line counts the others."""


Then = Callable[[str], None]
"""Told the id of the event that the reader chose in a list."""


@st.fragment
def show_lists(catalogue: Catalogue, labels: Labels, view: View, *, then: Then) -> None:
    """Draw the map's twin in words: all events, and the names not located; only the open list is made."""
    titles = [labels(f"lists.{name}") for name in ("events", "unlocated")]
    tabs = st.tabs(titles, key=f"lists {labels.language}", on_change="rerun")
    with tabs[0]:
        if tabs[0].open:
            table = catalogue.table(view.filter, "id", "start_date")
            _events_of(table, catalogue, labels, view, key="events", then=then)
    with tabs[1]:
        if tabs[1].open:
            _names(catalogue, labels)


@st.fragment
def show_off_map(catalogue: Catalogue, labels: Labels, view: View, *, then: Then) -> None:
    """Draw the button that counts the events shown that no map can show; it opens their list over any view."""
    off_map = unplaced(catalogue.table(view.filter, "id", "start_date", "lat", "geo_precision"))
    count = off_map.num_rows
    if not st.button(labels.counted("lists.off_map", count), key="off-map", disabled=count == 0):
        return

    @st.dialog(labels("lists.unplaced"), width="large")
    def opened() -> None:
        st.caption(labels("lists.unplaced_help"))
        _events_of(off_map, catalogue, labels, view, key="off map rows", then=then)

    opened()


def _events_of(table: pa.Table, catalogue: Catalogue, labels: Labels, view: View, *, key: str, then: Then) -> None:
    first = catalogue.events(first_ids(table, MAX_ROWS))
    html = event_list(first, labels, view, total=table.num_rows, gated=texts_are_gated(catalogue))
    what, _, event_id = board(html, key=key).partition(":")
    if what == "event":
        then(event_id)


def _names(catalogue: Catalogue, labels: Labels) -> None:
    unlocated = catalogue.unlocated()
    st.caption(labels("lists.unlocated_help") if unlocated else labels("lists.none_unlocated"))
    st.html(name_list(unlocated, labels))


def event_list(events: Sequence[Event], labels: Labels, view: View, *, total: int, gated: bool = False) -> Markup:
    """Return events in their order, each a link to itself within the view; `total` counts those beyond the list.

    A board sends `event:<id>` for a plain click. `gated` leaves out texts about people killed.
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
    here = View(filter=view.filter, language=view.language, digits=view.digits, event_id=event.event_id)
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
            href=link(here),
            target="_self",
            data_send=f"event:{event.event_id}",
        ),
        element("p", evidence, dir="auto"),
        data_row=event.event_id,
    )


def _rest(count: int, labels: Labels) -> Markup | None:
    return element("li", labels("lists.more", count=count), class_="k-rest") if count > 0 else None
