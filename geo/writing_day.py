"""The day on which a report was written, where its own words tell it better than its date of publication.

Pages are filled days after the wire wrote («أمس الجمعة» in a page of Tuesday): what such a report tells without a date
happened on the days before it was written.
"""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import replace

from gazetteer.folding import fold, key, tokenise
from gazetteer.spans import Span
from geo.article import Article
from geo.roles import role_words
from geo.timex import find_timexes
from geo.timex_words import weekday_words

_OPENING = 6
"""Sentences that are read."""
_HELD_BACK = dt.timedelta(days=6)
"""The longest that a page is behind; beyond a week a weekday does not tell."""


def as_written(article: Article, pieces: Sequence[Span]) -> Article:
    """Return the report with the day of its writing for its date, where it says «أمس» or «اليوم» with a weekday.

    `pieces` are its sentences. The latest day that their opening says counts; its date stands where it says none.
    """
    if article.date is None:
        return article
    day = max(_days(article, pieces[:_OPENING], article.date), default=article.date)
    return replace(article, date=day) if dt.timedelta(0) < article.date - day <= _HELD_BACK else article


def _days(article: Article, opening: Sequence[Span], published: dt.date) -> Iterator[dt.date]:
    """Yield the days of writing that the opening implies: of «أمس الجمعة» the Saturday."""
    telling = role_words()["yesterdays"] | role_words()["todays"]
    for sentence in opening:
        words = tokenise(fold(sentence.of(article.document))).words
        if telling.isdisjoint(words) or weekday_words().isdisjoint(words):
            continue
        for timex in find_timexes(article.document, sentence, published=published):
            if timex.rule != "weekday_near":
                continue
            said = key(timex.span.of(article.document)).split()
            if not role_words()["yesterdays"].isdisjoint(said):
                yield timex.start + dt.timedelta(days=1 + (not role_words()["firsts"].isdisjoint(said)))
            elif not role_words()["todays"].isdisjoint(said):
                yield timex.start
