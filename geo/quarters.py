"""Quarters and buildings: the town that a text puts each into, where no layer knows it or only one of another town.

Every city has a «حي الثورة». The town is the last of its sentence, else the one behind a list, else of its paragraph,
else the report's own.
"""

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace

from gazetteer.folding import key
from gazetteer.index import Gazetteer
from gazetteer.lexicon import capital_ids, capitals, demonyms, directions, heads
from gazetteer.places import TOWN_KINDS, Place, PlaceKind
from gazetteer.resolver import Resolution
from geo.article import SENTENCE_ENDS, headline_end, said_in_front
from geo.records import Geotag
from geo.roles import role_words
from geo.taxonomy import Relation, Role


def put_into_towns(
    document: str, resolutions: Sequence[Resolution], tags: Sequence[Geotag], gazetteer: Gazetteer
) -> tuple[Geotag, ...]:
    """Return the geotags of a document, those of quarters without a point with the town that holds them."""
    towns = [tag for tag in tags if _is_town(tag)]
    ends = [town.span.end for town in towns]
    times = Counter(town.name for town in towns)
    said = {tag.place.place_id for tag in tags if tag.place is not None} | _capitals_spoken_of(document)
    home = country_of_most(tags)
    found: list[Geotag] = []
    for resolution, resolved in zip(resolutions, tags, strict=True):
        first, last = bisect_left(ends, resolved.span.start - _BREATH), bisect_right(ends, resolved.span.start)
        tag = _unless_called_after(document, resolution, resolved, towns[last:], gazetteer)
        tag = _unless_of_another_town(document, tag, towns[first:last], gazetteer)
        tag = _unless_of_a_town_not_named(tag, towns, said, gazetteer)
        tag = _unless_listed_in_another(tag, tags, towns[last - 1 : last], gazetteer)
        if _lies_in_some_town(resolution, tag, gazetteer):
            beside = _town_of_the_quarter_before(document, tag, found, gazetteer)
            if beside is not None:
                found.append(replace(tag, container=beside, reasons=(*tag.reasons, "container:town_of_the_quarter")))
                continue
            listed = _town_of_its_list(tag, tags, gazetteer)
            if listed is not None:
                found.append(replace(tag, container=listed, reasons=(*tag.reasons, "container:town_of_its_list")))
                continue
            capital = _capital_beside(document, tag, home, gazetteer)
            if capital is not None:
                found.append(replace(tag, container=capital, reasons=(*tag.reasons, "container:capital")))
                continue
            before = _that_may_hold(tag, towns[first:last], gazetteer)
            town = _its_town(document, tag, before, _town_behind(document, tag, towns[last:]), times)
            if town is None and _is_a_quarter(resolution):
                town = _town_of_the_headline(document, _that_may_hold(tag, towns, gazetteer))
            found.append(_put_into(tag, town) if town is not None else tag)
        else:
            found.append(tag)
    return tuple(found)


def country_of_most(tags: Iterable[Geotag]) -> str:
    """Return the country in which most places lie, the one named first where as many do; empty of none."""
    countries = Counter(tag.place.country for tag in tags if tag.place is not None).most_common(1)
    return countries[0][0] if countries else ""


def _town_of_the_quarter_before(
    document: str, tag: Geotag, before: Sequence[Geotag], gazetteer: Gazetteer
) -> Place | None:
    """Return the town of a quarter that the sentence names just before: «في حي الوعر … قرب دوار المهندسين»."""
    last = before[-1] if before else None
    if last is None or last.place is None or last.place.kind is not PlaceKind.NEIGHBOURHOOD:
        return None
    if any(mark in document[last.span.end : tag.span.start] for mark in SENTENCE_ENDS):
        return None
    return next((holder for holder in gazetteer.ancestors(last.place) if holder.kind in TOWN_KINDS), None)


