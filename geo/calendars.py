"""Calendar arithmetic for time expressions: nearest days, windows of weeks, months and years, the Hijri calendar."""

import datetime as dt
from calendar import monthrange

Interval = tuple[dt.date, dt.date]
"""First and last day, both included."""

_DAY = dt.timedelta(days=1)
_FAR_PAST, _NEAR_FUTURE = 270, 60
"""A date without a year lies in the past unless that is over 270 days ago and the coming one within 60 days."""

_HIJRI_EPOCH = 227_014
"""Proleptic Gregorian ordinal (Python's) of the day before 1 Muharram 1, civil epoch (16 July 622 Julian)."""


def day_or_none(year: int, month: int, day: int) -> dt.date | None:
    """Return the date, `None` where the calendar has no such day."""
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None


def shifted(day: dt.date, *, days: int = 0, months: int = 0) -> dt.date:
    """Return the day so many months and days away; the 31st becomes the last of a shorter month."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if not 1 <= year <= 9999:
        return dt.date.min if year < 1 else dt.date.max
    moved = dt.date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
    ordinal = moved.toordinal() + days
    return dt.date.fromordinal(min(max(ordinal, dt.date.min.toordinal()), dt.date.max.toordinal()))


def weekday_before(day: dt.date, weekday: int, *, strictly: bool = False) -> dt.date:
    """Return the last such weekday (Monday 0) up to `day`, or before it."""
    back = (day.weekday() - weekday) % 7
    return shifted(day, days=-(back or (7 if strictly else 0)))


def weekday_after(day: dt.date, weekday: int, *, strictly: bool = False) -> dt.date:
    """Return the next such weekday (Monday 0) from `day` on, or after it."""
    ahead = (weekday - day.weekday()) % 7
    return shifted(day, days=ahead or (7 if strictly else 0))


def weekday_near(day: dt.date, weekday: int) -> dt.date:
    """Return the such weekday at most three days from `day`."""
    return weekday_after(shifted(day, days=-3), weekday)


def month_of(year: int, month: int) -> Interval:
    """Return the first and last day of a month."""
    return dt.date(year, month, 1), dt.date(year, month, monthrange(year, month)[1])


def year_of(year: int) -> Interval:
    """Return the first and last day of a year."""
    return dt.date(year, 1, 1), dt.date(year, 12, 31)


def week_before(day: dt.date) -> Interval:
    """Return the whole week before that of `day`, Sunday to Saturday as in the working week of most Arab states."""
    sunday = shifted(weekday_before(day, 6), days=-7)
    return sunday, shifted(sunday, days=6)


def third_of(whole: Interval, part: int) -> Interval:
    """Return the first (0), middle (1) or last (2) third of an interval."""
    length = (whole[1] - whole[0]).days + 1
    cut = [whole[0] + dt.timedelta(days=round(length * step / 3)) for step in range(4)]
    return cut[part], cut[part + 1] - _DAY


def nearest_year(published: dt.date, month: int, day: int, *, way: int = 0) -> int | None:
    """Return the year that a date without one means, seen from the day of publication.

    `way` -1 asks for the last such date before `published`, 1 for the next from it on; 0 takes the past unless that is
    far and the future near. `None` where none of the three years about has that day.
    """
    years = range(published.year - 1, published.year + 2)
    found = [date for year in years if (date := day_or_none(year, month, day)) is not None]
    past = max((date for date in found if date < published + _DAY * (way == 0)), default=None)
    coming = min((date for date in found if date >= published), default=None)
    if way > 0 or past is None:
        return coming.year if coming else None
    soon = coming is not None and (coming - published).days <= _NEAR_FUTURE
    if way == 0 and coming is not None and soon and (published - past).days > _FAR_PAST:
        return coming.year
    return past.year


def hijri_date(year: int, month: int, day: int) -> dt.date | None:
    """Return the Gregorian date of a Hijri one by the arithmetic (tabular) calendar, `None` where there is no such day.

    Thirty-year cycle with leap years 2, 5, 7, 10, 13, 16, 18, 21, 24, 26 and 29, civil epoch; see E. M. Reingold and
    N. Dershowitz, *Calendrical Calculations*. The sighted or Umm al-Qura calendar may differ by a day either way.
    """
    if not (1 <= year <= 9000 and 1 <= month <= 12 and 1 <= day <= 30):
        return None
    before = (year - 1) * 354 + (3 + 11 * year) // 30 + 29 * (month - 1) + month // 2
    return dt.date.fromordinal(_HIJRI_EPOCH + before + day)


def nearest_hijri_year(published: dt.date, month: int, day: int) -> int | None:
    """Return the Hijri year of a date without one: the past unless that is far and the coming one near."""
    about = round((published.toordinal() - _HIJRI_EPOCH) / 354.367)
    found = [(hijri_date(year, month, day), year) for year in range(about - 1, about + 3)]
    past = [(date, year) for date, year in found if date is not None and date <= published]
    coming = [(date, year) for date, year in found if date is not None and date > published]
    if not past:
        return None
    date, year = max(past)
    if (published - date).days > _FAR_PAST and coming and (min(coming)[0] - published).days <= _NEAR_FUTURE:
        return min(coming)[1]
    return year
