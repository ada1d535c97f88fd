"""How well a place of a sentence fits an act: nearness, clause, preposition, what stands between and behind."""

from collections.abc import Mapping
from dataclasses import replace
from itertools import pairwise

from gazetteer.folding import key
from gazetteer.places import TOWN_KINDS, PlaceKind
from gazetteer.spans import Span
from geo.eligibility import is_a_bearing, is_visited
from geo.evidence import context, is_contrast
from geo.records import Geotag, Trigger
from geo.roles import role_words
from geo.taxonomy import TAKING_AWAY, TAKINGS, EventType, Relation, Role, SubEventType
from geo.views import NO_SITE, SAYS_WHERE, SentenceView, is_fronted

MOVEMENT = frozenset({SubEventType.EVACUATION, SubEventType.DISPLACEMENT, SubEventType.NON_VIOLENT_TRANSFER})
"""Acts that lead from a place."""
_ORIGIN = -0.2
"""Where somebody or something comes from is seldom where it acts («هجوم شنته من عدن»)."""
_ELSEWHERE = -1.2
"""A goal of what is done is not where it is done («نقل الجرحى إلى عدن»)."""
_AIMED = frozenset(
    {
        SubEventType.SHELLING,
        SubEventType.AIR_STRIKE,
        SubEventType.ARMED_CLASH,
        SubEventType.OTHER,
        SubEventType.AID_DELIVERY,
        SubEventType.DISRUPTED_WEAPONS,
    }
)
"""Acts whose goal is where they happen: «صاروخ باتجاه سديروت», «تقدم نحو», «وصلت القافلة إلى»."""
ARRIVALS = (
    "from_the_fighting.",
    "received.",
    "return_home.",
    "take_refuge.",
    "advance.",
    "reach_camp.",
    "displaced_arrive.",
    "relief_arrives.",
    "restore_order.",
    "arrived_in_flight.",
    "families_arrive.",
    "lorries_into_a_siege.",
)
"""Openings of the rules of people or things that arrive: where they come to is where it happens."""
_DRIVEN_OUT = ("expel.", "driven_out.", "put_out.")
"""Trigger entries of those who are driven from a place, which is where it happens («طردوا القوات من بلدة ككلة»)."""
_BETWEEN_PARTIES = ("clash.", "battle")
"""Trigger entries of fights, which have no goal."""
_PER_WORD = 0.02
_PER_CLAUSE = 0.05
_BEFORE_TRIGGER = 0.15
_OTHER_TRIGGER = 0.25
_UNTOLD = 0.6
"""What a place loses that is an act's which the sentence does not tell."""
_BEHIND_A_CONTRAST = 0.3
_OPENS = 0.6
"""What a place loses that opens the next statement."""
_UNTOLD_REACH = 7
_CONTAINER = 0.35
_TAKEN = 0.3
"""A place before the trigger that an earlier trigger stands before is most likely that one's."""
_ADJACENT_WORDS = 2
_FRONTED = 0.4
_RIGHT_BEHIND = 3
"""Words behind a trigger at which a place is its own, though the sentence names places inside it."""


def score(trigger: Trigger, group: tuple[Geotag, ...], view: SentenceView, wide: frozenset[Span]) -> float:
    """Return how well a list of places fits an act of its sentence: about 1, less for all that speaks against it.

    `wide` holds the spans of places that hold others which the sentence names.
    """
    before = group[-1].span.end <= trigger.span.start
    if before and _has_become(trigger, group[0], view):
        return _SUBJECT
    apart = before and group[-1].span in wide and is_fronted(group, view) and _is_told_apart(trigger, group[-1], view)
    return _fit(trigger, group, view, wide - {group[-1].span} if apart else wide)


