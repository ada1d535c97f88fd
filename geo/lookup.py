"""Places by name for whoever sits above: every candidate of a name with its reasons, and a search as one types."""

from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from gazetteer.boundaries import Rings
from gazetteer.candidates import Candidate, resolve_name
from gazetteer.folding import key
from gazetteer.index import Gazetteer, LayerInfo
from gazetteer.loading import fingerprint, layer_files, load_gazetteer
from gazetteer.places import Place, PlaceKind

__all__ = [
    "Candidate",
    "LayerInfo",
    "Place",
    "first_level_units",
    "governorate",
    "governorate_names",
    "layers",
    "layers_mark",
    "outlines",
    "resolve",
    "search_places",
]

_EXACT, _OPENING, _WORD, _INSIDE, _ABSENT = range(5)
"""How well a name answers a search: the same, opens with it, holds it as a word's beginning, holds it, does not."""


def resolve(name: str, *, near: str = "", store: Path | None = None) -> tuple[Candidate, ...]:
    """Return every place that bears a name, best first; `near` names one that the wanted place is in or close to."""
    return resolve_name(name, load_gazetteer(store), near=near or None)


def layers(store: Path | None = None) -> tuple[LayerInfo, ...]:
    """Return what must be known of each layer in use: title, number of places, licence, attribution."""
    return load_gazetteer(store).layers


def governorate(place: Place, store: Path | None = None) -> Place | None:
    """Return the first-level unit that holds a place; `None` when no layer says."""
    return load_gazetteer(store).admin1(place)


def governorate_names(store: Path | None = None) -> dict[str, str]:
    """Return the Arabic name of every first-level unit by its English one."""
    return {place.name_en: place.name_ar for place in first_level_units(store) if place.name_ar}


def first_level_units(store: Path | None = None) -> tuple[Place, ...]:
    """Return every governorate, located or not."""
    return tuple(place for place in load_gazetteer(store).places.values() if place.kind is PlaceKind.GOVERNORATE)


def outlines(country: str, store: Path | None = None) -> dict[str, Rings]:
    """Return the boundaries that a store's layers bring of the governorates of a country, by place id."""
    gazetteer = load_gazetteer(store)
    return {
        place_id: rings
        for place_id, rings in gazetteer.outlines.items()
        if (place := gazetteer.places.get(place_id))
        and place.kind is PlaceKind.GOVERNORATE
        and place.country == country
    }


def layers_mark(store: Path | None = None) -> str:
    """Return what changes whenever a layer does: a digest of all that the gazetteer is made of."""
    return fingerprint(layer_files(store))


def search_places(words: str, *, limit: int, store: Path | None = None) -> tuple[Place, ...]:
    """Return the places whose Arabic or English name answers the words, spelling folded, the best answer first.

    A name that is the words comes before one that opens with them, and that before one that holds them; among equals
    the better known place, then the one with more inhabitants. Nothing answers a blank.
    """
    wanted = key(words)
    if not wanted:
        return ()
    ranked = []
    for names, place in _names(load_gazetteer(store)):
        fit = min(_fit(name, wanted) for name in names)
        if fit < _ABSENT:
            ranked.append((fit, -place.prominence, -place.population, place.place_id, place))
    return tuple(entry[-1] for entry in sorted(ranked, key=lambda entry: entry[:-1])[:limit])


def _fit(name: str, wanted: str) -> int:
    if wanted not in name:
        return _ABSENT
    if name == wanted:
        return _EXACT
    if name.startswith(wanted):
        return _OPENING
    return _WORD if f" {wanted}" in name else _INSIDE


@lru_cache(maxsize=2)
def _names(gazetteer: Gazetteer) -> tuple[tuple[tuple[str, ...], Place], ...]:
    return tuple(_folded(gazetteer))


def _folded(gazetteer: Gazetteer) -> Iterator[tuple[tuple[str, ...], Place]]:
    for place in gazetteer.places.values():
        names = tuple(filter(None, (key(name) for name in (*place.names, place.name_en))))
        if names:
            yield names, place
