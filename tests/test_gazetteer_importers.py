"""Files of places as users have them, row by row: what each importer reads out of them and what it refuses."""

import csv
import json
import zipfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gazetteer.errors import LayerFileInvalid
from gazetteer.geonames_dump import prominence, read_geonames_dump
from gazetteer.import_rows import LayerReading, unit_name
from gazetteer.importers import Form, ImportOptions, Terms, detect_form, read_file, terms_of
from gazetteer.index import Gazetteer
from gazetteer.layers import COLUMNS
from gazetteer.mapped import read_kind
from gazetteer.ocha import pcode_column
from gazetteer.places import PlaceKind

SQUARE = {"type": "Polygon", "coordinates": [[[36.0, 35.0], [39.0, 35.0], [39.0, 37.0], [36.0, 37.0], [36.0, 35.0]]]}
POINT = {"type": "Point", "coordinates": [37.5, 36.5]}


def dump_line(**changes: str) -> str:
    """Return one line of a GeoNames dump; `changes` are by column number, `c3="…"`."""
    cells = ["1", "Qatquta", "Qatquta", "قطقوطة,Qatquta", "36.1", "37.1", "P", "PPL", "SY", "", "09", "", "", "", "0"]
    cells += ["", "400", "Asia/Damascus", "2020-01-01"]
    for column, value in changes.items():
        cells[int(column[1:])] = value
    return "\t".join(cells)


def a_file(folder: Path, name: str, content: str) -> Path:
    path = folder / name
    path.write_text(content, encoding="utf-8")
    return path


def a_collection(*features: tuple[dict[str, Any], dict[str, Any] | None]) -> str:
    rows = [{"type": "Feature", "properties": facts, "geometry": shape} for facts, shape in features]
    return json.dumps({"type": "FeatureCollection", "features": rows}, ensure_ascii=False)


def read(path: Path, known: Gazetteer, **options: Any) -> LayerReading:
    return read_file(path, ImportOptions(form=options.pop("form", detect_form(path)), layer="mine", **options), known)


@pytest.mark.parametrize(
    ("name", "content", "form"),
    [
        ("XX.txt", dump_line() + "\n" + dump_line(c0="2"), Form.GEONAMES),
        ("XX.csv", dump_line(), Form.GEONAMES),
        ("wells.csv", "name_ar,lat,lon\n", Form.CSV),
        ("adm3.csv", "admin3Name_ar,admin3Pcode\nx,SY010000\n", Form.OCHA),
        ("adm1.csv", "ADM1_AR,ADM1_PCODE\nx,SY01\n", Form.OCHA),
        ("units.json", '[{"name": {"ar": "x"}, "externalIds": {}}]', Form.OCHA),
        ("points.geojson", a_collection(({}, POINT)), Form.GEOJSON),
        ("mixed.geojson", a_collection(({}, POINT), ({}, SQUARE)), Form.GEOJSON),
        ("shapes.geojson", a_collection(({}, SQUARE)), Form.BOUNDARIES),
    ],
)
def test_the_form_is_told_by_the_content(tmp_path: Path, name: str, content: str, form: Form) -> None:
    assert detect_form(a_file(tmp_path, name, content)) is form


@pytest.mark.parametrize(
    ("name", "content"), [("notes.txt", "قرية\n"), ("a.json", "{"), ("a.json", "[1]"), ("a.json", '{"features": 3}')]
)
def test_a_file_of_another_form_is_named(tmp_path: Path, name: str, content: str) -> None:
    with pytest.raises(LayerFileInvalid, match=name.replace(".", r"\.")):
        detect_form(a_file(tmp_path, name, content))


