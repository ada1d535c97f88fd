"""The digests that ship with Kharita: well-formed, in our own words, and with no fact of the articles lost."""

import datetime as dt
import json
import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from gazetteer.folding import fold

SEEDS = Path(__file__).parents[1] / "seeds"
SHARED = Path(__file__).parents[2] / "shared"
IDS = ("seed-000", "seed-001", "seed-002", "seed-003", "seed-004")
ONE_OF_OURS = pytest.mark.parametrize("seed_id", IDS)
COMMON_RUN = 7
"""Words in a row, shared with an article, that make a copied phrase."""
FUNCTION_WORDS = frozenset(
    "في من على إلى أن إن قال بعد الذي التي عن كما أكدت وذلك قبل منذ بين حول خلال مع وقال وأضاف".translate(
        str.maketrans("أإى", "ااي")
    ).split()
)
"""A run of names without any of these is a list of facts, no sentence; folded as `fold` folds."""
SPELLINGS = {"هامبورج": ("هامبورغ",)}
"""Label -> other spellings of the same name that a digest may use."""
IN_WORDS = {5: ("خمسة",), 6000: ("ستة آلاف",)}
"""Figures that a digest may write out."""


def split(path: Path) -> tuple[dict[str, Any], str]:
    """Return front matter and body of a digest."""
    opening, front, body = path.read_text(encoding="utf-8").split("---\n", 2)
    assert not opening
    return yaml.safe_load(front), body.strip()


def digest(seed_id: str) -> str:
    """Return title and body of a digest."""
    front, body = split(SEEDS / f"{seed_id}.md")
    return f"{front['title']}\n{body}"


def words(text: str) -> list[str]:
    return re.findall("[ء-ي]+", fold(text))


def copied_runs(text: str, article: str, length: int = COMMON_RUN) -> list[str]:
    """Return the runs of `length` words in both texts that hold a function word."""
    ours, theirs = (
        {tuple(tokens[i : i + length]) for i in range(len(tokens) - length + 1)}
        for tokens in (words(text), words(article))
    )
    return sorted(" ".join(run) for run in ours & theirs if not FUNCTION_WORDS.isdisjoint(run))


def names(text: str, surface: str) -> bool:
    """Whether `text` has the name as whole words, clitics allowed before it."""
    spellings = (surface, *SPELLINGS.get(surface, ()))
    return any(
        re.search(rf"(?<![ء-ي])[وفبلك]{{0,2}}{re.escape(fold(name))}(?![ء-ي])", fold(text)) for name in spellings
    )


def states(text: str, figure: int) -> bool:
    """Whether `text` has the figure: in digits, as so many thousand, or written out."""
    forms = [str(figure), *IN_WORDS.get(figure, ())]
    if figure % 1000 == 0:
        forms += [f"{figure // 1000} ألف", f"{figure // 1000} آلاف"]
    return any(re.search(rf"(?<!\w)[وفبل]?{re.escape(fold(form))}(?!\w)", fold(text)) for form in forms)


def shared(path: str) -> Path:
    """Return a file of the optional data folder, or skip."""
    found = SHARED / path
    if not found.exists():
        pytest.skip(f"the real articles and their labels are not part of the repository (no {path})")
    return found


def labelled(path: str) -> Any:
    return json.loads(shared(path).read_text(encoding="utf-8"))


def test_the_five_digests_and_the_readme_are_all_there_is() -> None:
    assert sorted(path.name for path in SEEDS.iterdir()) == ["README.md", *(f"{seed_id}.md" for seed_id in IDS)]


def test_ids_titles_and_texts_are_unique() -> None:
    digests = [split(path) for path in sorted(SEEDS.glob("seed-*.md"))]
    for values in ([f["id"] for f, _ in digests], [f["title"] for f, _ in digests], [body for _, body in digests]):
        assert len(set(values)) == len(IDS)


@ONE_OF_OURS
def test_front_matter_is_whole(seed_id: str) -> None:
    front, _ = split(SEEDS / f"{seed_id}.md")
    assert set(front) == {"id", "title", "date", "source", "lang"}
    assert (front["id"], front["lang"]) == (seed_id, "ar")
    assert front["source"].strip()
    assert len(words(front["title"])) >= 5


@ONE_OF_OURS
def test_date_is_a_day_of_2016(seed_id: str) -> None:
    front, _ = split(SEEDS / f"{seed_id}.md")
    assert type(front["date"]) is dt.date
    assert front["date"].year == 2016


