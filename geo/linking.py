"""Linking: which place belongs to which trigger, over the sentences of a whole report.

A trigger takes its place from its own clause before its sentence, from behind it before in front of it (`geo.sites`);
what finds none in its sentence inherits the last place written of. `geo.coding` joins time, parties and figures.
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from gazetteer.folding import read_words
from gazetteer.index import ADMIN_KINDS, Gazetteer
from gazetteer.lexicon import common_words, heads
from gazetteer.places import PlaceKind
from gazetteer.spans import Span
from geo.anaphora import with_anaphors
from geo.article import Article, sentences
from geo.casualties import VIOLENT, total, unclaimed
from geo.coding import Passage, SentenceFacts, code, read_facts, with_figure
from geo.evidence import conflict_words
from geo.geotagging import role_words
from geo.quantities import find_quantities
from geo.records import EventMention, Geotag, Quantity, Timex, Trigger
from geo.shares import dealt_out
from geo.sites import SentenceView, Site, choose_site, is_country, names_a_known_place
from geo.taxonomy import EventType, Role, Status, SubEventType
from geo.telling import told_once, without_background
from geo.timex import find_timexes
from geo.timex_words import day_words
from geo.trigger_lexicon import trigger_openings
from geo.triggers import find_triggers

_INHERIT_SENTENCES = 2
"""How many sentences a place stays in mind."""
_AFTERMATH_SENTENCES = 2
"""How many sentences later a report still tells the dead of an event."""
_ANAPHORIC, _SILENT = 0.8, 0.6
"""What of its score an inherited site keeps: with a definite noun («في المدينة») that points back, without any."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Memory:
    """The place last written of, for the sentences that name none."""

    site: Site | None = None
    sentence: int = -1
    span: Span | None = None
    """The sentence that named it."""


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
        if found and index - told_at <= _AFTERMATH_SENTENCES and not names_another_place(view, found[-1]):
            found = with_aftermath(found, unclaimed(view, find_quantities(document, sentence)), document)
        if sited:
            dealing = dealt_out(view, sited)
            if dealing is not None:
                sited = [(trigger, dealing.site if trigger == dealing.trigger else site) for trigger, site in sited]
            passage = Passage(
                article=article,
                view=view,
                facts=read_facts(view, article.date),
                gazetteer=gazetteer,
                when=remembered_time(article, memory),
                dealing=dealing,
            )
            coded = code_all(passage, sited)
            found, told_at = [*found, *coded], index if coded else told_at
        grounds = [site for trigger, site in sited if site and trigger.event_type is not EventType.DIPLOMACY]
        venues = {tag.span for trigger, site in sited if site and site not in grounds for tag in site.geotags}
        about = replace(view, geotags=tuple(tag for tag in view.geotags if tag.span not in venues))
        memory = remember(memory, grounds, about, index, home)
    return told_once(without_background(found, article.date), gazetteer)


def countries_written_of(geotags: Sequence[Geotag]) -> frozenset[str]:
    """Return the countries in which at least half as many of the places lie as in the one most written of."""
    places = [tag.place for tag in geotags if tag.place is not None and not is_country(tag)]
    counted = Counter(place.country for place in places)
    most = max(counted.values(), default=0)
    return frozenset(country for country, number in counted.items() if 2 * number >= most)


def possible_triggers(document: str) -> list[int]:
    """Return where words stand that may be triggers: raw offsets, ascending; the rest of a text need not be read."""
    folded, tokens = read_words(document)
    openings = trigger_openings(peaceful=not conflict_words(document))
    return [
        folded.raw_index(start) for word, start in zip(tokens.words, tokens.starts, strict=True) if word in openings
    ]


def remembered_time(article: Article, memory: Memory) -> Timex | None:
    """Return the first time that the sentence of the place in mind gives."""
    if memory.span is None:
        return None
    return next(iter(find_timexes(article.document, memory.span, published=article.date)), None)


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


_TAKINGS = frozenset({SubEventType.GOVERNMENT_REGAINS, SubEventType.NON_STATE_OVERTAKES})


def with_the_dead_on_the_taking(facts: SentenceFacts, sited: Sequence[tuple[Trigger, Site | None]]) -> SentenceFacts:
    """Return the facts with the figures of a fight moved to the taking of the same place that it led to."""
    figures = dict(facts.figures)
    for taking, site in sited:
        if taking.sub_event_type not in _TAKINGS or site is None or taking.span in figures:
            continue
        for fight, ground in sited:
            same = ground is not None and ground.geotags[0].place == site.geotags[0].place
            if fight.sub_event_type is SubEventType.ARMED_CLASH and same and fight.span in figures:
                figures[taking.span] = figures.pop(fight.span)
                break
    return replace(facts, figures=figures)


