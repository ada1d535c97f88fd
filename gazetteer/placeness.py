"""Evidence that a hit is a toponym, or is not: one function a rule, each giving or taking points.

«السكري» is a quarter in «حي السكري» and an illness in «مرضى السكري». A name asks for as many points as it is likely to
be something else (`Gazetteer.needs`), and the words around it give or take points; `gazetteer.recognition` decides.
"""

from collections.abc import Callable
from functools import lru_cache
from typing import NamedTuple

from gazetteer import lexicon
from gazetteer.context import SEATS, Context
from gazetteer.index import Gazetteer
from gazetteer.lexicon import Head
from gazetteer.matcher import Hit


class Scene(NamedTuple):
    """One hit with all that a rule may look at."""

    hit: Hit
    context: Context
    gazetteer: Gazetteer
    lead: "Scene | None"
    """The member of the same list that stands before it."""
    list_head: Context
    """The context of the first member of its list, its own where it is in none."""
    lead_accepted: bool = False
    """Whether the member before it was found to be a toponym."""
    opens_line: bool = False
    """Whether it stands like a dateline, at the start of a line or behind an outlet's dash, before a mark."""
    misspelt: bool = False
    """Whether a short name bears a hamza in the raw text that no bearer's does: «وأن» is not Van («وان»)."""
    nunated: bool = False
    """Whether its last letter bears nunation in the raw text."""
    quoted: bool = False
    """Whether quotation marks enclose it alone."""


COMMON_WORD = 3
"""Points that a name needs which is a common word too."""
Rule = Callable[[Scene], int]


def head(scene: Scene) -> int:
    """Give 3 for a governing noun that names places or asks for a bearer's kind, 2 for one that fits any place."""
    if scene.hit.headed:
        return 3
    for governor in scene.context.heads:
        if governor.relation == "organisation":
            continue
        if governor.names and scene.hit.name not in scene.gazetteer.names:
            return 3
        if not governor.kinds:
            if _is_otherwise_meant(scene.hit.name):
                return 1
            fits = governor.names or scene.gazetteer.needed(scene.hit.name) <= 2
            bare = not scene.hit.name.startswith("ال") and f"ال{scene.hit.name}" not in scene.gazetteer.names
            near = governor.relation == "near" and bare  # «قرب نوى», not «قرب القاعدة» or «قرب حسينية»
            return 3 if governor.relation == "countryside" else 2 if fits or near else 1
        if _bears_kind(scene, governor):
            return 3
        return 2 if scene.gazetteer.needed(scene.hit.name) < 2 else 0
    return 0


def _is_otherwise_meant(name: str) -> bool:
    """Whether a noun of any kind does not make a name a place: «مركز الملك فهد» as an airport is, «مناطق جديدة»."""
    return name.split(" ", 1)[0] in lexicon.words("titles.csv") or (
        not name.startswith("ال") and name in lexicon.common_words()
    )


def list_of_places(scene: Scene) -> int:
    """Give 3 to the members of a list with a plural or dual head noun («أحياء … و…»), less to those of another list.

    Beside an accepted place 1, and 1 more where the list stands behind a preposition of place («في الخرطوم وبحري») or
    «مثل» («أحياء عدة، مثل الكلاسة والفردوس»), or two places stand before it («كفرزيتا واللطامنة والزكاة»).
    """
    if scene.hit.listed:
        return 3 if scene.lead is None or scene.lead_accepted else 0
    if scene.lead is None:
        return 0
    governor = next(iter(scene.list_head.heads), None)
    if governor is not None and governor.relation != "organisation":
        if governor.number == "singular":
            return 1
        if governor.number == "dual" and scene.lead.lead is not None:
            return 0  # «سقطت قذائف على حيي المشهد والسكري، وأسعف …»: two are named already
        return 3 if not governor.kinds or _bears_kind(scene, governor) else 1
    if not scene.lead_accepted:
        return 0
    shared = scene.list_head.preposition
    placed = shared is not None and shared.sense in {"at", "between"}
    placed = placed or scene.list_head.before in lexicon.words("list_openers.csv")
    return 1 + int(placed or scene.lead.lead_accepted)


def preposition(scene: Scene) -> int:
    """Give what the preposition before it is worth, 1 less when it is written onto a short doubtful name."""
    found = scene.context.preposition
    if found is None:
        return 0
    if scene.context.heads:
        return min(1, found.evidence)
    if scene.hit.preposition and len(scene.hit.name) <= _SHORT and scene.gazetteer.needed(scene.hit.name) > 1:
        return found.evidence - 1
    return found.evidence


