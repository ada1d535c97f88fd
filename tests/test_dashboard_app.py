"""The page itself, run without a browser: empty states first, then filters, selection, language."""

import datetime as dt
import re
from collections.abc import Callable
from pathlib import Path

from event_factory import DAY
from streamlit.testing.v1 import AppTest

from geo.lake import Lake
from geo.query import EventFilter
from geo.taxonomy import EventType, GeoPrecision


def html(page: AppTest) -> str:
    return "\n".join(str(block.proto.body) for block in page.get("html"))


def test_an_empty_lake_says_how_to_fill_it(open_page: Callable[..., AppTest]) -> None:
    page = open_page(0)
    assert not page.exception
    assert "لا تقارير بعد" in html(page)
    assert page.code[0].value.startswith("kharita ingest")


def test_no_result_says_how_to_widen(open_page: Callable[..., AppTest]) -> None:
    page = open_page(5, text="zzzz", lang="en")
    assert not page.exception
    assert "No event matches" in html(page)


def test_the_page_opens_in_arabic_with_everything_shown(open_page: Callable[..., AppTest]) -> None:
    page = open_page(18)
    assert not page.exception
    assert 'data-shown="18"' in html(page)
    assert "--k-direction: rtl" in html(page)


def test_types_filter_counts_and_address(open_page: Callable[..., AppTest]) -> None:
    page = open_page(20)
    page.session_state["filter"] = EventFilter(event_types=frozenset({EventType.BATTLES}))
    page.run()
    assert 'data-shown="5"' in html(page)
    assert page.query_params["event_types"] == "Battles"


def test_the_period_narrows_and_stands_in_the_address(open_page: Callable[..., AppTest]) -> None:
    page = open_page(20)
    page.session_state["filter"] = EventFilter(start=DAY + dt.timedelta(days=2), end=DAY + dt.timedelta(days=90))
    page.run()
    assert 'data-shown="10"' in html(page)
    assert page.query_params["start"] == "2016-12-10"
    assert "end" not in page.query_params
    page.session_state["filter"] = EventFilter()
    page.run()
    assert 'data-shown="20"' in html(page)
    assert "start" not in page.query_params


def test_an_address_opens_with_its_filter_event_and_language(open_page: Callable[..., AppTest]) -> None:
    page = open_page(20, event_types="Battles", lang="en", start="2016-12-09", nonsense="1")
    assert not page.exception
    assert 'data-shown="4"' in html(page)
    assert "--k-direction: ltr" in html(page)


def test_search_folds_arabic_spelling(open_page: Callable[..., AppTest]) -> None:
    page = open_page(10)
    page.session_state["filter"] = EventFilter(text="ادلب")
    page.run()
    assert 'data-shown="2"' in html(page)


def test_a_click_on_the_map_opens_the_event_once(open_page: Callable[..., AppTest], tmp_path: Path) -> None:
    page = open_page(5)
    chosen = Lake.open(tmp_path / "store").events()[0]
    page.session_state["event"] = chosen.event_id
    page.run()
    assert f'data-event="{chosen.event_id}"' in html(page)
    assert page.query_params["event"] == chosen.event_id
    page.button(key="close").click().run()
    assert "data-event" not in html(page)


def test_an_unknown_event_is_said(open_page: Callable[..., AppTest]) -> None:
    assert "no event with that id" in html(open_page(2, event="nope", lang="en"))


def test_a_slip_in_the_address_is_told(open_page: Callable[..., AppTest]) -> None:
    page = open_page(2, start="tomorrow", lang="en")
    assert any("tomorrow" in caption.value for caption in page.caption)


def test_the_language_button_keeps_the_filter(open_page: Callable[..., AppTest]) -> None:
    page = open_page(20, event_types="Battles")
    page.button(key="switch").click().run()
    assert "--k-direction: ltr" in html(page)


def test_what_is_not_on_the_map_is_counted_in_every_view_of_events(open_page: Callable[..., AppTest]) -> None:
    for screen in ("map", "timeline", "table"):
        page = open_page(18, view=screen, lang="en")
        assert not page.exception
        button = page.button(key="off-map")
        assert re.sub("[\u2068\u2069]", "", button.label) == "2 not on the map"
        page.session_state["filter"] = EventFilter(geo_precisions=frozenset({GeoPrecision.CITY}))
        assert page.run().button(key="off-map").disabled
