"""The dead of whom a sentence gives no number: nobody, the one or two who were murdered, found dead or shot."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from gazetteer.folding import key
from gazetteer.spans import Span
from geo.causes import FINDS_BODIES, can_cause
from geo.quantity_words import quantity_words
from geo.records import Quantity, Trigger
from geo.views import SentenceView


def uncounted(view: SentenceView) -> Iterator[tuple[Quantity, Trigger]]:
    """Yield the dead told without a number, each with the act of the sentence that killed them; 0 where nobody died."""
    yield from _nobody(view)
    yield from _murders(view)
    yield from _bodies(view)
    yield from _one_victim(view)


def _nobody(view: SentenceView) -> Iterator[tuple[Quantity, Trigger]]:
    """Yield that nobody died for the act before which a sentence says so («سقطت قذيفة دون وقوع إصابات»)."""
    for span in _said_of_nobody(view):
        before = [act for act in view.triggers if act.span < span and can_cause(act, "killed")]
        if before:
            yield _killed(span, 0, "nobody"), before[-1]


def _said_of_nobody(view: SentenceView) -> Iterator[Span]:
    words, phrases = view.reading.words, quantity_words().nobody
    for number, word in enumerate(words):
        bare = word.removeprefix("و")
        known = phrases.get(bare, frozenset())
        for end in range(number + 1, number + 1 + _NOBODY_WORDS) if known else ():
            if (bare, *words[number + 1 : end]) in known:
                yield view.reading.span(number, end - 1, view.span.start)
                break


_NOBODY_WORDS = 8
"""Words of the longest phrase that says that nobody died («دون أن ينجم عنه سقوط أي خسائر بشرية»)."""


def nobody_died(whole: SentenceView, view: SentenceView) -> tuple[Quantity, ...]:
    """Return that nobody died of an act which a sentence only takes up («إن القصف لم يسفر عن قتلى»).

    `whole` is the sentence with every trigger, `view` with those of its own, before which it would be said of them.
    """
    return tuple(
        _killed(span, 0, "nobody")
        for span in _said_of_nobody(view)
        if any(act.span < span and can_cause(act, "killed") for act in whole.triggers)
        and not any(act.span < span for act in view.triggers)
    )


def _murders(view: SentenceView) -> Iterator[tuple[Quantity, Trigger]]:
    """Yield the one whom «اغتال» tells of without a number, and his companions («ضابطا وسائقه», «مع زوجته وولديه»)."""
    for trigger in view.triggers:
        if not trigger.rule.startswith(_MURDERED):
            continue
        number = view.word_at(trigger.span.start)
        if view.reading.words[number].endswith(_THEM):
            continue  # «اغتالتهم»
        behind = view.reading.words[number : view.reading.clause_bounds(number)[1]]
        yield _killed(trigger.span, 1 + _companions(behind), "murdered"), trigger


def _companions(words: Sequence[str]) -> int:
    """Count those who و or «مع» joins to somebody, by their pronoun («وسائقه», «مع زوجته وولديه»)."""
    known = quantity_words()
    joined = [word[1:] for word in words if word.startswith("و")]
    joined += [word for before, word in pairwise(words) if (before,) == _WITH]
    return sum((word in known.companions) + 2 * (word in known.two_companions) for word in joined)


_MURDERED = "assassinate.verb"
_THEM = ("هم", "هما", "هن")


def _bodies(view: SentenceView) -> Iterator[tuple[Quantity, Trigger]]:
    """Yield the one found dead, where no number is said («عثر على جثة مجهولة الهوية», «عثر عليه مقتولا»)."""
    for trigger in view.triggers:
        if trigger.rule.startswith((FINDS_BODIES, _FOUND_DEAD)):
            number = view.word_at(trigger.span.start)
            behind = view.reading.words[number : number + _BODY_REACH]
            if any(word in _ONE_BODY for word in behind):
                yield _killed(trigger.span, 1, "body_found"), trigger


def _one_victim(view: SentenceView) -> Iterator[tuple[Quantity, Trigger]]:
    """Yield the victim, or two, of an act of whom only a verb says that they died («أطلقا النار على بائع فأردياه»)."""
    words = view.reading.words
    listed = (quantity_words().one_killed, quantity_words().one_died)
    if all(lexicon.keys().isdisjoint(words) for lexicon in listed):
        return  # of most sentences
    for number, word in enumerate(words):
        for lexicon in listed:
            for phrase, _ in lexicon.get(word, ()):
                end = number + len(phrase)
                alone = lexicon is listed[0] or words[end : end + 1] in _NOBODY_ELSE or _ends_clause(view, end)
                before = [act for act in view.triggers if view.word_at(act.span.start) <= number]
                able = [act for act in before if can_cause(act, "killed")]
                if words[number + 1 : end] == phrase[1:] and alone and able:
                    dead = 1 + phrase[-1].endswith(_BOTH) + _beside_him(words[end : end + 2])
                    yield _killed(view.reading.span(number, end - 1, view.span.start), dead, "one_victim"), able[-1]


def _beside_him(words: tuple[str, ...]) -> int:
    """Return how many died with the one just told: «ما أدى لمقتله مع مرافقه», «إلى مقتله وسائقه»."""
    companions = quantity_words().companions
    return sum(word in companions or word.removeprefix("و") in companions for word in words[: 1 + (words[:1] == _WITH)])


def _ends_clause(view: SentenceView, end: int) -> bool:
    clauses = view.reading.clauses
    return end >= len(clauses) or clauses[end] != clauses[end - 1] or view.reading.words[end].startswith("و")


_BOTH = "هما"
"""Pronoun of two («ما أدى إلى مقتلهما»)."""
_WITH = ("مع",)
_NOBODY_ELSE = {
    (word,) for word in map(key, ("مع", "على", "في", "قبل", "متأثرا", "لاحقا", "فورا", "بعد", "داخل", "أثناء"))
}
"""Words behind a verb of dying that are not who died."""
_BODY_REACH = 10
_FOUND_DEAD = "found_killed."
_ONE_BODY = frozenset(
    map(key, ("جثة", "جثته", "جثتها", "جثمان", "جثمانه", "مقتولا", "مقتولة", "مذبوحا", "مذبوحة", "مشنوقا", "مخنوقا"))
)


def _killed(span: Span, number: int, rule: str) -> Quantity:
    return Quantity(span=span, low=number, high=number, slot="killed", is_subset=False, is_update_from=False, rule=rule)
