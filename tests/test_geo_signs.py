"""Sentences as strings of signs: what each word becomes, where it stands, and that nothing is out of place."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gazetteer.folding import fold
from geo.signs import Entry, Signs, build_vocabulary, interval, read_signs

_VOCABULARY = build_vocabulary(
    [
        Entry("مقتل", "N", "killed"),
        Entry("طفل", "P", 1),
        Entry("على الأقل", "T"),
        Entry("الاثنين", "w", 0),
        Entry("وفاة", "J", "killed"),
        Entry("م", "M", clitics=False),
    ]
)


@pytest.mark.parametrize(
    ("text", "signs"),
    [
        ("مقتل طفل", "NP"),
        ("ومقتل الطفل", "&NP"),
        ("للطفل", "P"),
        ("وفاة", "J"),
        ("ووفاة", "&J"),
        ("خمسة وعشرين طفل على الأقل", "#PT"),
        ("على مهل", ".."),
        ("3 و5", "#&#"),
        ("و3", "&#"),
        ("الـ24", "#"),
        ("ال 24", "#"),
        ("الأحد عشر", "#"),
        ("الاثنين", "w"),
        ("الخامس من", "o."),
        ("15/11/2016", "@"),
        ("3,500 (7)", "#(#)"),
        ("«طفل»، ثم 5%", "P،.#%"),
        ("2016 م", "#M"),
        ("بم", "."),
        ("", ""),
    ],
)
def test_words_become_signs(text: str, signs: str) -> None:
    assert read_signs(fold(text), _VOCABULARY).text == signs


def test_units_know_place_value_and_article() -> None:
    text = fold("أعلن ومقتل الطفل 25")
    read = read_signs(text, _VOCABULARY)
    assert [text[unit.start : unit.end] for unit in read.units] == ["اعلن", "و", "مقتل", "الطفل", "25"]
    assert (read.units[2].value, read.units[3].definite) == ("killed", True)
    assert interval(read.units[4].value) == (25, 25)


def test_a_unit_that_is_no_number_has_no_interval() -> None:
    with pytest.raises(TypeError, match="Numeral"):
        interval("killed")


def test_rewriting_makes_one_unit_of_a_match_and_leaves_the_rest() -> None:
    read = read_signs(fold("مقتل 5 طفل ثم مقتل طفل"), _VOCABULARY)
    rewritten = read.rewrite(
        re.compile("N#?P"), "T", lambda match: len(match.group()) if "#" in match.group() else None
    )
    assert rewritten.text == "T.NP"
    assert (rewritten.units[0].start, rewritten.units[0].end, rewritten.units[0].value) == (0, 10, 3)


@given(st.text(alphabet="مقتل طفلوالأحد عشر5،.()/-%٣ ", max_size=60))
def test_any_text_reads_in_order_with_a_sign_for_each_unit(text: str) -> None:
    folded = fold(text)
    read = read_signs(folded, _VOCABULARY)
    assert isinstance(read, Signs)
    assert len(read.text) == len(read.units)
    assert all(0 <= unit.start < unit.end <= len(folded) for unit in read.units)
    assert all(one.end <= other.start for one, other in zip(read.units, read.units[1:], strict=False))
