"""Counts of people in a sentence of signs: the number with its qualifiers and its noun, not yet what happened.

«نحو 20 مدنيا», «ما بين ثلاثة آلاف و3500», «31 على الأقل»; a dual or singular that needs no number («قتيلان»، «طفل»);
«أحد» before people. Numbers that measure, date or name something («107 ملم»، «الفرقة 30»، «10 غارات»، «5%») are no
counts.
"""

import re
from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import lru_cache, partial
from typing import Any, NamedTuple

from gazetteer.folding import FoldedText, key
from gazetteer.spans import Span
from geo import quantity_patterns as patterns
from geo.quantity_words import ONE, People, quantity_words
from geo.signs import Signs, interval, read_signs
from geo.timex_words import weekday_words

_RANGE = re.compile(r"[MLi]*(?:B[i]?(?P<low>#)&[i]?(?P<high>#)|n?(?P<low_>#)[t-](?P<high_>#))")
_SINGLE = re.compile(r"(?P<qualifiers>[MLi]*)(?:\((?P<number_>#)\)#?|(?P<number>#)(?:\(#\))?)")
_CLAUSE = 60
"""Words; what is further back does not govern a count."""
_WORD = re.compile(r"[^\W\d_]+")
_COUNTED = re.compile(r"[#KPJO]")
_CANDIDATE = re.compile(r"#T?n?(?P<noun>[PKJX%Y.vW])?|(?P<alone>[PK])|(?P<one>[OA])[P.]")


class Count(NamedTuple):
    """A number of people as said; `high` is `None` where it is open above."""

    low: int
    high: int | None


