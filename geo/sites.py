"""Choosing the place of each trigger among the geotags of its sentence.

Each group of coordinated geotags is scored for each trigger; the best group above a floor is the site. Nearly half of
the place names in news are no event's place (M. Gritta et al., A pragmatic guide to geoparsing evaluation, 2020), so
what is excluded matters as much as what is near.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial

from gazetteer.index import Gazetteer
from gazetteer.lexicon import demonyms, directions, heads, prepositions
from gazetteer.lexicon import words as forms_of
from gazetteer.matcher import readings
from gazetteer.places import ADMIN_KINDS, Place, PlaceKind
from gazetteer.spans import Span
from geo.holding import holding_places, seats
from geo.records import Geotag, Trigger
from geo.roles import role_words
from geo.stretches import stretch_of
from geo.taxonomy import TAKINGS, EventType, Role, SubEventType
from geo.views import NO_SITE, SentenceView, Site, is_country, is_fronted, place_lists

_MOVEMENT = frozenset({SubEventType.EVACUATION, SubEventType.DISPLACEMENT, SubEventType.NON_VIOLENT_TRANSFER})

_TAKING_AWAY = frozenset({SubEventType.ABDUCTION, SubEventType.ARRESTS})
"""Where people are taken from is where they are taken («اختطف 18 شابا من ناحية القيارة»)."""
_ORIGIN = -0.2
"""Where somebody or something comes from is seldom where it acts («هجوم شنته من عدن»)."""
_ELSEWHERE = -1.2
"""A goal of what is done is not where it is done («نقل الجرحى إلى عدن»)."""
_AIMED = frozenset(
    {
        SubEventType.SHELLING,
        SubEventType.AIR_STRIKE,
        SubEventType.ARMED_CLASH,
        SubEventType.OTHER,
        SubEventType.AID_DELIVERY,
    }
)
"""Acts whose goal is where they happen: «صاروخ باتجاه سديروت», «تقدم نحو», «وصلت القافلة إلى»."""

_ARRIVALS = ("received.", "return_home.", "take_refuge.", "advance.")
"""Trigger entries of people who arrive: where they come to is where it happens."""

_BETWEEN_PARTIES = ("clash.", "battle")
"""Trigger entries of fights, which have no goal."""

_FLOOR = 0.45
_PER_WORD = 0.02
_PER_CLAUSE = 0.05
_BEFORE_TRIGGER = 0.15
_OTHER_TRIGGER = 0.35
_CONTAINER = 0.35
_TAKEN = 0.3
"""A place before the trigger that an earlier trigger stands before is most likely that one's."""
_ADJACENT_WORDS = 2
_FRONTED = 0.4
_RIGHT_BEHIND = 3
"""Words behind a trigger at which a place is its own, though the sentence names places inside it."""


def choose_site(trigger: Trigger, view: SentenceView, gazetteer: Gazetteer) -> Site | None:
    """Return the site of a trigger within its sentence; `None` when no geotag there can be it."""
    groups = place_lists(view.geotags)
    wide = holding_places(view, gazetteer)
    if trigger.event_type is not EventType.PROTESTS:  # «نظم أبناء بني الحارث وقفة بصنعاء»: where they come from
        wide |= seats(view, gazetteer)
    scored = [
        (_score(trigger, group, view, wide), -index, group)
        for index, group in enumerate(groups)
        if _eligible(trigger, group, view)
    ]
    if not scored:
        return None
    best, _, group = max(scored, key=lambda entry: entry[:2])
    if best < _FLOOR:
        return None
    group = tuple(tag for tag in group if tag.role not in NO_SITE)  # «في زاخو وبغداد تستدعي القائم بالأعمال»
    if trigger.sub_event_type not in _MOVEMENT:
        group = _first_of_series(trigger, group, groups, view)
    same = view.clause_at(trigger.span.start) == view.clause_at(group[0].span.start)
    rule = "same_clause" if same else "same_sentence"
    stretch = stretch_of(group, view.document)
    if stretch is not None:
        return Site(geotags=(stretch,), score=best, rule=rule)
    more = () if trigger.sub_event_type in _MOVEMENT else _going_on(group, groups, view)
    return Site(geotags=held_by_their_list((*group, *more), gazetteer), score=best, rule=rule)


