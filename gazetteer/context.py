"""Reading what stands around a name: the nouns that govern it, its preposition, its side, what precedes and follows.

It walks outwards from a hit, word by word, and never over a punctuation mark: in «على أطراف مدينة السخنة بريف حمص
الشرقي» the first hit is governed by «مدينة» and «أطراف» after the preposition «على», the second by «ريف» with the side
«الشرقي».
"""

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from gazetteer import lexicon
from gazetteer.folding import Tokens
from gazetteer.lexicon import Head, Preposition
from gazetteer.matcher import Hit, WordMemo, readings


class Context(NamedTuple):
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
    before_those: str
    """The word before these two, likewise."""
    after: str
    """The word after the name when nothing but a space parts them, else empty."""
    following: tuple[str, ...]
    """The words after it up to a mark, four at most, where «في» or ب leads into what it lies in («في قضاء حاصبيا»)."""
    last: int
    """Index of the last token of the phrase, sides and adjectives of origin included."""
    bearings: tuple[float, ...]
    """Bearings in degrees said before («شرق») or after («الشرقي») the name."""
    side_before: bool
    """Whether a bearing stands before the name (شمال حلب), not only after it."""
    side_after: bool
    """Whether a name behind a preposition or a noun is said to lie at a side of what follows («قرب نوى غرب درعا»)."""
    distance_km: float | None
    """«على بعد 30 كيلومتراً من»."""
    country: str
    """ISO code of an adjective of origin after the name («حلب السورية»); empty when none."""
    head_letters: int = 0
    """Folded letters before the name that belong to it: a noun like «معبر» and what parts them; 0 where none does."""

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
_TWO_KILOMETRES = frozenset(("كيلومترين", "كيلومتران", "كيلومترتين"))
_FILLERS = frozenset(("من", "الي", "عن", "تقريبا", "متر", "مترا"))
_LONGEST_WALK = 8


def read_context(tokens: Tokens, hit: Hit) -> Context:
    """Return the context of a hit; linear in the few words it looks at."""
    walk = _Walk(tokens)
    before = _read_before(walk, hit)
    first, conjoined = before.first, before.conjoined
    last, after_bearings, country = _read_after(walk, hit.last)
    word, after = "" if conjoined else walk.before(first), walk.after(hit.last)
    opener = word or (tokens.words[first - 1] if first and _LISTS in tokens.gaps[first] else "")
    second = walk.before(first - 1) if word else ""
    preposition = before.preposition or (_separate_preposition(word) if word else None)
    opens = opener in lexicon.words("list_openers.csv") or (opener != word and _NOUNS_OF_SEVERAL[opener] is not None)
    listed = antecedent(tokens, first - 1) if opens and not before.heads else None
    return Context(
        heads=before.heads if listed is None else (listed,),
        first=first,
        preposition=preposition,
        conjoined=conjoined,
        before=word,
        before_that=second,
        before_those=walk.before(first - 2) if second else "",
        after=after,
        following=_following(walk, hit.last) if after.startswith(_LEADS_INTO) else (),
        last=last,
        bearings=(*before.bearings, *after_bearings),
        side_before=bool(before.bearings),
        side_after=bool(preposition or before.heads) and _lies_at_a_side(walk, hit.last),
        distance_km=before.distance_km,
        country=country,
        head_letters=_head_letters(tokens, hit, before.heads),
    )


def _noun_of_several(word: str) -> Head | None:
    """Return the plural noun of places that a word is with its clitics and the article; `None` for another word."""
    heads = (lexicon.heads().get(reading.word.removeprefix("ال")) for reading in readings(word))
    return next((head for head in heads if head is not None and head.number == "plural"), None)


_NOUNS_OF_SEVERAL = WordMemo(_noun_of_several)


def antecedent(tokens: Tokens, opener: int) -> Head | None:
    """Return the plural noun of places that a list opener goes on from: «قرى عدة بريف حماة، أبرزها المباركات»."""
    for position in range(opener, max(-1, opener - _ANTECEDENT_REACH), -1):
        head = _NOUNS_OF_SEVERAL[tokens.words[position]]
        if head is not None:
            return head if head.names and head.relation == "at" else None
        if not tokens.gaps[position].isspace() and tokens.gaps[position].strip(_LIST_GAP):
            return None
    return None


_ANTECEDENT_REACH = 12
"""Words before a list opener in which the noun stands that it goes on from."""
_LIST_GAP = " \t،,«»\"'“”-"
"""What may stand between the words from that noun to the opener."""
_LISTS = ":"
"""What may stand between a list opener and the list («تسع قرى هي: أموري وكسقو»)."""


def _following(walk: "_Walk", last: int) -> tuple[str, ...]:
    words = [walk.after(last + number) for number in range(_FOLLOWING)]
    return tuple(words[: words.index("")] if "" in words else words)


