"""The command line: `kharita`, one command a task, results on standard output and everything else on standard error.

Exit codes: 0 done, 1 some documents failed (each told on standard error, the others kept), 2 wrong usage. A reader
that closes the pipe ends it with 141 and Ctrl-C with 130, as a shell does.
"""

import io
import json
import os
import sys
from collections.abc import Iterable
from importlib.metadata import entry_points, version
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer
from typer.main import get_command

from gazetteer.errors import GazetteerError
from geo import cli_evaluate, cli_export, cli_gazetteer
from geo.cli_geocode import GeocodeBoxOption, GeocodeCountryOption, GeocodeOption, geocoder_for
from geo.cli_options import (
    DEFAULT_STORE,
    DONE,
    SOME_FAILED,
    STORE_HELP,
    DateOption,
    FailureCount,
    Settings,
    StoreOption,
    counting,
    one_line,
    say,
    settings_of,
)
from geo.errors import GeoError

if TYPE_CHECKING:
    from geo.article import Article
    from geo.geocode import Finder
    from geo.records import EventMention, Extraction

STOPPED_BY_CTRL_C, STOPPED_BY_CLOSED_PIPE = 130, 141
SEEDS = Path(__file__).parents[1] / "seeds"
"""The reports that Kharita ships with."""
PORT = 8501

app = typer.Typer(
    name="kharita",
    help="Read Arabic reports of a conflict and put what happened on a map that explains every point.",
    rich_markup_mode=None,
    add_completion=False,
)

Sources = Annotated[
    list[str] | None, typer.Argument(metavar="PATH|URL|-", help="Files, folders, addresses; - is standard input.")
]
PortOption = Annotated[int, typer.Option("--port", min=1, max=65535, help="Port on this machine.")]
PublicOption = Annotated[
    bool,
    typer.Option(
        "--public", envvar="KHARITA_PUBLIC", help="Read only, with public.yaml of the store saying what is kept back."
    ),
]
WorkersOption = Annotated[int, typer.Option("--workers", min=1, help="Processes to extract with.")]
SchedulerOption = Annotated[
    str | None, typer.Option("--scheduler", metavar="tcp://HOST:PORT", help="A running Dask scheduler to extract on.")
]


@app.callback(invoke_without_command=True)
def _before(
    context: typer.Context,
    store: Annotated[
        Path,
        typer.Option("--store", metavar="DIR", envvar="KHARITA_STORE", help=STORE_HELP),
    ] = DEFAULT_STORE,
    date: DateOption = None,
    *,
    show_version: Annotated[bool, typer.Option("--version", help="Print the version.")] = False,
) -> None:
    context.obj = Settings(store=store, date=date)
    if show_version:
        typer.echo(f"kharita {version('kharita')}")
    elif context.invoked_subcommand is None:
        typer.echo(context.get_help())


def run(context: typer.Context, port: PortOption = PORT, store: StoreOption = None) -> None:
    """Open the map; fill an empty lake with the shipped reports.

    \b
    Example:
      kharita run
      kharita --store my-lake run --port 8502
    """
    from geo.lake import Lake

    settings = settings_of(context, store=store)
    if Lake.open(settings.store).version < 0:
        say(f"The lake {settings.store} is empty: reading the reports in {SEEDS}")
        _ingest([str(SEEDS)], settings)
    _serve(settings, port)


def serve(
    context: typer.Context, port: PortOption = PORT, *, public: PublicOption = False, store: StoreOption = None
) -> None:
    """Open the map on the lake as it is.

    \b
    Example:
      kharita serve --port 8502
      kharita serve --public
    """
    _serve(settings_of(context, store=store), port, **({"public": True} if public else {}))


def ingest(  # noqa: PLR0913, PLR0917  (one option for each thing a user may choose)
    context: typer.Context,
    sources: Sources = None,
    workers: WorkersOption = 1,
    scheduler: SchedulerOption = None,
    geocode: GeocodeOption = None,
    geocode_box: GeocodeBoxOption = None,
    geocode_country: GeocodeCountryOption = None,
    store: StoreOption = None,
    date: DateOption = None,
) -> None:
    """Read reports and keep what they tell.

    The same report again changes nothing.

    Takes .txt .md .html .json .jsonl .jsonl.gz .csv, folders of them, RSS/Atom feeds and pages by address.

    \b
    Example:
      kharita ingest reports/ more.jsonl.gz
      kharita ingest --date 2016-12-09 article.txt
      kharita ingest https://news.example/feed.xml
      kharita ingest --workers 4 archive.jsonl
    """
    if not sources:
        raise typer.BadParameter("name a file, a folder or an address, or - for standard input", param_hint="PATH")
    if geocode and (workers > 1 or scheduler):
        raise typer.BadParameter(
            "a server is asked by one process: leave out --workers and --scheduler", param_hint="--geocode"
        )
    settings = settings_of(context, store=store, date=date)
    finder = geocoder_for(geocode, geocode_box, geocode_country, store=settings.store)
    failures = _ingest(sources, settings, workers=workers, scheduler=scheduler, finder=finder)
    raise typer.Exit(failures.exit_code)


