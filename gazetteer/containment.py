"""Which place the text itself puts a name into: «صلاح الدين في حلب», «خان العسل بريف حلب الغربي», «(شمال سوريا)»."""

from collections.abc import Sequence

from gazetteer import lexicon
from gazetteer.folding import Tokens
from gazetteer.recognition import ToponymMention

_LINKS = frozenset(("في", "داخل", "ضمن", "قرب", "وسط"))
_BELONGING = frozenset(("التابعه", "التابع", "التابعتين", "التابعين", "التابعتان"))
_WIDEST_GAP = 3
"""Words between a name and its container: «حقل شاعر [النفطي] [الواقع] [في] بادية حمص»."""


def find_containers(tokens: Tokens, mentions: Sequence[ToponymMention]) -> tuple[int | None, ...]:
    """Return, for each mention, the index of the mention that its own words put it into, or `None`.

    A container follows its place after a preposition of place, with nothing between but links and adjectives. What is
    said of the last member of a list holds for the whole list.
    """
    found: list[int | None] = [
        index + 1 if index + 1 < len(mentions) and _contains(tokens, mentions[index], mentions[index + 1]) else None
        for index in range(len(mentions))
    ]
    for index in range(len(mentions) - 2, -1, -1):
        if found[index] is None and mentions[index].list_id == mentions[index + 1].list_id:
            found[index] = found[index + 1]
    return tuple(found)


def _contains(tokens: Tokens, inner: ToponymMention, outer: ToponymMention) -> bool:
    if inner.list_id == outer.list_id:
        return False
    between = tokens.words[inner.context.last + 1 : outer.context.first]
    preposition = outer.context.preposition
    belongs = bool(between) and between[-1] in _BELONGING
    if not belongs and (preposition is None or preposition.sense not in {"at", "near"}):
        beside = outer.context.first == inner.context.last + 1
        return beside and (outer.context.side_before or outer.context.distance_km is not None)
    if len(between) > _WIDEST_GAP:
        return False
    gap = "".join(tokens.gaps[inner.context.last + 1 : outer.context.first + 1])
    if any(mark in gap for mark in ".؟!؛:\n"):
        return False
    wide = any(head.relation == "countryside" or head.kinds for head in outer.context.heads)
    if "،" in gap and not wide:
        return False
    return all(word in _LINKS or word.startswith("ال") or word in lexicon.directions() for word in between)
