"""The word lists by which the role of a place name is told, from `lexicon/roles.yaml`."""

from collections.abc import Mapping
from functools import lru_cache

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
