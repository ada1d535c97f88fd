"""What is found in reports that the rules were not written for, against careful labels of them.

`tests/gold` holds the labels: of published reports ids, names and facts, no sentence; of invented ones the text too.
The `dev`, `press`, `news` and `fronts` files may be studied; of the `test` and `held` files only the figures are looked
at, so that they say what a report never seen would get.
"""

import datetime as dt
import json
import zipfile
from collections.abc import Mapping
from pathlib import Path

import pytest

from gazetteer.index import Gazetteer
from geo.article import Article
from geo.evaluate import evaluate
from geo.gold import load_gold, prediction
from geo.pipeline import extract
from geo.serialise import extraction_to_json

GOLD = Path(__file__).with_name("gold")
PUBLISHED = {"dev.json": (0.955, 0.92, 0.80), "test.json": (0.955, 0.917, 0.765)}
PUBLISHED_EVENTS = {"dev_events.json": 0.77, "press_events.json": 0.745}
INVENTED_EVENTS = {"invented_news.json": 0.878, "invented_fronts.json": 0.80, "invented_held.json": 0.77}
"""F1 of events, where no names are labelled."""
INVENTED = {"invented_dev.json": (0.92, 0.788, 0.81), "invented_test.json": (0.922, 0.763, 0.707)}
"""F1 of names found, of names found and located, of events; a little under what was last measured."""


@pytest.mark.shared
@pytest.mark.parametrize("labels", PUBLISHED)
def test_figures_over_published_reports(shared: Path, gazetteer: Gazetteer, labels: str) -> None:
    ids = [document.id for document in load_gold(GOLD / labels)]
    reached = figures(labels, {name: published(shared / "corpus", name) for name in ids}, gazetteer)
    assert all(f1 >= floor for f1, floor in zip(reached, PUBLISHED[labels], strict=True)), reached


@pytest.mark.shared
@pytest.mark.parametrize("labels", PUBLISHED_EVENTS)
def test_events_of_published_reports(shared: Path, gazetteer: Gazetteer, labels: str) -> None:
    ids = [document.id for document in load_gold(GOLD / labels)]
    *_, events = figures(labels, {name: published(shared / "corpus", name) for name in ids}, gazetteer)
    assert events >= PUBLISHED_EVENTS[labels], events


@pytest.mark.parametrize("labels", INVENTED_EVENTS)
def test_events_of_invented_reports(gazetteer: Gazetteer, labels: str) -> None:
    *_, events = figures(labels, invented_reports(labels), gazetteer)
    assert events >= INVENTED_EVENTS[labels], events


@pytest.mark.parametrize("labels", INVENTED)
def test_figures_over_invented_reports(gazetteer: Gazetteer, labels: str) -> None:
    reached = figures(labels, invented_reports(labels), gazetteer)
    assert all(f1 >= floor for f1, floor in zip(reached, INVENTED[labels], strict=True)), reached


def figures(labels: str, articles: Mapping[str, Article], gazetteer: Gazetteer) -> tuple[float, float, float]:
    predictions = {
        name: prediction(extraction_to_json(extract(article, gazetteer=gazetteer)))
        for name, article in articles.items()
    }
    reached = evaluate(load_gold(GOLD / labels), articles, predictions, gazetteer=gazetteer)
    return reached.recognition.f1, reached.end_to_end.f1, reached.events.f1


def invented_reports(labels: str) -> Mapping[str, Article]:
    """Return the reports of our own that a file of labels is about, by id."""
    lines = (GOLD / labels.replace(".json", ".jsonl")).read_text(encoding="utf-8").splitlines()
    return {article.id: article for article in map(invented, lines)}


def invented(line: str) -> Article:
    """Return a report of our own, one line of JSON."""
    entry = json.loads(line)
    return Article(id=entry["id"], title=entry["title"], text=entry["text"], date=dt.date.fromisoformat(entry["date"]))


def published(corpus: Path, article_id: str) -> Article:
    """Return the report `day:index` of the corpus."""
    day, _, index = article_id.rpartition(":")
    with zipfile.ZipFile(corpus / f"{day}.zip") as archive:
        entry = json.loads(archive.read(archive.namelist()[0]))[int(index)]
    return Article(
        id=article_id,
        title=entry["title"] or "",
        text=entry["content"] or "",
        date=dt.date.fromisoformat(entry["date_extracted"][:10]),
    )
