"""Policies that choose the sub-type of a trigger from the evidence in its clause.

Each policy takes the scene, the trigger's word and the entry's own type, and returns sub-types (usually one; two where
one noun carries two means, «القصف الجوي والمدفعي») with the name of the evidence; nothing where it is no event.
"""

from collections.abc import Callable, Sequence

from gazetteer.folding import key, read_words
from geo.actors import Party
from geo.bombardments import (
    NEAR,
    SETTLERS,
    assault,
    bombardment,
    destruction,
    explosion,
    explosion_or_attack,
    foray,
    strike,
)
from geo.clauses import THAT, THAT_THEY
from geo.evidence import AUTHORITIES, Instrument, Scene, context
from geo.killings import Decision, killing, sniping
from geo.takings import RAIDERS, expulsion, falling, losing, territory
from geo.taxonomy import SubEventType as Sub
from geo.wordforms import WordForm

Policy = Callable[[Scene, int, WordForm, Sub], Decision]

_BESIDE = 2
"""Words right behind a word of arrest in which those held stand."""
_PHRASE = 3
"""Words of the longest phrase of gunfire before its last («تبادل لإطلاق النار»)."""


def plain(_scene: Scene, _index: int, _form: WordForm, own: Sub) -> Decision:
    """The entry's own type."""
    return ((own, ""),)


def fight(scene: Scene, index: int, _form: WordForm, own: Sub) -> Decision:
    """A fight: of armed parties, unless the police face protesters, or young men with stones face soldiers."""
    alike = scene.has("alike", index + 1, index + _BESIDE)  # «كما شهدت البلدة مواجهات مماثلة»
    clause = (0, len(scene.reading.words)) if alike else scene.reading.clause_bounds(index)
    if scene.has("unarmed", *clause):
        return ((Sub.VIOLENT_DEMONSTRATION, "unarmed"),)
    whole = (0, len(scene.reading.words))
    if _is_of_youths(scene, index):
        killed = any(word.removeprefix("و") in context("fell") for word in scene.reading.words)
        return ((Sub.EXCESSIVE_FORCE if killed else Sub.VIOLENT_DEMONSTRATION, "youths"),)
    rebels = any(hit.party.side == "non_state" for hit in scene.parties)
    gassed = scene.has("tear_gas", *whole) and scene.tells_of_protests()
    if scene.has("protesters", *clause) or ((gassed or scene.has("protesters", *whole)) and not rebels):
        shot = scene.has("casualties", *whole) and (scene.has("gunfire", *whole) or _are_killed(scene))
        return ((Sub.EXCESSIVE_FORCE, "protesters"),) if shot else ((Sub.PROTEST_INTERVENTION, "protesters"),)
    return ((own, ""),)


def _is_of_youths(scene: Scene, index: int) -> bool:
    """Whether «مواجهات» are those of young men with soldiers who occupy a place, which no gunmen are said to join."""
    words = scene.reading.words
    unarmed = any(scene.has(label, 0, len(words)) for label in ("youths", "unarmed", "tear_gas"))
    if not words[index].endswith(_CONFRONTATIONS) or not (unarmed or scene.tells_of_protests()):
        return False
    gunmen = any(hit.party.side == "non_state" and hit.party.armed for hit in scene.parties)
    occupied = not context("occupiers").isdisjoint(read_words(scene.document)[1].words)
    return occupied and not gunmen


_CONFRONTATIONS = "مواجهات"
"""What the press calls stones against soldiers, and battles too."""


def _are_killed(scene: Scene) -> bool:
    """Whether protesters are said to be killed («قتل ثلاثة متظاهرين وأصيب 48 في مواجهات مع قوات الأمن»)."""
    words = scene.reading.words
    return any(
        words[at].removeprefix("و") in _KILLED and scene.has("protesters", at + 1, at + 4) for at in range(len(words))
    )


_KILLED = frozenset({"قتل", "مقتل", "استشهد", "استشهاد"})


