"""How a count of people goes on from another: in one list, as a part of it, as the other side's, as his companions."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from gazetteer.folding import key
from geo import quantity_patterns as patterns
from geo.counts import ONLY_ONE, Candidate, Count, Sentence
from geo.quantity_rules import HURT, by_verb_after, name_a_deed, slot_at
from geo.quantity_words import quantity_words
from geo.signs import AND, NUMBER, ORDINAL, interval


def by_coming_verbs(read: Sentence, candidates: Sequence[Candidate]) -> Mapping[int, Candidate]:
    """Return the members of a list whose verb stands behind its last: «خمسة مدنيين و11 من المتمردين قتلوا»."""
    found: dict[int, Candidate] = {}
    counted_or_new = [
        number
        for number, candidate in enumerate(candidates)
        if not (read.single(candidate) and read.definite(candidate.start))  # «28 عنصرا من الجيش العراقي و18 مقاتلا»
    ]
    for number, after in reversed(tuple(pairwise(counted_or_new))):
        candidate, following = candidates[number], candidates[after]
        last = found.get(after) or by_verb_after(read, following) or _who_with_others(read, following)
        dual = candidate.people is not None and candidate.people.number == _PAIR  # «جنديين أمريكيين ومترجما»
        counted = candidate.noun in {"P", "n"} and (
            read.text[candidate.start] == NUMBER or dual or _are_two(read, candidate, following)
        )
        if last is not None and counted and len(last.slots) == 1 and _continues(read, following, candidate):
            found[number] = replace(candidate, slots=last.slots, rule="verb_after_list")
    return found


def _who_with_others(read: Sentence, candidate: Candidate) -> Candidate | None:
    """Return one person of whom with those before a plural verb tells: «ثلاثة من المسلحين ومدنيا قتلوا»."""
    if not read.single(candidate) or read.text[candidate.end : candidate.end + 1] != "W":
        return None
    slot = slot_at(read, candidate.end)
    return replace(candidate, slots=(slot,), rule="verb_after") if slot in HURT else None


def _are_two(read: Sentence, candidate: Candidate, following: Candidate) -> bool:
    """Whether one without a number stands beside others before a verb of them all («طبيبا ومسعفا قتلا»).

    In the accusative his rank may stand between («ضابطا برتبة مقدم وعشرة جنود قتلوا»).
    """
    if not read.single(candidate) or read.definite(candidate.start) or following.people is None:
        return False
    ranked = candidate.people is not None and candidate.people.accusative
    near = following.start - candidate.end <= (_BESIDE_HIS_RANK if ranked else _SIDE_BY_SIDE)
    return near and (ranked or read.text[following.start] != NUMBER)


_PAIR = 2
_SIDE_BY_SIDE, _BESIDE_HIS_RANK = 2, 4
"""Signs between two such nouns: و, and an adjective of the first, or his rank."""


def by_subset(read: Sentence, candidate: Candidate, before: Candidate | None) -> Candidate | None:
    """«بينهم ثلاثة أطفال وامرأة»: part of the count before, or by its own noun of one said elsewhere."""
    marked = read.before(patterns.SUBSET, candidate.start) is not None
    marked = marked or (before is not None and _are_of_them(read, candidate, before))
    continued = before is not None and before.subset and _continues(read, candidate, before)
    if (not marked and not continued) or (candidate.noun == "." and not marked):
        return None
    of_one = before.slots if before is not None and len(before.slots) == 1 else ()
    slots = candidate.definite_slots() or of_one
    return replace(candidate, slots=slots, rule="subset", subset=True) if slots else None


def _are_of_them(read: Sentence, candidate: Candidate, before: Candidate) -> bool:
    """Whether what befell a count befell some of it again: «أعدم 12 شخصا، قتل أربعة منهم ذبحا»."""
    if read.text[candidate.start] != NUMBER or read.text[candidate.end : candidate.end + 1] != "s":
        return False
    match = read.before(patterns.GOVERNOR, candidate.start)
    return match is not None and before.slots == (slot_at(read, match.start("governor")),)


def by_list(read: Sentence, candidate: Candidate, before: Candidate | None) -> Candidate | None:
    """«مقتل 3 مدنيين و5 جنود», «20 أجنبيا وشرطيا تونسيا», and «بعد أن كان 10»."""
    if before is None or before.subset or len(before.slots) != 1:
        return None
    if read.before(patterns.EARLIER_FIGURE, candidate.start):
        return replace(candidate, slots=before.slots, rule="earlier")
    if _has_a_deed(read, candidate) or _is_the_next(read, candidate, before):
        return replace(candidate, slots=before.slots, rule="list")
    if candidate.noun not in {"P", "n", "K", "O"} or not _continues(read, candidate, before):
        return None
    if _is_one_of_those(read, before):
        return None
    if read.single(candidate):
        theirs = read.word(candidate.end - 1) in quantity_words().companions  # «أربعة من عناصر الوحدات وسائقهم»
        counted = read.word(candidate.end) in ONLY_ONE  # «جنديان من ألوية العمالقة ومدنية واحدة»
        far = not theirs and not counted and candidate.start - before.end > _ADJECTIVES
        another = far or read.definite(candidate.start)
        if another or _shares_number(read, candidate, before):
            return None
    return replace(candidate, slots=candidate.definite_slots() or before.slots, rule="list")


def _is_one_of_those(read: Sentence, before: Candidate) -> bool:
    """Whether a comma behind a count leads to who they were («رهينتان، صحفي أمريكي ومعلم، حتفهما»)."""
    several = before.count.low > 1 and read.text[before.end : before.end + 1] == "،"
    return several and read.text[before.end + 1 : before.end + 2] == "P"


def by_opposed(read: Sentence, candidate: Candidate, whole: Candidate | None) -> Candidate | None:
    """«23 قتيلا من المقاتلين بينهم سبعة من الجبهة، مقابل 11 عنصرا من القوات»: the dead of the other side.

    `whole` is the last count that is no subset.
    """
    if whole is None or len(whole.slots) != 1 or candidate.noun not in {"P", "n"} or not candidate.start:
        return None
    if read.text[candidate.start] != NUMBER or read.word(candidate.start - 1) != _AGAINST:
        return None
    return replace(candidate, slots=whole.slots, rule="list")


def _is_the_next(read: Sentence, candidate: Candidate, before: Candidate) -> bool:
    """Whether an ordinal tells that one comes after a count: «مقتل ثلاثة جنود في معارك، وجندي رابع في انفجار»."""
    joined = read.single(candidate) and read.text[candidate.start - 1 : candidate.start] == AND
    if not joined or read.text[candidate.end : candidate.end + 1] != ORDINAL:
        return False
    return interval(read.value(candidate.end))[0] == before.count.low + 1


def _has_a_deed(read: Sentence, candidate: Candidate) -> bool:
    """Whether a bare number goes on with those of another act: «ثلاثة في غارة على دوما وخمسة في قصف على حرستا»."""
    joined = candidate.start > 0 and read.text[candidate.start - 1 : candidate.start + 1] == f"&{NUMBER}"
    if not joined or candidate.noun not in {"", "."}:
        return False
    among = patterns.SOME_OF_THEM.match(read.text, candidate.end)
    end = among.end() if among is not None else candidate.end
    words = [read.word(index) for index in range(end, end + _DEED_REACH)]
    near = 2 if words[0] != _IN else _DEED_REACH  # «وثلاثة في معرة حرمة جراء غارة»
    return name_a_deed(words[:near], _BY_WHICH)


_IN = "في"
_BY_WHICH = frozenset(map(key, ("في", "جراء", "إثر", "نتيجة", "بسبب", "خلال")))
_DEED_REACH = 6
"""Words behind a bare number in which what killed them stands, where they tell the place first."""
_AGAINST = "مقابل"
_ADJECTIVES = 3
"""Signs at most between a count and a single person who is added to it."""


def by_companions(read: Sentence, candidate: Candidate, before: Candidate | None) -> Candidate | None:
    """«قتل القيادي وسبعة من مرافقيه»: one whom readers know, by his office or name, and those with him.

    Where he is counted already («مقتل قيادي في الغارة مع اثنين من مرافقيه») they are so many more.
    """
    if _is_led(read, candidate):
        return replace(candidate, count=Count(2, 2), slots=("killed",), rule="companions")
    if read.text[candidate.start] != "#" or candidate.noun not in {"P", "."}:
        return None
    theirs = read.word(candidate.end - 1) in quantity_words().retinue
    others = read.word(candidate.end - 1).startswith(_OTHERS) or read.word(candidate.end).startswith(_OTHERS)
    patterned = (read.before(pattern, candidate.start) for pattern in _company(theirs=theirs, others=others))
    match = next(filter(None, patterned), None)
    slot = slot_at(read, match.start("governor")) if match is not None else None
    if match is None or slot not in HURT:
        return None
    if not match.groupdict().get("and") and read.word(match.start("with")) not in _WITH:
        return None
    if before is not None and before.slots == (slot,) and before.start >= match.start() and not before.subset:
        return replace(candidate, slots=(slot,), rule="list")
    known = theirs or others or (read.definite(match.start("people")) and read.value(match.start("people")).number == 1)
    if not known:
        return None
    low, high = candidate.count
    counted = Count(low + 1, None if high is None else high + 1)
    return replace(candidate, count=counted, slots=(slot,), rule="companions")


def _is_led(read: Sentence, candidate: Candidate) -> bool:
    """Whether one died with somebody told before, who is not counted: «اغتيل القاضي وقضى معه سائقه»."""
    match = read.before(patterns.LED, candidate.start) if read.single(candidate) else None
    if match is None or read.word(candidate.end - 1) not in quantity_words().companions:
        return False
    return read.word(match.start("with")) in _WITH and slot_at(read, match.start("governor")) == "killed"


def _company(*, theirs: bool, others: bool) -> Iterator[re.Pattern[str]]:
    """Yield how one and those with him are told: «قتل فلان مع سبعة من رجاله», «وسبعة آخرون», «القائد وسبعة»."""
    if theirs:
        yield from (patterns.RETINUE, patterns.LED, patterns.MET_WITH)
    elif others:
        yield patterns.NAMED
    else:
        yield patterns.COMPANIONS


_OTHERS = "اخر"
_WITH = frozenset({"مع", "معه", "ومعه", "برفقته", "وبرفقته"})


def _continues(read: Sentence, candidate: Candidate, before: Candidate) -> bool:
    """Whether «و» and a few words at most stand between a count and the one it continues."""
    if read.text[candidate.start] == "A":  # «وأحد المدافعين»
        return patterns.BESIDE.fullmatch(read.text, before.end, candidate.start) is not None
    return patterns.BETWEEN.fullmatch(read.text, before.end, candidate.start) is not None


def _shares_number(read: Sentence, candidate: Candidate, before: Candidate) -> bool:
    """«13 جنديا وشرطيا»: two nouns of one number, unless an adjective sets the second apart («وشرطيا تونسيا»)."""
    nouns = (candidate.people, before.people)
    both = all(people is not None and people.accusative for people in nouns)
    return both and read.text[before.start] == NUMBER and not read.word(candidate.end).endswith("ا")
