"""Every word of the screen stands in both files, and every value of a closed vocabulary has its name."""

import datetime as dt
import re
from collections.abc import Iterable
from enum import StrEnum
from pathlib import Path

import pytest

import dashboard
from dashboard.labels import PLURALS, load_labels
from dashboard.points import NEARNESS
from dashboard.symbols import SYMBOLS, Nearness
from geo.taxonomy import EventType, GeoPrecision, Relation, Status, SubEventType, TimePrecision

HOUSE = Path(dashboard.__file__).parent
WORDLESS = {"app.switch", "app.counts", "lists.times", "timeline.bar"}
FIELD = re.compile(r"\{(\w+)\}")


def is_plural(key: str) -> bool:
    return key.rpartition(".")[2] in PLURALS


def test_both_languages_have_the_same_keys_and_values() -> None:
    """Of counted nouns each language has the forms of its own rules; `other` is in every one."""
    arabic, english = (
        {key: text for key, text in load_labels(language).words.items() if not is_plural(key) or key.endswith(".other")}
        for language in ("ar", "en")
    )
    assert arabic.keys() == english.keys()
    assert {key: set(FIELD.findall(text)) for key, text in arabic.items()} == {
        key: set(FIELD.findall(text)) for key, text in english.items()
    }


@pytest.mark.parametrize(
    ("count", "arabic", "english"),
    [
        (0, "لا تقارير", "0 reports"),
        (1, "تقرير واحد", "1 report"),
        (2, "تقريران", "2 reports"),
        (3, "3 تقارير", "3 reports"),
        (10, "10 تقارير", "10 reports"),
        (11, "11 تقريرًا", "11 reports"),
        (99, "99 تقريرًا", "99 reports"),
        (100, "100 تقرير", "100 reports"),
        (103, "103 تقارير", "103 reports"),
    ],
)
def test_counted_nouns_follow_the_rules_of_the_language(count: int, arabic: str, english: str) -> None:
    for language, said in (("ar", arabic), ("en", english)):
        counted = load_labels(language).counted("count.reports", count)
        assert counted.translate(dict.fromkeys((0x2068, 0x2069))) == said


@pytest.mark.parametrize(
    ("count", "arabic"),
    [
        (0, "لا حدث خارج الخريطة"),
        (1, "حدث واحد ليس على الخريطة"),
        (2, "حدثان ليسا على الخريطة"),
        (7, "7 أحداث ليست على الخريطة"),
        (25, "25 حدثًا ليس على الخريطة"),
        (200, "200 حدث ليس على الخريطة"),
    ],
)
def test_the_verb_agrees_with_the_events_off_the_map(count: int, arabic: str) -> None:
    counted = load_labels("ar").counted("lists.off_map", count)
    assert counted.translate(dict.fromkeys((0x2068, 0x2069))) == arabic


def test_digits_are_a_choice_that_leaves_words_and_addresses_alone() -> None:
    labels = load_labels("ar", "arab")
    assert "١٢" in labels("summary.exact", count=12)
    assert "٢٠١٦" in labels.day(dt.date(2016, 12, 8))
    assert "v=3" in labels("app.ignored", what="v=3")


@pytest.mark.parametrize(
    ("written", "arabic"),
    [
        ("12%", "١٢٪"),
        ("3–5", "٣–٥"),
        ("1,204", "١٬٢٠٤"),
        ("0.25", "٠٫٢٥"),
        ("10 MB", "١٠ MB"),
        ("2016-12-08", "٢٠١٦-١٢-٠٨"),
    ],
)
def test_figures_take_the_digits_and_signs_of_the_screen(written: str, arabic: str) -> None:
    assert load_labels("en", "arab").figures(written) == arabic
    assert load_labels("ar").figures(written) == written
    assert load_labels("ar", "arab").figure(written) == f"<bdi>{arabic}</bdi>"


def test_arabic_is_arabic_and_no_word_is_left_empty() -> None:
    for key, text in load_labels("ar").words.items():
        assert text.strip(), key
        if key not in WORDLESS and not key.startswith("form."):
            assert re.search("[\u0621-\u064a]", text), key


@pytest.mark.parametrize("language", ["ar", "en"])
@pytest.mark.parametrize(
    ("vocabulary", "members"),
    [
        ("event_type", EventType),
        ("sub_event_type", SubEventType),
        ("status", Status),
        ("time_precision", TimePrecision),
        ("geo_precision", GeoPrecision),
        ("relation", Relation),
        ("nearness", Nearness),
        ("summary", NEARNESS),
    ],
)
def test_every_member_has_a_name(language: str, vocabulary: str, members: Iterable[StrEnum]) -> None:
    assert {str(member) for member in members} <= load_labels(language).group(vocabulary).keys()


def test_every_key_that_the_code_asks_for_is_there() -> None:
    words = load_labels("ar").words
    asked = {
        key
        for source in HOUSE.glob("*.py")
        for key in re.findall(r'labels\(\s*"([a-z_]+\.[a-z_]+)"', source.read_text(encoding="utf-8"))
    }
    asked |= {
        f"map.{key}" for key in re.findall(r"\bwords\.([a-z_]+)", (HOUSE / "static/map.js").read_text(encoding="utf-8"))
    }
    assert len(asked) > 40
    assert asked <= words.keys()


def test_every_type_has_its_own_colour_and_shape() -> None:
    assert set(SYMBOLS) == set(EventType)
    assert len({symbol.colour for symbol in SYMBOLS.values()}) == len(EventType)
    assert len({symbol.path for symbol in SYMBOLS.values()}) == len(EventType)


@pytest.mark.parametrize(
    ("language", "start", "end", "said"),
    [
        ("ar", dt.date(2016, 12, 8), dt.date(2016, 12, 8), "8 كانون الأول (ديسمبر) 2016"),
        ("en", dt.date(2018, 2, 1), None, "1 February 2018"),
        ("en", dt.date(2018, 2, 1), dt.date(2018, 2, 5), "1 February 2018 to 5 February 2018"),
        ("ar", None, None, "يوم غير معلوم"),
    ],
)
def test_days_in_words(language: str, start: dt.date | None, end: dt.date | None, said: str) -> None:
    assert re.sub("[\u2068\u2069]", "", load_labels(language).days(start, end)) == said


def test_an_unknown_key_is_an_error_and_an_unnamed_value_shows_itself() -> None:
    labels = load_labels("en")
    with pytest.raises(KeyError):
        labels("no.such")
    assert labels.choice("event_type", "Novelty") == "Novelty"
