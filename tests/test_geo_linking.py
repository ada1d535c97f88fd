"""Which place each act of a report gets, and how many died there: tables of made-up reports."""

import datetime as dt

import pytest
from event_factory import DAY
from event_factory import mention as made_up
from report_factory import PUBLISHED, mentions, place_of

from gazetteer.index import Gazetteer
from geo.article import Article
from geo.pipeline import extract
from geo.taxonomy import Role, SubEventType, TimePrecision
from geo.telling import told_once


def sites(text: str, gazetteer: Gazetteer, title: str = "") -> list[str]:
    """«place» or «relation place» of each event, in order; «?» for none."""
    found = []
    for mention in mentions(text, gazetteer, title):
        name = place_of(mention)
        found.append(name if mention.relation == "at" else f"{mention.relation} {name}")
    return found


SITES = [
    ("a countryside holds them", "قصفت الطائرات مورك واللطامنة في ريف حماة الشمالي أمس.", ["مورك", "اللطامنة"]),
    ("another target", "أطلقوا صاروخا على تل أبيب وأربعة على عسقلان أمس.", ["تل أبيب", "عسقلان"]),
    ("where they have come to", "تسللت قوة من الجيش إلى بيجي واعتقلت ثلاثة مسلحين أمس.", ["بيجي"]),
    (
        "not to where a distance leads",
        "انسحب المقاتلون من بنغازي الواقعة على مسافة 700 كيلومتر تقريبا شرق طرابلس.",
        ["بنغازي"],
    ),
    ("each of them", "شنت الطائرات غارات على كل من مورك واللطامنة في ريف حماة.", ["مورك", "اللطامنة"]),
    ("a countryside of its own", "قصفت الطائرات ريف حماة الشمالي أمس.", ["countryside حماة"]),
    (
        "where a party was on its way",
        "اشتبك مقاتلون من حزب الله فجرا مع قوة إسرائيلية حاولت التسلل إلى أطراف بلدة عيتا الشعب.",
        ["edge عيتا الشعب"],
    ),
    (
        "a barrel here, bombing there",
        "قتل 11 مدنيا جراء سقوط برميل متفجر على مبنى في حي الشعار في حلب، كما طال القصف حي مساكن هنانو.",
        ["الشعار", "مساكن هنانو"],
    ),
    (
        "since a day in another clause",
        "شهدت الحدود قتالا منذ اندلاع المواجهات في الثامن من تموز 2012، إذ استهدفت مسيرة إسرائيلية سيارة في بلدة حولا.",
        ["حولا"],
    ),
    (
        "fronted town, not the place before",
        (
            "قصفت الطائرات قاعدة حميميم. وفي اللاذقية صد الجيش هجوما على ثكنة له وأوقف عشرة، وفق ما ذكرته وكالة رسمية، "
            "وفرض حظرا للتجول حتى الأحد، كما انقطع التيار الكهربائي عن أنحاء المحافظة."
        ),
        ["قاعدة حميميم", *["اللاذقية"] * 3],
    ),
    ("between two", "هاجم مسلحون حاجزا للجيش على الطريق بين نوى والشيخ مسكين.", ["between نوى"]),
    ("road of two", "انفجر لغم أرضي بسيارة للجيش على طريق دمشق - السويداء.", ["road دمشق"]),
    ("two towns are no stretch", "قصفت المدفعية بلدتي نوى والشيخ مسكين.", ["نوى", "الشيخ مسكين"]),
    ("taken from each", "اختطف تنظيم داعش 18 شابا من ناحية حمام العليل وناحية القيارة.", ["حمام العليل", "القيارة"]),
    ("no country beside a town", "دارت اشتباكات بين الجيش ومسلحين في الموصل وسوريا.", ["الموصل"]),
    ("seat of a unit", "سقطت قذائف على الرمادي، مركز محافظة الأنبار.", ["الرمادي"]),
    ("the capital in apposition", "انفجرت سيارة مفخخة وسط العاصمة بغداد.", ["part بغداد"]),
    ("capital behind its act", "تفجير بغداد يوقع عشرين قتيلا.", ["بغداد"]),
    (
        "fronted town of a way between two",
        "وفي درعا، هاجم مسلحون حاجزا للجيش على الطريق بين نوى والشيخ مسكين وأسروا ثمانية جنود.",
        ["between نوى"],
    ),
    (
        "lists in two countrysides, names unread",
        "شنت الطائرات غارات على مورك واللطامنة والأربعين في ريف حماة، وخان شيخون والهبيط في ريف إدلب.",
        ["مورك", "اللطامنة", "الأربعين", "خان شيخون", "الهبيط"],
    ),
    (
        "list with adjectives of names",
        "قصف المسلحون أحياء زعيطر الأسفل والبلحوس وحي المسبح في مدينة تعز.",
        ["تعز", "تعز", "حي المسبح"],
    ),
    ("no site in an office", "أعلن محافظ الأنبار مقتل خمسة مسلحين في غارة جوية على بلدة هيت.", ["هيت"]),
    ("side of a town", "قصفت المدفعية أحد أحياء شمال عدن.", ["part عدن"]),
    ("day between commas", "سيطرت قوات النظام، الثلاثاء، على بلدة كفرنبل.", ["كفرنبل"]),
    ("speaker between commas", "شنت الطائرات الحربية، بحسب المرصد، غارات على كفرنبل.", ["كفرنبل"]),
    (
        "a seat only says where",
        "دخلت 21 شاحنة محملة بالأغذية إلى بلدتي الفوعة وكفريا المحاصرتين من مسلحي الفصائل في إدلب.",
        ["الفوعة", "كفريا"],
    ),
    ("seat in front", "وفي عدن فجر انتحاري سيارة مفخخة أمام مبنى للجيش في خور مكسر.", ["خور مكسر"]),
    ("people of elsewhere", "وزع الجنود سلالا غذائية على نازحي الموصل في مخيم الخازر.", ["الخازر"]),
    ("town in the sky", "اعترضت الدفاعات الجوية لقوات النظام صاروخا في سماء مصياف.", ["مصياف"]),
    ("again, on another place", "شن الطيران أربع غارات على صرواح بمأرب وثلاث غارات على المخا.", ["صرواح", "المخا"]),
    (
        "what they took, where they attacked",
        "هاجم مسلحون مدينة الحوطة في لحج وسيطروا على مقار أمنية.",
        ["الحوطة", "الحوطة"],
    ),
    ("a claim is no act", "فجر انتحاري نفسه في صنعاء وسط الجنود. وتبنى تنظيم داعش الهجمات في بيان.", ["صنعاء"]),
    ("a town that no layer knows", "قصفت قوات النظام حلب. وفي زعيطر أحرق مسلحون منازل المدنيين.", ["حلب"]),
    ("a side of the country", "قصفت قوات النظام حلب. وأسر المقاتلون ثلاثة جنود في شمال البلاد.", ["حلب"]),
    ("first since a year", "شنت الطائرات الروسية غارات على حلب لأول مرة منذ 2016.", ["حلب"]),
    (
        "a place of no layer beside known ones",
        "قصفت الطائرات مورك واللطامنة وزعيطرة في ريف حماة.",
        ["مورك", "اللطامنة", "محافظة حماة"],
    ),
    ("where the force comes from", "أرسل الجيش تعزيزات من حمص إلى تدمر.", ["تدمر"]),
    ("what a masdar acts on", "واصل مقاتلو الفصائل أمس حصارهم لمدينة سراقب.", ["سراقب"]),
    ("a heading tells nothing of its own", "قصفت الطائرات مدينة سراقب.\nتفجير وقصف\nعاد الهدوء إلى البلدة.", ["سراقب"]),
    ("the page around a report", "قصفت الطائرات مدينة سراقب.\nسمات اشتباكات حلب قصف", ["سراقب"]),
    (
        "the act before, whose doers go on",
        "هاجم مسلحون مقرا للجيش قرب بلدة سراقب ليلا، بعد أن انسحبت منه القوات، واعتقلوا ثمانية جنود.",
        ["near سراقب", "near سراقب"],
    ),
    (
        "what is told after says where",
        "قتل ثلاثة مدنيين برصاص مسلحين في محافظة إدلب. وقالت الشرطة إن الحادثة وقعت في بلدة سراقب.",
        ["سراقب"],
    ),
    (
        "what is told after lies elsewhere",
        "قتل ثلاثة مدنيين برصاص مسلحين في محافظة إدلب. وقالت الشرطة إن الحادثة تشبه ما وقع في بلدة مضايا.",
        ["محافظة إدلب"],
    ),
    (
        "not the country in between",
        "قتلت القوات عشرة مدنيين في مدينة مركة. ونفت البعثة في الصومال قتل مدنيين. وقتل خمسة من المسلحين برصاص الجنود.",
        ["مركا", "مركا"],
    ),
    (
        "a town without a name",
        "هاجم مسلحون حاجزا للجيش في مدينة حمص. وقتل انتحاري عشرة أشخاص في بلدة على الحدود مع تركيا.",
        ["حمص"],
    ),
    (
        "quarters without a name",
        "قصفت المدفعية حي الصاخور في حلب. وقتل جنديان في اشتباكات في الأحياء الشرقية.",
        ["الصاخور"],
    ),
    ("a siege that lasts", "تحاصر قوات النظام بلدة مضايا منذ ستة أشهر.", ["مضايا"]),
    (
        "the city, and where to",
        "استولى مسلحون على مدينة الموصل. وفرت مئات الأسر من المدينة إلى إقليم كردستان هربا من القذائف.",
        ["الموصل", "الموصل"],
    ),
    (
        "a town, though another tells where it lies",
        "وفي أطراف داقوق جنوبي كركوك، أوقف مسلحون حافلة ليلة أمس، وأنزلوا ركابها فأعدموا ثلاثة منهم في المكان.",
        ["edge داقوق"],
    ),
    ("a town that holds others", "وفي درعا، خرج مقاتلون من مواقعهم مساء أمس، فهاجموا حاجزا في نوى.", ["نوى"]),
    (
        "where they arrive",
        "وصل 1300 شخص هربا من المعارك إلى مخيم الزعتري خلال ثلاثة أيام، ودخلت مدينة نوى قافلة تحمل مساعدات.",
        ["مخيم الزعتري", "نوى"],
    ),
    (
        "where order comes back to, not what holds it",
        (
            "أعادت وحدات من الجيش الأمن والاستقرار إلى بلدة رنكوس في منطقة القلمون بعد القضاء على آخر تجمعات "
            "الإرهابيين فيها."
        ),
        ["رنكوس"],
    ),
    ("not where the hurt are carried", "قصفت الطائرات بلدة نوى أمس، ونقل الجرحى إلى درعا.", ["نوى"]),
    (
        "where they are driven from, not the mountains that hold it",
        "وفي الجبل الغربي قال مقاتلون إنهم طردوا القوات الحكومية من بلدة ككلة أمس.",
        ["ككلة"],
    ),
    ("the place right behind a masdar", "مظاهرات الناصرية تتجدد وإحراق مكتب في السماوة.", ["الناصرية"]),
    (
        "the place behind في, where the one right behind the masdar is a party",
        "اشتباكات بين الجيش والمسلحين في الناصرية.",
        ["الناصرية"],
    ),
    (
        "on this side of the border, not beyond it",
        "فجر الجيش عشرات المنازل في رفح ضمن المنطقة العازلة على الحدود مع قطاع غزة أمس.",
        ["رفح"],
    ),
    ("nothing but the border named", "قتل جندي في تبادل لإطلاق النار على الحدود مع قطاع غزة أمس.", ["قطاع غزة"]),
    (
        "a bridge over a river is of the town in mind",
        "سيطر الجيش على حي العريبي في الموصل أمس. وقصفت طائرات التحالف الجسر القديم على نهر دجلة.",
        ["الموصل", "الموصل"],
    ),
    (
        "a bridge over a river near a town is there",
        "قصفت الطائرات مدينة الرقة أمس. ودمرت طائرات التحالف جسرا على نهر الفرات قرب بلدة عين عيسى.",
        ["الرقة", "عين عيسى"],
    ),
    (
        "as for one place",
        (
            "أما في حي الوعر الذي لجأ إليه آلاف السكان، فقد انفجرت عبوة ناسفة عصر الخميس، تلاها شن الأمن "
            "حملة دهم اعتقل خلالها 25 شابا."
        ),
        ["الوعر", "الوعر"],
    ),
    ("as for somebody, not the place he is from", "أما مقاتلو حلب فهاجموا حاجزا في بلدة نبل أمس.", ["نبل"]),
    (
        "where the fighting has come to",
        "دخل الجيش بلدة هجين يوم الخميس، فيما وصلت الاشتباكات اليوم إلى مشارف قرية السوسة القريبة من مركز البلدة.",
        ["هجين", "edge السوسة"],
    ),
    (
        "not where those go who flee from the fighting",
        "خلفت الاشتباكات في هجين ثلاثة قتلى ووصل الجرحى إلى السوسة.",
        ["هجين"],
    ),
    (
        "not where the camps of those taken away are",
        (
            "استعاد الجيش بلدة سنجار أمس. ونقلت شاحنات مئات المدنيين إلى مخيمات في محافظة دهوك، فيما قصفت "
            "الطائرات مواقع التنظيم في البلدة."
        ),
        ["سنجار", "سنجار"],
    ),
    ("where rockets go", "أطلق المسلحون صواريخ باتجاه مواقع في بلدة نبل أمس.", ["نبل"]),
    (
        "the only place, but another act's",
        (
            "قصفت الطائرات مساء أمس القرى، وقالت مصادر طبية إن القتلى عشرة، بينهم أطفال، كما اعتقلت الشرطة "
            "ثلاثة رجال في مدينة نوى."
        ),
        ["?", "نوى"],
    ),
    (
        "the same district",
        (
            "حررت القوات الجمعة الماضية قرى في مديرية عبس بمحافظة حجة، وشنت المقاتلات غارات على تجمعات "
            "للمليشيا في المديرية ذاتها."
        ),
        ["عبس", "عبس"],
    ),
    ("a noun of which no place is called", "قصفت الطائرات بلدة نوى أمس، وقال المصدر ذاته إن أحدا لم يصب.", ["نوى"]),
    (
        "where those live who tell it",
        (
            "قصف الجيش طرابلس صباحا. وتحدث سكان من زليتن عبر الهاتف عن حملة دهم شنتها القوات يوم الأحد، "
            "أوقفت خلالها العشرات."
        ),
        ["طرابلس", "زليتن"],
    ),
    (
        "not where an official speaks",
        (
            "قصف الجيش طرابلس صباحا. وتحدث مسؤول من زليتن عبر الهاتف عن حملة دهم شنتها القوات يوم الأحد، "
            "أوقفت خلالها العشرات."
        ),
        ["طرابلس", "طرابلس"],
    ),
    (
        "the town of the act before",
        "قصفت الطائرات حمص فجرا، وخرجت عائلات من حمص. واقتحم الجيش تدمر أمس. ودارت اشتباكات في محيط المدينة.",
        ["حمص", "حمص", "تدمر"],
    ),
    (
        "the town that its own sentence names",
        "قصفت الطائرات حمص فجرا. واقتحم الجيش تدمر أمس. وفي حمص، قال ناشطون إن اشتباكات دارت في محيط المدينة.",
        ["حمص", "تدمر", "حمص"],
    ),
    (
        "several provinces are not the one in mind",
        "قصفت الطائرات بلدة تدمر أمس. وواصل الطيران غاراته على عدد من المحافظات خلال الساعات الماضية.",
        ["تدمر"],
    ),
    (
        "a front without a name",
        "قصفت الطائرات بلدة تدمر أمس. وعلى جبهة أخرى دارت اشتباكات في السخنة قتل فيها ثلاثة.",
        ["تدمر", "السخنة"],
    ),
    (
        "a village that nobody knows, beside one that is known",
        "قصفت المدفعية أمس قريتي أم الكيف والزعيطرة.",
        ["أم الكيف", "أم الكيف"],
    ),
    (
        "a village that nobody knows, beside a city",
        "قصفت المدفعية أمس الحسكة وقرية الزعيطرة.",
        ["الحسكة", "محافظة الحسكة"],
    ),
    (
        "not what it lies between",
        "هاجم المسلحون مدينة القريتين الواصلة بين ريف حمص الشرقي ومنطقة القلمون أمس، وقتلوا ثلاثة جنود.",
        ["القريتين"],
    ),
    ("the road between two is the site", "قصفت الطائرات الطريق الرابط بين حمص وحماة أمس.", ["between حمص"]),
    (
        "names in quotation marks",
        'سيطر مسلحو المعارضة أمس على بلدة "خطاب"، وعدة قرى أهمها "المجدل" و"تل زعيطر" و"الشير" في ريف حماة.',
        ["خطاب", "محافظة حماة", "محافظة حماة", "الشير"],
    ),
    (
        "behind what opens the list",
        "سيطر مسلحو المعارضة أمس على بلدات وتجمعات عديدة شمال حماة منها حلفايا ومورك وصوران.",
        ["حلفايا", "مورك", "صوران"],
    ),
    (
        "not whence missiles came",
        "نفذ العدو الإسرائيلي فجر أمس عدوانا جويا من اتجاه رياق مستهدفا نقاطا في محيط دمشق.",
        ["near دمشق"],
    ),
    (
        "not where those shoot from who hit it",
        "سقط جرحى في بلدتي رخم وبصر الحرير أمس بعد أن قصفتهما مدفعية الجيش المتمركزة في مطار الثعلة.",
        ["رخم", "بصر الحرير"],
    ),
    (
        "not beside the unit that shoots",
        "قصف الجيش مدينة الشيخ مسكين أمس بالمدفعية من اللواء 12 وبلدتي قرفا والسحيلية.",
        ["الشيخ مسكين"],
    ),
    (
        "what came under control",
        "باتت بلدات أبو حمام والكشكية وغرانيج بالريف الشرقي لدير الزور في قبضة تنظيم داعش أمس.",
        ["أبو حمام", "الكشكية", "غرانيج"],
    ),
    (
        "not what it was held till then",
        "أصبحت مدينة أريحا، وهي آخر ما كان بيد قوات النظام في ريف إدلب، تحت سيطرة مقاتلي المعارضة أمس.",
        ["أريحا"],
    ),
    ("part of a town, with an adjective", "سيطرت القوات العراقية أمس على بعض الأحياء المهمة لمدينة بيجي.", ["بيجي"]),
    (
        "not where the sources are",
        "قتل ثلاثة جنود بتفجير عبوة ناسفة في تكريت أمس، حسب مصادر أمنية وطبية في بغداد.",
        ["تكريت"],
    ),
    ("whose seat is struck", "قتل ثلاثة مسلحين أمس في تفجير انتحاري استهدف مقرهم في سامراء شمال بغداد.", ["سامراء"]),
    ("no sea is taken", "أعلن مقاتلو المعارضة أمس أن قرية السمرا، وهي أول منفذ لهم على البحر المتوسط، باتت بيدهم.", []),
    (
        "not where an intercepted missile set out",
        "تمكن الدفاع الجوي أمس من اعتراض صاروخ أطلقته المليشيا الحوثية من محافظة صعدة نحو جازان.",
        ["جازان"],
    ),
    ("not the backdrop", "على وقع الصراع في غزة، صدت القوات الأمريكية أمس هجوما للفصائل المسلحة.", []),
    (
        "a comma between a taking and what was taken",
        "سيطر مقاتلو المعارضة صباح اليوم السبت، على بلدة سراقب.",
        ["سراقب"],
    ),
    (
        "no combing without its place",
        "قصف الجيش طرابلس صباحا. وأضاف الجيش أن قواته نفذت عمليات تمشيط لمنع التسلل.",
        ["طرابلس"],
    ),
    (
        "a combing with its place",
        "قصف الجيش طرابلس صباحا. وقال إن قواته تمشط بلدة ترهونة من المسلحين.",
        ["طرابلس", "ترهونة"],
    ),
    (
        "some of the quarters of a city",
        "استهدفت طائرات حربية بالغارات أحياء مدينة حلب الخاضعة للمعارضة، ومنها الجزماتي والميسر والصاخور.",
        ["الجزماتي", "الميسر", "الصاخور"],
    ),
    (
        "and more of its countryside",
        "استهدفت طائرات حربية بالغارات أحياء حلب، ومنها الميسر والصاخور، إضافة إلى كل من بلدات تقاد ودارة عزة.",
        ["الميسر", "الصاخور", "تقاد", "دارة عزة"],
    ),
    ("above all", "قصفت المدفعية مدن الغوطة الشرقية، ولا سيما مدينتا دوما وحرستا.", ["دوما", "حرستا"]),
    ("a city alone, with what is in it", "قصفت المدفعية مدينة حلب ومنها انطلقت قافلة إلى دمشق.", ["حلب"]),
    (
        "where it went on most",
        "تتواصل اشتباكات الجيش والمسلحين في ريف حمص منذ أيام، وتتركز في مدينتي الرستن وتلبيسة.",
        ["الرستن", "تلبيسة"],
    ),
    (
        "in a further place, of which nothing else is told",
        "شنت الطائرات غارات على المسلحين في محيط نوى شمال درعا، وفي محيط الشيخ مسكين فجر اليوم.",
        ["near نوى", "near الشيخ مسكين"],
    ),
    (
        "in a further place, another act",
        "دارت اشتباكات بين الجيش ومسلحين في دوما، وفي حلب افتتح الوزير مدرسة.",
        ["دوما"],
    ),
]


