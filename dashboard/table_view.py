"""The table: the twin of the map in rows, on the same filter; sorted by any column, a page at a time.

Every row begins with a button, so that Tab, the arrow keys and a screen reader reach what a click on the map opens.
"""

from dataclasses import dataclass, replace

import pyarrow as pa
import pyarrow.compute as pc
import streamlit as st

from dashboard.board import board
from dashboard.labels import Labels
from dashboard.markup import Markup, bdi, element, join
from dashboard.symbols import icon
from geo.taxonomy import EventType

ROWS = 25
"""Rows of one page."""

COLUMNS = (
    "date",
    "type",
    "place",
    "precision",
    "killed",
    "injured",
    "actors",
    "sources",
    "status",
    "confidence",
)
"""Columns, in the order of the screen; the words are `table.<column>`."""

_SORTED_BY = {
    "date": "start_date",
    "type": "sub_event_type",
    "precision": "geo_precision",
    "killed": "fatalities_low",
    "injured": "injured_low",
}
READ = (
    *("id", "event_type", "sub_event_type", "start_date", "end_date", "place_ar", "place_en", "geo_precision"),
    *("fatalities_low", "fatalities_high", "injured_low", "injured_high", "actors", "sources", "status", "confidence"),
)
"""Columns of an event table that the rows are made of."""

_NUMBERS = frozenset({"killed", "injured", "confidence"})
_SORT, _PAGE = "table sort", "table page"


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """By which column the table is sorted."""

    column: str = "date"
    descending: bool = False

    def turned(self, column: str) -> "Order":
        """Return the order after a click on a column's head: another column, or the same one the other way."""
        if column == self.column:
            return replace(self, descending=not self.descending)
        return Order(column=column, descending=column in _NUMBERS)


def show_table(table: pa.Table, labels: Labels, *, selected: str) -> str:
    """Draw the table of the filtered events and return the event that was chosen in this run, or the empty string."""
    order: Order = st.session_state.setdefault(_SORT, Order())
    page = min(st.session_state.get(_PAGE, 0), last_page(table))
    sent = board(table_html(table, labels, order=order, page=page, selected=selected), key="rows")
    what, _, value = sent.partition(":")
    if what == "sort":
        st.session_state.update({_SORT: order.turned(value), _PAGE: 0})
        st.rerun()
    if what == "page":
        st.session_state[_PAGE] = int(value)
        st.rerun()
    return value if what == "event" else ""


