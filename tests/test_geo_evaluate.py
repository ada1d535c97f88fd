import datetime as dt
import json
import random
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from gazetteer.spans import Span
from geo.article import Article
from geo.errors import DocumentInvalid, SourceUnreadable
from geo.evaluate import evaluate, same_stretch
from geo.figures import Figures, Tally
from geo.gold import Prediction, ToponymLabel, labelled_spans, load_gold, prediction

SHARED = Path(__file__).parents[2] / "shared"

TEXT = "سقطت قذائف على حي النهر في مدينة الوادي أمس. وقال شاهد من الوادي إن الجسر للنهر أغلق."
ARTICLE = Article(id="d1", title="قذائف على الوادي", text=TEXT, date=dt.date(2020, 5, 2))
VALLEY = {"surface": "الوادي", "place": "Valley", "lat": 30.0, "lon": 40.0, "tol_km": 5, "where": "all"}
RIVER = {"surface": "النهر", "place": "River", "lat": 30.1, "lon": 40.0, "tol_km": 2, "where": [1]}
SHELLING = {
    "key": "e1",
    "type": "Explosions/Remote violence",
    "sub_type": "Shelling/artillery/missile attack",
    "start": "2020-05-01",
    "end": "2020-05-01",
    "place": "River",
    "lat": 30.1,
    "lon": 40.0,
    "tol_km": 2,
    "fatalities": [3, 3],
}


def label(surface: str, **changes: Any) -> ToponymLabel:
    fields: dict[str, Any] = {
        "surface": surface,
        "place": "",
        "lat": None,
        "lon": None,
        "tolerance_km": 1.0,
        "occurrences": None,
        "optional": False,
    }
    return ToponymLabel(**{**fields, **changes})


def found(start: int, end: int, lat: float | None = None, lon: float | None = None) -> dict[str, Any]:
    return {"start": start, "end": end, "lat": lat, "lon": lon, "name_en": "?"}


def event(**changes: Any) -> dict[str, Any]:
    fields: dict[str, Any] = {
        "event_type": SHELLING["type"],
        "sub_event_type": SHELLING["sub_type"],
        "start_date": "2020-05-01",
        "end_date": "2020-05-01",
        "lat": 30.1,
        "lon": 40.0,
        "fatalities_low": 3,
        "fatalities_high": 3,
        "status": "reported",
        "place": {"name_en": "River"},
        "evidence": {"text": "سقطت قذائف"},
    }
    return {**fields, **changes}


def figures(tmp_path: Path, gold: Mapping[str, Any], toponyms: list[Any], events: list[Any]) -> Figures:
    path = tmp_path / "gold.json"
    path.write_text(json.dumps([{"id": "d1", "toponyms": [], "events": [], **gold}]), encoding="utf-8")
    line = {"id": "d1", "toponyms": toponyms, "events": events}
    return evaluate(load_gold(path), {"d1": ARTICLE}, {"d1": prediction(line)})


def spot(surface: str, occurrence: int = 1) -> tuple[int, int]:
    start = -1
    for _ in range(occurrence):
        start = ARTICLE.document.index(surface, start + 1)
    return start, start + len(surface)


@pytest.mark.parametrize(
    ("surface", "document", "expected"),
    [
        pytest.param("حلب", "في حلب وحلب وبحلب", ["حلب", "حلب", "حلب"], id="clitics"),
        pytest.param("حلب", "حلبة الحلبي لحلبا", [], id="inside other words"),
        pytest.param("الوادي", "للوادي والوادي", ["للوادي", "الوادي"], id="article after li"),
        pytest.param("حلب", "2حلب_ حلب", ["حلب"], id="digits and underscores are word characters"),
        pytest.param("صلاح الدين", "حي صلاح الدين.", ["صلاح الدين"], id="two words"),
    ],
)
def test_whole_word_occurrences(surface: str, document: str, expected: list[str]) -> None:
    spans = labelled_spans((label(surface),), document)
    assert sorted(span.of(document) for span, _ in spans) == sorted(expected)


