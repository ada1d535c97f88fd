"""What the rest of a text says for each place that a name may mean: its container, its neighbours, its country."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from gazetteer.candidates import Candidate, by_score, scored
from gazetteer.distance import countryside_unit, lies_in, proximity
from gazetteer.index import Gazetteer
from gazetteer.lexicon import demonyms
from gazetteer.places import SETTLEMENT_KINDS, WITHIN_A_CITY, Place, PlaceKind
from gazetteer.recognition import ToponymMention

_BEYOND_DOUBT = 1.0
"""A margin that no neighbours can turn; the text need not be asked."""
_SAME_LIST, _NEAR_BY, _ELSEWHERE = 0.8, 0.5, 0.3
"""How much a place of the same list, one near by in the text and one anywhere else in it pull."""
_NAMESAKE = 0.3
"""How much a further mention of the name itself pulls, that says no more of where it lies."""
_LONGEST_LIST = 20
_NEAR_LETTERS = 250
_MOST_ANCHORS = 40
"""Places of the whole text that pull at each mention."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """The state of a text between two passes."""

    gazetteer: Gazetteer
    mentions: tuple[ToponymMention, ...]
    containers: tuple[int | None, ...]
    chosen: tuple[Place | None, ...]
    common: tuple[tuple[Place, int], ...]
    """The places chosen most often, with how often."""
    told: frozenset[str]
    """Ids of the places of which some mention says itself where they lie, see `told_where`."""
    peoples: Mapping[str, float]
    """How often the text speaks of the people of each country, as shares («القوات العراقية»)."""


def most_common(chosen: Sequence[Place | None]) -> tuple[tuple[Place, int], ...]:
    """Return the places written of most, most often first, ties by id."""
    times = Counter(place.place_id for place in chosen if place is not None)
    places = {place.place_id: place for place in chosen if place is not None}
    ranked = sorted(times.items(), key=lambda item: (-item[1], item[0]))[:_MOST_ANCHORS]
    return tuple((places[place_id], count) for place_id, count in ranked)


def told_where(
    mentions: Sequence[ToponymMention], containers: Sequence[int | None], chosen: Sequence[Place | None]
) -> frozenset[str]:
    """Return the ids of the places of which some mention says itself where they lie («طرابلس اللبنانية»).

    Only these draw further mentions of their name fully: else the best known bearer would vote for itself.
    """
    return frozenset(
        place.place_id
        for mention, container, place in zip(mentions, containers, chosen, strict=True)
        if place is not None and (container is not None or mention.context.country)
    )


def peoples_of(words: Sequence[str]) -> Mapping[str, float]:
    """Return the countries whose people or forces folded words name («العراقية», «الإسرائيلي»), with their shares.

    Israel's act in Palestine as well.
    """
    peoples = _peoples()
    named = Counter(map(peoples.__getitem__, filter(peoples.__contains__, words)))
    named["PS"] += named["IL"]
    total = sum(named.values())
    return {country: count / total for country, count in named.items() if count}


@lru_cache(maxsize=1)
def _peoples() -> Mapping[str, str]:
    """Return the country of each adjective of origin, with and without و."""
    return {f"{joined}{form}": country for form, country in demonyms().items() for joined in ("", "و")}


_PEOPLE = 0.5
"""How much the people that a text speaks of draw a name to their country."""


def in_context(index: int, own: tuple[Candidate, ...], scene: Scene) -> tuple[Candidate, ...]:
    """Return the bearers best first, counting what the rest of the text says: container, neighbours, country."""
    if len(own) < 2 or (scene.containers[index] is None and own[0].score - own[1].score >= _BEYOND_DOUBT):
        return own
    container = named_container(scene.containers[index], scene.mentions, scene.chosen, scene.gazetteer)
    town = _town_of_countryside(scene.containers[index], scene)
    bearers = {candidate.place.place_id for candidate in own}
    told = scene.told
    anchors = [
        (min(weight, _NAMESAKE) if place.place_id in bearers and place.place_id not in told else weight, place)
        for weight, place in _anchors(index, scene)
    ]
    countries = [place.country for _, place in anchors if place.country]
    total = len(countries)
    found = []
    for candidate in own:
        points: dict[str, float] = {}
        if container is not None:
            inside = lies_in(candidate.place, container, scene.gazetteer)
            points["container"] = 1.5 if inside and not _is_quarter_of(candidate.place, town, scene.gazetteer) else -1.0
        near = _nearness(_seen_at(candidate.place, scene.gazetteer), anchors)
        if near:
            points["near_other_places"] = round(near, 3)
        if total and candidate.place.country:
            points["country_of_text"] = round(0.5 * countries.count(candidate.place.country) / total, 3)
        if scene.peoples.get(candidate.place.country):
            points["people_of_text"] = round(_PEOPLE * scene.peoples[candidate.place.country], 3)
        if _parent_named(candidate.place, anchors, scene.gazetteer):
            points["parent_named"] = 0.4
        found.append(scored(candidate.place, points, candidate))
    return tuple(sorted(found, key=by_score))


def _town_of_countryside(index: int | None, scene: Scene) -> Place | None:
    """Return the town whose countryside contains, `None` where what contains is no countryside."""
    return None if index is None or scene.mentions[index].relation != "countryside" else scene.chosen[index]


def _is_quarter_of(place: Place, town: Place | None, gazetteer: Gazetteer) -> bool:
    """Whether a place lies within a town, so that it is not in the town's countryside («الزهراء في ريف حلب»)."""
    return town is not None and place.kind in WITHIN_A_CITY and town in gazetteer.ancestors(place)


