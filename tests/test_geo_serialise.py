"""The two JSON contracts, key by key."""

import json

import pytest
from event_factory import article, event, extraction, geotag, mention

from geo.serialise import EVENT_PROPERTIES, event_to_feature, extraction_to_json, feature_collection

TOPONYM_KEYS = (
    "start end surface place_id name_ar name_en kind lat lon radius_km geo_precision relation confidence role reasons"
)
EVENT_KEYS = (
    "event_type sub_event_type start_date end_date time_precision status place lat lon radius_km geo_precision actors "
    "fatalities_low fatalities_high fatalities_scope injured_low injured_high attributed_to evidence confidence "
    "reasons mention_id group_id"
)


def line(place_id: str | None) -> dict[str, object]:
    report = article()
    written = extraction_to_json(extraction(report, (mention(place_id),), (geotag(place_id),)))
    read_back: dict[str, object] = json.loads(json.dumps(written))
    return read_back


@pytest.mark.parametrize("place_id", ["sy-aleppo", None])
def test_a_line_has_the_keys_of_the_contract_in_order(place_id: str | None) -> None:
    written = line(place_id)
    assert list(written) == ["id", "toponyms", "events"]
    assert [list(toponym) for toponym in written["toponyms"]] == [TOPONYM_KEYS.split()]
    assert [list(told) for told in written["events"]] == [EVENT_KEYS.split()]


def test_a_located_line_says_where_and_when() -> None:
    written = line("sy-aleppo")
    toponym, told = written["toponyms"][0], written["events"][0]
    assert (toponym["surface"], toponym["lat"], toponym["lon"], toponym["kind"]) == ("حلب", 36.2021, 37.1343, "city")
    assert (toponym["start"], toponym["end"], toponym["role"]) == (7, 10, "event_site")
    assert told["event_type"] == "Explosions/Remote violence"
    assert told["place"] == {"place_id": "sy-aleppo", "name_ar": "حلب", "name_en": "Aleppo", "relation": "at"}
    assert (told["start_date"], told["end_date"], told["time_precision"]) == ("2016-12-08", "2016-12-08", "day")
    assert told["evidence"] == {"start": 12, "end": 48, "text": "قُتل خمسة مدنيين في قصف على حلب أمس."}


def test_what_cannot_be_located_is_kept_without_a_point() -> None:
    written = line(None)
    toponym, told = written["toponyms"][0], written["events"][0]
    assert toponym["surface"] == "الركابية"
    assert [toponym[key] for key in ("place_id", "lat", "lon", "radius_km")] == [None] * 4
    assert [told[key] for key in ("place", "lat", "lon", "radius_km", "geo_precision")] == [None] * 5


def test_a_feature_is_flat_with_longitude_first() -> None:
    feature = json.loads(json.dumps(event_to_feature(event())))
    assert feature["geometry"] == {"type": "Point", "coordinates": [37.1343, 36.2021]}
    assert list(feature["properties"]) == list(EVENT_PROPERTIES)
    assert all(not isinstance(value, list | dict) for value in feature["properties"].values())
    assert feature["id"] == feature["properties"]["id"]
    assert feature["properties"]["start_date"] == "2016-12-08"


def test_an_event_without_a_point_has_null_geometry_and_place() -> None:
    feature = event_to_feature(event(mention(None)))
    assert feature["geometry"] is None
    assert [feature["properties"][key] for key in ("place_ar", "place_en", "admin1", "relation")] == [None] * 4


def test_several_outlets_and_actors_share_a_cell() -> None:
    told = event(mention(actors=("أ", "ب")))
    properties = event_to_feature(told)["properties"]
    assert properties["actors"] == "أ; ب"
    assert (properties["sources"], properties["source_count"]) == ("Outlet A", 1)


def test_coordinates_are_rounded_to_a_metre() -> None:
    feature = event_to_feature(event(mention(lat=36.123456789, lon=37.987654321)))
    assert feature["geometry"]["coordinates"] == [37.98765, 36.12346]


def test_a_collection_names_its_attribution_only_when_given() -> None:
    assert list(feature_collection([])) == ["type", "name", "features"]
    named = feature_collection([event()], licence="CC BY 4.0", attribution="GeoNames")
    assert (named["licence"], named["attribution"], len(named["features"])) == ("CC BY 4.0", "GeoNames", 1)