def test_a_longer_label_eats_its_stretch() -> None:
    document = "في حلب القديمة ثم حلب"
    spans = labelled_spans((label("حلب"), label("حلب القديمة")), document)
    assert [(span.of(document), span.start) for span, _ in spans] == [("حلب القديمة", 3), ("حلب", 18)]


def test_an_occurrence_that_the_text_lacks_gives_nothing() -> None:
    assert labelled_spans((label("حلب", occurrences=(1, 4)),), "حلب وحلب")[0][0] == Span(start=0, end=3)
    assert len(labelled_spans((label("حلب", occurrences=(1, 4)),), "حلب وحلب")) == 1


@pytest.mark.parametrize(
    ("first", "second", "same"),
    [((0, 4), (0, 4), True), ((0, 4), (2, 4), True), ((0, 4), (3, 4), False), ((0, 4), (4, 8), False)],
)
def test_same_stretch_is_half_of_both(first: tuple[int, int], second: tuple[int, int], *, same: bool) -> None:
    spans = Span(start=first[0], end=first[1]), Span(start=second[0], end=second[1])
    assert same_stretch(*spans) is same
    assert same_stretch(*reversed(spans)) is same


@pytest.mark.parametrize(
    ("toponyms", "recognition", "end_to_end"),
    [
        pytest.param([], (0, 0, 4), (0, 0, 4), id="nothing found"),
        pytest.param([found(*spot("النهر"), 30.1, 40.0)], (1, 0, 3), (1, 0, 3), id="one right"),
        pytest.param([found(*spot("النهر"), 31.1, 40.0)], (1, 0, 3), (0, 1, 4), id="one put elsewhere"),
        pytest.param([found(*spot("النهر"))], (1, 0, 3), (0, 1, 4), id="one put nowhere"),
        pytest.param([found(*spot("شاهد"), 30.0, 40.0)], (0, 1, 4), (0, 1, 4), id="one invented"),
        pytest.param(
            [found(*spot("الوادي", n), 30.0, 40.01) for n in (1, 2, 3)], (3, 0, 1), (3, 0, 1), id="within tolerance"
        ),
    ],
)
def test_places_are_counted(
    tmp_path: Path, toponyms: list[Any], recognition: tuple[int, ...], end_to_end: tuple[int, ...]
) -> None:
    result = figures(tmp_path, {"toponyms": [VALLEY, RIVER]}, toponyms, [])
    assert (result.recognition.right, result.recognition.invented, result.recognition.missed) == recognition
    assert (result.end_to_end.right, result.end_to_end.invented, result.end_to_end.missed) == end_to_end


def test_optional_places_cost_nothing(tmp_path: Path) -> None:
    gold = {"toponyms": [{**VALLEY, "optional": True}]}
    assert figures(tmp_path, gold, [], []).recognition == Tally()
    start, end = spot("الوادي")
    assert figures(tmp_path, gold, [found(start, end, 1.0, 1.0), found(start - 6, end)], []).recognition == Tally()


def test_distances(tmp_path: Path) -> None:
    toponyms = [found(*spot("الوادي", n), 30.0 + error, 40.0) for n, error in ((1, 0.0), (2, 0.02), (3, 1.0))]
    result = figures(tmp_path, {"toponyms": [VALLEY]}, toponyms, [])
    assert result.resolution_accuracy == pytest.approx(2 / 3)
    assert result.median_error_km == pytest.approx(2.224, abs=0.01)
    assert result.within_km == {1: pytest.approx(1 / 3), 5: pytest.approx(2 / 3), 20: pytest.approx(2 / 3)}


