"""Events as rows in the columns of UCDP's Georeferenced Event Dataset (GED 25.1), for tools that read it.

Column names, codes and rules of inclusion are facts of the UCDP GED codebook; none of its data is used. Numbers that
UCDP alone gives out (conflicts, dyads, sides) stay empty, as does all else that Kharita does not know.
"""

from collections.abc import Iterable
from math import floor
from typing import Any

from geo.countries import country_of
from geo.crosswalk import MONTH_DAYS, ucdp_date_prec, ucdp_where_prec
from geo.records import Event
from geo.serialise import LIST_SEPARATOR, coordinates
from geo.sides import CIVILIANS, EXTERNAL, MILITIA, REBEL, STATE, Side, sides
from geo.taxonomy import EventType, Status, SubEventType

UCDP_COLUMNS = (
    "id", "relid", "year", "active_year", "code_status", "type_of_violence", "conflict_dset_id", "conflict_new_id",
    "conflict_name", "dyad_dset_id", "dyad_new_id", "dyad_name", "side_a_dset_id", "side_a_new_id", "side_a",
    "side_b_dset_id", "side_b_new_id", "side_b", "number_of_sources", "source_article", "source_office",
    "source_date", "source_headline", "source_original", "where_prec", "where_coordinates", "where_description",
    "adm_1", "adm_2", "latitude", "longitude", "geom_wkt", "priogrid_gid", "country", "country_id", "region",
    "event_clarity", "date_prec", "date_start", "date_end", "deaths_a", "deaths_b", "deaths_civilians",
    "deaths_unknown", "best", "high", "low", "gwnoa", "gwnob",
)  # fmt: skip
"""The 49 columns in their order."""

STATE_BASED, NON_STATE, ONE_SIDED = 1, 2, 3
"""`type_of_violence`."""
CLEAR, SUMMARISED = 1, 2
"""`event_clarity`: one event that can be told apart, or a total over several days or places."""

_VIOLENCE = frozenset({EventType.BATTLES, EventType.EXPLOSIONS, EventType.VIOLENCE_AGAINST_CIVILIANS})
_ONE_SIDED = frozenset({SubEventType.EXCESSIVE_FORCE})
_ARMIES = frozenset({STATE, EXTERNAL})
_NON_STATE = frozenset({REBEL, MILITIA})
_UNKNOWN_SOURCES = -1
_ID_HEX_DIGITS = 13
"""52 bits: the longest number that every spreadsheet keeps."""


def ucdp_rows(events: Iterable[Event]) -> list[dict[str, Any]]:
    """Return the rows of those events that UCDP would code, in their order."""
    return [row for event in events if (row := ucdp_row(event)) is not None]


def ucdp_row(event: Event) -> dict[str, Any] | None:
    """Return an event as one row; `None` for what GED does not hold.

    GED holds armed force by organised actors that killed somebody: reported battles, strikes and violence against
    civilians with a place, dates within a year and at least one death in the highest figure. `low`, `best` and `high`
    are Kharita's own; where the text leaves the figure open above («at least five») `high` is the best one, for GED
    has no open end.
    """
    if not _is_coded(event) or event.place is None or event.start_date is None or event.geo_precision is None:
        return None
    first, last = event.start_date, event.end_date or event.start_date
    date_prec = ucdp_date_prec(first, last)
    lat, lon = coordinates(event.lat, event.lon)
    if date_prec is None or lat is None or lon is None:
        return None
    country = country_of(event.place.country)
    violence, (side_a, side_b) = _violence(event, country.name)
    row = {
        "id": int(event.event_id[:_ID_HEX_DIGITS], 16),
        "relid": event.event_id,
        "year": first.year,
        "type_of_violence": violence,
        "dyad_name": f"{side_a.actor} - {side_b.actor}" if side_a.actor and side_b.actor else "",
        "side_a": side_a.actor,
        "side_b": side_b.actor,
        "number_of_sources": len(event.sources) or _UNKNOWN_SOURCES,
        "source_article": LIST_SEPARATOR.join(event.urls),
        "source_office": LIST_SEPARATOR.join(event.sources),
        "source_original": LIST_SEPARATOR.join(_attributions(event)),
        "where_prec": ucdp_where_prec(event.geo_precision, event.relation),
        "where_coordinates": event.place.name_en or event.place.name_ar,
        "where_description": event.mentions[0].place_surface if event.mentions else "",
        "adm_1": event.place.admin1_en or event.place.admin1_ar,
        "latitude": lat,
        "longitude": lon,
        "geom_wkt": f"POINT ({lon} {lat})",
        "priogrid_gid": priogrid_cell(lat, lon),
        "country": country.name,
        "country_id": country.state_number,
        "region": country.ucdp_region,
        "event_clarity": _clarity(event, (last - first).days + 1),
        "date_prec": date_prec,
        "date_start": first.isoformat(),
        "date_end": last.isoformat(),
        **_deaths(event, one_sided=violence == ONE_SIDED),
    }
    return {name: "" if row.get(name) is None else row[name] for name in UCDP_COLUMNS}


