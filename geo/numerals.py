"""Number words and figures of Arabic, read as integers from 0 to 999,999,999 and as intervals where they are vague.

«خمسة وعشرون» is 25, «ثلاثمائة» and «ثلاث مئة» are 300, «8 آلاف» is 8000, «3,500» and «3.500» are 3500; «عشرات» is the
interval 20 to 99. The words stand in `lexicon/numerals.yaml`; this module is the grammar alone: a group below
a thousand, or such a group times a scale and then, joined by و, a rest below that scale.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import product
from pathlib import Path
from typing import Any

from gazetteer.folding import fold, key
from geo.errors import LexiconInvalid
from geo.lexicons import load_mapping

LARGEST = 999_999_999
"""Larger figures are no number of people or days; they are not read."""

_FILE = Path(__file__).with_name("lexicon") / "numerals.yaml"
_FIGURE = re.compile(r"\d{1,3}(?:[.,٬]\d{3})+(?!\d)|\d+(?:[.,٫]\d+)?")
_WORDS = re.compile(rf"{_FIGURE.pattern}|[^\W\d_]+")
_GROUPED = re.compile(r"\d{1,3}(?:[.,٬]\d{3})+")
_PROCLITICS = tuple(
    (joined + preposition + article, joined == "و")
    for joined, preposition, article in product(("", "و", "ف"), ("", "ب", "ل", "ك"), ("", "ال", "ل"))
    if article != "ل" or preposition == "ل"
)


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number read from words: an interval, and the index after its last word."""

    low: int
    high: int
    end: int


@dataclass(frozen=True, slots=True)
class _Word:
    """What a number word is: its kind, its worth, and whether it came joined by و."""

    kind: str
    low: int
    high: int
    joined: bool = False
    maybe_joined: bool = False
    """Written the same with و and without: «واحد» is one, and it is و with «أحد» of «أحد عشر»."""


def _entries(data: Mapping[str, Any]) -> list[tuple[str, _Word]]:
    """Return each form of the lexicon with its kind, first meaning first."""
    rows: list[tuple[str, str, int, int]] = []
    for kind in ("units", "teen_units", "tens", "ordinals"):
        rows += [(form, kind, value, value) for value, forms in data[kind].items() for form in forms]
    rows += [(form, "hundreds", 200, 200) for form in data["hundred_duals"]]
    for value, heads in data["hundred_heads"].items():
        glued = ["".join(pair) for pair in product(heads, data["hundred_tails"])]
        rows += [(form, "hundreds", 100 * value, 100 * value) for form in glued]
    for worth, forms in data["scales"].items():
        rows += [(form, "scale", worth, worth) for form in forms["one"]]
        rows += [(form, "accusative", worth, worth) for form in forms["accusative"]]
        rows += [(form, "dual", 2 * worth, 2 * worth) for form in forms["two"]]
    rows += [(form, "hundred", 100, 100) for form in data["hundred"]]
    rows += [
        (form, "vague", entry["low"], entry["high"]) for entry in data["vague"].values() for form in entry["forms"]
    ]
    return [(key(form), _Word(kind, low, high)) for form, kind, low, high in rows]


@lru_cache(maxsize=1)
def _lexicon() -> tuple[Mapping[str, _Word], Mapping[str, _Word]]:
    """Return all number words with their proclitics, and apart the vague reading of those that have two."""
    try:
        entries = _entries(load_mapping(_FILE.name))
    except (KeyError, TypeError, AttributeError) as error:
        raise LexiconInvalid(f"{_FILE.name}: {error!r}; give every section and list its forms") from error
    words: dict[str, _Word] = {}
    vague: dict[str, _Word] = {}
    for proclitic, joined in _PROCLITICS:
        for form, word in entries:
            table = vague if word.kind == "vague" else words
            plain = table.setdefault(proclitic + form, _Word(word.kind, word.low, word.high, joined))
            if joined and not plain.joined:
                table[proclitic + form] = replace(plain, maybe_joined=True)
    return words, vague


@lru_cache(maxsize=8192)
def is_number_word(word: str) -> bool:
    """Whether a folded word can begin a number: a figure or a number word, with or without proclitics."""
    words, vague = _lexicon()
    return word[:1].isdigit() or word in words or word in vague


