"""Number words: every number that can be written reads back; what is no number is not read."""

from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

import geo.numerals
from geo.numerals import number_words, parse_number, read_number, read_ordinal

_LEXICON = yaml.safe_load(
    (Path(geo.numerals.__file__).parent / "lexicon" / "numerals.yaml").read_text(encoding="utf-8")
)

EXACT = {
    "صفر": 0,
    "واحد": 1,
    "اثنين": 2,
    "اثنتان": 2,
    "ثلاث": 3,
    "أربعة": 4,
    "ثماني": 8,
    "تسعة": 9,
    "عشر": 10,
    "عشرة": 10,
    "أحد عشر": 11,
    "إحدى عشرة": 11,
    "الأحد عشر": 11,
    "اثنا عشر": 12,
    "اثنتي عشرة": 12,
    "ثلاثة عشر": 13,
    "ثماني عشرة": 18,
    "تسع عشرة": 19,
    "عشرون": 20,
    "عشرين": 20,
    "واحد وعشرون": 21,
    "أحد وعشرين": 21,
    "إحدى وثلاثين": 31,
    "خمسة وعشرين": 25,
    "ستة و أربعين": 46,
    "الستة والعشرين": 26,
    "تسعة وتسعون": 99,
    "مئة": 100,
    "مائة": 100,
    "مئة وواحد": 101,
    "مئة وعشرة": 110,
    "مئة وخمسة عشر": 115,
    "مئتان": 200,
    "مئتين": 200,
    "مئتي": 200,
    "مائتا": 200,
    "مائتين وخمسين": 250,
    "ثلاثمائة": 300,
    "ثلاثمئة": 300,
    "ثلاث مئة": 300,
    "ثلاث مائة": 300,
    "أربعمئة": 400,
    "خمسمائة": 500,
    "ستمئة وستة": 606,
    "سبعمائة": 700,
    "ثمانمائة": 800,
    "ثمانيمئة": 800,
    "تسعمئة وتسعة وتسعين": 999,
    "ألف": 1000,
    "الألف": 1000,
    "ألف ومئة": 1100,
    "ألفان": 2000,
    "ألفين": 2000,
    "ألفين وخمسمئة": 2500,
    "ثلاثة آلاف": 3000,
    "عشرة آلاف": 10_000,
    "أحد عشر ألفا": 11_000,
    "خمسين ألفا": 50_000,
    "مئة ألف": 100_000,
    "مئتي ألف": 200_000,
    "ثلاثة آلاف وأربعمئة وسبعة وعشرين": 3427,
    "مليون": 1_000_000,
    "مليونين": 2_000_000,
    "ثلاثة ملايين": 3_000_000,
    "مليون ومئتي ألف": 1_200_000,
    "المليون ونصف المليون": 1_500_000,
    "ألفين ونصف ألف": 2500,
    "تسعمئة مليون": 900_000_000,
    "8 آلاف": 8000,
    "150 ألف": 150_000,
    "ثلاثة آلاف و500": 3500,
    "مئة و20": 120,
    "3,500": 3500,
    "2.500": 2500,
    "1,234,567": 1_234_567,
    "31500": 31_500,
    "٢٥٠٠": 2500,
    "۱۲": 12,
    "٣٬٥٠٠": 3500,
    "1.5 مليون": 1_500_000,
    "2,5 مليون": 2_500_000,
    "007": 7,
    "وخمسة وعشرين": 25,
    "بثلاثين": 30,
    "للعشرين": 20,
    "لألف": 1000,
    "والخمسين": 50,
    "ثـلاثـة": 3,
    "خَمْسَةٌ": 5,
}
NOT_A_NUMBER = [
    "أحد",
    "إحدى",
    "الأحد",
    "سبت",
    "السبت",
    "الخميس",
    "الثلاثاء",
    "الأربعاء",
    "سبعاوي",
    "عشيرة",
    "عشائر",
    "معشر",
    "ألفة",
    "مئوية",
    "الثالث",
    "الخامس والعشرين",
    "أول",
    "4.5",
    "1.25",
    "3.14159",
    "مليار",
    "تسعير",
    "خميس",
    "ستار",
    "وحيد",
    "اثنا",
    "عاشوراء",
    "حادي عشر",
    "9999999999",
    "مليار دولار",
    "",
    "قتيل",
    "ثلاثي",
    "رباعي",
    "خماسي",
    "عشري",
    "نصف",
    "ثلث",
]
INTERVAL = [
    ("عشرات", 20, 99),
    ("العشرات", 20, 99),
    ("مئات", 200, 999),
    ("المئات", 200, 999),
    ("آلاف", 2000, 9999),
    ("الآلاف", 2000, 9999),
    ("بضعة", 3, 9),
    ("عدة", 3, 9),
    ("عشرات الآلاف", 20_000, 99_999),
    ("عشرات آلاف", 20_000, 99_999),
    ("مئات الآلاف", 200_000, 999_999),
    ("ملايين", 2_000_000, 9_999_999),
    ("بضع عشرات", 20, 99),
    ("بضع مئات", 200, 999),
    ("بضعة آلاف", 3000, 9999),
]
PIECES = [  # what is read first, and how many words of the text it takes
    ("3 و5 آذار", 3, 1),
    ("ثلاثة وخمسة", 3, 1),
    ("مئة ومئتين", 100, 1),
    ("ثلاثة آلاف و3500", 3000, 2),
    ("ألف وألفين", 1000, 1),
    ("عشرين وثلاثين", 20, 1),
    ("مئة و150", 100, 1),
    ("خمسة قتلى وعشرين جريحا", 5, 1),
    ("ألفا شخص", 2000, 1),
    ("100 و500 طفل", 100, 1),
    ("خمسة وعشرة", 5, 1),
]
ORDINALS = [
    ("الأول", 1),
    ("الثالث", 3),
    ("العاشر", 10),
    ("الحادي عشر", 11),
    ("الثاني عشر", 12),
    ("التاسع عشر", 19),
    ("العشرين", 20),
    ("الحادي والعشرين", 21),
    ("الخامس و العشرين", 25),
    ("الثلاثين", 30),
    ("الحادي والثلاثين", 31),
    ("السابعة والعشرين", 27),
]


