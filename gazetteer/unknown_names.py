"""Names that no layer knows, but whose head noun says what they are: «قرية البيلي», «بلدات عين الكروم وسلهب».

They are proposed as hits like any other; nothing is known of where they lie.
"""

from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace
from functools import lru_cache

from gazetteer import lexicon
from gazetteer.context import antecedent
from gazetteer.folding import FoldedText, Tokens
from gazetteer.lexicon import Head
from gazetteer.matcher import Hit, readings
from gazetteer.places import ADMIN_KINDS, PlaceKind

_SHORTEST = 3
"""Letters of a name worth proposing."""
_MOST_MEMBERS, _A_PAIR = 30, 2
"""Members of one list of unknown names that are followed, and those behind a dual."""


def find_unknown_names(folded: FoldedText, tokens: Tokens, known: Sequence[Hit]) -> tuple[Hit, ...]:
    """Return hits for the unknown names right behind a naming noun, and for those that go on with its list."""
    table = _naming()
    naming = [(position, table[tokens.words[position]]) for position in tokens.positions_of(table)]
    found = [*_within_lists(tokens, known), *_before_lists(tokens, known)]
    found += _before_what_holds_them(tokens, known, found)
    openers = _openers(tokens)
    if not naming and not openers:
        return tuple(found)
    taken = {index: hit for hit in (*known, *found) for index in range(hit.first, hit.last + 1)}
    for position, head in openers:
        names = tuple(_names_after(tokens, position, head, taken, listed=True))
        if len(names) > 1 or position + 1 in taken or (names and names[-1].last + 1 in taken):
            found.extend(names)
            taken.update({index: hit for hit in names for index in range(hit.first, hit.last + 1)})
    for position, head in naming:
        if position in taken or _is_otherwise_spelled(folded, tokens, position, head):
            continue
        for bare in _names_after(tokens, position, head, taken):
            hit = _with_opener(tokens, position, head, bare)
            found.append(hit)
            taken.update(dict.fromkeys(range(hit.first, hit.last + 1), hit))
    return tuple(found)


def _openers(tokens: Tokens) -> tuple[tuple[int, Head], ...]:
    """Return where a list is opened, with the noun that it goes on from: «عدة قرى، أهمها عويجة والعيور»."""
    openers = lexicon.words("list_openers.csv")
    opened = ((position, antecedent(tokens, position)) for position in tokens.positions_of(openers))
    return tuple((position, head) for position, head in opened if head is not None)


def _within_lists(tokens: Tokens, known: Sequence[Hit]) -> Iterator[Hit]:
    """Yield the unknown names that go on with a list of known ones: «كفرزيتا ومورك وحصرايا في ريف حماة».

    Two known names must stand before them, or one behind a preposition, and after them another known name, what holds
    the whole list or the end of the sentence, so that a list that runs on into other words («حلب وحمص وأصيب») gives
    nothing. Where something holds the list, common words with the article are names in it too («ومورك والزكاة في ريف
    حماة»).
    """
    starts = frozenset(hit.first for hit in known)
    for before, hit in zip((None, *known), known, strict=False):
        if hit.last + 1 >= len(tokens) or not tokens.words[hit.last + 1].startswith(_AND):
            continue
        listed = before is not None and hit.first == before.last + 1 and _goes_on(tokens, hit.first)
        if hit.preposition if listed else not _is_told_where(tokens, hit):
            continue
        members = list(_members(tokens, hit.last + 1, starts, _NO_HEAD))
        end = members[-1].last + 1 if members else 0
        if members and (
            end in starts or _ends_its_sentence(tokens, end) or (not listed and _holds_a_list(tokens, end))
        ):
            yield from members
            continue
        members = list(_members(tokens, hit.last + 1, starts, _ANY_NAME)) if listed else []
        if members and _holds_a_list(tokens, members[-1].last + 1):
            yield from members


