"""Factuality: whether the words round a trigger say that it happened, will happen, did not, or nothing of the kind.

Scope is the trigger's clause, from the trigger back to the clause's start, closed by words such as «بعد» or «التي».
Cues stand in `lexicon/factuality.yaml`; this file only walks.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from gazetteer.folding import key
from geo.clauses import AND_THAT, THAT, Reading
from geo.counted_from import days_counted, is_counted_from, is_how_it_was
from geo.errors import LexiconInvalid
from geo.lexicons import by_first, cues, load_entries, load_mapping, words
from geo.roles import role_words
from geo.taxonomy import Status
from geo.timex_words import weekday_words
from geo.wordforms import WordForm, phrase_forms

_STATUSES = {"none": None, "planned": Status.PLANNED, "denied": Status.DENIED}
_BY_MEANS_OF = ("من", "خلال")
"""«من خلال» is no «خلال»: it names a means, not a time."""
_CONTINUED = 3
"""Clauses to go back at most over continuations."""
_APPOSITION = 5
"""Most words of an inserted apposition."""
_JOINED_REACH = 10
"""How much further a cue governs a masdar that و joins to what it governs («وقف القصف ... وإدخال المساعدات»)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cue:
    """One entry of the factuality lexicon."""

    cue_id: str
    status: Status | None
    """`None`: no event."""
    reach: int
    only: frozenset[str]
    spared: frozenset[str]
    except_next: frozenset[str]
    joins: bool = True
    """Whether it governs a second masdar behind و too; «قرب المدينة وغارتين» does not."""
    except_before: frozenset[str] = frozenset()
    """Words before the cue that make it another word («هدوء حذر» is wary, and nobody warns)."""

    def governs(self, entry_id: str, distance: int) -> bool:
        """Whether the cue reaches a trigger of this entry so many words later."""
        return distance <= self.reach and entry_id not in self.spared and (not self.only or entry_id in self.only)


@dataclass(frozen=True, slots=True)
class _Lexicon:
    words: dict[str, tuple[Cue, ...]]
    phrases: dict[str, tuple[tuple[tuple[str, ...], str], ...]]
    by_id: dict[str, Cue]
    closers: frozenset[str]
    exposure: frozenset[str]
    befalls: frozenset[str]
    year_heads: frozenset[str]
    past: dict[str, tuple[tuple[tuple[str, ...], str], ...]]
    no_future: tuple[str, ...]
    perfect_t: frozenset[str]
    continuations: frozenset[str]
    conditions: frozenset[str]
    saying: frozenset[str]
    """Verbs that tell what somebody said, and take no side."""
    often: frozenset[str]
    """Words before «ما» that make an act a habit."""
    denials: frozenset[str]
    """Words that deny what follows them: «تنفي ما قيل عن سقوط»."""


def governing_cue(reading: Reading, index: int, form: WordForm, entry_id: str) -> Cue | None:
    """Return the cue that governs the trigger at word `index`; `None` where the text just reports it.

    The nearest cue wins, but «no event» wins over «planned»: a call for what is planned is a call.
    """
    lexicon = _lexicon()
    if _is_looked_back_on(reading, index, form) and not is_dated(reading, index):
        return _HISTORY
    counted = is_counted_from(reading, index) and days_counted(reading, index) is None
    counted = counted or is_how_it_was(reading, index)
    counted = (
        counted or _is_remembered(reading, index) or (entry_id in _TAKINGS and _is_what_befell_it(reading, index, form))
    )
    counted = counted and not is_dated(reading, index)
    if counted or _is_of_years(reading, index) or _is_history(reading, index, lexicon):
        return _HISTORY
    found = [*_cues_before(reading, index, form, entry_id, lexicon), *_habit_aside(reading, index, lexicon)]
    return next((cue for cue in found if cue.status is None), found[0] if found else None)


