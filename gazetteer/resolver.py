"""Choosing the place that each toponym of a text means, for the text as a whole, or declining.

Certain mentions come first and become anchors; the others are drawn to what the text says of them (kind, container,
country), to their neighbours and to what is often in the news. Every rule names itself in the candidate's reasons.
"""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import lru_cache
from math import asin, cos, exp, radians, sin, sqrt

from gazetteer.containment import find_containers
from gazetteer.folding import key
from gazetteer.index import ADMIN_KINDS, FAMOUS, SETTLEMENT_KINDS, Gazetteer
from gazetteer.places import BUILT_IN, OBSCURE, Place, PlaceKind
from gazetteer.recognition import ToponymMention, recognise

_EARTH_KM = 12742.0
"""Mean diameter."""
_AREA_KINDS = frozenset(
    {PlaceKind.REGION, PlaceKind.COUNTRYSIDE, PlaceKind.COUNTRY, PlaceKind.MOUNTAIN, PlaceKind.WATER}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A place a toponym might mean."""

    place: Place
    score: float
    """Sum of the rules' points; only differences mean anything."""
    reasons: tuple[str, ...]
    """Each rule that counted, with its points."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolution:
    """What was decided for one mention."""

    mention: ToponymMention
    place: Place | None
    """`None`: the two best bearers tie, or no layer knows where it is."""
    container: Place | None
    """The place that the text itself puts it into."""
    confidence: float
    """0 to 1, from the margin over the next best and the evidence that it is a place at all."""
    candidates: tuple[Candidate, ...]
    """Best first."""
    reasons: tuple[str, ...]


def resolve_toponyms(raw: str, gazetteer: Gazetteer) -> tuple[Resolution, ...]:
    """Find and resolve every toponym of a text, in order."""
    recognised = recognise(raw, gazetteer)
    mentions = recognised.mentions
    containers = find_containers(recognised.tokens, mentions)
    own = [_own_candidates(mention, gazetteer) for mention in mentions]
    chosen: list[Place | None] = [_certain(candidates) for candidates in own]
    ranked: list[tuple[Candidate, ...]] = own
    for _ in range(_PASSES):
        scene = _Scene(
            gazetteer=gazetteer,
            mentions=mentions,
            containers=containers,
            chosen=tuple(chosen),
            common=_most_common(chosen),
        )
        ranked = [_in_context(index, own[index], scene) for index in range(len(mentions))]
        chosen = [_decide(candidates, gazetteer) for candidates in ranked]
        if tuple(chosen) == scene.chosen:
            break
    strangers = _strangers(mentions, chosen, gazetteer)
    chosen = [None if place is None or place.place_id in strangers else place for place in chosen]
    countries = Counter(place.country for place in _distinct(chosen))
    chosen = [
        None if place is not None and _is_called_after(mention, place, countries) else place
        for mention, place in zip(mentions, chosen, strict=True)
    ]
    listed = _countries_of_lists(mentions, chosen)
    chosen = [
        None if place is not None and _is_foreign_to_its_list(place, listed[mention.list_id], countries) else place
        for mention, place in zip(mentions, chosen, strict=True)
    ]
    held = [
        _if_it_can_hold(_container(container, mentions, chosen, gazetteer), place)
        for container, place in zip(containers, chosen, strict=True)
    ]
    return tuple(
        _resolution(
            mention, ranked[index], _unless_elsewhere(mention, chosen[index], held[index], gazetteer), held[index]
        )
        for index, mention in enumerate(mentions)
    )


def _unless_elsewhere(
    mention: ToponymMention, place: Place | None, container: Place | None, gazetteer: Gazetteer
) -> Place | None:
    """Return the bearer chosen, `None` where it is of another kind than is said and lies outside what holds it.

    «دوار الزراعة في اللاذقية» is not the village near Homs, the only place of the name that a layer knows.
    """
    if place is None or container is None or mention.head is None or not mention.head.kinds:
        return place
    if place.kind in mention.head.kinds or not place.located or not container.located:
        return place
    far = kilometres(place, container) > max(_FAR_KM, 2 * container.radius_km)
    return None if far and not lies_in(place, container, gazetteer) else place


_FAR_KM = 100.0
"""How far from what holds it a place cannot be; seats and borders are rough points."""


_PASSES = 2
_CLEAR_MARGIN = 0.35
_TIE_MARGIN = 0.04
_BEYOND_DOUBT = 1.0
"""A margin that no neighbours can turn; the text need not be asked."""
_SAME_SPOT_KM = 15.0


@dataclass(frozen=True, slots=True, kw_only=True)
class _Scene:
    """The state of a text between two passes."""

    gazetteer: Gazetteer
    mentions: tuple[ToponymMention, ...]
    containers: tuple[int | None, ...]
    chosen: tuple[Place | None, ...]
    common: tuple[tuple[Place, int], ...]
    """The places chosen most often, with how often."""


def _most_common(chosen: Sequence[Place | None]) -> tuple[tuple[Place, int], ...]:
    """Return the places written of most, most often first, ties by id."""
    times = Counter(place.place_id for place in chosen if place is not None)
    places = {place.place_id: place for place in chosen if place is not None}
    ranked = sorted(times.items(), key=lambda item: (-item[1], item[0]))[:_MOST_ANCHORS]
    return tuple((places[place_id], count) for place_id, count in ranked)


def _own_candidates(mention: ToponymMention, gazetteer: Gazetteer) -> tuple[Candidate, ...]:
    """Score the bearers by what the mention's own words say: kind, country, and how known they are."""
    named = [gazetteer.places[place_id] for place_id in gazetteer.names.get(mention.name, ())]
    bearers = _sites_first([place for place in named if not _is_other_sort(place, mention)], mention)
    settled = any(place.kind in SETTLEMENT_KINDS for place in bearers)
    found = []
    for place in bearers:
        points = {"prominence": round(place.prominence, 3)}
        points["kind"] = _kind_points(place, mention, settled=settled)
        if place.layer not in BUILT_IN and place.prominence <= OBSCURE and _famous_rival(bearers):
            points["obscure_namesake"] = _OBSCURE_COST
        if mention.context.country:
            points["origin_adjective"] = 1.0 if place.country == mention.context.country else -1.0
        found.append(_candidate(place, points))
    return tuple(sorted(found, key=_order))


_LARGE_KINDS = frozenset({PlaceKind.GOVERNORATE, PlaceKind.COUNTRY, PlaceKind.DISTRICT, PlaceKind.WATER})


_SITE_KINDS = frozenset(PlaceKind) - SETTLEMENT_KINDS - ADMIN_KINDS - _AREA_KINDS
"""Airports, bases, fields, crossings, dams, bridges, roads, islands, buildings."""


def _is_other_sort(place: Place, mention: ToponymMention) -> bool:
    """Whether a bearer cannot be what its head noun says, whoever shares the name.

    «حي التأميم» is no governorate, though «مدن اليمن» are the towns of a country; «جسر الحرية» is no air base, «دوار
    الكويت» no country.
    """
    if mention.head is None or not mention.head.kinds:
        return False
    kinds = mention.head.kinds
    narrow = kinds <= SETTLEMENT_KINDS | {PlaceKind.MOUNTAIN}
    too_large = mention.head.number == "singular" and narrow and place.kind in _LARGE_KINDS
    too_large |= bool(kinds & _SITE_KINDS) and place.kind is PlaceKind.COUNTRY
    another_site = bool(kinds & _SITE_KINDS) and place.kind in _SITE_KINDS and place.kind not in kinds
    return too_large or another_site


def _sites_first(bearers: list[Place], mention: ToponymMention) -> list[Place]:
    """Return the bearers that are the site which the noun names, where there is one: «مطار عدن» is not the city.

    A town stands in only for an airport or crossing that no layer has.
    """
    if mention.head is None:
        return bearers
    sites = [place for place in bearers if place.kind in mention.head.kinds & _SITE_KINDS]
    return sites or bearers


_OBSCURE_COST = -0.8


def _famous_rival(bearers: Sequence[Place]) -> bool:
    """Whether some bearer of the name is often in the news: a village of a dump is seldom meant beside it."""
    return any(place.prominence >= FAMOUS for place in bearers)


def _kind_points(place: Place, mention: ToponymMention, *, settled: bool) -> float:
    """How well a bearer's kind fits: what the head noun asks for, else settlements before units before facilities."""
    if mention.head is not None and mention.head.kinds:
        if place.kind in mention.head.kinds:
            return 1.0
        # a unit that no layer has is most likely the seat that it is called after
        return -0.1 if mention.head.kinds & ADMIN_KINDS and place.kind in SETTLEMENT_KINDS else -0.6
    if place.kind in SETTLEMENT_KINDS or place.kind in _AREA_KINDS:
        return 0.1
    if not settled:
        return 0.0
    return -0.3 if place.kind in ADMIN_KINDS else -0.6


def _in_context(index: int, own: tuple[Candidate, ...], scene: _Scene) -> tuple[Candidate, ...]:
    """Add what the rest of the text says: the named container, neighbours, and the country it speaks of."""
    if len(own) < 2 or (scene.containers[index] is None and own[0].score - own[1].score >= _BEYOND_DOUBT):
        return own
    container = _container(scene.containers[index], scene.mentions, scene.chosen, scene.gazetteer)
    town = _town_of_countryside(scene.containers[index], scene)
    anchors = _anchors(index, scene)
    countries = Counter(place.country for _, place in anchors if place.country)
    total = sum(countries.values())
    found = []
    for candidate in own:
        points: dict[str, float] = {}
        if container is not None:
            inside = lies_in(candidate.place, container, scene.gazetteer)
            points["container"] = 1.5 if inside and not _is_quarter_of(candidate.place, town, scene.gazetteer) else -1.0
        near = _nearness(candidate.place, anchors)
        if near:
            points["near_other_places"] = round(near, 3)
        if total and candidate.place.country:
            points["country_of_text"] = round(0.5 * countries[candidate.place.country] / total, 3)
        if _parent_named(candidate.place, anchors, scene.gazetteer):
            points["parent_named"] = 0.4
        found.append(_candidate(candidate.place, points, candidate))
    return tuple(sorted(found, key=_order))


def _town_of_countryside(index: int | None, scene: _Scene) -> Place | None:
    """Return the town whose countryside contains, `None` where what contains is no countryside."""
    return None if index is None or scene.mentions[index].relation != "countryside" else scene.chosen[index]


def _is_quarter_of(place: Place, town: Place | None, gazetteer: Gazetteer) -> bool:
    """Whether a place lies within a town, so that it is not in the town's countryside («الزهراء في ريف حلب»)."""
    return town is not None and place.kind in _WITHIN_A_CITY and town in gazetteer.ancestors(place)


def _anchors(index: int, scene: _Scene) -> tuple[tuple[float, Place], ...]:
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


_SAME_LIST, _NEAR_BY, _ELSEWHERE = 0.8, 0.5, 0.3
_LONGEST_LIST = 20
_NEAR_LETTERS = 250
_MOST_ANCHORS = 40
"""Places of the whole text that pull at each mention."""
_NEAR_KM = 60.0


def _nearness(place: Place, anchors: Sequence[tuple[float, Place]]) -> float:
    """Return the pull of the nearest anchors: weight times exp(-distance / 60 km), the two strongest added up."""
    if not place.located:
        return 0.0
    pulls = [
        weight * exp(-kilometres(place, anchor) / _NEAR_KM)
        for weight, anchor in anchors
        if anchor.kind is not PlaceKind.COUNTRY and anchor.located
    ]
    return sum(sorted(pulls, reverse=True)[:2])


def _parent_named(place: Place, anchors: Sequence[tuple[float, Place]], gazetteer: Gazetteer) -> bool:
    named = {anchor.place_id for _, anchor in anchors if anchor.kind is not PlaceKind.COUNTRY}
    return any(parent.place_id in named for parent in gazetteer.ancestors(place))


def lies_in(place: Place, container: Place, gazetteer: Gazetteer) -> bool:
    """Whether a place belongs to another, by its parents or by distance within both radii and a margin of a quarter."""
    if place.place_id == container.place_id:
        return False
    if any(parent.place_id == container.place_id for parent in gazetteer.ancestors(place)):
        return True
    if container.kind is PlaceKind.COUNTRY:
        return place.country == container.country
    if place.lat is None or place.lon is None or not container.located:
        return False
    inside = gazetteer.contains(container.place_id, place.lat, place.lon)
    if inside is not None:
        return inside
    reach = max(container.radius_km, _SMALLEST_REACH_KM) * 1.25 + place.radius_km
    return kilometres(place, container) <= reach


_SMALLEST_REACH_KM = 30.0
"""«X بريف Y» and «X قرب Y» reach this far from a town."""


def kilometres(one: Place, other: Place) -> float:
    """Great-circle distance in kilometres between two located places (ranking only; exports use geodesics)."""
    return _haversine(one.lat or 0.0, one.lon or 0.0, other.lat or 0.0, other.lon or 0.0)


@lru_cache(maxsize=100_000)
def _haversine(lat1: float, lon1: float, lat2: float, lon2: float) -> float:
    """Haversine formula (R. W. Sinnott, Sky & Telescope 68, 1984), on a sphere of mean radius."""
    p1, p2 = radians(lat1), radians(lat2)
    h = sin((p2 - p1) / 2) ** 2 + cos(p1) * cos(p2) * sin(radians(lon2 - lon1) / 2) ** 2
    return _EARTH_KM * asin(sqrt(min(1.0, h)))


def _certain(candidates: tuple[Candidate, ...]) -> Place | None:
    """Return the best bearer if the mention's own words leave no doubt."""
    if not candidates:
        return None
    if len(candidates) == 1 or candidates[0].score - candidates[1].score >= _CLEAR_MARGIN:
        return candidates[0].place
    return None


def _decide(candidates: tuple[Candidate, ...], gazetteer: Gazetteer) -> Place | None:
    """Return the best bearer unless the next one ties with it and lies somewhere else.

    Where a place ties with one that contains it (Tunis and Tunisia), the wider one is the honest answer.
    """
    if not candidates:
        return None
    best = candidates[0]
    rivals = [
        other
        for other in candidates[1:]
        if best.score - other.score < _TIE_MARGIN and not _same_spot(best.place, other.place)
    ]
    if len(rivals) == 1:
        tied = (best.place, rivals[0].place)
        return next((wide for wide in tied for other in tied if wide in gazetteer.ancestors(other)), None)
    return None if rivals else best.place


_WELL_KNOWN_QUARTER = 0.35
"""Prominence from which a quarter is written of without its city («صلاح الدين», «جوبر»)."""


_WITHIN_A_CITY = frozenset({PlaceKind.NEIGHBOURHOOD, PlaceKind.LANDMARK, PlaceKind.BRIDGE})


def _strangers(
    mentions: Sequence[ToponymMention], chosen: Sequence[Place | None], gazetteer: Gazetteer
) -> frozenset[str]:
    """Return the ids of places that the text can hardly mean, for what else it speaks of.

    Each place is judged once, so that a text of any length costs the same a mention.
    """
    named = _distinct(chosen)
    names: dict[str, set[str]] = defaultdict(set)
    for mention, place in zip(mentions, chosen, strict=True):
        if place is not None:
            names[place.place_id].add(mention.name)
    countries = Counter(place.country for place in named)
    said = frozenset(mention.context.country for mention in mentions)
    around = _Around(
        ids=frozenset(place.place_id for place in named),
        countries=countries,
        units=Counter(unit.place_id for place in named if (unit := gazetteer.admin1(place)) is not None),
        names=names,
    )
    return frozenset(
        place.place_id
        for place in named
        if _is_stranger(place, around, gazetteer) or _is_foreign_namesake(place, countries, said)
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Around:
    """What a text names, counted once, so that a text of any number of names costs the same a name."""

    ids: frozenset[str]
    countries: Counter[str]
    units: Counter[str]
    """Places by the governorate that they are or lie in."""
    names: Mapping[str, AbstractSet[str]]
    """The folded names by which the text calls each place."""


def _distinct(chosen: Sequence[Place | None]) -> tuple[Place, ...]:
    """Return the places that a text names, each once."""
    return tuple({place.place_id: place for place in chosen if place is not None}.values())


def _is_alone_abroad(place: Place, countries: Counter[str]) -> bool:
    """Whether a text names nothing else of a place's country, but places of others."""
    return countries[place.country] == 1 and len(countries) > 1


def _is_called_after(mention: ToponymMention, place: Place, countries: Counter[str]) -> bool:
    """Whether a street, square or bridge only bears the name of a town: «دوار الكويت» in Gaza, any «شارع أسيوط».

    A street is hardly ever in the town that it is called after, a square or a bridge may well be.
    """
    head = mention.head
    if head is None or not head.in_name or head.kinds & _TOWN_KINDS or place.kind not in _TOWN_KINDS:
        return False
    is_street = PlaceKind.ROAD in head.kinds and head.relation == "at"
    return is_street or _is_alone_abroad(place, countries)


_TOWN_KINDS = frozenset({PlaceKind.CITY, PlaceKind.TOWN, PlaceKind.VILLAGE})
_OBSCURE_ABROAD = 0.25
"""Prominence below which a settlement is written of only where its country is."""


def _is_foreign_namesake(place: Place, countries: Counter[str], said: frozenset[str]) -> bool:
    """Whether a little-known settlement lies in a country of which the text names nothing else, but others.

    A report from Yobe State in Nigeria does not mean Ube in Japan, nor one from Tripoli a market of Yemen.
    """
    if place.kind not in SETTLEMENT_KINDS or place.prominence >= _OBSCURE_ABROAD:
        return False
    return _is_alone_abroad(place, countries) and place.country not in said


def _countries_of_lists(
    mentions: Sequence[ToponymMention], chosen: Sequence[Place | None]
) -> Mapping[int, Counter[str]]:
    found: dict[int, Counter[str]] = defaultdict(Counter)
    for mention, place in zip(mentions, chosen, strict=True):
        if place is not None:
            found[mention.list_id][place.country] += 1
    return found


def _is_foreign_to_its_list(place: Place, listed: Counter[str], countries: Counter[str]) -> bool:
    """Whether a place is alone in a list of places of another country, and its country not written of.

    «القاعدة والمفرق والحوبان» are three places of Yemen, none of Jordan; «عمان وبيروت» may well be two capitals.
    """
    others = listed.total() - listed[place.country]
    return (
        listed[place.country] == 1
        and others >= _SURE_LIST
        and len(listed) == _BOTH
        and countries[place.country] == 1
        and place.prominence < _OF_THE_WORLD
    )


_SURE_LIST, _BOTH = 2, 2
_OF_THE_WORLD = 0.7
"""Prominence from which a place is named beside those of any country."""


def _is_stranger(place: Place, around: _Around, gazetteer: Gazetteer) -> bool:
    """Whether a place within a city is of one that the text does not speak of.

    Every city has a «حي الثورة» and a «مستشفى الثورة», few of them are in a layer.
    An obscure one needs another place of its governorate in the text, a well-known one no more than its country, or a
    text that names nothing else.
    """
    if not _lies_within_a_city(place, gazetteer) or _names_its_home(place, around, gazetteer):
        return False
    if place.prominence >= _WELL_KNOWN_QUARTER:
        return len(around.ids) > 1 and around.countries[place.country] == 1
    return not _shares_its_home(place, around, gazetteer)


def _lies_within_a_city(place: Place, gazetteer: Gazetteer) -> bool:
    """Whether a place is a quarter, a bridge, a building, or a street of a city («شارع الستين»), not a highway."""
    holder = gazetteer.places.get(place.parent_id or "")
    street = place.kind is PlaceKind.ROAD and holder is not None and holder.kind in SETTLEMENT_KINDS
    return street or place.kind in _WITHIN_A_CITY


def _names_its_home(place: Place, around: _Around, gazetteer: Gazetteer) -> bool:
    """Whether a name that the text uses says where it is: «جامعة الأنبار», «حلب القديمة» but not «المدينة القديمة»."""
    homes = [key(holder.name_ar) for holder in gazetteer.ancestors(place) if holder.name_ar]
    return any(home in name for name in around.names[place.place_id] for home in homes)


def _shares_its_home(quarter: Place, around: _Around, gazetteer: Gazetteer) -> bool:
    """Whether a text names a place that holds a quarter, or another of its governorate."""
    home = gazetteer.admin1(quarter)
    if home is not None and around.units[home.place_id] > 1:
        return True
    return any(holder.place_id in around.ids for holder in gazetteer.ancestors(quarter))


def _same_spot(one: Place, other: Place) -> bool:
    return one.located and other.located and kilometres(one, other) <= _SAME_SPOT_KM


def _if_it_can_hold(container: Place | None, place: Place | None) -> Place | None:
    """Return what holds a place, `None` where it is a smaller settlement than the place itself."""
    if container is None or place is None:
        return container
    mine, theirs = _SIZES.get(container.kind), _SIZES.get(place.kind)
    return None if mine is not None and theirs is not None and mine < theirs else container


_SIZES: Mapping[PlaceKind, int] = {PlaceKind.CITY: 3, PlaceKind.TOWN: 2, PlaceKind.VILLAGE: 1, PlaceKind.CAMP: 1}


def _container(
    index: int | None, mentions: Sequence[ToponymMention], chosen: Sequence[Place | None], gazetteer: Gazetteer
) -> Place | None:
    """Return the place that contains: of «بريف حمص الشرقي» it is the governorate of Homs, not the city."""
    place = None if index is None else chosen[index]
    if place is None or index is None or mentions[index].relation != "countryside":
        return place
    return countryside_unit(place, gazetteer)


def countryside_unit(place: Place, gazetteer: Gazetteer) -> Place:
    """Return what the countryside of a place is: of «ريف حمص» the governorate, not the city."""
    return gazetteer.admin1(place) or place


def _candidate(place: Place, points: dict[str, float], before: Candidate | None = None) -> Candidate:
    reasons = tuple([_told(name, value) for name, value in points.items() if value])
    return Candidate(
        place=place,
        score=sum(points.values()) + (before.score if before else 0.0),
        reasons=(*(before.reasons if before else ()), *reasons),
    )


@lru_cache(maxsize=10_000)
def _told(rule: str, points: float) -> str:
    return f"{rule}{points:+g}"


def _order(candidate: Candidate) -> tuple[float, str]:
    """Best score first; the id makes the order total, so that a rerun gives the same answer."""
    return -candidate.score, candidate.place.place_id


def _resolution(
    mention: ToponymMention, candidates: tuple[Candidate, ...], place: Place | None, container: Place | None
) -> Resolution:
    margin = 1.0
    if len(candidates) > 1:
        margin = next(
            (
                candidates[0].score - other.score
                for other in candidates[1:]
                if not _same_spot(candidates[0].place, other.place)
            ),
            1.0,
        )
    confidence = (
        0.0 if place is None else 0.5 + 0.3 * min(1.0, max(0.0, margin)) + 0.05 * min(4, max(0, mention.points))
    )
    return Resolution(
        mention=mention,
        place=place,
        container=container,
        confidence=round(min(0.99, confidence), 2),
        candidates=candidates,
        reasons=(*mention.evidence, *(candidates[0].reasons if candidates else ())),
    )


def resolve_name(name: str, gazetteer: Gazetteer, *, near: str | None = None) -> tuple[Candidate, ...]:
    """Return every bearer of a name alone, best first; `near` names a place that the wanted one is in or close to."""
    bearers = gazetteer.bearers(name)
    beacon = next(iter(gazetteer.bearers(near)), None) if near else None
    found = []
    for place in bearers:
        points = {"prominence": round(place.prominence, 3)}
        if beacon is not None:
            inside = lies_in(place, beacon, gazetteer)
            points["in_or_near"] = 1.5 if inside else 0.0
            if place.located and beacon.located:
                points["distance"] = round(exp(-kilometres(place, beacon) / _NEAR_KM), 3)
        found.append(_candidate(place, points))
    return tuple(sorted(found, key=_order))
