"""A sentence with what was found in it, and the sites that its acts can have."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from gazetteer.folding import key
from gazetteer.places import PlaceKind
from gazetteer.spans import Span
from geo.clauses import Reading, read_sentence
from geo.records import Geotag, Trigger
from geo.roles import role_words
from geo.taxonomy import Relation, Role

NO_SITE = frozenset({Role.DATELINE, Role.SPEECH_PLACE, Role.COMPARISON, Role.METONYM, Role.DIRECTION})
"""Roles of places where nothing happens."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """Where a trigger's event took place: one geotag, or a list of them."""

    geotags: tuple[Geotag, ...]
    score: float
    """About 0.3 (just acceptable) to 1.4 (right behind the trigger)."""
    rule: str
    """same_clause | same_sentence | inherited."""


@dataclass(frozen=True, kw_only=True)
class SentenceView:
    """One sentence with what was found in it; word numbers are those of `reading`."""

    document: str
    span: Span
    triggers: tuple[Trigger, ...]
    geotags: tuple[Geotag, ...]
    taken_up: tuple[Trigger, ...] = ()
    """Triggers that only take up an act told before, and are none of `triggers`."""
    untold: tuple[Span, ...] = ()
    """Words for acts that the sentence does not tell: plans, calls, denials."""

    @cached_property
    def reading(self) -> Reading:
        """Its words and clauses; read when first asked for, since most sentences tell no event."""
        return read_sentence(self.span.of(self.document))

    def word_at(self, offset: int) -> int:
        """Return the number of the word that a raw document offset falls into or before."""
        return bisect_right(self.reading.raw_starts, offset - self.span.start) - 1

    def clause_at(self, offset: int) -> int:
        """Return the clause number at a raw document offset."""
        number = self.word_at(offset)
        return self.reading.clauses[number] if 0 <= number < len(self.reading.clauses) else 0


SAYS_WHERE = frozenset({"at", "on", "near", "between"})
"""Senses of the prepositions that say where something is, not where from or where to."""


def is_country(tag: Geotag) -> bool:
    """Whether a geotag says no more than the country, or a part of the world («آسيا»)."""
    return tag.place is not None and (
        tag.place.kind is PlaceKind.COUNTRY or tag.place.radius_km >= _PART_OF_THE_WORLD_KM
    )


_PART_OF_THE_WORLD_KM = 1000.0


def place_lists(geotags: Sequence[Geotag]) -> tuple[tuple[Geotag, ...], ...]:
    """Return geotags by the coordinated lists that they stand in, in order, a place once; most lists are of one."""
    by_list: dict[int, list[Geotag]] = {}
    for tag in geotags:
        listed = by_list.setdefault(tag.list_id, [])
        if tag.place is None or all(tag.place != other.place for other in listed):
            listed.append(tag)
    return tuple(tuple(tags) for tags in by_list.values())


def is_fronted(group: tuple[Geotag, ...], view: SentenceView) -> bool:
    """Whether a place opens its sentence, which goes on to tell what happened there («وفي تل أبيب، دهس شاب …»)."""
    between = group[0].preposition == "between"
    if view.word_at(group[0].span.start) > _OPENING + between:
        return False
    mark = view.document[group[-1].span.end : group[-1].span.end + 2].strip()[:1]
    if view.reading.words[:1] in _AS_FOR:  # «أما جنديرس فكانت مسرحا لاشتباكات», «أما في التربة جنوبا، فقد وقف …»
        if group[0].preposition == "at":
            return True
        after = view.word_at(group[-1].span.end - 1) + 1
        if any(word.startswith("ف") for word in view.reading.words[after : after + 1]):
            return True
    opens = view.reading.words[:1] in _IN_FIRST
    near = group[0].relation is Relation.NEAR
    if near and ((mark and mark in "،,") or view.reading.words[:1] in NEAR_FIRST):  # «وقرب مخيم المغازي، أصاب صاروخ»
        return True
    there = (group[0].preposition == "at" and (mark in "،," or opens)) or (between and mark in "،,")
    return there or mark == ":" or _heads_its_line(group)


