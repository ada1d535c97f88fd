"""Time expressions: from «مساء أمس», «منذ 22 نيسان» or «الأيام الستة الماضية» to days of the calendar.

The sentence is read into signs (`geo.timex_words`), and each rule rewrites what it understands into one sign `T`, worth
a `Moment` (`geo.moments`); later rules see it: «منذ» + `T` is a period and «من» `T` «إلى» `T` a range. Relative
expressions need the day of publication: without it they give nothing, while dates with a year still count.

A weekday is the last one up to the day of publication, or the coming one where «المقبل» or a future cue says so. With
«أمس» or «اليوم» beside it the weekday is trusted, within three days. «صلاة الجمعة» is a Friday; «ليل الجمعة» is the
Friday, «ليل الجمعة-السبت» both days.
"""

import datetime as dt
import re
from collections.abc import Callable, Sequence
from functools import lru_cache, partial

from gazetteer.folding import fold_text
from gazetteer.spans import Span
from geo import lengths, moments
from geo.calendars import shifted, weekday_after, weekday_before, weekday_near
from geo.clauses import THAT, read_sentence
from geo.moments import DAY, PERIOD, Moment, Scene
from geo.numerals import is_number_word
from geo.records import Timex
from geo.signs import Signs, interval, read_signs
from geo.timex_words import TELLING, time_words

_CUE_REACH = 16
"""How many words before a weekday a cue of the future still counts."""

_MONTHS = r"(?P<months>(?P<month>[ma])(?:[/-]?[ma]|\([ma]\))?)"
_YEAR = r"(?:[،n]?(?:U)?(?P<year>4)M?|(?P<of_year>n?U)?(?P<adj>[pfc]))?"

_NEAR = r"(?:h?(?P<near>[dD])[،(]?)?"

_ANY_TIME = re.compile(f"[{TELLING}@4L]")
_YEAR_FIGURE = re.compile(r"#")
_QUOTES = frozenset({"()", "«»", '""', "“”", "''"})
_WORD = re.compile(r"\.")
_BOUND = re.compile(r"(?<=[bqst])T")
"""«قبل الجمعة» and «حتى الأحد» bound a time and say none; so does «منذ» in an undated report."""


def find_timexes(
    document: str, sentence: Span, *, published: dt.date | None, told: dt.date | None = None
) -> tuple[Timex, ...]:
    """Return the time expressions of a sentence, in order, none overlapping another.

    `sentence` is a span of `document`, and so are the spans returned. `published` is the day the report appeared;
    `None` leaves out whatever counts from it. `told` is the day last told of before the sentence, from which «في اليوم
    التالي» counts where no day of its own sentence precedes it.
    """
    found: list[Timex] = []
    for span, worth in _read(document, sentence, published):
        moment = worth if isinstance(worth, Moment) else _from_the_day_told(worth, told, published)
        if moment is None:
            continue
        found.append(Timex(span=span, start=moment.start, end=moment.end, precision=moment.precision, rule=moment.rule))
        told = moment.end if moment.precision is DAY else told
    return tuple(timex for timex in found if not _is_of_a_date(timex, found))