@pytest.mark.parametrize(("text", "expected"), [row[1:] for row in SITES], ids=[row[0] for row in SITES])
def test_the_places_of_an_act(text: str, expected: list[str], gazetteer: Gazetteer) -> None:
    assert sites(text, gazetteer) == expected


def test_a_stretch_lies_halfway_and_reaches_both_ends(gazetteer: Gazetteer) -> None:
    (mention,) = mentions("هاجم مسلحون حاجزا للجيش على الطريق بين نوى والشيخ مسكين.", gazetteer)
    ends = [gazetteer.places[name] for name in ("sy-nawa", "sy-shaykh-miskin")]
    assert mention.lat == pytest.approx(sum(end.lat or 0 for end in ends) / 2, abs=1e-4)
    assert mention.lon == pytest.approx(sum(end.lon or 0 for end in ends) / 2, abs=1e-4)
    assert mention.geo_precision == "area"
    assert mention.place_surface == "نوى والشيخ مسكين"


def test_both_ends_of_a_stretch_are_sites(gazetteer: Gazetteer) -> None:
    text = "هاجم مسلحون حاجزا للجيش على الطريق بين نوى والشيخ مسكين."
    found = extract(Article(id="a", title="", text=text, date=PUBLISHED), gazetteer=gazetteer)
    assert {tag.surface for tag in found.geotags if tag.role is Role.EVENT_SITE} == {"نوى", "الشيخ مسكين"}


