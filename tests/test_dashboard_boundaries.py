"""Outlines of governorates: each is the outline of the place it is given to, and a store's own boundaries win."""

import csv
import datetime as dt
import json
from pathlib import Path

import pytest

from dashboard.boundaries import FOLDER, built_in, countries, country_outlines, unit_key
from gazetteer.adding import add_file
from gazetteer.boundaries import encloses, outline_distance_km
from gazetteer.geojson_files import square_km
from gazetteer.importers import ImportOptions, detect_form, terms_of
from gazetteer.merging import radius_of_area
from geo.lookup import first_level_units, outlines

NEAR_KM = 10.0
"""A governorate's point may be that of its capital, which lies on its border."""

GOVERNORATES = {place.place_id: place for place in first_level_units()}
SHAPES = {
    row["place_id"]: row for row in csv.DictReader((FOLDER / "shapes.csv").read_text(encoding="utf-8").splitlines())
}
DRAWN = {place_id: rings for country in countries() for place_id, rings in built_in(country).items()}


def test_the_table_and_the_files_name_the_same_governorates() -> None:
    assert {place_id for place_id, row in SHAPES.items() if row["shapes"]} == DRAWN.keys()
    assert SHAPES.keys() <= GOVERNORATES.keys()
    drawn = set(countries())  # of the others none is
    located = {place_id for place_id, place in GOVERNORATES.items() if place.located and place.country in drawn}
    assert located <= SHAPES.keys(), "a governorate is neither drawn nor said to have no shape"
    assert all(row["note"] for row in SHAPES.values() if not row["shapes"])


@pytest.mark.parametrize("place_id", sorted(DRAWN))
def test_an_outline_lies_where_its_governorate_does_and_holds_no_other(place_id: str) -> None:
    place, rings = GOVERNORATES[place_id], DRAWN[place_id]
    assert place_id in built_in(place.country)
    if place.lat is not None and place.lon is not None:
        inside = encloses(rings, place.lat, place.lon)
        assert inside or outline_distance_km(rings, place.lat, place.lon) < NEAR_KM
    held = {
        other.place_id
        for other in GOVERNORATES.values()
        if other is not place and other.lat is not None and other.lon is not None
        if encloses(rings, other.lat, other.lon)
    }
    assert held == set(filter(None, SHAPES[place_id]["holds"].split("|")))
    assert all(ring[0] == ring[-1] for ring in rings)


@pytest.mark.parametrize("place_id", sorted(place_id for place_id in DRAWN if GOVERNORATES[place_id].pcode))
def test_an_outline_is_as_large_as_its_governorate(place_id: str) -> None:
    """Of those whose radius comes from their area: the ones with a P-code."""
    across = radius_of_area(square_km(tuple(map(ring_of, DRAWN[place_id]))))
    assert 0.7 < across / GOVERNORATES[place_id].radius_km < 1.4


def ring_of(points: object) -> tuple[tuple[float, float], ...]:
    return tuple((lon, lat) for lon, lat in points)  # type: ignore[attr-defined]


def test_what_comes_with_it_is_light() -> None:
    assert sum(path.stat().st_size for path in FOLDER.glob("*.json")) < 200_000


def boundaries(folder: Path) -> Path:
    """Return a file that draws one governorate as a square round its middle."""
    middle = GOVERNORATES["sy-hama-gov"]
    assert middle.lat is not None
    assert middle.lon is not None
    west, south, east, north = middle.lon - 0.5, middle.lat - 0.4, middle.lon + 0.5, middle.lat + 0.4
    ring = [[west, south], [east, south], [east, north], [west, north], [west, south]]
    feature = {
        "type": "Feature",
        "properties": {"ADM1_PCODE": middle.pcode, "ADM1_EN": "Hama"},
        "geometry": {"type": "Polygon", "coordinates": [ring]},
    }
    path = folder / "mine.geojson"
    path.write_text(json.dumps({"type": "FeatureCollection", "features": [feature]}), encoding="utf-8")
    return path


def test_boundaries_of_the_store_win_and_the_others_stay(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KHARITA_CACHE", str(tmp_path / "cache"))
    store, file = tmp_path / "store", boundaries(tmp_path)
    form = detect_form(file)
    options = ImportOptions(form=form, layer="mine")
    add_file(store, file, options, terms_of(form, file), today=dt.date(2020, 1, 2))
    assert len(outlines("SY", store)["sy-hama-gov"][0]) == 5
    drawn = country_outlines("SY", store)
    assert drawn["sy-hama-gov"] == outlines("SY", store)["sy-hama-gov"]
    assert drawn["sy-homs-gov"] == built_in("SY")["sy-homs-gov"]
    assert country_outlines("IQ", store) == built_in("IQ")


@pytest.mark.parametrize("country", ["XX", "", "../SY", "sy", "??"])
def test_a_country_without_outlines_has_none(country: str) -> None:
    assert country_outlines(country) == {}


def test_a_key_names_country_and_place() -> None:
    assert unit_key("SY", "sy-hama-gov") == "SY/sy-hama-gov"
    assert unit_key(None, "somewhere") == ""
