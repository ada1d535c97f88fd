"""The screen, top to bottom: heading, switch of views, then the view: filters, what is shown, the period, the evidence.

Run by `dashboard.server`, which serves the map's data beside it; `streamlit run` alone would show a map without data.
"""

from collections.abc import Callable
from dataclasses import replace

import streamlit as st

from dashboard.about_view import show_about
from dashboard.add_reports_view import show_add_reports
from dashboard.address import View, read_view, write_view
from dashboard.api import STATIC, geojson
from dashboard.catalogue import Catalogue, store_in_use
from dashboard.coverage_view import show_coverage
from dashboard.evidence import empty_panel, event_panel
from dashboard.filters import is_seeded, seed, show_filters, show_period
from dashboard.labels import Labels, load_labels
from dashboard.lists import MAX_ROWS, event_list, name_list
from dashboard.map_layer import Click, last_click, message, show_map, vendored
from dashboard.markup import Markup, element
from dashboard.places_view import show_places
from dashboard.share import open_catalogue, show_share
from dashboard.summary import count_by_nearness, first_ids, unplaced
from dashboard.table_view import show_table
from dashboard.timeline_view import show_timeline
from dashboard.views import FILTERED, WITHOUT_EVENTS, Screen, read_screen, show_switch, with_screen
from geo.query import EventFilter

_COLUMNS = {Screen.MAP: (1.0, 3.0, 1.5), Screen.TIMELINE: (1.0, 3.0, 1.5), Screen.TABLE: (1.0, 4.2, 1.5)}
_EVENT, _ANSWERED, _SEEDED = "event", "answered", "seeded"


def main() -> None:
    """Draw the page."""
    view = read_view(st.query_params.to_dict())
    labels = load_labels(view.language)
    st.set_page_config(page_title=f"{labels('app.name')} · {labels('app.subtitle')}", page_icon="🗺️", layout="wide")
    st.html(_style(labels))
    catalogue = open_catalogue(Catalogue(store=store_in_use()), labels, view.version)
    if _SEEDED not in st.session_state:
        st.session_state.update({_EVENT: view.event_id, _ANSWERED: 0, _SEEDED: True})
    _answer(last_click())
    _show_heading(catalogue, labels, view)
    screen = show_switch(labels, st.query_params.to_dict())
    if catalogue.table(EventFilter()).num_rows == 0 and screen not in WITHOUT_EVENTS:
        _show_empty_lake(labels)
    elif screen in FILTERED:
        if not is_seeded():
            seed(view.filter)
        event_filter = _show_room(catalogue, labels, view, screen)
        view = replace(view, filter=event_filter)
        if screen is Screen.MAP:
            _show_lists(catalogue, labels, view)
    else:
        _WHOLE_PAGE[screen](catalogue, labels)
    _keep_address(replace(view, event_id=st.session_state[_EVENT]), screen)


def newly_chosen(click: Click | None, answered: int) -> bool:
    """Whether a click is one that the page has not answered yet; the frame repeats its last click at every run."""
    return click is not None and click.serial > answered


def _show_heading(catalogue: Catalogue, labels: Labels, view: View) -> None:
    with st.container(key="heading", horizontal=True, vertical_alignment="center"):
        events = catalogue.table(EventFilter()).num_rows
        counts = labels("app.counts", articles=catalogue.article_count, events=events)
        st.html(
            element(
                "div",
                element("h1", labels("app.name")),
                element("p", labels("app.subtitle")),
                element("small", counts, " · ", labels("app.version", version=catalogue.version)) if events else None,
                class_="k-heading",
                dir=labels.direction,
            )
        )
        other = "en" if labels.language == "ar" else "ar"
        if st.button(labels("app.switch"), key="switch"):
            parameters = st.query_params.to_dict()
            turned = write_view(replace(read_view(parameters), language=other))
            st.query_params.from_dict(with_screen(turned, read_screen(parameters)))
            st.rerun()
    if not vendored():
        st.caption(labels("app.vendor_missing"))
    if view.ignored:
        st.caption(labels("app.ignored", what="; ".join(view.ignored)))


def _show_room(catalogue: Catalogue, labels: Labels, view: View, screen: Screen) -> EventFilter:
    """Draw the three columns and return the filter; the period is drawn before what stands above it."""
    controls, middle, side = st.columns(_COLUMNS[screen], gap="medium")
    with controls, st.container(key="filters"):
        event_filter = show_filters(catalogue, labels, view.filter)
    with middle:
        count_box, main_box, time_box = st.container(key="summary"), st.container(key=screen), st.container(key="time")
    with time_box:
        event_filter = show_period(catalogue, labels, event_filter)
    with count_box:
        _show_summary(catalogue, labels, event_filter)
    with main_box:
        _SHOWN[screen](catalogue, labels, event_filter)
    with side, st.container(key="evidence"):
        _show_evidence(catalogue, labels, replace(view, filter=event_filter))
    return event_filter