DEALT_OUT: list[tuple[str, str, list[tuple[str, int | None]]]] = [
    (
        "part of a total",
        "استشهد 14 مواطنا بينهم 5 في مدينة دوما و3 في عربين بقصف مدفعي.",
        [("دوما", 5), ("عربين", 3)],
    ),
    (
        "told after the toll",
        "ارتفع إلى 9 عدد الشهداء جراء ضربات الطائرات أمس، وهم 5 في معرة النعمان، و3 في قرية جبالا، ورجل في أريحا.",
        [("معرة النعمان", 5), ("جبالا", 3), ("أريحا", 1)],
    ),
    (
        "the first with its own verb",
        "قتل خمسة جنود بانفجار عبوة ناسفة في الرمادي واثنان في هيت.",
        [("الرمادي", 5), ("هيت", 2)],
    ),
    (
        "of a longer list",
        "قصفت الطائرات الروسية مدينتي إدلب وأريحا وبلدة بنش، ما أسفر عن مقتل ثلاثة مدنيين في إدلب واثنين في أريحا.",
        [("إدلب", 3), ("أريحا", 2), ("بنش", None)],
    ),
    (
        "hurt by its own word",
        "قتل خمسة مدنيين في دوما بقصف مدفعي و3 جرحى في عربين.",
        [("دوما", 5), ("عربين", None)],
    ),
    ("dead without a word of its own", "سقط خمسة قتلى في دوما بقصف مدفعي، و3 في عربين.", [("دوما", 5), ("عربين", 3)]),
    ("one place only", "قتل 3 مدنيين في دوما بقصف مدفعي.", [("دوما", 3)]),
    ("another verb", "قتل 3 مدنيين في دوما بقصف مدفعي وأصيب 5 في عربين.", [("دوما", 3), ("عربين", None)]),
    ("no count of people", "قتل 12 في غارات على حلب وقال طبيب في إدلب إن 3 في حالة خطرة.", [("حلب", 12)]),
    (
        "in a sentence of its own",
        "سقط سبعة قتلى في غارات على الغوطة الشرقية أمس. وأوضح ناشطون أن أربعة منهم قضوا في دوما وثلاثة في حمورية.",
        [("دوما", 4), ("حمورية", 3)],
    ),
    (
        "in a sentence of its own, more than fell",
        "سقط سبعة قتلى في غارات على الغوطة الشرقية أمس. وأوضح ناشطون أن ستة منهم قضوا في دوما وأربعة في حمورية.",
        [("الغوطة الشرقية", 7)],
    ),
    (
        "in a sentence of its own, elsewhere",
        "سقط سبعة قتلى في غارات على الغوطة الشرقية أمس. وأوضح ناشطون أن أربعة منهم قضوا في مدينة حلب وثلاثة في إدلب.",
        [("الغوطة الشرقية", 7)],
    ),
    (
        "who some of them were, before the place of them all",
        "أمطرت المدفعية أحياء تعز بالقذائف، ما أسفر عن استشهاد تسعة مدنيين بينهم أربعة أطفال في تعز، وثلاثة في إب.",
        [("تعز", 9), ("إب", 3)],
    ),
    (
        "of further means in a further place",
        "واستشهد أربعة في خان شيخون بقصف صاروخي، وثلاثة بينهم امرأة في معرة حرمة جراء برميل سقط على منزلهم.",
        [("خان شيخون", 4), ("معرة حرمة", 3)],
    ),
    (
        "in a sentence of its own, whose source lies in the region",
        "سقط عشرة قتلى في غارات على الغوطة الشرقية.\nووفق الدفاع المدني في الغوطة، قتل سبعة في دوما وثلاثة في سقبا.",
        [("دوما", 7), ("سقبا", 3)],
    ),
    (
        "by their rank",
        "قتل أربعة مدنيين بقصف مدفعي أمس، ثلاثة منهم في دوما والرابع في عربين.",
        [("دوما", 3), ("عربين", 1)],
    ),
    (
        "a rank of something else",
        "قتل أربعة مدنيين بقصف مدفعي على دوما أمس، ووصل الفوج الرابع إلى حلب.",
        [("دوما", 4)],
    ),
    (
        "one before his verb",
        "قال طبيب إن متظاهرا قتل في بغداد وقتل اثنان آخران في الناصرية بالرصاص الحي خلال مواجهات مع القوات الأمنية.",
        [("بغداد", 1), ("الناصرية", 2)],
    ),
]


@pytest.mark.parametrize(("text", "expected"), [row[1:] for row in DEALT_OUT], ids=[row[0] for row in DEALT_OUT])
def test_a_toll_dealt_out_to_places(text: str, expected: list[tuple[str, int | None]], gazetteer: Gazetteer) -> None:
    found = mentions(text, gazetteer)
    assert [(mention.place.name_ar if mention.place else "", mention.fatalities_low) for mention in found] == expected
    assert {mention.fatalities_scope for mention in found if mention.fatalities_low} == {"event"}


UNKNOWN_QUARTERS = [
    ("with what is around it", "سيطر الجيش أمس على كوبري الزنبقة ومحيطه في مدينة سرت.", "سرت"),
    ("in the middle of it", "اغتال مسلحون ضابطا أمام منزله في حي زعيطر وسط البصرة.", "البصرة"),
    ("of its sentence", "وفي الموصل (350 كلم شمال بغداد)، هاجم مسلحون حاجزا للجيش في حي الزنبقة.", "الموصل"),
    ("of where it happened", "وفي تل أبيب، طعن شاب من بلدة الخليل جنديا من الاحتلال في شارع الزنبقة.", "تل أبيب"),
    (
        "of what the report is about",
        "دارت اشتباكات في الموصل.\nسيطر الجيش على تلعفر بعد دخول الموصل.\nأعدم تنظيم داعش ثلاثة مدنيين في حي الزنبقة.",
        "الموصل",
    ),
    ("side of the city between", "انفجرت عبوة ناسفة في حي الزنبقة شرقي المدينة في السويداء.", "السويداء"),
    ("called after another town", "سقطت قذيفة أمس على جامع الموصل في مدينة كركوك فقتل اثنان.", "كركوك"),
    (
        "a hotel called like another country's quarter",
        "انفجرت سيارة مفخخة في القامشلي أمس.\nوانفجرت سيارة ملغومة قرب فندق الشهباء في السوق المحلي بالمدينة.",
        "القامشلي",
    ),
]


@pytest.mark.parametrize(
    ("text", "town"), [row[1:] for row in UNKNOWN_QUARTERS], ids=[row[0] for row in UNKNOWN_QUARTERS]
)
def test_a_quarter_of_no_layer_is_in_the_town_spoken_of(text: str, town: str, gazetteer: Gazetteer) -> None:
    last = mentions(text, gazetteer)[-1]
    assert last.place is not None
    assert last.place.name_ar == town
    assert "place:container_of_unlocated" in last.reasons


def test_a_building_of_a_town_stays_in_it(gazetteer: Gazetteer) -> None:
    (mention,) = mentions("سقطت قذيفة أمس على مستشفى الفلوجة في محافظة الأنبار فقتل اثنان.", gazetteer)
    assert place_of(mention) == "مستشفى الفلوجة"


QUARTERS_OF_A_HEADLINE = [
    ("the one town", "معارك في تعز", "حي الزنبقة", "تعز"),
    ("one of two", "معارك في تعز وعدن", "حي الزنبقة", "?"),
    ("no town", "معارك عنيفة", "حي الزنبقة", "?"),
    ("no quarter", "معارك في تعز", "بلدة الزنبقة", "?"),
]


@pytest.mark.parametrize(
    ("title", "name", "town"),
    [row[1:] for row in QUARTERS_OF_A_HEADLINE],
    ids=[row[0] for row in QUARTERS_OF_A_HEADLINE],
)
def test_a_quarter_of_no_layer_is_in_the_town_of_the_headline(
    title: str, name: str, town: str, gazetteer: Gazetteer
) -> None:
    text = f"قال سكان إن الوضع صعب.\nعاد بعضهم.\nوسقطت قذائف أمس على {name} وقتلت مدنيين من جنود الجيش."
    assert place_of(mentions(text, gazetteer, title)[-1]) == town


QUARTERS_OF_OTHER_TOWNS = [
    ("towns of the report alone", "دارت معارك أمس في الموصل وتلعفر.", "حي العامرية", "الموصل"),
    ("its own town among them", "دارت معارك أمس في بغداد والموصل وتلعفر.", "حي العامرية", "العامرية"),
    ("the capital without a name", "دارت معارك أمس في الموصل وتلعفر. وصمتت العاصمة.", "حي العامرية", "العامرية"),
    ("one town is no report on others", "دارت معارك أمس في الموصل.", "حي العامرية", "العامرية"),
    ("its name says its town", "دارت معارك أمس في تدمر وسراقب.", "حمص القديمة", "حمص"),
    ("an old city of neither", "دارت معارك أمس في بغداد والفلوجة.", "المدينة القديمة", "بغداد"),
    ("an old city of one of them", "دارت معارك أمس في الفلوجة والموصل.", "المدينة القديمة", "الموصل"),
    ("an old city that says its town", "دارت معارك أمس في بغداد والفلوجة.", "الموصل القديمة", "الموصل"),
    ("known without its town", "دارت معارك أمس في تدمر والقصير.", "حي الصاخور", "الصاخور"),
    ("known by another name of its own", "دارت معارك أمس في برطلة وتلعفر.", "الجانب الأيمن", "الموصل"),
]


