"""The gazetteer in memory: from a folded name to the places that bear it.

It knows names, not texts: `gazetteer.matcher` finds them in a text, `gazetteer.resolver` chooses among bearers.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from gazetteer import lexicon
from gazetteer.boundaries import Rings, encloses
from gazetteer.errors import UnknownPlace
from gazetteer.folding import key
from gazetteer.places import ADMIN_KINDS, BUILT_IN, FINE_KINDS, OBSCURE, SETTLEMENT_KINDS, Place, PlaceKind

_CERTAIN, _LIKELY, _PLAIN, _DOUBTFUL, _AFTER_PERSON, _WORD = 0, 1, 2, 3, 4, 5
FAMOUS, _KNOWN = 0.5, 0.25
_IN_THE_NEWS = 0.35


@dataclass(frozen=True, slots=True, kw_only=True)
class LayerInfo:
    """What users must know of a layer that is in use."""

    name: str
    title: str
    count: int
    """Places it brings."""
    priority: int
    licence: str
    attribution: str


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Gazetteer:
    """Every place of every layer, by id and by folded name; equal only to itself, so that lookups can be remembered."""

    places: Mapping[str, Place] = field(repr=False)
    names: Mapping[str, tuple[str, ...]] = field(repr=False)
    """Folded name → ids of its bearers, best known first."""
    needs: Mapping[str, int] = field(repr=False)
    """Folded name → points of evidence that make it a toponym: 0 certain … 3 a common word too, 5 a word first."""
    starts: Mapping[str, int] = field(repr=False)
    """First word of a name → the most words any such name has."""
    glued: Mapping[str, str] = field(repr=False)
    """Several-word name without its spaces → the name, for tokens that a sloppy conversion glued."""
    phrases: Mapping[str, str] = field(repr=False)
    """Relational phrase («شرق حلب») → the id of the area that it names."""
    layers: tuple[LayerInfo, ...] = ()
    """Where the places come from, highest priority first."""
    outlines: Mapping[str, Rings] = field(default_factory=dict, repr=False)
    """Place id → its boundary, where a layer brings one."""

    def contains(self, container_id: str, lat: float, lon: float) -> bool | None:
        """Whether a point (degrees) lies inside a place's boundary; `None` where no layer knows the boundary."""
        rings = self.outlines.get(container_id)
        return None if rings is None else encloses(rings, lat, lon)

    def place(self, place_id: str) -> Place:
        """Return one place by id, or raise `UnknownPlace`."""
        try:
            return self.places[place_id]
        except KeyError:
            raise UnknownPlace(f"no layer has a place «{place_id}»; `kharita resolve NAME` lists ids") from None

    def bearers(self, name: str) -> tuple[Place, ...]:
        """Return the places that bear a name (any spelling), best known first; empty when none does."""
        return tuple(self.places[place_id] for place_id in self.names.get(key(name), ()))

    def needed(self, name: str) -> int:
        """Return the points of evidence a folded name needs; as many as a common word where no layer knows it."""
        return self.needs.get(name, _DOUBTFUL)

    def fame(self, name: str) -> float:
        """Return the prominence of the best known bearer of a folded name; 0 when none bears it."""
        ids = self.names.get(name)
        return self.places[ids[0]].prominence if ids else 0.0

    def ancestors(self, place: Place) -> tuple[Place, ...]:
        """Return the places that contain `place`, nearest first; stops at an unknown or circular parent."""
        return _ancestors(self, place.place_id, place.parent_id)

    def admin1(self, place: Place) -> Place | None:
        """Return the first-level unit that holds a place, itself included; `None` when no layer says."""
        return _admin1(self, place.place_id) if place.place_id in self.places else None


@lru_cache(maxsize=100_000)
def _ancestors(gazetteer: Gazetteer, place_id: str, parent_id: str | None) -> tuple[Place, ...]:
    """Return what contains a place; remembered, since a text asks for each bearer of each name."""
    found: list[Place] = []
    seen = {place_id}
    while parent_id and parent_id not in seen and parent_id in gazetteer.places:
        found.append(gazetteer.places[parent_id])
        seen.add(parent_id)
        parent_id = found[-1].parent_id
    return tuple(found)


