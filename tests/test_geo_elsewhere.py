"""Places that a sentence names and where its act was not, and acts that find their place in another clause."""

import pytest
from report_factory import mentions, sites

from gazetteer.index import Gazetteer

SITES = [
    (
        "a side of another town",
        "سيطرت القوات أمس على مدينة زنجبار عاصمة محافظة أبين، الواقعة إلى الشرق من عدن.",
        ["زنجبار"],
    ),
    (
        "what it lies between",
        "قصفت الطائرات أمس رتلا للمسلحين في بلدة كرش، الواقعة بين محافظتي لحج وتعز.",
        ["كرش"],
    ),
    ("a distance", "هاجم مسلحون أمس ثكنة في مدينة سبها التي تبعد 750 كلم من طرابلس.", ["سبها"]),
    (
        "where somebody was rung up",
        "قال مسؤول تم الاتصال به في طرابلس إن مسلحين هاجموا أمس ثكنة للجيش في سبها.",
        ["سبها"],
    ),
    (
        "where foreigners speak",
        (
            "هاجم مسلحون ثكنة في بنغازي أمس. وأصيب جنديان في سبها. "
            "وفي واشنطن، قالت الخارجية إنها تتابع تقارير عن اندلاع قتال بين الجيش والمسلحين في طبرق."
        ),
        ["بنغازي", "طبرق"],
    ),
    (
        "where police speak is news of the town",
        "وفي بغداد، قالت الشرطة إن مسلحين هاجموا أمس حاجزا للجيش وقتلوا جنديين.",
        ["بغداد"],
    ),
    (
        "where the beaten went",
        "شن المسلحون هجوما عنيفا على مورك أمس أجبروا خلاله القوات على الانسحاب إلى السلمية.",
        ["مورك"],
    ),
    (
        "where an attack set out",
        "قتل خمسة جنود في بلدة جعار إثر هجوم شنته تلك القوات أمس من عدن.",
        ["جعار"],
    ),
    (
        "where the bodies are taken",
        "قتل ثلاثة جنود في انفجار عبوة في القيارة أمس، ونقلت الجثث للطب العدلي بالموصل.",
        ["القيارة"],
    ),
    (
        "a namesake in another country than what holds it",
        "دمرت القوات أمس سيارتين مفخختين في منطقة السيدة زينب وسط قضاء سنجار شمال غرب الموصل.",
        ["سنجار"],
    ),
    (
        "a namesake outside the governorate in front",
        "وفي محافظة تعز قصفت المليشيات بالمدفعية أمس منازل في الروضة.",
        ["تعز"],
    ),
    (
        "a comma before where it was",
        "استهدفت الفصائل بالمدفعية أمس مواقع للجيش، في بلدة مورك.",
        ["مورك"],
    ),
    (
        "a comma before what befell it",
        "قالت مصادر إن مدينة داريا في ريف دمشق، تعرضت أمس لقصف مدفعي عنيف.",
        ["داريا"],
    ),
    (
        "what came of it",
        "استهدف المسلحون بالمدفعية أمس مواقع للجيش في مورك، لتدور بعدها اشتباكات بين الطرفين.",
        ["مورك", "مورك"],
    ),
    (
        "another target with its owner",
        "استهدفت الطائرات أمس مخزنا في مورك، وكذلك مقر المسلحين في اللطامنة.",
        ["مورك", "اللطامنة"],
    ),
    (
        "another act is no target",
        "فجر انتحاري نفسه أمس في بعقوبة، كما تم إحباط مخطط آخر في الرمادي.",
        ["بعقوبة"],
    ),
    (
        "the capital of the country written of",
        "هاجم مسلحون ثكنة في بنغازي أمس. وفي سبها قتل جندي في اشتباكات. وانفجرت سيارة مفخخة بالعاصمة اليوم.",
        ["بنغازي", "سبها", "طرابلس"],
    ),
    (
        "what a sector is",
        "قصف الجيش الإسرائيلي أمس قطاع غزة. وشهدت الضفة الغربية هدوءا. وقصفت مدفعية الجيش اليوم القطاع.",
        ["قطاع غزة", "قطاع غزة"],
    ),
    (
        "examples of what a wide place holds",
        "قصفت الطائرات أمس قرى سهل الغاب، أبرزها قلعة المضيق والزيارة.",
        ["قلعة المضيق", "الزيارة"],
    ),
    ("a wide place without examples", "قصفت الطائرات أمس قرى سهل الغاب ثم عادت.", ["سهل الغاب"]),
    (
        "a list over what tells where one of it lies",
        "تدور منذ أمس اشتباكات بين الجيش والمسلحين في مدينة تعز الواقعة شمالي عدن وفي مأرب.",
        ["تعز", "مأرب"],
    ),
    (
        "what a relative clause says of a place",
        "خطف التنظيم عشرين مدنيا أمس في مدينة القريتين التي استولوا عليها السبت.",
        ["القريتين", "القريتين"],
    ),
    (
        "an officer of a town who speaks",
        "مدير شرطة محافظة الأنبار، العميد خالد سالم، أكد أن مسلحين هاجموا أمس ثكنة في هيت.",
        ["هيت"],
    ),
    (
        "a speaker named behind the town",
        "قال المسؤول الصحي في عدن سالم الخضر إن مدنيين اثنين قتلا أمس بانفجار لغم في زنجبار.",
        ["زنجبار"],
    ),
    (
        "a province by its seat, at a side of the capital",
        "قتل 14 جنديا أمس في كمين نصبه مسلحون في ولاية عين الدفلى جنوب غرب العاصمة الجزائر.",
        ["عين الدفلة"],
    ),
    ("a governorate of the delta", "زرع مجهولون أمس قنبلة انفجرت في محافظة الشرقية شمال القاهرة.", ["محافظة الشرقية"]),
    ("who keeps a mosque is no town", "رد حماة المسجد أمس برشق الجنود بالحجارة.", []),
    ("the town itself", "رد مسلحو حماة أمس بقصف مواقع الجيش في مورك.", ["مورك"]),
]


