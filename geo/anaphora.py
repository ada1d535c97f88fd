"""Definite nouns that point back: in «طال القصف المخيم» it is the camp that the report named before.

A noun is read as the place of its kind named most often just before. Where an adjective follows it («المدينة
القديمة»), it names something itself and points nowhere.
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache

from gazetteer.folding import key, read_words
from gazetteer.lexicon import directions, heads, prepositions
from gazetteer.matcher import readings
from gazetteer.places import TOWN_KINDS, PlaceKind
from gazetteer.spans import Span
from geo.article import SENTENCE_ENDS
from geo.lexicons import load_mapping
from geo.records import Geotag
from geo.roles import role_words
from geo.taxonomy import Relation, Role

_REACH = 900
"""Letters back to the place that a noun can mean."""
_SILENT = frozenset({Role.METONYM, Role.COMPARISON, Role.SPEECH_PLACE})
ANAPHOR = "anaphor"
"""Reason of a geotag that a definite noun stands for."""


def with_anaphors(document: str, geotags: Sequence[Geotag]) -> tuple[Geotag, ...]:
    """Return the geotags of a document and, for the nouns that point back to one of them, further ones, in order."""
    if not geotags:
        return ()
    return tuple(sorted((*geotags, *_anaphors(document, geotags)), key=_by_span))


def _by_span(tag: Geotag) -> Span:
    return tag.span


def _anaphors(document: str, geotags: Sequence[Geotag]) -> Iterator[Geotag]:
    folded, tokens = read_words(document)
    starts = [tag.span.start for tag in geotags]
    taken = {number for tag in geotags for number in (tag.span.start, tag.span.end - 1)}
    nouns = _nouns()
    for index, word in enumerate(tokens.words):
        kinds = nouns.get(word)
        if index and tokens.words[index - 1] in _SEATS:
            continue  # «زنجبار، عاصمة المحافظة»
        if kinds is None or _names_itself(tokens.words, tokens.gaps, index):
            continue
        span = folded.raw_span(tokens.starts[index], tokens.ends[index])
        if not taken.isdisjoint(range(span.start, span.end)):
            continue
        before = geotags[: bisect_left(starts, span.start)]
        if before and _only_describes(document[before[-1].span.end : span.start]):
            continue
        side = tokens.words[index - 1] in directions() if index else False
        if side and before and folded.raw_index(tokens.starts[index - 1]) - before[-1].span.end <= _GLOSS:
            continue  # «مديرية مشرعة وحدنان، جنوب المحافظة» only says where the place lies
        begin = _sentence_start(document, span.start)
        choices = _choices(before, word, kinds, span, begin)
        own = [tag for tag in choices if tag.span.start >= begin]
        if own and all(tag.role is Role.SPEECH_PLACE for tag in own):
            choices = own
        if kinds == _UNITS and any(_lies_elsewhere(tag, choices) for tag in before if tag.span.start >= begin):
            continue
        told = _opening(document, own, begin) or _so_called(document, own, span, begin)
        told = told or [tag for tag in own if span.start - tag.span.end > _OPENING]
        told = told or _opening(document, choices, begin) or _so_called(document, choices, span, begin)
        same = _same(document, before, span, tokens.words[index + 1 : index + 2])
        meant = same or _topic(told or choices)
        if meant is not None:
            yield replace(
                meant,
                span=span,
                surface=span.of(document),
                role=Role.MENTION,
                relation=Relation.AT,
                reasons=(*meant.reasons, ANAPHOR),
                list_id=-1 - index,
                preposition=sense_before(tokens.words, index),
            )


def _choices(
    before: Sequence[Geotag], noun: str, kinds: frozenset[PlaceKind], span: Span, sentence: int
) -> list[Geotag]:
    """Return the places before a noun that it can mean: of its kinds, «القطاع» only what is called so."""
    if is_a_sector(noun):
        return [tag for tag in before if tag.place is not None and tag.place.name_ar.startswith(_SECTOR_OF)]
    return [tag for tag in before if _is_meant(tag, kinds, span, sentence)]


_SECTOR, _SECTOR_OF = key("القطاع"), "قطاع "
"""«القطاع» is a region that is called so: Gaza, no West Bank."""
_UNITS = frozenset({PlaceKind.GOVERNORATE})
_SEATS = frozenset(map(key, ("عاصمة", "كبرى", "حاضرة")))
"""Words before «المحافظة» that tell what another place is to it."""


def _only_describes(between: str) -> bool:
    """Whether the words behind a name only lead to where it lies («قرية ترندة القريبة من مركز المدينة»)."""
    words = between.split()
    return 0 < len(words) <= _DESCRIBING_REACH and key(words[0]) in role_words()["describing"]


_DESCRIBING_REACH = 3
"""Words between a name and the noun that tells where it lies."""


def _lies_elsewhere(tag: Geotag, choices: Sequence[Geotag]) -> bool:
    """Whether a place of the noun's sentence lies in none of the units that it can mean («في عدن … المحافظة»)."""
    if tag.place is None or tag.role is not Role.MENTION or tag.place.kind not in TOWN_KINDS:
        return False
    parent = tag.place.parent_id
    return parent is not None and all(choice.place is None or choice.place.place_id != parent for choice in choices)