@lru_cache(maxsize=100_000)
def _admin1(gazetteer: Gazetteer, place_id: str) -> Place | None:
    """Return a place's first-level unit; remembered, since a text asks for each bearer of each name."""
    place = gazetteer.places[place_id]
    units = (place, *gazetteer.ancestors(place))
    return next((unit for unit in units if unit.kind is PlaceKind.GOVERNORATE), None)


def build_gazetteer(
    places: Iterable[Place], *, layers: tuple[LayerInfo, ...] = (), outlines: Mapping[str, Rings] | None = None
) -> Gazetteer:
    """Index places by every folded name; of two with the same id the first stays."""
    by_id: dict[str, Place] = {}
    for place in places:
        by_id.setdefault(place.place_id, place)
    bearers: dict[str, set[str]] = defaultdict(set)
    phrases: dict[str, str] = {}
    for place in by_id.values():
        for name in sorted(search_keys(place)):
            if is_relational_phrase(name, place, by_id):
                phrases[name] = place.place_id
            else:
                bearers[name].add(place.place_id)
    for name, ids in _written_together(bearers).items():
        bearers[name] |= ids
    articleless = _without_article(bearers, by_id)
    for name, ids in articleless.items():
        bearers[name] |= ids
    names = {
        name: tuple(sorted(ids, key=lambda place_id: (-by_id[place_id].prominence, place_id)))
        for name, ids in bearers.items()
    }
    needs = {
        name: _needed_without_article(name) if name in articleless else evidence_needed(name, by_id[ids[0]])
        for name, ids in names.items()
    }
    starts: dict[str, int] = {}
    for name in names:
        count = name.count(" ") + 1
        first = name.split(" ", 1)[0]
        starts[first] = max(count, starts.get(first, 0))
    glued = {name.replace(" ", ""): name for name in sorted(names) if " " in name and len(name) > _SHORTEST_GLUED}
    return Gazetteer(
        places=by_id,
        names=names,
        needs=needs,
        starts=starts,
        glued=glued,
        phrases=phrases,
        layers=layers,
        outlines=outlines or {},
    )


_SHORTEST_GLUED = 8
"""Shorter glued names collide with common words."""


def search_keys(place: Place) -> frozenset[str]:
    """Return the folded forms under which texts may name a place.

    A head noun that only says the kind (محافظة حلب, حي السكري) is left off, since the matcher reads it as context. It
    stays where nothing else would be left, and where it is part of the name (جبل الزاوية, تل رفعت, طريق الباب).
    """
    found: set[str] = set()
    for name in place.names:
        form = key(name)
        found.add(_without_head(form) or form)
    return frozenset(form for form in found if len(form) > 1 and not form.isdigit() and not _is_generic(form))


def _is_generic(form: str) -> bool:
    """Whether a name is made of words alone that name nothing («وسط البلاد»)."""
    generic, nouns = lexicon.weak_names(), lexicon.heads()
    return all(generic.get(word, 0) > _DOUBTFUL or word in nouns for word in form.split(" "))


def _without_head(form: str) -> str:
    """Return a name without its separable head noun and its stock adjectives; empty when nothing else is left."""
    tokens = form.split(" ")
    if tokens[0] not in lexicon.words("separable_heads.csv"):
        return ""
    if len(tokens) > 2 and tokens[1] in lexicon.words("separable_heads.csv"):  # «مديرية مدينة مأرب»
        return _without_head(" ".join(tokens[1:]))
    rest = [token for token in tokens[1:] if token not in lexicon.words("facility_adjectives.csv")]
    return " ".join(rest)


def _written_together(bearers: Mapping[str, set[str]]) -> dict[str, set[str]]:
    """Return two-word names with their opener written onto the rest («أمدرمان») where nobody has that form."""
    openers = lexicon.words("name_openers.csv")
    found: dict[str, set[str]] = defaultdict(set)
    for name, ids in bearers.items():
        first, _, rest = name.partition(" ")
        together = f"{first}{rest}"
        known = (
            together in bearers or together in lexicon.common_words() or together in lexicon.words("given_names.csv")
        )
        if first in openers and rest and " " not in rest and len(together) >= _SHORTEST_TOGETHER and not known:
            found[together] |= ids
    return found


_SHORTEST_TOGETHER = 6


