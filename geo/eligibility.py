"""Which places of a sentence can be where an act was: not those of speakers, of hospitals, of what was before."""

from itertools import pairwise

from gazetteer.containment import NATIVES
from gazetteer.context import LIES
from gazetteer.folding import key
from gazetteer.lexicon import directions, heads, prepositions
from gazetteer.lexicon import words as words_of
from gazetteer.places import PlaceKind
from geo.counted_from import is_counted_from
from geo.evidence import context
from geo.holding import LARGER, STRETCHES
from geo.records import Geotag, Trigger
from geo.roles import role_words
from geo.taxonomy import TAKINGS, EventType, Relation, SubEventType
from geo.views import NO_SITE, SentenceView


def may_be_site(trigger: Trigger, group: tuple[Geotag, ...], view: SentenceView) -> bool:
    """Whether the places of a list may be where an act was, by what the sentence says of them."""
    first = group[0]
    if first.role in NO_SITE:
        return False
    if trigger.event_type is EventType.DIPLOMACY:
        return (
            (first.preposition == "at" or _VENUE in first.reasons or is_visited(first, view))
            and not _is_a_topic(trigger, first, view)
            and not _is_talked_of(trigger, first, view)
        )
    for is_elsewhere in _ELSEWHERE:
        if is_elsewhere(trigger, first, view):
            return False
    return trigger.event_type is not EventType.PROTESTS or not _is_said_of(first, view, "causes")


def belongs(trigger: Trigger, tag: Geotag, view: SentenceView) -> bool:
    """Whether a further place of a list is one of the act too, not where it had been before or a country's end."""
    return not any(
        is_elsewhere(trigger, tag, view)
        for is_elsewhere in (_is_of_one_before, _is_an_end_of_the_country, _is_of_other_arms)
    )


def _is_of_other_arms(trigger: Trigger, tag: Geotag, view: SentenceView) -> bool:
    """Whether what و adds in front of a place is fired from the ground («غارة على النبطية وصواريخ على حيفا»)."""
    number = view.word_at(tag.span.start)
    before = view.reading.words[max(0, number - _ARMS_REACH) : number]
    fired = any(arms in _GROUND_ARMS and led == _ON for arms, led in pairwise(before))
    return trigger.sub_event_type is SubEventType.AIR_STRIKE and trigger.span < tag.span and fired


_GROUND_ARMS = frozenset(map(key, ("وصواريخ", "وصاروخ", "وقذائف", "وقذيفة")))
_ON, _ARMS_REACH = "علي", 3
"""Words before a place in which «وصواريخ على» stands, perhaps with its noun («وصواريخ على مدينة»)."""


def _is_told_by_examples(_: Trigger, tag: Geotag, view: SentenceView) -> bool:
    """Whether some of the places in a wide one are listed next: «في مدن سيناء، من بينها رفح والعريش».

    So are the quarters of «أحياء حلب الخاضعة للمعارضة، ومنها السكري والفردوس», what describes them standing between.
    """
    follows = next((other for other in view.geotags if other.span.start >= tag.span.end), None)
    if follows is None or tag.place is None or (follows.place is not None and follows.place.kind in LARGER):
        return False
    number = view.word_at(tag.span.start)
    several = not role_words()["wholes"].isdisjoint(view.reading.words[max(0, number - _WHOLE_REACH) : number])
    sided = tag.relation in {Relation.PART, Relation.COUNTRYSIDE}  # «بلدات شمال حماة، منها حلفايا ومورك»
    if not (several or sided or tag.place.kind in LARGER | STRETCHES):
        return False
    first, end = view.word_at(tag.span.end - 1) + 1, view.word_at(follows.span.start)
    between = view.reading.words[first:end]
    opener = next((at for at, word in enumerate(between) if word in words_of("list_openers.csv")), None)
    if opener is None or opener > _EXAMPLES_REACH or any(tag.span < act.span < follows.span for act in view.triggers):
        return False
    return all(word in heads() or word in prepositions() for word in between[opener + 1 :])


_WHOLE_REACH = 2
"""Words before a place in which «أحياء» stands («أحياء مدينة حلب»)."""
_EXAMPLES_REACH = 6
"""Words that may describe the places of a wide one before some of them are listed."""


def _is_of_one_before(trigger: Trigger, tag: Geotag, view: SentenceView) -> bool:
    """Whether «وقبلها» turns to where it had been before («تفجير المبنى بعسير، وقبلها في مساجد مماثلة في القديح»)."""
    first, place = view.word_at(trigger.span.start), view.word_at(tag.span.start)
    between = view.reading.words[max(first + 1, place - _BEFORE_REACH) : place] if first < place else ()
    return any(turns in role_words()["before_it"] and led == _WITHIN for turns, led in pairwise(between))


