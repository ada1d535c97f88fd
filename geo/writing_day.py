"""The day on which a report was written, where its own words tell it better than its date of publication.

Pages are filled days after the wire wrote («أمس الجمعة» in a page of Tuesday): what such a report tells without a date
happened on the days before it was written.
"""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import replace

from gazetteer.folding import key, read_words
from gazetteer.spans import Span
from geo.article import Article
from geo.records import Timex
from geo.roles import role_words
from geo.timex import find_timexes
from geo.timex_words import weekday_words

_HELD_BACK = dt.timedelta(days=6)
"""The longest that a page is behind by its weekdays: a week on, a weekday does not tell."""
_DATED_BACK = dt.timedelta(days=60)
"""The longest by a date («اليوم الجمعة 10 يوليو»); what is older is quoted."""


def as_written(article: Article, pieces: Sequence[Span]) -> Article:
    """Return the report with the day of its writing for its date, where it says «أمس» or «اليوم» with a weekday.

    `pieces` are its sentences. The latest day that they say counts; its date stands where they say none.
    """
    published = article.date
    if published is None:
        return article
    days = [day for day in _days(article, pieces, published) if day <= published]
    return replace(article, date=max(days)) if days else article


def _days(article: Article, pieces: Sequence[Span], published: dt.date) -> Iterator[dt.date]:
    """Yield the days of writing that sentences imply: of «أمس الجمعة» the Saturday."""
    folded, tokens = read_words(article.document)
    telling, named = role_words()["yesterdays"] | role_words()["todays"], weekday_words()
    either = telling | named
    spoken = [(word, start) for word, start in zip(tokens.words, tokens.starts, strict=True) if word in either]
    said = [folded.raw_index(start) for word, start in spoken if word in telling]
    weekdays = [folded.raw_index(start) for word, start in spoken if word in named]
    for sentence in pieces:
        if not (sentence.holds_any(said) and sentence.holds_any(weekdays)):
            continue
        for timex in find_timexes(article.document, sentence, published=published):
            day = _implied(timex, article.document)
            longest = _DATED_BACK if timex.rule == _DATE else _HELD_BACK
            if day is not None and published - day <= longest:
                yield day


def _implied(timex: Timex, document: str) -> dt.date | None:
    """Return the day on which somebody says a time: «أمس» the day after it, «أول من أمس» the second day after it."""
    said = key(timex.span.of(document)).split()
    if timex.rule not in {"weekday_near", _DATE} or timex.start != timex.end:
        return None
    if not role_words()["yesterdays"].isdisjoint(said):
        return timex.start + dt.timedelta(days=1 + (not role_words()["firsts"].isdisjoint(said)))
    return timex.start if not role_words()["todays"].isdisjoint(said) else None


_DATE = "date"
