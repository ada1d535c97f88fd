"""The curated layer, row by row, and against the checked reference where it is at hand."""

import csv
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
from geopy.distance import geodesic

from gazetteer.folding import key
from gazetteer.index import Gazetteer
from gazetteer.layers import builtin_layers, curated_layer
from gazetteer.lexicon import everyday_names
from gazetteer.merging import merge_layers
from gazetteer.places import Place, PlaceKind
from gazetteer.verify import accepted_problems, unexplained, verify

SHARED = Path(__file__).parents[2] / "shared"
REFERENCE = SHARED / "reference"
needs_reference = pytest.mark.skipif(
    not REFERENCE.is_dir(), reason="the checked reference is not part of the repository"
)
NOT_TAKEN = {("المشهد", "Zardana"), ("الثورة", "Tabqa (al-Thawrah)")}
"""Second names in the reference that are everyday words; the places are there under their first name."""


@pytest.fixture(scope="module")
def curated() -> tuple[Place, ...]:
    return curated_layer().places


@pytest.fixture(scope="module")
def by_id(curated: tuple[Place, ...]) -> dict[str, Place]:
    return {place.place_id: place for place in curated}


def test_every_row_is_sound_or_its_problem_is_explained(curated: tuple[Place, ...]) -> None:
    problems = unexplained(verify(curated))
    assert not problems, "\n".join(f"{p.place_id} {p.other_id}: {p.finding}; {p.detail}" for p in problems)


def test_explanations_still_explain_something(curated: tuple[Place, ...], gazetteer: Gazetteer) -> None:
    merged = tuple(gazetteer.places.values())
    found = {
        f"{p.finding}: {' '.join(filter(None, (p.place_id, p.other_id)))}" for p in (*verify(curated), *verify(merged))
    }
    assert set(accepted_problems()) <= found


def test_ids_are_ascii_and_begin_with_the_country(curated: tuple[Place, ...]) -> None:
    odd = [
        place.place_id for place in curated if not place.place_id.isascii() or place.place_id.lower() != place.place_id
    ]
    assert odd == []
    strangers = [
        place.place_id
        for place in curated
        if place.country and place.kind is not PlaceKind.WATER and place.kind is not PlaceKind.MOUNTAIN
        if not place.place_id.startswith(place.country.lower())
    ]
    assert strangers == []


def test_every_place_but_countries_and_seas_has_a_parent(curated: tuple[Place, ...]) -> None:
    orphans = {
        place.place_id
        for place in curated
        if place.parent_id is None and place.kind not in {PlaceKind.COUNTRY, PlaceKind.WATER}
    }
    continents = {"eu", "asia", "africa", "south-america", "north-america", "central-america", "latin-america"}
    assert orphans == {*continents, "arabian-peninsula"}


def test_a_quarter_leads_to_its_country(by_id: dict[str, Place]) -> None:
    chain = []
    place: Place | None = by_id["sy-aleppo-salah-al-din"]
    while place is not None:
        chain.append(place.place_id)
        place = by_id.get(place.parent_id or "")
    assert chain == ["sy-aleppo-salah-al-din", "sy-aleppo", "sy-aleppo-gov", "sy"]


def test_unlocated_places_claim_no_source(curated: tuple[Place, ...]) -> None:
    assert [place.place_id for place in curated if not place.located and place.sources] == []


def test_a_governorate_does_not_take_the_bare_name_of_its_city(curated: tuple[Place, ...]) -> None:
    cities = {(place.country, key(place.name_ar)) for place in curated if place.kind is PlaceKind.CITY}
    clashes = [
        place.place_id
        for place in curated
        if place.kind in {PlaceKind.GOVERNORATE, PlaceKind.DISTRICT}
        if any((place.country, key(name)) in cities for name in place.names)
    ]
    assert clashes == []


@pytest.mark.parametrize(
    "phrase",
    [
        *("الأحياء الشرقية", "الأحياء الغربية", "غرب حلب", "الثورة", "القلعة", "الشام", "كيف", "الجزيرة"),
        *("الهلال", "القطاع", "مدني", "الملك خالد", "المحطة الثانية", "القدس المحتلة", "الأمين"),
    ],
)
def test_generic_phrases_name_no_place(curated: tuple[Place, ...], phrase: str) -> None:
    assert [place.place_id for place in curated if key(phrase) in map(key, place.names)] == []


@pytest.mark.parametrize(
    ("spelling", "place_id"),
    [
        ("سوريا", "sy"),
        ("سورية", "sy"),
        ("أمريكا", "us"),
        ("أميركا", "us"),
        ("الولايات المتحدة", "us"),
        ("هامبورغ", "de-hamburg"),
        ("هامبورج", "de-hamburg"),
        ("جرابلوس", "sy-jarabulus"),
        ("كوباني", "sy-kobani"),
        ("عين العرب", "sy-kobani"),
        ("لاذقية", "sy-latakia"),
        ("المعرة", "sy-maarrat-al-numan"),
        ("معرةالنعمان", "sy-maarrat-al-numan"),
        ("ديرالزور", "sy-deir-ez-zor"),
        ("الزبدي", "sy-aleppo-zabdiyah"),
        ("تل الزرارير", "sy-aleppo-tal-al-zarazir"),
        ("بيت نائم", "sy-bayt-nayim"),
        ("شاعر", "sy-shaer-field"),
        ("حقل شاعر", "sy-shaer-field"),
        ("حميميم", "sy-hmeimim-airbase"),
        ("مطار حميميم", "sy-hmeimim-airbase"),
        ("طريق الكاستيلو", "sy-castello-road"),
        ("محافظة حلب", "sy-aleppo-gov"),
        ("منطقة عفرين", "sy-afrin-district"),
        ("غوطة دمشق الشرقية", "sy-eastern-ghouta"),
        ("الضفة الغربية", "ps-west-bank"),
        ("الأنبار", "iq-anbar-gov"),
        ("حضرموت", "ye-hadramawt-gov"),
        ("إنكليريك", "tr-adana-incirlik"),
        ("سيرناك", "tr-sirnak"),
        ("مايدوجوري", "ng-maiduguri"),
        ("باردير", "so-baardheere"),
        ("شاتانوغا", "us-chattanooga"),
        ("تنيسي", "us-tennessee"),
        ("كندوز", "af-kunduz"),
        ("كليس", "tr-kilis"),
        ("ولاية كليس", "tr-kilis-province"),
        ("الدبس", "iq-dibis"),
        ("قضاء الدبس", "iq-dibis-district"),
    ],
)
def test_spellings_of_the_news_lead_to_the_place(by_id: dict[str, Place], spelling: str, place_id: str) -> None:
    assert key(spelling) in set(map(key, by_id[place_id].names))


