"""What a report tells again: sentences that take up an act told before, and the dead that they add to it."""

from collections import defaultdict
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace

from gazetteer.folding import key
from gazetteer.index import Gazetteer
from gazetteer.places import PlaceKind
from geo.causes import OF_A_WAR, VIOLENT, may_be_any_violence, taken_up_by
from geo.coding import with_figure, with_place
from geo.evidence import context
from geo.memory import may_be_remembered
from geo.records import EventMention, EventPlace, Geotag, Quantity, Trigger
from geo.roles import role_words
from geo.taxonomy import TAKING_AWAY, TAKINGS, EventType, Role
from geo.totals import total
from geo.views import SAYS_WHERE, SentenceView, Site, is_country, is_of_a_hospital, place_of_count


def only_news(view: SentenceView, told: frozenset[EventType]) -> SentenceView:
    """Return the sentence without the triggers that only take up an event told before, of one of the types `told`."""
    fresh: list[Trigger] = []
    for trigger in view.triggers:
        types = told | {other.event_type for other in fresh}
        if _is_over(trigger, fresh, view) or _is_told_act_by_act(trigger, view):
            continue
        again = restates(trigger, view) and any(_is_of_a_sort(trigger, other) for other in fresh)
        if not again and not (types and _takes_up(trigger, types, view)):
            fresh.append(trigger)
    taken_up = tuple(trigger for trigger in view.triggers if trigger not in fresh)
    return replace(view, triggers=tuple(fresh), taken_up=taken_up)


def _is_of_a_sort(trigger: Trigger, other: Trigger) -> bool:
    """Whether two triggers of a sentence can name one act: no fight is the taking that it led to."""
    won = trigger.sub_event_type in TAKINGS and other.sub_event_type not in TAKINGS
    return trigger.event_type is other.event_type and not won


def _takes_up(trigger: Trigger, types: AbstractSet[EventType], view: SentenceView) -> bool:
    """Whether a trigger takes up an act of the types told, of any of them or of its own."""
    if is_ranked(trigger, view) or is_aftermath(trigger, view):
        return True
    return trigger.event_type in types and points_back(trigger, view)


def _is_over(trigger: Trigger, fresh: Sequence[Trigger], view: SentenceView) -> bool:
    """Whether a capture is only what a release told before it ended («أفرجت عن صيادين بعد احتجازهم أسبوعين»)."""
    number = view.word_at(trigger.span.start)
    taken = trigger.sub_event_type in TAKING_AWAY
    freed = any(other.rule.startswith(_RELEASES) for other in fresh)
    return taken and freed and view.reading.words[max(0, number - 1) : number] == (_AFTER,)


def _is_told_act_by_act(trigger: Trigger, view: SentenceView) -> bool:
    """Whether a clause of its sentence tells the attacks that a noun counts («بسلسلة هجمات، إذ فجر انتحاري سيارة»)."""
    number = view.word_at(trigger.span.start)
    words = view.reading.words
    if not trigger.rule.startswith(_ATTACKS) or role_words()["series"].isdisjoint(words[max(0, number - 2) : number]):
        return False
    following = next((act for act in view.triggers if act.span > trigger.span), None)
    if following is None or following.event_type not in VIOLENT:
        return False
    first, _ = view.reading.clause_bounds(view.word_at(following.span.start))
    placed = any(trigger.span < tag.span < following.span for tag in view.geotags)
    return first > number and words[first] in role_words()["spelling_out"] and not placed


_ATTACKS = "assault.noun"
_RELEASES = ("release.", "freed.", "free_captives.", "swap.")
_AFTER = "بعد"


def restates(trigger: Trigger, view: SentenceView) -> bool:
    """Whether a noun names an act again that its own sentence has told.

    As a definite one that says nothing new («وشاركت في المظاهرة وفود من القريا»), or behind the «في» that opens a
    clause on who did it («ما أسفر عن مقتل ثلاثة، في قصف اتهمت الوزارة …»).
    """
    if trigger.rule.endswith(_ANAPHOR):
        return True
    number = view.word_at(trigger.span.start)
    first, _ = view.reading.clause_bounds(number)
    return number - first == 1 and view.reading.words[first] == _IN and not _has_own_place(trigger, view)


