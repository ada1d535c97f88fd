"""One report tells a happening several times: title, lead, background. Here it becomes one event mention."""

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace

from gazetteer.folding import key
from gazetteer.index import Gazetteer
from gazetteer.places import PlaceKind
from geo.records import EventMention, EventPlace
from geo.taxonomy import POLITICAL_VIOLENCE, TAKINGS, EventType, SubEventType, TimePrecision

HEADLINE = "headline"
"""Reason of a mention that stands in the title: short, and often looser than the body."""
CONTAINER_STANDS_IN = "place:container_of_unlocated"
"""Reason of a mention at a place that nobody locates: what contains it stands in for it."""
_SLACK = dt.timedelta(days=1)


def told_once(mentions: Sequence[EventMention], gazetteer: Gazetteer) -> tuple[EventMention, ...]:
    """Return the mentions of one report without repetitions, in text order.

    The same sub-type at the same place with overlapping dates is one happening, and a town changes hands once in a
    report. A vague mention gives way to a better one of its kind and time: one without a place to any with one, a
    headline to the body, an inherited place or a whole country to a place inside it.
    """
    kept: list[EventMention] = []
    alike: dict[tuple[object, ...], list[int]] = defaultdict(list)
    for mention in mentions:
        same = alike[_sort(mention), mention.status, _place_id(mention)]
        twins = [index for index in same if _is_retelling(mention, kept[index])]
        twin = next((index for index in twins if _is_of_the_day(mention, kept[index])), twins[0] if twins else None)
        if twin is None:
            same.append(len(kept))
            kept.append(mention)
        else:
            kept[twin] = _united(kept[twin], mention)
    counted = _with_the_dead_told_next(_with_the_dead_of_its_fight(kept))
    return _without_vague(_with_the_dead_of_its_lead(counted, gazetteer), gazetteer)


def _with_the_dead_of_its_fight(mentions: Sequence[EventMention]) -> list[EventMention]:
    """Return the mentions with the toll of «المعارك» or of a storming on the taking that it led to: one act.

    So too with deaths alone that are told soon behind it («سيطروا على حلفايا. … وقتل 30 جنديا داخل حلفايا»).
    """
    found = dict(enumerate(mentions))
    for number, fight in enumerate(mentions):
        stormed = any(reason.startswith("trigger:raid.") for reason in fight.reasons)
        known = stormed or _is_definite(fight)
        deaths = any(map(_tells_deaths, fight.reasons))
        if fight.sub_event_type is not SubEventType.ARMED_CLASH or not (known or deaths):
            continue
        for index, taking in enumerate(mentions):
            same = (
                taking.sub_event_type in TAKINGS and _place_id(taking) == _place_id(fight) and _overlap(taking, fight)
            )
            told = same and (known or 0 < fight.evidence.start - taking.evidence.end <= _SOON)
            if told and fight.place is not None and found[index].fatalities_low is None:
                found[index] = _counted_like(found[index], fight)
                del found[number]
                break
    return list(found.values())


def _with_the_dead_told_next(mentions: Sequence[EventMention]) -> list[EventMention]:
    """Return the mentions with deaths of which a sentence names no place on the act told right before, if uncounted.

    «استهدف الطيران مبنى في حيس. وأشارت المصادر إلى مقتل 17 حوثيا.», and a bare attack behind any act («أسفر عن مقتل 15
    شخصا في هجوم …»).
    """
    found = dict(enumerate(mentions))
    for number, mention in enumerate(mentions):
        alone = any(reason.startswith(_DEATHS_ALONE) for reason in mention.reasons) or _is_bare_attack(mention)
        if not alone or not _inherited(mention) or mention.fatalities_low is None:
            continue
        before = [
            index
            for index in range(number)
            if index in found and mentions[index].event_type in POLITICAL_VIOLENCE
            if _place_id(mentions[index]) == _place_id(mention)
            if 0 < mention.evidence.start - mentions[index].evidence.end <= _NEXT
        ]
        if before and found[before[-1]].fatalities_low is None:
            found[before[-1]] = _counted_like(found[before[-1]], mention)
            del found[number]
    return list(found.values())


