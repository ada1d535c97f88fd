"""Events counted by governorate: one mark each, where the gazetteer has its middle, else amid its own events.

Its outline, where one is known, is asked by the key that stands in its row; see `dashboard.boundaries`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from dashboard.boundaries import unit_key
from dashboard.points import TYPES
from geo.lookup import Place, first_level_units
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


def governorate_rows(found: tuple[Governorate, ...], language: str, store: Path | None = None) -> list[list[object]]:
    """Return `[lat, lon, name, [[type, count], …], radius_km, unit]` for each, its name in a language if known.

    `unit` is its `unit_key`, empty where no layer knows the governorate.
    """
    rows: list[list[object]] = []
    known = _known(store)
    for one in found:
        place = known.get((one.name, one.country))
        lat, lon = (place.lat, place.lon) if place else (one.lat, one.lon)
        name = (place.name_ar if language == "ar" else place.name_en) if place else ""
        radius = (place.radius_km if place else None) or _UNKNOWN_RADIUS_KM
        counts = [list(pair) for pair in one.counts]
        spot = [round(lat or one.lat, _DECIMALS), round(lon or one.lon, _DECIMALS)]
        unit = unit_key(one.country, place.place_id) if place else ""
        rows.append([*spot, name or one.name, counts, radius, unit])
    return rows


def _known(store: Path | None) -> Mapping[tuple[str, str], Place]:
    """Return the located governorates by name, in either language, and country."""
    located = [place for place in first_level_units(store) if place.located]
    return {
        (name, place.country): place for place in reversed(located) for name in (place.name_ar, place.name_en) if name
    }
