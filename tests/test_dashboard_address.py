"""The address of a view is read back as it was written, and a slip in it loses nothing else."""

import datetime as dt

import pytest

from dashboard.address import Camera, View, link, read_view, write_view
from dashboard.map_layer import Click, read_click
from geo.query import EventFilter
from geo.taxonomy import EventType, Status


@pytest.mark.parametrize(
    "view",
    [
        View(),
        View(language="en"),
        View(event_id="e1", filter=EventFilter(text="صلاح الدين & ${x}", event_types=frozenset(EventType))),
        View(camera=Camera(zoom=7, lat=36.2, lon=-37.125), version=0),
        View(camera=Camera(zoom=0, lat=-90.0, lon=180.0, layer="heat"), version=12, language="en"),
        View(filter=EventFilter(start=dt.date(2016, 12, 1), statuses=frozenset({Status.DENIED}), located=False)),
    ],
)
def test_written_views_are_read_back(view: View) -> None:
    assert read_view(write_view(view)) == view


def test_a_slip_loses_no_other_condition_and_is_told() -> None:
    view = read_view({"start": "yesterday", "event_types": "Battles", "lang": "xx", "utm": "1"})
    assert view.filter == EventFilter(event_types=frozenset({EventType.BATTLES}))
    assert view.language == "ar"
    assert len(view.ignored) == 1
    assert "start" in view.ignored[0]


@pytest.mark.parametrize(
    "value", ["", "7/36", "7/36/x", "7/91/0", "7/0/181", "nan/1/1", "1/inf/1", "7/1/2/heat/x", "/"]
)
def test_a_camera_that_makes_no_sense_is_none(value: str) -> None:
    assert read_view({"map": value}).camera is None


@pytest.mark.parametrize(
    ("value", "camera"),
    [
        ("99/36.2/37.1", Camera(zoom=19, lat=36.2, lon=37.1)),
        ("6/36.2/37.1/pies", Camera(zoom=6, lat=36.2, lon=37.1)),
        ("6.4/36.2/37.1/governorates", Camera(zoom=6, lat=36.2, lon=37.1, layer="governorates")),
    ],
)
def test_a_camera_is_brought_within_what_the_map_can_show(value: str, camera: Camera) -> None:
    assert read_view({"map": value}).camera == camera


@pytest.mark.parametrize("value", ["", "-1", "newest", "1.5", "9" * 40])
def test_a_version_that_is_no_number_is_the_newest(value: str) -> None:
    assert read_view({"version": value}).version is None


def test_days_in_the_wrong_order_drop_one_of_them() -> None:
    view = read_view({"start": "2017-01-01", "end": "2016-01-01"})
    assert len(view.ignored) == 1


def test_links_are_encoded() -> None:
    assert link(View(event_id='a"><b>', language="en")) == "?lang=en&event=a%22%3E%3Cb%3E"


@pytest.mark.parametrize(
    ("answer", "click"),
    [
        ({"event": "e1", "serial": 3}, Click(event_id="e1", serial=3)),
        ({"event": "e1", "serial": 1.7e12}, Click(event_id="e1", serial=1_700_000_000_000)),
        ({}, None),
        (None, None),
        ({"event": 4, "serial": 3}, None),
        ({"event": "e1", "serial": "3"}, None),
        ([1], None),
    ],
)
def test_only_a_click_of_ours_is_a_click(answer: object, click: Click | None) -> None:
    assert read_click(answer) == click