def _show_map(catalogue: Catalogue, labels: Labels, event_filter: EventFilter) -> None:
    chosen = catalogue.lake.event(st.session_state[_EVENT]) if st.session_state[_EVENT] else None
    camera = read_view(st.query_params.to_dict()).camera
    version, pinned = catalogue.version, catalogue.pinned
    show_map(message(event_filter, labels, version=version, selected=chosen, camera=camera, pinned=pinned))


def _show_table(catalogue: Catalogue, labels: Labels, event_filter: EventFilter) -> None:
    chosen = show_table(catalogue.table(event_filter), labels, selected=st.session_state[_EVENT])
    if chosen:
        st.session_state[_EVENT] = chosen
        st.rerun()


def _show_timeline(catalogue: Catalogue, labels: Labels, event_filter: EventFilter) -> None:
    chosen = show_timeline(catalogue, labels, event_filter, selected=st.session_state[_EVENT])
    if chosen:
        st.session_state[_EVENT] = chosen
        st.rerun()


def _answer(click: Click | None) -> None:
    if click is not None and newly_chosen(click, st.session_state[_ANSWERED]):
        st.session_state.update({_EVENT: click.event_id, _ANSWERED: click.serial})


def _show_summary(catalogue: Catalogue, labels: Labels, event_filter: EventFilter) -> None:
    table = catalogue.table(event_filter)
    total = catalogue.table(EventFilter()).num_rows
    by_nearness = count_by_nearness(table)
    with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
        st.html(
            element(
                "p",
                element("b", labels("summary.shown", shown=table.num_rows, total=total)),
                [element("span", labels(f"summary.{near}", count=count)) for near, count in by_nearness.items()],
                class_="k-summary",
                dir=labels.direction,
                data_shown=table.num_rows,
            )
        )
        st.download_button(
            labels("summary.download"),
            data=lambda: geojson(catalogue, event_filter),
            file_name="kharita.geojson",
            mime="application/geo+json",
            help=labels("summary.download_help", count=table.num_rows),
            on_click="ignore",
            key="download",
            disabled=table.num_rows == 0,
        )
        show_share(catalogue, labels, event_filter)
    if table.num_rows == 0:
        st.html(_notice(labels("empty.result_title"), labels("empty.result", total=total), labels))


def _show_evidence(catalogue: Catalogue, labels: Labels, view: View) -> None:
    event_id = st.session_state[_EVENT]
    event = catalogue.lake.event(event_id) if event_id else None
    if event is None:
        st.html(empty_panel(labels, unknown=bool(event_id)))
        return
    found = {mention.article_id: catalogue.lake.article(mention.article_id) for mention in event.mentions}
    articles = {article_id: article for article_id, article in found.items() if article is not None}
    st.html(event_panel(event, articles, labels, view))
    st.button(labels("evidence.close"), key="close", on_click=_close)


def _close() -> None:
    st.session_state[_EVENT] = ""


def _show_lists(catalogue: Catalogue, labels: Labels, view: View) -> None:
    table = catalogue.table(view.filter)
    off_map = unplaced(table)
    unlocated = catalogue.lake.unlocated()
    names = len({surface for _, surface, _ in unlocated})
    titles = (
        labels("lists.events"),
        labels("lists.unplaced", count=off_map.num_rows),
        labels("lists.unlocated", count=names),
    )
    all_tab, off_tab, names_tab = st.tabs(titles)
    with all_tab:
        st.html(_listed(catalogue, labels, view, first_ids(table, MAX_ROWS), total=table.num_rows))
    with off_tab:
        st.caption(labels("lists.unplaced_help") if off_map.num_rows else labels("lists.none_unplaced"))
        st.html(_listed(catalogue, labels, view, first_ids(off_map, MAX_ROWS), total=off_map.num_rows))
    with names_tab:
        st.caption(labels("lists.unlocated_help") if names else labels("lists.none_unlocated"))
        st.html(name_list(unlocated, labels))


def _listed(catalogue: Catalogue, labels: Labels, view: View, ids: list[str], *, total: int) -> Markup:
    return event_list(catalogue.events(ids), labels, view, total=total)


def _show_empty_lake(labels: Labels) -> None:
    st.html(_notice(labels("empty.lake_title"), labels("empty.lake"), labels))
    st.code("kharita ingest seeds/", language="bash")


def _notice(title: str, text: str, labels: Labels) -> Markup:
    return element("div", element("h3", title), element("p", text), class_="k-notice", dir=labels.direction)


def _keep_address(view: View, screen: Screen) -> None:
    written = with_screen(write_view(view), screen)
    if st.query_params.to_dict() != written:
        st.query_params.from_dict(written)


def _style(labels: Labels) -> str:
    sheet = (STATIC / "page.css").read_text(encoding="utf-8")
    return f"<style>:root {{ --k-direction: {labels.direction}; }}\n{sheet}</style>"


# What the middle column holds, by view; and what the views without filters hold.
_SHOWN = {Screen.MAP: _show_map, Screen.TABLE: _show_table, Screen.TIMELINE: _show_timeline}
_WHOLE_PAGE: dict[Screen, Callable[[Catalogue, Labels], None]] = {
    Screen.PLACES: show_places,
    Screen.COVERAGE: show_coverage,
    Screen.ADD: show_add_reports,
    Screen.ABOUT: show_about,
}

main()
