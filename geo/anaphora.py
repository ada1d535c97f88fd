"""Definite nouns that point back: in «طال القصف المخيم» it is the camp that the report named before.

A noun is read as the place of its kind named most often just before. Where an adjective follows it («المدينة
القديمة»), it names something itself and points nowhere.
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache

from gazetteer.distance import kilometres
from gazetteer.folding import key, read_words
from gazetteer.index import Gazetteer
from gazetteer.lexicon import directions, heads, prepositions
from gazetteer.matcher import readings
from gazetteer.places import ADMIN_KINDS, TOWN_KINDS, Place, PlaceKind
from gazetteer.spans import Span
from geo.article import SENTENCE_ENDS
from geo.lexicons import load_mapping
from geo.quarters import country_of_most
from geo.records import Geotag
from geo.roles import role_words, with_clitics
from geo.taxonomy import Relation, Role
from geo.timex_words import weekday_words

_REACH = 900
"""Letters back to the place that a noun can mean."""
_SILENT = frozenset({Role.METONYM, Role.COMPARISON, Role.SPEECH_PLACE, Role.DIRECTION})
ANAPHOR = "anaphor"
"""Reason of a geotag that a definite noun stands for."""


def with_anaphors(document: str, geotags: Sequence[Geotag], gazetteer: Gazetteer) -> tuple[Geotag, ...]:
    """Return the geotags of a document and, for the nouns that point back to one of them, further ones, in order."""
    if not geotags:
        return ()
    named = sorted((*geotags, *_towns_in_names(geotags, gazetteer)), key=_by_span)
    further = (*_anaphors(document, named, gazetteer), *_of_two(document, geotags), *_of_a_list(document, geotags))
    return tuple(sorted((*geotags, *further), key=_by_span))


def _of_two(document: str, geotags: Sequence[Geotag]) -> Iterator[Geotag]:
    """Yield geotags for «في الأولى» and «في البلدة الثانية», which mean one of two places just named.

    «قصفت القوات جوبر وعين ترما، ما أدى إلى مقتل رجل وابنته في البلدة الثانية»: those of its sentence before it, or of
    the sentence before; none where that names more than two, or where the ordinal is of an hour, day or age.
    """
    folded, tokens = read_words(document)
    starts = [tag.span.start for tag in geotags]
    ordinals = [(index, _ORDINALS[tokens.words[index]]) for index in tokens.positions_of(_ORDINALS)]
    for index, number in ordinals:
        counted = not role_words()["counted_times"].isdisjoint(tokens.words[index + 1 : index + 2])
        if not index or counted:
            continue
        first = index - (tokens.words[index - 1] in _nouns())
        if tokens.words[first - 1] not in _WITHIN:
            continue
        span = folded.raw_span(tokens.starts[first], tokens.ends[index])
        begin = _sentence_start(document, span.start)
        for start in (begin, _start_before(document, begin)):
            named = geotags[bisect_left(starts, start) : bisect_left(starts, span.start)]
            places = {tag.place: tag for tag in named if tag.role is Role.MENTION and tag.place is not None}
            if places:
                break
        if len(places) == _PAIR:
            yield replace(
                list(places.values())[number],
                span=span,
                surface=span.of(document),
                relation=Relation.AT,
                reasons=("anaphor:of_two",),
                list_id=-1 - len(tokens.words) - index,
                preposition="at",
            )


def _of_a_list(document: str, geotags: Sequence[Geotag]) -> Iterator[Geotag]:
    """Yield geotags for «البلدتين» and «تلك القرى», which mean the places of the list named last: one for each.

    «هاجموا قرى زور بلين ومورك، ما أسفر عن سيطرتهم على تلك القرى». A dual means a list of two, a plural one of more; it
    is of the noun's sentence or the one before.
    """
    folded, tokens = read_words(document)
    starts = [tag.span.start for tag in geotags]
    several = _several()
    for index in tokens.positions_of(several):
        dual = several[tokens.words[index]]
        shown = index > 0 and tokens.words[index - 1] in role_words()["demonstratives"]
        told = not role_words()["told_before"].isdisjoint(tokens.words[index + 1 : index + 2])
        if not (dual or shown or told):
            continue
        span = folded.raw_span(tokens.starts[index], tokens.ends[index])
        begin, here = _start_before(document, _sentence_start(document, span.start)), bisect_left(starts, span.start)
        if any(tag.span.overlaps(span) for tag in geotags[max(0, here - 1) : here + 1]):
            continue  # «القريتين», which is a town too
        lists: dict[int, list[Geotag]] = {}
        for tag in geotags[bisect_left(starts, begin) : here]:
            if tag.role is Role.MENTION and tag.relation in {Relation.AT, Relation.EDGE}:
                lists.setdefault(tag.list_id, []).append(tag)
        fitting = [tags for tags in lists.values() if (len(tags) == _PAIR if dual else len(tags) >= _PAIR)]
        for tag in fitting[-1] if fitting else ():
            yield replace(
                tag,
                span=span,
                surface=tag.surface,  # what tells those apart that nobody locates
                relation=Relation.AT,
                reasons=(*tag.reasons, "anaphor:of_a_list"),
                list_id=-1 - 2 * len(tokens.words) - index,
                preposition=sense_before(tokens.words, index - shown),
            )


@lru_cache(maxsize=1)
def _several() -> Mapping[str, bool]:
    """Return the definite duals and plurals of places, with their clitics, and whether each is a dual."""
    table: dict[str, bool] = {}
    for label, dual in (("two_places", True), ("many_places", False)):
        for noun in role_words()[label]:
            for form in (noun, f"ب{noun}", f"و{noun}", f"لل{noun[2:]}"):
                table[form] = dual
    return table


_PAIR = 2
_ORDINALS = {
    key(word): number for number, words in enumerate((("الأولى", "الأول"), ("الثانية", "الثاني"))) for word in words
}
_WITHIN = frozenset({"في", "وفي"})


def _towns_in_names(geotags: Sequence[Geotag], gazetteer: Gazetteer) -> Iterator[Geotag]:
    """Yield geotags for the towns that sites are called after: «مستشفى الفلوجة … غادرت العائلات المدينة»."""
    for tag in geotags:
        site, called_after = tag.place, key(tag.surface).partition(" ")[2]
        if site is None or not called_after or site.kind in _CALLED_SO | TOWN_KINDS | ADMIN_KINDS:
            continue
        towns = [gazetteer.places[place_id] for place_id in gazetteer.names.get(called_after, ())]
        near = [town for town in towns if town.kind in TOWN_KINDS and _lies_near(site, town)]
        if len(near) == 1:
            yield replace(tag, place=near[0])


_CALLED_SO = frozenset({PlaceKind.NEIGHBOURHOOD})
"""Kinds of places that bear a town's name and say nothing of it: «حي باب النيرب» of Aleppo."""


