"""What the words around a name say of it, and which place the text itself puts it into: tables of phrases."""

import pytest

from gazetteer.containment import find_containers
from gazetteer.context import Context, read_context
from gazetteer.folding import fold_text, key, tokenise
from gazetteer.index import Gazetteer
from gazetteer.matcher import find_names
from gazetteer.recognition import find_toponyms


def context_of(text: str, name: str, gazetteer: Gazetteer) -> Context:
    folded = fold_text(text)
    tokens = tokenise(folded.text)
    hit = next(hit for hit in find_names(folded, tokens, gazetteer) if hit.name == key(name))
    return read_context(tokens, hit)


HEADS = [
    ("one", "حي السكري", "السكري", ["حي"]),
    ("two, nearest first", "على أطراف مدينة السخنة", "السخنة", ["مدينة", "أطراف"]),
    ("three", "محيط أطراف بلدة تدمر", "تدمر", ["بلدة", "أطراف", "محيط"]),
    ("preposition written onto it", "بريف حمص", "حمص", ["ريف"]),
    ("conjunction and preposition", "وبريف حمص", "حمص", ["ريف"]),
    ("quotation marks between", "مدينة «تدمر»", "تدمر", ["مدينة"]),
    ("dual", "في ريفي حلب وإدلب", "حلب", ["ريفي"]),
    ("organisation", "لواء تدمر", "تدمر", ["لواء"]),
    ("behind an unknown word", "مدينة هادئة تدمر", "تدمر", []),
    ("over a comma", "المدينة، تدمر", "تدمر", []),
    ("over a full stop", "انتهت جبهة. تدمر هادئة", "تدمر", []),
    ("over a line", "سقطت مدينة\nتدمر هادئة", "تدمر", []),
    ("after the name", "تدمر مدينة قديمة", "تدمر", []),
    ("the other member's", "في ريفي حلب وإدلب", "إدلب", []),
    ("a word that only ends alike", "صبي تدمر", "تدمر", []),
    ("preposition on the name ends the walk", "حي بتدمر", "تدمر", []),
]


@pytest.mark.parametrize(("text", "name", "forms"), [row[1:] for row in HEADS], ids=[row[0] for row in HEADS])
def test_heads(text: str, name: str, forms: list[str], gazetteer: Gazetteer) -> None:
    context = context_of(text, name, gazetteer)
    assert [head.form for head in context.heads] == [key(form) for form in forms]


PREPOSITIONS = [
    ("apart", "إلى تدمر", "تدمر", "to"),
    ("before the head", "على أطراف مدينة السخنة", "السخنة", "on"),
    ("written onto the name", "بتدمر", "تدمر", "at"),
    ("ل is to", "لتدمر", "تدمر", "to"),
    ("written onto the head", "بريف حمص", "حمص", "at"),
    ("from", "من تدمر", "تدمر", "from"),
    ("between", "بين تدمر وحمص", "تدمر", "between"),
    ("none", "قصفوا تدمر", "تدمر", ""),
    ("joined by و", "بين تدمر وحمص", "حمص", ""),
    ("behind a comma", "من هنا، تدمر", "تدمر", ""),
    ("after the name", "تدمر من بعيد", "تدمر", ""),
    ("two words before", "في ليلة تدمر", "تدمر", ""),
]


@pytest.mark.parametrize(
    ("text", "name", "sense"), [row[1:] for row in PREPOSITIONS], ids=[row[0] for row in PREPOSITIONS]
)
def test_preposition(text: str, name: str, sense: str, gazetteer: Gazetteer) -> None:
    found = context_of(text, name, gazetteer).preposition
    assert (found.sense if found else "") == sense


SIDES = [
    ("before", "جنوبي تدمر", "تدمر", (180.0,), True),
    ("two before", "شمال غرب حمص", "حمص", (270.0, 0.0), True),
    ("after a countryside", "ريف حمص الشرقي", "حمص", (90.0,), False),
    ("two after", "ريف حلب الجنوبي الشرقي", "حلب", (180.0, 90.0), False),
    ("with a preposition", "بشمال حمص", "حمص", (0.0,), True),
    ("after a nationality", "طرابلس الليبية الشرقية", "طرابلس", (90.0,), False),
    ("definite before is a noun of its own", "في الشمال حمص", "حمص", (), False),
    ("indefinite after belongs to the next", "حمص شرق", "حمص", (), False),
    ("over a comma", "في الشرق، تدمر", "تدمر", (), False),
    ("reached by from", "إلى الشمال من تدمر", "تدمر", (0.0,), True),
    ("two with the article, reached by from", "إلى الشمال الشرقي من تدمر", "تدمر", (90.0, 0.0), True),
    ("the north itself", "في الشمال من تدمر", "تدمر", (), False),
    ("none", "في تدمر", "تدمر", (), False),
]


