"""Choosing the place of each trigger among the geotags of its sentence.

Each group of coordinated geotags is scored for each trigger; the best group above a floor is the site. Nearly half of
the place names in news are no event's place (M. Gritta et al., A pragmatic guide to geoparsing evaluation, 2020), so
what is excluded matters as much as what is near.
"""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from gazetteer.distance import lies_in
from gazetteer.index import Gazetteer
from gazetteer.lexicon import demonyms, directions, heads, prepositions
from gazetteer.lexicon import words as forms_of
from gazetteer.matcher import readings
from gazetteer.places import ADMIN_KINDS, SETTLEMENT_KINDS, Place, PlaceKind
from geo.eligibility import belongs, is_a_bearing, may_be_site
from geo.holding import holding_places, seats
from geo.numerals import is_number_word
from geo.quantity_words import quantity_words
from geo.records import Geotag, Trigger
from geo.roles import role_words
from geo.site_scores import MOVEMENT, is_on_something_unnamed, score
from geo.stretches import stretch_of
from geo.taxonomy import TAKING_AWAY, EventType, Relation, Role
from geo.timex_words import day_words
from geo.views import NO_SITE, SAYS_WHERE, SentenceView, Site, is_country, place_lists

_FLOOR = 0.45


def choose_site(trigger: Trigger, view: SentenceView, gazetteer: Gazetteer) -> Site | None:
    """Return the site of a trigger within its sentence; `None` when no geotag there can be it."""
    groups = place_lists(view.geotags)
    if is_on_something_unnamed(trigger, view):
        return None
    wide = holding_places(view, gazetteer)
    if trigger.event_type is not EventType.PROTESTS:  # «نظم أبناء بني الحارث وقفة بصنعاء»: where they come from
        wide |= seats(view, gazetteer)
    ranked = [
        (score(trigger, group, view, wide), -index, group)
        for index, group in enumerate(groups)
        if may_be_site(trigger, group, view)
    ]
    if not ranked:
        return None
    best, _, group = max(ranked, key=lambda entry: entry[:2])
    if best < _FLOOR:
        return None
    if group[-1].span < trigger.span and _is_at_an_unnamed_border(trigger, view):
        return None
    group = tuple(tag for tag in group if tag.role not in NO_SITE)  # «في زاخو وبغداد تستدعي القائم بالأعمال»
    if trigger.sub_event_type not in MOVEMENT:
        group = _first_of_series(trigger, group, groups, view, gazetteer)
    same = view.clause_at(trigger.span.start) == view.clause_at(group[0].span.start)
    rule = "same_clause" if same else "same_sentence"
    stretch = stretch_of(_with_the_end_of_its_road(group, view), view.document)
    if stretch is not None:
        return Site(geotags=(stretch,), score=best, rule=rule)
    more = () if trigger.sub_event_type in MOVEMENT else _going_on(trigger, group, groups, view, gazetteer)
    sites = (group[0], *(tag for tag in (*group[1:], *more) if belongs(trigger, tag, view)))
    return Site(geotags=held_by_their_list(sites, gazetteer), score=best, rule=rule)


def _is_at_an_unnamed_border(trigger: Trigger, view: SentenceView) -> bool:
    """Whether و adds an act at «the border», not at the place of the act before («واشتباكات عند الحدود»)."""
    number = view.word_at(trigger.span.end - 1)
    joined = view.reading.words[view.word_at(trigger.span.start)].startswith("و")
    return joined and view.reading.words[number + 1 : number + 3] in _AT_THE_BORDER


_AT_THE_BORDER = {(before, "الحدود") for before in ("عند", "علي", "قرب")}


def _with_the_end_of_its_road(group: tuple[Geotag, ...], view: SentenceView) -> tuple[Geotag, ...]:
    """Return a place that a road leads from with the one right behind it («على طريق دمشق السويداء»)."""
    if len(group) != 1 or group[0].relation is not Relation.ROAD:
        return group
    end = next((tag for tag in view.geotags if tag.span.start == group[0].span.end + 1), None)
    return (*group, end) if end is not None and not end.preposition else group


