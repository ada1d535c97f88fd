"""How many people something happened to: killed, injured, missing, detained, displaced, evacuated, besieged.

The sentence is read into signs and its counts are found (`geo.counts`). Every count then looks for what happened to
its people: in its own noun (قتيل), in the event noun or verb before it (مقتل، أصيب), in a toll (عدد القتلى), in the
plural verb after it (قتلوا), or in the count that it continues (و14 مواطنة) or is part of (بينهم). One that finds
nothing is no quantity.

«At least» and «more than N» are open above, «about N» is N, «fewer than N» is 1 to N-1. A number said of two things at
once (عشرات القتلى والجرحى) gives each of them from one to all but one. Families, percentages and things count nobody.
"""

from dataclasses import replace
from functools import lru_cache

from gazetteer.folding import fold_text
from gazetteer.spans import Span
from geo import quantity_patterns as patterns
from geo.counts import Candidate, Sentence, is_running_total, read_counts
from geo.quantity_lists import by_coming_verbs, by_companions, by_list, by_opposed, by_subset
from geo.quantity_rules import (
    are_own_men,
    by_both,
    by_death,
    by_gap,
    by_governor,
    by_noun,
    by_pronoun,
    by_toll,
    by_verb_after,
    is_risen_from,
    is_risen_to,
)
from geo.quantity_words import quantity_words
from geo.records import Quantity

OWN_LOSS = "own_loss"
"""Rule of a count that a party gives of its own dead («فقدت القوات خمسة من مقاتليها»)."""
_PEOPLE_NEEDED = frozenset({"displaced", "evacuated", "besieged"})
"""What also happens to things: their counts need a noun of people."""
_RELEASE_REACH = 5
"""How many words before a count «الإفراج عن» still frees its people."""
_LIVES_REACH = 4
"""Signs behind a count within which «حياتهم» may stand («ثلاثة من مقاتلي قسد فقدوا حياتهم»)."""


@lru_cache(maxsize=8)
def find_quantities(document: str, sentence: Span) -> tuple[Quantity, ...]:
    """Return the counts of people in a sentence, in order; spans of the quantities count in `document`.

    Remembered: what a sentence tells of the act before it and of its own are two questions.
    """
    raw = fold_text(sentence.of(document))
    read, candidates = read_counts(raw)
    coming = by_coming_verbs(read, candidates)
    found: list[Quantity] = []
    before: Candidate | None = None
    whole: Candidate | None = None
    for number, candidate in enumerate(candidates):
        settled = _settled(read, candidate, before) or coming.get(number) or by_opposed(read, candidate, whole)
        if settled is None:
            continue
        before, whole = settled, whole if settled.subset else settled
        span = read.span(settled, raw, sentence.start)
        earlier = (
            read.before(patterns.EARLIER, settled.start) is not None
            or is_running_total(read, settled)
            or is_risen_from(read, settled)
        )
        found += [
            Quantity(
                span=span,
                low=settled.count.low,
                high=settled.count.high,
                slot=slot,
                is_subset=settled.subset,
                is_update_from=earlier,
                is_update_to=is_risen_to(read, settled),
                rule=settled.rule,
            )
            for slot in settled.slots
        ]
    return tuple(found)


def _settled(read: Sentence, candidate: Candidate, before: Candidate | None) -> Candidate | None:
    """Return the candidate with what happened to its people, by the first rule that finds it, `None` if none does."""
    found = by_both(read, candidate) or by_subset(read, candidate, before) or by_companions(read, candidate, before)
    for rule in (by_death, by_noun, by_governor, by_toll, by_gap, by_verb_after):
        found = found or rule(read, candidate)
    found = found or by_list(read, candidate, before) or by_pronoun(read, candidate)
    if found is not None and found.slots == ("detained",) and by_pronoun(read, candidate) is not None:
        found = replace(found, slots=("detained", "killed"))  # «خطفوا تسعة من الشرطة وقتلوهم»
    return _allowed(read, found) if found is not None else None


def _allowed(read: Sentence, candidate: Candidate) -> Candidate | None:
    """Leave out freed prisoners, patients and, where people must be named, things."""
    freed = "G" in read.text[max(0, candidate.start - _RELEASE_REACH) : candidate.start]
    unnamed = candidate.noun not in {"P", "K"}
    if _was_years_ago(read, candidate) or _is_the_last(read, candidate):
        return None
    if unnamed and read.word(candidate.start) in _OF_THINGS:
        return None
    slots = tuple(
        slot
        for slot in candidate.slots
        if not (slot == "detained" and freed)
        and not (slot == "injured" and read.ill)
        and not (slot == "killed" and read.ill and _is_of_disease(read, candidate))
        and not (slot in _PEOPLE_NEEDED and unnamed)
    )
    if slots == ("missing",):
        behind = map(read.word, range(candidate.end, candidate.end + _LIVES_REACH))
        if not quantity_words().their_lives.isdisjoint(behind):
            slots = ("killed",)
        elif are_own_men(read, candidate):
            return replace(candidate, slots=("killed",), rule=OWN_LOSS)
    if slots == ("own_loss",):
        return replace(candidate, slots=("killed",), rule=OWN_LOSS) if are_own_men(read, candidate) else None
    return replace(candidate, slots=slots) if slots else None


_OF_THINGS = frozenset({"عده"})
"""Vague numbers that count what stands before them where no people follow («غارات عدة على دوما»)."""


def _was_years_ago(read: Sentence, candidate: Candidate) -> bool:
    """Whether a count is of years ago («مستذكرين سقوط 32 متظاهرا قبل ست سنوات»)."""
    behind = [read.word(index) for index in range(candidate.end, candidate.end + _AGO_REACH)]
    ago = behind.index(_AGO) if _AGO in behind else len(behind)
    return not _YEARS.isdisjoint(behind[ago : ago + 3])


_AGO, _YEARS = "قبل", frozenset({"سنوات", "اعوام", "عامين", "سنتين", "عقود"})
_AGO_REACH = 6
"""Words behind a count in which «قبل» stands, and two behind it the years."""


def _is_the_last(read: Sentence, candidate: Candidate) -> bool:
    """Whether «آخر» is the last of something and no further person («القضاء على آخر تجمعات المسلحين»)."""
    return (
        read.word(candidate.start) == _LAST
        and read.text[candidate.start - 1 : candidate.start] == "N"
        and (read.word(candidate.start - 1).endswith(_UPON))
    )


_LAST, _UPON = "اخر", "علي"


def _is_of_disease(read: Sentence, candidate: Candidate) -> bool:
    """Whether a disease follows that they died of («وفاة عشرة مواطنين بحمى الضنك»)."""
    behind = range(candidate.end, candidate.end + _DISEASE_REACH)
    return any(quantity_words().disease.search(read.word(index)) for index in behind)


_DISEASE_REACH = 4