def only_news(view: SentenceView, told: frozenset[EventType]) -> SentenceView:
    """Return the sentence without the triggers that only take up an event told before, of one of the types `told`."""
    fresh: list[Trigger] = []
    for trigger in view.triggers:
        types = told | {other.event_type for other in fresh}
        if not (
            types and (is_aftermath(trigger, view) or (trigger.event_type in types and points_back(trigger, view)))
        ):
            fresh.append(trigger)
    return replace(view, triggers=tuple(fresh))


def points_back(trigger: Trigger, view: SentenceView) -> bool:
    """Whether a definite noun in a sentence without a place takes up an act told before («ونسب الهجوم إلى التنظيم»)."""
    word = view.reading.words[view.word_at(trigger.span.start)]
    definite = word.startswith(("ال", "وال", "بال", "فال", "لل"))
    return definite and trigger.event_type in _TAKEN_UP and not any(map(_may_be_remembered, view.geotags))


_TAKEN_UP = VIOLENT | {EventType.PROTESTS}


def is_aftermath(trigger: Trigger, view: SentenceView) -> bool:
    """Whether a trigger only points back: «وأسفر القصف عن …», «القصف خلف …», «ما أدى إلى مقتل …».

    It does as a definite noun beside a verb of result or behind one of claiming («تبنى التنظيم الهجمات»), as a death
    that a verb of result brings in, or behind «هذه».
    """
    number = view.word_at(trigger.span.start)
    words = view.reading.words
    results = role_words()["results"]
    if number and words[number - 1] in role_words()["demonstratives"] and words[number].startswith("ال"):
        return True
    if trigger.rule.startswith(_DEATHS):
        return any(_is_form(word, results) for word in words[max(0, number - _RESULT_REACH) : number])
    if not words[number].startswith("ال"):
        return False
    first, _ = view.reading.clause_bounds(number)
    if any(_is_form(word, role_words()["reactions"]) for word in words[first:number]):
        return not _has_own_place(trigger, view)
    beside = (*words[max(0, number - 1) : number], *words[number + 1 : number + _BESIDE])
    return any(_is_form(word, results) for word in beside) and not _has_own_place(trigger, view)


def _has_own_place(trigger: Trigger, view: SentenceView) -> bool:
    """Whether a place follows close behind: then the definite noun tells an event that readers know, not one told."""
    number = view.word_at(trigger.span.start)
    if "علي" in view.reading.words[number + 1 : number + _AGAINST_REACH]:
        return True
    return any(
        tag.preposition in {"at", "on", "near", "between"} and 0 < view.word_at(tag.span.start) - number <= _OWN_REACH
        for tag in view.geotags
    )


_AGAINST_REACH = 5
"""Words behind an event noun within which «على» leads to its target («القصف الجوي والمدفعي على الأحياء»)."""
_OWN_REACH = 25
"""Words behind an event noun within which its own place stands."""
_DEATHS = ("kill.", "fall_dead.")
"""Trigger entries that tell of deaths and leave the cause to others."""
_RESULT_REACH, _BESIDE = 4, 4
"""Words that a verb of result governs to its left and right."""


def _is_form(word: str, forms: frozenset[str]) -> bool:
    return word in forms or (word[:1] in "وف" and word[1:] in forms)


def names_another_place(view: SentenceView, mention: EventMention) -> bool:
    """Whether a sentence speaks of a place other than an event's, so that its dead are hardly that event's."""
    return any(
        tag.place is not None
        and tag.role in {Role.MENTION, Role.CONTAINER}
        and not is_country(tag)
        and (mention.place is None or tag.place.place_id != mention.place.place_id)
        for tag in view.geotags
    )


def with_aftermath(found: list[EventMention], figures: Sequence[Quantity], document: str) -> list[EventMention]:
    """Give killed and injured that a sentence tells without an event of its own to the event told last."""
    last = len(found) - 1
    while last and found[last].group_id is not None and found[last - 1].group_id == found[last].group_id:
        last -= 1
    mention = found[last]
    if mention.event_type not in VIOLENT:
        return found
    for slot in ("killed", "injured"):
        figure = total([quantity for quantity in figures if quantity.slot == slot], document)
        mention = with_figure(mention, figure) if figure is not None else mention
    return [*found[:last], mention, *found[last + 1 :]]


def sites_of(
    view: SentenceView, memory: Memory, index: int, gazetteer: Gazetteer
) -> list[tuple[Trigger, Site | None]]:
    """Return the triggers of a sentence with their sites; a taking that و joins has the site of the act before, if none.

    «هاجم المسلحون الحوطة وسيطروا على مقار أمنية»: what they took is in the town that they attacked.
    """
    sited: list[tuple[Trigger, Site | None]] = []
    before: Site | None = None
    for trigger in view.triggers:
        site = site_of(trigger, view, memory, index, gazetteer)
        goes_on = view.reading.words[view.word_at(trigger.span.start)].startswith("و")
        if goes_on and trigger.sub_event_type in _TAKINGS and before is not None and (site is None or site.rule.startswith("inherited")):
            site = replace(before, score=before.score * _ANAPHORIC, rule="same_sentence")
        sited.append((trigger, site))
        before = site
    return sited