def object_of_verb(scene: Scene) -> int:
    """Give 1 behind a verb or noun that takes places («قصفت المدفعية دوما», «دخول الجيش السوري يبرود»)."""
    before, before_that, before_those = scene.context.before, scene.context.before_that, scene.context.before_those
    if before in _WITH_IT:  # «القذائف التي استهدف بها أم الكيف»
        before, before_that, before_those = before_that, before_those, ""
    if scene.hit.preposition or not before:
        return 0
    if _any_reading(before, "place_verbs.csv"):
        return 1
    if not (_is_subject(before) or before == _OTHER) or not before_that:
        return 0  # «قصفت المدفعية دوما», «انفجارات عنيفة دوما»
    if before_that.endswith("ات") and _is_subject(before):
        return 0  # «غارات التحالف تدمر مقار المسلحين»: no noun of raids has both a subject and an object
    if _any_reading(before_that, "place_verbs.csv"):
        return 1
    subject = _is_subject(before_that) or before_that.endswith("ات")
    return 1 if subject and before_those and _any_reading(before_those, "place_verbs.csv") else 0


_WITH_IT = frozenset({"بها", "به", "فيها", "فيه", "خلالها", "خلاله"})
_OTHER = "اخري"


def _is_subject(word: str) -> bool:
    """Whether a word may belong to the subject between a verb and its object: one with the article, or in ة."""
    return word.startswith("ال") or word.endswith("ه")


def located_by(scene: Scene) -> int:
    """Give 2 behind a word that says where something lies or leads («المتاخمة لدوما», «المؤدية إلى دوما»)."""
    before = scene.context.before_that if scene.context.before in lexicon.prepositions() else scene.context.before
    return 2 if scene.context.preposition is not None and before in lexicon.words("locating_words.csv") else 0


def target(scene: Scene) -> int:
    """Give 1 to what an attack is said to be on («قصف مدفعي على كنصفرة», «غارات للطيران على سفوهن»)."""
    found = scene.context.preposition
    if found is None or found.sense != "on" or scene.hit.preposition or scene.context.heads:
        return 0
    before = (scene.context.before_that, scene.context.before_those)
    return int(any(word and _any_reading(word, "attack_nouns.csv") for word in before))


def people_from(scene: Scene) -> int:
    """Give 1 to what people come from («نزحت 200 عائلة من الكرمة»)."""
    context = scene.context
    origin = context.preposition is not None and context.preposition.sense == "from" and not scene.hit.preposition
    return 1 if origin and context.before_that in lexicon.words("people_words.csv") else 0


def authority(scene: Scene) -> int:
    """Give 1 right behind a service or an office of a place («شرطة الكوت», «محافظ الكوت»)."""
    return 1 if not scene.context.heads and scene.context.before in lexicon.words("authorities.csv") else 0


def dateline(scene: Scene) -> int:
    """Give 2 to a name that opens a line before a dash, bracket or colon («صنعاء – وكالات», «سبق- جازان:»)."""
    return 2 if scene.opens_line else 0


def side(scene: Scene) -> int:
    """Give 2 for a side or a distance before it («شمال حمص», «30 كيلومتراً من …»)."""
    return 2 if scene.context.side_before or scene.context.distance_km is not None else 0


def side_after(scene: Scene) -> int:
    """Give 2 to what something is at, of which a side of some other place is said («قرب الكرامة شرق الرقة»)."""
    return 2 if scene.context.side_after else 0


def in_its_home(scene: Scene) -> int:
    """Give 2 where what follows puts it into a place that holds a bearer («الكرادة ببغداد», «في قضاء حاصبيا»)."""
    holder = _holder_told(scene.context.following)
    if not holder:
        return 0  # of most names
    names = {holder[0], " ".join(holder[:2])}
    holders = {place_id for name in names for place_id in scene.gazetteer.names.get(name, ())}
    if not holders:
        return 0
    places = (scene.gazetteer.places[place_id] for place_id in scene.gazetteer.names.get(scene.hit.name, ()))
    held = (holder.place_id for place in places for holder in scene.gazetteer.ancestors(place))
    return 2 if not holders.isdisjoint(held) else 0


