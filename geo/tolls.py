"""Dead that one mention counts and another has no figure for: a lead's, a fight's, those told in the next sentence."""

from collections.abc import Sequence
from dataclasses import replace

from gazetteer.index import Gazetteer
from gazetteer.places import PlaceKind
from geo.mentions import (
    CONTAINER_STANDS_IN,
    counted_like,
    holds_place,
    in_headline,
    is_bare_attack,
    is_definite,
    is_inherited,
    is_raid,
    is_told_as_before,
    lies_within,
    overlap_in_time,
    place_named,
    points_back,
    tells_deaths,
    trigger_of,
)
from geo.records import EventMention
from geo.taxonomy import POLITICAL_VIOLENCE, TAKINGS, SubEventType


def with_the_dead_of_its_fight(mentions: Sequence[EventMention]) -> list[EventMention]:
    """Return the mentions with the toll of «المعارك» or of a storming on the taking that it led to: one act.

    So too with a fight that is told only as what the taking came after («سيطروا على حلفايا بعد معارك عنيفة»): ACLED's
    codebook has one event for both. And with deaths alone that are told soon behind it («سيطروا على حلفايا. … وقتل 30
    جنديا داخل حلفايا»).
    """
    found = dict(enumerate(mentions))
    for number, fight in enumerate(mentions):
        if fight.sub_event_type is not SubEventType.ARMED_CLASH:
            continue
        known, led = is_raid(fight) or is_definite(fight), is_told_as_before(fight)
        deaths = any(map(tells_deaths, fight.reasons))
        for index, taking in enumerate(mentions):
            if not _took_its_place(taking, fight):
                continue
            near = deaths and 0 < fight.evidence.start - taking.evidence.end <= _SOON
            ended_so = led and fight.evidence == taking.evidence and trigger_of(taking) < trigger_of(fight)
            if not (known or near or ended_so):
                continue
            if found[index].fatalities_low is None:
                found[index] = counted_like(found[index], fight)
            elif not ended_so or fight.fatalities_low is not None:
                continue  # each counts its own
            del found[number]
            break
    return list(found.values())


def _took_its_place(taking: EventMention, fight: EventMention) -> bool:
    """Whether a mention tells that the place of a fight changed hands then."""
    same = fight.place is not None and place_named(taking) == place_named(fight)
    return taking.sub_event_type in TAKINGS and same and overlap_in_time(taking, fight)


def with_the_dead_told_next(mentions: Sequence[EventMention]) -> list[EventMention]:
    """Return the mentions with deaths of which a sentence names no place on the act told right before, if uncounted.

    «استهدف الطيران مبنى في حيس. وأشارت المصادر إلى مقتل 17 حوثيا.», and a bare attack behind any act («أسفر عن مقتل 15
    شخصا في هجوم …»).
    """
    found = dict(enumerate(mentions))
    for number, mention in enumerate(mentions):
        alone = any(reason.startswith(_DEATHS_ALONE) for reason in mention.reasons) or is_bare_attack(mention)
        alone = alone and (is_inherited(mention) or not is_bare_attack(mention))
        if not alone or mention.fatalities_low is None:
            continue
        before = [
            index
            for index in range(number)
            if index in found and mentions[index].event_type in POLITICAL_VIOLENCE
            if place_named(mentions[index]) == place_named(mention)
            if 0 < mention.evidence.start - mentions[index].evidence.end <= _NEXT
        ]
        if before and found[before[-1]].fatalities_low is None:
            found[before[-1]] = counted_like(found[before[-1]], mention)
            del found[number]
    return list(found.values())


_DEATHS_ALONE = ("trigger:kill.noun", "trigger:fall_dead.")
"""Reasons of triggers that tell of deaths and of nobody who killed."""
_NEXT = 3
"""Letters at most between two sentences of which one follows the other."""
_SOON = 300
"""Letters behind a taking within which those who «fell» at its place fell in it."""


def without_totals(mentions: Sequence[EventMention], gazetteer: Gazetteer) -> list[EventMention]:
    """Return the mentions without those that only sum up: the acts told next, in their place, count as many together.

    «قتل 15 شخصا بهجمات في بغداد. … قتل عشرة بانفجار في الدورة، … وخمسة بعبوة في الشعب». One of several places loses its
    toll alone.
    """
    found = dict(enumerate(mentions))
    for number, whole in enumerate(mentions):
        opens = in_headline(whole) or _opens(mentions, number)
        parts = _adding_up_to(whole, mentions[number + 1 :]) if whole.event_type in POLITICAL_VIOLENCE else []
        inside = [_may_be_part(whole, part, gazetteer) for part in parts]
        if any(inside) if opens else (inside and all(inside)):
            if whole.group_id is None:
                del found[number]
            else:
                found[number] = replace(whole, fatalities_low=None, fatalities_high=None)
    return list(found.values())


