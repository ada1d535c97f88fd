"""From resolved toponyms to geotags: where the words point to, how finely, and what the name does in its sentence.

The role comes from the words near the name alone; whether a place is the site of an event is settled in `geo.linking`.
"""

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace
from functools import lru_cache

from gazetteer.folding import key
from gazetteer.index import Gazetteer
from gazetteer.lexicon import directions
from gazetteer.places import Place, PlaceKind
from gazetteer.relations import place_relation
from gazetteer.resolver import Resolution, countryside_unit, resolve_toponyms
from gazetteer.spans import Span
from geo.lexicons import load_mapping
from geo.records import Geotag
from geo.taxonomy import GeoPrecision, Relation, Role

_PRECISION_OF_KIND: Mapping[PlaceKind, GeoPrecision] = {
    PlaceKind.COUNTRY: GeoPrecision.COUNTRY,
    PlaceKind.GOVERNORATE: GeoPrecision.GOVERNORATE,
    PlaceKind.DISTRICT: GeoPrecision.DISTRICT,
    PlaceKind.SUBDISTRICT: GeoPrecision.DISTRICT,
    PlaceKind.REGION: GeoPrecision.AREA,
    PlaceKind.COUNTRYSIDE: GeoPrecision.AREA,
    PlaceKind.CITY: GeoPrecision.CITY,
    PlaceKind.NEIGHBOURHOOD: GeoPrecision.NEIGHBOURHOOD,
    PlaceKind.LANDMARK: GeoPrecision.EXACT,
    PlaceKind.BRIDGE: GeoPrecision.EXACT,
    PlaceKind.CROSSING: GeoPrecision.EXACT,
    PlaceKind.DAM: GeoPrecision.EXACT,
    PlaceKind.ROAD: GeoPrecision.AREA,
    PlaceKind.MOUNTAIN: GeoPrecision.AREA,
    PlaceKind.WATER: GeoPrecision.AREA,
    PlaceKind.ISLAND: GeoPrecision.AREA,
}
"""Kinds not named here (town, village, camp, base, airport, field) are points of a town's size."""

_WIDE = frozenset({GeoPrecision.DISTRICT, GeoPrecision.GOVERNORATE, GeoPrecision.COUNTRY, GeoPrecision.REGION})


@lru_cache(maxsize=1)
def role_words() -> Mapping[str, frozenset[str]]:
    """Return the word lists of `lexicon/roles.yaml`, folded."""
    raw = load_mapping("roles.yaml")
    return {
        name: frozenset(key(form) for form in (forms.split() if isinstance(forms, str) else forms))
        for name, forms in raw.items()
    }


def geotag(document: str, gazetteer: Gazetteer) -> tuple[Geotag, ...]:
    """Find, resolve and tag every toponym of a document, in order."""
    resolutions = resolve_toponyms(document, gazetteer)
    containers = {resolution.container.place_id for resolution in resolutions if resolution.container is not None}
    tags = [
        _geotag(
            document,
            resolution,
            gazetteer,
            holds=_holds(before, resolution, containers, gazetteer),
            describes=before is not None and _describes(document, before, resolution),
        )
        for before, resolution in zip((None, *resolutions), resolutions, strict=False)
    ]
    towns = [tag for tag in tags if _is_town(tag)]
    ends = [town.span.end for town in towns]
    times = Counter(town.name for town in towns)
    found: list[Geotag] = []
    for resolution, resolved in zip(resolutions, tags, strict=True):
        first, last = bisect_left(ends, resolved.span.start - _BREATH), bisect_right(ends, resolved.span.start)
        tag = _unless_of_another_town(document, resolved, towns[first:last], gazetteer)
        if _lies_in_some_town(resolution, tag, gazetteer):
            before = _that_may_hold(tag, towns[first:last], gazetteer)
            town = _its_town(document, tag, before, _town_behind(document, tag, towns[last:]), times)
            found.append(_put_into(tag, town) if town is not None else tag)
        else:
            found.append(tag)
    return tuple(found)


def _holds(
    before: Resolution | None, resolution: Resolution, containers: AbstractSet[str], gazetteer: Gazetteer
) -> bool:
    """Whether a place holds another of the text, or its countryside the name before it («كفرزيتا في ريف حماة»)."""
    place = resolution.place
    if place is None or place.place_id in containers:
        return place is not None
    if before is None or before.container is None or resolution.mention.relation != "countryside":
        return False
    return countryside_unit(place, gazetteer) == before.container


def _describes(document: str, before: Resolution, resolution: Resolution) -> bool:
    """Whether a name only tells where the one before it lies: «البو سيف المشرفة على **مطار الموصل**»."""
    if before.place is None or resolution.mention.context.preposition is None:
        return False
    between = document[before.mention.span.end : resolution.mention.span.start].split()
    return 0 < len(between) <= _DESCRIBING_REACH and key(between[0]) in role_words()["describing"]


