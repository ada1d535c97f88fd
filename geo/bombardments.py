"""Policies of acts that their means decide: bombardments, strikes, blasts, attacks, what was destroyed."""

from collections.abc import Iterable, Sequence
from itertools import pairwise

from geo.clauses import AND_THAT
from geo.evidence import AUTHORITIES, Instrument, Scene, context
from geo.killings import MEANS_REACH, Decision
from geo.taxonomy import SubEventType as Sub
from geo.wordforms import WordForm

_PHRASE = 3
"""Words round a verb in which those who do it stand («فرق الهندسة تفجر»)."""
_BESIDE = 2
"""Words right after a noun of attack that may be its means as adjective («هجوم انتحاري»)."""
NEAR = 8
"""Words after it in which its means is named with ب («هجوم على الثكنة بسيارة مفخخة») or its target stands."""
_DRIVEN = 3
"""Words of the next clause that still say who set a bomb off («سيارة مفخخة، يقودها انتحاري»)."""


def bombardment(scene: Scene, index: int, form: WordForm, own: Sub) -> Decision:
    """Means in the clause: gas, aircraft, guns; both where adjectives of both follow the noun."""
    means = {m.instrument_id for m in scene.instruments(*scene.own_words(index, joined=form.joined))}
    if "chemical" in means:
        return ((Sub.CHEMICAL_WEAPON, "chemical"),)
    if _launched_from_the_air(scene, index) or (form.is_verb and _is_flown(scene, index)):
        return ((Sub.AIR_STRIKE, "aircraft"),)
    beside = {m.instrument_id for m in scene.instruments(index + 1, index + 4)}
    if own is Sub.SHELLING and {"aircraft", "artillery"} <= beside and not form.is_verb:
        return ((Sub.AIR_STRIKE, "aircraft"), (Sub.SHELLING, "artillery"))
    if own is Sub.SHELLING and "artillery" in beside:
        return ((own, "artillery"),)
    if "aircraft" in means:
        return ((Sub.AIR_STRIKE, "aircraft"),)
    if "artillery" in means:
        return ((Sub.SHELLING, "artillery"),)
    if own is Sub.SHELLING and _aircraft_before(scene, index, form):  # «شن الطيران غارات، وقصف أهدافا أخرى»
        return ((Sub.AIR_STRIKE, "aircraft"),)
    subject = scene.subject(index) if own is Sub.SHELLING else None
    if subject and subject.actor_id in _FROM_THE_AIR:
        return ((Sub.AIR_STRIKE, subject.actor_id),)
    if own is Sub.SHELLING and not subject and _of_type(Sub.AIR_STRIKE, scene.means_told()[:1]):
        return ((Sub.AIR_STRIKE, "aircraft-told"),)
    return ((own, ""),)


def _launched_from_the_air(scene: Scene, index: int) -> bool:
    """Whether a missile close behind is said to be an aircraft's («أصاب صاروخ أطلقته طائرة استطلاع سيارة»)."""
    words = scene.reading.words
    launched = [at for at in range(index + 1, min(len(words), index + 1 + NEAR)) if words[at] in context("launched_by")]
    return any(_of_type(Sub.AIR_STRIKE, scene.instruments(at + 1, at + 3)) for at in launched)


def _is_flown(scene: Scene, index: int) -> bool:
    """Whether an aircraft is who fires: «طائرة بلا طيار أطلقت صاروخا», «أطلقت مروحية قذائف»; not beside guns."""
    first, _ = scene.reading.clause_bounds(index)
    words = scene.reading.words
    if any(word.removeprefix("و").removeprefix("ال").startswith("مدفعي") for word in words[first : index + NEAR]):
        return False
    before, behind = scene.instruments(max(first, index - _FLYING), index), scene.instruments(index + 1, index + 3)
    return any(means.instrument_id == "aircraft" for means in (*before, *behind[:1]))


def _aircraft_before(scene: Scene, index: int, form: WordForm) -> tuple[Instrument, ...]:
    """Return the aircraft of the clause before that a verb goes on from with و."""
    first, _ = scene.reading.clause_bounds(index)
    if not (form.is_verb and form.joined and first):
        return ()
    earlier, _ = scene.reading.clause_bounds(first - 1)
    return _of_type(Sub.AIR_STRIKE, scene.instruments(earlier, first))


