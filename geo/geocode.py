"""The geocoding fallback: geotags that no layer could place, looked up by name. The pipeline calls it when asked to.

It stands between geotags and linking, so that an event at a place so found has its point. It changes nothing that a
layer placed, and what it places is marked: layer `geocoder`, a reason, and a confidence that is never high.
"""

from dataclasses import replace
from typing import Protocol

from gazetteer.places import Place
from gazetteer.relations import place_relation
from geo.geotagging import precision
from geo.records import Geotag

CONFIDENCE = 0.4
"""Highest confidence of a place that only a geocoder gave."""


class Finder(Protocol):
    """What looks a name up; `gazetteer.geocoding.Geocoder` is one."""

    def find(self, name: str, *, container: Place | None = None) -> Place | None:
        """Return the one place of that name, or `None`."""
        ...  # pragma: no cover


def geocode_unlocated(geotags: tuple[Geotag, ...], finder: Finder) -> tuple[Geotag, ...]:
    """Return the geotags, those without a place looked up; a name is asked once for each container.

    Names with bearers that tie are left alone: which one is meant is no question for a geocoder.
    """
    answers: dict[tuple[str, str], Place | None] = {}
    found = []
    for tag in geotags:
        if tag.place is not None or tag.rejected:
            found.append(tag)
            continue
        asked = tag.surface, tag.container.place_id if tag.container else ""
        if asked not in answers:
            answers[asked] = finder.find(tag.surface, container=tag.container)
        place = answers[asked]
        found.append(tag if place is None else _placed(tag, place))
    return tuple(found)


def _placed(tag: Geotag, place: Place) -> Geotag:
    """Return a geotag at the place that was found. Sides and distances are not kept with geotags: the whole round."""
    area = place_relation(place, tag.relation)
    return replace(
        tag,
        place=place,
        area=area,
        geo_precision=precision(place, tag.relation) if area else None,
        confidence=CONFIDENCE,
        reasons=(*tag.reasons, f"geocoder:{place.sources[0] if place.sources else 'unnamed'}"),
    )