def test_a_file_that_is_no_text_is_named(tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    path.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(LayerFileInvalid, match=r"x\.csv.*UTF-8"):
        detect_form(path)


def test_a_line_of_a_dump_is_a_place(tmp_path: Path) -> None:
    (item,) = read_geonames_dump(a_file(tmp_path, "SY.txt", dump_line())).places
    place = item.place
    assert (item.row, place.place_id, place.name_ar, place.name_en) == (1, "geonames:1", "قطقوطة", "Qatquta")
    assert (place.lat, place.lon, place.country, place.parent_id) == (36.1, 37.1, "SY", "sy-aleppo-gov")
    assert (place.kind, place.sources, place.geonames_id) == (PlaceKind.VILLAGE, ("GeoNames",), 1)


@pytest.mark.parametrize(
    ("changes", "kind", "name"),
    [
        ({"c14": "60000"}, PlaceKind.CITY, "قطقوطة"),
        ({"c7": "PPLA2"}, PlaceKind.TOWN, "قطقوطة"),
        ({"c7": "PPLX"}, PlaceKind.NEIGHBOURHOOD, "قطقوطة"),
        ({"c6": "A", "c7": "ADM3"}, PlaceKind.SUBDISTRICT, "ناحية قطقوطة"),
        ({"c6": "A", "c7": "ADM2", "c8": "YE"}, PlaceKind.DISTRICT, "مديرية قطقوطة"),
        ({"c6": "S", "c7": "DAM"}, PlaceKind.DAM, "قطقوطة"),
        ({"c6": "L", "c7": "OILF"}, PlaceKind.OIL_GAS_FIELD, "قطقوطة"),
    ],
)
def test_feature_codes_are_kinds(tmp_path: Path, changes: dict[str, str], kind: PlaceKind, name: str) -> None:
    (item,) = read_geonames_dump(a_file(tmp_path, "SY.txt", dump_line(**changes))).places
    assert (item.place.kind, item.place.name_ar) == (kind, name)


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (dump_line(c3="Qatquta,Катк"), "no Arabic name"),
        (dump_line(c7="WTRW"), "WTRW"),
        (dump_line(c7=""), "missing"),
        (dump_line(c4="north"), "north"),
        ("1\tQatquta\t36", "3 columns"),
    ],
)
def test_other_lines_of_a_dump_are_refused(tmp_path: Path, line: str, reason: str) -> None:
    reading = read_geonames_dump(a_file(tmp_path, "SY.txt", f"{dump_line()}\n{line}\n"))
    assert [refusal.row for refusal in reading.refusals] == [2]
    assert reason in reading.refusals[0].reason
    assert len(reading.places) == 1


def test_a_dump_is_read_out_of_its_archive(tmp_path: Path) -> None:
    path = tmp_path / "SY.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("SY.txt", dump_line())
        archive.writestr("readme.txt", "what it is")
    assert detect_form(path) is Form.GEONAMES
    assert len(read_geonames_dump(path).places) == 1


