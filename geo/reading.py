"""Reading reports: files of every usual form, folders of them, standard input, feeds and pages of the web.

A bad document is handed on as the error that says what is wrong with it, in its place among the good ones; only a
source that cannot be opened at all is raised.
"""

import datetime as dt
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, BinaryIO

from geo.article import Article
from geo.documents import article_from
from geo.errors import DocumentInvalid, SourceUnreadable
from geo.formats import (
    READERS,
    Located,
    attempt,
    decode,
    is_json,
    json_documents,
    json_lines,
    plain_article,
    read_text,
    suffix_of,
)

METADATA_FILE = "metadata.json"
"""In a folder of texts: a list of `{"file", "id"?, "date"?, "title"?, "source"?, "url"?}`, one object a text."""

_NOT_REPORTS = ("readme", "license", "licence", "contributing", "changelog")


def read(
    source: str | Path, *, default_date: dt.date | None = None, stdin: BinaryIO | None = None
) -> Iterator[Article | DocumentInvalid]:
    """Yield the reports of a source in order; a bad document comes as the DocumentInvalid that names it.

    `source` is a file (see `geo.formats.READERS`), a folder (read recursively in order of names; hidden files, README
    and its like and files of other suffixes left out; see `METADATA_FILE`), `-` for standard input (`stdin`: JSON
    lines, a JSON array or one plain text), or the address of a feed or page (`http://`, `https://`). `default_date`
    dates what has no date of its own. An id comes once: its second document is an error. Raises SourceUnreadable when
    the source cannot be opened.
    """
    first_seen: dict[str, str] = {}
    for where, document in _documents(str(source), default_date, stdin):
        if isinstance(document, Article):
            earlier = first_seen.setdefault(document.id, where)
            if earlier != where:
                yield DocumentInvalid(
                    f"{where}: the id {document.id!r} is taken by {earlier}; drop the copy or give it an id of its own"
                )
                continue
        yield document


def _documents(source: str, default_date: dt.date | None, stdin: BinaryIO | None) -> Iterator[Located]:
    if source == "-":
        return _standard_input(stdin or sys.stdin.buffer, default_date)
    if source.startswith(("http://", "https://")):
        from geo.web import read_address  # noqa: PLC0415  (half a second to load, and only addresses need it)

        return read_address(source, default_date=default_date)
    path = Path(source)
    if path.is_dir():
        return _folder(path, default_date)
    if not path.exists():
        raise SourceUnreadable(f"{source}: there is no such file or folder")
    if suffix_of(path) not in READERS:
        raise SourceUnreadable(f"{source}: cannot read this kind of file; Kharita reads {' '.join(READERS)}")
    return _file(path, default_date)


def _file(path: Path, default_date: dt.date | None) -> Iterator[Located]:
    """Read one file; what stops it half way is the error of the place where it stopped."""
    try:
        yield from READERS[suffix_of(path)](path, default_date)
    except DocumentInvalid as error:
        yield str(path), error
    except OSError as error:
        yield str(path), DocumentInvalid(f"{path}: cannot be read: {error.strerror or error}")


def _folder(folder: Path, default_date: dt.date | None) -> Iterator[Located]:
    for path in sorted(folder.rglob("*")):
        parts = path.relative_to(folder).parts
        is_hidden = any(part.startswith(".") for part in parts)
        if is_hidden or path.stem.lower() in _NOT_REPORTS or not path.is_file() or suffix_of(path) not in READERS:
            continue
        if path.name == METADATA_FILE:
            yield from _described_texts(path, default_date)
        elif not (suffix_of(path) == ".txt" and (path.parent / METADATA_FILE).is_file()):
            yield from _file(path, default_date)


def _described_texts(metadata: Path, default_date: dt.date | None) -> Iterator[Located]:
    """Read the texts that a metadata file describes, in its order."""
    try:
        rows = json.loads(read_text(metadata))
    except ValueError as error:
        yield str(metadata), DocumentInvalid(f"{metadata}: not JSON: {error}")
        return
    for number, row in enumerate(rows if isinstance(rows, list) else [rows], start=1):
        where = f"{metadata}: object {number}"
        yield attempt(where, _described, metadata, row, where, default_date)


def _described(metadata: Path, row: Any, where: str, default_date: dt.date | None) -> Article:
    name = row.get("file") if isinstance(row, dict) else None
    if not isinstance(name, str) or Path(name).name != name:
        raise DocumentInvalid(f"{where}: `file` must name a text in the same folder")
    try:
        text = read_text(metadata.parent / name)
    except OSError as error:
        raise DocumentInvalid(f"{where}: {name} cannot be read: {error.strerror or error}") from None
    return article_from({**row, "text": text}, where=where, default_date=default_date, id_prefix=Path(name).stem)


def _standard_input(stream: BinaryIO, default_date: dt.date | None) -> Iterator[Located]:
    """Read JSON lines as they come; a JSON text over several lines, or a plain text, once it has ended."""
    first = stream.readline()
    opening = first.lstrip(b"\xef\xbb\xbf \t\r\n")
    if opening.startswith(b"{") and is_json(first):
        yield from json_lines((first,), "stdin", default_date)
        yield from json_lines(stream, "stdin", default_date, first_line=2)
        return
    raw = first + stream.read()
    try:
        text = decode(raw, "stdin")
        if is_json(raw):
            yield from json_documents(text, "stdin", default_date)
        elif text.lstrip().startswith("{"):
            yield from json_lines(raw.splitlines(), "stdin", default_date)
        else:
            yield attempt("stdin", plain_article, text, "stdin", "stdin", default_date)
    except DocumentInvalid as error:
        yield "stdin", error