def _adding_up_to(whole: EventMention, following: Sequence[EventMention]) -> list[EventMention]:
    """Return the next acts that count any dead where these are as many together as those of a mention, else none."""
    total, summed = _exactly(whole), 0
    parts: list[EventMention] = []
    for part in following:
        dead = _exactly(part)
        if dead is None or part.event_type not in POLITICAL_VIOLENCE or part.evidence == whole.evidence:
            continue
        if total is None or not overlap_in_time(whole, part) or summed >= total:
            break
        summed += dead
        parts.append(part)
    return parts if summed == total and total >= _TELLING_SUM and len(parts) > 1 else []


_TELLING_SUM = 4
"""Dead from which on a sum is hardly chance."""


def _exactly(mention: EventMention) -> int | None:
    """Return how many a mention says are dead, `None` where it gives a range or nothing."""
    low = mention.fatalities_low
    return low if low and low == mention.fatalities_high else None


def _may_be_part(whole: EventMention, part: EventMention, gazetteer: Gazetteer) -> bool:
    """Whether an act can be part of one told of a wider place, or of none; not of one at a place nobody locates."""
    if whole.place is None or part.place is None:
        return True
    if CONTAINER_STANDS_IN in whole.reasons:
        return False
    return whole.place.place_id == part.place.place_id or holds_place(whole.place, part.place, gazetteer)


def with_the_dead_of_its_lead(mentions: Sequence[EventMention], gazetteer: Gazetteer) -> list[EventMention]:
    """Return the mentions with the toll of a lead on the one act told later within its place, which counts nobody.

    «قتل 12 في غارات على قرية بمحافظة حلب. … وألقى الطيران براميل على قرية البريج»: one act, first told loosely. So too
    «المواجهات» that are told soon after an act, at what holds its place, and count the dead.
    """
    found = dict(enumerate(mentions))
    for number, lead in enumerate(mentions):
        if lead.fatalities_low is None or lead.group_id is not None:
            continue
        later = [index for index in range(number + 1, len(mentions)) if _is_led_to(lead, mentions[index], gazetteer)]
        alone = len({place_named(mentions[index]) for index in later}) == 1 or later[:1] == [number + 1]
        if alone and (_opens(mentions, number) or points_back(mentions[later[0]])):
            found[later[0]] = counted_like(found[later[0]], lead)
            del found[number]
            continue
        before = [
            index
            for index in range(number)
            if index in found and 0 < lead.evidence.start - found[index].evidence.end <= _SOON
            if _is_led_to(lead, found[index], gazetteer, summed=True)
        ]
        if before and is_definite(lead):
            found[before[-1]] = counted_like(found[before[-1]], lead)
            del found[number]
    return list(found.values())


def _is_led_to(lead: EventMention, mention: EventMention, gazetteer: Gazetteer, *, summed: bool = False) -> bool:
    """Whether a mention tells closer what a lead has told: of one sub-type, or as «الهجوم» of a bare attack.

    `summed` where the wider one comes second and says what «المعارك» have cost, so that fights may be told in both.
    """
    if (
        lead.place is None
        or mention.place is None
        or lead.status != mention.status
        or not overlap_in_time(lead, mention)
    ):
        return False
    same = mention.sub_event_type is lead.sub_event_type and (summed or not _is_fought_all_over(lead))
    taken_up = is_bare_attack(lead) and points_back(mention) and mention.event_type in POLITICAL_VIOLENCE
    uncounted = mention.fatalities_low is None and mention.group_id is None
    return (same or taken_up) and uncounted and lies_within(mention, lead, gazetteer)


def _is_fought_all_over(mention: EventMention) -> bool:
    """Whether it is of fights in a town, which has many: those of a quarter are not all of them."""
    wide = mention.place is not None and mention.place.kind in {PlaceKind.COUNTRY, PlaceKind.GOVERNORATE}
    return mention.sub_event_type is SubEventType.ARMED_CLASH and not wide


def _opens(mentions: Sequence[EventMention], number: int) -> bool:
    """Whether a mention is the first of its report, behind the headline."""
    return all(in_headline(mention) for mention in mentions[:number])
