"""A lake of many made-up events, spread round five cities as reports spread them: the ground every benchmark stands on.

`python tests/benchmarks/many_events.py FOLDER COUNT` makes one by hand.
"""

import datetime as dt
import random
import sys
from collections.abc import Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))
from event_factory import DAY, PLACES, article, extraction, geotag, mention, place

import geo.lake as lake_module
from geo.article import Article
from geo.lake import Lake
from geo.records import Extraction
from geo.taxonomy import GeoPrecision, SubEventType

_DAYS = 400
_COMMITS = 50
_SPREAD_DEGREES = 0.6
_WITHOUT_PLACE = 20
"""Every so many events one has no place."""
_LEVELS = (GeoPrecision.EXACT, GeoPrecision.TOWN, GeoPrecision.AREA, GeoPrecision.NEIGHBOURHOOD)
_TYPES = (SubEventType.SHELLING, SubEventType.ARMED_CLASH, SubEventType.AID_DELIVERY, SubEventType.PEACEFUL_PROTEST)


def fill(store: Path, count: int) -> Lake:
    """Put so many events, each of its own place and report, into the lake of a store; return the lake."""
    lake = Lake.open(store)
    usual = lake_module.COMMIT_DOCUMENTS
    lake_module.COMMIT_DOCUMENTS = max(usual, count // _COMMITS)  # a reader's lake grows over months, this one at once
    try:
        lake.ingest(_told(count))
    finally:
        lake_module.COMMIT_DOCUMENTS = usual
    return lake


def _told(count: int) -> Iterator[tuple[Article, Extraction]]:
    chance = random.Random(7)  # noqa: S311  (the same spots on every run)
    cities = list(PLACES)
    for number in range(count):
        report = article(
            id=f"r{number}",
            title=f"خبر {number}",
            source=f"Outlet {number % 7}",
            url=f"https://outlet.example/{number}",
            date=DAY + dt.timedelta(days=number % _DAYS),
        )
        changes: dict[str, object] = {}
        city = None if number % _WITHOUT_PLACE == _WITHOUT_PLACE - 1 else cities[number % len(cities)]
        if city:
            name_ar, name_en, admin1, lat, lon = PLACES[city]
            changes = {
                "place": place(f"{city}-{number}", name_ar=name_ar, name_en=name_en, admin1_en=admin1),
                "lat": round(lat + chance.gauss(0, _SPREAD_DEGREES), 4),
                "lon": round(lon + chance.gauss(0, _SPREAD_DEGREES), 4),
                "geo_precision": _LEVELS[number % len(_LEVELS)],
            }
        told = mention(
            city,
            article_id=report.id,
            start_date=report.date,
            sub_event_type=_TYPES[number % len(_TYPES)],
            **changes,
        )
        yield report, extraction(report, (told,), (geotag(city),))


if __name__ == "__main__":
    fill(Path(sys.argv[1]), int(sys.argv[2]))