@pytest.mark.parametrize(
    ("changes", "tally"),
    [
        pytest.param({}, (1, 0, 0), id="as labelled"),
        pytest.param({"start_date": "2020-05-02", "end_date": None}, (1, 0, 0), id="a day late"),
        pytest.param({"start_date": "2020-05-03", "end_date": "2020-05-03"}, (0, 1, 1), id="two days late"),
        pytest.param({"start_date": None, "end_date": None}, (0, 1, 1), id="undated"),
        pytest.param({"lat": 30.2}, (0, 1, 1), id="too far"),
        pytest.param({"lat": None, "lon": None, "place": None}, (0, 1, 1), id="placed nowhere"),
        pytest.param({"event_type": "Battles"}, (0, 1, 1), id="another type"),
        pytest.param({"sub_event_type": "Air/drone strike"}, (1, 0, 0), id="another sub-type"),
    ],
)
def test_events_are_counted(tmp_path: Path, changes: dict[str, Any], tally: tuple[int, int, int]) -> None:
    result = figures(tmp_path, {"events": [SHELLING]}, [], [event(**changes)])
    assert (result.events.right, result.events.invented, result.events.missed) == tally


@pytest.mark.parametrize(
    ("changes", "sub_type", "fatalities", "status"),
    [
        ({}, 1.0, 1.0, 1.0),
        ({"sub_event_type": "Air/drone strike"}, 0.0, 1.0, 1.0),
        ({"fatalities_high": None}, 1.0, 0.0, 1.0),
        ({"status": "planned"}, 1.0, 1.0, 0.0),
    ],
)
def test_details_of_matched_events(
    tmp_path: Path, changes: dict[str, Any], sub_type: float, fatalities: float, status: float
) -> None:
    result = figures(tmp_path, {"events": [SHELLING]}, [], [event(**changes)])
    assert (result.sub_type_accuracy, result.fatalities_accuracy, result.status_accuracy) == (
        sub_type,
        fatalities,
        status,
    )


def test_the_event_of_the_labelled_sub_type_is_preferred(tmp_path: Path) -> None:
    nearer = event(sub_event_type="Air/drone strike")
    result = figures(tmp_path, {"events": [SHELLING]}, [], [nearer, event(lat=30.11)])
    assert result.sub_type_accuracy == 1.0
    assert result.events == Tally(right=1, invented=1)


def test_alternative_types_count(tmp_path: Path) -> None:
    gold = {"events": [{**SHELLING, "alt_types": ["Battles/Armed clash"]}]}
    assert figures(tmp_path, gold, [], [event(event_type="Battles")]).events == Tally(right=1)


def test_misses_say_what_and_where(tmp_path: Path) -> None:
    gold = {"toponyms": [VALLEY], "events": [SHELLING]}
    result = figures(tmp_path, gold, [found(*spot("شاهد"))], [event(start_date="2021-01-01", end_date=None)])
    assert [miss.kind for miss in result.misses] == [
        *["place missed"] * 3,
        "place invented",
        "event missed",
        "event invented",
    ]
    assert all("\n" not in miss.context for miss in result.misses)
    assert {miss.document_id for miss in result.misses} == {"d1"}


def test_nothing_to_count_is_none(tmp_path: Path) -> None:
    result = figures(tmp_path, {}, [], [])
    assert result.resolution_accuracy is None
    assert result.as_json()["median_error_km"] is None
    assert result.events.f1 == 0.0


def test_a_document_without_prediction_counts_as_empty(tmp_path: Path) -> None:
    path = tmp_path / "gold.json"
    path.write_text(json.dumps([{"id": "d1", "toponyms": [VALLEY], "events": []}]), encoding="utf-8")
    assert evaluate(load_gold(path), {"d1": ARTICLE}, {}).recognition == Tally(missed=3)
    assert evaluate(load_gold(path), {}, {"d1": Prediction(id="d1")}).documents == 0


@pytest.mark.parametrize(
    ("content", "word"),
    [
        ("{", "JSON"),
        ("{}", "array"),
        ('[{"id": "d1"}]', "document 1"),
        ('[{"id": "d1", "toponyms": [{"surface": "x"}], "events": []}]', "where"),
    ],
)
def test_a_bad_gold_file_is_named(tmp_path: Path, content: str, word: str) -> None:
    path = tmp_path / "gold.json"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(DocumentInvalid, match=word) as caught:
        load_gold(path)
    assert str(path) in str(caught.value)


def test_an_absent_gold_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(SourceUnreadable, match=r"absent\.json"):
        load_gold(tmp_path / "absent.json")