def gunfire(scene: Scene, index: int, _form: WordForm, own: Sub) -> Decision:
    """Fire opened: exchanged is a clash, on protesters is excessive force, otherwise an attack."""
    words = scene.reading.words
    first, end = scene.reading.clause_bounds(index)
    if any("تبادل" in word for word in words[first : index + 1]):
        return ((Sub.ARMED_CLASH, "exchange"),)
    at_them = not _AT_THEM.isdisjoint(words[index + 1 : index + NEAR]) and scene.has("protesters", 0, index)
    crowd = _at_a_crowd(words, index + 1, end) and scene.tells_of_protests()
    hungry = scene.has("aid_seekers", index + 1, end)  # «على حشد ينتظرون شاحنات الطحين»
    if at_them or scene.has("protesters", first, end) or crowd or (not hungry and _at_a_march(words, index + 1, end)):
        return ((Sub.EXCESSIVE_FORCE, "protesters"),)
    end = next((at for at in range(index + 1, end) if words[at] in context("done_by")), end)
    guns = _heavy_arms(scene, index) if not scene.has("civilians", index + 1, end) else ()
    if guns:
        return ((guns[0].sub_type, guns[0].instrument_id),)
    fighters = scene.has("combatants", index + 3, end) or _at_a_post(words, index + 1)
    if fighters and not scene.has("civilians", index + 3, end):
        return ((Sub.ARMED_CLASH, "combatants"),)
    return ((own, ""),)


def _at_a_post(words: Sequence[str], first: int) -> bool:
    """Whether fire is opened on what is the army's, and not on somebody beside it («على سيارتهما قرب حاجز حوارة»)."""
    near = range(first, min(first + NEAR, len(words)))
    return any(words[at] in context("military_targets") and words[at - 1] not in context("beside") for at in near)


def _heavy_arms(scene: Scene, index: int) -> tuple[Instrument, ...]:
    """Return the aircraft or tanks that open fire («أطلقت طائرات نيران رشاشاتها», «دبابات الجيش أطلقت نيرانها»)."""
    first, _ = scene.reading.clause_bounds(index)
    near = (*scene.instruments(index + 1, index + 2), *scene.instruments(max(first, index - _PHRASE), index))
    return tuple(means for means in near if means.sub_type in {Sub.AIR_STRIKE, Sub.SHELLING})


def _at_a_crowd(words: Sequence[str], first: int, end: int) -> bool:
    """Whether fire is opened on so many people, in a report of protests («على مئات حاولوا عبور الأسلاك»)."""
    return any(words[at] in _ON and words[at + 1] in _MANY for at in range(first, end - 1))


_MANY = frozenset({"عشرات", "مئات", "الاف", "العشرات", "المئات", "الالاف", "شبان", "الشبان", "محتشدين"})


def _at_a_march(words: Sequence[str], first: int, end: int) -> bool:
    """Whether fire is opened on a march («فتحت القوات النار على مسيرة حاشدة»), not on a drone, the same word."""
    aimed = (words[at + 1 : at + 3] for at in range(first, end) if words[at] in _ON)  # «على آلاف المشيعين»
    march = next((word for target in aimed for word in target if word in _MARCHES), "")
    part = any(words[at : at + 2] == _TAKING_PART and words[at + 2] in _MARCHES for at in range(first, end - 2))
    if part:
        return True  # «نحو المشاركين في مسيرة»
    said = any(not context(label).isdisjoint(words) for label in ("marching", "protesters"))
    return bool(march) and ("مسير" not in march or said)


_AT_THEM = frozenset({"عليهم", "عليها", "باتجاههم", "صوبهم"})
"""«تجمع محتجون أمام الصالة، فأطلق العناصر الرصاص عليهم»"""
_ON, _TAKING_PART = frozenset({"علي", "نحو", "باتجاه", "صوب"}), ("المشاركين", "في")
_MARCHES = frozenset(
    {"مسيره", "المسيره", "مسيرات", "المسيرات", "تظاهره", "اعتصام", "مشيعين", "المشيعين", "جنازه", "موكب", "مواكب"}
    | {"حشد", "حشود", "الحشود", "جموع", "الجموع"}
)