def is_ranked(trigger: Trigger, view: SentenceView) -> bool:
    """Whether a noun only says which of its kind the act just told was («وهو أول هجوم من نوعه منذ عام»).

    So too of the one told next in its sentence («وفي أعنف الهجمات فجر انتحاري …»).
    """
    number, words = view.word_at(trigger.span.start), view.reading.words
    if number < 2 or words[number - 1] not in role_words()["ranks"]:
        return False
    if words[number - 2] in _SINCE_THEN:
        return True  # «غداة أدمى هجوم تشهده العاصمة»
    told = any(other.span < trigger.span for other in view.triggers)
    if told and words[number - 2] in _AMONG and words[number + 1 : number + 3] == _OF_ITS_KIND:
        return not _has_own_place(trigger, view)  # «قتل عشرة جنود في الحلة في أدمى هجوم من نوعه منذ عام»
    follows = any(other.span > trigger.span for other in view.triggers)
    return words[number - 2] in role_words()["copulas"] or (number == 2 and words[0] in _AMONG and follows)


_ANAPHOR = "+anaphor"
"""How the rule of a definite noun ends."""
_IN = key("في")
_OF_ITS_KIND = ("من", key("نوعه"))
_AMONG = frozenset({_IN, f"و{_IN}"})
_SINCE_THEN = frozenset(map(key, ("غداة", "منذ", "بعد", "عقب", "عشية")))


def is_alluded_to(trigger: Trigger, site: Site | None, view: SentenceView) -> bool:
    """Whether «المعارك» stands behind the only place near it and says nothing of its own, so that it tells no act.

    «أقر خلال لقاء في دمشق بتراجع قواته في المعارك» speaks of fights in general, unless some were told before.
    """
    if not trigger.rule.endswith(_ANAPHOR) or site is None or site.rule.startswith("inherited"):
        return False
    return _is_definite(trigger, view) and site.geotags[-1].span.end <= trigger.span.start


def points_back(trigger: Trigger, view: SentenceView) -> bool:
    """Whether a definite noun in a sentence without a place takes up an act told before («ونسب الهجوم إلى التنظيم»)."""
    if not _is_definite(trigger, view) or trigger.event_type not in _TAKEN_UP:
        return False
    if trigger.sub_event_type in TAKINGS:  # «السيطرة على أبنية في حي القرابيص», wherever that is
        return not any(tag.role in {Role.MENTION, Role.CONTAINER} and not is_country(tag) for tag in view.geotags)
    return not any(map(may_be_remembered, view.geotags))


def _is_definite(trigger: Trigger, view: SentenceView) -> bool:
    """Whether a trigger is a noun with the article; «ألقى», folded, only begins like one."""
    word = view.reading.words[view.word_at(trigger.span.start)]
    return word.startswith(_WITH_ARTICLE) and ".verb" not in trigger.rule


_WITH_ARTICLE = ("ال", "وال", "بال", "فال", "لل")
_TAKEN_UP = VIOLENT | {EventType.PROTESTS}


def is_aftermath(trigger: Trigger, view: SentenceView) -> bool:
    """Whether a trigger only points back: «وأسفر القصف عن …», «القصف خلف …», «ما أدى إلى مقتل …».

    It does as a definite noun beside a verb of result or behind one of claiming («تبنى التنظيم الهجمات»), as a death
    that a verb of result brings in, or behind «هذه».
    """
    number = view.word_at(trigger.span.start)
    words = view.reading.words
    results = role_words()["results"]
    if number and _is_form(words[number - 1], role_words()["demonstratives"]) and words[number].startswith("ال"):
        return True
    if trigger.rule.startswith(_DEATHS):
        return any(_is_form(word, results) for word in words[max(0, number - _RESULT_REACH) : number])
    if not words[number].startswith("ال") or not _is_definite(trigger, view):
        return False
    first, _ = view.reading.clause_bounds(number)
    if any(_is_form(word, role_words()["reactions"]) for word in words[first:number]):
        return not _has_own_place(trigger, view)
    beside = (*words[max(0, number - 1) : number], *words[number + 1 : number + _BESIDE])
    return any(_is_form(word, results) for word in beside) and not _has_own_place(trigger, view)


