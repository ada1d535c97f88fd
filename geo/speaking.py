"""Places where somebody only speaks: «قال مسؤول في واشنطن إن …», «وفي واشنطن، قالت …»."""

import re
from collections import Counter
from dataclasses import replace
from itertools import pairwise, takewhile

from gazetteer.folding import key
from gazetteer.lexicon import prepositions
from gazetteer.lexicon import words as words_of
from gazetteer.places import PlaceKind
from gazetteer.recognition import ToponymMention
from gazetteer.spans import Span
from geo.clauses import THAT, THAT_THEY
from geo.records import Geotag
from geo.roles import lists_of, role_words
from geo.taxonomy import Role
from geo.timex_words import day_words


def speaking(document: str, mention: ToponymMention, sense: str) -> str | None:
    """Return the rule by which a place is only where somebody speaks, or nothing."""
    context, words = mention.context, role_words()
    if sense == "at" and context.before_that in words["hosts"] and context.before_those not in words["acted_on"]:
        return "role:speech_host"
    if sense == "at" and context.before_that in _HELD and context.before_those in words["hosts"]:
        return "role:speech_host"  # «في مؤتمر صحفي عقده في بغداد»
    if sense == "at" and _are_sources_there(document, mention.span):
        return "role:sources_there"
    if "services" in lists_of(context.before):  # «مدير شرطة محافظة الطائف، العميد فلان، أكد أن …»
        speaks = _says_soon(document, mention.span) or _spoken_near(document, mention.span)
        return "role:service_that_speaks" if speaks else None
    if sense == "from" and not context.heads and not _is_in_a_statement(document, mention.span):
        rule = "role:speech_place"
    elif sense == "at" and _is_followed_by_a_statement(document, mention.span):
        rule = "role:spoken_there"
    else:
        return None
    return rule if _spoken_near(document, mention.span) else None


def _are_sources_there(document: str, span: Span) -> bool:
    """Whether a place is only where those are who are cited: «حسب مصادر أمنية في بغداد», «وفقا لمصدر طبي في عدن»."""
    before = _STOPS.split(document[max(0, span.start - _SOURCE_REACH) : span.start])[-1]
    window = ["", *before.split()][-_SOURCE_WORDS - 1 :]
    for leading, word in pairwise(map(key, window)):
        if "sources" in lists_of(word):
            words = role_words()
            return leading in words["according"] or (word.startswith("ل") and leading in words["according_to"])
    return False


_STOPS = re.compile(r"[.،؛:\n]")
_SOURCE_REACH, _SOURCE_WORDS = 50, 4
"""Letters, and words, before a place in which its sources stand («مصادر أمنية وطبية في»)."""
_HELD = frozenset({"عقده", "عقدته", "عقدها", "عقدوه"})


def _is_in_a_statement(document: str, span: Span) -> bool:
    """Whether «أن» stands between the verb of saying and a name («أعلنت المنظمة أن ثمانية آلاف نزحوا من الرمادي»)."""
    window = [key(word) for word in document[max(0, span.start - _SPEECH_REACH) : span.start].split()]
    spoken = max((at for at, word in enumerate(window) if "speech" in lists_of(word)), default=-1)
    return not _THAT.isdisjoint(window[spoken + 1 :])


def _is_followed_by_a_statement(document: str, span: Span) -> bool:
    """Whether «أن» follows a name, the day behind it, or the speaker: «أعلن الائتلاف في واشنطن أمس أن»."""
    behind = document[span.end : span.end + _STATEMENT_REACH]
    following = _words(behind)
    if _THAT.isdisjoint(following):
        return False  # most names
    if next((word for word in following if word not in day_words() or word in _CONJUNCTIONS), "") in _THAT:
        return True
    speaker = list(takewhile(lambda word: word not in THAT, following))  # «قال المسؤول في عدن فلان الفلاني إن»
    named = len(speaker) in _NAME_WORDS and len(speaker) < len(following) and "،" not in behind.partition(" إن ")[0]
    return named and prepositions().keys().isdisjoint(speaker)


_THAT = THAT | THAT_THEY
_CONJUNCTIONS = frozenset({"بعد", "قبل", "منذ"})
"""Words of days that lead to no statement: «في الصنمين بعد أن سلموا أسلحتهم»."""


_NAME_WORDS = range(2, 4)
_STATEMENT_REACH = 40


_SPEECH_REACH = 60


def _spoken_near(document: str, span: Span) -> bool:
    """Whether a verb of saying and none of moving stands shortly before a name."""
    lists = [lists_of(key(word)) for word in document[max(0, span.start - _SPEECH_REACH) : span.start].split()]
    return any("speech" in held for held in lists) and not any("movement" in held for held in lists)


def _says_soon(document: str, span: Span) -> bool:
    """Whether a verb of saying stands shortly behind a name: behind the rank and name of its officer at most."""
    following = _words(document[span.end : span.end + _OFFICER_REACH])
    return not words_of("speech_verbs.csv").isdisjoint(following[:_OFFICER_WORDS])


def _words(text: str) -> list[str]:
    """Return the folded words of a piece of text, whatever commas stand between them."""
    return list(filter(None, map(key, text.replace("،", " ").split())))


_OFFICER_REACH = 60
_OFFICER_WORDS = 5


def spoken_abroad(document: str, tags: list[Geotag]) -> list[Geotag]:
    """Return the tags, with a foreign capital that opens a statement as where somebody speaks: «وفي واشنطن، قالت …».

    Foreign is what lies in a country of few of the text's places; «وفي بغداد، قالت الشرطة» is mostly news of Baghdad.
    """
    countries = Counter(tag.place.country for tag in tags if tag.place is not None)
    few = {country for country, times in countries.items() if times <= _FEW_ABROAD * countries.total()}
    return [
        replace(tag, role=Role.SPEECH_PLACE, reasons=(*tag.reasons, "role:spoken_abroad"))
        if is_where(tag) and tag.place is not None and tag.place.country in few and _is_stated_there(document, tag)
        else tag
        for tag in tags
    ]


_FEW_ABROAD = 0.34
"""Share of the places of a text up to which a country is not the one it tells of."""


def _is_stated_there(document: str, tag: Geotag) -> bool:
    following = document[tag.span.end : tag.span.end + _NEXT_WORD].lstrip(" ،").split(maxsplit=1)[:1]
    capital = key(tag.surface) in role_words()["governments"]
    return capital and bool(following) and key(following[0]) in words_of("speech_verbs.csv")


_NEXT_WORD = 20
"""Letters behind a name that hold the next word."""


def is_town(tag: Geotag) -> bool:
    """Whether a name is that of a place smaller than a country."""
    return tag.place is not None and tag.place.kind is not PlaceKind.COUNTRY


def is_where(tag: Geotag) -> bool:
    """Whether a name stands where something happens, not for those who rule there."""
    return tag.role is Role.MENTION and tag.preposition in {"at", "on", "near"} and is_town(tag)
