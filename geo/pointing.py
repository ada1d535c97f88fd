"""Words that point to a place which the sentence has named already: «هناك», «فيها», «عند بوابته», «سكان من»."""

from collections.abc import Sequence

from gazetteer.places import ADMIN_KINDS
from geo.records import Geotag, Trigger
from geo.roles import role_words
from geo.taxonomy import TAKINGS, Role, SubEventType
from geo.views import SentenceView, Site, is_country


def pointed_back_to(own: Site, trigger: Trigger, before: Sequence[Geotag], view: SentenceView) -> Geotag | None:
    """Return which of the places before an act a pronoun means, though the act has one of its own behind it.

    «أفرجوا هناك عن 40 نقلوا إلى درعا», «سيطر على سنجار وفجر فيها مزار السيدة زينب», «تقدمت إلى العيس وسيطرت عليها».
    """
    if not before:
        return None
    words, act = view.reading.words, view.word_at(trigger.span.start)
    behind = view.word_at(trigger.span.end - 1) + 1
    if trigger.sub_event_type in TAKINGS and words[behind : behind + 1] in _ON_IT:
        return next((tag for tag in reversed(before) if tag.role is not Role.CONTAINER), before[-1])
    if trigger.sub_event_type is SubEventType.DISPLACEMENT and not _OUT_OF_IT.isdisjoint(words[behind : behind + 4]):
        # «وفرت مئات العائلات منه إلى مدارس في حي الرمال»
        return before[-1] if own.geotags[0].span > trigger.span else None
    there = _THERE in words[act : view.word_at(own.geotags[0].span.start)]
    within = not own.geotags[0].preposition and words[behind : behind + 1] in _IN_IT
    return before[-1] if there or within else None


def pointed_to(trigger: Trigger, before: Sequence[Geotag], view: SentenceView) -> Geotag | None:
    """Return the place that an act without one points to: that of which it names a part, or where witnesses live.

    «من سجن الصناعة، بعد تفجير سيارتين عند بوابته», «وتحدث سكان من زليتن عن حملة دهم شنتها الكتائب».
    """
    number = view.word_at(trigger.span.end - 1)
    behind = view.reading.words[number + 1 : number + 1 + _PART_REACH]
    if before and not role_words()["its_parts"].isdisjoint(behind):
        towns = [tag for tag in before if tag.place is None or tag.place.kind not in ADMIN_KINDS]
        return (towns or before)[-1]  # «اقتحموا زنجبار كبرى مدن محافظة أبين وسيطروا على محيطها»
    return _of_residents(trigger, view)


def _of_residents(trigger: Trigger, view: SentenceView) -> Geotag | None:
    """Return the place of those who tell what they saw.

    «هناك» behind an act takes up the place of any source («ذكر المستشفى في عين زارة أن قذيفة سقطت على مصنع هناك»).
    """
    for tag in view.geotags:
        number = view.word_at(tag.span.start)
        before = view.reading.words[max(0, number - _RESIDENTS_REACH) : number]
        told = tag.role is Role.SPEECH_PLACE and tag.area is not None and tag.span < trigger.span
        there = _THERE in view.reading.words[view.word_at(trigger.span.end - 1) :]
        if told and not is_country(tag) and (there or not role_words()["residents"].isdisjoint(before)):
            return tag
    return None


_THERE = "هناك"
_IN_IT = {("فيها",), ("فيه",), ("فيهما",)}
_OUT_OF_IT = frozenset({"منها", "منه", "منهما"})
_ON_IT = {("عليها",), ("عليه",)}
_PART_REACH = 5
"""Words behind an act in which the part of a place stands."""
_RESIDENTS_REACH = 4
"""Words before the place of those who live there in which the noun for them stands."""