def _of_type(sub_type: Sub, found: Iterable[Instrument]) -> tuple[Instrument, ...]:
    """Return those of the means found that make an act of a sub-type."""
    return tuple(means for means in found if means.sub_type is sub_type)


_FROM_THE_AIR = frozenset({"coalition-arab", "coalition-anti-is"})
"""Parties that bombard from the air where nothing else is said."""


def strike(scene: Scene, index: int, form: WordForm, _own: Sub) -> Decision:
    """A light verb («استهدف»): the means is everything; the clause's or, for what is over, the lead's.

    Without any it is a fight where fighters are aimed at and people are hurt («سقطوا إثر استهداف دورية»).
    """
    first, end = scene.reading.clause_bounds(index)
    means = scene.instruments(first, end)
    if form.is_verb and _never_got_there(scene, first, end):
        return ((Sub.DISRUPTED_WEAPONS, "made-safe"),)
    if means:
        return _driven(scene, means[0].sub_type, means[0].instrument_id, end)
    if form.is_verb and first and _of_type(Sub.AIR_STRIKE, scene.instruments(*scene.reading.clause_bounds(first - 1))):
        return ((Sub.AIR_STRIKE, "aircraft-before"),)  # «نفذت سبع ضربات جوية قرب الحسكة، استهدفت مواقع»
    told = () if form.imperfect or form.purpose else scene.means_told()
    if any(hit.party.actor_id.startswith(_COALITIONS) and hit.last < index for hit in scene.parties):
        return ((Sub.AIR_STRIKE, "coalition"),)  # «أعلن التحالف أنه نفذ 19 ضربة قرب الرمادي»
    before = [hit.party for hit in scene.parties if hit.last < index and hit.party.armed]
    subject = scene.subject(index) if form.is_verb else next(iter(before[-1:]), None)
    if told and subject is not None and subject.side == "non_state" and told[0].sub_type is Sub.AIR_STRIKE:
        return ((Sub.SHELLING, f"no-aircraft-{subject.actor_id}"),)
    if told:
        return ((told[0].sub_type, f"{told[0].instrument_id}-of-lead"),)
    if _is_of_a_blow(scene.reading.words, index, form):
        return ((Sub.AIR_STRIKE, "blow"),)
    fighters = scene.has("military_targets", index + 1, index + 1 + NEAR)
    hurt = scene.has("casualties", 0, len(scene.reading.words))
    return ((Sub.ARMED_CLASH, "military-target"),) if fighters and hurt else ()


def _is_of_a_blow(words: Sequence[str], index: int, form: WordForm) -> bool:
    """Whether a noun of striking is said to have hit, or a verb says so of one («ضربة استهدفت الكلية العسكرية»).

    The day may stand between («ضربة أخرى ليل الاثنين قتلت أسرة»).
    """
    if form.is_verb:
        return index > 0 and _BLOW in words[index - 1] and words[index] in _AIMED
    return _BLOW in words[index] and not _AIMED.isdisjoint(words[index + 1 : index + _HIT_REACH])


def foray(scene: Scene, index: int, _form: WordForm, own: Sub) -> Decision:
    """A raid («أغار»): of aircraft, unless those who raid go on the ground («أغار مسلحون على القرية»)."""
    means = scene.instruments(*scene.reading.clause_bounds(index))
    by_jets = scene.reading.words[index + 1 : index + 2] in _JETS
    if means and not (by_jets and means[0].sub_type is Sub.SHELLING):  # «أغارت مقاتلة بصاروخين»
        return ((means[0].sub_type, means[0].instrument_id),)
    subject = scene.subject(index)
    if subject is not None and subject.actor_id == SETTLERS:
        return ((Sub.ATTACK, SETTLERS),)
    on_foot = subject is not None and subject.side == "non_state"
    if on_foot and _residents_killed(scene, scene.reading.clause_bounds(index)[1]):
        return ((Sub.ATTACK, "civilian-target"),)  # «أغار مسلحون على قرية، فقتلوا 17 من سكانها»
    return ((Sub.ARMED_CLASH, subject.actor_id),) if subject is not None and on_foot else ((own, ""),)


