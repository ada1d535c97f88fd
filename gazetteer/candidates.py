"""The places that a name may mean, scored by what its own words say: kind, country, and how known each is."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from gazetteer.distance import lies_in, proximity
from gazetteer.index import FAMOUS, Gazetteer
from gazetteer.lexicon import Head
from gazetteer.places import ADMIN_KINDS, BUILT_IN, CURATED, OBSCURE, SETTLEMENT_KINDS, TOWN_KINDS, Place, PlaceKind
from gazetteer.recognition import ToponymMention

_AREA_KINDS = frozenset(
    {PlaceKind.REGION, PlaceKind.COUNTRYSIDE, PlaceKind.COUNTRY, PlaceKind.MOUNTAIN, PlaceKind.WATER}
)
_LARGE_KINDS = frozenset({PlaceKind.GOVERNORATE, PlaceKind.COUNTRY, PlaceKind.DISTRICT, PlaceKind.WATER})
_SITE_KINDS = frozenset(PlaceKind) - SETTLEMENT_KINDS - ADMIN_KINDS - _AREA_KINDS
"""Airports, bases, fields, crossings, dams, bridges, roads, islands, buildings."""
_OBSCURE_COST = -0.8
"""Of a village of a dump beside a place that is often in the news."""
_LITTLE_KNOWN, _VERY_FAMOUS, _LITTLE_KNOWN_COST = 0.2, 0.75, -0.4
"""Of a small town that nobody wrote a row for, beside a capital: «وفي الدوحة» in a report on Gaza is Qatar's."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A place a toponym might mean."""

    place: Place
    score: float
    """Sum of the rules' points; only differences mean anything."""
    reasons: tuple[str, ...]
    """Each rule that counted, with its points."""


def own_candidates(mention: ToponymMention, gazetteer: Gazetteer) -> tuple[Candidate, ...]:
    """Score the bearers by what the mention's own words say: kind, country, and how known they are."""
    return _candidates(mention.name, mention.head, mention.context.country, gazetteer)


@lru_cache(maxsize=20_000)
def _candidates(name: str, head: Head | None, country: str, gazetteer: Gazetteer) -> tuple[Candidate, ...]:
    """Score the bearers of a name; remembered, since the same few names are most of the news."""
    named = [gazetteer.places[place_id] for place_id in gazetteer.names.get(name, ())]
    fitting = [place for place in named if not _is_other_sort(place, head)]
    if head is not None and _is_a_quarter(head):
        fitting = [place for place in fitting if not _is_a_town_of_its_own(place, gazetteer)]
    bearers = _sites_first(fitting, head)
    settled = any(place.kind in SETTLEMENT_KINDS for place in bearers)
    found = []
    for place in bearers:
        points = {"prominence": round(place.prominence, 3)}
        points["kind"] = _kind_points(place, head, settled=settled)
        if place.layer not in BUILT_IN and place.prominence <= OBSCURE and _rival_of(bearers, FAMOUS):
            points["obscure_namesake"] = _OBSCURE_COST
        elif place.layer != CURATED and place.prominence <= _LITTLE_KNOWN and _rival_of(bearers, _VERY_FAMOUS):
            points["little_known_namesake"] = _LITTLE_KNOWN_COST
        if country:
            points["origin_adjective"] = 1.0 if place.country == country else -1.0
        found.append(scored(place, points))
    return tuple(sorted(found, key=by_score))


def _is_other_sort(place: Place, head: Head | None) -> bool:
    """Whether a bearer cannot be what its head noun says, whoever shares the name.

    «حي التأميم» is no governorate, though «مدن اليمن» are the towns of a country; «جسر الحرية» is no air base, «دوار
    الكويت» no country.
    """
    if head is None or not head.kinds:
        return False
    kinds = head.kinds
    narrow = kinds <= SETTLEMENT_KINDS | {PlaceKind.MOUNTAIN}
    too_large = head.number == "singular" and narrow and place.kind in _LARGE_KINDS
    too_large |= bool(kinds & _SITE_KINDS) and place.kind is PlaceKind.COUNTRY
    another_site = bool(kinds & _SITE_KINDS) and place.kind in _SITE_KINDS and place.kind not in kinds
    return too_large or another_site


def _is_a_quarter(head: Head) -> bool:
    """Whether a noun before a name says that it is one quarter («حي»)."""
    return head.number == "singular" and head.kinds == {PlaceKind.NEIGHBOURHOOD}


def _is_a_town_of_its_own(place: Place, gazetteer: Gazetteer) -> bool:
    """Whether a place is a town that lies in no other, so that no «محلة القبة» of Tripoli is the town of that name."""
    if place.kind not in TOWN_KINDS:
        return False
    return all(holder.kind not in SETTLEMENT_KINDS for holder in gazetteer.ancestors(place))


def _sites_first(bearers: list[Place], head: Head | None) -> list[Place]:
    """Return the bearers that are the site which the noun names, where there is one: «مطار عدن» is not the city.

    A town stands in only for an airport or crossing that no layer has.
    """
    if head is None:
        return bearers
    sites = [place for place in bearers if place.kind in head.kinds & _SITE_KINDS]
    return sites or bearers


def _rival_of(bearers: Sequence[Place], prominence: float) -> bool:
    """Whether some bearer of the name is so often in the news that a village of a dump is seldom meant beside it."""
    return any(place.prominence >= prominence for place in bearers)


def _kind_points(place: Place, head: Head | None, *, settled: bool) -> float:
    """How well a bearer's kind fits: what the head noun asks for, else settlements before units before facilities."""
    if head is not None and head.kinds:
        if place.kind in head.kinds:
            return 1.0
        # a unit that no layer has is most likely the seat that it is called after
        return -0.1 if head.kinds & ADMIN_KINDS and place.kind in SETTLEMENT_KINDS else -0.6
    if place.kind in SETTLEMENT_KINDS or place.kind in _AREA_KINDS:
        return 0.1
    if not settled:
        return 0.0
    return -0.3 if place.kind in ADMIN_KINDS else -0.6


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
                points["distance"] = round(proximity(place, beacon), 3)
        found.append(scored(place, points))
    return tuple(sorted(found, key=by_score))


def scored(place: Place, points: dict[str, float], before: Candidate | None = None) -> Candidate:
    """Return a candidate with each rule's points added to those of `before`, each told in its reasons."""
    reasons = tuple([_told(name, value) for name, value in points.items() if value])
    return Candidate(
        place=place,
        score=sum(points.values()) + (before.score if before else 0.0),
        reasons=(*(before.reasons if before else ()), *reasons),
    )


@lru_cache(maxsize=10_000)
def _told(rule: str, points: float) -> str:
    return f"{rule}{points:+g}"


def by_score(candidate: Candidate) -> tuple[float, str]:
    """Best score first; the id makes the order total, so that a rerun gives the same answer."""
    return -candidate.score, candidate.place.place_id