def _anchors(index: int, scene: Scene) -> tuple[tuple[float, Place], ...]:
    """Return (weight, place) of the places already chosen: list neighbours weigh 0.8, near words 0.5, the rest 0.3.

    Of the rest only the places most written of count, so that a text of any length costs the same a mention.
    """
    own = scene.chosen[index]
    best = {
        place.place_id: (_ELSEWHERE, place)
        for place, times in scene.common
        if own is None or place.place_id != own.place_id or times > 1
    }
    mention = scene.mentions[index]
    for step in (1, -1):
        other_index = index + step
        while 0 <= other_index < len(scene.mentions):
            other, place = scene.mentions[other_index], scene.chosen[other_index]
            listed = other.list_id == mention.list_id and abs(other_index - index) <= _LONGEST_LIST
            if not listed and abs(other.span.start - mention.span.start) >= _NEAR_LETTERS:
                break
            if place is not None:
                weight = _SAME_LIST if listed else _NEAR_BY
                known = best.get(place.place_id)
                best[place.place_id] = (max(weight, known[0] if known else 0.0), place)
            other_index += step
    return tuple(best.values())


def _seen_at(place: Place, gazetteer: Gazetteer) -> Place:
    """Return the place, or the town that a quarter of unknown point lies in: else a namesake with a point beats it."""
    if place.located or place.kind not in WITHIN_A_CITY:
        return place
    towns = (holder for holder in gazetteer.ancestors(place) if holder.kind in SETTLEMENT_KINDS and holder.located)
    return next(towns, place)


def _nearness(place: Place, anchors: Sequence[tuple[float, Place]]) -> float:
    """Return the pull of the nearest anchors: weight times exp(-distance / 60 km), the two strongest added up."""
    if not place.located:
        return 0.0
    pulls = [
        weight * proximity(place, anchor)
        for weight, anchor in anchors
        if anchor.kind is not PlaceKind.COUNTRY and anchor.located
    ]
    return sum(sorted(pulls, reverse=True)[:2])


def _parent_named(place: Place, anchors: Sequence[tuple[float, Place]], gazetteer: Gazetteer) -> bool:
    named = {anchor.place_id for _, anchor in anchors if anchor.kind is not PlaceKind.COUNTRY}
    return any(parent.place_id in named for parent in gazetteer.ancestors(place))


def named_container(
    index: int | None, mentions: Sequence[ToponymMention], chosen: Sequence[Place | None], gazetteer: Gazetteer
) -> Place | None:
    """Return the place that contains: of «بريف حمص الشرقي» it is the governorate of Homs, not the city."""
    place = None if index is None else chosen[index]
    if place is None or index is None or mentions[index].relation != "countryside":
        return place
    return countryside_unit(place, gazetteer)
