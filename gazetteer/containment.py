"""Which place the text itself puts a name into: «صلاح الدين في حلب», «خان العسل بريف حلب الغربي», «(شمال سوريا)»."""

from collections.abc import Sequence

from gazetteer import lexicon
from gazetteer.context import SEATS
from gazetteer.folding import Tokens
from gazetteer.places import ADMIN_KINDS, PlaceKind
from gazetteer.recognition import ToponymMention

_LINKS = frozenset(("في", "داخل", "ضمن", "قرب", "وسط"))
_WHOLLY = frozenset(("بالكامل", "كاملا", "كامله", "كليا", "ومحيطه", "ومحيطها"))
"""How much of a place is meant, said between it and its container: «كوبري الفروسية ومحيطه في محور عين زارة»."""
_BELONGING = frozenset(("التابعه", "التابع", "التابعتين", "التابعين", "التابعتان", "والتابعه", "والتابع"))
_NEAR_TO_IT = (frozenset(("القريب", "القريبه", "القريبين", "القريبتين")), "من")
"""«جبل منيف القريب من قاعدة العند»."""
_WIDEST_GAP = 3
"""Words between a name and its container: «حقل شاعر [النفطي] [الواقع] [في] بادية حمص»."""


def find_containers(tokens: Tokens, mentions: Sequence[ToponymMention]) -> tuple[int | None, ...]:
    """Return, for each mention, the index of the mention that its own words put it into, or `None`.

    A container follows its place after a preposition of place, with nothing between but links and adjectives. What is
    said of the last member of a list holds for the whole list.
    """
    found: list[int | None] = [
        index + 1 if index + 1 < len(mentions) and _contains(tokens, index, mentions) else None
        for index in range(len(mentions))
    ]
    for index in range(len(mentions) - 2, -1, -1):
        if found[index] is None and mentions[index].list_id == mentions[index + 1].list_id:
            found[index] = found[index + 1]
    return tuple(found)


def _contains(tokens: Tokens, index: int, mentions: Sequence[ToponymMention]) -> bool:
    """Whether the words of a mention put it into the one after it."""
    inner, outer = mentions[index], mentions[index + 1]
    if inner.list_id == outer.list_id:
        return False
    if _is_seat_of(inner, outer):
        return True
    whose = _is_come_from(inner) or _OFFICE in inner.evidence or inner.context.before in NATIVES
    if whose and _is_a_quarter(outer):
        return False  # «عادوا من كربلاء في منطقة أبو دشير», «أهالي الحويجة في حي العروبة»
    start = inner.context.last + 1
    if outer.relation == "countryside" and index and mentions[index - 1].list_id == inner.list_id:
        start = _after_list(tokens, start, outer.context.first)
    between = tokens.words[start : outer.context.first]
    preposition = outer.context.preposition
    near = len(between) == len(_NEAR_TO_IT) and between[0] in _NEAR_TO_IT[0] and between[1] == _NEAR_TO_IT[1]
    belongs = near or (bool(between) and between[-1] in _BELONGING)
    beside = outer.context.first == inner.context.last + 1 and not outer.context.conjoined
    if beside and _is_a_bank_of(tokens, inner, outer):
        return True
    if not belongs and (preposition is None or preposition.sense not in {"at", "near"}):
        return beside and _lies_around(outer)
    if len(between) > _WIDEST_GAP:
        return False
    gap = "".join(tokens.gaps[start : outer.context.first + 1])
    if any(mark in gap for mark in ".؟!؛:\n"):
        return False
    wide = any(head.relation == "countryside" or head.kinds for head in outer.context.heads)
    if "،" in gap and not wide:
        return False
    said = between[:-1] if belongs else between
    return near or all(
        word in _LINKS or word in _WHOLLY or word.startswith("ال") or word in lexicon.directions() for word in said
    )


def _is_a_quarter(mention: ToponymMention) -> bool:
    return any(PlaceKind.NEIGHBOURHOOD in head.kinds for head in mention.context.heads)


def _is_come_from(mention: ToponymMention) -> bool:
    return mention.context.preposition is not None and mention.context.preposition.sense == "from"


NATIVES = frozenset(("اهالي", "ابناء", "سكان"))
"""Words for those who are from a place, folded."""
_OFFICE = "authority+1"
"""Evidence of a name behind an office («أمانة بغداد»)."""


def _is_a_bank_of(tokens: Tokens, inner: ToponymMention, outer: ToponymMention) -> bool:
    """Whether ل right behind a bank says of which town it is: «الساحل الأيسر لقضاء الشرقاط» is none of Mosul."""
    return inner.name.split(" ", 1)[0] in _BANKS and tokens.words[outer.context.first].startswith("ل")


_BANKS = frozenset(("الساحل", "الجانب"))


def _lies_around(outer: ToponymMention) -> bool:
    """Whether the words of a mention say that what stands before it lies there: «وسط البصرة», «جنوبي لبنان»."""
    sided = outer.context.side_before or outer.context.distance_km is not None
    return sided or outer.relation in _AROUND or outer.name.split(" ", 1)[0] in lexicon.directions()


_AROUND = frozenset(("part", "edge", "near", "countryside"))


def _is_seat_of(inner: ToponymMention, outer: ToponymMention) -> bool:
    """Whether the phrase right behind a town says that it is the seat of a unit."""
    heads = outer.context.heads
    if not heads or heads[-1].form not in SEATS or outer.context.first != inner.context.last + 1:
        return False
    unit = heads[-1].form == _CAPITAL or (len(heads) > 1 and bool(heads[0].kinds & ADMIN_KINDS))
    return unit and outer.context.preposition is None and not outer.context.conjoined


_CAPITAL = "عاصمه"


def _after_list(tokens: Tokens, first: int, end: int) -> int:
    """Return where a list ends whose last names were not read as such («مورك وحصرايا والأربعين في ريف حماة»)."""
    while first < end and tokens.words[first].startswith("و") and not tokens.gaps[first].strip(" \t،,"):
        first += 1
    return first