@pytest.mark.parametrize(("text", "expected"), [row[1:] for row in SITES], ids=[row[0] for row in SITES])
def test_where_an_act_was(text: str, expected: list[str], gazetteer: Gazetteer) -> None:
    assert sites(text, gazetteer) == expected


COUNTS = [
    (
        "the heading of a brief",
        "موجز الأخبار\n* تفجير يهز سوقا في كركوك\n* بعقوبة - «رويترز»: قتل ثلاثة في انفجار عبوة في بعقوبة أمس.",
        1,
    ),
    ("two days are two", "هاجم مسلحون حاجزا في أجدابيا يوم الجمعة. وهاجم مسلحون حاجزا في أجدابيا يوم الأحد.", 2),
    (
        "one day is one",
        "هاجم مسلحون حاجزا في أجدابيا يوم الجمعة. وهاجم المسلحون الحاجز في أجدابيا ليل الجمعة.",
        1,
    ),
    ("one person without a place", "وقتل في المعارك قيادي واحد من المسلحين أمس.", 0),
    ("several without a place", "وقتل في المعارك عشرة من المسلحين أمس.", 1),
    ("the dead of a war", "قتل أكثر من 50 ألف جندي في المعارك في سوريا. وهاجم مسلحون ثكنة في مورك أمس.", 1),
    ("a toll that goes on", "هاجم الجيش مورك أمس ودارت اشتباكات عنيفة. إضافة إلى مصرع 12 جنديا وإصابة 11.", 1),
    (
        "months ago behind a comma",
        "دارت معارك بين الجيش والمسلحين في مورك بحماة، قبل أشهر. وقصف الجيش اللطامنة أمس.",
        1,
    ),
    ("fighting that goes on", "دارت معارك بين الجيش والمسلحين في مورك بحماة، أمس. وقصف الجيش اللطامنة أمس.", 2),
    ("a part played", "ساهمت القوات الجوية بشكل كبير في تحرير الرمادي.", 0),
    ("what draws near", "أعلن القائد اقتراب الجيش من تحرير مدينة الرمادي بالكامل.", 0),
    ("what has happened", "أعلن قائد الجيش أمس تحرير مدينة الرمادي بالكامل من التنظيم.", 1),
    ("an act that readers know", "شددت الوزارة إجراءاتها في أعقاب هجوم مسلح قتل فيه عشرات السياح.", 0),
    ("operations that go on", "واصلت القوات أمس عملياتها الأمنية ضد العناصر المسلحة في العريش.", 1),
    ("relief that goes on", "واصلت القوات المسلحة أمس عملياتها الإغاثية في العريش.", 0),
    ("staff turned out", "نهب المسلحون أمس مقر القناة في تعز وطردوا الطاقم العامل فيه.", 1),
    (
        "a brand is no second act",
        "فجر انتحاري نفسه أمس في سوق ببعقوبة. وقالت الوزارة إن هجوما إرهابيا وقع في بعقوبة أمس.",
        1,
    ),
    ("an attack beside a bombing", "فجر انتحاري نفسه أمس في سوق ببعقوبة. وشن مسلحون هجوما على ثكنة في هيت أمس.", 2),
    ("attacks foreseen", "توقع الخبير العسكري تنفيذ التنظيم هجمات كبرى على الرمادي.", 0),
    ("an attack thought of", "رأى الباحث أن هجوم المسلحين على الرمادي خطأ.", 0),
    (
        "a rank is no second act",
        "فجر انتحاري نفسه أمس في كابول وقتل ستة جنود. وهو أول هجوم كبير يشنه المسلحون في كابول أمس.",
        1,
    ),
    ("the background of a decision", "اتخذت الحكومة القرار على خلفية هجوم إرهابي في سوسة.", 0),
    ("smoke on a crowd", "ألقى الجنود قنابل صوتية ودخانية على المصلين في القدس أمس خلال مواجهات.", 1),
    ("a march of joy", "خرج السكان أمس في مسيرات هادرة جابت مدينة عدن.", 1),
    ("a regatta", "يقود الرئيس اليوم مظاهرة بحرية في قناة السويس.", 0),
    ("flight after a week of fighting", "تسببت المعارك التي اندلعت قبل أسبوع بنزوح مئات العائلات من مدينة سبها.", 1),
    ("flight before a fight", "غادر نصف التجار سبها قبل الهجوم الكبير للمسلحين.", 0),
]


