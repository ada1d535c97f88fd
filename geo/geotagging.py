"""From resolved toponyms to geotags: where the words point to, how finely, and what the name does in its sentence.

The role comes from the words near the name alone; whether a place is the site of an event is settled in `geo.linking`.
"""

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import replace
from functools import lru_cache

from gazetteer.distance import countryside_unit
from gazetteer.folding import key
from gazetteer.index import Gazetteer
from gazetteer.lexicon import directions, heads, prepositions
from gazetteer.lexicon import words as words_of
from gazetteer.places import ADMIN_KINDS, Place, PlaceKind
from gazetteer.recognition import ToponymMention
from gazetteer.relations import place_relation
from gazetteer.resolver import Resolution, resolve_toponyms
from gazetteer.spans import Span
from geo.article import headline_end, opens_line
from geo.describing import describing
from geo.quarters import put_into_towns
from geo.records import Geotag
from geo.roles import lists_of, role_words
from geo.speaking import is_town, is_where, speaking, spoken_abroad
from geo.taxonomy import GeoPrecision, Relation, Role

_PRECISION_OF_KIND: Mapping[PlaceKind, GeoPrecision] = {
    PlaceKind.COUNTRY: GeoPrecision.COUNTRY,
    PlaceKind.GOVERNORATE: GeoPrecision.GOVERNORATE,
    PlaceKind.DISTRICT: GeoPrecision.DISTRICT,
    PlaceKind.SUBDISTRICT: GeoPrecision.DISTRICT,
    PlaceKind.REGION: GeoPrecision.AREA,
    PlaceKind.COUNTRYSIDE: GeoPrecision.AREA,
    PlaceKind.CITY: GeoPrecision.CITY,
    PlaceKind.NEIGHBOURHOOD: GeoPrecision.NEIGHBOURHOOD,
    PlaceKind.LANDMARK: GeoPrecision.EXACT,
    PlaceKind.BRIDGE: GeoPrecision.EXACT,
    PlaceKind.CROSSING: GeoPrecision.EXACT,
    PlaceKind.DAM: GeoPrecision.EXACT,
    PlaceKind.ROAD: GeoPrecision.AREA,
    PlaceKind.MOUNTAIN: GeoPrecision.AREA,
    PlaceKind.WATER: GeoPrecision.AREA,
    PlaceKind.ISLAND: GeoPrecision.AREA,
}
"""Kinds not named here (town, village, camp, base, airport, field) are points of a town's size."""

_WIDE = frozenset({GeoPrecision.DISTRICT, GeoPrecision.GOVERNORATE, GeoPrecision.COUNTRY, GeoPrecision.REGION})


def geotag(document: str, gazetteer: Gazetteer) -> tuple[Geotag, ...]:
    """Find, resolve and tag every toponym of a document, in order."""
    resolutions = resolve_toponyms(document, gazetteer)
    containers = {resolution.container.place_id for resolution in resolutions if resolution.container is not None}
    only_describe = describing(document, resolutions)
    tags = [
        _geotag(
            document,
            resolution,
            gazetteer,
            holds=_holds(before, resolution, containers, gazetteer),
            apposed=_is_apposed(document, before, resolution, gazetteer),
            describes=describes,
        )
        for before, resolution, describes in zip((None, *resolutions), resolutions, only_describe, strict=False)
    ]
    tags = _towns_of_lists(document, _with_further_origins(document, tags))
    return put_into_towns(document, resolutions, spoken_abroad(document, tags), gazetteer)


def _with_further_origins(document: str, tags: list[Geotag]) -> list[Geotag]:
    """Return the tags, those that «ومن» adds to an origin being one too: «استقدم أرتالا من دير الزور ومن ريف حلب»."""
    found: list[Geotag] = []
    for tag in tags:
        further = bool(found) and _ORIGIN in found[-1].reasons and tag.preposition == "from"
        further = further and document[found[-1].span.end : tag.span.start].split()[:1] == [_AND_FROM]
        further = further or _is_fired_from_beside(document, tag.span)
        found.append(replace(tag, role=Role.DIRECTION, reasons=(*tag.reasons, _ORIGIN)) if further else tag)
    return found


_ORIGIN, _AND_FROM = "role:origin", "ومن"


