"""The place in mind: what a sentence that names none inherits from those before it."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from gazetteer.distance import kilometres
from gazetteer.index import Gazetteer
from gazetteer.lexicon import common_words, directions, heads
from gazetteer.places import ADMIN_KINDS, Place, PlaceKind
from gazetteer.spans import Span
from geo.anaphora import ANAPHOR, is_a_sector, kinds_meant_by
from geo.article import Article
from geo.capitals import in_its_capital, seat_of_a_vote
from geo.eligibility import is_answered
from geo.evidence import context
from geo.numerals import is_number_word
from geo.pointing import pointed_back_to, pointed_to
from geo.records import Geotag, Timex, Trigger
from geo.roles import role_words
from geo.site_scores import ARRIVALS, is_behind_a_contrast, is_beyond_a_border
from geo.sites import choose_site
from geo.taxonomy import TAKINGS, EventType, Relation, Role, Status, SubEventType
from geo.timex import find_timexes
from geo.timex_words import day_words
from geo.views import SentenceView, Site, is_country, is_fronted, is_of_a_hospital, names_a_known_place, place_lists

_INHERIT_SENTENCES = 2
"""How many sentences a place stays in mind."""
_ANAPHORIC, _SILENT = 0.8, 0.6
"""What of its score an inherited site keeps: with a definite noun («في المدينة») that points back, without any."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Memory:
    """The place last written of, for the sentences that name none."""

    site: Site | None = None
    sentence: int = -1
    span: Span | None = None
    """The sentence that named it."""


def countries_written_of(geotags: Sequence[Geotag]) -> frozenset[str]:
    """Return the countries in which at least half as many of the places lie as in the one most written of."""
    places = [tag.place for tag in geotags if tag.place is not None and not is_country(tag)]
    counted = Counter(place.country for place in places)
    most = max(counted.values(), default=0)
    return frozenset(country for country, number in counted.items() if 2 * number >= most)


def remembered_time(article: Article, memory: Memory) -> Timex | None:
    """Return the first time that the sentence of the place in mind gives, but since when: «الأعنف منذ أسابيع»."""
    if memory.span is None:
        return None
    timexes = find_timexes(article.document, memory.span, published=article.date)
    return next((timex for timex in timexes if not timex.rule.startswith("since")), None)


def sites_of(view: SentenceView, memory: Memory, index: int, gazetteer: Gazetteer) -> list[tuple[Trigger, Site | None]]:
    """Return the triggers of a sentence with their sites; a taking that و joins may have that of the act before.

    «هاجم المسلحون الحوطة وسيطروا على مقار أمنية»: what they took is in the town that they attacked.
    """
    sited: list[tuple[Trigger, Site | None]] = []
    before: tuple[Trigger, Site] | None = None
    for trigger in view.triggers:
        site = site_of(trigger, view, memory, index, gazetteer)
        share = _share_of_the_site_before(trigger, site, *before, view) if before is not None else None
        if before is not None and share is not None:
            site = replace(before[1], score=before[1].score * share, rule="same_sentence")
        goal = _where_those_came(trigger, view) if site is None else None
        if goal is not None:
            site = Site(geotags=(goal,), score=_ANAPHORIC, rule="same_sentence")
        sited.append((trigger, site))
        before = (trigger, site) if site is not None else before
    return sited


def _share_of_the_site_before(
    trigger: Trigger, site: Site | None, before: Trigger, there: Site, view: SentenceView
) -> float | None:
    """Return what an act keeps of the score of the site `there` of the act before it, if that is its own."""
    goes_on = view.reading.words[view.word_at(trigger.span.start)].startswith("و")
    inherits = site is None or site.rule.startswith("inherited")
    if goes_on and inherits and trigger.sub_event_type in TAKINGS:
        return _ANAPHORIC
    if site is not None or is_answered(trigger, view):
        return None
    goes_on = goes_on and ".noun" not in trigger.rule and trigger.event_type in _GO_ON
    begins = trigger.event_type is EventType.BATTLES and _is_joined_by_its_beginning(trigger, view)
    follows = trigger.event_type in _FIGHTING and _follows_on(trigger, view)
    came_of_it = any(rule(trigger, before, view) for rule in (_is_put_to_flight, _is_aid_to_those, _is_out_of_service))
    held_apart = before.event_type is EventType.DIPLOMACY or before.rule.startswith(ARRIVALS)
    stays = not held_apart and _stays_there(trigger, there, view)
    return _SILENT if goes_on or begins or follows or came_of_it or stays else None


