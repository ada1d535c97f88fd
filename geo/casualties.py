"""Which trigger a figure belongs to, and what the figures of one trigger add up to."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from gazetteer.spans import Span
from geo.records import Quantity, Trigger
from geo.sites import SentenceView
from geo.taxonomy import EventType, SubEventType

VIOLENT = frozenset({EventType.BATTLES, EventType.EXPLOSIONS, EventType.VIOLENCE_AGAINST_CIVILIANS, EventType.RIOTS})
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

    Subsets are left out, as are counts that the text itself replaces; of two counts in one slot the first said stays,
    and its trigger is the nearest one that can cause it.
    """
    found: dict[Span, Figures] = {}
    for quantity in quantities:
        trigger = _nearest(quantity, view)
        if trigger is None or not counts(quantity):
            continue
        known = found.get(trigger.span, Figures())
        found[trigger.span] = _with(known, quantity)
    return found


def counts(quantity: Quantity) -> bool:
    """Whether a figure stands for itself: no subset of another, no count that the text replaces."""
    return not (quantity.is_subset or quantity.is_update_from)


def unclaimed(view: SentenceView, quantities: Sequence[Quantity]) -> tuple[Quantity, ...]:
    """Return the killed and injured of a sentence that has no trigger which could have caused them."""
    return tuple(
        quantity
        for quantity in quantities
        if quantity.slot in {"killed", "injured"} and counts(quantity) and _nearest(quantity, view) is None
    )


def _with(known: Figures, quantity: Quantity) -> Figures:
    if quantity.slot == "killed":
        return Figures(killed=known.killed or quantity, injured=known.injured, others=known.others)
    if quantity.slot == "injured":
        return Figures(killed=known.killed, injured=known.injured or quantity, others=known.others)
    return Figures(killed=known.killed, injured=known.injured, others=(*known.others, quantity))


def _nearest(quantity: Quantity, view: SentenceView) -> Trigger | None:
    able = [trigger for trigger in view.triggers if can_cause(trigger, quantity.slot)]
    if not able:
        return None
    return min(able, key=lambda trigger: (_words_apart(trigger.span, quantity.span, view), trigger.span))


def can_cause(trigger: Trigger, slot: str) -> bool:
    """Whether an event of the trigger's type can kill, injure, displace … people."""
    match slot:
        case "killed" | "injured":
            return trigger.event_type in VIOLENT
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