def _is_told_where(tokens: Tokens, hit: Hit) -> bool:
    """Whether a preposition of place stands before a name, or on it («في كفرزيتا وحصرايا»)."""
    before = tokens.words[hit.first - 1] if hit.first else ""
    return hit.preposition == "ب" or before in _PLACING


_PLACING = frozenset({"في", "علي"})


def _ends_its_sentence(tokens: Tokens, position: int) -> bool:
    """Whether a stop mark stands before a token, so that no verb with its object does («كفرزيتا وحصرايا.»)."""
    return position >= len(tokens) or not _STOPS.isdisjoint(tokens.gaps[position])


_STOPS = frozenset(".؛!؟\n")


def _before_lists(tokens: Tokens, known: Sequence[Hit]) -> Iterator[Hit]:
    """Yield the unknown names that a list of known ones begins with, behind «محيط» and its like.

    «في محيط المشيك والزيارة وتل واسط والمنصورة»
    """
    starts = frozenset(hit.first for hit in known)
    for hit in known:
        if hit.conjunction != "و":
            continue
        position = hit.first - 1
        while position > 0 and tokens.words[position].startswith("و") and position not in starts:
            position -= 1
        head = lexicon.heads().get(tokens.words[position - 1]) if position else None
        if position in starts or head is None or head.relation not in _AROUND or head.number != "singular":
            continue
        first = _unknown_at(tokens, position, "", _NO_HEAD)
        names = list(_members(tokens, position + 1, starts, _ANY_NAME))
        if first is not None and first.last == position and position + len(names) + 1 == hit.first:
            yield from (first._replace(listed=True), *names)


def _before_what_holds_them(tokens: Tokens, known: Sequence[Hit], found: Sequence[Hit]) -> Iterator[Hit]:
    """Yield the names, known or not, of several places that an attack was on: «غارات على دكامة والجر شرقي مأرب».

    Something must hold them, and one bear the article: of plain nouns («على متارس وخنادق شرقي») all or none would.
    """
    attacks = lexicon.words("attack_nouns.csv")
    targets = [
        position + 1
        for position in tokens.positions_of(_ON)
        if not attacks.isdisjoint(tokens.words[max(0, position - _ATTACK_REACH) : position])
    ]
    taken, listed = {hit.first: hit for hit in (*known, *found)} if targets else {}, {hit.first for hit in found}
    for target in targets:
        names: list[Hit] = []
        following, joined = target, ""
        while following < len(tokens) and len(names) < _MOST_LISTED:
            hit = taken.get(following) or _unknown_at(tokens, following, joined, _NO_HEAD)
            if hit is None:
                break
            names.append(hit)
            following, joined = hit.last + 1, _AND
            if following < len(tokens) and not tokens.words[following].startswith(_AND):
                break
        definite = any(hit.name.startswith("ال") for hit in names)
        if len(names) > 1 and definite and _holds_a_list(tokens, following):
            yield from (hit._replace(listed=True) for hit in names if hit.first not in listed)


_ON = frozenset({"علي"})
_ATTACK_REACH = 3
"""Words before «على» in which the noun of an attack stands («غارات للطيران على»)."""
_AROUND = frozenset({"near", "edge"})
"""What the nouns say behind which several places follow («محيط», «أطراف»)."""


def _members(tokens: Tokens, position: int, known: AbstractSet[int], head: Head) -> Iterator[Hit]:
    """Yield the unknown names of one word that و joins, from a token on."""
    for number in range(position, min(position + _MOST_LISTED, len(tokens))):
        word = tokens.words[number]
        joined = word.startswith("و") and not tokens.gaps[number].strip(" \t،,")
        if head.after_anything and word.endswith(_PEOPLE):
            return
        hit = _unknown_at(tokens, number, "و", head) if joined and number not in known else None
        if hit is None or hit.last != number:
            return
        yield hit._replace(listed=True)


_PEOPLE = ("ين", "ون")
"""«حلب وإدلب والمدنيين في ريف حماة»: endings of sound plurals, which are people."""


_MOST_LISTED = 8
"""Unknown names that one list may add."""


