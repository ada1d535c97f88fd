"""Acts: which words of a sentence tell each of a happening of its own, and which only of one already told."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from gazetteer.lexicon import heads
from geo.clauses import THAT, WHEREAS, Reading
from geo.counted_from import days_counted
from geo.evidence import context
from geo.numerals import is_number_word
from geo.roles import role_words
from geo.subtypes import FORTIFIED
from geo.taxonomy import EVENT_TYPE_OF, POLITICAL_VIOLENCE, EventType, Status, SubEventType
from geo.trigger_lexicon import Entry
from geo.wordforms import WordForm


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """A lexicon form in the sentence: words `first` to `last`, inclusive."""

    first: int
    last: int
    entry: Entry
    form: WordForm


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """A hit that is an event mention."""

    hit: Hit
    sub_type: SubEventType
    status: Status
    evidence: str


_TOLD_BY_DEATHS = frozenset({"killing"})
"""Policies of acts of which only the dead are told: any act of the sentence that caused them tells more."""


def one_per_act(acts: Sequence[Act], reading: Reading) -> Iterator[Act]:
    """Drop weak triggers beside a violent one, those that yield, and a second of one sub-type in a clause."""
    violent = [act for act in acts if EVENT_TYPE_OF[act.sub_type] in POLITICAL_VIOLENCE]
    strong = [act for act in violent if not act.hit.entry.weak]
    unrest = [act for act in acts if EVENT_TYPE_OF[act.sub_type] in {EventType.RIOTS, EventType.PROTESTS}]
    deadly = [act for act in (*violent, *unrest) if act.sub_type is not SubEventType.ABDUCTION]
    causes = [act for act in deadly if act.hit.entry.policy not in _TOLD_BY_DEATHS]
    seen: set[tuple[int, SubEventType, Status]] = set()
    covered = -1
    taken: Act | None = None
    for act in acts:
        clause = reading.clauses[act.hit.first]
        others = causes if act.hit.entry.policy == "killing" else strong
        if act.sub_type is SubEventType.EXCESSIVE_FORCE:  # «32 متظاهرا قتلوا عند الجسر الذي قطعه المحتجون»
            others = [other for other in others if other.sub_type is not SubEventType.PEACEFUL_PROTEST]
        if act.hit.entry.weak and any(_replaces(other, act, reading) for other in others):
            continue
        if taken is not None and _is_same_taking(taken, act, reading):
            continue
        if any(_is_repelled(act, other, reading) or _tells_on(act, other, reading) for other in acts):
            continue
        if any(_is_told_anew(act, other, reading) or _is_how_it_hit(act, other, reading) for other in acts):
            continue
        if any(_sums_up(act, other, reading) for other in acts):
            continue
        taken = act if act.hit.entry.policy == "territory" else taken
        same = (clause, act.sub_type, act.status)
        if (same in seen and not _counts_again(act, reading)) or _yields(act, acts, reading):
            continue
        if act.hit.first <= covered and act.hit.first == act.hit.last:
            continue
        covered = max(covered, act.hit.last) if act.hit.last > act.hit.first else covered
        seen.add(same)
        yield act


def _is_told_anew(act: Act, other: Act, reading: Reading) -> bool:
    """Whether a noun that takes up an act stands beside the word that tells it («بدأ الهجوم بتفجير انتحاريين»)."""
    together = reading.clauses[act.hit.first] == reading.clauses[other.hit.first]
    same = together and act.sub_type is other.sub_type and act.hit.first < other.hit.first
    told = other.hit.entry.policy == "explosion" and _ANAPHOR not in other.evidence
    return same and told and act.hit.entry.policy == "assault" and _ANAPHOR in act.evidence


def _is_how_it_hit(act: Act, other: Act, reading: Reading) -> bool:
    """Whether a verb goes on with what was fired at a target just hit («الغارة استهدفت سيارة وأطلقت عليها صواريخ»)."""
    both = EVENT_TYPE_OF[act.sub_type] is EVENT_TYPE_OF[other.sub_type] is EventType.EXPLOSIONS
    at_it = reading.words[act.hit.last + 1 : act.hit.last + 2] in _AT_IT and act.hit.form.joined
    return both and at_it and other.hit.first < act.hit.first


def _sums_up(act: Act, other: Act, reading: Reading) -> bool:
    """Whether «في هجوم» only says what the act before it was («فجر انتحاري نفسه في السوق، في هجوم أوقع 29 قتيلا»)."""
    first, last = act.hit.first, act.hit.last
    if act.hit.entry.policy != "assault" or act.hit.form.is_verb or act.hit.form.definite or not act.hit.form.bare:
        return False
    hostile = EVENT_TYPE_OF[other.sub_type] in POLITICAL_VIOLENCE and other.hit.entry.policy not in _TOLD_BY_DEATHS
    told = hostile and not other.hit.entry.weak and 0 < first - other.hit.last <= _SUM_REACH
    led = reading.words[first - 1 : first] == _IN and first - other.hit.last > 1
    return told and led and _SOMEWHERE.isdisjoint(reading.words[last + 1 : last + _OWN_PLACE])


_IN = ("في",)
_SUM_REACH = 25
"""Words between an act and the noun that sums it up at most."""
_OWN_PLACE = 5
"""Words behind «هجوم» in which it would say at what or where it was."""
_AT_IT = {("عليها",), ("عليه",), ("عليهما",), ("عليهم",)}
_ANAPHOR = "anaphor"


def _yields(act: Act, acts: Sequence[Act], reading: Reading) -> bool:
    """Whether an act is told of that this one only tells again: not where each has a clause and a place of its own.

    «أمطروا بالقذائف جنودا شرق البلدة، وأنهم وجهوا صلية صاروخية إلى المستوطنة» tells of two.
    """
    if FORTIFIED in act.evidence:
        return False
    others = [
        other
        for other in acts
        if other.hit.entry.entry_id in act.hit.entry.yields_to and _ANAPHOR not in other.evidence
        if not (other.hit.entry.weak and not act.hit.entry.weak and _replaces(act, other, reading))
    ]
    apart = _is_somewhere(act, reading) and all(
        reading.clauses[other.hit.first] != reading.clauses[act.hit.first]
        and (_is_somewhere(other, reading) or _turns_to(other, act, reading))
        for other in others
    )
    return bool(others) and not apart


def _turns_to(other: Act, act: Act, reading: Reading) -> bool:
    """Whether «كما» or «فيما» opens the clause of a later act («احتشدوا في الميدان، كما شهدت إب تظاهرة مماثلة»)."""
    opening = reading.words[reading.clause_bounds(other.hit.first)[0]]
    return act.hit.first < other.hit.first and opening in context("contrasts")


def _is_somewhere(act: Act, reading: Reading) -> bool:
    """Whether a preposition of place stands behind an act in its clause, or before what «ب» says it was done by."""
    first, end = reading.clause_bounds(act.hit.first)
    by_it = not act.hit.form.is_verb and reading.words[act.hit.first].startswith("ب")
    return not _SOMEWHERE.isdisjoint(reading.words[first if by_it else act.hit.last + 1 : end])


def _counts_again(act: Act, reading: Reading) -> bool:
    """Whether a noun is set off from one of its kind by a number and a target («وثلاث غارات على …»).

    So is one that is added («بالإضافة إلى ثلاث غارات على»), or has a place of its own («واشتباك بمدينة السويس»).
    """
    first, last = act.hit.first, act.hit.last
    before = reading.words[max(0, first - _ADDED_REACH) : first]
    numbered = bool(before) and is_number_word(before[-1])
    numbered = numbered and (before[-1].startswith("و") or not role_words()["adding"].isdisjoint(before))
    counted = not act.hit.form.is_verb and days_counted(reading, first) is not None  # «بعد ساعات من سقوط قذيفتين على»
    added = numbered or counted or (act.hit.form.joined and not act.hit.form.is_verb)
    following = reading.words[last + 1 : last + 3]
    targeted = not _TARGETS.isdisjoint(following[: 1 + (numbered or counted)])
    return added and (targeted or (bool(following) and following[0].startswith("ب") and following[0][1:] in heads()))


_ADDED_REACH = 4
"""Words before a noun in which it is said to be added, its number the last."""
_TARGETS = frozenset({"علي", "قرب", "في"})


_SAME_TAKING = 2
"""Words between a verb and a noun that tell of one capture."""


def _is_same_taking(earlier: Act, later: Act, reading: Reading) -> bool:
    """Whether two words tell of one capture («استعادت السيطرة على»)."""
    if later.hit.entry.policy != "territory":
        return False
    beside = later.hit.first - earlier.hit.last <= _SAME_TAKING
    together = reading.clauses[earlier.hit.first] == reading.clauses[later.hit.first]
    return (beside and together) or _is_a_flag_on_it(later, reading)


def _is_a_flag_on_it(act: Act, reading: Reading) -> bool:
    """Whether a flag is raised on what was just taken («استعادوا الحي، ورفعوا العلم فوق مبانيه»)."""
    behind = reading.words[act.hit.last + 1 : act.hit.last + _FLAG_REACH]
    upon = (of_it for word, of_it in pairwise(behind) if word in _UPON)
    return act.hit.entry.entry_id == _FLAG and any(of_it.endswith(_ITS) for of_it in upon)


_FLAG, _FLAG_REACH = "raise_flag", 6
"""Entry of those who raise a flag, and the words behind in which they say on what."""
_UPON, _ITS = frozenset({"فوق", "علي"}), ("ه", "ها", "هما")


def _is_repelled(act: Act, other: Act, reading: Reading) -> bool:
    """Whether an attack is the one that a word before it says was beaten off («أحبطت القوات هجوما على المستشفى»)."""
    attack = act.hit.entry.policy == "assault" and not act.hit.form.is_verb
    if not attack or other.hit.entry.entry_id != _REPELLED:
        return False
    together = reading.clauses[act.hit.first] == reading.clauses[other.hit.first]
    return together and 0 < act.hit.first - other.hit.last <= other.hit.entry.within


def _tells_on(act: Act, other: Act, reading: Reading) -> bool:
    """Whether «استهدف» only says at what the attack before it was aimed («هجوم … واستهدف ناشطين»)."""
    light = act.hit.form.is_verb and act.hit.entry.policy == "strike" and act.evidence.endswith(_OF_LEAD)
    noun = not other.hit.form.is_verb and other.hit.entry.policy in {"assault", "explosion"}
    reached = 0 < act.hit.first - other.hit.last <= _TOLD_ON_REACH
    return light and noun and reached and reading.clauses[act.hit.first] - reading.clauses[other.hit.first] <= 1


_OF_LEAD = "-of-lead"
_TOLD_ON_REACH = 14
_REPELLED = "repel"


def _was_shot(act: Act, reading: Reading) -> bool:
    """Whether a death has means and place of its own, whatever else happened («واستشهدت امرأة بنيران الحرس في X»)."""
    return _has_bullets_of_its_own(act, reading) and _is_somewhere(act, reading)


def _has_bullets_of_its_own(act: Act, reading: Reading) -> bool:
    first, end = reading.clause_bounds(act.hit.first)
    fronted = reading.words[first] in _FRONTING and act.hit.first - first <= _FRONTED  # «وفي درعا استشهد طفلان برصاص»
    if act.hit.first - first > 1 and not fronted and not _is_said_of_somebody(reading, act.hit.first):
        return False  # «ما أدى إلى مقتل»: what came of the other
    if reading.words[act.hit.first].startswith("ف"):
        return False  # «فقتل ثلاثة»
    behind = reading.words[act.hit.last + 1 : end]
    killers = context("snipers") | context("gunmen") | context("what_kills")  # «في حين قتلت قنبلة ثلاثة في المقدادية»
    killer = act.hit.form.is_verb and behind[:1] and behind[0] in killers
    if killer and not behind[0].endswith("ا"):
        return True  # «وقصفت الدبابات القرية، فيما قتل قناص رجلا»
    return any(word.startswith("ب") and word in context("gunfire") for word in behind)


def _is_said_of_somebody(reading: Reading, index: int) -> bool:
    """Whether «أن» and one noun stand before a verb, who is said to have died («ذكرت أن امرأة قتلت برصاص قناص»)."""
    return index > 1 and reading.words[index - 2] in THAT


_FRONTING, _FRONTED = frozenset({"في", "وفي"}), 4
"""What opens a clause with its place, and the words up to its verb."""


def _are_others(other: Act, weak: Act, reading: Reading) -> bool:
    """Whether those hit by another act are said to be others («قتل المختار برصاص، وأصيب أربعة بانفجار عبوة»)."""
    opening = reading.words[reading.clause_bounds(other.hit.first)[0]]
    later = reading.clauses[other.hit.first] > reading.clauses[weak.hit.first]
    more = opening.startswith("و") and opening in context("casualties")
    return later and more and _has_bullets_of_its_own(weak, reading)


_SOMEWHERE = frozenset({"في", "قرب", "عند", "علي", "الي", "شرق", "غرب", "شمال", "جنوب"})


def _replaces(other: Act, weak: Act, reading: Reading) -> bool:
    """A count of deaths gives way in the whole sentence, other weak triggers in their clause."""
    if weak.hit.entry.policy == "killing" and not (_was_shot(weak, reading) or _are_others(other, weak, reading)):
        return not _is_parted(weak, other, reading)
    if weak.hit.form.is_verb and not other.hit.form.is_verb and _is_before_it(other, weak, reading):
        return False
    return reading.clauses[other.hit.first] == reading.clauses[weak.hit.first]


def _is_parted(weak: Act, other: Act, reading: Reading) -> bool:
    """Whether «كما» parts deaths that have a place from another act («قتل ستة في سوق الصدرية، كما انفجرت سيارة في»).

    Or «في حين», where they come first.
    """
    one, two = sorted((weak.hit, other.hit), key=lambda hit: hit.first)
    between = reading.words[one.last + 1 : two.first]
    parted = not _MOREOVER.isdisjoint(between) or (one is weak.hit and WHEREAS in pairwise(between))
    return parted and _is_somewhere(weak, reading)


_MOREOVER = frozenset({"كما", "وبالتزامن", "وبالتوازي"})
"""Words that add another act."""


def _is_before_it(other: Act, weak: Act, reading: Reading) -> bool:
    """Whether a noun behind a verb is of what had been («أغارت طائرات على البلدة بعد اشتباك بين مقاتلين»)."""
    return weak.hit.first < other.hit.first and reading.words[other.hit.first - 1] in context("afterwards")
