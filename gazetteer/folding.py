"""Folding: the search form of Arabic text, with the way back to the raw code points.

It unifies spellings that writers vary (أ إ آ → ا, ة → ه, ى → ي, ؤ → و, ئ → ي), digits of all scripts and letter forms
of other keyboards, and drops vowel marks, tatweel and invisible controls. It strips no clitic and decides no meaning.
«حَلَبَ» and «حلب» fold to one key; «إدلـب» folds to «ادلب».

The letter rules are camel-tools' (alef, alef maksura, teh marbuta, dediacritisation, Unicode compatibility forms);
what they leave out stands in `folding.json`, which a linguist can review without reading Python.
"""

import re
from bisect import bisect_right
from collections.abc import Container, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate, compress
from pathlib import Path

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
_PARTS = re.compile(rf"({_TOKEN.pattern})")


def _fold_character(character: str, policy: CharMapper) -> str:
    """Fold one code point by camel-tools' letter rules, then by our own map."""
    compatible: str = normalize_unicode(character) if ord(character) >= _PRESENTATION_FORMS[0].start else character
    bare = dediac_ar(compatible)
    letters = normalize_teh_marbuta_ar(normalize_alef_maksura_ar(normalize_alef_ar(bare)))
    return str(policy.map_string(letters)).lower()


def _build_table() -> dict[str, str]:
    """Return what each character that folds to something else folds to: one letter, none, or several."""
    policy = CharMapper.mapper_from_json(str(_POLICY_FILE))
    characters = (chr(code) for block in (*_LETTERS, *_PRESENTATION_FORMS) for code in block)
    folded = ((character, _fold_character(character, policy)) for character in characters)
    return {character: form for character, form in folded if form != character}


_TABLE = _build_table()
_FREQUENT = "ةأىإئؤآ"
"""Letters that every text is full of: a pass of `str.replace` over the text for each costs less than a look at each
letter of it, and one letter stays one."""
_RARE = re.compile("[" + "".join(re.escape(character) for character in _TABLE if character not in _FREQUENT) + "]")


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


@lru_cache(maxsize=8)
def fold_text(raw: str) -> FoldedText:
    """Fold a text and keep the way back; linear in its length, and remembered for the next who reads the sentence."""
    even = _fold_frequent(raw)
    breaks, shifts = [0], [0]
    shift = 0
    for match in _RARE.finditer(even):
        length = len(_TABLE[match[0]])
        if length == 1:
            continue
        for extra in range(length):
            _mark(breaks, shifts, match.start() - shift + extra, shift - extra)
        shift += 1 - length
        _mark(breaks, shifts, match.end() - shift, shift)
    return FoldedText(raw=raw, text=_RARE.sub(_fold_rare, even), breaks=tuple(breaks), shifts=tuple(shifts))


def _fold_frequent(text: str) -> str:
    for letter in _FREQUENT:
        text = text.replace(letter, _TABLE[letter])
    return text


def _fold_rare(match: re.Match[str]) -> str:
    return _TABLE[match[0]]


def _mark(breaks: list[int], shifts: list[int], position: int, shift: int) -> None:
    """Record that from folded `position` on the raw text is `shift` further, replacing a mark at the same place."""
    if breaks[-1] == position:
        shifts[-1] = shift
    elif shifts[-1] != shift:
        breaks.append(position)
        shifts.append(shift)


def fold(text: str) -> str:
    """Return the folded form alone; folding twice is folding once."""
    return _RARE.sub(_fold_rare, _fold_frequent(text))


@lru_cache(maxsize=200_000)
def key(name: str) -> str:
    """Return the search key of a name: folded, words joined by one space, nothing but letters and digits."""
    return " ".join(_TOKEN.findall(fold(name)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Tokens:
    """The words and numbers of a folded text, in order, as columns: a text has one every six letters."""

    words: list[str]
    """Folded forms."""
    starts: list[int]
    """Folded index of the first code point of each."""
    ends: list[int]
    """Folded index after the last code point of each."""
    gaps: list[str]
    """What stands before each word, and one more: what stands after the last."""

    def __len__(self) -> int:
        """Count the words."""
        return len(self.words)

    def positions_of(self, words: Container[str]) -> Iterator[int]:
        """Return where one of these words stands, in order; a whole text is looked through as fast as a set can be."""
        return compress(range(len(self.words)), map(words.__contains__, self.words))


def tokenise(folded: str) -> Tokens:
    """Split a folded text into runs of letters and runs of digits; punctuation separates."""
    parts = _PARTS.split(folded)
    bounds = list(accumulate(map(len, parts)))
    return Tokens(words=parts[1::2], starts=bounds[:-1:2], ends=bounds[1::2], gaps=parts[::2])


@lru_cache(maxsize=2)
def read_words(raw: str) -> tuple[FoldedText, Tokens]:
    """Return a text folded, and its words; what reads one document in turn folds and splits it once."""
    folded = fold_text(raw)
    return folded, tokenise(folded.text)
