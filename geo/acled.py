"""Events as rows of ACLED's 31 columns, for those whose tools read them; ACLED's form, none of its data.

Column order, codes and conventions are those of ACLED's codebook (facts only), and they hold in this file alone: the
lake keeps what the text says, an interval and its bounds. What Kharita does not know stays empty.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from geo.countries import country_of
from geo.crosswalk import PLACE_CODES, acled_time_precision
from geo.records import Event, EventMention
from geo.serialise import LIST_SEPARATOR
from geo.sides import CIVILIANS, Side, sides
from geo.taxonomy import EventType, Status, SubEventType, TimePrecision, disorder_type

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

VAGUE_FIGURES: Mapping[tuple[int, int], int] = {(3, 9): 3, (20, 99): 12, (200, 999): 100}
"""What ACLED writes for «several», «dozens» and «hundreds», by the interval that Kharita reads them as
(`lexicon/numerals.yaml`); its other convention, 10 for «many», has no interval here. Larger words keep
their low end."""

_DECIMALS = 4
_REPORT_DAY_CODE = 2
"""A day that nobody names is the report's own or the one before: known to the week, not to the day."""
_OWN_TYPES = frozenset({EventType.HUMANITARIAN, EventType.DIPLOMACY})
_CIVILIANS_TARGETED = frozenset(
    {SubEventType.ATTACK, SubEventType.ABDUCTION, SubEventType.SEXUAL_VIOLENCE, SubEventType.EXCESSIVE_FORCE}
)
_MAY_TARGET_CIVILIANS = frozenset({EventType.EXPLOSIONS, EventType.RIOTS})


def acled_rows(events: Iterable[Event]) -> list[dict[str, Any]]:
    """Return the rows of those events that ACLED codes, in their order.

    A figure told for a whole group of events is divided over the rows of the group as ACLED does: whole numbers, the
    remainder on the first ones; a row whose event has a figure of its own takes no share.
    """
    coded = [(event, row) for event in events if (row := acled_row(event)) is not None]
    open_rows: defaultdict[str, list[dict[str, Any]]] = defaultdict(list)
    for event, row in coded:
        if not any(mention.fatalities_scope == "event" for mention in event.mentions):
            for group in {mention.group_id for mention in event.mentions if mention.group_id}:
                open_rows[group].append(row)
    for event, row in coded:
        carried = _carried_group(event)
        if carried is not None:
            _divide(int(row["fatalities"]), open_rows[carried])
    return [row for _, row in coded]


def acled_row(event: Event) -> dict[str, Any] | None:
    """Return an event as one row; `None` for what ACLED does not code (see `geo.export.export`).

    The day is the middle of the interval; the killed are the lowest figure told, 0 where none is.
    """
    if event.status is not Status.REPORTED or event.event_type in _OWN_TYPES or event.lat is None or event.lon is None:
        return None
    precision = PLACE_CODES[event.geo_precision].acled if event.geo_precision else None
    if event.start_date is None or event.place is None or precision is None:
        return None
    first, last = event.start_date, event.end_date or event.start_date
    time_precision = time_precision_code(event.time_precision, first, last)
    if time_precision is None:
        return None
    day = first + (last - first) // 2
    country = country_of(event.place.country)
    first_side, second_side = sides(event, country.name)
    row = {
        "event_id_cnty": f"{country.iso3}{event.event_id}",
        "event_date": day.isoformat(),
        "year": day.year,
        "time_precision": time_precision,
        "disorder_type": disorder_type(event.sub_event_type),
        "event_type": event.event_type.value,
        "sub_event_type": event.sub_event_type.value,
        **_sides_in_columns(first_side, second_side),
        "civilian_targeting": "Civilians targeted" if _targets_civilians(event, second_side) else "",
        "iso": country.iso_number,
        "region": country.acled_region,
        "country": country.name,
        "admin1": event.place.admin1_en or event.place.admin1_ar,
        "location": event.place.name_en or event.place.name_ar,
        "latitude": round(event.lat, _DECIMALS),
        "longitude": round(event.lon, _DECIMALS),
        "geo_precision": precision,
        "source": LIST_SEPARATOR.join(event.sources),
        "notes": event.mentions[0].evidence_text if event.mentions else "",
        "fatalities": fatalities(event),
    }
    return {name: row.get(name, "") for name in ACLED_COLUMNS}


def fatalities(event: Event) -> int:
    """Return ACLED's single figure of an event: the lowest that is told, vague words by its table, 0 where none is."""
    counted = [mention for mention in event.mentions if mention.fatalities_low is not None]
    own = [mention for mention in counted if mention.fatalities_scope != "group"] or counted
    return min((_figure(mention) for mention in own), default=event.fatalities_low or 0)


def time_precision_code(precision: TimePrecision, first: dt.date, last: dt.date) -> int | None:
    """Return ACLED's code: 1 the day is known, 2 within a week, 3 within a month; `None` for anything coarser."""
    code = acled_time_precision(first, last)
    return max(code, _REPORT_DAY_CODE) if code and precision is TimePrecision.UNKNOWN else code


def _figure(mention: EventMention) -> int:
    low, high = mention.fatalities_low or 0, mention.fatalities_high
    return low if high is None else VAGUE_FIGURES.get((low, high), low)


def _carried_group(event: Event) -> str | None:
    """Return the group whose figure this event carries; `None` when the figure is its own or there is none."""
    counted = [mention for mention in event.mentions if mention.fatalities_low is not None]
    if not counted or any(mention.fatalities_scope != "group" for mention in counted):
        return None
    return min(counted, key=_figure).group_id


def _divide(figure: int, rows: list[dict[str, Any]]) -> None:
    share, remainder = divmod(figure, len(rows))
    for number, row in enumerate(rows):
        row["fatalities"] = share + (number < remainder)


def _sides_in_columns(first: Side, second: Side) -> dict[str, Any]:
    """Return the actor columns; a code stays empty where a party is named that no lexicon knows."""
    known = first.inter and (second.inter or not second.actor)
    codes = sorted((first.inter, second.inter)) if second.inter else [first.inter, 0]
    return {
        "actor1": first.actor,
        "assoc_actor_1": LIST_SEPARATOR.join(first.associated),
        "inter1": first.inter or "",
        "actor2": second.actor,
        "assoc_actor_2": LIST_SEPARATOR.join(second.associated),
        "inter2": second.inter or ("" if second.actor or not first.actor else 0),
        "interaction": codes[0] * 10 + codes[1] if known else "",
    }


def _targets_civilians(event: Event, second: Side) -> bool:
    """Whether civilians are the target: by sub-type, or where they are the other side of a strike or a mob."""
    return event.sub_event_type in _CIVILIANS_TARGETED or (
        event.event_type in _MAY_TARGET_CIVILIANS and second.inter == CIVILIANS
    )