def _is_fired_from_beside(document: str, span: Span) -> bool:
    """Whether و adds a place to the unit that fires: «استهدفتها بالمدفعية من اللواء 12 وبلدتي قرفا والسحيلية»."""
    text = document[max(0, span.start - _UNIT_REACH) : span.start]
    if f" {_FROM} " not in text:
        return False  # of most places
    before = [key(word) for word in text.split()]
    words = role_words()["firing_units"]
    firing = next((at for at in range(len(before) - 1, 0, -1) if before[at] in words and before[at - 1] == _FROM), None)
    added = [] if firing is None else before[firing + 1 :]
    return bool(added) and all(word.isdigit() or word.startswith("و") or word in heads() for word in added)


_UNIT_REACH = 40
"""Letters before a place in which the unit stands that it is added to."""


def _towns_of_lists(document: str, tags: list[Geotag]) -> list[Geotag]:
    """Return the tags, capitals in a list of towns taken for towns too: «في إسطنبول وأنقرة وأضنة»."""
    first = {tag.list_id: tag for tag in reversed(tags)}
    return [
        replace(tag, role=Role.MENTION, reasons=(*tag.reasons, "role:of_its_list"))
        if tag.role is Role.METONYM and is_town(tag) and is_where(first[tag.list_id]) and not _acts(document, tag)
        else tag
        for tag in tags
    ]


def _acts(document: str, tag: Geotag) -> bool:
    """Whether an imperfect follows a capital, so that it is those who rule there: «في زاخو وبغداد تستدعي السفير»."""
    following = document[tag.span.end : tag.span.end + _NEXT_WORD].split(maxsplit=1)[:1]
    return bool(following) and document[tag.span.end : tag.span.end + 1] == " " and following[0][0] in "تي"


_NEXT_WORD = 20
"""Letters behind a name that hold the next word."""


def _holds(
    before: Resolution | None, resolution: Resolution, containers: AbstractSet[str], gazetteer: Gazetteer
) -> bool:
    """Whether a place holds another of the text, or its countryside the name before it («كفرزيتا في ريف حماة»)."""
    place = resolution.place
    if place is None or place.place_id in containers:
        return place is not None
    if before is None or before.container is None or resolution.mention.relation != "countryside":
        return False
    return countryside_unit(place, gazetteer) == before.container


def _is_apposed(document: str, before: Resolution | None, resolution: Resolution, gazetteer: Gazetteer) -> bool:
    """Whether a unit stands right behind a place in it and only says where that lies: «مدينة الفاشر شمال دارفور»."""
    place = resolution.place
    if place is None or place.kind not in ADMIN_KINDS or before is None or before.place is None:
        return False
    between = document[before.mention.span.end : resolution.mention.span.start]
    return between == " " and place in gazetteer.ancestors(before.place)


def _geotag(
    document: str, resolution: Resolution, gazetteer: Gazetteer, *, holds: bool, apposed: bool, describes: bool
) -> Geotag:
    mention = resolution.mention
    place = _part_with_a_name(resolution, gazetteer)
    relation = Relation(mention.relation) if place is resolution.place else Relation.AT
    context = mention.context
    area = place_relation(place, relation, context.bearings, context.distance_km) if place is not None else None
    role, why = (
        (Role.DIRECTION, "role:describes") if describes else _role(document, resolution, holds=holds, apposed=apposed)
    )
    return Geotag(
        span=mention.span,
        surface=mention.surface,
        place=place,
        role=role,
        relation=relation,
        area=area,
        geo_precision=precision(place, relation) if area and place else None,
        confidence=resolution.confidence,
        reasons=(*resolution.reasons, why),
        rejected=tuple(
            candidate.place.place_id
            for candidate in resolution.candidates
            if place is None or candidate.place.place_id != place.place_id
        )[:_MOST_REJECTED],
        container=resolution.container,
        list_id=mention.list_id,
        preposition=context.preposition.sense if context.preposition else "",
    )


_MOST_REJECTED = 8


def _part_with_a_name(resolution: Resolution, gazetteer: Gazetteer) -> Place | None:
    """Return the place that a side of a place is called by («شرق حلب» is East Aleppo), else the place itself."""
    place, context = resolution.place, resolution.mention.context
    if place is None or not context.side_before or resolution.mention.relation != "part" or not context.bearings:
        return place
    sides = [word for word, bearing in directions().items() if bearing == context.bearings[0]]
    named = next(
        (found for side in sides if (found := gazetteer.phrases.get(f"{side} {resolution.mention.name}"))), None
    )
    return gazetteer.places[named] if named and (gazetteer.places[named].located or not place.located) else place


