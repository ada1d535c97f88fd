"""Looking up a name on a Nominatim server that the user names: only when asked, slowly, and never twice.

No server is built in. Every answer is kept in a file, also that nothing was found; an answer counts only when it bears
the asked name, lies where it may, and is the only such place. Failures are told, not cached, and after
`MOST_FAILURES` in a row the server is left alone.
"""

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, dataclass
from math import cos, radians
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlsplit

from geopy.exc import GeopyError
from geopy.extra.rate_limiter import RateLimiter
from geopy.geocoders import Nominatim

from gazetteer.errors import GeocodingFailed
from gazetteer.folding import key
from gazetteer.import_rows import typical_radius_km
from gazetteer.merging import distance_km
from gazetteer.places import Place, PlaceKind

LAYER: Final = "geocoder"
LICENCE: Final = "ODbL 1.0"
ATTRIBUTION: Final = "© OpenStreetMap contributors (ODbL), through Nominatim"
ARAB_WORLD: Final = (-18.0, -2.0, 64.0, 43.0)
"""Box (west, south, east, north, degrees) from Mauritania to Iran and from Somalia to the Turkish coast."""
MOST_FAILURES: Final = 3
_SAME_SPOT_KM: Final = 15.0
"""Answers this close are one place, told twice (a town and its boundary)."""
_MOST_ANSWERS: Final = 5
_KINDS: Final[Mapping[str, PlaceKind]] = {
    "country": PlaceKind.COUNTRY,
    "state": PlaceKind.GOVERNORATE,
    "province": PlaceKind.GOVERNORATE,
    "region": PlaceKind.REGION,
    "county": PlaceKind.DISTRICT,
    "district": PlaceKind.DISTRICT,
    "municipality": PlaceKind.SUBDISTRICT,
    "city": PlaceKind.CITY,
    "town": PlaceKind.TOWN,
    "village": PlaceKind.VILLAGE,
    "hamlet": PlaceKind.VILLAGE,
    "isolated_dwelling": PlaceKind.VILLAGE,
    "suburb": PlaceKind.NEIGHBOURHOOD,
    "quarter": PlaceKind.NEIGHBOURHOOD,
    "neighbourhood": PlaceKind.NEIGHBOURHOOD,
    "aeroway": PlaceKind.AIRPORT,
    "military": PlaceKind.MILITARY_BASE,
    "highway": PlaceKind.ROAD,
    "bridge": PlaceKind.BRIDGE,
    "peak": PlaceKind.MOUNTAIN,
    "natural": PlaceKind.MOUNTAIN,
    "waterway": PlaceKind.WATER,
    "water": PlaceKind.WATER,
    "island": PlaceKind.ISLAND,
}
"""Nominatim's `addresstype`, else its `type` or `class`; anything else is a landmark."""

