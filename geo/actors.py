"""Parties of a report: who acts, and who says so.

Names stand in `lexicon/actors.yaml`; forces named by nationality («الطيران الحربي الروسي», «مقاتلات سعودية») are built
from `lexicon/demonyms.yaml`. Who reports is decided by `lexicon/attribution.yaml`.
"""

from collections import Counter
from dataclasses import dataclass, replace
from functools import lru_cache

from gazetteer.folding import key, read_words
from gazetteer.spans import Span
from geo.clauses import Reading, read_sentence
from geo.errors import LexiconInvalid
from geo.lexicons import by_first, cues, load_entries, load_mapping, words
from geo.records import ActorMention
from geo.wordforms import cue_forms, phrase_forms

KINDS = frozenset({"state", "rebel", "islamic_state", "militia", "foreign", "civilians", "aid", "un", "media", "other"})
_FIGHTING = frozenset({"state", "rebel", "islamic_state", "militia", "foreign"})
_REPORTERS = frozenset({"media", "un", "aid"})
_MAX_TITLE_WORDS = 6
_GENERIC_FORCES = "government-forces"
_OWN_B = frozenset(key(name) for name in ("باريس", "بريطانيا", "برلين", "بكين", "بغداد"))
"""Names whose ب is no preposition."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """One row of the actor lexicon."""

    actor_id: str
    name_ar: str
    name_en: str
    kind: str
    side: str
    """government | non_state | none: what its taking ground is called."""
    armed: bool
    """A fighting force, not an office, a person or an outlet."""
    metonym: bool
    """A country or capital that stands for its government only where nothing says that it is a place."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PartyHit:
    """A party found in a reading: words `first` to `last`, inclusive."""

    first: int
    last: int
    party: Party


@dataclass(frozen=True, slots=True)
class _Lexicon:
    parties: dict[str, Party]
    names: dict[str, tuple[tuple[tuple[str, ...], str], ...]]
    heads: frozenset[str]
    openings: frozenset[str]
    """Every word that may begin a party."""
    qualifiers: frozenset[str]
    demonyms: dict[str, str]
    place_words: frozenset[str]
    choices: dict[str, tuple[tuple[str, frozenset[str]], ...]]


def find_actors(document: str, sentence: Span) -> tuple[ActorMention, ...]:
    """Return the parties named in one sentence of a document, in text order, spans in the raw document."""
    reading = read_sentence(sentence.of(document))
    return tuple(
        ActorMention(
            span=reading.span(hit.first, hit.last, sentence.start),
            actor_id=hit.party.actor_id,
            name_ar=hit.party.name_ar,
            name_en=hit.party.name_en,
            kind=hit.party.kind,
            attributes=_attributes(reading, hit),
        )
        for hit in match_parties(reading, document)
    )


def attribution(document: str, sentence: Span) -> ActorMention | None:
    """Return who reports this sentence; `None` where it says so of nobody.

    A monitor, agency, witness or organisation that reports outranks a warring party that claims; then the first wins.
    """
    reporting = [mention for mention in find_actors(document, sentence) if mention.attributes]
    return min(reporting, key=lambda mention: mention.kind not in _REPORTERS, default=None)


@lru_cache(maxsize=64)
def match_parties(reading: Reading, document: str) -> tuple[PartyHit, ...]:
    """Return the parties of a reading, longest name first at each word, none overlapping.

    The document decides which bearer a name of many means («الجيش», «التحالف»).
    """
    lexicon = _lexicon()
    hits: list[PartyHit] = []
    index = 0
    while index < len(reading.words):
        if reading.words[index] not in lexicon.openings:
            index += 1
            continue
        hit = _named(reading, index, lexicon) or _by_demonym(reading, index, lexicon)
        if hit is None:
            index += 1
            continue
        if not (hit.party.metonym and _is_place(reading, hit.first, lexicon)):
            hits.append(_chosen(hit, document, lexicon))
        index = hit.last + 1
    return tuple(hits)


def _chosen(hit: PartyHit, document: str, lexicon: _Lexicon) -> PartyHit:
    """Return the bearer whose words stand most often in the document; the hit itself on a tie or where none do."""
    bearer = _bearer(hit.party.actor_id, document) if hit.party.actor_id in lexicon.choices else None
    return hit if bearer is None else replace(hit, party=lexicon.parties[bearer])


@lru_cache(maxsize=64)
def _bearer(actor_id: str, document: str) -> str | None:
    """Return which of those that share a name a document is about, `None` where its words do not decide."""
    present, choices = _words_of(document), _lexicon().choices[actor_id]
    votes = sorted(((sum(present[word] for word in marks), choice) for choice, marks in choices), reverse=True)
    if not votes or not votes[0][0] or (len(votes) > 1 and votes[0][0] == votes[1][0]):
        return None
    return votes[0][1]


@lru_cache(maxsize=16)
def _words_of(document: str) -> Counter[str]:
    return Counter(read_words(document)[1].words)


def _named(reading: Reading, index: int, lexicon: _Lexicon) -> PartyHit | None:
    for sequence, actor_id in lexicon.names.get(reading.words[index], ()):
        last = index + len(sequence)
        if reading.words[index:last] == sequence and reading.clauses[index] == reading.clauses[last - 1]:
            generic = actor_id == _GENERIC_FORCES and _by_demonym(reading, index, lexicon)
            return generic or _of_its_people(
                reading, PartyHit(first=index, last=last - 1, party=lexicon.parties[actor_id]), lexicon
            )
    return None