@pytest.mark.parametrize(("text", "value"), EXACT.items())
def test_exact_number(text: str, value: int) -> None:
    assert parse_number(text) == value


@pytest.mark.parametrize("text", NOT_A_NUMBER)
def test_not_a_number(text: str) -> None:
    assert parse_number(text) is None


@pytest.mark.parametrize(("text", "low", "high"), INTERVAL)
def test_vague_number_is_an_interval(text: str, low: int, high: int) -> None:
    words = number_words(text)
    numeral = read_number(words)
    assert numeral is not None
    assert (numeral.low, numeral.high, numeral.end) == (low, high, len(words))


@pytest.mark.parametrize(("text", "value", "length"), PIECES)
def test_two_numbers_stay_two(text: str, value: int, length: int) -> None:
    numeral = read_number(number_words(text))
    assert numeral is not None
    assert (numeral.low, numeral.end) == (value, length)


@pytest.mark.parametrize(("text", "value"), ORDINALS)
def test_ordinal(text: str, value: int) -> None:
    words = number_words(text)
    ordinal = read_ordinal(words)
    assert ordinal is not None
    assert (ordinal.low, ordinal.end) == (value, len(words))


@pytest.mark.parametrize("text", ["خمسة", "عشر", "أربعين", "مئة", "شهر", "اليوم", "أوائل", "ثانوية", "خامسا"])
def test_no_ordinal(text: str) -> None:
    assert read_ordinal(number_words(text)) is None


@pytest.mark.parametrize("example", _LEXICON["examples"], ids=lambda example: example["text"])
def test_example_of_the_lexicon(example: dict[str, object]) -> None:
    assert parse_number(str(example["text"])) == example["value"]