@pytest.mark.parametrize(
    ("before", "name", "town"),
    [row[1:] for row in QUARTERS_OF_OTHER_TOWNS],
    ids=[row[0] for row in QUARTERS_OF_OTHER_TOWNS],
)
def test_a_quarter_is_of_no_town_that_a_report_on_others_leaves_out(
    before: str, name: str, town: str, gazetteer: Gazetteer
) -> None:
    text = f"{before} وقتل مسلحون تاجرا في {name}."
    assert sites(text, gazetteer)[-1].removeprefix("part ") == town


def test_a_quarter_that_a_layer_knows_is_in_its_own_town(gazetteer: Gazetteer) -> None:
    text = "تقدم الجيش في الموصل. وقال ضابط في بلدة برطلة إن انتحاريا فجر سيارة مفخخة في حي العريبي."
    assert sites(text, gazetteer)[-1] == "الموصل"


def test_a_village_of_no_layer_is_in_the_unit_spoken_of(gazetteer: Gazetteer) -> None:
    text = "شهدت محافظة ديالى هجمات لمسلحين. وقصفت طائرات التحالف مواقع لتنظيم داعش في منطقة الزنبقة."
    assert sites(text, gazetteer)[-1] == "ديالى"


OF_NO_POINT = [
    ("a town is in no city", "قتل خمسة جنود في غاو أمس. وفي بلدة الزنبقة قتل مسلحون تسعة مدنيين.", ["غاو", "?"]),
    ("nor told with its fights", "قتل خمسة جنود في غاو أمس. ودارت اشتباكات في بلدة الزنبقة.", ["غاو", "?"]),
    ("a far distance", "قتل خمسة جنود في دمشق أمس. ودارت اشتباكات في بلدة الزنبقة (250 كلم شمال دمشق).", ["دمشق", "?"]),
    (
        "a distance and side that say where",
        "قتل خمسة جنود في دمشق أمس. ودارت اشتباكات في بلدة الزنبقة على بعد 15 كلم شمال حمص.",
        ["دمشق", "distance حمص"],
    ),
    (
        "a far distance from another town",
        "قتل خمسة جنود في دمشق أمس. ودارت اشتباكات في منطقة الزنبقة الواقعة على بعد 190 كيلومترا شرق حمص.",
        ["دمشق", "?"],
    ),
    ("a side of the capital", "انفجرت عبوة أمس في حمص. وانفجرت عبوة في بلدة الزنبقة شمال دمشق.", ["حمص", "?"]),
    ("a quarter at a side of it", "انفجرت عبوة أمس في حمص. وانفجرت عبوة في حي الزنبقة شمال دمشق.", ["حمص", "دمشق"]),
    (
        "its countryside named",
        "قصفوا ريف تل تمر أمس، إذ سقطت قذائف على قريتي زعيطر والزنبقة.",
        ["countryside تل تمر", "تل تمر", "تل تمر"],
    ),
    ("another act's countryside", "قصفوا ريف حلب أمس، فيما دارت اشتباكات في بلدة زعيطر.", ["countryside حلب", "?"]),
    ("at its gates", "قتل خمسة جنود في حمص أمس. ودارت اشتباكات في حي الزنبقة (3 كلم شمال حمص).", ["حمص", "حمص"]),
    ("a quarter is", "قتل خمسة جنود في غاو أمس. وقصف مسلحون حي الزنبقة.", ["غاو", "غاو"]),
    ("of the town of a quarter", "اعتقل الجيش مدنيا في حي الصاخور أمس. وقصفت طائرات حي الزنبقة.", ["الصاخور", "حلب"]),
]


@pytest.mark.parametrize(("text", "expected"), [row[1:] for row in OF_NO_POINT], ids=[row[0] for row in OF_NO_POINT])
def test_a_place_of_no_layer_has_a_point_only_where_the_text_puts_it(
    text: str, expected: list[str], gazetteer: Gazetteer
) -> None:
    assert sites(text, gazetteer) == expected


COUNTED_FROM = [
    ("its weekday follows", "قصفت الطائرات إدلب بعد يومين على هجوم انتحاري أوقع 30 قتيلا في الباب الاثنين.", 2),
    ("time alone", "قصفت الطائرات إدلب بعد شهرين على هجوم انتحاري في الباب.", 1),
    ("a few days, told too", "قصفت الطائرات إدلب بعد يومين على هجوم انتحاري في الباب.", 2),
]


@pytest.mark.parametrize(("text", "count"), [row[1:] for row in COUNTED_FROM], ids=[row[0] for row in COUNTED_FROM])
def test_an_act_from_which_time_is_counted(text: str, count: int, gazetteer: Gazetteer) -> None:
    assert len(mentions(text, gazetteer)) == count


KNOWN_BEFORE = [
    ("by its place", "طالب ذوو ضحايا تفجير سراقب بتعويضات من الجيش.", []),
    ("and dated", "وقع تفجير سراقب أمس وأدى إلى مقتل جنديين.", ["سراقب"]),
    ("whom it befell", "قال مسؤول في حماة إن الصحفيين الذين خطفهم مسلحون في سراقب بخير.", []),
    ("and when", "قال مسؤول إن الصحفيين الذين خطفهم مسلحون أمس في سراقب بخير.", ["سراقب"]),
    ("by those who condemn it", "أدان وجهاء في مدينة حماة التفجير الذي استهدف الجيش في مدينة سراقب أمس.", ["سراقب"]),
    ("what was planned", "اعتقلت الشرطة أمس في مدينة حماة عشرين مسلحا خططوا لتفجير مساجد في مدينة تدمر.", ["حماة"]),
    ("how it was once", "انسحب المقاتلون في السابق من مدينة سراقب بعد المعارك.", []),
    (
        "by an old decision",
        ("أصدر الوزير قرارا في أكتوبر 2014، عقب هجوم مسلح في سوسة، وأعلنت السلطات تمديده في 10 حزيران الجاري."),
        [],
    ),
    (
        "and by a late one",
        "أصدر الوزير قرارا في أكتوبر 2014، فيما قتل جنديان في هجوم مسلح في سوسة في 10 حزيران الجاري.",
        ["سوسة"],
    ),
    ("where the hurt were taken", "وصل 80 جريحا إلى مدينة حماة بعد إصابتهم جراء الهجمات التي شنها المسلحون.", ["?"]),
]


@pytest.mark.parametrize(("text", "expected"), [row[1:] for row in KNOWN_BEFORE], ids=[row[0] for row in KNOWN_BEFORE])
def test_acts_that_readers_know(text: str, expected: list[str], gazetteer: Gazetteer) -> None:
    assert sites(text, gazetteer) == expected


MEANS = [
    ("aircraft in support", "شنت قوات النظام هجوما على بلدة النيرب بدعم من الطيران الروسي.", "Armed clash"),
    ("bombers killed", "قتل الجيش ستة انتحاريين قرب تلعفر.", "Armed clash"),
    ("bombs defused", "أعلنت القيادة مقتل سبعة إرهابيين وتفكيك 22 عبوة ناسفة في الأنبار.", "Armed clash"),
    ("aircraft that stepped in", "تدخل طيران التحالف وتمكن من قتل 18 عنصرا من داعش في تلعفر.", "Air/drone strike"),
    ("driver who blows himself up", "فجر عنصر من التنظيم نفسه بعربة مفخخة في حلب.", "Suicide bomb"),
    ("missiles counted", "تعرضت قاعدة للجيش في تكريت لهجوم بـ33 صاروخا.", "Shelling/artillery/missile attack"),
    ("sit-in stormed", "اقتحمت قوات الأمن ساحة الاعتصام في الخرطوم.", "Protest with intervention"),
    ("stones", "أصيب شبان بالاختناق في مواجهات مع جنود الاحتلال في الخليل.", "Violent demonstration"),
    ("men of a group taken", "اعتقال خلية لداعش في تكريت.", "Arrests"),
    ("an occupier enters", "توغلت قوات إسرائيلية في بلدة القنيطرة.", "Other"),
    ("named later", "قتل سبعة مدنيين في حي الشعلة ببغداد، وجميعهم بسيارات مفخخة.", "Remote explosive/landmine/IED"),
    ("cause", "قتل ثلاثة مدنيين في دوما، بينهم طفل، جراء قصف جوي.", "Air/drone strike"),
    ("another act", "قتل ثلاثة مدنيين برصاص مسلحين في دوما، فيما أصيب تسعة بعبوة ناسفة.", "Attack"),
    (
        "bombers killed by the police",
        "تمكنت القوات الأمنية من قتل انتحاريين اثنين بعد مطاردة جنوب الموصل.",
        "Armed clash",
    ),
    ("bomber who kills", "قتل انتحاري يقود سيارة مفخخة شرطيين اثنين في بعقوبة.", "Suicide bomb"),
    ("bomber who drives in", "اقتحم انتحاري بسيارة مفخخة مركزا يتخذه المسلحون ثكنة في تلعفر.", "Suicide bomb"),
    ("a gunman arrested", "اعتقل مسلح في الموصل بعد تفجير عبوة ناسفة.", "Arrests"),
    ("a school held as a post", "استهدف هجوم بالرصاص مدرسة يحتلها الحوثيون في تعز.", "Armed clash"),
    ("hideouts of gunmen", "دمرت وحدة من الجيش السوري تجمعات وأوكارا للإرهابيين في بلدة طفس.", "Armed clash"),
    ("bombs that the police had seized", "فجرت الشرطة عبوة ناسفة ضبطتها في مدينة الباب.", "Disrupted weapons use"),
    ("clans", "اندلع نزاع عشائري وسط مدينة العمارة أدى إلى مقتل شيخ.", "Armed clash"),
    (
        "artillery that opens fire",
        "قال الجيش إن مدفعيته أطلقت النار على بلدة الناقورة.",
        "Shelling/artillery/missile attack",
    ),
    ("an occupier comes in and goes", "توغلت قوات الجيش الإسرائيلي في ريف القنيطرة فجرا.", "Other"),
]


@pytest.mark.parametrize(("text", "kind"), [row[1:] for row in MEANS], ids=[row[0] for row in MEANS])
def test_what_the_dead_died_of(text: str, kind: str, gazetteer: Gazetteer) -> None:
    assert mentions(text, gazetteer)[0].sub_event_type == kind


def test_a_dual_that_begins_like_a_future_is_none(gazetteer: Gazetteer) -> None:
    (mention,) = mentions("قتل 12 شخصا بانفجار سيارتين مفخختين في الموصل أمس.", gazetteer)
    assert mention.status == "reported"


