"""Names that are words of every report before they are places: harmless for a city, harmful for an obscure village."""

from gazetteer import lexicon
from gazetteer.folding import key

_WEAK = 3
"""Points of evidence that `weak_names.csv` gives to names that are hardly ever places."""


def is_plain_word(name: str) -> bool:
    """Whether a name alone is a word of every report first, so that an obscure village of that name does harm.

    A noun that governs names, a direction, a preposition, a title, an adjective of origin, a listed everyday or weak
    name, or a common word without article («مدينة», «شرق», «السورية», «الميدان», «مجموعة»). Names of several words are
    none; a word with its article may be («المنصورة»), and asks for much evidence instead.
    """
    form = key(name)
    if " " in form:
        return False
    return (
        (not form.startswith("ال") and form in lexicon.common_words())
        or lexicon.weak_names().get(form, 0) >= _WEAK
        or form in lexicon.everyday_names()
        or form in lexicon.heads()
        or form in lexicon.directions()
        or form in lexicon.prepositions()
        or form in lexicon.demonyms()
        or form in lexicon.words("titles.csv")
    )