@pytest.mark.parametrize(
    ("name", "place_ids"),
    [
        ("الزهراء", {"sy-aleppo-jamiyat-al-zahra", "sy-zahraa", "sy-homs-zahraa"}),
        ("الميدان", {"sy-aleppo-midan", "sy-damascus-midan"}),
        ("صلاح الدين", {"sy-aleppo-salah-al-din", "iq-salah-al-din-gov"}),
        ("السكن الشبابي", {"sy-aleppo-youth-housing", "sy-aleppo-youth-housing-east"}),
        ("طرابلس", {"ly-tripoli", "lb-tripoli"}),
        ("رفح", {"ps-rafah", "eg-rafah"}),
        ("الخالدية", {"sy-aleppo-khalidiyah", "sy-homs-khalidiyah"}),
        ("عصيرة الشمالية", {"ps-asira"}),
    ],
)
def test_namesakes_stand_side_by_side(curated: tuple[Place, ...], name: str, place_ids: set[str]) -> None:
    assert {place.place_id for place in curated if key(name) in map(key, place.names)} == place_ids


def test_every_district_of_yemen_is_there(curated: tuple[Place, ...]) -> None:
    districts = [place for place in curated if place.country == "YE" and place.kind is PlaceKind.DISTRICT]
    assert len(districts) == 333
    assert [place.place_id for place in districts if not place.located] == ["ye-al-mualla-district"]


def test_prominence_tells_namesakes_apart(by_id: dict[str, Place]) -> None:
    order = ["sy-aleppo", "sy-palmyra", "sy-aleppo-salah-al-din", "sy-aleppo-hamidiyeh", "sy-hajjan"]
    figures = [by_id[place_id].prominence for place_id in order]
    assert figures == sorted(figures, reverse=True)
    assert len(set(figures)) == len(figures)


def test_everyday_names_are_folded_and_unique() -> None:
    assert key("الباب") in everyday_names()
    assert key("صلاح الدين") not in everyday_names()
    assert all(name == key(name) for name in everyday_names())


def _reference(path: str) -> list[dict[str, str]]:
    with (REFERENCE / path).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _apart(place: Place, row: dict[str, str]) -> float:
    return float(geodesic((place.lat, place.lon), (row["lat"], row["lon"])).km)


@pytest.mark.shared
@needs_reference
def test_places_with_two_sources_are_where_the_reference_has_them(curated: tuple[Place, ...]) -> None:
    """A reference row is met when a place of one of its names lies within max(radius, 2) km."""
    by_name: dict[str, list[Place]] = {}
    for place in curated:
        for name in map(key, place.names):
            by_name.setdefault(name, []).append(place)
    far, shared = [], 0
    for row in _reference("places.csv"):
        names = {key(name) for name in [row["name_ar"], *row["aliases_ar"].split("|")] if name}
        namesakes = [place for name in names for place in by_name.get(name, []) if place.located]
        if not row["lat"] or int(row["n_sources"]) < 2 or not namesakes:
            continue
        shared += 1
        if min(_apart(place, row) for place in namesakes) > max(float(row["radius_km"]), 2.0):
            far.append(f"{row['name_ar']} {row['name_en']}")
    assert shared > 900
    assert len(far) <= shared // 100, far


@pytest.mark.shared
@needs_reference
def test_every_must_row_is_in_the_curated_layer(curated: tuple[Place, ...]) -> None:
    missing = []
    for row in _reference("places.csv"):
        if "MUST" not in row["note"]:
            continue
        fitting = [place for place in curated if key(row["name_ar"]) in map(key, place.names)]
        if row["lat"]:
            reach = max(float(row["radius_km"]), 2.0)
            fitting = [place for place in fitting if place.located and _apart(place, row) <= reach]
        if not fitting:
            missing.append(f"{row['name_ar']} ({row['name_en']})")
    assert missing == []


@pytest.mark.shared
@needs_reference
def test_namesakes_of_the_reference_that_the_layers_know(record_property: Callable[[str, object], None]) -> None:
    """The quarter or town the news means is there; obscure villages come with a GeoNames dump."""
    places = [place for place in merge_layers(builtin_layers()) if place.located]
    found = Counter[str]()
    for row in _reference("namesakes.csv"):
        fitting = [place for place in places if key(row["name_ar"]) in map(key, place.names) and _apart(place, row) < 3]
        if (row["name_ar"], row["candidate_en"]) in NOT_TAKEN:
            continue
        rank = "two sources" if int(row["n_sources"]) > 1 else "one source"
        found[f"{rank}, {'known' if fitting else 'unknown'}"] += 1
    for rank, count in found.items():
        record_property(rank, count)
    assert found["two sources, known"] > 30
    assert found["two sources, unknown"] == 0, found
