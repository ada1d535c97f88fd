"""Which act of a sentence can have caused what a figure counts."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from gazetteer.distance import kilometres
from gazetteer.places import Place
from gazetteer.spans import Span
from geo.clauses import AND_THAT, THAT
from geo.counted_from import is_counted_from
from geo.evidence import context, is_contrast
from geo.numerals import is_number_word
from geo.quantity_rules import HURT
from geo.quantity_words import tells_of_hurt
from geo.records import Quantity, Trigger
from geo.roles import role_words
from geo.taxonomy import POLITICAL_VIOLENCE, TAKING_AWAY, TAKINGS, EventType, SubEventType
from geo.views import SentenceView, clause_on_a_place

VIOLENT = POLITICAL_VIOLENCE | {EventType.RIOTS}
"""Types of events that kill and injure."""
OF_A_WAR = 1000
"""Dead or injured from which on a sentence or clause without an act counts those of a war («حصد القصف آلاف القتلى»)."""
_PER_CLAUSE = 4
"""Words that crossing one clause is worth."""
FINDS_BODIES = "find_bodies."
"""How the rules of triggers begin that tell of bodies found."""
BODIES = "جث"
"""Letters of «جثة» and its forms: a hospital that takes in 120 bodies counts those of days."""
FOUND = ("عثر", "العثور")
"""How «عثر على» and its noun begin, folded."""


def taken_up_by(quantity: Quantity, view: SentenceView) -> Trigger | None:
    """Return the trigger whose act was told before and whose dead a sentence counts («وأسفرت الاشتباكات عن …»)."""
    trigger = nearest_trigger(quantity, view)
    return trigger if trigger in view.taken_up else None


def told_by(trigger: Trigger | None, view: SentenceView) -> Trigger | None:
    """Return the trigger of a sentence's own that tells the act of another; `None` where the act was told before.

    «قتل ثلاثة في هجوم … وأضاف أن الهجوم خلف جرحى»: of the act that its own sentence tells, if that is of its type.
    «الهجوم» takes up any violence («استهدفت طائرة مسيرة سيارة، وأسفر الهجوم عن مقتل اثنين»).
    """
    if trigger is None or trigger not in view.taken_up:
        return trigger
    own = [act for act in view.triggers if act.event_type is trigger.event_type]
    if not own and may_be_any_violence(trigger):
        own = [act for act in view.triggers if act.span < trigger.span and can_cause(act, "killed")]
    before = [act for act in own if act.span < trigger.span]
    nearest = before[-1:] or own[:1]
    return nearest[0] if nearest else None


def may_be_any_violence(trigger: Trigger) -> bool:
    """Whether a trigger is a noun that may take up violence of any kind («وأسفر الهجوم عن …», behind an air strike)."""
    return trigger.rule.startswith(_ANY_VIOLENCE)


_ANY_VIOLENCE = ("assault.noun", "strike.noun")


def nearest_trigger(quantity: Quantity, view: SentenceView) -> Trigger | None:
    """Return the trigger nearest to a count that can have caused it, told here or taken up; `None` where none can.

    What an act in front of a count has done is not put on an act that a later clause turns to («ما أسفر عن مقتل اثنين،
    كما سقطت قذيفة على جرمانا»).
    """
    told = (*view.triggers, *view.taken_up)
    able = [trigger for trigger in told if can_cause(trigger, quantity.slot)]
    if not able and quantity.slot in HURT:
        able = [act for act in view.triggers if act.sub_event_type in _MAY_KILL and act.span < quantity.span]
    if _is_of_found(quantity, view):
        found = [trigger for trigger in able if trigger.rule.startswith(FINDS_BODIES)]
        able = found or [trigger for trigger in able if trigger.sub_event_type is SubEventType.ATTACK]
    if _is_of_an_act_told(quantity, view):
        able = [act for act in able if not _is_behind_a_contrast(act, quantity, view)]
    able = [trigger for trigger in able if not _is_set_against(trigger, quantity, view)]
    able = [trigger for trigger in able if not _is_before_it(trigger, quantity, view)]
    able = [trigger for trigger in able if not _answers_the_death(trigger, quantity, view)] or able
    able = [trigger for trigger in able if not _is_said_besides(trigger, quantity, view)]
    able = [trigger for trigger in able if not _is_protested_against(trigger, quantity, view)]
    able = [trigger for trigger in able if not _fell_elsewhere(trigger, quantity, view)]
    able = [trigger for trigger in able if not _are_fighters_besides(trigger, quantity, view)]
    able = [trigger for trigger in able if not _had_been(trigger, quantity, able, view)]
    if _is_of_days_before(quantity, view):
        able = [act for act in able if act.span > quantity.span or _leads_to(act, quantity, view)]
    part = _part_at(quantity.span.start, view)
    able = [trigger for trigger in able if _part_at(trigger.span.start, view) == part] or able
    near = [trigger for trigger in able if not _is_turned_to(trigger, quantity, view)]
    if any(trigger.span < quantity.span for trigger in near):
        able = near
    if quantity.low >= OF_A_WAR:  # «خلف المتمردون 9 آلاف جريح، وقال إن القصف …»
        clause = view.clause_at(quantity.span.start)
        able = [trigger for trigger in able if view.clause_at(trigger.span.start) == clause]
    here = clause_on_a_place(view, quantity.span.start)
    able = [act for act in able if clause_on_a_place(view, act.span.start) in {None, here}] or able
    if not able:
        return None
    return min(able, key=lambda trigger: (_words_apart(trigger.span, quantity.span, view), trigger.span))


_MAY_KILL = frozenset({SubEventType.ABDUCTION, SubEventType.LOOTING})
"""Acts that are of no violence against people, or of none that kills, but for those whom their sentence counts behind
them («خطفوا الناطق من داره وقتلوا ثلاثة من حراسه», «أضرموا حريقا في المعمل، وتوفي مدنيان اختناقا»)."""


def is_led_by_a_cause(act: Trigger, view: SentenceView) -> bool:
    """Whether «جراء» or its like stands right before an act, or opens its phrase («جراء برميل سقط على منزلهم»)."""
    number = view.word_at(act.span.start)
    return not context("causes").isdisjoint(view.reading.words[max(0, number - 1) : number + 1])


def _is_protested_against(trigger: Trigger, quantity: Quantity, view: SentenceView) -> bool:
    """Whether a count is of what a protest is about («أغلق متظاهرون الجسر احتجاجا على اغتيال الناشط»)."""
    if trigger.event_type not in {EventType.PROTESTS, EventType.RIOTS} or quantity.span < trigger.span:
        return False
    number = view.word_at(quantity.span.start)
    first = max(view.word_at(trigger.span.end - 1) + 1, number - _CAUSE_REACH)
    before = view.reading.words[first:number]
    against = any(one.startswith(_PROTESTING) and other == _AGAINST for one, other in pairwise(before))
    return against or not context("protest_causes").isdisjoint(before)


_PROTESTING, _AGAINST = ("محتج", "المحتج"), "علي"
_CAUSE_REACH = 5
"""Words before a count in which «احتجاجا على» stands."""


def _fell_elsewhere(trigger: Trigger, quantity: Quantity, view: SentenceView) -> bool:
    """Whether a clause counts dead in one place, and an act is told behind it in another, far from the first.

    «قتل ثلاثة جنود في القائم، واندلعت اشتباكات في الرمادي», «غداة مقتل ثلاثة في القائم، اندلعت …».
    """
    if trigger.span < quantity.span or not _is_turned_to(trigger, quantity, view):
        return False
    fell = _where(view, view.word_at(quantity.span.start), trigger.span.start)
    acted = _where(view, view.word_at(trigger.span.start), view.span.end)
    if fell is None or acted is None:
        return False
    return kilometres(fell, acted) > max(_APART_KM, fell.radius_km + acted.radius_km)


def _are_fighters_besides(trigger: Trigger, quantity: Quantity, view: SentenceView) -> bool:
    """Whether fighters fell, told in contrast to civilians whom shells or bombs killed.

    «قضى نحو 40 مدنيا في القصف على القصير، في حين سقط 17 من عناصر الحزب»
    """
    number, act = view.word_at(quantity.span.start), view.word_at(trigger.span.start)
    words = view.reading.words
    shelled = trigger.event_type is EventType.EXPLOSIONS and act < number
    if not shelled or context("contrasts").isdisjoint(words[act:number]):
        return False
    fighters = not context("combatants").isdisjoint(words[number : number + _WHO_REACH])
    return fighters and not context("civilians").isdisjoint(words[max(0, act - _VICTIMS_REACH) : act])


_WHO_REACH, _VICTIMS_REACH = 4, 6
"""Words behind a number that say who they were, and before an act in which its victims stand."""
_APART_KM = 15.0
"""How far two places are at least whose dead are not each other's; quarters of one city are nearer."""