@lru_cache(maxsize=8)
def _read(document: str, sentence: Span, published: dt.date | None) -> tuple[tuple[Span, Moment | int], ...]:
    """Return the time expressions of a sentence with what each means, or by how many days it follows the day told last.

    Remembered: the sentence that named a place is asked again by those that only point to it.
    """
    text = sentence.of(document)
    words = read_sentence(text).words
    if time_words().telling.isdisjoint(words) and not any(map(is_number_word, words)):
        return ()  # of two in five
    raw = fold_text(text)
    signs = read_signs(raw.text, time_words().vocabulary)
    if not _ANY_TIME.search(signs.text) and "#" not in signs.text:
        return ()
    signs = signs.rewrite(_YEAR_FIGURE, "4", partial(_year_figure, signs=signs, folded=raw.text))
    if "w" in signs.text or "r" in signs.text:
        signs = signs.rewrite(_WORD, "F", partial(_future_verb, signs=signs))
    present = {*signs.text, "T"}
    for needed, pattern, meaning in _RULES:
        if needed <= present:
            signs = signs.rewrite(pattern, "T", partial(meaning, scene=Scene(signs, raw.text, published)))
    signs = signs.rewrite(_BOUND, ".", partial(_bound, signs=signs, published=published))
    found: list[tuple[Span, Moment | int]] = []
    for sign, unit in zip(signs.text, signs.units, strict=True):
        if sign not in _TIMES:
            continue
        if sign == "T" and unit.value.rule == "date" and _names_something(raw.text, unit.start, unit.end):
            continue
        inner = raw.raw_span(unit.start, unit.end)
        span = Span(start=sentence.start + inner.start, end=sentence.start + inner.end)
        found.append((span, unit.value))
    return tuple(found)


_TIMES = "TA"
"""Signs of what is left when all rules have been tried: a time, and days after the day told last."""


def _bound(match: re.Match[str], *, signs: Signs, published: dt.date | None) -> str | None:
    """Return no value for a time that only bounds another, `None` for the day until which something went on.

    «تواصلت الاشتباكات حتى وقت متأخر من مساء أمس» was yesterday; what lasts «حتى الأحد» may still come.
    """
    moment = signs.units[match.start()].value
    until = signs.text[match.start() - 1] == "t" and moment.rule == "relative_day"
    return None if until and published is not None and moment.end < published else ""


def _is_of_a_date(timex: Timex, others: Sequence[Timex]) -> bool:
    """Whether a weekday is that of a date told apart from it («خلال صلاة الجمعة في شهر رمضان في 26 يونيو الماضي»)."""
    return timex.rule == "weekday" and any(
        other.rule == "date" and other.start < timex.start and other.start.weekday() == timex.start.weekday()
        for other in others
    )


def _from_the_day_told(days: int, told: dt.date | None, published: dt.date | None) -> Moment | None:
    """«قصفوا القرية الأحد، وفي اليوم التالي اقتحموها»: so many days after the day told last, if that has come."""
    if told is None:
        return None
    day = shifted(told, days=days)
    return Moment(day, day, DAY, "from_the_day_told") if published is None or day <= published else None


_FOUR_FIGURES = re.compile(r"\b\d{4}\b")


def _names_something(folded: str, start: int, end: int) -> bool:
    """Whether a date without a year is the name of what stands before it («قصر 22 مايو»)."""
    before = folded[:start].split()
    named = (
        bool(before)
        and before[-1].removeprefix("و").removeprefix("ب").removeprefix("ل") in time_words().date_names_after
    )
    return named and not _FOUR_FIGURES.search(folded[start:end])


def _year_figure(match: re.Match[str], *, signs: Signs, folded: str) -> int | None:
    """Return the year that four figures can be, Gregorian 1900 to 2100 or Hijri 1300 to 1500."""
    unit = signs.units[match.start()]
    text = folded[unit.start : unit.end]
    year = interval(unit.value)[0]
    return year if text.isdigit() and len(text) == 4 and (1900 <= year <= 2100 or 1300 <= year <= 1500) else None


def _future_verb(match: re.Match[str], *, signs: Signs) -> str | None:
    """Return a verb that is future by its form (سيصل، ستعقد), `None` for any other word."""
    words, word = time_words(), str(signs.units[match.start()].value)
    future = len(word) > 3 and word.startswith(words.future_prefixes)
    return word if future and not word.startswith(words.not_future) else None


