"""Policies that choose the sub-type of a trigger from the evidence in its clause.

Each policy takes the scene, the trigger's word and the entry's own type, and returns sub-types (usually one; two where
one noun carries two means, «القصف الجوي والمدفعي») with the name of the evidence; nothing where it is no event.
"""

from collections.abc import Callable, Iterable

from geo.evidence import Instrument, Scene, context
from geo.killings import MEANS_REACH, Decision, killing, sniping
from geo.numerals import is_number_word
from geo.taxonomy import SubEventType as Sub
from geo.wordforms import WordForm

Policy = Callable[[Scene, int, WordForm, Sub], Decision]

_SIDES = {"government": Sub.GOVERNMENT_REGAINS, "non_state": Sub.NON_STATE_OVERTAKES}
_OTHER_SIDE = {"government": Sub.NON_STATE_OVERTAKES, "non_state": Sub.GOVERNMENT_REGAINS}
_BESIDE = 2
"""Words right after a noun of attack that may be its means as adjective («هجوم انتحاري»)."""
_NEAR = 8
"""Words after it in which its means is named with ب («هجوم على الثكنة بسيارة مفخخة») or its target stands."""
_UNNAMED = "gunmen"
"""«Fighters» of no side: who regains is then what the word itself says."""
_PHRASE = 3
"""Words of the longest phrase of gunfire before its last («تبادل لإطلاق النار»)."""
_DRIVEN = 3
"""Words of the next clause that still say who set a bomb off («سيارة مفخخة، يقودها انتحاري»)."""
_RAIDERS = frozenset({"il-army", "il-settlers"})


def plain(_scene: Scene, _index: int, _form: WordForm, own: Sub) -> Decision:
    """The entry's own type."""
    return ((own, ""),)


def bombardment(scene: Scene, index: int, form: WordForm, own: Sub) -> Decision:
    """Means in the clause: gas, aircraft, guns; both where adjectives of both follow the noun."""
    means = {m.instrument_id for m in scene.instruments(*scene.own_words(index, joined=form.joined))}
    if "chemical" in means:
        return ((Sub.CHEMICAL_WEAPON, "chemical"),)
    beside = {m.instrument_id for m in scene.instruments(index + 1, index + 4)}
    if own is Sub.SHELLING and {"aircraft", "artillery"} <= beside:
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
    return ((own, ""),)


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
    """A light verb («استهدف»): the means is everything; the clause's or, for what is over, the lead's."""
    first, end = scene.reading.clause_bounds(index)
    means = scene.instruments(first, end)
    if means:
        return _driven(scene, means[0].sub_type, means[0].instrument_id, end)
    told = () if form.imperfect or form.purpose else scene.means_told()
    subject = scene.subject(index) if form.is_verb else None
    if told and subject is not None and subject.side == "non_state" and told[0].sub_type is Sub.AIR_STRIKE:
        return ((Sub.SHELLING, f"no-aircraft-{subject.actor_id}"),)
    return ((told[0].sub_type, f"{told[0].instrument_id}-of-lead"),) if told else ()


def _driven(scene: Scene, sub_type: Sub, evidence: str, end: int) -> Decision:
    """Return a planted bomb as a suicide bomb where a bomber is named within the next words («يقودها انتحاري»)."""
    if sub_type is Sub.REMOTE_EXPLOSIVE:
        driven = [means for means in scene.instruments(end, end + _DRIVEN) if means.instrument_id == "suicide"]
        if driven:
            return ((Sub.SUICIDE_BOMB, "suicide"),)
    return ((sub_type, evidence),)