def _town_of_its_list(tag: Geotag, tags: Sequence[Geotag], gazetteer: Gazetteer) -> Place | None:
    """Return the town of the first known quarter that is listed with one: «أحياء النزال والجولان» are of Falluja."""
    quarters = (
        other.place
        for other in tags
        if other.list_id == tag.list_id
        if other.span != tag.span and other.place is not None and other.place.kind is PlaceKind.NEIGHBOURHOOD
    )
    known = next(quarters, None)
    holders = gazetteer.ancestors(known) if known is not None else ()
    return next((holder for holder in holders if holder.kind in TOWN_KINDS), None)


def _capital_beside(document: str, tag: Geotag, home: str, gazetteer: Gazetteer) -> Place | None:
    """Return the capital that a quarter is said to lie in or at a side of: «حي الصحافة جنوبي العاصمة [السودانية]».

    Without an adjective it is that of `home`, the country of which a text speaks most.
    """
    behind = [key(word) for word in document[tag.span.end : tag.span.end + _BESIDE].split("،", maxsplit=1)[0].split()]
    at = next((number for number, word in enumerate(behind) if word not in directions() and word != _WITHIN), None)
    if at is None or not at or behind[at].removeprefix("ب") != key(_CAPITAL):
        return None
    adjective = behind[at + 1] if at + 1 < len(behind) else ""
    return gazetteer.places.get(capitals().get(demonyms().get(adjective.strip(".:؛"), home), ""))


_BESIDE, _WITHIN = 60, "في"
"""Letters behind a quarter in which «جنوبي العاصمة» stands."""
_WITHIN_A_TOWN = frozenset({PlaceKind.NEIGHBOURHOOD, PlaceKind.LANDMARK, PlaceKind.ROAD, PlaceKind.BRIDGE})
_BREATH = 500
"""Letters within which a quarter that no layer knows is one of a town named before."""


def _is_town(tag: Geotag) -> bool:
    """Whether a geotag can be the town that a report goes on to speak of; sources in a town speak of it mostly."""
    its_own = tag.reasons[-1:] == ("role:service_that_speaks",) and "authority+1" in tag.reasons  # «ذكرت شرطة كركوك»
    local = its_own or tag.reasons[-1:] == ("role:spoken_there",)
    local = local and tag.name not in role_words()["governments"]
    spoken_from = tag.role in {Role.METONYM, Role.SPEECH_PLACE, Role.COMPARISON} and not local
    itself = tag.relation in {Relation.AT, Relation.PART, Relation.EDGE}  # not «350 كلم شمال بغداد»
    return (
        tag.place is not None and tag.place.kind in TOWN_KINDS and tag.area is not None and itself and not spoken_from
    )


def _lies_in_some_town(resolution: Resolution, tag: Geotag, gazetteer: Gazetteer) -> bool:
    """Whether a name without a point is by its head noun a quarter, street or building, of no town that is said.

    A place that a layer knows without a point may have a town for its parent, which then stands in for it.
    """
    head = resolution.mention.head or heads().get(resolution.mention.name.split(" ")[0])  # «جسر الكولا»
    within = head is not None and not head.kinds.isdisjoint(_WITHIN_A_TOWN)
    if not within or tag.area is not None or tag.container is not None:
        return False
    return tag.place is None or not any(holder.kind in TOWN_KINDS for holder in gazetteer.ancestors(tag.place))


def _unless_called_after(
    document: str, resolution: Resolution, tag: Geotag, towns: Sequence[Geotag], gazetteer: Gazetteer
) -> Geotag:
    """Return a geotag without its place where that is a town after which a building in another one is called.

    «جامع الموصل في مدينة كركوك» stands in Kirkuk; «مستشفى الفلوجة» in a sentence on Anbar in Falluja. `towns` are those
    from the geotag on.
    """
    place, head = tag.place, resolution.mention.head
    if place is None or place.kind not in TOWN_KINDS or head is None or _BUILDINGS.isdisjoint(head.kinds):
        return tag
    behind = next((town for town in towns if town.span.start >= tag.span.end), None)
    if behind is None or behind.place is None or behind.preposition != "at":
        return tag
    gap = document[tag.span.end : behind.span.start]
    near = len(gap.split()) <= _IN_WORDS and not any(mark in gap for mark in SENTENCE_ENDS)
    other = gazetteer.admin1(place) != gazetteer.admin1(behind.place)
    if not (near and other) or place in gazetteer.ancestors(behind.place):
        return tag
    return _without_place(tag, "called_after_a_town")


