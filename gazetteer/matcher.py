"""Finding names: every stretch of a text that could be a toponym, before any judgement.

It reads a folded text once, word by word, and proposes the longest name that starts at each word, with or without the
clitics that Arabic writes onto it (و ف + ب ل ك, لل). Whether a hit is a toponym is decided in `gazetteer.placeness`.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple, TypeVar

from gazetteer import lexicon
from gazetteer.folding import FoldedText, Tokens, key
from gazetteer.index import Gazetteer


class Hit(NamedTuple):
    """A name of the gazetteer at a place in a text."""

    name: str
    """Folded name, as in `Gazetteer.names`."""
    first: int
    """Index of its first token."""
    last: int
    """Index of its last token, inclusive."""
    start: int
    """Folded index of the name's first letter, clitics left out (لل counts as the article)."""
    end: int
    """Folded index after the name's last letter."""
    conjunction: str
    """و or ف written onto it, or empty."""
    preposition: str
    """ب, ل or ك written onto it, or empty."""
    glued: bool = False
    """Part of a token in which several words were run together."""
    headed: bool = False
    """An unknown name that begins with the noun that says what it is («تل المشيهد»)."""
    listed: bool = False
    """An unknown name in a list of known ones."""
    spelled_out: bool = False
    """The raw spelling, which folding hides, says that it is this name and no other word."""


class Reading(NamedTuple):
    """One way to take a token apart."""

    word: str
    skipped: int
    """Letters before the word."""
    conjunction: str
    preposition: str


_CONJUNCTIONS = "وف"
_PREPOSITIONS = "بل"
_LIKE = "كال"
"""«كالغوطة»: ك is taken off only before the article; before a bare name it is nearly always a letter of the word."""
_SHORTEST_STEM = 3
"""Letters that a name of one word must have left when a clitic is taken off; fewer make a name of any word. The first
word of a longer one may be shorter («بأم درمان», «بتل أبيض»)."""


@lru_cache(maxsize=100_000)
def readings(token: str) -> tuple[Reading, ...]:
    """Return the ways to read a token, fewest clitics first: «وبحلب» as itself, as «بحلب», as «حلب»."""
    found = [Reading(word=token, skipped=0, conjunction="", preposition=""), *_prepositional(token, 0, "")]
    if token[0] in _CONJUNCTIONS and len(token) >= _SHORTEST_STEM:
        found.append(Reading(word=token[1:], skipped=1, conjunction=token[0], preposition=""))
        found.extend(_prepositional(token[1:], 1, token[0]))
    return tuple(found)


class Opening(NamedTuple):
    """What of a name a token can be; most tokens are none of it."""

    readings: tuple[Reading, ...]
    """Its readings with which some name begins."""
    alone: Reading | None
    """The one under which the token by itself is a name."""
    most: int
    """Words of the longest name that begins with one of them."""
    seconds: frozenset[str]
    """Second words of those names."""
    spelled: tuple[Reading, ...]
    """Its readings as a name of two letters that begins with hamza below alef, to be held against the raw text."""
    glued: tuple[tuple[Reading, tuple[tuple[str, str, int], ...]], ...]
    """Its reading as names run together, at most one, with (conjunction, name, letters) of each."""


T = TypeVar("T")


class WordMemo(dict[str, T]):
    """Word → what a function reads in it; remembered, since the words of a language recur."""

    def __init__(self, read: Callable[[str], T]) -> None:
        """Begin with no word read."""
        super().__init__()
        self._read = read

    def __missing__(self, word: str) -> T:
        """Read a word met for the first time."""
        if len(self) >= _MOST_REMEMBERED:
            self.clear()
        self[word] = found = self._read(word)
        return found


_MOST_REMEMBERED = 200_000
"""Words; beyond, all are forgotten, so that memory stays flat over any number of texts."""


