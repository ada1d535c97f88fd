"""Policies of acts that are told by those who died: whoever fell says what it was, where no means does."""

from collections.abc import Callable, Sequence

from gazetteer.lexicon import words as names_of
from geo.actors import Party
from geo.evidence import AUTHORITIES, Instrument, Scene, conflict_words, context
from geo.numerals import is_number_word
from geo.quantity_rules import name_a_deed
from geo.taxonomy import SubEventType as Sub
from geo.wordforms import WordForm

Decision = tuple[tuple[Sub, str], ...]
"""Sub-types, each with the name of the evidence; none where it is no event."""
MEANS_REACH = 3
"""Words after ب or a word of cause in which the means stands: «جراء انفجار عبوة», «بـ33 صاروخا»."""

_AT_WAR = 3
"""Distinct words of conflict from which gunmen who were killed fell in a fight."""
_REPORT_OF_WAR = 9
"""Distinct words of conflict from which whoever is shot, by whomever, is no matter of the police alone."""


def killing(scene: Scene, index: int, form: WordForm, own: Sub) -> Decision:
    """Deaths alone: the means, else who died: combatants fell in a clash, civilians were attacked."""
    first, end = scene.reading.clause_bounds(index)
    if scene.has("sharpshooters", index + 1, index + 2):
        return ((Sub.ARMED_CLASH, "combatants"),)  # «تمكنوا من قتل قناصة كانوا يتمركزون في الحي»
    means = scene.instruments(first, end)
    if not means and not _were_shot(scene, index, end):  # «قتل المختار برصاص مجهولين، وأصيب أربعة بانفجار عبوة»
        means = _caused_by(scene, end) or _of_the_aircraft_before(scene, first)
    if means:
        victims = _are_victims(means[0], scene, index)
        return ((Sub.ARMED_CLASH, "combatants") if victims else (means[0].sub_type, means[0].instrument_id),)
    shot = (
        scene.has("gunfire", first, end) or scene.has("tear_gas", first, end) or _MARTYRED in scene.reading.words[index]
    )
    if _were_protesters(scene, index, shot=shot):
        return ((Sub.EXCESSIVE_FORCE, "protesters"),)
    armed = scene.armed() or (scene.reading.words[index].startswith("ف") and scene.names_a_weapon())
    if scene.has("civilians", first, end) and (shot or armed):  # «تسلل ثلاثة بأحزمة ناسفة إلى المحطة، فقتلوا 16 عاملا»
        return ((own, "civilians"),)
    fell = scene.has("combatants", first, _killers_at(scene, index, end)) or _are_fighters(scene, index)
    if (fell and (shot or scene.armed())) or _gunmen_fell(scene, index, form):
        return ((Sub.ARMED_CLASH, "combatants"),)
    if form.is_verb and (_gunmen_killed_somebody(scene, index, end) or _forces_killed_some(scene, index, end)):
        return ((own, "killers"),)
    sniped = scene.has("snipers", index + 1, end) or scene.has("snipers", index - _BESIDE, index)
    if sniped and scene.has("combatants", index + 1, index + 1 + _VICTIMS):
        return ((Sub.ARMED_CLASH, "combatants"),)  # «قتلت القطعات 72 إرهابيا بينهم ثلاثة قناصين»
    if sniped or (shot and scene.armed()):  # «قضى رجل برصاصة قناص»: nobody else shoots so
        return ((own, "gunfire"),)
    return (_as_the_lead_has_it(scene, index, own) if form.is_verb else ()) or _of_a_war(scene, index, form, own)


def _as_the_lead_has_it(scene: Scene, index: int, own: Sub) -> Decision:
    """Return a verb of killing as the title and lead tell of killings, where its clause says nothing of it."""
    told, end = scene.means_told(), scene.reading.clause_bounds(index)[1]
    if told and told[0].sub_type is Sub.REMOTE_EXPLOSIVE and scene.has("people", index + 1, end):
        return ((told[0].sub_type, f"{told[0].instrument_id}-of-lead"),)  # «وقتل ستة أشخاص في سوق مكشوفة بالصدرية»
    if scene.tells_of_shots() and conflict_words(scene.document) >= _AT_WAR and _is_somebody(scene, index):
        return ((own, "gunfire-of-lead"),)  # «19 قتيلا بنيران قوات الأمن … وقتل مدني في البياضة وآخر في العشيرة»
    return ()


