"""How one count of people finds what happened to them: in its own noun, or in the words before and behind it.

Each rule takes the sentence and the count and returns the count with what happened, `None` where it finds nothing.
"""

import re
from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace
from itertools import pairwise

from gazetteer.folding import key
from gazetteer.lexicon import heads, prepositions
from geo import quantity_patterns as patterns
from geo.counts import Candidate, Count, Sentence
from geo.quantity_words import quantity_words
from geo.roles import role_words
from geo.signs import NUMBER, UNKNOWN
from geo.timex_words import day_words

_ADJACENT_ONLY = frozenset({"missing", "displaced", "evacuated", "besieged"})
"""Their verbs have other meanings, so that the people must stand right after."""
_DEATH_REACH = 12
"""How many words after «لقي» its «مصرعهم» may stand."""


def are_own_men(read: Sentence, candidate: Candidate) -> bool:
    """Whether a party loses men of its own («فقدت خمسة من مقاتليها»), not contact with them («الاتصال بخمسة»)."""
    return read.word(candidate.end - 1) in quantity_words().own_men and read.word(candidate.start)[0] != "ب"


def slot_at(read: Sentence, index: int) -> str | None:
    """Return what a governor or counting noun says happened; going out is evacuation in its context only."""
    match read.text[index]:
        case "v":
            return "evacuated" if read.leaving else None
        case "Z" | "E":
            return "killed"
        case "K":
            return str(read.value(index).slot)
        case _:
            return str(read.value(index))


def _together(candidate: Candidate, first: str, second: str, end: int) -> Candidate:
    """Return a count said of two slots at once: of each at least one, and at most all but one."""
    high = candidate.count.high
    bounds = Count(1, None if high is None else max(high - 1, 1))
    return replace(candidate, end=end, count=bounds, slots=(first, second), rule="together")


def by_both(read: Sentence, candidate: Candidate) -> Candidate | None:
    """«عشرات القتلى والجرحى», «20 شخصا بين قتيل وجريح»: one number for both."""
    match = patterns.TOGETHER.match(read.text, candidate.end)
    if match is None or read.text[candidate.start] != "#":
        return None
    if match["first"]:
        first, second = (str(read.value(match.start(group)).slot) for group in ("first", "second"))
        return _together(candidate, first, second, candidate.end)
    other = read.value(match.start("second_"))
    own = candidate.definite_slots()
    shared = own and candidate.people is not None and candidate.people.number is None and other.number is None
    counted = own and candidate.count.low > _TENS and read.word(match.end() - 1).endswith("ا")  # «66 قتيلا وجريحا»
    shared = shared or counted
    return _together(candidate, own[0], other.slot, match.end()) if shared else None


_TENS = 10
"""Number above which the counted noun is a single one in the accusative."""


def by_noun(read: Sentence, candidate: Candidate) -> Candidate | None:
    """«20 قتيلا», «قتيلان»; a single one only where something says that it fell («سقط جريح»).

    A crowd right before the dead buries them («شيع المئات جثامين ستة مقاتلين»).
    """
    if read.text[candidate.start] == NUMBER and read.definite(candidate.start) and _is_crowd(candidate):
        return None
    if candidate.noun == "J":
        return replace(candidate, slots=(str(read.value(candidate.end - 1)),), rule="counted_noun")
    if candidate.noun != "K" or _is_said_before(read, candidate) or _is_said_behind(read, candidate):
        return None
    fell = read.text[max(0, candidate.start - 1) : candidate.start] in {"E", "e"}
    if read.single(candidate) and not (fell or _opens_with_injured(read, candidate)):
        return None
    return replace(candidate, slots=candidate.definite_slots(), rule="counted_noun")


def _opens_with_injured(read: Sentence, candidate: Candidate) -> bool:
    """Whether a clause opens with one dead and goes on to the injured («قتيل وسبعة جرحى في انفجار»)."""
    opens = read.text[max(0, candidate.start - 1) : candidate.start] in {"", "|", ":", "،"}
    return opens and patterns.ONE_AND_INJURED.match(read.text, candidate.end) is not None