def _opening(document: str, choices: Sequence[Geotag], start: int) -> list[Geotag]:
    """Return the place that opens the noun's sentence or the one before («عين عيسى: دخلت القوات البلدة»)."""
    for begin in (start, _sentence_start(document, max(0, start - _MARK))):
        opening = [tag for tag in choices if begin <= tag.span.start <= begin + _OPENING and _is_set_off(document, tag)]
        if opening:
            return opening
    return []


def _so_called(document: str, choices: Sequence[Geotag], span: Span, own: int) -> list[Geotag]:
    """Return the last place that is called by the noun («بلدة آمرلي … على البلدة»), if it is near.

    It is in the noun's sentence, or in the one before where that of the noun names no place that can be meant.
    """
    starts = [tag.span.start for tag in choices]
    near = choices[bisect_left(starts, own) :]
    near = near or choices[bisect_left(starts, _sentence_start(document, max(0, own - _MARK))) :]
    return _called(document, near, span)[-1:]


def _called(document: str, tags: Sequence[Geotag], span: Span) -> list[Geotag]:
    """Return the places before which the noun of a span stands («بلدة آمرلي»)."""
    noun = key(span.of(document)).rpartition("ال")[2]
    return [
        tag for tag in tags if key(document[max(0, tag.span.start - _NOUN) : tag.span.start]).rstrip().endswith(noun)
    ]


def _same(document: str, before: Sequence[Geotag], span: Span, following: Sequence[str]) -> Geotag | None:
    """Return the last place called by a noun that «ذاتها» follows («مديرية عبس … في المديرية ذاتها»)."""
    if not _ITSELF.issuperset(following) or not following:
        return None
    near = [tag for tag in before if span.start - tag.span.end <= _REACH]
    return next(iter(_called(document, near, span)[-1:]), None)


_ITSELF = frozenset(map(key, ("ذاتها", "ذاته", "نفسها", "نفسه", "عينها", "عينه")))
_GLOSS = 3
"""Letters between a place and the side of its unit that tells where it lies."""
_NOUN = 15
"""Letters before a name within which its noun stands."""


def _sentence_start(document: str, offset: int) -> int:
    return max(document.rfind(mark, max(0, offset - _REACH), offset) for mark in SENTENCE_ENDS) + 1


def _is_set_off(document: str, tag: Geotag) -> bool:
    return tag.preposition == "at" or document[tag.span.end : tag.span.end + 1] in {":", "،"}


_MARK = 2
"""Letters before a sentence that end the one before: «.» and a line break."""
_OPENING = 15
"""Letters before the place that opens a sentence: «• في مدينة عين عيسى:»."""


