"""How records of the same place in several layers become one.

The layer with the highest priority says where and what the place is; names, codes and fame of the others are kept. The
id is that of the record that came with Kharita, if there is one, whatever the priority: reports, exports and other
rows cite it.
"""

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from geopy.distance import geodesic

from gazetteer.folding import key
from gazetteer.places import BUILT_IN, OBSCURE, SETTLEMENT_KINDS, Layer, Place, PlaceKind
from gazetteer.plain_words import is_plain_word

SAME_PLACE_KM: Final = 5.0
"""Two settlements of one name in one country are one place when they are no farther apart than this."""
_DEGREE_KM: Final = 110.5
"""Shortest degree of latitude, at the equator (WGS84)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Merged:
    """Several layers as one set of places."""

    places: tuple[Place, ...]
    same_as: Mapping[str, str]
    """Id of each record that became part of another → the id of that other."""
    records_of: Mapping[str, tuple[Place, ...]]
    """Id of each place that several records make → those records as they were, highest priority first."""


def merge_layers(layers: Sequence[Layer]) -> tuple[Place, ...]:
    """Return every place once, see `merge`."""
    return merge(layers).places


def merge(layers: Sequence[Layer]) -> Merged:
    """Unite the records of one place over layers; parents that were united are followed to what they became.

    Two records are one place when they bear the same GeoNames id or P-code, or when they share a folded name and a
    country and `is_same_spot` says so. Records of one layer are never united.
    """
    pool = _Pool()
    for layer in sorted(layers, key=lambda layer: -layer.priority):
        fresh = []
        for place in layer.places:
            twin = pool.twin(place)
            if twin is None:
                fresh.append(pool.add(place))
            else:
                pool.unite(twin, place)
        for slot in fresh:
            pool.index(slot)
    return pool.merged()


class _Pool:
    """The places so far, each in a slot of its own."""

    def __init__(self) -> None:
        self.places: list[Place] = []
        self.records: list[list[Place]] = []
        self.by_code: dict[str, int] = {}
        self.by_name: defaultdict[tuple[str, str], list[int]] = defaultdict(list)

    def add(self, place: Place) -> int:
        self.places.append(place)
        self.records.append([place])
        return len(self.places) - 1

    def index(self, slot: int) -> None:
        """Let records of lower layers find a slot by its codes and names."""
        place = self.places[slot]
        for code in codes(place):
            self.by_code.setdefault(code, slot)
        for name in dict.fromkeys(map(key, place.names)):
            self.by_name[place.country, name].append(slot)

    def twin(self, place: Place) -> int | None:
        """Return the slot of which a record is another record: by code, else the nearest of its name."""
        for code in codes(place):
            if code in self.by_code:
                return self.by_code[code]
        namesakes = (
            slot
            for name in dict.fromkeys(map(key, place.names))
            for slot in self.by_name.get((place.country, name), ())
        )
        near = [
            (distance_km(place, self.places[slot]), slot)
            for slot in namesakes
            if is_same_spot(place, self.places[slot])
        ]
        return min(near)[1] if near else None

    def unite(self, slot: int, loser: Place) -> None:
        winner = self.places[slot]
        self.places[slot] = unite(winner, loser)
        self.records[slot].append(loser)
        for code in codes(loser):
            self.by_code.setdefault(code, slot)

    def merged(self) -> Merged:
        for slot, records in enumerate(self.records):
            if len(records) > 1:
                self.places[slot] = replace(self.places[slot], place_id=_kept_id(records))
        same_as = {
            record.place_id: place.place_id
            for place, records in zip(self.places, self.records, strict=True)
            for record in records
            if record.place_id != place.place_id
        }
        united = {
            place.place_id: tuple(records)
            for place, records in zip(self.places, self.records, strict=True)
            if len(records) > 1
        }
        places = tuple(
            replace(place, parent_id=same_as[place.parent_id]) if place.parent_id in same_as else place
            for place in self.places
        )
        return Merged(places=tuple(_without_names_of_governorates(places)), same_as=same_as, records_of=united)


def _without_names_of_governorates(places: Sequence[Place]) -> Iterator[Place]:
    """Yield places without the by-names that are the name of a governorate of their country which they are not in.

    A town of Erbil is «صلاح الدين» in a dump; in every report the word is the governorate.
    """
    parents = {place.place_id: place.parent_id for place in places}
    governorates = {
        (place.country, key(place.name_ar)): place.place_id for place in places if place.kind is PlaceKind.GOVERNORATE
    }
    for place in places:
        foreign = {
            name
            for name in place.aliases
            if place.parent_id
            and place.kind is not PlaceKind.GOVERNORATE
            and not _is_inside(place, governorates.get((place.country, key(name)), place.place_id), parents)
        }
        yield replace(place, aliases=tuple(name for name in place.aliases if name not in foreign)) if foreign else place


def _is_inside(place: Place, unit: str, parents: Mapping[str, str | None]) -> bool:
    above = {place.place_id}
    step = place.parent_id
    while step and step not in above:
        above.add(step)
        step = parents.get(step)
    return unit in above


def codes(place: Place) -> Iterator[str]:
    """Yield what identifies a place over layers: its GeoNames id and its P-code."""
    if place.geonames_id is not None:
        yield f"geonames:{place.geonames_id}"
    if place.pcode:
        yield f"pcode:{place.country}:{place.pcode}"


def is_same_spot(one: Place, other: Place) -> bool:
    """Whether two namesakes of one country may be one place by kind and distance.

    Inhabited places within `SAME_PLACE_KM`; cities, and others of the same kind, also within the larger one's radius.
    """
    if not (one.located and other.located):
        return False
    limit = SAME_PLACE_KM
    inhabited = one.kind in SETTLEMENT_KINDS and other.kind in SETTLEMENT_KINDS
    if not inhabited and one.kind is not other.kind:
        return False
    if not inhabited or one.kind is other.kind is PlaceKind.CITY:
        limit = max(limit, one.radius_km, other.radius_km)
    return is_within(one, other, limit)


def unite(winner: Place, loser: Place) -> Place:
    """Return the winner with what it lacks: names, population, codes, parent, point; the higher prominence stays.

    Of an obscure loser's names those that are everyday words are left out.
    """
    told = loser.names if loser.prominence > OBSCURE else (name for name in loser.names if not is_plain_word(name))
    names = {key(name): name for name in reversed((*winner.names, *told))}
    names.pop(key(winner.name_ar), None)
    known = winner if winner.located or not loser.located else loser
    return replace(
        winner,
        aliases=tuple(reversed(names.values())),
        lat=known.lat,
        lon=known.lon,
        radius_km=known.radius_km,
        sources=known.sources,
        population=winner.population or loser.population,
        prominence=max(winner.prominence, loser.prominence),
        parent_id=winner.parent_id or loser.parent_id,
        pcode=winner.pcode or loser.pcode,
        geonames_id=winner.geonames_id or loser.geonames_id,
    )


def _kept_id(records: Sequence[Place]) -> str:
    """Return the id that stays: of the layer named first in `BUILT_IN`, else of the highest."""
    ranks = {name: rank for rank, name in enumerate(BUILT_IN)}
    return min(records, key=lambda place: ranks.get(place.layer, len(ranks))).place_id


def is_within(one: Place, other: Place, limit_km: float) -> bool:
    """Whether two located places are no farther apart than a limit; a look at the latitudes spares most geodesics."""
    if abs((one.lat or 0.0) - (other.lat or 0.0)) * _DEGREE_KM > limit_km:
        return False
    return distance_km(one, other) <= limit_km


def distance_km(one: Place, other: Place) -> float:
    """Return the geodesic distance of two located places in kilometres (WGS84)."""
    return float(geodesic((one.lat, one.lon), (other.lat, other.lon)).km)


def radius_of_area(square_km: float) -> float:
    """Return the radius in km of the circle that has the area."""
    return math.sqrt(max(square_km, 0.0) / math.pi)


def closest(place: Place, others: Iterable[Place]) -> Place | None:
    """Return the nearest located one of several places; `None` when there is none."""
    located = [other for other in others if other.located]
    return min(located, key=lambda other: distance_km(place, other)) if located and place.located else None