def _of_its_people(reading: Reading, hit: PartyHit, lexicon: _Lexicon) -> PartyHit:
    """Return a force without a country as that of the adjective right behind it («قوات من الجيش الإسرائيلي»)."""
    behind = reading.words[hit.last + 1] if hit.last + 1 < len(reading.words) else ""
    force = hit.party.actor_id in lexicon.choices and reading.words[hit.last] in lexicon.heads
    actor_id = lexicon.demonyms.get(behind) if force else None
    return hit if actor_id is None else replace(hit, last=hit.last + 1, party=lexicon.parties[actor_id])


def _by_demonym(reading: Reading, index: int, lexicon: _Lexicon) -> PartyHit | None:
    """A force and its nationality, one word of kind between them at most («الطيران الحربي الروسي»)."""
    if reading.words[index] not in lexicon.heads:
        return None
    for last in (index + 1, index + 2):
        if last >= len(reading.words) or reading.clauses[last] != reading.clauses[index]:
            return None
        actor_id = lexicon.demonyms.get(reading.words[last])
        if actor_id:
            return PartyHit(first=index, last=last, party=lexicon.parties[actor_id])
        if reading.words[last] not in lexicon.qualifiers:
            return None
    return None


def _is_place(reading: Reading, index: int, lexicon: _Lexicon) -> bool:
    """A country or capital after a preposition of place, or with ب, is where, not who."""
    word = reading.words[index]
    before = reading.words[index - 1] if index else ""
    within = word.startswith(("بال", "وبال")) or (word.startswith("ب") and word not in _OWN_B)
    return within or before in lexicon.place_words


def _attributes(reading: Reading, hit: PartyHit) -> bool:
    """Whether a word of saying governs the party: «بحسب X», «وقال X», «ذكر مدير X», «X أعلن»."""
    before, verbs, close = _attribution_words()
    for index in range(hit.first - 1, max(-1, hit.first - 2 - _MAX_TITLE_WORDS), -1):
        word = reading.words[index]
        if word in before or (word in verbs and hit.party.kind != "civilians"):
            return True
        if word not in close:
            break
    after = hit.last + 1
    if after < len(reading.words) and reading.words[after] in ("قد", "ان"):
        after += 1
    if after >= len(reading.words) or reading.clauses[after] != reading.clauses[hit.first]:
        return False
    heads_clause = hit.first == reading.clause_bounds(hit.first)[0]
    return reading.words[after] in verbs and (heads_clause or hit.party.kind in _REPORTERS)


def has_reporting_word(document: str, span: Span) -> bool:
    """Whether somebody is said to report within a stretch: «وفق», «قال» …, of `lexicon/attribution.yaml`."""
    before, verbs, _ = _attribution_words()
    return any(word in before or word in verbs for word in (key(token) for token in span.of(document).split()))


@lru_cache(maxsize=1)
def _attribution_words() -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    entry = load_mapping("attribution.yaml")
    verbs = frozenset(f"{prefix}{key(verb)}" for verb in words(entry, "verbs") for prefix in ("", "و", "ف"))
    return cues(entry, "before"), verbs, cues(entry, "close")


@lru_cache(maxsize=1)
def _lexicon() -> _Lexicon:
    parties: dict[str, Party] = {}
    choices: dict[str, tuple[tuple[str, frozenset[str]], ...]] = {}
    sequences: list[tuple[tuple[str, ...], str]] = []
    for row in load_entries("actors.yaml"):
        if row.get("kind") not in KINDS:
            raise LexiconInvalid(f"actors.yaml: entry `{row['id']}` has kind `{row.get('kind')}`; use one of {KINDS}")
        parties[row["id"]] = Party(
            actor_id=row["id"],
            name_ar=row["name_ar"],
            name_en=row["name_en"],
            kind=row["kind"],
            side=row["side"],
            armed=row["kind"] in _FIGHTING and row.get("armed", True) and not row.get("metonym"),
            metonym=bool(row.get("metonym")),
        )
        choices[row["id"]] = tuple((actor, cues(row["choose"], actor)) for actor in row.get("choose", ()))
        sequences.extend((form, row["id"]) for name in row["names"] for form in phrase_forms(str(name)))
    nations = load_mapping("demonyms.yaml")
    demonyms: dict[str, str] = {}
    for nation in nations["nations"]:
        party = _nation_party(nation)
        parties.setdefault(party.actor_id, party)
        for adjective in words(nation, "adjectives"):
            for form in (key(adjective), "ال" + key(adjective)):
                demonyms.setdefault(form, party.actor_id)
    names, heads = by_first(sequences), cues(nations, "heads")
    return _Lexicon(
        parties=parties,
        names=names,
        heads=heads,
        openings=frozenset(names) | heads,
        qualifiers=frozenset(form for word in words(nations, "qualifiers") for form in cue_forms(word)),
        demonyms=demonyms,
        place_words=cues(nations, "place_words"),
        choices=choices,
    )


def _nation_party(nation: dict[str, str]) -> Party:
    return Party(
        actor_id=nation["id"],
        name_ar=nation["name_ar"],
        name_en=nation["name_en"],
        kind=nation["kind"],
        side="government",
        armed=True,
        metonym=False,
    )