@pytest.mark.parametrize("content", [b"no archive", b""])
def test_a_broken_archive_is_named(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "SY.zip"
    path.write_bytes(content)
    with pytest.raises(LayerFileInvalid, match=r"SY\.zip"):
        read_geonames_dump(path)


@pytest.mark.parametrize(
    ("code", "population", "expected"),
    [("PPL", 0, 0.02), ("PPL", 900, 0.039), ("PPL", 10**7, 0.1), ("PPLC", 0, 0.1), ("PPLQ", 5000, 0.01)],
)
def test_a_dump_never_outweighs_rated_places(code: str, population: int, expected: float) -> None:
    assert prominence(code, population) == expected


@pytest.mark.parametrize(
    ("header", "meaning"),
    [
        ("admin1Name_ar", (1, "ar")),
        ("admin2Pcode", (2, "pcode")),
        ("ADM3_EN", (3, "en")),
        ("ADM3_PCODE", (3, "pcode")),
        ("adm1_name_ar", (1, "ar")),
        ("admin_count", None),
        ("pcode", None),
    ],
)
def test_columns_of_cod_tables(header: str, meaning: tuple[int, str] | None) -> None:
    assert pcode_column(header) == meaning


UNIT = {
    "id": "sy-x",
    "governorateId": "sy-aleppo",
    "districtId": "sy-aleppo-afrin",
    "name": {"ar": "قطقوطة", "en": "Qatquta"},
    "aliases": [{"value": "القطقوطة", "language": "ar"}, {"value": "Katkuta", "language": "en"}],
    "centroid": {"latitude": 36.5, "longitude": 36.8},
    "area": {"value": 314.159},
    "externalIds": {"ochaPcode": "SY020399", "geonames": "99999999"},
}


def test_a_unit_of_open_syria(tmp_path: Path, gazetteer: Gazetteer) -> None:
    reading = read(a_file(tmp_path, "u.json", json.dumps([UNIT, UNIT | {"name": {"en": "X"}}])), gazetteer)
    (item,) = reading.places
    place = item.place
    assert (place.place_id, place.pcode, place.geonames_id) == ("ocha:SY020399", "SY020399", 99999999)
    assert (place.kind, place.name_ar, place.aliases) == (PlaceKind.SUBDISTRICT, "ناحية قطقوطة", ("ناحية القطقوطة",))
    assert (place.parent_id, place.radius_km, place.country) == ("sy-afrin-district", 10.0, "SY")
    assert [(refusal.row, refusal.reason) for refusal in reading.refusals] == [(2, "no Arabic name")]


def test_a_cod_table_gives_its_deepest_level(tmp_path: Path, gazetteer: Gazetteer) -> None:
    table = (
        "admin1Name_ar,admin1Pcode,admin4Name_ar,admin4Name_en,admin4Pcode,Latitude_y,Longitude_x\n"
        "حلب,SY02,قطقوطة,Qatquta,C9999,36.5,36.8\n"
        "حلب,SY02,قطقوطة,Qatquta,SY020301999,,\n"
        "حلب,SY02,قطقوطة,Qatquta,,36.5,36.8\n"
        ",,بلا رمز,x,,36.5,36.8\n"
        "حلب,SY02,قطقوطة,Qatquta,SY0203018,east,36.8\n"
    )
    reading = read(a_file(tmp_path, "pplp.csv", table), gazetteer)
    kinds = [(item.row, item.place.kind, item.place.pcode, item.place.located) for item in reading.places]
    assert kinds == [
        (2, PlaceKind.VILLAGE, "C9999", True),
        (3, PlaceKind.VILLAGE, "SY020301999", False),
        (4, PlaceKind.GOVERNORATE, "SY02", True),
    ]
    assert reading.places[1].place.parent_id == "sy-afrin-district"
    assert [refusal.row for refusal in reading.refusals] == [5, 6]


@pytest.mark.parametrize(
    ("name", "kind", "country", "shown"),
    [
        ("حلب", PlaceKind.GOVERNORATE, "SY", "محافظة حلب"),
        ("محافظة حلب", PlaceKind.GOVERNORATE, "SY", "محافظة حلب"),
        ("الفلوجة", PlaceKind.DISTRICT, "IQ", "قضاء الفلوجة"),
        ("الفلوجة", PlaceKind.CITY, "IQ", "الفلوجة"),
        ("", PlaceKind.DISTRICT, "IQ", ""),
    ],
)
def test_units_bear_their_noun(name: str, kind: PlaceKind, country: str, shown: str) -> None:
    assert unit_name(name, kind, country) == shown


def test_a_table_is_read_by_the_users_mapping(tmp_path: Path, gazetteer: Gazetteer) -> None:
    path = a_file(tmp_path, "v.csv", "الاسم;Y;X;نوع;المحافظة\nقطقوطة;36.5;37.5;قرية;حلب\nقطقوط;36.5;37.5;؟;حلب\n")
    columns = {"name_ar": "الاسم", "lat": "Y", "lon": "X", "kind": "نوع", "parent_id": "المحافظة"}
    reading = read(path, gazetteer, columns=columns, country="SY")
    (item,) = reading.places
    place = item.place
    assert (place.name_ar, place.lat, place.lon, place.kind) == ("قطقوطة", 36.5, 37.5, PlaceKind.VILLAGE)
    assert (place.parent_id, place.country, place.sources) == ("sy-aleppo-gov", "SY", ("v.csv",))
    assert place.place_id.startswith("mine:")
    assert [refusal.row for refusal in reading.refusals] == [3]


@pytest.mark.parametrize(
    ("columns", "told"),
    [({}, "name_ar=COLUMN"), ({"name_ar": "nam"}, "'nam'"), ({"title": "a"}, "'title'")],
)
def test_a_mapping_that_does_not_fit_is_named(
    tmp_path: Path, gazetteer: Gazetteer, columns: dict[str, str], told: str
) -> None:
    path = a_file(tmp_path, "v.csv", "a,lat,lon\nقطقوطة,36.5,37.5\n")
    with pytest.raises(LayerFileInvalid, match=r"v\.csv") as raised:
        read(path, gazetteer, columns=columns)
    assert told in str(raised.value)


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("Qatquta,36,37,village", "no Arabic name"),
        ("قطقوطة,north,37,village", "'north'"),
        ("قطقوطة,,37,village", "fill lat and lon"),
        ("قطقوطة,36,37,planet", "'planet'"),
        ("قطقوطة,36,37,village,too,much", "more cells"),
    ],
)
def test_bad_rows_of_a_table_are_refused(tmp_path: Path, gazetteer: Gazetteer, row: str, reason: str) -> None:
    reading = read(a_file(tmp_path, "v.csv", f"name_ar,lat,lon,kind\n{row}\nطقطوقة,36,37,\n"), gazetteer)
    assert [refusal.row for refusal in reading.refusals] == [2]
    assert reason in reading.refusals[0].reason
    assert [item.row for item in reading.places] == [3]


