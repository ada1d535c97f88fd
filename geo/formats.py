"""One reader for each form of file: text, Markdown, HTML, JSON, JSON lines, CSV.

Each yields every document with the place where it stands, `FILE` or `FILE:LINE`, so that an error can name it.
"""

import csv
import datetime as dt
import gzip
import io
import json
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, ParamSpec

import yaml

from geo.article import Article
from geo.documents import DOCUMENT_LIMIT_BYTES, article_from
from geo.errors import DocumentInvalid

Arguments = ParamSpec("Arguments")
Located = tuple[str, Article | DocumentInvalid]
"""Where a document stands, and the document or what is wrong with it."""

LINE_LIMIT_BYTES = 7 * DOCUMENT_LIMIT_BYTES
"""Longest JSON line: Arabic written as `\\uXXXX` takes three times its UTF-8, and other keys come on top."""
FILE_LIMIT_BYTES = 1_000_000_000
"""Largest file of a form that must be read whole; JSON lines have no limit."""

_FRONT_MATTER = "---"
_BROKEN_GZIP = (gzip.BadGzipFile, EOFError, zlib.error)
_CSV_COLUMNS = ("id", "date", "title", "text", "source", "url")


def suffix_of(path: Path) -> str:
    """Return the suffix that says how to read a file, in small letters; `.jsonl.gz` counts as one."""
    suffixes = [suffix.lower() for suffix in path.suffixes]
    return "".join(suffixes[-2:]) if suffixes[-1:] == [".gz"] else "".join(suffixes[-1:])


def attempt(
    place: str, build: Callable[Arguments, Article], /, *args: Arguments.args, **kwargs: Arguments.kwargs
) -> Located:
    """Return the article that `build` makes of the arguments, or the DocumentInvalid that it raises, with its place."""
    try:
        return place, build(*args, **kwargs)
    except DocumentInvalid as error:
        return place, error


def read_text(path: Path) -> str:
    """Return a file's text exactly as it stands, line ends too, only without a byte order mark.

    Raises DocumentInvalid when it is not UTF-8 or larger than `FILE_LIMIT_BYTES`.
    """
    if path.stat().st_size > FILE_LIMIT_BYTES:
        raise DocumentInvalid(
            f"{path}: larger than {FILE_LIMIT_BYTES // 1_000_000} MB; split it, or make it JSON lines"
        )
    return decode(path.read_bytes(), str(path))


def decode(raw: bytes, where: str) -> str:
    """Return bytes as UTF-8 text without a byte order mark. Raises DocumentInvalid naming the first bad byte."""
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise DocumentInvalid(
            f"{where}: not UTF-8 at byte {error.start} (0x{raw[error.start]:02x}); "
            "convert it, e.g. iconv -f WINDOWS-1256 -t UTF-8"
        ) from None


def _plain(path: Path, default_date: dt.date | None) -> Iterator[Located]:
    yield attempt(str(path), _plain_article, path, default_date)


def _plain_article(path: Path, default_date: dt.date | None) -> Article:
    return plain_article(read_text(path), str(path), path.stem, default_date)


def plain_article(text: str, where: str, stem: str, default_date: dt.date | None) -> Article:
    """Return a plain text as an article without a title, its id `stem` and a hash of the text."""
    return article_from({"text": text}, where=where, default_date=default_date, id_prefix=stem)


def _markdown(path: Path, default_date: dt.date | None) -> Iterator[Located]:
    yield attempt(str(path), _markdown_article, path, default_date)


def _markdown_article(path: Path, default_date: dt.date | None) -> Article:
    """Return a Markdown file: fields from its YAML front matter (`outlet` is `source`), the rest as text."""
    front, body = _split_front_matter(read_text(path), str(path))
    fields = {**front, "text": body, "source": front.get("source") or front.get("outlet")}
    return article_from(fields, where=str(path), default_date=default_date, id_prefix=path.stem)


def _split_front_matter(text: str, where: str) -> tuple[dict[str, Any], str]:
    lines = text.splitlines(keepends=True)
    if not lines or lines[0].rstrip() != _FRONT_MATTER:
        return {}, text
    closing = next((number for number, line in enumerate(lines[1:], 1) if line.rstrip() == _FRONT_MATTER), None)
    if closing is None:
        raise DocumentInvalid(f"{where}: the front matter opens with {_FRONT_MATTER} and is never closed")
    try:
        # BaseLoader makes text of every scalar and objects of none, so a bad date reaches our own check.
        front = yaml.load("".join(lines[1:closing]), Loader=yaml.BaseLoader)  # noqa: S506
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = mark.line + 2 if mark else 1
        raise DocumentInvalid(
            f"{where}:{line}: the front matter is not YAML: {getattr(error, 'problem', error)}"
        ) from None
    if not isinstance(front, dict | None):
        raise DocumentInvalid(f"{where}: the front matter is not a list of `key: value`")
    return front or {}, "".join(lines[closing + 1 :]).lstrip("\r\n")


def _html(path: Path, default_date: dt.date | None) -> Iterator[Located]:
    from geo.pages import page_article  # noqa: PLC0415  (half a second to load, and only pages need it)

    where, html = str(path), read_text(path)
    yield attempt(where, page_article, html, where=where, default_date=default_date, id_prefix=path.stem)


def _json(path: Path, default_date: dt.date | None) -> Iterator[Located]:
    yield from json_documents(read_text(path), str(path), default_date)


