"""What fires, as which type and status, and above all what must stay silent."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gazetteer.spans import Span
from geo.article import sentences
from geo.records import Trigger
from geo.taxonomy import EventType, Status
from geo.trigger_lexicon import tellings, trigger_openings
from geo.triggers import find_triggers

SHARED = Path(__file__).parents[2] / "shared"
PEACE = re.compile("المباراة|البورصة|الدوري|المؤشر|المنتخب|مهرجان")
WAR = re.compile("قتل|قتيل|داعش|مسلح|الحوثي|قصف|إرهاب|ارهاب|عسكري|شهيد|شهداء|انفجار|احتلال")
"""Articles of peace that name a war are not counted: what they report of it is true."""
VIOLENT = {EventType.BATTLES, EventType.EXPLOSIONS, EventType.VIOLENCE_AGAINST_CIVILIANS}


def found(sentence: str) -> tuple[Trigger, ...]:
    return find_triggers(sentence, Span(start=0, end=len(sentence)))


def types(sentence: str) -> list[str]:
    return [trigger.sub_event_type.value for trigger in found(sentence)]


SHELLING = "Shelling/artillery/missile attack"
AIR = "Air/drone strike"
IED = "Remote explosive/landmine/IED"
SUICIDE = "Suicide bomb"
CLASH = "Armed clash"
GOVERNMENT = "Government regains territory"
NON_STATE = "Non-state actor overtakes territory"


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        # the means decides
        ("قصفت المدفعية أطراف بلدة عربين", [SHELLING]),
        ("قصف الطيران الحربي أطراف بلدة عربين", [AIR]),
        ("قصفت مروحيات بالبراميل المتفجرة بلدة خان شيخون", [AIR]),
        ("قصفت راجمات صواريخ مواقع قرب كركوك", [SHELLING]),
        ("قُصف الحي بغاز السارين", ["Chemical weapon"]),
        ("تعرضت البلدة لقصف جوي ومدفعي متواصل", [AIR, SHELLING]),
        ("قصف صاروخي على ميناء الحديدة", [SHELLING]),
        ("غارة بطائرة بدون طيار على سيارة في شبوة", [AIR]),
        ("انفجرت عبوة ناسفة بدورية للجيش في ديالى", [IED]),
        ("فجر انتحاري سيارة مفخخة يقودها عند حاجز للجيش", [SUICIDE]),
        ("انفجرت سيارة مفخخة، يقودها انتحاري، عند ثكنة للجيش", [SUICIDE]),
        ("انفجار سيارة مفخخة قرب مقر أمني في بنغازي", [IED]),
        ("هجوم انتحاري على ثكنة في كابول", [SUICIDE]),
        ("هجوم بطائرة مسيرة على قاعدة عسكرية", [AIR]),
        ("هجوم صاروخي على قاعدة عين الأسد العسكرية", [SHELLING]),
        ("هجوم لمسلحين على سوق في مايدوغوري", ["Attack"]),
        ("قصفت قوات النظام حي جوبر بالمدفعية بينما نفذ الطيران الحربي غارات على دوما", [SHELLING, AIR]),
        # the side decides
        ("استعادت القوات العراقية بلدة البغدادي من تنظيم داعش", [GOVERNMENT]),
        ("سيطر الحوثيون على مدينة عمران", [NON_STATE]),
        ("سيطرت فصائل المعارضة على معسكر وادي الضيف", [NON_STATE]),
        ("سيطر الجيش الليبي على ميناء رأس لانوف", [GOVERNMENT]),
        ("قوات الدعم السريع تسيطر على نيالا", []),
        ("سيطرت قوات الدعم السريع على نيالا", [NON_STATE]),
        ("تمكن الحشد الشعبي من تحرير قضاء بيجي من داعش", [GOVERNMENT]),
        ("تمكنت المقاومة الشعبية من طرد الحوثيين من مطار عدن", [GOVERNMENT]),
        ("بسط مقاتلو طالبان سيطرتهم على مديرية في قندوز", [NON_STATE]),
        ("أعلن الجيش السوري استعادة تدمر من داعش", [GOVERNMENT]),
        ("سقطت الرمادي بيد تنظيم داعش", [NON_STATE]),
        ("دخلت وحدات من الجيش اليمني مدينة زنجبار", [GOVERNMENT]),
        # who detains decides
        ("اعتقلت قوات الأمن خمسة ناشطين في درنة", ["Arrests"]),
        ("اعتقلت ميليشيا الحوثي خمسة ناشطين في ذمار", ["Arrests"]),
        # protests
        ("خرجت مظاهرات في الخرطوم ضد الحكومة", ["Peaceful protest"]),
        ("فرقت قوات الأمن مظاهرة في البصرة", ["Protest with intervention"]),
        ("أطلق الجنود الرصاص الحي على متظاهرين في نابلس", ["Excessive force against protesters"]),
        # the rest of the taxonomy
        ("نزح آلاف السكان من الفلوجة جراء المعارك", ["Displacement"]),
        ("وصلت قافلة مساعدات إنسانية إلى مضايا المحاصرة", ["Aid delivery"]),
        ("خرج مستشفى الكندي عن الخدمة", ["Services disrupted"]),
        ("تبنى مجلس الأمن الدولي قرارا بشأن ليبيا", ["Vote/resolution"]),
        ("اجتمع المبعوث الأممي مع وفد الحوثيين في مسقط لبحث الأزمة", ["Talks"]),
        ("دخل وقف إطلاق النار حيز التنفيذ في الحديدة", ["Agreement"]),
        ("جرى توقيع اتفاق هدنة بين الجانبين في سرت", ["Agreement"]),
        ("أحرق مستوطنون منازل في قرية دوما", ["Looting/property destruction"]),
        ("انسحب مقاتلو التنظيم من بلدة الشدادي", ["Non-violent transfer of territory"]),
        ("أعدم داعش ثلاثة مدنيين في الموصل", ["Attack"]),
        ("قنص جندي إسرائيلي شابا فلسطينيا في جنين", ["Attack"]),
        ("انشق قائد كتيبة عن الجيش السوري في حماة", ["Change to group/activity"]),
        ("تحاصر قوات النظام بلدة مضايا", ["Siege"]),
        ("اقتحم الجيش مخيم اليرموك", [CLASH]),
        ("استهدف مسلح حافلة للجنود بقنبلة يدوية", ["Grenade"]),
        ("قصف المسلحون أهدافا في 23 غارة جوية للطائرات", [AIR]),
        ("سمعت انفجارات عنيفة جراء قصف طيران التحالف", [AIR]),
        ("انتحاري اقتحم بجرار مفخخ مخفرا للدرك", [SUICIDE]),
        ("كثف طيران التحالف هجماته على مواقع المسلحين", [AIR]),
        ("شن الطيران الحربي غارات على المعسكر، وقصف مخازن السلاح", [AIR, AIR]),
        ("تمكن الجيش من طرد آخر الجيوب في المدينة", [GOVERNMENT]),
        ("حررت القوات الحكومية المدينة من قبضة الحوثيين", [GOVERNMENT]),
        ("شنت الشرطة حملة اعتقالات شملت عناصر من تنظيم داعش", ["Arrests"]),
        ("احتجز المسلحون رهائن في الفندق", ["Abduction/forced disappearance"]),
        ("فجرت قوات الأمن عبوات ناسفة عثرت عليها", ["Disrupted weapons use"]),
        ("فتح المسلحون النار على دورية للشرطة", [CLASH]),
        ("دمرت طائرات التحالف ثلاث دبابات", [AIR]),
        ("قتل جندي في هجوم على الثكنة واشتباك بمدينة أخرى", [CLASH, CLASH]),
        ("اعتقلت السلطات أحد مقاتلي داعش", ["Arrests"]),
        ("مقتل إرهابي واعتقال 16 آخرين في عملية للجيش", [CLASH, "Arrests"]),
        ("تبادلت قوات البلدين قرب الحدود إطلاق النار", [CLASH]),
        ("طائرات حربية، تابعة للحكومة، قصفت سفينة للمسلحين", [AIR]),
        ("سقط قتلى من المسلحين إثر استهداف دورية عسكرية قرب المفرق", [CLASH]),
        ("أمطر المقاتلون بالقذائف جنودا شرق البلدة، وأنهم وجهوا صلية صاروخية إلى الثكنة", [SHELLING, SHELLING]),
        ("أحرق المسلحون ما يزيد على عشرين منزلا في البلدة", ["Looting/property destruction"]),
        ("قال السكان إن المياه انقطعت عن الحي رغم وعود الجنود والمسلحين", ["Services disrupted"]),
        ("قال مصدر إن ثلاثين شخصا أوقفوا بعد هجوم المسلحين", ["Arrests", CLASH]),
        ("اندلعت اشتباكات بين مسلحين في الحي قبل أن يتوصل الوجهاء إلى هدنة", [CLASH, "Agreement"]),
        ("اعتقلت قوات سوريا الديمقراطية ستة أشخاص في البلدة", ["Arrests"]),
        ("احتجز الحوثيون أربعة مسافرين في البلدة", ["Abduction/forced disappearance"]),
        ("قالت مصادر في مدينة دمرت عام 2012 إن الطائرات قصفت الميناء", [AIR]),
        ("قضى شابان بنيران قناصة في حي الثورة", ["Attack"]),
        ("هاجم عشرات المستوطنين أطراف البلدة", ["Attack"]),
        ("هاجم مسلحون أطراف البلدة", [CLASH]),
        ("قتل المختار برصاص مجهولين في الحي، وأصيب أربعة من الجنود بانفجار عبوة ناسفة", ["Attack", IED]),
        ("لقي صاحب مطعم مصرعه بإطلاق نار نفذه عنصران من خلية لتنظيم داعش", ["Attack"]),
        ("نفذ التحالف سبع غارات جوية قرب الرمادي وغارتين قرب بيجي", [AIR, AIR]),
        ("قال المسؤول إن معارك المخيم التي دخلت يومها الثالث أسفرت عن مقتل ثمانية جنود", [CLASH]),
        ("التقى رئيس الوزراء مدير الاستخبارات لبحث هدنة في غزة", ["Talks"]),
        ("قالت الشرطة إن فتاة قامت بتفجير نفسها وسط الجنود", [SUICIDE]),
        ("اجتمع وزير الدفاع الأميركي في أربيل مع رئيس الإقليم", ["Talks"]),
        ("سار الأهالي نحو أراض مهددة بالمصادرة ثم رفعوا لافتات تطالب بإخلاء المستوطنات", ["Peaceful protest"]),
        ("دمر مقاتلو الفصائل ناقلة جند للميليشيا على محور القرية", [CLASH]),
        ("شنت طائرات حربية غارة على القرية، وقال سكان إن طائرات أخرى شنت هجوما عنيفا على موقع للمسلحين", [AIR, AIR]),
        ("سيطر مسلحو داعش على البلدة بعد انسحاب قوات الجيش منها", [NON_STATE]),
        ("اقتحم مسلحون منازل عائلات في القرية وقتلوا تسعة من أفرادها رميا بالرصاص", ["Attack"]),
        (
            "رشق مئات الشبان حاجز الجنود بالحجارة، كما شهدت البلدة المجاورة مواجهات مماثلة",
            ["Violent demonstration", "Violent demonstration"],
        ),
        ("طالت حملة اعتقالات ليلية نفذها الجنود 13 شخصا", ["Arrests"]),
        ("هجم مسلحون على ثكنة للجيش، وأخلى الصليب الأحمر عشرات العائلات من المخيم", [CLASH, "Evacuation"]),
        ("أطلقت الزوارق الحربية نيرانها على مراكب الصيادين قبالة الشاطئ", ["Attack"]),
        # whose raid decides («أغار»)
        ("أغارت طائرات الجيش على مواقع المسلحين", [AIR]),
        ("أغار مسلحون من التنظيم على القرية فجرا", [CLASH]),
        ("أغار مسلحون بالمدفعية على القرية", [SHELLING]),
        ("أغار الجيش على مواقع المسلحين", [AIR]),
        # what was before a raid is another act, what was during it is not
        ("استهدفت طائرات البلدة بعد اشتباك مع مقاتلين", [AIR, CLASH]),
        ("دمرت الطائرات مخزنا إثر اشتباك مع مقاتلين", [AIR, CLASH]),
        ("استهدفت طائرات البلدة خلال اشتباك مع مقاتلين", [CLASH]),
        # who killed apart from the shelling, and where
        ("قصفت الدبابات القرية، وقتل قناص رجلا في السوق", [SHELLING, "Attack"]),
        ("قصفت المدفعية القرية، فيما قتل مسلحون رجلا في السوق", [SHELLING, "Attack"]),
        ("قصفت المدفعية القرية، فيما قتل مجهولون تاجرا قرب السوق", [SHELLING, "Attack"]),
        ("قصفت المدفعية القرية، فيما قتل مسلحون رجلا", [SHELLING]),
        ("قصفت المدفعية القرية، فيما قتلت قناصا في السوق", [SHELLING]),
        ("قصفت المدفعية القرية، فيما قتل الجنود رجلا في السوق", [SHELLING]),
        # snipers among those who fell, or who shot
        ("قتلت القطعات العسكرية سبعين إرهابيا بينهم ثلاثة قناصين", [CLASH]),
        ("قتل رجل في الحي برصاصة قناص", ["Attack"]),
        # aircraft that did something, or to which something was done
        ("دمرت طائرات الجيش ثلاث دبابات للمسلحين", [AIR]),
        # what is all round an act has a clause of its own, in whose middle it is has not
        ("قتل جنديان برصاص مسلحين وسط تحليق للطائرات الحربية", [CLASH]),
        ("قتل جنديان برصاص مسلحين وسط مخاوف من قصف الطيران", [CLASH]),
        ("هاجم مسلحون ثكنة وسط المدينة بسيارة مفخخة", [IED]),
        # so has what «كذلك» opens before a verb, not within a clause
        ("هاجم مسلحون ثكنة للجيش كذلك دمرت طائرات مخزنا للمسلحين", [CLASH, AIR]),
        ("هاجم مسلحون ثكنة للجيش أيضا دمرت طائرات مخزنا للمسلحين", [CLASH, AIR]),
        ("هاجم مسلحون ثكنة للجيش أيضا بطائرات مسيرة", [AIR]),
        ("سيطرت القوات كذلك على المطار وطردت المسلحين", [GOVERNMENT, GOVERNMENT]),
        ("قصفت القوات كذلك بالطائرات القرية", [AIR]),
        # fights with protesters, alive and dead, and with others while people march
        ("اندلعت مواجهات مع قوات الأمن حين خرج المتظاهرون", ["Protest with intervention"]),
        ("أصيب ثلاثة متظاهرين في مواجهات مع قوات الأمن", ["Protest with intervention"]),
        ("أصيب ثلاثة متظاهرين بالرصاص في مواجهات مع قوات الأمن", ["Excessive force against protesters"]),
        ("قتل ثلاثة متظاهرين وأصيب 48 في مواجهات مع قوات الأمن", ["Excessive force against protesters"]),
        ("قتل جنديان في مواجهات مع مسلحين، فيما خرج متظاهرون في المدينة", [CLASH, "Peaceful protest"]),
        # fire on a march, and from a drone
        ("فتحت القوات النار على مسيرة حاشدة في المدينة", ["Excessive force against protesters"]),
        ("أطلقت الدفاعات الجوية النار على مسيرة للحوثيين", [CLASH]),
        ("أطلق الجنود النار من مسيرة على المدينة", ["Attack"]),
        ("أطلق الجنود النار على مسيرة مفخخة في المدينة", ["Attack"]),
        ("أطلقت الشرطة النار على مسيرات للحوثيين", [CLASH]),
        ("أطلق الجنود النار على تظاهرة في المدينة", ["Excessive force against protesters"]),
        ("فتح الجنود النار على مسيرة خرجت من الجامعة", ["Excessive force against protesters"]),
        # a march put down, or only watched
        ("خرجت مظاهرة في المدينة قمعتها الشرطة", ["Protest with intervention"]),
        ("خرجت مظاهرة في المدينة وحضرتها الشرطة", ["Peaceful protest"]),
        # a bulletin counts what fell
        ("نحو 20 برميلا على محور البلدة قرب مواقع الجيش", [AIR]),
        ("عشرات القذائف على محور البلدة قرب مواقع الجيش", [SHELLING]),
        # a clause goes on behind what commas insert
        (
            "عثرت القوات في قضاء الدور، الذي غادره التنظيم قبل أسبوع، على معمل للعبوات الناسفة",
            ["Disrupted weapons use"],
        ),
        # whose men took it, said with a pronoun
        ("قالت مصادر في تنظيم داعش إن مقاتليه سيطروا على المدينة", [NON_STATE]),
        ("أعلن الجيش السوري أن قواته سيطرت على المدينة", [GOVERNMENT]),
        ("نفذت فرقة من المارينز مهمة قتالية في المدينة وهاجمت البلدة", [CLASH]),
        # earlier in the day, not in the month
        ("قصفت الطائرات المدينة في وقت سابق من اليوم", [AIR]),
        # a unit of a force is the force
        ("تقدمت كتيبة من الجيش نحو مواقع المسلحين", [CLASH]),
        ("دخلت وحدة من الجيش البلدة", [GOVERNMENT]),
        ("سيطرت وحدة من الجيش على البلدة", [GOVERNMENT]),
        ("دخلت مجموعة من الحوثيين المدينة", [NON_STATE]),
        ("استولت عناصر من تنظيم داعش على ثكنة للجيش", [NON_STATE]),
        ("انتزع المسلحون البلدة من الجيش", [NON_STATE]),
        # a party right before a verb acts, whoever held the place; one right behind it does too
        ("الجيش اليمني دخل الثلاثاء مدينة زنجبار بعد عام على سقوطها بأيدي تنظيم القاعدة", [GOVERNMENT]),
        ("قال الجيش أمس دخل الحوثيون المدينة", [NON_STATE]),
        # lines of live coverage tell in the imperfect, as headlines do
        ("10:00 - الجيش السوري يسيطر على قرية كفرنبل", [GOVERNMENT]),
        ("9.45 | مسلحون يختطفون طبيبا في طرابلس", ["Abduction/forced disappearance"]),
        # a day makes news of a relative clause
        ("زار القائد القرية التي استولى عليها المسلحون يوم أمس", [NON_STATE]),
        # those who take part in an act tell of it
        ("القوات المشاركة في معركة المدينة سيطرت على المطار", [CLASH, GOVERNMENT]),
        # those who clear bombs blow one up, or it is stopped on its way
        ("فجر خبراء المفرقعات سيارة مفخخة قرب المدرسة", ["Disrupted weapons use"]),
        ("جرى تفجير كدس عتاد تحت السيطرة خارج البلدة", ["Disrupted weapons use"]),
        ("استهدف الجنود عربة مفخخة قبل وصولها إلى الحاجز", ["Disrupted weapons use"]),
        ("فجرت وحدة الهندسة عبوتين بمدرعتين للجيش", [IED]),
        # a drone is no bomber, and goes off in an air strike
        ("هاجمت مسيرات انتحارية محطة الكهرباء والجنود", [AIR]),
        ("دوى انفجار مسيرة مفخخة قرب ثكنة الجيش", [AIR]),
        # a man who blows up what he drives
        ("فجر مهاجم شاحنته المبردة بين المتسوقين", [SUICIDE]),
        # what aircraft of the clause before went on to destroy, and a boat full of explosives that they hit
        ("حلقت الطائرات الحربية فوق المدينة، ودمرت ثلاثة أبراج سكنية", [AIR]),
        ("دمرت مقاتلات التحالف زورقا مفخخا قبالة الميناء", [AIR]),
        # a phrase with the article is no purpose
        ("التدوين المدفعي على أحياء المدينة أوقع قتلى", [SHELLING]),
    ],
)
def test_type(sentence: str, expected: list[str]) -> None:
    assert types(sentence) == expected, [trigger.rule for trigger in found(sentence)]


@pytest.mark.parametrize(
    "sentence",
    [
        # topics, not acts
        "تفقد القائد جبهات القتال",
        "أصبحت عدن بعد تحريرها من الحوثيين تستقبل السفن",
        "يقيم رئيس الوزراء في الشرق منذ أن بسطت الميليشيا سيطرتها على العاصمة",
        "لماذا قصفت الطائرات الحي وقتلت المدنيين؟",
        "زار الوفد المدارس في مناطق الاشتباكات",
        "زار الوزير ضحايا القصف في المستشفى العسكري",
        "يعيش الآلاف في مناطق سيطرة المعارضة",
        "تقع القاعدة العسكرية تحت سيطرة الحوثيين",
        "يناقش الكتاب معركة حلب وأثرها في السياسة",
        "تعد الأزمة السورية أعقد أزمات المنطقة",
        # sport
        "قاد المهاجم هجوما مرتدا انتهى بهدف في الدقيقة الأخيرة",
        "سيطر المنتخب على المباراة منذ الشوط الأول",
        "انسحب اللاعب من البطولة قبل النهائي",
        "استعاد الفريق صدارة الدوري",
        "قصف اللاعب مرمى الخصم بتسديدة قوية",
        "خطف الفريق هدف التعادل في مباراة مثيرة",
        "يواجه الفريق مواجهة صعبة أمام المتصدر",
        "فرض المدافعون حصارا على نجم الفريق طوال المباراة",
        "فجر النادي مفاجأة بالتعاقد مع المدرب",
        "أحبط الحارس محاولات المهاجمين",
        # economy
        "هوت الأسعار بعد هجوم المضاربين على السوق",
        "انفجار الأسعار يرهق المستهلكين",
        "حققت البورصة مكاسب كبيرة أمس",
        "عقد مجلس الإدارة اجتماعا لمناقشة الأرباح",
        "أعلنت الحكومة تحرير سعر الصرف",
        "اقتحمت الشركة أسواقا جديدة",
        "انسحبت الشركة من المزاد",
        "تعتزم الشركة إطلاق هاتف جديد",
        # politics and culture
        "خاض الحزب معركة انتخابية شرسة",
        "شن النائب هجوما لاذعا على الحكومة",
        "انفجر الجمهور ضاحكا في المسرح",
        "عرض المهرجان تظاهرة ثقافية كبيرة",
        "صدر فيلم عن تفجير وقع في الحرب على المسلحين",
        "تفجير طاقات الشباب هدف الوزارة",
        "أطلقت الوزارة حملة إعلامية للتوعية",
        "كسر حصار الصمت في روايته الجديدة",
        # accidents and courts
        "قتل أربعة في حادث سير قرب المعسكر",
        "انفجار أسطوانة غاز في مطعم يصيب عمالا",
        "حكمت المحكمة على المتهم بالإعدام شنقا",
        "اعتقال مسؤول بتهمة اختلاس وفساد مالي",
        "أجلت السلطات السكان بسبب الفيضانات",
        "انقطاع الكهرباء لأعمال الصيانة",
        "أخلت الشرطة سبيل المتهم",
        # carried off, not held
        "استولى المسلحون على 17 صاروخا",
        "استولى المسلحون على شاحنة محملة بأجهزة",
        # idioms and other senses
        "دارت بينهما لعبة كر وفر طويلة مع الجنود",
        "تقدم الحماية للمستوطنين قوات من الجيش",
        "أقام الجيش كمائن ثابتة على الطريق",
        "احتجز الجنود جواز سفر الصحفي",
        "أطلق الجنود النار في الهواء ابتهاجا",
        "طوق الجنود منزل المشتبه به",
        "فر عشرات من عناصر الميليشيات من الجنود",
        # years of a calendar
        "1943 - طائرات الحلفاء تشن غارات على المدينة",
        "فر المسلحون ما أسعد أهالي البلدة الذين لم يتركوا منازلهم",
        "قال السكان إن القذائف تركها المسلحون في المخزن",
        "قال السكان إن الاتصال بالجنود انقطع بهم في الجبال",
        "غادر الوزير قبيل أن يقصف الجيش البلدة",
        "أعلن المتحدث رفضه أن تقصف الطائرات المدينة",
        "مات الرجل بنوبة قلبية بعد سماع الرصاص",
        "أكد القائد قرب تحرير المدينة من المسلحين",
        "التقى رئيس الوزراء مدير شركة الكهرباء",
        "دمر السيل عربة تقل جنودا",
        "رفض السكان انسحاب الفريق من البطولة",
        "دوت الانفجارات في حي يتحصن فيه مسلحون",
        "أخلي سبيل الجندي بكفالة",
        "دمر المتمردون طائرة حربية في المطار",
        "لدى المسلحين عشرات القذائف على محور البلدة قرب مواقع الجيش",
        "عثرت القوات في قضاء الدور، الذي غادره التنظيم قبل أسبوع، وعادت على عجل تحمل العبوات الناسفة",
        "اعترف الجندي باشتراكه في قصف المدينة",
        "قصفت الطائرات المدينة في الآونة الأخيرة",
        "قصفت الطائرات المدينة في وقت سابق من الشهر",
        "دخلت شاحنات من المدنيين البلدة قرب الجيش",
        "دخلت شاحنة من الجيش البلدة",
        "10:00 الجيش السوري يسيطر على قرية كفرنبل",
        "10 - الجيش السوري يسيطر على قرية كفرنبل",
        "قال عند 8:05 – مسلحون يختطفون طبيبا في طرابلس",
        "زار القائد القرية التي استولى عليها المسلحون",
        "تحدث الضابط عن مشاركتهم في القتال ضد المسلحين",
    ],
)
def test_silence(sentence: str) -> None:
    assert types(sentence) == [], [trigger.rule for trigger in found(sentence)]


REPORTED, PLANNED, DENIED = Status.REPORTED, Status.PLANNED, Status.DENIED


@pytest.mark.parametrize(
    ("sentence", "status"),
    [
        # reported
        ("قصف الجيش البلدة", REPORTED),
        ("وقد قصفت الطائرات الحي ليلا", REPORTED),
        ("قال ناشطون إن الطيران قصف البلدة", REPORTED),
        ("اتهمت المنظمة قوات النظام بقصف المستشفى", REPORTED),
        ("أدان المجلس قصف قوات النظام للسوق", REPORTED),
        ("بعد أن قصف الطيران الحي عاد الهدوء", REPORTED),
        ("تعرض الحي لقصف مدفعي", REPORTED),
        ("استمر القصف المدفعي على الحي", REPORTED),
        ("إثر قصف مدفعي على الحي", REPORTED),
        ("لا يزال الجيش يقصف البلدة", REPORTED),
        ("لم يزل القصف المدفعي مستمرا على المدينة", REPORTED),
        ("واصلت الطائرات قصف المدينة", REPORTED),
        ("دعا الأمين العام إلى الهدوء بعد قصف مدفعي على السوق", REPORTED),
        ("طالب الأهالي بالحماية إثر غارات جوية على البلدة", REPORTED),
        ("هدد القائد بالرد، وقصفت قواته البلدة", REPORTED),
        ("يخشى السكان العودة بسبب القصف المدفعي", REPORTED),
        ("أعلنت الأطراف هدنة في المدينة", REPORTED),
        ("دخلت الهدنة حيز التنفيذ", REPORTED),
        ("تم تمديد الهدنة يوما آخر", REPORTED),
        ("سقطت قذائف هاون على الحي رغم الهدنة", REPORTED),
        ("أجلت اللجنة الدولية للصليب الأحمر جرحى القصف", REPORTED),
        ("قتل جنديان في اشتباكات اندلعت أمس", REPORTED),
        ("عقد الوزيران الروسي والأميركي اجتماعا في جنيف لبحث الأزمة السورية", REPORTED),
        ("نفذت المقاتلات غارات لدعم الجيش", REPORTED),
        ("يأتي ذلك فيما دارت اشتباكات بين الجيش ومسلحين", REPORTED),
        ("شهدت المدينة اشتباكات بين فصيلين", REPORTED),
        ("قد تمكن الجيش من استعادة بلدة من المسلحين", REPORTED),
        ("مدنيون قتلوا في قصف لم تعرف مصادره", REPORTED),
        ("قال مصدر طلب عدم ذكر اسمه إن الطيران قصف البلدة", REPORTED),
        ("قال الضابط عبد القادر حسين إن قواته قصفت البلدة", REPORTED),
        ("طلب التنظيم من المدنيين المغادرة وأن عشرات الأسر فرت من القصف", REPORTED),
        ("قتل جندي في حصيلة غير نهائية لقصف مدفعي على الحي", REPORTED),
        # planned
        ("سيعقد المبعوث الأممي اجتماعا مع وفد المعارضة في جنيف", PLANNED),
        ("من المقرر إجلاء المقاتلين من المدينة غدا", PLANNED),
        ("سوف يتم إجلاء الجرحى من المدينة المحاصرة", PLANNED),
        ("تعتزم المنظمة إدخال مساعدات غذائية إلى المدينة المحاصرة", PLANNED),
        ("يلتقي المبعوث الأممي وفد المعارضة السورية السبت في جنيف", PLANNED),
        ("يصوت مجلس الأمن الاثنين على قرار الهدنة", PLANNED),
        ("سيجتمع وزيرا الخارجية الروسي والتركي لبحث الهدنة", PLANNED),
        ("ستدخل الهدنة حيز التنفيذ منتصف الليل", PLANNED),
        ("من المنتظر بدء سريان الهدنة مساء الأحد", PLANNED),
        ("تم الاتفاق على إجلاء مقاتلي المعارضة من الحي", PLANNED),
        ("المفاوضات بين وفد الحكومة والمعارضة تعقد الأسبوع المقبل لبحث الأزمة في جنيف بعد مفاوضات تعقد غدا", PLANNED),
        ("تستعد القوات لإجلاء رعاياها من طرابلس", PLANNED),
        # denied
        ("نفى الجيش قصف المستشفى", DENIED),
        ("نفت وزارة الدفاع استهداف الطيران الحربي للسوق", DENIED),
        ("لم يقصف الطيران السوق", DENIED),
        ("لا صحة لقصف الطيران للسوق", DENIED),
        ("ينفي المتحدث وقوع اشتباكات مع الجيش", DENIED),
        ("لم تقصف المدفعية الحي اليوم", DENIED),
        ("نافيا اعتقال الجيش لأي مدني", DENIED),
        # no event
        ("دعا المبعوث إلى وقف القصف", None),
        ("طالب المجلس بالانسحاب وأن يتوقف قصف البلدة", None),
        ("تحدث الأمن عن اعتزامهم شن هجوم على الجيش", None),
        ("طالبت المعارضة بهدنة تدخل حيز التنفيذ فورا", None),
        ("ناشد الأهالي المنظمات إجلاء الجرحى من الحي المحاصر", None),
        ("وجهت المنظمة نداء لإدخال مساعدات غذائية إلى المدينة المحاصرة", None),
        ("حث الوزير الأطراف على الالتزام بوقف القصف", None),
        ("شدد على ضرورة إيصال المساعدات الغذائية إلى المحاصرين", None),
        ("يجب إجلاء المدنيين من المدينة", None),
        ("ينبغي وقف الغارات", None),
        ("لا بد من إجلاء الجرحى المدنيين", None),
        ("هدد القائد بقصف المطار", None),
        ("توعد التنظيم باقتحام المدينة", None),
        ("لوح الحزب بقصف العاصمة", None),
        ("يخشى السكان قصف الحي", None),
        ("مخاوف من اقتحام الجيش للمخيم", None),
        ("حذرت المنظمة من قصف المستشفيات", None),
        ("إذا قصف الجيش المدينة فسيرد الثوار", None),
        ("لو قصف الطيران الحي لقتل العشرات", None),
        ("في حال اقتحام الجيش للمدينة ستقع كارثة", None),
        ("ما لم يتوقف القصف فلن تستأنف المفاوضات", None),
        ("ربما قصف الطيران هدفا خاطئا", None),
        ("قد يقصف الطيران المدينة", None),
        ("احتمال قصف المدينة قائم", None),
        ("لا يستبعد المحللون إمكانية اقتحام الجيش للمدينة", None),
        ("من أجل تحرير المدينة من المسلحين", None),
        ("بهدف السيطرة على المدينة دفع الجيش بقواته", None),
        ("تسعى القوات العراقية إلى استعادة الموصل", None),
        ("تأمل الأمم المتحدة في إجلاء المرضى المدنيين", None),
        ("رفض الوفد وقف إطلاق النار", None),
        ("بحث الوزيران سبل وقف إطلاق النار", None),
        ("خرق للهدنة في الحديدة", None),
        ("مقترح هدنة قدمته روسيا", None),
        ("خطة لتحرير الموصل من داعش", None),
        ("فشلت قوات النظام في استعادة البلدة", None),
        ("حاول الجيش السيطرة على التلة", None),
        ("حشد الجيش قواته لاستعادة السيطرة على القاعدة", None),
        ("في عام 1982 قصفت قوات النظام مدينة حماة", None),
        ("قبل سنوات سيطر داعش على المدينة", None),
        ("أحيا الأهالي الذكرى السنوية لقصف المدرسة", None),
        ("دون قصف أو اشتباكات مضى اليوم", None),
        ("لن يقصف الجيش المدينة", None),
        ("لا قصف على المدينة اليوم", None),
        ("يطالب السكان بوقف القصف ورفع الحصار، وإدخال المساعدات الغذائية إلى المدينة", None),
        ("ودعت العضو، فلانة الفلانية، إلى مظاهرات في المدن", None),
        ("تدرب الجنود على اقتحام المباني في مناورات مشتركة", None),
        # what is said of an act, not that it was
        ("تحرير المدينة من المسلحين بات قريبا", None),
        ("إن تحرير المدينة من المسلحين يمثل أولوية للجيش", None),
        ("قال القائد إن تحرير المدينة من المسلحين لن يحتاج إلى وقت طويل", None),
        ("رفعت القوات تأهبها من هجمات محتملة للمسلحين", None),
        ("أعلن القائد أن تحرير المدينة من المسلحين تم أمس", REPORTED),
        ("تبقى القوات على الطريق إلى حين طرد المسلحين من المدينة", None),
        ("قصفت الطائرات ليلا مواقع المسلحين", REPORTED),
        ("قتل جنديان ليلا في غارة جوية على المعسكر", REPORTED),
        ("كرر القائد وعودا باستعادة المدينة من المسلحين", None),
        ("غالبا ما يلجأ الجيش إلى قصف المدينة", None),
        ("وغالبا ما يلجأ الطرفان إلى قصف الأحياء السكنية", None),
        ("اتهم الوزير جهات بتسهيل قصف المدينة", REPORTED),
    ],
)
def test_factuality(sentence: str, status: Status | None) -> None:
    statuses = {trigger.status for trigger in found(sentence)}
    assert statuses == ({status} if status else set()), [trigger.rule for trigger in found(sentence)]


def test_a_definite_noun_that_points_back_is_marked() -> None:
    (trigger,) = found("وأسفر القصف عن سقوط ضحايا بين عناصر الجيش")
    assert trigger.rule == "shell.noun+anaphor"


@pytest.mark.parametrize(
    ("verb", "rule"),
    [
        ("بسطوا", "capture_noun.noun+gunmen"),
        ("أحكموا", "capture_noun.noun+gunmen"),
        ("أنهوا", "capture_noun.noun+gunmen+anaphor"),
        ("فقدوا", "lost_ground.verb+from-gunmen"),
    ],
)
def test_control_that_is_extended_takes_up_none_told_before(verb: str, rule: str) -> None:
    (trigger,) = found(f"وأكد أن المسلحين {verb} سيطرتهم لبعض الوقت على حيين")
    assert trigger.rule == rule


@pytest.mark.parametrize(
    ("sentence", "rule"),
    [
        ("وتجددت الاشتباكات حول السوق مع الجيش", "clash.noun"),
        ("اندلعت الاشتباكات مع الجيش", "clash.noun"),
        ("انتهت الاشتباكات مع الجيش", "clash.noun+anaphor"),
        ("وأسفرت الاشتباكات حول السوق عن مقتل جنود", "clash.noun+anaphor"),
    ],
)
def test_a_fight_that_breaks_out_takes_up_none_told_before(sentence: str, rule: str) -> None:
    (trigger,) = found(sentence)
    assert trigger.rule == rule


def test_rule_names_entry_form_and_evidence() -> None:
    (trigger,) = found("قصف مروحي بالبراميل على داريا")
    assert trigger.rule == "shell.verb+aircraft"


def test_the_rest_of_the_document_proves_the_conflict() -> None:
    text = "وقع هجوم عند البوابة."
    war = "قتل جنود ومسلحون في قصف بالمدفعية والصواريخ والقذائف على ثكنة. سقط قتلى من المقاتلين برصاص قناص. " + text
    assert found(text) == ()
    last = sentences(war)[-1]
    assert [trigger.span.of(war) for trigger in find_triggers(war, last)] == ["هجوم"]


def test_words_that_need_others_tell_nothing_without_them() -> None:
    openings = trigger_openings()
    assert not set(tellings(openings, frozenset({"اندس", "رجل"})))
    assert "اندس" in tellings(openings, frozenset({"اندس", "انتحاري"}))
    assert set(tellings(openings, frozenset({"قصفت", "كتاب"}))) == {"قصفت"}


def test_spans_are_raw_and_in_order() -> None:
    document = "عنوان\nقَصَفَ الطيرانُ البلدةَ، ودارت اشتبـاكات عنيفة"
    triggers = [trigger for sentence in sentences(document) for trigger in find_triggers(document, sentence)]
    assert [trigger.span.of(document) for trigger in triggers] == ["قَصَف", "اشتبـاكات"]


WORDS = [
    "قصف",
    "الطيران",
    "دعا",
    "إلى",
    "وقف",
    "هدنة",
    "،",
    "الجيش",
    "و",
    "سيطر",
    "على",
    "لم",
    "إذا",
    "2016",
    "عام",
    ".",
    "لقصف",
    "في",
    "قد",
]


@settings(max_examples=200, deadline=None)
@given(st.lists(st.sampled_from(WORDS), max_size=25).map(" ".join) | st.text(max_size=80))
def test_spans_lie_in_the_sentence_and_never_run_backwards(text: str) -> None:
    document = f"عنوان\n{text}"
    for sentence in sentences(document):
        triggers = find_triggers(document, sentence)
        assert all(sentence.contains(trigger.span) and len(trigger.span) for trigger in triggers)
        assert [trigger.span.start for trigger in triggers] == sorted(trigger.span.start for trigger in triggers)
        assert triggers == find_triggers(document, sentence)


@pytest.mark.shared
@pytest.mark.skipif(not (SHARED / "corpus").is_dir(), reason="the corpus of real articles is not here")
def test_news_without_war_hardly_ever_fires() -> None:
    listed = subprocess.run(  # noqa: S603 - our own reader of the optional data
        [sys.executable, str(SHARED / "tools" / "corpus.py"), "--limit", "2500"],
        capture_output=True,
        check=True,
        text=True,
    )
    articles = [json.loads(line) for line in listed.stdout.splitlines()]
    peaceful = [one for one in articles if PEACE.search(one["text"]) and not WAR.search(one["text"])]
    fired = [
        (article["id"], trigger.rule)
        for article in peaceful
        for document in [f"{article['title']}\n{article['text']}"]
        for part in sentences(document)
        for trigger in find_triggers(document, part)
        if trigger.event_type in VIOLENT
    ]
    assert len(peaceful) > 150
    assert len(fired) <= len(peaceful) // 100, fired