def _heads_its_line(group: tuple[Geotag, ...]) -> bool:
    """Whether a place is what a line of a list is about («الفلوجة - قتل مجهولون …»)."""
    return "role:heading" in group[0].reasons


_IN_FIRST = {("في",), ("وفي",), ("ففي",)}
NEAR_FIRST = {("قرب",), ("وقرب",)}
"""Openings of a sentence that tells what happened near a place, without a comma behind it."""
_AS_FOR = {("اما",), ("واما",)}
_OPENING = 3
"""Words before a place that opens its sentence: «وفي مدينة حلب»."""


def names_a_known_place(document: str, span: Span) -> bool:
    """Whether a sentence speaks of «المدينة», «البلدة» …: a place named before."""
    words = role_words()["generic"]
    return any(key(word) in words or key(word)[1:] in words for word in span.of(document).split())


def clause_on_a_place(view: SentenceView, offset: int) -> int | None:
    """Return the word «الذي» that opens the clause of a raw offset, if it tells of a place («حي الزهور الذي استعاده»).

    What such a clause says is of the place, and not of what else happened there.
    """
    number = view.word_at(offset)
    first, _ = view.reading.clause_bounds(number)
    for opening in range(number, max(first, number - _RELATIVE_REACH, 1) - 1, -1):
        if view.reading.words[opening] in role_words()["relatives"]:
            named = any(view.word_at(tag.span.end - 1) == opening - 1 for tag in view.geotags)
            return opening if named else None
    return None


_RELATIVE_REACH = 8
"""Words behind «الذي» that surely are of its clause."""


def is_of_a_hospital(tag: Geotag, view: SentenceView) -> bool:
    """Whether a place only names a hospital, which takes in the dead of its surroundings («استقبل مستشفى زبيد ستة»)."""
    number = view.word_at(tag.span.start)
    named = view.reading.words[max(0, number - _HOSPITAL_REACH) : number + 1]
    return not role_words()["hospitals"].isdisjoint(named)


_HOSPITAL_REACH = 2
"""Words before a place in which the hospital there stands («المستشفى الميداني بساحة التغيير»)."""


def place_behind(span: Span, view: SentenceView) -> Geotag | None:
    """Return the place right behind a count, in which «في» or ب puts it («أربعة مدنيين في كفر زيتا»)."""
    behind = next((tag for tag in view.geotags if tag.span.start >= span.end), None)
    if behind is None or behind.preposition != "at" or "،" in view.document[span.end : behind.span.start]:
        return None
    reached = view.word_at(behind.span.start) - view.word_at(span.end - 1) <= _COUNT_REACH
    acts = any(span < trigger.span < behind.span for trigger in view.triggers)
    return behind if reached and not acts else None


def place_of_count(span: Span, view: SentenceView) -> Geotag | None:
    """Return the place in which «في» puts a count, behind it or before it («وحصدت في حي الشيخ رضوان ثلاثة»)."""
    behind = place_behind(span, view)
    before = next((tag for tag in reversed(view.geotags) if tag.span.end <= span.start), None)
    if behind is not None or before is None or before.preposition != "at":
        return behind
    number = view.word_at(span.start)
    between = view.reading.words[view.word_at(before.span.end - 1) + 1 : number]
    acts = any(before.span < act.span < span for act in (*view.triggers, *view.taken_up))
    own = view.clause_at(before.span.start) == view.clause_at(span.start) and not acts
    told = own and len(between) < _COUNT_REACH and role_words()["relatives"].isdisjoint(between)
    return before if told and "،" not in view.document[before.span.end : span.start] else None


_COUNT_REACH = 5
"""Words from the last of a count to the name of the place that it is in («مدنيين في محيط مدينة كفر زيتا»)."""
