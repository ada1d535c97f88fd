"""Which words are place names, and which place: tables of sentences against the built-in layers."""

import pytest

from gazetteer.candidates import resolve_name
from gazetteer.distance import lies_in
from gazetteer.index import Gazetteer
from gazetteer.recognition import find_toponyms
from gazetteer.resolver import resolve_toponyms

TOPONYMS = [
    ("a doubtful name with its noun, in quotation marks", "انفجرت عبوة في مدينة «القاعدة» جنوب إب", ["القاعدة", "إب"]),
    ("city after a preposition", "دارت اشتباكات في حلب", ["حلب"]),
    ("a common word, with where it lies in brackets", "سقطت قذائف في بلد (70 كلم شمال بغداد)", ["بلد", "بغداد"]),
    ("what people come from", "نزحت 200 عائلة من الكرمة قرب الفلوجة", ["الكرمة", "الفلوجة"]),
    ("heights above a town", "دارت اشتباكات في جرود عرسال", ["جرود عرسال"]),
    ("fields of a village", "قطعوا أشجارا في أراضي بورين جنوب نابلس", ["بورين", "نابلس"]),
    ("quarter with its head noun", "قصف على حي السكري", ["السكري"]),
    ("list licenses weak names", "طال القصف أحياء المشهد والسكري والشعار", ["المشهد", "السكري", "الشعار"]),
    (
        "list with commas",
        "استهدفت الغارات أحياء الكلاسة، المغاير، الفردوس والصاخور",
        ["الكلاسة", "المغاير", "الفردوس", "الصاخور"],
    ),
    ("dual head", "وصلت قافلة إلى بلدتي كفريا والفوعة", ["كفريا", "الفوعة"]),
    ("fields", "اشتباكات قرب حقول المهر وشاعر وجزل النفطية", ["المهر", "شاعر", "جزل"]),
    ("anchor of a countryside", "غارات على ريف حمص الشرقي", ["حمص"]),
    ("region of two words", "قتال في الغوطة الشرقية", ["الغوطة الشرقية"]),
    ("glued conjunction", "بين دمشق وحمص", ["دمشق", "حمص"]),
    ("governor and city", "في مدينة تعز اليمنية", ["تعز"]),
    ("Iraq", "سيطرت القوات على قضاء بيجي شمال تكريت", ["بيجي", "تكريت"]),
    ("object of a verb", "قصفت المدفعية دوما", ["دوما"]),
    ("behind a noun that takes places", "بعد سقوط تدمر", ["تدمر"]),
    ("opener written onto its name", "قتال في أمدرمان وديرالزور", ["أمدرمان", "ديرالزور"]),
    (
        "unknown names in a list of known ones",
        "قصف على مورك واللطامنة وزعيطرة وبلحوسة في ريف حماة",
        ["مورك", "اللطامنة", "زعيطرة", "بلحوسة", "حماة"],
    ),
    (
        "such a list goes on with a known one",
        "في مورك واللطامنة وزعيطرة وكفرزيتا",
        ["مورك", "اللطامنة", "زعيطرة", "كفرزيتا"],
    ),
    ("a list that runs on into other words", "قصفت مورك واللطامنة وزعيطرة أمس", ["مورك", "اللطامنة"]),
    ("a verb behind a list", "قصفت حلب وحمص وأصيب ثلاثة في ريف إدلب", ["حلب", "حمص", "إدلب"]),
    ("province that no layer has", "هجوم في ولاية لوغار جنوب كابول", ["لوغار", "كابول"]),
    ("capital in apposition", "تظاهروا في شوارع العاصمة بيروت", ["بيروت"]),
    ("an adjective between", "غارات على العاصمة اليمنية صنعاء", ["صنعاء"]),
    ("weak name with another place at its side", "انفجر لغم قرب الكرامة إلى الشرق من الرقة", ["الكرامة", "الرقة"]),
    ("country behind a noun of its land", "تسللوا إلى أراضي سورية", ["سورية"]),
    ("airport called after a man", "أغلق مطار الملك فهد في الدمام", ["مطار الملك فهد", "الدمام"]),
    ("article left off after a head noun", "تقدم نحو منطقة حويسيس", ["حويسيس"]),
    ("doubtful name behind «near»", "وقفوا قرب نوى في درعا", ["نوى", "درعا"]),
    ("police of a town", "قالت شرطة الكوت إن الطريق مفتوح", ["الكوت"]),
    ("village called like a speech", "سيطر الجيش على بلدة خطاب في ريف حماة", ["خطاب", "حماة"]),
    ("a well-known quarter without its noun", "سقطت قذائف على الأعظمية في بغداد", ["الأعظمية", "بغداد"]),
]