def _has_own_place(trigger: Trigger, view: SentenceView) -> bool:
    """Whether a place follows close behind: then the definite noun tells an event that readers know, not one told."""
    number = view.word_at(trigger.span.start)
    if "علي" in view.reading.words[number + 1 : number + _AGAINST_REACH]:
        return True
    return any(
        tag.preposition in SAYS_WHERE and 0 < view.word_at(tag.span.start) - number <= _OWN_REACH
        for tag in view.geotags
    )


_AGAINST_REACH = 5
"""Words behind an event noun within which «على» leads to its target («القصف الجوي والمدفعي على الأحياء»)."""
_OWN_REACH = 25
"""Words behind an event noun within which its own place stands."""
_DEATHS = ("kill.", "fall_dead.")
"""Trigger entries that tell of deaths and leave the cause to others."""
_RESULT_REACH, _BESIDE = 4, 4
"""Words that a verb of result governs to its left and right."""


def _is_form(word: str, forms: frozenset[str]) -> bool:
    return word in forms or (word[:1] in "وف" and word[1:] in forms)


def names_another_place(view: SentenceView, mention: EventMention) -> bool:
    """Whether a sentence speaks of a place other than an event's, so that its dead are hardly that event's."""
    return any(
        tag.place is not None
        and tag.role in {Role.MENTION, Role.CONTAINER}
        and not is_country(tag)
        and tag.preposition != "to"  # where the injured are taken
        and not is_of_a_hospital(tag, view)
        and (mention.place is None or tag.place.place_id != mention.place.place_id)
        for tag in view.geotags
    )


def with_dead_of_their_acts(
    found: list[EventMention], figures: Sequence[Quantity], view: SentenceView
) -> tuple[list[EventMention], tuple[Quantity, ...]]:
    """Give the dead that a sentence counts at a place to the act just told there; return also the figures left over.

    «شن الطيران غارات على كفر زيتا واللطامنة. وأفاد الدفاع المدني بمقتل أربعة في كفر زيتا»: the later of two acts. So
    do those of «وأسفرت الاشتباكات عن …» where a sentence takes up acts of several types.
    """
    left: list[Quantity] = []
    counted: dict[tuple[int, bool, str], list[Quantity]] = defaultdict(list)
    for figure in figures:
        place = place_of_count(figure.span, view)
        act = None if place is not None else _act_of_several(figure, figures, found[-1], view)
        there = [
            number
            for number, mention in enumerate(found[-_RECENT:], start=max(0, len(found) - _RECENT))
            if mention.event_type in VIOLENT
            if (place is not None and _happened_at(mention, place))
            or (act is not None and mention.event_type is act.event_type)
        ]
        if there:
            counted[there[-1], place is not None, figure.slot].append(figure)
        elif act is None or may_be_any_violence(act):
            left.append(figure)
    for (number, own, _), dead in counted.items():
        whole = total(dead, view.document)
        if whole is not None:
            found = [*found[:number], with_figure(found[number], whole, own=own), *found[number + 1 :]]
    return found, tuple(left)


def with_dead_foretold(
    coded: list[EventMention], before: SentenceView, figures: Sequence[Quantity]
) -> list[EventMention]:
    """Give the dead that the sentence before counts at a place to the act told there, if uncounted.

    «هو منفذ الهجوم الذي أوقع 32 قتيلا في سوروتش. وفجر نفسه في حدائق مركز ثقافي في سوروتش»; `before` is that sentence.
    """
    for number, mention in enumerate(coded):
        dead = [figure for figure in figures if _is_counted_there(figure, mention, before)]
        whole = total([figure for figure in dead if figure.slot == "killed"], before.document)
        if whole is not None and mention.event_type in VIOLENT and mention.fatalities_low is None:
            return [*coded[:number], with_figure(mention, whole, own=True), *coded[number + 1 :]]
    return coded


def _act_of_several(
    figure: Quantity, figures: Sequence[Quantity], last: EventMention, view: SentenceView
) -> Trigger | None:
    """Return the act that a sentence takes up and whose dead it counts, where that need not be the one told last.

    As it takes up acts of several types, or one in front of dead of its own that is of another type than the act told
    last («أسفرت الاشتباكات عن …», behind a raid).
    """
    act = taken_up_by(figure, view)
    if act is None:
        return None
    several = len({trigger.event_type for trigger in view.taken_up if trigger.event_type in VIOLENT}) > 1
    led = any(act.span < other.span and taken_up_by(other, view) == act for other in figures)
    before = view.reading.words[max(0, view.word_at(act.span.start) - 1)]
    within = figure.span < act.span and before in context("in_an_act")  # «لقي ستة حتفهم في القصف»
    another = last.event_type is not act.event_type and (led or within)
    return act if several or another else None


