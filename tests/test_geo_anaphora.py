"""Definite nouns that point back to a place: which do, and which name something of their own."""

import datetime as dt

import pytest

from gazetteer.index import Gazetteer
from geo.anaphora import ANAPHOR, with_anaphors
from geo.article import Article
from geo.geotagging import geotag
from geo.pipeline import extract

BACK = [
    ("city", "وصل الوفد إلى مدينة حمص. وقصفت الطائرات المدينة ليلا.", "المدينة", "Homs"),
    ("town, with ب", "دخل المقاتلون بلدة داريا. دارت اشتباكات بالبلدة.", "بالبلدة", "Darayya"),
    ("camp, past a city", "في مخيم اليرموك قرب دمشق نقص حاد. طال القصف المخيم فجرا.", "المخيم", "Yarmouk camp"),
    ("governorate", "تشهد محافظة إدلب هدوءا. نزح سكان من المحافظة.", "المحافظة", "Idlib Governorate"),
    (
        "called by it, not most named",
        "تقع الرستن شمال حمص. هدوء في الرستن وفي حمص. أغلقت الطرق في حمص. تعيش بلدة آمرلي حصارا. قصفت البلدة.",
        "البلدة",
        "Amirli",
    ),
    (
        "most named, where it is not called by it",
        "هدوء في دوما. قصف على بلدة آمرلي. حريق في دوما. قتيل قرب دوما. قصفت البلدة.",
        "البلدة",
        "Douma",
    ),
    (
        "where the source of its sentence is",
        "في مدينة هيت هدوء. وقال مصدر في الفلوجة إن القصف طال المدينة.",
        "المدينة",
        "Fallujah",
    ),
    ("of two cities the last", "بين حمص وحماة طريق طويل. قصفت المدينة.", "المدينة", "Hama"),
    (
        "of its own sentence before the one that opens the last",
        "في جاسم هدوء. توصل وجهاء مدينة داريا أمس إلى تفاهم يقضي بخروج ستة مطلوبين من المدينة.",
        "المدينة",
        "Darayya",
    ),
    (
        "no dateline abroad",
        "بيروت: سيطرت القوات على حقول الغاز في دير الزور، وقصفت الطائرات مقاتليها في المنطقة الصناعية شرق المدينة.",
        "المدينة",
        "Deir ez-Zor",
    ),
    (
        "no town that a quarter is called after",
        "في مدينة حلب معارك. وأودت غارة على حي باب النيرب بأحد عشر مدنيا. وخرجت المستشفيات في المدينة عن الخدمة.",
        "المدينة",
        "Aleppo",
    ),
]


@pytest.mark.parametrize(("text", "noun", "place"), [row[1:] for row in BACK], ids=[row[0] for row in BACK])
def test_a_definite_noun_is_the_last_place_of_its_kind(text: str, noun: str, place: str, gazetteer: Gazetteer) -> None:
    found = [tag for tag in with_anaphors(text, geotag(text, gazetteer), gazetteer) if ANAPHOR in tag.reasons]
    assert [(tag.surface, tag.place.name_en if tag.place else None) for tag in found] == [(noun, place)]


NOT_BACK = [
    ("adjective behind it", "وصل الوفد إلى مدينة حلب. احترقت المدينة القديمة."),
    ("side behind it", "وصل الوفد إلى مدينة حلب. احترقت المدينة الشرقية."),
    ("no place of the kind", "وصل الوفد إلى محافظة إدلب. طال القصف المخيم."),
    ("nothing before it", "قصفت الطائرات المدينة ليلا قرب حمص."),
    ("indefinite", "في حمص هدوء. قصفت الطائرات مدينة بعيدة."),
    ("where a place lies", "وصل الوفد إلى محافظة إدلب. قصفت الطائرات بلدة سرمين، شرق المحافظة."),
    ("what a town is to it", "وصل الوفد إلى محافظة إدلب. دخل الجنود سرمين، مركز المحافظة، أمس."),
    ("unit of another town", "وصل الوفد إلى محافظة تعز. وفي مدينة عدن عاد الوزراء لتفقد بلدات المحافظة."),
    ("a government", "قالت دمشق إن الهدوء ساد. قصفت الطائرات المدينة."),
]


@pytest.mark.parametrize("text", [row[1] for row in NOT_BACK], ids=[row[0] for row in NOT_BACK])
def test_other_nouns_point_nowhere(text: str, gazetteer: Gazetteer) -> None:
    assert not [tag for tag in with_anaphors(text, geotag(text, gazetteer), gazetteer) if ANAPHOR in tag.reasons]