def _is_crowd(candidate: Candidate) -> bool:
    """Whether a number is a vague one («المئات»)."""
    return candidate.count.low != candidate.count.high and candidate.count.low > _TENS


def _is_said_before(read: Sentence, candidate: Candidate) -> bool:
    """Whether the word right before says what happened to people whose noun says what they were («مقتل ستة نازحين»)."""
    if candidate.definite_slots()[:1] in {("killed",), ("injured",)}:
        return False
    match = read.before(patterns.GOVERNOR, candidate.start)
    if match is not None and match["governor"] == "E":
        return _may_fall(candidate) and not read.single(candidate)
    return match is not None and match["governor"] in "NJVW" and slot_at(read, match.start("governor")) in HURT


def _is_said_behind(read: Sentence, candidate: Candidate) -> bool:
    """Whether a plural verb right behind says what happened to people whose noun says what they were.

    «سبعة من النازحين قتلوا» are no seven displaced.
    """
    if candidate.noun != "K" or candidate.definite_slots()[0] in HURT or read.text[candidate.start] != NUMBER:
        return False
    return read.text[candidate.end : candidate.end + 1] == "W" and slot_at(read, candidate.end) in HURT


def _fell(read: Sentence, candidate: Candidate) -> bool:
    """Whether a plural verb right behind a bare number says that so many were hurt («تسعة قضوا في اشتباكات»)."""
    return candidate.noun == "W" and slot_at(read, candidate.end) in HURT


HURT = frozenset({"killed", "injured"})


def by_death(read: Sentence, candidate: Candidate) -> Candidate | None:
    """«لقي 12 شخصا مصرعهم»: met their death, which must be said."""
    if candidate.noun == "P" and patterns.MET_AFTER.match(read.text, candidate.end):
        return replace(candidate, slots=("killed",), rule="met_death")
    named = read.single(candidate) and read.definite(candidate.start)
    if named and patterns.NAMED_MET.match(read.text, candidate.end):
        return replace(candidate, slots=("killed",), rule="met_death")
    if not read.before(patterns.MET, candidate.start):
        return None
    said = read.text.find("Z", candidate.end, candidate.end + _DEATH_REACH)
    if said < 0:
        return None
    alone = read.single(candidate) and set(read.text[candidate.end : said]) <= {".", "&", "Y"}
    both = alone and read.word(said).endswith(_OF_TWO)  # «لقيت امرأة وحفيدتها مصرعهما»
    return replace(candidate, slots=("killed",), rule="met_death", count=Count(2, 2) if both else candidate.count)


_OF_TWO = "هما"


def by_governor(read: Sentence, candidate: Candidate) -> Candidate | None:
    """«مقتل خمسة», «أصيب طفل», «مقتل وإصابة 20», «سقوط 12 مدنيا»."""
    match = read.before(patterns.GOVERNOR, candidate.start)
    if match is None:
        return None
    slot = slot_at(read, match.start("governor"))
    if match["governor"] == "E":
        counted = read.text[candidate.start] == NUMBER or candidate.count.low == _A_PAIR
        if not (_may_fall(candidate) or _by_a_deed(read, candidate)) or not counted:
            return None
        if not quantity_words().captured.isdisjoint(
            map(read.word, range(candidate.end, candidate.end + _CAPTURED_REACH))
        ):
            return None  # «سقط سبعة من المسلحين في قبضة الجيش»
        state = patterns.STATE.match(read.text, candidate.end)  # «سقوط 12 مدنيا جرحى» are not dead
        slot = slot_at(read, state.end() - 1) if state else slot
    if (
        slot is None
        or not _takes(read, candidate, match["governor"])
        or _acts(read, candidate, match.start("governor"))
    ):
        return None
    other = slot_at(read, match.start("together")) if match["together"] else None
    if other is not None and other != slot:
        return _together(candidate, slot, other, candidate.end)
    return replace(candidate, slots=(slot,), rule="governor")


def _may_fall(candidate: Candidate) -> bool:
    """Whether a count is of people who may be said to fall: persons, or such as fled («سقط عشرة نازحين»)."""
    return candidate.noun == "P" or (candidate.noun == "K" and candidate.definite_slots() == ("displaced",))


