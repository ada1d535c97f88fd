"""Points of the map: events of one spot are one point, nothing is jittered, far-off views get cells."""

import numpy as np
import pyarrow as pa
import pytest
from event_factory import event, mention, place
from hypothesis import given
from hypothesis import strategies as st

from dashboard.points import CELL, MAX_POINTS, NEARNESS, TYPES, Points, cells, in_view, payload, points_of
from dashboard.symbols import Nearness
from geo.event_table import event_table
from geo.taxonomy import EventType, GeoPrecision, SubEventType


def table(*mentions: object) -> pa.Table:
    return event_table([event(one) for one in mentions])


def many(count: int) -> Points:
    """Lone events of one type on a grid over Syria and Iraq."""
    side = int(np.ceil(np.sqrt(count)))
    lat, lon = np.meshgrid(np.linspace(30, 37, side), np.linspace(36, 48, side))
    counts = np.zeros((count, len(TYPES)), dtype=np.int32)
    counts[:, 0] = 1
    return Points(
        lat=lat.ravel()[:count],
        lon=lon.ravel()[:count],
        nearness=np.zeros(count, dtype=np.int8),
        radius_km=np.ones(count),
        counts=counts,
        row=np.arange(count, dtype=np.int32),
        event_ids=pa.chunked_array([[f"e{number}" for number in range(count)]]),
        units=np.full(count, "", dtype="<U20"),
    )


def test_events_of_one_spot_are_one_point_with_a_count() -> None:
    points = points_of(
        table(
            mention(article_id="a"),
            mention(article_id="b", sub_event_type=SubEventType.TALKS),
            mention("sy-idlib", article_id="c"),
        )
    )
    rows = payload(points, view=None, zoom=5)["points"]
    talks, shelling = TYPES.index(EventType.DIPLOMACY), TYPES.index(EventType.EXPLOSIONS)
    assert [row[:2] for row in rows] == [[35.9306, 36.6339], [36.2021, 37.1343]]
    assert rows[0][4] == [[shelling, 1]]
    assert rows[0][5] == event(mention("sy-idlib", article_id="c")).event_id
    assert rows[1][4] == [[shelling, 1], [talks, 1]]
    assert rows[1][5] == ""


@pytest.mark.parametrize(
    ("changes", "drawn_as"),
    [
        ({"geo_precision": GeoPrecision.EXACT}, Nearness.EXACT),
        ({"geo_precision": GeoPrecision.NEIGHBOURHOOD}, Nearness.EXACT),
        ({"geo_precision": GeoPrecision.TOWN}, Nearness.CITY),
        ({"geo_precision": GeoPrecision.AREA}, Nearness.AREA),
        ({"geo_precision": GeoPrecision.GOVERNORATE}, Nearness.AREA),
        ({"geo_precision": GeoPrecision.COUNTRY}, None),
        ({"geo_precision": None}, None),
        ({"lat": None, "lon": None}, None),
    ],
)
def test_precision_decides_how_an_event_is_drawn(changes: dict[str, object], drawn_as: Nearness | None) -> None:
    points = points_of(table(mention(**changes)))
    assert [NEARNESS[index] for index in points.nearness] == ([drawn_as] if drawn_as else [])


def test_same_spot_at_two_precisions_stays_two_points() -> None:
    points = points_of(table(mention(article_id="a"), mention(article_id="b", geo_precision=GeoPrecision.EXACT)))
    assert len(points) == 2


def test_the_widest_radius_of_a_spot_is_kept() -> None:
    points = points_of(table(mention(article_id="a", radius_km=2.0), mention(article_id="b", radius_km=9.5)))
    assert points.radius_km.tolist() == [9.5]


def test_no_events_make_an_empty_answer() -> None:
    answer = payload(points_of(table()), view=None, zoom=5)
    assert answer == {"complete": True, "placed": 0, "bounds": None, "home": None, "points": []}


def test_the_map_opens_on_the_bulk_and_one_far_event_does_not_change_that() -> None:
    near = [
        mention(article_id=f"a{number}", lat=36.0 + number * 0.01, lon=37.0, geo_precision=GeoPrecision.EXACT)
        for number in range(60)
    ]
    far = mention(article_id="far", lat=53.5, lon=10.0)
    answer = payload(points_of(table(*near, far)), view=None, zoom=5)
    assert answer["bounds"] == [[36.0, 10.0], [53.5, 37.0]]
    (south, west), (north, east) = answer["home"]  # type: ignore[misc]
    assert 36.0 <= south < north < 36.6
    assert west == east == 37.0


