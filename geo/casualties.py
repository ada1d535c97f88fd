"""What figures one act has: which counts of a sentence are its own, and what they come to."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from gazetteer.spans import Span
from geo.causes import BODIES, FOUND, OF_A_WAR, can_cause, is_led_by_a_cause, nearest_trigger, told_by
from geo.evidence import WAS
from geo.quantity_words import tells_of_hurt
from geo.records import Quantity, Trigger
from geo.roles import counts_since_a_beginning
from geo.totals import total
from geo.uncounted import uncounted
from geo.views import SentenceView


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

    @property
    def most(self) -> int:
        """The largest number of people that any of them may come to; 0 of none."""
        named = tuple(quantity for quantity in (self.killed, self.injured) if quantity is not None)
        return max(
            (quantity.high if quantity.high is not None else quantity.low for quantity in (*named, *self.others)),
            default=0,
        )


def figures_of(view: SentenceView, quantities: Sequence[Quantity]) -> Mapping[Span, Figures]:
    """Return the figures of each trigger of a sentence, by the trigger's span.

    Subsets are left out, as are counts that the text itself replaces; a count goes to the nearest trigger that can have
    caused it; what several counts of one slot for one trigger come to is told by `total`.
    """
    claimed: dict[Span, list[Quantity]] = defaultdict(list)
    last: tuple[Quantity, Trigger] | None = None
    for number, quantity in enumerate(quantities):
        if not counts(quantity) and (number or not _opens_its_sentence(quantity, view)):
            continue
        trigger = _trigger_of(quantity, last, view)
        if trigger is not None:
            claimed[trigger.span].append(quantity)
            last = quantity, trigger
    for quantity, act in _subsets_with_an_act(quantities, view):
        claimed[act.span] = [quantity]
    for quantity, trigger in uncounted(view):
        if all(other.slot != "killed" for other in claimed[trigger.span]):
            claimed[trigger.span].append(quantity)
    return {span: _figures(mine, view.document) for span, mine in claimed.items() if mine}


def _subsets_with_an_act(quantities: Sequence[Quantity], view: SentenceView) -> Iterator[tuple[Quantity, Trigger]]:
    """Yield what is part of a whole told in front, with an act of its own: «بينهم 14 مدنيا أعدموا في بابا عمرو»."""
    for before, quantity in pairwise(quantities):
        if not quantity.is_subset or before.slot != quantity.slot:
            continue
        act = next(_acts_right_behind(quantity, view), None)
        apart = view.clause_at(before.span.start) != view.clause_at(quantity.span.end - 1)
        if act is not None and apart and can_cause(act, quantity.slot):
            yield replace(quantity, is_subset=False), act


def _trigger_of(quantity: Quantity, last: tuple[Quantity, Trigger] | None, view: SentenceView) -> Trigger | None:
    """Return the trigger that a count is of; `last` is the count before with its own."""
    if last is None:
        return told_by(nearest_trigger(quantity, view), view)
    before, trigger = last
    if _is_continued(before, quantity, view):
        return _own_act(quantity, trigger, view) or trigger
    if quantity.low >= OF_A_WAR and before.slot == quantity.slot:
        return trigger
    return told_by(nearest_trigger(quantity, view), view)


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


def _own_act(quantity: Quantity, trigger: Trigger, view: SentenceView) -> Trigger | None:
    """Return another act right behind a count that has caused it («فضلا عن ستة آخرين في قصف مدفعي طال عين ترما»)."""
    able = (act for act in _acts_right_behind(quantity, view) if act != trigger and can_cause(act, quantity.slot))
    return next(able, None)


def _acts_right_behind(quantity: Quantity, view: SentenceView) -> Iterator[Trigger]:
    """Yield the acts right behind a count, in order."""
    last = view.word_at(quantity.span.end - 1)
    return (act for act in view.triggers if _is_right_behind(act, last, view))


def _is_right_behind(act: Trigger, last: int, view: SentenceView) -> bool:
    """Whether an act stands right behind a word in its clause, or further off behind «جراء» or its like.

    «وثلاثة في معرة حرمة جراء برميل سقط على منزلهم»
    """
    apart = view.word_at(act.span.start) - last
    if 0 < apart <= _OWN_REACH:
        return view.clause_at(act.span.start) == view.reading.clauses[last]
    return 0 < apart <= _CAUSE_REACH and is_led_by_a_cause(act, view)


_OWN_REACH, _CAUSE_REACH = 3, 8
"""Words behind a count at which its own cause stands («ستة آخرين في قصف»), or «جراء» and its cause."""


def _figures(quantities: Sequence[Quantity], document: str) -> Figures:
    killed = total([quantity for quantity in quantities if quantity.slot == "killed"], document)
    injured = total([quantity for quantity in quantities if quantity.slot == "injured"], document)
    others = tuple(quantity for quantity in quantities if quantity.slot not in {"killed", "injured"})
    return Figures(killed=killed, injured=injured, others=others)


def counts(quantity: Quantity) -> bool:
    """Whether a figure stands for itself: no subset of another, no count that the text replaces."""
    return not (quantity.is_subset or quantity.is_update_from)


def unclaimed(view: SentenceView, quantities: Sequence[Quantity]) -> tuple[Quantity, ...]:
    """Return the killed and injured of a sentence that has no trigger which could have caused them.

    None where bodies were found: they are of days before («وعثر على 160 جثة في المستشفى»); nor where the sentence
    counts since a beginning («قتل أكثر من 30 ألف شخص منذ بدء الانتفاضة»).
    """
    if not quantities:
        return ()
    words = view.reading.words
    if any(word.removeprefix("و").startswith(FOUND) for word in words) or counts_since_a_beginning(words):
        return ()
    if not WAS.isdisjoint(words[:1]):
        return ()  # «وكان 24 شخصا قتلوا الجمعة في أنحاء البلاد» opens the background
    return tuple(
        quantity
        for quantity in quantities
        if quantity.slot in {"killed", "injured"} and counts(quantity)
        if told_by(nearest_trigger(quantity, view), view) is None
        if quantity.low <= _BODIES_OF_A_DAY or BODIES not in quantity.span.of(view.document)
    )


_BODIES_OF_A_DAY = 60
"""Bodies up to which a hospital may take in those of one act; more are of days."""


def _opens_its_sentence(quantity: Quantity, view: SentenceView) -> bool:
    """Whether a subset is of a total told before, and its sentence tells its act («وبينهم 145 قتلوا في غارات»)."""
    before = view.reading.words[: view.word_at(quantity.span.start)]
    acts = any(trigger.span < quantity.span for trigger in (*view.triggers, *view.taken_up))
    return quantity.is_subset and not acts and not tells_of_hurt(before)