@dataclass(frozen=True, slots=True)
class Candidate:
    """A count in its sentence: where, how many, its noun, and how it found what happened."""

    start: int
    """Index of its first sign."""
    end: int
    """Index after its last."""
    count: Count
    noun: str
    """Sign of what is counted, `n` for an unknown noun after من, `.` for another unknown one, empty for none."""
    people: People | None
    slots: tuple[str, ...] = ()
    rule: str = ""
    subset: bool = False

    def definite_slots(self) -> tuple[str, ...]:
        """Return what its own noun says happened, nothing for plain persons."""
        return (self.people.slot,) if self.people is not None and self.people.slot else ()


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence in signs whose numbers are `Count`s."""

    signs: Signs
    folded: str
    ill: bool
    """Whether it speaks of a disease, whose patients (مصاب) are not injured."""
    leaving: bool
    """Whether it speaks of buses, corridors and the like, so that those who go out are evacuated."""

    def before(self, pattern: re.Pattern[str], index: int) -> re.Match[str] | None:
        """Search what stands before a sign, no further back than a clause is long (a sentence may be a whole page)."""
        return pattern.search(self.signs.text, max(0, index - _CLAUSE), index)

    def span(self, candidate: "Candidate", raw: FoldedText, offset: int) -> Span:
        """Return where a count stands in the document in which the sentence begins at an offset."""
        units = self.signs.units
        inner = raw.raw_span(units[candidate.start].start, units[candidate.end - 1].end)
        return Span(start=offset + inner.start, end=offset + inner.end)

    def says_any(self, words: AbstractSet[str]) -> bool:
        """Whether one of folded words stands in it, whatever the signs made of it."""
        return _says_any(self.folded, words)

    @property
    def text(self) -> str:
        """The signs alone."""
        return self.signs.text

    def value(self, index: int) -> Any:
        """Return the value of the unit at a sign."""
        return self.signs.units[index].value

    def word(self, index: int) -> str:
        """Return the folded word or words at a sign, empty beyond the end."""
        if index >= len(self.signs.units):
            return ""
        unit = self.signs.units[index]
        return self.folded[unit.start : unit.end]

    def folded_before(self, candidate: Candidate) -> str:
        """Return the folded text up to a candidate, blanks and marks at its end left out («بـ110»)."""
        return self.folded[: self.signs.units[candidate.start].start].rstrip(" «\"'(")

    def definite(self, index: int) -> bool:
        """Whether the word at a sign has the article."""
        return self.signs.units[index].definite

    def single(self, candidate: Candidate) -> bool:
        """Whether the candidate is one person named without a number."""
        people = candidate.people
        return people is not None and people.number == 1 and self.text[candidate.start] != "#"


def _says_any(folded: str, words: AbstractSet[str]) -> bool:
    return not words.isdisjoint(_WORD.findall(folded))


def _with_plain_duals(sentence: FoldedText) -> str:
    """Return the folded text, duals that only a vowel mark tells from plurals in the case that is written otherwise.

    «شرطيَّين» are two and «شرطيين» any number, folded alike; «شرطيان» says so, and is as long.
    """
    if len(sentence.breaks) == 1:
        return sentence.text  # most texts bear no marks
    letters = list(sentence.text)
    for ending in _DUAL_OR_PLURAL.finditer(sentence.text):
        raw = sentence.raw_index(ending.start())
        marks = sentence.raw[max(0, raw - 2) : raw]
        if marks.endswith(_FATHA) or marks in _BOTH_MARKS:
            letters[ending.start()] = "ا"
    return "".join(letters)


_DUAL_OR_PLURAL = re.compile(r"(?<=\w\w\w)ين\b")
_FATHA, _GEMINATION = "\u064e", "\u0651"
_BOTH_MARKS = (_FATHA + _GEMINATION, _GEMINATION + _FATHA)
"""The vowel right before the ending of a dual, with gemination or not («شرطيَّين», never «مسلَّحين»)."""


def read_counts(sentence: FoldedText) -> tuple[Sentence, tuple[Candidate, ...]]:
    """Return a sentence in signs, and the counts of people in it, in order; remembered for the next reader."""
    return _read(_with_plain_duals(sentence))


@lru_cache(maxsize=64)
def _read(folded: str) -> tuple[Sentence, tuple[Candidate, ...]]:
    words = quantity_words()
    if not _says_any(folded, words.telling):
        return Sentence(Signs("", ()), folded, ill=False, leaving=False), ()
    signs = read_signs(folded, words.vocabulary)
    if _COUNTED.search(signs.text) is None:
        return Sentence(signs, folded, ill=False, leaving=False), ()
    signs = signs.rewrite(_AND_ONE_OF, "A", partial(_and_one_of, signs=signs, folded=folded))
    signs = signs.rewrite(_RANGE, "#", partial(_range, signs=signs))
    signs = signs.rewrite(_SINGLE, "#", partial(_single, signs=signs))
    ill = words.disease.search(folded) is not None
    leaving = "v" in signs.text and not words.leaving_context.isdisjoint(folded.split())
    sentence = Sentence(signs, folded, ill=ill, leaving=leaving)
    return sentence, tuple(_candidates(sentence))


def _and_one_of(match: re.Match[str], *, signs: Signs, folded: str) -> str | None:
    """«ستة جنود وأحد المدافعين»: one more of a definite plural, folded like «واحد»."""
    one, people = signs.units[match.start()], signs.units[match.end()]
    said = folded[one.start : one.end]
    return said if said == _ONE_MORE and people.definite and people.value.number is None else None


_AND_ONE_OF, _ONE_MORE = re.compile(r"(?<=[PKn.])[.](?=P)"), "واحد"


def _range(match: re.Match[str], *, signs: Signs) -> Count | None:
    """«ما بين 20 و30», «من خمسة إلى عشرة»; after «ارتفع» the first is the earlier count, and no range."""
    suffix = "_" if match["low"] is None else ""
    if suffix and "R" in signs.text[max(0, match.start() - _CLAUSE) : match.start()]:
        return None
    low, _ = interval(signs.units[match.start(f"low{suffix}")].value)
    _, high = interval(signs.units[match.start(f"high{suffix}")].value)
    return Count(low, high) if low < high else None


def _single(match: re.Match[str], *, signs: Signs) -> Count:
    """Return a number with the qualifiers before it: at least, fewer than, about."""
    value = signs.units[match.start("number" if match["number"] else "number_")].value
    low, high = value if isinstance(value, Count) else interval(value)
    if "M" in match["qualifiers"]:
        return Count(low, None)
    if "L" in match["qualifiers"]:
        return Count(1, max((high or low) - 1, 1))
    return Count(low, high)


def _candidates(sentence: Sentence) -> Iterator[Candidate]:
    """Yield the counts of people, those without a number too."""
    taken = 0
    for match in _CANDIDATE.finditer(sentence.text):
        start, end = match.span()
        if start < taken or (match["alone"] and start == taken and _is_adjective(sentence, start)):
            continue  # «مدنيين اثنين» has said its number, «33 مسلحا حوثيا» is one count
        if match["one"] == "O" and sentence.definite(start):
            continue  # «السبت والأحد» is a day
        if match["one"]:
            yield Candidate(start, end, Count(1, 1), "O", None)
            continue
        found = _unnumbered(sentence, start, end) if match["alone"] else _numbered(sentence, match)
        if found is not None:
            taken = found.end
            yield found


def _is_adjective(sentence: Sentence, index: int) -> bool:
    """Whether a singular in the accusative follows a counted one, whose adjective it is."""
    before: People | None = sentence.value(index - 1) if index and sentence.text[index - 1] == "P" else None
    return before is not None and before.accusative and sentence.value(index).accusative


def _unnumbered(sentence: Sentence, start: int, end: int) -> Candidate | None:
    """Return a dual or singular noun («جريحان», «مدنيين اثنين», «طفل»); with the article it speaks of known ones."""
    people: People = sentence.value(start)
    if _is_of_the_family(sentence, start):
        value: Count = sentence.value(end)
        return Candidate(start, end + 1, value, sentence.text[start], people)
    if sentence.word(start) in quantity_words().with_theirs and not _has_theirs(sentence, end):
        return None
    described = sentence.text[end : end + 2] in {"P#", ".#"} and sentence.word(end).endswith(_DUAL)
    after = end + described  # «شرطيين تركيين اثنين»
    followed = sentence.text[after : after + 1] == "#" and sentence.word(after).startswith("اثن")
    both = people.number is None and _are_both(sentence, start, after)
    if people.number is None and not followed and not both:
        return None
    if people.number == 2 and sentence.definite(start) and not _are_named_victims(sentence, start, end):
        return None
    number = 2 if followed or both else people.number or 2
    return Candidate(start, after + 1 if followed else end, Count(number, number), sentence.text[start], people)


def _are_named_victims(sentence: Sentence, start: int, end: int) -> bool:
    """Whether two known ones stand right behind what befell them, and are named («استشهاد الشابين أنس ويزن»)."""
    return sentence.text[max(0, start - 1) : start] in {"N", "J"} and sentence.text[end : end + 1] == "."


def _is_of_the_family(sentence: Sentence, index: int) -> bool:
    """Whether a number with the article counts those who are somebody's («رجل وأطفاله الثلاثة»)."""
    theirs = sentence.word(index) in quantity_words().retinue
    return theirs and sentence.text[index + 1 : index + 2] == "#" and sentence.definite(index + 1)