HEADLINES = [
    ("a taking", "الجيش الليبي يسيطر على معسكر في بنغازي", ["Government regains territory"]),
    ("plural", "مسلحون يختطفون طبيبا في طرابلس", ["Abduction/forced disappearance"]),
    ("what a body without a place of its own does not replace", "17 قتيلا بتفجير انتحاري شرق بغداد", ["Suicide bomb"]),
]
NEUTRAL = "نقلت ذلك وكالة محلية عن مصادر عسكرية في الحرب."


@pytest.mark.parametrize(("title", "kinds"), [row[1:] for row in HEADLINES], ids=[row[0] for row in HEADLINES])
def test_a_headline_tells_in_the_imperfect(title: str, kinds: list[str], gazetteer: Gazetteer) -> None:
    assert [mention.sub_event_type for mention in mentions(NEUTRAL, gazetteer, title)] == kinds


def test_a_report_pasted_whole_has_its_headline_in_its_first_line(gazetteer: Gazetteer) -> None:
    title = "مسلحون يختطفون طبيبا في طرابلس"
    (told,) = mentions(f"{title}\n\n{NEUTRAL}", gazetteer)
    assert (told.sub_event_type, "headline" in told.reasons) == ("Abduction/forced disappearance", True)
    assert mentions(f"{title}.\n\n{NEUTRAL}", gazetteer) == ()


def test_in_the_body_holding_a_place_is_no_act(gazetteer: Gazetteer) -> None:
    assert mentions("يسيطر الجيش الليبي على معسكر في بنغازي منذ الحرب.", gazetteer) == ()


def test_the_attack_told_again_is_not_another(gazetteer: Gazetteer) -> None:
    text = "فجر انتحاري نفسه في سوق بمدينة بعقوبة أمس. وأكد شهود أن الهجوم في بعقوبة وقع ظهرا."
    assert [mention.sub_event_type for mention in mentions(text, gazetteer)] == ["Suicide bomb"]


def test_an_attack_known_to_all_is_told_once(gazetteer: Gazetteer) -> None:
    text = (
        "عزت تركيا بضحايا الهجوم الإرهابي الذي شهدته مدينة بعقوبة. "
        "ونددت الدول بالهجوم الإرهابي الذي استهدف مسجدا للمصلين في مدينة بعقوبة."
    )
    assert [mention.sub_event_type for mention in mentions(text, gazetteer)] == ["Attack"]


WRITTEN = [
    (
        "the day itself",
        "قصفت الطائرات أمس الثلاثاء مدينة سراقب. وقتل جنديان في هجوم على تدمر.",
        "2019-06-11",
        "2019-06-12",
    ),
    ("days before", "قصفت الطائرات أمس الأحد مدينة سراقب. وقتل جنديان في هجوم على تدمر.", "2019-06-09", "2019-06-10"),
    ("today", "قصفت الطائرات اليوم السبت مدينة سراقب. وقتل جنديان في هجوم على تدمر.", "2019-06-07", "2019-06-08"),
    (
        "two days before",
        "قصفت الطائرات أول من أمس السبت مدينة سراقب. وقتل جنديان في هجوم على تدمر.",
        "2019-06-09",
        "2019-06-10",
    ),
    ("nothing said", "قصفت الطائرات مدينة سراقب. وقتل جنديان في هجوم على تدمر.", "2019-06-11", "2019-06-12"),
    (
        "a period that it sums up",
        "حصيلة الفترة من 1 إلى 8 حزيران. وقتل جنديان في هجوم على تدمر.",
        "2019-06-01",
        "2019-06-08",
    ),
    (
        "a week in the background",
        "قصفت الطائرات مدينة سراقب الأسبوع الماضي. وقتل جنديان في هجوم على تدمر.",
        "2019-06-11",
        "2019-06-12",
    ),
]


@pytest.mark.parametrize(("text", "first", "last"), [row[1:] for row in WRITTEN], ids=[row[0] for row in WRITTEN])
def test_the_days_of_what_has_no_time(text: str, first: str, last: str, gazetteer: Gazetteer) -> None:
    mention = mentions(text, gazetteer)[-1]
    assert (mention.place and mention.place.name_ar, str(mention.start_date), str(mention.end_date)) == (
        "تدمر",
        first,
        last,
    )


OTHER_TIMES = [
    (
        "until when it went on",
        "تواصلت الاشتباكات حتى وقت متأخر من مساء أمس في مورك، حيث يحاول المسلحون استعادة نقطة خسروها الأسبوع الماضي.",
        ("2019-06-11", None),
    ),
    (
        "of another blast",
        "خطف مسلحون رجلا في بلدة اللبوة، فيما أوقف الجيش اثنين على صلة بتفجير الهرمل الذي سقط فيه الأحد ثلاثة قتلى.",
        ("2019-06-11", None),
    ),
    (
        "since when they fight there",
        "قصفت القوات بالمدفعية بلدة ككلة حيث تخوض معارك منذ أسبوع مع المسلحين.",
        ("2019-06-11", None),
    ),
    (
        "of what had been before",
        "انتزع رجال القبائل تلة في بلدة سراقب من المسلحين، وكان خصومهم قد تمركزوا فيها قبل أسبوعين.",
        ("2019-06-11", None),
    ),
    (
        "of what opens with «حين»",
        "ظهر الخلاف في الثالث من حزيران، حين شنت الفصائل هجوما على بلدة سراقب، وتجدد أمس.",
        ("2019-06-03", None),
    ),
    (
        "not what comes",
        "نفذت القوات حملة دهم في مدينة تدمر لتأمين احتفالات المدينة المقررة غدا بعد الهجوم.",
        ("2019-06-11", None),
    ),
    (
        "not that of what it is the first since",
        "قصفت الطائرات مدينة سراقب في أعنف هجوم منذ تعيين القائد الجديد الأسبوع الماضي.",
        ("2019-06-11", None),
    ),
    (
        "of what a quarter went through",
        "سقطت قذائف هاون أطلقها مسلحون على بلدة سراقب، التي استعادها الجيش الشهر الماضي، فقتل أربعة مدنيين.",
        ("2019-06-11", 4),
    ),
    (
        "of what the act answers to",
        "احتجزت مجموعة مسلحة ضابطا في بلدة سراقب، ردا على توقيف شاب قبل أسبوع.",
        ("2019-06-11", None),
    ),
    (
        "of a protest that goes on",
        "تجمع عشرات المحتجين في بلدة مضايا في وقفتهم المستمرة منذ آب الماضي.",
        ("2019-06-11", None),
    ),
    (
        "of what befell a quarter, which a pronoun takes up",
        "انفجر لغم في حي المشلب الذي خرج منه التنظيم قبل أسبوع، فقتل طفلان في الرقة.",
        ("2019-06-11", 2),
    ),
    (
        "of what befell a town, between commas",
        "عثرت القوات في بلدة سراقب، التي غادرها التنظيم قبل أسبوع، على معمل للعبوات الناسفة.",
        ("2019-06-11", None),
    ),
    ("not where it is its own", "انفجر لغم في بلدة سراقب قبل أسبوع، فقتل طفلان.", ("2019-06-02", 2)),
    (
        "of a siege that an adjective tells",
        "قصفت الطائرات مطار أبو الضهور المحاصر منذ عامين.",
        ("2019-06-11", None),
    ),
    (
        "of a taking that an adjective tells",
        "انفجرت عبوة ناسفة في سراقب المستعادة منذ أسبوع وقتلت جنديين.",
        ("2019-06-11", 2),
    ),
    ("not since when they shell", "يقصف الجيش سراقب بشكل متواصل منذ أسبوع.", ("2019-06-05", None)),
    (
        "of who left a town, which the verb of «التي» takes up",
        "انفجر لغم في سراقب التي غادرها التنظيم قبل أسبوع وقتل جنديين.",
        ("2019-06-11", 2),
    ),
    ("not behind a verb without it", "انفجر لغم في سراقب التي تقع شرق إدلب قبل أسبوع وقتل جنديين.", ("2019-06-02", 2)),
    ("of an arrest before", "قصفت الطائرات سراقب، وقتل شاب بعد اعتقاله قبل شهرين.", ("2019-06-11", 1)),
    ("of a fall before", "هاجم مسلحون سراقب بعد سقوط تدمر قبل أسبوع.", ("2019-06-11", None)),
    ("of a wound before", "قصفت الطائرات سراقب، وأعلن ضابط وفاة شاب بعد إصابته منذ أسبوع.", ("2019-06-11", 1)),
    ("of what he had done", "قتل مسلحون في سراقب تاجرا كان قد عاد قبل أسبوع.", ("2019-06-11", 1)),
    ("not of what he was", "قتل مسلحون في سراقب تاجرا كان غنيا قبل أسبوع.", ("2019-06-02", 1)),
    ("not behind a meeting", "هاجم مسلحون ثكنة في سراقب بعد اجتماع للوجهاء قبل أسبوع.", ("2019-06-02", None)),
    ("of the last that were as fierce", "دارت في تدمر اشتباكات هي الأعنف منذ أسبوع.", ("2019-06-11", None)),
    ("of the last that was as large", "قصفت الطائرات تدمر في أكبر هجوم منذ عشرة أيام.", ("2019-06-11", None)),
    (
        "not of when it was said",
        "قالت المنظمة أمس إن غارتين أصابتا سوقا في سراقب في الثامن من حزيران وقتلتا ثلاثة مدنيين.",
        ("2019-06-08", 3),
    ),
    ("of when it was said, if of no other", "قالت المنظمة أمس إن غارة أصابت سوقا في سراقب.", ("2019-06-11", None)),
    ("not since when they fight", "دارت في تدمر اشتباكات عنيفة منذ أسبوع.", ("2019-06-05", None)),
    (
        "of an earlier clause before that of a later one",
        "وامتدت المعارك الأحد إلى الريف، إذ سيطر مسلحون على بلدة سراقب وأسروا أربعين جنديا، أطلق سراحهم أمس بوساطة.",
        ("2019-06-09", None),
    ),
    (
        "of a later turn",
        "اندلعت اشتباكات في مدينة مأرب، كما فجر مسلحون منزلا في تدمر الجمعة الماضي.",
        ("2019-06-11", None),
    ),
    (
        "of what is described",
        "شن الحوثيون هجوما على مأرب لم يوسع سيطرتها التي كسبتها الأسبوع الماضي.",
        ("2019-06-11", None),
    ),
    ("how long they are besieged", "قصف الجيش اللواء المحاصر منذ أسبوعين في مدينة تعز.", ("2019-06-11", None)),
]