_UNITS = {
    "masculine": ["صفر", "واحد", "اثنان", "ثلاثة", "أربعة", "خمسة", "ستة", "سبعة", "ثمانية", "تسعة"],
    "feminine": ["صفر", "واحدة", "اثنتان", "ثلاث", "أربع", "خمس", "ست", "سبع", "ثماني", "تسع"],
}
_TENS = {
    "nominative": ["عشرون", "ثلاثون", "أربعون", "خمسون", "ستون", "سبعون", "ثمانون", "تسعون"],
    "oblique": ["عشرين", "ثلاثين", "أربعين", "خمسين", "ستين", "سبعين", "ثمانين", "تسعين"],
}


def _below_hundred(value: int, gender: str, case: str) -> str:
    if value < 10:
        return _UNITS[gender][value]
    if value == 10:
        return "عشرة" if gender == "masculine" else "عشر"
    ten = "عشر" if gender == "masculine" else "عشرة"
    if value == 11:
        return ("أحد " if gender == "masculine" else "إحدى ") + ten
    if value == 12:
        two = ("اثن" if gender == "masculine" else "اثنت") + ("ا " if case == "nominative" else "ي ")
        return two + ten
    if value < 20:
        return f"{_UNITS[gender][value - 10]} {ten}"
    tens = _TENS[case][value // 10 - 2]
    return tens if value % 10 == 0 else f"{_UNITS[gender][value % 10]} و{tens}"


def _below_thousand(value: int, gender: str, case: str, hundred: str, glue: str) -> str:
    parts = []
    if value >= 300:
        unit = "ثمان" if value // 100 == 8 else _UNITS["feminine"][value // 100]
        parts.append(unit + glue + hundred)
    elif value >= 200:
        parts.append(hundred[:-1] + ("تان" if case == "nominative" else "تين"))
    elif value >= 100:
        parts.append(hundred)
    if value % 100 or not parts:
        parts.append(_below_hundred(value % 100, gender, case))
    return " و".join(parts)


def _written(value: int, gender: str, case: str, hundred: str, glue: str) -> str:
    thousands, rest = divmod(value, 1000)
    parts = []
    if thousands == 1:
        parts.append("ألف")
    elif thousands == 2:
        parts.append("ألفان" if case == "nominative" else "ألفين")
    elif thousands:
        counted = "آلاف" if 3 <= thousands % 100 <= 10 else "ألف"
        parts.append(f"{_below_thousand(thousands, 'masculine', case, hundred, glue)} {counted}")
    if rest or not parts:
        parts.append(_below_thousand(rest, gender, case, hundred, glue))
    return " و".join(parts)


@given(
    value=st.integers(0, 999_999),
    gender=st.sampled_from(["masculine", "feminine"]),
    case=st.sampled_from(["nominative", "oblique"]),
    hundred=st.sampled_from(["مئة", "مائة"]),
    glue=st.sampled_from(["", " "]),
)
def test_every_written_number_reads_back(value: int, gender: str, case: str, hundred: str, glue: str) -> None:
    assert parse_number(_written(value, gender, case, hundred, glue)) == value


@given(value=st.integers(0, geo.numerals.LARGEST))
def test_every_figure_reads_back(value: int) -> None:
    assert parse_number(str(value)) == value
    assert parse_number(f"{value:,}") == value
    assert parse_number(str(value).translate({48 + digit: 0x660 + digit for digit in range(10)})) == value


@given(st.lists(st.sampled_from([*EXACT, *NOT_A_NUMBER, "و", "عشرات", "شخصا"]), max_size=8))
def test_any_words_are_read_without_error_and_forward(pieces: list[str]) -> None:
    words = number_words(" ".join(pieces))
    for start in range(len(words)):
        numeral = read_number(words, start)
        assert numeral is None or (start < numeral.end <= len(words) and 0 <= numeral.low <= numeral.high)
