"""Linking: which place belongs to which trigger, over the sentences of a whole report.

A trigger takes its place from its own clause before its sentence, from behind it before in front of it (`geo.sites`);
what finds none in its sentence inherits the last place written of. `geo.coding` joins time, parties and figures.
"""

import datetime as dt
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace

from gazetteer.folding import read_words
from gazetteer.index import Gazetteer
from geo.aftermath import is_alluded_to, names_another_place, only_news, with_aftermath
from geo.anaphora import with_anaphors
from geo.article import Article, sentences
from geo.casualties import unclaimed
from geo.coding import Passage, SentenceFacts, code, read_facts
from geo.evidence import conflict_words, context
from geo.memory import Memory, countries_written_of, remember, remembered_time, sites_of
from geo.quantities import find_quantities
from geo.records import EventMention, Geotag, Trigger
from geo.shares import dealt_out
from geo.taxonomy import TAKINGS, EventType, SubEventType, TimePrecision
from geo.telling import told_once, without_background
from geo.trigger_lexicon import trigger_openings
from geo.triggers import find_triggers
from geo.views import SentenceView, Site, is_country

_AFTERMATH_SENTENCES = 2
"""How many sentences later a report still tells the dead of an event."""


def link(article: Article, geotags: Sequence[Geotag], gazetteer: Gazetteer) -> tuple[EventMention, ...]:
    """Return the event mentions of an article, in text order, each happening once."""
    document = article.document
    tellings = possible_triggers(document)
    if not tellings:
        return ()
    memory, told_at, home = Memory(), 0, countries_written_of(geotags)
    geotags = with_anaphors(document, geotags)
    starts = [tag.span.start for tag in geotags]
    found: list[EventMention] = []
    told: set[str] = set()
    for index, sentence in enumerate(sentences(document)):
        if sentence.of(document) in told:
            continue  # outlets print a lead twice; word for word, it adds nothing
        told.add(sentence.of(document))
        may_tell = bisect_left(tellings, sentence.start) < bisect_left(tellings, sentence.end)
        whole = SentenceView(
            document=document,
            span=sentence,
            triggers=find_triggers(document, sentence) if may_tell else (),
            geotags=tuple(geotags[bisect_left(starts, sentence.start) : bisect_left(starts, sentence.end)]),
        )
        view = only_news(whole, frozenset(mention.event_type for mention in found))
        sited = sites_of(view, memory, index, gazetteer)
        if index:
            types = frozenset(mention.event_type for mention in found)
            sited = [
                (act, site) for act, site in sited if act.event_type in types or not is_alluded_to(act, site, view)
            ]
        if found and index - told_at <= _AFTERMATH_SENTENCES and not names_another_place(view, found[-1]):
            found = with_aftermath(found, unclaimed(view, find_quantities(document, sentence)), document)
        if sited:
            dealing = dealt_out(view, sited)
            if dealing is not None:
                sited = [(trigger, dealing.site if trigger == dealing.trigger else site) for trigger, site in sited]
            passage = Passage(
                article=article,
                view=view,
                facts=read_facts(view, article.date, _day_told(found)),
                gazetteer=gazetteer,
                when=remembered_time(article, memory),
                dealing=dealing,
            )
            coded = code_all(passage, sited)
            found, told_at = [*found, *coded], index if coded else told_at
        grounds = [site for trigger, site in sited if site and trigger.event_type is not EventType.DIPLOMACY]
        venues = {tag.span for trigger, site in sited if site and site not in grounds for tag in site.geotags}
        about = replace(view, geotags=tuple(tag for tag in view.geotags if tag.span not in venues))
        memory = remember(memory, grounds, about, index, home, gazetteer)
    return told_once(without_background(found, article.date), gazetteer)


def _day_told(found: Sequence[EventMention]) -> dt.date | None:
    """Return the day of the last event, where the report gives it one."""
    return found[-1].end_date if found and found[-1].time_precision is TimePrecision.DAY else None


def possible_triggers(document: str) -> list[int]:
    """Return where words stand that may be triggers: raw offsets, ascending; the rest of a text need not be read."""
    folded, tokens = read_words(document)
    peaceful = not conflict_words(document)
    unrest = peaceful and not context("protesters").isdisjoint(tokens.words)
    openings = trigger_openings(peaceful=peaceful, unrest=unrest)
    return [
        folded.raw_index(start) for word, start in zip(tokens.words, tokens.starts, strict=True) if word in openings
    ]


def code_all(passage: Passage, sited: Sequence[tuple[Trigger, Site | None]]) -> list[EventMention]:
    """Code every trigger of a sentence that has a site, or a figure worth listing without one."""
    passage = replace(passage, facts=with_the_dead_on_the_taking(passage.facts, sited))
    sited = [(trigger, _without_countries(site)) for trigger, site in sited]
    return [
        mention
        for trigger, site in sited
        if (site is not None and not names_only_a_country(site)) or is_worth_listing(trigger, passage.facts)
        for mention in code(passage, trigger, site)
    ]


def _without_countries(site: Site | None) -> Site | None:
    """Return a list of places without the countries in it («من الموصل وسوريا»), which say less than the others."""
    if site is None or names_only_a_country(site):
        return site
    return replace(site, geotags=tuple(tag for tag in site.geotags if not is_country(tag)))


def with_the_dead_on_the_taking(facts: SentenceFacts, sited: Sequence[tuple[Trigger, Site | None]]) -> SentenceFacts:
    """Return the facts with the figures of a fight moved to the taking of the same place that it led to."""
    figures = dict(facts.figures)
    for taking, site in sited:
        if taking.sub_event_type not in TAKINGS or site is None or taking.span in figures:
            continue
        for fight, ground in sited:
            same = ground is not None and ground.geotags[0].place == site.geotags[0].place
            if fight.sub_event_type is SubEventType.ARMED_CLASH and same and fight.span in figures:
                figures[taking.span] = figures.pop(fight.span)
                break
    return replace(facts, figures=figures)


def names_only_a_country(site: Site) -> bool:
    """Whether a site says no more than the country: no place on a map, but for a figure worth listing."""
    return all(map(is_country, site.geotags))


def is_worth_listing(trigger: Trigger, facts: SentenceFacts) -> bool:
    """Whether an event without any place is kept, for the list of what is not on the map: if it has a figure."""
    return trigger.span in facts.figures
