"""The switch of views: every view has its words, the address names it, and each opens without an error."""

from collections.abc import Callable
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.labels import load_labels
from dashboard.views import FILTERED, WITHOUT_EVENTS, Screen, read_screen, with_screen
from geo.lake import Lake
from geo.query import EventFilter


def html(page: AppTest) -> str:
    return "\n".join(str(block.proto.body) for block in page.get("html"))


@pytest.mark.parametrize("language", ["ar", "en"])
def test_every_view_has_its_name(language: str) -> None:
    assert {str(screen) for screen in Screen} <= load_labels(language).group("views").keys()


@pytest.mark.parametrize(
    ("parameters", "screen"),
    [
        ({}, Screen.MAP),
        ({"view": ""}, Screen.MAP),
        ({"view": "table"}, Screen.TABLE),
        ({"view": "Table"}, Screen.MAP),
        ({"view": "<script>"}, Screen.MAP),
    ],
)
def test_the_address_names_the_view(parameters: dict[str, str], screen: Screen) -> None:
    assert read_screen(parameters) is screen


@pytest.mark.parametrize("screen", Screen)
def test_an_address_keeps_its_view_and_the_rest(screen: Screen) -> None:
    written = with_screen({"lang": "en", "view": "places"}, screen)
    assert read_screen(written) is screen
    assert written["lang"] == "en"
    assert ("view" in written) == (screen is not Screen.MAP)


@pytest.mark.parametrize("screen", Screen)
@pytest.mark.parametrize("language", ["ar", "en"])
def test_every_view_opens_and_stays_in_the_address(
    open_page: Callable[..., AppTest], screen: Screen, language: str
) -> None:
    page = open_page(12, view=screen.value, lang=language)
    assert not page.exception
    assert page.query_params.get("view", "map") == screen.value
    assert ("data-shown" in html(page)) == (screen in FILTERED)


@pytest.mark.parametrize("screen", Screen)
def test_on_an_empty_lake_a_view_helps_or_says_how_to_fill_it(
    open_page: Callable[..., AppTest], screen: Screen
) -> None:
    page = open_page(0, view=screen.value)
    assert not page.exception
    assert ("لا تقارير بعد" in html(page)) == (screen not in WITHOUT_EVENTS)


def test_filters_outlive_a_view_without_them(open_page: Callable[..., AppTest]) -> None:
    page = open_page(20, event_types="Battles")
    page.button_group[0].set_value(Screen.ABOUT).run()
    assert page.query_params["view"] == "about"
    assert page.query_params["event_types"] == "Battles"
    page.button_group[0].set_value(Screen.TABLE).run()
    assert not page.exception
    assert 'data-shown="5"' in html(page)


@pytest.mark.parametrize(
    ("parameters", "shown"),
    [
        ({"sub_event_types": "Armed clash"}, 5),
        ({"actors": "قوات النظام"}, 20),
        ({"sources": "Outlet 0"}, 3),
        ({"min_killed": "5"}, 20),
        ({"min_killed": "6"}, 0),
        ({"admin1": "Nineveh"}, 3),
        ({"place_ids": "sy-douma"}, 4),
        ({"min_confidence": "0.95"}, 0),
    ],
)
def test_every_condition_of_the_address_counts_and_stays_there(
    open_page: Callable[..., AppTest], parameters: dict[str, str], shown: int
) -> None:
    page = open_page(20, **parameters)
    assert not page.exception
    assert f'data-shown="{shown}"' in html(page)
    assert parameters.items() <= {name: page.query_params[name] for name in parameters}.items()
    page.session_state["filter"] = EventFilter()
    page.run()
    assert 'data-shown="20"' in html(page)
    assert not parameters.keys() & set(page.query_params)


def test_a_pasted_report_is_shown_before_it_is_kept(open_page: Callable[..., AppTest], tmp_path: Path) -> None:
    page = open_page(0, view="add", lang="en")
    page.text_area[0].input("قُتل مدنيان في قصف على حي صلاح الدين في حلب أمس.")
    page.button[1].click().run()
    assert not page.exception
    assert "k-mark k-place" in html(page)
    assert Lake.open(tmp_path / "store").articles() == ()
    page.button(key="add keep").click().run()
    assert not page.exception
    assert len(Lake.open(tmp_path / "store").articles()) == 1
    assert "Saved" in page.success[0].value


def test_nothing_pasted_is_told(open_page: Callable[..., AppTest]) -> None:
    page = open_page(0, view="add", lang="en")
    page.button[1].click().run()
    assert len(page.error) == 1
    assert "no text" in page.error[0].value