_DEATHS_ALONE = ("trigger:kill.noun", "trigger:fall_dead.")
"""Reasons of triggers that tell of deaths and of nobody who killed."""
_NEXT = 3
"""Letters at most between two sentences of which one follows the other."""
_SOON = 300
"""Letters behind a taking within which those who «fell» at its place fell in it."""


def _with_the_dead_of_its_lead(mentions: Sequence[EventMention], gazetteer: Gazetteer) -> list[EventMention]:
    """Return the mentions with the toll of a lead on the one act told later within its place, which counts nobody.

    «قتل 12 في غارات على قرية بمحافظة حلب. … وألقى الطيران براميل على قرية البريج»: one act, first told loosely. So too
    «المواجهات» that are told soon after an act, at what holds its place, and count the dead.
    """
    found = dict(enumerate(mentions))
    for number, lead in enumerate(mentions):
        if lead.fatalities_low is None or lead.group_id is not None:
            continue
        later = [index for index in range(number + 1, len(mentions)) if _is_led_to(lead, mentions[index], gazetteer)]
        alone = len({_place_id(mentions[index]) for index in later}) == 1 or later[:1] == [number + 1]
        if alone and (_opens(mentions, number) or _points_back(mentions[later[0]])):
            found[later[0]] = _counted_like(found[later[0]], lead)
            del found[number]
            continue
        before = [
            index
            for index in range(number)
            if index in found and 0 < lead.evidence.start - found[index].evidence.end <= _SOON
            if _is_led_to(lead, found[index], gazetteer, summed=True)
        ]
        if before and _is_definite(lead):
            found[before[-1]] = _counted_like(found[before[-1]], lead)
            del found[number]
    return list(found.values())


def _is_led_to(lead: EventMention, mention: EventMention, gazetteer: Gazetteer, *, summed: bool = False) -> bool:
    """Whether a mention tells closer what a lead has told: of one sub-type, or as «الهجوم» of a bare attack.

    `summed` where the wider one comes second and says what «المعارك» have cost, so that fights may be told in both.
    """
    if lead.place is None or mention.place is None or lead.status != mention.status or not _overlap(lead, mention):
        return False
    same = mention.sub_event_type is lead.sub_event_type and (summed or not _is_fought_all_over(lead))
    taken_up = _is_bare_attack(lead) and _points_back(mention) and mention.event_type in POLITICAL_VIOLENCE
    uncounted = mention.fatalities_low is None and mention.group_id is None
    return (same or taken_up) and uncounted and _holds(lead.place, mention.place, gazetteer)


def _is_fought_all_over(mention: EventMention) -> bool:
    """Whether it is of fights in a town, which has many: those of a quarter are not all of them."""
    wide = mention.place is not None and mention.place.kind in {PlaceKind.COUNTRY, PlaceKind.GOVERNORATE}
    return mention.sub_event_type is SubEventType.ARMED_CLASH and not wide


def _opens(mentions: Sequence[EventMention], number: int) -> bool:
    """Whether a mention is the first of its report, behind the headline."""
    return all(_in_headline(mention) for mention in mentions[:number])


def _counted_like(mention: EventMention, other: EventMention) -> EventMention:
    return replace(
        mention,
        fatalities_low=other.fatalities_low,
        fatalities_high=other.fatalities_high,
        fatalities_scope=other.fatalities_scope,
    )


