"""Events as one Arrow table, and `EventFilter` as DuckDB's SQL over it.

The table serves the map and the exports of columns; `EventFilter.matches` and `select` agree on every event.
"""

from collections.abc import Iterable
from typing import Any

import pyarrow as pa

from geo.lake_tables import ask
from geo.query import EventFilter, search_text
from geo.records import Event
from geo.serialise import EVENT_PROPERTIES, coordinates, flat_properties

_DATES = {"start_date", "end_date"}
_WHOLE_NUMBERS = {"fatalities_low", "fatalities_best", "fatalities_high", "injured_low", "injured_high", "source_count"}
_REALS = {"radius_km", "confidence"}


def _type_of(name: str) -> pa.DataType:
    if name in _DATES:
        return pa.date32()
    if name in _WHOLE_NUMBERS:
        return pa.int64()
    return pa.float64() if name in _REALS else pa.string()


COLUMNS = (*EVENT_PROPERTIES, "lat", "lon", "place_id", "country")
"""Columns of the table that `select` gives out: the flat properties, then the point and the place's ids."""

EVENT_SCHEMA = pa.schema(
    [
        *((name, _type_of(name)) for name in EVENT_PROPERTIES),
        ("lat", pa.float64()),
        ("lon", pa.float64()),
        ("place_id", pa.string()),
        ("country", pa.string()),
        ("admin1_ar", pa.string()),
        ("admin1_en", pa.string()),
        ("actor_list", pa.list_(pa.string())),
        ("source_list", pa.list_(pa.string())),
        ("search", pa.string()),
    ]
)
"""`COLUMNS`, then what only filters read."""


def event_table(events: Iterable[Event]) -> pa.Table:
    """Return events as a table of `EVENT_SCHEMA`, in their order."""
    return pa.Table.from_pylist([_row(event) for event in events], schema=EVENT_SCHEMA)


def select(table: pa.Table, asked: EventFilter) -> pa.Table:
    """Return the `COLUMNS` of the events that meet the filter, in the table's order."""
    where, values = condition(asked)
    query = f"SELECT {', '.join(COLUMNS)} FROM events WHERE {where}"  # noqa: S608  (our own names and conditions)
    return ask(query, values, events=table).cast(_GIVEN_OUT)


_GIVEN_OUT = pa.schema([EVENT_SCHEMA.field(name) for name in COLUMNS])


def condition(asked: EventFilter) -> tuple[str, list[Any]]:
    """Return the filter as an SQL condition over `EVENT_SCHEMA` and the values of its parameters."""
    clauses: list[tuple[str, list[Any]]] = [
        *_time_clauses(asked),
        *_set_clauses(asked),
        *_where_clauses(asked),
        *(("contains(search, ?)", [word]) for word in asked.words),
    ]
    if asked.min_confidence:
        clauses.append(("confidence >= ?", [asked.min_confidence]))
    if asked.min_killed:
        clauses.append(("fatalities_low >= ?", [asked.min_killed]))
    if not clauses:
        return "true", []
    return " AND ".join(clause for clause, _ in clauses), [value for _, values in clauses for value in values]


def _time_clauses(asked: EventFilter) -> list[tuple[str, list[Any]]]:
    clauses: list[tuple[str, list[Any]]] = []
    if asked.start:
        clauses.append(("coalesce(end_date, start_date) >= ?", [asked.start]))
    if asked.end:
        clauses.append(("coalesce(start_date, end_date) <= ?", [asked.end]))
    return clauses


def _set_clauses(asked: EventFilter) -> list[tuple[str, list[Any]]]:
    conditions: dict[str, frozenset[Any]] = {
        "list_contains(?, event_type)": asked.event_types,
        "list_contains(?, sub_event_type)": asked.sub_event_types,
        "list_contains(?, status)": asked.statuses,
        "list_contains(?, geo_precision)": asked.geo_precisions,
        "list_contains(?, place_id)": asked.place_ids,
        "list_has_any(actor_list, ?)": asked.actors,
        "list_has_any(source_list, ?)": asked.sources,
    }
    clauses = [(clause, [_texts(members)]) for clause, members in conditions.items() if members]
    if asked.admin1:
        names = _texts(asked.admin1)
        clauses.append(("(list_contains(?, admin1_ar) OR list_contains(?, admin1_en))", [names, names]))
    return [(clause, list(values)) for clause, values in clauses]


def _where_clauses(asked: EventFilter) -> list[tuple[str, list[Any]]]:
    clauses: list[tuple[str, list[Any]]] = []
    if asked.located is not None:
        clauses.append((f"lat IS {'NOT ' if asked.located else ''}NULL", []))
    if asked.bbox:
        west, south, east, north = asked.bbox
        width = "(lon >= ? OR lon <= ?)" if west > east else "(lon >= ? AND lon <= ?)"
        clauses.append((f"{width} AND lat BETWEEN ? AND ?", [west, east, south, north]))
    return clauses


def _texts(members: Iterable[Any]) -> list[str]:
    return sorted(str(member) for member in members)


def _row(event: Event) -> dict[str, Any]:
    lat, lon = coordinates(event.lat, event.lon)
    place = event.place
    return {
        **flat_properties(event),
        "lat": lat,
        "lon": lon,
        "place_id": place.place_id if place else None,
        "country": place.country if place else None,
        "admin1_ar": place.admin1_ar if place else None,
        "admin1_en": place.admin1_en if place else None,
        "actor_list": list(event.actors),
        "source_list": list(event.sources),
        "search": search_text(event),
    }
