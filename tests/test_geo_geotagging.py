"""What a place name does in its sentence, where its area lies and how finely: tables of sentences."""

import pytest

from gazetteer.index import Gazetteer
from gazetteer.places import Place, PlaceKind
from geo.geotagging import geotag, precision
from geo.records import Geotag
from geo.roles import role_words
from geo.taxonomy import GeoPrecision, Relation, Role


def tags(document: str, gazetteer: Gazetteer) -> dict[str, Geotag]:
    return {tag.surface: tag for tag in geotag(document, gazetteer)}


TITLE = "أخبار اليوم\n"

DATELINES = [
    ("a further line with its agency", "عاد الهدوء.\n* حمص - رويترز: انفجرت عبوة", "حمص"),
    ("dash", "حلب – مراسلنا: قصف الطيران حي السكري", "حلب"),
    ("brackets", "دمشق (وكالة) - التقى الوزير ضيوفه", "دمشق"),
    ("colon", "بيروت: تظاهر المئات أمس", "بيروت"),
    ("slash", "غزة / خاص: وصلت المساعدات", "غزة"),
    ("below a headline and a date", "معارك شمال العراق\n2014-11-27\n\nبغداد - الشروق- دارت معارك", "بغداد"),
    ("behind the outlet", "وكالة الخبر – صنعاء – توقفت المعارك", "صنعاء"),
]
NO_DATELINES = [
    ("a line without an agency", "عاد الهدوء.\nحمص - انفجرت عبوة", "حمص"),
    ("a sentence begins with it", "حلب شهدت قصفا عنيفا", "حلب"),
    ("a range of two places in a sentence", "قطعوا الطريق بين حمص - تدمر", "تدمر"),
    ("further on", "تجددت المعارك في محيط مدينة السخنة شرقي البلاد أمس، وقالت مصادر: دمشق – هادئة", "دمشق"),
    ("a preposition before it", "في حلب: عشرة قتلى", "حلب"),
    ("the title", "هدوء", ""),
]


@pytest.mark.parametrize(("body", "name"), [row[1:] for row in DATELINES], ids=[row[0] for row in DATELINES])
def test_dateline(body: str, name: str, gazetteer: Gazetteer) -> None:
    title = "\n" if "\n\n" in body else TITLE  # a report pasted whole brings its own headline
    assert tags(title + body, gazetteer)[name].role is Role.DATELINE


@pytest.mark.parametrize(("body", "name"), [row[1:] for row in NO_DATELINES], ids=[row[0] for row in NO_DATELINES])
def test_no_dateline(body: str, name: str, gazetteer: Gazetteer) -> None:
    found = tags(TITLE + body, gazetteer)
    assert not name or name in found
    assert Role.DATELINE not in {tag.role for tag in found.values()}


METONYMS = [
    ("leads others", "لم تغير غارات التحالف بقيادة السعودية شيئا", {"السعودية"}),
    ("leads others, before a verb", "رأى أن غارات التحالف بقيادة السعودية لم تغير من المسار", {"السعودية"}),
    ("subject", "موسكو ترفض القرار", {"موسكو"}),
    ("behind its verb", "رفضت واشنطن المقترح", {"واشنطن"}),
    ("two", "واشنطن وموسكو تتفقان على الهدنة", {"واشنطن", "موسكو"}),
    ("subject and object", "اتهمت طهران الرياض بالتصعيد", {"طهران", "الرياض"}),
    ("a country", "أعلنت روسيا وقف الغارات", {"روسيا"}),
    ("talks between", "مفاوضات بين دمشق وأنقرة", {"دمشق", "أنقرة"}),
    ("in it", "انفجار في موسكو", set()),
    ("around it", "قصف في محيط دمشق", set()),
    ("the middle of it", "هدوء في وسط بيروت", set()),
    ("a side of it", "غارة شمال دمشق", set()),
    ("its countryside", "معارك في ريف دمشق", set()),
    ("its kind named", "تظاهروا في مدينة القدس", set()),
    ("one of a list of towns", "شملت الحملة مشتبها بهم في إسطنبول وأنقرة وأضنة", set()),
    ("behind a town, and it acts", "قصف على منتجع في زاخو وبغداد تستدعي السفير", {"بغداد"}),
    ("on it", "سقطت صواريخ على بغداد", set()),
    ("a town that governs nobody", "رفضت الفلوجة الهدنة", set()),
    ("scattered parts of it", "انفجرت عبوات في أنحاء متفرقة من بغداد", set()),
    ("something asked of it", "طلب الوزير هدنة من بغداد", {"بغداد"}),
]