OF_TWO = [
    ("one of two", "قصفت الطائرات جوبر ودوما، وقتل رجل في الثانية وجرح آخر.", [("الثانية", "Douma")]),
    ("with its noun", "قصفت الطائرات تفتناز وأريحا. واحترق منزل في البلدة الأولى.", [("البلدة الأولى", "Taftanaz")]),
    ("of three", "قصفت الطائرات جوبر ودوما وأريحا، وقتل رجل في الثانية.", []),
    ("an hour", "قصفت الطائرات جوبر ودوما في الثانية بعد منتصف الليل.", []),
    ("of nothing", "قتل رجل في الأولى ليلا قرب دوما.", []),
]


@pytest.mark.parametrize(("text", "found"), [row[1:] for row in OF_TWO], ids=[row[0] for row in OF_TWO])
def test_an_ordinal_means_one_of_two_places(text: str, found: list[tuple[str, str]], gazetteer: Gazetteer) -> None:
    tags = [tag for tag in with_anaphors(text, geotag(text, gazetteer), gazetteer) if "anaphor:of_two" in tag.reasons]
    assert [(tag.surface, tag.place.name_en if tag.place else None) for tag in tags] == found


OF_A_LIST = [
    ("two towns", "دخلت القوات بلدتي كفريا والفوعة. وطال القصف البلدتين أمس.", ["Kafraya", "al-Fuah"]),
    (
        "those villages",
        "هاجموا قرى مورك واللطامنة وكفرزيتا، وسيطروا على تلك القرى.",
        ["Morek", "al-Lataminah", "Kafr Zita"],
    ),
    ("two of three", "قصفت الطائرات جوبر ودوما وأريحا، وانسحبوا من البلدتين.", []),
    ("one place", "دخلت القوات بلدة كفريا. وطال القصف البلدتين أمس.", []),
    ("any villages", "قصفت الطائرات مورك واللطامنة، وعاد السكان إلى القرى.", []),
    ("too far back", "قصفت الطائرات مورك واللطامنة. وهدأ الوضع. ثم عاد السكان إلى البلدتين.", []),
    ("a town of that name", "دخلت القوات مورك واللطامنة. واحترقت محاصيل في مدينة القريتين بريف حمص.", []),
]


@pytest.mark.parametrize(("text", "found"), [row[1:] for row in OF_A_LIST], ids=[row[0] for row in OF_A_LIST])
def test_a_dual_or_plural_means_each_place_of_a_list(text: str, found: list[str], gazetteer: Gazetteer) -> None:
    tags = [
        tag for tag in with_anaphors(text, geotag(text, gazetteer), gazetteer) if "anaphor:of_a_list" in tag.reasons
    ]
    assert [tag.place.name_en if tag.place else None for tag in tags] == found
    assert len({tag.list_id for tag in tags}) == min(1, len(tags))


SITES = [
    (
        "an event takes it as its site",
        "تواصل الهدوء في مدينة الرقة أياما. ثم قصف الطيران الحربي أطراف المدينة بالصواريخ.",
        [("Air/drone strike", "Raqqa")],
    ),
    (
        "و adds further sites to one act",
        "شنت طائرات حربية غارات على بلدة داريا، ومواقع أخرى في مدينة دوما وفي مدينة حرستا.",
        [("Air/drone strike", "Darayya"), ("Air/drone strike", "Douma"), ("Air/drone strike", "Harasta")],
    ),
    (
        "a goal is no site",
        "قصفت المدفعية بلدة مضايا ونقل الجرحى إلى دمشق.",
        [("Shelling/artillery/missile attack", "Madaya")],
    ),
    (
        "where one speaks is no site",
        "أعلن المتحدث في واشنطن أن الطائرات قصفت مواقع للتنظيم قرب مدينة الرقة.",
        [("Air/drone strike", "Raqqa")],
    ),
    (
        "time counted from an act tells no act",
        "زار الوفد مدينة حمص بعد أربعة أشهر على هجوم المسلحين على حاجز للجيش.",
        [],
    ),
]


@pytest.mark.parametrize(("text", "events"), [row[1:] for row in SITES], ids=[row[0] for row in SITES])
def test_sites(text: str, events: list[tuple[str, str]], gazetteer: Gazetteer) -> None:
    article = Article(id="a", text=text, date=dt.date(2016, 12, 8))
    mentions = extract(article, gazetteer=gazetteer).mentions
    assert [(m.sub_event_type.value, m.place.name_en if m.place else None) for m in mentions] == events