@pytest.mark.parametrize(("text", "number"), [row[1:] for row in COUNTS], ids=[row[0] for row in COUNTS])
def test_how_many_acts_a_report_tells(text: str, number: int, gazetteer: Gazetteer) -> None:
    assert len(mentions(text, gazetteer)) == number


MEANS = [
    ("by settlers", "قتل رضيع في هجوم شنه عدد من المستوطنين بالزجاجات الحارقة على منزل في دوما أمس.", "Attack"),
    ("by gunmen", "قتل جنديان في هجوم شنه عدد من المسلحين على ثكنة في مورك أمس.", "Armed clash"),
    ("home-made bomb", "انفجرت قنبلة يدوية الصنع أمس لدى مرور دورية للشرطة في كركوك.", "Remote explosive/landmine/IED"),
    ("hand grenade", "انفجرت قنبلة يدوية أمس قرب دورية للشرطة في كركوك.", "Grenade"),
    ("weapons seized", "صادر الجنود أمس أسلحة وذخائر للمسلحين في كركوك.", "Disrupted weapons use"),
    ("goods seized", "صادر المسلحون أمس شاحنات وسيارات يملكها تجار في كركوك.", "Looting/property destruction"),
]


@pytest.mark.parametrize(("text", "kind"), [row[1:] for row in MEANS], ids=[row[0] for row in MEANS])
def test_what_an_act_was(text: str, kind: str, gazetteer: Gazetteer) -> None:
    assert [mention.sub_event_type for mention in mentions(text, gazetteer)] == [kind]