def _lies_near(one: Place, other: Place) -> bool:
    if not one.located or not other.located:
        return one.parent_id is not None and one.parent_id in {other.parent_id, other.place_id}
    return kilometres(one, other) <= _OUTSIDE_KM


_OUTSIDE_KM = 25.0
"""How far from a town its airport or crossing may lie."""


def _by_span(tag: Geotag) -> Span:
    return tag.span


def _anaphors(document: str, geotags: Sequence[Geotag], gazetteer: Gazetteer) -> Iterator[Geotag]:
    folded, tokens = read_words(document)
    starts = [tag.span.start for tag in geotags]
    taken = {number for tag in geotags for number in (tag.span.start, tag.span.end - 1)}
    nouns = _nouns()
    home = _country_written_of(geotags)
    for index in tokens.positions_of(nouns):
        word, kinds = tokens.words[index], nouns[tokens.words[index]]
        if _names_itself(tokens.words, tokens.gaps, index):
            continue
        if index and (_is_a_seat(tokens.words, tokens.gaps, index - 1) or tokens.words[index - 1] in _LIVE):
            continue  # «زنجبار، عاصمة المحافظة», «الرصاص الحي»
        span = folded.raw_span(tokens.starts[index], tokens.ends[index])
        if not taken.isdisjoint(range(span.start, span.end)):
            continue
        before = geotags[: bisect_left(starts, span.start)]
        end = before[-1].span.end if before else 0
        unknown = end <= folded.raw_index(tokens.starts[max(0, index - _UNKNOWN)])
        unknown = unknown and _describes_an_unknown(tokens.words[max(0, index - _DESCRIBED) : index])
        if unknown or (before and _only_describes(document[end : span.start])):
            continue
        side = tokens.words[index - 1] in directions() if index else False
        if side and before and folded.raw_index(tokens.starts[index - 1]) - before[-1].span.end <= _GLOSS:
            continue  # «مديرية مشرعة وحدنان، جنوب المحافظة» only says where the place lies
        begin = _sentence_start(document, span.start)
        choices = _choices(before, word, kinds, span, begin)
        choices = [tag for tag in choices if tag.role is not Role.DATELINE or _lies_in(tag, home)]
        choices = [tag for tag in choices if not _is_of_nature(tag, word)] or choices
        choices = [tag for tag in choices if not _is_a_bearing(tag, before, document)] or choices
        own = [tag for tag in choices if tag.span.start >= begin]
        if own and all(tag.role is Role.SPEECH_PLACE and _HOST not in tag.reasons for tag in own):
            choices = own
        if kinds == _UNITS and any(_lies_elsewhere(tag, choices) for tag in before if tag.span.start >= begin):
            continue
        told = _called(document, own, span)[-1:] or _opening(document, own, begin)
        told = told or [tag for tag in own if span.start - tag.span.end > _OPENING]
        told = told or _opening(document, choices, begin) or _so_called(document, choices, span, begin)
        same = _same(document, before, span, tokens.words[index + 1 : index + 2])
        meant = same or _topic(told or choices)
        if meant is not None:
            house = tokens.words[index - 1] if index else ""
            yield replace(
                _in_its_seat(meant, [tag for tag in before if tag.span.start >= begin], house, gazetteer),
                span=span,
                surface=span.of(document),
                role=Role.MENTION,
                relation=Relation.AT,
                reasons=(*meant.reasons, ANAPHOR),
                list_id=-1 - index,
                preposition=sense_before(tokens.words, index),
            )