def number_words(text: str) -> list[str]:
    """Split a text into the folded words and whole figures that `read_number` takes."""
    return _WORDS.findall(fold(text))


def parse_number(text: str) -> int | None:
    """Return the exact number that the whole text says, `None` where it says none, a vague one, or more than that."""
    words = number_words(text)
    numeral = read_number(words)
    if numeral is None or numeral.end != len(words) or numeral.low != numeral.high:
        return None
    return numeral.low


def read_number(words: Sequence[str], start: int = 0) -> Numeral | None:
    """Read the longest number that begins at `words[start]`, folded words and figures; `None` where none begins.

    Ordinals are no numbers here (`read_ordinal`); «أحد» is one only inside «أحد عشر» and «أحد وعشرون».
    """
    found = _Reader(words).number(start, LARGEST + 1)
    if found is None:
        return _Reader(words).vague(start)
    half = _half_of_scale(words, found.end)
    if half:
        found = Numeral(found.low + half, found.low + half, found.end + 2)
    return found if found.high <= LARGEST else None


def _half_of_scale(words: Sequence[str], index: int) -> int:
    """Return half the scale in «(مليون) ونصف مليون», 0 where no half follows."""
    table = _lexicon()[0]
    scale = table.get(words[index + 1]) if index + 1 < len(words) and words[index] == "ونصف" else None
    return scale.low // 2 if scale is not None and scale.kind == "scale" else 0


def read_ordinal(words: Sequence[str], start: int = 0) -> Numeral | None:
    """Read an ordinal from 1 to 31 (الخامس والعشرين، الحادي عشر) at `words[start]`, `None` where none is."""
    table = _lexicon()[0]

    def at(index: int) -> _Word | None:
        return table.get(words[index]) if index < len(words) else None

    first, second, third = at(start), at(start + 1), at(start + 2)
    if first is None:
        return None
    if first.kind == "tens" and first.low <= 30:
        return Numeral(first.low, first.low, start + 1)
    if first.kind != "ordinals":
        return None
    if second is not None and second.kind == "units" and second.low == 10 and not second.joined:
        return Numeral(first.low + 10, first.low + 10, start + 2)
    ten = second if second is not None and second.joined else third if words[start + 1 : start + 2] == ["و"] else None
    if ten is not None and ten.kind == "tens" and first.low + ten.low <= 31:
        return Numeral(first.low + ten.low, first.low + ten.low, start + (2 if ten is second else 3))
    return Numeral(first.low, first.low, start + 1)


_TEN = "عشر"
"""How the second word of a number from 11 to 19 begins."""


