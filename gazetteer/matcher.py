"""Finding names: every stretch of a text that could be a toponym, before any judgement.

It reads a folded text once, word by word, and proposes the longest name that starts at each word, with or without the
clitics that Arabic writes onto it (و ف + ب ل ك, لل). Whether a hit is a toponym is decided in `gazetteer.placeness`.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from gazetteer import lexicon
from gazetteer.folding import FoldedText, Token
from gazetteer.index import Gazetteer


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
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
"""Letters that must be left when a clitic is taken off; fewer make a name of any word."""


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
    glued: tuple[tuple[Reading, tuple[tuple[str, str, int], ...]], ...]
    """Its reading as names run together, at most one, with (conjunction, name, letters) of each."""


@lru_cache(maxsize=200_000)
def opening(token: str, gazetteer: Gazetteer) -> Opening | None:
    """Return what of a name a token can be, `None` for the most; remembered, since the words of a language recur."""
    found = tuple(reading for reading in readings(token) if reading.word in gazetteer.starts)
    glued = _as_glued(token, gazetteer) if len(token) >= _SHORTEST_GLUED_TOKEN else ()
    return Opening(found, glued) if found or glued else None


def _prepositional(token: str, skipped: int, conjunction: str) -> Iterator[Reading]:
    if len(token) <= _SHORTEST_STEM or (token[0] not in _PREPOSITIONS and not token.startswith(_LIKE)):
        return
    if token.startswith("لل"):
        # «للرقة» is ل + الرقة: the article lost its alef, so the name starts where لل does
        yield Reading(word=f"ال{token[2:]}", skipped=skipped, conjunction=conjunction, preposition="ل")
        return
    yield Reading(word=token[1:], skipped=skipped + 1, conjunction=conjunction, preposition=token[0])


def find_names(folded: FoldedText, tokens: list[Token], gazetteer: Gazetteer) -> tuple[Hit, ...]:
    """Return non-overlapping hits in text order: at each word the longest name, with the fewest clitics taken off."""
    hits: list[Hit] = []
    taken = -1
    openings = [opening(token.text, gazetteer) for token in tokens]
    for position, begun in enumerate(openings):
        if begun is None or position <= taken:
            continue
        hit = _longest_at(folded.text, tokens, position, begun.readings, gazetteer)
        if hit is not None:
            hits.append(hit)
            taken = hit.last
        else:
            hits.extend(_glued_at(tokens[position], position, begun))
    return tuple(hits)


def _longest_at(
    text: str, tokens: list[Token], position: int, begun: Sequence[Reading], gazetteer: Gazetteer
) -> Hit | None:
    token = tokens[position]
    # «عين» and «كفر» open the names of a thousand villages; alone they name none
    openers = lexicon.words("name_openers.csv")
    best: Hit | None = None
    found = 0.0
    for reading in begun:
        most = gazetteer.starts[reading.word]
        fewest = 1 if not reading.skipped or len(reading.word) >= _SHORTEST_STEM else 2
        for count in range(min(most, len(tokens) - position), fewest - 1, -1):
            if best is not None and count < best.last - best.first + 1:
                break
            last = position + count - 1
            name = " ".join([reading.word, *(other.text for other in tokens[position + 1 : last + 1])])
            fame = gazetteer.fame(name)
            if best is not None and last == best.last and fame < found + _MUCH_BETTER_KNOWN:
                break
            if name in gazetteer.names and name not in openers and _unbroken(text, tokens, position, last):
                found = fame
                best = Hit(
                    name=name,
                    first=position,
                    last=last,
                    start=token.start + reading.skipped,
                    end=tokens[last].end,
                    conjunction=reading.conjunction,
                    preposition=reading.preposition,
                )
                break
    return best


_MUCH_BETTER_KNOWN = 0.4
"""A reading with one clitic more wins if its bearer is so much better known: «وجدة» is Jeddah after و, not Oujda."""


def _unbroken(text: str, tokens: list[Token], first: int, last: int) -> bool:
    """Whether nothing but spaces or hyphens stands between the words of a name."""
    return all(
        not text[left.end : right.start].strip(" \t-–")
        for left, right in zip(tokens[first:last], tokens[first + 1 : last + 1], strict=True)
    )


_SHORTEST_GLUED_TOKEN = 9


def _as_glued(token: str, gazetteer: Gazetteer) -> tuple[tuple[Reading, tuple[tuple[str, str, int], ...]], ...]:
    """Return the first reading of a token that names and و make up altogether («الولاياتالمتحدةوروسيا»), or nothing."""
    for reading in readings(token):
        parts = _split_glued(reading.word, gazetteer)
        if parts:
            return ((reading, tuple(parts)),)
    return ()


def _glued_at(token: Token, position: int, begun: Opening) -> Iterator[Hit]:
    """Yield the names inside a token that lost its spaces."""
    for reading, parts in begun.glued:
        start = token.start + reading.skipped
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