def arrest(scene: Scene, index: int, form: WordForm, own: Sub) -> Decision:
    """Detention: an abduction when a non-state party detains, not when its men are taken («اعتقال خلية لداعش»)."""
    if scene.has("hostages", index + 1, index + 1 + _BESIDE):
        return ((Sub.ABDUCTION, "hostages"),)
    fighters = not form.is_verb and scene.has("combatants", index + 1, index + 1 + _BESIDE)
    if fighters or scene.has("one_gunman", index + 1, index + 2):  # «قتل انتحاريان واعتقل مسلح»
        return ((own, "combatants"),)
    if form.is_verb and scene.has("protesters", 0, index) and not scene.armed():
        return ()  # «دخل متظاهرون المحطة واحتجزوا موظفين ساعة»
    first, _ = scene.reading.clause_bounds(index)
    held_by = [hit.party for hit in scene.parties if first <= hit.first < index and hit.party.kind in AUTHORITIES]
    if held_by and not form.is_verb:  # «شنت الشرطة حملة اعتقالات شملت عناصر داعش»
        return ((own, held_by[-1].actor_id),)
    said_of = _said_to_arrest(scene, index) if form.is_verb else None
    if said_of is not None:
        return ((own, said_of.actor_id),)
    of_them = scene.has("combatants", index + 2, index + 2 + _BESIDE) or scene.has("men_of", index + 2, index + 3)
    if scene.has("some_of", index + 1, index + 2) and of_them:
        return ((own, "some-of-them"),)  # «تعتقل أحد مقاتلي داعش», «اعتقل عشرات المسلحين»
    if scene.has("further", index + 1, index + 3) and not form.is_verb:
        return ((own, "further"),)  # «مقتل إرهابي واعتقال 16 آخرين»
    in_it = form.is_verb and not _DURING_IT.isdisjoint(scene.reading.words[index + 1 : index + 2])
    if in_it and scene.has("campaigns", first, index) and not any(first <= hit.first < index for hit in scene.parties):
        return ((own, "campaign"),)  # «تبعت الهجوم حملة مداهمات في البلدة اعتقل فيها تسعة»
    subject = scene.subject(index, imperfect=form.imperfect, joined=form.joined and not form.is_verb)
    if subject and subject.side == "non_state" and not _rules_where_it_arrests(scene, index, subject):
        return ((Sub.ABDUCTION, subject.actor_id),)
    return ((own, subject.actor_id if subject else ""),)


def led_off(scene: Scene, index: int, form: WordForm, own: Sub) -> Decision:
    """Somebody led off: an arrest where those of a state do it and do not make him vanish («إلى جهة مجهولة»)."""
    _, end = scene.reading.clause_bounds(index)
    subject = scene.subject(index, imperfect=form.imperfect)
    unknown = scene.has("nowhere", index + 1, end)
    if subject and subject.kind in AUTHORITIES and not unknown:
        return ((Sub.ARRESTS, subject.actor_id),)
    return ((own, ""),)


def _said_to_arrest(scene: Scene, index: int) -> Party | None:
    """Return those of a state of whom «أن» tells what they did: «ذكرت الشرطة أنها اعتقلت رجلين».

    «اغتال مسلحون شيخا، وأضاف أن الشرطة أغلقت المداخل واعتقلت سبعة»
    """
    words, before = scene.reading.words, [hit for hit in scene.parties if hit.last < index]
    forces = [hit for hit in before if hit.party.kind in AUTHORITIES]
    if not forces:
        return None
    told = before[-1] is forces[-1] and forces[-1].first > 0 and words[forces[-1].first - 1] in THAT
    return forces[-1].party if told or words[max(0, index - 1)] in THAT_THEY else None


def _rules_where_it_arrests(scene: Scene, index: int, subject: Party) -> bool:
    """Whether a force that is no state is said to arrest, as one that polices a place: «اعتقلت قسد ستة مشتبه بهم».

    Not gunmen without a name, nor jihadists, nor one that only holds people back («احتجز الحوثيون مسافرين»).
    """
    nameless = subject.actor_id == _GUNMEN or subject.kind == "islamic_state"
    return not nameless and not scene.has("holding_back", index, index + 1)


_DURING_IT = frozenset({"فيها", "خلالها"})
_GUNMEN = "gunmen"


_BLOWN_UP = 6
"""Words behind «اقتحم» in which «وفجر نفسه» stands."""
_CROWD = 2
"""Words behind «اقتحام» or «اقتحم» in which those who do it stand."""