SPEECH = [
    ("from where one says", "قال الناشط من دوما إن القصف مستمر", {"دوما"}),
    ("the declaring minister", "صرح الوزير من جنيف أن الاتفاق قريب", {"جنيف"}),
    ("a source from there", "نقلت وكالة عن مصدر من تدمر قوله", {"تدمر"}),
    ("the police of it, quoted", "قال مصدر في شرطة ديالى إن الطريق مقطوع", {"ديالى"}),
    ("its police, in it", "وقع انفجار قرب مقر شرطة ديالى", set()),
    ("where he lives", "قال الضابط المقيم في الرياض إن الهدنة صامدة", {"الرياض"}),
    ("the seat of a body", "اتهمت المنظمة التي يوجد مقرها في جنيف الجيش بقصف السوق", {"جنيف"}),
    ("withdrawal", "انسحب المقاتلون من داريا", set()),
    ("evacuation told by somebody", "قال شاهد إن الحافلات خرجت من داريا", set()),
    ("flight", "هرب من الموصل وقال إنها تحترق", set()),
    ("what was said happened in it", "قال الناشط إن قصفا وقع في دوما", set()),
    ("from a side", "أطلقت صواريخ من شمال حمص", set()),
    ("before the day and what is said", "ذكر الائتلاف في واشنطن أمس أن طيرانه دك مخازن", {"واشنطن"}),
    ("before a comma and what is said", "أكدت مصادر محلية في عدن، أن المقاومة سيطرت على المطار", {"عدن"}),
    ("before a comma and what else happened", "أكدت مصادر سقوط قذائف في عدن، بعد أن ساد الهدوء", set()),
    ("after what was done there", "أعلنت اللجنة إخراج المقاتلين في دوما بعد أن سلموا أسلحتهم", set()),
    ("no saying near", "وصلت شاحنات من تدمر", set()),
    ("taken from his seat", "خطفوه من مقره في مدينة البيضاء", set()),
    ("his seat", "قال في مقره في مدينة البيضاء", {"البيضاء"}),
    ("his seat, struck", "قصفوا مقره في مدينة البيضاء", set()),
]


DESCRIBING = [
    ("distance", "انفجرت عبوة في الإسكندرية على بعد 40 كيلومترا جنوبي بغداد", {"بغداد"}),
    ("in brackets", "قتل جنديان في بلدة اللطيفية (40 كم جنوب بغداد)", {"بغداد"}),
    ("after a comma", "انفجر لغم في المحمودية، 30 كلم جنوب بغداد، ليلا", {"بغداد"}),
    ("a side of a capital", "قتل خمسة بمنطقة زعيطر، الواقعة إلى الشمال الشرقي من بغداد", {"بغداد"}),
    ("a seat after a comma", "دارت معارك في الموصل، مركز نينوى، وفي كركوك", {"نينوى"}),
    ("adjective", "تقدموا نحو جورين المطلة على الغاب", {"الغاب"}),
    ("from where an attack comes", "قتل جندي في هجوم شنوه من تدمر", {"تدمر"}),
    ("on the way from it", "قصفت الطائرات رتلا قادما من الرقة", {"الرقة"}),
    ("where a column was heading", "نصبت المقاومة كمينا لتعزيزات كانت متجهة إلى تعز", {"تعز"}),
    ("where it went", "تقدمت القوات إلى تعز", set()),
    ("where they belong", "قتل مسلحون ينتمون إلى محافظة مأرب", {"مأرب"}),
    ("where they came", "وصل المسلحون إلى محافظة مأرب", set()),
    ("the place itself", "انفجر لغم على بعد 30 كم شرق تدمر", set()),
    ("a further place", "قصفت طائرات الحويجة ومناطق تقع على بعد 20 كم جنوب كركوك", set()),
    ("what an agreement is called after", "خرق اتفاق الزبداني بقصف مضايا", {"الزبداني"}),
    ("what shells came from", "سقطت قذائف مصدرها الغوطة على دمشق", {"الغوطة"}),
    ("what shells are heard of", "سقطت قذائف على دمشق مصدرها مجهول", set()),
    ("a further act", "انسحب من الرمادي وانفجر لغم على بعد 20 كم شرق الفلوجة", set()),
    ("from where help came", "شنوا هجوما بعد وصول تعزيزات عسكرية من صعدة", {"صعدة"}),
    ("where help came", "شنوا هجوما بعد وصول تعزيزات عسكرية إلى صعدة", set()),
]


COMPARISONS = [
    ("scenario", "سيناريو حمص قد يتكرر في درعا", {"حمص"}),
    ("on the model of", "على غرار حلب تشهد إدلب هدنة", {"حلب"}),
    ("such as", "كانت المعركة مثل حمص تماما", {"حمص"}),
    ("an example of those spoken of", "شهدت أحياء عدة في حلب، مثل الصاخور، اشتباكات", set()),
    ("the place itself", "قد يتكرر ذلك في درعا", set()),
    ("word inside another", "مثلث تدمر هادئ", set()),
    ("further off", "مثل هذا القصف لم تشهده حلب", set()),
]


