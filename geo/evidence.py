"""Evidence round a trigger: cue words, means, parties; looked up, never decided here."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from itertools import pairwise

from gazetteer.folding import key, read_words
from geo.actors import Party, PartyHit, match_parties
from geo.clauses import WHEREAS, Reading, read_sentence
from geo.errors import LexiconInvalid
from geo.lexicons import by_first, cues, load_entries, load_mapping
from geo.numerals import is_number_word
from geo.taxonomy import SubEventType
from geo.wordforms import cue_forms, phrase_forms

_FEW, _MANY, _WAR = 4, 9, 14
"""Distinct conflict words of a document from which on it supports ambiguous and very ambiguous words, and from which it
is a report of war, in which forces may go unnamed in a sentence («استعادت ... سلسلة تباب»)."""
_LEAD = 250
"""Letters of a document that say what it is about."""
_JOINED_REACH = 4
"""Words between two parties of one act."""
_UNUSED_REACH = 3
"""Words before a means that tell that it only supports the act («بدعم من طيران التحالف») or was found and defused."""
_RIGHT_BEHIND = 4
"""Words behind a verb in which its subject stands, though a party stands right before it."""
_UNIT_OF = 2
"""Words between a verb and the party whose unit is its subject: the unit and «من»."""
_FROM, _FROM_ITS_HOLD = 9, 14
"""Words behind a trigger within which the party that lost may be named."""
_THEY = "وا"
"""Ending of verbs whose subject stands before them."""
_IN = "في"
WAS = frozenset({"كان", "كانت", "وكان", "وكانت"})
AUTHORITIES = frozenset({"state", "foreign"})
"""Kinds of parties that arrest rather than abduct, and demolish rather than bomb."""
_NOT_ACTING = frozenset({"civilians", "media", "un", "aid", "other"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Instrument:
    """A means of violence."""

    instrument_id: str
    sub_type: SubEventType
    rank: int


@dataclass(frozen=True, slots=True)
class Scene:
    """A sentence with what its rules ask for."""

    document: str
    reading: Reading
    acts: tuple[int, ...] = ()
    """Words that may themselves be triggers, ascending: one's means are not another's."""
    in_headline: bool = False

    @property
    def parties(self) -> tuple[PartyHit, ...]:
        """The parties that the sentence names."""
        return match_parties(self.reading, self.document)

    def own_words(self, index: int, *, joined: bool) -> tuple[int, int]:
        """Return the range of words of the clause that belong to the trigger at `index`, half-open.

        It ends at the next act, save one that ب makes a means («قصفت ... بغارات»); it starts at the last act, or at the
        trigger itself where و joins it to what precedes.
        """
        first, end = self.reading.clause_bounds(index)
        before = [act + 1 for act in self.acts if first <= act < index]
        after = [act for act in self.acts if index < act < end and not self._is_means(act)]
        return (index if joined else max([first, *before])), min([end, *after])

    def _is_means(self, act: int) -> bool:
        """Whether an act is how another was done: «بغارات», «قصفوا أهدافا في 23 غارة جوية»."""
        words = self.reading.words
        counted = act > 1 and words[act - 2] == _IN and is_number_word(words[act - 1])
        return words[act].startswith("ب") or counted

    def has(self, label: str, first: int, end: int) -> bool:
        """Whether a word of the context list `label` stands in the half-open range of words.

        Those who were combatants are none («ضابط متقاعد», «القيادي السابق في الجيش الحر»).
        """
        listed, words = context(label), self.reading.words
        if label != _COMBATANTS:
            return any(word in listed for word in words[max(0, first) : end])
        found = (at for at in range(max(0, first), min(end, len(words))) if words[at] in listed)
        return any(context("former").isdisjoint(words[at + 1 : at + 2]) for at in found)

    def armed(self) -> bool:
        """Whether the sentence names a fighting party."""
        return any(hit.party.armed for hit in self.parties)

    def supports(self, evidence: str, index: int) -> bool:
        """Whether there is the asked proof of conflict besides the trigger at word `index`."""
        if evidence == "none":
            return True
        proof = conflict_words(self.document)
        enough = {"armed": _WAR, "sentence": _MANY}.get(evidence, _FEW)
        if proof >= enough or any(hit.party.armed and not hit.first <= index <= hit.last for hit in self.parties):
            return True
        strong = context("strong")
        here = any(word in strong for place, word in enumerate(self.reading.words) if place != index)
        if evidence == "armed":
            return here and proof >= _MANY
        if evidence == "sentence":
            return here or self.names_a_weapon() or not context("protesters").isdisjoint(self.reading.words)
        speaks = evidence == "unrest" and not context("protesters").isdisjoint(read_words(self.document)[1].words)
        return here or speaks

    def names_a_weapon(self) -> bool:
        """Whether the sentence names a means of violence that has no other use: in several words, or a drone."""
        _, phrases, _ = _instruments()
        words = self.reading.words
        in_words = any(
            words[place : place + len(sequence)] == sequence
            for place, word in enumerate(words)
            for sequence, _ in phrases.get(word, ())
        )
        return in_words or any(
            word in context("drones") and not self._is_a_march(place) for place, word in enumerate(words)
        )

    def subject(self, index: int, *, imperfect: bool = False, joined: bool = False) -> Party | None:
        """Return who acts: the party right after the trigger, by whose hand, or the last one before it.

        A party right before an imperfect is its subject («القوات الحكومية تدحر المعارضة», the style of headlines).
        From an earlier clause it is the first, which the sentence is about, or the last for a masdar that و joins.
        """
        first, end = self.reading.clause_bounds(index)
        acting = [hit for hit in self.parties if hit.party.kind not in _NOT_ACTING and not self._is_opposed(hit.first)]
        headline = [hit.party for hit in acting if hit.last == index - 1]
        if imperfect and headline:
            return headline[0]
        behind = next((hit for hit in acting if index < hit.first < end and self._direct(index, hit.first)), None)
        behind = None if self.reading.words[index].endswith(_THEY) else behind  # «وسيطروا على الحي قبل أن ترسل القيادة»
        if behind is not None and not (headline and behind.first > index + _RIGHT_BEHIND):
            return behind.party  # not «الجيش دخل الثلاثاء زنجبار بعد عام على سقوطها بأيدي التنظيم»
        before = [hit for hit in acting if hit.last < index and not self._is_object(hit.first)]
        inside = [hit for hit in before if hit.first >= first]
        whose = [hit for hit in acting if hit.last < index - 1]
        if whose and not inside and self.reading.words[index - 1] in context("men_of_it"):
            return whose[-1].party  # «قالت مصادر في تنظيم داعش إن مقاتليه سيطروا»
        if inside or not before:
            return self._first_of_two(inside).party if inside else None
        return before[-1 if joined else 0].party

    def _first_of_two(self, inside: Sequence[PartyHit]) -> PartyHit:
        """Return who acts of the parties before a word: the last, or the first that و joins («الجيش ورجال القبائل»)."""
        for one, other in pairwise(reversed(inside)):
            joined = any(word.startswith("و") for word in self.reading.words[other.last + 1 : one.first + 1])
            if one.first - other.last > _JOINED_REACH or not joined:
                return one
        return inside[0]

    def adversary(self, index: int) -> Party | None:
        """Return from whom or against whom: the first party behind the trigger with «من» or «ضد» before it."""
        _, end = self.reading.clause_bounds(index)
        words, holds = self.reading.words, context("holds")
        for hit in self.parties:
            if index < hit.first < end and hit.party.side != "none":
                held = words[hit.first - 1] in holds
                if hit.first >= index + (_FROM_ITS_HOLD if held else _FROM) or self.is_unit_of(index, hit.first):
                    continue
                theirs = words[hit.first].startswith("لل") and words[hit.first - 1] in context("military_targets")
                if theirs or words[hit.first - (2 if held else 1)] in ("من", "ضد"):
                    return hit.party  # «من قبضة التنظيم», «تطهير معسكرات للمتشددين»
        return None

    def _is_opposed(self, first: int) -> bool:
        """Whether a party is named only as whom others oppose («مقاتلين مناهضين لجماعة الحوثي»)."""
        before = self.reading.words[max(0, first - _OPPOSED_REACH) : first + 1]
        return any(word.removeprefix("ال").startswith(_OPPOSING) for word in before)

    def _is_object(self, first: int) -> bool:
        """Whether a preposition marks the party that begins at word `first` as one that is acted on."""
        before = self.reading.words[first - 1] if first else ""
        return (before in context("object_marks") and before not in WAS) or self.reading.words[first].startswith("بال")

    def _direct(self, index: int, first: int) -> bool:
        """Whether nothing but its own words stands between a verb and its subject, or «من قبل» leads to it."""
        marks, agents = context("object_marks"), context("agent_marks")
        between = self.reading.words[index + 1 : first]
        if between and between[-1] in agents:
            return True
        if self.is_unit_of(index, first):
            return True
        head = self.reading.words[first]
        owner = head.startswith("بال") or head in context("belonging")  # «مشتبها بانتمائه لتنظيم داعش»
        return not any(word in marks for word in between) and not owner

    def is_unit_of(self, index: int, first: int) -> bool:
        """Whether a unit of a party is who acts, its party following behind «من»: «دخلت كتيبة من الجيش البلدة»."""
        between = self.reading.words[index + 1 : first]
        return len(between) == _UNIT_OF and between[0] in context("units") and between[1] == "من"

    def _lead(self) -> tuple["Scene", int]:
        """Return the scene that the title and lead are, and how many words they have."""
        lead = _read_lead(self.document)
        return replace(self, reading=lead), len(lead.words)

    def means_told(self) -> tuple[Instrument, ...]:
        """Return the means that the title and lead tell of, if they tell of one alone."""
        lead, end = self._lead()
        found = lead.instruments(0, end)
        return found if len({means.sub_type for means in found}) == 1 else ()

    def tells_of_protests(self) -> bool:
        """Whether the title and lead tell of protests."""
        lead, end = self._lead()
        return lead.has("protesters", 0, end)

    def tells_of_shots(self) -> bool:
        """Whether the title and lead tell of people killed by shots."""
        lead, end = self._lead()
        return lead.has("bullets", 0, end) and lead.has("casualties", 0, end)

    def _is_no_means(self, position: int) -> bool:
        """Whether a word only looks like a means: unused, or part of a name.

        «الدفاع الجوي» and «قاعدة بلد الجوية» are no aircraft, «قناة المسيرة» no drone, «طائرات ركاب» no weapons.
        """
        words = self.reading.words
        if not context("unused_means").isdisjoint(words[max(0, position - _UNUSED_REACH) : position + 1]):
            return True
        before = words[position - 1] if position else ""
        if before in context("air_defence") or before in context("outlets"):
            return True
        if not context("no_weapons").isdisjoint(words[position + 1 : position + 2]):
            return True
        base = words[max(0, position - _BASE_REACH) : position]
        return words[position] in _OF_THE_AIR and not context("air_bases").isdisjoint(base)

    def _is_a_march(self, position: int) -> bool:
        """Whether «مسيرة» is a march and no drone: people march in it, or the sentence tells of protests."""
        words = self.reading.words
        if _MARCH_OR_DRONE not in words[position]:
            return False
        within = position > 0 and words[position - 1] in _IN_A_MARCH
        return within or any(not context(label).isdisjoint(words) for label in ("marching", "protesters"))

    def instruments(self, first: int, end: int) -> tuple[Instrument, ...]:
        """Return the means named in the half-open range of words, strongest first."""
        single, phrases, by_id = _instruments()
        found: dict[str, Instrument] = {}
        inside = 0
        for position in range(max(0, first), min(end, len(self.reading.words))):
            word = self.reading.words[position]
            if (word not in single and word not in phrases) or self._is_no_means(position):
                continue
            if word in single and position >= inside and not self._is_a_march(position):  # «عبوة لاصقة» is one thing
                found[single[word]] = by_id[single[word]]
            said = [
                (len(sequence), name)
                for sequence, name in phrases.get(word, ())
                if self.reading.words[position : position + len(sequence)] == sequence
            ]
            if said:  # the longest: «قنبلة يدوية الصنع» is no hand grenade
                length, name = max(said)
                found[name] = by_id[name]
                inside = position + length
        return tuple(sorted(found.values(), key=lambda instrument: instrument.rank))


def is_contrast(reading: Reading, number: int) -> bool:
    """Whether a word sets what follows against what came before: «بينما», «في حين», but not «حين», which tells when."""
    word = reading.words[number]
    tells_when = word == WHEREAS[-1] and reading.words[max(0, number - 1) : number + 1] != WHEREAS
    return word in context("contrasts") and not tells_when


@lru_cache(maxsize=2)
def _read_lead(document: str) -> Reading:
    return read_sentence(document[:_LEAD])


_COMBATANTS = "combatants"
_OF_THE_AIR, _BASE_REACH = frozenset({"جويه", "الجويه"}), 3
"""«جوية», folded, and the words before it in which the base stands that is called so."""
_MARCH_OR_DRONE = "مسير"
_IN_A_MARCH = frozenset(map(key, ("في", "خلال", "أثناء", "وسط", "ضمن", "هاجم", "هاجموا", "على")))
"""Words before «مسيرة» whose object is a march."""

_OPPOSING = ("مناهض", "مناوي", "معادي", "معاديه")
"""How «مناهضين» and the like begin, folded."""
_OPPOSED_REACH = 2


def look_at(document: str, reading: Reading, acts: tuple[int, ...], *, in_headline: bool) -> Scene:
    """Return the scene of a sentence; `acts` are the words that may be triggers."""
    return Scene(document=document, reading=reading, acts=acts, in_headline=in_headline)


@cache
def context(label: str) -> frozenset[str]:
    """Return every form of the words of one list of `lexicon/context.yaml`."""
    mapping = load_mapping_once()
    if label not in mapping:
        raise LexiconInvalid(f"context.yaml: no list `{label}`; add it or correct the rule that asks for it")
    return cues(mapping, label)


@lru_cache(maxsize=1)
def load_mapping_once() -> dict[str, str]:
    """Return the context lists, read once."""
    return load_mapping("context.yaml")


@lru_cache(maxsize=16)
def conflict_words(document: str) -> int:
    """Return how many distinct words of conflict a document has."""
    strong = context("strong")
    return len(strong.intersection(read_words(document)[1].words))


@lru_cache(maxsize=1)
def _instruments() -> tuple[dict[str, str], dict[str, tuple[tuple[tuple[str, ...], str], ...]], dict[str, Instrument]]:
    single: dict[str, str] = {}
    phrases: list[tuple[tuple[str, ...], str]] = []
    by_id: dict[str, Instrument] = {}
    for entry in load_entries("instruments.yaml"):
        name = entry["id"]
        by_id[name] = Instrument(instrument_id=name, sub_type=SubEventType(entry["type"]), rank=int(entry["rank"]))
        for word in str(entry["words"]).split():
            for form in cue_forms(word):
                single.setdefault(form, name)
        phrases.extend((form, name) for phrase in entry["phrases"] for form in phrase_forms(phrase))
    return single, by_first(phrases), by_id