def _goes_on(tokens: Tokens, position: int) -> bool:
    """Whether a token goes on with a list: و on it, or a comma before it."""
    return tokens.words[position].startswith("و") or "،" in tokens.gaps[position]


def _holds_a_list(tokens: Tokens, position: int) -> bool:
    """Whether «في ريف», «بريف», «في محافظة», «شمال» … stands at a token: what a list of places lies in."""
    if position >= len(tokens) or not _close(tokens, position, comma=False):
        return False
    words = tokens.words[position : position + 2]
    if words[0] in lexicon.directions():
        return True
    written_on = next((reading.word for reading in readings(words[0]) if reading.preposition == "ب"), "")
    unit = lexicon.heads().get(words[1] if words[0] in _IN_OR_OF and len(words) > 1 else written_on)
    return unit is not None and (unit.relation == "countryside" or bool(unit.kinds & ADMIN_KINDS))


_IN_OR_OF = frozenset({"في", "من"})
"""«في ريف حماة», «من مديرية ذي ناعم»."""


def _is_otherwise_spelled(folded: FoldedText, tokens: Tokens, position: int, head: Head) -> bool:
    """Whether the raw text has hamza below an alef that bears it above in the noun: «إحياء» are no «أحياء»."""
    first = folded.raw[folded.raw_index(tokens.ends[position] - len(head.form))]
    return first == "إ" and head.spelling.startswith("أ")


def _with_opener(tokens: Tokens, position: int, head: Head, hit: Hit) -> Hit:
    """Return a name right behind a generic word with that word, which is part of it: «تل زعيطر», «وادي عقاب»."""
    if hit.first != position + 1 or head.form not in lexicon.words("name_openers.csv"):
        return hit
    start = tokens.ends[position] - len(head.form)
    return hit._replace(name=f"{head.form} {hit.name}", first=position, start=start, headed=True)


def _naming_head(word: str) -> Head | None:
    """Return the naming noun that a word is with its clitics."""
    heads = (lexicon.heads().get(reading.word) for reading in readings(word))
    head = next((head for head in heads if head is not None), None)
    return head if head is not None and head.names else None


@lru_cache(maxsize=1)
def _naming() -> Mapping[str, Head]:
    """Return the naming nouns by every word that is one with its clitics."""
    names = [form for form, head in lexicon.heads().items() if head.names]
    names += [f"لل{form.removeprefix('ال')}" for form in names if form.startswith("ال")]
    words = (f"{joined}{clitic}{form}" for form in names for joined in ("", "و", "ف") for clitic in ("", "ب", "ل", "ك"))
    return {word: head for word in words if (head := _naming_head(word)) is not None}


def _names_after(
    tokens: Tokens, position: int, head: Head, taken: dict[int, Hit], *, listed: bool = False
) -> Iterator[Hit]:
    """Yield the unknown name behind a head; behind a plural or dual also what و or a comma adds to it.

    `listed`: a list opener stands there, behind which a colon may.
    """
    following, joined = position + 1, ""
    for _ in range(_A_PAIR if head.number == "dual" else _MOST_MEMBERS):
        opens = following == position + 1
        if following >= len(tokens):
            return
        marked = (listed or head.number == "plural") and opens and not _OPEN_A_LIST.isdisjoint(tokens.gaps[following])
        if not (marked or _close(tokens, following, comma=not opens)):
            return
        known = taken.get(following)
        if known is not None:
            following = known.last + 1
        else:
            hit = _between_marks(tokens, following, joined, head, taken) or _unknown_at(tokens, following, joined, head)
            if hit is None:
                yield from _words_for_names(tokens, following, taken, head, joined=joined)
                return
            yield hit
            following = hit.last + 1
        following = _behind_adjectives(tokens, following)
        if following >= len(tokens):
            return
        if head.number == "singular":
            yield from _beside_one(tokens, following, taken)
            return
        goes_on = _next_member(tokens, following)
        if goes_on is None:
            return
        following, joined = goes_on