_FOLLOWING, _LEADS_INTO = 4, ("ب", "في")


def _head_letters(tokens: Tokens, hit: Hit, heads: tuple[Head, ...]) -> int:
    """Count the letters of a noun right before a name that is part of it, and of the gap between them."""
    if not heads or not heads[0].in_name or hit.glued or hit.conjunction or hit.preposition:
        return 0
    word = tokens.words[hit.first - 1]
    return len(heads[0].form) + len(tokens.gaps[hit.first]) if word.endswith(heads[0].form) else 0


class _Before(NamedTuple):
    """What was read, walking back from a name."""

    first: int
    heads: tuple[Head, ...]
    bearings: tuple[float, ...]
    preposition: Preposition | None
    conjoined: bool
    distance_km: float | None


_WRITTEN_ON = {"ب": "في", "ل": "الي"}


def _read_before(walk: "_Walk", hit: Hit) -> _Before:
    """Walk back from a name over all that governs it, up to its preposition or a word that is none of it."""
    first = hit.first
    heads: list[Head] = []
    bearings: list[float] = []
    preposition = lexicon.prepositions().get(_WRITTEN_ON.get(hit.preposition, ""))
    conjoined, distance_km = bool(hit.conjunction), None
    while not (preposition or conjoined) and hit.first - first < _LONGEST_WALK:
        word = walk.before(first)
        found = _governor(word) if word else None
        if found is not None and not found.is_preposition:
            first -= 1
            preposition = found.preposition
            conjoined = found.conjoined and not _adds_a_side(walk, first, found)
            heads += [found.head] if found.head is not None and not _is_of_a_side(found.head, bearings) else []
            bearings += [found.bearing] if found.bearing is not None else []
            continue
        if found is None and _is_said_of_the_capital(walk, first):
            first -= 1
            continue
        preposition = found.preposition if found is not None else None
        from_there = preposition is not None and preposition.sense == "from"
        if from_there and _is_reached_by_from(walk, first):
            first, preposition = first - 1, None
            continue
        partitive = _partitive_before(walk, first) if from_there else 0
        if partitive:
            first, preposition = first - partitive, None
            continue
        away = preposition is not None and preposition.sense == "off"  # «15 كيلومترا شرقا عن تعز»
        if word in _of_a_distance() and (found is None or from_there or away):
            first, distance_km, sides = _distance_before(walk, first)
            bearings += sides
        break
    return _Before(first, tuple(heads), tuple(bearings), preposition, conjoined, distance_km)


def _is_reached_by_from(walk: "_Walk", first: int) -> bool:
    """Whether «من» before a token only joins a noun of place to it: «بالقرب من تدمر», «على أجزاء من حلب»."""
    found = _governor(walk.before(first - 1)) if walk.before(first - 1) else None
    return found is not None and found.head is not None and found.head.relation in {"near", "part", "edge"}


def _adds_a_side(walk: "_Walk", first: int, found: "_Governor") -> bool:
    """Whether و joins a side at a token to one before it: «جنوب وجنوب غربي تعز», «شمال وشرق حلب».

    Not in «حي الشجاعية شمالا وشرق خان يونس جنوبا»: «شمالا» says where the place before it lies.
    """
    before = walk.before(first)
    adverbs = before.endswith(_ADVERB) and not walk.tokens.words[first].endswith(_ADVERB)
    return found.bearing is not None and before in lexicon.directions() and not adverbs


_ADVERB = "ا"


def _is_said_of_the_capital(walk: "_Walk", first: int) -> bool:
    """Whether an adjective stands before a token, and «العاصمة» before it: «العاصمة اليمنية صنعاء»."""
    return walk.before(first).startswith("ال") and walk.before(first - 1).endswith(_THE_CAPITAL)


_THE_CAPITAL = "العاصمه"


def _is_of_a_side(head: Head, bearings: Sequence[float]) -> bool:
    """Whether a noun says what lies at a side of a place, not what the place is: «أحياء شمال عدن»."""
    return bool(bearings) and head.relation == "at" and bool(head.kinds)


class _Walk(NamedTuple):
    """Neighbouring words of a text, as long as only spaces or quotation marks part them."""

    tokens: Tokens

    def before(self, position: int) -> str:
        """Return the word before token `position`, or empty when there is none in the same breath."""
        return self.tokens.words[position - 1] if position > 0 and _joins(self.tokens.gaps[position]) else ""

    def after(self, position: int) -> str:
        """Return the word after token `position`, or empty."""
        following = position + 1
        joined = following < len(self.tokens) and _joins(self.tokens.gaps[following])
        return self.tokens.words[following] if joined else ""