def _fit(trigger: Trigger, group: tuple[Geotag, ...], view: SentenceView, wide: frozenset[Span]) -> float:
    """Return how well a list of places fits an act by where they stand, and by the words between."""
    before = group[-1].span.end <= trigger.span.start
    near = group[-1] if before else group[0]
    here, there = view.word_at(trigger.span.start), view.word_at(near.span.start)
    points = 1.0 - _PER_WORD * abs(there - here)
    points -= _PER_CLAUSE * abs(view.clause_at(trigger.span.start) - view.clause_at(near.span.start))
    if view.clause_at(trigger.span.start) == view.clause_at(near.span.start):
        points += 0.4
    if before and (_is_said_of(trigger, near, view) or (near.span not in wide and _suffers(near, trigger, view))):
        return points + _WHERE
    takes_another = before and _takes_another(trigger, view)
    if before and near.span not in wide and is_fronted(group, view) and not takes_another:
        points += _FRONTED
    elif before:
        points -= _BEFORE_TRIGGER
        if takes_another or any(other.span.end <= group[0].span.start for other in view.triggers):
            points -= _TAKEN
    points -= _OTHER_TRIGGER * _triggers_between(trigger, near, view)
    points -= _BEHIND_A_CONTRAST * (not before and is_behind_a_contrast(trigger, near, view))
    points -= _BORDER * (before and _is_parted_from(trigger, near, view))
    points -= _OPENS * (not before and _opens_a_statement(trigger, near, view))
    points += _GONE_ON_FROM * (before and near.span not in wide and _is_gone_on_from(trigger, near, view))
    untold = not before and _is_of_an_untold_act(trigger, near, view) and not _is_acted_on(trigger, near, view)
    points -= _UNTOLD * untold
    if near.place is not None:
        if near.span in wide and not 0 < there - here <= _RIGHT_BEHIND:
            points -= _CONTAINER
        points -= _KIND_COST.get(near.place.kind, 0.0)
    points -= _BORDER * (is_beyond_a_border(near, view) or _is_of_an_office(near, view))
    points += _OWN * (not before and _is_its_own(trigger, near, view))
    points += _WHERE * (not before and _is_spelled_out(near, view))
    points += _NARROWED * (not before and _is_narrowed_to(trigger, near, view))
    if trigger.event_type is EventType.DIPLOMACY and is_visited(near, view):
        return points + _VISITED  # «وصل إلى عدن والتقى», a goal that is where it happens
    if before and not near.preposition and group[0].preposition == _GOAL:
        near = replace(near, preposition=_GOAL)  # «فرارهم نحو أبوزبد والنهود بعد نهب السوق»
    return points + (_WHERE if _is_where(near, trigger, view) else _preposition_points(trigger, near, view))


def _is_told_apart(trigger: Trigger, town: Geotag, view: SentenceView) -> bool:
    """Whether an act right behind a town has another between it and the next place, which is then that one's.

    «وفي الموصل، هاجم مسلحون حاجزا، وقتل مسلحون في بلدة القحطانية شقيقين»: the first was in Mosul.
    """
    if town.place is None or town.place.kind not in TOWN_KINDS or town.relation is not Relation.AT:
        return False
    if any(town.span < tag.span < trigger.span for tag in view.geotags):
        return False
    following = next((tag for tag in view.geotags if trigger.span < tag.span and tag.role not in NO_SITE), None)
    if following is None or view.clause_at(following.span.start) == view.clause_at(trigger.span.start):
        return False
    return _triggers_between(trigger, following, view) > 0


def _has_become(trigger: Trigger, tag: Geotag, view: SentenceView) -> bool:
    """Whether a place is what came under somebody's control («باتت بلدات أبو حمام وغرانيج بالريف الشرقي في قبضة»)."""
    number = view.word_at(tag.span.start)
    before = view.reading.words[max(0, number - _BECOME_REACH) : number]
    return trigger.rule.startswith(_CONTROL) and not tag.preposition and not role_words()["become"].isdisjoint(before)


_SUBJECT = 1.5
"""What the place is worth that a clause is about, however much is said between."""
_CONTROL, _BECOME_REACH = "under_control.", 2
"""Words before a place in which «باتت» stands («باتت بلدات»)."""
_VISITED = 0.2
"""What a place that envoys come to gains, as one behind «في» does."""
_GOAL = "to"
"""Sense of the prepositions that lead somewhere."""


