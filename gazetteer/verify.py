"""Checks of a set of places: what a careful editor would find wrong with a gazetteer, found by rule.

`verify` reports and changes nothing. Findings that were looked at and are right as they stand are listed, with the
reason, in `gazetteer/data/accepted_problems.json`; `unexplained` leaves those out.
"""

import json
import math
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import combinations
from typing import Final

from gazetteer.boundaries import Rings, encloses, outline_distance_km
from gazetteer.folding import key
from gazetteer.layers import DATA
from gazetteer.merging import SAME_PLACE_KM, Merged, distance_km
from gazetteer.places import SETTLEMENTS, Place, PlaceKind


class Finding(StrEnum):
    """What is wrong; the values are what `kharita gazetteer verify` prints."""

    DUPLICATE_ID = "duplicate id"
    DUPLICATE_NAME = "same name twice under one parent"
    UNKNOWN_PARENT = "unknown parent"
    PARENT_LOOP = "parents run in a circle"
    FAR_FROM_PARENT = "far from its parent"
    NO_NAME = "no Arabic name"
    NOT_ARABIC = "name with letters that are not Arabic"
    DUPLICATE_ALIAS = "alias that folds to another name of the place"
    NO_SOURCE = "coordinates without a source"
    NOT_EXPLAINED = "no coordinates and no note"
    OUT_OF_RANGE = "coordinates out of range"
    SWAPPED = "latitude and longitude look swapped"
    RADIUS = "radius out of the range of its kind"
    PROMINENCE = "prominence outside 0 to 1"
    NAMESAKE_NEAR = "namesake near by: the same place twice?"
    OUTSIDE = "outside the boundary of a place that contains it"
    DISAGREEMENT = "layers put it at different points"


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """One finding about one place."""

    finding: Finding
    place_id: str
    other_id: str = ""
    """The second place of the finding: parent or namesake."""
    detail: str = ""
    """What was measured and what to do."""


RADIUS_KM: Final[Mapping[PlaceKind, tuple[float, float]]] = {
    PlaceKind.COUNTRY: (1, 3000),
    PlaceKind.GOVERNORATE: (3, 600),
    PlaceKind.DISTRICT: (2, 250),
    PlaceKind.SUBDISTRICT: (1, 120),
    PlaceKind.REGION: (3, 3000),
    PlaceKind.COUNTRYSIDE: (3, 120),
    PlaceKind.CITY: (1, 40),
    PlaceKind.TOWN: (0.5, 15),
    PlaceKind.VILLAGE: (0.3, 8),
    PlaceKind.NEIGHBOURHOOD: (0.1, 6),
    PlaceKind.WATER: (0.5, 3000),
    PlaceKind.MOUNTAIN: (1, 150),
    PlaceKind.ROAD: (0.3, 300),
}
"""Smallest and largest honest radius of a kind in km; kinds not listed are sites."""
SITE_RADIUS_KM: Final = (0.1, 25.0)
AREA_SLACK: Final = 2.6
"""An area's radius is that of a circle of its size; a long area reaches farther than the circle by this factor."""
MARGIN_KM: Final = 3.0
NAMESAKE_KM: Final[Mapping[PlaceKind, float]] = {PlaceKind.NEIGHBOURHOOD: 3.0, PlaceKind.VILLAGE: 6.0}
"""Distance in km within which two settlements, or two quarters, of one name are suspected to be one place."""
_NAMESAKE_DEFAULT_KM = 10.0
_NOT_ARABIC_LETTERS = frozenset("یکەۆێڕڵہھےڤچپژ")


def verify(places: Sequence[Place]) -> tuple[Problem, ...]:
    """Return every problem of the places, by kind of check, then in the order of the places."""
    by_id = {place.place_id: place for place in places}
    problems: list[Problem] = [*_duplicate_ids(places), *_duplicate_names(places), *_near_namesakes(places)]
    for place in places:
        problems.extend(_of_parent(place, by_id))
        for check in _CHECKS:
            problems.extend(check(place))
    return tuple(problems)


