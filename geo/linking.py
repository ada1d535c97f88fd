"""Linking: which place belongs to which trigger, over the sentences of a whole report.

A trigger takes its place from its own clause before its sentence, from behind it before in front of it (`geo.sites`);
what finds none in its sentence inherits the last place written of. `geo.coding` joins time, parties and figures.
"""

import datetime as dt
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from gazetteer.folding import key, read_words
from gazetteer.index import Gazetteer
from gazetteer.spans import Span
from geo.aftermath import (
    is_alluded_to,
    names_another_place,
    only_news,
    with_aftermath,
    with_dead_foretold,
    with_dead_of_their_acts,
    with_whereabouts,
)
from geo.anaphora import with_anaphors
from geo.article import Article, sentences
from geo.background import without_asides, without_background
from geo.capitals import with_capitals
from geo.casualties import unclaimed
from geo.causes import VIOLENT
from geo.coding import Passage, SentenceFacts, code, read_facts
from geo.dealt_later import dealt_later
from geo.event_time import When, days_of_report, entry_of
from geo.evidence import conflict_words, context
from geo.memory import Memory, countries_written_of, remember, remembered_time, sites_of
from geo.page_parts import heads_a_brief, is_heading, is_page_part
from geo.quantities import find_quantities
from geo.records import EventMention, Geotag, Quantity, Trigger
from geo.roles import role_words
from geo.shares import dealt_out
from geo.taxonomy import EventType, TimePrecision
from geo.telling import told_once
from geo.trigger_lexicon import tellings, trigger_openings
from geo.triggers import find_triggers, untold_acts
from geo.uncounted import nobody_died
from geo.views import SentenceView, Site, is_country
from geo.writing_day import as_written

_AFTERMATH_SENTENCES = 2
"""How many sentences later a report still tells the dead of an event."""

_Foretold = tuple[SentenceView, tuple[Quantity, ...]]
"""A sentence that tells no act, and the dead that it counts."""


def link(article: Article, geotags: Sequence[Geotag], gazetteer: Gazetteer) -> tuple[EventMention, ...]:
    """Return the event mentions of an article, in text order, each happening once."""
    document = article.document
    pieces, acts = _acts_by_sentence(document)
    if not any(acts):
        return ()
    memory, told_at, home = Memory(), 0, countries_written_of(geotags)
    article = as_written(article, pieces)
    untold = days_of_report(article, pieces)
    geotags = with_anaphors(document, with_capitals(document, geotags, gazetteer), gazetteer)
    starts = [tag.span.start for tag in geotags]
    found: list[EventMention] = []
    passed_over: list[SentenceView] = []
    entry: When | None = None
    told: set[str] = set()
    for index, (sentence, triggers) in enumerate(zip(pieces, acts, strict=False)):
        text = sentence.of(document)
        if text in told or (index and (is_page_part(text) or heads_a_brief(document, sentence))):
            continue  # outlets print a lead twice; word for word, it adds nothing
        told.add(text)
        named = tuple(geotags[bisect_left(starts, sentence.start) : bisect_left(starts, sentence.end)])
        untold_here = untold_acts(document, sentence, triggers) if triggers and named else ()
        whole = SentenceView(document=document, span=sentence, triggers=triggers, untold=untold_here, geotags=named)
        view = only_news(whole, frozenset(mention.event_type for mention in found)) if triggers else whole
        sited = sites_of(view, memory, index, gazetteer)
        entry = entry_of(document, sentence, article.date, entry)
        near = bool(found) and index - told_at <= _AFTERMATH_SENTENCES
        told_here = _told_here(document, view, sited, found, afresh=not near) if index else sited
        if near:
            dealt = dealt_later(found[-1], view, gazetteer)
            figures = (
                *unclaimed(_without_counts(view, sited, told_here), find_quantities(document, sentence)),
                *nobody_died(whole, view),
            )
            found, figures = ([*found[:-1], *dealt], ()) if dealt else with_dead_of_their_acts(found, figures, view)
            if not dealt and not names_another_place(view, found[-1]):
                found = with_aftermath(found, figures, document)
            found = with_whereabouts(found, view, gazetteer)
        sited = told_here
        coded: list[EventMention] = []
        if sited:
            dealing = dealt_out(view, sited)
            if dealing is not None:
                sited = [(trigger, dealing.site if trigger == dealing.trigger else site) for trigger, site in sited]
            passage = Passage(
                article=article,
                view=view,
                facts=read_facts(view, article.date, _day_told(found), in_entry=entry is not None),
                gazetteer=gazetteer,
                untold=entry or untold,
                last=found[-1] if near else None,
                when=remembered_time(article, memory),
                dealing=dealing,
            )
            coded = code_all(passage, sited)
            foretold = _foretold(passed_over) if coded else None
            coded = with_dead_foretold(coded, *foretold) if foretold is not None else coded
            found, told_at = [*found, *coded], index if coded else told_at
        passed_over = [] if coded or near else [*passed_over, view]
        passed = [(act, site) for act, site in sited if site and not _is_ground(act, site, coded)]
        grounds = [site for act, site in sited if site and (act, site) not in passed]
        elsewhere = {tag.span for act, site in passed for tag in _places_of(act, site, view)}
        here = tuple(tag for tag in view.geotags if tag.span not in elsewhere)
        about = replace(view, geotags=here) if elsewhere else view
        memory = remember(memory, grounds, about, index, home, gazetteer)
    return told_once(without_asides(without_background(found, article.date)), gazetteer)


