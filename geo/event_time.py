"""When an event was: the time that a sentence gives it, else the days of the report."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from gazetteer.folding import fold, tokenise
from gazetteer.lexicon import words as words_of
from gazetteer.spans import Span
from geo.article import Article, opens_line
from geo.causes import FINDS_BODIES
from geo.clauses import THAT, read_sentence
from geo.counted_from import days_counted
from geo.evidence import context
from geo.factuality import is_first_time
from geo.records import Timex, Trigger
from geo.roles import counts_since_a_beginning, role_words
from geo.taxonomy import TAKINGS, EventType, Status, SubEventType, TimePrecision
from geo.timex import find_timexes
from geo.views import SentenceView, clause_on_a_place

_HISTORY = dt.timedelta(days=60)
"""What ended longer before the report is history, not news."""
_SUMMARY = dt.timedelta(days=92)
"""What is told of a longer interval sums up a season, and is no event."""
_REPORTING_LAG = dt.timedelta(days=1)
"""A report that says no time tells of its own day and the day before."""


@dataclass(frozen=True, slots=True, kw_only=True)
class When:
    """The interval of an event and how it was found."""

    start: dt.date | None
    end: dt.date | None
    precision: TimePrecision
    rule: str
    span: Span | None


def days_of_report(article: Article, pieces: Sequence[Span]) -> When:
    """Return when that was to which a report of these sentences gives no time: the days it sums up, else its own.

    «خلال الفترة من 16 إلى 22 يوليو» in its headline or opening: it reviews a week, or a campaign. Else its own day and
    the day before. «خلال الأسبوع الماضي» there is mostly background, and tells of no period.
    """
    published = article.date
    if published is None:
        return When(start=None, end=None, precision=TimePrecision.UNKNOWN, rule="time:undated", span=None)
    for sentence in pieces[:_OPENING]:
        if role_words()["periods"].isdisjoint(read_sentence(sentence.of(article.document)).words):
            continue
        for timex in find_timexes(article.document, sentence, published=published):
            if _is_summed_up(timex, sentence, article.document, published):
                rule = "time:period_of_report"
                return When(start=timex.start, end=timex.end, precision=timex.precision, rule=rule, span=None)
    start = published - _REPORTING_LAG
    return When(start=start, end=published, precision=TimePrecision.UNKNOWN, rule="time:report", span=None)


_OPENING = 3
"""Sentences that are a report's headline and opening."""
_LONGEST_PERIOD = dt.timedelta(days=31)


def entry_of(document: str, sentence: Span, published: dt.date | None, before: When | None) -> When | None:
    """Return the day of the entry that a sentence stands in, where a report goes from day to day: «الاثنين: …».

    A day and a colon that open a line date all sentences of that line. `before` is the entry of the sentence before.
    """
    if not opens_line(document, sentence.start):
        return before
    if ":" not in document[sentence.start : min(sentence.start + _HEADING, sentence.end)]:
        return None
    first = next(iter(find_timexes(document, sentence, published=published)), None)
    if first is None or not opens_line(document, first.span.start):
        return None
    if not document[first.span.end : sentence.end].lstrip().startswith(":") or first.end - first.start > _REPORTING_LAG:
        return None
    return When(start=first.start, end=first.end, precision=first.precision, rule="time:entry", span=first.span)


_HEADING = 40
"""Letters in which the day that opens an entry and its colon stand."""


def within_entry(timexes: Sequence[Timex]) -> tuple[Timex, ...]:
    """Return the times of an entry of a diary without those that say how long its figures took («خلال 24 ساعة»)."""
    return tuple(timex for timex in timexes if timex.rule != "last_so_many")


_PERIOD_REACH = 4
"""Words before a time within which it is said to be a period."""


def _is_summed_up(timex: Timex, sentence: Span, document: str, published: dt.date) -> bool:
    """Whether a report covers a time: some days, said to be a period, which had begun before its own."""
    before = tokenise(fold(document[sentence.start : timex.span.start])).words[-_PERIOD_REACH:]
    return (
        timex.rule in _PERIOD_RULES
        and _REPORTING_LAG < timex.end - timex.start <= _LONGEST_PERIOD
        and timex.start < published - _REPORTING_LAG
        and timex.end <= published
        and not role_words()["periods"].isdisjoint(before)
    )


