"""The trigger lexicon as records: lemma families, their forms, and what must or must not stand round them."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from gazetteer.folding import key
from geo.errors import LexiconInvalid
from geo.evidence import context
from geo.lexicons import cues, load_entries, words
from geo.subtypes import POLICIES
from geo.taxonomy import SubEventType
from geo.wordforms import WordForm, cue_forms, headline_forms, noun_forms, phrase_forms, verb_forms

_EVIDENCE = frozenset({"none", "document", "sentence", "armed", "unrest"})
_DEFAULT_WITHIN = 6
_DEFAULT_BEFORE = 5
_NO_WORDS: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One lemma family; the fields are those of `lexicon/triggers.yaml`, words expanded to their forms."""

    entry_id: str
    sub_type: SubEventType
    policy: str
    evidence: str
    imperfect: str
    weak: bool
    requires: str
    joined_needs: str
    """List of context words, one of which must follow its verbs where و is joined to them; empty for none."""
    within: int
    with_words: frozenset[str]
    with_sentence: frozenset[str]
    with_also: frozenset[str]
    with_before: frozenset[str]
    before: int
    around: int
    """Words before a verb in which one of `with` may stand instead, as its subject; 0 for none."""
    between: bool
    purpose_after: frozenset[str]
    planned_after: frozenset[str]
    veto_before: frozenset[str]
    veto_after: frozenset[str]
    veto_near: frozenset[str]
    yields_to: frozenset[str]

    @property
    def asked_for(self) -> frozenset[str]:
        """All words of which it asks for one."""
        return self.with_words | self.with_sentence | self.with_also | self.with_before

    def has_company(self, words: Iterable[str]) -> bool:
        """Return whether one of the words that the entry asks for (`with`) is among these, or it asks for none."""
        return not self.with_words or not self.with_words.isdisjoint(words)

    def can_be_told(self, said: frozenset[str], *, noun: bool = False) -> bool:
        """Return whether a text of these words says all that the entry asks for, wherever it stands.

        Of a `noun` that does not open a headline also one of the words that must stand before it.
        """
        if self.with_words and self.with_words.isdisjoint(said):
            return False  # where most entries of everyday words end
        if self.with_also and self.with_also.isdisjoint(said):
            return False
        if noun and self.with_before and not self.between and self.with_before.isdisjoint(said):
            return False
        return not (self.with_sentence and self.with_sentence.isdisjoint(said))


@dataclass(frozen=True, slots=True)
class TriggerLexicon:
    """Forms to entries; entries of a form stand with the unattached forms first, then in file order."""

    single: Mapping[str, tuple[tuple[Entry, WordForm], ...]]
    phrases: Mapping[str, tuple[tuple[tuple[str, ...], Entry, WordForm], ...]]
    company: Mapping[str, frozenset[str]]
    """By form, the words of which its entries ask for one; forms are left out of which an entry asks for none."""
    last_words: Mapping[str, frozenset[str]]
    """By first word of phrases, their last words."""
    asked_for: frozenset[str]
    """All words that some entry or phrase asks for; what else a text says need not be held against them."""

    def is_alone(self, form: str, said: frozenset[str]) -> bool:
        """Return whether none of the words is said that the entries of a form ask for: most everyday words."""
        company = self.company.get(form)
        return company is not None and company.isdisjoint(said)


@lru_cache(maxsize=1)
def trigger_lexicon() -> TriggerLexicon:
    """Return the lexicon, read once; raises `LexiconInvalid` naming entry and value."""
    single: dict[str, list[tuple[Entry, WordForm]]] = {}
    phrases: dict[str, list[tuple[tuple[str, ...], Entry, WordForm]]] = {}
    shared: dict[WordForm, WordForm] = {}  # a form of several entries is one object, of the hundred thousand
    for row in load_entries("triggers.yaml"):
        entry = _entry(row)
        for form in _forms(row):
            known = single.setdefault(form.text, [])
            if all(other is not entry for other, _ in known):
                known.append((entry, shared.setdefault(form, form)))
        for phrase in row.get("phrases") or ():
            plain = key(phrase)
            for sequence in phrase_forms(phrase):
                form = _phrase_form(sequence, plain)
                phrases.setdefault(sequence[0], []).append((sequence, entry, form))
    entries = {entry.entry_id: entry for found in single.values() for entry, _ in found}
    entries |= {entry.entry_id: entry for found in phrases.values() for _, entry, _ in found}
    in_phrases = (sequence for found in phrases.values() for sequence, _, _ in found)
    return TriggerLexicon(
        company=_company(single),
        asked_for=frozenset().union(*(entry.asked_for for entry in entries.values()), *in_phrases),
        single={text: tuple(sorted(found, key=lambda pair: not pair[1].bare)) for text, found in single.items()},
        phrases={first: tuple(sorted(found, key=lambda item: -len(item[0]))) for first, found in phrases.items()},
        last_words={first: frozenset(sequence[-1] for sequence, _, _ in found) for first, found in phrases.items()},
    )


