"""What can be said of one event mention, or of two, before a report is told once."""

import datetime as dt
from dataclasses import replace
from itertools import pairwise

from gazetteer.folding import key
from gazetteer.index import Gazetteer
from gazetteer.spans import Span
from geo.evidence import context
from geo.numerals import is_number_word
from geo.records import EventMention, EventPlace
from geo.roles import role_words
from geo.taxonomy import POLITICAL_VIOLENCE, EventType, SubEventType

HEADLINE = "headline"
"""Reason of a mention that stands in the title: short, and often looser than the body."""
CONTAINER_STANDS_IN = "place:container_of_unlocated"
"""Reason of a mention at a place that nobody locates: what contains it stands in for it."""
_SLACK = dt.timedelta(days=1)


def counted_like(mention: EventMention, other: EventMention) -> EventMention:
    """Return the first mention with the dead that the other counts."""
    return replace(
        mention,
        fatalities_low=other.fatalities_low,
        fatalities_high=other.fatalities_high,
        fatalities_scope=other.fatalities_scope,
    )


def holds_place(outer: EventPlace, inner: EventPlace, gazetteer: Gazetteer) -> bool:
    """Whether an event's place lies in another event's."""
    place = gazetteer.places.get(inner.place_id)
    return place is not None and any(holder.place_id == outer.place_id for holder in gazetteer.ancestors(place))


def lies_within(inner: EventMention, outer: EventMention, gazetteer: Gazetteer) -> bool:
    """Whether an act was in the place of another: at a place in it, or at a part of it that nobody locates.

    «انفجرت عبوة في رفح. … بين منطقتي المهدية والماسورة بمدينة رفح».
    """
    if inner.place is None or outer.place is None:
        return False
    if CONTAINER_STANDS_IN in inner.reasons and inner.place.place_id == outer.place.place_id:
        return CONTAINER_STANDS_IN not in outer.reasons
    return holds_place(outer.place, inner.place, gazetteer)


def points_back(mention: EventMention) -> bool:
    """Whether its trigger is «الهجوم» or «الانفجار», which takes up an act told elsewhere, or what did it does so.

    Not «الاشتباكات» or «القصف», which go on.
    """
    if _is_by_a_known_means(mention):
        return True
    if not any(reason.startswith(_SINGLE_ACTS) for reason in mention.reasons):
        return False
    return says_nothing_of_its_own(mention) or is_definite(mention) or _is_only_branded(mention)


def _is_by_a_known_means(mention: EventMention) -> bool:
    """Whether a verb says what «the» car or shell did, of which it was told («السيارة المفخخة استهدفت المنزل»)."""
    if mention.event_type is not EventType.EXPLOSIONS or not any(map(_tells_by_a_verb, mention.reasons)):
        return False
    around = (*_words_before(mention)[-_SUBJECT_REACH:], _word_behind(mention))
    return not role_words()["known_means"].isdisjoint(around)


def _tells_by_a_verb(reason: str) -> bool:
    return reason.startswith("trigger:") and ".verb" in reason


_SUBJECT_REACH = 2
"""Words before a verb in which its subject stands."""


def _is_only_branded(mention: EventMention) -> bool:
    """Whether its trigger is «هجوم إرهابي» or «أول هجوم كبير»: names of an act whose kind a report tells elsewhere."""
    assault = any(reason.startswith("trigger:assault.noun") for reason in mention.reasons)
    return assault and (_word_behind(mention) in _BRANDED or not _RANKED.isdisjoint(_words_before(mention)[-1:]))


_BRANDED = frozenset(map(key, ("إرهابي", "إرهابيا", "إجرامي", "إجراميا")))
_RANKED = frozenset(map(key, ("أول", "ثاني", "ثالث", "رابع", "أكبر", "أعنف", "أسوأ", "أخطر")))


def is_definite(mention: EventMention) -> bool:
    """Whether its trigger bears the article: an act that readers know of."""
    return mention.evidence_text[trigger_of(mention).start - mention.evidence.start :].startswith(_DEFINITE)


