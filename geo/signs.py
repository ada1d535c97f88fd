"""A sentence as a string of signs, one letter for each word, so that a grammar can be a regular expression.

A vocabulary gives each word or phrase it knows a sign («مقتل» N, «طفل» P …) and a value. `read_signs` turns folded
text into the string of those signs («.N#P»), each with its unit: where it stands in the text and what it is worth.
Words that the vocabulary lacks are `.`, numbers are `#`, و is `&`, a mark of punctuation is itself, quotation marks are
left out. A grammar searches the string, short and of a small alphabet, instead of the text.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import product
from typing import Any, NamedTuple

from gazetteer.folding import key
from geo.numerals import Numeral, is_number_word, read_number, read_ordinal

UNKNOWN, NUMBER, ORDINAL, AND, DATE = ".", "#", "o", "&", "@"
"""Signs that every grammar knows: any other word, a number, an ordinal from 1 to 31, the conjunction و, a date in
figures. A vocabulary gives its entries other letters."""

_TOKEN = re.compile(
    r"(?P<date>(?<![\d/])\d{1,4}(?P<bar>[/-])\d{1,2}(?P=bar)\d{1,4}(?![\d/]))"
    r"|(?P<figure>\d{1,3}(?:[.,٬]\d{3})+(?!\d)|\d+(?:[.,٫]\d+)?)"
    r"|(?P<word>[^\W\d_]+)"
    r"|(?P<mark>[،,;؛:.()\[\]/%٪…–—-])"
)
_MARKS = {",": "،", "[": "(", "]": ")", "٪": "%", "–": "-", "—": "-", "؛": ";", ".": "|", "…": "|", ":": ":"}
_CLITICS = tuple(
    (joined + preposition + article, joined == "و", bool(article))
    for joined, preposition, article in product(("", "و", "ف"), ("", "ب", "ل", "ك"), ("", "ال", "ل"))
    if article != "ل" or preposition == "ل"
)
_PROCLITIC_WORDS = frozenset({"و", "ب", "ل", "ك", "ف", "ال", "وال", "بال", "لل", "وب", "ول", "فب"})


class Unit(NamedTuple):
    """One sign: where it stands, what it is worth, and how it came."""

    start: int
    """Index in the folded text of its first code point."""
    end: int
    """Index after its last."""
    value: Any
    """What the vocabulary holds for it; the word itself where it holds nothing."""
    definite: bool = False
    """Whether it carries the article."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A word or phrase of a vocabulary."""

    phrase: str
    """Normal spelling, without proclitics; folded on loading."""
    sign: str
    """One letter."""
    value: Any = None
    clitics: bool = True
    """Whether و ف ب ل ك and ال may stand before it."""


class _Reading(NamedTuple):
    rest: tuple[str, ...]
    """Words that must follow the first."""
    sign: str
    value: Any
    joined: bool
    definite: bool


Vocabulary = Mapping[str, tuple[_Reading, ...]]
"""First word with its proclitics to the readings that begin with it, longest first."""


def build_vocabulary(entries: Iterable[Entry]) -> Vocabulary:
    """Return the vocabulary of the entries; a word as it is goes before one that only a proclitic makes."""
    rows = [(key(entry.phrase).split(), entry) for entry in entries]
    table: dict[str, list[_Reading]] = {}
    for proclitic, joined, definite in _CLITICS:
        for (first, *rest), entry in rows:
            if proclitic and not entry.clitics and proclitic != "و":
                continue
            article = definite or (not proclitic and first.startswith("ال"))
            reading = _Reading(tuple(rest), entry.sign, entry.value, joined, article)
            readings = table.setdefault(proclitic + first, [])
            if all(reading.rest != other.rest for other in readings):
                readings.append(reading)
    return {word: tuple(sorted(readings, key=lambda item: -len(item.rest))) for word, readings in table.items()}


