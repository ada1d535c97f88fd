"""What a report tells again: sentences that take up an act told before, and the dead that they add to it."""

from collections.abc import Sequence
from dataclasses import replace

from geo.casualties import VIOLENT, total
from geo.coding import with_figure
from geo.geotagging import role_words
from geo.memory import may_be_remembered
from geo.records import EventMention, Quantity, Trigger
from geo.taxonomy import EventType, Role
from geo.views import SentenceView, is_country


def only_news(view: SentenceView, told: frozenset[EventType]) -> SentenceView:
    """Return the sentence without the triggers that only take up an event told before, of one of the types `told`."""
    fresh: list[Trigger] = []
    for trigger in view.triggers:
        types = told | {other.event_type for other in fresh}
        again = any(trigger.sub_event_type is other.sub_event_type for other in fresh) and trigger.rule.endswith(_ANAPHOR)
        if not again and not (
            types and (is_aftermath(trigger, view) or (trigger.event_type in types and points_back(trigger, view)))
        ):
            fresh.append(trigger)
    return replace(view, triggers=tuple(fresh))


_ANAPHOR = "+anaphor"
"""How the rule of a definite noun ends that says nothing new of its act («وشاركت في المظاهرة وفود من القريا»)."""


def points_back(trigger: Trigger, view: SentenceView) -> bool:
    """Whether a definite noun in a sentence without a place takes up an act told before («ونسب الهجوم إلى التنظيم»)."""
    word = view.reading.words[view.word_at(trigger.span.start)]
    definite = word.startswith(("ال", "وال", "بال", "فال", "لل"))
    return definite and trigger.event_type in _TAKEN_UP and not any(map(may_be_remembered, view.geotags))


_TAKEN_UP = VIOLENT | {EventType.PROTESTS}


def is_aftermath(trigger: Trigger, view: SentenceView) -> bool:
    """Whether a trigger only points back: «وأسفر القصف عن …», «القصف خلف …», «ما أدى إلى مقتل …».

    It does as a definite noun beside a verb of result or behind one of claiming («تبنى التنظيم الهجمات»), as a death
    that a verb of result brings in, or behind «هذه».
    """
    number = view.word_at(trigger.span.start)
    words = view.reading.words
    results = role_words()["results"]
    if number and words[number - 1] in role_words()["demonstratives"] and words[number].startswith("ال"):
        return True
    if trigger.rule.startswith(_DEATHS):
        return any(_is_form(word, results) for word in words[max(0, number - _RESULT_REACH) : number])
    if not words[number].startswith("ال"):
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
        tag.preposition in {"at", "on", "near", "between"} and 0 < view.word_at(tag.span.start) - number <= _OWN_REACH
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
        and (mention.place is None or tag.place.place_id != mention.place.place_id)
        for tag in view.geotags
    )


def with_aftermath(found: list[EventMention], figures: Sequence[Quantity], document: str) -> list[EventMention]:
    """Give killed and injured that a sentence tells without an event of its own to the event told last."""
    last = len(found) - 1
    while last and found[last].group_id is not None and found[last - 1].group_id == found[last].group_id:
        last -= 1
    mention = found[last]
    if mention.event_type not in VIOLENT:
        return found
    for slot in ("killed", "injured"):
        figure = total([quantity for quantity in figures if quantity.slot == slot], document)
        mention = with_figure(mention, figure) if figure is not None else mention
    return [*found[:last], mention, *found[last + 1 :]]