def _joins(gap: str) -> bool:
    return gap == " " or ("\n" not in gap and not gap.strip(" \t«»\"'“”-()"))


class _Governor(NamedTuple):
    """A word that governs what follows: a noun, a side, or a preposition, with what is written onto it."""

    head: Head | None
    bearing: float | None
    preposition: Preposition | None
    conjoined: bool

    @property
    def is_preposition(self) -> bool:
        """Whether it is a preposition written apart."""
        return self.head is None and self.bearing is None


@lru_cache(maxsize=100_000)
def _governor(word: str) -> _Governor | None:
    """Read a word as a governing noun, a side or a preposition; `None` when it is none of them."""
    apart = lexicon.prepositions().get(word)
    if apart is not None and word not in lexicon.heads():
        return _Governor(None, None, apart, conjoined=False)
    for reading in readings(word):
        head = lexicon.heads().get(reading.word)
        bearing = None if reading.word.startswith("ال") else lexicon.directions().get(reading.word)
        if head is None and bearing is None:
            continue
        own = lexicon.prepositions().get(_WRITTEN_ON.get(reading.preposition, ""))
        return _Governor(head, None if head is not None else bearing, own, bool(reading.conjunction))
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


@lru_cache(maxsize=100_000)
def _separate_preposition(word: str) -> Preposition | None:
    return next((found for reading in readings(word) if (found := lexicon.prepositions().get(reading.word))), None)


def _read_after(walk: _Walk, last: int) -> tuple[int, list[float], str]:
    """Read sides («الجنوبي الشرقي»), an adjective of origin («السورية») or of a name («الأسفل») after a name."""
    bearings: list[float] = []
    country = ""
    while word := walk.after(last):
        bearing = lexicon.directions().get(word)
        if bearing is not None and word.startswith("ال"):
            bearings.append(bearing)
        elif not country and word in lexicon.demonyms():
            country = lexicon.demonyms()[word]
        elif word not in lexicon.words("name_adjectives.csv"):
            break
        last += 1
    return last, bearings, country


def _lies_at_a_side(walk: _Walk, last: int) -> bool:
    """Whether «شرق …», «شمال شرق …», «الواقعة إلى الشرق من …» or «التي تقع شرق …» stands right behind a name."""
    while (word := walk.after(last)) in LIES:
        last += 1
    if word.isdigit():  # «في بلد (70 كلم شمال بغداد)»
        return walk.after(last + 1) in _DISTANCE_WORDS
    if word not in lexicon.directions() and word != _TO:
        return False
    following = walk.after(last + 1)
    if word == _TO:
        sides = last + 1
        while walk.after(sides) in lexicon.directions():
            sides += 1
        return sides > last + 1 and walk.after(sides) == "من"
    return bool(following) and not word.startswith("ال")


LIES = frozenset(("الواقع", "الواقعه", "التي", "الذي", "تقع", "يقع"))
"""Words between a place and the side of another on which it lies."""
SEATS = ("عاصمه", "مركز")
"""Nouns that make a town the seat of what follows: «نيالا، عاصمة جنوب دارفور», «الرمادي مركز محافظة الأنبار»."""
_TO = "الي"


@lru_cache(maxsize=1)
def _of_a_distance() -> frozenset[str]:
    """Return the words that may end «على بعد 30 كيلومترا شرقي» or «إلى الشمال من»; few stand before a name."""
    return _TWO_KILOMETRES | _DISTANCE_WORDS | _MILES | _FILLERS | lexicon.directions().keys()


def _distance_before(walk: _Walk, first: int) -> tuple[int, float | None, list[float]]:
    """Read «على بعد [قرابة] 30 كيلومتراً [شرقي]» and «إلى الشمال الشرقي من» backwards from token `first`.

    Returns the token index where the phrase begins, kilometres if any are said, and the bearings; `first`, `None` and
    no bearing when it is neither a distance nor a side.
    """
    position, bearings, steps = first, list[float](), 0
    side: tuple[int, float | None, list[float]] = (first, None, [])
    while (word := walk.before(position)) and steps < _LONGEST_WALK:
        steps += 1
        position -= 1
        if word in _TWO_KILOMETRES:
            return position, 2.0, bearings
        if word in _DISTANCE_WORDS or word in _MILES:
            number = _number(walk.before(position))
            if number is None:
                break
            return position - 1, number * (_KM_PER_MILE if word in _MILES else 1.0), bearings
        direction = lexicon.directions().get(word)
        if direction is not None:
            bearings.append(direction)
        elif word not in _FILLERS:
            break
        elif word == _TO and bearings:
            side = (position, None, bearings)
    return side


def _number(word: str) -> float | None:
    """Return the number that figures or one word give («30», «ثلاثين»), `None` for any other word."""
    return float(word) if word.isdigit() else lexicon.number_words().get(word)
