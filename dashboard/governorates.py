"""Events counted by governorate: one mark each, where the gazetteer has its middle, else amid its own events."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from dashboard.points import TYPES
from gazetteer.layers import builtin_layers
from gazetteer.places import Place, PlaceKind
from geo.taxonomy import EventType

COLUMNS = ("id", "admin1", "country", "event_type", "lat", "lon")
"""Columns of an event table that are read here."""

_DECIMALS = 4
_UNKNOWN_RADIUS_KM = 30.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Governorate:
    """The events of one governorate."""

    name: str
    """As the event table has it: English where there is an English one."""
    country: str
    """Two letters, ISO 3166-1."""
    counts: tuple[tuple[int, int], ...]
    """`(index in TYPES, events)`, only those that occur."""
    lat: float
    lon: float
    """Mean of its located events."""


def by_governorate(table: pa.Table) -> tuple[Governorate, ...]:
    """Return the governorates of an event table, the fullest first; events that are in none or nowhere are left out."""
    known = table.filter(pc.and_(pc.is_valid(table["admin1"]), pc.is_valid(table["lat"])))
    groups = known.group_by(["admin1", "country", "event_type"]).aggregate(
        [("lat", "sum"), ("lon", "sum"), ("id", "count")]
    )
    places: dict[tuple[str, str], list[dict[str, Any]]] = {}
    for row in groups.to_pylist():
        if row["admin1"]:
            places.setdefault((row["admin1"], row["country"] or ""), []).append(row)
    found = [_governorate(name, country, rows) for (name, country), rows in places.items()]
    return tuple(sorted(found, key=lambda one: (-sum(count for _, count in one.counts), one.name)))


def _governorate(name: str, country: str, rows: list[dict[str, Any]]) -> Governorate:
    counts = {TYPES.index(EventType(row["event_type"])): row["id_count"] for row in rows}
    events = sum(counts.values())
    lat, lon = (float(np.sum([row[f"{axis}_sum"] for row in rows])) / events for axis in ("lat", "lon"))
    return Governorate(name=name, country=country, counts=tuple(sorted(counts.items())), lat=lat, lon=lon)


def governorate_rows(found: tuple[Governorate, ...], language: str) -> list[list[object]]:
    """Return `[lat, lon, name, [[type, count], …], radius_km]` for each, its name in a language if known."""
    rows: list[list[object]] = []
    for one in found:
        place = _known().get((one.name, one.country))
        lat, lon = (place.lat, place.lon) if place else (one.lat, one.lon)
        name = (place.name_ar if language == "ar" else place.name_en) if place else ""
        radius = (place.radius_km if place else None) or _UNKNOWN_RADIUS_KM
        counts = [list(pair) for pair in one.counts]
        rows.append(
            [round(lat or one.lat, _DECIMALS), round(lon or one.lon, _DECIMALS), name or one.name, counts, radius]
        )
    return rows


@lru_cache(maxsize=1)
def _known() -> Mapping[tuple[str, str], Place]:
    """Return the located governorates of the built-in layers by name, in either language, and country."""
    places = [place for layer in builtin_layers() for place in layer.places]
    located = [place for place in places if place.kind is PlaceKind.GOVERNORATE and place.located]
    return {
        (name, place.country): place for place in reversed(located) for name in (place.name_ar, place.name_en) if name
    }
