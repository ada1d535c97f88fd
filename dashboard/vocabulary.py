"""The values that an open list can choose from, as columns: words, rank, and how the values of a column make them up.

Worked out once a version and language; a filter then only counts. Places can be as many as events.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from gazetteer.folding import fold, key
from geo.event_table import codes, members

Counts = npt.NDArray[np.int64]


@dataclass(frozen=True, kw_only=True)
class Vocabulary:
    """The values of one list, each with its number."""

    values: pa.Array
    words: pa.Array
    """What the reader sees of each."""
    part: npt.NDArray[np.int64]
    """Numbers of the values that make up the values of the column, one after another."""
    whole: npt.NDArray[np.int64]
    """Of each of `part`, the number of the column's value that it belongs to."""

    def counts(self, tally: Counts) -> Counts:
        """Return how many events have each value, from how many have each value of the column."""
        weights = tally[self.whole]
        return np.bincount(self.part, weights=weights, minlength=len(self.values)).astype(np.int64)

    def commonest(self, counts: Counts, limit: int, words: str = "") -> list[int]:
        """Return the numbers of the values that occur, the commonest first, equally common ones by their words.

        Where there is a search, every word of it stands in the value or in its words, spelling folded.
        """
        held = counts > 0
        for word in key(words).split():
            held &= pc.match_substring(self._folded, word).to_numpy(zero_copy_only=False)
        found = np.flatnonzero(held)
        order = self._rank[found] - counts[found] * len(self.values)
        first = found[np.argpartition(order, limit)[:limit]] if len(found) > limit else found
        numbers: list[int] = first[np.argsort(self._rank[first] - counts[first] * len(self.values))].tolist()
        return numbers

    def option(self, number: int, counts: Counts) -> list[object]:
        """Return a value by its number, with its words and its count."""
        return [self.values[number].as_py(), self.words[number].as_py(), int(counts[number])]

    def option_of(self, value: str, counts: Counts) -> list[object]:
        """Return a value, with its words and its count; one that the list does not know stands for itself."""
        number = pc.index(self.values, value).as_py()
        return [value, value, 0] if number < 0 else self.option(number, counts)

    @cached_property
    def _rank(self) -> Counts:
        rank = np.empty(len(self.words), dtype=np.int64)
        rank[pc.array_sort_indices(self.words).to_numpy()] = np.arange(len(self.words))
        return rank

    @cached_property
    def _folded(self) -> pa.Array:
        texts = pc.binary_join_element_wise(self.values, self.words, " ")
        return pa.array(map(fold, texts.to_pylist()), pa.string())


def simple(values: pa.Array, words: Mapping[str, str]) -> Vocabulary:
    """Return the vocabulary of a column of single values; one without words of its own is shown as it is."""
    shown = pa.array([words.get(value, value) for value in values.to_pylist()], pa.string())
    told = np.flatnonzero(pc.not_equal(values, "").to_numpy(zero_copy_only=False))
    return Vocabulary(values=values, words=shown, part=told, whole=told)


def listed(joined: pa.Array) -> Vocabulary:
    """Return the vocabulary of a column whose values join members (`geo.event_table.members`)."""
    parts = [members(value) for value in joined.to_pylist()]
    each = pa.array([member for part in parts for member in part], pa.string()).dictionary_encode()
    whole = np.repeat(np.arange(len(parts)), [len(part) for part in parts])
    return Vocabulary(values=each.dictionary, words=each.dictionary, part=each.indices.to_numpy(), whole=whole)


def places(table: pa.Table, language: str) -> Vocabulary:
    """Return the vocabulary of the places of an event table: name and governorate, in the language where it has one."""
    numbers, values = codes(table["place_id"])
    first = np.zeros(len(values) + 1, dtype=np.int64)
    first[numbers[::-1]] = np.arange(len(numbers))[::-1]
    rows = pa.array(first[:-1])
    arabic, english, within = (
        pc.fill_null(table[name].take(rows).combine_chunks().cast(pa.string()), "")
        for name in ("place_ar", "place_en", "admin1")
    )
    one, two = (arabic, english) if language == "ar" else (english, arabic)
    name = pc.if_else(pc.not_equal(one, ""), one, pc.if_else(pc.not_equal(two, ""), two, values))
    is_told = pc.or_(pc.or_(pc.equal(within, ""), pc.equal(within, one)), pc.equal(within, two))
    words = pc.if_else(is_told, name, pc.binary_join_element_wise(name, within, " · "))
    return Vocabulary(values=values, words=words, part=np.arange(len(values)), whole=np.arange(len(values)))
