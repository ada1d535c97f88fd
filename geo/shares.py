"""A toll that a sentence deals out to places: «قتل سبعة في الشعلة، وستة في البياع، ورجل في الدورة».

The verb is said once; every count with a place right behind it is an event of its own, with its own dead.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from gazetteer.folding import fold_text
from gazetteer.lexicon import heads
from gazetteer.matcher import readings
from gazetteer.spans import Span
from geo import quantity_patterns as patterns
from geo.casualties import Figures, counts
from geo.causes import is_led_by_a_cause, nearest_trigger
from geo.counts import Candidate, Sentence, read_counts
from geo.evidence import context
from geo.numerals import read_ordinal
from geo.quantities import find_quantities
from geo.quantity_words import People
from geo.records import Geotag, Quantity, Trigger
from geo.roles import role_words
from geo.totals import total
from geo.views import SentenceView, Site, place_lists

_FILLERS = 1
"""Words that may part a count from its preposition: «سبعة [آخرون] في»."""
_REACH = 4
"""Words between a count and its place: «ثلاثة في [حي]», «اربعة في كل من»."""
_DEALT = frozenset({"killed", "injured", "detained"})
_TAKEN = "detained"
_PERSONS = "P"
"""Sign of a noun for persons: «بينهم أربعة أطفال» tells who they were, «منهم ستة في اللاذقية» deals them out."""
_WITHIN, _INSIDE, _FROM = "في", "ب", "من"


@dataclass(frozen=True, slots=True, kw_only=True)
class Dealing:
    """The toll of one trigger, dealt out to places."""

    trigger: Trigger
    site: Site
    """All the places, in the order of the text."""
    figures: Mapping[Span, Figures]
    """The figures of each place, by the span of its geotag."""


def dealt_out(view: SentenceView, sited: Sequence[tuple[Trigger, Site | None]]) -> Dealing | None:
    """Return the toll that a sentence deals out to two places or more; `None` where it does not."""
    parts = tuple(parts_of(view))
    head = next((part for part in parts if part.figure.slot and not part.is_joined), None)
    added = [part for part in parts if part.is_joined and (head is None or part.figure.span > head.figure.span)]
    if not added or not (added[0].figure.slot or (head is not None and head.says_what)):
        return None
    slot = (head or added[0]).figure.slot
    trigger = nearest_trigger((head or added[0]).figure, view)
    own = next((site for other, site in sited if other == trigger), None)
    if trigger is None or any(_has_an_act_of_its_own(part, trigger, view) for part in added):
        return None
    chain = [head, *added] if head is not None else added
    before = own.geotags[:1] if own is not None and head is None else ()
    before = () if len(added) > 1 and before and before[0] in added[0].geotags else before
    dealt = (*before, *(tag for part in chain for tag in part.geotags))
    names = {tag.name for tag in dealt}
    if len(names) < max(_SEVERAL, len(dealt)):
        return None
    rest = _undealt(slot, before[0], chain[0].figure.span, view) if before else {}
    listed = own.geotags if own is not None and len(own.geotags) > 1 else ()
    tags = (*dealt, *(tag for tag in listed if tag.name not in names))
    return Dealing(
        trigger=trigger,
        site=Site(geotags=tags, score=own.score if own else 1.0, rule="same_sentence"),
        figures=rest
        | {tag.span: _figures(part.figure, part.figure.slot or slot) for part in chain for tag in part.geotags},
    )


def _undealt(slot: str, tag: Geotag, first_dealt: Span, view: SentenceView) -> dict[Span, Figures]:
    """Return what the trigger's own place has of a toll: the counts before the first that is dealt to another."""
    told = [
        figure
        for figure in find_quantities(view.document, view.span)
        if figure.slot == slot and counts(figure) and figure.span < first_dealt
    ]
    own = total(told, view.document)
    return {tag.span: _figures(own, slot)} if own is not None else {}


