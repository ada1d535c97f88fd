"""A sentence as words and clauses: what every rule about context walks over."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise, takewhile

from gazetteer.folding import FoldedText, Tokens, fold_text, key, tokenise
from gazetteer.lexicon import heads
from gazetteer.lexicon import words as forms_of
from gazetteer.spans import Span
from geo.lexicons import cues, load_entries, load_mapping, words
from geo.timex_words import day_words

_BREAKS = frozenset("،,؛;:.!?؟\n")
_AT_ONCE = frozenset({"بالتزامن", "بالتوازي", "بالمقابل", "وبالتزامن", "وبالتوازي", "وبالمقابل"})
"""Words with ب that open a clause behind a comma all the same."""
_INSERTED = frozenset({" -", "- ", " –", "– "})
"""Dashes written onto a word, round what is inserted («في حي الزهور -الذي استعادته القوات- قتل سبعة»)."""
_ONLY_VERBS = ("ت", "وا")
"""Endings of perfects that no masdar of the lexicon shares («وسيطرت» opens a clause, «وقصف» need not)."""
_ATTACHED = ("بال", "عبر", "بواسطه", "باستخدام")


@dataclass(frozen=True, slots=True, eq=False)
class Reading:
    """The words of one sentence, folded; equal only to itself, so that what is found in it can be remembered."""

    words: tuple[str, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    """Offsets of each word in the folded text."""
    raw_starts: tuple[int, ...]
    """Where each word begins in the raw sentence."""
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
    openers, verbs = _clause_openers(), _verbs()
    inserted = _edges_of_insertions(tokens, openers)
    clauses: list[int] = []
    number = 0
    also, amid, namely = _also(), _amid(), forms_of("list_openers.csv")
    for index, (word, gap) in enumerate(zip(tokens.words, tokens.gaps, strict=False)):
        opens = index and index not in inserted and (word in openers if gap == " " else _opens(gap, word, openers))
        opens = opens and not (":" in gap and tokens.words[index - 1] in namely)
        if index and not opens and (word in also or word == _AMID):
            following = tokens.words[index + 1 : index + 2]
            acts = bool(following) and f"و{following[0]}" in openers
            opens = acts if word in also else not amid.isdisjoint(following)
        if opens and word in verbs and gap.strip() in _COMMAS:
            opens = not _is_verb_of_its_subject(tokens.words[max(0, index - _LONGEST_SUBJECT - 1) : index])
        if opens:
            following = tokens.words[index + 1 : index + 2]
            opens = not (_is_an_amount(word, following) if gap == " " else _goes_on(gap, word, following))
        if opens and not (word[0].isdigit() and tokens.words[index - 1][-1].isdigit()):  # «1,150» is one number
            number += 1
        clauses.append(number)
    return Reading(
        words=tuple(tokens.words),
        starts=tuple(tokens.starts),
        ends=tuple(tokens.ends),
        raw_starts=tuple(map(folded.raw_index, tokens.starts)) if len(folded.breaks) > 1 else tuple(tokens.starts),
        clauses=tuple(clauses),
        folded=folded,
    )


def _edges_of_insertions(tokens: Tokens, openers: frozenset[str]) -> set[int]:
    """Return the words before which a comma opens no clause: the first of an insertion and the one behind it."""
    marked = [index for index, gap in enumerate(tokens.gaps) if gap != " " and 0 < index < len(tokens)]
    commas = [index for index in marked if tokens.gaps[index].strip() in _COMMAS]
    return {
        edge
        for first, end in pairwise(commas)
        if _is_inserted(tokens.words[first:end]) and not _turns(tokens.words[end : end + 2], openers)
        for edge in (first, end)
    }


_COMMAS = frozenset("،,")
_LONGEST_INSERTION = 7


def _is_inserted(words: Sequence[str]) -> bool:
    """Whether words between two commas only say when, whose it is or who says it: «سيطرت القوات، أمس، على …»."""
    if len(words) > _LONGEST_INSERTION:
        return False
    said = _insertions()
    turned = words[0] in said.openers or tuple(words) in said.asides
    return turned or all(word in said.times for word in words)


def _turns(following: Sequence[str], openers: frozenset[str]) -> bool:
    """Whether another clause follows an insertion, and not the rest of its own («في وقت شن …»)."""
    return following[0] in openers or tuple(following) in _MEANWHILE


WHEREAS = ("في", "حين")
"""Sets one part of a sentence against another, while «حين» alone tells when."""
_MEANWHILE = {("في", "وقت"), WHEREAS}


@dataclass(frozen=True, slots=True)
class _Insertions:
    times: frozenset[str]
    """Words that name a day or its parts."""
    openers: frozenset[str]
    """Words that lead to a speaker, or say whose the subject is («طائرات حربية، تابعة للحكومة، قصفت»)."""
    asides: frozenset[tuple[str, ...]]
    """What only turns to somebody: «وتسلم المستشفى، من جهته، شحنة أدوية»."""


@lru_cache(maxsize=1)
def _insertions() -> _Insertions:
    context = load_mapping("context.yaml")
    return _Insertions(
        times=day_words(),
        openers=cues(load_mapping("attribution.yaml"), "before") | {key(word) for word in words(context, "describing")},
        asides=frozenset(tuple(key(phrase).split()) for phrase in context["asides"]),
    )


def _opens(gap: str, word: str, openers: frozenset[str]) -> bool:
    """A clause opens after a stop mark, at a subordinator, or at و with a finite verb; not before «بالطائرات»."""
    if not _BREAKS.isdisjoint(gap) or gap in _INSERTED:
        return not word.startswith(_ATTACHED) or word in _AT_ONCE
    return word in openers


def _goes_on(gap: str, word: str, following: Sequence[str]) -> bool:
    """Whether a comma only parts a clause from where it happened: «استهدفت مواقع للجيش، في قرية صلنفة».

    So it does a place from what befell it: «إن مدينة داريا في ريف دمشق، تعرضت لقصف».
    """
    if gap.strip() not in _COMMAS:
        return False
    where = word in _ONTO and bool(following) and following[0] in heads()
    ago = word == "قبل" and bool(following) and following[0] in _TIMES  # «معارك في محافظة حماة، قبل أشهر»
    return word in _BEFELL or where or ago


_ONTO = frozenset({"في", "علي"})
"""Prepositions behind a comma that lead to where an act was, before a noun of place («سيطروا السبت، على ناحية»)."""


def _is_verb_of_its_subject(before: Sequence[str]) -> bool:
    """Whether a comma only parts a verb from the subject in front that «أن» leads to: «إن عبوة ناسفة، انفجرت اليوم».

    Not from an act that has places of its own («أن الغارات على صعدة، استهدفت مواقع في باقم»).
    """
    subject = tuple(takewhile(lambda earlier: earlier not in THAT, reversed(before)))
    return 0 < len(subject) < len(before) and _telling().isdisjoint(noun.removeprefix("ال") for noun in subject)


@lru_cache(maxsize=1)
def _telling() -> frozenset[str]:
    """Return the words that no plain subject holds: they open a clause or tell an act."""
    return _clause_openers() | _verbs() | _acts()


_LONGEST_SUBJECT = 6
_AMID = "وسط"


@lru_cache(maxsize=1)
def _amid() -> frozenset[str]:
    """Return what may be all round an act («وسط قصف», «وسط مخاوف»), not in whose middle it is («وسط المدينة»)."""
    return _acts() | {key(word) for word in words(load_mapping("context.yaml"), "amid")}


@lru_cache(maxsize=1)
def _acts() -> frozenset[str]:
    """Return the nouns of acts, without the article."""
    return frozenset(key(noun) for entry in load_entries("triggers.yaml") for noun in words(entry, "nouns"))


@lru_cache(maxsize=1)
def _also() -> frozenset[str]:
    """Return the adverbs that open a clause before a verb alone («كذلك قصفت», not «سيطرت كذلك على المطار»)."""
    return frozenset(key(word) for word in words(load_mapping("context.yaml"), "also"))


_TIMES = frozenset(map(key, ("أيام", "أشهر", "شهور", "شهر", "شهرين", "أسابيع", "أسبوع", "أسبوعين", "سنوات", "عام")))
_BEFELL = frozenset({"تعرضت", "تعرض", "تتعرض", "يتعرض", "شهدت", "شهد"})


def _is_an_amount(word: str, following: Sequence[str]) -> bool:
    """Whether «ما» only leads to a number: «نزحت ما لا يقل عن مئة أسرة», «قتل ما يزيد على عشرين»."""
    return word == "ما" and not _amounts().isdisjoint(following)


@lru_cache(maxsize=1)
def _amounts() -> frozenset[str]:
    """Return the words behind «ما» that lead to a number."""
    return frozenset(key(word) for word in words(load_mapping("context.yaml"), "amounts"))


THAT = frozenset({"ان", "بان"})
"""«إن» and «أن», which open what is said."""
THAT_THEY = frozenset({"انه", "انها", "انهم", "بانه", "بانها", "بانهم"})
"""The same with the pronoun of whom it is said."""
AND_THAT = frozenset({"وان", "وانه", "وانها", "وانهم"})
"""Folded words that open a second statement under the verb of saying before it («وأن», «وإن»)."""


@lru_cache(maxsize=1)
def _clause_openers() -> frozenset[str]:
    """Return the words that open a clause: subordinators, and و or ف with a finite verb."""
    clause_words = words(load_mapping("context.yaml"), "clause_words")
    openers = {f"{prefix}{key(word)}" for word in clause_words for prefix in ("", "و", "ف")}
    return frozenset(openers | AND_THAT | {f"{prefix}{verb}" for verb in _verbs() for prefix in ("و", "ف")})


@lru_cache(maxsize=1)
def _verbs() -> frozenset[str]:
    """Return the finite verbs by which a clause is told: those of news, and of acts those that no masdar is like."""
    acts = (key(verb) for entry in load_entries("triggers.yaml") for verb in words(entry, "verbs"))
    news = (key(word) for word in words(load_mapping("context.yaml"), "news_verbs"))
    return frozenset(news) | {verb for verb in acts if verb.endswith(_ONLY_VERBS)}