def _stays_there(trigger: Trigger, there: Site, view: SentenceView) -> bool:
    """Whether a sentence that names one place alone goes on to what else was done there.

    «قتل عشرة في الاشتباكات في طوزخورماتو، فيما أقدم مسلحون على نهب عشرات المنازل»; not where people go on elsewhere.
    """
    if len(there.geotags) > 1 or trigger.event_type is EventType.DIPLOMACY or trigger.sub_event_type in _GO_ELSEWHERE:
        return False
    own = there.geotags[0]
    known = {place.place_id for place in (own.place, own.container) if place is not None}
    others = (tag for tag in view.geotags if tag.span != own.span and tag.role is Role.MENTION and not is_country(tag))
    return all(tag.place is not None and tag.place.place_id in known for tag in others)


_GO_ELSEWHERE = frozenset(
    {
        SubEventType.NON_VIOLENT_TRANSFER,
        SubEventType.GOVERNMENT_REGAINS,
        SubEventType.EVACUATION,
        SubEventType.CHANGE_TO_GROUP,
        SubEventType.AGREEMENT,
    }
)
"""What is said without its place behind another act is seldom of the same."""


def _is_put_to_flight(trigger: Trigger, before: Trigger, _: SentenceView) -> bool:
    """Whether people left where an act of war was just told («قصف القرى، فاضطرت عشرون عائلة إلى ترك بيوتها»)."""
    return trigger.sub_event_type is SubEventType.DISPLACEMENT and before.event_type in _FIGHTING


def _is_aid_to_those(trigger: Trigger, before: Trigger, _: SentenceView) -> bool:
    """Whether aid is for those just said to have come («استقبال 1300 نازح في المخيمين، وتوزيع سلال على النازحين»)."""
    return trigger.sub_event_type is SubEventType.AID_DELIVERY and before.rule.startswith(ARRIVALS)


def _is_out_of_service(trigger: Trigger, before: Trigger, view: SentenceView) -> bool:
    """Whether what stands still is where an act was: «في ظل انقطاع المياه», «وأكد أن المشفى توقف عن العمل»."""
    number = view.word_at(trigger.span.start)
    words = view.reading.words[max(0, number - _SERVICE_REACH) : number]
    amid = not _AMID.isdisjoint(words[-1:])
    hit = before.event_type is EventType.EXPLOSIONS and not role_words()["facilities"].isdisjoint(words)
    return trigger.sub_event_type is SubEventType.SERVICES_DISRUPTED and (amid or hit)


_AMID = frozenset({"ظل", "وسط"})
_SERVICE_REACH = 3
"""Words before the stop of a service in which it is named."""


def _where_those_came(trigger: Trigger, view: SentenceView) -> Geotag | None:
    """Return the goal before aid whose pronoun means those who came there («وصلت الأسر إلى المخيم، ووزعت عليها»)."""
    behind = view.word_at(trigger.span.end - 1) + 1
    if trigger.sub_event_type is not SubEventType.AID_DELIVERY:
        return None
    if _TO_THEM.isdisjoint(view.reading.words[behind : behind + 1]):
        return None
    goals = [tag for tag in view.geotags if tag.preposition == "to" and tag.span < trigger.span]
    return goals[-1] if goals and may_be_remembered(goals[-1]) else None


_TO_THEM = frozenset({"عليها", "عليهم", "لهم", "لها", "اليهم", "اليها"})


def _is_joined_by_its_beginning(trigger: Trigger, view: SentenceView) -> bool:
    """Whether و joins the beginning of a fight to the act before («بعد تفجير سيارتين عند بوابته واندلاع مواجهات»)."""
    number = view.word_at(trigger.span.start)
    return number > 0 and view.reading.words[number - 1] in _BEGINNING


_BEGINNING = frozenset({"واندلاع", "ونشوب", "ووقوع"})


def _follows_on(trigger: Trigger, view: SentenceView) -> bool:
    """Whether a clause tells what came of the act before it: «قصفوا القرى، لتدور بعدها اشتباكات», «حيث ألقت براميل»."""
    number = view.word_at(trigger.span.start)
    first, _ = view.reading.clause_bounds(number)
    return not role_words()["following"].isdisjoint(view.reading.words[max(first, number - _FOLLOWING_REACH) : number])


_FIGHTING = frozenset({EventType.BATTLES, EventType.EXPLOSIONS})
_FOLLOWING_REACH = 4


