"""One report tells a happening several times: title, lead, background. Here it becomes one event mention."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace

from gazetteer.distance import countryside_unit
from gazetteer.index import Gazetteer
from gazetteer.places import ADMIN_KINDS, PlaceKind
from geo.mentions import (
    CONTAINER_STANDS_IN,
    counted_like,
    counts_its_blows,
    holds_place,
    in_headline,
    is_apposed,
    is_bare_attack,
    is_definite,
    is_heard,
    is_inherited,
    is_of_several,
    is_only_announced,
    is_raid,
    is_said_to_be_another,
    is_search,
    is_told_in_the_same,
    lies_within,
    overlap_in_time,
    place_named,
    points_back,
    says_nothing_of_its_own,
    tells_deaths,
    trigger_of,
)
from geo.records import EventMention
from geo.taxonomy import (
    POLITICAL_VIOLENCE,
    TAKING_AWAY,
    TAKINGS,
    EventType,
    Relation,
    Status,
    SubEventType,
    TimePrecision,
)
from geo.tolls import with_the_dead_of_its_fight, with_the_dead_of_its_lead, with_the_dead_told_next, without_totals


def told_once(mentions: Sequence[EventMention], gazetteer: Gazetteer) -> tuple[EventMention, ...]:
    """Return the mentions of one report without repetitions, in text order.

    The same sub-type at the same place with overlapping dates is one happening, and a town changes hands once in a
    report, unless it is won back. A vague mention gives way to a better one of its kind and time: one without a place
    to any with one, a headline to the body, an inherited place or a whole country to a place inside it.
    """
    mentions = _without_forewords(mentions, gazetteer)
    kept: list[EventMention] = []
    alike: dict[tuple[object, ...], list[int]] = defaultdict(list)
    for mention in mentions:
        same = alike[_sort(mention), mention.status, place_named(mention)]
        twins = [index for index in same if _is_retelling(mention, kept[index])]
        twin = next((index for index in twins if _is_of_the_day(mention, kept[index])), twins[0] if twins else None)
        if twin is None:
            same.append(len(kept))
            kept.append(mention)
        else:
            kept[twin] = _united(kept[twin], mention)
    kept = [mention for mention in kept if not any(_is_what_is_denied(mention, other) for other in kept)]
    kept = without_totals(_as_it_ended(kept), gazetteer)
    counted = _without_summaries(with_the_dead_told_next(with_the_dead_of_its_fight(kept)), gazetteer)
    return _without_vague(with_the_dead_of_its_lead(counted, gazetteer), gazetteer)


def _as_it_ended(mentions: Sequence[EventMention]) -> list[EventMention]:
    """Return the mentions without acts of which the report also tells what they came to in that place: one event.

    «خرجت المظاهرات في حمص ودوما. … وقتل شخصان في مظاهرات دوما»: ACLED gives a protest its gravest sub-type.
    «داهموا منازل في نابلس … واعتقلوا شابين»: a search is told by its arrests.
    """
    ends = [mention for mention in mentions if mention.sub_event_type in _ENDS]
    return [mention for mention in mentions if not any(_came_to(mention, other) for other in ends)]


def _came_to(mention: EventMention, end: EventMention) -> bool:
    """Whether a march was met, as another sentence tells, or a search led to arrests, at its place on its day."""
    march = mention.sub_event_type is SubEventType.PEACEFUL_PROTEST and mention.evidence != end.evidence
    arrested = end.sub_event_type is SubEventType.ARRESTS and is_search(mention)
    fits = arrested or (march and end.sub_event_type in _MET)
    same = mention.place is not None and place_named(mention) == place_named(end) and mention.status is end.status
    return fits and same and overlap_in_time(mention, end)


_MET = frozenset({SubEventType.PROTEST_INTERVENTION, SubEventType.EXCESSIVE_FORCE})
"""How a protest can end for those who march."""
_ENDS = _MET | {SubEventType.ARRESTS}


def _without_forewords(mentions: Sequence[EventMention], gazetteer: Gazetteer) -> list[EventMention]:
    """Return the mentions without attacks told together that open a report which tells next what was at each place.

    «أوقعت هجمات متفرقة شهدتها الموصل وكركوك 11 قتيلا»: and then which they were. Of one place it must tell two.
    """
    first = _opening(mentions)
    return [
        mention
        for mention in mentions
        if mention.evidence.start > first
        or not is_of_several(mention)
        or sum(_is_told_next(mention, other, gazetteer) for other in mentions) < (1 if mention.group_id else _PARTS)
    ]


def _opening(mentions: Sequence[EventMention]) -> int:
    """Return where the first sentence of the body begins that tells an act; -1 where none does."""
    return min((mention.evidence.start for mention in mentions if not in_headline(mention)), default=-1)


def _is_told_next(mention: EventMention, other: EventMention, gazetteer: Gazetteer) -> bool:
    """Whether an act of violence of its time and status, at its place or within it, is told after it."""
    if other.event_type not in POLITICAL_VIOLENCE or not _goes_on_with(mention, other):
        return False
    if mention.place is None or other.place is None:
        return False
    return place_named(mention) == place_named(other) or holds_place(mention.place, other.place, gazetteer)


def _goes_on_with(mention: EventMention, other: EventMention) -> bool:
    """Whether a later sentence tells another act of the time and status of one."""
    later = other.evidence.start > mention.evidence.start and other.status is mention.status
    return later and overlap_in_time(mention, other)


def _without_summaries(mentions: Sequence[EventMention], gazetteer: Gazetteer) -> list[EventMention]:
    """Return the mentions without the opening of a report that only sums up what it goes on to tell place by place.

    It stays where it alone counts the dead: they are nobody knows whose of its parts.

    «شن الطيران غارات على صنعاء»: and then five on the airport, two on a camp in al-Nahda, three on Hizyaz.
    """
    first = _opening(mentions)
    kept = dict(enumerate(mentions))
    for number, mention in enumerate(mentions):
        parts = _parts(mention, kept, gazetteer) if mention.evidence.start <= first else []
        alone = mention.fatalities_low is not None and all(kept[part].fatalities_low is None for part in parts)
        if not alone and len({place_named(kept[part]) for part in parts}) >= _PARTS:
            del kept[number]
    return list(kept.values())


def _parts(mention: EventMention, others: Mapping[int, EventMention], gazetteer: Gazetteer) -> list[int]:
    """Return which later mentions tell of acts of its kind and time at places within its own."""
    if mention.place is None or mention.place.kind not in _WIDE or mention.group_id:
        return []
    return [
        number
        for number, other in others.items()
        if other.event_type is mention.event_type
        and _goes_on_with(mention, other)
        and _is_within(mention, other, gazetteer)
    ]


def _is_within(mention: EventMention, other: EventMention, gazetteer: Gazetteer) -> bool:
    """Whether the place of a mention lies in another's, or is a part of it that nobody locates."""
    if mention.place is None or other.place is None or place_named(mention) == place_named(other):
        return False
    unlocated = CONTAINER_STANDS_IN in other.reasons and other.place.place_id == mention.place.place_id
    held = holds_place(mention.place, other.place, gazetteer) or _is_in_its_countryside(mention, other, gazetteer)
    return unlocated or held