_PERIOD_RULES = frozenset({"date_range", "range"})


def time_of(
    trigger: Trigger, view: SentenceView, timexes: Sequence[Timex], published: dt.date | None, untold: When
) -> When | None:
    """Return when a trigger's event was: the nearest time expression, its own clause first; else `untold`.

    «غداة» before it puts it a day before the time said.

    `None` means no news: the time said ended two months before the report, or spans more than three. A later clause
    that goes back so far tells of something else («تظاهر ذوو المفقودين، مطالبين بكشف مصير المختطفين منذ 2014»).
    """
    own = view.clause_at(trigger.span.start)
    ranked = sorted(
        (timex for timex in timexes if _may_be_of(timex, trigger, published, view)),
        key=lambda timex: (
            not _is_when_it_was(timex, trigger, view),
            abs(view.clause_at(timex.span.start) - own),
            view.clause_at(timex.span.start) > own,
            _is_of_the_act_before(timex, trigger, view),
            abs(view.word_at(timex.span.start) - view.word_at(trigger.span.start)),
        ),
    )
    told = [timex for timex in ranked if not _is_when_it_was_said(timex, trigger, view)]
    ranked = told if any(not _is_no_news(timex, published) for timex in told) else ranked
    if ranked:
        news = [timex for timex in ranked if not _is_no_news(timex, published)]
        said_elsewhere = view.clause_at(ranked[0].span.start) != own and not _is_when_it_was(ranked[0], trigger, view)
        best = news[0] if news and said_elsewhere else ranked[0]
        if best is not ranked[0] and ranked[0].span < trigger.span < best.span:
            return None  # «أصدر قرارا في أكتوبر 2014، عقب هجوم …، وأعلنت السلطات …  25 يوليو الجاري»
        if _is_no_news(best, published):
            lasting = _is_lasting(trigger, view) or trigger.event_type is EventType.PROTESTS  # «اعتصامهم المستمر منذ»
            apart = said_elsewhere and _is_of_another_act(best, trigger, view)
            return untold if best.rule.startswith("since") and (lasting or apart) else None
        rule = f"time:{best.rule}"
        when = When(start=best.start, end=best.end, precision=best.precision, rule=rule, span=best.span)
        if _is_of_the_day_before(trigger, best, view):
            return _days_before(when, 1)
        counted = days_counted(view.reading, view.word_at(trigger.span.start)) or 0
        return _days_before(when, counted) if best.span < trigger.span else when
    counted = days_counted(view.reading, view.word_at(trigger.span.start)) or 0
    if counted:
        return _days_before(untold, counted)
    return None if published is not None and _is_of_somebody_known(trigger, view) else untold


def _is_when_it_was_said(timex: Timex, trigger: Trigger, view: SentenceView) -> bool:
    """Whether a time is that of saying («قالت المنظمة اليوم إن غارتين أصابتا السوق في 15 مارس»)."""
    if timex.span > trigger.span:
        return False
    words, first, behind = view.reading.words, view.word_at(timex.span.start), view.word_at(timex.span.end - 1) + 1
    if THAT.isdisjoint(words[behind : behind + _THAT_REACH]):
        return False
    before = words[max(0, first - _SAID_REACH) : first]
    return not words_of("speech_verbs.csv").isdisjoint(word.removeprefix("و") for word in before)


_SAID_REACH, _THAT_REACH = 8, 4
"""Words before a time in which a verb of saying stands, and behind it in which «إن» does."""


def _is_of_another_act(timex: Timex, trigger: Trigger, view: SentenceView) -> bool:
    """Whether «كما» turns to another act behind a time: «المطار المحاصر منذ عامين، كما تعرضت القرية لقصف»."""
    between = view.reading.words[view.word_at(timex.span.end - 1) : view.word_at(trigger.span.start)]
    return timex.span < trigger.span and not _MOREOVER.isdisjoint(between)


_MOREOVER = frozenset({"كما", "فيما", "بينما"})