def precision(place: Place, relation: Relation) -> GeoPrecision:
    """Return how finely a place in a relation says where: a relation to a place is never finer than an area."""
    of_kind = _PRECISION_OF_KIND.get(place.kind, GeoPrecision.TOWN)
    if relation is Relation.AT or of_kind in _WIDE:
        return of_kind
    if relation in {Relation.EDGE, Relation.PART} and of_kind in {GeoPrecision.NEIGHBOURHOOD, GeoPrecision.CITY}:
        return of_kind
    return GeoPrecision.AREA


def _role(document: str, resolution: Resolution, *, holds: bool, apposed: bool) -> tuple[Role, str]:
    """Return a role and the name of the rule that gave it."""
    mention, context = resolution.mention, resolution.mention.context
    words = role_words()
    if _is_dateline(document, mention.span) or _is_dateline_within(document, mention.span):
        return Role.DATELINE, "role:dateline"
    if _heads_a_line(document, mention.span):
        return Role.MENTION, "role:heading"
    before = f"{context.before_that} {context.before}".strip()
    compared = context.before in words["comparison"] or before in words["comparison"]
    if compared and not _is_example(document, mention):
        return Role.COMPARISON, "role:comparison"
    said = _by_the_word_before(resolution)
    if said is not None:
        return said
    sense = context.preposition.sense if context.preposition else ""
    governed = _governed(resolution, sense)
    if governed is not None:
        return governed
    bare = not context.heads and not context.side_before and sense not in {"at", "near", "on"}
    around = {context.before, *((context.before_that, context.before_those) if sense == "from" else ())}
    bare = bare and words["throughout"].isdisjoint(around)  # «في أنحاء بغداد», «في أنحاء متفرقة من بغداد»
    bare = bare and not any(rule.startswith("object_of_verb") for rule in mention.evidence)
    bare = bare and not (sense == "to" and context.after == _WHERE)  # «وصل إلى بغداد حيث أجرى محادثات»
    if bare and _may_stand_for_government(resolution):
        return Role.METONYM, "role:government"
    spoken = speaking(document, mention, sense)
    if spoken is not None:
        return Role.SPEECH_PLACE, spoken
    if apposed or (holds and sense in {"at", "near"}):
        return Role.CONTAINER, "role:container"
    return Role.MENTION, "role:mention"


def _by_the_word_before(resolution: Resolution) -> tuple[Role, str] | None:
    """Return the role that the word right before a place gives it: «نازحي سراقب», «اتفاق الزبداني», «محافظ الأنبار»."""
    context, words = resolution.mention.context, role_words()
    lists = lists_of(context.before)
    if "displaced" in lists:
        return Role.DIRECTION, "role:people_of"
    if context.before in words["carried_people"] and context.before_that in words["carrying_them"]:
        return Role.DIRECTION, "role:people_of"  # «حافلات تقل سكان الفوعة»
    if "agreements" in lists:
        return Role.DIRECTION, "role:called_after"
    if context.before in words["led_by"] and _may_stand_for_government(resolution):
        return Role.METONYM, "role:government"  # «غارات التحالف بقيادة السعودية»
    commanding = "commands" in lists and "commanding" in lists_of(context.before_that)
    if commanding and context.before_those not in words["targets"]:
        return Role.SPEECH_PLACE, "role:command"
    if {context.before, f"{context.before_that} {context.before}"} & words["fired_from"]:
        return Role.DIRECTION, _ORIGIN
    if "hosting" in lists and not context.preposition:
        return Role.MENTION, "role:venue"
    if "offices" in lists and not context.conjoined:
        return Role.SPEECH_PLACE, "role:office"
    return None


