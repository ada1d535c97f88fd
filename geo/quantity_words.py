"""The vocabulary of counted people, from `lexicon/quantities.yaml`: which sign each word has.

N event noun   V verb   W plural verb, also after its people   J governs a number or is counted   v leaving
K noun of people by what happened   P person   O one of   X a thing, a unit, a month   Y before a name's number
Q meeting … Z their death   E falling   e causing   & besides   S subset mark   s of them   C toll   R rising
u earlier count (the next)   U earlier count (all after)   M at least   L at most   i about   T at least (after)
B between   t up to   n from   G release
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import product
from pathlib import Path
from typing import Any, NamedTuple

from gazetteer.folding import fold, key
from geo.errors import LexiconInvalid
from geo.lexicons import by_first, load_mapping
from geo.signs import Entry, Vocabulary, build_vocabulary
from geo.timex_words import calendar_nouns, weekday_names

_FILE = Path(__file__).with_name("lexicon") / "quantities.yaml"
_SLOTTED = {"masdars": "N", "verbs": "V", "verbs_after": "W", "governing_and_counted": "J"}
_PLAIN = {
    "leaving": "v",
    "meeting": "Q",
    "their_death": "Z",
    "falling": "E",
    "causing": "e",
    "besides": "&",
    "one_of": "O",
    "subset_marks": "S",
    "of_them": "s",
}
_PLAIN |= {"tolls": "C", "rising": "R", "earlier_near": "u", "earlier_far": "U", "at_least": "M", "at_most": "L"}
_PLAIN |= {
    "about": "i",
    "at_least_after": "T",
    "between": "B",
    "up_to": "t",
    "from": "n",
    "release": "G",
    "numbered": "Y",
}
_SUNDAY = "الأحد"
ONE = ("واحد", "واحدة", "واحدا")
"""Behind a noun these only say that it is one («محتج واحد»)."""


class People(NamedTuple):
    """A word for people."""

    slot: str
    """What happened to them; empty for plain persons."""
    number: int | None
    """1 or 2 by its form; `None` for a plural."""
    accusative: bool = False
    """A singular in ا: an object or a counted noun, not a subject."""


@dataclass(frozen=True, slots=True)
class QuantityWords:
    """The vocabulary, and the words of a sentence that change what is counted, folded."""

    vocabulary: Vocabulary
    telling: frozenset[str]
    """Words, of a phrase the longest, that say that something happened to people; without one nothing is counted."""
    disease: re.Pattern[str]
    """Whole words, with or without proclitics: «عسكري» is not «سكري»."""
    leaving_context: frozenset[str]
    soldiers: frozenset[str]
    """Plurals whose ending does not say whether they are subject or object."""
    their_lives: frozenset[str]
    """Who lose these are dead, and not missing."""
    groups: frozenset[str]
    """Groups of people, whose members «من» counts."""
    nobody: Mapping[str, frozenset[tuple[str, ...]]]
    """Words in a row that say that nobody died, by the first of them."""
    companions: frozenset[str]
    """Relatives and companions by their pronoun («سائقه»)."""
    two_companions: frozenset[str]
    """Two of them («ولديه»)."""
    retinue: frozenset[str]
    """Those who are about somebody, by his pronoun («مرافقيه»)."""
    with_theirs: frozenset[str]
    """Words for a person that are other words too, unless their relatives are joined to them («أم وأطفالها»)."""
    deeds: frozenset[str]
    """Nouns for what kills, behind «في» or ب."""
    suffered: frozenset[str]
    """Verbs whose subject is the victim."""
    said_of_victims: frozenset[str]
    """Verbs that tell of a victim where he is named right behind."""
    reckoning: frozenset[str]
    """Verbs of reckoning how many the dead were."""
    being: frozenset[str]
    """Verbs that make the accusative behind them a predicate."""
    own_men: frozenset[str]
    """A party's men, by its pronoun («مقاتليها»): who loses some has them killed."""
    captured: frozenset[str]
    """Words behind those who fell that say that they live («في قبضة»)."""
    toll_of_dead: frozenset[str]
    """What counts dead where it counts nothing else that is said («ارتفعت الحصيلة إلى 12»)."""
    manner: frozenset[str]
    """Words for how people were killed («رميا بالرصاص»)."""
    therein: frozenset[str]
    """Words that take up the act in which somebody was hurt («فيها»)."""
    sides: Mapping[str, frozenset[str]]
    """Words for the people of either side of a war, with and without the article."""
    one_killed: Mapping[str, tuple[tuple[tuple[str, ...], str], ...]]
    """Verbs behind an act that say that its one victim was killed, each with itself as label."""
    one_died: Mapping[str, tuple[tuple[tuple[str, ...], str], ...]]
    """Verbs behind an act whose subject is its victim."""
    many_killed: Mapping[str, tuple[tuple[tuple[str, ...], str], ...]]
    """Plural verbs that say of the people before them that they were killed, each with itself as label."""
    active: frozenset[str]
    """Verbs of killing whose passive is written otherwise."""