OF_A_ROLE = {
    Role.METONYM: METONYMS,
    Role.SPEECH_PLACE: SPEECH,
    Role.DIRECTION: DESCRIBING,
    Role.COMPARISON: COMPARISONS,
}


@pytest.mark.parametrize(
    ("role", "sentence", "names"),
    [
        pytest.param(role, sentence, names, id=f"{role}: {why}")
        for role, rows in OF_A_ROLE.items()
        for why, sentence, names in rows
    ],
)
def test_names_of_a_role(role: Role, sentence: str, names: set[str], gazetteer: Gazetteer) -> None:
    found = tags(sentence, gazetteer)
    assert found
    assert {name for name, tag in found.items() if tag.role is role} == names


@pytest.mark.parametrize(
    ("sentence", "names"),
    [
        ("قصف حي السكري في حلب", {"حلب"}),
        ("قصف حي السكري وسقطت قذائف على حلب", set()),
        ("انفجار في تدمر وحمص", set()),
        ("هدوء في حلب", set()),
        ("عاشت مدينة الفاشر شمال دارفور تصعيدا", {"شمال دارفور"}),
        ("عاشت مدينة الفاشر وشمال دارفور تصعيدا", set()),
    ],
)
def test_container(sentence: str, names: set[str], gazetteer: Gazetteer) -> None:
    found = tags(sentence, gazetteer)
    assert {name for name, tag in found.items() if tag.role is Role.CONTAINER} == names


@pytest.mark.parametrize(
    ("sentence", "name", "relation", "level"),
    [
        ("انفجار في تدمر", "تدمر", Relation.AT, GeoPrecision.CITY),
        ("قصف حي السكري في حلب", "السكري", Relation.AT, GeoPrecision.NEIGHBOURHOOD),
        ("معارك في محيط تدمر", "تدمر", Relation.NEAR, GeoPrecision.AREA),
        ("غارات على ريف حمص الشرقي", "حمص", Relation.COUNTRYSIDE, GeoPrecision.AREA),
        ("لغم على بعد 30 كم شرق تدمر", "تدمر", Relation.DISTANCE, GeoPrecision.AREA),
        ("وصلوا إلى أطراف تدمر", "تدمر", Relation.EDGE, GeoPrecision.CITY),
        ("عاصفة في محافظة الأنبار", "الأنبار", Relation.AT, GeoPrecision.GOVERNORATE),
        ("لغم على طريق تدمر", "تدمر", Relation.ROAD, GeoPrecision.AREA),
    ],
)
def test_relation_and_precision(
    sentence: str, name: str, relation: Relation, level: GeoPrecision, gazetteer: Gazetteer
) -> None:
    tag = tags(sentence, gazetteer)[name]
    assert (tag.relation, tag.geo_precision) == (relation, level)


@pytest.mark.parametrize("sentence", ["معارك في محيط تدمر", "وصلوا إلى أطراف تدمر", "لغم على بعد 30 كم شرق تدمر"])
def test_a_relation_has_an_area_of_its_own(sentence: str, gazetteer: Gazetteer) -> None:
    tag = tags(sentence, gazetteer)["تدمر"]
    assert tag.area is not None
    assert (tag.area.lat, tag.area.lon, tag.area.radius_km) != (tag.lat, tag.lon, tag.radius_km)


_DISTRICTS = (PlaceKind.DISTRICT, PlaceKind.SUBDISTRICT)


@pytest.mark.parametrize("kind", [kind for kind in PlaceKind if kind not in _DISTRICTS])
@pytest.mark.parametrize("relation", list(Relation))
def test_a_relation_is_never_finer_than_the_place_itself(kind: PlaceKind, relation: Relation) -> None:
    order = list(GeoPrecision)
    place = Place(place_id="x", name_ar="س", name_en="x", kind=kind, lat=1.0, lon=1.0, radius_km=1.0)
    assert order.index(precision(place, relation)) >= order.index(precision(place, Relation.AT))


@pytest.mark.parametrize("kind", _DISTRICTS)
def test_near_a_district_is_never_finer_than_a_district(kind: PlaceKind) -> None:
    place = Place(place_id="x", name_ar="س", name_en="x", kind=kind, lat=1.0, lon=1.0, radius_km=20.0)
    assert precision(place, Relation.NEAR) is GeoPrecision.DISTRICT


def test_every_tag_names_the_rule_of_its_role(gazetteer: Gazetteer) -> None:
    for tag in geotag(TITLE + "حلب – رفضت موسكو وقف قصف حي السكري على غرار حمص", gazetteer):
        assert any(reason.startswith("role:") for reason in tag.reasons)


def test_the_word_lists_are_folded_and_none_is_empty() -> None:
    assert all(role_words().values())
    assert "القاهره" in role_words()["governments"]
