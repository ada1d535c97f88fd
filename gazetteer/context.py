"""Reading what stands around a name: the nouns that govern it, its preposition, its side, what precedes and follows.

It walks outwards from a hit, word by word, and never over a punctuation mark: in «على أطراف مدينة السخنة بريف حمص
الشرقي» the first hit is governed by «مدينة» and «أطراف» after the preposition «على», the second by «ريف» with the side
«الشرقي».
"""

from dataclasses import dataclass, replace
from functools import lru_cache

from gazetteer import lexicon
from gazetteer.folding import FoldedText, Token
from gazetteer.lexicon import Head, Preposition
from gazetteer.matcher import Hit, readings


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """What the words around one hit say about it."""

    heads: tuple[Head, ...]
    """Nouns that govern the name, nearest first."""
    first: int
    """Index of the first token of the whole phrase, heads included."""
    preposition: Preposition | None
    """The preposition before the phrase, written onto it or apart."""
    conjoined: bool
    """Whether the phrase is joined by و to what precedes."""
    before: str
    """The word before the phrase when nothing but a space parts them, else empty."""
    before_that: str
    """The word before `before`, likewise."""
    after: str
    """The word after the name when nothing but a space parts them, else empty."""
    last: int
    """Index of the last token of the phrase, sides and adjectives of origin included."""
    bearings: tuple[float, ...]
    """Bearings in degrees said before («شرق») or after («الشرقي») the name."""
    side_before: bool
    """Whether a bearing stands before the name (شمال حلب), not only after it."""
    distance_km: float | None
    """«على بعد 30 كيلومتراً من»."""
    country: str
    """ISO code of an adjective of origin after the name («حلب السورية»); empty when none."""

    @property
    def relation(self) -> str:
        """The relation of the phrase to the named place; `at` when nothing says otherwise."""
        if self.distance_km is not None:
            return "distance"
        for head in self.heads:
            if head.relation not in {"at", "organisation"}:
                return head.relation
        return "part" if self.side_before else "at"

    @property
    def kind_head(self) -> Head | None:
        """The nearest head that says what kind of place the name is; `None` when none does."""
        return next((head for head in self.heads if head.kinds), None)


_DISTANCE_WORDS = frozenset(("كيلومتر", "كيلومترا", "كيلومترات", "كم", "كلم", "كيلو"))
_MILES = frozenset(("ميل", "ميلا", "اميال"))
_KM_PER_MILE = 1.609344
_FILLERS = frozenset(("من", "الي", "عن"))
_LONGEST_WALK = 8