@pytest.mark.parametrize(("text", "surfaces"), [row[1:] for row in TOPONYMS], ids=[row[0] for row in TOPONYMS])
def test_toponyms(text: str, surfaces: list[str], gazetteer: Gazetteer) -> None:
    assert [mention.surface for mention in find_toponyms(text, gazetteer)] == surfaces


NO_TOPONYMS = [
    ("a group in quotation marks", "هجوم صاروخي وغارة يقتلان 20 من «القاعدة» أمس"),
    ("door", "طرق الباب ودخل"),
    ("verb with its subject", "غارات التحالف تدمر مقار المسلحين"),
    ("those who guard", "استهدفوا حماة الوطن وهم يصلون"),
    ("border of somewhere", "دارت اشتباكات على الحدود الشمالية بين البلدين"),
    ("scene", "تغير المشهد السياسي تماما"),
    ("illness", "يعاني مرضى السكري من نقص الدواء"),
    ("field of action", "قال إن الميدان يحسم المعركة"),
    ("poet", "ألقى شاعر شاب قصيدة"),
    ("man", "تحدث القائد صلاح الدين العزاوي"),
    ("title before a name", "قال العقيد عمران إن الوضع هادئ"),
    ("given name before it", "أكد محمد الزبداني ذلك"),
    ("one who is called like a man from a town", "ويقول الرمادي إن الأمر سهل"),
    ("building called after one who gave an airport his name", "زار ضيوف مركز الملك فهد الثقافي المعرض"),
    ("adjective behind a noun that names places", "تخرج في جامعة سعودية معروفة"),
    ("nationality behind a town", "عثر عليهما في بلدة تركية قريبة من الحدود"),
    ("adjective behind a noun of any kind", "دعا إلى فتح مناطق جديدة للبناء"),
    ("no name behind the capital", "عاد إلى العاصمة السعودية مساء"),
    ("adjective behind a count of villages", "سيطر الجيش على سبع قرى جديدة"),
    ("adjective behind villages", "سقطت قذائف على قرى جديدة"),
    ("syrup, not Dibis", "باعوا عسل الدبس في السوق"),
    ("near a base, not near a town called like one", "سقطت قذيفة قرب القاعدة العسكرية"),
    ("near the base", "سقطت قذيفة قرب القاعدة وقتلت جنديين"),
    ("near the university", "سقطت قذيفة قرب الجامعة وقتلت طالبين"),
    ("stones of dates, not Nawa", "أكل نوى التمر"),
    ("company, not police", "قالت شركة الكوت إن الطريق مفتوح"),
    ("coat", "لبس الكوت ومضى"),
    ("speech", "ألقى الرئيس خطاب النصر"),
    ("arrivals", "استقبل المركز الوافدين الجدد"),
    ("hyena", "رأى الراعي الضبعة في الحقل"),
    ("worship", "أقاموا العبادة في المسجد"),
    ("sentence", "قال جملة واحدة"),
    ("pines", "زرعوا أشجار الصنوبر"),
    ("cold water", "شربوا المياه الباردة"),
    ("newspaper", "نشرت صحيفة الرياض الخبر"),
    ("armed group", "أعلن جيش حلب الشهباء مسؤوليته"),
    ("group with a place inside", "قال تنظيم أحرار الشام إنه سيقاتل"),
    ("coalition with a country inside", "تقدمت قوات سوريا الديمقراطية"),
    ("adjectives of origin", "الجيش السوري والطيران الروسي والفصائل الحلبية"),
    ("always, not Douma", "كانت الملابس دوما نظيفة"),
    ("always with nunation", "كان دوماً هناك"),
    ("destroy, not Palmyra", "لا نسمح لأحد أن تدمر أفعاله السلام"),
    ("two nouns with a possessive", "قضاء حوائجه في المدينة"),
    ("on, not Ali or Aleppo", "على ما يبدو"),
    ("a man called like a quarter", "قال الهواري إن المحادثات بدأت"),
]


