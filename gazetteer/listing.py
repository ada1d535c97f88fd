"""Names of one list support each other: «هيت وحديثة وكبيسة» are three towns of Anbar, no town and two adjectives."""

from collections.abc import Sequence
from collections.abc import Set as AbstractSet

from gazetteer.distance import kilometres
from gazetteer.index import Gazetteer
from gazetteer.placeness import COMMON_WORD, Scene
from gazetteer.places import Place

_REACH = 2
"""How many members before and behind it in its list a name is seen beside."""
_MOST = 2
"""Points that the other members give at most."""
_NEAR_KM = 60.0
_FEW = 12
"""Bearers up to which the distance of two names is looked at; names of more are too common to be near anything."""


def members_beside(scenes: Sequence[Scene]) -> tuple[tuple[int, ...], ...]:
    """Return for each scene the indices of the nearest members of its list; none for a name that is in no list."""
    numbers = {id(scene): number for number, scene in enumerate(scenes)}
    before = [numbers.get(id(scene.lead)) if scene.lead is not None else None for scene in scenes]
    behind: list[int | None] = [None] * len(scenes)
    for number, lead in enumerate(before):
        if lead is not None:
            behind[lead] = number
    return tuple(
        (*_walk(number, before), *_walk(number, behind))
        if before[number] is not None or behind[number] is not None
        else ()
        for number in range(len(scenes))
    )


def _walk(number: int, step: Sequence[int | None]) -> list[int]:
    found: list[int] = []
    following = step[number]
    while following is not None and len(found) < _REACH:
        found.append(following)
        following = step[following]
    return found


def support(scene: Scene, others: Sequence[Scene], found: AbstractSet[int], gazetteer: Gazetteer) -> int:
    """Return the points that the other members of its list give a name: 1 each that is a toponym and a neighbour.

    `found` holds where the toponyms start that were found so far. A name that is no common word gets 1 from any
    neighbour, found or not. A common word must be joined by و, or so joined to what follows: «في دوما، معربا عن أسفه»
    names no Maaraba.
    """
    common = gazetteer.needed(scene.hit.name) >= COMMON_WORD
    near = [
        other
        for other in others
        if (not common or scene.hit.conjunction or other.hit.conjunction) and are_neighbours(scene, other, gazetteer)
    ]
    sure = sum(other.hit.start in found for other in near)
    return min(_MOST, max(sure, int(bool(near) and gazetteer.needed(scene.hit.name) <= 1)))


def are_neighbours(one: Scene, other: Scene, gazetteer: Gazetteer) -> bool:
    """Whether two names have bearers in one governorate, or near each other."""
    mine, theirs = _bearers(one, gazetteer), _bearers(other, gazetteer)
    if not _units(mine, gazetteer).isdisjoint(_units(theirs, gazetteer)):
        return True
    if max(len(mine), len(theirs)) > _FEW:
        return False
    located = [(a, b) for a in mine for b in theirs if a.lat is not None and b.lat is not None]
    return any(kilometres(a, b) <= _NEAR_KM for a, b in located)


def _bearers(scene: Scene, gazetteer: Gazetteer) -> list[Place]:
    return [gazetteer.places[place_id] for place_id in gazetteer.names.get(scene.hit.name, ())]


def _units(places: Sequence[Place], gazetteer: Gazetteer) -> set[str]:
    return {unit.place_id for place in places if (unit := gazetteer.admin1(place)) is not None}
