from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.article import Article, headline_end, sentences, unwrapped

SPLITS = [
    ("two sentences", "قصف على حلب. هدوء في حمص.", ["قصف على حلب.", "هدوء في حمص."]),
    ("no space after the stop", "انتهى القصف».وعاد الهدوء", ["انتهى القصف».", "وعاد الهدوء"]),
    ("quotation closed", "قال «توقف القصف.» وأضاف", ["قال «توقف القصف.»", "وأضاف"]),
    ("question", "من قصف البلدة؟ لا أحد يعلم", ["من قصف البلدة؟", "لا أحد يعلم"]),
    ("lines", "عنوان\nمتن الخبر", ["عنوان", "متن الخبر"]),
    ("dots", "توقف القصف... ثم عاد", ["توقف القصف...", "ثم عاد"]),
    ("decimal", "على بعد 4.5 كيلومتر من البلدة", ["على بعد 4.5 كيلومتر من البلدة"]),
    ("agency", "نقلت أ.ف.ب عن شاهد", ["نقلت أ.ف.ب عن شاهد"]),
    ("a figure at the end", "كانت الحصيلة 6. وتعرض الحي لقصف", ["كانت الحصيلة 6.", "وتعرض الحي لقصف"]),
    ("numbered", "1. قصف الجيش البلدة", ["1. قصف الجيش البلدة"]),
    ("doctor", "قال د. سامر إن المشفى خرج عن الخدمة", ["قال د. سامر إن المشفى خرج عن الخدمة"]),
    (
        "letters spelt out",
        "هاجم حزب العمال (بي. كيه. كيه) مخفرا. وقتل شرطي",
        ["هاجم حزب العمال (بي. كيه. كيه) مخفرا.", "وقتل شرطي"],
    ),
    ("a bracket closed before", "سقط قتيل (مدني). وعاد الهدوء", ["سقط قتيل (مدني).", "وعاد الهدوء"]),
    ("semicolon is inside", "دخل الجيش؛ وخرج السكان", ["دخل الجيش؛ وخرج السكان"]),
    ("blank", " \n\n ", []),
]


@pytest.mark.parametrize(("text", "pieces"), [row[1:] for row in SPLITS], ids=[row[0] for row in SPLITS])
def test_sentences(text: str, pieces: list[str]) -> None:
    assert [span.of(text) for span in sentences(text)] == pieces


@given(st.text(alphabet="ابت .؟!\n«»؛،5د", max_size=80))
def test_every_letter_is_in_exactly_one_sentence(text: str) -> None:
    spans = sentences(text)
    assert all(left.end <= right.start for left, right in pairwise(spans))
    inside = "".join(span.of(text) for span in spans)
    assert [letter for letter in inside if not letter.isspace()] == [letter for letter in text if not letter.isspace()]


HEADLINES = [
    ("its title", "قصف على دوما", "قتل ثلاثة في دوما.", "قصف على دوما"),
    ("the first line of a body", "", "قصف على دوما\n\nقتل ثلاثة في دوما.", "قصف على دوما"),
    ("below blank lines", "", "\n\nقصف على دوما\nقتل ثلاثة في دوما.", "قصف على دوما"),
    ("a sentence", "", "قتل ثلاثة في دوما.\nوأصيب عشرة.", ""),
    ("who speaks", "", "دمشق: قتل ثلاثة في دوما\nوأصيب عشرة.", ""),
    ("all there is", "", "قصف على دوما", ""),
    ("too long", "", f"{'قصف ' * 19}\nقتل ثلاثة في دوما.", ""),
]


@pytest.mark.parametrize(("title", "text", "headline"), [row[1:] for row in HEADLINES], ids=[r[0] for r in HEADLINES])
def test_the_headline(title: str, text: str, headline: str) -> None:
    document = Article(id="a", title=title, text=text).document
    assert document[: headline_end(document)].strip() == headline


def test_the_document_is_title_line_feed_body() -> None:
    assert Article(id="a", title="عنوان", text="متن").document == "عنوان\nمتن"
    assert Article(id="a", text="متن").document == "\nمتن"


WRAPPED = (
    "سقطت صباح اليوم قذائف على أحياء شرقية من\n"
    "مدينة حلب ما أدى إلى جرح ثلاثة من سكان\n"
    "الحي، كما قصفت المدفعية بلدة عندان في\n"
    "الريف الشمالي.\n"
    "وقال مسعف إن فرق الإنقاذ وصلت إلى المكان\n"
    "بعد ساعة ونقلت الجرحى إلى مشفى قريب من\n"
    "البلدة."
)


def test_lines_that_break_sentences_are_blanks() -> None:
    whole = unwrapped(WRAPPED)
    assert len(whole) == len(WRAPPED)
    assert whole.count("\n") == 1
    assert "أحياء شرقية من مدينة حلب" in whole


@pytest.mark.parametrize(
    "text",
    [
        "القرى المحررة:\nقرية زعيطر\nقرية طنطوشة\nقرية مشموش\nقرية البيلي\nقرية الزعيطرة",
        "قصف على حلب.\nهدوء في حمص.\nاشتباك في درعا.\nعاد السكان إلى دوما.\nوصلت قافلة إلى إدلب.",
        "سطر أول بلا نقطة\nسطر ثان بلا نقطة",
        "",
    ],
    ids=["a list", "sentences", "few lines", "empty"],
)
def test_other_lines_stay_apart(text: str) -> None:
    assert unwrapped(text) == text


@given(st.text(alphabet="ابت .\n", max_size=400))
def test_a_body_keeps_its_length(text: str) -> None:
    assert len(unwrapped(text)) == len(text)
    assert unwrapped(text).replace("\n", " ") == text.replace("\n", " ")