def raid(scene: Scene, index: int, form: WordForm, own: Sub) -> Decision:
    """A place stormed: a clash, unless protesters hold it or an occupying force or settlers enter it unopposed.

    A bomber who storms it blows up («اقتحم انتحاري الثكنة بجرار مفخخ»).
    """
    subject = scene.subject(index)
    if {"suicide", "explosive"} <= {
        means.instrument_id for means in scene.instruments(*scene.reading.clause_bounds(index))
    }:
        return ((Sub.SUICIDE_BOMB, "suicide"),)
    if scene.has("self", index + 1, index + 1 + _BLOWN_UP) and scene.has("bomber", 0, index):
        return ((Sub.SUICIDE_BOMB, "suicide"),)  # «انتحاري يقود صهريجا … اقتحم الحاجز وفجر نفسه»
    if scene.has("protesters", index + 1, index + 1 + _CROWD):
        return ((Sub.VIOLENT_DEMONSTRATION, "protesters"),)  # «اقتحام محتجين غاضبين القنصلية»
    first, _ = scene.reading.clause_bounds(index)
    if form.is_verb and subject is None and scene.has("protesters", first, index):
        return ((Sub.VIOLENT_DEMONSTRATION, "protesters"),)  # «المتظاهرون تجمعوا أمام المقر ثم اقتحموه»
    if not form.is_verb and scene.has("protesters", index - _BESIDE, index):
        return ((Sub.VIOLENT_DEMONSTRATION, "protesters"),)  # «عمد محتجون إلى اقتحام مقر»
    if scene.has("homes", index + 1, index + NEAR) and not scene.has("combatants", index + 1, index + NEAR):
        return ()
    if scene.has("sit_ins", index + 1, index + _PHRASE + 2):
        return ((Sub.PROTEST_INTERVENTION, "sit-in"),)
    if subject and subject.actor_id in RAIDERS:
        return ((Sub.OTHER, subject.actor_id),)
    fortified = scene.has("military_targets", index + 1, index + 1 + NEAR)
    return ((own, FORTIFIED if fortified else ""),)


def looting(scene: Scene, index: int, _form: WordForm, own: Sub) -> Decision:
    """Property taken or destroyed: what protesters set on fire is burnt in their protest."""
    first, end = scene.reading.clause_bounds(index)
    if scene.has("protesters", first, end) and scene.has("set_on_fire", first, index):
        return ((Sub.VIOLENT_DEMONSTRATION, "protesters"),)  # «أضرم محتجون النار في المقر بعد أن نهبوا محتوياته»
    burnt = not context("set_on_fire").isdisjoint(scene.reading.words[index : index + 1])
    protesters = scene.has("protesters", 0, len(scene.reading.words)) or scene.tells_of_protests()
    if burnt and protesters and not any(hit.party.armed for hit in scene.parties):
        return ((Sub.VIOLENT_DEMONSTRATION, "protesters"),)
    return ((own, ""),)


def crowd(scene: Scene, _index: int, _form: WordForm, own: Sub) -> Decision:
    """An angry crowd: violence in a protest where the sentence tells of one, else that of a mob."""
    words = scene.reading.words
    caused = any(word in context("protest_causes") or word.startswith(_TYRES) for word in words)
    protest_told = caused or scene.has("protesters", 0, len(words))
    return ((Sub.VIOLENT_DEMONSTRATION, "protest"),) if protest_told else ((own, ""),)


_TYRES = ("اطارات", "الاطارات", "بالاطارات")
"""What protesters burn in the road."""
FORTIFIED = "fortified"
"""Evidence of a fight, whatever else was done there: «اقتحموا معسكرا وخطفوا جنديا»."""


def protest(scene: Scene, index: int, _form: WordForm, own: Sub) -> Decision:
    """A demonstration: deadly force, other intervention, or neither, anywhere in the sentence."""
    if own is Sub.PEACEFUL_PROTEST and _is_fired_at(scene, index):
        return ()
    end = len(scene.reading.words)
    end = _before_another_protest(scene, index, end)
    spans = _without_truces(scene, _without_causes(scene, index, end))
    if any(scene.has("protest_deadly", *span) for span in spans) and any(_are_shot_at(scene, *span) for span in spans):
        return ((Sub.EXCESSIVE_FORCE, "gunfire"),)
    if any(_protesters_died(scene, *span) for span in spans) or _died_at(scene, index):
        return ((Sub.EXCESSIVE_FORCE, "protesters"),)
    broken_up = scene.has("breaking_up", scene.reading.clause_bounds(index)[0], index)  # «فرقوا بالعصي مظاهرة»
    if broken_up or any(scene.has("protest_force", *span) for span in spans):
        return ((Sub.PROTEST_INTERVENTION, "intervention"),)
    return ((own, ""),)


