"""How long reading takes, as a multiple of a floor measured in the same run over the same published news.

    pytest tests/benchmarks/benchmark_extraction.py -s

The floor is what any gazetteer reader must do: fold a text once (camel-tools' functions, by which ours is made) and
scan it once for every name (Aho-Corasick by ahocorasick_rs, word boundaries kept). Process time, one core; the articles
are read in parts, each by all in turn, and of each part the best of four turns counts, so that a machine that is busy
for a second now and then is not busy for one of them alone.
"""

import datetime as dt
import json
import re
import resource
import time
import zipfile
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from pathlib import Path

import ahocorasick_rs
import pytest
from camel_tools.utils.dediac import dediac_ar
from camel_tools.utils.normalize import (
    normalize_alef_ar,
    normalize_alef_maksura_ar,
    normalize_teh_marbuta_ar,
    normalize_unicode,
)

from gazetteer.index import Gazetteer
from gazetteer.resolver import resolve_toponyms
from geo.article import Article
from geo.pipeline import extract

pytestmark = [pytest.mark.benchmark, pytest.mark.shared]

EVERY = 10
"""Every tenth article of the whole news mix."""
PLACES_LIMIT, PIPELINE_LIMIT = 5.0, 10.0
"""DESIGN's figures: matching with resolving, and the whole pipeline, as multiples of the floor."""
PARTS = 16
SLOWEST_SECONDS = 1.0
Part = Sequence[Article]
_NO_WORD = re.compile(r"[^\w]+")


def news(corpus: Path) -> list[Article]:
    found: list[Article] = []
    for day in sorted(corpus.glob("*.zip")):
        with zipfile.ZipFile(day) as archive:
            rows = json.loads(archive.read(archive.namelist()[0]))
        found += [
            Article(
                id=f"{day.stem}:{number}",
                title=row["title"] or "",
                text=row["content"] or "",
                date=dt.date.fromisoformat(row["date_extracted"][:10]),
            )
            for number, row in enumerate(rows)
            if number % EVERY == 0
        ]
    return found


def camel_fold(text: str) -> str:
    bare = dediac_ar(normalize_unicode(text))
    return str(normalize_teh_marbuta_ar(normalize_alef_maksura_ar(normalize_alef_ar(bare))))


def tell(*lines: str) -> None:
    print("", *lines, sep="\n")  # noqa: T201  (what a benchmark is for)


def seconds(work: Callable[[], object]) -> float:
    start = time.process_time()
    work()
    return time.process_time() - start


def best_of_each(parts: Iterable[Part], *works: Callable[[Part], object], rounds: int = 4) -> list[float]:
    """Let all do each part in turn, several times over, and return the sums of each one's best times."""
    totals = [0.0] * len(works)
    for part in parts:
        turns = [[seconds(partial(work, part)) for work in works] for _ in range(rounds)]
        totals = [total + min(taken) for total, taken in zip(totals, zip(*turns, strict=True), strict=True)]
    return totals


def test_reading_news_costs_a_few_times_the_floor(shared: Path, gazetteer: Gazetteer) -> None:
    articles = news(shared / "corpus")
    parts = [articles[number::PARTS] for number in range(PARTS)]
    names = ahocorasick_rs.AhoCorasick([f" {name} " for name in gazetteer.names])

    def floor(part: Part) -> None:
        for article in part:
            spaced = "  ".join(_NO_WORD.split(camel_fold(article.document)))
            names.find_matches_as_indexes(spaced, overlapping=True)

    floor_seconds, places_seconds, pipeline_seconds = best_of_each(
        parts,
        floor,
        lambda part: [resolve_toponyms(article.document, gazetteer) for article in part],
        lambda part: [extract(article, gazetteer=gazetteer) for article in part],
    )
    places, pipeline = places_seconds / floor_seconds, pipeline_seconds / floor_seconds
    letters = sum(len(article.document) for article in articles)
    tell(
        f"{len(articles)} articles, {letters / 1e6:.1f} million letters; floor {letters / floor_seconds / 1e6:.1f} M/s",
        f"places {places:.1f} x the floor (at most {PLACES_LIMIT})",
        f"pipeline {pipeline:.1f} x the floor (at most {PIPELINE_LIMIT})",
        f"{len(articles) / pipeline_seconds:.0f} articles a second, peak memory {_peak_mb():.0f} MB",
    )
    assert places <= PLACES_LIMIT
    assert pipeline <= PIPELINE_LIMIT


def test_no_article_takes_long(shared: Path, gazetteer: Gazetteer) -> None:
    articles = news(shared / "corpus")
    extract(articles[0], gazetteer=gazetteer)  # the lexicons are read once, by whoever comes first
    slowest = max(seconds(partial(extract, article, gazetteer=gazetteer)) for article in articles)
    tell(f"slowest article {slowest:.2f} s (at most {SLOWEST_SECONDS})")
    assert slowest <= SLOWEST_SECONDS


@pytest.mark.parametrize("count", [20_000, 200_000])
def test_a_text_of_names_alone_is_read_in_linear_time(count: int, gazetteer: Gazetteer) -> None:
    names = ["حلب", "دمشق", "السكري", "تل رفعت", "الميدان", "صلاح الدين", "الزهراء", "بستان القصر", "تعز", "الموصل"]
    text = "، ".join(names[number % len(names)] for number in range(count))
    taken = seconds(partial(resolve_toponyms, text, gazetteer))
    tell(f"{count} names in one text: {taken:.1f} s, {taken / count * 1e6:.0f} microseconds a name")


def _peak_mb() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