_BEFORE_REACH, _WITHIN = 8, "في"


def _is_an_end_of_the_country(_: Trigger, tag: Geotag, view: SentenceView) -> bool:
    """Whether a place is one end of all that is meant («مئات المدن، من إدلب شمالا وحتى درعا جنوبا»)."""
    return _is_an_end(tag, view) and sum(_is_an_end(other, view) for other in view.geotags) > 1


def _is_an_end(tag: Geotag, view: SentenceView) -> bool:
    words, behind = view.reading.words, view.word_at(tag.span.end - 1) + 1
    before = words[view.word_at(tag.span.start) - 1] if view.word_at(tag.span.start) else ""
    sided = bool(words[behind : behind + 1]) and words[behind].removesuffix("ا") in directions()
    return sided and before.removeprefix("و") in _FROM_TO


_FROM_TO = frozenset({"من", "حتي", "الي"})


def _is_where_they_are_from(_: Trigger, tag: Geotag, view: SentenceView) -> bool:
    """Whether a place is that of natives, whom an act befell elsewhere («اعتقلوا نازحين من أهالي الحويجة في حي»)."""
    number = view.word_at(tag.span.start)
    natives = view.reading.words[max(0, number - 2) : number] in _NATIVES
    clause = view.clause_at(tag.span.start)
    return natives and any(
        tag.span < other.span and other.preposition == "at" and view.clause_at(other.span.start) == clause
        for other in view.geotags
    )


_NATIVES = {("من", word) for word in NATIVES}


def _is_of_those_who_react(trigger: Trigger, tag: Geotag, view: SentenceView) -> bool:
    """Whether a place is that of those who condemn an act («أدان أهالي الأحساء التفجير»)."""
    words, place = view.reading.words, view.word_at(tag.span.start)
    first = max(0, place - _REACTS, view.word_at(trigger.span.start) if trigger.span < tag.span else 0)
    return any(word.removeprefix("و") in role_words()["condemning"] for word in words[first:place])


_REACTS = 9
"""Words before a place of those who condemn within which the verb stands."""


def _is_where_they_shoot_from(trigger: Trigger, tag: Geotag, view: SentenceView) -> bool:
    """Whether a place is that of the guns: in front of an act («ردت مدفعية الجيش المتمركزة في الحقل بقصف البلدة»).

    Or behind it, where what they hit is told next («بقصف عنيف من مواقعهم في الحوبان على أحياء المسبح»): of a verb as
    its object («قصفت المدفعية المتمركزة في التل مدينة طفس»).
    """
    place = view.word_at(tag.span.start)
    before = view.reading.words[max(0, place - _STATIONED_REACH) : place]
    from_posts = not role_words()["posts"].isdisjoint(before) and not _FROM.isdisjoint(before)
    stationed = not role_words()["stationed"].isdisjoint(before)
    if stationed and view.clause_at(trigger.span.start) != view.clause_at(tag.span.start):
        return True  # «… تطهير المحافظة، وكشفت أن المقاتلين الموجودين في عدن يتأهبون»
    following = [other for other in view.geotags if tag.span < other.span]
    target = tag.span < trigger.span or any(other.preposition == "on" for other in following)
    clause = view.clause_at(tag.span.start)
    objects = (not other.preposition and view.clause_at(other.span.start) == clause for other in following[:1])
    told = key(trigger.span.of(view.document)).endswith(_THEM)  # «قصفتهما مدفعية النظام المتمركزة في المطار»
    shooters = ".verb" in trigger.rule and trigger.event_type is EventType.EXPLOSIONS and (told or any(objects))
    return (from_posts and target) or (stationed and (tag.span < trigger.span or shooters))


_THEM = ("ها", "هما", "هم")
"""Pronouns of what is hit."""
_STATIONED_REACH = 4
_FROM = frozenset({"من", "ومن"})


def _is_where_they_went(trigger: Trigger, tag: Geotag, view: SentenceView) -> bool:
    """Whether a place is where the beaten withdrew to («هجوم أجبروا خلاله القوات على الانسحاب إلى السهل»)."""
    place = view.word_at(tag.span.start)
    before = view.reading.words[max(view.word_at(trigger.span.start) + 1, place - _WENT_REACH) : place]
    return tag.preposition == "to" and trigger.span < tag.span and not role_words()["retreats"].isdisjoint(before)