def _is_when_it_was(timex: Timex, trigger: Trigger, view: SentenceView) -> bool:
    """Whether «حين» behind a time opens the clause of a trigger («ظهر في 25 آذار، حين شنت المعارضة هجوما»)."""
    opening = view.word_at(timex.span.end - 1) + 1
    words = view.reading.words[opening : opening + 1]
    if not words or words[0] not in role_words()["whens"]:
        return False
    return view.reading.clauses[opening] == view.clause_at(trigger.span.start) and timex.span < trigger.span


def _is_of_the_day_before(trigger: Trigger, timex: Timex, view: SentenceView) -> bool:
    """Whether «غداة» stands before a trigger, and the time is the main act's («قصفت أمس، غداة تبادل لإطلاق النار»)."""
    number = view.word_at(trigger.span.start)
    before = view.reading.words[max(0, number - _MORROW_REACH) : number]
    return not role_words()["morrows"].isdisjoint(before) and timex.span.start < trigger.span.start


_MORROW_REACH = 2


def _days_before(when: When, days: int) -> When:
    start, end = when.start, when.end
    if start is None or end is None or not days or end - start > _REPORTING_LAG:
        return when
    back = dt.timedelta(days=days)
    return replace(when, start=start - back, end=end - back, rule="time:days_before")


def _is_of_the_act_before(timex: Timex, trigger: Trigger, view: SentenceView) -> bool:
    """Whether a time follows another act, in front of a trigger: «خطفوه يوم 4 نوفمبر وأعدموه يوم 15 نوفمبر»."""
    if timex.span.start > trigger.span.start:
        return False
    own = view.clause_at(trigger.span.start)
    return any(
        other.span.start < timex.span.start and view.clause_at(other.span.start) == own for other in view.triggers
    )


def _is_lasting(trigger: Trigger, view: SentenceView) -> bool:
    """Whether a siege is told to go on («تحاصر البلدة منذ ستة أشهر», «الحصار المفروض منذ عام»), not to have begun."""
    word = view.reading.words[view.word_at(trigger.span.start)]
    verb = trigger.rule.startswith("besiege.verb")
    return trigger.sub_event_type is SubEventType.SIEGE and (not verb or word.lstrip("وف").startswith(("ت", "ي")))


def _may_be_of(timex: Timex, trigger: Trigger, published: dt.date | None, view: SentenceView) -> bool:
    """Whether a time can be that of a trigger: what is reported has been, and a later clause tells no history of it.

    Nor does a later clause that counts back from an act of its own («اغتالوه، وعثر على جثث رجال خطفوا قبل يومين»).

    Nor is it the day from which another clause counts («أيام منذ اندلاع المواجهات في 8 تشرين، إذ استهدفت …»).

    «للمرة الأولى منذ 2016» says when there was the last of its kind.
    """
    lag = dt.timedelta() if timex.rule == "relative_day" else _REPORTING_LAG  # «المقررة غدا» is of no raid told
    coming = published is not None and timex.start > published + lag
    if coming and trigger.status is not Status.PLANNED:
        return False
    recent = not _is_no_news(timex, published)  # what began long ago is no news itself
    behind = trigger.span.start < timex.span.start
    if (
        _is_what_befell_a_place(timex, trigger, view)
        or _is_of_its_clause(timex, trigger, view)
        or (timex.span < trigger.span and _is_of_somebody_known(trigger, view))
        or (timex.rule.startswith("since") and _is_how_it_stands(timex, view))
        or (recent and trigger.span < timex.span and _is_since_another_act(timex, trigger, view))
        or (behind and _is_of_the_ground(timex, trigger, view))
        or (behind and _is_of_what_goes_on_there(timex, trigger, view))
        or (behind and _is_of_an_act_behind(timex, trigger, view))
        or (behind and _is_of_a_later_turn(timex, trigger, view))
        or (behind and _is_of_what_is_described(timex, trigger, view))
        or (timex.rule.startswith("since") and _is_how_somebody_stands(timex, trigger, view))
        or _is_when_another_began(timex, trigger, view)
    ):
        return False
    return recent or view.clause_at(timex.span.start) <= view.clause_at(trigger.span.start)


