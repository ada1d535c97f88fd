"""Places chosen that a text can hardly mean, for the countries and cities that it speaks of."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from gazetteer.distance import is_far_from
from gazetteer.folding import key
from gazetteer.index import Gazetteer
from gazetteer.placeness import COMMON_WORD
from gazetteer.places import ADMIN_KINDS, SETTLEMENT_KINDS, SETTLEMENTS, WITHIN_A_CITY, Place, PlaceKind
from gazetteer.recognition import ToponymMention

_WELL_KNOWN_QUARTER = 0.35
"""Prominence from which a quarter is written of without its city («صلاح الدين», «جوبر»)."""
_OBSCURE_ABROAD, _OBSCURE_ONCE = 0.25, 0.32
"""Prominence below which a settlement is written of only where its country is; and below which, if it is named once."""
_HARDLY_KNOWN = 0.25
"""Prominence below which a village is written of only where others near it are."""
_SEVERAL = 2
"""Places of a country that show of which part of it a text is."""
_SURE_LIST, _BOTH = 2, 2
_SITES = frozenset({PlaceKind.AIRPORT, PlaceKind.MILITARY_BASE})
"""Kinds of what is called after a place, by which a place of the same name may be called elsewhere («قاعدة واو»)."""
_OF_THE_WORLD = 0.7
"""Prominence from which a place is named beside those of any country."""


def without_strangers(
    mentions: Sequence[ToponymMention], chosen: Sequence[Place | None], gazetteer: Gazetteer
) -> list[Place | None]:
    """Return the place chosen for each mention, `None` for one that the text as a whole can hardly mean.

    What speaks against a place is judged in this order, each time by the places that are left: quarters of cities and
    small places of countries that are not written of, streets that are only called after a town, and places that are
    foreign to the list in which they stand.
    """
    strangers = _strangers(mentions, chosen, gazetteer)
    known = [None if place is None or place.place_id in strangers else place for place in chosen]
    countries = Counter(place.country for place in _distinct(known))
    known = [
        None if place is not None and _is_called_after(mention, place, countries) else place
        for mention, place in zip(mentions, known, strict=True)
    ]
    listed = _countries_of_lists(mentions, known)
    return [
        None
        if place is not None
        and mention.list_id in listed
        and _is_foreign_to_its_list(place, listed[mention.list_id], countries)
        else place
        for mention, place in zip(mentions, known, strict=True)
    ]


def _strangers(
    mentions: Sequence[ToponymMention], chosen: Sequence[Place | None], gazetteer: Gazetteer
) -> frozenset[str]:
    """Return the ids of places that the text can hardly mean, for what else it speaks of.

    Each place is judged once, so that a text of any length costs the same a mention.
    """
    named = _distinct(chosen)
    names: dict[str, set[str]] = defaultdict(set)
    for mention, place in zip(mentions, chosen, strict=True):
        if place is not None:
            names[place.place_id].add(mention.name)
    countries = Counter(place.country for place in named)
    times = Counter(place.place_id for place in chosen if place is not None)
    said = frozenset(mention.context.country for mention in mentions)
    around = _Around(
        ids=frozenset(place.place_id for place in named),
        countries=countries,
        units=Counter(unit.place_id for place in named if (unit := gazetteer.admin1(place)) is not None),
        names=names,
    )
    return frozenset(
        place.place_id
        for place in named
        if _is_stranger(place, around, gazetteer)
        or _is_foreign_namesake(place, times[place.place_id], countries, said)
        or _is_the_two_of_them(place, names[place.place_id], countries)
        or _is_a_word_elsewhere(place, names[place.place_id], countries, gazetteer)
        or _is_far_from_all(place, named, around, gazetteer)
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Around:
    """What a text names, counted once, so that a text of any number of names costs the same a name."""

    ids: frozenset[str]
    countries: Counter[str]
    units: Counter[str]
    """Places by the governorate that they are or lie in."""
    names: Mapping[str, AbstractSet[str]]
    """The folded names by which the text calls each place."""


def _distinct(chosen: Sequence[Place | None]) -> tuple[Place, ...]:
    """Return the places that a text names, each once."""
    return tuple({place.place_id: place for place in chosen if place is not None}.values())


def _is_alone_abroad(place: Place, countries: Counter[str]) -> bool:
    """Whether a text names nothing else of a place's country, but places of others."""
    return countries[place.country] == 1 and len(countries) > 1


def _is_called_after(mention: ToponymMention, place: Place, countries: Counter[str]) -> bool:
    """Whether a street, square or bridge only bears the name of a town: «دوار الكويت» in Gaza, any «شارع أسيوط».

    A street is hardly ever in the town that it is called after, a square or a bridge may well be, if a text speaks of
    its country: «كوبري مكة» in a report of Darfur is not in Mecca, though Jeddah be named.
    """
    head = mention.head
    if head is None or not head.in_name or head.kinds & SETTLEMENTS or place.kind not in SETTLEMENTS:
        return False
    is_street = PlaceKind.ROAD in head.kinds and head.relation == "at"
    return is_street or _is_alone_abroad(place, countries) or 2 * countries[place.country] < max(countries.values())