def _country_written_of(geotags: Sequence[Geotag]) -> str:
    """Return the country of most places of a report, its datelines left out; empty where it names none."""
    return country_of_most(tag for tag in geotags if tag.role is not Role.DATELINE)


def _lies_in(tag: Geotag, country: str) -> bool:
    """Whether a place is of a country, or none is known («بيروت: سيطرت القوات على … شرق المدينة»)."""
    return not country or (tag.place is not None and tag.place.country == country)


def _choices(
    before: Sequence[Geotag], noun: str, kinds: frozenset[PlaceKind], span: Span, sentence: int
) -> list[Geotag]:
    """Return the places before a noun that it can mean: of its kinds, «القطاع» only what is called so."""
    if is_a_sector(noun):
        return [tag for tag in before if tag.place is not None and tag.place.name_ar.startswith(_SECTOR_OF)]
    return [tag for tag in before if _is_meant(tag, kinds, span, sentence)]


def _in_its_seat(meant: Geotag, own: Sequence[Geotag], before: str, gazetteer: Gazetteer) -> Geotag:
    """Return the seat of the unit meant, if a house stands before the noun («أمام مبنى المحافظة»); else what is meant.

    Or the seat of the unit that the sentence names, `own`, where only the dateline names a town («بغداد - القدس العربي:
    تصاعدت الاحتجاجات في محافظة البصرة، إذ أضرموا النار في مبنى وسط المدينة»).
    """
    units = [meant] if before in _HOUSES else [tag for tag in reversed(own) if meant.role is Role.DATELINE]
    for unit in units:
        seat = _seat(unit.place, gazetteer) if unit.place is not None else None
        if seat is not None:
            return replace(unit, place=seat)
    return meant