def _is_counted_there(figure: Quantity, mention: EventMention, view: SentenceView) -> bool:
    """Whether the place behind a figure is where an act was."""
    place = place_of_count(figure.span, view)
    return place is not None and _happened_at(mention, place)


_RECENT = 6
"""Events told last among which an act is looked for of which a later sentence counts the dead."""


def _happened_at(mention: EventMention, tag: Geotag) -> bool:
    return mention.place is not None and tag.place is not None and mention.place.place_id == tag.place.place_id


def with_aftermath(found: list[EventMention], figures: Sequence[Quantity], document: str) -> list[EventMention]:
    """Give killed and injured that a sentence tells without an event of its own to the event told last."""
    last = len(found) - 1
    while last and found[last].event_type not in VIOLENT and found[last - 1].evidence == found[last].evidence:
        last -= 1  # «صد هجوم … وأسرت ثمانية. وقتل 11 من المهاجمين»: nobody dies of the arrest told last
    while last and found[last].group_id is not None and found[last - 1].group_id == found[last].group_id:
        last -= 1
    mention = found[last]
    if mention.event_type not in VIOLENT:
        return found
    for slot in ("killed", "injured"):
        figure = total(
            [quantity for quantity in figures if quantity.slot == slot and quantity.low < OF_A_WAR], document
        )
        mention = with_figure(mention, figure) if figure is not None else mention
    return [*found[:last], mention, *found[last + 1 :]]


def with_whereabouts(found: list[EventMention], view: SentenceView, gazetteer: Gazetteer) -> list[EventMention]:
    """Give the event told last the place of «الحادثة وقعت في بلدة …», where that lies in its own or it has none."""
    tag = _where_it_was(view)
    if tag is None or found[-1].group_id is not None:
        return found
    known = found[-1].place
    wide = (
        known is None or known.kind is PlaceKind.COUNTRY or (tag.place is not None and _lies_in(tag, known, gazetteer))
    )
    return [*found[:-1], with_place(found[-1], tag, gazetteer)] if wide else found


def _lies_in(tag: Geotag, known: EventPlace, gazetteer: Gazetteer) -> bool:
    """Whether the text or the gazetteer puts a place into one known, or beside it («دوما قرب نابلس»)."""
    holders = [tag.container, *(gazetteer.ancestors(tag.place) if tag.place is not None else ())]
    return any(holder is not None and holder.place_id == known.place_id for holder in holders)


def _where_it_was(view: SentenceView) -> Geotag | None:
    """Return the place behind «الحادث وقع في …»; `None` where a sentence says nothing of the kind."""
    words = view.reading.words
    for number, word in enumerate(words):
        if word not in role_words()["incidents"]:
            continue
        beside = words[max(0, number - 1) : number + _HAPPENED_REACH]
        if any(_is_form(other, role_words()["happened"]) for other in beside):
            tag = next((tag for tag in view.geotags if _is_place_of(tag, number, view)), None)
            return None if tag is None or _is_dated_between(number, tag, view) else tag
    return None


def _is_dated_between(number: int, tag: Geotag, view: SentenceView) -> bool:
    """Whether a relative clause dates an incident before it places it: another («التي وقعت في 20 تموز في سوروتش»)."""
    between = view.reading.words[number : view.word_at(tag.span.start)]
    return any(word.isdigit() for word in between) and not _RELATIVES.isdisjoint(between[:_RELATIVE_REACH])


_RELATIVES = frozenset({"الذي", "التي"})
_RELATIVE_REACH = 3


def _is_place_of(tag: Geotag, number: int, view: SentenceView) -> bool:
    reached = 0 < view.word_at(tag.span.start) - number <= _WHERE_REACH
    return reached and tag.preposition in {"at", "on", "near"} and may_be_remembered(tag)


_HAPPENED_REACH = 4
"""Words behind «الحادثة» in which a verb of happening stands («العملية التي جرت»)."""
_WHERE_REACH = 12
"""Words behind it in which its place does."""