def held_by_their_list(group: tuple[Geotag, ...], gazetteer: Gazetteer) -> tuple[Geotag, ...]:
    """Return the sites with those of which no layer knows anything put into the unit of the nearest one listed."""
    units = [_unit_of(tag, gazetteer) for tag in group]
    found: list[Geotag] = []
    for number, tag in enumerate(group):
        if tag.place is not None or tag.container is not None:
            found.append(tag)
            continue
        near = sorted((index for index, unit in enumerate(units) if unit is not None), key=partial(_distance, number))
        found.append(replace(tag, container=units[near[0]], reasons=(*tag.reasons, _HELD)) if near else tag)
    return tuple(found)


def _unit_of(tag: Geotag, gazetteer: Gazetteer) -> Place | None:
    units = gazetteer.ancestors(tag.place) if tag.place is not None else ()
    return next((place for place in units if place.kind in ADMIN_KINDS and place.located), None)


def _distance(number: int, other: int) -> tuple[int, bool]:
    """Return how far another member of a list stands, the one before first."""
    return abs(other - number), other > number


_HELD = "container:of_its_list"


def _first_of_series(
    trigger: Trigger, group: tuple[Geotag, ...], groups: Sequence[tuple[Geotag, ...]], view: SentenceView
) -> tuple[Geotag, ...]:
    """Return the group that a series of sites begins with: «من ناحية حمام العليل وناحية القيارة» has two."""
    for earlier in groups:
        behind = trigger.span.end <= earlier[0].span.start < group[0].span.start
        if behind and _eligible(trigger, earlier, view) and group[0] in _going_on(earlier, groups, view):
            return earlier
    return group


_MOST_JOINED = 8
"""Words that may stand between the sites of one act: «ومواقع عسكرية أخرى في مناطق متفرقة من»."""


def _going_on(group: tuple[Geotag, ...], groups: Sequence[tuple[Geotag, ...]], view: SentenceView) -> list[Geotag]:
    """Return the further sites of an act that و or a comma adds to its first: «على حيس بالحديدة، ومواقع في ميدي».

    It goes on as long as nothing but nouns of place, prepositions and what contains the last site stands between.
    """
    found: list[Geotag] = []
    last = group[-1]
    for other in groups:
        if other[0].span.start < last.span.end:
            continue
        between = _words_between(last, other[0], view)
        contains = other[0].role is Role.CONTAINER or (last.container is not None and other[0].place == last.container)
        if len(between) > _MOST_JOINED:
            break
        acting = any(last.span.end <= act.span.start < other[0].span.start for act in view.triggers)
        target = not acting and _adds_a_target(between, other[0])
        if not contains and not target and not all(map(_is_joining, between)):
            break
        gap = view.document[last.span.end : other[0].span.start]
        joined = "،" in gap or f" {gap}".endswith(" و") or any(map(_adds, between))
        if joined and not contains and other[0].role not in NO_SITE and not is_country(other[0]):
            found.extend(other)
        elif not contains and not is_country(other[0]) and between:
            break
        last = other[-1]
    return found


def _words_between(one: Geotag, other: Geotag, view: SentenceView) -> list[str]:
    """Return the words between two sites, without another name of the first in brackets."""
    named = {view.word_at(tag.span.start) for tag in view.geotags if tag.place == one.place}
    first, end = view.word_at(one.span.end - 1) + 1, view.word_at(other.span.start)
    return [view.reading.words[number] for number in range(first, end) if number not in named]