def _is_of_what_goes_on_there(timex: Timex, trigger: Trigger, view: SentenceView) -> bool:
    """Whether «حيث» opens another act that has lasted «منذ» a time («قصفت بلدة ككلة حيث تخوض معارك منذ أسبوع»)."""
    first, _ = view.reading.clause_bounds(view.word_at(timex.span.start))
    clause = view.reading.clauses[first]
    acts = any(view.clause_at(act.span.start) == clause for act in view.triggers)
    there = view.reading.words[first] == _WHERE and view.clause_at(trigger.span.start) < clause
    return timex.rule.startswith("since") and there and acts


_WHERE = "حيث"


def _is_what_befell_a_place(timex: Timex, trigger: Trigger, view: SentenceView) -> bool:
    """Whether a clause of «الذي» on a place tells at a time what befell it, an act or not.

    «سقطت قذائف على حي الزهور الذي استعاده الجيش الشهر الماضي», «انفجر لغم في حي المشلب الذي خرج منه التنظيم قبل شهرين»
    """
    of_a_place = clause_on_a_place(view, timex.span.start)
    if of_a_place is None or of_a_place == clause_on_a_place(view, trigger.span.start):
        return False
    acts = (clause_on_a_place(view, other.span.start) for other in view.triggers)
    looks_back = timex.rule in _TIMES_BEFORE or timex.rule.startswith("since")  # «المكلا التي يسيطر عليها منذ نيسان»
    between = view.reading.words[of_a_place : view.word_at(timex.span.start)]
    looks_back = looks_back or not _IN_IT.isdisjoint(between)  # «بتفجير الهرمل الذي سقط فيه الخميس ثلاثة قتلى»
    return of_a_place in acts or (looks_back and _takes_it_up(of_a_place, timex, view))


_IN_IT = frozenset({"فيه", "فيها"})


def _is_how_it_stands(timex: Timex, view: SentenceView) -> bool:
    """Whether «منذ» says how a place stands, or when there was the last of a kind («هي الأعنف منذ أسابيع»)."""
    first = is_first_time(view.reading, view.word_at(timex.span.start) + 1)
    return first or _is_how_a_place_stands(timex, view)


def _is_how_a_place_stands(timex: Timex, view: SentenceView) -> bool:
    """Whether an adjective of a place leads to a time: «في مطار أبو الظهور المحاصر منذ عامين»."""
    words, at = view.reading.words, view.word_at(timex.span.start)
    since = at if words[at] == _SINCE else at - 1
    behind = {view.word_at(tag.span.end - 1) for tag in view.geotags}
    said = next((n for n in range(since - 1, max(-1, since - 4), -1) if n in behind), None)
    return said is not None and said < since - 1 and all(word.startswith("ال") for word in words[said + 1 : since])


def _takes_it_up(opening: int, timex: Timex, view: SentenceView) -> bool:
    """Whether a clause of «الذي» tells what befell its place: a pronoun is the place's, or a comma opens it."""
    if view.reading.clause_bounds(opening)[0] == opening:
        return True  # «في قضاء الدور، الذي استعيد الأسبوع الماضي، على معمل للعبوات»
    words = view.reading.words[opening : view.word_at(timex.span.start)]
    return not role_words()["of_it"].isdisjoint(words) or any(word.endswith("ها") for word in words[1:_VERB_REACH])


_VERB_REACH = 3
"""Words from «التي» in which its verb may bear the place as its object («سراقب التي غادرها التنظيم قبل أسبوع»)."""


def _is_of_the_ground(timex: Timex, trigger: Trigger, view: SentenceView) -> bool:
    """Whether a time is that of what an act answers to («احتجزوا ضابطا، ردا على توقيف شاب قبل أسبوع»)."""
    first, last = view.word_at(trigger.span.start), view.word_at(timex.span.start)
    between = view.reading.words[max(first + 1, last - _GROUND_REACH) : last]
    return timex.rule in _TIMES_BEFORE and not role_words()["grounds"].isdisjoint(between)