def _takes_another(trigger: Trigger, view: SentenceView) -> bool:
    """Whether a taking names its object behind it («وعلى الطرف الشرقي لحلب سيطر الجيش على معظم حي كرم الطراب»)."""
    if trigger.sub_event_type not in TAKINGS:
        return False
    clause = view.clause_at(trigger.span.start)
    own = (tag for tag in view.geotags if trigger.span < tag.span and view.clause_at(tag.span.start) == clause)
    following = next(own, None)
    return following is not None and following.preposition == "on" and not _triggers_between(trigger, following, view)


def _is_gone_on_from(trigger: Trigger, tag: Geotag, view: SentenceView) -> bool:
    """Whether a joined verb right behind a place goes on there, and names no other («داهموا قرية المغير واعتقلوا»)."""
    number = view.word_at(trigger.span.start)
    joined = ".verb" in trigger.rule and view.reading.words[number].startswith(("و", "ف"))
    beside = not view.document[tag.span.end : trigger.span.start].strip() and not tag.preposition
    return joined and beside and not any(trigger.span < other.span for other in view.geotags)


_GONE_ON_FROM = 0.6


def _is_its_own(trigger: Trigger, tag: Geotag, view: SentenceView) -> bool:
    """Whether a masdar governs a place right behind it («تظاهرات السليمانية تتجدد وإحراق مكتب في حلبجة»).

    Or a verb of storming («تقتحم جنين ومواجهات في نابلس»), of which a place is hardly the subject.
    """
    adjacent = view.word_at(tag.span.start) - view.word_at(trigger.span.end - 1) == 1
    return adjacent and (".noun" in trigger.rule or trigger.rule.startswith(_STORMS)) and not tag.preposition


_STORMS = ("raid.verb", "overrun.verb", "besiege.verb", "regain.verb")


_OWN = 0.2


def _is_spelled_out(tag: Geotag, view: SentenceView) -> bool:
    """Whether a list names the places just counted («في محيط البلدات الأربع المحاصرة، وهي نبل والزهراء»)."""
    number = view.word_at(tag.span.start)
    before = view.reading.words[max(0, number - _COUNTED_REACH) : number]
    return before[-1:] in _NAMELY and not role_words()["wholes"].isdisjoint(word.removeprefix("ال") for word in before)


def _is_narrowed_to(trigger: Trigger, tag: Geotag, view: SentenceView) -> bool:
    """Whether an act of a wide place is said to have been here («غارات على الضاحية، تركزت في حارة حريك»)."""
    number, own = view.word_at(tag.span.start), view.word_at(trigger.span.start)
    first = max(own, number - _NARROWED_REACH)
    before = view.reading.words[first : number + 1]
    narrowing = role_words()["narrowing"]
    verbs = (
        first + at
        for at, (word, following) in enumerate(pairwise(before))
        if word in narrowing or (word in _FELL and following == _UPON)
    )
    verb = next(verbs, None)
    return verb is not None and not any(own < view.word_at(other.span.start) < verb for other in view.triggers)


_FELL, _UPON = frozenset({"وقع", "وقعت"}), "علي"
"""«القصف في عدن وقع على حي المعلا»"""
_NARROWED = 0.9
"""What a place gains where an act is said to have been most; more than a place of the act's own clause does."""
_NARROWED_REACH = 4
"""Words before a place in which «تركزت» stands («تركزت في محيط حي»)."""
_NAMELY, _COUNTED_REACH = {("هي",), ("وهي",)}, 6


def is_beyond_a_border(tag: Geotag, view: SentenceView) -> bool:
    """Whether a place only tells which border is meant («فجروا منازل في رفح على الحدود مع قطاع غزة»)."""
    number = view.word_at(tag.span.start)
    before = view.reading.words[max(0, number - _BORDER_REACH) : number]
    return _WITH in before and not role_words()["borders"].isdisjoint(before[: before.index(_WITH)][-1:])


_BORDER, _BORDER_REACH, _WITH = 0.6, 3, "مع"
"""What such a place loses, and the words before it in which «الحدود مع» stands."""