def _has_theirs(sentence: Sentence, index: int) -> bool:
    """Whether relatives are joined to somebody, so that she is a mother («أم وأطفالها»), and not «أم» for or."""
    words = quantity_words()
    joined = sentence.text[index : index + 1] == "&"
    return joined and sentence.word(index + 1) in words.companions | words.retinue | words.with_theirs


def _are_both(sentence: Sentence, start: int, end: int) -> bool:
    """Whether what follows tells that a form in ين is of two: «قتلت القوات فلسطينيين، أحدهما طفل»."""
    if not sentence.word(start).endswith("ين") or sentence.definite(start):
        return False
    return not _OF_TWO.isdisjoint(sentence.word(index) for index in range(end, end + 2))


_OF_TWO = frozenset({"احدهما", "احداهما"})
_DUAL = ("ين", "تان", "يان")
"""How an adjective of two ends, not «إن»."""


def _numbered(sentence: Sentence, match: re.Match[str]) -> Candidate | None:
    """Return a count with a number, `None` where the number names, measures or dates something."""
    text, noun = sentence.text, match["noun"] or ""
    start, end = match.span()
    of_two = patterns.OF_TWO_KINDS.match(text, end) if not noun else None
    if of_two is not None:  # «عشرون بين جندي ومتمرد»
        noun, end = "P", of_two.end()
    if noun == "X" and "n" in match.group() and sentence.word(end - 1) in quantity_words().groups:
        noun = "."  # «مقتل 7 من الفصائل»: people of a group, not so many groups
    if noun == "X" and _is_where(sentence.word(end - 1)):
        noun = "."  # «مقتل 8 بموقع»: at a site, not so many sites
    if noun in {"X", "%", "Y"} or (start and text[start - 1] == "Y"):
        return None
    if noun not in {"P", "K", "J"} and (_is_year(sentence.word(start)) or _is_one_behind_its_noun(sentence, start)):
        return None
    count: Count = sentence.value(start)
    at_least = (
        "T" in match.group()
        or "T" in {text[end : end + 1], text[start - 1 : start]}
        or (noun and text[end + 1 : end + 2] == "T")
    )
    if at_least:
        count = Count(count.low, None)
    people = sentence.value(end - 1) if noun in {"P", "K"} else None
    if people is not None and people.number == 1 and sentence.word(start) in _MONDAY:
        return _unnumbered(sentence, end - 1, end)  # «اغتالوا الاثنين ضابطا»: two would be a dual
    partitive = noun == "." and "n" in match.group()
    if noun in {".", "v", "W"}:
        end -= 1 + partitive
    return Candidate(start, end, count, "n" if partitive else noun, people)


