"""Places that a text names otherwise: a capital by its country («العاصمة الليبية»), where the United Nations vote."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from gazetteer.folding import key, read_words
from gazetteer.index import Gazetteer
from gazetteer.lexicon import capitals, demonyms, directions
from gazetteer.places import Place, PlaceKind
from gazetteer.relations import place_relation
from gazetteer.spans import Span
from geo.anaphora import NO_ADJECTIVES, sense_before
from geo.geotagging import precision
from geo.records import Geotag, Trigger
from geo.roles import role_words
from geo.taxonomy import Relation, Role
from geo.views import SentenceView, Site

_CONFIDENCE = 0.9
"""A country has one capital; that its name is not said leaves little doubt."""


def with_capitals(document: str, geotags: Sequence[Geotag], gazetteer: Gazetteer) -> tuple[Geotag, ...]:
    """Return the geotags of a document with those of capitals, in order: «العاصمة الليبية», «عاصمة ليبيا», «العاصمة».

    Not where the name follows («العاصمة اليمنية صنعاء»).
    """
    return tuple(sorted((*geotags, *_capitals(document, geotags, gazetteer)), key=lambda tag: tag.span))


def seat_of_a_vote(trigger: Trigger, view: SentenceView, gazetteer: Gazetteer) -> Geotag | None:
    """Return New York for a vote of the United Nations, whose bodies sit there (Charter, rules of procedure)."""
    if not trigger.rule.startswith("vote.") or _UNITED_NATIONS not in trigger.rule:
        return None
    place = gazetteer.places.get(_SEAT)
    if place is None:
        return None
    words = view.reading.words
    body = next((number for number, word in enumerate(words[:-1]) if word.endswith(_BODIES)), None)
    span = trigger.span if body is None else view.reading.span(body, body + 1, view.span.start)
    return _tag(place, span, view.document, "seat_of_the_united_nations", list_id=-1, preposition="at")


def in_its_capital(site: Site, gazetteer: Gazetteer) -> Site:
    """Return the site of talks with a country that is called like its capital taken for that: «محادثات في الكويت».

    Envoys and ministers meet in capitals; «تونس» and «الجزائر» are both names too.
    """
    return replace(site, geotags=tuple(_capital_so_called(tag, gazetteer) for tag in site.geotags))


def _capital_so_called(tag: Geotag, gazetteer: Gazetteer) -> Geotag:
    if tag.place is None or tag.place.kind is not PlaceKind.COUNTRY:
        return tag
    city = capitals().get(tag.place.country, "")
    if city not in gazetteer.names.get(key(tag.surface), ()):
        return tag
    place = gazetteer.places[city]
    return replace(
        tag,
        place=place,
        area=place_relation(place, Relation.AT),
        geo_precision=precision(place, Relation.AT),
        reasons=(*tag.reasons, "capital_so_called"),
    )


_SEAT, _UNITED_NATIONS = "us-new-york", "+un"
_BODIES = (key("مجلس"), key("الجمعية"))
"""First words of the bodies: «مجلس الأمن», «الجمعية العامة»."""


def _capitals(document: str, geotags: Sequence[Geotag], gazetteer: Gazetteer) -> Iterator[Geotag]:
    folded, tokens = read_words(document)
    starts = [tag.span.start for tag in geotags]
    home = _country_of_text(geotags)
    for index, (word, following) in enumerate(zip(tokens.words, tokens.words[1:], strict=False)):
        if word not in _THE_CAPITAL and word not in _CAPITAL_OF:
            continue
        last = index + int(following.startswith("ال"))
        span = folded.raw_span(tokens.starts[index], tokens.ends[last])
        behind = bisect_left(starts, span.start)
        named = geotags[behind] if geotags[behind:] and starts[behind] <= span.end + _NAME_REACH else None
        if word in _CAPITAL_OF and following == _THE_COUNTRY:
            country = home
        elif word in _CAPITAL_OF:  # «عاصمة قرغيزستان»
            country = named.place.country if named and named.place and named.place.kind is PlaceKind.COUNTRY else ""
        elif named is not None or _only_describes(tokens.words, index):
            country = ""  # «العاصمة صنعاء»
        else:
            adjective = following.startswith("ال") and following not in NO_ADJECTIVES
            country = demonyms().get(following, "") if adjective else home
        place = gazetteer.places.get(capitals().get(country, ""))
        if place is not None:
            number = len(tokens.words) + index
            sense = sense_before(tokens.words, index)
            yield _tag(place, span, document, "capital_of_country", list_id=-number, preposition=sense)


def _only_describes(words: Sequence[str], index: int) -> bool:
    """Whether «العاصمة» tells where another place lies: «معسكر غرب العاصمة», «المطار، وهو الوحيد في العاصمة».

    Or between which places: «خان الشيح، الواقعة بين الجولان والعاصمة».
    """
    before = words[max(0, index - _DESCRIBING_REACH) : index]
    if _BETWEEN in before and not role_words()["situated"].isdisjoint(before):
        return True
    return (bool(before) and before[-1] in directions()) or not _WHICH_IS.isdisjoint(before)


_DESCRIBING_REACH, _BETWEEN = 5, "بين"
_WHICH_IS = frozenset({"وهو", "وهي"})


def _country_of_text(geotags: Sequence[Geotag]) -> str:
    """Return the code of the country in which most places of a text lie, empty where no country has most of them."""
    places = [tag.place for tag in geotags if tag.place is not None and tag.role is not Role.METONYM]
    countries = Counter(place.country for place in places)
    code, times = countries.most_common(1)[0] if countries else ("", 0)
    return code if times > countries.total() * _MOST else ""


_MOST = 0.6
"""Share of the places of a text from which on it is of their country."""


def _tag(place: Place, span: Span, document: str, reason: str, *, list_id: int, preposition: str) -> Geotag:
    return Geotag(
        span=span,
        surface=span.of(document),
        place=place,
        role=Role.MENTION,
        relation=Relation.AT,
        area=place_relation(place, Relation.AT),
        geo_precision=precision(place, Relation.AT),
        confidence=_CONFIDENCE,
        reasons=(reason,),
        list_id=list_id,
        preposition=preposition,
    )


_CAPITAL_OF = frozenset(key(form) for form in ("عاصمة", "بعاصمة", "لعاصمة"))
_THE_COUNTRY = key("البلاد")
_THE_CAPITAL = frozenset(key(form) for form in ("العاصمة", "بالعاصمة", "للعاصمة", "والعاصمة", "وبالعاصمة"))
_NAME_REACH = 2
"""Letters between the adjective and the name that follows it, in brackets perhaps."""