def test_a_line_that_is_no_extraction_is_named() -> None:
    with pytest.raises(DocumentInvalid, match="d7"):
        prediction({"id": "d7", "toponyms": [{"start": 1}], "events": []})


def _made_up(gold: Mapping[str, Any], article: Article, chance: random.Random) -> dict[str, Any]:
    """Return a prediction near the gold: some of it left out, moved, or added."""
    text = article.document
    toponyms = []
    for toponym in gold["toponyms"]:
        at = text.find(toponym["surface"])
        if at < 0 or chance.random() < 0.2:
            continue
        shift, nowhere = chance.choice((0, 0, 0.01, 0.04, 3)), chance.random() < 0.1 or toponym["lat"] is None
        lat, lon = (None, None) if nowhere else (toponym["lat"] + shift, toponym["lon"])
        slip = chance.choice((0, 0, 1, 3))
        toponyms.append(found(at + slip, at + slip + len(toponym["surface"]), lat, lon))
    starts = (chance.randrange(len(text)) for _ in range(5))
    toponyms.extend(found(start, start + chance.randrange(1, 8), 33.0, 36.0) for start in starts)
    return {"id": article.id, "toponyms": toponyms, "events": [_near(e, chance) for e in gold["events"]]}


def _near(event_label: Mapping[str, Any], chance: random.Random) -> dict[str, Any]:
    day = dt.date.fromisoformat(event_label["start"]) + dt.timedelta(days=chance.choice((0, 0, 1, 4)))
    low, high = event_label["fatalities"] or (chance.choice((None, 2)), 2)
    return event(
        event_type=chance.choice((event_label["type"], event_label["type"], "Battles")),
        sub_event_type=chance.choice((event_label["sub_type"], "Armed clash")),
        start_date=day.isoformat(),
        end_date=chance.choice((None, event_label["end"])) if event_label["end"] >= day.isoformat() else None,
        lat=None if event_label["lat"] is None else event_label["lat"] + chance.choice((0, 0, 0.02)),
        lon=event_label["lon"],
        fatalities_low=low,
        fatalities_high=chance.choice((high, None)),
        status=chance.choice((event_label["status"], "planned")),
    )


@pytest.mark.shared
@pytest.mark.skipif(not (SHARED / "gold").is_dir(), reason="the labelled articles are not part of the repository")
@pytest.mark.parametrize("seed", range(5))
def test_the_figures_are_those_of_the_labels_own_scorer(tmp_path: Path, seed: int) -> None:
    gold_file = SHARED / "gold" / "seeds.json"
    metadata = json.loads((SHARED / "seeds" / "metadata.json").read_text(encoding="utf-8"))
    articles = {
        entry["id"]: Article(id=entry["id"], text=(SHARED / "seeds" / entry["file"]).read_text(encoding="utf-8"))
        for entry in metadata
    }
    chance = random.Random(seed)  # noqa: S311  (repeatable, not secret)
    gold = json.loads(gold_file.read_text(encoding="utf-8"))
    lines = [_made_up(entry, articles[entry["id"]], chance) for entry in gold]
    docs = [{"id": article.id, "title": "", "text": article.text} for article in articles.values()]
    for name, rows in (("docs.jsonl", docs), ("pred.jsonl", lines)):
        (tmp_path / name).write_text("".join(f"{json.dumps(row)}\n" for row in rows), encoding="utf-8")
    command = [
        sys.executable,
        SHARED / "tools" / "score.py",
        gold_file,
        tmp_path / "docs.jsonl",
        tmp_path / "pred.jsonl",
    ]
    scored = subprocess.run(command, capture_output=True, text=True, check=True).stdout  # noqa: S603  (our own tool)
    expected = json.loads(scored.splitlines()[-1])

    ours = evaluate(load_gold(gold_file), articles, {line["id"]: prediction(line) for line in lines}).as_json()

    def counts(tally: Any) -> Any:
        names = {"tp": "right", "fp": "invented", "fn": "missed"}
        return {names.get(name, name): value for name, value in tally.items()} if isinstance(tally, dict) else tally

    assert {name: ours[name] for name in expected} == {name: counts(value) for name, value in expected.items()}
