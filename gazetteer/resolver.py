"""Choosing the place that each toponym of a text means, for the text as a whole, or declining.

Certain mentions come first and become anchors; the others are drawn to what the text says of them (kind, container,
country), to their neighbours and to what is often in the news. Every rule names itself in the candidate's reasons.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from gazetteer.candidates import Candidate, own_candidates
from gazetteer.containment import find_containers
from gazetteer.distance import is_far_from, is_same_spot, lies_in
from gazetteer.frames import without_outsiders
from gazetteer.index import Gazetteer
from gazetteer.lexicon import capital_ids
from gazetteer.places import ADMIN_KINDS, SETTLEMENT_KINDS, SETTLEMENTS, TOWN_KINDS, WITHIN_A_CITY, Place, PlaceKind
from gazetteer.recognition import ToponymMention, recognise
from gazetteer.strangers import without_strangers
from gazetteer.surroundings import Scene, in_context, most_common, named_container, peoples_of, told_where

_PASSES = 2
_CLEAR_MARGIN = 0.35
"""From which a mention is certain by its own words."""
_TIE_MARGIN = 0.04
_SIZES: Mapping[PlaceKind, int] = {PlaceKind.CITY: 3, PlaceKind.TOWN: 2, PlaceKind.VILLAGE: 1, PlaceKind.CAMP: 1}


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
    own = [own_candidates(mention, gazetteer) for mention in mentions]
    chosen: list[Place | None] = [_certain(candidates) for candidates in own]
    ranked: list[tuple[Candidate, ...]] = own
    peoples = peoples_of(recognised.tokens.words)
    for _ in range(_PASSES):
        scene = Scene(
            gazetteer=gazetteer,
            mentions=mentions,
            containers=containers,
            chosen=tuple(chosen),
            common=most_common(chosen),
            told=told_where(mentions, containers, chosen),
            peoples=peoples,
        )
        ranked = [in_context(index, own[index], scene) for index in range(len(mentions))]
        chosen = [_decide(candidates, gazetteer) for candidates in ranked]
        if tuple(chosen) == scene.chosen:
            break
    seated = [
        _the_town_of(place, mention, candidates, gazetteer)
        for place, mention, candidates in zip(chosen, mentions, ranked, strict=True)
    ]
    chosen = without_outsiders(raw, mentions, containers, without_strangers(mentions, seated, gazetteer), gazetteer)
    held = [
        _if_it_can_hold(
            named_container(_unless_far_off(index, container, mentions, chosen), mentions, chosen, gazetteer), place
        )
        for index, (container, place) in enumerate(zip(containers, chosen, strict=True))
    ]
    found = [
        _unless_elsewhere(mention, place, container, gazetteer)
        for mention, place, container in zip(mentions, chosen, held, strict=True)
    ]
    found = _one_meaning(mentions, chosen, found, held)
    return tuple(
        _resolution(mention, ranked[index], found[index], held[index]) for index, mention in enumerate(mentions)
    )


def _one_meaning(
    mentions: Sequence[ToponymMention],
    chosen: Sequence[Place | None],
    found: Sequence[Place | None],
    held: Sequence[Place | None],
) -> list[Place | None]:
    """Return the places, `None` too for all mentions of one that its container rules out once, if it is alone abroad.

    What «منطقة الجيزة العسكرية بمدينة سرت» says of «الجيزة» holds for the whole report (W. Gale, K. Church and
    D. Yarowsky, One sense per discourse, 1992).
    """
    countries = Counter(place.country for place in {place.place_id: place for place in chosen if place}.values())
    ruled_out = {
        (mention.name, place.place_id)
        for mention, place, kept, holder in zip(mentions, chosen, found, held, strict=True)
        if place is not None and kept is None and holder is not None and countries[place.country] == 1
    }
    return [
        None if place is not None and (mention.name, place.place_id) in ruled_out else place
        for mention, place in zip(mentions, found, strict=True)
    ]


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
        if best.score - other.score < _TIE_MARGIN and not is_same_spot(best.place, other.place)
    ]
    if len(rivals) == 1:
        tied = (best.place, rivals[0].place)
        return next((wide for wide in tied for other in tied if wide in gazetteer.ancestors(other)), None)
    return None if rivals else best.place


def _the_town_of(
    place: Place | None, mention: ToponymMention, candidates: tuple[Candidate, ...], gazetteer: Gazetteer
) -> Place | None:
    """Return the town that a district or subdistrict is called after, where no noun says that the unit is meant.

    The neighbours of a name may lie nearer to the middle of its unit; they do not tell the two apart.
    """
    units = mention.head is not None and mention.head.kinds & ADMIN_KINDS
    if place is None or units or place.kind not in _UNITS_OF_A_TOWN:
        return place
    towns = (other.place for other in candidates if other.place.kind in SETTLEMENT_KINDS and other.place.located)
    return next((town for town in towns if lies_in(town, place, gazetteer)), place)


_UNITS_OF_A_TOWN = frozenset({PlaceKind.DISTRICT, PlaceKind.SUBDISTRICT})


def _unless_elsewhere(
    mention: ToponymMention, place: Place | None, container: Place | None, gazetteer: Gazetteer
) -> Place | None:
    """Return the bearer chosen, `None` where it lies outside what holds it, far off or of another kind than is said.

    «دوار الزراعة في اللاذقية» is not the village near Homs, the only place of the name that a layer knows; «السيدة زينب
    وسط قضاء سنجار» is not the town near Damascus, nor «الدفاع الجوي في رأس عيسى» the camp in Taiz.
    """
    if place is None or container is None or place.kind is PlaceKind.COUNTRY:
        return place
    if not place.located or not container.located:
        return None if _are_of_other_units(place, container, gazetteer) else place
    of_a_town = place.kind in WITHIN_A_CITY and container.kind in TOWN_KINDS
    if of_a_town and not lies_in(place, container, gazetteer):
        return None  # «البلدة القديمة في نابلس» is not Jerusalem's
    head = mention.head
    called_after = head is not None and head.in_name and head.kinds.isdisjoint(_MAY_LIE_AT_ITS_TOWN)
    if called_after and place.kind in SETTLEMENTS and container.kind in TOWN_KINDS:
        return None  # «دوار الراعي في مدينة الباب», wherever al-Rai is
    asked = mention.head.kinds if mention.head is not None else frozenset()
    seat = asked & ADMIN_KINDS and place.kind in SETTLEMENT_KINDS  # «ولاية عين الدفلى»: its seat, called the same
    another_kind = asked and place.kind not in asked and not seat
    if not another_kind and place.country == container.country and not _is_an_obscure_village(place, container):
        return place  # «دهوك شمال بغداد»: a capital gives its side to the whole country
    return None if is_far_from(place, container) and not lies_in(place, container, gazetteer) else place


def _is_an_obscure_village(place: Place, container: Place) -> bool:
    """Whether a town tells where a place lies that few know: «قرية المجدل شمال غرب حماة» is not Suwayda's."""
    known = container.prominence >= _KNOWN and container.place_id not in capital_ids()
    return known and place.kind in SETTLEMENTS and container.kind in TOWN_KINDS and place.prominence < _KNOWN