def _is_of_an_act_behind(timex: Timex, trigger: Trigger, view: SentenceView) -> bool:
    """Whether a time is that of what had been before an act («قصفوا البلدة، واستشهد شاب بعد اعتقاله منذ شهرين»).

    Behind «بعد» and a masdar, or behind «كانوا قد»: «عثروا على جثث ثلاثة كانوا قد خطفوا قبل أسبوع».
    """
    if timex.rule not in _TIMES_BEFORE and not timex.rule.startswith("since"):
        return False
    first, last = view.word_at(trigger.span.end - 1) + 1, view.word_at(timex.span.start)
    between = view.reading.words[max(first, last - _BEHIND_REACH) : last]
    acts = {view.word_at(act.span.start) for act in view.triggers}
    if trigger.rule.startswith(FINDS_BODIES) and any(first <= act < last for act in acts):
        return True  # «عثروا على جثث خمسة خطفوا قبل أسبوع»
    opening = last - len(between)
    for number, (one, other) in enumerate(pairwise(between)):
        done = opening + number + 1 in acts or other in role_words()["prior_acts"] or _is_its(other)
        if (one in context("afterwards") and done) or (one.removeprefix("و") in context("was") and other == _ALREADY):
            return True
    return False


def _is_when_another_began(timex: Timex, trigger: Trigger, view: SentenceView) -> bool:
    """Whether «الذي بدأوه» leads to a time («استعادوا القاسمية في إطار الهجوم الواسع الذي بدأوه الجمعة الماضي»)."""
    words, last = view.reading.words, view.word_at(timex.span.start)
    reach = range(last, max(0, last - _BEGUN_REACH), -1)
    opening = next((at for at in reach if words[at] in role_words()["relatives"]), last)
    own = 0 < opening - view.word_at(trigger.span.end - 1) <= _RIGHT_BEHIND
    return not own and not role_words()["begun"].isdisjoint(words[opening:last])


_BEGUN_REACH = 5
"""Words before a time in which «الذي بدأوه» stands."""
_RIGHT_BEHIND = 3
"""Words behind an act within which «الذي» tells of it."""


def _is_its(word: str) -> bool:
    """Whether a masdar ends in the pronoun of who suffered it («بعد اعتقاله»)."""
    return word.endswith(_ITS) and len(word) > _SHORTEST_MASDAR


_ITS, _SHORTEST_MASDAR = ("ه", "ها", "هم", "هما"), 5
_BEHIND_REACH = 7
"""Words before a time within which «بعد» and the act stand that it is of."""
_GROUND_REACH = 12
"""Words before a time in which «ردا على» stands."""
_TIMES_BEFORE = frozenset({"ago", "month", "week", "weekday_last"})
"""Rules of times that may be those of an act before the one told."""


def _is_of_somebody_known(trigger: Trigger, view: SentenceView) -> bool:
    """Whether a verb only says of somebody what befell him («توفي اليوم والد الرضيع الذي قتل حرقا في دوما»)."""
    number = view.word_at(trigger.span.start)
    relative = bool(number) and view.reading.words[number - 1] in role_words()["relatives"]
    if trigger.sub_event_type in TAKINGS and ".verb" in trigger.rule:
        behind = sum(trigger.span < tag.span for tag in view.geotags)
        return relative and behind <= 1  # «الحوثيين الذين سيطروا على صنعاء», not of several quarters
    befallen = trigger.rule.startswith(_BEFALLEN)
    return relative and befallen and clause_on_a_place(view, trigger.span.start) is None


_BEFALLEN = (
    "loot.verb",
    "kill.verb",
    "abduct.verb",
    "execute.verb",
    "assassinate.verb",
    "wound.verb",
    "detain.verb",
    "arrest.verb",
    "handover.verb",
    "fell_by_bullets.verb",
)


def _is_of_a_later_turn(timex: Timex, trigger: Trigger, view: SentenceView) -> bool:
    """Whether «كما» turns to an act of another day («اندلعت اشتباكات، كما فجروا منزلا في الزاهر الجمعة الماضي»)."""
    first, _ = view.reading.clause_bounds(view.word_at(timex.span.start))
    clause = view.reading.clauses[first]
    acts = any(view.clause_at(act.span.start) == clause for act in view.triggers)
    turned = clause > view.clause_at(trigger.span.start) and acts
    return turned and view.reading.words[first] in _MOREOVER and timex.rule not in _REPORTED_DAYS


_REPORTED_DAYS = frozenset({"relative_day", "today"})
"""Rules of times that most reports tell all their acts of."""