def _seat(unit: Place, gazetteer: Gazetteer) -> Place | None:
    """Return the city that a governorate is called after."""
    if unit.kind is not PlaceKind.GOVERNORATE:
        return None
    bearers = gazetteer.bearers(unit.name_ar.rpartition("محافظة ")[2])
    return next((place for place in bearers if place.kind is PlaceKind.CITY and place.country == unit.country), None)


_HOUSES = frozenset(map(key, ("مبنى", "ديوان", "مقر")))
"""Words before «المحافظة» that make it a house in a town."""
_SECTOR, _SECTOR_OF = key("القطاع"), "قطاع "
"""«القطاع» is a region that is called so: Gaza, no West Bank."""
_UNITS = frozenset({PlaceKind.GOVERNORATE})
_SEATS = frozenset(map(key, ("عاصمة", "كبرى", "حاضرة")))
"""Words before «المحافظة» that tell what another place is to it."""


def _is_a_seat(words: Sequence[str], gaps: Sequence[str], index: int) -> bool:
    """Whether a word tells what the place before it is to «المحافظة»: «عاصمة المحافظة», «الحزم، مركز المحافظة»."""
    return words[index] in _SEATS or (words[index] == _CENTRE and gaps[index].strip() in _ASIDES)


_CENTRE, _ASIDES = key("مركز"), frozenset("،,")


def _is_of_nature(tag: Geotag, noun: str) -> bool:
    """Whether a place bears the noun of a valley or mountain that the noun is not («وادي حميد … البلدة»)."""
    first = tag.place.name_ar.partition(" ")[0] if tag.place is not None else ""
    return first in _OF_NATURE and not noun.endswith(key(first))


def _is_a_bearing(tag: Geotag, tags: Sequence[Geotag], document: str) -> bool:
    """Whether a place only tells on which side of it the one before lies («بلدة قباطية جنوب جنين … البلدة»)."""
    return any(
        0 < len(between) <= _SIDES and all(key(word) in directions() for word in between)
        for other in tags
        if 0 < tag.span.start - other.span.end <= _NOUN
        for between in (document[other.span.end : tag.span.start].split(),)
    )


_SIDES = 2
"""Words that tell a side («شمال شرق»)."""
_OF_NATURE = frozenset({"وادي", "جبل"})
_CALLED_AFTER = frozenset(map(key, ("سوق", "شارع", "حي", "دوار", "ساحة", "مدرسة", "مستشفى", "فندق", "مسجد", "مخيم")))
_NATURE = tuple(map(key, ("الجبل", "الوادي", "النهر", "البحر", "الجزيرة", "السهل")))
"""Nouns before those of nature whose names these are («شارع البحر»)."""


_LIVE = frozenset(map(key, ("الرصاص", "بالرصاص", "رصاصهم", "برصاصها", "والرصاص", "رصاصها")))
"""Words before «الحي» that is no quarter."""


def _only_describes(between: str) -> bool:
    """Whether the words behind a name only lead to where it lies («قرية ترندة القريبة من مركز المدينة»)."""
    words = between.split()
    return 0 < len(words) <= _DESCRIBING_REACH and key(words[0]) in role_words()["describing"]


def _describes_an_unknown(before: Sequence[str]) -> bool:
    """Whether the words before a noun tell where a village lies that no layer knows («قرية وانة القريبة من السد»)."""
    if len(before) < _DESCRIBED:
        return False
    head, _, describing, particle = before
    named = head.removeprefix("و") in heads()
    return named and describing in role_words()["describing"] and particle in prepositions()