def _is_fired_at(scene: Scene, index: int) -> bool:
    """Whether a march is only what somebody opens fire on («فتحوا نيران أسلحتهم على مسيرة سلمية»), which is told so."""
    words = scene.reading.words
    aimed = not _ON.isdisjoint(words[max(0, index - _OF_A_PHRASE) : index])
    return aimed and any(_FIRE in word or word in context("gunfire") for word in words[max(0, index - _AIMED) : index])


_IN = "في"
_OF_A_PHRASE, _AIMED = 2, 7
"""Words before the end of «مسيرة سلمية» in which «على» stands, and the fire that is opened on it."""


def _are_shot_at(scene: Scene, first: int, end: int) -> bool:
    """Whether shots are told, not the fire that protesters set («أضرموا النار») nor shots in the air."""
    words = scene.reading.words
    for at in range(max(0, first), end):
        if words[at] not in context("gunfire"):
            continue
        burnt = _FIRE in words[at] and not context("set_on_fire").isdisjoint(words[max(0, at - _SET_REACH) : at])
        if not burnt and _AIR not in words[at + 1 : at + 3]:
            return True
    return False


_FIRE, _AIR = "نار", key("الهواء")
_SET_REACH = 4
"""Words before «النار» in which the verb stands that sets it («أضرم محتجون غاضبون النار»)."""


def _before_another_protest(scene: Scene, index: int, end: int) -> int:
    """Return the word that turns to another protest: of contrast, or the first of a clause that places another.

    «خرج الآلاف، فيما أطلقوا الغاز على تظاهرة في», «خرج الآلاف في الميدان، وأطلقوا النار لتفريق مظاهرة في حرستا»
    """
    words = scene.reading.words
    turns = (at for at in range(index + 1, end) if words[at] in context("contrasts"))
    turned = next((at for at in turns if any(words[n] in context("protests") for n in range(at, end))), end)
    own = scene.reading.clauses[index]
    elsewhere = (
        scene.reading.clause_bounds(at)[0]
        for at in range(index + 1, turned - 1)
        if scene.reading.clauses[at] > own and words[at] in context("protests") and words[at + 1] == _IN
    )
    return next(elsewhere, turned)


def _protesters_died(scene: Scene, first: int, end: int) -> bool:
    """Whether a word of death has protesters for its victims («مقتل متظاهر خلال احتجاجات»)."""
    words = scene.reading.words
    fatal = context("protest_deadly") | context("dying")
    deaths = (number for number in range(first, end) if words[number] in fatal)
    return any(scene.has("protesters", number + 1, min(end, number + 1 + _CROWD_REACH)) for number in deaths)


def _died_at(scene: Scene, index: int) -> bool:
    """Whether people are said to have been killed at protests («قتل 32 شخصا خلال احتجاجات الجمعة»)."""
    words = scene.reading.words
    first, _ = scene.reading.clause_bounds(index)
    dead = any(word.removeprefix("و") in _KILLED or word in context("dead") for word in words[first:index])
    return dead and words[max(0, index - 1)] in _DURING


_DURING = frozenset({"خلال", "اثناء"})
_CROWD_REACH = 4
"""Words behind a word of death in which its victims stand («قتل أمس 15 متظاهرا»)."""