def _is_of_an_office(tag: Geotag, view: SentenceView) -> bool:
    """Whether a place only says what somebody is in charge of, and another where («قائم مقام سنجار على طريق تلعفر»)."""
    others = (other for other in view.geotags if other.list_id != tag.list_id and other.role is not Role.CONTAINER)
    if not any(other.preposition in SAYS_WHERE for other in others):
        return False
    number = view.word_at(tag.span.start)
    before = view.reading.words[max(0, number - _OFFICE_REACH) : number]
    first = number - len(before)
    officers = (at for at in range(len(before) - 1, -1, -1) if _is_an_officer(first + at, view))
    officer = next(officers, None)
    return officer is not None and role_words()["in_charge_of"].issuperset(before[officer + 1 :])


def _is_an_officer(number: int, view: SentenceView) -> bool:
    """Whether a word is who is in charge of something; «إمام مسجد» is, «أمام مسجد», folded alike, is a place."""
    word = view.reading.words[number]
    if word != _IMAM:
        return word in role_words()["officers"]
    return view.document[view.span.start + view.reading.raw_starts[number]] == _HAMZA_BELOW


_IMAM, _HAMZA_BELOW = key("إمام"), "إ"
_OFFICE_REACH = 4
"""Words before a place in which an officer stands («رئيس مجلس محافظة ديالى»)."""


def is_behind_a_contrast(trigger: Trigger, tag: Geotag, view: SentenceView) -> bool:
    """Whether a clause that goes on to something else names a place («واعتقلوا سبعة، كما حاصرت وحدة منزلا في جنين»)."""
    first, _ = view.reading.clause_bounds(view.word_at(tag.span.start))
    return view.word_at(trigger.span.start) < first and view.reading.words[first] in context("contrasts")


def _is_parted_from(trigger: Trigger, tag: Geotag, view: SentenceView) -> bool:
    """Whether a contrast parts an act from a place before it, and its own clause names another, be it no site.

    «استهدفوا مطار نجران، في حين قال التحالف إنه اعترض صاروخا كان متجها إلى مكة»
    """
    place, act = view.word_at(tag.span.end - 1), view.word_at(trigger.span.start)
    turned = next((at for at in range(act, place, -1) if is_contrast(view.reading, at)), None)
    named = (other for other in view.geotags if other.role is not Role.METONYM)
    return turned is not None and any(turned < view.word_at(other.span.start) for other in named)


def _opens_a_statement(trigger: Trigger, tag: Geotag, view: SentenceView) -> bool:
    """Whether «وفي» puts a place in front of another act («أحرقوا مقرا في الناصرية، وفي البصرة أغلقوا الطريق»)."""
    first, end = view.reading.clause_bounds(view.word_at(tag.span.start))
    if view.word_at(trigger.span.start) >= first or view.reading.words[first] not in _AND_IN:
        return False
    return any(tag.span < other.span and view.word_at(other.span.start) < end for other in view.triggers)


_AND_IN = frozenset({"وفي"})


def _is_where(tag: Geotag, trigger: Trigger, view: SentenceView) -> bool:
    """Whether «حيث» right behind a place opens the clause of a trigger («امتدت إلى الناصرية حيث تظاهر المئات»).

    What only tells on which side of it the place lies may stand between («في المختارية شمال اللاذقية حيث أعدموا»).
    """
    if is_a_bearing(tag, view):
        return False
    behind = view.word_at(tag.span.end - 1) + 1
    from_it = next((other for other in view.geotags if other.span.start >= tag.span.end), None)
    if from_it is not None and (from_it.role is Role.CONTAINER or is_a_bearing(from_it, view)):
        behind = view.word_at(from_it.span.end - 1) + 1
    opens = view.reading.words[behind : behind + 1] == ("حيث",)
    return opens and (
        view.reading.clauses[behind] == view.clause_at(trigger.span.start) or _goes_on_there(behind, trigger, view)
    )