def is_exposed(reading: Reading, index: int, operations: frozenset[str]) -> bool:
    """Whether ل before a masdar marks what was suffered or is under way («تعرضت لقصف», «عملية جارية لإجلاء»)."""
    first, _ = reading.clause_bounds(index)
    near = reading.words[max(first, index - _EXPOSURE_REACH) : index]
    if not _lexicon().exposure.isdisjoint(near) or not operations.isdisjoint(near):
        return True
    if not _lexicon().befalls.isdisjoint(reading.words[first:index]):
        return True
    inserted = index == first and first > 1  # «وتعرض المطار، الوحيد في العاصمة، لسقوط قذيفة»
    opening = reading.clause_bounds(reading.clause_bounds(first - 1)[0] - 1) if inserted else (0, 0)
    return not _lexicon().exposure.isdisjoint(reading.words[slice(*opening)])


_EXPOSURE_REACH = 9
"""Words between «تعرضت» and what was suffered: the place and its place stand between them."""


_HISTORY = Cue(cue_id="history", status=None, reach=0, only=frozenset(), spared=frozenset(), except_next=frozenset())
_FUTURE_VERB = Cue(
    cue_id="future_verb", status=Status.PLANNED, reach=9, only=frozenset(), spared=frozenset(), except_next=frozenset()
)
_MAYBE = Cue(cue_id="maybe", status=None, reach=6, only=frozenset(), spared=frozenset(), except_next=frozenset())


def _cues_before(reading: Reading, index: int, form: WordForm, entry_id: str, lexicon: _Lexicon) -> Iterator[Cue]:
    """Yield the cues in scope, nearest first."""
    first = max(_scope_start(reading, index, form), _statement_start(reading, index, lexicon))
    joined = form.joined or reading.words[index - 1 : index] == (_AND,)
    bonus = _JOINED_REACH if joined and not form.is_verb else 0
    for position in range(index - 1, first - 1, -1):
        word = reading.words[position]
        following, preceding = reading.words[position + 1], reading.words[position - 1] if position else ""
        for cue in _cues_at(reading, position, word, lexicon):
            otherwise = following in cue.except_next or preceding in cue.except_before
            if not otherwise and cue.governs(entry_id, index - position - bonus * cue.joins):
                yield cue
        if word in lexicon.closers:
            for cue in _cues_closing(reading, position, lexicon):  # «إلى حين طرد المتمردين»
                if cue.governs(entry_id, index - position - bonus):
                    yield cue
            if position > first and reading.words[position - 1 : position + 1] == _BY_MEANS_OF:
                yield from (cue for cue in (lexicon.by_id["means"],) if cue.governs(entry_id, index - position))
            return


def _habit_aside(reading: Reading, index: int, lexicon: _Lexicon) -> Iterator[Cue]:
    """Yield the cue of what is done now and then, set off by commas («وتشن، بين الحين والآخر، هجمات على المدينة»)."""
    first, _ = reading.clause_bounds(index)
    begin, end = reading.clause_bounds(first - 1) if 0 < first == index else (0, 0)
    if end - begin <= _LONGEST_ASIDE:
        found = (cue for at in range(begin, end) for cue in _cues_at(reading, at, reading.words[at], lexicon))
        yield from (cue for cue in found if cue.cue_id == _HABIT)


_HABIT, _LONGEST_ASIDE = "habit", 4


def _statement_start(reading: Reading, index: int, lexicon: _Lexicon) -> int:
    """First word of what a clause says that somebody said: who said it gives no cue («قال مشروع نزع الألغام إن …»).

    0 where the clause reports no words, or where «أن» only leads to what is wished («أعلن رفضه أن تنسحب القوات»).
    """
    first, _ = reading.clause_bounds(index)
    for at in range(index - 1, first, -1):
        if reading.words[at] not in THAT or _is_imperfect(reading.words[at + 1], lexicon):
            continue
        if not lexicon.saying.isdisjoint(reading.words[max(first, at - _SAYING_REACH) : at]):
            return at + 1
    return 0


_SAYING_REACH = 7