_JETS = {(word,) for word in ("مقاتله", "مقاتلات", "مقاتلتان")}
"""Fighter jets, which are fighters as well, folded."""


def _driven(scene: Scene, sub_type: Sub, evidence: str, end: int) -> Decision:
    """Return a planted bomb as a suicide bomb where a bomber is named within the next words («يقودها انتحاري»)."""
    if sub_type is Sub.REMOTE_EXPLOSIVE:
        driven = [means for means in scene.instruments(end, end + _DRIVEN) if means.instrument_id == "suicide"]
        if driven or _is_at_the_wheel(scene):
            return ((Sub.SUICIDE_BOMB, "suicide"),)
    return ((sub_type, evidence),)


def _is_at_the_wheel(scene: Scene) -> bool:
    """Whether somebody drives what is rigged («عربة مفخخة يقودها عنصر من التنظيم»)."""
    return any(one in context("rigged") and other in _DRIVES for one, other in pairwise(scene.reading.words))


_DRIVES = frozenset({"يقودها", "يقوده", "تقودها", "قادها", "يقودهما"})


def _comes_of_another_act(scene: Scene, index: int) -> bool:
    """Whether a blast is what another act led to («أصابت الطائرات مستودعا مما أدى إلى انفجارات استمرت ساعتين»)."""
    words = scene.reading.words
    before = words[max(0, index - 2) : index]
    if words[index].startswith("ب"):
        return bool(before) and before[-1] in context("led_to")
    return len(before) > 1 and before[1] in _TO and before[0] in context("led_to")


_TO = frozenset({"الي", "في"})


def explosion(scene: Scene, index: int, form: WordForm, own: Sub) -> Decision:
    """A blast: a bomber, gas, a grenade or a shell decides; otherwise a planted device."""
    first, end = scene.reading.clause_bounds(index)
    found = scene.instruments(first, end + _DRIVEN)
    if not form.is_verb and not found and _comes_of_another_act(scene, index):
        return ()
    if not found and _are_shells_going_off(scene, index):
        return ()
    return (
        _of_bomber_or_gas(scene, index, form, found)
        or _made_safe(scene, index, form)
        or _by_what_went_off(scene, index, form, own, {means.instrument_id for means in found})
    )


def _are_shells_going_off(scene: Scene, index: int) -> bool:
    """Whether و goes on to tell that shells went off («صواريخ أطلقتها الكتائب على مصراتة وانفجرت وسط المدينة»)."""
    words = scene.reading.words
    joined = words[index].startswith("و") and words[index + 1 : index + 2] in _WHERE
    return joined and {means.instrument_id for means in scene.instruments(0, index)} == {"artillery"}


_WHERE = {(word,) for word in ("في", "داخل", "وسط", "قرب", "فوق", "بالقرب", "علي")}


def _of_bomber_or_gas(scene: Scene, index: int, form: WordForm, found: Sequence[Instrument]) -> Decision:
    """Return a blast as what a bomber, gas or a grenade makes it; nothing where none is named."""
    himself = scene.has("self", index + 1, index + 1 + _BESIDE)  # «قامت بتفجير نفسها»
    if himself or (_is_set_off(scene, index, form) and scene.has("self", index + 1, index + 1 + NEAR)):
        return ((Sub.SUICIDE_BOMB, "suicide"),)
    for means in found:
        if means.instrument_id in {"suicide", "chemical", "grenade"}:
            return ((means.sub_type, means.instrument_id),)
    told_when = _is_set_off(scene, index, form) and scene.reading.words[index - 1 : index] in _WHEN
    if (told_when or not form.is_verb) and scene.has("bomber", 0, index):  # «قتل انتحاري 12 عندما فجر شاحنة»
        return ((Sub.SUICIDE_BOMB, "suicide"),)
    return ((Sub.SUICIDE_BOMB, "driver"),) if _blows_up_his_own(scene, index, form) else ()