_OPEN_A_LIST = frozenset(":(")
"""Marks behind the noun or the opener of a list («قرى: …», «وهي (الدقماق وزيزون)»)."""


def _behind_adjectives(tokens: Tokens, position: int) -> int:
    """Return the first token from one on that is no adjective of names («أحياء زعيطر الأسفل والشعار»)."""
    while position < len(tokens) and tokens.words[position] in lexicon.words("name_adjectives.csv"):
        position += 1
    return position


def _between_marks(tokens: Tokens, position: int, joined: str, head: Head, taken: Mapping[int, Hit]) -> Hit | None:
    """Return what stands between two marks of a list of places, be it common words: «صينة والمرور والنقطة الرابعة،».

    Right behind the noun of the list, where an adjective may stand, only before another name of the list.
    """
    word = tokens.words[position].removeprefix(joined)
    if head.number == "singular" or not _may_begin_a_member(word, head):
        return None
    last = position
    while last - position < _LONGEST_MEMBER - 1 and _may_go_on(tokens, last + 1):
        last += 1
    if last == position and (word in lexicon.heads() or word in lexicon.words("name_openers.csv")):
        return None
    after = _behind_adjectives(tokens, last + 1)
    plain = word in lexicon.common_words() and last == position
    if not _ends_a_member(tokens, after, plain=plain) or any(number in taken for number in range(position, after)):
        return None
    first = tokens.words[position - 1].endswith(head.form) and not tokens.gaps[position].strip()
    if first and not _is_followed_by_a_name(tokens, after, head, taken):
        return None
    hit = _hit(tokens, position, last, joined)
    return hit if len(hit.name) >= _SHORTEST else None


_LONGEST_MEMBER = 3
"""Words of one name in a list."""


def _may_begin_a_member(word: str, head: Head) -> bool:
    """Whether a member of a list may begin with a word: one like a name, in a list of villages one with the article."""
    if word in lexicon.words("name_openers.csv"):
        return True
    if len(word) < _SHORTEST or not word.isalpha() or word[0].isascii() or not _is_no_other_noun(word):
        return False
    if word in lexicon.directions() or word in lexicon.demonyms():
        return False
    common = word in lexicon.common_words() or word in lexicon.heads()  # «والنقطة الرابعة»
    return not common or (word.startswith("ال") and not head.kinds.isdisjoint(_NAMED_IN_LISTS))


def _may_go_on(tokens: Tokens, position: int) -> bool:
    """Whether the word at a token belongs to the member before it: no mark parts them, and it opens nothing else."""
    if position >= len(tokens) or tokens.gaps[position] != " ":
        return False
    word = tokens.words[position]
    if word.isdigit() or tokens.words[position - 1] in _OF_WHOM:
        return True  # «كيلو 16», «قصر ابن وردان»
    if word in _OF_WHOM and tokens.words[position - 1] in lexicon.words("name_openers.csv"):
        return True
    before = tokens.words[position - 1].removeprefix(_AND)
    of_a_noun = before in lexicon.common_words() or before in lexicon.heads()  # «النقطة الرابعة», not «زعيطر الأسفل»
    adjective = word in lexicon.words("name_adjectives.csv") and not of_a_noun
    if (
        adjective
        or word in lexicon.words("name_openers.csv")
        or word.startswith((_AND, "ب", "ل"))
        or not word.isalpha()
    ):
        return False
    if word in lexicon.directions() or word in lexicon.prepositions():
        return word.endswith(_SIDES) and _ends_a_member(tokens, position + 1, plain=True)  # «مخلف شمالي»
    return _is_no_other_noun(word) and (word.startswith("ال") or word not in lexicon.common_words())


_OF_WHOM = frozenset({"ابن", "ابو", "ام"})
"""What a man's or woman's name stands behind."""
_SIDES = ("ي", "يه")
"""Endings of the sides that names bear."""