def held_by_their_list(group: tuple[Geotag, ...], gazetteer: Gazetteer) -> tuple[Geotag, ...]:
    """Return the sites with those of which no layer knows anything put into the unit of the nearest one listed."""
    units = [_unit_of(tag, gazetteer) for tag in group]
    found: list[Geotag] = []
    for number, tag in enumerate(group):
        if tag.place is not None or tag.container is not None:
            found.append(tag)
            continue
        near = sorted((index for index, unit in enumerate(units) if unit is not None), key=partial(_distance, number))
        found.append(replace(tag, container=units[near[0]], reasons=(*tag.reasons, _HELD)) if near else tag)
    return tuple(found)


def _unit_of(tag: Geotag, gazetteer: Gazetteer) -> Place | None:
    """Return the finest unit around a place; a village that only a governorate is known to hold stands for itself."""
    units = gazetteer.ancestors(tag.place) if tag.place is not None else ()
    unit = next((place for place in units if place.kind in ADMIN_KINDS and place.located), None)
    beside = tag.place is not None and tag.place.located and tag.place.kind in _SMALL
    return tag.place if beside and unit is not None and unit.kind is PlaceKind.GOVERNORATE else unit


_SMALL = frozenset({PlaceKind.TOWN, PlaceKind.VILLAGE})
"""Kinds of places near which those lie that are listed with them, far from most of their governorate."""


def _distance(number: int, other: int) -> tuple[int, bool]:
    """Return how far another member of a list stands, the one before first."""
    return abs(other - number), other > number


_HELD = "container:of_its_list"


def _first_of_series(
    trigger: Trigger,
    group: tuple[Geotag, ...],
    groups: Sequence[tuple[Geotag, ...]],
    view: SentenceView,
    gazetteer: Gazetteer,
) -> tuple[Geotag, ...]:
    """Return the group that a series of sites begins with: «من ناحية حمام العليل وناحية القيارة» has two.

    In front of an act it is one where و adds the next with its noun («تعرضت مدينة تلبيسة وقرية الغنطو لقصف»).
    """
    for earlier in groups:
        behind = trigger.span.end <= earlier[0].span.start < group[0].span.start
        in_front = earlier[0].span.start < group[0].span.start < trigger.span.start
        if (
            (behind or (in_front and _is_added_by_its_noun(earlier[-1], group[0], view)))
            and may_be_site(trigger, earlier, view)
            and group[0] in _going_on(trigger, earlier, groups, view, gazetteer)
        ):
            return earlier
    return group


def _is_added_by_its_noun(one: Geotag, other: Geotag, view: SentenceView) -> bool:
    """Whether nothing but a noun of place with و stands between two places («مدينة تلبيسة وقرية الغنطو»)."""
    between = _words_between(one, other, view)
    return len(between) == 1 and between[0].startswith("و") and between[0][1:] in heads()


_DESCRIBES = "role:describes"
_MOST_JOINED = 8
"""Words that may stand between the sites of one act: «ومواقع عسكرية أخرى في مناطق متفرقة من»."""


