"""The gazetteer's knowledge of Arabic around place names, read from the CSV files in `gazetteer/lexicon/`.

Every form stands there in normal spelling and is folded here. A linguist edits the files; this module holds no words.
"""

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from types import MappingProxyType

from gazetteer.errors import LayerFileInvalid, LayerNotFound
from gazetteer.folding import key
from gazetteer.places import PlaceKind

LEXICON = Path(__file__).with_name("lexicon")


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """A noun that governs a place name (حي, أحياء, ريف, أطراف) and what it says of it."""

    form: str
    """Folded."""
    number: str
    """singular | dual | plural; the last two announce a list."""
    kinds: frozenset[PlaceKind]
    """Kinds of place it asks for; empty: any."""
    relation: str
    """at | near | edge | countryside | part | road | organisation."""
    names: bool = False
    """Whether an unknown word behind it is the name of a place («قرية X»)."""
    in_name: bool = False
    """Whether it is part of the name («معبر رفح» is not Rafah, «حي السكري» is «السكري»)."""
    spelling: str = ""
    """As the file has it: «أحياء» are quarters, «إحياء» is a revival, and both fold to one form."""
    after_anything: bool = False
    """Whether the place is often called after a person or a thing («مستشفى الأمل», «مدرسة كمال عدوان»)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Preposition:
    """A word before a name that makes a place reading likelier."""

    form: str
    evidence: int
    """Points of placeness, 0 to 2."""
    sense: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Demonym:
    """An adjective of origin: never a place itself, but it tells a country."""

    form: str
    country: str
    """ISO 3166-1 alpha-2."""


@lru_cache(maxsize=1)
def heads() -> Mapping[str, Head]:
    """Return the governing nouns by folded form."""
    table: dict[str, Head] = {}
    for line, row in _rows("heads.csv"):
        try:
            kinds = frozenset(PlaceKind(kind) for kind in row["kinds"].split("|") if kind)
        except ValueError as error:
            raise LayerFileInvalid(f"heads.csv:{line}: {error}; use a kind of gazetteer.places.PlaceKind") from error
        form = key(row["form"])
        table[form] = Head(
            form=form,
            number=row["number"],
            kinds=kinds,
            relation=row["relation"],
            names=row["names"] == "yes",
            in_name=row["in_name"] == "yes",
            spelling=row["form"],
            after_anything=row["named_after"] == "anything",
        )
    return MappingProxyType(table)


@lru_cache(maxsize=1)
def directions() -> Mapping[str, float]:
    """Return bearings in degrees (0 is north, clockwise) by folded form."""
    return MappingProxyType({key(row["form"]): float(row["bearing"]) for _, row in _rows("directions.csv")})


@lru_cache(maxsize=1)
def number_words() -> Mapping[str, float]:
    """Return numbers by folded word, as distances are told in («عشرة كيلومترات»)."""
    return MappingProxyType({key(row["form"]): float(row["value"]) for _, row in _rows("number_words.csv")})


@lru_cache(maxsize=1)
def prepositions() -> Mapping[str, Preposition]:
    """Return the prepositions that bear on placeness by folded form."""
    return MappingProxyType(
        {
            key(row["form"]): Preposition(form=key(row["form"]), evidence=int(row["evidence"]), sense=row["sense"])
            for _, row in _rows("prepositions.csv")
        }
    )


@lru_cache(maxsize=1)
def demonyms() -> Mapping[str, str]:
    """Return ISO country codes by folded adjective of origin, all genders and numbers, with and without article."""
    table: dict[str, str] = {}
    for _, row in _rows("demonyms.csv"):
        stem = key(row["nisba"])
        for suffix in ("", "ه", "ون", "ين", "ان", "تين", "تان", "ات"):
            form = stem + suffix
            table.setdefault(form, row["country"])
            table.setdefault(f"ال{form}", row["country"])
            table.setdefault(f"لل{form}", row["country"])
    return MappingProxyType(table)


@cache
def capitals() -> Mapping[str, str]:
    """Return the place ids of capitals by ISO country code."""
    return MappingProxyType({row["country"]: row["place_id"] for _, row in _rows("capitals.csv")})


@cache
def capital_ids() -> frozenset[str]:
    """Return the place ids of the capitals of all countries."""
    return frozenset(capitals().values())


@cache
def words(file: str, column: str = "form") -> frozenset[str]:
    """Return one column of a lexicon file as a set of folded forms."""
    return frozenset(key(row[column]) for _, row in _rows(file))


@lru_cache(maxsize=1)
def everyday_names() -> frozenset[str]:
    """Return the folded names that are everyday words or persons' names first and places second («الباب», «الميدان»).

    To be found as places they need a reason: a head noun («مدينة», «حي»), a list of places, a place named near by.
    """
    return words("everyday_names.csv", "name")


@lru_cache(maxsize=1)
def common_words() -> frozenset[str]:
    """Return frequent words of Arabic news, folded, names of known places left out.

    Made from word counts over 16,140 articles of 2015 (SaudiNewsNet): the words written at least 12 times, without
    those that mostly follow a naming noun, which are names no layer knows.
    """
    return frozenset((LEXICON / "common_words.txt").read_text(encoding="utf-8").split())


@lru_cache(maxsize=1)
def weak_names() -> Mapping[str, int]:
    """Return, by folded name, how many points of evidence a name with a common-word reading asks for."""
    return MappingProxyType({key(row["name"]): int(row["needs"]) for _, row in _rows("weak_names.csv")})


def _rows(file: str) -> Iterator[tuple[int, dict[str, str]]]:
    path = LEXICON / file
    try:
        with path.open(encoding="utf-8", newline="") as stream:
            yield from enumerate(csv.DictReader(stream), start=2)
    except FileNotFoundError as error:
        raise LayerNotFound(f"{path}: the lexicon file is missing; reinstall Kharita") from error