@lru_cache(maxsize=1)
def quantity_words() -> QuantityWords:
    """Load the vocabulary; raises `LexiconInvalid` where the file lacks a section."""
    try:
        data = load_mapping(_FILE.name)
        vocabulary = build_vocabulary(_entries(data))
        return QuantityWords(
            vocabulary=vocabulary,
            telling=frozenset(
                max((word, *reading.rest), key=len)
                for word, readings in vocabulary.items()
                for reading in readings
                if reading.sign in _TELLING
            )
            | {max(key(phrase).split(), key=len) for phrase in data["many_killed"]}
            | {f"{joined}{key(word)}" for word in data["toll_of_dead"] for joined in ("", "و")},
            disease=re.compile(rf"\b[وف]?[بلك]?(?:ال|ل)?(?:{'|'.join(map(key, data['disease']))})\b"),
            soldiers=frozenset(key(word) for word in data["soldiers"]),
            their_lives=frozenset(key(word) for word in data["their_lives"]),
            leaving_context=frozenset(key(word) for word in data["leaving_context"]),
            groups=frozenset(key(word) for word in data["groups"]),
            nobody=_nobody_hurt(data["nobody"]),
            companions=frozenset(key(word) for word in data["people"]["related"]),
            two_companions=frozenset(key(word) for word in data["people"]["related_two"]),
            retinue=frozenset(key(word) for word in data["retinue"]),
            with_theirs=frozenset(key(word) for word in data["with_theirs"]),
            deeds=frozenset(key(word) for word in data["deeds"]),
            suffered=frozenset(key(word) for word in data["suffered"]),
            said_of_victims=frozenset(key(word) for word in data["said_of_victims"]),
            reckoning=frozenset(key(word) for word in data["reckoning"]),
            being=frozenset(key(word) for word in data["being"]),
            own_men=frozenset(key(word) for word in data["own_men"]),
            captured=frozenset(key(word) for word in data["captured"]),
            toll_of_dead=frozenset(key(word) for word in data["toll_of_dead"]),
            manner=frozenset(key(word) for word in data["manner"]),
            therein=frozenset(key(word) for word in data["therein"]),
            sides={side: _with_article(words) for side, words in data["sides"].items()},
            one_killed=_by_first_word(data["one_killed"]),
            one_died=_by_first_word(data["one_died"]),
            many_killed=_by_first_word(data["many_killed"]),
            active=frozenset(key(word) for word in data["active"]),
        )
    except (KeyError, TypeError, AttributeError) as error:
        raise LexiconInvalid(
            f"{_FILE.name}: {error!r}; every section of the file must be there and be lists"
        ) from error


def _by_first_word(phrases: Iterable[str]) -> Mapping[str, tuple[tuple[tuple[str, ...], str], ...]]:
    """Return phrases as their folded words, by the first of them, each with itself as label."""
    return by_first([(tuple(key(phrase).split()), phrase) for phrase in phrases])


def _nobody_hurt(data: Mapping[str, Any]) -> Mapping[str, frozenset[tuple[str, ...]]]:
    """Return the phrases that say that nobody was hurt, those too that are put together («دون تسجيل أي إصابات»)."""
    combined = (" ".join(words) for *before, hurt in data["parts"] for words in product(*before, ("", _ANY), hurt))
    found: dict[str, set[tuple[str, ...]]] = {}
    for phrase in (*data["phrases"], *combined):
        first, *rest = key(phrase).split()
        found.setdefault(first, set()).add((first, *rest))
    return {first: frozenset(phrases) for first, phrases in found.items()}