def _is_no_other_noun(word: str) -> bool:
    """Whether a word is none of those that و or a comma adds to places and that are none: forces, people, acts."""
    bare = word.removeprefix("ال")
    listed = (word in lexicon.words(file) or bare in lexicon.words(file) for file in _NO_MEMBERS)
    return not word.endswith((*_PRONOUNS, *_PEOPLE, _VERBS)) and word not in lexicon.prepositions() and not any(listed)


_NO_MEMBERS = (
    "organisation_heads.csv",
    "surroundings.csv",
    "people_words.csv",
    "place_verbs.csv",
    "speech_verbs.csv",
    "attack_nouns.csv",
    "number_words.csv",
    "generic_complements.csv",
    "no_members.csv",
)
"""Words that و joins to places and that are none."""


def _ends_a_member(tokens: Tokens, position: int, *, plain: bool) -> bool:
    """Whether a member of a list ends before a token: at a mark, at what و adds, at what holds the list.

    What is not just a plain word ends at any preposition («قرى زعيطر ومشموش بعد معارك»).
    """
    if position >= len(tokens) or tokens.gaps[position].strip(" \t«»\"'“”"):
        return True
    word = tokens.words[position]
    if _holds_a_list(tokens, position) or (word in lexicon.prepositions() and not plain):
        return True
    opener = word[1:] in lexicon.words("name_openers.csv")  # «وعين الزرقة», not «has appointed»
    return word.startswith(_AND) and (opener or word not in lexicon.common_words())


def _is_followed_by_a_name(tokens: Tokens, position: int, head: Head, taken: Mapping[int, Hit]) -> bool:
    """Whether a list goes on at a token with a name that is known or like one."""
    if position >= len(tokens):
        return False
    goes_on = _next_member(tokens, position)
    if goes_on is None or goes_on[0] >= len(tokens):
        return False
    return goes_on[0] in taken or _unknown_at(tokens, *goes_on, head) is not None


def _next_member(tokens: Tokens, position: int) -> tuple[int, str] | None:
    """Return where the next member of a list begins and the «و» written onto it; `None` where the list has ended.

    Before a quotation mark «و» is a word of its own: «قرى "المباركات" و"عويجة"».
    """
    word = tokens.words[position]
    if word == _AND and position + 1 < len(tokens):
        return position + 1, ""
    if word.startswith(_AND):
        return position, _AND
    return (position, "") if "،" in tokens.gaps[position] else None


_AND = "و"


def _words_for_names(
    tokens: Tokens, position: int, taken: Mapping[int, Hit], head: Head, *, joined: str
) -> Iterator[Hit]:
    """Yield names that are common words too: the last ones of a list, or a whole list right behind its noun."""
    if joined and head.kinds:
        yield from _last_of_list(tokens, position, taken, head)
    elif tokens.words[position - 1].endswith(head.form):
        yield from _list_of_words(tokens, position, taken, head)


def _list_of_words(tokens: Tokens, position: int, taken: Mapping[int, Hit], head: Head) -> Iterator[Hit]:
    """Yield the names of a list of quarters or villages that are all common words: «حيي الجمهورية والقبلة».

    Right behind a plural or dual without an article a word with it is no adjective of theirs.
    """
    if head.number == "singular" or head.kinds.isdisjoint(_NAMED_IN_LISTS):
        return
    first = _unknown_at(tokens, position, "", _ANY_NAME)
    if first is None or first.last != position or not _may_be_of_a_list(first):
        return
    members = list(_last_of_list(tokens, position + 1, taken, head))
    if members:
        yield from (first, *members)


_NAMED_IN_LISTS = frozenset({PlaceKind.NEIGHBOURHOOD, PlaceKind.VILLAGE})
"""Kinds of the nouns behind which common words are names too."""


def _beside_one(tokens: Tokens, position: int, taken: Mapping[int, Hit]) -> Iterator[Hit]:
    """Yield the names that و adds to one place, up to another or to what holds them: «حي الجمهوري والمجلية جنوبي …»."""
    members = list(_members(tokens, position, taken.keys(), _NO_HEAD))
    if members and all(map(_may_be_of_a_list, members)):
        after = members[-1].last + 1
        known = taken.get(after)
        if _holds_a_list(tokens, after) or (known is not None and known.conjunction == _AND):
            yield from members