def _where(view: SentenceView, number: int, end: int) -> Place | None:
    """Return the located place in which a clause says that something was, behind one of its words."""
    clause = view.reading.clauses[number]
    for tag in view.geotags:
        own = view.clause_at(tag.span.start) == clause and view.word_at(tag.span.start) > number
        if own and tag.span.start < end and tag.preposition in {"at", "near"}:
            return tag.place if tag.place is not None and tag.place.located else None
    return None


def _is_of_found(quantity: Quantity, view: SentenceView) -> bool:
    """Whether a count is of bodies found («العثور على جثتي شابين»), who died of no other act of the sentence."""
    number = view.word_at(quantity.span.start)
    before = view.reading.words[max(0, number - _FOUND_REACH) : number + 1]
    bodies = any(BODIES in word or _CORPSE in word for word in before)
    return bodies and any(word.removeprefix("و").startswith(FOUND) for word in before)


_FOUND_REACH = 12
_CORPSE = "جثم"


def _is_before_it(trigger: Trigger, quantity: Quantity, view: SentenceView) -> bool:
    """Whether people fell before an act that «قبل أن» leads to («وقتلوا 15 قبل أن ينسحبوا تحت وطأة الغارات»)."""
    count, act = view.word_at(quantity.span.end - 1), view.word_at(trigger.span.start)
    return any(pair == _BEFORE_THAT for pair in pairwise(view.reading.words[count:act]))