def _is_in_its_countryside(mention: EventMention, other: EventMention, gazetteer: Gazetteer) -> bool:
    """Whether an act in the countryside of a town is where another was («عدد من قرى ريف حمص»)."""
    if mention.relation is not Relation.COUNTRYSIDE or mention.place is None or other.place is None:
        return False
    town, place = gazetteer.places.get(mention.place.place_id), gazetteer.places.get(other.place.place_id)
    return town is not None and place is not None and countryside_unit(town, gazetteer) in gazetteer.ancestors(place)


_WIDE = ADMIN_KINDS | {PlaceKind.CITY, PlaceKind.REGION, PlaceKind.COUNTRYSIDE, PlaceKind.COUNTRY}
_PARTS = 2
"""Places within its own of which a report goes on to tell, that make its opening a summary."""


def _without_vague(mentions: Sequence[EventMention], gazetteer: Gazetteer) -> tuple[EventMention, ...]:
    """Return the mentions without those that say of another less than it says; the dead they count go over to it.

    Where they say it of several, that is a total, which is nobody's; save that «الهجوم» takes up the one before.
    """
    found = dict(enumerate(mentions))
    heirs: dict[int, int] = {}
    for number, mention in enumerate(mentions):
        others = [(index, other) for index, other in enumerate(mentions) if _last_heir(index, heirs) != number]
        counting = next((index for index, other in others if _is_counted_within(mention, other, gazetteer)), None)
        told = counting if counting is not None else _told_better(mention, others, gazetteer)
        if told is not None:
            heirs[number] = told
            twice = any(other.evidence == mention.evidence and _tolls(other) == _tolls(mention) for _, other in others)
            if told in found and counting is None and found[told].fatalities_low is None and not twice:
                found[told] = counted_like(found[told], mention)
            del found[number]
            continue
        if not _is_vague(mention):
            continue
        better = [index for index, other in others if _gives_way(mention, other, gazetteer)]
        if not better:
            continue
        del found[number]
        heirs[number] = heir = better[0]
        told_before = in_headline(mention) or (heir > number and not mention.place_surface)
        told_before = told_before and mention.evidence != mentions[heir].evidence  # there they are two acts
        inherits = points_back(mention) or (len(better) == 1 and told_before)
        if heir in found and inherits and found[heir].fatalities_low is None:
            found[heir] = counted_like(found[heir], mention)
        if heir in found and _tells_the_kind(mention, found[heir]):
            found[heir] = replace(found[heir], sub_event_type=mention.sub_event_type)
    return tuple(found.values())