def _is_of_what_is_described(timex: Timex, trigger: Trigger, view: SentenceView) -> bool:
    """Whether «التي» and its verb lead to a time before: «هجوم لم يوسع سيطرتها التي كسبتها الأسبوع الماضي»."""
    words, last = view.reading.words, view.word_at(timex.span.start)
    first = max(view.word_at(trigger.span.end - 1) + 1 + _RIGHT_BEHIND, last - _DESCRIBING_REACH)
    opening = next((at for at in range(last - 1, first - 1, -1) if words[at] in role_words()["relatives"]), None)
    if opening is None:
        return False
    told = {view.word_at(act.span.start) for act in view.triggers}
    if opening - 1 in told or words[opening + 1] in _LIES:  # «سراقب التي تقع شرق إدلب قبل أسبوع»
        return False
    acts = not told.isdisjoint(range(opening, last))  # «تضامنا مع زميلهم الذي سقط برصاص الشرطة يوم 11 مارس»
    return timex.rule not in _REPORTED_DAYS if acts else timex.rule in _TIMES_BEFORE


_DESCRIBING_REACH = 9
"""Words before a time in which «التي» and its verb stand."""
_LIES = frozenset({"تقع", "يقع", "تبعد", "يبعد"})


def _is_how_somebody_stands(timex: Timex, trigger: Trigger, view: SentenceView) -> bool:
    """Whether an adjective says of somebody how long he is held or besieged («اللواء المحاصر منذ أسبوعين»)."""
    at = view.word_at(timex.span.start)
    since = at if view.reading.words[at] == _SINCE else at - 1
    own = view.word_at(trigger.span.end - 1) == since - 1
    return not own and since > 0 and view.reading.words[since - 1] in role_words()["held_so"]


def _is_since_another_act(timex: Timex, trigger: Trigger, view: SentenceView) -> bool:
    """Whether a time is that of what «منذ» counts from («الهجمات هي الأولى منذ تعيين الملا الأسبوع الماضي»)."""
    first, last = view.word_at(trigger.span.start) + 1, view.word_at(timex.span.start)
    between = view.reading.words[max(first, last - _SINCE_REACH) : last]
    return len(between) > 1 and _SINCE in between[:-1]


_SINCE, _SINCE_REACH = "منذ", 8
"""«منذ», and the words between it and the time of what it counts from."""


def _is_of_its_clause(timex: Timex, trigger: Trigger, view: SentenceView) -> bool:
    """Whether a time in another clause than a trigger's is of what that clause tells: a beginning, or what had been."""
    if view.clause_at(timex.span.start) == view.clause_at(trigger.span.start):
        return False
    looks_back = trigger.span < timex.span and (_had_been(timex, view) or _is_counted_back(timex, trigger, view))
    return looks_back or _is_a_beginning(timex, view)


def _is_counted_back(timex: Timex, trigger: Trigger, view: SentenceView) -> bool:
    """Whether a later clause counts back from an act of its own («اغتالوه، وعثر على جثث رجال خطفوا قبل يومين»)."""
    clause = view.clause_at(timex.span.start)
    acts = any(act.span < timex.span and view.clause_at(act.span.start) == clause for act in view.triggers)
    return timex.rule == "ago" and clause > view.clause_at(trigger.span.start) and acts


def _had_been(timex: Timex, view: SentenceView) -> bool:
    """Whether a time stands in a clause that looks back («انتزعوا الجبل، وكان خصومهم قد تمركزوا فيه قبل أسبوعين»)."""
    first, end = view.reading.clause_bounds(view.word_at(timex.span.start))
    words = view.reading.words[first:end]
    return words[:1] in _HAD and _ALREADY in words


_HAD, _ALREADY = {("وكان",), ("وكانت",), ("وكانوا",), ("وكانا",)}, "قد"


def _is_a_beginning(timex: Timex, view: SentenceView) -> bool:
    """Whether a time is that of a beginning since which something goes on."""
    words, at = view.reading.words, view.word_at(timex.span.start)
    return counts_since_a_beginning(words[max(0, at - _BEGINNING_REACH) : at])


_BEGINNING_REACH = 6
"""Words before a time in which «منذ» and a noun of beginning stand."""


def _is_no_news(timex: Timex, published: dt.date | None) -> bool:
    return timex.end - timex.start > _SUMMARY or (published is not None and timex.end < published - _HISTORY)
