"""Surface forms: the small set of expansions that a lexicon word stands for.

A lexicon lists real forms (perfect, imperfect, masdar, plural). What writers attach to them is regular and added here:
the joined particles و ف ب ل ك س, the article, accusative ا and the pronouns. All forms are folded search keys.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from gazetteer.folding import key

_JOINED = ("", "و", "ف", "ب", "ل", "ك", "وب", "ول", "وك", "فب", "فل")
_WITHOUT_K = ("", "و", "ف", "ب", "ل", "وب", "ول", "فب", "فل")
"""Not ك: what is compared to an act is none, and «كأمل» is rare where «كامل» is not."""
_CONJUNCTIONS = ("", "و", "ف")
_PRONOUNS = ("ه", "ها", "هم", "هما", "نا")
_IMPERFECT = "ي"


@dataclass(frozen=True, slots=True)
class WordForm:
    """One written form of a lexicon word."""

    text: str
    """Folded."""
    is_verb: bool
    purpose: bool = False
    """Carries ل: what somebody means to do, unless a noun of exposure or action governs it."""
    future: bool = False
    """Carries س."""
    imperfect: bool = False
    definite: bool = False
    headline: bool = False
    """An imperfect that tells what happened in a headline alone: «الجيش يسيطر على المدينة» holds it elsewhere."""
    joined: bool = False
    """Carries و: shares the governor of what precedes."""
    bare: bool = True
    """Nothing was attached; wins over a form that some other word makes by attaching."""


def verb_forms(words: tuple[str, ...], *, transitive: bool = True) -> Iterator[WordForm]:
    """Yield the forms of finite verbs; one that begins with ت is imperfect where its twin with ي is listed too.

    Intransitive verbs take no object pronoun, so that «سيطر» + ه is not read into «سيطرة».
    """
    listed = {key(word) for word in words}
    keys = [*dict.fromkeys(key(word) for word in words), *_of_women(listed)]
    for verb in keys:
        imperfect = verb.startswith(_IMPERFECT) or (verb.startswith("ت") and _IMPERFECT + verb[1:] in listed)
        for form in (verb, *_with_object(verb)) if transitive else (verb,):
            for prefix in _CONJUNCTIONS:
                bare = form == verb and not prefix
                yield WordForm(prefix + form, is_verb=True, imperfect=imperfect, joined=prefix == "و", bare=bare)
                if imperfect:
                    yield WordForm(f"{prefix}س{form}", is_verb=True, future=True, imperfect=True, bare=False)
                    yield WordForm(f"{prefix}ل{form}", is_verb=True, purpose=True, imperfect=True, bare=False)


def _of_women(listed: set[str]) -> Iterator[str]:
    """Yield the perfects of several women («فجرتا», «فجرن») of verbs listed with both genders («فجر», «فجرت»)."""
    for verb in sorted(listed):
        stem = verb[:-1]
        if verb.endswith("ت") and stem in listed and not {verb + "ا", stem + "ن"} & listed:
            yield from (verb + "ا", stem + "ن")


def headline_forms(words: tuple[str, ...]) -> Iterator[WordForm]:
    """Yield imperfects as headlines use them, their plurals too: «مسلحون يسيطرون على معبر»."""
    for verb in map(key, words):
        plural = (verb + "ون",) if verb.startswith(_IMPERFECT) and verb[-1] not in "اويي" else ()
        for form in (verb, *plural):
            for prefix in _CONJUNCTIONS:
                yield WordForm(prefix + form, is_verb=True, imperfect=True, headline=True, bare=not prefix)


def _with_object(verb: str) -> Iterator[str]:
    stem = verb[:-1] if verb.endswith("وا") else verb
    stem = stem[:-1] + "ا" if stem.endswith("ي") and not stem.startswith(_IMPERFECT) else stem
    yield from (stem + pronoun for pronoun in _PRONOUNS)


def noun_forms(word: str, *, article: bool = True) -> Iterator[WordForm]:
    """Yield the forms of a masdar or event noun; without the article where it makes a name («ساحة التحرير»)."""
    noun = key(word)
    feminine = word.endswith("ة")
    stem = noun[:-1] + "ت" if feminine else noun
    carriers = (stem[:-1] + "ي", stem[:-1] + "و", stem) if stem.endswith("ء") else (stem,)
    for prefix in _WITHOUT_K:
        purpose, joined = prefix.endswith("ل"), prefix.startswith("و")
        yield WordForm(prefix + noun, is_verb=False, purpose=purpose, joined=joined, bare=not prefix)
        determined = prefix + "ل" if purpose else prefix + "ال"
        if article and not noun.startswith("ال"):
            yield WordForm(determined + noun, is_verb=False, purpose=purpose, joined=joined, definite=True, bare=False)
        for carrier in carriers:
            for pronoun in _PRONOUNS:
                text = prefix + carrier + pronoun
                yield WordForm(text, is_verb=False, purpose=purpose, joined=joined, definite=True, bare=False)
        if not feminine and not noun.endswith("ا"):
            yield WordForm(prefix + noun + "ا", is_verb=False, purpose=purpose, joined=joined, bare=False)


def cue_forms(word: str) -> frozenset[str]:
    """Return the forms under which a cue word is recognised: particles, article, accusative ا, no pronouns."""
    cue = key(word)
    forms = {prefix + cue for prefix in _WITHOUT_K}
    if cue[-1:] not in "اهي":
        forms |= {prefix + cue + "ا" for prefix in _CONJUNCTIONS}
    if not cue.startswith("ال"):
        forms |= {prefix + "ال" + cue for prefix in _WITHOUT_K} | {"لل" + cue, "ولل" + cue}
    else:
        forms |= {"لل" + cue[2:], "ولل" + cue[2:]}
    return frozenset(forms)


def phrase_forms(phrase: str) -> Iterator[tuple[str, ...]]:
    """Yield the token sequences of a phrase, particles joined to its first word; noun with adjective definite too."""
    words = tuple(key(phrase).split())
    for first, *rest in (words, *_made_definite(words)):
        for form in dict.fromkeys((*(prefix + first for prefix in _JOINED), *_contracted(first))):
            yield (form, *rest)


def _made_definite(words: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """Yield «الصواريخ الفراغية» for «صواريخ فراغية»: two words that agree in gender, neither definite."""
    if len(words) == 2 and not any(word.startswith("ال") for word in words) and words[1].endswith(_OF_ADJECTIVES):
        yield tuple("ال" + word for word in words)


_OF_ADJECTIVES = ("يه", "يتين", "يتان", "ي", "ه")
"""Endings of adjectives in phrases of means («جويه», «ناسفه»); a noun in construct rarely has them."""


def _contracted(first: str) -> tuple[str, ...]:
    """ل before the article drops its alef: لل."""
    return ("لل" + first[2:], "ولل" + first[2:], "فلل" + first[2:]) if first.startswith("ال") else ()
