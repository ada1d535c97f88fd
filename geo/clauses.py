"""A sentence as words and clauses: what every rule about context walks over."""

from bisect import bisect_left
from dataclasses import dataclass
from functools import lru_cache

from gazetteer.folding import FoldedText, fold_text, key, tokenise
from gazetteer.spans import Span
from geo.lexicons import load_entries, load_mapping, words

_BREAKS = frozenset("،,؛;:.!?؟\n")
_ONLY_VERBS = ("ت", "وا")
"""Endings of perfects that no masdar of the lexicon shares («وسيطرت» opens a clause, «وقصف» need not)."""
_ATTACHED = ("بال", "عبر", "بواسطه", "باستخدام")


@dataclass(frozen=True, slots=True)
class Reading:
    """The words of one sentence, folded."""

    words: tuple[str, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    """Offsets of each word in the folded text."""
    clauses: tuple[int, ...]
    """Number of the clause each word is in, ascending from 0."""
    folded: FoldedText

    def span(self, first: int, last: int, offset: int) -> Span:
        """Return the raw span of the words `first` to `last` (inclusive), `offset` being where the sentence starts."""
        span = self.folded.raw_span(self.starts[first], self.ends[last])
        return Span(start=span.start + offset, end=span.end + offset)

    def clause_bounds(self, index: int) -> tuple[int, int]:
        """Return the half-open range of words of the clause that holds word `index`."""
        number = self.clauses[index]
        return bisect_left(self.clauses, number), bisect_left(self.clauses, number + 1)


@lru_cache(maxsize=64)
def read_sentence(text: str) -> Reading:
    """Fold, split and clause one sentence; the memo serves the finders that read the same sentence in turn."""
    folded = fold_text(text)
    tokens = tokenise(folded.text)
    verbs, openers = _clause_words()
    clauses: list[int] = []
    number = 0
    for index, token in enumerate(tokens):
        if index and _opens(folded.text[tokens[index - 1].end : token.start], token.text, verbs, openers):
            number += 1
        clauses.append(number)
    return Reading(
        words=tuple(token.text for token in tokens),
        starts=tuple(token.start for token in tokens),
        ends=tuple(token.end for token in tokens),
        clauses=tuple(clauses),
        folded=folded,
    )


def _opens(gap: str, word: str, verbs: frozenset[str], openers: frozenset[str]) -> bool:
    """A clause opens after a stop mark, at a subordinator, or at و with a finite verb; not before «بالطائرات»."""
    if gap != " " and not _BREAKS.isdisjoint(gap):
        return not word.startswith(_ATTACHED)
    return word in openers or (word[0] in "وف" and word[1:] in verbs)


@lru_cache(maxsize=1)
def _clause_words() -> tuple[frozenset[str], frozenset[str]]:
    context = load_mapping("context.yaml")
    verbs = frozenset(key(word) for word in words(context, "news_verbs"))
    acts = (key(verb) for entry in load_entries("triggers.yaml") for verb in words(entry, "verbs"))
    verbs |= frozenset(verb for verb in acts if verb.endswith(_ONLY_VERBS))
    openers = frozenset(f"{prefix}{key(word)}" for word in words(context, "clause_words") for prefix in ("", "و", "ف"))
    return verbs, openers