def _adds_a_target(between: Sequence[str], tag: Geotag) -> bool:
    """Whether و and an accusative add another target, in the next place («دكت مقرا في الغزلاني ومعملا في تلعفر»)."""
    first = between[0] if between else ""
    added = first.startswith("و") and (first.endswith(("ا", "ه")) or first[1:] in role_words()["another"])
    return added and tag.preposition in {"at", "on", "to"} and len(between) <= _TARGET_REACH


_TARGET_REACH = 7


def _adds(word: str) -> bool:
    """Whether a word adds what follows to what precedes: it bears و, or is one like «إضافة»."""
    return word in role_words()["adding"] or (word.startswith("و") and not _is_of_places(word))


def _is_joining(word: str) -> bool:
    """Whether a word can stand between two sites of one act."""
    words = role_words()
    return any(
        reading.word in words["joining"] or reading.word in words["adding"] or _is_of_places(reading.word)
        for reading in readings(word)
    )


def _is_of_places(word: str) -> bool:
    told = word in heads() or word in directions() or word in prepositions() or word in demonyms()
    return told or word in forms_of("name_adjectives.csv")


def _eligible(trigger: Trigger, group: tuple[Geotag, ...], view: SentenceView) -> bool:
    first = group[0]
    if first.role in NO_SITE:
        return False
    if trigger.event_type is EventType.DIPLOMACY:
        return first.preposition == "at" and not _is_said_of(first, view, "topics")
    return trigger.event_type is not EventType.PROTESTS or not _is_said_of(first, view, "causes")


def _is_said_of(tag: Geotag, view: SentenceView, words: str) -> bool:
    """Whether a place is only what talks or a protest are about («بحث الوضع في حلب», «تضامنا مع أهالي حلب»)."""
    number = view.word_at(tag.span.start)
    return not role_words()[words].isdisjoint(view.reading.words[max(0, number - 3) : number + 1])


def _score(trigger: Trigger, group: tuple[Geotag, ...], view: SentenceView, wide: frozenset[Span]) -> float:
    before = group[-1].span.end <= trigger.span.start
    near = group[-1] if before else group[0]
    here, there = view.word_at(trigger.span.start), view.word_at(near.span.start)
    points = 1.0 - _PER_WORD * abs(there - here)
    points -= _PER_CLAUSE * abs(view.clause_at(trigger.span.start) - view.clause_at(near.span.start))
    if view.clause_at(trigger.span.start) == view.clause_at(near.span.start):
        points += 0.4
    if before and near.span not in wide and is_fronted(group, view):
        points += _FRONTED
    elif before:
        points -= _BEFORE_TRIGGER
        if any(other.span.end <= group[0].span.start for other in view.triggers):
            points -= _TAKEN
    points -= _OTHER_TRIGGER * _triggers_between(trigger, near, view)
    if near.place is not None:
        if near.span in wide and not 0 < there - here <= _RIGHT_BEHIND:
            points -= _CONTAINER
        points -= _KIND_COST.get(near.place.kind, 0.0)
    return points + (_WHERE if _is_where(near, trigger, view) else _preposition_points(trigger, near, view))


def _is_where(tag: Geotag, trigger: Trigger, view: SentenceView) -> bool:
    """Whether «حيث» right behind a place opens the clause of a trigger («امتدت إلى الناصرية حيث تظاهر المئات»)."""
    behind = view.word_at(tag.span.end - 1) + 1
    opens = view.reading.words[behind : behind + 1] == ("حيث",)
    return opens and view.reading.clauses[behind] == view.clause_at(trigger.span.start)


_WHERE = 0.6


_KIND_COST: Mapping[PlaceKind, float] = {
    PlaceKind.COUNTRY: 0.7,
    PlaceKind.WATER: 0.3,
    PlaceKind.GOVERNORATE: 0.1,
    PlaceKind.REGION: 0.05,
}


