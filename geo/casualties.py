"""Which trigger a figure belongs to, and what the figures of one trigger add up to."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from gazetteer.spans import Span
from geo.actors import has_reporting_word
from geo.evidence import context
from geo.quantity_words import quantity_words
from geo.records import Quantity, Trigger
from geo.roles import counts_since_a_beginning
from geo.taxonomy import POLITICAL_VIOLENCE, EventType, SubEventType
from geo.views import SentenceView, clause_on_a_place

VIOLENT = POLITICAL_VIOLENCE | {EventType.RIOTS}
"""Types of events that kill and injure."""
_PER_CLAUSE = 4
"""Words that crossing one clause is worth."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """The people figures of one trigger, as the text gives them."""

    killed: Quantity | None = None
    injured: Quantity | None = None
    others: tuple[Quantity, ...] = ()
    """Displaced, evacuated, detained, missing, besieged."""

    @property
    def spans(self) -> tuple[Span, ...]:
        """Where they stand."""
        named = tuple(quantity for quantity in (self.killed, self.injured) if quantity is not None)
        return tuple(quantity.span for quantity in (*named, *self.others))


def figures_of(view: SentenceView, quantities: Sequence[Quantity]) -> Mapping[Span, Figures]:
    """Return the figures of each trigger of a sentence, by the trigger's span.

    Subsets are left out, as are counts that the text itself replaces; a count goes to the nearest trigger that can have
    caused it; what several counts of one slot for one trigger come to is told by `total`.
    """
    claimed: dict[Span, list[Quantity]] = defaultdict(list)
    last: tuple[Quantity, Trigger] | None = None
    for quantity in quantities:
        if not counts(quantity):
            continue
        goes_on = last is not None and _is_continued(last[0], quantity, view)
        trigger = last[1] if goes_on and last else nearest_trigger(quantity, view)
        if trigger is not None:
            claimed[trigger.span].append(quantity)
            last = quantity, trigger
    for quantity, trigger in (*_nobody(view), *_murders(view)):
        if all(other.slot != "killed" for other in claimed[trigger.span]):
            claimed[trigger.span].append(quantity)
    return {span: _figures(mine, view.document) for span, mine in claimed.items() if mine}


def _nobody(view: SentenceView) -> Iterator[tuple[Quantity, Trigger]]:
    """Yield that nobody died for the act before which a sentence says so («سقطت قذيفة دون وقوع إصابات»)."""
    words, phrases = view.reading.words, quantity_words().nobody
    for number, word in enumerate(words):
        for phrase, _ in phrases.get(word.removeprefix("و"), ()):
            if words[number + 1 : number + len(phrase)] != phrase[1:]:
                continue
            span = view.reading.span(number, number + len(phrase) - 1, view.span.start)
            before = [act for act in view.triggers if act.span < span and can_cause(act, "killed")]
            if before:
                yield _killed(span, 0, "nobody"), before[-1]


def _murders(view: SentenceView) -> Iterator[tuple[Quantity, Trigger]]:
    """Yield the one whom «اغتال» tells of without a number, and his companion («ضابطا برتبة عقيد وسائقه»)."""
    for trigger in view.triggers:
        if not trigger.rule.startswith(_MURDERED):
            continue
        number = view.word_at(trigger.span.start)
        behind = view.reading.words[number : view.reading.clause_bounds(number)[1]]
        companions = sum(word.startswith("و") and word[1:] in quantity_words().companions for word in behind)
        yield _killed(trigger.span, 1 + companions, "murdered"), trigger


_MURDERED = "assassinate.verb"


def _killed(span: Span, number: int, rule: str) -> Quantity:
    return Quantity(span=span, low=number, high=number, slot="killed", is_subset=False, is_update_from=False, rule=rule)


_LIST_REACH = 9
"""Words between two counts of one list: «17 شخصا في صفوف المسلحين مقابل 19 قتيلا»."""


def _is_continued(before: Quantity, quantity: Quantity, view: SentenceView) -> bool:
    """Whether a count goes on with the one before: both of one slot, with و or «مقابل» between and little else."""
    if before.slot != quantity.slot:
        return False
    first, last = view.word_at(before.span.end - 1) + 1, view.word_at(quantity.span.start)
    between = view.reading.words[first:last]
    return len(between) <= _LIST_REACH and (quantity.rule == "list" or _AGAINST in between)


_AGAINST = "مقابل"


def _figures(quantities: Sequence[Quantity], document: str) -> Figures:
    killed = total([quantity for quantity in quantities if quantity.slot == "killed"], document)
    injured = total([quantity for quantity in quantities if quantity.slot == "injured"], document)
    others = tuple(quantity for quantity in quantities if quantity.slot not in {"killed", "injured"})
    return Figures(killed=killed, injured=injured, others=others)


_SEVERAL, _TOTAL_AND_PARTS = 2, 3


def total(parts: Sequence[Quantity], document: str) -> Quantity | None:
    """Return what several counts of one slot come to («13 من الحوثيين … و4 من المقاومة»); `None` of none.

    Where the first is the sum of the others it is the total already («28 قتيلا: 17 متمردا و11 جنديا»), and a count said
    again is counted once, but for the members of a list («امرأة وطفلها»). Counts of different speakers, and estimates
    («more than»), are rivals: they make a range, never a sum.
    """
    told = [(part.low, part.high, part.span if part.rule == "list" else None) for part in parts]
    distinct = list(dict(zip(reversed(told), reversed(parts), strict=True)).values())[::-1]
    summed = len(distinct) >= _TOTAL_AND_PARTS and distinct[0].low == sum(part.low for part in distinct[1:])
    if len(distinct) < _SEVERAL or summed:
        return distinct[0] if distinct else None
    lows = [part.low for part in distinct]
    highs = [part.low if part.high is None else part.high for part in distinct]
    listed = all(part.rule == "list" for part in distinct[1:]) or all(
        part.rule == "verb_after_list" for part in distinct[:-1]
    )
    estimated = any(part.high is None for part in distinct) and not listed
    if estimated or has_reporting_word(document, _from_first_to_last(distinct)):
        return replace(distinct[0], low=min(lows), high=max(highs), rule=f"{distinct[0].rule}+range")
    return replace(distinct[0], low=sum(lows), high=sum(highs), rule=f"{distinct[0].rule}+sum")


def _from_first_to_last(parts: Sequence[Quantity]) -> Span:
    return Span(start=min(part.span.start for part in parts), end=max(part.span.end for part in parts))


def counts(quantity: Quantity) -> bool:
    """Whether a figure stands for itself: no subset of another, no count that the text replaces."""
    return not (quantity.is_subset or quantity.is_update_from)


_BODIES = "جث"
"""Letters of «جثة» and its forms: a hospital that takes in 120 bodies counts those of days."""
_FOUND = ("عثر", "العثور")
"""How «عثر على» and its noun begin, folded."""


def unclaimed(view: SentenceView, quantities: Sequence[Quantity]) -> tuple[Quantity, ...]:
    """Return the killed and injured of a sentence that has no trigger which could have caused them.

    None where bodies were found: they are of days before («وعثر على 160 جثة في المستشفى»); nor where the sentence
    counts since a beginning («قتل أكثر من 30 ألف شخص منذ بدء الانتفاضة»).
    """
    words = view.reading.words
    if any(word.removeprefix("و").startswith(_FOUND) for word in words) or counts_since_a_beginning(words):
        return ()
    return tuple(
        quantity
        for quantity in quantities
        if quantity.slot in {"killed", "injured"} and counts(quantity) and nearest_trigger(quantity, view) is None
        if not any(_BODIES in word for word in quantity.span.of(view.document).split())
    )


def nearest_trigger(quantity: Quantity, view: SentenceView) -> Trigger | None:
    """Return the trigger nearest to a count that can have caused it; `None` where none can.

    What an act in front of a count has done is not put on an act that a later clause turns to («ما أسفر عن مقتل اثنين،
    كما سقطت قذيفة على جرمانا»).
    """
    able = [trigger for trigger in view.triggers if can_cause(trigger, quantity.slot)]
    near = [trigger for trigger in able if not _is_turned_to(trigger, quantity, view)]
    if any(trigger.span < quantity.span for trigger in near):
        able = near
    here = clause_on_a_place(view, quantity.span.start)
    able = [act for act in able if clause_on_a_place(view, act.span.start) in {None, here}] or able
    if not able:
        return None
    return min(able, key=lambda trigger: (_words_apart(trigger.span, quantity.span, view), trigger.span))


def _is_turned_to(trigger: Trigger, quantity: Quantity, view: SentenceView) -> bool:
    """Whether a trigger stands in a clause behind a count's, which does not tell its cause («، إثر غارة على …»)."""
    clause = view.clause_at(trigger.span.start)
    if clause <= view.clause_at(quantity.span.start):
        return False
    first, _ = view.reading.clause_bounds(view.word_at(trigger.span.start))
    return view.reading.words[first] not in context("causes")