_WHEN = {(word,) for word in ("عندما", "حين", "حينما", "لما")}
"""What parts a bomber from the verb of his blast."""


def _is_set_off(scene: Scene, index: int, form: WordForm) -> bool:
    """Whether a verb says that somebody sets a bomb off, not that one goes off («انفجرت صباح اليوم نفسه»)."""
    return form.is_verb and _GOES_OFF not in scene.reading.words[index]


def _made_safe(scene: Scene, index: int, form: WordForm) -> Decision:
    """Return a blast as disrupted where the bomb was found, cleared or stopped on its way; nothing otherwise."""
    first, end = scene.reading.clause_bounds(index)
    if form.is_verb and scene.has("found", first, end):  # «فجرت قوات الأمن عبوات عثرت عليها»
        return ((Sub.DISRUPTED_WEAPONS, "found"),)
    stopped = _is_set_off(scene, index, form) and _never_got_there(scene, first, end)
    safe = stopped or _is_under_control(scene, index, form)
    return ((Sub.DISRUPTED_WEAPONS, "made-safe"),) if safe else ()


def _by_what_went_off(scene: Scene, index: int, form: WordForm, own: Sub, names: set[str]) -> Decision:
    """Return a blast as what a drone, a shell or a demolition makes it; otherwise a planted device."""
    if "aircraft" in names and not form.definite and scene.has("drones", index + 1, index + 1 + _BESIDE):
        return ((Sub.AIR_STRIKE, "drone"),)  # «انفجرت مسيرة مفخخة»
    if names == {"artillery"}:
        return ((Sub.SHELLING, "artillery"),)
    told = form.is_verb or scene.has("homes", index + 1, index + 2)  # «أقدموا على تفجير منزل المواطن»
    if told and own is Sub.REMOTE_EXPLOSIVE and "explosive" not in names and _is_demolition(scene, index):
        return ((Sub.LOOTING, "demolition"),)
    if names == {"aircraft"}:  # «انفجارات سمعت جراء قصف الطيران», «قام سلاح الجو بتفجير مخزن»
        return ((Sub.AIR_STRIKE, "aircraft"),)
    return ((own, "explosive" if "explosive" in names else ""),)


def _blows_up_his_own(scene: Scene, index: int, form: WordForm) -> bool:
    """Whether one man blows up the vehicle that he drives: «فجر مهاجم شاحنته», «انفجر بها سائقها»."""
    behind = scene.reading.words[index + 1 : index + 1 + _PHRASE]
    return form.is_verb and (
        behind[:2] in _WITH_ITS_DRIVER
        or (behind[:1] in _ONE_MAN and scene.has("own_vehicles", index + 2, index + 1 + _PHRASE))
    )


_WITH_ITS_DRIVER = {("بها", "سايقها"), ("به", "سايقه"), ("بها", "سايقتها")}
_ONE_MAN = {("مهاجم",), ("المهاجم",), ("انغماسي",), ("سايق",), ("السايق",)}


def _is_under_control(scene: Scene, index: int, form: WordForm) -> bool:
    """Whether those who clear bombs set one off: «فجر خبراء المتفجرات سيارة مفخخة», «تفجير كدس عتاد تحت السيطرة»."""
    words = scene.reading.words
    if _GOES_OFF in words[index] or words[index].endswith(_GOING_OFF):
        return False
    _, end = scene.reading.clause_bounds(index)
    near = scene.has("sappers", index - _PHRASE, index) or scene.has("sappers", index + 1, index + 1 + _PHRASE)
    at_them = any(word[0] == _AT and word in context("vehicles") for word in words[index + 1 : end])
    return (form.is_verb and near and not at_them) or any(
        pair == _CONTROLLED for pair in pairwise(words[index + 1 : end])
    )


def _never_got_there(scene: Scene, first: int, end: int) -> bool:
    """Whether a bomb on wheels is hit on its way («استهدف الجنود عربة مفخخة قبل وصولها»)."""
    stopped = any(
        one == _BEFORE and other in context("arrival") for one, other in pairwise(scene.reading.words[first:end])
    )
    return stopped and scene.has("rigged", first, end)