class _OpeningReader:
    """Reads what of a name a word can be."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        """Note how the names begin."""
        self._gazetteer = gazetteer
        seconds: dict[str, set[str]] = defaultdict(set)
        for name in gazetteer.names:
            first, _, rest = name.partition(" ")
            seconds[first].update(rest.split(" ", 1)[:1] if rest else ())
        self._seconds = seconds
        self._hamzated = {
            key(place.name_ar) for place in gazetteer.places.values() if _HAMZATED.fullmatch(place.name_ar)
        } & set(gazetteer.names)

    def read(self, word: str) -> Opening | None:
        """Return what a name can begin with at a word, `None` for the most."""
        gazetteer = self._gazetteer
        found = tuple(reading for reading in readings(word) if reading.word in self._seconds)
        glued = _as_glued(word, gazetteer) if len(word) >= _SHORTEST_GLUED_TOKEN else ()
        spelled = tuple(_ending_in(word, self._hamzated)) if len(word) <= _LONGEST_SPELLED else ()
        if not (found or glued or spelled):
            return None
        return Opening(
            readings=found,
            alone=_best_known(found, (), gazetteer),
            most=max((gazetteer.starts[reading.word] for reading in found), default=0),
            seconds=frozenset().union(*(self._seconds[reading.word] for reading in found)),
            spelled=spelled,
            glued=glued,
        )


_HAMZATED = re.compile("إ[\u0621-\u064a]")
_LONGEST_SPELLED = 4
"""Letters of a name of two with و and ب before it."""


def _ending_in(word: str, names: Collection[str]) -> Iterator[Reading]:
    """Yield the readings of a short token that leave one of the names, whatever clitics precede it."""
    name, clitics = word[-2:], word[:-2]
    if name in names and clitics in _CLITICS_BEFORE:
        conjunction = clitics[:1] if clitics[:1] in _CONJUNCTIONS else ""
        yield Reading(name, len(clitics), conjunction, clitics.removeprefix(conjunction))


_CLITICS_BEFORE = frozenset({"", *(a + b for a in ("", *_CONJUNCTIONS) for b in ("", *_PREPOSITIONS))})


@lru_cache(maxsize=4)
def _openings(gazetteer: Gazetteer) -> WordMemo[Opening | None]:
    return WordMemo(_OpeningReader(gazetteer).read)


def _prepositional(token: str, skipped: int, conjunction: str) -> Iterator[Reading]:
    if len(token) < _SHORTEST_STEM or (token[0] not in _PREPOSITIONS and not token.startswith(_LIKE)):
        return
    if token.startswith("لل"):
        # «للرقة» is ل + الرقة: the article lost its alef, so the name starts where لل does
        yield Reading(word=f"ال{token[2:]}", skipped=skipped, conjunction=conjunction, preposition="ل")
        return
    yield Reading(word=token[1:], skipped=skipped + 1, conjunction=conjunction, preposition=token[0])


def find_names(folded: FoldedText, tokens: Tokens, gazetteer: Gazetteer) -> tuple[Hit, ...]:
    """Return non-overlapping hits in text order: at each word the longest name, with the fewest clitics taken off."""
    hits: list[Hit] = []
    taken = -1
    openings = map(_openings(gazetteer).__getitem__, tokens.words)
    for position, begun in enumerate(openings):
        if begun is None or position <= taken:
            continue
        hit = _spelled_out(folded, tokens, position, begun) or _longest_at(tokens, position, begun, gazetteer)
        if hit is not None:
            hits.append(hit)
            taken = hit.last
        elif begun.glued:
            hits.extend(_glued_at(tokens, position, begun))
    return tuple(hits)


_HAMZA_BELOW = "إ"
"""Stands at the beginning of a word alone, so that what precedes it in a token is a clitic beyond doubt."""


def _spelled_out(folded: FoldedText, tokens: Tokens, position: int, begun: Opening) -> Hit | None:
    """Return the name of two letters that its hamza gives away: «إب» and «بإب» are Ibb, «اب» and «باب» are not."""
    for reading in begun.spelled:
        start = tokens.starts[position] + reading.skipped
        if folded.raw[folded.raw_index(start)] == _HAMZA_BELOW:
            return _hit(tokens, position, reading, [])._replace(spelled_out=True)
    return None


def _longest_at(tokens: Tokens, position: int, begun: Opening, gazetteer: Gazetteer) -> Hit | None:
    """Return the longest name that begins at a token."""
    following = tokens.words[position + 1 : position + 2]
    rest = _unbroken_after(tokens, position, begun.most) if begun.seconds.issuperset(following) else []
    for more in range(len(rest), 0, -1):
        reading = _best_known(begun.readings, rest[:more], gazetteer)
        if reading is not None:
            return _hit(tokens, position, reading, rest[:more])
    return _hit(tokens, position, begun.alone, []) if begun.alone is not None else None


def _hit(tokens: Tokens, position: int, reading: Reading, rest: list[str]) -> Hit:
    last = position + len(rest)
    return Hit(
        name=" ".join([reading.word, *rest]),
        first=position,
        last=last,
        start=tokens.starts[position] + reading.skipped,
        end=tokens.ends[last],
        conjunction=reading.conjunction,
        preposition=reading.preposition,
    )


def _best_known(choices: Sequence[Reading], rest: Sequence[str], gazetteer: Gazetteer) -> Reading | None:
    """Return the reading that makes a whole name with the words behind it: the one with fewest clitics taken off.

    «عين» and «كفر» open the names of a thousand villages and alone name none; a short rest is a name of any word.
    """
    best, fame = None, 0.0
    for reading in choices:
        name = " ".join([reading.word, *rest])
        too_short = not rest and reading.skipped and len(reading.word) < _SHORTEST_STEM
        if name not in gazetteer.names or too_short or name in lexicon.words("name_openers.csv"):
            continue
        known = gazetteer.fame(name)
        if best is None or known >= fame + _MUCH_BETTER_KNOWN:
            best, fame = reading, known
    return best


_MUCH_BETTER_KNOWN = 0.4
"""A reading with one clitic more wins if its bearer is so much better known: «وجدة» is Jeddah after و, not Oujda."""


def _unbroken_after(tokens: Tokens, position: int, most: int) -> list[str]:
    """Return the words behind a token that can be one name with it: nothing but spaces or hyphens parts them."""
    last = position
    while last + 1 < min(position + most, len(tokens)) and not tokens.gaps[last + 1].strip(" \t-–"):
        last += 1
    return tokens.words[position + 1 : last + 1]


_SHORTEST_GLUED_TOKEN = 9


def _as_glued(token: str, gazetteer: Gazetteer) -> tuple[tuple[Reading, tuple[tuple[str, str, int], ...]], ...]:
    """Return the first reading of a token that names and و make up altogether («الولاياتالمتحدةوروسيا»), or nothing."""
    for reading in readings(token):
        parts = _split_glued(reading.word, gazetteer)
        if parts:
            return ((reading, tuple(parts)),)
    return ()


def _glued_at(tokens: Tokens, position: int, begun: Opening) -> Iterator[Hit]:
    """Yield the names inside a token that lost its spaces."""
    for reading, parts in begun.glued:
        start = tokens.starts[position] + reading.skipped
        for joined, name, length in parts:
            start += len(joined)
            yield Hit(
                name=name,
                first=position,
                last=position,
                start=start,
                end=start + length,
                conjunction=joined or reading.conjunction,
                preposition=reading.preposition,
                glued=True,
            )
            start += length


def _split_glued(word: str, gazetteer: Gazetteer) -> list[tuple[str, str, int]]:
    """Return (conjunction, name, letters) parts that make up all of `word`, or nothing."""
    parts: list[tuple[str, str, int]] = []
    rest, joined, several = word, "", False
    while rest:
        cut = next((cut for cut in range(len(rest), _SHORTEST_STEM, -1) if _is_certain(rest[:cut], gazetteer)), 0)
        if not cut:
            return []
        piece = rest[:cut]
        several = several or piece in gazetteer.glued
        parts.append((joined, gazetteer.glued.get(piece, piece), cut))
        rest, joined = rest[cut:], ""
        if rest[:1] == "و":
            rest, joined = rest[1:], "و"
    return parts if several or len(parts) > 1 else []


def _is_certain(piece: str, gazetteer: Gazetteer) -> bool:
    """Whether a piece of a glued token is a name beyond doubt, spaces lost or not."""
    name = gazetteer.glued.get(piece, piece)
    return gazetteer.needs.get(name, 9) <= (1 if piece in gazetteer.glued else 0)
