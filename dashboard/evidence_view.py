"""The column of the chosen event: its evidence, a gate before texts about people killed, namesakes, mistakes told."""

import streamlit as st

from dashboard.address import View, write_view
from dashboard.catalogue import Catalogue
from dashboard.citation import absolute
from dashboard.evidence import empty_panel, event_panel, is_graphic, place_name
from dashboard.labels import Labels
from dashboard.places_view import candidate_list
from dashboard.settings_view import open_gate, texts_are_gated
from dashboard.share import page_origin
from geo.lookup import resolve
from geo.records import Event

MAX_NAMESAKES = 12


def show_evidence(catalogue: Catalogue, labels: Labels, view: View, event_id: str) -> bool:
    """Draw the column and return whether the reader closed the event in this run."""
    event = catalogue.event(event_id)
    if event is None:
        st.html(empty_panel(labels, unknown=bool(event_id)))
        return False
    found = {mention.article_id: catalogue.article(mention.article_id) for mention in event.mentions}
    articles = {article_id: article for article_id, article in found.items() if article is not None}
    is_gated = is_graphic(event) and texts_are_gated(catalogue)
    st.html(event_panel(event, articles, labels, view, gated=is_gated))
    if is_gated:
        st.button(labels("gate.open"), key="open gate", on_click=open_gate)
    _show_namesakes(catalogue, labels, event)
    with st.expander(labels("evidence.mistake"), key=f"mistake {labels.language}"):
        st.caption(labels("evidence.mistake_help"))
        st.code(mistake_text(event, labels, view, version=catalogue.version, origin=page_origin()), language=None)
    return st.button(labels("evidence.close"), key="close")


@st.fragment
def _show_namesakes(catalogue: Catalogue, labels: Labels, event: Event) -> None:
    """Draw every place that bears the name as it was written, when the reader asks: the resolver runs then alone."""
    surfaces = list(dict.fromkeys(mention.place_surface for mention in event.mentions if mention.place_surface))
    if not surfaces:
        return
    box = st.expander(labels("evidence.namesakes"), key=f"namesakes {labels.language}", on_change="rerun")
    if box.open:
        with box:
            st.caption(labels("evidence.namesakes_help"))
            for surface in surfaces:
                candidates = resolve(surface, store=catalogue.store)
                shown = candidates[:MAX_NAMESAKES]
                st.html(candidate_list(shown, labels, name=surface, total=len(candidates)))


def mistake_text(event: Event, labels: Labels, view: View, *, version: int, origin: str) -> str:
    """Return a text to send to whoever keeps the map: which event of which version, what it shows, room to write."""
    address = absolute(origin, write_view(View(language=view.language, event_id=event.event_id, version=version)))
    facts = (
        labels.choice("sub_event_type", event.sub_event_type),
        labels.days(event.start_date, event.end_date),
        place_name(event, labels.language) or labels("lists.where_unknown"),
    )
    return labels("evidence.mistake_text", id=event.event_id, version=version, facts=" · ".join(facts), address=address)