@dataclass(frozen=True, slots=True)
class _Reader:
    """Recursive descent over one list of words; each method returns what it read from an index, or `None`."""

    words: Sequence[str]

    def at(self, index: int) -> _Word | None:
        """Return the number word at `index`, if it is one."""
        return _lexicon()[0].get(self.words[index]) if index < len(self.words) else None

    def number(self, index: int, limit: int) -> Numeral | None:
        """Read a number below `limit`."""
        word = self.at(index)
        if word is None or word.kind not in {"dual", "accusative", "scale"} or self._is_vague(index):
            return self._scaled(index, limit)
        # «ألفا» without a number before it is the dual in construct (ألفا شخص), after one the accusative (خمسون ألفا).
        head = 2 * word.low if word.kind == "accusative" else word.low
        worth = word.low // 2 if word.kind == "dual" else word.low
        return self._with_rest(head, index + 1, worth) if head < limit else None

    def vague(self, index: int) -> Numeral | None:
        """Read a vague number, alone (مئات) or times a scale (عشرات الآلاف)."""
        table = _lexicon()[1]
        word = table.get(self.words[index]) if index < len(self.words) else None
        if word is None:
            return None
        scale = self.at(index + 1)
        if scale is not None and scale.kind == "scale" and not scale.joined and word.high * scale.low <= LARGEST:
            return Numeral(word.low * scale.low, (word.high + 1) * scale.low - 1, index + 2)
        larger = table.get(self.words[index + 1]) if index + 1 < len(self.words) else None
        if word.high < 10 and larger is not None and larger.high > word.high:
            return Numeral(larger.low, larger.high, index + 2)  # «بضع عشرات»: a few tens are tens
        return Numeral(word.low, word.high, index + 1)

    def _is_vague(self, index: int) -> bool:
        """Whether the word is vague with no number before it, as «آلاف» and «مئات» are."""
        return self.words[index] in _lexicon()[1]

    def _scaled(self, index: int, limit: int) -> Numeral | None:
        """Read a group, then a scale if one follows."""
        figure = self._figure(index)
        group = self._group(index) if figure is None else None
        end = index + 1 if figure is not None else group.end if group is not None else index
        amount = figure if figure is not None else group.low if group is not None else None
        if amount is None:
            return None
        scale = self.at(end)
        if scale is not None and scale.kind in {"scale", "accusative"} and not scale.joined:
            total = amount * scale.low
            if total != int(total) or total >= limit:
                return None
            return self._with_rest(int(total), end + 1, scale.low)
        return Numeral(int(amount), int(amount), end) if amount == int(amount) and amount < limit else None

    def _figure(self, index: int) -> float | None:
        """Return the value of a figure; a point or comma before exactly three digits groups thousands."""
        text = self.words[index] if index < len(self.words) else ""
        if not _FIGURE.fullmatch(text):
            return None
        if _GROUPED.fullmatch(text):
            return float(re.sub(r"\D", "", text))
        return float(re.sub(r"[,٫]", ".", text)) if len(text) <= 12 else None

    def _group(self, index: int) -> Numeral | None:
        """Read 1 to 999 in words."""
        word, second = self.at(index), self.at(index + 1)
        if word is None or self._is_vague(index):
            return None
        if word.kind in {"hundred", "hundreds"}:
            return self._with_rest(word.low, index + 1, 100)
        apart = second is not None and second.kind == "hundred" and not second.joined
        if apart and word.kind == "units" and 3 <= word.low <= 9:
            return self._with_rest(100 * word.low, index + 2, 100)
        return self._below_hundred(index)

    def _below_hundred(self, index: int) -> Numeral | None:
        """Read 0 to 99 in words."""
        word, second = self.at(index), self.at(index + 1)
        if word is None or word.kind not in {"units", "teen_units", "tens"}:
            return None
        if word.kind == "tens":
            return Numeral(word.low, word.low, index + 1)
        if word.low in range(1, 10):
            bare = second is not None and second.kind == "units" and second.low == 10 and not second.joined
            if bare and self.words[index + 1].startswith(_TEN):  # «الاثنين بعشر غارات» is no «اثني عشر»
                return Numeral(10 + word.low, 10 + word.low, index + 2)
            ten = index + 2 if self.words[index + 1 : index + 2] == ["و"] else index + 1
            following = self.at(ten)
            if following is not None and following.kind == "tens" and (following.joined or ten == index + 2):
                return Numeral(word.low + following.low, word.low + following.low, ten + 1)
        return Numeral(word.low, word.low, index + 1) if word.kind == "units" else None

    def _with_rest(self, head: int, index: int, limit: int) -> Numeral:
        """Add to `head` the number below `limit` that follows joined by و, if one does."""
        word = self.at(index)
        apart = self.words[index : index + 1] == ["و"]
        if not apart and (word is None or not (word.joined or word.maybe_joined)):
            return Numeral(head, head, index)
        rest = self._rest(index + 1 if apart else index, limit)
        if rest is not None and word is not None and word.maybe_joined and rest.end == index + 1:
            rest = None
        return Numeral(head, head, index) if rest is None else Numeral(head + rest.low, head + rest.low, rest.end)

    def _rest(self, index: int, limit: int) -> Numeral | None:
        """Read what follows a hundred, which takes no scale of its own (مئة وواحد ألف is 101,000), or a scale."""
        figure = self._figure(index)
        if limit > 100:
            return self.number(index, limit)
        if figure is None:
            return self._below_hundred(index)
        return Numeral(int(figure), int(figure), index + 1) if figure == int(figure) and figure < limit else None