def _scope_start(reading: Reading, index: int, form: WordForm) -> int:
    """First word in scope: the clause's; further back where the clause only continues what precedes.

    It does where و joins nouns («..., والتوصل إلى هدنة»), after an apposition («دعت العضو، فلانة، إلى مظاهرة»), and in
    the apodosis of a condition («إذا انسحبوا؛ فسيقصف»).
    """
    lexicon = _lexicon()
    first, _ = reading.clause_bounds(index)
    for _ in range(_CONTINUED):
        if not first or not _continues(reading, first, index, form, lexicon):
            break
        inserted = reading.words[first] in lexicon.continuations
        first, end = reading.clause_bounds(first - 1)
        if inserted and first and end - first <= _APPOSITION:
            first, _ = reading.clause_bounds(first - 1)
    return first


def _continues(reading: Reading, first: int, index: int, form: WordForm, lexicon: _Lexicon) -> bool:
    opening = reading.words[first]
    if opening in AND_THAT:  # «طالب بوقف القصف وأن تنسحب القوات», not «طلب الإخلاء وأن عشرات الأسر فرت»
        return first < index and _is_imperfect(reading.words[first + 1], lexicon)
    if opening in lexicon.continuations or opening.startswith("وال"):
        return True
    if opening == _AND and index == first + 1 and not form.is_verb:
        return True  # «يشمل الاتفاق إجلاء السكان, و خروج المقاتلين»
    if first == index and form.joined and (not form.is_verb or _is_spelled_like_a_masdar(opening)):
        return True
    before, end = reading.clause_bounds(first - 1)
    if opening == "ما" and reading.words[first - 1] in lexicon.often:
        return True  # «غالبا ما يعمد الجيش إلى قصف المدينة»
    if opening == "ما" and not lexicon.denials.isdisjoint(reading.words[before:end]):
        return True
    return opening.startswith(("ف", "س")) and not lexicon.conditions.isdisjoint(reading.words[before:end])


_AND = "و"
"""«And» written apart."""


def _is_spelled_like_a_masdar(word: str) -> bool:
    """Whether a joined word is a perfect or its masdar, spelled alike («ضرورة مواجهتهم، وطردهم من المدينة»)."""
    bare = word.removeprefix("و")
    stems = (bare, *(bare.removesuffix(end) for end in _PRONOUNS_OF_OBJECTS if bare.endswith(end)))
    return word != bare and any(stem in _ALIKE for stem in stems[1:])


_PRONOUNS_OF_OBJECTS = ("هم", "ها", "هما")
_ALIKE = frozenset({"طرد", "قصف", "قتل", "خطف", "نهب", "هدم", "ضرب", "حرق", "دحر", "قمع", "اسر"})
"""Verbs whose perfect and masdar are spelled alike."""


def _cues_at(reading: Reading, position: int, word: str, lexicon: _Lexicon) -> Iterator[Cue]:
    yield from lexicon.words.get(word, ())
    yield from (cue for _, cue in _phrases_at(reading, position, lexicon))
    if is_future_verb(word):
        yield _FUTURE_VERB
    if word in ("قد", "وقد", "فقد") and _is_imperfect(reading.words[position + 1], lexicon):
        yield _MAYBE


def _cues_closing(reading: Reading, position: int, lexicon: _Lexicon) -> Iterator[Cue]:
    """Yield the cues of several words of which the second, at `position`, closes the scope («بين حين وآخر»)."""
    if position:
        yield from (cue for length, cue in _phrases_at(reading, position - 1, lexicon) if length > 1)


def _phrases_at(reading: Reading, position: int, lexicon: _Lexicon) -> Iterator[tuple[int, Cue]]:
    """Yield the cues of several words that begin at `position`, each with how many words it has."""
    for sequence, cue_id in lexicon.phrases.get(reading.words[position], ()):
        if reading.words[position : position + len(sequence)] == sequence:
            yield len(sequence), lexicon.by_id[cue_id]


def is_future_verb(word: str) -> bool:
    """Whether a word is an imperfect with س («سيعقدان»), not one of the words that only look so («سيارة»)."""
    bare = word[1:] if word[:1] in "وف" else word
    return len(bare) >= 5 and bare.startswith(("سي", "ست", "سن")) and not bare.startswith(_lexicon().no_future)