def _goes_on_there(where: int, trigger: Trigger, view: SentenceView) -> bool:
    """Whether joined verbs go on to tell what was done there («حيث نهبت المتاجر وقتلت 13 مواطنا رميا بالرصاص»)."""
    number = view.word_at(trigger.span.start)
    elsewhere = any(where < view.word_at(tag.span.start) < number for tag in view.geotags)
    first, _ = view.reading.clause_bounds(number)
    openings = {view.reading.clause_bounds(at)[0] for at in range(where, number)} | {first}
    joined = all(view.reading.words[at].startswith("و") for at in openings if at > where)
    return where < number and not elsewhere and joined and len(openings) <= _CHAIN


_CHAIN = 3
"""Clauses that go on behind «حيث»."""


_WHERE = 0.6


def _is_said_of(trigger: Trigger, tag: Geotag, view: SentenceView) -> bool:
    """Whether a relative clause says of a place what was done there («مدينة القريتين التي استولوا عليها الأربعاء»).

    Its pronoun stands behind the verb, on it («اللتين تحاصرهما الفصائل») or on a part of the place («التي تعرض مطارها
    لغارة»); what holds the place may stand before the clause («في ريف إدلب، اللتين»).
    """
    number = view.word_at(trigger.span.start)
    words = view.reading.words
    opening = max((at for at in range(max(0, number - _SUFFERING_REACH), number) if words[at] in _RELATIVES), default=0)
    if not opening or not _stands_before(tag, opening, view):
        return False
    verb = ".verb" in trigger.rule and number == opening + 1
    there = verb and (not _THERE.isdisjoint(words[number + 1 : number + 4]) or words[number].endswith(_ITS))
    suffers = words[number].startswith("ل") and words[opening + 1] in context("befalls")
    return there or suffers


def is_on_something_unnamed(trigger: Trigger, view: SentenceView) -> bool:
    """Whether a clause says of something without a name that it was taken («المجاورة للقصر الذي استعاده الجيش»)."""
    number = view.word_at(trigger.span.start)
    words = view.reading.words
    on_it = trigger.sub_event_type in TAKINGS and words[number].endswith(_ITS)
    if not on_it or number < 2 or words[number - 1] not in _RELATIVES:
        return False
    return not any(_stands_before(tag, number - 1, view) for tag in view.geotags)


def _stands_before(tag: Geotag, number: int, view: SentenceView) -> bool:
    """Whether a place is the last before a word but for what holds it («كفريا في ريف إدلب، اللتين»)."""
    between = [other for other in view.geotags if tag.span < other.span and view.word_at(other.span.start) < number]
    gap = number - view.word_at(tag.span.end - 1) - 1
    if not 0 <= gap <= (_HELD_REACH if between else 0) or not all(other.role is Role.CONTAINER for other in between):
        return False
    return tag.role is not Role.CONTAINER


_ITS = ("ها", "هما", "ه")
"""Endings of a verb that takes up a place before it."""
_HELD_REACH = 4
"""Words between a place and the clause on it in which what holds it stands."""


def _suffers(tag: Geotag, trigger: Trigger, view: SentenceView) -> bool:
    """Whether a place stands between «تعرضت» and what it suffered («تعرضت تل رفعت لقصف من المطار»)."""
    number, place = view.word_at(trigger.span.start), view.word_at(tag.span.start)
    first, _ = view.reading.clause_bounds(number)
    befell = context("befalls").isdisjoint(view.reading.words[max(first, place - _SUFFERING_REACH) : place])
    return view.reading.words[number].startswith("ل") and place > first and not befell


_SUFFERING_REACH = 5
"""Words before a place in which «تعرضت» stands."""
_RELATIVES = frozenset(map(key, ("الذي", "التي", "اللذين", "اللتين")))
_THERE = frozenset(map(key, ("عليها", "فيها", "بها", "عليه", "فيه", "عليهما", "فيهما")))


_KIND_COST: Mapping[PlaceKind, float] = {
    PlaceKind.COUNTRY: 0.7,
    PlaceKind.WATER: 0.3,
    PlaceKind.GOVERNORATE: 0.1,
    PlaceKind.REGION: 0.05,
}


