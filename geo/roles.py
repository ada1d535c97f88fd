"""The word lists by which the role of a place name is told, from `lexicon/roles.yaml`."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import lru_cache
from itertools import pairwise

from gazetteer.folding import key
from geo.lexicons import load_mapping


@lru_cache(maxsize=1)
def role_words() -> Mapping[str, frozenset[str]]:
    """Return the word lists of `lexicon/roles.yaml`, folded."""
    raw = load_mapping("roles.yaml")
    return {
        name: frozenset(key(form) for form in (forms.split() if isinstance(forms, str) else forms))
        for name, forms in raw.items()
    }


def counts_since_a_beginning(words: Sequence[str]) -> bool:
    """Whether folded words count from when something began («منذ بدء الانتفاضة»)."""
    return any(since == _SINCE and start in role_words()["beginnings"] for since, start in pairwise(words))


_SINCE = "منذ"


def lists_of(word: str) -> frozenset[str]:
    """Return the names of the word lists that hold a folded word, up to two letters written onto it."""
    lists = _lists_by_form()
    return lists.get(word, _NONE) | lists.get(word[1:], _NONE) | lists.get(word[2:], _NONE)


_NONE: frozenset[str] = frozenset()


@lru_cache(maxsize=1)
def _lists_by_form() -> Mapping[str, frozenset[str]]:
    """Return the names of the word lists that hold each form."""
    found: dict[str, set[str]] = defaultdict(set)
    for name, forms in role_words().items():
        for form in forms:
            found[form].add(name)
    return {form: frozenset(names) for form, names in found.items()}


def with_clitics(word: str, forms: frozenset[str]) -> bool:
    """Whether a folded word is one of `forms`, up to two letters written onto it."""
    return word in forms or word[1:] in forms or word[2:] in forms