def _is_imperfect(word: str, lexicon: _Lexicon) -> bool:
    perfect = word in lexicon.perfect_t or (len(word) > _SHORT_VERB and word.endswith(_PERFECT))  # «تبادلت»
    return word.startswith("ي") or (word.startswith("ت") and not perfect)


_PERFECT, _SHORT_VERB = ("ت", "تا", "وا"), 4


def _is_history(reading: Reading, index: int, lexicon: _Lexicon) -> bool:
    """Whether the clause dates the trigger by a bare year («في عام 1982») or years back («قبل سنوات»)."""
    first, end = reading.clause_bounds(index)
    first = max(first, _statement_start(reading, index, lexicon))
    if _is_year(reading.words[0]):
        return True  # «1943 - قوات الحلفاء تشن غارات على هامبورغ»
    if _SINCE_THAT in pairwise(reading.words[max(0, first - 1) : index]):
        return True  # «تقيم في الشرق منذ أن بسطت جماعة سيطرتها على العاصمة»
    for position, word in enumerate(reading.words[first:end], first):
        if word not in lexicon.past and not word.isdigit():
            continue
        if position and _is_year(word) and reading.words[position - 1] in lexicon.year_heads:
            if _is_how_it_stands(reading, index, position):
                continue
            return not is_first_time(reading, position)
        for sequence, kind in lexicon.past.get(word, ()):
            if kind == _OPENER and position > index:
                continue  # «أغاروا على منزل سبق أن أخلي»
            if reading.words[position : position + len(sequence)] == sequence:
                return True
    return False


def _is_of_years(reading: Reading, index: int) -> bool:
    """Whether a length of months or years «of» an act stands before it («خلال عام من الاحتجاجات»)."""
    return index > 1 and reading.words[index - 1] == _OF and reading.words[index - 2] in _LONG_TIMES


_OF = "من"
_LONG_TIMES = frozenset(map(key, ("عام", "عامين", "أعوام", "سنة", "سنتين", "سنوات", "سنين", "شهرين", "أشهر", "شهور")))
_OPENER = "opener"
"""What only sets back the act that follows it: «سبق أن»."""


def _is_how_it_stands(reading: Reading, index: int, year: int) -> bool:
    """Whether a year only tells since when a place stands so («استعادوا المطار المغلق منذ 2014»), not an act."""
    words = reading.words
    return words[year - 1] == _SINCE and index < year - _STANDS and words[year - 2].startswith("ال")


_SINCE, _STANDS = "منذ", 3
"""«منذ», and the words from an act that «المستمرة منذ» describes itself to the year."""
_SINCE_THAT = (_SINCE, "ان")


def is_first_time(reading: Reading, position: int) -> bool:
    """Whether the words before a year say that there was nothing of the kind since («للمرة الأولى منذ 2016»)."""
    return not _FIRST.isdisjoint(reading.words[max(0, position - _FIRST_REACH) : position])


_FIRST = frozenset(
    {"لاول", "للمره", "الاولي", "الاول", "اول", "الاعنف", "الاكبر", "الاشد", "الاسوا", "اعنف", "اكبر", "اشد"}
)
_FIRST_REACH = 3


def _is_looked_back_on(reading: Reading, index: int, form: WordForm) -> bool:
    """Whether «بعد» and a noun with a pronoun take up what befell a place («أصبحت عدن بعد تحريرها تستقبل السفن»)."""
    suffixed = not form.is_verb and reading.words[index].endswith(_ITS)
    return bool(index) and reading.words[index - 1] in {"بعد", "منذ"} and suffixed


_ITS = ("ها", "ته", "يره", "هما")
"""Endings of a masdar with «its»: «تحريرها», «استعادته», «تطهيره»; a bare «ه» is the feminine ending, folded."""


