"""Outlines of governorates: those of Natural Earth that come with Kharita, and a store's own, which win.

What comes with it, and how it was made, is told in `outlines/README.md`.
"""

import json
from functools import lru_cache
from pathlib import Path

from gazetteer.boundaries import Rings
from geo.lookup import outlines

FOLDER = Path(__file__).with_name("outlines")
"""`<country>.json`, rings by place id."""


def unit_key(country: str | None, place_id: str) -> str:
    """Return what the map asks an outline by: `SY/sy-aleppo-gov`; empty where a place has no country."""
    return f"{country}/{place_id}" if country else ""


def country_outlines(country: str, store: Path | None = None) -> dict[str, Rings]:
    """Return the outline of each governorate of a country (ISO 3166-1 alpha-2) that has one, by its place id."""
    return {**built_in(country), **outlines(country, store)}


def countries() -> tuple[str, ...]:
    """Return the countries of which outlines come with Kharita."""
    return tuple(sorted(path.stem for path in FOLDER.glob("??.json")))


@lru_cache(maxsize=16)
def built_in(country: str) -> dict[str, Rings]:
    """Return the outlines of a country that come with Kharita; none for a country without."""
    if country not in countries():
        return {}
    return dict(json.loads((FOLDER / f"{country}.json").read_text(encoding="utf-8")))