@pytest.mark.parametrize("text", [row[1] for row in NO_TOPONYMS], ids=[row[0] for row in NO_TOPONYMS])
def test_no_toponyms(text: str, gazetteer: Gazetteer) -> None:
    assert [mention.surface for mention in find_toponyms(text, gazetteer)] == []


@pytest.mark.parametrize(
    ("text", "surfaces"),
    [
        ("دخلت القوات الضفة الغربية للفرات", ["للفرات"]),
        ("انتشروا على الضفة الغربية لنهر الفرات", ["نهر الفرات"]),
        ("اقتحم الجنود الضفة الغربية المحتلة", ["الضفة الغربية"]),
        ("انتشر الجيش على الضفة الغربية لنهر دجلة", ["نهر دجلة"]),
        ("انتشر الجيش في الضفة الغربية", ["الضفة الغربية"]),
    ],
)
def test_a_bank_of_a_river_is_not_the_west_bank(text: str, surfaces: list[str], gazetteer: Gazetteer) -> None:
    assert [mention.surface for mention in find_toponyms(text, gazetteer)] == surfaces


RESOLVED = [
    (
        "the old city of where it is",
        "قاتلت القوات في المدينة القديمة في الموصل غربي نينوى",
        "المدينة القديمة",
        "iq-mosul-old-city-of-mosul",
    ),
    ("behind an imam's village", "هاجموا قرية الإمام غربي القيارة في نينوى", "القيارة", "iq-qayyarah"),
    ("quarter, its city named", "قصف حي صلاح الدين في حلب", "صلاح الدين", "sy-aleppo-salah-al-din"),
    ("governorate asked for", "هجوم في محافظة صلاح الدين العراقية", "صلاح الدين", "iq-salah-al-din-gov"),
    (
        "governorate by its neighbours",
        "معارك في تكريت وسامراء وبيجي بمحافظة صلاح الدين",
        "صلاح الدين",
        "iq-salah-al-din-gov",
    ),
    ("the city without a head noun", "هدوء في حمص", "حمص", "sy-homs"),
    ("the governorate with one", "في محافظة حمص", "حمص", "sy-homs-gov"),
    ("quarter by the rest of its list", "أحياء الميدان وبستان القصر والكلاسة", "الميدان", "sy-aleppo-midan"),
    ("the airport and not its city", "هبطت طائرة في مطار عدن الدولي", "مطار عدن", "ye-aden-airport"),
    ("each airport of a list", "أقلعت طائرات من مطاري عدن وصنعاء", "صنعاء", "ye-sanaa-airport"),
    ("the city where no airport is known", "قصف محيط مطار المخا", "المخا", "ye-mocha"),
    ("no quarter of the city in its countryside", "قصف نبل والزهراء في ريف حلب", "الزهراء", "sy-zahraa"),
    ("base with its head noun", "من قاعدة حميميم الجوية", "حميميم", "sy-hmeimim-airbase"),
    ("camp of arrivals", "انتقل النازحون إلى مخيم الوافدين", "مخيم الوافدين", "sy-wafidin-camp"),
    ("village beside its airfield", "قصفت الطائرات بلدة الضبعة قرب القصير", "الضبعة", "sy-dabah-homs"),
    ("airfield of its village", "قصفت الطائرات مطار الضبعة العسكري", "مطار الضبعة", "sy-dabaa-airbase"),
    ("village called worship", "هاجم مسلحون قرية العبادة في الغوطة الشرقية", "العبادة", "sy-abbadah"),
    ("village called sentence", "سقطت قذائف على بلدة جملة في درعا", "جملة", "sy-jamlah"),
    ("village called pines", "هاجموا قرية الصنوبر قرب جبلة", "الصنوبر", "sy-sanawbar"),
    ("village called cold", "سيطروا على قرية الباردة", "الباردة", "sy-baridah"),
    ("village of the pumping station", "دارت اشتباكات في قرية أرك شرق تدمر", "أرك", "sy-arak-village"),
    ("town of the countryside", "سقطت قذائف على بلدة كللي شمال إدلب", "كللي", "sy-killi"),
    ("village of two words", "هاجموا قرية بيت عانا", "بيت عانا", "sy-bayt-ana"),
    ("a capital and no small town of its name", "عقدت الفصائل اجتماعا في الدوحة عن غزة", "الدوحة", "qa-doha"),
    (
        "a quarter without a point beside one with it",
        "قصفت الطائرات حي الضباط في سامراء",
        "الضباط",
        "iq-samarra-dubbat",
    ),
    (
        "a quarter that no word but the text puts",
        "معارك في سامراء. وقصفت الطائرات حي الضباط",
        "الضباط",
        "iq-samarra-dubbat",
    ),
    ("a quarter with a point", "معارك في الموصل. وقصفت الطائرات حي الضباط", "الضباط", "iq-mosul-dubbat"),
    ("by whose people are spoken of", "قال الوزير اللبناني إن الجيش انتشر في طرابلس", "طرابلس", "lb-tripoli"),
    (
        "said often, it does not vote for itself",
        "طرابلس تحت النار. اشتباكات في باب التبانة وهدوء في عكار. وأقفلت مدارس طرابلس",
        "طرابلس",
        "lb-tripoli",
    ),
    ("no name draws it elsewhere", "انتشر الجيش في طرابلس", "طرابلس", "ly-tripoli"),
    ("village with a weak name", "سيطر الجيش على بلدة خطاب في ريف حماة", "خطاب", "sy-khattab"),
]