def _governed(resolution: Resolution, sense: str) -> tuple[Role, str] | None:
    """Return the role that the word before a preposition gives a place: «مقره في», «قادم من», «متجه إلى»."""
    context, words = resolution.mention.context, role_words()
    governor = context.before_that if context.before in prepositions() else context.before
    at_home = "sheltered" in lists_of(context.before_those)  # «وزعوا وجبات للنازحين المقيمين في دير البلح»
    those = context.before_those
    struck = those in words_of("place_verbs.csv") or those in words["at_a_seat"]  # «استهدف مقرهم في سامراء»
    if governor in words["residence"] and those != _FROM and not at_home and not struck:
        return Role.SPEECH_PLACE, "role:residence"
    # «قادمة من», «مع مقاتلين من الزنتان», «استقدم أرتالا من دير الزور», «ينتمون إلى»
    sent = those in words["brought"] or those in words["sent_forces"]
    come_from = governor in words["origins"] or governor in words["fighters"] or sent
    if (sense == "from" and come_from) or (sense == "to" and governor in words["belonging"]):
        return Role.DIRECTION, _ORIGIN
    if sense == "to" and governor in words["heading"]:
        return Role.DIRECTION, "role:heading_there"
    if governor in words["situated"] and resolution.mention.relation in _BESIDE:
        return Role.DIRECTION, "role:describes"  # «البلدة الواقعة على أطراف حمص», «التي تبعد 620 كلم من باماكو»
    if sense == "at" and context.before_those in words["contacted"]:
        return Role.SPEECH_PLACE, "role:contacted_there"  # «مسؤول تم الاتصال به في باماكو»
    return None


_FROM, _WHERE = "من", "حيث"
_BESIDE = frozenset({Relation.EDGE, Relation.DISTANCE})


def _is_example(document: str, mention: ToponymMention) -> bool:
    """Whether «مثل» names some of the quarters or towns just spoken of: «شهدت أحياء عدة، مثل حوض الأشراف، اشتباكات»."""
    before = document[max(0, mention.span.start - _EXAMPLE_REACH) : mention.span.start].split()
    return mention.context.before == _SUCH_AS and not role_words()["wholes"].isdisjoint(map(key, before))


_SUCH_AS = "مثل"
_EXAMPLE_REACH = 50
"""Letters before a name in which the noun stands of which it is an example."""


def _may_stand_for_government(resolution: Resolution) -> bool:
    place = resolution.place
    if place is not None and place.kind is PlaceKind.COUNTRY:
        return True
    if place is not None and place.kind is PlaceKind.VILLAGE:
        return False  # «قرى العنكاوي والقاهرة»
    return resolution.mention.name in role_words()["governments"]


_DATELINE_REACH = 60
_DATELINE_MARKS = ("–", "-", "—", "(", "/", ":", "ـ")


def _is_dateline(document: str, span: Span) -> bool:
    """Whether a name opens the body before a dash or bracket («حلب – عنب بلدي»), or stands with the outlet there."""
    body = _body_start(document)
    if not body <= span.start < body + _DATELINE_REACH:
        return False
    head, tail = document[body : span.start], document[span.end : span.end + 3].strip()
    opens = not head.strip() or head.rstrip()[-1] in _DATELINE_MARKS
    return opens and tail[:1] in _DATELINE_MARKS


@lru_cache(maxsize=16)
def _body_start(document: str) -> int:
    """Return where the first line below the headline begins, a line of nothing but a date left out."""
    start = max(headline_end(document) or -1, document.find("\n")) + 1
    for line in document[start:].splitlines(keepends=True):
        if any(letter.isalpha() for letter in line):
            return start + len(line) - len(line.lstrip())
        start += len(line)
    return start


def _is_dateline_within(document: str, span: Span) -> bool:
    """Whether a name opens a line of the body with the agency that reports from there («ياوندي - أ.ف.ب: …»)."""
    if not opens_line(document, span.start, _BULLETS):
        return False
    tail = document[span.end : span.end + _AGENCY_REACH]
    return tail.strip()[:1] in _DATELINE_MARKS and not role_words()["agencies"].isdisjoint(key(tail).split())


def _heads_a_line(document: str, span: Span) -> bool:
    """Whether a name stands alone before a dash or colon at the start of a line («الفلوجة - قتل مجهولون …»)."""
    tail = document[span.end : span.end + 3]
    return opens_line(document, span.start, _BULLETS) and tail.strip()[:1] in {"-", "–", "—", ":"}


_BULLETS = " \t*•-–"
_AGENCY_REACH = 20
"""Letters behind a name in which the agency stands."""