def _tells_the_kind(mention: EventMention, heir: EventMention) -> bool:
    """Whether a headline says what «الهجوم», placed by a later sentence, was («هجوم انتحاري في شمال البلاد»)."""
    if not (is_bare_attack(heir) and is_definite(heir)) or is_bare_attack(mention):
        return False
    return mention.event_type is EventType.EXPLOSIONS and mention.evidence < heir.evidence


def _last_heir(index: int, heirs: Mapping[int, int]) -> int:
    """Return the mention that one has given way to, and that one, to the last: nothing gives way to its own heirs."""
    while index in heirs:
        index = heirs[index]
    return index


def _told_better(mention: EventMention, others: Sequence[tuple[int, EventMention]], gazetteer: Gazetteer) -> int | None:
    """Return which act of its sentence a bare attack led to: a taking there («هجوما معاكسا استعادت خلاله مواقع»).

    Or that a square was stormed on those who protested there, which bombardment it was that people heard («استهدفت غارة
    معسكرا، وسمع شهود دوي ثلاثة انفجارات»), or the same at a town of the governorate («شهدت ميسان اغتيال قاض أمطر مسلحون
    سيارته بالرصاص وسط العمارة»).
    """
    if mention.place is None:
        return None
    for index, other in others:
        if other.evidence != mention.evidence:
            continue
        nearer = _is_told_nearer(mention, other, gazetteer)
        again = is_apposed(mention) and _is_of_the_act_before(mention, other, gazetteer)
        there = place_named(other) == place_named(mention) and _is_told_in_full(mention, other)
        if nearer or again or there:
            return index
    return None


def _is_told_in_full(mention: EventMention, other: EventMention) -> bool:
    """Whether another act of its sentence and place tells what a bare attack, a search or a sound was."""
    if other.event_type is EventType.EXPLOSIONS:
        if is_bare_attack(mention) and counts_its_blows(other, mention):
            return True
        if is_only_announced(mention) or (is_heard(mention) and not is_heard(other)):
            return True  # «وفي هجوم آخر، قتل جندي بانفجار عبوة»
    if is_raid(mention) and other.event_type is EventType.PROTESTS and mention.event_type is EventType.BATTLES:
        return True
    if is_search(mention) and other.event_type in POLITICAL_VIOLENCE:
        return True  # «استشهد شابان برصاص القوات خلال اقتحام المخيم»
    return is_bare_attack(mention) and other.sub_event_type in TAKINGS