def _by_a_deed(read: Sentence, candidate: Candidate) -> bool:
    """Whether what killed them stands behind a bare number («سقط خمسة بقذائف هاون», «سقط اثنان في نيالا بقصف»)."""
    if candidate.noun not in {"", "."}:
        return False
    words = [read.word(index) for index in range(candidate.end, candidate.end + _DEED_REACH)]
    return name_a_deed(words, _FELL_IN)


def name_a_deed(words: Sequence[str], led_by: AbstractSet[str]) -> bool:
    """Whether folded words say what killed somebody: with ب («بقذائف هاون»), or led by one of `led_by` («في غارة»)."""
    deeds = quantity_words().deeds
    return any(
        (word.startswith(_BY) and word[1:] in deeds) or (before in led_by and word in deeds)
        for before, word in pairwise(["", *words])
    )


_DEED_REACH = 4
_CAPTURED_REACH = 5
"""Signs behind those who fell within which is said that they are prisoners."""


def _takes(read: Sentence, candidate: Candidate, governor: str) -> bool:
    """Whether a governor right before takes this as its victim: of single persons a verb takes the indefinite only.

    Nor does it take the one who acts, with his victims after him («قتل مسلح ثلاثة جنود»).
    """
    if candidate.noun == "O":
        return governor not in "VW" or read.text[candidate.end - 1] == "P"  # «لم يقتل أحد في الهجوم» is no count
    if governor in "VW" and _acts_on_the_next(read, candidate):
        return False
    if not read.single(candidate) or governor not in "VWZ":
        return True
    acts = patterns.VICTIMS.match(read.text, candidate.end)
    return acts is None and (not read.definite(candidate.start) or _is_named_victim(read, candidate))


def _acts_on_the_next(read: Sentence, candidate: Candidate) -> bool:
    """Whether two or several in the nominative have one in the accusative behind them: «قتل مسلحان على دراجة بقالا».

    Or one has two right behind him, who are no nominative («قتل قناص شابين»).
    """
    victim = patterns.NEXT_PERSON.match(read.text, candidate.end)
    if victim is None:
        return False
    last = victim.end() - 1
    if read.single(candidate):
        two = read.value(last).number == _A_PAIR and read.word(last).endswith(_TWO)
        return two and last == candidate.end
    return read.word(candidate.end - 1).endswith(_NOMINATIVE) and bool(read.value(last).accusative)


def _is_named_victim(read: Sentence, candidate: Candidate) -> bool:
    """Whether a definite person behind a verb is its victim: one who dies or is named («استشهد الشاب محمد»).

    Or one whose relatives are joined to him («قتل الرجل وزوجته»).
    """
    verb = read.word(candidate.start - 1)
    joined = read.text[candidate.end : candidate.end + 1] == "&"
    theirs = joined and read.word(candidate.end + 1) in quantity_words().companions | quantity_words().retinue
    if verb in quantity_words().suffered or theirs or verb.startswith(_SO):
        return True
    behind = patterns.AGE.sub("", read.text[candidate.end : candidate.end + _NAME_REACH])
    return verb in quantity_words().said_of_victims and behind.startswith(UNKNOWN) and NUMBER not in behind


_SO = "ف"
"""What opens the outcome of an act: «انفجرت قنبلة داخل حافلة، فقتل السائق»."""
_NAME_REACH = 6
"""Signs behind a person within which a number would count victims of his («قتل الضابط في بغداد ثلاثة»)."""


def _acts(read: Sentence, candidate: Candidate, governor: int) -> bool:
    """Whether one or two in the nominative stand behind a verb that is active only: «اغتال مسلحان ضابطا».

    Or one before those whom he killed («قتل قناص من الحوثيين ثلاثة جنود»).
    """
    if read.single(candidate) and patterns.AGENT.match(read.text, candidate.end):
        return True
    if (
        candidate.people is None
        or read.word(governor) not in quantity_words().active
        or read.text[candidate.start] == "#"
        or read.word(candidate.start).startswith(_BY)  # «أودت بممرضة»
    ):
        return False
    word = read.word(candidate.end - 1)
    return word.endswith("ان") if candidate.people.number == _A_PAIR else not candidate.people.accusative


_A_PAIR = 2