def _weekday(match: re.Match[str], scene: Scene) -> Moment | None:
    """«الخميس», «أمس الثلاثاء», «السبت المقبل», «الجمعة (31 تموز)»."""
    told = scene.value(match, "date")
    if told is not None and told.rule.startswith("hijri") and told.start == told.end:
        day = weekday_near(told.start, scene.value(match, "day"))  # the sighted calendar is a day off now and then
        return Moment(day, day, DAY, told.rule)
    if told is not None:
        return told if told.start == told.end else None
    if scene.published is None or (not match["adj"] and _is_name(match, scene)):
        return None
    weekday, published = scene.value(match, "day"), scene.published
    near = scene.value(match, "near") or scene.value(match, "after")
    if near is not None or match["near"] or match["after"]:
        said = shifted(published, days=near[1] if near else 0)
        day = weekday_near(said, weekday)
        if day > max(said, published) + _A_DAY and not _is_coming(match.start(), scene):
            day = weekday_before(said, weekday)  # a report held back for days: what it tells has happened
        return Moment(day, day, DAY, "weekday_near")
    if match["adj"]:
        day = (weekday_before if match["adj"] == "p" else weekday_after)(published, weekday, strictly=True)
        if day == published - _A_DAY:
            day = shifted(day, days=-7)  # who means yesterday says so
        return Moment(day, day, DAY, "weekday_last" if match["adj"] == "p" else "weekday_next")
    if _is_coming(match.start(), scene):
        day = weekday_after(published, weekday)
        return Moment(day, day, DAY, "weekday_next")
    day = weekday_before(published, weekday)
    return Moment(day, day, DAY, "weekday")


_A_DAY = dt.timedelta(days=1)


def _of_a_week(match: re.Match[str], scene: Scene) -> Moment | None:
    """«الأربعاء من الأسبوع الماضي»: that weekday within that week."""
    day, week = scene.value(match, "day"), scene.value(match, "week")
    if not day.rule.startswith("weekday") or week.rule != "week":
        return None
    there = weekday_after(week.start, day.start.weekday())
    return Moment(there, there, DAY, "weekday_of_week") if there <= week.end else None


def _is_name(match: re.Match[str], scene: Scene) -> bool:
    """Whether the weekday is part of a name (سوق الأحد، أحمد الخميس), or «الاثنين» means both."""
    if match.group()[0] != "w":
        return False
    before = scene.word(match.start() - 1)
    if before in time_words().names_after or before.removeprefix("ال") in time_words().names_after:
        return True
    if scene.value(match, "day") != 0:
        return False
    verb = scene.word(match.end())
    did = before in _THAT and verb.endswith("ا") and not verb.startswith("ال")  # «قال الجيش إن الاثنين قتلا»
    told = before.startswith("ال") and before.endswith("ين")
    did = did or (told and scene.signs.text[match.start("day") + 1 : match.start("day") + 2] in _RELATIVE)
    return did or scene.signs.text[: match.start()].endswith("B")


_THAT = THAT | {"وان"}
_RELATIVE = ("d", "D")
"""Signs of «أمس» and «اليوم», behind which a weekday stands and not before («خطفوا المدنيين الاثنين اليوم»)."""


def _is_coming(index: int, scene: Scene) -> bool:
    """Whether a cue of the future stands before, in reach, and no verb of the past opens a clause between."""
    words = time_words()
    for position in range(index - 1, max(-1, index - _CUE_REACH), -1):
        sign, word = scene.signs.text[position], scene.word(position)
        if sign == "F":
            return True
        if sign in "|;T" or (sign in ".q" and word in words.past_cues):
            return False
    return False


def _weekdays(match: re.Match[str], scene: Scene) -> Moment | None:
    """«ليل الأربعاء-الخميس», «يومي السبت والأحد», «بين الاثنين والخميس»: from the one to the next other."""
    if scene.published is None:
        return None
    first, last = scene.value(match, "start"), scene.value(match, "last")
    length = (last - first) % 7
    if match.group()[0] in "hHU" and length != 1:
        return None
    if match["adj"] == "f" or (match["adj"] is None and _is_coming(match.start(), scene)):
        start = weekday_after(scene.published, first, strictly=match["adj"] == "f")
        return Moment(start, shifted(start, days=length), PERIOD, "weekdays")
    end = weekday_before(scene.published, last, strictly=match["adj"] == "p")
    night = match.group()[0] in "hH"
    return Moment(shifted(end, days=-length), end, DAY if night else PERIOD, "night" if night else "weekdays")