def last_page(table: pa.Table) -> int:
    """Return the number of the last page, the first being 0."""
    rows: int = table.num_rows
    return max(0, (rows - 1) // ROWS)


def table_html(table: pa.Table, labels: Labels, *, order: Order, page: int, selected: str) -> Markup:
    """Return one page of the sorted table, its heads and its pager; `selected` is the open event's id."""
    shown = ordered(table, order, labels.language, slice(page * ROWS, (page + 1) * ROWS)).to_pylist()
    heads = [_head(column, order, labels) for column in COLUMNS]
    return element(
        "div",
        element("p", labels("table.caption", count=table.num_rows), class_="k-caption"),
        element(
            "div",
            element(
                "table",
                element("thead", element("tr", heads)),
                element("tbody", [_row(row, labels, selected=selected) for row in shown]),
            ),
            class_="k-scroll",
            role="region",
            tabindex="0",
            aria_label=labels("views.table"),
        ),
        _pager(page, last_page(table), labels),
        class_="k-table",
        dir=labels.direction,
    )


def ordered(table: pa.Table, order: Order, language: str, part: slice = slice(None)) -> pa.Table:
    """Return a part of the rows in order; what has no value comes last either way, and ties stand by id."""
    column = _column(order.column, language)
    direction = "descending" if order.descending else "ascending"
    keys = pa.table({"value": _blank_is_null(table[column]), "id": table["id"]})
    indices = pc.sort_indices(keys, sort_keys=[("value", direction), ("id", "ascending")])
    return table.take(indices[part])


def _blank_is_null(column: pa.ChunkedArray) -> pa.ChunkedArray:
    if pa.types.is_dictionary(column.type):
        column = column.cast(pa.string())
    if not pa.types.is_string(column.type):
        return column
    return pc.if_else(pc.equal(column, ""), pa.scalar(None, pa.string()), column)


def _column(column: str, language: str) -> str:
    return f"place_{language}" if column == "place" else _SORTED_BY.get(column, column)


def _head(column: str, order: Order, labels: Labels) -> Markup:
    is_sorted = column == order.column
    direction = ("descending" if order.descending else "ascending") if is_sorted else None
    arrow = ("▼" if order.descending else "▲") if is_sorted else ""
    words = (labels.choice("table", column), element("span", arrow, aria_hidden="true"))
    button = element("button", words, type="button", data_send=f"sort:{column}", title=labels("table.sort"))
    return element("th", button, scope="col", aria_sort=direction, class_="k-number" if column in _NUMBERS else None)


def _row(row: dict[str, object], labels: Labels, *, selected: str) -> Markup:
    event_id = str(row["id"])
    kind = labels.choice("sub_event_type", str(row["sub_event_type"]))
    first, second = (
        (row["place_ar"], row["place_en"]) if labels.language == "ar" else (row["place_en"], row["place_ar"])
    )
    cells: dict[str, object] = {
        "type": (icon(EventType(str(row["event_type"]))), " ", kind),
        "place": bdi(first or second or labels("lists.where_unknown")),
        "precision": labels.choice("geo_precision", str(row["geo_precision"] or "")) or labels("nearness.none"),
        "killed": _range(row["fatalities_low"], row["fatalities_high"], labels),
        "injured": _range(row["injured_low"], row["injured_high"], labels),
        "actors": bdi(row["actors"] or ""),
        "sources": bdi(row["sources"] or ""),
        "status": labels.choice("status", str(row["status"])),
        "confidence": labels.figure(f"{float(str(row['confidence'])):.0%}"),
    }
    spoken = element("span", labels("table.open", kind=kind, place=first or second or ""), class_="k-spoken")
    day = element("button", _days(row, labels), spoken, type="button", data_send=f"event:{event_id}")
    is_selected = event_id == selected
    return element(
        "tr",
        element("th", day, scope="row"),
        [element("td", cell, class_="k-number" if name in _NUMBERS else None) for name, cell in cells.items()],
        data_row=event_id,
        data_send=f"event:{event_id}",
        class_="k-chosen" if is_selected else None,
        aria_current="true" if is_selected else None,
    )


def _days(row: dict[str, object], labels: Labels) -> Markup:
    start, end = row["start_date"], row["end_date"]
    if start is None:
        return join(labels("when.unknown"))
    return (
        labels.figure(start)
        if end in {None, start}
        else join((labels.figure(start), " ", element("span", "– ", labels.figure(end), class_="k-whole")))
    )


def _range(low: object, high: object, labels: Labels) -> Markup | None:
    if low is None and high is None:
        return None
    if high is None:
        return labels.figure(f"{low}+")
    return labels.figure(high if low is None or low == high else f"{low}–{high}")


def _pager(page: int, last: int, labels: Labels) -> Markup | None:
    if last == 0:
        return None
    places = (("first", 0), ("previous", page - 1), ("next", page + 1), ("last", last))
    buttons = {
        name: element(
            "button",
            labels.choice("table", name),
            type="button",
            data_send=f"page:{target}",
            disabled="disabled" if target == page or not 0 <= target <= last else None,
        )
        for name, target in places
    }
    where = element("span", labels("table.page", page=page + 1, pages=last + 1), aria_live="polite")
    return element(
        "nav",
        (buttons["first"], buttons["previous"], where, buttons["next"], buttons["last"]),
        class_="k-pager",
        aria_label=labels("table.pages"),
    )
