"""Coding one trigger: from its words, place, time, parties and figures to event mentions."""

import datetime as dt
import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from gazetteer.index import Gazetteer
from gazetteer.places import Place, PlaceKind
from gazetteer.relations import Area, place_relation
from gazetteer.spans import Span
from geo.actors import attribution, find_actors
from geo.article import Article, headline_end
from geo.casualties import Figures, figures_of
from geo.event_time import When, time_of, within_entry
from geo.geotagging import precision
from geo.mentions import CONTAINER_STANDS_IN, HEADLINE
from geo.quantities import find_quantities
from geo.records import ActorMention, EventMention, EventPlace, Geotag, Highlight, Quantity, Timex, Trigger
from geo.shares import Dealing
from geo.taxonomy import GeoPrecision, Relation, TimePrecision
from geo.timex import find_timexes
from geo.totals import has_risen
from geo.views import SentenceView, Site, place_behind

_MOST_ACTORS = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class SentenceFacts:
    """What one sentence says beside its triggers and places."""

    timexes: tuple[Timex, ...]
    actors: tuple[ActorMention, ...]
    speaker: ActorMention | None
    figures: Mapping[Span, Figures]


def read_facts(
    view: SentenceView, published: dt.date | None, told: dt.date | None, *, in_entry: bool = False
) -> SentenceFacts:
    """Read times, parties, speaker and figures of a sentence; `told` is the day last told of before it.

    `in_entry` where it stands in an entry of a diary, whose day is then that of its acts.
    """
    read = find_timexes(view.document, view.span, published=published, told=told)
    named = [tag.span for tag in view.geotags]  # «حي 7 يوليو» is no day
    timexes = tuple(timex for timex in read if not any(span.contains(timex.span) for span in named))
    return SentenceFacts(
        timexes=within_entry(timexes) if in_entry else timexes,
        actors=find_actors(view.document, view.span),
        speaker=attribution(view.document, view.span),
        figures=figures_of(view, find_quantities(view.document, view.span)),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """One sentence of one report, with all that was read of it."""

    article: Article
    view: SentenceView
    facts: SentenceFacts
    gazetteer: Gazetteer
    untold: When
    """When that was to which the report gives no time."""
    last: EventMention | None = None
    """The event just told, within the last sentences."""
    when: Timex | None = None
    """The time of the sentence whose place this one inherits."""
    dealing: Dealing | None = None
    """The toll that the sentence deals out to places."""

    def shares(self, trigger: Trigger) -> Mapping[Span, Figures]:
        """Return the figures that places have of a trigger's toll, by their spans; none where it is not dealt out."""
        return self.dealing.figures if self.dealing is not None and self.dealing.trigger == trigger else {}


def code(passage: Passage, trigger: Trigger, site: Site | None) -> tuple[EventMention, ...]:
    """Return one event mention a place of the site, or one without a place; none for what is only history."""
    article = passage.article
    inherits = site is not None and site.rule.startswith("inherited") and passage.when is not None
    timexes = (passage.when,) if inherits and passage.when and not passage.facts.timexes else passage.facts.timexes
    when = time_of(trigger, passage.view, timexes, article.date, _untold(passage, trigger, site))
    if when is None or (when == passage.untold and is_named_by_its_place(trigger, site, passage)):
        return ()
    tags: tuple[Geotag | None, ...] = site.geotags if site is not None else (None,)
    figures = passage.facts.figures.get(trigger.span, Figures())
    shares = passage.shares(trigger)
    group = _digest(article.id, str(trigger.span.start), trigger.sub_event_type) if len(tags) > 1 else None
    named = _place_named(figures, tags, passage.view)
    return tuple(
        _mention(
            passage,
            trigger,
            site,
            tag,
            when,
            _figures_of(tag, figures if number == (named or 0) or _are_none(figures) else Figures(), shares),
            group,
            own=number == named,
        )
        for number, tag in enumerate(tags)
    )


def _are_none(figures: Figures) -> bool:
    """Whether the figures say that nobody died, anywhere in a list of places («قصفوا ثلاث قرى دون وقوع إصابات»)."""
    return figures.killed is not None and figures.killed.high == 0


def _place_named(figures: Figures, tags: Sequence[Geotag | None], view: SentenceView) -> int | None:
    """Return which place of a list the text itself gives the figures to («غارات على …، وقتل ثلاثة في تلبيسة»)."""
    if figures.killed is None or len(tags) == 1:
        return None
    behind = place_behind(figures.killed.span, view)
    if behind is None or behind.place is None:
        return None
    return next((number for number, tag in enumerate(tags) if tag is not None and tag.name == behind.name), None)


def is_named_by_its_place(trigger: Trigger, site: Site | None, passage: Passage) -> bool:
    """Whether an act without a time is one that readers know by its place («ذوو ضحايا تفجير خان بني سعد»), no news.

    Not in a headline, which tells its news so.
    """
    if site is None or not trigger.rule.startswith(_KNOWN_BY_PLACE) or trigger.span in passage.facts.figures:
        return False
    if passage.view.span.end <= headline_end(passage.view.document):
        return False
    view, place = passage.view, site.geotags[0].span
    beside = view.word_at(place.start) - view.word_at(trigger.span.end - 1) == 1
    return beside and not site.geotags[0].preposition and trigger.span < place


_KNOWN_BY_PLACE = ("assault.noun", "bombing.noun", "explode.noun", "massacre.noun")


def _untold(passage: Passage, trigger: Trigger, site: Site | None) -> When:
    """Return when that is which has no time of its own: the report's days.

    «وقصفت الطائرات تلعفر الجمعة. ووفقا للبيان نفذت عشر غارات على تلعفر»: an act of the sort just told, at its place,
    in a sentence without any time, is of the same older day.
    """
    last, published = passage.last, passage.article.date
    if last is None or last.place is None or site is None or site.geotags[0].place is None or passage.facts.timexes:
        return passage.untold
    same = (
        last.place.place_id == site.geotags[0].place.place_id
        and last.sub_event_type is trigger.sub_event_type
        and last.time_precision is TimePrecision.DAY
    )
    if not same or published is None or last.end_date is None or last.end_date >= published - _A_DAY:
        return passage.untold
    return When(start=last.start_date, end=last.end_date, precision=last.time_precision, rule="time:as_told", span=None)


_A_DAY = dt.timedelta(days=1)


def _figures_of(tag: Geotag | None, said: Figures, shares: Mapping[Span, Figures]) -> Figures:
    """Return the share of a place, where the text deals one out; else the figures said of it."""
    return shares[tag.span] if tag is not None and tag.span in shares else said


def actors_near(trigger: Trigger, view: SentenceView, actors: Sequence[ActorMention]) -> tuple[ActorMention, ...]:
    """Return the parties of a trigger: those that act in its clause, else those of the clauses beside it."""
    own = view.clause_at(trigger.span.start)
    acting = [actor for actor in actors if not actor.attributes]
    for reach in (0, 1):
        near = [actor for actor in acting if abs(view.clause_at(actor.span.start) - own) <= reach]
        if near:
            return tuple({actor.actor_id: actor for actor in near}.values())[:_MOST_ACTORS]
    return ()


def _mention(
    passage: Passage,
    trigger: Trigger,
    site: Site | None,
    tag: Geotag | None,
    when: When,
    figures: Figures,
    group: str | None,
    *,
    own: bool,
) -> EventMention:
    article, view, speaker = passage.article, passage.view, passage.facts.speaker
    place, area, fallback = _place_of(tag, passage.gazetteer)
    killed, injured = figures.killed, figures.injured
    parties = actors_near(trigger, view, passage.facts.actors)
    place_id = place.place_id if place else ""
    return EventMention(
        mention_id=_digest(article.id, trigger.sub_event_type, place_id, str(when.start), str(trigger.span.start)),
        article_id=article.id,
        sub_event_type=trigger.sub_event_type,
        start_date=when.start,
        end_date=when.end,
        time_precision=when.precision,
        status=trigger.status,
        place=event_place(place, passage.gazetteer) if place else None,
        relation=tag.relation if tag and not fallback else Relation.AT,
        place_surface=tag.surface if tag else "",
        lat=area.lat if area else None,
        lon=area.lon if area else None,
        radius_km=area.radius_km if area else None,
        geo_precision=_precision(tag, place, area, fallback=fallback),
        actors=tuple(actor.name_en for actor in parties),
        attributed_to=speaker.name_en if speaker else None,
        fatalities_low=killed.low if killed else None,
        fatalities_high=_high(killed),
        fatalities_scope=None
        if killed is None
        else "group"
        if group and not own and not passage.shares(trigger)
        else "event",
        injured_low=injured.low if injured else None,
        injured_high=_high(injured),
        group_id=group,
        evidence=view.span,
        evidence_text=view.span.of(view.document),
        highlights=_highlights(trigger, tag, when, figures, parties),
        confidence=_confidence(tag, site, when),
        reasons=_reasons(
            trigger, site, tag, when, killed, fallback=fallback, in_title=view.span.end <= headline_end(view.document)
        ),
    )


def with_figure(mention: EventMention, quantity: Quantity, *, own: bool = False) -> EventMention:
    """Return the mention with a figure that a later sentence gives, unless it has one of that kind.

    `own` where the sentence gives it to this one of a list of places.
    """
    shown = tuple(sorted((*mention.highlights, Highlight(span=quantity.span, role="quantity")), key=_by_span))
    why = (*mention.reasons, f"{quantity.slot}:told_after")
    better = (
        mention.fatalities_low is None or _is_finer(quantity, mention) or has_risen(mention.fatalities_low, quantity)
    )
    if quantity.slot == "killed" and better:
        return replace(
            mention,
            fatalities_low=quantity.low,
            fatalities_high=_high(quantity),
            fatalities_scope="group" if mention.group_id and not own else "event",
            highlights=shown,
            reasons=why,
        )
    if quantity.slot == "injured" and mention.injured_low is None:
        return replace(mention, injured_low=quantity.low, injured_high=_high(quantity), highlights=shown, reasons=why)
    return mention


def with_place(mention: EventMention, tag: Geotag, gazetteer: Gazetteer) -> EventMention:
    """Return the mention at a place that a later sentence gives it («ووقعت الحادثة في بلدة دوما قرب نابلس»)."""
    place, area, fallback = _place_of(tag, gazetteer)
    if place is None or area is None:
        return mention
    site = next(reason for reason in mention.reasons if reason.startswith("site:"))
    reasons = ["site:told_after" if reason == site else reason for reason in mention.reasons]
    return replace(
        mention,
        place=event_place(place, gazetteer),
        relation=tag.relation if not fallback else Relation.AT,
        place_surface=tag.surface,
        lat=area.lat,
        lon=area.lon,
        radius_km=area.radius_km,
        geo_precision=_precision(tag, place, area, fallback=fallback),
        highlights=tuple(mark for mark in mention.highlights if mark.role != "place"),
        reasons=tuple(reasons),
    )


def _is_finer(quantity: Quantity, mention: EventMention) -> bool:
    """Whether a count of the dead settles a vague one («35 killed and injured», then «16 killed»)."""
    low, high = mention.fatalities_low, mention.fatalities_high
    if low is None or high is None or quantity.high is None:
        return False
    return low <= quantity.low and quantity.high <= high and quantity.high - quantity.low < high - low


def _by_span(highlight: Highlight) -> Span:
    return highlight.span


def _place_of(tag: Geotag | None, gazetteer: Gazetteer) -> tuple[Place | None, Area | None, bool]:
    """Return place, area and whether what contains it stands in for a place that nobody can locate.

    The container that the text names comes first, then the nearest one that the gazetteer knows, a country never.
    """
    if tag is None:
        return None, None, False
    if tag.area is not None:
        return tag.place, tag.area, False
    around = gazetteer.ancestors(tag.container) if tag.container is not None else ()
    for holder in (tag.container, *(gazetteer.ancestors(tag.place) if tag.place is not None else ()), *around):
        if holder is not None and holder.located and holder.kind is not PlaceKind.COUNTRY:
            return holder, place_relation(holder, _relation_to(holder, tag)), True
    return tag.place, None, False


def _relation_to(holder: Place, tag: Geotag) -> Relation:
    """Return how a place that nobody can locate relates to its stand-in: near a village that it is listed with."""
    listed = holder.kind in {PlaceKind.TOWN, PlaceKind.VILLAGE} and "container:of_its_list" in tag.reasons
    return Relation.COUNTRYSIDE if listed or "container:countryside_named" in tag.reasons else Relation.AT


def _precision(tag: Geotag | None, place: Place | None, area: Area | None, *, fallback: bool) -> GeoPrecision | None:
    """Return how finely an event is placed: a stand-in is an area, or as coarse as the unit that it is."""
    if tag is None or place is None or area is None:
        return None
    if not fallback:
        return tag.geo_precision
    coarse = {GeoPrecision.DISTRICT, GeoPrecision.GOVERNORATE, GeoPrecision.REGION}
    own = precision(place, Relation.AT)
    return own if own in coarse else GeoPrecision.AREA


def event_place(place: Place, gazetteer: Gazetteer) -> EventPlace:
    """Return what the lake and every export need of a place."""
    unit = gazetteer.admin1(place)
    return EventPlace(
        place_id=place.place_id,
        name_ar=place.name_ar,
        name_en=place.name_en,
        kind=place.kind,
        admin1_ar=unit.name_ar if unit else "",
        admin1_en=unit.name_en if unit else "",
        country=place.country,
    )


def _high(quantity: Quantity | None) -> int | None:
    """Return the upper figure; of «at least N» the figure said, since the text gives no other (the wording is kept)."""
    if quantity is None:
        return None
    return quantity.high if quantity.high is not None else quantity.low


def _highlights(
    trigger: Trigger, tag: Geotag | None, when: When, figures: Figures, parties: Sequence[ActorMention]
) -> tuple[Highlight, ...]:
    spans = [(trigger.span, "trigger")]
    spans += [(tag.span, "place")] if tag else []
    spans += [(when.span, "time")] if when.span else []
    spans += [(span, "quantity") for span in figures.spans]
    spans += [(actor.span, "actor") for actor in parties]
    return tuple(Highlight(span=span, role=role) for span, role in sorted(spans))


def _confidence(tag: Geotag | None, site: Site | None, when: When) -> float:
    """Return 0 to 1: how sure the place is, times how surely it is this event's, less where no time is said."""
    place = tag.confidence if tag else 0.3
    linked = min(1.0, site.score) if site else 0.5
    told = 0.9 if when.span is None else 1.0
    return round(max(0.05, min(0.99, place * linked * told)), 2)


def _reasons(
    trigger: Trigger,
    site: Site | None,
    tag: Geotag | None,
    when: When,
    killed: Quantity | None,
    *,
    fallback: bool,
    in_title: bool,
) -> tuple[str, ...]:
    given = [f"trigger:{trigger.rule}", f"site:{site.rule}" if site else "site:none", when.rule]
    if in_title:
        given.append(HEADLINE)
    if fallback:
        given.append(CONTAINER_STANDS_IN)
    if killed is not None:
        given.append(f"killed:{killed.rule}")
    return (*given, *(tag.reasons if tag else ()))


def _digest(*parts: str) -> str:
    """Return a stable short id: the first 16 hexadecimal digits of SHA-256 over the parts."""
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:16]