def by_toll(read: Sentence, candidate: Candidate) -> Candidate | None:
    """«عدد القتلى بلغ 50», «ارتفع إلى 253 عدد الشهداء»."""
    if read.text[candidate.start] != "#":
        return None
    match = read.before(patterns.TOLL, candidate.start) or read.before(patterns.RISEN_FROM, candidate.start)
    match = match or _reckoned(read, candidate) or _are_the_dead(read, candidate) or _risen_dead(read, candidate)
    if match is None and read.before(patterns.RISING, candidate.start):
        match = patterns.TOLL_AFTER.match(read.text, candidate.end)
    if match is None:
        bare = read.before(patterns.RISEN_TOLL, candidate.start)
        of_dead = bare is not None and not quantity_words().toll_of_dead.isdisjoint(map(read.word, range(*bare.span())))
        return replace(candidate, slots=("killed",), rule="toll") if of_dead else None
    said = match.start("governor") if match.groupdict().get("governor") else match.start("verb")
    return replace(candidate, slots=(str(slot_at(read, said)),), rule="toll")


def _are_the_dead(read: Sentence, candidate: Candidate) -> re.Match[str] | None:
    """Match the dead of whom a clause only says how many they are («والقتلى ثمانية جنود»)."""
    match = read.before(patterns.THE_DEAD, candidate.start)
    return match if match is not None and read.definite(match.start("governor")) else None


def _risen_dead(read: Sentence, candidate: Candidate) -> re.Match[str] | None:
    """Match the dead of an act who are said to have become so many: «إن ضحايا القصف ارتفع إلى 15 مدنيا»."""
    match = read.before(patterns.DEAD_RISEN, candidate.start)
    return match if match is not None and slot_at(read, match.start("governor")) == "killed" else None


def _reckoned(read: Sentence, candidate: Candidate) -> re.Match[str] | None:
    """Match the dead whose number ب brings in behind a verb of reckoning: «قدرت مصادر قتلى المواجهات بـ110»."""
    led = read.folded_before(candidate).endswith(_BY) or read.word(candidate.start).startswith(_BY)
    match = read.before(patterns.RECKONED, candidate.start) if led else None
    if match is None:
        return None
    words = (read.word(index).removeprefix("و") for index in range(max(0, match.start() - _RECKONER), match.start()))
    return None if quantity_words().reckoning.isdisjoint(words) else match


_RECKONER = 7
"""Signs before the dead in which the verb of reckoning stands («قدرت مصادر طبية في المدينة قتلى»)."""


def is_risen_from(read: Sentence, candidate: Candidate) -> bool:
    """Whether a toll has risen from a count: «ارتفاع عدد القتلى من ثلاثة إلى ستة»."""
    return (
        read.before(patterns.RISING_FROM, candidate.start) is not None
        and patterns.UP_TO.match(read.text, candidate.end) is not None
    )


def is_risen_to(read: Sentence, candidate: Candidate) -> bool:
    """Whether a toll has risen to a count: «ارتفعت حصيلة القتلى إلى 12», «إن الحصيلة ارتفعت إلى 12 قتيلا»."""
    return read.before(patterns.RISEN_TO, candidate.start) is not None


def by_pronoun(read: Sentence, candidate: Candidate) -> Candidate | None:
    """«أخرجوا 17 رجلا من بيوتهم وقتلوهم», «انفجر لغم بمزارعين اثنين فأودى بحياتهما»: only their pronoun says it."""
    if candidate.noun not in {"P", "n", "K"} or (read.single(candidate) and candidate.count.low == 1):
        return None
    if not read.says_any(quantity_words().many_killed.keys()):
        return None
    words = [read.word(index) for index in range(candidate.end, len(read.text))]
    for number, word in enumerate(words):
        for phrase, _ in quantity_words().many_killed.get(word, ()):
            if (
                tuple(words[number : number + len(phrase)]) == phrase
                and NUMBER not in read.text[candidate.end : candidate.end + number]
            ):
                return replace(candidate, slots=("killed",), rule="by_pronoun")
    return None