@pytest.mark.parametrize(
    ("text", "surface", "place_id"), [row[1:] for row in RESOLVED], ids=[row[0] for row in RESOLVED]
)
def test_resolution(text: str, surface: str, place_id: str, gazetteer: Gazetteer) -> None:
    chosen = {resolution.mention.surface: resolution.place for resolution in resolve_toponyms(text, gazetteer)}
    place = chosen[surface]
    assert place is not None
    assert place.place_id == place_id


STRANGERS = [
    ("a roundabout in one town is no village near another", "اعتصموا عند دوار الزراعة في اللاذقية", "الزراعة"),
    ("quarter of another country", "شنت الطائرات غارات على تعز في اليمن، واستهدفت حي العسكري", "العسكري"),
    ("quarter of another city", "اشتباكات في صنعاء، وقصفت المدفعية حي الثورة", "الثورة"),
    ("no city at all", "قصفت المدفعية حي الثورة", "الثورة"),
    ("hospital of another city", "قال طبيب في مستشفى الثورة في مدينة الحديدة", "مستشفى الثورة"),
    ("a roundabout called after another town", "انفجرت سيارة قرب دوار الراعي في مدينة الباب", "الراعي"),
    ("a common word, a unit abroad", "اعتقلت القوات في الأنبار رجلا في منطقة الجزيرة غرب راوة", "الجزيرة"),
    ("site of another sort", "انفجرت سيارة قرب جسر المشلب في الموصل", "المشلب"),
    (
        "a bridge called after a town of another country",
        "عبرت الأسر كوبري مكة في نيالا إلى الفاشر. وفي جدة محادثات عن دارفور.",
        "مكة",
    ),
    ("a village far from all else", "اشتباكات في مورك واللطامنة وحلفايا، وسيطروا على قرية المجدل أمس", "المجدل"),
    ("the two villages just named", "سيطروا على قريتي مكتب خالد وملا عبد الله في كركوك، ثم خسروا القريتين", "القريتين"),
    ("a base abroad", "سيطر الثوار على سبها ومرزق وعلى قاعدة واو الناموس في ليبيا", "واو"),
    ("ruled out once", "قتل جندي في منطقة الجيزة العسكرية بمدينة سرت", "الجيزة"),
    ("a village at the side of a town", "سيطروا على قرية المجدل شمال غرب حماة", "المجدل"),
]