def _answers_the_death(trigger: Trigger, quantity: Quantity, view: SentenceView) -> bool:
    """Whether an act came after the deaths that «بعد» leads to («وفجروا منزل القيادي بعد مقتل تسعة من الجانبين»)."""
    number = view.word_at(quantity.span.start)
    after = view.reading.words[max(0, number - 2) : number - 1]
    answers = trigger.event_type is not EventType.BATTLES and ".verb" in trigger.rule
    return answers and trigger.span < quantity.span and not _AFTER.isdisjoint(after)


_BEFORE_THAT = ("قبل", "ان")


def _is_of_an_act_told(quantity: Quantity, view: SentenceView) -> bool:
    """Whether «العملية» behind a count takes up an act told before it («أن 17 مسلحا قتلوا خلال العملية، في حين …»)."""
    number = view.word_at(quantity.span.end - 1)
    _, end = view.reading.clause_bounds(number)
    behind = view.reading.words[number + 1 : min(end, number + _TOLD_REACH)]
    return any(during in _DURING and act in context("operations") for during, act in pairwise(behind))


def _is_behind_a_contrast(trigger: Trigger, quantity: Quantity, view: SentenceView) -> bool:
    """Whether a word of contrast stands between a count and an act behind it («، في حين فقدت القوات ثلاثة بانفجار»)."""
    count, act = view.word_at(quantity.span.end - 1), view.word_at(trigger.span.start)
    return not context("contrasts").isdisjoint(view.reading.words[count:act])


_TOLD_REACH = 8
"""Words behind a count in which «خلال العملية» stands."""
_DURING = frozenset({"خلال", "اثناء", "في"})


def _is_turned_to(trigger: Trigger, quantity: Quantity, view: SentenceView) -> bool:
    """Whether a trigger stands in a clause behind a count's, which does not tell its cause («، إثر غارة على …»)."""
    clause = view.clause_at(trigger.span.start)
    if clause <= view.clause_at(quantity.span.start):
        return False
    first, _ = view.reading.clause_bounds(view.word_at(trigger.span.start))
    opening = view.reading.words[first]
    return opening not in context("causes") and not tells_of_hurt((opening,))


def _is_said_besides(trigger: Trigger, quantity: Quantity, view: SentenceView) -> bool:
    """Whether «وإن» opens the clause of an act behind a count («إن 14 قتلوا هناك، وإن ثلاثة قضوا بانفجار لغم»).

    Or «مبينا أن», with which the speaker goes on to something else.
    """
    number, count = view.word_at(trigger.span.start), view.word_at(quantity.span.end - 1)
    between = view.reading.words[count + 1 : number]
    says_more = (at for at, word in enumerate(between) if word in context("saying_more"))
    return any(word in AND_THAT for word in between) or any(THAT & {*between[at + 1 : at + 3]} for at in says_more)


def _had_been(trigger: Trigger, quantity: Quantity, able: Sequence[Trigger], view: SentenceView) -> bool:
    """Whether an act stands behind «بعد» and another, whose dead a later clause counts.

    «أغارت الطائرات على البلدة بعد اشتباك على أطرافها، وأكد طبيب مقتل ستة», «اقتحموا معسكرا بعد قصفه، وقتلوا 15».
    """
    number = view.word_at(trigger.span.start)
    behind = number > 0 and view.reading.words[number - 1] in _AFTER
    later = view.clause_at(quantity.span.start) > view.clause_at(trigger.span.start)
    return behind and later and any(other.span < trigger.span and _is_told_of_apart(other, trigger) for other in able)