def _of_a_war(scene: Scene, index: int, form: WordForm, own: Sub) -> Decision:
    """Return a killing as an attack where a report of war says no more than that somebody was shot, or killed at home.

    Or killed besides those of the act before («وقتل أيضا عامل بناء في حي العامل»).
    """
    first, end = scene.reading.clause_bounds(index)
    at_home = form.is_verb and scene.has("own_home", index + 1, end)  # «قتل هو وزوجته داخل منزلهما»
    besides = form.is_verb and scene.has("besides", index + 1, index + 2) and _is_somebody(scene, index)
    told = at_home or besides or scene.has("bullets", first, end)
    return ((own, "gunfire"),) if told and conflict_words(scene.document) >= _REPORT_OF_WAR else ()


def _is_somebody(scene: Scene, index: int) -> bool:
    """Whether a verb of killing has people for its subject or object, right before or behind it."""
    near = [(index - 1, index), (index + 1, index + 1 + MEANS_REACH)]
    return any(scene.has(who, *span) for span in near for who in ("people", "civilians"))


def _were_protesters(scene: Scene, index: int, *, shot: bool) -> bool:
    """Whether those who fell were protesters, as the word behind says, or the sentence of people shot at."""
    first, end = scene.reading.clause_bounds(index)
    fired_at = shot and scene.has("protesters", 0, len(scene.reading.words))
    gassed = scene.has("youths", 0, first) and scene.has("tear_gas", 0, len(scene.reading.words))
    if (fired_at or gassed) and not scene.has("combatants", first, _killers_at(scene, index, end)):
        return True
    return scene.has("protesters", index - 1, index + 1 + _VICTIMS)  # «إن متظاهرا قتل», «مقتل متظاهر»


def _were_shot(scene: Scene, index: int, end: int) -> bool:
    """Whether the clause itself says that those who fell were shot («قتل برصاص مجهولين»)."""
    return _killers_at(scene, index, end) < end


def _killers_at(scene: Scene, index: int, end: int) -> int:
    """Return the word at which a clause turns from those hit to who shot («أصيب نجلاه برصاص جنود»), else its end."""
    words = scene.reading.words
    return next((n for n in range(index + 1, end) if words[n].startswith("ب") and words[n] in context("gunfire")), end)


def _gunmen_killed_somebody(scene: Scene, index: int, end: int) -> bool:
    """Whether gunmen right behind a verb have one person for an object («قتل مسلحون في المدينة مقاولا»)."""
    behind = _behind_killers(scene, index, end, lambda party: party.armed)
    titled = bool(behind) and behind[0] in names_of("titles.csv")  # «قتل مسلحون الشيخ صالح»
    victim = next((word for word in behind if titled or word.endswith("ا")), "")
    return bool(victim) and victim not in context("combatants")


def _behind_killers(scene: Scene, index: int, end: int, are_they: Callable[[Party], bool]) -> Sequence[str]:
    """Return the words in which the victims stand of killers right behind a verb; none where others stand there."""
    killers = next((hit for hit in scene.parties if hit.first == index + 1 and are_they(hit.party)), None)
    return () if killers is None else scene.reading.words[killers.last + 1 : min(end, killers.last + 1 + _VICTIMS)]


def _gunmen_fell(scene: Scene, index: int, form: WordForm) -> bool:
    """Whether a verb has gunmen for an object («وحدات من المنطقة العسكرية الأولى قتلت أمس 18 مسلحا»).

    Or a noun, those of a party that fights («مقتل 17 من عناصر داعش»).
    """
    end = min(index + 1 + _VICTIMS, _killers_at(scene, index, scene.reading.clause_bounds(index)[1]))
    gunmen = scene.has("combatants", index + 1, end) and (form.is_verb or _are_fighters(scene, index))
    return gunmen and conflict_words(scene.document) >= _AT_WAR


