"""The map's script never changes, so its frame is never mounted again; its libraries come from us."""

import json
import re

import pytest
from event_factory import event, mention
from streamlit_folium import generate_leaflet_string

from dashboard import map_layer
from dashboard.address import Camera
from dashboard.labels import load_labels
from geo.query import EventFilter
from geo.taxonomy import EventType, GeoPrecision


def test_the_script_is_the_same_on_every_run() -> None:
    scripts = []
    for _ in range(2):
        chart = map_layer.base_map()
        chart.render()
        scripts.append(generate_leaflet_string(chart))
    assert scripts[0] == scripts[1]
    assert "kharita.start(map_div," in scripts[0]
    assert "http" not in scripts[0]


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


def test_a_message_cannot_end_the_script_it_stands_in() -> None:
    hostile = EventFilter(text="</script><script>alert(1)</script> ${x} `")
    group = map_layer._Show(map_layer.message(hostile, load_labels("en"), version=1, selected=None))
    group.add_to(map_layer.base_map())
    script = generate_leaflet_string(group)
    assert "</script>" not in script
    carried = re.search(r"kharita\.show\((.*)\);", script, re.DOTALL)
    assert carried
    assert json.loads(carried[1])["filter"]["text"] == hostile.text
