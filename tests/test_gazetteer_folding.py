import pytest
from hypothesis import given
from hypothesis import strategies as st

from gazetteer.folding import fold, fold_text, key, tokenise

SAME = [
    ("hamza on alef", "إدلب", "ادلب"),
    ("madda", "آذار", "اذار"),
    ("wasla", "ٱلرقة", "الرقه"),
    ("teh marbuta", "حماة", "حماه"),
    ("alef maksura", "كبرى", "كبري"),
    ("hamza carriers", "اللؤلؤة السائد", "اللولوه السايد"),
    ("vowel marks", "حَلَبُ", "حلب"),
    ("tatweel", "حـــلب", "حلب"),
    ("Farsi yeh and keheh", "کوبانی", "كوباني"),
    ("Arabic-Indic digits", "١٢٣", "123"),
    ("Persian digits", "۴۵۶", "456"),
    ("presentation forms", "ﺣﻠﺐ", "حلب"),
    ("lam-alef ligature", "ﻻذقية", "لاذقيه"),
    ("bidi marks", "\u200fحلب\u200e", "حلب"),
    ("hashtag", "#حلب_القديمة", "حلب القديمه"),
    ("Latin case", "Aleppo T4", "aleppo t 4"),
]


@pytest.mark.parametrize(("written", "folded"), [row[1:] for row in SAME], ids=[row[0] for row in SAME])
def test_key_unifies_spellings(written: str, folded: str) -> None:
    assert key(written) == folded


DIFFERENT = [
    ("article", "الباب", "باب"),
    ("final hamza", "الزهراء", "الزهرا"),
    ("dotted letters", "جبلة", "حبلة"),
    ("word order", "حلب القديمة", "القديمة حلب"),
]


@pytest.mark.parametrize(("one", "other"), [row[1:] for row in DIFFERENT], ids=[row[0] for row in DIFFERENT])
def test_key_keeps_apart(one: str, other: str) -> None:
    assert key(one) != key(other)


ARABIC = st.text(alphabet="ابتةىيإأآؤئوقِفَّـ\u200fﻻﷲ ١2٣aB،.«»", max_size=60)


@given(ARABIC)
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold(fold(text)) == fold(text) == fold_text(text).text


@given(ARABIC)
def test_every_token_leads_back_to_raw_text_that_folds_to_it(text: str) -> None:
    folded = fold_text(text)
    tokens = tokenise(folded.text)
    for word, start, end in zip(tokens.words, tokens.starts, tokens.ends, strict=True):
        span = folded.raw_span(start, end)
        assert word in fold(span.of(text))
        assert len(span) > 0


@given(ARABIC)
def test_words_and_the_gaps_between_them_are_the_whole_text(text: str) -> None:
    folded = fold_text(text).text
    tokens = tokenise(folded)
    assert "".join(gap + word for gap, word in zip(tokens.gaps, [*tokens.words, ""], strict=True)) == folded
    assert [folded[start:end] for start, end in zip(tokens.starts, tokens.ends, strict=True)] == tokens.words


def test_a_span_ends_before_the_vowel_mark_of_its_last_letter() -> None:
    folded = fold_text("في حَلَبَ أمس")
    start = folded.text.index("حلب")
    assert folded.raw_span(start, start + 3).of(folded.raw) == "حَلَب"
