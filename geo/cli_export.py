"""`kharita export`: the events that a filter lets through, as a file; the filters are those of the map."""

import datetime as dt
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer

from geo.cli_options import StoreOption, read_box, read_day, say, settings_of
from geo.taxonomy import EventType, GeoPrecision, Status, SubEventType


def _filter(name: str, help_text: str, metavar: str = "NAME") -> Any:
    return typer.Option(name, help=help_text, metavar=metavar, case_sensitive=False)


def _among(name: str, what: str, vocabulary: type[StrEnum], metavar: str) -> Any:
    return _filter(name, f"{what}: {', '.join(vocabulary)}. May be repeated.", metavar)


def export(  # noqa: PLR0913  (one option for each condition of the map's filter)
    context: typer.Context,
    output: Annotated[
        Path,
        typer.Option("--output", "-o", metavar="FILE", help="Its suffix says the format.", dir_okay=False),
    ],
    *,
    acled: Annotated[bool, typer.Option("--acled", help="ACLED's 31 columns, codes and rules (.csv).")] = False,
    ucdp: Annotated[bool, typer.Option("--ucdp", help="UCDP GED's 49 columns with low, best and high (.csv).")] = False,
    hxl: Annotated[bool, typer.Option("--hxl", help="A row of HXL tags under the header (.csv).")] = False,
    start: Annotated[dt.date | None, typer.Option("--from", parser=read_day, metavar="DAY", help="First day.")] = None,
    end: Annotated[dt.date | None, typer.Option("--to", parser=read_day, metavar="DAY", help="Last day.")] = None,
    event_types: Annotated[list[EventType] | None, _among("--type", "Event type", EventType, "TYPE")] = None,
    sub_event_types: Annotated[
        list[SubEventType] | None,
        _filter("--sub-type", "Its finer sort, e.g. `Air/drone strike`. May be repeated.", "SUB-TYPE"),
    ] = None,
    place_ids: Annotated[
        list[str] | None, _filter("--place", "Place id, as `kharita resolve` tells it. May be repeated.", "ID")
    ] = None,
    admin1: Annotated[
        list[str] | None, _filter("--admin1", "Governorate, in Arabic or English. May be repeated.")
    ] = None,
    actors: Annotated[list[str] | None, _filter("--actor", "One who acts in the event. May be repeated.")] = None,
    sources: Annotated[list[str] | None, _filter("--source", "Outlet that tells it. May be repeated.")] = None,
    statuses: Annotated[list[Status] | None, _among("--status", "Did it happen", Status, "STATUS")] = None,
    geo_precisions: Annotated[
        list[GeoPrecision] | None, _among("--precision", "How finely it is placed", GeoPrecision, "LEVEL")
    ] = None,
    text: Annotated[str, typer.Option("--text", help="Words in places, actors or evidence.")] = "",
    bbox: Annotated[str | None, typer.Option("--bbox", metavar="W,S,E,N", help="Box in degrees.")] = None,
    located: Annotated[
        bool | None, typer.Option("--located/--unlocated", help="Only events with, or without, a point.")
    ] = None,
    min_confidence: Annotated[
        float, typer.Option("--min-confidence", min=0.0, max=1.0, help="Lowest confidence.")
    ] = 0.0,
    store: StoreOption = None,
) -> None:
    """Write events to a file: .geojson .csv .gpkg .parquet or .kml.

    All but CSV carry the attribution of the gazetteer's layers inside. ACLED's and UCDP's columns hold only what those
    projects code by their own rules; the number of events left out is told.

    \b
    Example:
      kharita export -o events.geojson
      kharita export -o strikes.csv --type "Explosions/Remote violence" --from 2016-12-01 --to 2016-12-09
      kharita export -o acled.csv --acled --admin1 Aleppo --status reported
      kharita export -o ged.csv --ucdp --from 2016-12-01
      kharita export -o events.csv --hxl
    """
    from gazetteer.loading import load_gazetteer
    from geo.export import WRITERS, credits_line, form_complaint
    from geo.export import export as write
    from geo.lake import Lake
    from geo.query import EventFilter, FilterInvalid

    if output.suffix.lower() not in WRITERS:
        raise typer.BadParameter(f"{output}: choose a suffix among {' '.join(WRITERS)}", param_hint="--output")
    complaint = form_complaint(output, acled=acled, ucdp=ucdp, hxl=hxl)
    if complaint:
        raise typer.BadParameter(f"{output}: {complaint}", param_hint="--acled, --ucdp, --hxl")
    try:
        asked = EventFilter(
            start=start,
            end=end,
            event_types=frozenset(event_types or ()),
            sub_event_types=frozenset(sub_event_types or ()),
            place_ids=frozenset(place_ids or ()),
            admin1=frozenset(admin1 or ()),
            actors=frozenset(actors or ()),
            sources=frozenset(sources or ()),
            statuses=frozenset(statuses or ()),
            geo_precisions=frozenset(geo_precisions or ()),
            text=text,
            bbox=read_box(bbox) if bbox else None,
            located=located,
            min_confidence=min_confidence,
        )
    except FilterInvalid as error:
        raise typer.BadParameter(str(error)) from error
    folder = settings_of(context, store=store).store
    events = Lake.open(folder).events(asked)
    attribution = credits_line((layer.attribution, layer.licence) for layer in load_gazetteer(folder).layers)
    written = write(events, output, acled=acled, ucdp=ucdp, hxl=hxl, attribution=attribution)
    whose = "ACLED does not code" if acled else "UCDP GED does not hold"
    left_out = f", {len(events) - written} left out that {whose}" if written < len(events) else ""
    say(f"{written} events written to {output}{left_out}")