def _preposition_points(trigger: Trigger, tag: Geotag, view: SentenceView) -> float:
    """Reward «في» and «على»; for movements the place left is the place; otherwise goals and origins cost."""
    if _is_in_a_goal(tag, view) and _is_another_goal(trigger, tag, view):
        return _ELSEWHERE
    if trigger.sub_event_type in TAKING_AWAY and _holds_a_goal(tag, view):
        return _ELSEWHERE
    match tag.preposition:
        case sense if sense in SAYS_WHERE:
            return 0.2
        case "from":
            return _origin_points(trigger, tag, view)
        case "to":
            arrives = trigger.rule.startswith(ARRIVALS) or _has_spread(trigger, tag, view)
            on_its_road = _is_on_its_road(trigger, tag, view)
            if arrives or _is_a_part_of(tag, view) or _is_acted_on(trigger, tag, view) or on_its_road:
                return 0.2
            if _is_done_there(trigger, tag, view):
                return 0.0
            behind = trigger.span < tag.span  # «وصل 80 جريحا إلى عمان بعد إصابتهم جراء الهجمات»
            aimed = behind and trigger.sub_event_type in _AIMED and not _is_fled_to(trigger, tag, view)
            return 0.0 if aimed else _ELSEWHERE
        case "" if trigger.sub_event_type is SubEventType.NON_VIOLENT_TRANSFER and _is_joined_to_a_goal(tag, view):
            return _ELSEWHERE
        case _:
            return 0.0


def _origin_points(trigger: Trigger, tag: Geotag, view: SentenceView) -> float:
    """Reward «من» where those are taken away or driven out, or where a march begins; else an origin costs."""
    crossing = tag.place is not None and tag.place.kind is PlaceKind.CROSSING  # «دخلت الشاحنات من معبر كرم أبو سالم»
    aid = trigger.sub_event_type is SubEventType.AID_DELIVERY and not crossing  # «وصول قافلة من كوستي»
    if aid or trigger.rule.startswith(_SENT):
        return _ELSEWHERE
    number = view.word_at(tag.span.start)
    if view.reading.words[max(0, number - 1)] == _OF and _is_a_part(view.reading.words[max(0, number - 2)]):
        return 0.2  # «قذائف على الأطراف الشرقية من الرستن»
    if trigger.rule.startswith(_DRIVEN_OUT) or _sets_out_from(trigger, tag, view):
        return 0.2
    # where people are taken from is where they are taken («اختطف 18 شابا من ناحية القيارة»)
    leaving = trigger.sub_event_type in MOVEMENT | TAKING_AWAY and not trigger.rule.startswith(ARRIVALS)
    return 0.3 if leaving else _ORIGIN


def _is_joined_to_a_goal(tag: Geotag, view: SentenceView) -> bool:
    """Whether و adds a place to a goal that has no name («انسحبوا باتجاه الصحراء وجبال شبوة»)."""
    number = view.word_at(tag.span.start)
    before = view.reading.words[max(0, number - _GOAL_REACH) : number + 1]
    led = next((at for at, word in enumerate(before) if word in _TO), len(before))
    return any(word.startswith("و") for word in before[led + 2 :])


def _sets_out_from(trigger: Trigger, tag: Geotag, view: SentenceView) -> bool:
    """Whether a march begins at a place («خرجت مسيرة من وسط رام الله باتجاه الحاجز»)."""
    number = view.word_at(tag.span.start)
    first, _ = view.reading.clause_bounds(number)
    set_out = not role_words()["setting_out"].isdisjoint(view.reading.words[first:number])
    return trigger.event_type is EventType.PROTESTS and set_out


def _is_in_a_goal(tag: Geotag, view: SentenceView) -> bool:
    """Whether «في» only tells where the goal of a way lies («نزحوا إلى مخيمات في محافظة دهوك»).

    Somebody's home is where he was, near enough («انفجر لغم بعائلة عائدة إلى منزلها في عسيلان»).
    """
    number = view.word_at(tag.span.start)
    before = view.reading.words[max(0, number - _GOAL_REACH) : number]
    inside = next((at for at in range(len(before) - 1, 1, -1) if before[at] == "في"), 0)
    named = any(view.word_at(other.span.end - 1) == number - len(before) + inside - 1 for other in view.geotags)
    if inside > 1 and before[inside - 1] in role_words()["homes"]:
        return False
    refuge = inside > 2 and before[inside - 3] in _TO and before[inside - 2] in _REFUGES  # «إلى مراكز إيواء في عدرا»
    led = inside > 1 and before[inside - 2] in _TO
    return (led or refuge) and not named  # «خط الغاز إلى تركيا في محافظة قارص»