def explosion(scene: Scene, index: int, form: WordForm, own: Sub) -> Decision:
    """A blast: a bomber, gas, a grenade or a shell decides; otherwise a planted device."""
    first, end = scene.reading.clause_bounds(index)
    found = scene.instruments(first, end + _DRIVEN)
    blows_up = form.is_verb and _GOES_OFF not in scene.reading.words[index]  # «انفجرت صباح اليوم نفسه»
    if blows_up and scene.has("self", index + 1, index + 1 + _NEAR):
        return ((Sub.SUICIDE_BOMB, "suicide"),)
    for means in found:
        if means.instrument_id in {"suicide", "chemical", "grenade"}:
            return ((means.sub_type, means.instrument_id),)
    names = {means.instrument_id for means in found}
    if form.is_verb and scene.has("found", first, end):  # «فجرت قوات الأمن عبوات عثرت عليها»
        return ((Sub.DISRUPTED_WEAPONS, "found"),)
    if names == {"artillery"}:
        return ((Sub.SHELLING, "artillery"),)
    if names == {"aircraft"}:  # «انفجارات سمعت جراء قصف الطيران», «قام سلاح الجو بتفجير مخزن»
        return ((Sub.AIR_STRIKE, "aircraft"),)
    return ((own, "explosive" if "explosive" in names else ""),)


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


def assault(scene: Scene, index: int, form: WordForm, own: Sub) -> Decision:
    """An attack: by its means if named beside it, on civilians if they are the target, otherwise a clash."""
    _, end = scene.own_words(index, joined=form.joined)
    means = scene.instruments(index + 1, min(end, index + 1 + _BESIDE)) or tuple(
        means
        for place in range(index + 1, min(end, index + 1 + _NEAR))
        if scene.reading.words[place].startswith("ب")
        for means in scene.instruments(place, place + MEANS_REACH)
    )
    first, clause_end = scene.reading.clause_bounds(index)
    means = means or _aircraft_before(scene, index, form)
    if not means and scene.reading.words[index].endswith(_OF_THEM):  # «كثف الطيران هجماته على المواقع»
        means = _of_type(Sub.AIR_STRIKE, scene.instruments(first, index))
    if not means and form.is_verb:  # «انتحاري يقود شاحنة هاجم نقطة تفتيش»
        means = _of_type(Sub.SUICIDE_BOMB, scene.instruments(first, index))
    means = means or _of_most_of_them(scene, clause_end)
    if means:
        inside = [other for other in scene.instruments(index + 1, clause_end) if other.instrument_id == "suicide"]
        decisive = (inside or means)[0]
        return _driven(scene, decisive.sub_type, decisive.instrument_id, clause_end)
    target = min(end, index + 1 + _NEAR)
    marks = (place for place in range(index + 1, target) if scene.reading.words[place] in context("target_marks"))
    start = next(marks, index) + 1
    soft = scene.has("soft_targets", start, target) or scene.has("civilians", start, target)
    if soft and not scene.has("combatants", start, target):
        return ((Sub.ATTACK, "civilian-target"),)
    return ((own, ""),)


def fight(scene: Scene, index: int, _form: WordForm, own: Sub) -> Decision:
    """A fight: of armed parties, unless the police face protesters, or young men with stones face soldiers."""
    clause = scene.reading.clause_bounds(index)
    if scene.has("unarmed", *clause):
        return ((Sub.VIOLENT_DEMONSTRATION, "unarmed"),)
    return ((Sub.PROTEST_INTERVENTION, "protesters"),) if scene.has("protesters", *clause) else ((own, ""),)


def gunfire(scene: Scene, index: int, _form: WordForm, own: Sub) -> Decision:
    """Fire opened: exchanged is a clash, on protesters is excessive force, otherwise an attack."""
    words = scene.reading.words
    if any("تبادل" in word for word in words[max(0, index - _PHRASE) : index + 1]):
        return ((Sub.ARMED_CLASH, "exchange"),)
    first, end = scene.reading.clause_bounds(index)
    if scene.has("protesters", first, end):
        return ((Sub.EXCESSIVE_FORCE, "protesters"),)
    fighters = scene.has("combatants", index + 3, end) or scene.has("military_targets", index + 1, index + 1 + _NEAR)
    if fighters and not scene.has("civilians", index + 3, end):
        return ((Sub.ARMED_CLASH, "combatants"),)
    return ((own, ""),)


