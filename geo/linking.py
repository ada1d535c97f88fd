"""Linking: which place belongs to which trigger, over the sentences of a whole report.

A trigger takes its place from its own clause before its sentence, from behind it before in front of it (`geo.sites`);
what finds none in its sentence inherits the last place written of. `geo.coding` joins time, parties and figures.
"""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace

from gazetteer.folding import read_words
from gazetteer.index import Gazetteer
from gazetteer.places import PlaceKind
from gazetteer.spans import Span
from geo.article import Article, sentences
from geo.casualties import VIOLENT, total, unclaimed
from geo.coding import Passage, SentenceFacts, code, read_facts, with_figure
from geo.geotagging import role_words
from geo.quantities import find_quantities
from geo.records import EventMention, Geotag, Quantity, Timex, Trigger
from geo.sites import SentenceView, Site, choose_site, names_a_known_place
from geo.taxonomy import EventType, Role
from geo.telling import told_once
from geo.timex import find_timexes
from geo.trigger_lexicon import trigger_openings
from geo.triggers import find_triggers

_INHERIT_SENTENCES = 1
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
    memory, told_at = Memory(), 0
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
        view = only_news(whole, told=bool(found))
        sited = [(trigger, site_of(trigger, view, memory, index, gazetteer)) for trigger in view.triggers]
        if found and index - told_at <= _AFTERMATH_SENTENCES:
            found = with_aftermath(found, unclaimed(view, find_quantities(document, sentence)), document)
        if sited:
            passage = Passage(
                article=article,
                view=view,
                facts=read_facts(view, article.date),
                gazetteer=gazetteer,
                when=remembered_time(article, memory),
            )
            coded = code_all(passage, sited)
            found, told_at = [*found, *coded], index if coded else told_at
        grounds = [site for trigger, site in sited if site and trigger.event_type is not EventType.DIPLOMACY]
        memory = remember(memory, grounds, view, index)
    return told_once(found, gazetteer)


def possible_triggers(document: str) -> list[int]:
    """Return where words stand that may be triggers: raw offsets, ascending; the rest of a text need not be read."""
    folded, tokens = read_words(document)
    openings = trigger_openings()
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
    return [
        mention
        for trigger, site in sited
        if site is not None or is_worth_listing(trigger, passage.facts)
        for mention in code(passage, trigger, site)
    ]


def only_news(view: SentenceView, *, told: bool) -> SentenceView:
    """Return the sentence without the triggers that only say what came of an event told before."""
    fresh: list[Trigger] = []
    for trigger in view.triggers:
        if not ((told or fresh) and is_aftermath(trigger, view)):
            fresh.append(trigger)
    return replace(view, triggers=tuple(fresh))


def is_aftermath(trigger: Trigger, view: SentenceView) -> bool:
    """Whether a trigger only points back: «وأسفر القصف عن …», «القصف خلف …», «ما أدى إلى مقتل …».

    It does as a definite noun beside a verb of result, as a death that such a verb brings in, or behind «هذه».
    """
    number = view.word_at(trigger.span.start)
    words = view.reading.words
    results = role_words()["results"]
    if number and words[number - 1] in role_words()["demonstratives"]:
        return True
    if trigger.rule.startswith(_DEATHS):
        return any(_is_form(word, results) for word in words[max(0, number - _RESULT_REACH) : number])
    if not words[number].startswith("ال"):
        return False
    beside = (*words[max(0, number - 1) : number], *words[number + 1 : number + _BESIDE])
    return any(_is_form(word, results) for word in beside) and not _has_own_place(trigger, view)


def _has_own_place(trigger: Trigger, view: SentenceView) -> bool:
    """Whether the sentence itself says where: then the definite noun tells an event that readers know, not one told."""
    return any(tag.preposition == "at" and tag.span.start > trigger.span.start for tag in view.geotags)


_DEATHS = ("kill.", "fall_dead.")
"""Trigger entries that tell of deaths and leave the cause to others."""
_RESULT_REACH, _BESIDE = 4, 4
"""Words that a verb of result governs to its left and right."""


def _is_form(word: str, forms: frozenset[str]) -> bool:
    return word in forms or (word[:1] in "وف" and word[1:] in forms)


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


def site_of(trigger: Trigger, view: SentenceView, memory: Memory, index: int, gazetteer: Gazetteer) -> Site | None:
    """Return the site of a trigger: of its sentence, else the one in mind, else `None`."""
    own = choose_site(trigger, view, gazetteer)
    if own is not None or trigger.event_type is EventType.DIPLOMACY:
        return own
    if memory.site is None or index - memory.sentence > _INHERIT_SENTENCES:
        return None
    anaphoric = names_a_known_place(view.document, view.span)
    if not anaphoric and any(_may_be_remembered(tag) for tag in view.geotags):
        return None
    share, rule = (_ANAPHORIC, "inherited_by_definite_noun") if anaphoric else (_SILENT, "inherited")
    return replace(memory.site, score=memory.site.score * share, rule=rule)


def is_worth_listing(trigger: Trigger, facts: SentenceFacts) -> bool:
    """Whether an event without any place is kept, for the list of what is not on the map: if it has a figure."""
    return trigger.span in facts.figures


def remember(memory: Memory, sites: Sequence[Site], view: SentenceView, index: int) -> Memory:
    """Keep the last site in mind; a sentence without events leaves the place that it is about, if it names one."""
    chosen = [site for site in sites if not site.rule.startswith("inherited")]
    if chosen:
        site = replace(chosen[-1], geotags=chosen[-1].geotags[:1])
        return Memory(site=site, sentence=index, span=view.span)
    named = [tag for tag in view.geotags if _may_be_remembered(tag)]
    if named:
        topic = next((tag for tag in named if tag.preposition == "at"), named[-1])
        return Memory(site=Site(geotags=(topic,), score=_ANAPHORIC, rule="named"), sentence=index, span=view.span)
    return replace(memory, sentence=index) if sites else memory


def _may_be_remembered(tag: Geotag) -> bool:
    country = tag.place is not None and tag.place.kind is PlaceKind.COUNTRY
    return tag.role in {Role.MENTION, Role.CONTAINER} and tag.area is not None and not country