_KNOWN = 0.3
"""Prominence of a place that readers of its country have heard of."""
_MAY_LIE_AT_ITS_TOWN = SETTLEMENTS | {PlaceKind.MILITARY_BASE}
"""Kinds of the nouns of what is no part of a town that is called after another one."""


def _are_of_other_units(place: Place, container: Place, gazetteer: Gazetteer) -> bool:
    """Whether two places of which a point is not known lie in different governorates."""
    one, other = gazetteer.admin1(place), gazetteer.admin1(container)
    return one is not None and other is not None and one != other


def _unless_far_off(
    index: int, container: int | None, mentions: Sequence[ToponymMention], chosen: Sequence[Place | None]
) -> int | None:
    """Return what holds a place, `None` where it is many kilometres from there: «بلدة الزنبقة (50 كلم شمال دمشق)».

    Or a town of no layer at a side of a capital, which gives its side to the whole country («الزنبقة شمال بغداد»).
    """
    if container is None:
        return None
    told, place = mentions[container].context, chosen[container]
    if told.distance_km is not None:
        return container if told.distance_km <= _AT_ITS_GATES_KM else None
    head = mentions[index].head
    town = chosen[index] is None and head is not None and bool(head.kinds & (SETTLEMENTS | ADMIN_KINDS))
    capital = place is not None and place.place_id in capital_ids()
    return None if town and capital and told.side_before else container


_AT_ITS_GATES_KM = 10.0
"""So far from a town is what may still be given its point."""


def _if_it_can_hold(container: Place | None, place: Place | None) -> Place | None:
    """Return what holds a place, `None` where it is a smaller settlement than the place itself."""
    if container is None or place is None:
        return container
    mine, theirs = _SIZES.get(container.kind), _SIZES.get(place.kind)
    return None if mine is not None and theirs is not None and mine < theirs else container


def _resolution(
    mention: ToponymMention, candidates: tuple[Candidate, ...], place: Place | None, container: Place | None
) -> Resolution:
    margin = 1.0
    if len(candidates) > 1:
        margin = next(
            (
                candidates[0].score - other.score
                for other in candidates[1:]
                if not is_same_spot(candidates[0].place, other.place)
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