def by_gap(read: Sentence, candidate: Candidate) -> Candidate | None:
    """«قتل في القصف خمسة مدنيين», «قتل مسلح 38 سائحا», «مقتل أسرة من سبعة أفراد»: some words after what governs."""
    rules = _NUMBERED_APART if read.text[candidate.start] == NUMBER else _UNNUMBERED_APART
    match = next(filter(None, (rule(read, candidate) for rule in rules)), None)
    acting = candidate.start > 0 and read.word(candidate.start - 1) in role_words()["launched"]
    if match is None or acting:  # «قتلوا في هجوم نفذه خمسة انتحاريين»
        return None
    slot = slot_at(read, match.start("governor"))
    lost = slot == "missing" and are_own_men(read, candidate)
    if slot is None or (slot in _ADJACENT_ONLY and not lost):
        return None
    return replace(candidate, slots=(slot,), rule="governor_apart")


def _behind_who_did_it(read: Sentence, candidate: Candidate) -> re.Match[str] | None:
    """Match a verb and one who did it, or a family: «قتل مسلح 38 سائحا», «مقتل أسرة من سبعة أفراد»."""
    match = read.before(patterns.KILLER, candidate.start) or read.before(patterns.FAMILY, candidate.start)
    if match is None and candidate.noun == "P" and not read.definite(candidate.start):
        # «قتل انتحاري يقود سيارة مفخخة عشرة جنود», no «مساء أمس الاثنين عقيدا»
        match = read.before(patterns.KILLER_AND_MEANS, candidate.start)
    return match


def _behind_a_fall(read: Sentence, candidate: Candidate) -> re.Match[str] | None:
    return read.before(patterns.FALLEN, candidate.start) or _fallen_there(read, candidate)


def _behind_the_act(read: Sentence, candidate: Candidate) -> re.Match[str] | None:
    """Match a verb and a pronoun for the act before one victim: «قتل على إثرها عنصر»."""
    there = read.single(candidate) and read.word(candidate.start - 1) in quantity_words().therein
    return read.before(patterns.THEREIN, candidate.start) if there else None


def _over_a_gap(read: Sentence, candidate: Candidate) -> re.Match[str] | None:
    adjective = read.text[max(0, candidate.start - 1) : candidate.start] == "X" and read.text[candidate.start] != NUMBER
    if candidate.noun != "P" or read.single(candidate) or adjective:
        return None
    return read.before(patterns.GAP, candidate.start) or _by_those_who_act(read, candidate)


def _is_object(read: Sentence, candidate: Candidate) -> bool:
    """Whether one or two in the accusative may be the object of a verb some words before («قتلت القوات قناصا»)."""
    people = candidate.people
    if people is None or candidate.start == 0:
        return False
    two = _are_two_objects(read, candidate)
    two = two and not read.word(candidate.start - 1).endswith(_TWO)  # «طائرتين مدنيتين»
    if not two and not (read.single(candidate) and people.accusative):
        return False
    return read.word(candidate.start - 1) not in quantity_words().being


_TWO = "ين"
"""Ending of the dual but for the nominative."""


def _object_of_a_party(read: Sentence, candidate: Candidate) -> re.Match[str] | None:
    return _by_a_party(read, candidate) if _is_object(read, candidate) else None


def _by_whom_it_was_done(read: Sentence, candidate: Candidate) -> re.Match[str] | None:
    """Match a verb and who did it before one victim: «أردى قناص حوثي فتاة في العاشرة», «أعدمت الشرطة الشاب إياد»."""
    if not read.single(candidate):
        return None
    behind = _right_behind_gunmen(read, candidate)
    if behind is not None:
        return behind
    if read.definite(candidate.start) and _is_named(read, candidate):
        fallen = _fallen_when_told(read, candidate)
        if fallen is not None:
            return fallen
        named = read.before(patterns.NAMED_OBJECT, candidate.start)
        actors = named is not None and named["actors"]
        return None if actors and read.value(candidate.start - 1).number == 1 else named
    match = _behind_a_killer(read, candidate)
    if match is None or read.word(match.start("governor")) not in quantity_words().active:
        return None
    accusative = candidate.people is not None and candidate.people.accusative
    gunmen = _is_subject(read.word(match.start() + 1))  # «أردى مسلحون صاحب متجر»: nobody else can be the victim
    return match if accusative or gunmen or read.word(candidate.start).endswith(_FEMININE) else None