_CELLS_A_DEGREE, _CELLS_A_ROW = 2, 720


def priogrid_cell(lat: float, lon: float) -> int:
    """Return the PRIO-GRID cell of a point in degrees: half-degree cells, counted eastwards from 1 at 90° S 180° W."""
    row = min(floor((lat + 90) * _CELLS_A_DEGREE), _CELLS_A_ROW // 2 - 1)
    column = min(floor((lon + 180) * _CELLS_A_DEGREE), _CELLS_A_ROW - 1)
    return row * _CELLS_A_ROW + column + 1


def _is_coded(event: Event) -> bool:
    violent = event.event_type in _VIOLENCE or event.sub_event_type in _ONE_SIDED
    killed = event.fatalities_low is not None and (event.fatalities_high is None or event.fatalities_high > 0)
    return event.status is Status.REPORTED and violent and killed


def _violence(event: Event, country: str) -> tuple[int | None, tuple[Side, Side]]:
    """Return the type of violence, `None` when the parties do not say, and the sides with the government first."""
    one, other = sides(event, country)
    if event.event_type is EventType.VIOLENCE_AGAINST_CIVILIANS or other.inter == CIVILIANS:
        return ONE_SIDED, (one, other)
    if event.sub_event_type in _ONE_SIDED:
        return ONE_SIDED, (other, Side(actor="Civilians", inter=CIVILIANS))
    codes = {one.inter, other.inter}
    if codes & _ARMIES and (codes & _NON_STATE or codes <= _ARMIES):
        return STATE_BASED, (one, other) if one.inter in _ARMIES else (other, one)
    if codes <= _NON_STATE:
        return NON_STATE, (one, other)
    battle_of_an_army = event.event_type is EventType.BATTLES and bool(codes & _ARMIES)
    return (STATE_BASED if battle_of_an_army else None), (one, other)


def _clarity(event: Event, days: int) -> int:
    """Return whether the event stands alone: a figure of a group, or an interval over a month, is a summary."""
    summed = any(mention.fatalities_scope == "group" for mention in event.mentions)
    return SUMMARISED if summed or days > MONTH_DAYS else CLEAR


def _deaths(event: Event, *, one_sided: bool) -> dict[str, int]:
    """Return the death columns, low ≤ best ≤ high; whose dead they are is known only where civilians are the target."""
    low = event.fatalities_low or 0
    best = max(low, event.fatalities_best or 0)
    high = max(best, event.fatalities_high or 0)
    column = "deaths_civilians" if one_sided else "deaths_unknown"
    parts = dict.fromkeys(("deaths_a", "deaths_b", "deaths_civilians", "deaths_unknown"), 0)
    return {**parts, column: best, "best": best, "high": high, "low": low}


def _attributions(event: Event) -> tuple[str, ...]:
    return tuple(dict.fromkeys(mention.attributed_to for mention in event.mentions if mention.attributed_to))
