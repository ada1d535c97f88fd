"""The events in time: a histogram stacked by type, and what the slider above it may choose."""

import datetime as dt

from dashboard.labels import Labels
from dashboard.markup import Markup, element
from dashboard.summary import Histogram
from dashboard.symbols import SYMBOLS
from geo.taxonomy import EventType

_TICKS = 5


def histogram_block(chart: Histogram, labels: Labels, *, start: dt.date | None, end: dt.date | None) -> Markup:
    """Return the stacked bars, time running left to right, those outside the chosen days faint, and their caption.

    Plain boxes with heights in percent: Streamlit's sanitiser takes inline SVG out.
    """
    tallest = max((sum(bar.values()) for bar in chart.bars), default=0) or 1
    bars = [
        element(
            "span",
            [_piece(kind, bar[kind] / tallest) for kind in reversed(EventType) if bar.get(kind)],
            title=_title(chart, index),
            class_="k-bar k-faint" if _is_outside(chart, index, start, end) else "k-bar",
        )
        for index, bar in enumerate(chart.bars)
    ]
    notes = [labels(f"time.step.{chart.step_days}")]
    if chart.undated:
        notes.append(labels("time.undated", count=chart.undated))
    return element(
        "figure",
        element("div", bars, class_="k-bars", dir="ltr", role="img", aria_label=labels("time.chart")),
        element("div", [element("span", day) for day in _tick_days(chart)], class_="k-ticks", dir="ltr"),
        element("figcaption", " · ".join(notes), dir=labels.direction),
        class_="k-timeline",
    )


def _piece(kind: EventType, share: float) -> Markup:
    return element("i", style=f"height:{share:.2%};background:{SYMBOLS[kind].colour}")


def _title(chart: Histogram, index: int) -> str:
    first = _day_of(chart, index)
    last = first + dt.timedelta(days=chart.step_days - 1)
    days = str(first) if first == last else f"{first} – {last}"
    return f"{days}: {sum(chart.bars[index].values()):.3g}"


def _day_of(chart: Histogram, index: int) -> dt.date:
    return chart.first + dt.timedelta(days=index * chart.step_days)


def _is_outside(chart: Histogram, index: int, start: dt.date | None, end: dt.date | None) -> bool:
    first = _day_of(chart, index)
    last = first + dt.timedelta(days=chart.step_days - 1)
    return bool((start and last < start) or (end and first > end))


def _tick_indices(chart: Histogram) -> list[int]:
    count = min(_TICKS, len(chart.bars))
    if count < 2:
        return [0]
    return [round(position * (len(chart.bars) - 1) / (count - 1)) for position in range(count)]


def _tick_days(chart: Histogram) -> list[str]:
    return [_day_of(chart, index).isoformat() for index in _tick_indices(chart)]
