"""The screen, top to bottom: heading, switch of views, then the view: filters, what is shown, the period, the evidence.

Run by `dashboard.server`, which serves the map's data and the page's scripts beside it.
"""

from collections.abc import Callable
from dataclasses import replace

import streamlit as st

from dashboard.about_view import show_about
from dashboard.add_reports_view import show_add_reports
from dashboard.address import View, read_view, write_view
from dashboard.catalogue import Catalogue, open_store, store_in_use
from dashboard.coverage_view import show_coverage
from dashboard.evidence_view import show_evidence
from dashboard.filters import ask, filter_in_use, seed, show_filters, show_period, told
from dashboard.heading import notice, show_empty_lake, show_heading, style
from dashboard.labels import Labels, load_labels
from dashboard.lists import show_lists
from dashboard.map_layer import message, read_click, show_map
from dashboard.places_view import show_places
from dashboard.share import open_catalogue
from dashboard.summary_view import show_summary
from dashboard.table_view import READ, show_table
from dashboard.timeline import in_days
from dashboard.timeline_view import show_timeline
from dashboard.views import FILTERED, WITHOUT_EVENTS, Screen, show_switch, with_screen
from geo.query import EventFilter

_COLUMNS = {Screen.MAP: (1.15, 3.0, 1.4), Screen.TIMELINE: (1.15, 3.0, 1.4), Screen.TABLE: (1.15, 4.1, 1.4)}
_EVENT, _ANSWERED, _WRITTEN = "event", "answered click", "written address"


def main() -> None:
    """Draw the page."""
    view = read_view(st.query_params.to_dict())
    labels = load_labels(view.language, view.digits)
    st.set_page_config(page_title=f"{labels('app.name')} · {labels('app.subtitle')}", page_icon="🗺️", layout="wide")
    st.html(style(labels))
    st.session_state.setdefault(_EVENT, view.event_id)
    st.session_state.setdefault(_ANSWERED, 0)
    seed(view.filter)
    catalogue = open_catalogue(open_store(store_in_use()), labels, view.version)
    ask(in_days(filter_in_use(), catalogue.days))
    show_heading(catalogue, labels, view)
    screen = show_switch(labels, st.query_params.to_dict(), public=catalogue.disclosure.public)
    view = replace(view, filter=filter_in_use())
    if catalogue.count(EventFilter()) == 0 and screen not in WITHOUT_EVENTS:
        show_empty_lake(labels)
    elif screen in FILTERED:
        _show_room(catalogue, labels, view, screen)
        if screen is Screen.MAP:
            show_lists(catalogue, labels, view, then=_take)
    else:
        _WHOLE_PAGE[screen](catalogue, labels)
    _keep_address(replace(view, filter=filter_in_use(), event_id=st.session_state[_EVENT]), screen)


def _show_room(catalogue: Catalogue, labels: Labels, view: View, screen: Screen) -> None:
    """Draw the three columns; the map comes first, since a reader waits for it."""
    controls, middle, side = st.columns(_COLUMNS[screen], gap="medium")
    carried = told(labels, version=catalogue.version, pinned=catalogue.pinned)
    with middle:
        count_box, main_box, time_box = st.container(key="summary"), st.container(key=screen), st.container(key="time")
    with main_box:
        if screen is Screen.MAP:
            _show_map(catalogue, labels, view)
    with controls, st.container(key="filters"):
        show_filters(labels, carried)
    with time_box:
        show_period(labels, carried)
    with count_box:
        show_summary(catalogue, labels, view, then=_take)
        if catalogue.count(view.filter) == 0:
            total = catalogue.count(EventFilter())
            st.html(notice(labels("empty.result_title"), labels("empty.result", total=total), labels))
    with main_box:
        if screen is not Screen.MAP:
            _take(_SHOWN[screen](catalogue, labels, view.filter))
    with side, st.container(key="evidence"):
        _show_evidence(catalogue, labels, view)


def _show_map(catalogue: Catalogue, labels: Labels, view: View) -> None:
    event = catalogue.event(st.session_state[_EVENT])
    camera = read_view(st.query_params.to_dict()).camera
    version, pinned = catalogue.version, catalogue.pinned
    words = message(view.filter, labels, version=version, selected=event, camera=camera, pinned=pinned)
    show_map({**told(labels, version=version, pinned=pinned), **words}, then=_hear_click)


def _hear_click(said: object) -> None:
    """Open the event of a click that the page has not answered yet; the map repeats its last click at every run."""
    click = read_click(said)
    if click is not None and click.serial > st.session_state[_ANSWERED]:
        st.session_state.update({_EVENT: click.event_id, _ANSWERED: click.serial})


def _table(catalogue: Catalogue, labels: Labels, event_filter: EventFilter) -> str:
    return show_table(catalogue.table(event_filter, *READ), labels, selected=st.session_state[_EVENT])


def _timeline(catalogue: Catalogue, labels: Labels, event_filter: EventFilter) -> str:
    return show_timeline(catalogue, labels, event_filter, selected=st.session_state[_EVENT])


def _take(chosen: str) -> None:
    if chosen:
        st.session_state[_EVENT] = chosen
        st.rerun()


def _show_evidence(catalogue: Catalogue, labels: Labels, view: View) -> None:
    if show_evidence(catalogue, labels, view, st.session_state[_EVENT]):
        st.session_state[_EVENT] = ""
        st.rerun()


def _keep_address(view: View, screen: Screen) -> None:
    """Write the address if it is not the page's own, or if the run before this one wrote another.

    A run knows the address only as it was when the run was asked for: what the run before it wrote may have come to
    the browser since. The map writes its camera by itself, so that is left out of the comparison.
    """
    written = with_screen(write_view(view), screen)
    lasting = with_screen(write_view(replace(view, camera=None)), screen)
    before = st.session_state.setdefault(_WRITTEN, lasting)
    if st.query_params.to_dict() != written or before != lasting:
        st.query_params.from_dict(written)
        st.session_state[_WRITTEN] = lasting


# What the middle column holds beside the map, by view; and what the views without filters hold.
_SHOWN = {Screen.TABLE: _table, Screen.TIMELINE: _timeline}
_WHOLE_PAGE: dict[Screen, Callable[[Catalogue, Labels], None]] = {
    Screen.PLACES: show_places,
    Screen.COVERAGE: show_coverage,
    Screen.ADD: show_add_reports,
    Screen.ABOUT: show_about,
}

main()