@pytest.mark.parametrize(("text", "surface"), [row[1:] for row in STRANGERS], ids=[row[0] for row in STRANGERS])
def test_a_quarter_of_a_city_that_the_text_does_not_speak_of_is_not_located(
    text: str, surface: str, gazetteer: Gazetteer
) -> None:
    found = [resolved for resolved in resolve_toponyms(text, gazetteer) if resolved.mention.surface.endswith(surface)]
    assert [resolved.place for resolved in found] == [None]


AT_HOME = [
    ("its city", "انفجار في الموصل، وقصفت المدفعية حي الثورة", "الثورة", "iq-mosul-thawra"),
    ("its name says it", "دخلت القوات جامعة الأنبار", "جامعة الأنبار", "iq-anbar-university"),
    ("well known", "قصفت المدفعية حي صلاح الدين", "صلاح الدين", "sy-aleppo-salah-al-din"),
]


@pytest.mark.parametrize(("text", "surface", "place_id"), [row[1:] for row in AT_HOME], ids=[row[0] for row in AT_HOME])
def test_a_quarter_is_located_where_its_city_is_spoken_of(
    text: str, surface: str, place_id: str, gazetteer: Gazetteer
) -> None:
    found = {resolved.mention.surface: resolved.place for resolved in resolve_toponyms(text, gazetteer)}
    place = found[surface]
    assert place is not None
    assert place.place_id == place_id


def test_every_resolution_says_why(gazetteer: Gazetteer) -> None:
    for resolution in resolve_toponyms("قصف حي صلاح الدين في حلب ومحيط مدينة السخنة بريف حمص الشرقي", gazetteer):
        assert resolution.reasons
        assert 0.0 <= resolution.confidence <= 1.0
        assert resolution.mention.evidence


def test_a_name_alone_lists_every_bearer_with_reasons(gazetteer: Gazetteer) -> None:
    candidates = resolve_name("صلاح الدين", gazetteer)
    ids = [candidate.place.place_id for candidate in candidates]
    assert {"sy-aleppo-salah-al-din", "iq-salah-al-din-gov"} <= set(ids)
    assert all(candidate.reasons for candidate in candidates)
    near = resolve_name("صلاح الدين", gazetteer, near="تكريت")
    assert near[0].place.place_id == "iq-salah-al-din-gov"


def test_an_unknown_name_has_no_bearers(gazetteer: Gazetteer) -> None:
    assert resolve_name("لا مكان بهذا الاسم", gazetteer) == ()


def test_a_quarter_lies_in_its_city_and_not_in_another(gazetteer: Gazetteer) -> None:
    quarter = gazetteer.place("sy-aleppo-salah-al-din")
    assert lies_in(quarter, gazetteer.place("sy-aleppo"), gazetteer)
    assert not lies_in(quarter, gazetteer.place("sy-homs"), gazetteer)


def test_long_text_of_names_takes_one_reading(gazetteer: Gazetteer) -> None:
    assert len(find_toponyms("حلب " * 20_000, gazetteer)) == 20_000


def test_what_a_container_rules_out_once_is_ruled_out_everywhere(gazetteer: Gazetteer) -> None:
    text = "قتل جندي في منطقة الجيزة العسكرية بمدينة سرت. وفي محور الجيزة قتل اثنان، وقصفت بنغازي."
    found = [resolved.place for resolved in resolve_toponyms(text, gazetteer) if resolved.mention.name == "الجيزه"]
    assert found == [None, None]
