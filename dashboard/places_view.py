"""The view of places: search the gazetteer, try how a name is resolved, its layers, and the names that none locates."""

from collections.abc import Sequence

import streamlit as st

from dashboard.catalogue import Catalogue
from dashboard.labels import Labels
from dashboard.lists import name_list
from dashboard.markup import Markup, bdi, element, verbatim
from geo.lookup import Candidate, LayerInfo, Place, governorate, layers, resolve, search_places

MAX_FOUND = 30
"""Places that one search lists."""

_SEARCH, _NAME, _NEAR = "place search", "resolve name", "resolve near"


def show_places(catalogue: Catalogue, labels: Labels) -> None:
    """Draw the view."""
    left, right = st.columns(2, gap="medium")
    with left, st.container(key="places-search"):
        _show_search(catalogue, labels)
    with right, st.container(key="places-resolve"):
        _show_resolve(catalogue, labels)
    with st.container(key="places-layers"):
        st.html(layer_table(layers(catalogue.store), labels))
    with st.container(key="places-missing"):
        unlocated = catalogue.unlocated()
        names = len({surface for _, surface, _ in unlocated})
        st.html(element("h2", labels("lists.unlocated", count=names), class_="k-title"))
        st.caption(labels("lists.unlocated_help") if names else labels("lists.none_unlocated"))
        st.html(name_list(unlocated, labels))


def _show_search(catalogue: Catalogue, labels: Labels) -> None:
    st.html(element("h2", labels("places.search_title"), class_="k-title"))
    words = st.text_input(labels("places.search"), key=_SEARCH, placeholder=labels("places.search_hint"))
    if not words.strip():
        st.caption(labels("places.search_help"))
        return
    found = search_places(words, limit=MAX_FOUND + 1, store=catalogue.store)
    units = {place.place_id: governorate(place, catalogue.store) for place in found}
    st.html(place_table(found[:MAX_FOUND], units, labels, is_cut=len(found) > MAX_FOUND))


def _show_resolve(catalogue: Catalogue, labels: Labels) -> None:
    st.html(element("h2", labels("places.resolve_title"), class_="k-title"))
    name_box, near_box = st.columns(2)
    name = name_box.text_input(labels("places.name"), key=_NAME, placeholder=labels("places.name_hint"))
    near = near_box.text_input(labels("places.near"), key=_NEAR, placeholder=labels("places.near_hint"))
    if not name.strip():
        st.caption(labels("places.resolve_help"))
        return
    found = resolve(name, near=near.strip(), store=catalogue.store)
    if near.strip() and not resolve(near, store=catalogue.store):
        st.caption(labels("places.near_unknown", name=near))
    st.html(candidate_list(found[:MAX_FOUND], labels, name=name, total=len(found)))


def place_table(found: Sequence[Place], units: dict[str, Place | None], labels: Labels, *, is_cut: bool) -> Markup:
    """Return found places in rows; `units` gives the governorate of each by its id, `is_cut` says there are more."""
    if not found:
        return element("p", labels("places.none"), class_="k-caption", dir=labels.direction)
    heads = ("place", "kind", "governorate", "coordinates", "layer")
    rows = [
        (
            _both(place),
            labels.choice("place_kind", place.kind),
            _one(units.get(place.place_id), labels),
            _point(place, labels),
            verbatim(place.layer),
        )
        for place in found
    ]
    rest = element("p", labels("places.more"), class_="k-caption") if is_cut else None
    return element("div", _table(heads, rows, labels), rest, dir=labels.direction)


def candidate_list(found: Sequence[Candidate], labels: Labels, *, name: str, total: int) -> Markup:
    """Return the candidates of a name, the winner first, each with its coordinates, score and reasons."""
    if not found:
        return element("p", labels("places.unknown_name", name=name), class_="k-caption", dir=labels.direction)
    rows = [
        element(
            "li",
            element("b", _both(candidate.place)),
            element("span", labels("places.winner"), class_="k-badge") if rank == 0 else None,
            element(
                "small",
                labels.choice("place_kind", candidate.place.kind),
                " · ",
                _point(candidate.place, labels),
                " · ",
                labels("places.score", score=labels.figures(f"{candidate.score:.2f}")),
            ),
            element("p", verbatim(" · ".join(candidate.reasons))),
        )
        for rank, candidate in enumerate(found)
    ]
    count = element("p", labels("places.candidates", count=total), class_="k-caption")
    return element("div", count, element("ol", rows, class_="k-candidates"), dir=labels.direction)


def layer_table(info: Sequence[LayerInfo], labels: Labels) -> Markup:
    """Return the layers in use with their licences, the strongest first."""
    heads = ("layer", "count", "licence", "attribution")
    rows = [
        (
            verbatim(layer.title or layer.name),
            labels.figure(f"{layer.count:,}"),
            verbatim(layer.licence),
            verbatim(layer.attribution),
        )
        for layer in info
    ]
    return element(
        "div",
        element("h2", labels("places.layers_title"), class_="k-title"),
        _table(heads, rows, labels),
        dir=labels.direction,
    )


def _table(heads: Sequence[str], rows: Sequence[Sequence[object]], labels: Labels) -> Markup:
    return element(
        "div",
        element(
            "table",
            element(
                "thead", element("tr", [element("th", labels.choice("places", head), scope="col") for head in heads])
            ),
            element("tbody", [element("tr", [element("td", cell) for cell in row]) for row in rows]),
        ),
        class_="k-scroll k-plain",
        tabindex="0",
    )


def _both(place: Place) -> Markup:
    names = [name for name in (place.name_ar, place.name_en) if name]
    return element("span", [bdi(names[0]), *(element("small", " ", bdi(name)) for name in names[1:])] if names else "")


def _one(place: Place | None, labels: Labels) -> Markup | None:
    if place is None:
        return None
    return bdi((place.name_ar if labels.language == "ar" else place.name_en) or place.name_ar or place.name_en)


def _point(place: Place, labels: Labels) -> Markup:
    """Return latitude, longitude and the radius that holds the place, or say that nobody gives them.

    Latitude and longitude are for programs as much as for readers: European digits whatever the screen has.
    """
    if place.lat is None or place.lon is None:
        return element("span", labels("places.no_point"))
    radius = labels("evidence.radius", km=labels.figures(f"{place.radius_km:g}"))
    return element("span", verbatim(f"{place.lat:.4f}, {place.lon:.4f}"), " ", radius)