_CROWDS_HURT = frozenset({SubEventType.EXCESSIVE_FORCE, SubEventType.PROTEST_INTERVENTION})


def can_cause(trigger: Trigger, slot: str) -> bool:
    """Whether an event of the trigger's type can kill, injure, displace … people."""
    match slot:
        case "killed" | "injured":
            if trigger.sub_event_type in _CROWDS_HURT:
                return True
            return trigger.event_type in VIOLENT and trigger.sub_event_type is not SubEventType.ABDUCTION
        case "displaced":
            return trigger.sub_event_type in {SubEventType.DISPLACEMENT, SubEventType.EVACUATION}
        case "evacuated":
            return trigger.sub_event_type is SubEventType.EVACUATION
        case "detained":
            return trigger.sub_event_type in {SubEventType.ARRESTS, SubEventType.ABDUCTION}
        case "besieged":
            return trigger.sub_event_type is SubEventType.SIEGE
        case _:
            return trigger.event_type in VIOLENT or trigger.sub_event_type is SubEventType.ABDUCTION


def _words_apart(one: Span, other: Span, view: SentenceView) -> int:
    clauses = abs(view.clause_at(one.start) - view.clause_at(other.start))
    return abs(view.word_at(one.start) - view.word_at(other.start)) + _PER_CLAUSE * clauses
