"""The view of coverage: who reported when, and how much of it is not on the map; an empty square is no quiet day."""

import datetime as dt
from functools import lru_cache

import streamlit as st

from dashboard.catalogue import Catalogue, State
from dashboard.coverage import OTHERS, Coverage, coverage
from dashboard.labels import Labels
from dashboard.markup import Markup, bdi, element
from geo.query import EventFilter

_SHADES = (0, 1, 2, 5, 10)
"""A square's shade is the number of these that its count is above."""


def show_coverage(catalogue: Catalogue, labels: Labels) -> None:
    """Draw the view."""
    counted = _counted(catalogue, catalogue.state)
    st.html(figures(counted, labels))
    with st.container(key="coverage-days"):
        st.html(grid(counted, labels))


@lru_cache(maxsize=2)
def _counted(catalogue: Catalogue, _state: State) -> Coverage:
    return coverage(catalogue.coverage(), catalogue.table(EventFilter(), "start_date", "lat"))


def figures(counted: Coverage, labels: Labels) -> Markup:
    """Return what was read and what of it is not on the map, in words, under the sentence that matters most."""
    shares = (
        ("unlocated", counted.unlocated, counted.toponyms),
        ("without_point", counted.events_without_point, counted.events),
        ("without_day", counted.events_without_day, counted.events),
        ("silent_days", counted.silent_days, counted.days),
        ("undated_reports", counted.undated_reports, counted.reports),
    )
    cards = [
        element(
            "div",
            element("b", labels.figure(f"{part / whole:.0%}" if whole else "–")),
            element("span", labels.choice("coverage", name)),
            element("small", labels("coverage.part", part=part, whole=whole)),
            class_="k-card",
        )
        for name, part, whole in shares
    ]
    return element(
        "div",
        element("p", element("b", labels("coverage.warning")), " ", labels("coverage.warning_why"), class_="k-notice"),
        element("div", cards, class_="k-cards"),
        dir=labels.direction,
    )


def grid(counted: Coverage, labels: Labels) -> Markup:
    """Return the reports by outlet and time as a table of squares, time running left to right."""
    title = element("h2", labels("coverage.grid"), class_="k-title")
    if counted.first is None or counted.last is None:
        return element("div", title, element("p", labels("coverage.no_dates")), dir=labels.direction)
    starts = [counted.first + dt.timedelta(days=step * counted.step_days) for step in range(counted.steps)]
    heads = [element("th", labels.figure(start), scope="col", class_="k-day") for start in starts]
    rows = [
        element(
            "tr",
            element("th", _outlet(outlet, labels), scope="row"),
            [_square(count, start, labels) for count, start in zip(counts, starts, strict=True)],
            element("td", labels.figure(sum(counts))),
        )
        for outlet, counts in counted.rows
    ]
    head = element(
        "tr", element("th", labels("coverage.outlet"), scope="col"), heads, element("th", labels("coverage.sum"))
    )
    note = f"{labels.choice('coverage', f'step_{counted.step_days}')} · {labels('coverage.key')}"
    return element(
        "div",
        title,
        element("p", note, class_="k-caption", dir=labels.direction),
        element(
            "div",
            element("table", element("thead", head), element("tbody", rows)),
            class_="k-scroll k-grid",
            tabindex="0",
            role="region",
            aria_label=labels("coverage.grid"),
            dir="ltr",
        ),
        dir=labels.direction,
    )


def _outlet(outlet: str, labels: Labels) -> Markup:
    names = {"": labels("coverage.unnamed"), OTHERS: labels("coverage.others")}
    return bdi(names.get(outlet, outlet))


def _square(count: int, start: dt.date, labels: Labels) -> Markup:
    shade = sum(count > above for above in _SHADES)
    title = labels("coverage.square", day=start, count=count)
    shown = labels.figure(count) if count else element("span", "·", aria_label=labels.number(0))
    return element("td", shown, class_=f"k-s{shade}", title=title)
