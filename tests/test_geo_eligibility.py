"""Places that a sentence names and where its act was not, beside those where it was: a table of made-up reports."""

import pytest
from report_factory import mentions, place_of

from gazetteer.index import Gazetteer


def told(text: str, gazetteer: Gazetteer, title: str = "") -> list[tuple[str, str]]:
    """Return sub-type and place («?» for none) of every event of a report, in order."""
    return [(mention.sub_event_type.value, place_of(mention)) for mention in mentions(text, gazetteer, title)]


REPORTS = [
    (
        "where the hurt were taken",
        "قتلت براميل الطيران أمس أربعة مدنيين في سراقب وجرحت عشرة نقلوا إلى مشفى ميداني في بلدة سرمين.",
        [("Air/drone strike", "سراقب")],
    ),
    ("a hospital that is hit", "قصفت الطائرات أمس مشفى في بلدة سرمين.", [("Air/drone strike", "سرمين")]),
    (
        "where the guns stand",
        "ردت مدفعية الجيش المتمركزة في بلدة مورك أمس بقصف أطراف مدينة كفر زيتا.",
        [("Shelling/artillery/missile attack", "كفرزيتا")],
    ),
    (
        "where the guns are spread out",
        "ردت مدفعية الجيش المنتشرة في بلدة مورك أمس بقصف أطراف مدينة كفر زيتا.",
        [("Shelling/artillery/missile attack", "كفرزيتا")],
    ),
    (
        "where gunmen spread out are hit",
        "قصفت الطائرات أمس مواقع المسلحين المنتشرين في بلدة مورك.",
        [("Air/drone strike", "مورك")],
    ),
    (
        "where the rockets came from",
        "ومن مواقعهم في بلدة مورك، أطلق المسلحون أمس صواريخ على مدينة محردة.",
        [("Shelling/artillery/missile attack", "محردة")],
    ),
    (
        "where those are who condemn it",
        "قصفت المدفعية أمس أحياء دوما، بينما دان الائتلاف من إسطنبول القصف.",
        [("Shelling/artillery/missile attack", "دوما")],
    ),
    (
        "a fight after a fall elsewhere",
        "اندلعت اشتباكات أمس بين الجيش والمسلحين في مدينة سراقب بعد سقوط بلدة مورك.",
        [("Armed clash", "سراقب")],
    ),
    (
        "another act behind «كما»",
        "داهم جنود الاحتلال أمس مخيم بلاطة واعتقلوا سبعة شبان، كما حاصرت وحدة خاصة منزلا في جنين.",
        [("Arrests", "مخيم بلاطة")],
    ),
    (
        "what a raid is made on",
        "خطف مسلحو داعش أمس ستين مدنيا خلال عملية مداهمة لمدينة القريتين.",
        [("Abduction/forced disappearance", "القريتين")],
    ),
    (
        "a line for each town",
        (
            "قصفت المدفعية دوما أمس وقتلت مدنيين.\nسراقب - قتل مسلحون أمس ثلاثة مدنيين بالرصاص.\n"
            "مورك - انفجر لغم أمس بسيارة وقتل مدنيان."
        ),
        [
            ("Shelling/artillery/missile attack", "دوما"),
            ("Attack", "سراقب"),
            ("Remote explosive/landmine/IED", "مورك"),
        ],
    ),
    (
        "a town of no layer is in no city",
        "قصفت الطائرات الفاشر أمس. كما ألقت براميل متفجرة على بلدة الكومة وقتلت 12 مدنيا.",
        [("Air/drone strike", "الفاشر"), ("Air/drone strike", "شمال دارفور")],
    ),
    (
        "a town that came first",
        "حررت المقاومة أمس مدينة زنجبار من قبضة الحوثيين وهي ثالث مدينة محررة بعد مدينتي الضالع وعدن.",
        [("Government regains territory", "زنجبار")],
    ),
    (
        "two quarters are two",
        "سقطت قذائف أمس على حيي الأشرفية والسريان في حلب، وأسعف سبعة جرحى.",
        [("Shelling/artillery/missile attack", "الأشرفية"), ("Shelling/artillery/missile attack", "السريان")],
    ),
    (
        "«أما» and a town",
        "قصفت المدفعية دوما أمس. أما سراقب فكانت مسرحا أمس لاشتباكات بين الجيش والمسلحين.",
        [("Shelling/artillery/missile attack", "دوما"), ("Armed clash", "سراقب")],
    ),
    (
        "what was of its kind before it",
        "قتل عشرون أمس في تفجير مسجد، وقبلها في مساجد مماثلة في تكريت.",
        [("Remote explosive/landmine/IED", "?")],
    ),
    (
        "of a kind with others, itself",
        "قتل عشرون أمس في تفجير مسجد مماثل في تكريت.",
        [("Remote explosive/landmine/IED", "تكريت")],
    ),
    ("from one end of a country to the other", "خرجت أمس مظاهرات في مدن عدة، من إدلب شمالا إلى درعا جنوبا.", []),
    ("up to the other end with «حتى»", "خرجت أمس مظاهرات في مدن عدة، من إدلب شمالا وحتى حمص جنوبا.", []),
    ("from one side", "خرجت أمس مظاهرات في مدن عدة، من إدلب شمالا.", [("Peaceful protest", "إدلب")]),
    (
        "at both ends of a country",
        "خرجت أمس مظاهرات في مدن عدة، في إدلب شمالا وحماة جنوبا.",
        [("Peaceful protest", "إدلب"), ("Peaceful protest", "حماة")],
    ),
    (
        "an outlet is no town",
        "اندلعت مواجهات أمس بين الحوثيين والقبائل في مديرية كشر. وقال مصدر لمأرب برس إن لغما انفجر وقتل امرأتين.",
        [("Armed clash", "مديرية كشر"), ("Remote explosive/landmine/IED", "مديرية كشر")],
    ),
]