def _foretold(passed_over: Sequence[SentenceView]) -> _Foretold | None:
    """Return the last of the sentences passed over that counts dead of no act, and whom it counts."""
    for view in reversed(passed_over):
        dead = unclaimed(view, find_quantities(view.document, view.span)) if view.geotags else ()
        if dead:
            return view, dead
    return None


def _acts_by_sentence(document: str) -> tuple[tuple[Span, ...], list[tuple[Trigger, ...]]]:
    """Return the sentences of a document, and the triggers of each up to the last that can matter to an event."""
    able = possible_triggers(document)
    if not able:
        return (), []
    pieces, openings = sentences(document), _offsets(document, able)
    acts = [
        find_triggers(document, piece) if piece.holds_any(openings) and _may_tell(document, piece, able) else ()
        for piece in pieces
    ]
    last = max((index for index, triggers in enumerate(acts) if triggers), default=-1)
    end = last + 1 + _AFTERMATH_SENTENCES
    return pieces, acts[:end]


def _is_ground(act: Trigger, site: Site, coded: Sequence[EventMention]) -> bool:
    """Whether the place of an act is where a report goes on: no venue of talks, no place of what is only history.

    «رفعوا صور الرضيع الذي أحرق في قرية دوما. وحاولت الشرطة تفريقهم»: not in Duma.
    """
    told = any(mark.role == "trigger" and mark.span == act.span for mention in coded for mark in mention.highlights)
    return act.event_type is not EventType.DIPLOMACY and (told or names_only_a_country(site))


def _places_of(act: Trigger, site: Site, view: SentenceView) -> list[Geotag]:
    """Return the places of an act, and all behind it in its clause («في قرية دوما في الضفة الغربية»)."""
    clause = view.clause_at(act.span.start)
    behind = [tag for tag in view.geotags if tag.span > act.span and view.clause_at(tag.span.start) == clause]
    return [*site.geotags, *(behind if act.event_type is not EventType.DIPLOMACY else ())]


def _told_here(
    document: str,
    view: SentenceView,
    sited: Sequence[tuple[Trigger, Site | None]],
    found: Sequence[EventMention],
    *,
    afresh: bool,
) -> list[tuple[Trigger, Site | None]]:
    """Return the acts that a sentence of the body tells itself: none that it only counts, heads or alludes to.

    `afresh` where no event was told in the last sentences.
    """
    types = frozenset(mention.event_type for mention in found)
    counting = bool(found) and not afresh and found[-1].event_type in VIOLENT
    heading = is_heading(document, view.span)
    return [
        (act, site)
        for act, site in sited
        if not (counting and _only_counts(act, site, view))
        and not (heading and (site is None or site.rule.startswith("inherited")))
        and (act.event_type in types or not is_alluded_to(act, site, view))
    ]


def _only_counts(act: Trigger, site: Site | None, view: SentenceView) -> bool:
    """Whether a sentence that names no place counts the dead of the act told before («وذكر سكان سقوط قتلى وجرحى»)."""
    goes_on = view.reading.words[0] in role_words()["adding"]  # «إضافة إلى مصرع 12 جنديا.»
    dead = act.rule.startswith("fall_dead.") or (goes_on and act.rule.startswith("kill.noun"))
    return dead and (site is None or site.rule == "inherited")


def _without_counts(
    view: SentenceView, sited: Sequence[tuple[Trigger, Site | None]], told: Sequence[tuple[Trigger, Site | None]]
) -> SentenceView:
    """Return a sentence without the triggers that only count the dead of the act told before, whose these then are."""
    kept = {act.span for act, _ in told}
    counting = {act.span for act, site in sited if act.span not in kept and _only_counts(act, site, view)}
    return replace(view, triggers=tuple(act for act in view.triggers if act.span not in counting)) if counting else view


def _day_told(found: Sequence[EventMention]) -> dt.date | None:
    """Return the day of the last event, where the report gives it one."""
    return found[-1].end_date if found and found[-1].time_precision is TimePrecision.DAY else None


