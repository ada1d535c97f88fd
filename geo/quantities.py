"""How many people something happened to: killed, injured, missing, detained, displaced, evacuated, besieged.

The sentence is read into signs and its counts are found (`geo.counts`). Every count then looks for what happened to
its people: in its own noun (قتيل), in the event noun or verb before it (مقتل، أصيب), in a toll (عدد القتلى), in the
plural verb after it (قتلوا), or in the count that it continues (و14 مواطنة) or is part of (بينهم). One that finds
nothing is no quantity.

«At least» and «more than N» are open above, «about N» is N, «fewer than N» is 1 to N-1. A number said of two things at
once (عشرات القتلى والجرحى) gives each of them from one to all but one. Families, percentages and things count nobody.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from gazetteer.folding import fold_text
from gazetteer.spans import Span
from geo import quantity_patterns as patterns
from geo.counts import Candidate, Count, Sentence, is_running_total, read_counts
from geo.quantity_words import quantity_words
from geo.records import Quantity

_PEOPLE_NEEDED = frozenset({"displaced", "evacuated", "besieged"})
"""What also happens to things: their counts need a noun of people."""
_ADJACENT_ONLY = frozenset({"missing", "displaced", "evacuated", "besieged"})
"""Their verbs have other meanings, so that the people must stand right after."""
_RELEASE_REACH = 5
"""How many words before a count «الإفراج عن» still frees its people."""
_DEATH_REACH = 12
"""How many words after «لقي» its «مصرعهم» may stand."""


def find_quantities(document: str, sentence: Span) -> tuple[Quantity, ...]:
    """Return the counts of people in a sentence, in order; spans of the quantities count in `document`."""
    raw = fold_text(sentence.of(document))
    read, candidates = read_counts(raw.text)
    coming = _by_coming_verbs(read, candidates)
    found: list[Quantity] = []
    before: Candidate | None = None
    for number, candidate in enumerate(candidates):
        settled = _settled(read, candidate, before) or coming.get(number)
        if settled is None:
            continue
        before = settled
        span = read.span(settled, raw, sentence.start)
        earlier = read.before(patterns.EARLIER, settled.start) is not None or is_running_total(read, settled)
        found += [
            Quantity(
                span=span,
                low=settled.count.low,
                high=settled.count.high,
                slot=slot,
                is_subset=settled.subset,
                is_update_from=earlier,
                rule=settled.rule,
            )
            for slot in settled.slots
        ]
    return tuple(found)


def _settled(read: Sentence, candidate: Candidate, before: Candidate | None) -> Candidate | None:
    """Return the candidate with what happened to its people, by the first rule that finds it, `None` if none does."""
    found = _by_both(read, candidate) or _by_subset(read, candidate, before)
    for rule in (_by_noun, _by_death, _by_governor, _by_toll, _by_gap, _by_verb_after):
        found = found or rule(read, candidate)
    found = found or _by_list(read, candidate, before) or _by_companions(read, candidate)
    return _allowed(read, found) if found is not None else None


def _allowed(read: Sentence, candidate: Candidate) -> Candidate | None:
    """Leave out freed prisoners, patients and, where people must be named, things."""
    freed = "G" in read.text[max(0, candidate.start - _RELEASE_REACH) : candidate.start]
    unnamed = candidate.noun not in {"P", "K"}
    slots = tuple(
        slot
        for slot in candidate.slots
        if not (slot == "detained" and freed)
        and not (slot == "injured" and read.ill)
        and not (slot == "killed" and read.ill and _is_of_disease(read, candidate))
        and not (slot in _PEOPLE_NEEDED and unnamed)
    )
    if slots == ("missing",) and read.word(candidate.end) in quantity_words().their_lives:
        slots = ("killed",)
    return replace(candidate, slots=slots) if slots else None


def _slot(read: Sentence, index: int) -> str | None:
    """Return what a governor or counting noun says happened; going out is evacuation in its context only."""
    match read.text[index]:
        case "v":
            return "evacuated" if read.leaving else None
        case "Z" | "E":
            return "killed"
        case "K":
            return str(read.value(index).slot)
        case _:
            return str(read.value(index))


def _together(candidate: Candidate, first: str, second: str, end: int) -> Candidate:
    """Return a count said of two slots at once: of each at least one, and at most all but one."""
    high = candidate.count.high
    bounds = Count(1, None if high is None else max(high - 1, 1))
    return replace(candidate, end=end, count=bounds, slots=(first, second), rule="together")


def _by_both(read: Sentence, candidate: Candidate) -> Candidate | None:
    """«عشرات القتلى والجرحى», «20 شخصا بين قتيل وجريح»: one number for both."""
    match = patterns.TOGETHER.match(read.text, candidate.end)
    if match is None or read.text[candidate.start] != "#":
        return None
    if match["first"]:
        first, second = (str(read.value(match.start(group)).slot) for group in ("first", "second"))
        return _together(candidate, first, second, candidate.end)
    other = read.value(match.start("second_"))
    own = candidate.definite_slots()
    shared = own and candidate.people is not None and candidate.people.number is None and other.number is None
    counted = own and candidate.count.low > _TENS and read.word(match.end() - 1).endswith("ا")  # «66 قتيلا وجريحا»
    shared = shared or counted
    return _together(candidate, own[0], other.slot, match.end()) if shared else None


_TENS = 10
"""Number above which the counted noun is a single one in the accusative."""


def _is_of_disease(read: Sentence, candidate: Candidate) -> bool:
    """Whether a disease follows that they died of («وفاة عشرة مواطنين بحمى الضنك»)."""
    behind = range(candidate.end, candidate.end + _DISEASE_REACH)
    return any(quantity_words().disease.search(read.word(index)) for index in behind)


_DISEASE_REACH = 4


def _by_noun(read: Sentence, candidate: Candidate) -> Candidate | None:
    """«20 قتيلا», «قتيلان»; a single one only where something says that it fell («سقط جريح»)."""
    if candidate.noun == "J":
        return replace(candidate, slots=(str(read.value(candidate.end - 1)),), rule="counted_noun")
    if candidate.noun != "K" or _is_said_before(read, candidate):
        return None
    if read.single(candidate) and read.text[max(0, candidate.start - 1) : candidate.start] not in {"E", "e"}:
        return None
    return replace(candidate, slots=candidate.definite_slots(), rule="counted_noun")


def _is_said_before(read: Sentence, candidate: Candidate) -> bool:
    """Whether the word right before says what happened to people whose noun says what they were («مقتل ستة نازحين»)."""
    if candidate.definite_slots()[:1] in {("killed",), ("injured",)}:
        return False
    match = read.before(patterns.GOVERNOR, candidate.start)
    return match is not None and match["governor"] in "NVW" and _slot(read, match.start("governor")) in _HURT


_HURT = frozenset({"killed", "injured"})


def _by_death(read: Sentence, candidate: Candidate) -> Candidate | None:
    """«لقي 12 شخصا مصرعهم»: met their death, which must be said."""
    if candidate.noun == "P" and patterns.MET_AFTER.match(read.text, candidate.end):
        return replace(candidate, slots=("killed",), rule="met_death")
    if not read.before(patterns.MET, candidate.start):
        return None
    said = "Z" in read.text[candidate.end : candidate.end + _DEATH_REACH]
    return replace(candidate, slots=("killed",), rule="met_death") if said else None


def _by_governor(read: Sentence, candidate: Candidate) -> Candidate | None:
    """«مقتل خمسة», «أصيب طفل», «مقتل وإصابة 20», «سقوط 12 مدنيا»."""
    match = read.before(patterns.GOVERNOR, candidate.start)
    if match is None:
        return None
    slot = _slot(read, match.start("governor"))
    if match["governor"] == "E":
        if candidate.noun != "P" or read.text[candidate.start] != "#":
            return None
        state = patterns.STATE.match(read.text, candidate.end)  # «سقوط 12 مدنيا جرحى» are not dead
        slot = _slot(read, state.end() - 1) if state else slot
    if slot is None or not _takes(read, candidate, match["governor"]):
        return None
    other = _slot(read, match.start("together")) if match["together"] else None
    if other is not None and other != slot:
        return _together(candidate, slot, other, candidate.end)
    return replace(candidate, slots=(slot,), rule="governor")


def _takes(read: Sentence, candidate: Candidate, governor: str) -> bool:
    """Whether a governor right before takes this as its victim: of single persons a verb takes the indefinite only.

    Nor does it take the one who acts, with his victims after him («قتل مسلح ثلاثة جنود»).
    """
    if candidate.noun == "O":
        return governor not in "VW" or read.text[candidate.end - 1] == "P"  # «لم يقتل أحد في الهجوم» is no count
    if not read.single(candidate) or governor not in "VWZ":
        return True
    acts = patterns.VICTIMS.match(read.text, candidate.end)
    return not read.definite(candidate.start) and acts is None


def _by_toll(read: Sentence, candidate: Candidate) -> Candidate | None:
    """«عدد القتلى بلغ 50», «ارتفع إلى 253 عدد الشهداء»."""
    if read.text[candidate.start] != "#":
        return None
    match = read.before(patterns.TOLL, candidate.start)
    if match is None and read.before(patterns.RISING, candidate.start):
        match = patterns.TOLL_AFTER.match(read.text, candidate.end)
    if match is None:
        return None
    return replace(candidate, slots=(str(_slot(read, match.start("governor"))),), rule="toll")


def _by_gap(read: Sentence, candidate: Candidate) -> Candidate | None:
    """«قتل في القصف خمسة مدنيين», «قتل مسلح 38 سائحا», «مقتل أسرة من سبعة أفراد»: some words after what governs."""
    numbered = read.text[candidate.start] == "#"
    match = None
    if numbered:
        match = read.before(patterns.KILLER, candidate.start) or read.before(patterns.FAMILY, candidate.start)
    if match is None and numbered:
        match = _bracketed(read, candidate)
    adjective = not numbered and read.text[max(0, candidate.start - 1) : candidate.start] == "X"
    if match is None and candidate.noun == "P" and not read.single(candidate) and not adjective:
        match = read.before(patterns.GAP, candidate.start) or _by_those_who_act(read, candidate)
    if match is None:
        return None
    slot = _slot(read, match.start("governor"))
    if slot is None or slot in _ADJACENT_ONLY:
        return None
    return replace(candidate, slots=(slot,), rule="governor_apart")


def _by_those_who_act(read: Sentence, candidate: Candidate) -> re.Match[str] | None:
    """Match a plural verb behind those who do it, some words before its victims: «المسلحون أعدموا أمس ثلاثة شبان»."""
    match = read.before(patterns.ACTING, candidate.start)
    numbered = read.text[candidate.start] == "#"
    return match if match is not None and numbered and read.definite(match.start("actor")) else None


def _bracketed(read: Sentence, candidate: Candidate) -> re.Match[str] | None:
    """Match a number in brackets that counts the plural before them; after one person it would be an age."""
    match = read.before(patterns.BRACKETED, candidate.start)
    if match is None or read.value(match.start("people")).number is not None:
        return None
    return match if match.group().endswith("(") or read.word(candidate.start).startswith("(") else None


def _by_verb_after(read: Sentence, candidate: Candidate) -> Candidate | None:
    """«60 شخصا قتلوا», «ثلاثة جنود على الأقل أصيبوا», «أن شرطيا قتل», «150 ألف شخص محاصرين»."""
    single = read.single(candidate)
    if candidate.noun not in {"P", "n"} or (single and read.definite(candidate.start)):
        return None
    match = (patterns.AFTER_ONE if single else patterns.AFTER).match(read.text, candidate.end)
    if match is None:
        return None
    index = match.start("governor") if match["governor"] else match.start("state")
    if single and read.word(index)[0] in "يت":
        return None  # an imperfect tells what a single person does: «شاب يقتل أباه»
    if not match["governor"] and read.value(index).number is not None:
        return None
    return replace(candidate, slots=(str(_slot(read, index)),), rule="verb_after")


def _by_coming_verbs(read: Sentence, candidates: Sequence[Candidate]) -> Mapping[int, Candidate]:
    """Return the members of a list whose verb stands behind its last: «خمسة مدنيين و11 من المتمردين قتلوا»."""
    found: dict[int, Candidate] = {}
    for number in range(len(candidates) - 2, -1, -1):
        candidate, following = candidates[number], candidates[number + 1]
        last = found.get(number + 1) or _by_verb_after(read, following)
        counted = candidate.noun in {"P", "n"} and read.text[candidate.start] == "#"
        if last is not None and counted and len(last.slots) == 1 and _continues(read, following, candidate):
            found[number] = replace(candidate, slots=last.slots, rule="verb_after_list")
    return found


def _by_subset(read: Sentence, candidate: Candidate, before: Candidate | None) -> Candidate | None:
    """«بينهم ثلاثة أطفال وامرأة»: part of the count before, or by its own noun of one said elsewhere."""
    marked = read.before(patterns.SUBSET, candidate.start) is not None
    continued = before is not None and before.subset and _continues(read, candidate, before)
    if (not marked and not continued) or (candidate.noun == "." and not marked):
        return None
    of_one = before.slots if before is not None and len(before.slots) == 1 else ()
    slots = candidate.definite_slots() or of_one
    return replace(candidate, slots=slots, rule="subset", subset=True) if slots else None


def _by_list(read: Sentence, candidate: Candidate, before: Candidate | None) -> Candidate | None:
    """«مقتل 3 مدنيين و5 جنود», «20 أجنبيا وشرطيا تونسيا», and «بعد أن كان 10»."""
    if before is None or before.subset or len(before.slots) != 1:
        return None
    if read.before(patterns.EARLIER_FIGURE, candidate.start):
        return replace(candidate, slots=before.slots, rule="earlier")
    if candidate.noun not in {"P", "n", "K", "O"} or not _continues(read, candidate, before):
        return None
    if read.single(candidate):
        far = candidate.start - before.end > 3
        if far or read.definite(candidate.start) or _shares_number(read, candidate, before):
            return None
    return replace(candidate, slots=candidate.definite_slots() or before.slots, rule="list")


def _by_companions(read: Sentence, candidate: Candidate) -> Candidate | None:
    """«قتل القيادي وسبعة من مرافقيه»: one whom readers know and those with him, who is one more."""
    match = read.before(patterns.COMPANIONS, candidate.start)
    if match is None or read.text[candidate.start] != "#" or candidate.noun != "P":
        return None
    slot = _slot(read, match.start("governor"))
    known = read.definite(match.start("people")) and read.value(match.start("people")).number == 1
    if slot not in _HURT or not known:
        return None
    low, high = candidate.count
    return replace(
        candidate, count=Count(low + 1, None if high is None else high + 1), slots=(slot,), rule="companions"
    )


def _continues(read: Sentence, candidate: Candidate, before: Candidate) -> bool:
    """Whether «و» and a few words at most stand between a count and the one it continues."""
    return patterns.BETWEEN.fullmatch(read.text, before.end, candidate.start) is not None


def _shares_number(read: Sentence, candidate: Candidate, before: Candidate) -> bool:
    """«13 جنديا وشرطيا»: two nouns of one number, unless an adjective sets the second apart («وشرطيا تونسيا»)."""
    nouns = (candidate.people, before.people)
    both = all(people is not None and people.accusative for people in nouns)
    return both and not read.word(candidate.end).endswith("ا")