def _without_vague(mentions: Sequence[EventMention], gazetteer: Gazetteer) -> tuple[EventMention, ...]:
    """Return the mentions without those that say of another less than it says; the dead they count go over to it.

    Where they say it of several, that is a total, which is nobody's; save that «الهجوم» takes up the one before.
    """
    found = dict(enumerate(mentions))
    heirs: dict[int, int] = {}
    for number, mention in enumerate(mentions):
        others = [(index, other) for index, other in enumerate(mentions) if _last_heir(index, heirs) != number]
        counting = next((index for index, other in others if _is_counted_within(mention, other, gazetteer)), None)
        if counting is not None:
            heirs[number] = counting
            del found[number]
            continue
        if not _is_vague(mention):
            continue
        better = [index for index, other in others if _gives_way(mention, other, gazetteer)]
        if not better:
            continue
        del found[number]
        heirs[number] = heir = better[0]
        told_before = _in_headline(mention) or (heir > number and not mention.place_surface)
        told_before = told_before and mention.evidence != mentions[heir].evidence  # there they are two acts
        inherits = _points_back(mention) or (len(better) == 1 and told_before)
        if heir in found and inherits and found[heir].fatalities_low is None:
            found[heir] = _counted_like(found[heir], mention)
    return tuple(found.values())


def _last_heir(index: int, heirs: Mapping[int, int]) -> int:
    """Return the mention that one has given way to, and that one, to the last: nothing gives way to its own heirs."""
    while index in heirs:
        index = heirs[index]
    return index


def _is_counted_within(mention: EventMention, other: EventMention, gazetteer: Gazetteer) -> bool:
    """Whether another act of violence within its place counts the same dead: a lead tells of the town or province."""
    if mention.fatalities_low is None or mention.place is None or other.place is None or not _overlap(mention, other):
        return False
    if _tolls(mention) != _tolls(other) or mention.status != other.status or mention.group_id or other.group_id:
        return False
    if not {mention.event_type, other.event_type} <= POLITICAL_VIOLENCE or mention.fatalities_low < _TELLING_TOLL:
        return False
    if _in_headline(mention) and not _in_headline(other):
        return True  # «مقتل 15 من داعش شرق الرمادي», of whom the body says by what, and where
    return _holds(mention.place, other.place, gazetteer)


def _holds(outer: EventPlace, inner: EventPlace, gazetteer: Gazetteer) -> bool:
    """Whether an event's place lies in another event's."""
    place = gazetteer.places.get(inner.place_id)
    return place is not None and any(holder.place_id == outer.place_id for holder in gazetteer.ancestors(place))


_TELLING_TOLL = 2
"""Dead from which on an equal count is hardly chance."""


def _sort(mention: EventMention) -> str:
    """Return what two tellings must share: the sub-type, or that a place came under somebody's control."""
    return "control" if mention.sub_event_type in TAKINGS else mention.sub_event_type.value


def _is_vague(mention: EventMention) -> bool:
    loose = _in_headline(mention) or _points_back(mention)
    return mention.place is None or _inherited(mention) or loose or _is_country(mention)


def _points_back(mention: EventMention) -> bool:
    """Whether its trigger is «الهجوم» or «الانفجار», which takes up an act told elsewhere.

    Not «الاشتباكات» or «القصف», which go on.
    """
    if not any(reason.startswith(_SINGLE_ACTS) for reason in mention.reasons):
        return False
    return _says_nothing_of_its_own(mention) or _is_definite(mention) or _is_only_branded(mention)


def _is_only_branded(mention: EventMention) -> bool:
    """Whether its trigger is «هجوم إرهابي»: what officials call an act whose kind a report tells elsewhere."""
    end = next(mark.span.end for mark in mention.highlights if mark.role == "trigger") - mention.evidence.start
    following = mention.evidence_text[end:].split(maxsplit=1)[:1]
    assault = any(reason.startswith("trigger:assault.noun") for reason in mention.reasons)
    return assault and bool(following) and key(following[0]) in _BRANDED


_BRANDED = frozenset({"ارهابي", "ارهابيا", "اجرامي", "اجراميا"})


def _is_definite(mention: EventMention) -> bool:
    """Whether its trigger bears the article: an act that readers know of."""
    begin = next(mark.span.start for mark in mention.highlights if mark.role == "trigger") - mention.evidence.start
    return mention.evidence_text[begin:].startswith(_DEFINITE)