def _without_article(bearers: Mapping[str, set[str]], by_id: Mapping[str, Place]) -> dict[str, set[str]]:
    """Return one-word names with their article left off («حويسيس» for الحويسيس) where that form is nobody's name.

    Nor may it be a common word («مرتفعة») where all bearers are obscure.
    """
    return {
        name[2:]: set(ids)
        for name, ids in bearers.items()
        if name.startswith("ال") and " " not in name and len(name) > _SHORT_NAME + 3 and _is_free(name[2:], bearers)
        if name[2:] not in lexicon.common_words() or not all(_is_obscure(by_id[place_id]) for place_id in ids)
    }


def _is_free(form: str, bearers: Mapping[str, set[str]]) -> bool:
    """Whether a form is nobody's name and no noun that governs names («محافظة»)."""
    return form not in bearers and form not in lexicon.heads() and form not in lexicon.weak_names()


def is_relational_phrase(name: str, place: Place, by_id: Mapping[str, Place]) -> bool:
    """Whether a name is only a side or countryside of the place's own parent («شرق حلب», «ريف حمص الشرقي»)."""
    if place.kind in ADMIN_KINDS or " " not in name:
        return False
    first, rest = name.split(" ", 1)
    head = lexicon.heads().get(first)
    if first not in lexicon.directions() and not (head and head.relation == "countryside"):
        return False
    parent, steps = by_id.get(place.parent_id or ""), 0
    while parent is not None and steps < _DEEPEST:
        if any(rest == own or rest.startswith(f"{own} ") for own in search_keys(parent)):
            return True
        parent, steps = by_id.get(parent.parent_id or ""), steps + 1
    return head is not None


_DEEPEST = 6
"""Longest chain of parents: quarter, city, subdistrict, district, governorate, country."""


def evidence_needed(name: str, best: Place) -> int:
    """Return how many points of evidence a name needs to count as a toponym, by what it is and how known its bearer.

    Names that are common words too stand in `lexicon/weak_names.csv` with their own figure.
    """
    listed = lexicon.weak_names().get(name)
    if listed is not None:
        return listed
    if name in lexicon.everyday_names():
        return _DOUBTFUL
    if _is_obscure(best):
        return _needed_by_obscure(name)
    if best.prominence >= FAMOUS:
        return _CERTAIN
    if name.split(" ", 1)[0] in lexicon.words("titles.csv"):
        return _DOUBTFUL if best.kind in SETTLEMENT_KINDS else _AFTER_PERSON
    if best.kind in FINE_KINDS:
        doubtful = not _is_well_known_quarter(name, best) if " " not in name else _is_description(name)
        return _DOUBTFUL if doubtful else _PLAIN
    if " " in name or best.prominence >= _KNOWN:
        return _LIKELY
    return _DOUBTFUL if len(name.removeprefix("ال")) <= _SHORT_NAME else _PLAIN


def _is_well_known_quarter(name: str, place: Place) -> bool:
    """Whether a quarter is often in the news and its name is no word of every text, nor like a man's («الهواري»)."""
    known = place.kind is PlaceKind.NEIGHBOURHOOD and place.prominence >= _IN_THE_NEWS
    return known and not name.endswith("ي") and name not in lexicon.common_words()


def _needed_without_article(name: str) -> int:
    """Return the points for a name that lost its article: «محطة جديدة» is new, and no «الجديدة»."""
    return _WORD if name in lexicon.common_words() else _DOUBTFUL


def _is_description(name: str) -> bool:
    """Whether a name is nothing but common words with articles: every town has a «المجمع الحكومي»."""
    return all(word.startswith("ال") and word in lexicon.common_words() for word in name.split(" "))


def _is_obscure(place: Place) -> bool:
    """Whether only a layer of the user's knows a place, and nobody rated it."""
    return place.layer not in BUILT_IN and place.prominence <= OBSCURE


def _needed_by_obscure(name: str) -> int:
    """Return the points for a village that only a user's layer knows: more, the more its name looks like plain words.

    A dump of a country holds hundreds of villages that bear a man's name or a word of every report.
    """
    words = name.split(" ")
    usual = [word in lexicon.common_words() or word in lexicon.words("given_names.csv") for word in words]
    if len(words) == 1:
        return _WORD if usual[0] else _DOUBTFUL
    if words[0] in lexicon.words("given_names.csv") or {words[0], words[-1]} & lexicon.words("titles.csv"):
        return _WORD
    return _DOUBTFUL if all(usual) else _PLAIN


_SHORT_NAME = 3
"""Letters without the article: so short a name is some other word more often than not."""