_GO_ON = frozenset({EventType.STRATEGIC, EventType.VIOLENCE_AGAINST_CIVILIANS})
"""Types of what those do who have come to a place, told by a joined verb («هاجموا مقرا قرب أعزاز واعتقلوا ثمانية»)."""


def site_of(trigger: Trigger, view: SentenceView, memory: Memory, index: int, gazetteer: Gazetteer) -> Site | None:
    """Return the site of a trigger: of its sentence, else the one in mind, else `None`."""
    seat = seat_of_a_vote(trigger, view, gazetteer)
    if seat is not None:
        return Site(geotags=(seat,), score=seat.confidence, rule="seat")
    own = choose_site(trigger, view, gazetteer)
    before = [tag for tag in view.geotags if may_be_remembered(tag) and tag.span < trigger.span]
    pointed = pointed_back_to(own, trigger, before, view) if own is not None else None
    if pointed is not None:
        return Site(geotags=(pointed,), score=_ANAPHORIC, rule="same_sentence")
    own = _by_its_distance(_in_the_countryside(_without_rivers(own), view), view) if own is not None else None
    recent = memory.site if index - memory.sentence <= _INHERIT_SENTENCES else None
    if trigger.event_type is EventType.DIPLOMACY:
        return in_its_capital(own, gazetteer) if own is not None else None
    if own is not None and recent is not None:
        if index - memory.sentence == 1 and _points_to(own, recent, view):
            return replace(recent, score=own.score, rule=own.rule)
        own = None if all(map(_is_a_river, own.geotags)) else within(own, _holder_in(view, recent), view, gazetteer)
    if own is not None or trigger.status is not Status.REPORTED or trigger.rule.startswith(_WHERE_THEY_SAY):
        return own
    pointed = pointed_to(trigger, before, view)
    if pointed is not None:
        return Site(geotags=(pointed,), score=_ANAPHORIC, rule="same_sentence")
    return None if recent is None or speaks_of_elsewhere(view) else _in_mind(trigger, recent, view)


_WHERE_THEY_SAY = ("comb.",)
"""Rules of acts that are news only with their own place: without it a text says that forces are about («قوات تمشط»)."""


def _in_mind(trigger: Trigger, recent: Site, view: SentenceView) -> Site | None:
    """Return the site in mind for an act that has none of its own, or what its sentence means by «المدينة»."""
    anaphoric = names_a_known_place(view.document, view.span)
    if not anaphoric and _is_only_spoken_of(trigger, view):
        return None
    named = [tag for tag in view.geotags if may_be_remembered(tag) and not is_behind_a_contrast(trigger, tag, view)]
    if trigger.sub_event_type is SubEventType.DISPLACEMENT and not trigger.rule.startswith(ARRIVALS):
        named = [tag for tag in named if tag.preposition != "to"]  # «دفع آلاف الأسر إلى الفرار باتجاه مخيم زمزم»
    own_place = _said_before_or_nearer(trigger, named, view) if anaphoric else None
    if own_place is not None:
        return Site(geotags=(own_place,), score=_ANAPHORIC, rule="same_sentence")
    if named and not anaphoric:
        return None
    fronted = next((group for group in place_lists(view.geotags) if is_fronted(group, view)), ())
    if any(map(may_be_remembered, fronted)):
        return Site(geotags=fronted[:1], score=_ANAPHORIC, rule="same_sentence")
    share, rule = (_ANAPHORIC, "inherited_by_definite_noun") if anaphoric else (_SILENT, "inherited")
    return replace(recent, score=recent.score * share, rule=rule)


def _is_only_spoken_of(trigger: Trigger, view: SentenceView) -> bool:
    """Whether an attack is not told to be launched or to kill, but mostly is one told before («ردا على أحدث هجوم»)."""
    if not trigger.rule.startswith(_ATTACK) or not context("casualties").isdisjoint(view.reading.words):
        return False
    number = view.word_at(trigger.span.start)
    before = view.reading.words[max(0, number - _LAUNCHED_REACH) : number]
    return not any(word.removeprefix("و") in context("launching") for word in before)


_ATTACK, _LAUNCHED_REACH = "assault.noun", 6
"""«شن مسلحو المقاومة الشعبية هجوما»"""


def _points_to(own: Site, recent: Site, view: SentenceView) -> bool:
    """Whether «المدينة» is where the sentence before had its act, not what the report names most often.

    «نزحت عائلات من دمشق … وقصف الجيش نوى. وقتل اثنان من شبان المدينة»: of Nawa. Not where its own sentence names one.
    """
    noun, last = own.geotags[0], recent.geotags[0].place
    if ANAPHOR not in noun.reasons or last in {None, noun.place} or last.kind not in kinds_meant_by(noun.surface):
        return False
    if is_a_sector(noun.surface):
        return False
    return all(tag.place != noun.place or ANAPHOR in tag.reasons for tag in view.geotags)