_DESCRIBING_REACH = 4
_TOWNS = frozenset({PlaceKind.CITY, PlaceKind.TOWN})
_WITHIN_A_TOWN = frozenset({PlaceKind.NEIGHBOURHOOD, PlaceKind.LANDMARK, PlaceKind.ROAD, PlaceKind.BRIDGE})
_BREATH = 500
"""Letters within which a quarter that no layer knows is one of a town named before."""


def _is_town(tag: Geotag) -> bool:
    """Whether a geotag can be the town that a report goes on to speak of; sources in a town speak of it mostly."""
    local = tag.reasons[-1:] == ("role:spoken_there",) and tag.name not in role_words()["governments"]
    spoken_from = tag.role in {Role.METONYM, Role.SPEECH_PLACE, Role.COMPARISON} and not local
    itself = tag.relation in {Relation.AT, Relation.PART, Relation.EDGE}  # not «350 كلم شمال بغداد»
    return tag.place is not None and tag.place.kind in _TOWNS and tag.area is not None and itself and not spoken_from


def _lies_in_some_town(resolution: Resolution, tag: Geotag, gazetteer: Gazetteer) -> bool:
    """Whether a name without a point is by its head noun a quarter, street or building, of no town that is said.

    A place that a layer knows without a point may have a town for its parent, which then stands in for it.
    """
    head = resolution.mention.head
    within = head is not None and not head.kinds.isdisjoint(_WITHIN_A_TOWN)
    if not within or tag.area is not None or tag.container is not None:
        return False
    return tag.place is None or not any(holder.kind in _TOWNS for holder in gazetteer.ancestors(tag.place))


def _unless_of_another_town(document: str, tag: Geotag, before: Sequence[Geotag], gazetteer: Gazetteer) -> Geotag:
    """Return a geotag without its place where that is a little-known quarter of a town other than its sentence's.

    «وفي بعقوبة اقتحم مسلحون منزلا في حي التحرير» is not the quarter of that name in Mosul.
    """
    place = tag.place
    if place is None or place.kind is not PlaceKind.NEIGHBOURHOOD or place.prominence >= _KNOWN_ALONE or tag.container:
        return tag
    holders = {holder.place_id: holder for holder in gazetteer.ancestors(place)}
    if not any(holder.kind in _TOWNS for holder in holders.values()):
        return tag
    near = [
        town for town in before if not any(mark in document[town.span.end : tag.span.start] for mark in _SENTENCE_ENDS)
    ]
    at = [town.place for town in near if town.preposition == "at" and town.place is not None]
    if not at or any(town.place is not None and town.place.place_id in holders for town in near):
        return tag
    return replace(tag, place=None, area=None, geo_precision=None, reasons=(*tag.reasons, "not_of_this_town"))


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
    return None if any(mark in gap for mark in _SENTENCE_ENDS) else towns[0]


def _its_town(
    document: str, tag: Geotag, before: Sequence[Geotag], behind: Geotag | None, times: Mapping[str, int]
) -> Geotag | None:
    """Return the last town of a quarter's sentence, or behind it, else of its paragraph, else the report's own."""
    gaps = [document[town.span.end : tag.span.start] for town in before]
    for marks in (_SENTENCE_ENDS, "\n"):
        near = [town for town, gap in zip(before, gaps, strict=True) if not any(mark in gap for mark in marks)]
        if near:
            return next((town for town in reversed(near) if town.preposition == "at"), near[-1])
        if behind is not None:
            return behind
    close = [town for town, gap in zip(before, gaps, strict=True) if gap.count("\n") <= 1]
    return max(reversed(close), key=lambda town: times[town.name], default=None)


_SENTENCE_ENDS = ".؟!\n"


def _put_into(tag: Geotag, town: Geotag) -> Geotag:
    return replace(tag, container=town.place, reasons=(*tag.reasons, "container:town_spoken_of"))


def _geotag(document: str, resolution: Resolution, gazetteer: Gazetteer, *, holds: bool, describes: bool) -> Geotag:
    mention = resolution.mention
    place = _part_with_a_name(resolution, gazetteer)
    relation = Relation(mention.relation) if place is resolution.place else Relation.AT
    context = mention.context
    area = place_relation(place, relation, context.bearings, context.distance_km) if place is not None else None
    role, why = (Role.DIRECTION, "role:describes") if describes else _role(document, resolution, holds=holds)
    return Geotag(
        span=mention.span,
        surface=mention.surface,
        place=place,
        role=role,
        relation=relation,
        area=area,
        geo_precision=precision(place, relation) if area and place else None,
        confidence=resolution.confidence,
        reasons=(*resolution.reasons, why),
        rejected=tuple(
            candidate.place.place_id
            for candidate in resolution.candidates
            if place is None or candidate.place.place_id != place.place_id
        )[:_MOST_REJECTED],
        container=resolution.container,
        list_id=mention.list_id,
        preposition=context.preposition.sense if context.preposition else "",
    )