_ANY = "أي"


def _with_article(words: Iterable[str]) -> frozenset[str]:
    folded = [key(word) for word in words]
    return frozenset(article + word for word in folded for article in ("", "ال", "لل"))


_TELLING = frozenset("NJVWvZEKQ")
"""Signs that say what happened to people (`geo.quantity_rules.slot_at`)."""
_HURTING = frozenset("NVW")


def tells_of_hurt(words: Iterable[str]) -> bool:
    """Whether one of folded words is a verb or noun of killing, injuring and the like («أصيب»، «مقتل»)."""
    vocabulary = quantity_words().vocabulary
    return any(reading.sign in _HURTING for word in words for reading in vocabulary.get(word, ()) if not reading.rest)


def _entries(data: Mapping[str, Any]) -> Iterator[Entry]:
    """Yield the words in the order in which they win over each other."""
    for section, sign in _SLOTTED.items():
        yield from (Entry(form, sign, slot) for slot, forms in data[section].items() for form in forms)
    yield from (Entry(form, sign) for section, sign in _PLAIN.items() for form in data[section])
    for slot, nouns in data["counted"].items():
        yield from (Entry(form, "K", people) for form, people in _forms(slot, nouns))
    yield from (Entry(form, "P", people) for form, people in _forms("", data["people"]))
    yield Entry("أن", "،")  # «نشطاء إن التنظيم أعدم 12»: those who say it are none of them
    yield from (Entry(word, "،") for word in data["except"])
    yield Entry("وأن", ";")  # «إن خمسة قتلوا وإن ستة أصيبوا»: a clause of its own
    # «إصابة 7 يوم الأحد» counts no days.
    yield from (Entry(f"يوم {weekday}", ".") for weekday in weekday_names())
    yield from (Entry(one, ".", clitics=False) for one in ONE)  # «محتج واحد» is no «و» and one of them
    yield Entry(_SUNDAY, ".", clitics=False)  # «أعدموا الأحد 30 من أبناء العشائر»: no one
    yield from (Entry(form, "X") for form in (*data["things"], *calendar_nouns()))
    yield from (Entry(form, "X") for thing in data["things"] for form in _duals(thing))


def _forms(slot: str, nouns: Mapping[str, Any]) -> Iterator[tuple[str, People]]:
    """Yield every form of the nouns with its number; a form that is plural of one is not dual of it."""
    for singular in nouns["sound"]:
        construct = [] if " " in singular else [f"{singular}ي", f"{singular}و"]  # «تسعة من مسلحي الحوثي»
        yield from _of_noun(slot, singular, [f"{singular}ون", f"{singular}ين", *construct])
    for singular, plurals in nouns["broken"].items():
        yield from _of_noun(slot, singular, plurals)
    for number, section in enumerate(("related", "related_two"), 1):
        yield from ((form, People(slot, number)) for form in nouns.get(section, ()))


def _duals(singular: str) -> tuple[str, str]:
    """Return the dual of a noun of one word; of a plural, a harmless word that is not written."""
    stem = f"{singular[:-1]}ت" if singular.endswith("ة") else singular
    return f"{stem}ان", f"{stem}ين"


_PRONOUN = "هم"
"""How a noun with its pronoun ends («أحدهم»), whose form in ا is of two («أحدهما»)."""


def _of_noun(slot: str, singular: str, plurals: Iterable[str]) -> Iterator[tuple[str, People]]:
    head, _, rest = singular.partition(" ")
    rest = f" {rest}" if rest else ""
    feminine = fold(head).endswith("ه")
    stem = f"{head[:-1]}ت" if feminine else head
    many = {key(plural) for plural in plurals}
    yield from ((plural, People(slot, None)) for plural in plurals)
    yield singular, People(slot, 1)
    if not feminine and not rest and not head.endswith(_PRONOUN):
        yield f"{head}ا", People(slot, 1, accusative=True)
    # In construct the dual loses its nun: رجلا أمن، حالتي وفاة.
    for dual in (f"{stem}ا{rest}", f"{stem}ي{rest}") if rest else (f"{stem}ان", f"{stem}ين"):
        if key(dual) not in many:
            yield dual, People(slot, 2)