@pytest.mark.parametrize(
    ("text", "name", "bearings", "before"), [row[1:] for row in SIDES], ids=[row[0] for row in SIDES]
)
def test_sides(text: str, name: str, bearings: tuple[float, ...], *, before: bool, gazetteer: Gazetteer) -> None:
    context = context_of(text, name, gazetteer)
    assert (context.bearings, context.side_before) == (bearings, before)


DISTANCES = [
    ("from", "على بعد 30 كيلومترا من تدمر", 30.0, ()),
    ("Arabic digits", "على بعد ٣٠ كيلومترا من تدمر", 30.0, ()),
    ("abbreviated, with a side", "على بعد نحو 12 كم شرق تدمر", 12.0, (90.0,)),
    ("side alone", "٣٠ كم شمالي تدمر", 30.0, (0.0,)),
    ("side with article", "على بعد 20 كيلومترا إلى الشمال من تدمر", 20.0, (0.0,)),
    ("two sides with article", "على بعد 20 كيلومترا إلى الشمال الشرقي من تدمر", 20.0, (90.0, 0.0)),
    ("adverbial side", "على بعد 20 كيلومترا جنوبا من تدمر", 20.0, (180.0,)),
    ("verb", "تبعد القرية 12 كم عن تدمر", 12.0, ()),
    ("miles", "على بعد 10 أميال من تدمر", 16.09344, ()),
    ("area", "حرائق في 100 كيلومتر مربع من تدمر", None, ()),
    ("a year", "في 2016 تدمر", None, ()),
    ("weight", "وصلت 30 طنا من تدمر", None, ()),
    ("no number", "على بعد كيلومترات من تدمر", None, ()),
    ("over a comma", "مسافة 30 كيلومترا، تدمر", None, ()),
    ("distance to another", "على بعد 30 كيلومترا من هنا وصلوا إلى تدمر", None, ()),
]


@pytest.mark.parametrize(
    ("text", "kilometres", "bearings"), [row[1:] for row in DISTANCES], ids=[row[0] for row in DISTANCES]
)
def test_distance(text: str, kilometres: float | None, bearings: tuple[float, ...], gazetteer: Gazetteer) -> None:
    context = context_of(text, "تدمر", gazetteer)
    assert context.distance_km == (pytest.approx(kilometres) if kilometres else None)
    assert (context.relation == "distance") == (kilometres is not None)
    if kilometres:
        assert context.bearings == bearings


WORDED_DISTANCES = [
    ("ten", "على بعد عشرة كيلومترات من تدمر", 10.0),
    ("thirty", "على بعد ثلاثين كيلومترا من تدمر", 30.0),
    ("dual", "على بعد كيلومترين من تدمر", 2.0),
]


@pytest.mark.parametrize(
    ("text", "kilometres"), [row[1:] for row in WORDED_DISTANCES], ids=[row[0] for row in WORDED_DISTANCES]
)
def test_distance_in_words(text: str, kilometres: float, gazetteer: Gazetteer) -> None:
    assert context_of(text, "تدمر", gazetteer).distance_km == kilometres


@pytest.mark.parametrize(
    ("text", "name", "country"),
    [
        ("حلب السورية", "حلب", "SY"),
        ("طرابلس اللبنانية", "طرابلس", "LB"),
        ("طرابلس الليبية", "طرابلس", "LY"),
        ("ريف حلب الجنوبي السورية", "حلب", "SY"),
        ("حلب القديمة السورية", "حلب القديمة", "SY"),
        ("حلب، السورية", "حلب", ""),
        ("حلب الهادئة", "حلب", ""),
        ("السورية حلب", "حلب", ""),
        ("حلب وسوري", "حلب", ""),
    ],
)
def test_country_by_an_adjective_of_origin_behind_the_name(
    text: str, name: str, country: str, gazetteer: Gazetteer
) -> None:
    assert context_of(text, name, gazetteer).country == country


