import pytest

from gazetteer.folding import fold_text, tokenise
from gazetteer.index import Gazetteer, build_gazetteer
from gazetteer.matcher import find_names, readings
from gazetteer.places import Place, PlaceKind


def place(place_id: str, name: str, *aliases: str, kind: PlaceKind = PlaceKind.CITY, prominence: float = 0.9) -> Place:
    return Place(
        place_id=place_id,
        name_ar=name,
        name_en=place_id,
        kind=kind,
        lat=36.0,
        lon=37.0,
        radius_km=5.0,
        aliases=aliases,
        prominence=prominence,
        sources=("a", "b"),
    )


@pytest.fixture(scope="module")
def small() -> Gazetteer:
    return build_gazetteer(
        [
            place("aleppo", "حلب"),
            place("old-aleppo", "حلب القديمة", kind=PlaceKind.NEIGHBOURHOOD),
            place("raqqa", "الرقة"),
            place("baniyas", "بانياس"),
            place("usa", "الولايات المتحدة", kind=PlaceKind.COUNTRY),
            place("russia", "روسيا", kind=PlaceKind.COUNTRY),
            place("tall-rifat", "تل رفعت"),
            place("sukkari", "حي السكري", kind=PlaceKind.NEIGHBOURHOOD, prominence=0.3),
        ]
    )


FOUND = [
    ("bare", "قصف حلب", ["حلب"]),
    ("ب", "اشتباكات بحلب", ["حلب"]),
    ("و and ب", "وبحلب هدوء", ["حلب"]),
    ("ل and the article", "الطريق للرقة مغلق", ["للرقة"]),
    ("و before a name of several words", "حلب وتل رفعت", ["حلب", "تل رفعت"]),
    ("longest name wins", "في حلب القديمة", ["حلب القديمة"]),
    ("a name that begins with a clitic letter", "في بانياس", ["بانياس"]),
    ("vowel marks", "في حَلَبَ", ["حَلَب"]),
    ("words run together", "قالت الولاياتالمتحدةوروسيا", ["الولاياتالمتحدة", "روسيا"]),
    ("hashtag", "#حلب_القديمة تحترق", ["حلب_القديمة"]),
    ("head noun is context, not name", "في حي السكري", ["السكري"]),
]


@pytest.mark.parametrize(("text", "surfaces"), [row[1:] for row in FOUND], ids=[row[0] for row in FOUND])
def test_finds(text: str, surfaces: list[str], small: Gazetteer) -> None:
    folded = fold_text(text)
    hits = find_names(folded, tokenise(folded.text), small)
    assert [folded.raw_span(hit.start, hit.end).of(text) for hit in hits] == surfaces


NOT_FOUND = [
    ("inside a word", "حلبجة مدينة أخرى"),
    ("adjective of origin", "المطبخ الحلبي"),
    ("comma inside a name", "تل، رفعت"),
    ("clitic letters of another word", "بيانات وباء"),
    ("unknown words run together", "المستشفياتالمدارس"),
]


@pytest.mark.parametrize("text", [row[1] for row in NOT_FOUND], ids=[row[0] for row in NOT_FOUND])
def test_does_not_find(text: str, small: Gazetteer) -> None:
    folded = fold_text(text)
    assert find_names(folded, tokenise(folded.text), small) == ()


def test_readings_take_fewest_clitics_first() -> None:
    assert [reading.word for reading in readings("وبحلب")] == ["وبحلب", "بحلب", "حلب"]
    assert [reading.word for reading in readings("للرقه")] == ["للرقه", "الرقه"]
    assert [reading.word for reading in readings("حلب")] == ["حلب"]