def _right_behind_gunmen(read: Sentence, candidate: Candidate) -> re.Match[str] | None:
    """Match a verb with nothing but gunmen in the nominative before one person: «قتل مسلحون مجهولون إمام مسجد»."""
    match = read.before(patterns.GUNMEN, candidate.start)
    if match is None or read.word(candidate.start).startswith(_JOINED):
        return None
    if read.definite(candidate.start) and not _is_named(read, candidate):
        return None
    first, *others = map(read.word, range(*match.span("gunmen")))
    sides = quantity_words().sides
    armed = first[:-2] in sides["fighters"] | sides["forces"] | _UNKNOWN_MEN  # «قتل مدنيان أحدهما امرأة» is no such
    return match if armed and all(word.endswith(_NOMINATIVE) for word in (first, *others)) else None


_UNKNOWN_MEN = frozenset({"مجهول", "ملثم"})
_JOINED = ("و", "ب", "ل")
"""What makes a person something else than the object of the verb before."""


def _fallen_when_told(read: Sentence, candidate: Candidate) -> re.Match[str] | None:
    """Match a verb of dying and the day before one who is named: «استشهد مساء اليوم الشاب رائد»."""
    match = read.before(patterns.WHEN_HE_DIED, candidate.start)
    if match is None or read.word(match.start("governor")) not in quantity_words().suffered:
        return None
    return match if day_words().issuperset(" ".join(map(read.word, range(*match.span("when")))).split()) else None


def _behind_a_killer(read: Sentence, candidate: Candidate) -> re.Match[str] | None:
    """Match a verb and who did it, gunmen with some words about them too («أردى مسلحون على دراجة شرطي مرور»)."""
    gunmen = read.before(patterns.BY_GUNMEN, candidate.start)
    apart = read.word(candidate.start - 1) in prepositions() or read.word(candidate.start - 1) == _WITH_HIM
    led = gunmen is not None and not apart and _is_subject(read.word(gunmen.start("actors")))
    return read.before(patterns.HIS_VICTIM, candidate.start) or (gunmen if led else None)


def _is_named(read: Sentence, candidate: Candidate) -> bool:
    """Whether a name follows a person, who is not what a place is called after («حي الشيخ مقصود», «السيدة زينب»)."""
    before = read.word(candidate.start - 1)
    word = read.word(candidate.start)
    title = word in _IN_NAMES and not before.endswith(_NOMINATIVE)  # «قتل مسلحون الشيخ صالح»
    called_after = before in heads() or before in prepositions() or title
    describes = before.startswith("ال") and word.endswith(_OF_A_COUNTRY)  # «قتل الجيش الإسرائيلي ليل الثلاثاء»
    name = read.text[candidate.end : candidate.end + 1]  # «الشاب رائد شاهر» is no major
    also_a_rank = name == "P" and not read.definite(candidate.end)
    return not called_after and not describes and (name == UNKNOWN or also_a_rank)


_OF_A_COUNTRY = ("ي", "يه")
"""Endings of adjectives of origin, folded."""
_IN_NAMES = frozenset(map(key, ("الشيخ", "السيدة", "الإمام", "الحاج", "الأمير", "القائد")))
"""Titles that names of places begin with."""
_FEMININE = "ه"
"""The feminine ending, folded, which no accusative changes."""


def _by_the_word_before(read: Sentence, candidate: Candidate) -> re.Match[str] | None:
    """Match what befell people by the word before their number: «قتل كل من فيها وعددهم خمسة», «الإعدام بحق أربعة»."""
    before = read.word(candidate.start - 1) if candidate.start else ""
    if before in _THEIR_NUMBER:
        return read.before(patterns.THEIR_NUMBER, candidate.start)
    return read.before(patterns.AGAINST, candidate.start) if before == _AGAINST_THEM else None


_THEIR_NUMBER, _AGAINST_THEM = frozenset({"عددهم", "وعددهم", "عددهن", "وعددهن"}), "بحق"


