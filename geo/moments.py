"""What a matched time expression means: one function for each kind, from signs to the days it covers.

Every function takes the match in the string of signs and the `Scene`, and returns a `Moment`, or `None` where the words
say no time after all (a 31st of June, a relative day in an undated report, «الأمين العام الحالي»).
"""

import datetime as dt
import re
from dataclasses import dataclass
from typing import Any, NamedTuple

from geo.calendars import (
    Interval,
    day_or_none,
    hijri_date,
    month_of,
    nearest_hijri_year,
    nearest_year,
    shifted,
    third_of,
    week_before,
    year_of,
)
from geo.signs import Signs, interval
from geo.taxonomy import TimePrecision
from geo.timex_words import time_words

DAY, WEEK, MONTH, YEAR, PERIOD = (
    TimePrecision.DAY,
    TimePrecision.WEEK,
    TimePrecision.MONTH,
    TimePrecision.YEAR,
    TimePrecision.PERIOD,
)
DAYS = {"day": 1, "week": 7}
"""Days in each unit of whole days."""
MONTHS = {"month": 1, "year": 12}
"""Months in each unit of whole months."""


class Moment(NamedTuple):
    """Days, how finely they are said, and the rule that read them."""

    start: dt.date
    end: dt.date
    precision: TimePrecision
    rule: str


@dataclass(frozen=True, slots=True)
class Scene:
    """What a rule sees beside its match."""

    signs: Signs
    folded: str
    published: dt.date | None

    def word(self, index: int) -> str:
        """Return the folded word at a sign, empty beyond the ends."""
        if not 0 <= index < len(self.signs.units):
            return ""
        unit = self.signs.units[index]
        return self.folded[unit.start : unit.end]

    def value(self, match: re.Match[str], group: str) -> Any:
        """Return the value of the unit where a named group begins, `None` where it did not take part.

        A rule with alternatives names the group of the second one with a final `_`.
        """
        for name in (group, f"{group}_"):
            if taken(match, name):
                return self.signs.units[match.start(name)].value
        return None

    def first(self, match: re.Match[str], sign: str) -> Any:
        """Return the value of the first unit of a sign within the match, `None` where it has none."""
        index = match.group().find(sign)
        return None if index < 0 else self.signs.units[match.start() + index].value


def taken(match: re.Match[str], group: str) -> str:
    """Return what a named group matched, empty where it took no part or the rule has none of that name."""
    return match[group] or "" if group in match.re.groupindex else ""


def _on(day: dt.date | None, rule: str) -> Moment | None:
    """Return one day as a moment, `None` where the calendar has no such day."""
    return None if day is None else Moment(day, day, DAY, rule)


def figures(match: re.Match[str], scene: Scene) -> Moment | None:
    """15/11/2016, 2016-11-15, 29/10/1436: day first or year first; the years 1300 to 1500 are Hijri."""
    first, middle, last = (int(part) for part in re.split("[/-]", scene.word(match.start())))
    year, month, day = (first, middle, last) if first > 31 else (last, middle, first)
    if month > 12 >= day:
        month, day = day, month
    if 1300 <= year <= 1500:
        found = hijri_date(year, month, day)
        return _on(found, "hijri_figures")
    found = day_or_none(year, month, day) if 1900 <= year <= 2100 else None
    return _on(found, "figures")


def _year_of(match: re.Match[str], scene: Scene, month: int, day: int) -> int | None:
    """Return the year said with a date, or the one it means."""
    said = scene.value(match, "year")
    if said is not None:
        return int(said) if said >= 1900 else None
    if scene.published is None:
        return None
    adjective = match["adj"]
    if adjective == "c" or (adjective == "p" and match["of_year"]):
        return scene.published.year - (adjective == "p")
    return nearest_year(scene.published, month, day, way={"p": -1, "f": 1}.get(adjective, 0))


def day_with_month(match: re.Match[str], scene: Scene) -> Moment | None:
    """«15 نوفمبر», «الثالث من كانون الأول/ديسمبر 2016», «من 5 إلى 10 أيار»."""
    month, last = scene.value(match, "month"), interval(scene.value(match, "day"))
    first = interval(scene.value(match, "first")) if taken(match, "first") else last
    if first[0] != first[1] or last[0] != last[1]:
        return None
    length = time_words().parts_of_month.get(scene.word(match.start() - 1))
    if length is not None and first == last:
        year = _year_of(match, scene, month, 1)
        return None if year is None else _nth_part(month_of(year, month), last[0], length)
    year = _year_of(match, scene, month, last[0]) if 1 <= last[0] <= 31 else None
    start = day_or_none(year, month, first[0]) if year else None
    end = day_or_none(year, month, last[0]) if year else None
    if start is None or end is None or start > end:
        return None
    return Moment(start, end, DAY if start == end else PERIOD, "date" if start == end else "date_range")