def _forces_killed_some(scene: Scene, index: int, end: int) -> bool:
    """Whether those of a state right behind a verb have a count of people for an object («قتلت الشرطة تسعة منهم»)."""
    behind = _behind_killers(scene, index, end, lambda party: party.kind in AUTHORITIES)
    return any(map(is_number_word, behind)) and not scene.has("combatants", index + 1, end)


def sniping(scene: Scene, index: int, _form: WordForm, own: Sub) -> Decision:
    """A sniper's shot: an attack, unless soldiers alone are named as those hit."""
    end = scene.reading.clause_bounds(index)[1]
    theirs = index + 1 + scene.has("snipers", index, index + 1)  # «برصاصة قناص حوثي»: whose sniper he is
    at_soldiers = scene.has("combatants", theirs, end) and not scene.has("civilians", index, end)
    return ((Sub.ARMED_CLASH, "combatants"),) if at_soldiers else ((own, ""),)


def _of_the_aircraft_before(scene: Scene, first: int) -> tuple[Instrument, ...]:
    """Return the aircraft of the clause before, where و goes on to what they did («تدخل الطيران وتمكن من …»)."""
    if not first or not scene.reading.words[first].startswith("و"):
        return ()
    found = scene.instruments(*scene.reading.clause_bounds(first - 1))
    return found if {means.instrument_id for means in found} == {"aircraft"} else ()


def _are_victims(means: Instrument, scene: Scene, index: int) -> bool:
    """Whether the bombers named are those who died: «مقتل ستة انتحاريين», not «بتفجير انتحاري».

    Nor where one is followed by those whom he killed («قتل انتحاري يقود سيارة شرطيين»).
    """
    if means.instrument_id != "suicide" or name_a_deed(scene.reading.words[index:], frozenset()):
        return False
    kills = scene.has("bomber", index + 1, index + 3) and any(
        scene.has(victims, index + 3, index + 3 + _VICTIMS) for victims in ("combatants", "civilians", "people")
    )
    return not kills and bool(scene.instruments(index + 1, index + 1 + _VICTIMS))


def _caused_by(scene: Scene, start: int) -> tuple[Instrument, ...]:
    """Return the means that the rest of a sentence gives for deaths («قتل سبعة في الحي، جميعهم بسيارات مفخخة»).

    A word that sets another act against it («فيما أصيب …») ends the search.
    """
    words = scene.reading.words
    for place in range(start, len(words)):
        if words[place] in context("contrasts"):
            break
        if words[place].startswith("ب") or words[place] in context("causes"):
            means = scene.instruments(place, place + MEANS_REACH)
            if means:
                return means
    return ()


def _are_fighters(scene: Scene, index: int) -> bool:
    """Whether the dead are of a party that fights («مقتل 11 من داعش»)."""
    shot_by = _killers_at(scene, index, scene.reading.clause_bounds(index)[1])  # «أصيب آخر بطلق ناري من مجهولين»
    words = scene.reading.words
    behind = any(
        hit.party.armed and 0 < hit.first - index <= _VICTIMS and words[hit.first - 1] in _OF
        for hit in scene.parties
        if hit.first < shot_by
    )
    return behind or any(  # «أن ستة من البيشمركة استشهدوا»
        hit.party.armed
        and hit.last == index - 1
        and hit.first > 1
        and words[hit.first - 1] in _OF
        and is_number_word(words[hit.first - 2])
        for hit in scene.parties
    )


_MARTYRED = "ستشه"
"""Stem of «استشهد», which tells of a killing, not of any death."""
_BESIDE = 2
"""Words before a verb in which its subject stands."""
_VICTIMS = 5
"""Words behind a verb or noun of death in which its victims stand."""
_OF = ("من", "تلك", "عناصر", "مسلحي", "مقاتلي", "منتسبي", "أفراد", "جنود", "ضباط", "رجال")