def site_of(trigger: Trigger, view: SentenceView, memory: Memory, index: int, gazetteer: Gazetteer) -> Site | None:
    """Return the site of a trigger: of its sentence, else the one in mind, else `None`."""
    own = choose_site(trigger, view, gazetteer)
    recent = memory.site if index - memory.sentence <= _INHERIT_SENTENCES else None
    if own is not None and recent is not None and trigger.event_type is not EventType.DIPLOMACY:
        own = within(own, _holder_in(view, recent))
    if own is not None or trigger.event_type is EventType.DIPLOMACY or trigger.status is Status.PLANNED:
        return own
    if memory.site is None or index - memory.sentence > _INHERIT_SENTENCES or opens_elsewhere(view):
        return None
    anaphoric = names_a_known_place(view.document, view.span)
    if not anaphoric and any(_may_be_remembered(tag) for tag in view.geotags):
        return None
    share, rule = (_ANAPHORIC, "inherited_by_definite_noun") if anaphoric else (_SILENT, "inherited")
    return replace(memory.site, score=memory.site.score * share, rule=rule)


def opens_elsewhere(view: SentenceView) -> bool:
    """Whether a sentence opens with a place that no layer knows («وفي اللد أحرق متظاهرون …»), which is not the last one."""
    words = view.reading.words
    if len(words) < _OPENING_WORDS or words[0] not in _IN or any(view.word_at(t.span.start) == 1 for t in view.geotags):
        return False
    opening = words[1]
    known = opening in common_words() or opening in day_words() or opening in heads()
    return not known and not names_a_known_place(opening, Span(start=0, end=len(opening)))


_IN = frozenset({"في", "وفي"})
_OPENING_WORDS = 3


def _holder_in(view: SentenceView, spoken_of: Site) -> Site:
    """Return the town or unit that the sentence itself names, if only as where its source is; else the one in mind.

    Where only a source is, it must be in the same country.
    """
    last = spoken_of.geotags[0].place
    for tag in view.geotags:
        if tag.place is None or tag.place.kind not in _HOLDERS or tag.role is Role.METONYM:
            continue
        if tag.role in {Role.MENTION, Role.CONTAINER} or (last is not None and tag.place.country == last.country):
            return Site(geotags=(tag,), score=_ANAPHORIC, rule="named")
    return spoken_of


def within(site: Site, spoken_of: Site) -> Site:
    """Return a site of which no layer knows anything as one in the place that the report last spoke of."""
    holder = spoken_of.geotags[0].place
    if holder is None or holder.kind not in _HOLDERS or any(map(_is_known, site.geotags)):
        return site
    told = ("container:place_spoken_of",)
    return replace(
        site, geotags=tuple(replace(tag, container=holder, reasons=tag.reasons + told) for tag in site.geotags)
    )


_HOLDERS = ADMIN_KINDS | {PlaceKind.CITY, PlaceKind.REGION}
"""Kinds of places that may hold one that no layer knows."""


def _is_known(tag: Geotag) -> bool:
    return tag.place is not None or tag.container is not None


def names_only_a_country(site: Site) -> bool:
    """Whether a site says no more than the country: no place on a map, but for a figure worth listing."""
    return all(map(is_country, site.geotags))


def is_worth_listing(trigger: Trigger, facts: SentenceFacts) -> bool:
    """Whether an event without any place is kept, for the list of what is not on the map: if it has a figure."""
    return trigger.span in facts.figures


def remember(
    memory: Memory, sites: Sequence[Site], view: SentenceView, index: int, home: frozenset[str]
) -> Memory:
    """Keep the last site in mind; a sentence without events leaves the place that it is about, if it names one.

    That place must lie in one of the countries that the report is about, `home`: not «في واشنطن» of a Turkish one.
    """
    chosen = [site for site in sites if not site.rule.startswith("inherited")]
    if chosen:
        site = replace(chosen[-1], geotags=chosen[-1].geotags[:1])
        return Memory(site=site, sentence=index, span=view.span)
    named = [tag for tag in view.geotags if _may_be_remembered(tag) and (not tag.place or tag.place.country in home)]
    if named:
        topic = next((tag for tag in named if tag.preposition == "at"), named[-1])
        return Memory(site=Site(geotags=(topic,), score=_ANAPHORIC, rule="named"), sentence=index, span=view.span)
    return replace(memory, sentence=index) if sites else memory


def _may_be_remembered(tag: Geotag) -> bool:
    return tag.role in {Role.MENTION, Role.CONTAINER} and tag.area is not None and not is_country(tag)
