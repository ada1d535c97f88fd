"""From event mentions to events: which reports tell of the same happening, and what they say of it together.

Nothing is averaged away: every mention stays in its event with its own figures, and the event shows their range.
Two outlets that report five and seven killed by the shelling of دوما on one day make one event, 5 to 7, of two
sources; a plan and a deed never make one, nor do two sentences of one report.
"""

import datetime as dt
import hashlib
import statistics
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from urllib.parse import urlsplit

from gazetteer.folding import key
from geo.article import Article
from geo.records import Event, EventMention
from geo.taxonomy import SUB_TYPES_OF, GeoPrecision, SubEventType, TimePrecision

DATE_SLACK_DAYS = 1
"""Outlets name the day of an event by their own night: neighbours differ by one day (MELTT and xSub use 1 to 2)."""
LONGEST_MOMENT_DAYS = 2
"""An interval up to this long is one happening whose day is not certain; a longer one is a period of its own."""
TOLD_ALIKE = (frozenset({SubEventType.AIR_STRIKE, SubEventType.SHELLING}),)
"""Sub-types that reports of one happening swap: «قصف» says either (ACLED codes the two together as an air strike)."""

FIGURE_SPREAD, FIGURE_SLACK = 3, 5
"""Counts of one happening grow while it is told: up to threefold and five; beyond that they count two happenings."""
WIDEST_AREA_KM = 10.0
"""An area of a wider radius (the countryside of a city) holds many happenings of one sort on a day."""

_WIDE = frozenset({GeoPrecision.DISTRICT, GeoPrecision.GOVERNORATE, GeoPrecision.REGION, GeoPrecision.COUNTRY})
_FINENESS = {precision: rank for rank, precision in enumerate(GeoPrecision)}
_EXACTNESS = {precision: rank for rank, precision in enumerate(TimePrecision)}
_ID_HEX_DIGITS = 16


def merge(mentions: Iterable[EventMention], articles: Mapping[str, Article]) -> tuple[Event, ...]:
    """Merge event mentions into events, ordered by day, then id; the order of `mentions` does not matter.

    `articles` gives outlet, address and day of the mentions' reports by id (their text is not read); a mention whose
    report is not in it stands without a source.
    """
    blocks = groupby(sorted(mentions, key=_block_order), key=_block)
    events = (unite(told, articles) for _, block in blocks for told in _clusters(block))
    return tuple(sorted(events, key=lambda event: (event.start_date or dt.date.max, event.event_id)))


def same_event(one: EventMention, other: EventMention) -> bool:
    """Whether two mentions tell of the same happening.

    They do when they come from two reports, agree on status, sort, place and relation to it, their days meet within
    `DATE_SLACK_DAYS` and their counts of killed within `FIGURE_SPREAD`. Of a wide place (a district and more, the
    countryside of a city) a day tells too much to be one happening: there only the same sentence, word for word, or
    the same number of killed is the same, as when outlets print one agency's text.
    """
    if one.article_id == other.article_id or one.status is not other.status:
        return False
    return (
        _same_sort(one, other)
        and _same_place(one, other)
        and _same_time(one, other)
        and _figures_agree(one, other)
        and (not (_is_wide(one) or _is_wide(other)) or _same_telling(one, other))
    )


def _same_sort(one: EventMention, other: EventMention) -> bool:
    pair = frozenset({one.sub_event_type, other.sub_event_type})
    return len(pair) == 1 or pair in TOLD_ALIKE


def _same_place(one: EventMention, other: EventMention) -> bool:
    if one.place is None or other.place is None:
        return False
    return one.place.place_id == other.place.place_id and one.relation is other.relation


def _is_wide(mention: EventMention) -> bool:
    if mention.geo_precision is GeoPrecision.AREA:
        return (mention.radius_km or 0.0) > WIDEST_AREA_KM
    return mention.geo_precision in _WIDE


def _figures_agree(one: EventMention, other: EventMention) -> bool:
    """Whether two counts of killed can be of one happening; one that is not told agrees with any."""
    if one.fatalities_low is None or other.fatalities_low is None:
        return True
    fewer, more = sorted((one.fatalities_low, other.fatalities_low))
    return one.fatalities_scope != other.fatalities_scope or more <= FIGURE_SPREAD * fewer + FIGURE_SLACK


def _same_telling(one: EventMention, other: EventMention) -> bool:
    if one.fatalities_low and one.fatalities_low == other.fatalities_low:
        return True
    return key(one.evidence_text) == key(other.evidence_text)


def _same_time(one: EventMention, other: EventMention) -> bool:
    """Whether two moments meet, or two periods begin and end alike; undated ones never.

    Two named days may be neighbours; a moment of two days («yesterday or today») has that slack in it already.
    """
    days, other_days = _days(one), _days(other)
    if days is None or other_days is None:
        return False
    slack = dt.timedelta(days=DATE_SLACK_DAYS)
    if _is_moment(days) and _is_moment(other_days):
        are_named = days[0] == days[1] and other_days[0] == other_days[1]
        apart = slack if are_named else dt.timedelta(0)
        return days[0] <= other_days[1] + apart and other_days[0] <= days[1] + apart
    return abs(days[0] - other_days[0]) <= slack and abs(days[1] - other_days[1]) <= slack


def _days(mention: EventMention) -> tuple[dt.date, dt.date] | None:
    start, end = mention.start_date or mention.end_date, mention.end_date or mention.start_date
    return None if start is None or end is None else (start, end)


def _is_moment(days: tuple[dt.date, dt.date]) -> bool:
    return (days[1] - days[0]).days < LONGEST_MOMENT_DAYS


def _block(mention: EventMention) -> tuple[str, ...]:
    """Return what mentions of one event must share: only inside such a block are they compared."""
    return mention.event_type, mention.status, mention.relation, mention.place.place_id if mention.place else ""


