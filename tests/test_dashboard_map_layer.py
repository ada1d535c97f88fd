"""The map's script never changes, so its frame is never mounted again; its libraries come from us."""

import pytest
from event_factory import event, mention

from dashboard import map_layer
from dashboard.address import Camera
from dashboard.labels import load_labels
from geo.query import EventFilter
from geo.taxonomy import EventType, GeoPrecision


def test_folium_writes_the_same_script_on_every_run() -> None:
    scripts = []
    for _ in range(2):
        map_layer.folium_script.cache_clear()
        scripts.append(map_layer.folium_script())
    assert scripts[0] == scripts[1]
    assert "L.map(" in scripts[0]
    assert "kharita.start(map_div," in scripts[0]
    assert "http" not in scripts[0]


@pytest.mark.parametrize(
    ("said", "event_id"),
    [
        ({"event": "e1", "serial": 7}, "e1"),
        ({"event": "e1"}, None),
        ({"event": 1, "serial": 7}, None),
        ("e1", None),
        (None, None),
    ],
)
def test_a_click_is_read_and_anything_else_is_none(said: object, event_id: str | None) -> None:
    click = map_layer.read_click(said)
    assert (click and click.event_id) == event_id


@pytest.mark.parametrize("here", [True, False])
def test_libraries_come_from_us_or_else_from_their_public_servers(
    monkeypatch: pytest.MonkeyPatch, *, here: bool
) -> None:
    monkeypatch.setattr(map_layer, "vendored", lambda: here)
    chart = map_layer.base_map()
    addresses = [address for _, address in (*chart.default_js, *chart.default_css)]
    assert all(address.startswith("/kharita/") for address in addresses) is here
    for needed in ("leaflet.js", "markercluster.js", "map.js?v=", "leaflet.css", "map.css?v="):
        assert any(needed in address for address in addresses), needed
    assert addresses.index(next(a for a in addresses if "map.js" in a)) > 1, "our layer loads after its libraries"


def test_the_message_carries_filter_language_and_point() -> None:
    battles = EventFilter(event_types=frozenset({EventType.BATTLES}))
    chosen = event(mention())
    told = map_layer.message(battles, load_labels("ar"), version=3, selected=chosen)
    assert told["filter"] == {"event_types": "Battles"}
    assert (told["lang"], told["dir"], told["version"]) == ("ar", "rtl", 3)
    assert told["selected_at"] == [chosen.lat, chosen.lon]


def test_the_message_says_where_to_look_and_which_version_to_keep_to() -> None:
    camera = Camera(zoom=7, lat=36.2, lon=37.1, layer="heat")
    told = map_layer.message(EventFilter(), load_labels("en"), version=3, selected=None, camera=camera, pinned=3)
    assert told["camera"] == [7, 36.2, 37.1, "heat"]
    assert told["pinned"] == {"version": "3"}
    assert map_layer.message(EventFilter(), load_labels("en"), version=3, selected=None)["pinned"] == {}


@pytest.mark.parametrize("changes", [{"geo_precision": GeoPrecision.COUNTRY}, {"lat": None, "lon": None}])
def test_an_event_off_the_map_has_no_point(changes: dict[str, object]) -> None:
    told = map_layer.message(EventFilter(), load_labels("en"), version=1, selected=event(mention(**changes)))
    assert told["selected_at"] is None