def territory(scene: Scene, index: int, form: WordForm, own: Sub) -> Decision:
    """Ground taken: by the side of who takes it, else by the side of who lost it; an occupying force only enters."""
    if _is_of_goods(scene, index):
        return ()
    loser = scene.adversary(index)
    if loser and not form.is_verb and loser.side in _OTHER_SIDE:
        return ((_OTHER_SIDE[loser.side], f"from-{loser.actor_id}"),)
    subject = scene.subject(index, imperfect=form.imperfect, joined=form.joined and not form.is_verb)
    if subject and subject == loser:  # «حررت المدينة من قبضة الحوثيين»
        subject = None
    if subject and subject.actor_id in _RAIDERS:
        return ((Sub.OTHER, subject.actor_id),)
    if subject and subject.actor_id == _UNNAMED and own is Sub.GOVERNMENT_REGAINS:
        return ((own, ""),)
    if subject and subject.side in _SIDES:
        return ((_SIDES[subject.side], subject.actor_id),)
    if loser and loser.side in _OTHER_SIDE:
        return ((_OTHER_SIDE[loser.side], f"from-{loser.actor_id}"),)
    return ((own, ""),)


_OF_OTHERS = ("هم", "ها", "هما")
"""Endings of a noun that says who was driven out («طردهم»)."""


def _is_of_goods(scene: Scene, index: int) -> bool:
    """Whether what is seized can be carried off: «استولى المسلحون على 17 صاروخا»."""
    words = scene.reading.words[index + 1 : index + 1 + _SEIZED_REACH]
    if _ON not in words:
        return False
    seized = [word for word in words[words.index(_ON) + 1 :] if not is_number_word(word)]
    return bool(seized) and seized[0] in context("goods")


_ON = "علي"
_SEIZED_REACH = 6


def expulsion(scene: Scene, index: int, form: WordForm, own: Sub) -> Decision:
    """A party driven out: its side lost ground. The last party behind the word is the one, else the last before."""
    _, end = scene.reading.clause_bounds(index)
    sided = [hit for hit in scene.parties if hit.party.armed and hit.party.side in _OTHER_SIDE]
    before = [hit.party for hit in sided if hit.last < index]
    behind = [hit.party for hit in sided if index < hit.first < end]
    if not form.is_verb and not behind and before and not scene.reading.words[index].endswith(_OF_OTHERS):
        return ((_SIDES[before[-1].side], before[-1].actor_id),)  # «تمكن الجيش من طرد آخر الجيوب»
    expelled = behind[1:2] if form.is_verb and len(behind) > 1 else behind[:1] or before[-1:]
    return tuple((_OTHER_SIDE[loser.side], f"from-{loser.actor_id}") for loser in expelled) or ((own, ""),)


def falling(scene: Scene, index: int, _form: WordForm, own: Sub) -> Decision:
    """A town fell: the party named behind «بيد» has it now."""
    _, end = scene.reading.clause_bounds(index)
    taker = next((hit.party for hit in scene.parties if index < hit.first < end and hit.party.side in _SIDES), None)
    return ((_SIDES[taker.side], taker.actor_id),) if taker else ((own, ""),)


def arrest(scene: Scene, index: int, form: WordForm, own: Sub) -> Decision:
    """Detention: an abduction when a non-state party detains, not when its men are taken («اعتقال خلية لداعش»)."""
    if scene.has("hostages", index + 1, index + 1 + _BESIDE):
        return ((Sub.ABDUCTION, "hostages"),)
    if not form.is_verb and scene.has("combatants", index + 1, index + 1 + _BESIDE):
        return ((own, "combatants"),)
    first, _ = scene.reading.clause_bounds(index)
    held_by = [hit.party for hit in scene.parties if first <= hit.first < index and hit.party.kind in _AUTHORITIES]
    if held_by and not form.is_verb:  # «شنت الشرطة حملة اعتقالات شملت عناصر داعش»
        return ((own, held_by[-1].actor_id),)
    subject = scene.subject(index, imperfect=form.imperfect, joined=form.joined and not form.is_verb)
    if subject and subject.side == "non_state":
        return ((Sub.ABDUCTION, subject.actor_id),)
    return ((own, subject.actor_id if subject else ""),)


_AUTHORITIES = frozenset({"state", "foreign"})
"""Kinds of parties that arrest rather than abduct."""


