"""The view of time: bars by day, week or month that narrow the period, long events as bands, days as lists."""

import datetime as dt
from collections.abc import Sequence
from itertools import groupby

import pyarrow as pa
import pyarrow.compute as pc
import streamlit as st

from dashboard.board import board
from dashboard.catalogue import Catalogue
from dashboard.evidence import place_name
from dashboard.filters import ask, narrowed
from dashboard.labels import Labels
from dashboard.markup import Markup, bdi, element
from dashboard.summary import DAY_COLUMNS, Histogram, day_range, first_ids, histogram, spans
from dashboard.symbols import SYMBOLS, icon
from dashboard.timeline import GRAINS
from geo.query import EventFilter
from geo.records import Event
from geo.taxonomy import EventType

MAX_BARS, MAX_BANDS, MAX_LISTED = 400, 15, 200
_GRAIN = "grain"


def show_timeline(catalogue: Catalogue, labels: Labels, event_filter: EventFilter, *, selected: str) -> str:
    """Draw the view and return the event that was chosen in this run, or the empty string."""
    table = catalogue.table(event_filter, "id", *DAY_COLUMNS)
    days = day_range(table)
    if days is None:
        st.html(
            element("p", labels("timeline.no_days", count=table.num_rows), class_="k-caption", dir=labels.direction)
        )
        return ""
    grain = st.segmented_control(
        labels("timeline.grain"),
        list(GRAINS),
        default="day",
        required=True,
        format_func=lambda name: labels.choice("timeline", name),
        key=f"{_GRAIN} {labels.language}",
    )
    chart = histogram(spans(table), days, step_days=GRAINS[grain], max_bars=MAX_BARS)
    lasting = catalogue.events(first_ids(several_days(table), MAX_BANDS))
    listed = catalogue.events(first_ids(table, MAX_LISTED))
    html = element(
        "div",
        bars(chart, labels),
        bands(lasting, days, labels, total=several_days(table).num_rows),
        day_lists(listed, labels, total=table.num_rows, selected=selected),
        dir=labels.direction,
    )
    what, _, value = board(html, key="time-board").partition(":")
    if what == "span":
        start, end = map(dt.date.fromisoformat, value.split("/"))
        ask(narrowed(event_filter, start, end))
        st.rerun()
    return value if what == "event" else ""


def several_days(table: pa.Table) -> pa.Table:
    """Return the events that last, or are only known to lie, within more days than one."""
    return table.filter(pc.fill_null(pc.greater(table["end_date"], table["start_date"]), fill_value=False))


def bars(chart: Histogram, labels: Labels) -> Markup:
    """Return the stacked bars, each a button that narrows the period to its days; time runs left to right."""
    tallest = max((sum(bar.values()) for bar in chart.bars), default=0) or 1
    drawn = []
    for index, bar in enumerate(chart.bars):
        start = chart.first + dt.timedelta(days=index * chart.step_days)
        end = start + dt.timedelta(days=chart.step_days - 1)
        words = labels(
            "timeline.bar",
            days=labels.figures(str(start) if start == end else f"{start} – {end}"),
            count=labels.figures(f"{sum(bar.values()):.3g}"),
        )
        pieces = [_piece(kind, bar[kind] / tallest) for kind in reversed(EventType) if bar.get(kind)]
        drawn.append(
            element(
                "button",
                pieces,
                type="button",
                class_="k-bar",
                data_send=f"span:{start}/{end}",
                title=words,
                aria_label=words,
            )
            if bar
            else element("span", class_="k-bar")
        )
    last = chart.first + dt.timedelta(days=len(chart.bars) * chart.step_days - 1)
    notes = [labels(f"time.step.{chart.step_days}"), labels("timeline.tallest", count=labels.figures(f"{tallest:.3g}"))]
    if chart.undated:
        notes.append(labels("time.undated", count=chart.undated))
    ends = [element("span", labels.number(day)) for day in (chart.first, last)]
    return element(
        "figure",
        element("div", drawn, class_="k-bars k-tall", dir="ltr", role="group", aria_label=labels("time.chart")),
        element("div", ends, class_="k-ticks", dir="ltr"),
        element("figcaption", " · ".join(notes), " · ", labels("timeline.hint")),
        class_="k-timeline",
    )


def bands(events: Sequence[Event], days: tuple[dt.date, dt.date], labels: Labels, *, total: int) -> Markup | None:
    """Return a band for each event of several days, from its first to its last; `total` counts those without one."""
    if not events:
        return None
    first, length = days[0], (days[1] - days[0]).days + 1
    rows = []
    for event in events:
        start, end = event.start_date or first, event.end_date or first
        offset, width = (start - first).days / length, ((end - start).days + 1) / length
        band = element(
            "i", style=f"margin-left:{offset:.2%};width:{width:.2%};background:{SYMBOLS[event.event_type].colour}"
        )
        rows.append(
            element(
                "li",
                element(
                    "button", _words(event, labels, with_days=True), type="button", data_send=f"event:{event.event_id}"
                ),
                element("div", band, dir="ltr", aria_hidden="true"),
            )
        )
    rest = element("li", labels("lists.more", count=total - len(events))) if total > len(events) else None
    return element(
        "section",
        element("h3", labels("timeline.bands", count=total)),
        element("p", labels("timeline.bands_help"), class_="k-caption"),
        element("ol", rows, rest, class_="k-bands"),
    )


def day_lists(events: Sequence[Event], labels: Labels, *, total: int, selected: str) -> Markup:
    """Return the events under the days they began on, undated ones last; `total` counts those beyond the list."""
    groups = [
        element(
            "li",
            element("h4", labels.day(day) if day else labels("when.unknown")),
            element(
                "ul",
                [
                    element(
                        "li",
                        element(
                            "button",
                            _words(event, labels, with_days=False),
                            type="button",
                            data_send=f"event:{event.event_id}",
                            aria_current="true" if event.event_id == selected else None,
                        ),
                        data_row=event.event_id,
                    )
                    for event in group
                ],
            ),
        )
        for day, group in groupby(events, key=lambda event: event.start_date)
    ]
    rest = element("li", labels("lists.more", count=total - len(events))) if total > len(events) else None
    return element("section", element("h3", labels("timeline.days")), element("ol", groups, rest, class_="k-days"))


def _words(event: Event, labels: Labels, *, with_days: bool) -> list[object]:
    place = place_name(event, labels.language) or labels("lists.where_unknown")
    days = [" · ", bdi(labels.days(event.start_date, event.end_date))] if with_days else []
    return [
        icon(event.event_type),
        " ",
        labels.choice("sub_event_type", event.sub_event_type),
        " · ",
        bdi(place),
        *days,
    ]


def _piece(kind: EventType, share: float) -> Markup:
    return element("i", style=f"height:{share:.2%};background:{SYMBOLS[kind].colour}")