def _says_nothing_of_its_own(mention: EventMention) -> bool:
    """Whether nothing but a verb follows the noun («الهجوم أسفر عن …»), so that even its sub-type is not known."""
    return any(reason.startswith(_SINGLE_ACTS) and reason.endswith("+anaphor") for reason in mention.reasons)


_DEFINITE = ("ال", "وال", "بال", "فال", "لل", "ولل")
_SINGLE_ACTS = ("trigger:assault.", "trigger:bombing.", "trigger:explode.", "trigger:massacre.")
"""Reasons of triggers that tell of one act each."""


def _in_headline(mention: EventMention) -> bool:
    return HEADLINE in mention.reasons


def _is_country(mention: EventMention) -> bool:
    return mention.place is not None and mention.place.kind is PlaceKind.COUNTRY


def _is_retelling(one: EventMention, other: EventMention) -> bool:
    """Whether two mentions of one sub-type, status and place are one happening."""
    return _overlap(one, other) and not _different_figures(one, other) and not _are_of_two_days(one, other)


def _is_of_the_day(one: EventMention, other: EventMention) -> bool:
    """Whether two mentions begin on one day: nearer to each other than to a headline without a day."""
    return one.start_date == other.start_date


def _are_of_two_days(one: EventMention, other: EventMention) -> bool:
    """Whether the text gives each its own day, and they differ; a town is taken but once."""
    if one.sub_event_type in TAKINGS:
        return False
    days = {mention.start_date for mention in (one, other) if mention.start_date == mention.end_date}
    precise = all(mention.time_precision is TimePrecision.DAY for mention in (one, other))
    return precise and len(days) > 1


def _different_figures(one: EventMention, other: EventMention) -> bool:
    mine, theirs = _tolls(one), _tolls(other)
    if mine is None or theirs is None or _inherited(one) or _inherited(other):
        return False
    rivals = mine[0] <= theirs[1] and theirs[0] <= mine[1]
    if one.sub_event_type is SubEventType.SUICIDE_BOMB:
        low, high = sorted((mine[0], theirs[0]))
        rivals = rivals or high - low <= low * _RIVAL
    return not rivals


def _tolls(mention: EventMention) -> tuple[int, int] | None:
    """Return the least and the most dead that a mention tells of, `None` of none."""
    if mention.fatalities_low is None:
        return None
    high = mention.fatalities_high
    return mention.fatalities_low, mention.fatalities_low if high is None else high


_RIVAL = 0.5
"""Share by which a later count of one bomber's victims exceeds an earlier one; bombers seldom come twice a day."""


def _united(first: EventMention, again: EventMention) -> EventMention:
    """Keep the first telling, the body's before the headline's, with the finer time and whichever figures there are."""
    if _in_headline(first) and not _in_headline(again):
        first, again = again, first
    finer = again if first.time_precision is TimePrecision.UNKNOWN else first
    figured = _better_counted(first, again)
    hurt = first if first.injured_low is not None else again
    return replace(
        first,
        start_date=finer.start_date,
        end_date=finer.end_date,
        time_precision=finer.time_precision,
        fatalities_low=figured.fatalities_low,
        fatalities_high=figured.fatalities_high,
        fatalities_scope=figured.fatalities_scope,
        injured_low=hurt.injured_low,
        injured_high=hurt.injured_high,
        confidence=max(first.confidence, again.confidence),
        reasons=(*first.reasons, "told_again") if "told_again" not in first.reasons else first.reasons,
    )


def _better_counted(first: EventMention, again: EventMention) -> EventMention:
    """Return which of two tellings counts the dead, or counts them better: «28» before «dozens»."""
    mine, theirs = _tolls(first), _tolls(again)
    if mine is None or theirs is None:
        return again if mine is None else first
    return again if theirs[1] - theirs[0] < mine[1] - mine[0] else first