_AT = "ب"
"""Joined to what a bomb goes off at («فجرت وحدة الهندسة عبوتين بمدرعتين»)."""
_CONTROLLED = ("تحت", "السيطره")
_BEFORE = "قبل"
_GOING_OFF = "نفجار"


def _is_demolition(scene: Scene, index: int) -> bool:
    """Whether a house, a shrine or a pipeline is blown up and nobody hurt, no bomb meant to kill.

    «نسفت قوات الاحتلال شقة عائلة الأسير», «فجر الحوثيون منزل زعيم قبلي».
    """
    doer = scene.subject(index)
    if doer is not None and doer.kind in AUTHORITIES and scene.has("homes", index + 1, index + 1 + NEAR):
        return True
    words = scene.reading.words
    told = next((at for at in range(index - 1, -1, -1) if words[at] in AND_THAT), 0)
    hurt = scene.has("casualties", told, len(words))
    return not hurt and scene.has("blown_up", index + 1, index + 1 + _OBJECT)


def _of_most_of_them(scene: Scene, start: int) -> tuple[Instrument, ...]:
    """Return the means of several attacks that the words behind them give: «سلسلة هجمات، معظمها بسيارات مفخخة»."""
    most, means = scene.reading.words[start : start + 1], scene.reading.words[start + 1 : start + 2]
    if not context("most").isdisjoint(most) and means and means[0].startswith("ب"):
        return scene.instruments(start + 1, start + 1 + MEANS_REACH)
    return ()


_OF_THEM = ("اته", "اتها")
"""Endings of a plural noun that says whose attacks they are."""
_GOES_OFF = "نفجر"
"""In every form of «انفجر», of which «نفسه» is no object."""


def _by_settlers_or_protesters(scene: Scene, index: int, end: int, form: WordForm) -> Decision:
    """Return what an attack is that settlers or protesters make; nothing where others do."""
    doer = scene.subject(index)
    settlers = any(hit.party.actor_id == SETTLERS and index < hit.first <= index + NEAR for hit in scene.parties)
    by_them = settlers if doer is None else doer.actor_id == SETTLERS  # «هاجم نحو 60 مستوطنا، بينهم مسلحون، قرية»
    by_settlers = by_them if form.is_verb else settlers
    if by_settlers and not scene.has("military_targets", index + 1, end):
        return ((Sub.ATTACK, SETTLERS),)  # «هاجم عشرات المستوطنين أطراف البلدة»
    if form.is_verb and scene.has("protesters", 0, index) and not scene.armed():
        return ((Sub.VIOLENT_DEMONSTRATION, "protesters"),)  # «أحرق محتجون مقرات، كما هاجموا مكتب القائممقام»
    return ()


def _means_of_attack(scene: Scene, index: int, form: WordForm) -> tuple[Instrument, ...]:
    """Return the means of an attack: named beside it or behind ب, aircraft that launched it, a bomber who made it."""
    _, end = scene.own_words(index, joined=form.joined)
    means = scene.instruments(index + 1, min(end, index + 1 + _BESIDE)) or tuple(
        means
        for place in range(index + 1, min(end, index + 1 + NEAR))
        if scene.reading.words[place].startswith("ب")
        for means in scene.instruments(place, place + MEANS_REACH)
    )
    first, clause_end = scene.reading.clause_bounds(index)
    means = _of_type(Sub.CHEMICAL_WEAPON, scene.instruments(first, index)) or means  # «غاز السارين استخدم في هجوم»
    means = means or _aircraft_before(scene, index, form)
    if not means and form.is_verb and not form.joined:  # «طائرات تابعة للجيش هاجمت سفينة»
        means = _of_type(Sub.AIR_STRIKE, scene.instruments(max(first, index - _FLYING), index))
    if not means and not form.is_verb and scene.has("launching", index - _LAUNCHED, index):
        means = _of_type(Sub.AIR_STRIKE, scene.instruments(first, index))  # «طائرات حربية شنت هجوما»
        means = means or _of_type(Sub.SUICIDE_BOMB, scene.instruments(max(first, index - _LAUNCHED), index))
    if not means and scene.reading.words[index].endswith(_OF_THEM):  # «كثف الطيران هجماته على المواقع»
        means = _of_type(Sub.AIR_STRIKE, scene.instruments(first, index))
    if not means and form.is_verb:  # «انتحاري يقود شاحنة هاجم نقطة تفتيش»
        means = _of_type(Sub.SUICIDE_BOMB, scene.instruments(first, index))
    return means or _of_most_of_them(scene, clause_end)