def _without_truces(scene: Scene, spans: Sequence[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    """Return stretches of words without «وقف إطلاق النار», in which no fire is opened."""
    words = scene.reading.words
    found: list[tuple[int, int]] = []
    for first, end in spans:
        start = first
        for at in range(first, end - len(_CEASE_FIRE)):
            if words[at].endswith(_CEASE) and words[at + 1 : at + 3] == _CEASE_FIRE:
                found.append((start, at))
                start = at + 1 + len(_CEASE_FIRE)
        found.append((start, end))
    return tuple(found)


_CEASE, _CEASE_FIRE = "وقف", ("اطلاق", "النار")


def riot(scene: Scene, index: int, _form: WordForm, own: Sub) -> Decision:
    """Violence of protesters; a road that they only close is a peaceful protest, as ACLED's codebook has it."""
    words = scene.reading.words
    if any(hit.party.actor_id == SETTLERS for hit in scene.parties) and not scene.has("protesters", 0, len(words)):
        return ((Sub.ATTACK, SETTLERS),)  # «هاجم مستوطنون القرية ورشقوا منازلها بالحجارة»
    closed = any(word.endswith(("قطع", "اغلق")) for word in words[max(0, index - _PHRASE) : index + 1])
    violent = scene.has("unarmed", 0, len(words)) or scene.has("burning", 0, len(words))
    if violent and own is Sub.PEACEFUL_PROTEST:
        return ((Sub.VIOLENT_DEMONSTRATION, "violence"),)
    return ((Sub.PEACEFUL_PROTEST, "blockade"),) if closed and not violent else ((own, ""),)


def _without_causes(scene: Scene, index: int, end: int) -> tuple[tuple[int, int], ...]:
    """Return the words of a sentence without what is protested against («اعتصام احتجاجا على قتل العقيد»)."""
    words, causes = scene.reading.words, context("protest_causes")
    cause = next((place for place in range(index + 1, end) if words[place] in causes), end)
    behind = scene.reading.clause_bounds(cause)[1] if cause < end else end
    return (0, cause), (behind, end)


def truce(scene: Scene, index: int, _form: WordForm, own: Sub) -> Decision:
    """A truce: only where it was agreed, announced, began or was prolonged; not where it is talked about or broken."""
    before, after = max(0, index - 7), min(len(scene.reading.words), index + 8)
    effect = scene.has("truce_effect", before, index) or scene.has("truce_effect", index + 1, after)
    return ((own, "in-effect"),) if effect and not scene.has("truce_reject", before, index) else ()


def talks(scene: Scene, index: int, form: WordForm, own: Sub) -> Decision:
    """A meeting of parties, envoys or ministers, about the conflict, said to be held; an envoy has no other topic."""
    words = scene.reading.words
    others = tuple(word for place, word in enumerate(words) if place != index)
    parties, topics = context("talks"), context("talk_topics")
    holding = scene.has("talk_holding", index - _HOLDING_REACH, index)
    named = any(word in parties for word in others) or (holding and not form.is_verb)
    round_of = bool(index) and words[index - 1] in context("talk_rounds")
    if not named or not (round_of or any(word in topics or word in context("envoys") for word in others)):
        return ()
    held = form.is_verb or holding or scene.has("talk_holding", index + 1, index + 1 + _HELD_REACH)
    held = held or (not form.definite and scene.has("in_place", index + 1, index + 9))
    return ((own, "diplomacy"),) if held else ()


_HELD_REACH = 2
"""Words after it («المباحثات التي أجراها الرئيسان في القاهرة»)."""
_HOLDING_REACH = 12
"""Words before a noun of talks in which it is said to be held («أجرى المبعوث … في الرياض اليوم مباحثات»)."""


def vote(scene: Scene, index: int, _form: WordForm, own: Sub) -> Decision:
    """A vote of the United Nations' bodies, or of a parliament in a report of the conflict."""
    if any(hit.party.kind == "un" for hit in scene.parties) or "الجمعيه" in scene.reading.words[index:]:
        return ((own, "un"),)
    voted = "صوت" in scene.reading.words[index] and scene.has("parliaments", index - NEAR, index + NEAR)
    return ((own, "parliament"),) if voted and scene.supports("document", index) else ()


POLICIES: dict[str, Policy] = {
    policy.__name__: policy
    for policy in (
        plain, bombardment, strike, foray, explosion, assault, fight, gunfire, territory, expulsion, falling, losing,
        arrest, led_off, raid, looting, killing, sniping, destruction, explosion_or_attack, crowd, protest, riot, truce,
        talks, vote,
    )
}  # fmt: skip
"""Every policy by the name that lexicon entries use."""