def _relative(match: re.Match[str], scene: Scene) -> Moment | None:
    """«أمس», «أول أمس», «الليلة الماضية», «غدا»."""
    if scene.published is None:
        return None
    first, last = scene.value(match, "day")
    return Moment(shifted(scene.published, days=first), shifted(scene.published, days=last), DAY, "relative_day")


def _today(match: re.Match[str], scene: Scene) -> Moment | None:
    """«اليوم», but not «اليوم التالي», «ذلك اليوم», «في اليوم», «اليوم الأول» or the name of an outlet."""
    words, text = time_words(), scene.signs.text
    before, following = scene.word(match.start() - 1), scene.word(match.end())
    unit = scene.signs.units[match.start()]
    quoted = f"{scene.folded[unit.start - 1 : unit.start]}{scene.folded[unit.end : unit.end + 1]}" in _QUOTES
    named = quoted or before in words.outlets or before.removeprefix("ال") in words.outlets
    if scene.published is None or named or before in words.not_today_after or following in words.not_today_before:
        return None
    bare = match.group() == "D" and scene.word(match.start()) in {"اليوم", "واليوم"}
    if text[match.end() : match.end() + 1] == "o" or (bare and match.start() and text[match.start() - 1] in "eRt"):
        return None
    return Moment(scene.published, scene.published, DAY, "today")


def _same_day(match: re.Match[str], scene: Scene) -> Moment | None:
    """«10 محرم الموافق 24 تشرين الأول»: the day as the second calendar has it."""
    same: Moment = scene.value(match, "same")
    return same


def _since(match: re.Match[str], scene: Scene) -> Moment | None:
    """«منذ 22 نيسان», «منذ فجر الجمعة», «منذ 2012»: from then to publication."""
    moment: Moment = scene.value(match, "moment")
    if scene.published is None or moment.start >= scene.published:
        return moment if scene.published else None
    return Moment(moment.start, scene.published, PERIOD, "since")


def _range(match: re.Match[str], scene: Scene) -> Moment | None:
    """«من 5 أيار إلى 10 حزيران», «بين الاثنين و3 أيار»."""
    first, last = scene.value(match, "first"), scene.value(match, "last")
    return Moment(first.start, last.end, PERIOD, "range") if first.start <= last.end else None


def _dates(match: re.Match[str], scene: Scene) -> Moment | None:
    """«5/10/2019 - 11/10/2019»: a dash between two dates."""
    first, last = scene.value(match, "first"), scene.value(match, "last")
    return _range(match, scene) if {first.rule, last.rule} <= _DATES else None


_DATES = frozenset({"figures", "date", "hijri", "hijri_figures"})


def _both(match: re.Match[str], scene: Scene) -> Moment | None:
    """«السبت والأحد», «أمس وأول من أمس»: two days, one beside the other."""
    one, other = sorted((scene.value(match, "first"), scene.value(match, "last")), key=lambda moment: moment.start)
    together = one.precision is DAY and other.precision is DAY and other.start - one.end == _A_DAY
    return Moment(one.start, other.end, PERIOD, "two_days") if together else None


