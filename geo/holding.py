"""Places that a sentence names only to say where others of it lie."""

from gazetteer.index import Gazetteer
from gazetteer.merging import is_within
from gazetteer.places import PlaceKind
from gazetteer.spans import Span
from geo.records import Geotag
from geo.taxonomy import Relation, Role
from geo.views import NEAR_FIRST, NO_SITE, SentenceView, is_fronted, place_lists


def holding_places(view: SentenceView, gazetteer: Gazetteer) -> frozenset[Span]:
    """Return the spans of the places that hold another place of the sentence, by its words or by the gazetteer."""
    said = {tag.container.place_id for tag in view.geotags if tag.container is not None} | _topics(view, gazetteer)
    known = {
        parent.place_id
        for tag in view.geotags
        if tag.place is not None and tag.role not in NO_SITE
        for parent in gazetteer.ancestors(tag.place)
    }
    return frozenset(
        tag.span
        for tag in view.geotags
        if tag.place is not None and (tag.place.place_id in said | known or _is_holding_countryside(tag))
    )


def _topics(view: SentenceView, gazetteer: Gazetteer) -> set[str]:
    """Return the town or region that opens a sentence which then names others in it («وفي درعا، هاجموا نوى»).

    None that only tells where it lies is one: «وفي أطراف داقوق جنوبي كركوك نصبوا كمينا» is about Daquq; nor one that
    something was near («وقرب الدجيل قتل ثلاثة، وعثر في بيجي على 11 جثة»).
    """
    first = next(iter(place_lists(view.geotags)), ())
    if len(first) != 1 or first[0].place is None or not is_fronted(first, view):
        return set()
    if view.reading.words[:1] in NEAR_FIRST:
        return set()
    town = first[0].place
    unit = gazetteer.admin1(town)
    others = [
        tag.place
        for tag in view.geotags
        if tag.place is not None and tag.place not in {town, first[0].container} and tag.place.kind not in LARGER
        if not _is_holding_countryside(tag)  # «وفي بلدة سراقب بريف إدلب الجنوبي»
    ]
    holds = unit is not None and any(gazetteer.admin1(place) == unit for place in others)
    if town.lat is not None:
        reach = town.radius_km if town.kind is PlaceKind.REGION else _AROUND_KM
        towns = town.kind is PlaceKind.REGION  # «وفي دارفور، استهدفت مسيرة مدينة الفاشر»
        sites = [place for place in others if place.lat is not None and (towns or place.kind is not PlaceKind.CITY)]
        if town.kind is PlaceKind.GOVERNORATE:  # «وفي البقاع … في بعلبك»: the old name of more than the unit
            left = {tag.place for tag in view.geotags if tag.preposition == "from"}
            sites = [place for place in others if place.lat is not None and place.country == town.country]
            sites, reach = [place for place in sites if place not in left], max(town.radius_km, _AROUND_KM)
        around = town.kind in {PlaceKind.REGION, PlaceKind.CITY, PlaceKind.GOVERNORATE}
        holds = holds or (around and any(is_within(town, place, reach) for place in sites))
    elif town.kind in STRETCHES:  # «وفي الجبل الغربي طردوا القوات من بلدة ككلة»
        holds = holds or any(place.country == town.country for place in others)
    return {town.place_id} if holds else set()


STRETCHES = frozenset({PlaceKind.REGION, PlaceKind.MOUNTAIN, PlaceKind.WATER})
"""Kinds of places that stretch over many others, whether or not anybody gives their point."""
LARGER = frozenset({PlaceKind.COUNTRY, PlaceKind.GOVERNORATE, PlaceKind.REGION, PlaceKind.WATER})
"""Kinds of places that lie in no town, however near."""
_AROUND_KM = 30.0
"""How far from a city the places lie of which a sentence that it opens goes on to tell."""


def seats(view: SentenceView, gazetteer: Gazetteer) -> frozenset[Span]:
    """Return the spans of towns called like their governorate that only say where others are («الفوعة في إدلب»)."""
    units = [(tag, gazetteer.admin1(tag.place)) for tag in view.geotags if tag.place is not None]
    return frozenset(
        tag.span
        for tag, unit in units
        if tag.place is not None and unit is not None and tag.preposition == "at"
        if unit.name_ar.endswith(tag.place.name_ar) and unit != tag.place
        if any(other == unit and of.list_id != tag.list_id and of.place not in {tag.place, unit} for of, other in units)
    )


def _is_holding_countryside(tag: Geotag) -> bool:
    """Whether a countryside is only said to tell where the place before it lies."""
    return tag.role is Role.CONTAINER and tag.relation is Relation.COUNTRYSIDE