@pytest.mark.parametrize(("text", "told"), [row[1:] for row in OTHER_TIMES], ids=[row[0] for row in OTHER_TIMES])
def test_the_time_of_something_else(text: str, told: tuple[str, int | None], gazetteer: Gazetteer) -> None:
    mention = mentions(text, gazetteer)[0]
    assert (str(mention.start_date), mention.fatalities_low) == told


DAYS_BEFORE = [
    ("so many days before", "قصفت الطائرات أمس سراقب، بعد ثلاثة أيام من قصف تدمر.", ["2019-06-11", "2019-06-08"]),
    ("months before, untold", "قصفت الطائرات أمس سراقب، بعد ثلاثة أشهر من قصف تدمر.", ["2019-06-11"]),
    ("on the eve", "قصفت الطائرات أمس مدينة سراقب، غداة اشتباكات في تدمر.", ["2019-06-11", "2019-06-10"]),
    ("after it", "قصفت الطائرات أمس مدينة سراقب، بعد اشتباكات في تدمر.", ["2019-06-11", "2019-06-11"]),
]


@pytest.mark.parametrize(("text", "days"), [row[1:] for row in DAYS_BEFORE], ids=[row[0] for row in DAYS_BEFORE])
def test_the_day_of_an_act_on_whose_morrow_another_was(text: str, days: list[str], gazetteer: Gazetteer) -> None:
    assert [str(mention.start_date) for mention in mentions(text, gazetteer)] == days


ENTRIES = [
    (
        "each line its day",
        "الأحد: قصفت الطائرات سراقب. وقتل جنديان في هجوم على تدمر.\nالاثنين: هاجم مسلحون ثكنة في مورك.",
        ["2019-06-09", "2019-06-09", "2019-06-10"],
    ),
    (
        "a bullet before the day, another line behind it",
        "- الأحد: قصفت الطائرات سراقب. وقتل جنديان في هجوم على تدمر.\nوعاد الهدوء. وانفجر لغم في مورك.",
        ["2019-06-09", "2019-06-09", "2019-06-11"],
    ),
    (
        "how long its figures took",
        "3 حزيران: قصفت الطائرات سراقب خلال 24 ساعة. وقتل جنديان في هجوم على تدمر.",
        ["2019-06-03", "2019-06-03"],
    ),
    (
        "a day of its own",
        "3 حزيران: قصفت الطائرات سراقب. وقتل جنديان في هجوم على تدمر الثلاثاء.",
        ["2019-06-03", "2019-06-11"],
    ),
    (
        "no colon",
        "الأحد قصفت الطائرات سراقب. وقتل جنديان في هجوم على تدمر.",
        ["2019-06-09", "2019-06-11"],
    ),
    (
        "somebody speaks",
        "قال شهود الأحد: قصفت الطائرات سراقب. وقتل جنديان في هجوم على تدمر.",
        ["2019-06-09", "2019-06-11"],
    ),
    (
        "a month is no day",
        "حزيران: قصفت الطائرات سراقب. وقتل جنديان في هجوم على تدمر.",
        ["2019-06-11", "2019-06-11"],
    ),
]


@pytest.mark.parametrize(("text", "days"), [row[1:] for row in ENTRIES], ids=[row[0] for row in ENTRIES])
def test_the_days_of_a_diary(text: str, days: list[str], gazetteer: Gazetteer) -> None:
    assert [str(mention.start_date) for mention in mentions(text, gazetteer)] == days


