"""Reports that a reader of the page adds: taken in with limits, read by `geo`, shown before they are kept.

Everything here may be hostile, huge or broken; each such input becomes one `Refusal`, and the good ones go on. The page
runs this in the fragment that asks for it, never in a rerun of the map.
"""

import datetime as dt
import gzip
import zlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory

from gazetteer.loading import load_gazetteer
from geo.article import Article
from geo.batch import Document, documents, outcomes
from geo.documents import article_from
from geo.errors import DocumentInvalid, GeoError
from geo.formats import READERS
from geo.lake import IngestReport, Lake
from geo.records import Extraction

FILE_LIMIT_BYTES = 10_000_000
"""Largest file that the page takes, and largest it unpacks to; the command line takes more."""

TEXT_LIMIT_CHARACTERS = 300_000
"""Longest report that the page reads: some hundred pages, some seconds of work."""

REPORTS_LIMIT = 200
"""Reports that the page reads at a time."""

SUFFIXES = tuple(READERS)
"""Endings of the files that can be read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """Why an input was not read."""

    name: str
    """File, address or report, as its owner knows it."""
    why: str
    """What follows `add.refused_` in the labels: size | kind | text | many | broken | address | nothing."""
    detail: str = ""
    """What the reading said, in English; empty where the label says it all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What was read out of the inputs, not kept yet."""

    reports: tuple[tuple[Article, Extraction], ...]
    refused: tuple[Refusal, ...]


def pasted(*, title: str, text: str, date: dt.date | None, source: str, url: str) -> Iterator[Article | Refusal]:
    """Yield the report that the fields of a form make, or its refusal."""
    fields = {"title": title.strip(), "text": text, "source": source.strip(), "url": url.strip()}
    if not text.strip():
        yield Refusal(name=fields["title"], why="nothing")
        return
    try:
        yield from _within(article_from(fields, where="text", default_date=date, id_prefix="page"))
    except DocumentInvalid as error:
        yield Refusal(name=fields["title"], why="broken", detail=str(error))


def uploaded(files: Iterable[tuple[str, bytes]], *, date: dt.date | None) -> Iterator[Article | Refusal]:
    """Yield the reports of files given as name and content; `date` dates those without one."""
    for given, content in files:
        name = PurePosixPath(given.replace("\\", "/")).name or "file"
        suffix = next(
            (ending for ending in sorted(SUFFIXES, key=len, reverse=True) if name.lower().endswith(ending)), ""
        )
        if not suffix:
            yield Refusal(name=name, why="kind", detail=" ".join(SUFFIXES))
        elif len(content) > FILE_LIMIT_BYTES or _unpacks_to_too_much(content, suffix):
            yield Refusal(name=name, why="size", detail=f"{FILE_LIMIT_BYTES // 1_000_000} MB")
        else:
            yield from _file(name, suffix, content, date)


def fetched(address: str, *, date: dt.date | None) -> Iterator[Article | Refusal]:
    """Yield the reports at an address of the web; nothing but `http` and `https` is asked."""
    address = address.strip()
    if not address.lower().startswith(("http://", "https://")):
        yield Refusal(name=address, why="address")
        return
    yield from _checked(documents([address], default_date=date), name=address, hide="")


def read_all(
    given: Iterable[Article | Refusal], *, store: Path, on_report: Callable[[str], None] = lambda _title: None
) -> Found:
    """Extract every report, telling `on_report` the title of each before its turn."""
    gazetteer = load_gazetteer(store)
    reports: list[tuple[Article, Extraction]] = []
    refused: list[Refusal] = []
    for item in given:
        if isinstance(item, Refusal):
            refused.append(item)
            continue
        if len(reports) >= REPORTS_LIMIT:
            refused.append(Refusal(name=item.title or item.id, why="many", detail=str(REPORTS_LIMIT)))
            break
        on_report(item.title)
        for result in outcomes([item], gazetteer=gazetteer):
            if isinstance(result, GeoError):
                refused.append(Refusal(name=item.title or item.id, why="broken", detail=str(result)))
            else:
                reports.append(result)
    return Found(reports=tuple(reports), refused=tuple(refused))


def keep(reports: Sequence[tuple[Article, Extraction]], lake: Lake) -> IngestReport:
    """Commit the reports to the lake; when this returns they are on disk. Raises LakeError when they cannot be."""
    return lake.ingest(reports)


def _file(name: str, suffix: str, content: bytes, date: dt.date | None) -> Iterator[Article | Refusal]:
    """Read one file from a folder of its own, under a name of ours: the given one may be any string."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / f"upload{suffix}"
        path.write_bytes(content)
        yield from _checked(documents([path], default_date=date), name=name, hide=str(path))


def _checked(read: Iterable[Document], *, name: str, hide: str) -> Iterator[Article | Refusal]:
    """Turn what was read into reports within the limits; `hide` is a path that no message may show."""
    for document in read:
        if isinstance(document, Article):
            yield from _within(document)
        else:
            detail = str(document).replace(hide, name) if hide else str(document)
            yield Refusal(name=name, why="broken", detail=detail)


def _within(article: Article) -> Iterator[Article | Refusal]:
    if len(article.document) > TEXT_LIMIT_CHARACTERS:
        yield Refusal(name=article.title or article.id, why="text", detail=f"{TEXT_LIMIT_CHARACTERS:,}")
    else:
        yield article


def _unpacks_to_too_much(content: bytes, suffix: str) -> bool:
    """Whether a packed file holds more than the limit; a broken one is told later, where it is read."""
    if not suffix.endswith(".gz"):
        return False
    try:
        with gzip.open(BytesIO(content)) as stream:
            return len(stream.read(FILE_LIMIT_BYTES + 1)) > FILE_LIMIT_BYTES
    except (OSError, EOFError, zlib.error):
        return False