_MONDAY = frozenset({"الاثنين", "والاثنين"})


def _is_one_behind_its_noun(sentence: Sentence, index: int) -> bool:
    """Whether «واحد» only says of a noun before it that it is one («ستة أفراد من أسرة واحدة», «محتج واحد»)."""
    return sentence.word(index) in ONLY_ONE and sentence.text[max(0, index - 1) : index] in {"P", "X", "K", "."}


ONLY_ONE = frozenset(map(key, ONE))


def _is_where(word: str) -> bool:
    """Whether a word for a thing bears the preposition ب («بموقع», not «براميل»)."""
    return word.startswith("ب") and word[1:].removeprefix("ال") in quantity_words().vocabulary


def _is_year(text: str) -> bool:
    """Whether four figures look like a year."""
    return text.isdigit() and len(text) == 4 and 1900 <= int(text) <= 2100


def is_running_total(read: Sentence, candidate: Candidate) -> bool:
    """Whether a toll counts since some time before: «ليرتفع عدد القتلى منذ شباط إلى 60» is of no one event."""
    units = read.signs.units
    end = units[candidate.end - 1].end
    if _SINCE_A_BEGINNING.match(read.folded, end) or _ALL_OVER.match(read.folded, end):
        return True
    begin = units[candidate.start].start
    earliest = max(0, begin - _MONTH_LETTERS)
    if _OVER_A_MONTH.match(read.folded, end) or _OVER_A_MONTH_BEFORE.search(read.folded, earliest, begin):
        return True
    if read.before(patterns.TOLLING, candidate.start) is None:
        return False
    clause = read.folded[:begin].rpartition("،")[2].split()
    return _SINCE in clause and weekday_words().isdisjoint(clause[clause.index(_SINCE) + 1 :][:1])


_ALL_OVER = re.compile(r"\W+في (?:(?:عموم|انحاء|كل|مختلف|جميع|ارجاء) )*البلاد")
"""Behind a count: «سقط فيه 46 قتيلا في البلاد» counts those of a whole country."""
_MONTH = "(?:هذا (?:الشهر|العام)|هذه السنه|(?:الشهر|العام) (?:الجاري|الحالي))"
_OVER_A_MONTH = re.compile(rf"\W+(?:خلال|منذ) {_MONTH}\b(?! في (?:هجوم|تفجير|انفجار|قصف|غاره|كمين))")
_OVER_A_MONTH_BEFORE = re.compile(rf"\bاعمال (?:ال)?عنف \w+ {_MONTH} (?:\w+ ){{0,2}}$")
_MONTH_LETTERS = 45
"""Round a count, and letters before it: «حصدت زهاء 150 قتيلا خلال هذا الشهر», «خلفت هذا الشهر زهاء 150 قتيلا»."""
_SINCE = "منذ"
_SINCE_A_BEGINNING = re.compile(r"(?:\W+\w+){0,4}?\W+منذ (?:بدء|بدايه|انطلاق|اندلاع|مطلع|مستهل|اوائل)")
"""Behind a count: «41 مسلحا قتلوا منذ انطلاق العملية» counts those of an operation."""