@pytest.mark.parametrize(("text", "expected"), [row[1:] for row in REPORTS], ids=[row[0] for row in REPORTS])
def test_where_acts_were_and_were_not(text: str, expected: list[tuple[str, str]], gazetteer: Gazetteer) -> None:
    assert told(text, gazetteer) == expected


NO_EVENTS = [
    ("judged", "وصف المتحدث أمس تفجير سراقب بأنه جريمة جبانة."),
    ("celebrated", "شهدت سراقب أمس احتفالات شعبية بتحرير المدينة من قبضة المسلحين."),
    ("mourned", "تبرع أهالي سراقب أمس بدمائهم لضحايا تفجير المسجد."),
    ("as it was", "كان المسلحون يقصفون سراقب."),
    ("ordered", "أصدر الرئيس أمس أوامر بشن غارات على سراقب."),
    ("attempted", "حاول المهاجم أمس تفجير نفسه بحزام ناسف في سراقب."),
    ("heard", "سمع أمس دوي إطلاق نار في سراقب."),
]


@pytest.mark.parametrize("text", [row[1] for row in NO_EVENTS], ids=[row[0] for row in NO_EVENTS])
def test_what_is_spoken_of_and_not_told(text: str, gazetteer: Gazetteer) -> None:
    assert told(text, gazetteer) == []


def test_a_headline_gives_way_to_the_body_that_counts_as_many(gazetteer: Gazetteer) -> None:
    body = "أفاد مصدر أمس بمقتل 18 جنديا بقصف صاروخي على مدينة سراقب."
    assert told(body, gazetteer, "مقتل 18 جنديا شرق مدينة إدلب") == [("Shelling/artillery/missile attack", "سراقب")]


KINDS_OF_A_HEADLINE = [
    ("what «الهجوم» was", "بهجوم انتحاري", "الهجوم الذي", "Suicide bomb"),
    ("from the air", "بغارة للطائرات", "الهجوم الذي", "Air/drone strike"),
    ("with no more than the body", "بهجوم للمسلحين", "الهجوم الذي", "Armed clash"),
    ("of an attack that takes up none", "بهجوم انتحاري", "هجوما", "Armed clash"),
]


@pytest.mark.parametrize(
    ("lead", "taken_up", "kind"),
    [row[1:] for row in KINDS_OF_A_HEADLINE],
    ids=[row[0] for row in KINDS_OF_A_HEADLINE],
)
def test_a_headline_tells_the_kind_of_the_attack(lead: str, taken_up: str, kind: str, gazetteer: Gazetteer) -> None:
    body = f"قال المحافظ إن {taken_up} شهدته بلدة تلعفر أمس أوقع جرحى من الجنود."
    assert told(body, gazetteer, f"مقتل عشرة جنود {lead} في العراق") == [(kind, "تلعفر")]


def test_a_headline_calls_protest_what_the_body_tells_was_broken_up(gazetteer: Gazetteer) -> None:
    body = "فرقت الشرطة أمس بالغاز مظاهرة في مدينة البصرة واعتقلت عشرة محتجين."
    kinds = [kind for kind, _ in told(body, gazetteer, "تظاهرة في البصرة")]
    assert "Peaceful protest" not in kinds
    assert "Protest with intervention" in kinds