def _company(single: Mapping[str, Sequence[tuple[Entry, WordForm]]]) -> Mapping[str, frozenset[str]]:
    """Return the words that the entries of each form ask for, one set for all forms of the same entries."""
    shared: dict[tuple[str, ...], frozenset[str]] = {}
    found: dict[str, frozenset[str]] = {}
    for form, readings in single.items():
        entries = [entry for entry, _ in readings]
        if all(entry.with_words for entry in entries):
            ids = tuple(entry.entry_id for entry in entries)
            if ids not in shared:
                shared[ids] = frozenset().union(*(entry.with_words for entry in entries))
            found[form] = shared[ids]
    return found


@cache
def trigger_openings(*, peaceful: bool = False, unrest: bool = False) -> frozenset[str]:
    """Return every folded word that is a trigger or begins one; of a peaceful text those that need no proof of war.

    With `unrest`, a peaceful text speaks of protesters, which is proof enough for some.
    """
    lexicon = trigger_lexicon()
    found = [(word, entry) for word, forms in lexicon.single.items() for entry, _ in forms]
    found += [(word, entry) for word, forms in lexicon.phrases.items() for _, entry, _ in forms]
    enough = {"none", "unrest", "sentence"} if unrest else {"none"}
    return frozenset(word for word, entry in found if not peaceful or entry.evidence in enough)


def tellings(openings: frozenset[str], said: frozenset[str], *, first: str | None = None) -> Iterator[str]:
    """Yield the openings among the words of a text that can be triggers in it.

    Of an entry that asks for other words (`with`) one must be said, of a phrase all; so most texts of peace need no
    reading. `first` is the first word where the text is one sentence: a noun there needs nothing before it.
    """
    lexicon = trigger_lexicon()
    company = said & lexicon.asked_for

    def can_tell(word: str) -> bool:
        if not lexicon.is_alone(word, company):
            for entry, form in lexicon.single.get(word, ()):
                noun = first is not None and word != first and not form.is_verb
                if entry.can_be_told(company, noun=noun):
                    return True
        last_words = lexicon.last_words.get(word)
        if last_words is None or last_words.isdisjoint(company):
            return False
        return any(company.issuperset(phrase) for phrase, _, _ in lexicon.phrases[word])

    return filter(can_tell, openings & said)


def _forms(row: Mapping[str, Any]) -> list[WordForm]:
    found = list(verb_forms(words(row, "verbs"), transitive=row.get("objects", True)))
    found.extend(form for noun in words(row, "nouns") for form in noun_forms(noun, article=row.get("article", True)))
    known = {form.text for form in found}
    found.extend(form for form in headline_forms(words(row, "headline")) if form.text not in known)
    never = set(map(key, words(row, "never")))
    return sorted((form for form in found if form.text not in never), key=lambda form: not form.bare)


def _phrase_form(sequence: tuple[str, ...], plain: str) -> WordForm:
    head, first = sequence[0], plain.split(maxsplit=1)[0]
    prefix = head[: len(head) - len(first)] if head.endswith(first) else "ل"
    return WordForm(
        " ".join(sequence),
        is_verb=False,
        purpose=prefix.removesuffix("ال").endswith("ل"),
        definite=prefix.endswith("ال"),
        joined=prefix.startswith("و"),
        bare=not prefix,
    )


def _entry(row: Mapping[str, Any]) -> Entry:
    name = f"triggers.yaml: entry `{row['id']}`"
    if row.get("policy") not in POLICIES:
        raise LexiconInvalid(f"{name} has policy `{row.get('policy')}`; use one of {', '.join(POLICIES)}")
    if row.get("evidence") not in _EVIDENCE:
        raise LexiconInvalid(f"{name} has evidence `{row.get('evidence')}`; use one of {', '.join(sorted(_EVIDENCE))}")
    try:
        sub_type = SubEventType(str(row.get("type")))
    except ValueError as error:
        raise LexiconInvalid(f"{name} has type `{row.get('type')}`, which is no sub-type of the taxonomy") from error
    required = words(row, "with")
    return Entry(
        entry_id=row["id"],
        sub_type=sub_type,
        policy=row["policy"],
        evidence=row["evidence"],
        imperfect=row.get("imperfect", ""),
        weak=bool(row.get("weak")),
        requires=row.get("requires", ""),
        joined_needs=row.get("joined_needs", ""),
        within=int(row.get("within", _DEFAULT_WITHIN)),
        with_words=_all_forms(word for word in required if word[0] != "*"),
        with_sentence=_all_forms(word[1:] for word in required if word[0] == "*").union(
            *(context(label) for label in row.get("with_context") or ())
        ),
        with_also=cues(row, "with_also"),
        with_before=cues(row, "with_before"),
        before=int(row.get("before", _DEFAULT_BEFORE)),
        around=int(row.get("around", 0)),
        between=bool(row.get("between")),
        purpose_after=cues(row, "purpose_after"),
        planned_after=cues(row, "planned_after"),
        veto_before=cues(row, "veto_before"),
        veto_after=cues(row, "veto_after"),
        veto_near=cues(row, "veto_near"),
        yields_to=frozenset(row.get("yields_to") or ()),
    )


def _all_forms(listed: Any) -> frozenset[str]:
    return frozenset(form for word in listed for form in cue_forms(word)) or _NO_WORDS
