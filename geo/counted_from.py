"""Acts from which a text counts time: «بعد يومين من استعادة البلدة», «بعد شهر على بدء المعارك»."""

from collections.abc import Set as AbstractSet

from geo.clauses import Reading
from geo.evidence import context
from geo.numerals import read_number

_REACH = 7
"""Words before an act in which «بعد», a time and «من» or «على» stand."""
_UNIT_REACH = 2
"""Words before «من» or «على» in which the unit of time stands: not «بعد ساعات، أغار الطيران على منزل»."""
_FEW = 10
"""Days: what was longer ago than so many is no news."""
_AFTER, _FROM = frozenset({"بعد", "وبعد"}), ("علي", "من")
_OTHERWISE = frozenset({"ان", "خلال", "ظهر", "الظهر", "عصر", "منتصف"})
"""Words behind «بعد» that lead to an act, of which the time is («بعد أن خسروا 14 خلال يومين من الاشتباكات»), or that it
makes a part of the day («بعد ظهر اليوم على مقربة من»)."""
_WORTH = {"يوم": 1, "يومين": 2}
"""Days that a word says without a number."""


def is_counted_from(reading: Reading, index: int, after: AbstractSet[str] = _AFTER) -> bool:
    """Whether the text counts time from an act («بعد أربعة أيام على هجوم», «بعد شهر من بدء المعارك»).

    `after` holds the folded words that begin such a count.
    """
    return not context("time_units").isdisjoint(_time_counted(reading, index, after)[-_UNIT_REACH:])


def days_counted(reading: Reading, index: int) -> int | None:
    """Return how many days lie between an act and the one told, where they are few; `None` where none are counted.

    «سقطت قذيفة بعد يومين من استعادة البلدة» tells of a capture two days before, «بعد ساعات من خطفه» of one that day.
    """
    if _begins(reading, index):
        return None
    counted = _time_counted(reading, index)
    for place, word in enumerate(counted):
        if word in context("hours"):
            return 0
        if word in context("days"):
            number = read_number(counted[:place])
            days = number.low if number else _WORTH.get(word, 0)
            return days if 0 < days <= _FEW else None
    return None


def _begins(reading: Reading, index: int) -> bool:
    """Whether a noun of beginning or end stands before an act («بعد شهر من بدء المعارك»)."""
    return bool(index) and reading.words[index - 1] in context("beginnings")


def _is_superlative(reading: Reading, index: int) -> bool:
    """Whether the act is told as the worst of its kind («بعد عامين على أعنف تفجير عرفته المدينة»)."""
    return bool(index) and reading.words[index - 1] in context("superlatives")


def _time_counted(reading: Reading, index: int, after: AbstractSet[str] = _AFTER) -> tuple[str, ...]:
    """Return the words between «بعد» and the «من» or «على» right before an act; none where it is not so told."""
    last = index - (_begins(reading, index) or _is_superlative(reading, index))
    if last < 1 or reading.words[last - 1] not in _FROM:
        return ()
    before = reading.words[max(0, last - _REACH) : last]
    begin = next((at for at, word in enumerate(before[:-1]) if word in after), None)
    counted = before[begin + 1 : -1] if begin is not None else ()
    return () if not _OTHERWISE.isdisjoint(counted) else counted


def is_how_it_was(reading: Reading, index: int) -> bool:
    """Whether an act is only how one came about from which time is counted.

    «بعد شهر من مقتل القائد في غارة على البلدة»: nor is the raid news. Not where few days are counted.
    """
    if not index or reading.words[index - 1] != _IN:
        return False
    return any(
        is_counted_from(reading, earlier) and days_counted(reading, earlier) is None
        for earlier in range(index - 2, max(0, index - _HOW), -1)
    )


_IN, _HOW = "في", 9
"""«في», and the words before it in which the act stands that time is counted from."""
