"""Open lists: members are counted each by itself, the commonest come first, a search knows any spelling."""

import numpy as np
import pyarrow as pa
import pytest
from event_factory import event, place
from hypothesis import given
from hypothesis import strategies as st

from dashboard.vocabulary import Vocabulary, listed, places, simple
from geo.event_table import codes, event_table

ACTORS = event_table(
    [event(actors=("أ", "ب; ج")), event(actors=("أ",), article_id="b"), event(actors=(), article_id="c")]
)


def test_members_of_a_list_are_counted_each_by_itself() -> None:
    numbers, values = codes(ACTORS["actor_list"])
    vocabulary = listed(values)
    counts = vocabulary.counts(np.bincount(numbers, minlength=len(values)))
    assert dict(zip(vocabulary.values.to_pylist(), counts.tolist(), strict=True)) == {"أ": 2, "ب; ج": 1}


@pytest.mark.parametrize(
    ("changes", "language", "words"),
    [
        ({}, "en", "Aleppo"),
        ({}, "ar", "حلب"),
        ({"admin1_en": "North"}, "en", "Aleppo · North"),
        ({"name_en": ""}, "en", "حلب · Aleppo"),
        ({"name_en": "", "name_ar": "", "admin1_en": "", "admin1_ar": ""}, "ar", "sy-aleppo"),
    ],
)
def test_a_place_bears_its_name_and_its_governorate(changes: dict[str, str], language: str, words: str) -> None:
    told = [event(place_id=None, article_id="n"), event(place=place(**changes))]
    vocabulary = places(event_table(told), language)
    assert (vocabulary.values.to_pylist(), vocabulary.words.to_pylist()) == (["sy-aleppo"], [words])


def test_without_places_there_is_nothing_to_choose() -> None:
    vocabulary = places(event_table([event(place_id=None)]), "ar")
    assert vocabulary.commonest(vocabulary.counts(np.zeros(0, dtype=np.int64)), 5) == []


def test_an_empty_name_is_no_choice() -> None:
    vocabulary = simple(pa.array(["", "Aleppo"]), {})
    assert vocabulary.commonest(vocabulary.counts(np.array([7, 1])), 5) == [1]


def shop(names: list[str]) -> Vocabulary:
    return simple(pa.array(names, pa.string()), {})


@given(st.lists(st.integers(0, 4), max_size=40), st.integers(1, 12))
def test_the_commonest_come_first_and_equals_by_their_words(counts: list[int], limit: int) -> None:
    names = [f"n{number * 7 % 41}" for number in range(len(counts))]
    found = shop(names).commonest(np.array(counts, dtype=np.int64), limit)
    expected = sorted((number for number, count in enumerate(counts) if count), key=lambda at: (-counts[at], names[at]))
    assert found == expected[:limit]


@pytest.mark.parametrize(("words", "found"), [("ادلب", [0]), ("إدلب", [0]), ("rural dam", [1]), ("dam zzz", [])])
def test_a_search_needs_every_word_in_any_spelling(words: str, found: list[int]) -> None:
    assert shop(["إدلب", "Rural Damascus", "Damascus"]).commonest(np.array([1, 1, 1]), 9, words) == found