def test_few_points_are_sent_whole_whatever_the_view() -> None:
    answer = payload(many(10), view=(0, 0, 1, 1), zoom=9)
    assert answer["complete"] is True
    assert len(answer["points"]) == 10  # type: ignore[arg-type]


def test_many_points_become_cells_that_lose_no_event() -> None:
    points = many(MAX_POINTS * 2)
    answer = payload(points, view=None, zoom=5)
    rows = answer["points"]
    assert isinstance(rows, list)
    assert answer["complete"] is False
    assert len(rows) < 200
    assert sum(n for row in rows for _, n in row[4]) == answer["placed"] == MAX_POINTS * 2
    assert any(row[2] == CELL for row in rows)


def test_a_narrow_view_of_many_points_gets_the_points_themselves() -> None:
    points = many(MAX_POINTS * 2)
    rows = payload(points, view=(40.0, 33.0, 41.0, 34.0), zoom=9)["points"]
    assert isinstance(rows, list)
    assert rows
    assert all(row[2] != CELL for row in rows)
    assert all(39.7 <= row[1] <= 41.3 and 32.7 <= row[0] <= 34.3 for row in rows)


def test_a_view_keeps_a_margin_and_nothing_beyond() -> None:
    points = many(400)
    inside = in_view(points, (40.0, 33.0, 42.0, 35.0))
    assert inside.lon.min() < 40.0
    assert inside.lon.max() <= 42.5
    assert 0 < len(inside) < len(points)


@given(st.lists(st.tuples(st.floats(-80, 80), st.floats(-179, 179)), min_size=1, max_size=60), st.integers(0, 18))
def test_cells_keep_every_event_and_stay_within_their_points(spots: list[tuple[float, float]], zoom: int) -> None:
    counts = np.ones((len(spots), len(TYPES)), dtype=np.int32)
    points = Points(
        lat=np.array([lat for lat, _ in spots]),
        lon=np.array([lon for _, lon in spots]),
        nearness=np.zeros(len(spots), dtype=np.int8),
        radius_km=np.zeros(len(spots)),
        counts=counts,
        row=np.full(len(spots), -1, dtype=np.int32),
        event_ids=pa.chunked_array([], pa.string()),
        units=np.array([""] * len(spots)),
    )
    merged = cells(points, zoom)
    assert merged.counts.sum() == counts.sum()
    assert merged.lat.min() >= points.lat.min() - 1e-9
    assert merged.lon.max() <= points.lon.max() + 1e-9
    assert len(merged) <= len(points)


GOVERNORATE = {"geo_precision": GeoPrecision.GOVERNORATE, "radius_km": 77.0, "place": place("sy-aleppo-gov")}


def test_a_point_of_a_whole_governorate_names_it_and_no_other_does() -> None:
    points = points_of(
        table(
            mention(article_id="a", **GOVERNORATE),
            mention(article_id="b", sub_event_type=SubEventType.TALKS, **GOVERNORATE),
            mention("sy-idlib", article_id="c"),
            mention("iq-mosul", article_id="d", **GOVERNORATE | {"place": None}),
        )
    )
    rows = payload(points, view=None, zoom=5)["points"]
    assert [row[6:] for row in rows] == [[], ["SY/sy-aleppo-gov"], []]  # type: ignore[index,attr-defined]


def test_a_spot_that_a_governorate_shares_with_an_area_is_no_outline() -> None:
    points = points_of(
        table(
            mention(article_id="a", **GOVERNORATE),
            mention(article_id="b", **GOVERNORATE | {"geo_precision": GeoPrecision.AREA, "place": place("sy-aleppo")}),
        )
    )
    assert points.units.tolist() == [""]


def test_a_cell_keeps_the_governorate_of_a_lone_point_alone() -> None:
    near = points_of(table(mention(article_id="a", **GOVERNORATE), mention("sy-idlib", article_id="b")))
    assert sorted(cells(near, 9).units.tolist()) == ["", "SY/sy-aleppo-gov"]
    assert cells(near, 2).units.tolist() == [""]
