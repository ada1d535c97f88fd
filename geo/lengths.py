"""What a length of time means: «قبل 3 أيام», «منذ أسبوع», «خلال 24 ساعة», counted back from publication."""

import datetime as dt
import re

from geo.calendars import shifted, year_of
from geo.moments import DAY, DAYS, MONTH, MONTHS, PERIOD, WEEK, YEAR, Moment, Scene
from geo.signs import interval
from geo.timex_words import TimeUnit

_FEW_AGO = {"day": (2, 7), "week": (2, 4), "month": (2, 9), "year": (2, 9)}
"""«قبل أيام» and its like: the plural is at least two, and stays below the next unit."""
_LATELY = {"hour": 24, "day": 3, "week": 3, "month": 3, "year": 3}
"""«الأيام الماضية» without a number: three, the smallest plural of Arabic; a day for hours."""


def _back(published: dt.date, unit: str, number: int) -> dt.date:
    """Return the day so many units ago; hours count as begun days."""
    if unit == "hour":
        return shifted(published, days=-((number + 23) // 24))
    return shifted(published, days=-number * DAYS.get(unit, 0), months=-number * MONTHS.get(unit, 0))


def _count(match: re.Match[str], scene: Scene) -> tuple[int, int] | None:
    """Return how many units: the number, or 1 or 2 by the unit's form; `None` for a plural without number."""
    number, unit = scene.first(match, "#"), scene.first(match, "U")
    if number is not None:
        return interval(number)
    return None if unit.number is None else (unit.number, unit.number)


def few_back(match: re.Match[str], scene: Scene) -> Moment | None:
    """«الأيام الستة الماضية», «آخر 24 ساعة», «الساعات الماضية», «اليومين الماضيين»: from then to publication."""
    unit: TimeUnit = scene.first(match, "U")
    count = _count(match, scene)
    if scene.published is None or count == (1, 1):
        return None
    number = count[1] if count else _LATELY[unit.unit]
    return Moment(_back(scene.published, unit.unit, number), scene.published, PERIOD, "last_so_many")


def during(match: re.Match[str], scene: Scene) -> Moment | None:
    """«خلال 24 ساعة», «خلال يومين» with no word of the future before it: the last so many, a day at least."""
    unit, count = scene.first(match, "U"), _count(match, scene)
    if count is None or unit.unit == "year" or count[1] < {"hour": 24, "day": 2}.get(unit.unit, 1):
        return None
    return None if "F" in scene.signs.text[max(0, match.start() - 20) : match.start()] else few_back(match, scene)


def since_length(match: re.Match[str], scene: Scene) -> Moment | None:
    """«منذ أسبوع», «منذ نحو 4 أشهر», «منذ أيام»: from then to publication."""
    unit, count = scene.first(match, "U"), _count(match, scene)
    if scene.published is None or (unit.unit == "hour" and (count is None or count[1] < 24)):
        return None
    if _is_clock(match, scene):
        return None
    number = count[1] if count else _FEW_AGO[unit.unit][1]
    return Moment(_back(scene.published, unit.unit, number), scene.published, PERIOD, "since_length")


def _is_clock(match: re.Match[str], scene: Scene) -> bool:
    """«منذ الساعة الخامسة», «منذ اليوم الأول»: one unit with the article and nothing that makes it a length."""
    definite = scene.signs.units[match.start() + match.group().find("U")].definite
    return definite and "#" not in match.group() and "i" not in match.group()


def long_ago(match: re.Match[str], scene: Scene) -> Moment | None:
    """«قبل 3 أيام», «قبل أسبوعين», «قبل أشهر»: the day, or the stretch about it that the unit leaves open."""
    unit, count = scene.first(match, "U").unit, _count(match, scene)
    if scene.published is None or _is_clock(match, scene):
        return None
    if unit == "hour" and (count is None or count[1] < 24):
        return Moment(scene.published, scene.published, DAY, "ago")
    low, high = count or _FEW_AGO[unit]
    start, end = _back(scene.published, unit, high), _back(scene.published, unit, low)
    if unit == "year":
        return Moment(year_of(start.year)[0], year_of(end.year)[1], YEAR if low == high else PERIOD, "ago")
    slack = {"week": 3, "month": 15}.get(unit, 0) if low == high else 0
    precision = {"week": WEEK, "month": MONTH}.get(unit, DAY) if low == high else PERIOD
    return Moment(shifted(start, days=-slack), shifted(end, days=slack), precision, "ago")