def _gives_way(mention: EventMention, other: EventMention, gazetteer: Gazetteer) -> bool:
    """Whether a mention only repeats another of its kind more vaguely."""
    if mention is other or mention.status != other.status or not _are_alike(mention, other):
        return False
    if not _overlap(mention, other):
        return False
    if mention.place is None or other.place is None:
        alone = mention.place is other.place and not mention.place_surface and not other.place_surface
        return (
            other.place is not None
            if mention.place is None and not alone
            else alone and _is_told_better(mention, other)
        )
    if _in_headline(mention) and not _in_headline(other):
        if _inherited(other) and other.sub_event_type is not mention.sub_event_type:
            return False  # the place of that one may be the headline's own
        if _is_country(mention):
            return True
        return bool(mention.place.admin1_ar) and mention.place.admin1_ar == other.place.admin1_ar
    if _points_back(mention) and _tells_less(mention, other) and mention.place.place_id == other.place.place_id:
        return not _different_figures(mention, other)
    if mention.fatalities_low is not None and not _is_country(mention):
        return False
    return _holds(mention.place, other.place, gazetteer)


def _is_told_better(mention: EventMention, other: EventMention) -> bool:
    """Whether of two acts without a place the other says more: the body's of a headline's, an act's of its deaths."""
    if _in_headline(mention) != _in_headline(other):
        return _in_headline(mention)
    mine, theirs = (any(map(_tells_deaths, one.reasons)) for one in (mention, other))
    return mine and not theirs and mention.fatalities_low == other.fatalities_low


def _tells_less(mention: EventMention, other: EventMention) -> bool:
    """Whether an act that points back says less than another, which may point back too.

    It does where its place is another sentence's, or nothing tells of its kind («الهجوم», beside «الهجوم على المسجد»).
    """
    if not _points_back(other):
        return True
    vaguer = _inherited(mention) and not _inherited(other)
    return vaguer or (_is_bare_attack(mention) and not _is_bare_attack(other) and not _inherited(other))


def _is_bare_attack(mention: EventMention) -> bool:
    return "trigger:assault.noun" in mention.reasons


def _are_alike(mention: EventMention, other: EventMention) -> bool:
    """Whether two mentions can tell one thing: of one sub-type, or violence that a headline puts loosely.

    Displacement and services cut are one type and two things. Deaths told without a place or a means are those of the
    act that counts as many («مقتل 10 من الجنود»).
    """
    if not {mention.event_type, other.event_type} <= POLITICAL_VIOLENCE:
        protest = mention.event_type is other.event_type is EventType.PROTESTS and _in_headline(mention)
        return mention.sub_event_type is other.sub_event_type or protest
    counted_alike = mention.fatalities_low is not None and mention.fatalities_low == other.fatalities_low
    if counted_alike and mention.place is None and any(map(_tells_deaths, mention.reasons)):
        return True
    loose = (_in_headline(mention) or _says_nothing_of_its_own(mention)) and not _inherited(other)
    same_place = mention.place is not None and _place_id(mention) == _place_id(other)
    return mention.event_type is other.event_type or loose or (same_place and _points_back(mention))


def _tells_deaths(reason: str) -> bool:
    return reason.startswith(("trigger:kill.", "trigger:fall_dead."))


def _inherited(mention: EventMention) -> bool:
    return any(reason.startswith("site:inherited") for reason in mention.reasons)


def _place_id(mention: EventMention) -> str | None:
    """Return what tells the place of a mention from others: its name where only what contains it is located."""
    if mention.place is None:
        return None
    return mention.place_surface if CONTAINER_STANDS_IN in mention.reasons else mention.place.place_id


def _overlap(one: EventMention, other: EventMention) -> bool:
    if one.start_date is None or one.end_date is None or other.start_date is None or other.end_date is None:
        return one.start_date == other.start_date
    return one.start_date <= other.end_date + _SLACK and other.start_date <= one.end_date + _SLACK