def _going_on(
    trigger: Trigger,
    group: tuple[Geotag, ...],
    groups: Sequence[tuple[Geotag, ...]],
    view: SentenceView,
    gazetteer: Gazetteer,
) -> list[Geotag]:
    """Return the further sites of an act that و or a comma adds to its first: «على حيس بالحديدة، ومواقع في ميدي».

    It goes on as long as nothing but nouns of place, prepositions and what contains the last site stands between.
    """
    found: list[Geotag] = []
    last = group[-1]
    for other in groups:
        if other[0].span.start < last.span.end:
            continue
        between = _words_between(last, other[0], view)
        contains = other[0].role is Role.CONTAINER or (last.container is not None and other[0].place == last.container)
        describes = _DESCRIBES in other[0].reasons and other[0].preposition != "between"  # there و adds to it
        gap = view.document[last.span.end : other[0].span.start]
        beside = "،" not in gap and not gap.endswith("و")
        describes = describes or (beside and is_a_bearing(other[0], view))  # «في محيط المطار جنوب طرابلس، وفي محيط …»
        contains = contains or describes  # «في تعز الواقعة شمالي عدن وفي مأرب»
        contains = contains or _is_stood_beside(last, other[0], between, gazetteer)
        if len(between) > _DESCRIBED:
            break
        acting = any(last.span.end <= act.span.start < other[0].span.start for act in view.triggers)
        added_in = _goes_on_in(between, group[0], other, view)
        target = not acting and (
            added_in
            or _adds_a_target(between, other[0])
            or _adds_a_part(between)
            or _adds_several(between)
            or _repeats(between, group[0])
            or _deals_out(trigger, between, other[0])
        )
        target = target or _is_among(last, other[0], between, gazetteer) or _has_its_own_means(between, other[0], view)
        if not contains and not target and not (len(between) <= _MOST_JOINED and all(map(_is_joining, between))):
            break
        if not contains and _AND_IN in between and not added_in:
            break  # «اشتباكات في دوما، وفي حلب قتل شخصان»
        joined = "،" in gap or f" {gap}".endswith(" و") or any(map(_adds, between))
        if joined and not contains and other[0].role not in NO_SITE and not is_country(other[0]):
            found.extend(other)
        elif contains and other[0].role is Role.CONTAINER:
            found.extend(tag for tag in other[1:] if _is_a_town_besides(tag))  # «نبل والزهراء (في حلب) والفوعة»
        elif not contains and not is_country(other[0]) and between:
            break
        last = other[-1]
    return found


def _is_a_town_besides(tag: Geotag) -> bool:
    """Whether و adds a town to the unit that holds the sites before it, so that it is a site and holds none."""
    settled = tag.place is not None and tag.place.kind in SETTLEMENT_KINDS and tag.place.kind is not PlaceKind.CITY
    return settled and tag.role is Role.MENTION


def _is_stood_beside(last: Geotag, other: Geotag, between: Sequence[str], gazetteer: Gazetteer) -> bool:
    """Whether what stands in apposition to a site ends in the unit that holds it («لبوزة، آخر معاقلهم في لحج»)."""
    inside = _WITHIN in between[-1:] or (_WITHIN in between[-2:] and between[-1] in heads())
    if last.place is None or other.place is None or not inside:
        return False
    return other.place in gazetteer.ancestors(last.place) or _is_its_seat(last, other, gazetteer)


def _is_its_seat(last: Geotag, other: Geotag, gazetteer: Gazetteer) -> bool:
    """Whether a town bears the name of the unit around a site, which is meant («معسكر لبوزة في لحج»)."""
    unit = gazetteer.admin1(last.place) if last.place is not None else None
    return unit is not None and other.place is not None and unit.name_ar.endswith(other.place.name_ar)


_WITHIN = "في"


def _is_among(last: Geotag, other: Geotag, between: Sequence[str], gazetteer: Gazetteer) -> bool:
    """Whether the places struck within a site are told («12 غارة طالت صنعاء، منها جبل عطان», «خمس منها في كركوك»)."""
    told = between[1:] if between and is_number_word(between[0]) else between
    if last.place is None or other.place is None or not told or told[0] not in role_words()["among"]:
        return False
    return all(word in heads() or word == _WITHIN for word in told[1:]) and lies_in(other.place, last.place, gazetteer)


def _words_between(one: Geotag, other: Geotag, view: SentenceView) -> list[str]:
    """Return the words between two sites, without another name of the first in brackets."""
    named = {view.word_at(tag.span.start) for tag in view.geotags if tag.place == one.place}
    first, end = view.word_at(one.span.end - 1) + 1, view.word_at(other.span.start)
    return [view.reading.words[number] for number in range(first, end) if number not in named]


