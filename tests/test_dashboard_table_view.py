"""The table: order, pages, words, and nothing of a report's text that a browser would run."""

import pyarrow as pa
import pytest
from event_factory import event

from dashboard.labels import load_labels
from dashboard.table_view import COLUMNS, ROWS, Order, last_page, ordered, table_html
from geo.event_table import event_table

HOSTILE = '"><img src=x onerror=alert(1)>'


def table(*killed: int | None) -> pa.Table:
    return event_table(
        event(article_id=f"a{number}", mention_id=f"m{number}", fatalities_low=count, fatalities_high=count)
        for number, count in enumerate(killed)
    )


@pytest.mark.parametrize(
    ("order", "killed"),
    [
        (Order(column="killed"), [1, 2, 3, None, None]),
        (Order(column="killed", descending=True), [3, 2, 1, None, None]),
    ],
)
def test_what_has_no_figure_comes_last_either_way(order: Order, killed: list[int | None]) -> None:
    assert ordered(table(2, None, 3, None, 1), order, "ar")["fatalities_low"].to_pylist() == killed


@pytest.mark.parametrize("column", COLUMNS)
@pytest.mark.parametrize("language", ["ar", "en"])
def test_every_column_sorts_and_has_its_words(column: str, language: str) -> None:
    rows = table(1, 2, 3)
    order = Order(column=column)
    assert ordered(rows, order, language).num_rows == 3
    drawn = table_html(rows, load_labels(language), order=order, page=0, selected="")
    assert drawn.count("aria-sort") == 1
    assert load_labels(language)(f"table.{column}") in drawn


def test_a_second_click_turns_the_order_and_figures_begin_with_the_highest() -> None:
    assert Order().turned("date") == Order(column="date", descending=True)
    assert Order().turned("killed") == Order(column="killed", descending=True)
    assert Order(descending=True).turned("place") == Order(column="place", descending=False)


@pytest.mark.parametrize(("count", "last"), [(0, 0), (1, 0), (ROWS, 0), (ROWS + 1, 1), (3 * ROWS, 2)])
def test_pages(count: int, last: int) -> None:
    assert last_page(table(*([1] * count)).slice(0, count)) == last


def test_a_page_shows_its_rows_and_the_way_to_the_others() -> None:
    rows = table(*range(ROWS + 2))
    drawn = table_html(rows, load_labels("en"), order=Order(column="killed"), page=1, selected="")
    assert drawn.count("data-row") == 2
    assert 'data-send="page:0"' in drawn
    assert drawn.count('disabled="disabled"') == 2


def test_the_chosen_row_is_told_to_a_screen_reader() -> None:
    rows = table(1, 2)
    chosen = rows["id"][0].as_py()
    drawn = table_html(rows, load_labels("en"), order=Order(), page=0, selected=chosen)
    assert drawn.count('aria-current="true"') == 1


def test_hostile_words_stay_words() -> None:
    drawn = table_html(
        event_table([event(actors=(HOSTILE,))]), load_labels("ar"), order=Order(), page=0, selected=HOSTILE
    )
    assert "<img src=x" not in drawn
    assert "onerror" in drawn
