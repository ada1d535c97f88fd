"""A report as Kharita holds it, and its sentences."""

import datetime as dt
import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from gazetteer.spans import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """One report, as read."""

    id: str
    """Unique in a batch; made from the content when the input has none."""
    text: str
    """Body, raw."""
    title: str = ""
    date: dt.date | None = None
    """Day of publication; `None` for an undated report, which gives undated events."""
    source: str = ""
    """Outlet or agency, as given."""
    url: str = ""

    @property
    def document(self) -> str:
        """Title, line feed, body: the raw text that every span of Kharita counts in.

        Line feeds within the sentences of a hard-wrapped body are blanks in it, letter for letter (`unwrapped`).
        """
        return f"{self.title}\n{unwrapped(self.text)}"


@lru_cache(maxsize=16)
def unwrapped(text: str) -> str:
    """Return a body with blanks for the line feeds that break its sentences, as in mails and copied pages; as long.

    It is such a body if its lines are short and most of them run on: nearly full, without a mark at their end, and not
    the last of a paragraph.
    """
    lines = text.split("\n")
    width = max(map(len, lines))
    if len(lines) < _WRAPPED_LINES or width not in _WRAPPED_WIDTHS:
        return text
    runs_on = [
        len(line) >= _FULL * width and line.rstrip()[-1:].isalnum() and bool(following.strip())
        for line, following in pairwise(lines)
    ]
    if 2 * sum(runs_on) < sum(bool(line.strip()) for line in lines):
        return text
    ends = (" " if wrapped else "\n" for wrapped in runs_on)
    return "".join(f"{line}{end}" for line, end in zip(lines, (*ends, ""), strict=True))


_WRAPPED_LINES, _WRAPPED_WIDTHS = 5, range(35, 121)
"""Lines at least, and letters of the longest, of a hard-wrapped body; a list of villages has shorter ones."""
_FULL = 0.6
"""Share of the longest line from which a line is a full one."""


@lru_cache(maxsize=16)
def headline_end(document: str) -> int:
    """Return where the headline of a document ends: its title, or where it has none the line that opens its body so.

    A report that was pasted whole has its headline there: one short line without a stop mark at its end, before more.
    0 where there is none.
    """
    title = document.find("\n")
    if title != 0:
        return max(title, 0)
    start = len(document) - len(document.lstrip())
    end = document.find("\n", start)
    line = document[start:end] if end > 0 else ""
    spoken = ":" in line or not line.rstrip()[-1:].isalnum()
    return end if line and not spoken and len(line.split()) <= _HEADLINE_WORDS and document[end:].strip() else 0


_HEADLINE_WORDS = 18
"""Words of the longest line that is taken for a headline."""


SENTENCE_ENDS = ".؟!\n"
"""Marks any of which between two places tells, without reading sentences, that they hardly stand in one."""
BULLETS = " -–—•*·\t"
"""What may stand in front of the first word of a line."""
_LINES, _MARKS = "\n\r\u2028\u2029", ".!?؟…"
_STOP = re.compile(rf"[{_LINES}{_MARKS}](?:(?<=[{_LINES}])[{_LINES}]*|(?<=[{_MARKS}])[{_MARKS}]*[\"'»”’)\]]*)")
"""Line ends, or marks with what closes behind them. One class for both opens it, to which the engine can skip."""
_ABBREVIATION = re.compile(r"(?:^|[\s(\"«.])(?:[^\W\d]|هـ)$|(?:^|\n)\d{1,2}$")


def opens_line(document: str, position: int, bullets: str = BULLETS) -> bool:
    """Whether nothing but bullets and blanks stands between the start of a line and a position in it."""
    return not document[document.rfind("\n", 0, position) + 1 : position].strip(bullets)


def said_in_front(document: str, position: int) -> str:
    """Return what the sentence of a position says in front of it, by the marks that end sentences alone."""
    start = 0
    for mark in SENTENCE_ENDS:
        start = max(start, document.rfind(mark, start, position) + 1)
    return document[start:position]


def sentences(document: str) -> tuple[Span, ...]:
    """Split a document into sentences, in order, blank edges left out; every letter is in exactly one.

    A stop mark ends a sentence, as does a line end. A point between digits («4.5») or after a lone letter («أ.ف.ب»,
    «د. علي») does not.
    """
    found: list[Span] = []
    start = 0
    for stop in _STOP.finditer(document):
        if stop.group()[0] == "." and not _ends_sentence(document, stop):
            continue
        found.extend(_trimmed(document, start, stop.end()))
        start = stop.end()
    found.extend(_trimmed(document, start, len(document)))
    return tuple(found)


def _ends_sentence(document: str, stop: re.Match[str]) -> bool:
    before, after = document[max(0, stop.start() - 3) : stop.start()], document[stop.end() : stop.end() + 1]
    around = document[max(0, stop.start() - _BRACKET) : stop.end() + 1]
    if "(" in around and _SPELT_OUT.search(around):
        return False  # «حزب العمال (بي. كيه. كيه)»
    if len(stop.group()) > 1:
        return True
    if before[-1:].isdigit() and after.isdigit():
        return False
    return not _ABBREVIATION.search(before)


_SPELT_OUT = re.compile(r"\((?:\w{1,3}\.\s?)*\w{1,3}\.\s?$")
_BRACKET = 16
"""Letters of an abbreviation in brackets before its last point."""


def _trimmed(document: str, start: int, end: int) -> tuple[Span, ...]:
    piece = document[start:end]
    left = start + len(piece) - len(piece.lstrip())
    right = start + len(piece.rstrip())
    return (Span(start=left, end=right),) if left < right else ()