_SEVERAL = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A count with the list of places right behind it."""

    figure: Quantity
    """Its slot is empty where the words before it do not say what happened."""
    geotags: tuple[Geotag, ...]
    is_joined: bool
    """Whether و joins it to what precedes."""
    says_what: bool
    """Whether its own noun says what happened to its people («8 من القتلى»)."""


def _has_an_act_of_its_own(part: Part, trigger: Trigger, view: SentenceView) -> bool:
    """Whether an act of another type killed those of a part («قتلت برصاص قناص في مورك، بينما قتل طفلان بانفجار في»)."""
    others = [act for act in view.triggers if act.sub_event_type is not trigger.sub_event_type]
    between = (act for act in others if part.figure.span < act.span < part.geotags[0].span)
    if any(act.event_type is not trigger.event_type for act in between):
        return True
    behind = view.word_at(part.geotags[-1].span.end - 1) + 1  # «وثلاثة في معرة حرمة جراء برميل سقط على منزلهم»
    return any(0 <= view.word_at(act.span.start) - behind <= 1 and is_led_by_a_cause(act, view) for act in others)


def _figures(figure: Quantity, slot: str) -> Figures:
    told = replace(figure, slot=slot)
    if slot == _TAKEN:
        return Figures(others=(told,))
    return Figures(killed=told) if slot == "killed" else Figures(injured=told)


def parts_of(view: SentenceView) -> Iterator[Part]:
    """Yield the counts of a sentence that have a place right behind them."""
    groups = place_lists(view.geotags)
    if len(groups) < _SEVERAL:
        return
    raw = fold_text(view.span.of(view.document))
    read, candidates = read_counts(raw)
    told = ""
    whole: Candidate | None = None
    for counted in candidates:
        some = counted.noun == _PERSONS and read.before(patterns.SUBSET, counted.start) is not None
        candidate = whole if some and whole is not None else counted  # «تسعة بينهم أربعة أطفال في حي الدحي»
        whole = candidate
        span, last = (read.span(one, raw, view.span.start) for one in (candidate, counted))
        behind = next((group for group in groups if group[0].span.start >= last.end), None)
        slot = _what_happened(read, candidate) if behind is not None else ""
        if behind is not None and _stands_in(last, behind[0], view, slot):
            low, high = candidate.count
            told = slot or told
            yield Part(
                figure=Quantity(span=span, low=low, high=high, slot=slot, rule="dealt_out"),
                geotags=behind,
                is_joined=view.document[span.start - 1 : span.start] == "و"
                or _are_others(span, view)
                or (
                    read.text[max(0, candidate.start - 1)] in _SAYS_WHAT
                    and (_are_set_apart(span, view) or _are_added(span, view))
                ),
                says_what=not _DEALT.isdisjoint(candidate.definite_slots()),
            )
    if told:
        yield from _last_of_a_toll(groups, view, told)


def _last_of_a_toll(groups: Sequence[tuple[Geotag, ...]], view: SentenceView, slot: str) -> Iterator[Part]:
    """Yield the last of a toll, told by their rank: «قتل أربعة، ثلاثة في خان يونس والرابع في جباليا».

    `slot`: what happened to those counted before.
    """
    words = view.reading.words
    for number, word in enumerate(words[:-1]):
        if not word.startswith(_AND_THE) or read_ordinal((word[1:],)) is None or words[number + 1] != _WITHIN:
            continue
        span = view.reading.span(number, number, view.span.start)
        behind = next((group for group in groups if group[0].span.start >= span.end), None)
        if behind is not None and _stands_in(span, behind[0], view, slot):
            one = Quantity(span=span, low=1, high=1, slot=slot, rule="dealt_out")
            yield Part(figure=one, geotags=behind, is_joined=True, says_what=False)


_AND_THE = "وال"


def _are_others(span: Span, view: SentenceView) -> bool:
    """Whether a count is of «others» and no act of theirs is told: «فيما قضى ثلاثة آخرون في بنش»."""
    first, last = view.word_at(span.start), view.word_at(span.end - 1)
    others = any(word.startswith(_OTHERS) for word in view.reading.words[last : last + 2])
    return others and not any(view.word_at(trigger.span.start) >= first - _GOVERNING for trigger in view.triggers)


def _are_set_apart(span: Span, view: SentenceView) -> bool:
    """Whether a verb of no act of its own and a word of contrast stand before a count: «بينما قتل ثلاثة في الربصة»."""
    first = view.word_at(span.start)
    contrast = view.reading.words[max(0, first - _GOVERNING) : max(0, first - 1)]
    acts = any(view.word_at(trigger.span.start) == first - 1 for trigger in view.triggers)
    return not acts and not context("contrasts").isdisjoint(contrast)


def _are_added(span: Span, view: SentenceView) -> bool:
    """Whether و joins the word for what happened, which is no act of its own: «قتل اثنان في جرمانا وأصيب ستة في»."""
    number = view.word_at(span.start) - 1
    acts = any(view.word_at(trigger.span.start) == number for trigger in view.triggers)
    return number >= 0 and not acts and view.reading.words[number].startswith("و")


_GOVERNING = 2
"""Words before a count within which a trigger is its own verb («وقتل سبعة آخرون في …»)."""


_OTHERS = "اخر"
"""How «آخرون» and its forms begin, folded."""
_PEOPLE_FELL = re.compile(r"Ei?#P")
"""Signs of «سقط» with a count of people right behind."""
_VERB = "V"
_SAYS_WHAT = frozenset("NVWJK")
"""Signs of words that say what happened to people (`geo.quantity_words`)."""


def _what_happened(read: Sentence, candidate: Candidate) -> str:
    """Return killed or injured by its own noun («8 من القتلى») or the nearest word before a count, else nothing."""
    own = candidate.definite_slots()[:1]
    if own and own[0] in _DEALT:
        return own[0]
    if read.single(candidate) and read.text[candidate.end : candidate.end + 1] == _VERB:
        said = str(read.value(candidate.end))
        return said if said in _DEALT else ""  # «متظاهرا قتل في بغداد»
    for index in range(candidate.start - 1, -1, -1):
        if _PEOPLE_FELL.match(read.text, index):
            return "killed"  # «سقط 22 مدنيا في الغوطة، تسعة في دوما وسبعة في عربين»
        if read.text[index] in _SAYS_WHAT:
            said = read.value(index)
            slot = said.slot if isinstance(said, People) else str(said)
            return slot if slot in _DEALT else ""
    return ""


def _stands_in(span: Span, tag: Geotag, view: SentenceView, slot: str) -> bool:
    """Whether «في» or ب right behind a count leads to a place: «3 في قرية جبالا».

    Of those arrested «من» does: «اعتقلوا شابين من جنين، وخمسة من بلدة بيت أمر».
    """
    taken = slot == _TAKEN and tag.preposition == "from"
    if tag.preposition != "at" and not taken:
        return False
    first, place = view.word_at(span.end - 1) + 1, view.word_at(tag.span.start)
    while first < place and view.reading.words[first] in role_words()["dealt"]:
        first += 1  # «8 من القتلى سقطوا في معرة مصرين»
    by = not context("dealt_by").isdisjoint(view.reading.words[first:place])
    if place - first > _REACH + by * _REACH or "،" in view.document[span.end : tag.span.start]:
        return False
    if by:  # «سبعة في انفجار سيارة مفخخة في مدينة الصدر، وثلاثة بعبوة ناسفة في منطقة باب المعظم»
        return True
    if taken:
        return view.reading.words[view.word_at(span.end - 1) + 1] == _FROM
    led = view.reading.words[first : min(place, first + _FILLERS) + 1]
    return any(word == _WITHIN or _bears_in(word, at_name=first + number == place) for number, word in enumerate(led))


def _bears_in(word: str, *, at_name: bool) -> bool:
    """Whether ب is written onto the name or onto a noun that governs it («بريف حماة»), not onto another word."""
    return any(reading.preposition == _INSIDE and (at_name or reading.word in heads()) for reading in readings(word))
