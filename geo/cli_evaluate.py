"""`kharita evaluate`: the project's own figures on labelled documents."""

import csv
import json
from collections.abc import Iterable
from pathlib import Path
from textwrap import shorten
from typing import TYPE_CHECKING, Annotated

import typer
from rich.box import SIMPLE
from rich.console import Console
from rich.table import Table

from geo.cli_options import DateOption, FailureCount, StoreOption, counting, say, settings_of

if TYPE_CHECKING:
    from geo.figures import Figures, Miss, Tally


def evaluate(
    context: typer.Context,
    gold: Annotated[Path, typer.Argument(metavar="GOLD", help="Labels, a JSON array.")],
    docs: Annotated[str, typer.Argument(metavar="DOCS", help="The documents: .jsonl, or a folder with metadata.json.")],
    *,
    as_json: Annotated[bool, typer.Option("--json", help="One line of JSON.")] = False,
    misses: Annotated[
        Path | None,
        typer.Option("--misses", metavar="FILE", help="Write what was missed, misplaced and invented, and why; tabs."),
    ] = None,
    store: StoreOption = None,
    date: DateOption = None,
) -> None:
    """Extract labelled documents and compare with the labels.

    \b
    Example:
      kharita evaluate gold.json docs.jsonl
      kharita evaluate gold.json articles/ --json --misses misses.tsv
    """
    from gazetteer.loading import load_gazetteer
    from geo.batch import documents, outcomes, successes
    from geo.evaluate import evaluate as compare
    from geo.gold import load_gold, prediction
    from geo.serialise import extraction_to_json

    settings = settings_of(context, store=store, date=date)
    labelled = load_gold(gold)
    wanted = {document.id for document in labelled}
    failures = FailureCount()
    read = (d for d in documents([docs], default_date=settings.date) if getattr(d, "id", None) in wanted)
    with counting("Documents") as count:
        gazetteer = load_gazetteer(settings.store)
        extracted = outcomes(read, gazetteer=gazetteer)
        found = dict(successes(extracted, on_document=count, on_failure=failures))
    articles = {article.id: article for article in found}
    if not articles:
        raise typer.BadParameter(f"{docs} holds none of the {len(wanted)} labelled documents", param_hint="DOCS")
    predictions = {x.article_id: prediction(extraction_to_json(x)) for x in found.values()}
    figures = compare(labelled, articles, predictions, gazetteer=gazetteer)
    if misses:
        _write_misses(misses, figures.misses)
        say(f"{len(figures.misses)} written to {misses}")
    if as_json:
        typer.echo(json.dumps(figures.as_json()))
    else:
        console = Console(emoji=False)
        console.print(_table(figures), _kinds_table(figures), _classes_table(figures))
    raise typer.Exit(failures.exit_code)


def _table(figures: "Figures") -> Table:
    table = Table(title=f"{figures.documents} labelled documents", box=SIMPLE, pad_edge=False, padding=(0, 1, 0, 0))
    table.add_column("what", no_wrap=True)
    for column in ("figure", "prec.", "recall", "right", "extra", "missed"):
        table.add_column(column, justify="right")
    table.add_row("toponyms found (F1)", *_tally_cells(figures.recognition))
    table.add_row("toponyms rightly located (F1)", *_tally_cells(figures.end_to_end))
    table.add_row("located, of the resolved", _cell(figures.resolution_accuracy_of_resolved))
    table.add_row("located, of the found", _cell(figures.resolution_accuracy))
    table.add_row("located, of all labelled", _cell(figures.resolution_accuracy_of_all))
    for km, near in figures.within_km.items():
        table.add_row(f"within {km} km, of the found", _cell(near))
        table.add_row(f"within {km} km, of all labelled", _cell(figures.within_km_of_all[km]))
    table.add_row("median error, km", _cell(figures.median_error_km))
    table.add_row("events: type, place, day (F1)", *_tally_cells(figures.events))
    table.add_row("events: place, day (F1)", *_tally_cells(figures.events_any_type))
    table.add_row("sub-type, of the matched", _cell(figures.sub_type_accuracy))
    table.add_row(f"killed, of {figures.fatalities_counted} with figures", _cell(figures.fatalities_accuracy))
    table.add_row("status, of the matched", _cell(figures.status_accuracy))
    return table


def _kinds_table(figures: "Figures") -> Table:
    table = Table(title="toponyms by kind of place", box=SIMPLE, pad_edge=False, padding=(0, 1, 0, 0))
    table.add_column("kind", no_wrap=True)
    for column in ("F1", "prec.", "recall", "right", "extra", "missed", "located"):
        table.add_column(column, justify="right")
    for kind, of in figures.kinds.items():
        table.add_row(kind, *_tally_cells(of.recognition), str(of.located))
    return table


def _classes_table(figures: "Figures") -> Table:
    table = Table(title="why, as far as words and layers tell", box=SIMPLE, pad_edge=False, padding=(0, 1, 0, 0))
    table.add_column("miss", no_wrap=True)
    table.add_column("class")
    table.add_column("count", justify="right")
    for (kind, why), count in figures.error_classes.items():
        table.add_row(kind, why, str(count))
    return table


def _tally_cells(tally: "Tally") -> tuple[str, ...]:
    counts = (tally.right, tally.invented, tally.missed)
    return (*map(_cell, (tally.f1, tally.precision, tally.recall)), *map(str, counts))


def _cell(value: float | None) -> str:
    return "–" if value is None else f"{value:.3f}"


def _write_misses(path: Path, misses: Iterable["Miss"]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file, delimiter="\t", lineterminator="\n")
        rows.writerow(("kind", "class", "document", "what", "context"))
        ordered = sorted(misses, key=lambda miss: (miss.kind.startswith("event"), miss.kind, miss.error_class))
        rows.writerows(
            (miss.kind, miss.error_class, miss.document_id, miss.what, shorten(miss.context, _LONGEST_CONTEXT))
            for miss in ordered
        )


_LONGEST_CONTEXT = 240
"""Letters of a sentence that a reader of the file needs."""