def _nth_part(month: Interval, number: int, length: int) -> Moment | None:
    """Return «الأسبوع الثاني من أيلول» or «النصف الأول»: the n-th so many days of a month, what is left in the last."""
    start = shifted(month[0], days=(number - 1) * length)
    end = shifted(start, days=length - 1)
    if start > month[1]:
        return None
    end = month[1] if month[1] - end < dt.timedelta(days=length // 2) else end
    return Moment(start, end, WEEK if length == DAYS["week"] else PERIOD, "part_of_month")


def month_alone(match: re.Match[str], scene: Scene) -> Moment | None:
    """«في نيسان», «أواخر أيار الماضي», «آب 2012»; a month that is also another word needs more beside it."""
    lead = scene.value(match, "lead")
    if (lead is not None and lead.unit != "month") or _after(match, scene, "#o"):
        return None
    told = match["year"] is not None or lead is not None
    placed = _after(match, scene, "esrtRBn")
    safe = match["month"] != "a" and (match["adj"] or taken(match, "part") or placed)
    safe = safe or (match["adj"] and placed) or taken(match, "part")  # «في مارس الماضي», «مطلع مارس», no «مارس الحراس»
    if not told and not safe and len(match["months"]) == 1:
        return None
    month = scene.value(match, "month")
    year = _year_of(match, scene, month, 1)
    if year is None:
        return None
    this_month = scene.published is not None and (year, month) == (scene.published.year, scene.published.month)
    last_year = this_month and match["adj"] == "p" and not taken(match, "part")  # «في أيار الماضي», said in May
    return _part(match, scene, month_of(year - last_year, month), MONTH, "month")


def _after(match: re.Match[str], scene: Scene, signs: str) -> bool:
    """Whether one of these signs stands right before the match."""
    return match.start() > 0 and scene.signs.text[match.start() - 1] in signs


def _part(match: re.Match[str], scene: Scene, whole: Interval, precision: TimePrecision, rule: str) -> Moment:
    """Return the interval, or the third of it that «مطلع», «منتصف» or «أواخر» names."""
    part = scene.value(match, "part")
    start, end = whole if part is None else third_of(whole, part)
    return Moment(start, end, precision, rule)


def hijri(match: re.Match[str], scene: Scene) -> Moment | None:
    """«10 محرم 1437 هـ», «15 شعبان», «رمضان الماضي»; a month alone is mostly a name and gives nothing."""
    month = scene.value(match, "month")
    day = interval(scene.value(match, "day"))[0] if match["day"] else None
    year = scene.value(match, "year")
    if year is None and scene.published is not None and (day or match["adj"]):
        year = nearest_hijri_year(scene.published, month, day or 1)
    if year is None or not 1300 <= year <= 1500:
        return None
    start = hijri_date(year, month, day or 1)
    following = hijri_date(year + month // 12, month % 12 + 1, 1)
    if start is None or following is None:
        return None
    return (
        Moment(start, start, DAY, "hijri") if day else Moment(start, shifted(following, days=-1), MONTH, "hijri_month")
    )


def feast(match: re.Match[str], scene: Scene) -> Moment | None:
    """«ثاني أيام عيد الأضحى», «صباح عيد الفطر», «أيام عيد الفطر».

    The day reckoned and the one before: where the moon is sighted the feast mostly begins a day earlier.
    """
    unit, published = scene.value(match, "unit"), scene.published
    month, first = scene.value(match, "feast")
    number = interval(scene.value(match, "day"))[0] if taken(match, "day") else 1
    if published is None or number > _DAYS_OF_FEAST or (unit is not None and unit.unit != "day"):
        return None
    year = nearest_hijri_year(published, month, first)
    start = hijri_date(year, month, first) if year is not None else None
    if start is None:
        return None
    whole = unit is not None and unit.number is None and not taken(match, "day")
    last = _DAYS_OF_FEAST if whole else number
    return Moment(shifted(start, days=number - 2), shifted(start, days=last - 1), PERIOD, "feast")


_DAYS_OF_FEAST = 4
"""Of the longer one, ʿid al-adha."""


def day_and_month(match: re.Match[str], scene: Scene) -> Moment | None:
    """«يوم 24/7», «من 24/7 إلى 31/7»: day first, the month a figure, the year the one that it means."""
    day, month = interval(scene.value(match, "day"))[0], interval(scene.value(match, "month"))[0]
    unit = scene.value(match, "unit")
    if scene.published is None or not 1 <= month <= 12 or not 1 <= day <= 31 or (unit and unit.unit != "day"):
        return None
    year = nearest_year(scene.published, month, day)
    found = day_or_none(year, month, day) if year is not None else None
    return _on(found, "date")


def days_of_this_month(match: re.Match[str], scene: Scene) -> Moment | None:
    """«من 14 إلى 21 من الشهر الجاري», «من 14 إلى 21 الجاري»."""
    last = day_of_this_month(match, scene)
    first = interval(scene.value(match, "first"))
    start = day_or_none(last.end.year, last.end.month, first[0]) if last else None
    if last is None or start is None or start > last.end:
        return None
    return Moment(start, last.end, PERIOD, "date_range")


def day_of_this_month(match: re.Match[str], scene: Scene) -> Moment | None:
    """«الخامس من الشهر الجاري», «7 الجاري», «20 من الشهر الماضي»."""
    day, unit = interval(scene.value(match, "day")), scene.value(match, "unit")
    if scene.published is None or day[0] != day[1] or (unit is not None and unit.unit != "month"):
        return None
    if unit is None and match["adj"] != "c":
        return None
    month = shifted(scene.published, months={"p": -1, "c": 0, "f": 1}[match["adj"]])
    length = time_words().parts_of_month.get(scene.word(match.start() - 1))
    if length is not None:
        return _nth_part(month_of(month.year, month.month), day[0], length)
    return _on(day_or_none(month.year, month.month, day[0]), "day_of_month")


def day_of_the_month(match: re.Match[str], scene: Scene) -> Moment | None:
    """«في 9 من الشهر»: the last day of that number up to publication, for what is told has happened."""
    day, unit = interval(scene.value(match, "day")), scene.value(match, "unit")
    definite = scene.signs.units[match.start("unit")].definite
    if scene.published is None or day[0] != day[1] or unit.unit != "month" or unit.number != 1 or not definite:
        return None
    month = scene.published if day[0] <= scene.published.day else shifted(scene.published, months=-1)
    return _on(day_or_none(month.year, month.month, day[0]), "day_of_month")


def year_alone(match: re.Match[str], scene: Scene) -> Moment | None:
    """«عام 2013», «في 2011», «مطلع عام 1436 هـ»."""
    year, unit = scene.value(match, "year"), scene.value(match, "unit")
    if unit is not None and unit.unit != "year":
        return None
    if match.group().endswith("J") or (unit is not None and year <= 1500):
        start, following = hijri_date(year, 1, 1), hijri_date(year + 1, 1, 1)
        if start is None or following is None:
            return None
        return _part(match, scene, (start, shifted(following, days=-1)), YEAR, "hijri_year")
    return _part(match, scene, year_of(year), YEAR, "year") if year >= 1900 else None


def years_between(match: re.Match[str], scene: Scene) -> Moment | None:
    """«بين 2011 و2013», «من عام 2011 إلى 2013»."""
    first, last = scene.value(match, "year"), scene.value(match, "last")
    if not 1900 <= first <= last:
        return None
    return Moment(year_of(first)[0], year_of(last)[1], PERIOD, "year_range")


def window(match: re.Match[str], scene: Scene) -> Moment | None:
    """«الأسبوع الماضي», «هذا الأسبوع», «الشهر الجاري», «نهاية العام المقبل»."""
    unit, adjective, published = scene.value(match, "unit"), match["adj"], scene.published
    if published is None or unit.number != 1 or unit.unit in {"hour", "day"}:
        return None
    named = scene.signs.text[: match.start()].endswith(".") and scene.word(match.start() - 1).startswith("ال")
    if named and unit.unit == "year" and adjective == "c" and not taken(match, "part"):
        return None  # «الأمين العام الحالي» is an office
    way = {"p": -1, "f": 1}.get(adjective, 0)
    if unit.unit == "week":
        return _week(published, way)
    there = shifted(published, months=way * MONTHS[unit.unit])
    whole = month_of(there.year, there.month) if unit.unit == "month" else year_of(there.year)
    if way == 0 and not taken(match, "part"):
        whole = whole[0], published
    return _part(match, scene, whole, MONTH if unit.unit == "month" else YEAR, unit.unit)


def part_of_this(match: re.Match[str], scene: Scene) -> Moment | None:
    """«منذ مطلع العام», «منذ بداية الشهر»: of the year or month of the report."""
    return window(match, scene) if scene.signs.units[match.start("unit")].definite else None


def _week(published: dt.date, way: int) -> Moment:
    """Return the whole week before or after, or the seven days up to publication."""
    if way == 0:
        return Moment(shifted(published, days=-6), published, WEEK, "week")
    start, end = week_before(shifted(published, days=0 if way < 0 else 14))
    return Moment(start, end, WEEK, "week")