def trigger_of(mention: EventMention) -> Span:
    """Return where the word stands that tells the act."""
    return next(mark.span for mark in mention.highlights if mark.role == "trigger")


def _words_before(mention: EventMention) -> list[str]:
    """Return the folded words of its sentence before its trigger."""
    return [key(word) for word in mention.evidence_text[: trigger_of(mention).start - mention.evidence.start].split()]


def _word_behind(mention: EventMention) -> str:
    """Return the folded word behind its trigger; empty where none is."""
    behind = mention.evidence_text[trigger_of(mention).end - mention.evidence.start :].split(maxsplit=1)[:1]
    return key("".join(behind))


def _between(first: EventMention, following: EventMention) -> str:
    """Return what stands between the triggers of two mentions of one sentence."""
    start = following.evidence.start
    return following.evidence_text[trigger_of(first).end - start : trigger_of(following).start - start]


def says_nothing_of_its_own(mention: EventMention) -> bool:
    """Whether nothing but a verb follows the noun («الهجوم أسفر عن …»), so that even its sub-type is not known."""
    return any(reason.startswith(_SINGLE_ACTS) and reason.endswith("+anaphor") for reason in mention.reasons)


_DEFINITE = ("ال", "وال", "بال", "فال", "لل", "ولل")
_SINGLE_ACTS = ("trigger:assault.", "trigger:bombing.", "trigger:explode.", "trigger:massacre.")
"""Reasons of triggers that tell of one act each."""


def in_headline(mention: EventMention) -> bool:
    """Whether a mention stands in the title."""
    return HEADLINE in mention.reasons


def is_bare_attack(mention: EventMention) -> bool:
    """Whether nothing but «هجوم» tells what was done: neither by what means nor to whom."""
    return "trigger:assault.noun" in mention.reasons


def is_told_as_before(mention: EventMention) -> bool:
    """Whether its trigger stands behind «بعد» or «إثر», so that the act told is what followed («بعد معارك عنيفة»)."""
    return not role_words()["led_up_to"].isdisjoint(_words_before(mention)[-_BEFORE_A_FIGHT:])


_BEFORE_A_FIGHT = 2
"""Words before a fight in which «بعد» stands («بعد أعنف معارك»)."""


def is_raid(mention: EventMention) -> bool:
    """Whether a place was stormed, by its trigger."""
    return any(reason.startswith("trigger:raid.") for reason in mention.reasons)


def is_search(mention: EventMention) -> bool:
    """Whether houses were searched or a place was stormed, by its trigger, and no more is told of it."""
    searched = any(reason.startswith(("trigger:raid.", "trigger:search_raid.")) for reason in mention.reasons)
    return searched and mention.sub_event_type is SubEventType.OTHER


def is_of_several(mention: EventMention) -> bool:
    """Whether its trigger speaks of several attacks together, of no kind («هجمات متفرقة»)."""
    return is_bare_attack(mention) and _word_behind(mention) in role_words()["scattered"]


def is_said_to_be_another(mention: EventMention) -> bool:
    """Whether «آخر» stands right behind its trigger or what it tells of («وفي هجوم آخر», «انفجرت عبوة ناسفة أخرى»)."""
    if mention.event_type not in POLITICAL_VIOLENCE:
        return False
    behind = mention.evidence_text[trigger_of(mention).end - mention.evidence.start :]
    words = key(behind[:_ANOTHER_LETTERS].split("،", maxsplit=1)[0]).split()[:_ANOTHER_REACH]
    at = next((number for number, word in enumerate(words) if word in role_words()["another"]), None)
    return at is not None and _BLOWS.issuperset(words[:at])


def is_told_in_the_same(again: EventMention, first: EventMention) -> bool:
    """Whether «المدينة ذاتها» stands between two blasts of a sentence («وفي المدينة ذاتها انفجرت عبوتان»)."""
    if again.event_type is not EventType.EXPLOSIONS:
        return False
    between = key(_between(first, again)).split()
    return any(town in _THE_TOWN and itself in _ITSELF for town, itself in pairwise(between))