Box = tuple[float, float, float, float]
"""West, south, east, north, in degrees."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """One place as the server gave it."""

    osm_id: str
    """`node/123`."""
    names: tuple[str, ...]
    """Every name that it bears, in whatever language."""
    kind: str
    lat: float
    lon: float
    box: Box
    country: str


class Geocoder:
    """Asks one Nominatim server, politely."""

    def __init__(
        self,
        *,
        server: str,
        user_agent: str,
        cache_path: Path,
        min_delay_seconds: float = 1.0,
        box: Box = ARAB_WORLD,
        country_codes: tuple[str, ...] = (),
        timeout: float = 10.0,
        on_failure: Callable[[GeocodingFailed], None] = lambda _failure: None,
    ) -> None:
        """Name the server (`https://host[:port][/path]`) and how to ask it.

        Args:
            server: Address of the user's own or contracted Nominatim; there is no default.
            user_agent: How Kharita introduces itself; public servers demand it.
            cache_path: JSON lines, one answer a line; made when there is none.
            min_delay_seconds: Between two requests; the public server's policy asks for 1.
            box: Where answers may lie.
            country_codes: ISO 3166-1 alpha-2 codes that answers are restricted to; none: any.
            timeout: Seconds for one request.
            on_failure: Told each failure; the name is then left without a place.

        Raises:
            GeocodingFailed: The address is none, or the cache cannot be read.
        """
        parts = urlsplit(server if "//" in server else f"https://{server}")
        if parts.scheme not in {"http", "https"} or not parts.hostname:
            raise GeocodingFailed(f"{server!r} is no address of a Nominatim server; write https://host")
        self.host = parts.netloc
        self._box, self._countries, self._on_failure = box, tuple(sorted(map(str.lower, country_codes))), on_failure
        self._server = f"{parts.scheme}://{parts.netloc}{parts.path.rstrip('/')}"
        self._cache_path = cache_path
        self._cache = _read_cache(cache_path)
        self._failures = 0
        nominatim = Nominatim(
            user_agent=user_agent,
            domain=f"{parts.netloc}{parts.path.rstrip('/')}",
            scheme=parts.scheme,
            timeout=timeout,
        )
        self._ask_server = RateLimiter(
            nominatim.geocode, min_delay_seconds=min_delay_seconds, max_retries=0, swallow_exceptions=False
        )

    def find(self, name: str, *, container: Place | None = None) -> Place | None:
        """Return the one place of that name, `None` when there is none, several, or no answer.

        With a container, the server is asked for «name، container» and the place must lie within the container's reach.
        """
        question = f"{name}، {container.name_ar}" if container is not None and container.name_ar else name
        answers = self._answers(question)
        places = [self._place(answer, name) for answer in answers if _bears(answer, name)]
        fitting = [place for place in places if self._fits(place, container)]
        if not fitting or any(distance_km(fitting[0], other) > _SAME_SPOT_KM for other in fitting[1:]):
            return None
        return fitting[0]

    def _answers(self, question: str) -> tuple[Answer, ...]:
        """Return the server's answers, from the cache where the question was asked before."""
        asked = json.dumps([self._server, question, self._box, self._countries], ensure_ascii=False)
        if asked in self._cache:
            return self._cache[asked]
        if self._failures >= MOST_FAILURES:
            return ()
        try:
            answers = self._fetch(question)
        except GeocodingFailed as failure:
            self._failures += 1
            self._on_failure(failure)
            return ()
        self._failures = 0
        self._cache[asked] = answers
        _append(self._cache_path, asked, answers)
        return answers

    def _fetch(self, question: str) -> tuple[Answer, ...]:
        west, south, east, north = self._box
        try:
            found = self._ask_server(
                question,
                exactly_one=False,
                limit=_MOST_ANSWERS,
                addressdetails=True,
                namedetails=True,
                language="ar",
                country_codes=list(self._countries) or None,
                viewbox=((south, west), (north, east)),
                bounded=True,
            )
            return tuple(_answer(location.raw) for location in found or ())
        except GeopyError as error:
            reason = f"{type(error).__name__}: {error}" if str(error) else type(error).__name__
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            reason = f"its answer is not Nominatim's ({error})"
        left = MOST_FAILURES - self._failures - 1
        rest = f"{left} more and it is left alone" if left else "it is not asked again in this run"
        raise GeocodingFailed(f"geocoder {self.host}: «{question}»: {reason}; {rest}")

    def _place(self, answer: Answer, name: str) -> Place:
        kind = _KINDS.get(answer.kind, PlaceKind.LANDMARK)
        return Place(
            place_id=f"{LAYER}:osm-{answer.osm_id.replace('/', '-')}",
            name_ar=name,
            name_en=next((text for text in answer.names if text.isascii()), name),
            kind=kind,
            lat=answer.lat,
            lon=answer.lon,
            radius_km=max(typical_radius_km(kind), _half_width_km(answer.box)),
            country=answer.country,
            layer=LAYER,
            sources=(f"Nominatim at {self.host}",),
            note="looked up by name; nobody checked it",
        )

    def _fits(self, place: Place, container: Place | None) -> bool:
        """Whether a place lies in the box, in a wanted country and within reach of its container."""
        west, south, east, north = self._box
        if not (south <= (place.lat or 0.0) <= north and west <= (place.lon or 0.0) <= east):
            return False
        if self._countries and place.country and place.country.lower() not in self._countries:
            return False
        if container is None or not container.located:
            return True
        if container.kind is PlaceKind.COUNTRY:
            return place.country in {"", container.country}
        return distance_km(place, container) <= max(_NEAREST_REACH_KM, container.radius_km) * 1.25 + place.radius_km


_NEAREST_REACH_KM: Final = 30.0
"""«X near Y» and «X in the countryside of Y» reach this far from a town, as in `gazetteer.distance`."""


def _bears(answer: Answer, name: str) -> bool:
    """Whether an answer bears the name, with or without the article; servers also answer what merely resembles it."""
    wanted = key(name).removeprefix("ال")
    return any(key(own).removeprefix("ال") == wanted for own in answer.names)


def _answer(raw: Mapping[str, Any]) -> Answer:
    south, north, west, east = (float(side) for side in raw["boundingbox"])
    names = (
        raw.get("name"),
        str(raw["display_name"]).split(",")[0].split("،")[0],
        *(raw.get("namedetails") or {}).values(),
    )
    return Answer(
        osm_id=f"{raw['osm_type']}/{raw['osm_id']}",
        names=tuple(dict.fromkeys(str(name).strip() for name in names if name)),
        kind=next((str(raw[part]) for part in ("addresstype", "type", "class") if str(raw.get(part)) in _KINDS), ""),
        lat=float(raw["lat"]),
        lon=float(raw["lon"]),
        box=(west, south, east, north),
        country=str((raw.get("address") or {}).get("country_code") or "").upper(),
    )


def _half_width_km(box: Box) -> float:
    west, south, east, north = box
    wide = (east - west) * cos(radians((south + north) / 2))
    return round(min(300.0, max(wide, north - south) / 2 * 111.2), 2)


def _read_cache(path: Path) -> dict[str, tuple[Answer, ...]]:
    """Return question → answers; a line that a crash left half is skipped, and asked again."""
    try:
        lines: Iterable[str] = path.read_text(encoding="utf-8").splitlines() if path.is_file() else ()
    except OSError as error:
        raise GeocodingFailed(f"{path}: the cache cannot be read ({error.strerror})") from error
    found: dict[str, tuple[Answer, ...]] = {}
    for line in lines:
        try:
            entry = json.loads(line)
            found[entry["asked"]] = tuple(
                Answer(**{**answer, "names": tuple(answer["names"]), "box": tuple(answer["box"])})
                for answer in entry["answers"]
            )
        except (ValueError, TypeError, KeyError):
            continue
    return found


def _append(path: Path, asked: str, answers: tuple[Answer, ...]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    line = json.dumps({"asked": asked, "answers": [asdict(answer) for answer in answers]}, ensure_ascii=False)
    with path.open("a", encoding="utf-8") as file:
        file.write(f"{line}\n")