def _adds_a_target(between: Sequence[str], tag: Geotag) -> bool:
    """Whether و adds another target, in the next place («دكت مقرا في الغزلاني ومعملا في تلعفر», «وألغام قريبة من»)."""
    if not between:
        return False
    first = between[0]
    if first[1:] in quantity_words().companions:
        return False  # «مدير استخبارات شرطة بعقوبة وسائقه في حي المفرق»
    words = role_words()
    if first == _THEN:
        first = f"و{between[1]}" if len(between) > 1 else ""  # «استهدفت دبابات في المزرعة، ثم مبنى الأركان في دمشق»
    target = first.endswith(("ا", "ه")) or any(first[1:] in words[nouns] for nouns in ("another", "joining", "targets"))
    added = (first.startswith("و") and target) or (first in words["adding"] and first not in _NO_TARGETS)
    near = tag.preposition == "from" and not _NEAR.isdisjoint(between)
    near = near or between[-1] in directions()  # «وأرضا زراعية شرق مخيم المغازي»
    return added and (near or tag.preposition in {"at", "on", "to", "near"}) and len(between) <= _TARGET_REACH


_THEN = "ثم"
_NEAR = frozenset({"قريبه", "قريب", "القريبه", "بالقرب", "مقربه"})


def _has_its_own_means(between: Sequence[str], tag: Geotag, view: SentenceView) -> bool:
    """Whether و adds a target with what hit it («استهدف الطيران الرستن بثلاثة براميل، والحولة باثنين»)."""
    behind = view.word_at(tag.span.end - 1) + 1
    own = view.reading.words[behind : behind + 1]
    return (
        tag.preposition == ""
        and 0 < len(between) <= _MEANS_REACH
        and all(_tells_by_what(words) for words in (tuple(between[:2]), own))
    )


def _tells_by_what(words: Sequence[str]) -> bool:
    """Whether ب bears a number («بثلاثة براميل», «بصاروخين»)."""
    first = words[0] if words else ""
    return first.startswith("ب") and (is_number_word(first[1:]) or first.endswith("ين") or first[1:].isdigit())


_MEANS_REACH = 3
"""Words that tell by what a target was hit."""


def _adds_a_part(between: Sequence[str]) -> bool:
    """Whether و adds parts of a further place («استعادوا مطار عدن وأجزاء واسعة من خور مكسر»).

    What tells on which side the first lies may stand between («في حجة على الحدود مع المملكة وأجزاء من محافظة صعدة»).
    """
    named = len(between) - 1 if between and between[-1] in heads() else len(between)  # «من محافظة صعدة»
    if not named or between[named - 1] != _OF or named > _PARTS_REACH:
        return False
    return between[0].startswith("و") and between[0][1:] in role_words()["parts_of"]


_OF, _PARTS_REACH = "من", 4


def _deals_out(trigger: Trigger, between: Sequence[str], tag: Geotag) -> bool:
    """Whether the next of those counted was in a further place: «ثلاث قذائف، الأولى في المنصور والثانية على اليرموك».

    «من» tells where people were only of those taken away («اعتقل شابين من جنين، وآخر من نابلس»). What happened at the
    place before may stand between where only the series itself can go on: «والأخرى في».
    """
    words = role_words()
    at = next((n for n in range(len(between) - 1, -1, -1) if between[n][1:] in words["shares"]), 0)
    share = between[at] if between else ""
    if not share.startswith("و") or not (is_number_word(share[1:]) or share[1:] in words["shares"]):
        return False
    told = (word in heads() or word in prepositions() or word in words["shared"] for word in between[at + 1 :])
    taken = trigger.sub_event_type in TAKING_AWAY and tag.preposition == "from"
    placed = taken or tag.relation is Relation.NEAR or tag.preposition not in {"", "from"}
    return placed and len(between) - at <= _SHARE_REACH and all(told)


_SHARE_REACH = 5
"""Words from «والثانية» or «وخمسة» to the place."""