def test_ids_of_a_table_do_not_depend_on_the_order(tmp_path: Path, gazetteer: Gazetteer) -> None:
    rows = ["قطقوطة,36,37", "طقطوقة,36.1,37.1"]
    ids = [
        {item.place.place_id for item in read(a_file(tmp_path, "v.csv", "\n".join(lines)), gazetteer).places}
        for lines in (["name_ar,lat,lon", *rows], ["name_ar,lat,lon", *rows[::-1]])
    ]
    assert ids[0] == ids[1]
    assert len(ids[0]) == 2


@pytest.mark.parametrize(
    ("text", "kind"),
    [("", PlaceKind.TOWN), ("Camp", PlaceKind.CAMP), ("مخيم", PlaceKind.CAMP), ("كوكب", None), ("x", None)],
)
def test_kinds_in_words(text: str, kind: PlaceKind | None) -> None:
    assert read_kind(text, PlaceKind.TOWN) is kind


def test_features_of_geojson_are_places(tmp_path: Path, gazetteer: Gazetteer) -> None:
    content = a_collection(({"name": "قطقوطة"}, POINT), ({"name": "طقطوقة"}, SQUARE), ({"name": "سطروطة"}, None))
    reading = read(a_file(tmp_path, "p.geojson", content), gazetteer)
    points = {item.place.name_ar: (item.place.lat, item.place.lon) for item in reading.places}
    assert points["قطقوطة"] == (36.5, 37.5)
    assert points["سطروطة"] == (None, None)
    (outlined,) = reading.outlines
    assert outlined == next(item.place.place_id for item in reading.places if item.place.name_ar == "طقطوقة")


@pytest.mark.parametrize(
    ("facts", "shape", "owner"),
    [
        ({"name_ar": "حلب"}, SQUARE, "sy-aleppo-gov"),
        ({"ADM1_PCODE": "SY02", "ADM1_EN": "whatever"}, SQUARE, "sy-aleppo-gov"),
        ({"name_ar": "دمشق"}, SQUARE, None),
        ({"name_ar": "قطقوطستان"}, SQUARE, None),
        ({"name_ar": "حلب"}, POINT, None),
        ({"name_ar": "حلب"}, None, None),
        ({}, SQUARE, None),
    ],
)
def test_outlines_find_the_place_that_they_are_of(
    tmp_path: Path, gazetteer: Gazetteer, facts: dict[str, str], shape: dict[str, Any] | None, owner: str | None
) -> None:
    reading = read(a_file(tmp_path, "b.geojson", a_collection((facts, shape))), gazetteer, form=Form.BOUNDARIES)
    assert list(reading.outlines) == ([owner] if owner else [])
    assert len(reading.refusals) == (owner is None)


def test_a_second_outline_of_a_place_is_refused(tmp_path: Path, gazetteer: Gazetteer) -> None:
    content = a_collection(({"name_ar": "حلب"}, SQUARE), ({"name_ar": "محافظة حلب"}, SQUARE))
    reading = read(a_file(tmp_path, "b.geojson", content), gazetteer)
    assert [refusal.row for refusal in reading.refusals] == [2]


@pytest.mark.parametrize(
    ("form", "name", "over", "under"),
    [
        (Form.GEONAMES, "SY.txt", 10, 100),
        (Form.OCHA, "u.json", 10, 100),
        (Form.OCHA, "u.csv", 10, 100),
        (Form.BOUNDARIES, "b.geojson", 10, 100),
        (Form.CSV, "v.csv", 100, 1000),
        (Form.GEOJSON, "v.geojson", 100, 1000),
    ],
)
def test_ones_own_goes_before_curated_before_dumps(form: Form, name: str, over: int, under: int) -> None:
    terms = terms_of(form, Path(name))
    assert isinstance(terms, Terms)
    assert over < terms.priority < under
    assert terms.licence
    assert terms.attribution


@pytest.mark.shared
def test_the_real_dump_is_read_whole(shared: Path) -> None:
    path = shared / "reference" / "geonames" / "SY.txt"
    assert detect_form(path) is Form.GEONAMES
    reading = read_geonames_dump(path)
    lines = [line for line in path.read_text(encoding="utf-8").split("\n") if line]
    assert len(reading.places) + len(reading.refusals) == len(lines)
    assert len(reading.places) > 9_000
    assert max(item.place.prominence for item in reading.places) <= 0.1