def _is_of_the_act_before(mention: EventMention, other: EventMention, gazetteer: Gazetteer) -> bool:
    """Whether violence told before in its sentence was at the place of an act, within it, or in the unit of a seat."""
    if trigger_of(other).start > trigger_of(mention).start or not overlap_in_time(mention, other):
        return False
    if mention.place is None or other.place is None:
        return False
    if not {mention.event_type, other.event_type} <= POLITICAL_VIOLENCE:
        return False
    if place_named(mention) == place_named(other):
        return True
    seat = bool(mention.place.admin1_ar) and mention.place.admin1_ar.endswith(mention.place.name_ar)
    in_its_unit = seat and mention.place.admin1_ar == other.place.admin1_ar  # «على الجيش في إدلب»
    return in_its_unit or holds_place(mention.place, other.place, gazetteer)


def _is_told_nearer(mention: EventMention, other: EventMention, gazetteer: Gazetteer) -> bool:
    """Whether another of its sentence tells at a place in its governorate what it tells there, with no other toll."""
    if mention.place is None or other.place is None or mention.place.kind is not PlaceKind.GOVERNORATE:
        return False
    if mention.sub_event_type is not other.sub_event_type or mention.status is not other.status:
        return False
    if mention.group_id or CONTAINER_STANDS_IN in mention.reasons:
        return False
    if not overlap_in_time(mention, other) or mention.fatalities_low not in {None, other.fatalities_low}:
        return False
    return holds_place(mention.place, other.place, gazetteer)


def _is_counted_within(mention: EventMention, other: EventMention, gazetteer: Gazetteer) -> bool:
    """Whether another act of violence within its place counts the same dead: a lead tells of the town or province."""
    if (
        mention.fatalities_low is None
        or mention.place is None
        or other.place is None
        or not overlap_in_time(mention, other)
    ):
        return False
    if _tolls(mention) != _tolls(other) or mention.status != other.status or mention.group_id or other.group_id:
        return False
    if not {mention.event_type, other.event_type} <= POLITICAL_VIOLENCE or mention.fatalities_low < _TELLING_TOLL:
        return False
    if in_headline(mention) and not in_headline(other):
        return True  # «مقتل 15 من داعش شرق الرمادي», of whom the body says by what, and where
    if CONTAINER_STANDS_IN in mention.reasons:
        return False  # «جبهة ثعبات», which is shown at Taiz for want of a point, holds no quarter of Taiz
    return lies_within(other, mention, gazetteer)


_TELLING_TOLL = 2
"""Dead from which on an equal count is hardly chance."""


def _is_what_is_denied(mention: EventMention, other: EventMention) -> bool:
    """Whether a denial is of an act that the report tells («قضوا بقصف جوي، غير أن الوزارة نفت أن طيرانها أغار»)."""
    if mention.status is not Status.DENIED or other.status is not Status.REPORTED or mention.place is None:
        return False
    alike = _sort(mention) == _sort(other) and place_named(mention) == place_named(other)
    return alike and overlap_in_time(mention, other)


def _sort(mention: EventMention) -> str:
    """Return what two tellings must share: the sub-type, or that a place came under somebody's control."""
    return "control" if mention.sub_event_type in TAKINGS else mention.sub_event_type.value


def _is_vague(mention: EventMention) -> bool:
    loose = in_headline(mention) or points_back(mention)
    return mention.place is None or is_inherited(mention) or loose or _is_country(mention)


def _is_country(mention: EventMention) -> bool:
    return mention.place is not None and mention.place.kind is PlaceKind.COUNTRY


def _is_retelling(again: EventMention, first: EventMention) -> bool:
    """Whether a mention of the sub-type, status and place of one before it is the same happening."""
    if not overlap_in_time(again, first) or _different_figures(again, first) or _is_another(again, first):
        return False
    return not _are_of_two_days(again, first) and not _is_won_back(again, first)


def _is_another(again: EventMention, first: EventMention) -> bool:
    """Whether an act is said to be another («عبوة أخرى»), or to be in the same town as one of its sentence.

    «انفجرت سيارة عند المركز، وفي المدينة ذاتها انفجرت عبوتان»
    """
    return is_said_to_be_another(again) or (again.evidence == first.evidence and is_told_in_the_same(again, first))


def _is_won_back(again: EventMention, first: EventMention) -> bool:
    """Whether a place taken by one side is told to be taken back by the other («قالت المعارضة إنها استعادتها»)."""
    if again.sub_event_type is first.sub_event_type or in_headline(first) or in_headline(again):
        return False
    if again.place is None or again.place.kind in _NOT_WON_WHOLE:
        return False
    both_named = all(any(map(_names_who_took, one.reasons)) for one in (first, again))
    return both_named and any(reason.startswith(_WINS_BACK) for reason in again.reasons)