def _holder_told(following: tuple[str, ...]) -> tuple[str, ...]:
    """Return the words from the name of what holds a place on: behind ب, or behind «في» and a noun of a unit."""
    if following[:1] == (_WITHIN,):
        named = 1 + (following[1:2] != () and following[1] in lexicon.heads())
        return following[named:] if named > 1 else ()
    if not following or not following[0].startswith(_IN_IT):
        return ()
    first = following[0].removeprefix(_IN_IT)
    return following[1:] if first in lexicon.heads() else (first, *following[1:])


_WITHIN, _IN_IT = "في", "ب"


def seat_of_its_unit(scene: Scene) -> int:
    """Give 3 right behind «عاصمة المحافظة», «مركز القضاء»: the seat is named («في مركز المحافظة زنجبار»)."""
    seat = scene.context.before_that.endswith(SEATS) and scene.context.before in _THE_UNIT
    return 3 if seat and not scene.hit.preposition else 0


_THE_UNIT = frozenset(("المحافظه", "الاقليم", "الولايه", "القضاء", "المديريه", "المقاطعه", "البلاد"))


def with_its_surroundings(scene: Scene) -> int:
    """Give 3 to what has a countryside, suburbs or villages («نوى وريفها»)."""
    return 3 if scene.context.after in lexicon.words("surroundings.csv") else 0


def origin_adjective(scene: Scene) -> int:
    """Give 2 for an adjective of a bearer's country after it («حلب السورية»), none to a word («الشعب اليمني»)."""
    country = scene.context.country
    if not country or scene.gazetteer.needed(scene.hit.name) > 2:
        return 0
    ids = scene.gazetteer.names.get(scene.hit.name, ())
    return 2 if any(scene.gazetteer.places[place_id].country == country for place_id in ids) else 0


def several_words(scene: Scene) -> int:
    """Give 1 to a name of several words, and 2 where the first of them says what it is («منفذ الطوال»)."""
    first, *more = scene.hit.name.split(" ", 1)
    if not more:
        return 0
    noun = lexicon.heads().get(first)
    return 2 if noun is not None and noun.in_name and noun.names else 1


def spelling(scene: Scene) -> int:
    """Give 3 to a name that its raw spelling gives away («إب», never «اب» or «آب»), take 3 where it tells of a word."""
    return 3 if scene.hit.spelled_out else -3 if scene.misspelt else 0


def nunation(scene: Scene) -> int:
    """Take 3 for nunation on a one-word name: «دوماً» is always, «درعاً» a shield; names of places seldom bear it."""
    return -3 if scene.nunated and " " not in scene.hit.name else 0


def quoted(scene: Scene) -> int:
    """Take 2 from a doubtful name alone in quotation marks, without a noun or a list: a group («20 من «القاعدة»»)."""
    alone = scene.quoted and not scene.context.heads and scene.lead is None
    return -2 if alone and scene.gazetteer.needed(scene.hit.name) >= COMMON_WORD else 0


def adjective(scene: Scene) -> int:
    """Take 4 where a country's name is an adjective («الشركة السعودية», «جنديا تركيا», «12 سوريا»)."""
    name, before, heads = scene.hit.name, scene.context.before, scene.context.heads
    if heads and heads[0].form.startswith("ال") and name in lexicon.demonyms():
        return -4  # «العاصمة السعودية»
    if not before or scene.hit.preposition:
        return 0
    everyday = not name.startswith("ال") and name in lexicon.everyday_names()
    if heads and heads[0].number == "plural" and everyday and name.endswith("ه"):
        return -4  # «سبع قرى جديدة»
    if heads and (name.startswith("ال") or not heads[0].names):
        return 0  # «أراضي سورية» are Syria's, «جامعة سعودية» is one of many
    if name.endswith("ا") and name[:-1] in lexicon.demonyms():
        return -4 if before.isdigit() or before.endswith("ا") else 0
    if name not in lexicon.demonyms():
        return 0
    if name.startswith("ال"):
        return -4 if before.startswith(("ال", "وال", "بال", "لل", "فال", "كال")) else 0
    if heads and heads[0].form.endswith("ه"):
        return -4  # «بلدة تركية»
    feminine = before.endswith(("ه", "ات", "ا")) or before == "غير" or before in lexicon.words("place_verbs.csv")
    free = scene.context.preposition is None or bool(heads)
    return -4 if feminine and free and len(before) >= _SHORT - 1 else 0