def _is_a_river(tag: Geotag) -> bool:
    """Whether a place is a river, which says of no town where: «قصفت الجسر على نهر دجلة» is of the one in mind."""
    place = tag.place if tag.container is None else None  # «على نهر الفرات قرب بلدة الكرامة»
    return place is not None and place.kind is PlaceKind.WATER and place.name_ar.startswith("نهر ")


def _without_rivers(own: Site) -> Site:
    """Return a site without the rivers in a list of places, whose banks are meant («دخلت البوكمال وضفة الفرات»)."""
    towns = tuple(tag for tag in own.geotags if not _is_a_river(tag))
    return replace(own, geotags=towns) if towns else own


def _said_before_or_nearer(trigger: Trigger, named: Sequence[Geotag], view: SentenceView) -> Geotag | None:
    """Return the place of its own that a sentence means by «المدينة»: the last before an act, else the next behind it.

    Not one behind «المدينة», which is then of a sentence before («رفعوا العلم فوق الجامعة وتقدموا نحو حي التأميم»).
    """
    before = [tag for tag in named if tag.span < trigger.span]
    if before:
        return before[-1]
    behind = named[0] if named else None
    if behind is None or any(trigger.span < other.span < behind.span for other in view.triggers):
        return None
    between = Span(start=trigger.span.end, end=behind.span.start)
    return None if names_a_known_place(view.document, between) else behind


def speaks_of_elsewhere(view: SentenceView) -> bool:
    """Whether a sentence opens with a place that no layer knows («وفي زعيطر أحرق …») or tells of the whole country."""
    words = view.reading.words
    sides = [side for side, unit in pairwise(words) if unit == _COUNTRY]
    if any(side in directions() or side in role_words()["throughout"] or side == _PART_OF for side in sides):
        return True  # «في شمال البلاد», «في أنحاء مختلفة من البلاد»
    if any(_leaves_unnamed(words, number, view) for number in range(len(words) - 1)):
        return True
    if not role_words()["all_of"].isdisjoint(words) or _turns(words):
        return True
    if len(words) < _OPENING_WORDS or words[0] not in _IN or any(view.word_at(t.span.start) == 1 for t in view.geotags):
        return False
    opening = words[1]
    known = opening in common_words() or opening in day_words() or opening in heads()
    return not known and not names_a_known_place(opening, Span(start=0, end=len(opening)))


def _turns(words: Sequence[str]) -> bool:
    """Whether a sentence turns to another matter, whose place is then another («من جهة أخرى أحبطت القوات …»)."""
    return any(" ".join(words[:length]).removeprefix("و") in role_words()["turns"] for length in _TURN)


_TURN = (2, 3)
"""Words of the phrases that turn to another matter."""


def _leaves_unnamed(words: Sequence[str], number: int, view: SentenceView) -> bool:
    """Whether a preposition leads to a town that stays without a name: «في بلدة على الحدود», «قرب تسع مدن»."""
    if words[number] not in role_words()["places_at"]:
        return False
    counted = number + 2 < len(words) and is_number_word(words[number + 1])
    place = number + 1 + counted
    unnamed = words[place] in role_words()["towns"]
    return unnamed and all(view.word_at(tag.span.start) - place not in _NAMED_WITHIN for tag in view.geotags)


_NAMED_WITHIN = range(4)
_IN = frozenset({"في", "وفي"})
_OPENING_WORDS = 3
_PART_OF, _COUNTRY = "من", "البلاد"


def _holder_in(view: SentenceView, spoken_of: Site) -> Site:
    """Return the town or unit that the sentence itself names, if only as where its source is; else the one in mind.

    Where only a source is, it must be in the same country.
    """
    last = spoken_of.geotags[0].place
    for tag in view.geotags:
        if (
            tag.place is None
            or tag.place.kind not in _HOLDERS
            or tag.role in {Role.METONYM, Role.DATELINE, Role.DIRECTION}
        ):
            continue
        if is_beyond_a_border(tag, view):
            continue
        if tag.role in {Role.MENTION, Role.CONTAINER} or (last is not None and tag.place.country == last.country):
            return Site(geotags=(tag,), score=_ANAPHORIC, rule="named")
    return spoken_of


