"""Many documents at once: each becomes its result or its error, in order, and none loses the others.

It keeps nothing and prints nothing: who wants to show progress or failures passes a function.
"""

import datetime as dt
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from gazetteer.index import Gazetteer
from geo.article import Article
from geo.errors import DocumentInvalid, GeoError
from geo.geocode import Finder
from geo.pipeline import extract
from geo.reading import read
from geo.records import Extraction

Document = Article | GeoError
"""A report, or why it could not be read."""
Outcome = tuple[Article, Extraction] | GeoError
"""A report with what was read out of it, or why that failed."""


def documents(sources: Iterable[str | Path], *, default_date: dt.date | None = None) -> Iterator[Document]:
    """Yield the documents of all sources in order; a source that cannot be opened is yielded as its error."""
    for source in sources:
        try:
            yield from read(source, default_date=default_date)
        except GeoError as error:
            yield error


def outcome(document: Document, *, gazetteer: Gazetteer, finder: Finder | None = None) -> Outcome:
    """Return what extraction gives for one document; its failure, of whatever kind, stays its own."""
    if isinstance(document, GeoError):
        return document
    try:
        return document, extract(document, gazetteer=gazetteer, finder=finder)
    except Exception as error:  # noqa: BLE001  one odd document must not lose a batch of thousands: the only such place
        return DocumentInvalid(
            f"document {document.id!r}: extraction failed ({type(error).__name__}: {error}); please report it as a bug"
        )


def outcomes(given: Iterable[Document], *, gazetteer: Gazetteer, finder: Finder | None = None) -> Iterator[Outcome]:
    """Yield the outcome of each document, in order, as soon as it is there."""
    return (outcome(document, gazetteer=gazetteer, finder=finder) for document in given)


def batches(given: Iterable[Document], *, count: int, characters: int) -> Iterator[list[Document]]:
    """Split documents into batches of at most `count`, closed early where their text reaches `characters`."""
    batch: list[Document] = []
    length = 0
    for document in given:
        batch.append(document)
        length += len(document.text) if isinstance(document, Article) else 0
        if len(batch) == count or length >= characters:
            yield batch
            batch, length = [], 0
    if batch:
        yield batch


def successes(
    extracted: Iterable[Outcome], *, on_document: Callable[[], None], on_failure: Callable[[GeoError], None]
) -> Iterator[tuple[Article, Extraction]]:
    """Yield the outcomes that are results; tell each failure, and that each document is done."""
    for result in extracted:
        if isinstance(result, GeoError):
            on_failure(result)
        else:
            yield result
        on_document()
