"""Names that only tell where the one before them lies: «البو سيف المشرفة على مطار الموصل»."""

from collections.abc import Sequence

from gazetteer.context import SEATS
from gazetteer.folding import key
from gazetteer.lexicon import capital_ids, directions
from gazetteer.resolver import Resolution
from geo.article import SENTENCE_ENDS
from geo.roles import role_words
from geo.taxonomy import Relation


def describing(document: str, resolutions: Sequence[Resolution]) -> list[bool]:
    """Return which names only tell where the one before them lies; a list between whose members it lies does whole."""
    found: list[bool] = []
    for before, resolution in zip((None, *resolutions), resolutions, strict=False):
        of_a_list = before is not None and before.mention.list_id == resolution.mention.list_id
        between = of_a_list and found[-1] and before is not None and _is_between(before)
        found.append(between or (before is not None and _describes(document, before, resolution)))
    return found


def _is_between(resolution: Resolution) -> bool:
    preposition = resolution.mention.context.preposition
    return preposition is None or preposition.sense == _BETWEEN


_BETWEEN, _FROM = "between", "from"


def _describes(document: str, before: Resolution, resolution: Resolution) -> bool:
    """Whether a name only tells where the one before it lies: «البو سيف المشرفة على **مطار الموصل**».

    So does one from which a distance is counted: «الإسكندرية على بعد 40 كيلومترا جنوبي **بغداد**».
    """
    apart = document[before.mention.span.end : resolution.mention.span.start].lstrip(" (،")
    between = apart.split(maxsplit=_DISTANCE_REACH + 1)  # no rule looks further
    if _is_far_beside(document, before, resolution):
        return True
    of_an_office = before.mention.context.before in role_words()["offices"]
    if before.place is None and _is_a_side_of_its_capital(between, resolution):
        return before.container is None and before.mention.head is not None  # «بلدة الزنبقة شمال بغداد»
    if before.place is None or not between or of_an_office:  # «خطفوا محافظ الأنبار على الطريق بين تلعفر والموصل»
        return False
    first, words = key(between[0]), role_words()
    if resolution.mention.relation == Relation.DISTANCE:
        return len(between) <= _DISTANCE_REACH and (first in words["lies"] or first.isdecimal())
    preposition = resolution.mention.context.preposition
    aside = resolution.mention.context.side_before or (preposition is not None and preposition.sense == _FROM)
    if first in words["situated"] and aside:
        return len(between) <= _DESCRIBING_REACH + 1  # «أبين، الواقعة إلى الشرق من عدن»
    if first in SEATS and len(between) == 1 and preposition is None:
        return True  # «وفي الموصل، مركز نينوى، كما في كركوك»
    if first in _WHICH_IS and len(between) <= _WHICH_IS_REACH:
        return aside or any(key(word) in SEATS for word in between[1:])  # «مأرب، وهي منطقة قبلية شرقي صنعاء»
    if first in _LARGEST and len(between) <= _LARGEST_REACH:
        return True  # «العمارة، كبرى مدن محافظة ميسان»
    if preposition is not None and preposition.sense == _BETWEEN and first in words["lies"]:
        # «كرش، الواقعة بين محافظتي لحج وتعز», «معدان الواقعة عند الحدود الإدارية بين الرقة ودير الزور»
        return len(between) <= _DESCRIBING_REACH + 2
    after_preposition = preposition is not None
    return len(between) <= _DESCRIBING_REACH and after_preposition and first in words["describing"]


def _is_far_beside(document: str, before: Resolution, resolution: Resolution) -> bool:
    """Whether a sentence says at which side of a capital a place named before lies («ديالى، الواقعة شمال بغداد»)."""
    place, context = resolution.place, resolution.mention.context
    if not context.side_before or context.before not in role_words()["situated"]:
        return False
    apart = document[before.mention.span.end : resolution.mention.span.start]
    within = not any(mark in apart for mark in SENTENCE_ENDS) and len(apart.split()) <= _DISTANCE_REACH
    return within and place is not None and place.place_id in capital_ids()


def _is_a_side_of_its_capital(between: Sequence[str], resolution: Resolution) -> bool:
    """Whether nothing but sides stands before a capital, which gives them to the whole country."""
    place = resolution.place
    capital = place is not None and place.place_id in capital_ids()
    return capital and bool(between) and all(key(word) in directions() for word in between)


_WHICH_IS, _WHICH_IS_REACH = frozenset({"وهي", "وهو", "هي", "هو"}), 6
_LARGEST, _LARGEST_REACH = frozenset({"كبري", "اكبر", "ثاني", "ثالث"}), 4
"""Words that open what a town is to the unit named behind them, which is no further place."""
_DESCRIBING_REACH, _DISTANCE_REACH = 4, 8
"""Words between two names, of which the second tells where the first lies."""