def _by_a_party(read: Sentence, candidate: Candidate) -> re.Match[str] | None:
    """Match a verb with a party's name before its victims: «قتلت القوات قناصا», «قتلت ميليشيا الحوثي خمسة أطفال»."""
    gunmen = read.before(patterns.BY_GUNMEN, candidate.start)
    if gunmen is not None and _is_subject(read.word(gunmen.start("actors"))) and _is_object(read, candidate):
        return gunmen  # «قتل مسلحون بقالا», «قتل مسلحون يستقلون سيارة ضابطا», «قتل جنود إسرائيليون ناشطا»
    if gunmen is not None and gunmen.end("actors") == candidate.start and _are_two_objects(read, candidate):
        return gunmen  # «قتل قناص شابين»
    match = read.before(patterns.OBJECT, candidate.start)
    if match is None or not _only_says_when_or_how(map(read.word, range(*match.span("when")))):
        return None
    if match["party"] is None:
        return match if quantity_words().manner.issuperset(map(read.word, range(*match.span("when")))) else None
    return match if read.definite(match.start("party")) else None


def _are_two_objects(read: Sentence, candidate: Candidate) -> bool:
    """Whether a count is a dual that is no nominative, so that it is not who acts."""
    two = candidate.people is not None and candidate.people.number == _A_PAIR
    return two and read.word(candidate.start).endswith(_TWO)


def _named_and_died(read: Sentence, candidate: Candidate) -> Candidate | None:
    """«إن المواطن عبده الصبري، البالغ 46 عاما، توفي تحت التعذيب»: one who is named, with his age perhaps."""
    match = patterns.NAMED_DIED.match(read.text, candidate.end) if _is_named(read, candidate) else None
    said = match is not None and read.word(candidate.start - 1) in _THAT
    if match is None or not said or read.word(match.start("governor")) not in quantity_words().suffered:
        return None
    return replace(candidate, slots=(str(slot_at(read, match.start("governor"))),), rule="verb_after")


_THAT = frozenset(map(key, ("أن", "إن", "بأن")))


def _only_says_when_or_how(words: Iterable[str]) -> bool:
    """Whether words tell nothing but the day or the manner of a killing («رميا بالرصاص», «، صباح اليوم، »)."""
    return (day_words() | quantity_words().manner | {"،"}).issuperset(" ".join(words).split())


def _is_subject(word: str) -> bool:
    """Whether a plural is nominative, or one whose ending does not say and with which no object agrees otherwise."""
    return word.endswith(_NOMINATIVE) or word.removeprefix("ال") in quantity_words().soldiers


_NOMINATIVE = ("ون", "ان")


def _by_what_takes_lives(read: Sentence, candidate: Candidate) -> re.Match[str] | None:
    """Match a verb whose victims cannot stand before it: «تفجير انتحاري أودى الثلاثاء بخمسة مجندين»."""
    match = read.before(patterns.ACTIVE_GAP, candidate.start)
    active = match is not None and read.word(match.start("governor")) in quantity_words().active
    return match if active else None


def _by_those_who_act(read: Sentence, candidate: Candidate) -> re.Match[str] | None:
    """Match a plural verb behind those who do it, some words before its victims: «المسلحون أعدموا أمس ثلاثة شبان»."""
    match = read.before(patterns.ACTING, candidate.start)
    if match is None or read.text[candidate.start] != NUMBER:
        return None
    actor = match.start("actor")
    gunmen = read.word(actor) in quantity_words().sides["fighters"]  # «مسلحين بزي عسكري أعدموا 12 مدنيا»
    known = read.definite(actor) or read.word(actor + 1).startswith("ال")  # «مسلحي التنظيم أعدموا»
    return match if gunmen or known else None


def _by_a_hand(read: Sentence, candidate: Candidate) -> re.Match[str] | None:
    """Match a verb with whose doing it was before its victims: «قتل بنيران القناصة ستة», «قتل على يد مسلحين خمسة»."""
    match = read.before(patterns.HAND, candidate.start)
    led = match is not None and (read.word(match.start("by")) == _ON or read.word(match.start("by")).startswith(_BY))
    return match if led else None


_ON, _BY, _WITH_HIM = key("على"), "ب", "مع"