def _is_where_they_came_from(trigger: Trigger, tag: Geotag, view: SentenceView) -> bool:
    """Whether a place is where an attack or a missile set out («هجوم شنته القوات من عدن», «صاروخ أطلقوه من صعدة»)."""
    first, place = view.word_at(trigger.span.start), view.word_at(tag.span.start)
    between = view.reading.words[first + 1 : place]
    stopped = trigger.sub_event_type is SubEventType.DISRUPTED_WEAPONS
    launched = trigger.rule.startswith("assault.noun") and not role_words()["launched"].isdisjoint(between)
    launched = launched or (stopped and not context("launched_by").isdisjoint(between))
    return tag.preposition == "from" and first < place and launched


def _is_water_that_nobody_takes(trigger: Trigger, tag: Geotag, _: SentenceView) -> bool:
    """Whether a sea only tells where the place lies that was taken («أول منفذ لها على البحر المتوسط، بات بيدها»)."""
    return trigger.sub_event_type in TAKINGS and tag.place is not None and tag.place.kind is PlaceKind.WATER


def _is_of_the_backdrop(trigger: Trigger, tag: Geotag, view: SentenceView) -> bool:
    """Whether a sentence opens with what goes on elsewhere («على وقع الصراع في غزة، ردت القوات على هجوم»)."""
    apart = view.clause_at(tag.span.start) < view.clause_at(trigger.span.start)
    opening = " ".join(view.reading.words[:2])
    return opening in role_words()["backdrops"] and view.clause_at(tag.span.start) == 0 and apart


_WENT_REACH = 3
"""Words before a place in which «الانسحاب إلى» stands."""


def _is_of_a_hospital(trigger: Trigger, tag: Geotag, view: SentenceView) -> bool:
    """Whether a place is where the hurt were taken («جرحت عشرة نقلوا إلى مشفى ميداني في بلدة الطيبة»)."""
    between = view.reading.words[view.word_at(trigger.span.start) + 1 : view.word_at(tag.span.start)]
    carried = next((at for at, word in enumerate(between) if word in role_words()["carried"]), len(between))
    return not role_words()["hospitals"].isdisjoint(between[carried:])


def _is_of_an_act_counted_from(trigger: Trigger, tag: Geotag, view: SentenceView) -> bool:
    """Whether a place is that of an older act («تبادلوا النار بعد ثلاثة أيام على هجوم في سروج»)."""
    first, place = view.word_at(trigger.span.start), view.word_at(tag.span.start)
    between = range(first + _COUNTED_AT_LEAST, place)
    timed = bool(between) and not context("time_units").isdisjoint(view.reading.words[first:place])
    if timed and any(is_counted_from(view.reading, number) for number in between):
        return True
    before = view.reading.words[max(0, place - _RANK_REACH) : place]
    if _AFTER_OTHERS in before[-2:] and not role_words()["ranks"].isdisjoint(before):
        return True  # «حررت ثالث مدينة بعد مدينتي الضالع وعدن»
    near = view.reading.words[max(first + 1, place - _PRIOR_REACH) : place]
    return any(
        opening in _AFTER and not role_words()["prior_acts"].isdisjoint(near[at + 1 : at + 3])
        for at, opening in enumerate(near)
    )


_AFTER_OTHERS, _RANK_REACH = "بعد", 12
"""«بعد» before a place that only came first, and the words before it in which the rank stands."""
_AFTER, _PRIOR_REACH = frozenset({"بعد", "عقب", "اثر", "منذ"}), 5
"""«بعد» and a masdar, «اشتباكات بعد سقوط قاعدة العند», and the words before a place within which they stand."""
_COUNTED_AT_LEAST = 4
"""Words from a trigger to an act that it is counted from: «بعد أيام على» stands between."""


def _is_talked_of(trigger: Trigger, tag: Geotag, view: SentenceView) -> bool:
    """Whether a place behind talks is only what they were about («جرت مناقشة ما خلفته الميليشيات في عدن»)."""
    between = view.reading.words[view.word_at(trigger.span.start) + 1 : view.word_at(tag.span.start)]
    return not role_words()["discussing"].isdisjoint(between)


_VENUE = "role:venue"


def is_visited(tag: Geotag, view: SentenceView) -> bool:
    """Whether a place is one that envoys came to or left, so that they met there («غادر القدس بعد محادثات مع»)."""
    number = view.word_at(tag.span.start)
    first, _ = view.reading.clause_bounds(number)
    before = view.reading.words[max(first, number - _VISIT_REACH) : number]
    return tag.preposition in {"", "to"} and not role_words()["visiting"].isdisjoint(before)


_VISIT_REACH = 9
"""Words before a place in which the verb of a visit stands («وصل المبعوث الأممي أمس إلى»)."""


