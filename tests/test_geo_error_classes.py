"""Why toponyms were missed, misplaced or invented; and the figures by kind and against both denominators."""

import datetime as dt
from typing import Any

import pytest

from gazetteer.index import Gazetteer
from gazetteer.spans import Span
from geo.article import Article
from geo.error_classes import (
    Invented,
    Misplaced,
    Missed,
    invented_class,
    misplaced_class,
    missed_class,
    nearest_bearer,
)
from geo.evaluate import evaluate
from geo.figures import Figures, Tally
from geo.gold import FoundToponym, LabelledDocument, Prediction, ToponymLabel

ALEPPO = (36.2, 37.16)


def a_label(surface: str, point: tuple[float, float] | None = None, **changes: Any) -> ToponymLabel:
    lat, lon = point or (None, None)
    plain = {"surface": surface, "place": surface, "lat": lat, "lon": lon, "tolerance_km": 12.0}
    return ToponymLabel(**{**plain, "occurrences": None, "optional": False, **changes})


def a_hit(document: str, surface: str, point: tuple[float, float] | None = None, kind: str = "") -> FoundToponym:
    start = document.index(surface)
    lat, lon = point or (None, None)
    return FoundToponym(span=Span(start=start, end=start + len(surface)), lat=lat, lon=lon, name="?", kind=kind)


@pytest.mark.parametrize(
    ("document", "surface", "found", "expected"),
    [
        ("قصف على قطقوطة", "قطقوطة", None, Missed.UNKNOWN_NAME),
        ("قصف على حلب القديمة", "حلب القديمة", "حلب", Missed.OTHER_STRETCH),
        ("قصف وبحلب هدوء", "حلب", None, Missed.CLITIC),
        ("قصف على دمشق، حلب", "حلب", None, Missed.LIST_MEMBER),
        ("قصف على عندان", "عندان", None, Missed.NOT_TAKEN),
        ("قصف على الزهراء", "الزهراء", None, Missed.AMBIGUOUS),
    ],
)
def test_why_a_name_was_missed(
    gazetteer: Gazetteer, document: str, surface: str, found: str | None, expected: Missed
) -> None:
    start = document.index(surface)
    span = Span(start=start, end=start + len(surface))
    others = [a_hit(document, "دمشق").span] if "دمشق" in document else []
    hits = [a_hit(document, found)] if found else []
    assert missed_class(a_label(surface), span, document, [*others, span], hits, gazetteer) is expected


@pytest.mark.parametrize(
    ("surface", "right", "got", "expected"),
    [
        ("حلب", ALEPPO, None, Misplaced.NOWHERE),
        ("قطقوطة", ALEPPO, None, Misplaced.NOWHERE_UNKNOWN),
        ("حلب", ALEPPO, (33.5, 36.3), Misplaced.NAMESAKE),
        ("حلب", (10.0, 10.0), ALEPPO, Misplaced.ABSENT),
    ],
)
def test_why_a_name_was_misplaced(
    gazetteer: Gazetteer,
    surface: str,
    right: tuple[float, float],
    got: tuple[float, float] | None,
    expected: Misplaced,
) -> None:
    hit = a_hit(f"في {surface}", surface, got)
    assert misplaced_class(a_label(surface, right), hit, gazetteer) is expected


@pytest.mark.parametrize(
    ("document", "surface", "expected"),
    [
        ("قال خالد الحلبي", "الحلبي", Invented.PERSON),
        ("عضو حزب الوادي", "الوادي", Invented.ORGANISATION),
        ("القوات السورية", "السورية", Invented.DEMONYM),
        ("وصلت مجموعة كبيرة", "مجموعة", Invented.COMMON_WORD),
        ("قرب قطقوطة", "قطقوطة", Invented.UNKNOWN_NAME),
        ("قرب عندان", "عندان", Invented.OTHER),
    ],
)
def test_what_an_invented_toponym_is(gazetteer: Gazetteer, document: str, surface: str, expected: Invented) -> None:
    assert invented_class(a_hit(document, surface), document, [], gazetteer) is expected


def test_a_label_with_other_borders_is_no_invention() -> None:
    document = "في حلب القديمة"
    label = a_hit(document, "حلب القديمة").span
    assert invented_class(a_hit(document, "حلب"), document, [label], None) is Invented.BORDERS


@pytest.mark.parametrize(("point", "expected"), [(ALEPPO, "sy-aleppo"), ((10.0, 10.0), None), (None, None)])
def test_the_nearest_bearer(gazetteer: Gazetteer, point: tuple[float, float] | None, expected: str | None) -> None:
    place = nearest_bearer(a_label("حلب", point), gazetteer)
    assert (place.place_id if place else None) == expected


TEXT = "قصف على حلب ثم على قطقوطة ثم على عندان قرب مجموعة."


@pytest.fixture
def figures(gazetteer: Gazetteer) -> Figures:
    """One found and right, one found and put nowhere, one missed, one invented."""
    article = Article(id="d", title="", text=TEXT, date=dt.date(2020, 1, 2))
    document = article.document
    labels = (
        a_label("حلب", ALEPPO),
        a_label("قطقوطة", (36.4, 37.4)),
        a_label("عندان", (36.29, 37.04)),
    )
    hits = (
        a_hit(document, "حلب", ALEPPO, "city"),
        a_hit(document, "قطقوطة"),
        a_hit(document, "مجموعة", ALEPPO, "village"),
    )
    gold = LabelledDocument(id="d", toponyms=labels, events=())
    return evaluate([gold], {"d": article}, {"d": Prediction(id="d", toponyms=hits)}, gazetteer=gazetteer)


def test_the_denominators(figures: Figures) -> None:
    assert figures.recognition == Tally(right=2, invented=1, missed=1)
    assert figures.resolution_accuracy_of_resolved == 1
    assert figures.resolution_accuracy == pytest.approx(1 / 2)
    assert figures.resolution_accuracy_of_all == pytest.approx(1 / 3)
    assert figures.within_km[1] == pytest.approx(1 / 2)
    assert figures.within_km_of_all[1] == pytest.approx(1 / 3)


def test_the_kinds_add_up(figures: Figures, gazetteer: Gazetteer) -> None:
    anadan = nearest_bearer(a_label("عندان", (36.29, 37.04)), gazetteer)
    assert anadan is not None
    assert set(figures.kinds) == {"city", "unknown", "village", anadan.kind.value}
    assert sum((kind.recognition for kind in figures.kinds.values()), Tally()) == figures.recognition
    assert figures.kinds["city"].located == 1


def test_each_miss_has_one_class(figures: Figures) -> None:
    assert figures.error_classes == {
        ("place invented", Invented.COMMON_WORD): 1,
        ("place missed", Missed.NOT_TAKEN): 1,
        ("place wrong", Misplaced.NOWHERE_UNKNOWN): 1,
    }
    assert "[[عندان]]" in next(miss.context for miss in figures.misses if miss.kind == "place missed")


def test_json_has_the_tables(figures: Figures) -> None:
    told = figures.as_json()
    assert told["error_classes"] == {
        "place invented: common or everyday word": 1,
        "place missed: known name, not taken for a place": 1,
        "place wrong: put nowhere: no layer has it": 1,
    }
    assert isinstance(told["kinds"], dict)
    assert told["kinds"]["city"]["located"] == 1