def _block_order(mention: EventMention) -> tuple[object, ...]:
    days = _days(mention) or (dt.date.max, dt.date.max)
    return (*_block(mention), *days, mention.article_id, mention.mention_id)


def _clusters(block: Iterable[EventMention]) -> Iterator[list[EventMention]]:
    """Split a block, sorted by day, into events: a mention joins the first event with all of whose mentions it agrees.

    Agreeing with all keeps a chain of neighbouring days from growing into one long event; events that began too long
    ago for any later mention are let go.
    """
    reach = dt.timedelta(days=DATE_SLACK_DAYS + LONGEST_MOMENT_DAYS)
    open_events: list[list[EventMention]] = []
    for mention in block:
        days = _days(mention)
        if days is None or mention.place is None:
            yield [mention]
            continue
        yield from (told for told in open_events if _first_day(told) < days[0] - reach)
        open_events = [told for told in open_events if _first_day(told) >= days[0] - reach]
        for told in open_events:
            if all(same_event(earlier, mention) for earlier in told):
                told.append(mention)
                break
        else:
            open_events.append([mention])
    yield from open_events


def _first_day(told: Sequence[EventMention]) -> dt.date:
    days = _days(told[0])
    return days[0] if days else dt.date.min


def unite(told: Sequence[EventMention], articles: Mapping[str, Article]) -> Event:
    """Return the one event that mentions tell of together; `merge` says which do."""
    mentions = tuple(sorted(told, key=_best_first))
    best = mentions[0]
    reports = sorted(
        (articles[mention.article_id] for mention in mentions if mention.article_id in articles),
        key=lambda report: (report.date or dt.date.max, report.id),
    )
    counted = _own_figures(mentions)
    fatalities_low, fatalities_high = _range((m.fatalities_low, m.fatalities_high) for m in counted)
    injured_low, injured_high = _range((m.injured_low, m.injured_high) for m in mentions)
    return Event(
        event_id=_event_id(mentions),
        sub_event_type=_leading_sub_type(mentions),
        start_date=best.start_date,
        end_date=best.end_date,
        time_precision=best.time_precision,
        status=best.status,
        place=best.place,
        relation=best.relation,
        lat=best.lat,
        lon=best.lon,
        radius_km=best.radius_km,
        geo_precision=best.geo_precision,
        actors=tuple(dict.fromkeys(actor for mention in mentions for actor in mention.actors)),
        fatalities_low=fatalities_low,
        fatalities_best=median_of_outlets(counted, articles),
        fatalities_high=fatalities_high,
        injured_low=injured_low,
        injured_high=injured_high,
        sources=tuple(dict.fromkeys(filter(None, map(_outlet, reports)))),
        urls=tuple(dict.fromkeys(report.url for report in reports if report.url)),
        mentions=mentions,
        confidence=best.confidence,
    )


def _best_first(mention: EventMention) -> tuple[object, ...]:
    """Order by confidence, then by the finer place, then by the finer day; the id makes the order total."""
    place = len(_FINENESS) if mention.geo_precision is None else _FINENESS[mention.geo_precision]
    return -mention.confidence, place, _EXACTNESS[mention.time_precision], mention.mention_id


def _event_id(mentions: Sequence[EventMention]) -> str:
    """Return the id: a hash of the first mention id in order of spelling."""
    first = min(mention.mention_id for mention in mentions)
    return hashlib.sha256(first.encode()).hexdigest()[:_ID_HEX_DIGITS]


def _leading_sub_type(mentions: Sequence[EventMention]) -> SubEventType:
    """Return the sub-type that stands first in the codebook's hierarchy among those told."""
    hierarchy = SUB_TYPES_OF[mentions[0].event_type]
    return min((mention.sub_event_type for mention in mentions), key=hierarchy.index)


def _own_figures(mentions: Sequence[EventMention]) -> tuple[EventMention, ...]:
    """Return the mentions whose killed are counted for this event.

    A figure told for a group of events stays on the event that carries it, unless another report counts this one.
    """
    counted = tuple(mention for mention in mentions if mention.fatalities_low is not None)
    return tuple(mention for mention in counted if mention.fatalities_scope != "group") or counted


def _range(figures: Iterable[tuple[int | None, int | None]]) -> tuple[int | None, int | None]:
    """Return the lowest and highest figure; open above (`None`) as soon as one report is («at least five»)."""
    told = [(low, high) for low, high in figures if low is not None]
    if not told:
        return None, None
    highs = [high for _, high in told if high is not None]
    return min(low for low, _ in told), max(highs) if len(highs) == len(told) else None


def median_of_outlets(counted: Sequence[EventMention], articles: Mapping[str, Article]) -> int | None:
    """Return the best estimate of the killed: the median over the outlets of the latest figure each one commits to.

    An outlet commits to the low end of its figure. Between two middle figures the lower stands, for a count that some
    outlet gave is better than one that none did.
    """
    by_outlet: dict[str, tuple[tuple[dt.date, str], int]] = {}
    for mention in counted:
        report = articles.get(mention.article_id)
        outlet = (report and _outlet(report)) or mention.article_id
        told_at = ((report and report.date) or dt.date.min, mention.mention_id)
        known = by_outlet.get(outlet)
        if mention.fatalities_low is not None and (known is None or known[0] < told_at):
            by_outlet[outlet] = (told_at, mention.fatalities_low)
    figures = [figure for _, figure in by_outlet.values()]
    return statistics.median_low(figures) if figures else None


def _outlet(report: Article) -> str:
    """Return who published a report: the outlet as given, else the host of its address, else nothing."""
    return report.source or urlsplit(report.url).netloc
