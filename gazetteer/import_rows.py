"""What every importer hands on: the places of a file, row by row, and the rows that it cannot use."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final

from gazetteer import lexicon
from gazetteer.boundaries import Rings
from gazetteer.folding import key
from gazetteer.layers import DATA
from gazetteer.places import ADMIN_KINDS, Place, PlaceKind

TYPICAL_RADIUS_KM: Final[Mapping[PlaceKind, float]] = {
    PlaceKind.COUNTRY: 300,
    PlaceKind.GOVERNORATE: 50,
    PlaceKind.DISTRICT: 20,
    PlaceKind.SUBDISTRICT: 8,
    PlaceKind.REGION: 20,
    PlaceKind.COUNTRYSIDE: 20,
    PlaceKind.CITY: 4,
    PlaceKind.TOWN: 2,
    PlaceKind.NEIGHBOURHOOD: 0.8,
    PlaceKind.WATER: 10,
    PlaceKind.MOUNTAIN: 5,
    PlaceKind.ISLAND: 5,
    PlaceKind.ROAD: 10,
    PlaceKind.AIRPORT: 2,
    PlaceKind.MILITARY_BASE: 2,
    PlaceKind.OIL_GAS_FIELD: 5,
}
"""Radius of a place whose file gives none; kinds not listed are of a village's size, 1 km."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadPlace:
    """A place as a row of a file gives it."""

    row: int
    """Number of the row or record in the file, from 1."""
    place: Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """A row that cannot be used."""

    row: int
    name: str
    """What the row calls itself, for the reader to find it."""
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OutlineMatch:
    """An outline that was given to a known place."""

    row: int
    name: str
    place_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LayerReading:
    """A file, read: nothing is checked against the rest of the gazetteer yet."""

    places: tuple[ReadPlace, ...] = ()
    refusals: tuple[Refusal, ...] = ()
    outlines: Mapping[str, Rings] = field(default_factory=dict)
    """Place id → its outline, where the file has any."""
    matches: tuple[OutlineMatch, ...] = ()
    """Outlines of places that the file itself does not bring."""


def typical_radius_km(kind: PlaceKind) -> float:
    """Return the radius of a place of a kind when nothing else is known."""
    return TYPICAL_RADIUS_KM.get(kind, 1.0)


def unit_name(name: str, kind: PlaceKind, country: str) -> str:
    """Return the name of an administrative unit with its noun («محافظة X»), since the bare name is its seat's.

    Other kinds, and names that begin with such a noun, stay as they are.
    """
    if kind not in ADMIN_KINDS or not name or key(name).split(" ")[0] in lexicon.words("separable_heads.csv"):
        return name
    nouns = _unit_nouns()
    return f"{nouns.get(country, nouns[''])[kind]} {name}"


@lru_cache(maxsize=1)
def _unit_nouns() -> Mapping[str, Mapping[str, str]]:
    table: Mapping[str, Mapping[str, str]] = json.loads((DATA / "unit_nouns.json").read_text(encoding="utf-8"))
    return table