def _names_who_took(reason: str) -> bool:
    return reason.startswith("trigger:") and "+" in reason


_WINS_BACK = "trigger:regain."
_NOT_WON_WHOLE = ADMIN_KINDS | {PlaceKind.CITY, PlaceKind.COUNTRY}
"""Kinds of places of which a report names the whole where it means parts."""


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
    if mine is None or theirs is None or is_inherited(one) or is_inherited(other):
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
    if in_headline(first) and not in_headline(again):
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
    if not overlap_in_time(mention, other):
        return False
    if mention.place is None or other.place is None:
        alone = mention.place is other.place and not mention.place_surface and not other.place_surface
        return (
            other.place is not None and not _has_its_own_place(mention, other)
            if mention.place is None and not alone
            else alone and _is_told_better(mention, other)
        )
    if in_headline(mention) and not in_headline(other):
        if is_inherited(other) and other.sub_event_type is not mention.sub_event_type:
            return False  # the place of that one may be the headline's own
        if _is_country(mention):
            return True
        return bool(mention.place.admin1_ar) and mention.place.admin1_ar == other.place.admin1_ar
    if points_back(mention) and _tells_less(mention, other) and mention.place.place_id == other.place.place_id:
        return not _different_figures(mention, other)
    counts_anew = mention.fatalities_low is not None and not (points_back(mention) and other.fatalities_low is None)
    if counts_anew and not _is_country(mention):
        return False
    return CONTAINER_STANDS_IN not in mention.reasons and holds_place(mention.place, other.place, gazetteer)


def _has_its_own_place(mention: EventMention, other: EventMention) -> bool:
    """Whether an act's own clause names a town or quarter for it, of no known point, and not the other's dead."""
    if mention.fatalities_low is not None and mention.fatalities_low == other.fatalities_low:
        return False
    return not in_headline(mention) and {"site:same_clause", "head+3"} <= set(mention.reasons)


def _is_told_better(mention: EventMention, other: EventMention) -> bool:
    """Whether of two acts without a place the other says more: the body's of a headline's, an act's of its deaths."""
    if in_headline(mention) != in_headline(other):
        return in_headline(mention)
    mine, theirs = (any(map(tells_deaths, one.reasons)) for one in (mention, other))
    return mine and not theirs and mention.fatalities_low == other.fatalities_low


def _tells_less(mention: EventMention, other: EventMention) -> bool:
    """Whether an act that points back says less than another, which may point back too.

    It does where its place is another sentence's, or nothing tells of its kind («الهجوم», beside «الهجوم على المسجد»).
    """
    if not points_back(other):
        return True
    vaguer = is_inherited(mention) and not is_inherited(other)
    return vaguer or (is_bare_attack(mention) and not is_bare_attack(other) and not is_inherited(other))


def _are_alike(mention: EventMention, other: EventMention) -> bool:
    """Whether two mentions can tell one thing: of one sub-type, or violence that a headline puts loosely.

    Displacement and services cut are one type and two things. Deaths told without a place or a means are those of the
    act that counts as many («مقتل 10 من الجنود»).
    """
    if in_headline(mention) and {mention.sub_event_type, other.sub_event_type} == TAKING_AWAY:
        return True  # «حملة اعتقالات في المشلب», of which the body says whose it was
    if not {mention.event_type, other.event_type} <= POLITICAL_VIOLENCE:
        protest = mention.event_type is other.event_type is EventType.PROTESTS and in_headline(mention)
        return mention.sub_event_type is other.sub_event_type or protest
    counted_alike = mention.fatalities_low is not None and mention.fatalities_low == other.fatalities_low
    if counted_alike and mention.place is None and any(map(tells_deaths, mention.reasons)):
        return True
    loose = (in_headline(mention) or says_nothing_of_its_own(mention)) and not is_inherited(other)
    same_place = mention.place is not None and place_named(mention) == place_named(other)
    return mention.event_type is other.event_type or loose or (same_place and points_back(mention))