def _is_foreign_namesake(place: Place, times: int, countries: Counter[str], said: frozenset[str]) -> bool:
    """Whether a little-known settlement lies in a country of which the text names nothing else, but others.

    A report from Yobe State in Nigeria does not mean Ube in Japan, nor one from Tripoli a market of Yemen.
    """
    obscure = _OBSCURE_ONCE if times == 1 else _OBSCURE_ABROAD
    site = place.kind in _SITES and place.prominence < _OF_THE_WORLD
    if not site and (place.kind not in SETTLEMENT_KINDS or place.prominence >= obscure):
        return False
    return _is_alone_abroad(place, countries) and place.country not in said


def _is_the_two_of_them(place: Place, names: AbstractSet[str], countries: Counter[str]) -> bool:
    """Whether a text on another country means the two villages just named: «القريتين» of Kirkuk are no town of Homs."""
    duals = {name for name in names if name.startswith("ال") and name.endswith("ين") and name[2:-2] in _COUNTED}
    return bool(duals) and duals == names and _is_alone_abroad(place, countries)


_COUNTED = frozenset(("قريت", "بلدت", "مدينت"))
"""Nouns, the ending of the dual left out, whose dual with the article is the name of a place as well."""


def _is_a_word_elsewhere(place: Place, names: AbstractSet[str], countries: Counter[str], gazetteer: Gazetteer) -> bool:
    """Whether a text on other countries calls a unit by a common word: «منطقة الجزيرة» in Anbar is not Sudan's."""
    common = all(gazetteer.needed(name) >= COMMON_WORD for name in names)
    return place.kind in ADMIN_KINDS and common and _is_alone_abroad(place, countries)


def _is_far_from_all(place: Place, named: Sequence[Place], around: _Around, gazetteer: Gazetteer) -> bool:
    """Whether a village hardly known lies far from all else of its country in a text that does not name its unit.

    A report of the fronts round Hama does not mean a village of Suwayda by «المجدل»: many villages of one name are in
    no layer.
    """
    if place.kind not in SETTLEMENTS or place.prominence >= _HARDLY_KNOWN or not place.located:
        return False
    unit = gazetteer.admin1(place)
    if unit is None or around.units[unit.place_id] > 1:
        return False
    others = [
        other
        for other in named
        if other is not place
        and other.located
        and other.country == place.country
        and other.kind is not PlaceKind.COUNTRY
    ]
    return len(others) >= _SEVERAL and all(is_far_from(place, other) for other in others)


def _countries_of_lists(
    mentions: Sequence[ToponymMention], chosen: Sequence[Place | None]
) -> Mapping[int, Counter[str]]:
    """Return how often a list names each country, of lists with enough places to tell one foreign to the others."""
    sizes = Counter(mention.list_id for mention in mentions)
    found: dict[int, Counter[str]] = defaultdict(Counter)
    for mention, place in zip(mentions, chosen, strict=True):
        if place is not None and sizes[mention.list_id] > _SURE_LIST:
            found[mention.list_id][place.country] += 1
    return found


def _is_foreign_to_its_list(place: Place, listed: Counter[str], countries: Counter[str]) -> bool:
    """Whether a place is alone in a list of places of another country, and its country not written of.

    «القاعدة والمفرق والحوبان» are three places of Yemen, none of Jordan; «عمان وبيروت» may well be two capitals.
    """
    others = listed.total() - listed[place.country]
    return (
        listed[place.country] == 1
        and others >= _SURE_LIST
        and len(listed) == _BOTH
        and countries[place.country] == 1
        and place.prominence < _OF_THE_WORLD
    )


def _is_stranger(place: Place, around: _Around, gazetteer: Gazetteer) -> bool:
    """Whether a place within a city is of one that the text does not speak of.

    Every city has a «حي الثورة» and a «مستشفى الثورة», few of them are in a layer.
    An obscure one needs another place of its governorate in the text, a well-known one no more than its country, or a
    text that names nothing else.
    """
    if not _lies_within_a_city(place, gazetteer) or _names_its_home(place, around, gazetteer):
        return False
    if place.prominence >= _WELL_KNOWN_QUARTER:
        return len(around.ids) > 1 and around.countries[place.country] == 1
    return not _shares_its_home(place, around, gazetteer)


def _lies_within_a_city(place: Place, gazetteer: Gazetteer) -> bool:
    """Whether a place is a quarter, a bridge, a building, or a street of a city («شارع الستين»), not a highway."""
    holder = gazetteer.places.get(place.parent_id or "")
    street = place.kind is PlaceKind.ROAD and holder is not None and holder.kind in SETTLEMENT_KINDS
    return street or place.kind in WITHIN_A_CITY


def _names_its_home(place: Place, around: _Around, gazetteer: Gazetteer) -> bool:
    """Whether a name that the text uses says where it is: «جامعة الأنبار», «حلب القديمة» but not «المدينة القديمة»."""
    homes = [key(holder.name_ar) for holder in gazetteer.ancestors(place) if holder.name_ar]
    return any(home in name for name in around.names[place.place_id] for home in homes)


def _shares_its_home(quarter: Place, around: _Around, gazetteer: Gazetteer) -> bool:
    """Whether a text names a place that holds a quarter, or another of its governorate."""
    home = gazetteer.admin1(quarter)
    if home is not None and around.units[home.place_id] > 1:
        return True
    return any(holder.place_id in around.ids for holder in gazetteer.ancestors(quarter))