def _by_its_distance(site: Site, view: SentenceView) -> Site:
    """Return a site of which no layer knows anything as where its distance and side from a town put it.

    «قرية البشير (15 كلم جنوب كركوك)» lies in the sector south of Kirkuk: reporters tell the nearest of four or eight
    sides, so the disc reaches half as far as the place is away.
    """
    if len(site.geotags) != 1 or _is_known(site.geotags[0]):
        return site
    behind = _told_from(site.geotags[0], view)
    if behind is None or behind.relation is not Relation.DISTANCE or behind.area is None or behind.place is None:
        return site
    away = kilometres(behind.place, replace(behind.place, lat=behind.area.lat, lon=behind.area.lon))
    if not 0 < away <= _WIDEST_KM:
        return site
    area = replace(behind.area, radius_km=round(away * _SECTOR, 1))
    told = (*behind.reasons, "place:by_its_distance")
    return replace(site, geotags=(replace(behind, area=area, role=Role.MENTION, reasons=told),))


_WIDEST_KM, _SECTOR = 55.0, 0.5
"""How far from a town a side of it still tells where a place is, and the share of it that the disc reaches."""


def _in_the_countryside(site: Site, view: SentenceView) -> Site:
    """Return a site of which no layer knows anything as one in the countryside that its sentence named before.

    «قصفت ريف تل تمر، إذ سقطت القذائف على قريتي درارا وفكة»
    """
    first = site.geotags[0]
    before = [tag for tag in view.geotags if tag.place is not None and tag.span < first.span]
    if any(map(_is_known, site.geotags)) or not before or before[-1].relation is not Relation.COUNTRYSIDE:
        return site
    holder, number = before[-1].place, view.word_at(first.span.start)
    apart = view.clause_at(first.span.start) - view.clause_at(before[-1].span.start)
    opening = view.reading.words[view.reading.clause_bounds(number)[0]]
    if holder is None or apart > 1 or (apart and opening not in _THAT_IS) or not _is_a_town(first, view):
        return site
    return _held_by(site, holder, "container:countryside_named")


_THAT_IS = frozenset({"اذ", "حيث"})
"""Words that open a clause on what the one before it has told."""


def within(site: Site, spoken_of: Site, view: SentenceView, gazetteer: Gazetteer) -> Site:
    """Return a site of which no layer knows anything as one in the place that the report last spoke of.

    A town or village is in no city, but in the unit around it («وفي الفاشر … كما قصفت بلدة الكومة»).
    """
    holder = _holding(spoken_of.geotags[0].place, gazetteer)
    if holder is None or any(map(_is_known, site.geotags)):
        return site
    if holder.kind is not PlaceKind.COUNTRY and any(_is_a_province(tag, view) for tag in site.geotags):
        return site
    if any(_is_told_by_a_distance(tag, view) for tag in site.geotags):
        return site
    if holder.kind is PlaceKind.CITY and any(_is_a_town(tag, view) for tag in site.geotags):
        unit = gazetteer.admin1(holder)
        if unit is None:
            return site  # no layer of the country has units: nothing is known of where it lies
        holder = unit
    return _held_by(site, holder, "container:place_spoken_of")


def _held_by(site: Site, holder: Place, reason: str) -> Site:
    """Return a site of which no layer knows anything as one within a place, with the reason."""
    tags = (replace(tag, container=holder, reasons=(*tag.reasons, reason)) for tag in site.geotags)
    return replace(site, geotags=tuple(tags))


def _holding(place: Place | None, gazetteer: Gazetteer) -> Place | None:
    """Return the city, unit or region that a report speaks of: the place, or the city of its quarter."""
    if place is None or place.kind in _HOLDERS:
        return place
    return next((city for city in gazetteer.ancestors(place) if city.kind is PlaceKind.CITY), None)


def _is_a_town(tag: Geotag, view: SentenceView) -> bool:
    """Whether the noun before a name makes it a town or village, written with و or a preposition perhaps."""
    number = view.word_at(tag.span.start)
    before = view.reading.words[number - 1] if number else ""
    return before in role_words()["towns"] or before[1:] in role_words()["towns"]


def _is_told_by_a_distance(tag: Geotag, view: SentenceView) -> bool:
    """Whether a sentence tells how far from a town a place is, or at which side of a capital.

    So in none: «ود الماحي، على بعد 500 كلم من الخرطوم».
    """
    behind = _told_from(tag, view)
    return behind is not None and (behind.relation is Relation.DISTANCE or "role:describes" in behind.reasons)