def possible_triggers(document: str) -> frozenset[str]:
    """Return the folded words of a text that may be triggers in it; the rest of it need not be read."""
    _, tokens = read_words(document)
    peaceful = not conflict_words(document)
    unrest = peaceful and not context("protesters").isdisjoint(tokens.words)
    return frozenset(tellings(trigger_openings(peaceful=peaceful, unrest=unrest), frozenset(tokens.words)))


def _offsets(document: str, words: frozenset[str]) -> list[int]:
    """Return where these folded words begin in the raw document, in order."""
    folded, tokens = read_words(document)
    return [folded.raw_index(tokens.starts[position]) for position in tokens.positions_of(words)]


def _may_tell(document: str, sentence: Span, able: frozenset[str]) -> bool:
    """Whether a sentence that has one of the words that may be triggers has all that the word asks for."""
    folded, tokens = read_words(document)
    moved = folded.raw_index if len(folded.breaks) > 1 else None  # most texts fold letter by letter
    first = bisect_left(tokens.starts, sentence.start, key=moved)
    said = tokens.words[first : bisect_left(tokens.starts, sentence.end, first, key=moved)]
    return any(tellings(able, frozenset(said), first=said[0]))


def code_all(passage: Passage, sited: Sequence[tuple[Trigger, Site | None]]) -> list[EventMention]:
    """Code every trigger of a sentence that has a site, or a figure worth listing without one."""
    sited = [(trigger, _without_countries(site)) for trigger, site in sited]
    passage = _with_dead_of_placeless_acts(passage, sited)
    return [
        mention
        for trigger, site in sited
        if (site is not None and not names_only_a_country(site))
        or (is_worth_listing(trigger, passage.facts) and not (site is None and _is_known(trigger, passage.view)))
        for mention in code(passage, trigger, site)
    ]


def _is_known(act: Trigger, view: SentenceView) -> bool:
    """Whether an act without a place is one that readers know: «في أعقاب هجوم قتل فيه العشرات», «بعد تفجير قتل 32»."""
    first, last = view.word_at(act.span.start), view.word_at(act.span.end - 1)
    words = view.reading.words
    inside = words[last + 1 : last + 2] and words[last + 1] in _IN_IT
    return bool(inside) or not _AFTER.isdisjoint(words[max(0, first - _KNOWN_REACH) : first])


_AFTER = frozenset(map(key, ("بعد", "عقب", "أعقاب", "إثر")))
_IN_IT = frozenset(map(key, ("فيه", "فيها", "خلاله", "خلالها")))
_KNOWN_REACH = 2


def _with_dead_of_placeless_acts(passage: Passage, sited: Sequence[tuple[Trigger, Site | None]]) -> Passage:
    """Return the passage with the figures of acts that have no place on the act before them that has one.

    «تعرض سجن التاجي لهجوم صدته القوات بعد معركة قتل فيها ثمانية جنود»: one act in two words. Else on the next that
    does, of the same type («اغتال مسلحون قائدا واثنين من مرافقيه، إذ أمطروا سيارتهم بالرصاص قرب بلدة خشام»).
    """
    figures = dict(passage.facts.figures)
    told: Trigger | None = None
    for act, site in sited:
        if site is not None and not names_only_a_country(site):
            told = act if act.event_type in VIOLENT else None
        elif told is not None and act.event_type in VIOLENT and act.span in figures and told.span not in figures:
            figures[told.span] = figures.pop(act.span)
    for (act, site), (following, there) in pairwise(sited):
        one = act.event_type is following.event_type and act.event_type in VIOLENT and following.span not in figures
        if site is None and there is not None and one and act.span in figures:
            figures[following.span] = figures.pop(act.span)
    moved = figures.keys() != passage.facts.figures.keys()
    return replace(passage, facts=replace(passage.facts, figures=figures)) if moved else passage


def _without_countries(site: Site | None) -> Site | None:
    """Return a list of places without the countries in it («من الموصل وسوريا»), which say less than the others."""
    if site is None or not any(map(is_country, site.geotags)) or names_only_a_country(site):
        return site
    return replace(site, geotags=tuple(tag for tag in site.geotags if not is_country(tag)))


def names_only_a_country(site: Site) -> bool:
    """Whether a site says no more than the country: no place on a map, but for a figure worth listing."""
    return all(map(is_country, site.geotags))


def is_worth_listing(trigger: Trigger, facts: SentenceFacts) -> bool:
    """Whether an event without any place is kept, for the list of what is not on the map: if it counts several."""
    figures = facts.figures.get(trigger.span)
    return figures is not None and figures.most >= _SEVERAL


_SEVERAL = 2
"""People from which on an event without a place is worth a line; fewer are a person that a text writes of."""