def json_documents(text: str, where: str, default_date: dt.date | None) -> Iterator[Located]:
    """Yield the documents of a JSON text: one object, or an array of objects."""
    try:
        content = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise DocumentInvalid(f"{where}: {_json_fault(error)}; one object a line belongs in .jsonl") from None
    if not isinstance(content, list):
        yield attempt(where, json_article, content, where, default_date)
        return
    for number, item in enumerate(content, start=1):
        place = f"{where}: object {number}"
        yield attempt(place, json_article, item, place, default_date)


def is_json(raw: bytes) -> bool:
    """Whether bytes are one JSON object or array, so not plain text."""
    try:
        return isinstance(json.loads(raw), dict | list)
    except (ValueError, RecursionError):
        return False


def json_article(content: Any, where: str, default_date: dt.date | None) -> Article:
    """Return the article of a JSON value. Raises DocumentInvalid when it is no object with a text."""
    if not isinstance(content, Mapping):
        raise DocumentInvalid(f'{where}: a {type(content).__name__}, not an object {{"id", "date", "title", "text"}}')
    return article_from(content, where=where, default_date=default_date)


def _json_lines(path: Path, default_date: dt.date | None) -> Iterator[Located]:
    with path.open("rb") as stream:
        yield from json_lines(stream, str(path), default_date)


def _gzipped_json_lines(path: Path, default_date: dt.date | None) -> Iterator[Located]:
    try:
        with gzip.open(path, "rb") as stream:
            yield from json_lines(stream, str(path), default_date)
    except _BROKEN_GZIP as error:
        raise DocumentInvalid(
            f"{path}: the gzip file is broken or cut off, what came before is kept: {error}"
        ) from None


def json_lines(
    stream: Iterable[bytes], where: str, default_date: dt.date | None, *, first_line: int = 1
) -> Iterator[Located]:
    """Yield the documents of JSON lines as they come; blank lines are skipped, a broken one is an error of its own."""
    lines = _bounded_lines(stream) if isinstance(stream, io.IOBase) else iter(stream)
    for number, line in enumerate(lines, start=first_line):
        place = f"{where}:{number}"
        if line.strip():
            yield attempt(place, _line_article, line, place, default_date)


def _bounded_lines(stream: Any) -> Iterator[bytes]:
    """Yield lines; of one longer than the limit only its first part, and the rest of it is passed over."""
    while line := stream.readline(LINE_LIMIT_BYTES + 1):
        rest = line
        while len(rest) > LINE_LIMIT_BYTES and not rest.endswith(b"\n"):
            rest = stream.readline(LINE_LIMIT_BYTES + 1)
        yield line


def _line_article(line: bytes, where: str, default_date: dt.date | None) -> Article:
    if len(line) > LINE_LIMIT_BYTES:
        raise DocumentInvalid(
            f"{where}: the line is longer than {LINE_LIMIT_BYTES // 1_000_000} MB: split the document"
        )
    try:
        content = json.loads(decode(line, where))
    except DocumentInvalid:
        raise
    except (ValueError, RecursionError) as error:
        raise DocumentInvalid(f"{where}: {_json_fault(error)}") from None
    return json_article(content, where, default_date)


def _json_fault(error: Exception) -> str:
    if isinstance(error, json.JSONDecodeError):
        line = f"line {error.lineno} " if error.lineno > 1 else ""
        return f"not JSON: {error.msg} at {line}column {error.colno}"
    return "not JSON: nested too deep" if isinstance(error, RecursionError) else f"not JSON: {error}"


def _csv(path: Path, default_date: dt.date | None) -> Iterator[Located]:
    # Bad bytes become lone surrogates, so that only the row that holds them is refused, not the file.
    with path.open(encoding="utf-8-sig", errors="surrogateescape", newline="") as stream:
        # The limit is the csv module's own, for the whole process; its default stops at a long report. It is put back,
        # since a table of places with a cell of that size is no table of places.
        usual = csv.field_size_limit(DOCUMENT_LIMIT_BYTES + 1)
        rows = csv.DictReader(stream, strict=True)
        try:
            if "text" not in (rows.fieldnames or ()):
                raise DocumentInvalid(f"{path}:1: no column `text`; the header must name {','.join(_CSV_COLUMNS)}")
            line = rows.line_num + 1
            for row in rows:
                place = f"{path}:{line}"
                yield attempt(place, _row_article, row, place, default_date)
                line = rows.line_num + 1
        except csv.Error as error:
            raise DocumentInvalid(f"{path}:{rows.line_num}: not CSV: {error}") from None
        finally:
            csv.field_size_limit(usual)


def _row_article(row: Mapping[str | None, Any], where: str, default_date: dt.date | None) -> Article:
    if None in row:
        raise DocumentInvalid(f"{where}: more cells than the header has columns; put text with commas in quotes")
    if row["text"] is None:
        raise DocumentInvalid(f"{where}: fewer cells than the header has columns")
    return article_from({str(name): value for name, value in row.items()}, where=where, default_date=default_date)


READERS: dict[str, Callable[[Path, dt.date | None], Iterator[Located]]] = {
    ".txt": _plain,
    ".md": _markdown,
    ".html": _html,
    ".htm": _html,
    ".json": _json,
    ".jsonl": _json_lines,
    ".ndjson": _json_lines,
    ".jsonl.gz": _gzipped_json_lines,
    ".csv": _csv,
}
"""The reader of each suffix."""
