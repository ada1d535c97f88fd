"""What a report of the day only recalls, sums up or says in passing, and which is therefore none of its events."""

import datetime as dt
from collections.abc import Sequence

from geo.records import EventMention
from geo.taxonomy import SubEventType, TimePrecision

_OF_NO_ONE_ACT = 5_000
"""Dead that no single act of the news counts: the toll of a war."""
_FRESH, _STALE, _LONG = dt.timedelta(days=4), dt.timedelta(days=12), dt.timedelta(days=45)
_LASTING = frozenset({SubEventType.SIEGE, SubEventType.DISPLACEMENT, SubEventType.SERVICES_DISRUPTED})


def without_asides(mentions: Sequence[EventMention]) -> list[EventMention]:
    """Return the mentions without those that name no place, once the report has told of one that does.

    What a report opens with is news wherever it was. Told later, «in a town at the border» or nowhere, it is background
    or the lead again («جاء ذلك بعد تفجير انتحاري قتل 32 شخصا»).
    """
    first = next((number for number, mention in enumerate(mentions) if mention.place is not None), len(mentions))
    return [mention for number, mention in enumerate(mentions) if mention.place_surface or number < first]


def without_background(mentions: Sequence[EventMention], published: dt.date | None) -> list[EventMention]:
    """Return the mentions of a report of the day without what it recalls of weeks ago, or sums up over months.

    A report of the day is one most of whose events ended within four days before it; in another, one that documents a
    month, say, all is kept.
    """
    dated = [mention.end_date for mention in mentions if mention.end_date is not None]
    fresh = sum(published is not None and end >= published - _FRESH for end in dated)
    if published is None or 2 * fresh <= len(dated):
        return list(mentions)
    return [mention for mention in mentions if not _is_background(mention, published)]


def _is_background(mention: EventMention, published: dt.date) -> bool:
    if mention.fatalities_low is not None and mention.fatalities_low >= _OF_NO_ONE_ACT:
        return True
    if mention.place is None and mention.time_precision is TimePrecision.MONTH:
        return True  # «قتل 488 عنصرا خلال شهر يوليو»
    if mention.start_date is None or mention.end_date is None or mention.sub_event_type in _LASTING:
        return False
    return mention.end_date < published - _STALE or mention.end_date - mention.start_date > _LONG
