"""The way between two places as one site: «بين نوى والشيخ مسكين», «على طريق دمشق - السويداء», «طريق عدن أبين»."""

from collections.abc import Sequence
from dataclasses import replace

from gazetteer.relations import stretch_between
from gazetteer.spans import Span
from geo.records import Geotag
from geo.taxonomy import GeoPrecision, Relation


def stretch_of(group: Sequence[Geotag], document: str) -> Geotag | None:
    """Return one geotag for the way between two places; `None` where a list is no such pair, or a place unlocated."""
    if len(group) != _BOTH_ENDS:
        return None
    start, end = group
    gap = document[start.span.end : end.span.start]
    road = start.relation is Relation.ROAD and gap.strip() in _DASHES
    if not (road or start.preposition == "between") or start.area is None or end.area is None:
        return None
    area = stretch_between(start.area, end.area)
    if area is None:
        return None
    span = Span(start=start.span.start, end=end.span.end)
    relation = Relation.ROAD if road else Relation.BETWEEN
    return replace(
        start,
        span=span,
        surface=span.of(document),
        relation=relation,
        area=area,
        geo_precision=GeoPrecision.AREA,
        reasons=(*start.reasons, f"between:{start.name}:{end.name}"),
    )


_BOTH_ENDS = 2
_DASHES = frozenset({"-", "–", "—", "ـ", ""})