def extract(
    context: typer.Context,
    sources: Sources = None,
    output: Annotated[
        Literal["jsonl", "geojson"],
        typer.Option("--format", help="A JSON line a document, or one GeoJSON of all their events."),
    ] = "jsonl",
    geocode: GeocodeOption = None,
    geocode_box: GeocodeBoxOption = None,
    geocode_country: GeocodeCountryOption = None,
    store: StoreOption = None,
    date: DateOption = None,
) -> None:
    """Print what is in reports, and keep nothing.

    Reads standard input where no path is given.

    \b
    Example:
      kharita extract reports.jsonl > found.jsonl
      kharita extract --date 2016-12-09 --format geojson article.txt > events.geojson
      echo '{"id": "1", "date": "2016-12-08", "title": "", "text": "قصف على حلب أمس"}' | kharita extract
    """
    from gazetteer.loading import load_gazetteer
    from geo.batch import documents, outcomes, successes

    settings = settings_of(context, store=store, date=date)
    failures = FailureCount()
    read = documents(sources or ["-"], default_date=settings.date)
    finder = geocoder_for(geocode, geocode_box, geocode_country, store=settings.store)
    with counting("Documents", shown=not sys.stdout.isatty()) as count:
        gazetteer = load_gazetteer(settings.store)
        extracted = outcomes(read, gazetteer=gazetteer, finder=finder)
        found = successes(extracted, on_document=count, on_failure=failures)
        if output == "geojson":
            _print_events(found, attribution="; ".join(layer.attribution for layer in gazetteer.layers))
        else:
            _print_lines(found)
    raise typer.Exit(failures.exit_code)


def _print_lines(found: Iterable[tuple["Article", "Extraction"]]) -> None:
    from geo.serialise import extraction_to_json

    for _, extraction in found:
        typer.echo(json.dumps(extraction_to_json(extraction), ensure_ascii=False))


def _print_events(found: Iterable[tuple["Article", "Extraction"]], *, attribution: str) -> None:
    from geo.corroboration import merge
    from geo.serialise import feature_collection

    articles: dict[str, Article] = {}
    mentions: list[EventMention] = []
    for article, extraction in found:
        articles[article.id] = article
        mentions.extend(extraction.mentions)
    typer.echo(json.dumps(feature_collection(merge(mentions, articles), attribution=attribution), ensure_ascii=False))


def _ingest(
    sources: list[str],
    settings: Settings,
    *,
    workers: int = 1,
    scheduler: str | None = None,
    finder: "Finder | None" = None,
) -> FailureCount:
    from geo.ingest import ingest as ingest_sources

    failures = FailureCount()
    with counting("Documents") as count:
        report = ingest_sources(
            sources,
            store=settings.store,
            default_date=settings.date,
            workers=workers,
            scheduler=scheduler,
            finder=finder,
            on_document=count,
            on_failure=failures,
        )
    say(
        f"{report.added} added, {report.replaced} replaced, {report.unchanged} unchanged, {failures.count} failed"
        f" in {settings.store}"
    )
    return failures


def _serve(settings: Settings, port: int, **options: bool) -> None:
    screens = entry_points(group="kharita.serve")
    if not screens:
        raise GeoError("no dashboard is installed; install the kharita distribution whole (make setup)")
    serve_lake = next(iter(screens)).load()
    serve_lake(settings.store, port=port, **options)


for _command in (
    run,
    ingest,
    extract,
    cli_gazetteer.resolve,
    cli_export.export,
    cli_evaluate.evaluate,
    serve,
):
    app.command()(_command)
app.add_typer(cli_gazetteer.app, name="gazetteer")


def main() -> None:
    """Run the command line and end the process with its exit code."""
    sys.exit(exit_code_of(sys.argv[1:]))


def exit_code_of(arguments: list[str]) -> int:
    """Run one command line and return its exit code; every expected failure is one line on standard error."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8")
    try:
        return _invoke(arguments)
    except typer.TyperException as error:
        say(f"kharita: {one_line(error)}")
        return error.exit_code
    except (GeoError, GazetteerError) as error:
        say(f"kharita: {one_line(error)}")
        return SOME_FAILED
    except BrokenPipeError:
        # The reader has enough; Python would complain once more when it flushes at the end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return STOPPED_BY_CLOSED_PIPE
    except OSError as error:
        say(f"kharita: {error.filename or 'system'}: {one_line(error)}")
        return SOME_FAILED
    except (KeyboardInterrupt, typer.Abort):
        return STOPPED_BY_CTRL_C


def _invoke(arguments: list[str]) -> int:
    """Parse and run; unlike Typer's own way, a closed pipe and Ctrl-C come through to the caller."""
    command = get_command(app)
    try:
        with command.make_context("kharita", arguments) as context:
            command.invoke(context)
    except typer.Exit as ended:
        return ended.exit_code
    finally:
        sys.stdout.flush()
    return DONE