def _holds_a_goal(tag: Geotag, view: SentenceView) -> bool:
    """Whether a place only holds the goal named right before it («اقتادوهم إلى سجن الصالح بالحديدة»)."""
    number = view.word_at(tag.span.start)
    ends = (view.word_at(other.span.end - 1) for other in view.geotags if other.preposition == "to")
    return any(0 < number - end <= _BESIDE_GOAL for end in ends)


_BESIDE_GOAL = 2
"""Words from a goal to what holds it («إلى سجن الصالح في الحديدة»)."""


def _is_another_goal(trigger: Trigger, tag: Geotag, view: SentenceView) -> bool:
    """Whether an act does not happen at its goal, or the goal is of what was told before it."""
    if tag.span < trigger.span:
        return not _is_done_there(trigger, tag, view)
    if trigger.sub_event_type is SubEventType.CHANGE_TO_GROUP or trigger.event_type is EventType.PROTESTS:
        return False  # «انضم قائد إلى الجيش في الأبيض», «خرجوا إلى الشارع في البصرة»: a side or a street, no goal
    return trigger.sub_event_type not in _AIMED and not trigger.rule.startswith(ARRIVALS)


_TO = frozenset(map(key, ("إلى", "نحو", "باتجاه", "صوب")))


def _is_on_its_road(trigger: Trigger, tag: Geotag, view: SentenceView) -> bool:
    """Whether a road is named by where it leads («إغلاق الطريق المؤدي إلى ميناء أم قصر»), and no nearer place is."""
    if any(trigger.span < other.span < tag.span for other in view.geotags):
        return False  # «استهدفت سيارة قرب قرية هيمو على الطريق المؤدي إلى عامودا»
    number = view.word_at(tag.span.start)
    before = view.reading.words[max(0, number - _GOAL_REACH) : number]
    return any(road.startswith("الطريق") and leads in role_words()["describing"] for road, leads in pairwise(before))


def _has_spread(trigger: Trigger, tag: Geotag, view: SentenceView) -> bool:
    """Whether fighting has come to a place («وصلت الاشتباكات إلى مشارف ترندة», «امتدت المواجهات إلى الناصرية»)."""
    number = view.word_at(trigger.span.start)
    before = view.reading.words[max(0, number - 1) : number]
    spreads = any({word, word.removeprefix("و")} & role_words()["spreading"] for word in before)
    return spreads and trigger.span < tag.span and not _triggers_between(trigger, tag, view)


def _is_a_part_of(tag: Geotag, view: SentenceView) -> bool:
    """Whether ل only says of which place a part is meant («المدخل الشمالي لمدينة رداع», «الأحياء المهمة لبيجي»)."""
    number = view.word_at(tag.span.start)
    words = view.reading.words[max(0, number - 4) : number + 1]
    for place in range(len(words) - 1, 0, -1):
        if words[place].startswith("ل"):
            described = place > 1 and words[place - 1].startswith("ال") and _is_a_part(words[place - 2])
            return described or _is_a_part(words[place - 1])
    return False


def _is_a_part(word: str) -> bool:
    """Whether a word is for a part of a town, or its side («الأطراف», «الشرقية»)."""
    return word in role_words()["parts"]


_OF = "من"


def _is_acted_on(trigger: Trigger, tag: Geotag, view: SentenceView) -> bool:
    """Whether ل leads from a masdar to its object («حصارهم لمدينة زنجبار», «خطفوا 60 خلال مداهمة لمدينة القريتين»)."""
    if tag.span < trigger.span:
        return False
    number = view.word_at(tag.span.start)
    before = view.reading.words[max(0, number - 3) : number + 1]
    to = next((at for at, word in enumerate(before[1:], start=1) if word.startswith("ل")), 0)
    if to and before[to - 1].removeprefix("ال") in role_words()["raids"]:
        return True
    takes_object = ".noun" in trigger.rule and trigger.sub_event_type in _TAKES_OBJECT
    return takes_object and any(word.startswith("ل") for word in before[-2:])