def _may_be_of_a_list(hit: Hit) -> bool:
    """Whether a word of a list is neither people nor a force: «أحياء السكري والقوات», «حلب وإدلب والمدنيين»."""
    return not hit.name.endswith(_PEOPLE) and hit.name.removeprefix("ال") not in lexicon.words("organisation_heads.csv")


def _last_of_list(tokens: Tokens, position: int, taken: Mapping[int, Hit], head: Head) -> Iterator[Hit]:
    """Yield common words with the article that end a list of quarters or villages: «أحياء الأشراف والبريد والجمهوري.».

    Only to a stop mark, or to what holds the list, so that «أحياء السكري والقوات تقصف» gives nothing; a dual has its
    two names («حيي الجمهورية والقبلة يقولون»).
    """
    members = list(_members(tokens, position, taken.keys(), _ANY_NAME))
    if not members or not all(map(_may_be_of_a_list, members)):
        return
    after = members[-1].last + 1
    ended = after >= len(tokens) or bool(tokens.gaps[after].strip(" \t«»\"'“”"))
    both = head.number == "dual" and len(members) == 1
    if ended or both or after in taken or _holds_a_list(tokens, after):
        yield from members


def _unknown_at(tokens: Tokens, position: int, joined: str, head: Head) -> Hit | None:
    """Return a hit for the unknown name at a token, «و» taken off where it joins; `None` for an ordinary word."""
    quoted = _last_quoted(tokens, position) if not head.kinds.isdisjoint(_QUOTED) else None
    if quoted is not None:
        return _hit(tokens, position, quoted, joined)
    word = tokens.words[position].removeprefix(joined)
    if not (_is_name_like(word, head) or _is_called_after_a_man(tokens, position, word, head)) or (
        word.startswith("و") and word not in lexicon.words("name_openers.csv")
    ):  # «جبل وغيمة»: «and» more likely than part of a name
        return None
    last = _last_word(tokens, position, word, head)
    if last is None:
        return None
    return _hit(tokens, position, last, joined)


def _hit(tokens: Tokens, position: int, last: int, joined: str) -> Hit:
    """Return a hit for the name of these tokens, «و» taken off where it joins."""
    word = tokens.words[position].removeprefix(joined)
    start = tokens.starts[position] + len(joined)
    name = " ".join([word, *tokens.words[position + 1 : last + 1]])
    return Hit(
        name=name, first=position, last=last, start=start, end=tokens.ends[last], conjunction=joined, preposition=""
    )


def _last_quoted(tokens: Tokens, position: int) -> int | None:
    """Return the last token of a name that quotation marks enclose: «قرى "تل بيجو" و"رسم البغل"»."""
    if not tokens.gaps[position].endswith(OPENING_MARKS):
        return None
    for last in range(position, min(position + _LONGEST_QUOTED, len(tokens))):
        if tokens.gaps[last + 1].startswith(CLOSING_MARKS):
            return None if last == position and tokens.words[position] in lexicon.heads() else last
        if tokens.gaps[last + 1] != " ":
            return None
    return None


OPENING_MARKS, CLOSING_MARKS = ("«", '"', "“"), ("»", '"', "”")
"""Quotation marks round a name."""
_LONGEST_QUOTED = 3
_QUOTED = frozenset({PlaceKind.NEIGHBOURHOOD, PlaceKind.VILLAGE, PlaceKind.TOWN})
"""Kinds of the nouns behind which what quotation marks enclose is a name, whatever it means otherwise."""


