"""Who acts and who reports."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gazetteer.spans import Span
from geo.actors import attribution, find_actors
from geo.article import sentences
from geo.records import ActorMention


def actors(sentence: str) -> list[ActorMention]:
    return list(find_actors(sentence, Span(start=0, end=len(sentence))))


def acting(sentence: str) -> list[str]:
    return [actor.actor_id for actor in actors(sentence) if not actor.attributes]


def reporter(sentence: str) -> str | None:
    found = attribution(sentence, Span(start=0, end=len(sentence)))
    return found.actor_id if found else None


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("قصفت قوات النظام مواقع جيش الإسلام", ["sy-army", "sy-jaysh-islam"]),
        ("هاجم تنظيم الدولة الإسلامية مواقع الجيش العراقي", ["islamic-state", "iq-army"]),
        ("اشتبكت وحدات حماية الشعب مع داعش", ["kurds-ypg", "islamic-state"]),
        ("سيطرت قوات سوريا الديمقراطية على القرية", ["sdf"]),
        ("شن التحالف العربي غارات على الحوثيين", ["coalition-arab", "ye-houthi"]),
        ("قصف التحالف الدولي مواقع للتنظيم", ["coalition-anti-is", "islamic-state"]),
        ("هاجمت حركة الشباب قاعدة لقوات الاتحاد الأفريقي", ["so-shabaab", "amisom"]),
        ("تقدمت قوات الدعم السريع وتراجع الجيش السوداني", ["sd-rsf", "sd-army"]),
        ("قصفت كتائب القسام مواقع الجيش الإسرائيلي", ["ps-hamas", "il-army"]),
        ("اقتحم مستوطنون القرية", ["il-settlers"]),
        ("حرر الحشد الشعبي والبيشمركة القضاء", ["iq-pmf", "peshmerga"]),
        ("قصفت قوات فجر ليبيا مواقع الجيش الليبي", ["ly-fajr", "ly-army"]),
        ("اشتبك حزب الله مع جبهة النصرة", ["hezbollah", "sy-nusra"]),
        ("فجر مسلحون مجهولون الجسر", ["gunmen"]),
        ("تقدمت القطعات العسكرية نحو القضاء", ["iq-army"]),
        ("وصلت قطعات الجيش إلى مواقع داعش", ["iq-army", "islamic-state"]),
        ("وصلت قطع الغيار إلى السوق", []),
        # clitics
        ("تصدوا للحوثيين", ["ye-houthi"]),
        ("وبالحوثيين ألحقت المقاومة خسائر", ["ye-houthi", "ye-resistance"]),
        ("اشتباك بين الجيش الحر وداعش", ["sy-fsa", "islamic-state"]),
        # nationality after a force
        ("نفذ الطيران الحربي الروسي ضربات", ["ru-army"]),
        ("حلقت مقاتلات سعودية فوق صعدة", ["sa-army"]),
        ("قصفت طائرات إسرائيلية موقعا", ["il-army"]),
        ("انتشرت القوات البرية الإماراتية", ["ae-army"]),
        ("قصفت المدفعية التركية القرية", ["tr-army"]),
        # a country acts, or is where
        ("دعمت روسيا النظام", ["ru", "sy-government"]),
        ("وقع الزلزال في تركيا", []),
        ("عاد المسافرون من السعودية", []),
        # nobody
        ("ارتفعت الأسعار في السوق", []),
        ("زار الوفد مدينة صلاح الدين", []),
        ("تحالف الشركتين يفيد العملاء", []),
    ],
)
def test_actors(sentence: str, expected: list[str]) -> None:
    assert acting(sentence) == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("قتل سبعة أشخاص بحسب المرصد السوري لحقوق الإنسان", "sohr"),
        ("وقال المرصد إن القصف تجدد", "sohr"),
        ("المرصد: مقتل عشرة في القصف قال المرصد", "sohr"),
        ("وذكر مدير المرصد رامي عبد الرحمن أن الطائرات أغارت", "sohr"),
        ("وفق «المرصد»", "sohr"),
        ("أفادت وكالة الأناضول بسقوط قذائف", "anadolu"),
        ("نقلت رويترز عن سكان أن القصف توقف", "reuters"),
        ("وأكد مصدر أمني وقوع الانفجار", "source-security"),
        ("وأوضحت مصادر طبية أن الجرحى نقلوا", "source-medical"),
        ("بحسب شهود عيان اندلع حريق", "source-witness"),
        ("وفقا لناشطين قصفت البلدة", "source-activist"),
        ("قالت الأمم المتحدة إن آلاف السكان نزحوا", "un"),
        ("وأعلنت اللجنة الدولية للصليب الأحمر نقل المرضى", "icrc"),
        ("المرصد السوري لحقوق الإنسان قال إن القصف استمر", "sohr"),
        ("وقالت مفوضية اللاجئين إن العائلات وصلت", "un-hcr"),
        ("وأفاد مراسل الجزيرة بأن القوات تقدمت", "aljazeera"),
        ("وقال المتحدث باسم قوات التحالف إن الغارات استمرت", "coalition"),
        ("أعلن الدفاع المدني خروج المشفى عن الخدمة", "civil-defence"),
        # a monitor outranks the party that claims
        ("قال الجيش السوري إنه تقدم، بحسب رويترز", "reuters"),
        # nobody reports
        ("قصفت قوات النظام البلدة", None),
        ("استقبل الأهالي فريق الهلال الأحمر", None),
        ("سقطت قذيفة قرب مقر الأمم المتحدة", None),
        ("دارت اشتباكات بين داعش والجيش الحر", None),
        ("قال الرجل إنه عاد إلى بيته", None),
    ],
)
def test_attribution(sentence: str, expected: str | None) -> None:
    assert reporter(sentence) == expected


def test_names_and_kind_come_from_the_lexicon() -> None:
    (houthis,) = actors("انسحب الحوثيون")
    assert (houthis.name_ar, houthis.name_en, houthis.kind) == ("الحوثيون", "Houthis (Ansar Allah)", "rebel")


@pytest.mark.parametrize(
    ("rest", "expected"),
    [
        ("تقع عدن وتعز في اليمن. ", ["coalition-arab", "ye-army"]),
        ("تقع الموصل في العراق، وتقاتل بغداد داعش. ", ["coalition-anti-is", "iq-army"]),
        ("", ["coalition", "government-forces"]),
    ],
)
def test_the_document_tells_which_bearer_a_name_means(rest: str, expected: list[str]) -> None:
    document = f"{rest}قصف التحالف الموقع وتقدم الجيش"
    last = sentences(document)[-1]
    assert [actor.actor_id for actor in find_actors(document, last)] == expected


def test_the_longest_name_wins() -> None:
    sentence = "تقدم الجيش السوري الحر"
    assert [actor.span.of(sentence) for actor in actors(sentence)] == ["الجيش السوري الحر"]


def test_spans_are_raw() -> None:
    document = "عنوان\nقال «المَرصَد السوري» إن قوّات النظام قصفت"
    found = [actor for part in sentences(document) for actor in find_actors(document, part)]
    assert [actor.span.of(document) for actor in found] == ["المَرصَد السوري", "قوّات النظام"]


WORDS = ["الجيش", "السوري", "الحر", "قوات", "النظام", "الطيران", "الروسي", "المرصد", "قال", "بحسب", "في", "تركيا", "،"]


@settings(max_examples=150, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [
                "الجيش",
                "السوري",
                "الحر",
                "قوات",
                "النظام",
                "الطيران",
                "الروسي",
                "المرصد",
                "قال",
                "بحسب",
                "في",
                "تركيا",
                "،",
                "و",
            ]
        ),
        max_size=20,
    )
)
def test_mentions_do_not_overlap_and_stand_in_order(words: list[str]) -> None:
    sentence = " ".join(words)
    found = actors(sentence)
    assert all(one.span.end <= other.span.start for one, other in pairwise(found))