def _topic(choices: Sequence[Geotag]) -> Geotag | None:
    """Return the place that was named most often, of several the last: what the report is about."""
    times = Counter(tag.place.place_id for tag in choices if tag.place is not None)
    return max(
        reversed(choices), key=lambda tag: times[tag.place.place_id] if tag.place is not None else 0, default=None
    )


def _is_meant(tag: Geotag, kinds: frozenset[PlaceKind], span: Span, sentence: int) -> bool:
    near = span.start - tag.span.end <= _REACH
    spoken = tag.role is Role.SPEECH_PLACE and tag.relation is Relation.AT  # not «مراسلنا في ريف إدلب»
    spoken_here = spoken and tag.span.start >= sentence  # «مصدر طبي في الفلوجة: … في المدينة»
    if not near or tag.place is None or (tag.role in _SILENT and not spoken_here):
        return False
    too_large = PlaceKind.VILLAGE in kinds and tag.place.kind is PlaceKind.CITY and tag.place.radius_km > _OF_A_TOWN_KM
    return tag.place.kind in kinds and not too_large


_OF_A_TOWN_KM = 4.0
"""Radius of the widest city that is called «البلدة» or «القرية» too: of Douma, not of Tripoli."""


def is_a_sector(noun: str) -> bool:
    """Whether a noun is «القطاع», which means no other region than one so called."""
    return key(noun).endswith(_SECTOR)


def _names_itself(words: Sequence[str], gaps: Sequence[str], index: int) -> bool:
    """Whether an adjective follows, or the noun is one of a pair («المدينة والريف»)."""
    following = words[index + 1] if index + 1 < len(words) and gaps[index + 1] == " " else ""
    adjective = following.startswith("ال") and following not in NO_ADJECTIVES
    of_a_group = index and words[index - 1] in _OF_A_GROUP  # «جناح القاعدة في سورية»
    return adjective or following in directions() or bool(of_a_group)


NO_ADJECTIVES = frozenset(
    map(
        key,
        ["إلى", "التي", "الذي", "إلا", "الآن", "الليلة", "اليوم", "الماضي", "الواقعة", "المحاصرة", "المذكورة"],
    )
)
"""Words that only begin like one with the article («من المدينة إلى الريف»), or tell of the place meant."""


_OF_A_GROUP = frozenset(map(key, ("تنظيم", "لتنظيم", "جناح", "فرع", "ذراع", "زعيم", "عناصر", "مسلحي", "مقاتلي")))
"""Words before «القاعدة» that make it the group."""


def sense_before(words: Sequence[str], index: int) -> str:
    """Return the sense of the preposition before a noun, over the nouns that govern it («في محيط المدينة»)."""
    own = next((reading.preposition for reading in readings(words[index]) if reading.preposition), "")
    if own:
        return "at" if own == "ب" else "to"
    for back in range(index - 1, max(-1, index - 4), -1):
        found = prepositions().get(words[back])
        if found is not None:
            return found.sense
        governing = [reading for reading in readings(words[back]) if reading.word in heads()]
        if not governing and words[back] not in directions():
            return ""
        if any(reading.preposition for reading in governing):
            return "at"
    return ""


def kinds_meant_by(noun: str) -> frozenset[PlaceKind]:
    """Return the kinds of places that a definite noun can point back to; none for a word that is no such noun."""
    return _nouns().get(key(noun), frozenset())


@lru_cache(maxsize=1)
def _nouns() -> Mapping[str, frozenset[PlaceKind]]:
    """Return the kinds that each noun can mean, by its folded forms with ب and ل."""
    table: dict[str, frozenset[PlaceKind]] = {}
    for noun, kinds in load_mapping("roles.yaml")["antecedents"].items():
        meant = frozenset(PlaceKind(kind) for kind in kinds.split())
        folded = key(noun)
        for form in (folded, f"ب{folded}", f"و{folded}", f"وب{folded}", f"لل{folded[2:]}"):
            table[form] = meant
    return table