_DESCRIBED, _UNKNOWN = 4, 3
"""Words in front of such a noun: a head, the name, «القريبة», «من»; and those from the name on."""
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
    for begin in (start, _start_before(document, start)):
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
    near = near or choices[bisect_left(starts, _start_before(document, own)) :]
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


def _start_before(document: str, start: int) -> int:
    """Return where the sentence before one begins, whatever blank lines stand between them."""
    end = len(document[max(0, start - _BLANK) : start].rstrip("".join(SENTENCE_ENDS) + " \t\r"))
    return _sentence_start(document, max(0, start - _BLANK) + end)


def _is_set_off(document: str, tag: Geotag) -> bool:
    return tag.preposition == "at" or document[tag.span.end : tag.span.end + 1] in {":", "،"}


_BLANK = 12
"""Letters before a sentence in which the marks and blank lines stand that end the one before."""
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
    spoken_here = (
        spoken and tag.span.start >= sentence and _HOST not in tag.reasons
    )  # «مصدر طبي في الفلوجة: … في المدينة»
    if not near or tag.place is None or (tag.role in _SILENT and not spoken_here):
        return False
    too_large = PlaceKind.VILLAGE in kinds and tag.place.kind is PlaceKind.CITY and tag.place.radius_km > _OF_A_TOWN_KM
    return tag.place.kind in kinds and not too_large


_HOST = "role:speech_host"
"""Reason of a place that only hosts who speaks («في مؤتمر صحفي عقده في بغداد إن القوات … في المدينة»)."""
_OF_A_TOWN_KM = 4.0
"""Radius of the widest city that is called «البلدة» or «القرية» too: of Douma, not of Tripoli."""


def is_a_sector(noun: str) -> bool:
    """Whether a noun is «القطاع», which means no other region than one so called."""
    return key(noun).endswith(_SECTOR)


def _names_itself(words: Sequence[str], gaps: Sequence[str], index: int) -> bool:
    """Whether an adjective follows, the noun is one of a pair («المدينة والريف»), or a market is called so."""
    following = words[index + 1] if index + 1 < len(words) and gaps[index + 1] == " " else ""
    adjective = following.startswith("ال") and following not in NO_ADJECTIVES | weekday_words()
    of_a_group = index and with_clitics(words[index - 1], _OF_A_GROUP)  # «جناح القاعدة في سورية», «لمسلحي القاعدة»
    before = words[index - 1].removeprefix("ب") if index else ""
    called_so = before in _CALLED_AFTER and words[index].endswith(_NATURE)  # «سوق الجبل»
    return adjective or following in directions() or bool(of_a_group) or called_so


NO_ADJECTIVES = frozenset(
    map(
        key,
        ["إلى", "التي", "الذي", "إلا", "الآن", "الليلة", "اليوم", "الماضي", "الواقعة", "المحاصرة", "المذكورة"],
    )
)
"""Words that only begin like one with the article («من المدينة إلى الريف»), or tell of the place meant."""


_OF_A_GROUP = frozenset(
    map(key, ("تنظيم", "قادة", "قياديي", "عضو", "أعضاء", "جناح", "فرع", "ذراع", "زعيم", "عناصر", "مسلحي", "مقاتلي"))
)
"""Words before «القاعدة» that make it the group."""


def sense_before(words: Sequence[str], index: int) -> str:
    """Return the sense of the preposition before a noun, over the nouns that govern it («في محيط المدينة»)."""
    own = next((reading.preposition for reading in readings(words[index]) if reading.preposition), "")
    if own:
        return "at" if own == "ب" else "to"
    for back in range(index - 1, max(-1, index - 4), -1):
        found = prepositions().get(words[back])
        if found is not None:
            close_by = words[back] == _FROM and back > 0 and words[back - 1] in role_words()["close_by"]
            return "near" if close_by else found.sense
        governing = [reading for reading in readings(words[back]) if reading.word in heads()]
        if not governing and words[back] not in directions():
            return ""
        if any(reading.preposition for reading in governing):
            return "at"
    return ""


_FROM = "من"


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