def _is_what_befell_it(reading: Reading, index: int, form: WordForm) -> bool:
    """Whether «التي جرى» or «التي تم» and a noun with «its» say what once befell a place («التي جرى تحريرها»)."""
    before = reading.words[max(0, index - 2) : index]
    told = len(before) == 2 and before[0] in role_words()["relatives"] and before[1] in role_words()["was_done"]
    return told and not form.is_verb and reading.words[index].endswith(_ITS)


_TAKINGS = frozenset({"regain", "capture_noun", "expel"})
"""Entries of nouns that say how a place changed hands."""


def _is_remembered(reading: Reading, index: int) -> bool:
    """Whether a clause goes on with what an anniversary is of («ذكرى المجزرة التي نفذوها في البلدة وقتل فيها 30»)."""
    lists = role_words()
    before, behind = reading.words[:index], reading.words[index + 1 : index + 1 + _THERE_REACH]
    if lists["resumptive"].isdisjoint(behind) or lists["anniversaries"].isdisjoint(before):
        return False  # of most acts by the few words behind
    since = max(at for at, word in enumerate(before) if word in lists["anniversaries"])
    return not lists["relatives"].isdisjoint(before[since:])


_THERE_REACH = 3
"""Words behind a verb in which «فيها» takes up what its clause goes on with."""


def is_dated(reading: Reading, index: int) -> bool:
    """Whether a weekday follows an act in its clause, so that it is told too («… الذي أوقع 32 قتيلا الاثنين»)."""
    _, end = reading.clause_bounds(index)
    following = reading.words[index + 1 : min(end, index + _DATED_REACH)]
    return not weekday_words().isdisjoint(following)


_DATED_REACH = 16


def _is_year(word: str) -> bool:
    return len(word) == 4 and word.isdigit() and word.startswith(("19", "20"))


@lru_cache(maxsize=1)
def _lexicon() -> _Lexicon:
    by_word: dict[str, list[Cue]] = {}
    phrases: list[tuple[tuple[str, ...], str]] = []
    by_id: dict[str, Cue] = {}
    for entry in load_entries("factuality.yaml"):
        if entry.get("status") not in _STATUSES:
            raise LexiconInvalid(f"factuality.yaml: entry `{entry['id']}` has status `{entry.get('status')}`")
        cue = Cue(
            cue_id=entry["id"],
            status=_STATUSES[entry["status"]],
            reach=int(entry["reach"]),
            only=frozenset(entry.get("only") or ()),
            spared=frozenset(entry.get("not") or ()),
            except_next=frozenset(key(word) for word in words(entry, "except_next")),
            joins=entry.get("joins", True),
            except_before=frozenset(key(word) for word in words(entry, "except_before")),
        )
        by_id[cue.cue_id] = cue
        for form in cues(entry, "words"):
            by_word.setdefault(form, []).append(cue)
        phrases.extend((form, cue.cue_id) for phrase in entry.get("phrases") or () for form in phrase_forms(phrase))
    context = load_mapping("context.yaml")
    past = [
        (form, kind)
        for kind, label in (("past", "past_phrases"), (_OPENER, "past_openers"))
        for phrase in context[label]
        for form in phrase_forms(phrase)
    ]
    return _Lexicon(
        words={form: tuple(found) for form, found in by_word.items()},
        phrases=by_first(phrases),
        by_id=by_id,
        closers=frozenset(key(word) for word in words(context, "scope_closers")) | cues(context, "scope_closers"),
        exposure=cues(context, "exposure"),
        befalls=cues(context, "befalls"),
        year_heads=frozenset(key(word) for word in words(context, "year_heads")) | cues(context, "year_heads"),
        past=by_first(past),
        no_future=tuple(key(word) for word in words(context, "no_future")),
        continuations=frozenset(key(word) for word in words(context, "continuations")),
        conditions=frozenset(key(word) for word in words(context, "conditions")),
        saying=cues(context, "saying"),
        often=cues(context, "often"),
        denials=frozenset(word for word, found in by_word.items() if any(cue.cue_id == "denied" for cue in found)),
        perfect_t=frozenset(key(word) for word in words(context, "perfect_t")),
    )
