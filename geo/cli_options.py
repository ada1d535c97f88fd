"""What every command shares: its options, its two consoles, and how it tells of failures."""

import datetime as dt
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from geo.errors import GeoError

DONE, SOME_FAILED, WRONG_USAGE = 0, 1, 2
"""Exit codes."""
DEFAULT_STORE = Path("kharita-data")
STORE_HELP = "Folder of the lake and of your own layers."

ERRORS = Console(stderr=True, highlight=False, emoji=False, soft_wrap=True)
"""Where progress and failures go, so that standard output holds results alone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What stands before the command."""

    store: Path = DEFAULT_STORE
    date: dt.date | None = None
    """Day of publication for undated input."""


def read_day(value: str) -> dt.date:
    """Return a calendar day written `YYYY-MM-DD`, else refuse the option."""
    try:
        return dt.datetime.strptime(value, "%Y-%m-%d").date()  # noqa: DTZ007  (a calendar day has no zone)
    except ValueError:
        raise typer.BadParameter(f"{value!r} is not a day of the calendar; write YYYY-MM-DD") from None


def read_box(value: str) -> tuple[float, float, float, float]:
    """Return a box written `west,south,east,north`, in degrees, else refuse the option."""
    try:
        west, south, east, north = map(float, value.split(","))
    except ValueError:
        raise typer.BadParameter(f"{value!r} is not four numbers west,south,east,north") from None
    return west, south, east, north


StoreOption = Annotated[
    Path | None,
    typer.Option("--store", metavar="DIR", help=STORE_HELP, file_okay=False),
]
DateOption = Annotated[
    dt.date | None,
    typer.Option(
        "--date", metavar="YYYY-MM-DD", parser=read_day, help="Day of publication of input that gives none itself."
    ),
]


def settings_of(context: typer.Context, *, store: Path | None = None, date: dt.date | None = None) -> Settings:
    """Return the settings in force: what stands after the command goes before what stands in front of it."""
    given = context.obj if isinstance(context.obj, Settings) else Settings()
    return Settings(store=store or given.store, date=date or given.date)


def say(message: str) -> None:
    """Write one line for the user to standard error."""
    ERRORS.print(message, markup=False)


class FailureCount:
    """Tells each failure on standard error as it comes, and counts them for the exit code."""

    def __init__(self) -> None:
        """Start with none."""
        self.count = 0

    def __call__(self, error: GeoError) -> None:
        """Tell one failure, in one line."""
        self.count += 1
        say(f"kharita: {one_line(error)}")

    @property
    def exit_code(self) -> int:
        """0 when nothing failed, else 1."""
        return SOME_FAILED if self.count else DONE


def one_line(error: BaseException) -> str:
    """Return the text of an error on one line, without what would steer a terminal; its kind where it has no text."""
    text = error.format_message() if isinstance(error, typer.TyperException) else str(error)
    line = " ".join(text.split())
    return "".join(filter(str.isprintable, line)) or type(error).__name__


@contextmanager
def counting(what: str, *, shown: bool = True) -> Iterator[Callable[[], None]]:
    """Show on a terminal how many are done, and give the function that counts one more."""
    columns = (SpinnerColumn(), TextColumn("{task.description} {task.completed:,.0f}"), TimeElapsedColumn())
    with Progress(*columns, console=ERRORS, transient=True, disable=not (shown and ERRORS.is_terminal)) as progress:
        task = progress.add_task(what, total=None)
        yield lambda: progress.advance(task)
