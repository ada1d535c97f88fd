"""Folding: the search form of Arabic text, with the way back to the raw code points.

It unifies spellings that writers vary (أ إ آ → ا, ة → ه, ى → ي, ؤ → و, ئ → ي), digits of all scripts and letter forms
of other keyboards, and drops vowel marks, tatweel and invisible controls. It strips no clitic and decides no meaning.
«حَلَبَ» and «حلب» fold to one key; «إدلـب» folds to «ادلب».

The letter rules are camel-tools' (alef, alef maksura, teh marbuta, dediacritisation, Unicode compatibility forms);
what they leave out stands in `folding.json`, which a linguist can review without reading Python.
"""

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from camel_tools.utils.charmap import CharMapper
from camel_tools.utils.dediac import dediac_ar
from camel_tools.utils.normalize import (
    normalize_alef_ar,
    normalize_alef_maksura_ar,
    normalize_teh_marbuta_ar,
    normalize_unicode,
)

from gazetteer.spans import Span

_POLICY_FILE = Path(__file__).with_name("folding.json")
_LETTERS = (range(0x20, 0x250), range(0x600, 0x700), range(0x2000, 0x2070))
_PRESENTATION_FORMS = (range(0xFB50, 0xFE00), range(0xFE70, 0xFF00))
_TOKEN = re.compile(r"[^\W\d_]+|\d+")


def _fold_character(character: str, policy: CharMapper) -> str:
    """Fold one code point by camel-tools' letter rules, then by our own map."""
    compatible: str = normalize_unicode(character) if ord(character) >= _PRESENTATION_FORMS[0].start else character
    bare = dediac_ar(compatible)
    letters = normalize_teh_marbuta_ar(normalize_alef_maksura_ar(normalize_alef_ar(bare)))
    return str(policy.map_string(letters)).lower()


def _build_tables() -> tuple[dict[int, str], re.Pattern[str]]:
    """Return the one-for-one table, and a pattern of the code points whose folded length is not one."""
    policy = CharMapper.mapper_from_json(str(_POLICY_FILE))
    table: dict[int, str] = {}
    uneven: list[str] = []
    for block in (*_LETTERS, *_PRESENTATION_FORMS):
        for code in block:
            character = chr(code)
            folded = _fold_character(character, policy)
            if folded != character:
                table[code] = folded
            if len(folded) != 1:
                uneven.append(character)
    return table, re.compile("[" + "".join(map(re.escape, uneven)) + "]+")


_TABLE, _UNEVEN = _build_tables()


@dataclass(frozen=True, slots=True, kw_only=True)
class FoldedText:
    """A folded text and the map from its code points to those of the raw text."""

    raw: str
    text: str
    """The folded form."""
    breaks: tuple[int, ...]
    """Folded positions at which the distance to the raw text changes, ascending; the first is 0."""
    shifts: tuple[int, ...]
    """Raw position minus folded position from each break on."""

    def raw_index(self, index: int) -> int:
        """Return the raw index of the code point that folded index `index` came from."""
        return index + self.shifts[bisect_right(self.breaks, index) - 1]

    def raw_span(self, start: int, end: int) -> Span:
        """Return the raw span of the folded range `[start, end)`, vowel marks after its last letter left out."""
        if start >= end:
            return Span(start=self.raw_index(start), end=self.raw_index(start))
        return Span(start=self.raw_index(start), end=self.raw_index(end - 1) + 1)


def fold_text(raw: str) -> FoldedText:
    """Fold a text and keep the way back; linear in its length."""
    if not _UNEVEN.search(raw):
        return FoldedText(raw=raw, text=raw.translate(_TABLE), breaks=(0,), shifts=(0,))
    pieces: list[str] = []
    breaks, shifts = [0], [0]
    position = length = 0
    for match in _UNEVEN.finditer(raw):
        even = raw[position : match.start()].translate(_TABLE)
        pieces.append(even)
        length += len(even)
        for offset, character in enumerate(match.group(), start=match.start()):
            for folded in _TABLE[ord(character)]:
                _mark(breaks, shifts, length, offset - length)
                pieces.append(folded)
                length += 1
        position = match.end()
        _mark(breaks, shifts, length, position - length)
    pieces.append(raw[position:].translate(_TABLE))
    return FoldedText(raw=raw, text="".join(pieces), breaks=tuple(breaks), shifts=tuple(shifts))


def _mark(breaks: list[int], shifts: list[int], position: int, shift: int) -> None:
    """Record that from folded `position` on the raw text is `shift` further, replacing a mark at the same place."""
    if breaks[-1] == position:
        shifts[-1] = shift
    elif shifts[-1] != shift:
        breaks.append(position)
        shifts.append(shift)


def fold(text: str) -> str:
    """Return the folded form alone; folding twice is folding once."""
    return text.translate(_TABLE)


@lru_cache(maxsize=200_000)
def key(name: str) -> str:
    """Return the search key of a name: folded, words joined by one space, nothing but letters and digits."""
    return " ".join(_TOKEN.findall(fold(name)))


class Token(NamedTuple):
    """A word or number of a folded text; a named tuple, since a text has one every six letters."""

    text: str
    """Folded form."""
    start: int
    """Folded index of its first code point."""
    end: int
    """Folded index after its last."""


def tokenise(folded: str) -> list[Token]:
    """Split a folded text into runs of letters and runs of digits, in order; punctuation separates."""
    return [Token(match[0], *match.span()) for match in _TOKEN.finditer(folded)]