@dataclass(frozen=True, slots=True)
class Signs:
    """A sentence in signs."""

    text: str
    """One letter for each unit."""
    units: tuple[Unit, ...]

    def rewrite(self, pattern: re.Pattern[str], sign: str, value: Callable[[re.Match[str]], Any]) -> "Signs":
        """Return the signs with each match of `pattern` made one unit, worth `value(match)`; `None` leaves it be."""
        text: list[str] = []
        units: list[Unit] = []
        position = 0
        for match in pattern.finditer(self.text):
            worth = value(match)
            if worth is None:
                continue
            start, end = match.span()
            text += [self.text[position:start], sign]
            units += self.units[position:start]
            units.append(Unit(self.units[start].start, self.units[end - 1].end, worth, self.units[end - 1].definite))
            position = end
        if not position:
            return self
        return Signs("".join([*text, self.text[position:]]), (*units, *self.units[position:]))


def read_signs(folded: str, vocabulary: Vocabulary) -> Signs:
    """Read folded text into signs; linear in its length."""
    words: list[str] = []
    spans: list[tuple[int, int]] = []
    kinds: list[str | None] = []
    for match in _TOKEN.finditer(folded):
        words.append(match.group())
        spans.append(match.span())
        kinds.append(match.lastgroup)
    signs: list[str] = []
    units: list[Unit] = []
    index, size = 0, len(words)
    while index < size:
        word, kind, (start, end) = words[index], kinds[index], spans[index]
        if kind == "word" and word not in vocabulary and _says_nothing(word):  # most words
            signs.append(UNKNOWN)
            units.append(Unit(start, end, word))
            index += 1
            continue
        if kind in _READ:
            sign, value, joined, definite, index = _read_word(words, index, vocabulary)
        else:
            sign, value, joined, definite, index = _mark_of(word, kind), word, False, False, index + 1
        if joined:
            signs.append(AND)
            units.append(Unit(start, start + 1, "و"))
        if sign:
            signs.append(sign)
            units.append(Unit(start + joined, spans[index - 1][1], value, definite))
    return Signs("".join(signs), tuple(units))


_READ = frozenset({"word", "figure"})
"""Kinds of tokens that the vocabulary and numbers may hold."""


def _mark_of(word: str, kind: str | None) -> str:
    return _MARKS.get(word, word) if kind == "mark" else DATE


@lru_cache(maxsize=16384)
def _says_nothing(word: str) -> bool:
    """Whether a word that no vocabulary has is neither a number nor «و»."""
    return word not in _PROCLITIC_WORDS and not is_number_word(word)


def _read_word(words: list[str], index: int, vocabulary: Vocabulary) -> tuple[str, Any, bool, bool, int]:
    """Return sign, value, joined, definite and the index after it.

    A number of several words goes before a phrase of the vocabulary, and that before a number of one word: «الأحد عشر»
    is eleven, «الاثنين» a weekday where the vocabulary has weekdays.
    """
    word = words[index]
    numeric = is_number_word(word)
    number = read_number(words, index) if numeric else None
    if number is None or number.end == index + 1:
        for reading in vocabulary.get(word, ()):
            end = index + 1 + len(reading.rest)
            if reading.rest == tuple(words[index + 1 : end]):
                return reading.sign, reading.value, reading.joined, reading.definite, end
    if number is not None:
        return NUMBER, number, _number_joined(word), word.startswith(("ال", "وال")), number.end
    ordinal = read_ordinal(words, index) if numeric else None
    if ordinal is not None:
        return ORDINAL, ordinal, word[0] == "و", True, ordinal.end
    if word in _PROCLITIC_WORDS:
        return (AND if word[0] == "و" else ""), word, False, False, index + 1
    return UNKNOWN, word, False, False, index + 1


def _number_joined(word: str) -> bool:
    """Whether a number word came with و: no number word begins with that letter but «واحد»."""
    return word[0] == "و" and not word.startswith("واحد")


def interval(value: Any) -> tuple[int, int]:
    """Return the bounds of a `#` unit's value."""
    if isinstance(value, Numeral):
        return value.low, value.high
    raise TypeError(f"a number unit is worth a Numeral, not {value!r}")