RELATIONS = [
    ("في تدمر", "at"),
    ("في مدينة تدمر", "at"),
    ("قرب تدمر", "near"),
    ("في محيط تدمر", "near"),
    ("على جبهة تدمر", "near"),
    ("على أطراف تدمر", "edge"),
    ("على مشارف مدينة تدمر", "edge"),
    ("في ريف تدمر", "countryside"),
    ("وسط تدمر", "part"),
    ("شرق تدمر", "part"),
    ("على طريق تدمر", "road"),
    ("على بعد 5 كم شرق تدمر", "distance"),
    ("من تدمر", "at"),
    ("لواء تدمر", "at"),
]


@pytest.mark.parametrize(("text", "relation"), RELATIONS)
def test_relation(text: str, relation: str, gazetteer: Gazetteer) -> None:
    assert context_of(text, "تدمر", gazetteer).relation == relation


@pytest.mark.parametrize(
    ("text", "before", "before_that", "after"),
    [
        ("قال محمد تدمر جميلة", "محمد", "قال", "جميلة"),
        ("قال، تدمر جميلة", "", "", "جميلة"),
        ("زاروا مدينة تدمر.", "زاروا", "", ""),
        ("زار ثم تدمر\nجميلة", "ثم", "زار", ""),
        ("حمص وتدمر هادئتان", "", "", "هادئتان"),
    ],
)
def test_neighbours_within_one_breath(
    text: str, before: str, before_that: str, after: str, gazetteer: Gazetteer
) -> None:
    context = context_of(text, "تدمر", gazetteer)
    told = (context.before, context.before_that, context.after)
    assert told == tuple(key(word) for word in (before, before_that, after))


def test_a_walk_is_short_however_many_heads_there_are(gazetteer: Gazetteer) -> None:
    context = context_of("مدينة " * 50 + "تدمر", "تدمر", gazetteer)
    assert 1 <= len(context.heads) <= 10


CONTAINERS = [
    ("in", "قصف حي السكري في حلب", {"السكري": "حلب"}),
    ("in a named kind", "قصف حي صلاح الدين في مدينة حلب", {"صلاح الدين": "حلب"}),
    ("countryside", "دخلوا خان العسل بريف حلب الغربي", {"خان العسل": "حلب"}),
    ("a whole list", "أحياء السكري والفردوس في حلب", {"السكري": "حلب", "الفردوس": "حلب"}),
    ("bracketed side", "نزحوا من داريا (غرب دمشق)", {"داريا": "دمشق"}),
    ("side beside it", "انفجار في السخنة شرق حمص", {"السخنة": "حمص"}),
    ("words that link", "حقل شاعر النفطي الواقع في بادية حمص", {"شاعر": "حمص"}),
    ("belonging to", "في بيجي التابعة لمحافظة صلاح الدين", {"بيجي": "صلاح الدين"}),
    ("a bank of a town", "في الساحل الأيسر لقضاء الشرقاط", {"الساحل الأيسر": "الشرقاط"}),
    ("two sentences", "اشتباكات في تدمر. وفي حمص هدوء", {}),
    ("two events", "قصف في تدمر وقتل مدني في حمص", {}),
    ("from and to", "وصل من تدمر إلى حمص", {}),
    ("two places of one list", "هدوء في تدمر وحمص", {}),
    ("a comma between two events", "هدوء في تدمر، وقصف في حمص", {}),
    ("a verb between", "من تدمر انسحبوا في حمص", {}),
    ("two lines", "قصف على تدمر\nفي حمص هدوء", {}),
    ("between", "على الطريق بين تدمر وحمص", {}),
    ("a side of the city between", "في حي السكري شرقي المدينة في حلب", {"السكري": "حلب"}),
]


@pytest.mark.parametrize(("text", "told"), [row[1:] for row in CONTAINERS], ids=[row[0] for row in CONTAINERS])
def test_containers(text: str, told: dict[str, str], gazetteer: Gazetteer) -> None:
    folded = fold_text(text)
    mentions = find_toponyms(text, gazetteer)
    containers = find_containers(tokenise(folded.text), mentions)
    found = {
        mention.surface: mentions[index].surface
        for mention, index in zip(mentions, containers, strict=True)
        if index is not None
    }
    assert found == told
    assert len(mentions) >= 2