def assault(scene: Scene, index: int, form: WordForm, own: Sub) -> Decision:
    """An attack: by its means if named beside it, on civilians if they are the target, otherwise a clash."""
    if not form.is_verb and scene.reading.words[index].startswith("ب") and scene.has("murders", index - NEAR, index):
        return ()  # how somebody was murdered: «اغتيال إمام بهجوم مسلح»
    _, end = scene.own_words(index, joined=form.joined)
    first, clause_end = scene.reading.clause_bounds(index)
    means = _means_of_attack(scene, index, form)
    if means:
        inside = [other for other in scene.instruments(index + 1, clause_end) if other.instrument_id == "suicide"]
        decisive = (inside or means)[0]
        return _driven(scene, decisive.sub_type, decisive.instrument_id, clause_end)
    by_others = _by_settlers_or_protesters(scene, index, end, form)
    if by_others:
        return by_others
    target = min(end, index + 1 + NEAR)
    marks = (place for place in range(index + 1, target) if scene.reading.words[place] in context("target_marks"))
    start = next(marks, index) + 1
    soft = scene.has("soft_targets", start, target) or scene.has("civilians", start, target)
    soft = soft and not scene.has("military_targets", start, start + 2)  # «على نقطة لهم في قرية»
    soft = soft and not scene.has("soldierly", start, start + 3)  # «على حافلة مبيت عسكرية»
    soft = soft and not scene.has("driving_out", start, clause_end)  # «هجوما على قرية البشير لطرد التنظيم منها»
    soft = soft and not scene.has("held_as_post", start, clause_end)  # «على مدرسة يحتلها الحوثيون»
    soft = soft and not scene.has("of_armies", index + 1, start)  # «هجوم بري نفذه الجيش على قرية»
    soft = soft and not scene.has("on_a_front", start, clause_end)  # «هجوم على قرية أبو راسين على محور تل تمر»
    if soft and not scene.has("combatants", start, target):
        return ((Sub.ATTACK, "civilian-target"),)
    if not form.is_verb and _killed_civilians(scene, max(0, index - NEAR), index):
        return ((Sub.ATTACK, "civilian-target"),)
    if form.is_verb and _residents_killed(scene, clause_end):
        return ((Sub.ATTACK, "civilian-target"),)
    suffered = next((at for at in range(first, index) if scene.reading.words[at] in context("befalls")), index)
    if scene.has("soft_targets", suffered + 1, index) and not scene.has("combatants", suffered + 1, index):
        return ((Sub.ATTACK, "civilian-target"),)  # «تعرضت حافلتان للنقل العام لهجوم»
    return ((own, ""),)


def _residents_killed(scene: Scene, start: int) -> bool:
    """Whether the next clause says that those who attacked killed who lives there («هاجمت بلدة وقتلت 24 من سكانها»)."""
    words = scene.reading.words
    end = scene.reading.clause_bounds(start)[1] if start < len(words) else start
    killed = start < end and words[start].removeprefix("و").removeprefix("ف") in context("killed_there")
    return killed and scene.has("residents", start + 1, min(end, start + 1 + NEAR))


def _killed_civilians(scene: Scene, first: int, index: int) -> bool:
    """Whether those whom an attack killed are said to be civilians («قتل 13 مدنيا في هجمات شنها مسلحون على القرى»)."""
    words = scene.reading.words
    killed = next((at for at in range(first, index) if words[at].removeprefix("و") in context("was_killed")), None)
    if killed is None or words[index - 1] not in context("in_an_act"):
        return False
    return scene.has("civilians", killed + 1, index) and not scene.has("combatants", killed + 1, index)


