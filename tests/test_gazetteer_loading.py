from pathlib import Path

import pytest

from gazetteer.errors import LayerFileInvalid, UnknownPlace
from gazetteer.index import Gazetteer
from gazetteer.layers import COLUMNS
from gazetteer.loading import fingerprint, load_gazetteer

ROW = {
    "place_id": "x-my-village",
    "name_ar": "قرية الاختبار الفريد",
    "name_en": "My Village",
    "kind": "village",
    "parent_id": "sy",
    "country": "SY",
    "lat": "35.1",
    "lon": "37.1",
    "radius_km": "1",
    "prominence": "0.6",
    "sources": "survey; map",
}


def write_layer(store: Path, **changes: str) -> Path:
    path = store / "gazetteer" / "mine.csv"
    path.parent.mkdir(parents=True, exist_ok=True)
    row = ROW | changes
    path.write_text(",".join(COLUMNS) + "\n" + ",".join(row.get(name, "") for name in COLUMNS) + "\n", encoding="utf-8")
    return path


def test_a_store_brings_its_own_layer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KHARITA_CACHE", str(tmp_path / "cache"))
    write_layer(tmp_path)
    mine = load_gazetteer(tmp_path)
    assert mine.place("x-my-village").sources == ("survey", "map")
    assert [place.place_id for place in mine.bearers("الاختبار الفريد")] == ["x-my-village"]
    assert mine.layers[0].name == "mine"


def test_the_cache_gives_the_same_gazetteer(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, gazetteer: Gazetteer
) -> None:
    monkeypatch.setenv("KHARITA_CACHE", str(tmp_path / "cache"))
    load_gazetteer.__globals__["_load"].cache_clear()
    built = load_gazetteer()
    load_gazetteer.__globals__["_load"].cache_clear()
    cached = load_gazetteer()
    for name in ("places", "names", "needs", "starts", "glued", "phrases", "layers"):
        assert getattr(built, name) == getattr(cached, name) == getattr(gazetteer, name)
    assert len(list((tmp_path / "cache").glob("gazetteer-*.json"))) == 1


@pytest.mark.parametrize("damage", ["", "{", '{"places": []}', "[]"])
def test_a_damaged_cache_is_made_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, damage: str) -> None:
    monkeypatch.setenv("KHARITA_CACHE", str(tmp_path))
    load_gazetteer.__globals__["_load"].cache_clear()
    (tmp_path / f"gazetteer-{fingerprint(())}.json").write_text(damage, encoding="utf-8")
    assert load_gazetteer().bearers("حلب")


def test_a_change_of_a_layer_changes_the_fingerprint(tmp_path: Path) -> None:
    path = write_layer(tmp_path)
    before = fingerprint((path,))
    write_layer(tmp_path, name_en="My Other Village")
    assert fingerprint((path,)) != before


@pytest.mark.parametrize(
    ("changes", "named"),
    [
        ({"kind": "planet"}, ("mine.csv", "row 2", "planet")),
        ({"lat": "north"}, ("mine.csv", "row 2", "north")),
    ],
)
def test_a_bad_row_is_named(tmp_path: Path, changes: dict[str, str], named: tuple[str, ...]) -> None:
    write_layer(tmp_path, **changes)
    with pytest.raises(LayerFileInvalid) as raised:
        load_gazetteer(tmp_path)
    assert all(part in str(raised.value) for part in named)


def test_an_unknown_id_says_what_to_do(gazetteer: Gazetteer) -> None:
    with pytest.raises(UnknownPlace, match="kharita resolve"):
        gazetteer.place("nowhere")