@ONE_OF_OURS
def test_body_is_arabic_prose_of_150_to_450_words(seed_id: str) -> None:
    _, body = split(SEEDS / f"{seed_id}.md")
    assert 150 <= len(body.split()) <= 450
    assert not re.search(r"[A-Za-z#*_\[\]<>]", body)
    assert all(paragraph.endswith(".") for paragraph in body.split("\n\n"))


@pytest.mark.parametrize(
    ("text", "article", "copied"),
    [
        ("زار الوفد مدينة طرطوس في الصباح وعاد مساء", "وزار الوفد مدينة طرطوس في الصباح", False),
        ("زار الوفد مدينة طرطوس في الصباح وعاد مساء", "زارَ الوفدُ مدينه طرطوس، في الصباح. وعاد", True),
        (
            "شملت الجولة دوما وحرستا وعربين وزملكا وجوبر وكفربطنا وسقبا",
            "دوما وحرستا وعربين وزملكا وجوبر وكفربطنا وسقبا",
            False,
        ),
        ("في دوما وحرستا وعربين وزملكا وجوبر وكفربطنا", "في دوما وحرستا وعربين وزملكا وجوبر وكفربطنا", True),
        ("", "زار الوفد مدينة طرطوس في الصباح وعاد", False),
    ],
    ids=["first-word-differs", "marks-and-spelling-do-not-hide-it", "names-only", "names-in-a-phrase", "empty"],
)
def test_copied_runs_are_seen(text: str, article: str, copied: bool) -> None:  # noqa: FBT001 - a column of the table
    assert bool(copied_runs(text, article)) is copied


@pytest.mark.parametrize(
    ("text", "surface", "found"),
    [
        ("القصف طال السكري والأنصاري", "الأنصاري", True),
        ("التقيا بهامبورغ", "هامبورج", True),
        ("طريق الكاستيلو", "الكاستيلو", True),
        ("الحلبيون غادروا", "حلب", False),
        ("الزبديات", "الزبدي", False),
    ],
)
def test_names_are_whole_words(text: str, surface: str, found: bool) -> None:  # noqa: FBT001 - a column of the table
    assert names(text, surface) is found


@pytest.mark.parametrize(
    ("text", "figure", "found"),
    [
        ("قتل 34 جندياً", 34, True),
        ("قتل 34 جندياً و7 مدنيين", 7, True),
        ("نزح 80 ألف شخص", 80000, True),
        ("جرح ستة آلاف", 6000, True),
        ("قتل 340 جندياً", 34, False),
        ("نزح 180 ألف شخص", 80000, False),
        ("احتجاز عشرة", 5, False),
    ],
)
def test_figures_are_whole_numbers(text: str, figure: int, found: bool) -> None:  # noqa: FBT001 - a column of the table
    assert states(text, figure) is found


@pytest.mark.shared
@ONE_OF_OURS
def test_nothing_is_copied_from_an_article(seed_id: str) -> None:
    articles = sorted(shared("seeds").glob("*.txt"))
    assert len(articles) == len(IDS)
    copied = {path.name: copied_runs(digest(seed_id), path.read_text(encoding="utf-8")) for path in articles}
    assert not any(copied.values()), copied


@pytest.mark.shared
@ONE_OF_OURS
def test_date_and_outlet_are_those_of_the_article(seed_id: str) -> None:
    front, _ = split(SEEDS / f"{seed_id}.md")
    article = next(row for row in labelled("seeds/metadata.json") if row["id"] == seed_id)
    assert (front["date"].isoformat(), front["source"]) == (article["date"], article["source"])


@pytest.mark.shared
@ONE_OF_OURS
def test_every_required_place_is_named(seed_id: str) -> None:
    labels = next(row for row in labelled("gold/seeds.json") if row["id"] == seed_id)
    required = {toponym["surface"] for toponym in labels["toponyms"] if not toponym.get("optional")}
    assert required
    assert not {surface for surface in required if not names(digest(seed_id), surface)}


@pytest.mark.shared
@ONE_OF_OURS
def test_every_claimed_figure_is_given(seed_id: str) -> None:
    claims = [claim for claim in labelled("gold/claims.json") if claim["doc"] == seed_id]
    exact = [claim for claim in claims if re.search(r"\d", claim["as_stated"])]
    figures = {claim[bound] for claim in exact for bound in ("value_low", "value_high") if claim[bound] is not None}
    assert figures
    assert not {figure for figure in figures if not states(digest(seed_id), figure)}