def _adds_several(between: Sequence[str]) -> bool:
    """Whether و adds a list of quarters or villages («على مشفى الضبيط للتوليد في حي المحافظة وأحياء السريان»).

    With their number perhaps, and what opens the list («على السعن، وعدة قرى أهمها المباركات»).
    """
    opened = bool(between) and between[-1] in forms_of("list_openers.csv")
    added = between[:-1] if opened else between
    if not added or len(added) > _TARGET_REACH:
        return False
    last = added[-1].removeprefix("و")
    several = added[-1].startswith("و") or (added[0].startswith("و") and all(map(_is_joining, added)))
    noun = heads().get(last) or heads().get(last.removeprefix("ال"))  # «والقرى التالية: …»
    return several and noun is not None and noun.number == "plural"


def _repeats(between: Sequence[str], first: Geotag) -> bool:
    """Whether و repeats the preposition of a site in front of a further one, behind what describes the first.

    «سيطروا على تكريت، مسقط رأس الرئيس السابق، وعلى بلدة سليمان بيك»; «وفي» would open another clause.
    """
    at = next((number for number, word in enumerate(between) if word in _AGAIN), None)
    if at == 0 and between[0] == _AND_ON and between[-1] in heads():
        return len(between) <= _TARGET_REACH  # «على معسكر في منطقة خلف وعلى تجمعات في بلدة غيل باوزير»
    if at is None or first.preposition not in ({"from"} if between[at] == _AND_FROM else {"on", "off"}):
        return False
    return all(_is_joining(word) or is_number_word(word) for word in between[at + 1 :])


def _goes_on_in(between: Sequence[str], first: Geotag, other: tuple[Geotag, ...], view: SentenceView) -> bool:
    """Whether «وفي» adds a site of which nothing else is told: «غارات في محيط المطار جنوبا، وفي محيط السبيعة.»."""
    at = next((number for number, word in enumerate(between) if word in _AND_AT), None)
    if at is None or first.preposition not in SAYS_WHERE | {""} or other[0].preposition != "at":
        return False
    if not all(_is_joining(word) or is_number_word(word) for word in between[at + 1 :]):
        return False
    behind = view.word_at(other[-1].span.end - 1) + 1
    words = view.reading.words
    _, end = view.reading.clause_bounds(behind - 1)
    opened = end < len(words) and any(view.word_at(act.span.start) == end for act in view.triggers)
    return not (opened and not words[end].startswith(("و", "ف"))) and all(
        _only_says_where_or_when(number, view) for number in range(behind, end)
    )


def _only_says_where_or_when(number: int, view: SentenceView) -> bool:
    """Whether a word behind a place is no verb: a place, a side, a day, what has the article or an adverb's ending."""
    word = view.reading.words[number]
    placed = any(view.word_at(tag.span.start) <= number <= view.word_at(tag.span.end - 1) for tag in view.geotags)
    adverb = word.endswith("ا") and not word.endswith("وا")
    led = word in role_words()["leading_on"] or word in day_words()
    return placed or led or adverb or word.startswith("ال") or _is_joining(word)


_AND_IN = "وفي"
_AND_AT = frozenset({_AND_IN, "وقرب", "وعند", "وكذلك", "وايضا"})
_AND_ON = "وعلي"
_AND_FROM = "ومن"
_AGAIN = frozenset({_AND_ON, _AND_FROM, "وعن"})
_DESCRIBED = 10
"""Words that may describe a site in front of the next."""
_TARGET_REACH = 7
_NO_TARGETS = frozenset({"كما", "بما"})
"""«كما» adds another act («كما أحبط مخطط في الطائف»), «بما فيها» a part; the other words of adding a target."""


def _adds(word: str) -> bool:
    """Whether a word adds what follows to what precedes: it bears و, or is one like «إضافة»."""
    return word in role_words()["adding"] or (word.startswith("و") and not _is_of_places(word))


def _is_joining(word: str) -> bool:
    """Whether a word can stand between two sites of one act."""
    words = role_words()
    return any(
        reading.word in words["joining"] or reading.word in words["adding"] or _is_of_places(reading.word)
        for reading in readings(word)
    )


def _is_of_places(word: str) -> bool:
    told = word in heads() or word in directions() or word in prepositions() or word in demonyms()
    return told or word in forms_of("name_adjectives.csv")