@pytest.mark.shared
@pytest.mark.parametrize(("name", "count"), [("governorates", 14), ("districts", 62), ("subdistricts", 272)])
def test_the_real_units_are_read_whole(shared: Path, gazetteer: Gazetteer, name: str, count: int) -> None:
    reading = read(shared / "reference" / "open-syria" / f"{name}.json", gazetteer)
    assert (len(reading.places), reading.refusals) == (count, ())
    assert all(item.place.parent_id in gazetteer.places for item in reading.places)


@pytest.mark.shared
def test_the_real_outlines_find_their_governorates(shared: Path, gazetteer: Gazetteer) -> None:
    reading = read(shared / "reference" / "boundaries" / "syria_admin1.geojson", gazetteer)
    kinds = [gazetteer.place(place_id).kind for place_id in reading.outlines]
    assert kinds == [PlaceKind.GOVERNORATE] * 14
    assert [refusal.row for refusal in reading.refusals] == [15]


def test_the_fields_of_a_mapping_are_the_curated_columns(tmp_path: Path, gazetteer: Gazetteer) -> None:
    path = tmp_path / "own.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(COLUMNS)
        rows.writerow(["x", "قطقوطة", "طقوطة|قطوطة", "Q", "village", "sy", "SY", 36, 37, 1, 0.3, "a; b", "", "", "n"])
    (item,) = read(path, gazetteer).places
    assert (item.place.place_id, item.place.aliases, item.place.sources) == ("x", ("طقوطة", "قطوطة"), ("a", "b"))
    assert (item.place.parent_id, item.place.prominence, item.place.note) == ("sy", 0.3, "n")


@pytest.mark.parametrize(
    ("form", "content"),
    [
        (Form.OCHA, b"{"),
        (Form.OCHA, b"[]"),
        (Form.OCHA, b'[{"name": 3, "externalIds": {}}]'),
        (Form.GEOJSON, b'{"features": [{"properties": [1]}]}'),
        (Form.BOUNDARIES, b"\xff"),
        (Form.GEONAMES, b"\xff"),
    ],
)
def test_a_file_that_is_not_what_the_user_says_is_named(
    tmp_path: Path, gazetteer: Gazetteer, form: Form, content: bytes
) -> None:
    path = tmp_path / "x.json"
    path.write_bytes(content)
    with pytest.raises(LayerFileInvalid, match=r"x\.json"):
        read(path, gazetteer, form=form)


@pytest.mark.parametrize("content", [b"name_ar,lat,lon\n\xff,1,2\n", b"name_ar,lat,lon\n" + b"x" * 200_000 + b",1,2\n"])
def test_a_table_that_is_none_is_named(tmp_path: Path, gazetteer: Gazetteer, content: bytes) -> None:
    path = tmp_path / "x.csv"
    path.write_bytes(content)
    with pytest.raises(LayerFileInvalid, match=r"x\.csv"):
        read(path, gazetteer, form=Form.CSV)


@pytest.mark.parametrize(
    "change",
    [{"centroid": {"latitude": "north", "longitude": 1}}, {"aliases": [3]}, {"area": {"value": "big"}}, {"area": 3}],
)
def test_odd_units_are_refused_one_by_one(tmp_path: Path, gazetteer: Gazetteer, change: dict[str, Any]) -> None:
    reading = read(a_file(tmp_path, "u.json", json.dumps([UNIT | change, UNIT])), gazetteer)
    assert [refusal.row for refusal in reading.refusals] == [1]
    assert len(reading.places) == 1


@given(
    lines=st.lists(st.text(alphabet=st.characters(codec="utf-8", exclude_characters="\n\r"), max_size=60), max_size=6)
)
def test_no_line_breaks_a_dump(tmp_path_factory: pytest.TempPathFactory, lines: list[str]) -> None:
    path = a_file(tmp_path_factory.mktemp("dump"), "SY.txt", "\n".join([*lines, dump_line()]))
    reading = read_geonames_dump(path)
    assert len(reading.places) + len(reading.refusals) == 1 + sum(bool(line.strip()) for line in lines)


@given(
    cells=st.lists(
        st.sampled_from(["قطقوطة", "36.2", "-200", "nan", "inf", "1e999", "", "village", "x;y", '"']), max_size=5
    )
)
def test_no_cell_breaks_a_table(
    tmp_path_factory: pytest.TempPathFactory, gazetteer: Gazetteer, cells: list[str]
) -> None:
    path = tmp_path_factory.mktemp("table") / "v.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([["name_ar", "lat", "lon", "kind"], cells])
    reading = read(path, gazetteer)
    assert len(reading.places) + len(reading.refusals) == bool(cells)