_WHEREUPON = "حيث"
_LAUNCHED = 4
"""Words before an attack in which who carried it out stands («نفذ انتحاريان أمس هجوما»)."""
SETTLERS = "il-settlers"
_BLOW = "ضرب"
"""Letters of «ضربة» and its forms, which without another means is one from the air."""
_AIMED = frozenset({"استهدفت", "استهدف", "طالت", "اصابت", "قتلت", "دمرت"})
_HIT_REACH = 6
"""Words behind «ضربة» in which the verb stands that says what it hit."""
_COALITIONS = "coalition"
"""How the ids of the coalitions begin, whose strikes are from the air."""
_FLYING = 4
"""Words before a verb in which the aircraft stands that attacks."""


def destruction(scene: Scene, index: int, form: WordForm, own: Sub) -> Decision:
    """Something destroyed: by its means, which a noun has behind it or close before; without one, property only."""
    first, end = scene.reading.clause_bounds(index)
    begin = first if form.is_verb else max(first, index - NEAR // 2)
    if _is_of_bombs(scene, index, form):
        return ((Sub.DISRUPTED_WEAPONS, "bombs"),)
    beside = scene.instruments(index + 1, min(end, index + _OBJECT))
    by_rebels = any(hit.first == index + 1 and hit.party.side == "non_state" for hit in scene.parties)
    acting = () if by_rebels else _of_type(Sub.AIR_STRIKE, beside)  # «تدمير ثلاث دبابات», «دمر المتمردون طائرة»
    if form.is_verb and scene.reading.words[index].endswith("ت"):  # «دمرت المدفعية ثلاث عربات»
        acting = (*acting, *_of_type(Sub.SHELLING, scene.instruments(index + 1, index + 2)))
    means = (*scene.instruments(begin, index), *acting, *scene.instruments(index + _OBJECT, end))
    if form.is_verb and first and scene.reading.words[first] == _WHEREUPON:  # «عشر غارات قرب تلعفر حيث دمرت مبنى»
        means = (*means, *_of_type(Sub.AIR_STRIKE, scene.instruments(*scene.reading.clause_bounds(first - 1))))
    if not means and scene.subject(index) is None:  # «شنت الطائرات غارات على الحي ودمرت ثلاثة أبراج»
        means = _aircraft_before(scene, index, form)
    if means:
        return ((means[0].sub_type, means[0].instrument_id),)
    if form.is_verb and scene.armed() and scene.has("vehicles", index + 1, index + 1 + NEAR):
        return ((Sub.ARMED_CLASH, "vehicle"),)
    theirs = scene.has("dens", index + 1, index + 1 + NEAR) and scene.has("combatants", index + 2, index + 2 + NEAR)
    if theirs and not by_rebels:  # «دمرت وحدة من الجيش تجمعات وأوكارا للإرهابيين»
        return ((Sub.ARMED_CLASH, "dens"),)
    harmed = scene.supports("armed", index) and scene.has("property", index + 1, index + 1 + NEAR)
    return ((own, "property"),) if harmed else ()


def _is_of_bombs(scene: Scene, index: int, form: WordForm) -> bool:
    """Whether what is destroyed is a bomb on wheels («تدمير سيارتين مفخختين», «دمر الجيش عجلة مفخخة»), not by one."""
    doer = not form.is_verb or scene.subject(index) is not None
    if form.is_verb and _of_type(Sub.AIR_STRIKE, scene.instruments(index + 1, index + 2)):
        return False  # «دمرت مقاتلات التحالف زورقا مفخخا»
    return doer and scene.has("rigged", index + 2, index + 1 + _OBJECT)


_OBJECT = 4
"""Words behind a verb of destroying that are what was destroyed."""


def explosion_or_attack(scene: Scene, index: int, _form: WordForm, own: Sub) -> Decision:
    """An assassination: by bomb if the clause says so."""
    means = scene.instruments(*scene.reading.clause_bounds(index))
    return ((means[0].sub_type, means[0].instrument_id),) if means else ((own, ""),)