def _without_place(tag: Geotag, reason: str) -> Geotag:
    """Return a geotag of which nobody knows where it is, with the reason why its place is not meant."""
    return replace(tag, place=None, area=None, geo_precision=None, reasons=(*tag.reasons, reason))


_BUILDINGS = frozenset({PlaceKind.LANDMARK, PlaceKind.ROAD, PlaceKind.BRIDGE})
_IN_WORDS = 2
"""Words between a building's name and the town: «في», and the town's noun."""


def _unless_of_another_town(document: str, tag: Geotag, before: Sequence[Geotag], gazetteer: Gazetteer) -> Geotag:
    """Return a geotag without its place where that is a little-known quarter or street of another town.

    «وفي بعقوبة اقتحم مسلحون منزلا في حي التحرير» is not the quarter of that name in Mosul. Where the sentence has only
    its source in another town, a quarter of a town just spoken of stays in it.
    """
    place = tag.place
    if place is None or place.kind not in _IN_EVERY_TOWN or tag.container or _is_known_alone(tag, place, gazetteer):
        return tag
    holders = {holder.place_id: holder for holder in gazetteer.ancestors(place)}
    if not any(holder.kind in TOWN_KINDS for holder in holders.values()):
        return tag
    near = [
        town for town in before if not any(mark in document[town.span.end : tag.span.start] for mark in SENTENCE_ENDS)
    ]
    at = [town for town in near if town.preposition == "at"]
    front = said_in_front(document, tag.span.start)
    if not near and before and any(city in front for city in _IN_THE_CITY):
        near = at = [before[-1]]  # «صدوا هجوما غربي مأرب. وفي المدينة، سقط صاروخ على حي المطار القديم» is not Taiz's
    if not at:
        return tag
    only_sources = all(town.role is Role.SPEECH_PLACE for town in at)
    spoken_of = before if only_sources else near
    said = {town.place.place_id for town in spoken_of if town.place is not None} | _capitals_spoken_of(front)
    if not said.isdisjoint(holders):
        return tag
    return _without_place(tag, "not_of_this_town")


_IN_THE_CITY = ("في المدينة", "بالمدينة")


def _capitals_spoken_of(text: str) -> frozenset[str]:
    """Return the capitals of all countries where a report or sentence says «العاصمة», for it may mean its own."""
    return capital_ids() if _CAPITAL in text else frozenset()


_CAPITAL = "العاصمة"


def _unless_of_a_town_not_named(
    tag: Geotag, towns: Sequence[Geotag], said: AbstractSet[str], gazetteer: Gazetteer
) -> Geotag:
    """Return a geotag without its place where that is a quarter of a town of which a report on others says nothing.

    «حي المنصور» in a report on Mosul is not the one in Baghdad, «المدينة القديمة» in one on Raqqa not Aleppo's.
    One town is enough where it is another country's: «فندق الشهباء» in a report on Qamishli is in no quarter of Mosul.
    """
    place = tag.place
    if place is None or place.kind not in _IN_EVERY_TOWN or tag.container or _is_known_alone(tag, place, gazetteer):
        return tag
    holders = [holder for holder in gazetteer.ancestors(place) if holder.kind is not PlaceKind.COUNTRY]
    own = [town for town in holders if town.kind in TOWN_KINDS]
    others = [town for town in towns if town.place is not None and town.place.country == place.country]
    abroad = bool(towns) and not others
    if not own or not (abroad or len(others) >= _MUCH_SPOKEN_OF) or any(holder.place_id in said for holder in holders):
        return tag
    if any(town.name_ar in tag.surface for town in own):
        return tag  # «حمص القديمة» says of which town it is
    return _without_place(tag, "not_of_these_towns")


