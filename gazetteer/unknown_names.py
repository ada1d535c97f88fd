"""Names that no layer knows, but whose head noun says what they are: «قرية البيلي», «بلدات عين الكروم وسلهب».

They are proposed as hits like any other; nothing is known of where they lie.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from gazetteer import lexicon
from gazetteer.folding import Tokens
from gazetteer.lexicon import Head
from gazetteer.matcher import Hit, readings

_SHORTEST = 3
"""Letters of a name worth proposing."""
_MOST_MEMBERS = 30
"""Members of one list of unknown names that are followed."""


def find_unknown_names(tokens: Tokens, known: Sequence[Hit]) -> tuple[Hit, ...]:
    """Return hits for the unknown names right behind a naming noun, and for those that go on with its list."""
    naming = [(position, head) for position, head in enumerate(map(_NAMING.__getitem__, tokens.words)) if head]
    if not naming:
        return ()
    taken = {index: hit for hit in known for index in range(hit.first, hit.last + 1)}
    found: list[Hit] = []
    for position, head in naming:
        if position in taken:
            continue
        for bare in _names_after(tokens, position, head, taken):
            hit = _with_opener(tokens, position, head, bare)
            found.append(hit)
            taken.update(dict.fromkeys(range(hit.first, hit.last + 1), hit))
    return tuple(found)


def _with_opener(tokens: Tokens, position: int, head: Head, hit: Hit) -> Hit:
    """Return a name right behind a generic word with that word, which is part of it: «تل زعيطر», «وادي عقاب»."""
    if hit.first != position + 1 or head.form not in lexicon.words("name_openers.csv"):
        return hit
    start = tokens.ends[position] - len(head.form)
    return replace(hit, name=f"{head.form} {hit.name}", first=position, start=start)


class _NamingHeads(dict[str, Head | None]):
    """Word → the naming noun it is with its clitics; remembered, since the words of a language recur."""

    def __missing__(self, word: str) -> Head | None:
        """Read a word met for the first time."""
        if len(self) >= _MOST_REMEMBERED:
            self.clear()
        heads = (lexicon.heads().get(reading.word) for reading in readings(word))
        head = next((head for head in heads if head is not None), None)
        self[word] = found = head if head is not None and head.names else None
        return found


_MOST_REMEMBERED = 200_000
_NAMING = _NamingHeads()


def _names_after(tokens: Tokens, position: int, head: Head, taken: dict[int, Hit]) -> Iterator[Hit]:
    """Yield the unknown name behind a head; behind a plural or dual also what و or a comma adds to it."""
    following, joined = position + 1, ""
    for _ in range(_MOST_MEMBERS):
        if following >= len(tokens) or not _close(tokens, following, comma=following > position + 1):
            return
        known = taken.get(following)
        if known is not None:
            following = known.last + 1
        else:
            hit = _unknown_at(tokens, following, joined)
            if hit is None:
                return
            yield hit
            following = hit.last + 1
        if head.number == "singular" or following >= len(tokens):
            return
        joined = "و" if tokens.words[following].startswith("و") else ""
        if not joined and "،" not in tokens.gaps[following]:
            return


def _unknown_at(tokens: Tokens, position: int, joined: str) -> Hit | None:
    """Return a hit for the unknown name at a token, «و» taken off where it joins; `None` for an ordinary word."""
    word = tokens.words[position].removeprefix(joined)
    if not _is_name_like(word):
        return None
    last = position
    if position + 1 < len(tokens) and _close(tokens, position + 1, comma=False):
        second = tokens.words[position + 1]
        opens = word in lexicon.words("name_openers.csv")
        if (opens or (second.startswith("ال") and not word.startswith("ال"))) and _is_name_like(second):
            last = position + 1
        elif opens:
            return None
    elif word in lexicon.words("name_openers.csv"):
        return None
    start = tokens.starts[position] + len(joined)
    name = " ".join([word, *tokens.words[position + 1 : last + 1]])
    return Hit(
        name=name, first=position, last=last, start=start, end=tokens.ends[last], conjunction=joined, preposition=""
    )


_PRONOUNS = ("ته", "تها", "تهم", "يته", "ايه", "ايها", "ايهم", "ها", "هم", "نا")
"""«قضاء محكوميته», «مدنها وقراها»: a noun with a possessive is no name."""
_NISBA = ("ي", "يه", "يون", "يين", "يات", "ين", "ون")


def _is_name_like(word: str) -> bool:
    """Whether a word can be a name: no common word, no adjective of origin or kind, no number, long enough."""
    if len(word) < _SHORTEST or word.isdigit() or word[0].isascii():
        return False
    if word in lexicon.words("name_openers.csv"):
        return True
    if word in lexicon.common_words() or word in lexicon.demonyms() or word in lexicon.directions():
        return False
    if word in lexicon.heads() or word in lexicon.prepositions() or word in lexicon.words("given_names.csv"):
        return False
    if any(_is_ordinary(reading.word) for reading in readings(word) if reading.skipped):
        return False
    return word.startswith("ال") or not (word.endswith(_NISBA) or word.endswith(_PRONOUNS))


def _is_ordinary(word: str) -> bool:
    return word in lexicon.common_words() or word in lexicon.heads()


def _close(tokens: Tokens, position: int, *, comma: bool) -> bool:
    """Whether only a space (or a comma, where a list goes on) parts a token from the one before."""
    return not tokens.gaps[position].strip(" \t«»\"'“”،," if comma else " \t«»\"'“”")
