"""What several counts of one act come to: a sum, a range of rivals, or the total that is said already."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise, zip_longest

from gazetteer.folding import key, read_words
from gazetteer.spans import Span
from geo.actors import has_reporting_word
from geo.quantities import OWN_LOSS
from geo.quantity_words import quantity_words
from geo.records import Quantity

_SEVERAL, _TOTAL_AND_PARTS = 2, 3

_TOLL = "toll"
"""Rule of a count that says what the dead have come to, of this act and others."""
_LISTED = frozenset({"list", "verb_after_list"})
"""Rules of counts that stand in one list with others."""


def total(parts: Sequence[Quantity], document: str) -> Quantity | None:
    """Return what several counts of one slot come to («13 من الحوثيين … و4 من المقاومة»); `None` of none.

    Where the first is the sum of the others it is the total already («28 قتيلا: 17 متمردا و11 جنديا»), and a count said
    again is counted once, but for the members of a list («امرأة وطفلها»). Counts of different speakers, and estimates
    («more than»), are rivals: they make a range, never a sum.
    """
    parts = [part for number, part in enumerate(parts) if not number or not _is_counted_in(part, document)]
    risen = next((part for part in parts if part.is_update_to), None)
    counted = [part for part in parts if part is not risen]
    if risen is not None and counted and has_risen(sum(part.low for part in counted), risen):
        return risen
    parts = [part for part, following in zip_longest(parts, parts[1:]) if not _is_of_all(part, following)] or parts
    told = [(part.low, part.high, part.span if part.rule in _LISTED else None) for part in parts]
    distinct = list(dict(zip(reversed(told), reversed(parts), strict=True)).values())[::-1]
    summed = len(distinct) >= _TOTAL_AND_PARTS and distinct[0].low == sum(part.low for part in distinct[1:])
    summed = summed and distinct[1].rule != "list"  # «قتل ضابطان ومجند ومسلح» are four
    if len(distinct) < _SEVERAL or summed:
        return distinct[0] if distinct else None
    lows = [part.low for part in distinct]
    highs = [part.low if part.high is None else part.high for part in distinct]
    listed = all(part.rule == "list" for part in distinct[1:]) or all(
        part.rule == "verb_after_list" for part in distinct[:-1]
    )
    estimated = any(part.high is None for part in distinct) and not listed
    rivals = estimated or has_reporting_word(document, _from_first_to_last(distinct))
    if rivals and not _of_two_sides(distinct, document):
        return replace(distinct[0], low=min(lows), high=max(highs), rule=f"{distinct[0].rule}+range")
    return replace(distinct[0], low=sum(lows), high=sum(highs), rule=f"{distinct[0].rule}+sum")


def _is_of_all(part: Quantity, following: Quantity | None) -> bool:
    """Whether a count says what the dead have come to («ليرتفع عدد الضحايا إلى 16»), no «11 حوثيا وخمسة جنود»."""
    return part.rule == _TOLL and (following is None or following.rule != "list")


def has_risen(before: int, now: Quantity) -> bool:
    """Whether a toll is a count told before and some more; one that more than doubles is of further acts, too."""
    return now.is_update_to and before < now.low <= 2 * before


def _is_counted_in(part: Quantity, document: str) -> bool:
    """Whether a count before it has grown by this one: «ارتفاع الحصيلة إلى خمسة قتلى بعد انتشال جثة سيدة»."""
    before = read_words(document[max(0, part.span.start - _GROWN_LETTERS) : part.span.start])[1].words[-_GROWN_REACH:]
    before = [word for word in before if word != _THAT]
    return any(one in _AFTER and other in _GROWN_BY for one, other in pairwise(before))


_AFTER, _THAT = frozenset({"بعد", "بعدما", "عقب"}), "ان"
_GROWN_BY = frozenset(map(key, ("انتشال", "وفاة", "العثور", "استشهاد", "فارق", "توفي", "قضى", "استشهد", "لفظ", "عثر")))
_GROWN_LETTERS, _GROWN_REACH = 40, 4
"""Letters and words before a count in which «بعد وفاة» stands."""


def _of_two_sides(parts: Sequence[Quantity], document: str) -> bool:
    """Whether counts are of the dead of two parties, who deny each other nothing («10 حوثيين … وأربعة من الجيش»).

    As one counts its own losses, or the words of each say what their people are, the second side's all behind the
    first's, so that neither is counted twice.
    """
    if any(part.rule == OWN_LOSS for part in parts[1:]):
        return True
    sides = [_side(part, document) for part in parts]
    changes = sum(one != other for one, other in pairwise(sides))
    return None not in sides and changes == 1 and all(part.rule in _LISTED for part in _behind_first(parts, sides))


def _behind_first(parts: Sequence[Quantity], sides: Sequence[str | None]) -> list[Quantity]:
    """Return the counts that follow another of the same side, which must be its list («ضابط وجنديان»)."""
    return [part for part, (before, side) in zip(parts[1:], pairwise(sides), strict=True) if before == side]


def _side(part: Quantity, document: str) -> str | None:
    """Return which side of a war the words of a count name, by the first of them that names one."""
    said = list(read_words(part.span.of(document))[1].words)
    for word in read_words(document[part.span.end : part.span.end + _SIDE_LETTERS])[1].words[:_SIDE_REACH]:
        if word.startswith("و"):
            break  # «مقتل 58 وإصابة العشرات من أفراد الجيش»
        said.append(word)
    return next((side for word in said for side, words in quantity_words().sides.items() if word in words), None)


_SIDE_LETTERS, _SIDE_REACH = 40, 3
"""Letters and words behind a count in which its people are named further («أربعة من عناصر الجيش الوطني»)."""


def _from_first_to_last(parts: Sequence[Quantity]) -> Span:
    return Span(start=min(part.span.start for part in parts), end=max(part.span.end for part in parts))