TOLLS: list[tuple[str, str, list[int | None]]] = [
    (
        "each in one of two towns",
        "قصفت الطائرات أمس بلدة تفتناز ومدينة أريحا، ما أدى إلى مقتل ستة مدنيين في الأولى وثلاثة في الثانية.",
        [6, 3],
    ),
    (
        "of the raid that it names",
        "ارتفعت إلى 31 حصيلة ضحايا الغارة التي نفذها الطيران أمس على سوق في معرة النعمان.",
        [31],
    ),
    (
        "whom a fight cost the other side",
        "دارت معارك أمس بين الجيش والمسلحين في مدينة تدمر كلفت التنظيم نحو 400 من مقاتليه.",
        [400],
    ),
    (
        "of the storming, told behind a bomb",
        (
            "هاجم عشرون مسلحا مقر الأمن في المكلا أمس بعد أن فجر أحدهم سيارة عند البوابة. "
            "وقال مسؤول إن أربعة جنود قتلوا في الاقتحام."
        ),
        [4, None],
    ),
    (
        "counted behind the fight, without a trigger of its own",
        ("دارت اشتباكات بين الجيش ومسلحي القاعدة في مدينة زنجبار أمس. وأكد مصدر طبي سقوط تسعة قتلى بينهم ثلاثة جنود."),
        [9],
    ),
    ("of two sides", "سقط 18 جنديا في جبهة الكسارة، فيما قتل 29 مسلحا أمس في غارات على مدينة صرواح.", [29]),
    (
        "of the raid before the taking told last",
        (
            "قصفت الطائرات أمس تجمعا للمسلحين قرب سبها. وكانت القوات سيطرت على مدينة مرزق. "
            "وقال قائد إن ستة من عناصره لقوا حتفهم في القصف."
        ),
        [6, None],
    ),
    (
        "of who was murdered, where his car was shot at",
        "اغتال مسلحون أمس قائدا في الجيش واثنين من مرافقيه، إذ أمطروا سيارتهم بالرصاص قرب بلدة خشام.",
        [3],
    ),
    ("whom gunmen killed", "قتل مسلحون يستقلون سيارة مسرعة ضابطا في الجيش في بعقوبة أمس.", [1]),
    ("the fiercest of many", "وفي أعنف الهجمات فجر انتحاري نفسه في بعقوبة أمس وقتل ستة مدنيين.", [6]),
    ("nobody, with a verb", "انفجر صاروخ في مدينة مأرب أمس دون أن يخلف ضحايا.", [0]),
    ("risen", "قتل أربعة مدنيين بقصف على سراقب أمس، وارتفعت الحصيلة إلى خمسة.", [5]),
    ("risen, told next", "قتل 35 مدنيا بقصف على سراقب أمس. وارتفعت الحصيلة إلى 40.", [40]),
    ("risen, the dead named", "قتل 35 مدنيا بقصف على سراقب أمس. وقال مسعف إن حصيلة القتلى ارتفعت إلى 40.", [40]),
    ("a toll of more acts", "قتل أربعة مدنيين بقصف على سراقب أمس. وارتفعت حصيلة القتلى إلى 40.", [4]),
    ("fallen", "قتل أربعة مدنيين بقصف على سراقب أمس. وارتفعت حصيلة القتلى إلى ثلاثة.", [4]),
    ("a named one and his age", "قتل الطفل إسحق بدران (16 عاما) برصاص قوات الاحتلال في جنين أمس.", [1]),
    ("his death, a companion's too", "انفجرت عبوة أمس بسيارة قائد في مدينة نوى ما أدى لمقتله مع مرافقه.", [2]),
    ("his death alone", "انفجرت عبوة أمس بسيارة قائد في مدينة نوى ما أدى إلى مقتله وإصابة اثنين.", [1]),
    ("nobody", "سقطت قذيفة على حي الصاخور في حلب دون وقوع إصابات.", [0]),
    ("nothing but damage", "انفجرت عبوة ناسفة في مدينة سراقب واقتصرت الأضرار على الماديات.", [0]),
    ("not known", "سقطت قذيفة على حي الصاخور في حلب ولم ترد أنباء عن إصابات.", [None]),
    ("one murdered", "اغتال مسلحون ضابطا برتبة عقيد في مدينة درعا.", [1]),
    ("not who murdered him", "اغتال مسلحان ضابطا برتبة عقيد في مدينة درعا.", [1]),
    ("and who was with him", "اغتال مسلحون ضابطا برتبة عقيد وسائقه في مدينة درعا.", [2]),
    ("an attempt", "نجا ضابط من محاولة اغتيال في مدينة درعا.", [None]),
    ("told after captures of the fight", "صد الجيش هجوما على تدمر وأسر ثمانية مقاتلين. وقتل 11 من المهاجمين.", [11]),
    ("counted by the next sentence", "قصفت الطائرات مدينة سراقب. وذكر سكان سقوط خمسة قتلى.", [5]),
    (
        "one found dead",
        "عثر الأهالي على جثة رجل مجهولة الهوية عليها آثار طلقات نارية في مدينة درعا بعد أن خطفه مسلحون.",
        [1, None],
    ),
    ("nobody, as none came of it", "سقطت قذائف على مدينة سراقب ولم ينتج عنها أي إصابات.", [0]),
    ("windows and nobody", "سقط صاروخ على مدينة سراقب واقتصرت الخسائر على تحطم نوافذ.", [0]),
    ("nobody reported, which is not nobody", "سقط صاروخ على مدينة سراقب ولم ترد معلومات عن إصابات.", [None]),
    (
        "counted by the lead, told closer behind it",
        "قتل تسعة مدنيين أمس في غارات جوية على قرية في محافظة حمص. وألقى الطيران براميل متفجرة صباحا على مدينة تدمر.",
        [9],
    ),
    (
        "of a bare attack that «الهجوم» takes up with its means",
        "قتل جنديان في هجوم للمسلحين في محافظة حمص. وذكر المحافظ أن الهجوم نفذ بسيارة مفخخة في مدينة تدمر.",
        [2],
    ),
    (
        "counted by the lead, of fights in the town, not of those in its quarter",
        "قتل تسعة جنود أمس في اشتباكات في مدينة حلب. ودارت اشتباكات صباحا في حي الصاخور بحلب.",
        [9, None],
    ),
    (
        "not of either of two places, neither told next",
        "قتل تسعة في غارات على محافظة حمص. واندلعت اشتباكات بدرعا. وقصفت طائرات مدينة تدمر. وقصفت طائرات مدينة القصير.",
        [9, None, None, None],
    ),
    (
        "in the town, told soon after its taking",
        "سيطرت فصائل المعارضة على مدينة سراقب. وأضاف القيادي أن نحو 30 عنصرا من قوات النظام قتلوا داخل سراقب.",
        [30],
    ),
    (
        "of the raid before, told without a place",
        "استهدف الطيران بغارتين مبنى في مدينة سراقب. وأشارت المصادر إلى مقتل 17 مسلحا وجرح العشرات.",
        [17],
    ),
    (
        "of the attack before, told without a place",
        "استهدف تفجير انتحاري مسجدا في مدينة درعا. وأسفر عن مقتل 15 شخصا في هجوم تبناه التنظيم.",
        [15],
    ),
    (
        "of the other side's own blow",
        "قصفت طائرات مدينة سراقب. في المقابل، أعلنت الفصائل أنها دمرت دبابة وقتلت ستة من عناصر الجيش.",
        [None, 6],
    ),
    (
        "of the fights that a sentence takes up, and not of the raid told last",
        "دارت اشتباكات في سراقب بين الجيش ومسلحين. وقصفت طائرات تدمر. وأسفرت الاشتباكات عن مقتل جنديين وعشرة مسلحين.",
        [12, None],
    ),
    (
        "foretold at the place of the act, which a later sentence tells",
        "أعلنت السلطات أن فتى كان وراء ما أوقع 12 قتيلا في سراقب. وكشفت عن اسمه. وفجر انتحاري نفسه أمس في سوق سراقب.",
        [12],
    ),
    (
        "foretold at another place",
        "أعلنت السلطات أن فتى كان وراء ما أوقع 12 قتيلا في درعا. وكشفت عن اسمه. وفجر انتحاري نفسه أمس في سوق سراقب.",
        [None],
    ),
    ("they whom a verb means", "اغتالتهم يد الغدر أمس في مدينة درعا برصاص مسلحين.", [None]),
    ("nobody, said after", "سقطت قذائف على مدينة سراقب. وقال سكان إن القصف لم يسفر عن قتلى.", [0]),
    (
        "of the place named behind them",
        "قصفت الطائرات مدينتي مورك واللطامنة، ما أدى إلى مقتل ثلاثة مدنيين في اللطامنة.",
        [None, 3],
    ),
    (
        "of a place, a sentence later, and not of the act behind «بينما»",
        "قصفت الطائرات مورك واللطامنة. وأفاد الدفاع المدني بمقتل أربعة مدنيين في مورك، بينما قصفت المدفعية تدمر.",
        [4, None, None],
    ),
    (
        "of each type its own",
        "وقعت اشتباكات في مدينة سراقب وقصفها الجيش. وأسفرت الاشتباكات عن مقتل 4 جنود، فيما أدى القصف إلى مقتل سيدة.",
        [4, 1],
    ),
    (
        "of two sides, though both are estimates",
        "اندلعت اشتباكات في مدينة سراقب قتل فيها أكثر من 10 متمردين، فيما قتل أربعة من الجيش.",
        [14],
    ),
    (
        "rivals of one side",
        "قتل أكثر من 10 مدنيين في قصف على مدينة سراقب بحسب المرصد، وقال ناشطون إن 15 مدنيا قتلوا في القصف.",
        [10],
    ),
    ("four, not two with two among them", "قتل ضابطان ومجند وحارس في هجوم للمسلحين بمدينة درعا.", [4]),
    (
        "no toll of a war",
        "وصل تعداد ضحايا الحرب إلى أكثر من 9 آلاف قتيل، وقال إن القصف دمر أحياء في مدينة سراقب.",
        [None],
    ),
    ("nor of a country", "قتل 15 متظاهرا برصاص الشرطة في مدينة درعا، غداة يوم سقط فيه 46 قتيلا في البلاد.", [15]),
    ("a total, not a part", "قتل عنصران في هجوم بمدينة درعا، ليرتفع عدد القتلى إلى 16.", [2]),
    ("caused by the second act", "قتل 19 مدنيا في غارات على مورك، فضلا عن ستة آخرين في قصف مدفعي على تدمر.", [19, 6]),
    ("one attack in two words", "تعرضت مدينة تدمر لهجوم صدته القوات بعد معركة قتل فيها ثمانية جنود.", [8]),
    (
        "no share of a crowd",
        "سقط قتيلان برصاص الشرطة في مدينة درعا، بينما واصل آلاف المعتصمين في حماة هتافاتهم.",
        [2, None],
    ),
    (
        "not of what «وإن» tells besides",
        "قال ضابط إن 14 جنديا قتلوا في سراقب، وإن ثلاثة مدنيين قضوا بانفجار لغم.",
        [3],
    ),
    ("nor of a place besides", "قال ضابط إن 14 جنديا قتلوا في سراقب، وإن لغما انفجر في تدمر.", [None]),
    ("of the blast before", "قال ضابط إن 14 جنديا قتلوا في سراقب بعدما انفجر لغم.", [14]),
    (
        "of the raid, not of what had been before it",
        "أغارت الطائرات أمس على سراقب بعد اشتباك بين الجيش والمسلحين على أطرافها، وأكد طبيب مقتل ستة مدنيين.",
        [6, None],
    ),
    (
        "of what had been before, counted there",
        "أغارت الطائرات أمس على سراقب بعد اشتباك قتل فيه ستة جنود.",
        [None, 6],
    ),
    ("with the one found last", "أسفرت غارة على سراقب عن خمسة قتلى بعد انتشال جثة سيدة.", [5]),
    ("with the one who died last", "أسفرت غارة على سراقب عن خمسة قتلى بعد وفاة سيدة متأثرة بجراحها.", [5]),
    ("and one who died besides", "أسفرت غارة على سراقب عن مقتل خمسة مدنيين وعن وفاة سيدة.", [6]),
    ("of a toll that has risen", "أسفرت غارة على سراقب عن ارتفاع عدد القتلى من ثلاثة إلى ستة.", [6]),
    (
        "the same dead of the town",
        "قتل ستة جنود في هجوم بمدينة حلب. وقالت مصادر إن ستة جنود قتلوا في هجوم على حي الصاخور في حلب.",
        [6],
    ),
    ("a mother and her children", "قتلت أم وأطفالها الثلاثة في غارة على منزلهم في سراقب أمس.", [4]),
    ("a couple and their children", "قتل رجل وزوجته وأطفالهما الأربعة بقصف على سراقب أمس.", [6]),
    ("two, as one of them tells", "قتلت القوات فلسطينيين، أحدهما طفل، في مخيم جنين أمس.", [2]),
    ("two, one of whom is described", "قتل مدنيان أحدهما امرأة في قصف على سراقب أمس.", [2]),
    ("two who are told one by one", "قتل مدنيان هما رجل وزوجته في قصف على سراقب أمس.", [2]),
    ("whose lives it took on a day", "تفجير انتحاري أودى الثلاثاء بخمسة مجندين في عدن.", [5]),
    ("a driver and his photographer", "اغتال مسلحون أمس مراسلا ومصوره في بعقوبة.", [2]),
    ("a bomber who drives a car", "قتل انتحاري يقود سيارة مفخخة عشرة جنود قرب بعقوبة أمس.", [10]),
    (
        "the attack just told",
        "استهدفت طائرة مسيرة سيارة في مدينة سراقب أمس، وأسفر الهجوم عن مقتل اثنين من ركابها.",
        [2],
    ),
    ("the attack told before", "قصفت الطائرات مدينة سراقب أمس. وأسفر الهجوم عن مقتل خمسة مدنيين.", [5]),
    ("each act its own people", "قتل ثلاثة مدنيين في هجوم على دوما أمس وخمسة مدنيين في كمين قرب حرستا.", [3, 5]),
    (
        "a list on links to a group",
        "إن خمسة جنود وتسعة متشددين على صلة بالقاعدة قتلوا في اشتباكات على مشارف زنجبار أمس.",
        [14],
    ),
    ("no news of any", "قصفت المدفعية بلدة مورك أمس دون أنباء عن ضحايا.", [0]),
    ("none announced", "سقطت ست قذائف على مورك أمس من دون أن يعلن عن إصابات.", [0]),
    ("companions by number", "قتل القيادي أبو يزن مع أربعة من مرافقيه بانفجار عبوة في إدلب أمس.", [5]),
    ("one named and others", "استهدفت غارة منزلا في صور أمس ما أدى إلى مقتل محمد عفيف وستة آخرين.", [7]),
    ("our losses", "قال المتحدث: خسرنا أربعة جنود في معارك قرب مأرب أمس.", [4]),
    ("what fights cost", "أوقعت المعارك في مدينة عدن أمس 17 قتيلا من المتمردين و11 من المقاومة.", [28]),
    ("two by their pronoun", "استهدفت طائرة مسيرة أمس سيارة تقل قياديين في سراقب، ما أدى إلى مقتلهما.", [2]),
    (
        "what a protest is about",
        "أغلق متظاهرون جسرا في الناصرية أمس وأحرقوا إطارات احتجاجا على اغتيال الناشط.",
        [None],
    ),
    ("put to death", "نفذ مقاتلو التنظيم أمس حكم الإعدام بحق ثلاثة شبان في مدينة هيت.", [3]),
    ("dead of another place", "قتل ثلاثة جنود في القائم، واندلعت اشتباكات في الرمادي أمس.", [None]),
    ("dead of the act before", "قتل ثلاثة جنود في اشتباكات في الرمادي أمس، وعاد الهدوء إلى القائم.", [3]),
    ("found dead", "عثر الأهالي على شاب مقتولا قرب حاجز للمسلحين في بلدة الشحيل أمس.", [1]),
    ("who died of it", "أطلق مسلحون النار أمس على سائق في الطارمية فأصابوه برصاصات أدت إلى وفاته.", [1]),
    (
        "of years ago",
        "أضرم محتجون النار أمس في إطارات بمدينة الناصرية مستذكرين سقوط 32 متظاهرا قبل ست سنوات.",
        [None],
    ),
    ("one more after days", "ارتفعت حصيلة القصف على سراقب أمس إلى سبعة قتلى بعد أن فارق جريح الحياة.", [7]),
    ("a denial of it", "قصفت المدفعية سراقب أمس فقتل ثلاثة مدنيين، ونفت الوزارة أن قواتها قصفت سراقب.", [3]),
    ("what youths protest against", "رشق شبان محتجون على مقتل أسير حاجز الجنود في حوارة أمس بالحجارة.", [None]),
    ("fighters besides civilians", "قضى 40 مدنيا في القصف على القصير أمس، في حين سقط 17 من عناصر الحزب.", [40]),
    ("fighters of both sides", "قتل 40 جنديا في اشتباكات في القصير أمس، في حين سقط 17 من عناصر الحزب.", [57]),
    ("of the country, the day before", "قصفت الطائرات سراقب أمس. وكان 24 شخصا قتلوا الجمعة في أنحاء البلاد.", [None]),
    (
        "each clause its own dead",
        "وفي درعا استشهد طفلان برصاص قناص في حي طريق السد أمس، وأعدمت قوات النظام سبعة شبان في بلدة خربة غزالة.",
        [2, 7],
    ),
    (
        "of the bombing that «في هجوم» sums up",
        "فجر انتحاري نفسه أمس وسط سوق في مدينة بعقوبة، في هجوم أوقع 19 قتيلا.",
        [19],
    ),
    (
        "of the bombings, summed up so with their means",
        "انفجرت ثلاث سيارات مفخخة أمس في مدينة الموصل، في هجمات متزامنة أسفرت عن مقتل 30 مدنيا.",
        [30],
    ),
    (
        "of an attack of its own place, no sum",
        "انفجرت عبوة بدورية في مدينة بعقوبة أمس، وقتل ستة في هجوم على حاجز للجيش في مدينة هيت.",
        [None, 6],
    ),
    ("not of the day before", "قتل تسعة مدنيين أمس في قصف مدفعي على مدينة تعز، غداة مقتل 14 مدنيا فيها.", [9]),
    ("nor of days before", "قتل تسعة مدنيين أمس في قصف مدفعي على مدينة تعز، بعد يومين من مقتل 14 آخرين فيها.", [9]),
    (
        "nor of what it answers",
        "شن مسلحون هجوما أمس على مدينة نيالا راح ضحيته تسعة مدنيين، وذلك على خلفية مقتل اثنين من الرعاة.",
        [9],
    ),
    (
        "of the fight, which a taking had set off",
        "اندلعت مواجهات في مدينة هيت أمس بعد سيطرة مسلحين على حي البكر، وأسفرت عن مقتل 21 مسلحا.",
        [21, None],
    ),
    (
        "of both sides, two of them in the nominative",
        "قتل ضابط وجنديان أمس خلال اشتباك مع خلية في مدينة هيت، وأعلن الجهاز أن ثلاثة من عناصر الخلية قتلوا.",
        [6],
    ),
    (
        "of the exchange of fire, in contrast to who was shot",
        (
            "أصيبت فتاة برصاص قناص في مدينة جنين أمس، في حين قتل اثنان من كتائب القسام، "
            "الجناح العسكري للحركة، في تبادل لإطلاق النار مع جنود."
        ),
        [None, 2],
    ),
    (
        "not of what another statement tells",
        (
            "قتلت قواتنا 28 مسلحا أمس خلال التقدم، مبينا أن ثلاثة من المقاتلين فقدوا حياتهم "
            "جراء تفجير انتحاري نفسه في مدينة الطبقة."
        ),
        [3],
    ),
    (
        "one murdered with his wife and two sons",
        "وفي صور، اغتال العدو القيادي في حركة «حماس» فتح شريف مع زوجته وولديه بغارة على منزله أمس.",
        [4],
    ),
    (
        "whose bearer died before the hospital",
        "أطلق مجهولون النار أمس على قيادي سابق في مدينة نوى، ومات قبل وصوله إلى المستشفى.",
        [1],
    ),
    (
        "of the abducted, whom they killed",
        "خطف مسلحون أمس ناطقا باسم الحكومة من داره في مدينة بعقوبة وقتلوا ثلاثة من حراسه.",
        [3],
    ),
    ("of the fire that was set", "أضرم مسلحو التنظيم النار أمس في معمل بمدينة هيت، وتوفي مدنيان اختناقا.", [2]),
    (
        "a total that its part does not tell",
        "انفجرت عبوة ناسفة في الرمادي أمس. وقالت الشرطة إن أربعة قتلوا في هجوم نفذه خمسة انتحاريين على بيجي.",
        [None, 4],
    ),
    ("of those whom gunmen murdered", "قتل مسلحون مجهولون إمام مسجد في مدينة بعقوبة أمس.", [1]),
    ("one who was named", "قتل مسلحون الشيخ صالح باوزير في مدينة سيئون أمس.", [1]),
    ("an officer and a soldier", "اغتال مسلحون ضابطا وجنديا في مدينة عتق أمس.", [2]),
    ("dead or hurt", "سقط 23 عنصرا من قوات الجيش بين قتيل وجريح أمس في كمين نصبه مسلحون قرب تدمر.", [1]),
    (
        "a part with an act of its own",
        "استشهد 75 شخصا أمس بنيران القوات السورية، بينهم 14 مدنيا أعدموا رميا بالرصاص في حي بابا عمرو بحمص.",
        [14],
    ),
    ("a family of three", "قتل رجل وزوجته وولدهما أمس جراء قصف الجيش على بلدة سلمى.", [3]),
]