def outside_boundaries(places: Mapping[str, Place], outlines: Mapping[str, Rings]) -> tuple[Problem, ...]:
    """Return the places that lie outside the boundary of one that is said to contain them, `MARGIN_KM` allowed."""
    found = []
    for place in places.values():
        for parent in _ancestors(place, places):
            beyond = distance_beyond_parent(place, parent, outlines.get(parent.place_id))
            if parent.place_id in outlines and beyond > 0:
                detail = f"{beyond:.0f} km and more beyond it; check coordinates and parent"
                found.append(
                    Problem(finding=Finding.OUTSIDE, place_id=place.place_id, other_id=parent.place_id, detail=detail)
                )
                break
    return tuple(found)


def disagreements(merged: Merged) -> tuple[Problem, ...]:
    """Return the places of which two layers give points farther apart than a settlement, or the place, is wide."""
    found = []
    for place_id, records in merged.records_of.items():
        located = [record for record in records if record.located]
        for other in located[1:]:
            apart = distance_km(located[0], other)
            if apart > max(SAME_PLACE_KM, located[0].radius_km, other.radius_km):
                detail = (
                    f"{apart:.0f} km between {located[0].layer} and {other.layer} ({other.place_id}); which is right?"
                )
                found.append(
                    Problem(finding=Finding.DISAGREEMENT, place_id=place_id, other_id=other.place_id, detail=detail)
                )
    return tuple(found)