_Meaning = Callable[..., Moment | None]
_RULES: tuple[tuple[frozenset[str], re.Pattern[str], _Meaning], ...] = tuple(
    (frozenset(needed), re.compile(pattern), meaning)
    for needed, pattern, meaning in (
        ("@", r"@J?", moments.figures),
        ("#/", r"(?P<unit>U)(?P<day>#)/(?P<month>#)", moments.day_and_month),
        ("#/", r"(?:(?<=[wN])|(?<=w[،(]))(?P<day>#)/(?P<month>#)", moments.day_and_month),
        ("#/", r"(?:^|(?<=^-))(?P<day>#)/(?P<month>#)(?=:)", moments.day_and_month),
        ("#/", r"(?P<day>#)/(?P<month>#)(?=&?t[#@TU])", moments.day_and_month),
        ("#/T", r"(?:(?<=Tt)|(?<=T&t))(?P<day>#)/(?P<month>#)", moments.day_and_month),
        ("", rf"(?P<first>[#o])(?:[t&-]|&t)(?P<day>[#o])n?U?{_MONTHS}{_YEAR}", moments.day_with_month),
        ("", rf"(?P<day>[#o])[n/]?U?{_MONTHS}{_YEAR}", moments.day_with_month),
        ("z", r"(?:(?P<day>o)(?P<unit>U)|(?P<unit_>U)|h)(?P<feast>z)", moments.feast),
        ("j", r"(?:(?P<day>[#o])n?)?U?(?P<month>j)(?:[،n]?U?(?P<year>4)J?|(?P<adj>[pc]))?", moments.hijri),
        ("", r"(?P<first>[#o])(?:[t&-]|&t)(?P<day>[#o])n?(?P<unit>U)?(?P<adj>[pfc])", moments.days_of_this_month),
        ("", r"(?P<day>[#o])n?(?P<unit>U)?(?P<adj>[pfc])", moments.day_of_this_month),
        ("eU", r"(?<=e)(?P<day>[#o])n(?P<unit>U)(?![pfcmaj])", moments.day_of_the_month),
        ("", rf"(?P<part>g)?(?P<lead>U)?{_MONTHS}{_YEAR}", moments.month_alone),
        ("w", r"(?:[hH]+|U)(?P<start>w)n?[&t/-]U?H?(?P<last>w)(?P<adj>[pf])?", _weekdays),
        ("Hw", r"H(?P<start>w)(?P<last>w)(?P<adj>[pf])?", _weekdays),
        ("w", r"[Bn]U?(?P<start>w)[&t]U?(?P<last>w)(?P<adj>[pf])?", _weekdays),
        (
            "w",
            rf"{_NEAR}[UhH]*(?P<day>w)\)?(?:[،(]?(?P<after>[dD])\)?)?(?P<adj>[pf])?(?:[،(]{{0,2}}(?P<date>T)\)?)?",
            _weekday,
        ),
        ("sgU", r"(?<=s)(?P<part>g)(?P<unit>U)(?P<adj>(?!))?(?![pfcnmaj4#])", moments.part_of_this),
        ("U", r"k?(?:(?P<part>g)k?)?(?P<unit>U)(?P<adj>[pfc])|k(?P<unit_>U)(?!p)", moments.window),
        ("Tn", r"(?P<day>T)n(?P<week>T)", _of_a_week),
        ("U", r"[rR]?i?(?:U#x?p|#Ux?p|Ux?p|l#?U|Ux(?!f))", lengths.few_back),
        ("d", r"[hH]*U?(?P<day>d)", _relative),
        ("D", r"[hH]*D", _today),
        ("4", r"(?:n)?U?(?P<year>4)[t-]U?(?P<last>4)|BU?(?P<year_>4)&U?(?P<last_>4)", moments.years_between),
        ("4", r"(?P<part>g)?(?P<unit>U)(?P<year>4)[MJ]?|(?<=[estnR])(?P<year_>4)[MJ]?", moments.year_alone),
        ("bU", r"bi?#?U(?!n)", lengths.long_ago),
        ("sU", r"si?#?Ux?", lengths.since_length),
        ("rU", r"ri?#?U(?![fcn4])", lengths.during),
        ("TQ", r"T[،(]?QU?(?P<same>T)", _same_day),
        ("T", r"[nsB](?P<first>T)،?&?[t&-](?P<last>T)|(?P<first_>T)t(?P<last_>T)", _range),
        ("T-", r"(?P<first>T)-(?P<last>T)", _dates),
        ("sT", r"s[ih]*(?P<moment>T)", _since),
        ("T&", r"(?P<first>T)،?&(?P<last>T)", _both),
    )
)
"""Signs without which a rule cannot match (most sentences lack them), its pattern, and what it means."""