def _preposition_points(trigger: Trigger, tag: Geotag, view: SentenceView) -> float:
    """Reward «في» and «على»; for movements the place left is the place; otherwise goals and origins cost."""
    match tag.preposition:
        case "at" | "on" | "near" | "between":
            return 0.2
        case "from" if trigger.rule.startswith(_ARRIVALS):
            return _ORIGIN
        case "from" if trigger.rule.startswith(_SENT):
            return _ELSEWHERE
        case "from":
            return 0.3 if trigger.sub_event_type in _MOVEMENT | _TAKING_AWAY else _ORIGIN
        case "to":
            if trigger.rule.startswith(_ARRIVALS) or _is_a_part_of(tag, view) or _is_acted_on(trigger, tag, view):
                return 0.2
            if _is_done_there(trigger, tag, view):
                return 0.0
            aimed = trigger.sub_event_type in _AIMED and not _is_fled_to(trigger, tag, view)
            return 0.0 if aimed else _ELSEWHERE
        case _:
            return 0.0


def _is_a_part_of(tag: Geotag, view: SentenceView) -> bool:
    """Whether ل only says of which place a part is meant («عند المدخل الشمالي لمدينة رداع»)."""
    number = view.word_at(tag.span.start)
    words = view.reading.words[max(0, number - 3) : number + 1]
    for place in range(len(words) - 1, 0, -1):
        if words[place].startswith("ل"):
            before = words[place - 1]
            return before in role_words()["parts"]
    return False


def _is_acted_on(trigger: Trigger, tag: Geotag, view: SentenceView) -> bool:
    """Whether ل leads from a masdar to its object («حصارهم لمدينة زنجبار», «تحرير المقاومة لمدينة عدن»)."""
    if ".noun" not in trigger.rule or trigger.sub_event_type not in _TAKES_OBJECT or tag.span < trigger.span:
        return False
    number = view.word_at(tag.span.start)
    return any(word.startswith("ل") for word in view.reading.words[max(0, number - 1) : number + 1])


_TAKES_OBJECT = frozenset({SubEventType.SIEGE, SubEventType.SHELLING, SubEventType.AIR_STRIKE}) | TAKINGS
_SENT = ("reinforce.", "fighters_arrive.")
"""Trigger entries of forces that go somewhere: where they come from is no site."""
_GOAL_REACH = 4
"""Words before a place in which «إلى» stands, and what leads there («التسلل إلى أطراف بلدة …»)."""


def _is_done_there(trigger: Trigger, tag: Geotag, view: SentenceView) -> bool:
    """Whether a joined verb goes on to tell what those did who came to a place («تسللوا إلى البلدة واعتقلوا»)."""
    number = view.word_at(trigger.span.start)
    joined = ".verb" in trigger.rule and view.reading.words[number].startswith(("و", "ف"))
    return joined and 0 < number - view.word_at(tag.span.end - 1) <= _GOES_ON_REACH


_GOES_ON_REACH = 4


def _is_fled_to(trigger: Trigger, tag: Geotag, view: SentenceView) -> bool:
    """Whether «إلى» leads from a fight of two parties to a place («لجأت العائلات خلال المعارك إلى جيلان بينار»).

    It does not where one of them was on its way there («اشتبكوا مع قوة حاولت التسلل إلى أطراف عيتا الشعب»).
    """
    number = view.word_at(tag.span.start)
    words = view.reading.words[max(0, number - _GOAL_REACH) : number]
    led = trigger.rule.startswith(_BETWEEN_PARTIES) and "الي" in words
    return led and role_words()["approaches"].isdisjoint(words)


def _triggers_between(trigger: Trigger, tag: Geotag, view: SentenceView) -> int:
    """Count the triggers between; «قصف واشتباكات في …» share their place, so near neighbours do not count."""
    low, high = sorted((trigger.span.start, tag.span.start))
    own = view.word_at(trigger.span.start)
    return sum(
        1
        for other in view.triggers
        if other.span != trigger.span
        and low < other.span.start < high
        and abs(view.word_at(other.span.start) - own) > _ADJACENT_WORDS
    )