def read_context(folded: FoldedText, tokens: list[Token], hit: Hit) -> Context:
    """Return the context of a hit; linear in the few words it looks at."""
    walk = _Walk(folded.text, tokens)
    before = _read_before(walk, hit)
    first, conjoined = before.first, before.conjoined
    last, after_bearings, country = _read_after(walk, hit.last)
    return Context(
        heads=before.heads,
        first=first,
        preposition=before.preposition or _separate_preposition(walk, first, conjoined=conjoined),
        conjoined=conjoined,
        before="" if conjoined else walk.before(first),
        before_that="" if conjoined else walk.before(first - 1) if walk.before(first) else "",
        after=walk.after(hit.last),
        last=last,
        bearings=(*before.bearings, *after_bearings),
        side_before=before.side,
        distance_km=before.distance_km,
        country=country,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Before:
    """What was read so far, walking back from a name."""

    first: int
    heads: tuple[Head, ...] = ()
    bearings: tuple[float, ...] = ()
    side: bool = False
    preposition: Preposition | None = None
    conjoined: bool = False
    distance_km: float | None = None
    closed: bool = False
    """Nothing further back belongs to the phrase."""


_WRITTEN_ON = {"ب": "في", "ل": "الي"}


def _read_before(walk: "_Walk", hit: Hit) -> _Before:
    """Walk back from a name over all that governs it, up to its preposition or a word that is none of it."""
    own = lexicon.prepositions().get(_WRITTEN_ON.get(hit.preposition, ""))
    read = _Before(first=hit.first, preposition=own, conjoined=bool(hit.conjunction))
    while not (read.closed or read.preposition or read.conjoined) and hit.first - read.first < _LONGEST_WALK:
        read = _step_back(walk, read)
    return read


def _step_back(walk: "_Walk", read: _Before) -> _Before:
    """Take in the word before the phrase, or close it."""
    word = walk.before(read.first)
    found = _governor(word) if word else None
    if found is None:
        return _with_distance(walk, read) if word else replace(read, closed=True)
    head, bearing, own, conjoined = found
    if own is not None and head is None and bearing is None:
        partitive = _partitive_before(walk, read.first) if own.sense == "from" else 0
        if partitive:
            return replace(read, first=read.first - partitive)
        return replace(_with_distance(walk, read) if own.sense == "from" else read, preposition=own, closed=True)
    return replace(
        read,
        first=read.first - 1,
        preposition=own,
        conjoined=conjoined,
        heads=(*read.heads, head) if head is not None else read.heads,
        bearings=(*read.bearings, bearing) if head is None and bearing is not None else read.bearings,
        side=read.side or (head is None and bearing is not None),
    )


def _with_distance(walk: "_Walk", read: _Before) -> _Before:
    """Take in «على بعد 30 كيلومتراً [شرقي]» where it stands before the phrase; the phrase is closed either way."""
    spatial = _distance_before(walk, read.first)
    if spatial is None:
        return replace(read, closed=True)
    first, distance, bearing = spatial
    bearings = (*read.bearings, bearing) if bearing is not None else read.bearings
    return replace(read, first=first, distance_km=distance, bearings=bearings, closed=True)


@dataclass(frozen=True, slots=True)
class _Walk:
    """Neighbouring words of a text, as long as only spaces or quotation marks part them."""

    text: str
    tokens: list[Token]

    def before(self, position: int) -> str:
        """Return the word before token `position`, or empty when there is none in the same breath."""
        return self.tokens[position - 1].text if position > 0 and self._joined(position - 1) else ""

    def after(self, position: int) -> str:
        """Return the word after token `position`, or empty."""
        return self.tokens[position + 1].text if position + 1 < len(self.tokens) and self._joined(position) else ""

    def _joined(self, left: int) -> bool:
        gap = self.text[self.tokens[left].end : self.tokens[left + 1].start]
        return "\n" not in gap and not gap.strip(" \t«»\"'“”-()")


@lru_cache(maxsize=100_000)
def _governor(word: str) -> tuple[Head | None, float | None, Preposition | None, bool] | None:
    """Read a word as a governing noun or a side, with what is written onto it; `None` when it is neither."""
    apart = lexicon.prepositions().get(word)
    if apart is not None and word not in lexicon.heads():
        return None, None, apart, False
    for reading in readings(word):
        head, bearing = lexicon.heads().get(reading.word), lexicon.directions().get(reading.word)
        if bearing is not None and reading.word.startswith("ال"):
            bearing = None
        if head is None and bearing is None:
            continue
        own = None
        if reading.preposition:
            own = lexicon.prepositions().get({"ب": "في", "ل": "الي"}.get(reading.preposition, ""))
        return head, (None if head is not None else bearing), own, bool(reading.conjunction)
    return None


def _partitive_before(walk: _Walk, first: int) -> int:
    """Return how many words «[على] أجزاء [واسعة] من» takes before token `first`, 0 where «من» means from."""
    parts = lexicon.words("partitives.csv")
    for back in (2, 3):
        if not walk.before(first - back + 2):
            return 0
        word = walk.before(first - back + 1)
        if word and any(reading.word in parts and not reading.preposition for reading in readings(word)):
            return back
    return 0


def _separate_preposition(walk: _Walk, first: int, *, conjoined: bool) -> Preposition | None:
    if conjoined:
        return None
    word = walk.before(first)
    return (
        next((found for reading in readings(word) if (found := lexicon.prepositions().get(reading.word))), None)
        if word
        else None
    )


def _read_after(walk: _Walk, last: int) -> tuple[int, list[float], str]:
    """Read sides («الجنوبي الشرقي») and an adjective of origin («السورية») after a name."""
    bearings: list[float] = []
    country = ""
    while word := walk.after(last):
        bearing = lexicon.directions().get(word)
        if bearing is not None and word.startswith("ال"):
            bearings.append(bearing)
        elif not country and word in lexicon.demonyms():
            country = lexicon.demonyms()[word]
        else:
            break
        last += 1
    return last, bearings, country


def _distance_before(walk: _Walk, first: int) -> tuple[int, float, float | None] | None:
    """Read «على بعد [قرابة] 30 كيلومتراً [شرقي]» backwards from token `first`.

    Returns the token index where it begins, kilometres, and the bearing if one is said; `None` when it is no distance.
    """
    position, bearing, steps = first, None, 0
    while (word := walk.before(position)) and steps < _LONGEST_WALK:
        steps += 1
        position -= 1
        if word in _DISTANCE_WORDS or word in _MILES:
            number = walk.before(position)
            if not number.isdigit():
                return None
            kilometres = float(number) * (_KM_PER_MILE if word in _MILES else 1.0)
            return position - 1, kilometres, bearing
        direction = lexicon.directions().get(word)
        if direction is not None:
            bearing = direction
        elif word not in _FILLERS:
            return None
    return None