@pytest.mark.parametrize(("text", "dead"), [row[1:] for row in TOLLS], ids=[row[0] for row in TOLLS])
def test_the_dead_of_an_act(text: str, dead: list[int | None], gazetteer: Gazetteer) -> None:
    assert [mention.fatalities_low for mention in mentions(text, gazetteer)] == dead


def test_a_telling_is_united_with_that_of_its_day_before_the_headline(gazetteer: Gazetteer) -> None:
    blast = {"sub_event_type": SubEventType.SUICIDE_BOMB, "fatalities_low": None, "fatalities_high": None}
    before, eve = DAY - dt.timedelta(days=2), DAY - dt.timedelta(days=1)
    vague = {"time_precision": TimePrecision.UNKNOWN}
    counted = vague | {"start_date": before, "end_date": eve, "fatalities_low": 12, "fatalities_high": 12}
    untold = vague | {"reasons": ("headline",)}
    told = told_once(
        [
            made_up(**(blast | untold)),
            made_up(**(blast | {"start_date": before})),
            made_up(**(blast | counted)),
        ],
        gazetteer,
    )
    assert (before, 12) in {(event.start_date, event.fatalities_low) for event in told}


FIGHTS_OF_TAKINGS = [
    (
        "fought for",
        "سيطر مسلحو الجماعة أمس على بلدة حوث بعد معارك عنيفة قتل فيها سبعة منهم.",
        [("Non-state actor overtakes territory", 7)],
    ),
    (
        "fought for, and counted apart",
        "قتل سبعة جنود أمس حين سيطر مسلحو الجماعة على بلدة حوث إثر معارك عنيفة.",
        [("Non-state actor overtakes territory", 7)],
    ),
    (
        "a fight of its own",
        "سيطر مسلحو الجماعة أمس على بلدة حوث، واندلعت اشتباكات في مدينة تعز.",
        [("Non-state actor overtakes territory", None), ("Armed clash", None)],
    ),
]


@pytest.mark.parametrize(
    ("text", "told"), [row[1:] for row in FIGHTS_OF_TAKINGS], ids=[row[0] for row in FIGHTS_OF_TAKINGS]
)
def test_a_taking_and_the_fight_for_it_are_one_act(
    text: str, told: list[tuple[str, int | None]], gazetteer: Gazetteer
) -> None:
    found = mentions(text, gazetteer)
    assert [(mention.sub_event_type.value, mention.fatalities_low) for mention in found] == told


SUMMED_UP = [
    (
        "an opening that only sums up",
        (
            "شن الطيران سلسلة غارات على حلب أمس. وقال مصدر إن الطيران شن خمس غارات على حي الصاخور. "
            "وأضاف أن غارتين استهدفتا حي الشعار."
        ),
        ["الصاخور", "الشعار"],
    ),
    (
        "with one place within it",
        "شن الطيران غارات على حلب أمس. وقال مصدر إن الطيران شن خمس غارات على حي الصاخور.",
        ["حلب", "الصاخور"],
    ),
    (
        "acts of another kind",
        "شن الطيران غارات على حلب أمس. وخطف مسلحون ناشطا في حي الصاخور. وقتلوا طبيبا بالرصاص في حي الشعار.",
        ["حلب", "الصاخور", "الشعار"],
    ),
    (
        "the countryside of a town",
        (
            "سيطر الجيش السوري أمس على عدد من قرى ريف حمص. وقال مصدر إن الجيش سيطر على مدينة الرستن. "
            "وأضاف أن الجيش سيطر على مدينة تلبيسة."
        ),
        ["الرستن", "تلبيسة"],
    ),
    (
        "a toll that the next acts add up to",
        (
            "قتل تسعة أشخاص أمس بتفجيرات في بغداد. فقد انفجرت سيارة مفخخة في الكرادة وقتلت خمسة. "
            "وقتل أربعة بانفجار عبوة ناسفة في الكاظمية."
        ),
        ["الكرادة", "الكاظمية"],
    ),
    (
        "a toll in another town than the next acts",
        (
            "قتل تسعة أشخاص أمس بانفجار سيارة مفخخة في الموصل. وانفجرت سيارة مفخخة في الكرادة وقتلت خمسة. "
            "وقتل أربعة بانفجار عبوة ناسفة في الكاظمية."
        ),
        ["الموصل", "الكرادة", "الكاظمية"],
    ),
    (
        "marches, one of which was met",
        "خرج الآلاف أمس في مظاهرات في حمص ودوما. وقال ناشطون إن قوات الأمن قتلت شخصين في مظاهرات بمدينة دوما.",
        ["حمص", "دوما"],
    ),
    (
        "a search that led to arrests",
        "داهمت قوات الاحتلال أمس منازل في نابلس. واعتقلت القوات ثلاثة شبان في نابلس.",
        ["نابلس"],
    ),
]


@pytest.mark.parametrize(("text", "places"), [row[1:] for row in SUMMED_UP], ids=[row[0] for row in SUMMED_UP])
def test_an_opening_that_sums_up_is_no_act_of_its_own(text: str, places: list[str], gazetteer: Gazetteer) -> None:
    assert [mention.place.name_ar for mention in mentions(text, gazetteer) if mention.place] == places


NO_ACTS = [
    ("now and then, set off by commas", "وتشن مليشيا الحوثي، بين الحين والآخر، هجمات على الأحياء السكنية في تعز."),
    ("years ago", "سبع سنوات مرت على تحرير الرقة من تنظيم داعش."),
    ("a habit", "ودأب الحوثيون على إطلاق صواريخ باليستية وطائرات مسيرة مفخخة على مدينة جازان."),
    (
        "an anniversary, and what befell then",
        "أحيا ناشطون الذكرى الثانية للمجزرة التي نفذها الجيش في الغوطة وسقط فيها 1507 قتلى.",
    ),
    ("a topic of talks", "وجرى بحث الحوار في ما يتعلق بانسحاب القوات المقاتلة من الموصل."),
    ("how a place stands", "قال إن الفشل حل بالإرهابيين في مدينة الفلوجة التي جرى تحريرها منهم."),
    ("a hold that two share", "وصلت القافلة إلى تل رفعت التي يتقاسم الأكراد وقوات الجيش السيطرة عليها."),
    ("a means of theirs", "لجأت القوات قبل أسابيع إلى أسلوب تصعيدي بحق سكان مدينة إدلب."),
    ("between times", "ويشهد العراق بين حين وآخر تفجيرات بسيارات مفخخة، فضلا عن هجمات متفرقة تطال المدنيين في بغداد."),
    ("again and again", "وتشهد مدينة طوز خورماتو هجمات متكررة أودت بحياة المئات من أبنائها على يد المسلحين."),
    ("terms of a truce", "ويشمل الاتفاق إجلاء الراغبين من بلدة مضايا, و خروج مقاتلي الجبهة الموجودين في مخيم اليرموك."),
]


@pytest.mark.parametrize("text", [row[1] for row in NO_ACTS], ids=[row[0] for row in NO_ACTS])
def test_what_is_told_of_other_times_is_no_act(text: str, gazetteer: Gazetteer) -> None:
    assert mentions(text, gazetteer) == ()