def raid(scene: Scene, index: int, _form: WordForm, own: Sub) -> Decision:
    """A place stormed: a clash, unless protesters hold it or an occupying force or settlers enter it unopposed.

    A bomber who storms it blows up («اقتحم انتحاري الثكنة بجرار مفخخ»).
    """
    subject = scene.subject(index)
    if {"suicide", "explosive"} <= {
        means.instrument_id for means in scene.instruments(*scene.reading.clause_bounds(index))
    }:
        return ((Sub.SUICIDE_BOMB, "suicide"),)
    if scene.has("sit_ins", index + 1, index + _PHRASE + 2):
        return ((Sub.PROTEST_INTERVENTION, "sit-in"),)
    if subject and subject.actor_id in _RAIDERS:
        return ((Sub.OTHER, subject.actor_id),)
    return ((own, ""),)


def destruction(scene: Scene, index: int, form: WordForm, own: Sub) -> Decision:
    """Something destroyed: by its means, which a noun has behind it or close before; without one, property only."""
    first, end = scene.reading.clause_bounds(index)
    begin = first if form.is_verb else max(first, index - _NEAR // 2)
    beside = scene.instruments(index + 1, min(end, index + _OBJECT))
    acting = _of_type(Sub.AIR_STRIKE, beside)  # «تدمير ثلاث دبابات»
    means = (*scene.instruments(begin, index), *acting, *scene.instruments(index + _OBJECT, end))
    if means:
        return ((means[0].sub_type, means[0].instrument_id),)
    harmed = scene.supports("armed", index) and scene.has("property", index + 1, index + 1 + _NEAR)
    return ((own, "property"),) if harmed else ()


_OBJECT = 4
"""Words behind a verb of destroying that are what was destroyed."""


def explosion_or_attack(scene: Scene, index: int, form: WordForm, own: Sub) -> Decision:
    """An assassination: by bomb if the clause says so."""
    means = scene.instruments(*scene.reading.clause_bounds(index))
    return ((means[0].sub_type, means[0].instrument_id),) if means else plain(scene, index, form, own)


def protest(scene: Scene, index: int, _form: WordForm, own: Sub) -> Decision:
    """A demonstration: deadly force, other intervention, or neither, anywhere in the sentence."""
    end = len(scene.reading.words)
    spans = _without_causes(scene, index, end)
    if all(any(scene.has(label, *span) for span in spans) for label in ("gunfire", "protest_deadly")):
        return ((Sub.EXCESSIVE_FORCE, "gunfire"),)
    if scene.has("protest_force", 0, end):
        return ((Sub.PROTEST_INTERVENTION, "intervention"),)
    return ((own, ""),)


def riot(scene: Scene, index: int, _form: WordForm, own: Sub) -> Decision:
    """Violence of protesters; a road that they only close is a peaceful protest, as ACLED's codebook has it."""
    words = scene.reading.words
    closed = any(word.endswith(("قطع", "اغلق")) for word in words[max(0, index - _PHRASE) : index + 1])
    violent = scene.has("unarmed", 0, len(words)) or scene.has("burning", 0, len(words))
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
    if not named or not any(word in topics or word in context("envoys") for word in others):
        return ()
    held = form.is_verb or holding
    held = held or (not form.definite and scene.has("in_place", index + 1, index + 9))
    return ((own, "diplomacy"),) if held else ()


_HOLDING_REACH = 12
"""Words before a noun of talks in which it is said to be held («أجرى المبعوث … في الرياض اليوم مباحثات»)."""


def vote(scene: Scene, index: int, _form: WordForm, own: Sub) -> Decision:
    """A vote of the United Nations' bodies."""
    un = any(hit.party.kind == "un" for hit in scene.parties) or "الجمعيه" in scene.reading.words[index:]
    return ((own, "un"),) if un else ()


POLICIES: dict[str, Policy] = {
    policy.__name__: policy
    for policy in (
        plain, bombardment, strike, explosion, assault, fight, gunfire, territory, expulsion, falling, arrest, raid,
        killing, sniping,
        destruction, explosion_or_attack, protest, riot, truce, talks, vote,
    )
}  # fmt: skip
"""Every policy by the name that lexicon entries use."""