_TAKES_OBJECT = frozenset({SubEventType.SIEGE, SubEventType.SHELLING, SubEventType.AIR_STRIKE}) | TAKINGS
_SENT = ("reinforce.", "fighters_arrive.")
"""Trigger entries of forces that go somewhere: where they come from is no site."""
_REFUGES = frozenset(map(key, ("مراكز", "مناطق", "مخيمات", "أماكن")))
"""Where people flee to, when a word tells more of it («إلى مناطق مجاورة في ذمار»)."""
_GOAL_REACH = 4
"""Words before a place in which «إلى» stands, and what leads there («التسلل إلى أطراف بلدة …»)."""


def _is_done_there(trigger: Trigger, tag: Geotag, view: SentenceView) -> bool:
    """Whether an act is of those who came to a place: «تسللوا إلى البلدة واعتقلوا», «اعتقل عقب عودته إلى دمشق»."""
    number = view.word_at(trigger.span.start)
    if _is_come_to(tag, view):
        return True
    if view.reading.words[view.word_at(tag.span.start)].startswith("لل"):
        return False  # «يشتبه في تأييدهم للزنتان ونهبوا محتوياتها»
    joined = ".verb" in trigger.rule and view.reading.words[number].startswith(("و", "ف"))
    return joined and 0 < number - view.word_at(tag.span.end - 1) <= _GOES_ON_REACH


_GOES_ON_REACH = 4


def _is_come_to(tag: Geotag, view: SentenceView) -> bool:
    """Whether somebody had come to a place when it happened («بعد عودتهم إلى الشرقاط», «لدى وصوله إلى مطار دمشق»)."""
    number = view.word_at(tag.span.start)
    before = view.reading.words[max(0, number - _GOAL_REACH) : number]
    return any(when in role_words()["upon"] and came in role_words()["coming"] for when, came in pairwise(before))


def _is_fled_to(trigger: Trigger, tag: Geotag, view: SentenceView) -> bool:
    """Whether «إلى» leads from a fight of two parties to a place («لجأت العائلات خلال المعارك إلى جيلان بينار»).

    It does not where one of them was on its way there («اشتبكوا مع قوة حاولت التسلل إلى أطراف عيتا الشعب»).
    """
    number = view.word_at(tag.span.start)
    words = view.reading.words[max(0, number - _GOAL_REACH) : number]
    led = trigger.rule.startswith(_BETWEEN_PARTIES) and "الي" in words
    return led and role_words()["approaches"].isdisjoint(words)


_REPELS = ("repel.", "repel_it.", "repelled_infiltrators.")


def _is_of_an_untold_act(trigger: Trigger, tag: Geotag, view: SentenceView) -> bool:
    """Whether a place stands close behind an act that is only planned, called for or denied, and behind a trigger.

    An attack repelled is no other act than the fight («تصدت لهجوم شنه التنظيم على قرية البشير»).
    """
    if trigger.rule.startswith(_REPELS):
        return False
    own, place = view.word_at(trigger.span.start), view.word_at(tag.span.start)
    return any(
        trigger.span < act < tag.span
        and place - view.word_at(act.end - 1) <= _UNTOLD_REACH
        and view.word_at(act.start) - own > _ADJACENT_WORDS
        for act in view.untold
    )


def _triggers_between(trigger: Trigger, tag: Geotag, view: SentenceView) -> int:
    """Count the triggers between; «قصف واشتباكات في …» share their place, so near neighbours do not count."""
    low, high = sorted((trigger.span.start, tag.span.start))
    own = view.word_at(trigger.span.start)
    return sum(
        1
        for other in view.triggers
        if other.span != trigger.span
        and low < other.span.start < high
        and abs(view.word_at(other.span.start) - own) > _ADJACENT_WORDS
    )