def _fallen_there(read: Sentence, candidate: Candidate) -> re.Match[str] | None:
    """Match «سقط» with where or in what before those who fell: «سقط في المعارك في محيط المدينة 17 مقاتلا»."""
    match = read.before(patterns.FALLEN_IN, candidate.start)
    led = match is not None and candidate.noun in {"P", "K"} and read.word(match.start("in")) in _FELL_IN
    return match if led else None


_FELL_IN = frozenset(map(key, ("في", "خلال", "أثناء", "جراء", "نتيجة")))


def _bracketed(read: Sentence, candidate: Candidate) -> re.Match[str] | None:
    """Match a number in brackets that counts the plural before them; after one person it would be an age."""
    match = read.before(patterns.BRACKETED, candidate.start)
    if match is None or read.value(match.start("people")).number is not None:
        return None
    return match if match.group().endswith("(") or read.word(candidate.start).startswith("(") else None


def _by_what_hit(read: Sentence, candidate: Candidate) -> re.Match[str] | None:
    """Match a verb behind one person with what hit him or her: «أن امرأة قتلت برصاص قناص», not «امرأة قتلت جنديا»."""
    match = patterns.AFTER_ONE_BY.match(read.text, candidate.end)
    return match if match is not None and read.word(match.start("by")).startswith(_BY) else None


def _behind_those_who(read: Sentence, candidate: Candidate) -> re.Match[str] | None:
    """Match a plural verb behind what «الذين» tells of people: «اثنين من الذين شاركوا في الهجوم لقيا حتفهما»."""
    match = patterns.AFTER_THOSE_WHO.match(read.text, candidate.end)
    near = map(read.word, range(candidate.end, candidate.end + _WHO_REACH))
    return match if match is not None and not role_words()["relatives"].isdisjoint(near) else None


_WHO_REACH = 4
"""Signs behind a number in which «الذين» stands."""


_NUMBERED_APART = (
    _behind_who_did_it,
    _bracketed,
    _by_a_hand,
    _behind_a_fall,
    _by_a_party,
    _by_what_takes_lives,
    _by_the_word_before,
    _over_a_gap,
)
_UNNUMBERED_APART = (_behind_the_act, _object_of_a_party, _by_whom_it_was_done, _over_a_gap)
"""How a count finds what governs it some words before: one with a number, and one or two without."""


_WENT, _AS_VICTIMS = frozenset({"راح", "وراح", "ذهب", "وذهب"}), frozenset({"ضحيه", "ضحايا"})
"""Words round a count of the dead: «راح ثمانية مدنيين ضحية غارات»."""


def by_verb_after(read: Sentence, candidate: Candidate) -> Candidate | None:
    """«60 شخصا قتلوا», «أن شرطيا قتل», «عائلة من ستة أفراد قتلت», «150 ألف شخص محاصرين»."""
    single = read.single(candidate)
    people = candidate.noun in {"P", "n", "O"} or _is_said_behind(read, candidate) or _fell(read, candidate)
    if people and single and read.definite(candidate.start):
        return _named_and_died(read, candidate)
    if not people:
        return None
    family = read.before(patterns.ONE_FAMILY, candidate.start) is not None
    one = single or family or candidate.noun == "O"  # «أحد عناصر الصحوة قتل»
    pair = single and read.before(patterns.PAIR, candidate.start) is not None
    after = patterns.AFTER_PAIR if pair else patterns.AFTER_ONE if one else patterns.AFTER
    match = after.match(read.text, candidate.end)
    match = match or (patterns.AFTER_FAMILY.match(read.text, candidate.end) if family else None)
    match = match or (_by_what_hit(read, candidate) if single else _behind_those_who(read, candidate))
    if read.word(candidate.start - 1) in _WENT and read.word(candidate.end) in _AS_VICTIMS:
        return replace(candidate, slots=("killed",), rule="verb_after")
    if match is None:
        return None
    index = match.start("governor") if one or match["governor"] else match.start("state")
    if single and read.word(index)[0] in "يت":
        return None  # an imperfect tells what a single person does: «شاب يقتل أباه»
    if not one and not match["governor"] and read.value(index).number is not None:
        return None
    return replace(candidate, slots=(str(slot_at(read, index)),), rule="verb_after")