def _is_of_days_before(quantity: Quantity, view: SentenceView) -> bool:
    """Whether a count is of another day than the act in front of it: «غداة مقتل 26», «بعد يومين من مقتل 31 آخرين».

    Or of what the act answers: «على خلفية مقتل اثنين من الرعاة».
    """
    noun = view.word_at(quantity.span.start) - 1
    before = view.reading.words[max(0, noun - 1) : max(0, noun)]
    turns_back = not role_words()["morrows"].isdisjoint(before) or before == _AGAINST_WHICH
    return turns_back or (noun > 0 and is_counted_from(view.reading, noun, _AFTER))


def _leads_to(trigger: Trigger, quantity: Quantity, view: SentenceView) -> bool:
    """Whether a trigger is the noun right before a count («مقتل 26»)."""
    return view.word_at(quantity.span.start) - view.word_at(trigger.span.start) == 1


_AGAINST_WHICH = ("خلفيه",)
"""«على خلفية», folded."""


def _is_told_of_apart(one: Trigger, other: Trigger) -> bool:
    """Whether the dead of one act are not those of the other: not of a taking and the fight that it ended.

    But of a fight that came after it («اندلعت مواجهات بعد سيطرة مسلحين على الحي، وأسفرت عن مقتل 31»).
    """
    if one.sub_event_type is SubEventType.ARMED_CLASH and other.sub_event_type in TAKINGS:
        return True
    return EventType.EXPLOSIONS in {one.event_type, other.event_type} and one.event_type in VIOLENT


_AFTER = frozenset({"بعد", "عقب", "غداه"})


def _is_set_against(trigger: Trigger, quantity: Quantity, view: SentenceView) -> bool:
    """Whether «بينما» or «فيما» parts a trigger from a count before it («مقتل أربعة في كفر زيتا، بينما قصف …»).

    Not «بينما كانوا …» and «حين», which tell how they died, nor where the counting goes on («فيما أصيب ثلاثة بقصف»),
    unless both parts count dead, the first in a place of its own («سقط 18 في جبهة الكسارة، فيما قتل 29 في غارات»).
    """
    if trigger.span < quantity.span:
        return False
    words = view.reading.words
    count, act = view.word_at(quantity.span.end - 1), view.word_at(trigger.span.start)
    for number in (number for number in _parting(view) if count < number < act):
        apart = quantity.slot == "killed" and _WITHIN in words[count:number] and _counts_dead(words[number + 1 : act])
        if apart or not tells_of_hurt(words[number + 1 : act]):
            return True
    return False


_WITHIN = "في"


def _counts_dead(words: Sequence[str]) -> bool:
    """Whether a part of a sentence has dead of its own: a word of killing and a number right behind it."""
    return any(word in context("was_killed") and is_number_word(number) for word, number in pairwise(words))


def _part_at(offset: int, view: SentenceView) -> int:
    """Return how many words of contrast stand before a raw offset: the part of its sentence."""
    return sum(number < view.word_at(offset) for number in _parting(view))


def _parting(view: SentenceView) -> Iterator[int]:
    """Yield the words that set one part of a sentence against another: «بينما», «في حين», not «بينما كان», «حين»."""
    words = view.reading.words
    for number, word in enumerate(words[:-1]):
        parts = word != _LIKEWISE and is_contrast(view.reading, number)
        if parts and not words[number + 1].startswith(_WERE):
            yield number


_LIKEWISE, _WERE = "كذلك", "كان"

_CROWDS_HURT = frozenset({SubEventType.EXCESSIVE_FORCE, SubEventType.PROTEST_INTERVENTION})


def can_cause(trigger: Trigger, slot: str) -> bool:
    """Whether an event of the trigger's type can kill, injure, displace … people."""
    match slot:
        case "killed" | "injured":
            if trigger.sub_event_type in _CROWDS_HURT:
                return True
            return trigger.event_type in VIOLENT and trigger.sub_event_type is not SubEventType.ABDUCTION
        case "displaced":
            return trigger.sub_event_type in {SubEventType.DISPLACEMENT, SubEventType.EVACUATION}
        case "evacuated":
            return trigger.sub_event_type is SubEventType.EVACUATION
        case "detained":
            return trigger.sub_event_type in TAKING_AWAY
        case "besieged":
            return trigger.sub_event_type is SubEventType.SIEGE
        case _:
            return trigger.event_type in VIOLENT or trigger.sub_event_type is SubEventType.ABDUCTION


def _words_apart(one: Span, other: Span, view: SentenceView) -> int:
    clauses = abs(view.clause_at(one.start) - view.clause_at(other.start))
    return abs(view.word_at(one.start) - view.word_at(other.start)) + _PER_CLAUSE * clauses