_THE_TOWN = frozenset({"المدينه", "البلده", "القريه", "الناحيه"})
_ITSELF = frozenset({"ذاتها", "ذاته", "نفسها", "نفسه", "عينها"})
_ANOTHER_REACH, _ANOTHER_LETTERS = 3, 30
_BLOWS = frozenset(
    {"عبوه", "ناسفه", "سياره", "مفخخه", "ملغومه", "قنبله", "قذيفه", "انتحاري", "مسلح", "جوي", "جويه", "لغم"}
)
"""What may stand between an act and «آخر»: means and adjectives, not those who did it («فصائل معارضة أخرى»)."""


def is_only_announced(mention: EventMention) -> bool:
    """Whether a sentence opens with «وفي هجوم آخر», of which the rest of it tells what it was."""
    return is_bare_attack(mention) and _words_before(mention) in _OPENINGS


_OPENINGS = (["وفي"], ["في"], ["وفي", "سياق"], ["في", "سياق"])


def is_apposed(mention: EventMention) -> bool:
    """Whether «في» behind a comma names an act once more that was just told («، في أحدث هجوم على الجيش في إدلب»)."""
    before = mention.evidence_text[: trigger_of(mention).start - mention.evidence.start]
    aside, comma, words = before.rpartition("،")
    opening = key(words).split()
    if not aside or not comma or opening[:1] != [_IN]:
        return False
    ranked = len(opening) > 1 and context("superlatives").issuperset(opening[1:])
    return ranked or (len(opening) == 1 and _word_behind(mention) in _NEW)


_IN, _NEW = "في", frozenset({"جديد", "جديده", "هو", "هي"})
"""«في» and what follows an act that is named once more («، في ضربات جديدة على», «، في هجوم هو الثالث»)."""


def counts_its_blows(mention: EventMention, attack: EventMention) -> bool:
    """Whether an act is what an attack right before it was made up of («هجوم أمريكي بريطاني من سبع غارات»)."""
    between = _between(attack, mention)
    *told, of, number = ("", "", *key(between).split())
    counted = of == _OF and (number.isdigit() or is_number_word(number))
    return counted and len(told) <= _OF_BLOWS and "،" not in between


_OF, _OF_BLOWS = "من", 6
"""«من» before the number of its blows, and the words between an attack and them."""


def is_heard(mention: EventMention) -> bool:
    """Whether its trigger is an explosion of which only the sound is told («سمعوا دوي ثلاثة انفجارات»)."""
    explodes = "trigger:explode.noun" in mention.reasons
    return explodes and not _SOUNDS.isdisjoint(_words_before(mention)[-_HEARD_REACH:])


_SOUNDS, _HEARD_REACH = frozenset(map(key, ("دوي", "أصوات", "صوت", "بدوي"))), 3
"""Words for the sound of explosions, and the words before one in which they stand."""


def tells_deaths(reason: str) -> bool:
    """Whether a reason is a trigger that tells of deaths, not of how they came."""
    return reason.startswith(("trigger:kill.", "trigger:fall_dead."))


def is_inherited(mention: EventMention) -> bool:
    """Whether its place is another sentence's."""
    return any(reason.startswith("site:inherited") for reason in mention.reasons)


def place_named(mention: EventMention) -> str | None:
    """Return what tells the place of a mention from others: its name where only what contains it is located."""
    if mention.place is None:
        return None
    return mention.place_surface if CONTAINER_STANDS_IN in mention.reasons else mention.place.place_id


def overlap_in_time(one: EventMention, other: EventMention) -> bool:
    """Whether two mentions can be of one day, a day before or after allowed; without days, if both lack them."""
    if one.start_date is None or one.end_date is None or other.start_date is None or other.end_date is None:
        return one.start_date == other.start_date
    return one.start_date <= other.end_date + _SLACK and other.start_date <= one.end_date + _SLACK