def _is_called_after_a_man(tokens: Tokens, position: int, word: str, head: Head) -> bool:
    """Whether a given name with a word like a name behind it is what a village is called («قرية محمود جيجة»).

    Behind a feminine noun a masculine adjective is his surname and not its («بلدة محمد النهري»).
    """
    following = position + 1 < len(tokens) and _close(tokens, position + 1, comma=False)
    named = PlaceKind.VILLAGE in head.kinds and word in lexicon.words("given_names.csv")
    if not following or not named:
        return False
    second = tokens.words[position + 1]
    surname = head.form.endswith(_FEMININE) and second.startswith("ال") and second.endswith("ي")
    return surname or _is_name_like(second, _NO_HEAD)


def _last_word(tokens: Tokens, position: int, word: str, head: Head) -> int | None:
    """Return the last token of the unknown name that begins at one: two words behind an opener or a given name.

    `None` where an opener has no word behind it.
    """
    opens = word in lexicon.words("name_openers.csv")
    close = position + 1 < len(tokens) and _close(tokens, position + 1, comma=False)
    second = tokens.words[position + 1] if close else ""
    if opens:
        third = tokens.words[position + 2] if position + 2 < len(tokens) else ""
        ours = second.endswith(_OURS) and second not in lexicon.common_words()  # «قرية بيت عانا»
        tribe = word == _TRIBE and second not in lexicon.heads() and second not in lexicon.prepositions()
        likely = _is_name_like(second, head) or _is_person(second, head)
        if not second or not (tribe or likely or ours or _is_with_the_article(word, second, head)):
            return None
        surname = third.startswith("ال") and _close(tokens, position + 2, comma=False) and _is_person(second, head)
        return position + 2 if surname and _is_name_like(third, head) and not _is_nisba(third) else position + 1
    if _is_called_after_a_man(tokens, position, word, head):
        return position + 1
    if _is_person(word, head):
        return position + 1 if second and (_is_person(second, head) or _is_name_like(second, _NO_HEAD)) else position
    definite = second.startswith("ال") and not word.startswith("ال") and _is_name_like(second, _NO_HEAD)
    half = _is_second_half(second, head) or _is_half_before_its_holder(tokens, position + 1, word, second, head)
    return position + 1 if definite or half else position


def _is_with_the_article(opener: str, word: str, head: Head) -> bool:
    """Whether a common word with the article ends the name of one village: «قرية أم القرى», «بلدة تل العدس»."""
    if head.number != "singular" or head.kinds.isdisjoint(_QUOTED) or not word.startswith("ال"):
        return False
    if opener in _KUNYAS:
        return True
    noun = word in lexicon.heads() or word[2:] in lexicon.heads()
    return not noun and word not in lexicon.directions() and word not in lexicon.demonyms()


_KUNYAS = frozenset({"ام", "ابو", "بو"})
"""«Mother of» and «father of», behind which anything may stand in a name."""


def _is_second_half(word: str, head: Head) -> bool:
    """Whether a rare word behind the unknown name of one village is part of it: «قرية جاير غلفاس»."""
    of_a_village = head.number == "singular" and PlaceKind.VILLAGE in head.kinds
    joined = word.startswith(_CLITICS) or word.endswith((*_NISBA, *_PRONOUNS))
    return of_a_village and bool(word) and not joined and not word.startswith("ال") and _is_name_like(word, _NO_HEAD)


def _is_half_before_its_holder(tokens: Tokens, position: int, first: str, word: str, head: Head) -> bool:
    """Whether a plain word between an unknown name and what holds it belongs to it: «قرية كسرة سرور جنوب الرقة»."""
    of_a_village = head.number == "singular" and not head.kinds.isdisjoint(_QUOTED) and not first.startswith("ال")
    if not (of_a_village and word) or not _holds_a_list(tokens, position + 1):
        return False
    plain = (
        word.isalpha()
        and not word.startswith(("ال", "و", "ب", "ل", "ف"))
        and not word.endswith(("ا", _FEMININE, *_NISBA))
    )
    told = word in lexicon.directions() or word in lexicon.heads() or word in lexicon.demonyms()
    return plain and not told and _is_no_other_noun(word)