def unexplained(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Return the problems that no entry of `accepted_problems.json` explains."""
    accepted = accepted_problems()
    return tuple(problem for problem in problems if _accepted_key(problem) not in accepted)


def accepted_problems() -> Mapping[str, str]:
    """Return the reasons for findings that are right as they stand: `finding: id [id]` to the reason."""
    table: Mapping[str, str] = json.loads((DATA / "accepted_problems.json").read_text(encoding="utf-8"))
    return table


def _accepted_key(problem: Problem) -> str:
    return f"{problem.finding}: {' '.join(filter(None, (problem.place_id, problem.other_id)))}"


def _duplicate_ids(places: Sequence[Place]) -> Iterator[Problem]:
    for place_id, count in Counter(place.place_id for place in places).items():
        if count > 1:
            yield Problem(finding=Finding.DUPLICATE_ID, place_id=place_id, detail=f"{count} rows; ids are unique")


def _duplicate_names(places: Sequence[Place]) -> Iterator[Problem]:
    """Two places of one kind, name and parent cannot be told apart by a reader."""
    groups: dict[tuple[str, PlaceKind, str | None], list[Place]] = defaultdict(list)
    for place in places:
        groups[key(place.name_ar), place.kind, place.parent_id].append(place)
    for (name, _, parent), group in groups.items():
        for one, other in combinations(group, 2) if name else ():
            if one.located and other.located and distance_km(one, other) > _NAMESAKE_DEFAULT_KM:
                continue
            yield Problem(
                finding=Finding.DUPLICATE_NAME,
                place_id=one.place_id,
                other_id=other.place_id,
                detail=f"both are called {name} in {parent}; make them one row, or give one a telling name",
            )


def _near_namesakes(places: Sequence[Place]) -> Iterator[Problem]:
    """Settlements (or quarters) that share a name and lie close together are probably one place."""
    groups: dict[tuple[str, bool], list[Place]] = defaultdict(list)
    for place in places:
        if place.located and (place.kind in SETTLEMENTS or place.kind is PlaceKind.NEIGHBOURHOOD):
            for name in dict.fromkeys(map(key, place.names)):
                groups[name, place.kind in SETTLEMENTS].append(place)
    seen: set[tuple[str, str]] = set()
    for (name, _), group in groups.items():
        for one, other in combinations(group, 2):
            apart = distance_km(one, other)
            limit = min(NAMESAKE_KM.get(place.kind, _NAMESAKE_DEFAULT_KM) for place in (one, other))
            if apart > limit or (one.place_id, other.place_id) in seen:
                continue
            seen.add((one.place_id, other.place_id))
            yield Problem(
                finding=Finding.NAMESAKE_NEAR,
                place_id=one.place_id,
                other_id=other.place_id,
                detail=f"both are called {name}, {apart:.1f} km apart; are they one place?",
            )


def _of_parent(place: Place, by_id: Mapping[str, Place]) -> Iterator[Problem]:
    if place.parent_id is None:
        return
    parent = by_id.get(place.parent_id)
    if parent is None:
        yield Problem(finding=Finding.UNKNOWN_PARENT, place_id=place.place_id, other_id=place.parent_id)
        return
    if _loops(place, by_id):
        yield Problem(finding=Finding.PARENT_LOOP, place_id=place.place_id, other_id=place.parent_id)
        return
    if distance_beyond_parent(place, parent) > 0:
        apart, reach = distance_km(place, parent), AREA_SLACK * parent.radius_km + MARGIN_KM
        yield Problem(
            finding=Finding.FAR_FROM_PARENT,
            place_id=place.place_id,
            other_id=parent.place_id,
            detail=f"{apart:.0f} km from its parent, which reaches {reach:.0f} km; check coordinates and parent",
        )


def distance_beyond_parent(place: Place, parent: Place, outline: Rings | None = None) -> float:
    """Return by how many km a place lies outside of what its parent may reach; 0 when inside, or when none can say.

    With an outline, a place outside of it is measured to the nearest corner of the outline, `MARGIN_KM` allowed.
    """
    if place.lat is None or place.lon is None or not parent.located:
        return 0.0
    if outline is None:
        return max(0.0, distance_km(place, parent) - AREA_SLACK * parent.radius_km - MARGIN_KM)
    if encloses(outline, place.lat, place.lon):
        return 0.0
    return max(0.0, outline_distance_km(outline, place.lat, place.lon) - MARGIN_KM)


def _ancestors(place: Place, by_id: Mapping[str, Place]) -> Iterator[Place]:
    """Yield the places that contain one, nearest first; stops where parents run in a circle."""
    seen = {place.place_id}
    parent = by_id.get(place.parent_id or "")
    while parent is not None and parent.place_id not in seen:
        seen.add(parent.place_id)
        yield parent
        parent = by_id.get(parent.parent_id or "")


def _loops(place: Place, by_id: Mapping[str, Place]) -> bool:
    seen = set()
    step: Place | None = place
    while step is not None and step.place_id not in seen:
        seen.add(step.place_id)
        step = by_id.get(step.parent_id or "")
    return step is not None


def _names(place: Place) -> Iterator[Problem]:
    if not key(place.name_ar):
        yield Problem(finding=Finding.NO_NAME, place_id=place.place_id, detail="fill name_ar")
    foreign = sorted(set("".join(place.names)) & _NOT_ARABIC_LETTERS)
    if foreign:
        detail = f"{' '.join(foreign)}: write ي and ك of the Arabic keyboard"
        yield Problem(finding=Finding.NOT_ARABIC, place_id=place.place_id, detail=detail)
    for name, count in Counter(map(key, place.names)).items():
        if count > 1:
            yield Problem(finding=Finding.DUPLICATE_ALIAS, place_id=place.place_id, detail=f"{name} stands twice")


def _origin(place: Place) -> Iterator[Problem]:
    if place.located and not place.sources:
        yield Problem(finding=Finding.NO_SOURCE, place_id=place.place_id, detail="name where the point comes from")
    if not place.located and not place.note:
        yield Problem(finding=Finding.NOT_EXPLAINED, place_id=place.place_id, detail="say in note why there is none")


def _coordinates(place: Place) -> Iterator[Problem]:
    if place.lat is None or place.lon is None:
        return
    if not (math.isfinite(place.lat) and abs(place.lat) <= 90 and abs(place.lon) <= 180):
        swapped = abs(place.lat) <= 180 and abs(place.lon) <= 90
        finding = Finding.SWAPPED if swapped else Finding.OUT_OF_RANGE
        yield Problem(finding=finding, place_id=place.place_id, detail=f"lat {place.lat}, lon {place.lon}")


def _figures(place: Place) -> Iterator[Problem]:
    low, high = RADIUS_KM.get(place.kind, SITE_RADIUS_KM)
    if not low <= place.radius_km <= high:
        detail = f"{place.radius_km:g} km; a {place.kind} has {low:g} to {high:g}"
        yield Problem(finding=Finding.RADIUS, place_id=place.place_id, detail=detail)
    if not 0 <= place.prominence <= 1:
        yield Problem(finding=Finding.PROMINENCE, place_id=place.place_id, detail=f"{place.prominence:g}")


_CHECKS: Final[tuple[Callable[[Place], Iterator[Problem]], ...]] = (_names, _origin, _coordinates, _figures)
