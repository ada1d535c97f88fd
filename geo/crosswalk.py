"""How finely an event is placed and dated, in the codes of ACLED and of UCDP GED.

The codes are facts of the two codebooks; which of Kharita's levels meets which code is stated here once, for every
export. A finer code never says more than the text: a whole city is one point for ACLED and an area for UCDP.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from geo.taxonomy import GeoPrecision, Relation

WEEK_DAYS, MONTH_DAYS, YEAR_DAYS = 7, 31, 366
"""Longest intervals, in days, that the codebooks call a week, a month and a year."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceCodes:
    """One level of `GeoPrecision` in the codes of others."""

    acled: int | None
    """`geo_precision`: 1 a named place, 2 part of a region or near a place, 3 a larger region; `None`: not coded."""
    ucdp: int
    """`where_prec`: 1 exact, 2 near a place, 3 and 4 second- and first-level unit, 5 line or wide area, 6 country."""


PLACE_CODES: Mapping[GeoPrecision, PlaceCodes] = {
    GeoPrecision.EXACT: PlaceCodes(acled=1, ucdp=1),
    GeoPrecision.NEIGHBOURHOOD: PlaceCodes(acled=1, ucdp=1),
    GeoPrecision.TOWN: PlaceCodes(acled=1, ucdp=1),
    GeoPrecision.CITY: PlaceCodes(acled=1, ucdp=2),
    GeoPrecision.AREA: PlaceCodes(acled=2, ucdp=2),
    GeoPrecision.DISTRICT: PlaceCodes(acled=2, ucdp=3),
    GeoPrecision.GOVERNORATE: PlaceCodes(acled=3, ucdp=4),
    GeoPrecision.REGION: PlaceCodes(acled=3, ucdp=5),
    GeoPrecision.COUNTRY: PlaceCodes(acled=None, ucdp=6),
}
"""The crosswalk of places."""

_LINES = frozenset({Relation.ROAD, Relation.BETWEEN})
_UCDP_LINE = 5


def ucdp_where_prec(precision: GeoPrecision, relation: Relation) -> int:
    """Return UCDP's `where_prec`, 1 to 6; a road or what lies between two places is a line, 5 at best."""
    code = PLACE_CODES[precision].ucdp
    return max(code, _UCDP_LINE) if relation in _LINES else code


def acled_time_precision(first: date, last: date) -> int | None:
    """Return ACLED's `time_precision` of an interval, last day inclusive: 1 day, 2 week, 3 month; `None` if longer."""
    return _shortest(first, last, ((1, 1), (WEEK_DAYS, 2), (MONTH_DAYS, 3)))


def ucdp_date_prec(first: date, last: date) -> int | None:
    """Return UCDP's `date_prec`: 1 day, 2 two to six days, 3 week, 4 month, 5 year; `None` if longer."""
    return _shortest(first, last, ((1, 1), (WEEK_DAYS - 1, 2), (WEEK_DAYS, 3), (MONTH_DAYS, 4), (YEAR_DAYS, 5)))


def _shortest(first: date, last: date, codes: tuple[tuple[int, int], ...]) -> int | None:
    days = (last - first).days + 1
    return next((code for longest, code in codes if days <= longest), None)