def common_noun(scene: Scene) -> int:
    """Take 4 where its neighbours show that a name is the noun it is called after.

    «القاعدة الجوية» is no town, and «الضفة الغربية للفرات» is a bank of the river.
    """
    name, after = scene.hit.name, scene.context.after
    if name.startswith(_BANK) and after.startswith("ل"):
        return -4
    if not after.startswith("ال") or not name.startswith("ال") or name[2:] not in lexicon.heads():
        return 0
    named = any(governor.relation != "near" for governor in scene.context.heads)  # «قرب القاعدة العسكرية» is near one
    return 0 if named else -4


_BANK = "الضفه "


def person_title(scene: Scene) -> int:
    """Take 4 for a title or kunya right before it («العقيد عمران»)."""
    before = scene.context.before
    apart = scene.context.heads or scene.context.side_before  # «قرية الإمام غربي القيارة»
    return -4 if before and _any_reading(before, "titles.csv") and not apart else 0


def given_name(scene: Scene) -> int:
    """Take 4 for a given name right before it, or a surname behind a name that men bear too."""
    before, after = scene.context.before, scene.context.after
    if scene.context.heads or scene.context.side_before or scene.hit.preposition == "ب":
        return 0
    given = lexicon.words("given_names.csv")
    if before and _any_reading(before, "given_names.csv"):
        return -4
    surname_like = scene.hit.name in _NAMES_OF_MEN or (scene.hit.name.startswith("ال") and scene.hit.name.endswith("ي"))
    if surname_like and before and _any_reading(before, "speech_verbs.csv"):
        return -4  # «وقال صلاح الدين», «ويقول الرمادي»
    first_word = scene.hit.name.split(" ")[0]
    surname = after.startswith("ال") and after.endswith("ي") and after not in lexicon.directions()
    if (first_word in given or scene.hit.name in _NAMES_OF_MEN) and after not in lexicon.demonyms():
        return -4 if surname or after in given else 0
    return 0


_NAMES_OF_MEN = frozenset(("صلاح الدين", "سيف الدين", "شيخ سعيد", "نور الدين", "بدر الدين"))


def organisation(scene: Scene) -> int:
    """Take 4 for a noun of an organisation right before it («صحيفة الرياض»), or one of outlets behind («مأرب برس»)."""
    if scene.context.after in lexicon.words("outlet_words.csv"):
        return -4
    if any(governor.relation == "organisation" for governor in scene.context.heads):
        return -4
    before = scene.context.before
    if not before or scene.context.heads or scene.hit.preposition:
        return 0
    named_for_its_aim = before == _LIBERATION and scene.context.before_that in _MOVEMENTS  # «حركة تحرير حمص»
    return -4 if named_for_its_aim or _any_reading(before, "organisation_heads.csv") else 0


_LIBERATION, _MOVEMENTS = "تحرير", frozenset(("حركه", "هيئه", "جبهه", "جيش", "حزب", "منظمه", "تنظيم"))


_RULES: tuple[Rule, ...] = (
    head,
    list_of_places,
    preposition,
    object_of_verb,
    located_by,
    target,
    people_from,
    authority,
    dateline,
    side,
    side_after,
    in_its_home,
    seat_of_its_unit,
    with_its_surroundings,
    origin_adjective,
    several_words,
    spelling,
    nunation,
    quoted,
    adjective,
    common_noun,
    person_title,
    given_name,
    organisation,
)
_SHORT = 4


def score(scene: Scene) -> tuple[int, tuple[str, ...]]:
    """Return the sum of all rules' points for a hit, and each rule that counted, as `head+3`."""
    points = 0
    told: list[str] = []
    for name, rule in _NAMED_RULES:
        worth = rule(scene)
        if worth:
            points += worth
            told.append(_told(name, worth))
    return points, tuple(told)


_NAMED_RULES = tuple((rule.__name__, rule) for rule in _RULES)


@lru_cache(maxsize=256)
def _told(name: str, points: int) -> str:
    return f"{name}{points:+d}"


def _bears_kind(scene: Scene, governor: Head) -> bool:
    """Whether a name can be what its head noun says: any name behind a naming noun, else a bearer's of that kind."""
    ids = scene.gazetteer.names.get(scene.hit.name, ())
    return governor.names or any(scene.gazetteer.places[place_id].kind in governor.kinds for place_id in ids)


@lru_cache(maxsize=200_000)
def _any_reading(word: str, file: str) -> bool:
    forms = lexicon.words(file)
    return (
        word in forms
        or (word[0] in "وفبلك" and word[1:] in forms)
        or (word[:2] in {"لل", "وا"} and f"ال{word[2:]}" in forms)
    )