def _is_a_topic(trigger: Trigger, tag: Geotag, view: SentenceView) -> bool:
    """Whether a place is only what talks were about; «محادثات السلام اليمنية في جنيف» were in Geneva."""
    behind = view.word_at(trigger.span.end - 1) + 1
    of_peace = view.reading.words[behind : behind + 1] == _OF_PEACE and view.word_at(tag.span.start) - behind <= _NAMED
    return not of_peace and _is_said_of(tag, view, "topics")


_OF_PEACE = ("السلام",)
_NAMED = 3
"""Words in which talks are named («السلام اليمنية في») before their place."""


def _is_said_of(tag: Geotag, view: SentenceView, words: str) -> bool:
    """Whether a place is only what talks or a protest are about («بحث الوضع في حلب», «تضامنا مع أهالي حلب»)."""
    number = view.word_at(tag.span.start)
    return not role_words()[words].isdisjoint(view.reading.words[max(0, number - 3) : number + 1])


def is_a_bearing(tag: Geotag, view: SentenceView) -> bool:
    """Whether a place only says on which side of it the one right before it lies.

    «المختارية شمال شرق اللاذقية», «الغارية الغربية الواقعة إلى الشرق من درعا», «مدينة الصدر، معقل الجيش شرق بغداد، …».
    """
    words, first = view.reading.words, view.word_at(tag.span.start)
    sides = first - 1 if words[max(0, first - 1)] == "من" else first
    last = sides
    while sides and words[sides - 1] in directions():
        sides -= 1
    if sides == last:
        return False
    lies = sides
    while lies and words[lies - 1] in _LEADS_TO_A_SIDE:
        lies -= 1
    return any(
        view.word_at(other.span.end - 1) == lies - 1 or _is_set_beside(other, tag, lies, view)
        for other in view.geotags
        if other.span < tag.span and other.place is not None and other.role not in NO_SITE
    )


def _is_set_beside(other: Geotag, tag: Geotag, side: int, view: SentenceView) -> bool:
    """Whether commas set off what a place is, and on which side of another it lies, from the rest of its sentence."""
    document, behind = view.document, view.word_at(other.span.end - 1) + 1
    set_off = document[other.span.end : other.span.end + 1] == document[tag.span.end : tag.span.end + 1] == "،"
    return set_off and 0 < side - behind <= _APPOSITION and "،" not in document[other.span.end + 1 : tag.span.start]


_APPOSITION = 4
"""Words at most that tell what a place is («معقل جيش المهدي»)."""
_LEADS_TO_A_SIDE = LIES | {"الي"}


def _is_only_a_bearing(_: Trigger, tag: Geotag, view: SentenceView) -> bool:
    return is_a_bearing(tag, view)


def _is_the_worst_of_them(trigger: Trigger, tag: Geotag, view: SentenceView) -> bool:
    """Whether a place is only that of the worst of several acts, told next («هجمات كان أعنفها في الحلة حيث انفجرت»)."""
    number, act = view.word_at(tag.span.start), view.word_at(trigger.span.end - 1)
    before = view.reading.words[max(act + 1, number - _WORST_REACH) : number]
    return trigger.span < tag.span and not role_words()["worst"].isdisjoint(before)


_WORST_REACH = 4
"""Words before a place in which «أعنفها» stands."""


def is_answered(trigger: Trigger, view: SentenceView) -> bool:
    """Whether an act is only what another answers («أطلقوا صواريخ على المستوطنة ردا على الغارات»)."""
    number = view.word_at(trigger.span.start)
    before = view.reading.words[max(0, number - _ANSWERED_REACH) : number]
    return ".noun" in trigger.rule and not role_words()["grounds"].isdisjoint(before)


def _is_of_what_it_answers(trigger: Trigger, tag: Geotag, view: SentenceView) -> bool:
    return tag.span < trigger.span and is_answered(trigger, view)


_ANSWERED_REACH = 2
"""Words before an act in which «ردا على» stands."""
_ELSEWHERE = (
    _is_of_an_act_counted_from,
    _is_of_those_who_react,
    _is_of_a_hospital,
    _is_where_they_are_from,
    _is_where_they_shoot_from,
    _is_where_they_went,
    _is_where_they_came_from,
    _is_of_the_backdrop,
    _is_water_that_nobody_takes,
    _is_told_by_examples,
    _is_of_one_before,
    _is_of_other_arms,
    _is_an_end_of_the_country,
    _is_only_a_bearing,
    _is_of_what_it_answers,
    _is_the_worst_of_them,
)
"""What tells that a place is not where an act was."""
