"""Who stands on which side of an event, for exports that ask for two: ACLED's inter codes and actor columns.

The lexicon of actors says what sort of party a name is; the country of the event says whether its army is at home.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from geo.lexicons import load_entries, load_mapping
from geo.records import Event
from geo.taxonomy import EventType, SubEventType

STATE, REBEL, MILITIA, RIOTERS, PROTESTERS, CIVILIANS, EXTERNAL = 1, 2, 3, 5, 6, 7, 8
"""ACLED's inter codes (codebook); 4, identity militias, asks for what no lexicon entry says."""

INTER_CODES: Mapping[str, int] = {
    "state": STATE,
    "rebel": REBEL,
    "islamic_state": REBEL,
    "militia": MILITIA,
    "foreign": EXTERNAL,
    "un": EXTERNAL,
    "other": EXTERNAL,
    "civilians": CIVILIANS,
    "aid": CIVILIANS,
    "media": CIVILIANS,
}
"""Kind of party in `lexicon/actors.yaml` → inter code. Aid workers and journalists are civilians there, UN forces are
external ones."""

_COUNTRY_CODE_LETTERS = 2
_AGAINST_DEMONSTRATORS = frozenset({SubEventType.EXCESSIVE_FORCE, SubEventType.PROTEST_INTERVENTION})


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """One of the two sides of an event."""

    actor: str = ""
    """Its name as Kharita shows it; empty when the text does not say who."""
    inter: int = 0
    """Inter code; 0 when there is nobody."""
    associated: tuple[str, ...] = ()


NOBODY = Side()


def sides(event: Event, country: str) -> tuple[Side, Side]:
    """Return the two sides of an event; `country` is the English name that unnamed people are told by.

    Whom a sub-type itself names is on his side even if the text names nobody: protesters, rioters, the civilians whom
    violence against civilians is for. Otherwise the parties stand in the order of the text, and those beyond the second
    stand with the first, for ACLED's two sides do not mean attacker and victim.
    """
    home = event.place.country if event.place else ""
    coded = [(name, inter_code(name, home)) for name in event.actors]
    armed = [(name, code) for name, code in coded if code != CIVILIANS]
    people = tuple(name for name, code in coded if code == CIVILIANS)
    match event.event_type:
        case EventType.PROTESTS:
            meets = armed if event.sub_event_type in _AGAINST_DEMONSTRATORS else []
            return _people("Protesters", PROTESTERS, people, country), _first(meets)
        case EventType.RIOTS:
            return _people("Rioters", RIOTERS, people, country), _first(armed)
        case EventType.VIOLENCE_AGAINST_CIVILIANS:
            return _first(armed), _people("Civilians", CIVILIANS, people, country)
        case _:
            return _of_text(armed, people)


@lru_cache(maxsize=4096)
def inter_code(name: str, country: str) -> int:
    """Return the inter code of a party in a country (ISO 3166-1 alpha-2); 0 for a name that no lexicon has.

    An army is `STATE` at home and `EXTERNAL` abroad, whatever the lexicon calls it.
    """
    party = _parties().get(name)
    if party is None:
        return 0
    actor_id, kind = party
    code = INTER_CODES[kind]
    origin = actor_id.partition("-")[0].upper()
    if code in {STATE, EXTERNAL} and kind != "un" and len(origin) == _COUNTRY_CODE_LETTERS and country:
        return STATE if origin == country else EXTERNAL
    return code


@lru_cache(maxsize=1)
def _parties() -> Mapping[str, tuple[str, str]]:
    """Return (id, kind) of every party of the lexicons by each of its names, Arabic and English."""
    found: dict[str, tuple[str, str]] = {}
    for row in (*load_entries("actors.yaml"), *load_mapping("demonyms.yaml")["nations"]):
        for name in (row["name_en"], row["name_ar"], *row.get("names", ())):
            found.setdefault(str(name), (row["id"], row["kind"]))
    return found


def _people(noun: str, code: int, named: tuple[str, ...], country: str) -> Side:
    return Side(actor=f"{noun} ({country})" if country else noun, inter=code, associated=named)


def _first(parties: list[tuple[str, int]]) -> Side:
    if not parties:
        return NOBODY
    (name, code), *others = parties
    return Side(actor=name, inter=code, associated=tuple(other for other, _ in others))


def _of_text(armed: list[tuple[str, int]], people: tuple[str, ...]) -> tuple[Side, Side]:
    parties = [*armed, *((name, CIVILIANS) for name in people)]
    if not parties:
        return NOBODY, NOBODY
    (name, code), *others = parties
    first = Side(actor=name, inter=code, associated=tuple(other for other, _ in others[1:]))
    return first, _first(others[:1])