def _unless_listed_in_another(
    tag: Geotag, tags: Sequence[Geotag], spoken_of: Sequence[Geotag], gazetteer: Gazetteer
) -> Geotag:
    """Return a geotag without its place where it is listed with quarters of another town, the one just spoken of.

    «قصفت الرقة واستهدفت مناطق المشلب وسيف الدولة» is not the quarter of Aleppo.
    """
    place = tag.place
    if place is None or place.kind not in _IN_EVERY_TOWN or tag.container or not spoken_of:
        return tag
    town = spoken_of[-1].place
    if town is None or gazetteer.admin1(town) == gazetteer.admin1(place):
        return tag  # of Khartoum and of Bahri
    listed = (other.place for other in tags if other.list_id == tag.list_id and other.span != tag.span)
    if not any(other is not None and town in gazetteer.ancestors(other) for other in listed):
        return tag
    return _without_place(tag, "listed_in_another_town")


def _is_known_alone(tag: Geotag, place: Place, gazetteer: Gazetteer) -> bool:
    """Whether a quarter needs no town to be known, and is called by a name of its own, unlike «المدينة القديمة»."""
    called = key(tag.surface)
    own = called == key(place.name_ar) or len(gazetteer.names.get(called, ())) == 1
    return place.prominence >= _KNOWN_ALONE and own


_MUCH_SPOKEN_OF = 2
"""Towns that a report names, of the country of a quarter, from which on it would name the quarter's own too."""
_IN_EVERY_TOWN = frozenset({PlaceKind.NEIGHBOURHOOD, PlaceKind.ROAD})
"""Kinds of places whose names many towns share («حي التحرير», «شارع الستين»)."""
_KNOWN_ALONE = 0.45
"""Prominence from which a quarter is known without its town."""


def _that_may_hold(tag: Geotag, towns: Sequence[Geotag], gazetteer: Gazetteer) -> Sequence[Geotag]:
    """Return the towns that lie in the unit which a layer puts a place into; all where none knows the place."""
    unit = gazetteer.admin1(tag.place) if tag.place is not None else None
    if unit is None:
        return towns
    return [town for town in towns if town.place is not None and gazetteer.admin1(town.place) == unit]


def _town_behind(document: str, tag: Geotag, towns: Sequence[Geotag]) -> Geotag | None:
    """Return the town that closes a list of quarters: «أحياء زعيطر والبلحوس وحي المسبح في مدينة تعز»."""
    if not towns or towns[0].role is not Role.CONTAINER:
        return None
    gap = document[tag.span.end : towns[0].span.start]
    return None if any(mark in gap for mark in SENTENCE_ENDS) else towns[0]


def _its_town(
    document: str, tag: Geotag, before: Sequence[Geotag], behind: Geotag | None, times: Mapping[str, int]
) -> Geotag | None:
    """Return the last town of a quarter's sentence, or behind it, else of its paragraph, else the report's own."""
    gaps = [document[town.span.end : tag.span.start] for town in before]
    for marks in (SENTENCE_ENDS, "\n"):
        near = [town for town, gap in zip(before, gaps, strict=True) if not any(mark in gap for mark in marks)]
        if near:
            return next((town for town in reversed(near) if town.preposition == "at"), near[-1])
        if behind is not None:
            return behind
    close = [town for town, gap in zip(before, gaps, strict=True) if gap.count("\n") <= 1]
    return max(reversed(close), key=lambda town: times[town.name], default=None)


def _is_a_quarter(resolution: Resolution) -> bool:
    head = resolution.mention.head
    return head is not None and PlaceKind.NEIGHBOURHOOD in head.kinds


def _town_of_the_headline(document: str, towns: Sequence[Geotag]) -> Geotag | None:
    """Return the one town that a headline names: the quarters of a report on Taiz are in it."""
    told = [town for town in towns if town.span.end <= headline_end(document)]
    return told[0] if len({town.name for town in told}) == 1 else None


def _put_into(tag: Geotag, town: Geotag) -> Geotag:
    return replace(tag, container=town.place, reasons=(*tag.reasons, "container:town_spoken_of"))
