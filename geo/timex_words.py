"""The vocabulary of time expressions, from `lexicon/calendar.yaml`: which sign each word of time has.

d day counted from publication   D «اليوم»      w weekday       h part of the day   H night
m month   a month that is also another word     j Hijri month   M J marks of the two calendars   z a feast
U unit of time   p past  f coming  c current    x few           l latest            k this    g part of a period
s since   b before   q after   r during   R throughout   e in   n from   t until    B between   i about
F future cue   Q the same day as   N «بتاريخ»   A days after the day told last
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain
from pathlib import Path
from typing import Any, NamedTuple

from gazetteer.folding import key
from geo.errors import LexiconInvalid
from geo.lexicons import load_mapping
from geo.signs import Entry, Vocabulary, build_vocabulary

_FILE = Path(__file__).with_name("lexicon") / "calendar.yaml"
_GROUPS = {
    "past": "p",
    "future": "f",
    "current": "c",
    "few": "x",
    "latest": "l",
    "this": "k",
    "approximately": "i",
    "equals": "Q",
    "dated": "N",
}
_GROUPS |= {"day_parts": "h", "nights": "H", "future_cues": "F"}
_PREPOSITIONS = {"since": "s", "before": "b", "after": "q", "during": "r", "throughout": "R", "in": "e", "from": "n"}
_PREPOSITIONS |= {"until": "t", "between": "B"}
_PARTS = {"early": 0, "middle": 1, "late": 2}
TELLING = "wdDAmajzU"
"""Signs without one of which a sentence that counts nothing tells no time."""


class TimeUnit(NamedTuple):
    """A word for a unit of time."""

    unit: str
    """hour | day | week | month | year."""
    number: int | None
    """1 or 2 by its form; `None` for a plural, which a number must count."""


@dataclass(frozen=True, slots=True)
class TimeWords:
    """The vocabulary and the words that change what stands beside them, all folded."""

    vocabulary: Vocabulary
    telling: frozenset[str]
    """Words that have, or begin, one of the signs of `TELLING`."""
    not_today_before: frozenset[str]
    not_today_after: frozenset[str]
    outlets: frozenset[str]
    names_after: frozenset[str]
    date_names_after: frozenset[str]
    future_prefixes: tuple[str, ...]
    not_future: tuple[str, ...]
    past_cues: frozenset[str]
    parts_of_month: Mapping[str, int]
    """Words for a part of a month, with their days."""


@lru_cache(maxsize=1)
def time_words() -> TimeWords:
    """Load the vocabulary; raises `LexiconInvalid` where the file lacks a section."""
    try:
        data = load_mapping(_FILE.name)
        vocabulary = build_vocabulary(_entries(data))
        return TimeWords(
            vocabulary=vocabulary,
            telling=frozenset(
                word for word, readings in vocabulary.items() if any(reading.sign in TELLING for reading in readings)
            ),
            not_today_before=_folded(data["not_today_before"]),
            not_today_after=_folded(data["not_today_after"]),
            outlets=_folded(data["outlets"]),
            names_after=_folded(chain.from_iterable(data["weekday_names_after"])),
            date_names_after=_folded(data["date_names_after"]),
            future_prefixes=tuple(key(prefix) for prefix in data["future_prefixes"]),
            not_future=tuple(key(beginning) for beginning in data["not_future"]),
            parts_of_month={key(word): days for word, days in data["parts_of_month"].items()},
            past_cues=frozenset(f"{joined}{cue}" for cue in _folded(data["past_cues"]) for joined in ("", "و", "ف")),
        )
    except (KeyError, TypeError, AttributeError) as error:
        raise LexiconInvalid(
            f"{_FILE.name}: {error!r}; every section of the file must be there and be lists"
        ) from error


def _folded(words: Any) -> frozenset[str]:
    return frozenset(key(word) for word in words)


def _entries(data: Mapping[str, Any]) -> Iterator[Entry]:
    """Yield the words in the order in which they win over each other."""
    yield from (Entry(phrase, ".") for phrase in (*data["ignored"], *data["outlet_names"]))
    for speaker in (*data["speaking"], *data["outlets"]):
        yield from (Entry(f"{speaker} {place} اليوم", ".") for place in data["outlet_places"])
    yield from (Entry(phrase, "d", tuple(days)) for phrase, days in data["relative_days"].items())
    yield from (Entry(phrase, "D") for phrase in data["today"])
    yield from (Entry(phrase, "A", days) for days, phrases in data["from_the_day_told"].items() for phrase in phrases)
    yield from (Entry(form, "w", day) for day, forms in data["weekdays"].items() for form in forms)
    for section, sign in (("months", "m"), ("ambiguous_months", "a"), ("hijri_months", "j")):
        yield from (Entry(form, sign, month) for month, forms in data[section].items() for form in forms)
    yield from (Entry(phrase, "z", tuple(day)) for phrase, day in data["feasts"].items())
    yield from (Entry(form, "J", clitics=False) for form in data["hijri_marks"])
    yield from (Entry(form, "M", clitics=False) for form in data["gregorian_marks"])
    for unit, forms in data["units"].items():
        for number, count in (("one", 1), ("two", 2), ("many", None)):
            yield from (Entry(form, "U", TimeUnit(unit, count)) for form in forms[number])
    for section, part in _PARTS.items():
        yield from (Entry(form, "g", part) for form in data[section])
    yield from (Entry(form, sign) for group, sign in _PREPOSITIONS.items() for form in data["prepositions"][group])
    yield from (Entry(form, sign) for group, sign in _GROUPS.items() for form in data[group])


@lru_cache(maxsize=1)
def calendar_nouns() -> tuple[str, ...]:
    """Return the names of units of time and of months in their spellings: what a number may count besides people."""
    data = load_mapping(_FILE.name)
    units = (form for forms in data["units"].values() for many in forms.values() for form in many)
    months = (form for section in ("months", "ambiguous_months") for forms in data[section].values() for form in forms)
    return (*units, *months)


@lru_cache(maxsize=1)
def weekday_names() -> tuple[str, ...]:
    """Return the names of the days of the week."""
    data = load_mapping(_FILE.name)
    return tuple(form for forms in data["weekdays"].values() for form in forms)


@lru_cache(maxsize=1)
def weekday_words() -> frozenset[str]:
    """Return the names of the days of the week, folded."""
    return frozenset(map(key, weekday_names()))


@lru_cache(maxsize=1)
def day_words() -> frozenset[str]:
    """Return the folded words that name a day, its parts or its date, with their proclitics («أمس», «مساء»)."""
    data = load_mapping(_FILE.name)
    lists = (data[section] for section in ("relative_days", "today", "day_parts", "nights", "past", "current"))
    tables = (data[section].values() for section in ("weekdays", "months"))
    forms = chain(chain.from_iterable(lists), chain.from_iterable(chain.from_iterable(tables)), ("يوم",))
    folded = {word for form in forms for word in key(form).split()}
    return frozenset(f"{proclitic}{word}" for word in folded for proclitic in ("", "ال", "ب", "في"))
