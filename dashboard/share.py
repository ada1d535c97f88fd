"""Sharing a view: its link, its citation in both languages, the map for another page, and the events as files."""

import datetime as dt
from dataclasses import replace

import streamlit as st

from dashboard.address import LANGUAGES, View, read_view, write_view
from dashboard.catalogue import Catalogue
from dashboard.citation import absolute, citation_text, cite
from dashboard.downloads import FORMATS
from dashboard.embed import snippet
from dashboard.labels import Labels, load_labels
from dashboard.markup import Markup, element
from dashboard.ogc import ROOT
from geo.errors import GeoError
from geo.query import EventFilter


def open_catalogue(catalogue: Catalogue, labels: Labels, version: int | None) -> Catalogue:
    """Return the lake at the version that the address names, and say so on the page; the newest where it has none."""
    try:
        asked = catalogue.at(version)
    except GeoError:
        st.warning(labels("share.no_version", version=version))
        return catalogue
    if asked.pinned is not None:
        st.info(labels("share.pinned", version=asked.version, newest=catalogue.version))
        parameters = {name: value for name, value in st.query_params.to_dict().items() if name != "version"}
        newest = element("a", labels("share.newest"), href=absolute("", parameters), target="_self")
        st.html(element("p", newest, dir=labels.direction))
    return asked


@st.fragment
def show_share(catalogue: Catalogue, labels: Labels, event_filter: EventFilter) -> None:
    """Draw the button that opens everything to share of the present view, which is made when it is opened."""
    opened = st.popover(labels("share.title"), key=f"share of {labels.language}", on_change="rerun")
    if opened.open:
        with opened, st.container(key="share"):
            _show_all(catalogue, labels, event_filter)


def _show_all(catalogue: Catalogue, labels: Labels, event_filter: EventFilter) -> None:
    view = replace(read_view(st.query_params.to_dict()), filter=event_filter, version=catalogue.pinned)
    origin = page_origin()
    citation = cite(catalogue, view, origin)
    day = dt.datetime.now(dt.UTC).date().isoformat()
    st.caption(labels("share.link"))
    st.code(citation.address, language=None, wrap_lines=True)
    st.caption(labels("share.cite"))
    for language in LANGUAGES:
        st.code(citation_text(citation, load_labels(language, labels.digits), day=day), language=None, wrap_lines=True)
    st.caption(labels("share.downloads", count=citation.count))
    st.html(download_list(view, labels))
    st.caption(labels("share.embed"))
    st.code(snippet(write_view(view), origin, labels("map.label")), language="html", wrap_lines=True)
    st.caption(labels("share.api"))
    st.code(absolute(origin, _asked(view), "api/events.geojson"), language=None, wrap_lines=True)
    st.code(absolute(origin, {}, ROOT.strip("/")), language=None)


def page_origin() -> str:
    """Return the address of the page without its query: what links to it begin with."""
    return str(st.context.url or "").split("?", maxsplit=1)[0]


def download_list(view: View, labels: Labels) -> Markup:
    """Return a link to each form of the filtered events; the server makes a file when its link is followed."""
    query = absolute("", _asked(view)).removeprefix("/")
    links = [
        element("a", labels(f"form.{form}"), href=f"/api/download/{form}{query}", download="", data_form=form)
        for form in FORMATS
    ]
    return element("ul", [element("li", one) for one in links], class_="k-downloads", dir=labels.direction)


def _asked(view: View) -> dict[str, str]:
    """Return the parameters that choose events, and no more."""
    return write_view(View(filter=view.filter, version=view.version))
