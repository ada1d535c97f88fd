"""What is found in published reports that the rules were not written for, against careful labels of them.

`tests/gold` holds the labels: ids, names, facts, no sentence. `dev.json` may be studied; of `test.json` only the
figures are looked at, so that they say what a report never seen would get.
"""

import datetime as dt
import json
import zipfile
from pathlib import Path

import pytest

from gazetteer.index import Gazetteer
from geo.article import Article
from geo.evaluate import evaluate
from geo.gold import load_gold, prediction
from geo.pipeline import extract
from geo.serialise import extraction_to_json

GOLD = Path(__file__).with_name("gold")
FLOORS = {"dev.json": (0.96, 0.88, 0.62), "test.json": (0.88, 0.84, 0.56)}
"""F1 of names found, of names found and located, of events; a little under what was last measured."""


@pytest.mark.shared
@pytest.mark.parametrize("labels", FLOORS)
def test_figures_over_published_reports(shared: Path, gazetteer: Gazetteer, labels: str) -> None:
    gold = load_gold(GOLD / labels)
    articles = {document.id: published(shared / "corpus", document.id) for document in gold}
    predictions = {
        name: prediction(extraction_to_json(extract(article, gazetteer=gazetteer)))
        for name, article in articles.items()
    }

    figures = evaluate(gold, articles, predictions, gazetteer=gazetteer)

    reached = (figures.recognition.f1, figures.end_to_end.f1, figures.events.f1)
    assert all(f1 >= floor for f1, floor in zip(reached, FLOORS[labels], strict=True)), reached


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