_CLITICS = ("و", "ف", "ب", "ل", "ك", "س", "ي", "ت")
"""What a word may begin with that is a verb, or bears a preposition."""
_NO_HEAD = Head(form="", number="singular", kinds=frozenset(), relation="at")
_ANY_NAME = replace(_NO_HEAD, after_anything=True)


def _is_person(word: str, head: Head) -> bool:
    """Whether a word is a given name, and the head one of places that are called after persons."""
    return head.after_anything and word in lexicon.words("given_names.csv")


def _is_nisba(word: str) -> bool:
    return word.endswith(("ي", "يه")) and word not in lexicon.common_words()


_OF_STATES = frozenset({PlaceKind.COUNTRY})
_TON = 2
"""Letters of a word that is no evidence against a longer one: «بطن» is hardly «with a ton»."""
_VERBS = "وا"
"""«مناطق طردوا منها»: the ending of what they did, with which no name ends."""
_PRONOUNS = ("ته", "تها", "تهم", "يته", "ايها", "ايهم", "ها", "هم", "نا")
"""«قضاء محكوميته», «مدنها وقراها»: a noun with a possessive is no name."""
_TRIBE = "البو"
"""Behind it stands a man's name, whatever else that means («قرية البو نجم»)."""
_FEMININE = "ه"
"""The feminine ending, folded."""
_OURS = "نا"
"""The one of these endings that names of villages bear, behind an opener."""
_FEMININE_NISBA = ("يه", "يات", "يين", "يون")
_MASCULINE_NISBA = ("ي", "يون", "يين", "يات", "ين", "ون")
_OF_EITHER_GENDER = frozenset({"سوق", "طريق", "ارض", "بئر", "عين", "مستشفي", "مشفي"})
_NISBA = ("ي", "يه", "يون", "يين", "يات", "ين", "ون")


def _is_name_like(word: str, head: Head) -> bool:
    """Whether a word can be a name: no common word, no adjective of origin or kind, no number, long enough.

    Behind a noun whose places are called after anything, a common word with its article can («حي العمال»).
    """
    if len(word) < _SHORTEST - (word in lexicon.words("name_openers.csv")) or word.isdigit() or word[0].isascii():
        return False
    if word.startswith("لل"):
        return False  # «محطة للبنزين»: for something
    if word in lexicon.words("name_openers.csv") or _is_person(word, head):
        return True
    if word in lexicon.demonyms() or word in lexicon.directions() or word in lexicon.words("generic_complements.csv"):
        return False
    if word in lexicon.heads() or word in lexicon.prepositions() or word in lexicon.words("given_names.csv"):
        return False
    if head.after_anything and word.startswith("ال") and len(word) > _SHORTEST + 1:
        governs = lexicon.heads().get(word[2:])
        return governs is None or (governs.kinds == _OF_STATES and governs.number == "singular")  # «حي الجمهورية»
    if word in lexicon.common_words():
        return False
    if any(_is_ordinary(reading.word) for reading in readings(word) if reading.skipped and len(reading.word) > _TON):
        return False
    return word.startswith("ال") or not word.endswith((*_adjectival(head), *_PRONOUNS, _VERBS))


def _adjectival(head: Head) -> tuple[str, ...]:
    """Return the endings that can be an adjective's of the head, which agrees with it.

    A feminine noun has none in ي («بلدة بريري»), a masculine one none in ية («معسكر بسماية»), a plural of things none
    in ي («قرى دونكي»).
    """
    if head.number == "plural":
        return _FEMININE_NISBA
    if head.number != "singular" or head.form in _OF_EITHER_GENDER or not head.form:
        return _NISBA
    return _FEMININE_NISBA if head.form.endswith("ه") else _MASCULINE_NISBA


def _is_ordinary(word: str) -> bool:
    return word in lexicon.common_words() or word in lexicon.heads()


def _close(tokens: Tokens, position: int, *, comma: bool) -> bool:
    """Whether only a space (or a comma, where a list goes on) parts a token from the one before."""
    return not tokens.gaps[position].strip(" \t«»\"'“”،," if comma else " \t«»\"'“”")
