"""The word lists by which the role of a place name is told, from `lexicon/roles.yaml`."""

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


def with_clitics(word: str, forms: frozenset[str]) -> bool:
    """Whether a folded word is one of `forms`, up to two letters written onto it."""
    return word in forms or word[1:] in forms or word[2:] in forms