_MOST_REJECTED = 8


def _part_with_a_name(resolution: Resolution, gazetteer: Gazetteer) -> Place | None:
    """Return the place that a side of a place is called by («شرق حلب» is East Aleppo), else the place itself."""
    place, context = resolution.place, resolution.mention.context
    if place is None or not context.side_before or resolution.mention.relation != "part" or not context.bearings:
        return place
    sides = [word for word, bearing in directions().items() if bearing == context.bearings[0]]
    named = next(
        (found for side in sides if (found := gazetteer.phrases.get(f"{side} {resolution.mention.name}"))), None
    )
    return gazetteer.places[named] if named and (gazetteer.places[named].located or not place.located) else place


def precision(place: Place, relation: Relation) -> GeoPrecision:
    """Return how finely a place in a relation says where: a relation to a place is never finer than an area."""
    of_kind = _PRECISION_OF_KIND.get(place.kind, GeoPrecision.TOWN)
    if relation is Relation.AT or of_kind in _WIDE:
        return of_kind
    if relation in {Relation.EDGE, Relation.PART} and of_kind in {GeoPrecision.NEIGHBOURHOOD, GeoPrecision.CITY}:
        return of_kind
    return GeoPrecision.AREA


def _role(document: str, resolution: Resolution, *, holds: bool) -> tuple[Role, str]:
    """Return a role and the name of the rule that gave it."""
    mention, context = resolution.mention, resolution.mention.context
    words = role_words()
    if _is_dateline(document, mention.span):
        return Role.DATELINE, "role:dateline"
    before = f"{context.before_that} {context.before}".strip()
    if context.before in words["comparison"] or before in words["comparison"]:
        return Role.COMPARISON, "role:comparison"
    if _with_clitics(context.before, words["displaced"]):
        return Role.DIRECTION, "role:people_of"
    if _with_clitics(context.before, words["offices"]) and not context.conjoined:
        return Role.SPEECH_PLACE, "role:office"
    sense = context.preposition.sense if context.preposition else ""
    bare = not context.heads and not context.side_before and sense not in {"at", "near", "on"}
    bare = bare and not any(rule.startswith("object_of_verb") for rule in mention.evidence)
    if bare and _may_stand_for_government(resolution):
        return Role.METONYM, "role:government"
    if sense == "from" and not context.heads and _spoken_near(document, mention.span):
        return Role.SPEECH_PLACE, "role:speech_place"
    if sense == "at" and context.after in {"ان", "بان"} and _spoken_near(document, mention.span):
        return Role.SPEECH_PLACE, "role:spoken_there"
    if sense == "at" and context.before_that in words["hosts"]:
        return Role.SPEECH_PLACE, "role:speech_host"
    if holds and sense in {"at", "near"}:
        return Role.CONTAINER, "role:container"
    return Role.MENTION, "role:mention"


def _may_stand_for_government(resolution: Resolution) -> bool:
    place = resolution.place
    if place is not None and place.kind is PlaceKind.COUNTRY:
        return True
    return resolution.mention.name in role_words()["governments"]


_DATELINE_REACH = 60
_DATELINE_MARKS = ("–", "-", "—", "(", "/", ":", "ـ")


def _is_dateline(document: str, span: Span) -> bool:
    """Whether a name opens the body before a dash or bracket («حلب – عنب بلدي»), or stands with the outlet there."""
    body = document.find("\n") + 1
    while body < len(document) and document[body].isspace():
        body += 1
    if not body <= span.start < body + _DATELINE_REACH:
        return False
    head, tail = document[body : span.start], document[span.end : span.end + 3].strip()
    opens = not head.strip() or head.rstrip()[-1] in _DATELINE_MARKS
    return opens and tail[:1] in _DATELINE_MARKS


_SPEECH_REACH = 60


def _spoken_near(document: str, span: Span) -> bool:
    """Whether a verb of saying and none of moving stands shortly before a name."""
    window = [key(word) for word in document[max(0, span.start - _SPEECH_REACH) : span.start].split()]
    words = role_words()
    spoken = any(_with_clitics(word, words["speech"]) for word in window)
    return spoken and not any(_with_clitics(word, words["movement"]) for word in window)


def _with_clitics(word: str, forms: frozenset[str]) -> bool:
    return word in forms or word[1:] in forms or word[2:] in forms