def _told_from(tag: Geotag, view: SentenceView) -> Geotag | None:
    """Return the next place, near enough behind one to tell where that lies."""
    behind = next((other for other in view.geotags if other.span.start >= tag.span.end), None)
    if behind is None or view.word_at(behind.span.start) - view.word_at(tag.span.end - 1) > _DISTANCE_REACH:
        return None
    return behind


_DISTANCE_REACH = 12
"""Words behind a place in which the town stands from which its distance is told."""


def _is_a_province(tag: Geotag, view: SentenceView) -> bool:
    """Whether the noun before a name makes it a province, which no other place of the report holds («ولاية كليس»)."""
    number = view.word_at(tag.span.start)
    noun = heads().get(view.reading.words[number - 1]) if number else None
    return noun is not None and noun.kinds == frozenset({PlaceKind.GOVERNORATE})


_HOLDERS = ADMIN_KINDS | {PlaceKind.CITY, PlaceKind.REGION}
"""Kinds of places that may hold one that no layer knows."""


def _is_known(tag: Geotag) -> bool:
    return tag.place is not None or tag.container is not None


def remember(
    memory: Memory,
    sites: Sequence[Site],
    view: SentenceView,
    index: int,
    home: frozenset[str],
    gazetteer: Gazetteer,
) -> Memory:
    """Keep the last site in mind; a sentence without events leaves the place that it is about, if it names one.

    That place must lie in one of the countries that the report is about, `home`: not «في واشنطن» of a Turkish one.
    """
    chosen = [site for site in sites if not site.rule.startswith("inherited")]
    if chosen and all(is_country(tag) for site in chosen for tag in site.geotags) and _is_of(chosen[-1], memory):
        return replace(memory, sentence=index)  # «في مدينة مركة … قتلت خمسة في الصومال»: no less is known
    if chosen:
        site = replace(chosen[-1], geotags=chosen[-1].geotags[:1])
        return Memory(site=site, sentence=index, span=view.span)
    named = [tag for tag in view.geotags if may_be_remembered(tag) and (not tag.place or tag.place.country in home)]
    named = [tag for tag in named if not is_of_a_hospital(tag, view)]  # «مصدر في مستشفى الخمس»
    if memory.site is not None:
        named = _without_goals_of_carrying(named, view)
    if sites and memory.site is not None:  # «نقلت شاحنات الأسلحة باتجاه صعدة»: the act was where the last one was
        named = [tag for tag in named if tag.preposition not in {"to", "from"}]
    if named:
        at = next((tag for tag in named if tag.preposition == "at"), named[-1])
        topic = next((tag for tag in named if _lies_in(tag, at, gazetteer)), at)
        return Memory(site=Site(geotags=(topic,), score=_ANAPHORIC, rule="named"), sentence=index, span=view.span)
    return replace(memory, sentence=index) if sites else memory


def _without_goals_of_carrying(named: Sequence[Geotag], view: SentenceView) -> list[Geotag]:
    """Return places without those to which somebody was carried: a report goes on where they came from.

    «خرج مدنيون من الباغوز. ونقلتهم الشاحنات إلى مخيم الهول. وقتلت غارة أسرة كاملة»
    """
    if all(tag.preposition != "to" for tag in named):
        return list(named)
    words = view.reading.words
    carried = next((at for at, word in enumerate(words) if word in role_words()["carried"]), len(words))
    goal = next((tag for tag in named if tag.preposition == "to" and view.word_at(tag.span.start) > carried), None)
    return [tag for tag in named if goal is None or tag.span < goal.span]


def _is_of(site: Site, memory: Memory) -> bool:
    """Whether a country is that of the place in mind."""
    country, known = site.geotags[-1].place, memory.site.geotags[0].place if memory.site is not None else None
    return country is not None and known is not None and country.country == known.country


def _lies_in(tag: Geotag, unit: Geotag, gazetteer: Gazetteer) -> bool:
    """Whether a place lies in a unit: «وفي محافظة صلاح الدين تدخل آمرلي شهرها الثالث تحت الحصار» is about Amirli."""
    if tag.place is None or unit.place is None or unit.place.kind not in ADMIN_KINDS:
        return False
    return unit.place in gazetteer.ancestors(tag.place)


def may_be_remembered(tag: Geotag) -> bool:
    """Whether a place can stay in mind: it is located, no country, and not only spoken from."""
    return tag.role in {Role.MENTION, Role.CONTAINER} and tag.area is not None and not is_country(tag)
