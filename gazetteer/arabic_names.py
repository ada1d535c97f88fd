"""Choosing the Arabic name of a place among alternate names that carry no language tag.

GeoNames' alternate names in Arabic letters mix Arabic, Persian, Urdu, Kurdish and Uyghur. A name is taken for Arabic
when it is written with the letters of Arabic alone; among several, the one whose consonants agree best with the Latin
name wins, then the one with the marks of Arabic spelling (hamza, teh marbuta, the article).
"""

import re
import unicodedata
from collections.abc import Iterable
from difflib import SequenceMatcher

from camel_tools.utils.dediac import dediac_ar

from gazetteer.folding import key

_INVISIBLE = re.compile("[\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff\u0640]")
_ARABIC_ONLY = re.compile("[\u0621-\u063a\u0641-\u064a]+(?:[ -][\u0621-\u063a\u0641-\u064a]+)*")
_UNARABIC = re.compile(r"\bئ|ى\B")
"""No Arabic word begins with hamza on a tooth or has alef maksura inside; Uyghur and Kurdish words do."""
_ANY_ARABIC = re.compile("[\u0600-\u06ff]")
_ARABIC_SPELLING = re.compile("[أإآؤئةىء]")
_LATIN_DIGRAPHS = (("sch", "s"), ("sh", "s"), ("th", "t"), ("kh", "k"), ("gh", "j"), ("dh", "d"), ("ch", "s"))
_LATIN_CLASSES = str.maketrans("pvqcxg", "bfkkkj", "aeiouwyh'`- ")
_ARABIC_CLASSES = str.maketrans("بتثجخدذرزسشصضطظغفقكلمن", "bttjkddrzsssdttjfkklmn", "احهوي ء")
_LATIN_ARTICLES = frozenset({"al", "ar", "as", "ash", "ad", "at", "az", "an"})
_SAME_SPELLING = 0.75
"""Similarity of two folded names (difflib's ratio) from which they count as spellings of one name."""
_SHORTEST = 3


def has_arabic_letters(name: str) -> bool:
    """Whether the name has at least one letter of the Arabic script, of whatever language."""
    return _ANY_ARABIC.search(name) is not None


def arabic_spelling(name: str) -> str:
    """Return the name without vowel marks and invisible controls, or "" when it is not in the letters of Arabic."""
    bare = str(dediac_ar(_INVISIBLE.sub("", name))).strip()
    return bare if _ARABIC_ONLY.fullmatch(bare) and not _UNARABIC.search(bare) else ""


def choose_arabic_name(alternates: Iterable[str], latin: str) -> tuple[str, tuple[str, ...]]:
    """Return the name to show and its other spellings; the name is "" when none of the alternates is Arabic.

    `latin` is the name in Latin letters, which decides between several candidates.
    Only spellings of the chosen name become aliases: a different name of the place (an epithet, an older or
    neighbouring place) is an everyday word too often to be worth its false finds.
    """
    names = dict.fromkeys(filter(None, map(arabic_spelling, alternates)))
    if not names:
        return "", ()
    chosen = max(names, key=lambda name: (_agreement(name, latin), _arabic_marks(name), -len(name)))
    spellings = {key(name): name for name in reversed(names) if is_spelling_of(name, chosen)}
    return chosen, tuple(reversed(spellings.values()))


def is_spelling_of(alias: str, name: str) -> bool:
    """Whether `alias` is another spelling of `name` that search would not find through it."""
    alias_key, name_key = key(alias), key(name)
    if alias_key == name_key or len(alias_key) < _SHORTEST:
        return False
    if " " not in alias_key and name_key == "ال" + alias_key:
        return False
    return SequenceMatcher(None, _without_article(alias_key), _without_article(name_key)).ratio() >= _SAME_SPELLING


def _without_article(folded: str) -> str:
    return " ".join(word.removeprefix("ال") for word in folded.split())


def _agreement(name: str, latin: str) -> float:
    """Return how well the consonants of an Arabic and a Latin name agree, 0 to 1 in tenths."""
    arabic = _without_article(key(name)).translate(_ARABIC_CLASSES)
    return round(SequenceMatcher(None, arabic, _latin_consonants(latin)).ratio(), 1)


def _latin_consonants(latin: str) -> str:
    decomposed = unicodedata.normalize("NFKD", latin).lower().replace("ʿ", "").replace("‘", "").replace("’", "")
    words = [word for word in re.split(r"[ -]+", decomposed) if word not in _LATIN_ARTICLES]
    plain = "".join(letter for letter in "".join(words) if letter.isascii())
    for digraph, letter in _LATIN_DIGRAPHS:
        plain = plain.replace(digraph, letter)
    return plain.translate(_LATIN_CLASSES)


def _arabic_marks(name: str) -> int:
    """Count what marks Arabic spelling: the article, and letters that Persian and Urdu rarely use."""
    return (2 if name.startswith("ال") else 0) + len(_ARABIC_SPELLING.findall(name)) - name.endswith("ه")
