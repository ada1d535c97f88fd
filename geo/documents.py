"""From the fields of one input document to an `Article`, or to the reason why it cannot be one.

Text is kept exactly as given, control characters and all: spans count in it. Only what no report can be is refused.
"""

import datetime as dt
import hashlib
import json
import re
from collections.abc import Mapping
from typing import Any

from geo.article import Article
from geo.errors import DocumentInvalid

DOCUMENT_LIMIT_BYTES = 10_000_000
"""Longest text of one document, in UTF-8; more is a book or a broken export, not a report."""

_DAY = re.compile(r"(\d{4}-\d{2}-\d{2})(?:[T ].*)?", re.DOTALL)
_ID_HEX_DIGITS = 16


def article_from(
    fields: Mapping[str, Any], *, where: str, default_date: dt.date | None = None, id_prefix: str = "doc"
) -> Article:
    """Check the fields `id, date, title, text, source, url` of one document; others are ignored.

    Only `text` is required. A document without `id` gets one from its content: `id_prefix`, a dash and a hash. An
    absent, empty or null date is `default_date`; of a date with a time the day counts. Raises DocumentInvalid, its
    message opening with `where`, for a field of the wrong type, an empty text, a day that no calendar has, a text that
    is not Unicode or longer than `DOCUMENT_LIMIT_BYTES`.
    """
    if "text" not in fields:
        hint = "; rename `content` to `text`" if "content" in fields else ""
        raise DocumentInvalid(f"{where}: the key `text` is missing{hint}")
    text, title, source, url = (_string(fields, name, where) for name in ("text", "title", "source", "url"))
    if not text.strip():
        raise DocumentInvalid(f"{where}: `text` is empty: a report needs a body")
    if len(text) + len(title) > DOCUMENT_LIMIT_BYTES or len((title + text).encode()) > DOCUMENT_LIMIT_BYTES:
        limit = DOCUMENT_LIMIT_BYTES // 1_000_000
        raise DocumentInvalid(f"{where}: the document is longer than {limit} MB: split it into reports")
    return Article(
        id=_identifier(fields, where) or f"{id_prefix}-{content_digest(fields)}",
        title=title,
        text=text,
        date=read_day(fields.get("date"), where=where) or default_date,
        source=source,
        url=url,
    )


def read_day(value: object, *, where: str) -> dt.date | None:
    """Return the day of `YYYY-MM-DD`, with or without a time after it; `None` for null and blank.

    Raises DocumentInvalid for anything else, naming it.
    """
    if value is None or (isinstance(value, str) and not value.strip()):
        return None
    written = _DAY.fullmatch(value.strip()) if isinstance(value, str) else None
    try:
        return dt.date.fromisoformat(written[1]) if written else _refuse_day(value, where)
    except ValueError:
        return _refuse_day(value, where)


def content_digest(fields: Mapping[str, Any]) -> str:
    """Return a short hash of what a document says: equal content, equal digest, whatever file it stands in."""
    content = json.dumps([str(fields.get(name) or "") for name in ("title", "text", "date", "source", "url")])
    return hashlib.sha256(content.encode()).hexdigest()[:_ID_HEX_DIGITS]


def _refuse_day(value: object, where: str) -> dt.date:
    raise DocumentInvalid(f"{where}: `date` {_shown(value)} is not a day of the calendar; write YYYY-MM-DD")


def _identifier(fields: Mapping[str, Any], where: str) -> str:
    given = fields.get("id")
    if isinstance(given, int) and not isinstance(given, bool):
        return str(given)
    return _string(fields, "id", where).strip()


def _string(fields: Mapping[str, Any], name: str, where: str) -> str:
    """Return a text field, empty when absent or null; refuse another type, and code points that UTF-8 cannot hold."""
    value = fields.get(name)
    if value is None:
        return ""
    if not isinstance(value, str):
        raise DocumentInvalid(f"{where}: `{name}` is {type(value).__name__} {_shown(value)}; give text in quotes")
    try:
        value.encode()
    except UnicodeEncodeError as error:
        raise DocumentInvalid(
            f"{where}: `{name}` is not Unicode at character {error.start}: save the file as UTF-8"
        ) from None
    return value


def _shown(value: object) -> str:
    """Return a value for an error message, cut short."""
    shown = repr(value)
    return shown if len(shown) <= 60 else f"{shown[:57]}..."
