"""What Kharita reads out of the shipped digests and the five real articles, kept on purpose.

`tests/golden/*.json` hold toponyms and events of the digests as short lines; after a wanted change, look at the
difference and write them anew with `KHARITA_GOLDEN=write make test ARGS=tests/test_geo_golden.py`.
"""

import json
import os
from pathlib import Path

import pytest
from typer.testing import CliRunner

from gazetteer.index import Gazetteer
from geo.article import Article
from geo.cli import app
from geo.pipeline import extract
from geo.reading import read
from geo.serialise import extraction_to_json

ROOT = Path(__file__).parents[1]
GOLDEN = Path(__file__).with_name("golden")
DIGESTS = sorted(path for path in (ROOT / "seeds").glob("seed-*.md"))


def summary(line: dict[str, object]) -> dict[str, list[str]]:
    """What a person reviews: one short text a toponym and an event."""
    toponyms = [
        f"{top['start']}-{top['end']} {top['surface']} = {top['place_id']} {top['role']}"
        for top in _rows(line, "toponyms")
    ]
    events = [
        " | ".join(
            str(part)
            for part in (
                event["sub_event_type"],
                (event["place"] or {}).get("place_id"),
                event["start_date"],
                event["end_date"],
                event["time_precision"],
                event["status"],
                event["geo_precision"],
                f"killed {event['fatalities_low']}-{event['fatalities_high']} {event['fatalities_scope']}",
                event["attributed_to"],
            )
        )
        for event in _rows(line, "events")
    ]
    return {"toponyms": toponyms, "events": events}


def _rows(line: dict[str, object], name: str) -> list[dict[str, object]]:
    rows = line[name]
    assert isinstance(rows, list)
    return rows


@pytest.mark.parametrize("path", DIGESTS, ids=[path.stem for path in DIGESTS])
def test_digest(path: Path, gazetteer: Gazetteer) -> None:
    (article,) = read(path, default_date=None)
    assert isinstance(article, Article)
    found = summary(extraction_to_json(extract(article, gazetteer=gazetteer)))
    golden = GOLDEN / f"{path.stem}.json"
    if os.environ.get("KHARITA_GOLDEN") == "write":
        golden.parent.mkdir(exist_ok=True)
        golden.write_text(json.dumps(found, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    assert found == json.loads(golden.read_text(encoding="utf-8"))


FLOORS = {"toponym_end_to_end": 0.95, "events": 0.85}
"""F1 on the five real articles below which something broke; the figures reached stand in the CHANGELOG."""


@pytest.mark.shared
def test_the_five_articles_as_published(shared: Path) -> None:
    arguments = ["evaluate", str(shared / "gold" / "seeds.json"), str(shared / "seeds"), "--json"]
    result = CliRunner().invoke(app, arguments)
    assert result.exit_code == 0, result.stderr
    figures = json.loads(result.stdout)
    assert {name: figures[name]["f1"] >= floor for name, floor in FLOORS.items()} == dict.fromkeys(FLOORS, True)
    assert figures["docs"] == len(json.loads((shared / "seeds" / "metadata.json").read_text(encoding="utf-8")))
