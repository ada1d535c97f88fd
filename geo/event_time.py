"""When an event was: the time that a sentence gives it, else the days of the report."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from gazetteer.spans import Span
from geo.factuality import is_first_time
from geo.records import Timex, Trigger
from geo.roles import counts_since_a_beginning
from geo.taxonomy import Status, SubEventType, TimePrecision
from geo.views import SentenceView

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


def time_of(trigger: Trigger, view: SentenceView, timexes: Sequence[Timex], published: dt.date | None) -> When | None:
    """Return when a trigger's event was: the nearest time expression, its own clause first; else the report's days.

    `None` means no news: the time said ended two months before the report, or spans more than three. A later clause
    that goes back so far tells of something else («تظاهر ذوو المفقودين، مطالبين بكشف مصير المختطفين منذ 2014»).
    """
    own = view.clause_at(trigger.span.start)
    ranked = sorted(
        (timex for timex in timexes if _may_be_of(timex, trigger, published, view)),
        key=lambda timex: (
            abs(view.clause_at(timex.span.start) - own),
            _is_of_the_act_before(timex, trigger, view),
            abs(view.word_at(timex.span.start) - view.word_at(trigger.span.start)),
        ),
    )
    if ranked:
        best = ranked[0]
        if _is_no_news(best, published):
            return _of_the_report(published) if best.rule.startswith("since") and _is_lasting(trigger, view) else None
        rule = f"time:{best.rule}"
        return When(start=best.start, end=best.end, precision=best.precision, rule=rule, span=best.span)
    return _of_the_report(published)


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


def _of_the_report(published: dt.date | None) -> When:
    """Return the day of a report and the day before, for what it gives no time."""
    if published is None:
        return When(start=None, end=None, precision=TimePrecision.UNKNOWN, rule="time:undated", span=None)
    start = published - _REPORTING_LAG
    return When(start=start, end=published, precision=TimePrecision.UNKNOWN, rule="time:report", span=None)


def _may_be_of(timex: Timex, trigger: Trigger, published: dt.date | None, view: SentenceView) -> bool:
    """Whether a time can be that of a trigger: what is reported has been, and a later clause tells no history of it.

    Nor does a later clause that counts back from an act of its own («اغتالوه، وعثر على جثث رجال خطفوا قبل يومين»).

    Nor is it the day from which another clause counts («أيام منذ اندلاع المواجهات في 8 تشرين، إذ استهدفت …»).

    «للمرة الأولى منذ 2016» says when there was the last of its kind.
    """
    coming = published is not None and timex.start > published + _REPORTING_LAG
    if coming and trigger.status is not Status.PLANNED:
        return False
    clause = view.clause_at(timex.span.start)
    counted_back = timex.rule == "ago" and clause > view.clause_at(trigger.span.start)
    if counted_back and any(
        other.span.start < timex.span.start and view.clause_at(other.span.start) == clause for other in view.triggers
    ):
        return False
    if clause != view.clause_at(trigger.span.start) and _is_a_beginning(timex, view):
        return False
    if not _is_no_news(timex, published):
        return True
    later = view.clause_at(timex.span.start) > view.clause_at(trigger.span.start)
    return not later and not is_first_time(view.reading, view.word_at(timex.span.start) + 1)


def _is_a_beginning(timex: Timex, view: SentenceView) -> bool:
    """Whether a time is that of a beginning since which something goes on."""
    words, at = view.reading.words, view.word_at(timex.span.start)
    return counts_since_a_beginning(words[max(0, at - _BEGINNING_REACH) : at])


_BEGINNING_REACH = 6
"""Words before a time in which «منذ» and a noun of beginning stand."""


def _is_no_news(timex: Timex, published: dt.date | None) -> bool:
    return timex.end - timex.start > _SUMMARY or (published is not None and timex.end < published - _HISTORY)
