"""Every word of the screen, in Arabic and English, from the files in `labels/`: `ar*.yaml` and `en*.yaml`."""

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import yaml

from dashboard.markup import Markup, bdi, isolated

_FOLDER = Path(__file__).with_name("labels")
_DIRECTION = {"ar": "rtl", "en": "ltr"}
_ARABIC_INDIC = str.maketrans("0123456789%", "٠١٢٣٤٥٦٧٨٩٪")
_POINTS = (re.compile(r"(?<=\d)\.(?=\d)"), "\N{ARABIC DECIMAL SEPARATOR}")
_GROUPS = (re.compile(r"(?<=\d),(?=\d)"), "\N{ARABIC THOUSANDS SEPARATOR}")
"""The signs that CLDR sets between Arabic-Indic digits."""

DIGITS = ("latn", "arab")
"""Digits of the screen by their CLDR names, European ones first: 2016 or ٢٠١٦."""


def read_digits(said: str) -> str:
    """Return the digits that an address names; European ones for none and for unknown ones."""
    return said if said in DIGITS else DIGITS[0]


PLURALS = ("zero", "one", "two", "few", "many", "other")
"""Categories of number (CLDR) that words can be written for: last part of a key."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Labels:
    """The words of one language."""

    language: str
    """`ar` or `en`."""
    words: Mapping[str, str]
    """Dotted key (`filters.title`) to text; `{name}` stands for a value."""
    digits: str = DIGITS[0]
    """Digits that numbers and days are written in, one of `DIGITS`."""

    @property
    def direction(self) -> str:
        """The way the page runs: `rtl` or `ltr`."""
        return _DIRECTION[self.language]

    def __call__(self, key: str, **values: object) -> str:
        """Return the text of a key; values are isolated so that numbers keep their place in Arabic.

        Raises:
            KeyError: the key is in neither file: a programming slip that the tests find.
        """
        return self.words[key].format(**{name: isolated(self.number(value)) for name, value in values.items()})

    def number(self, value: object) -> str:
        """Return a value as text; numbers and days in the digits of the screen, text as it is."""
        return value if isinstance(value, str) else self.figures(str(value))

    def figures(self, text: str) -> str:
        """Return a text that we wrote figures into (`12%`, `3–5`, `1,204`) in the digits of the screen."""
        if self.digits != "arab":
            return text
        for sign, other in (_POINTS, _GROUPS):
            text = sign.sub(other, text)
        return text.translate(_ARABIC_INDIC)

    def figure(self, value: object) -> Markup:
        """Return a number, a day or a text of figures as HTML that keeps its own direction, in the screen's digits."""
        return bdi(self.figures(str(value)))

    def counted(self, key: str, count: int) -> str:
        """Return a counted noun as the language's plural rules have it: تقرير واحد، تقريران، 3 تقارير، 11 تقريرًا."""
        category = plural(count, self.language)
        return self(f"{key}.{category}" if f"{key}.{category}" in self.words else f"{key}.other", count=count)

    def group(self, prefix: str) -> dict[str, str]:
        """Return the texts below a prefix, by what follows it: `group("map")["fit"]` is `map.fit`."""
        start = f"{prefix}."
        return {key.removeprefix(start): text for key, text in self.words.items() if key.startswith(start)}

    def choice(self, vocabulary: str, value: str) -> str:
        """Return the name of a value of a closed vocabulary (`event_type`, `status`, …), or the value itself."""
        return self.words.get(f"{vocabulary}.{value}", value)

    def day(self, day: dt.date) -> str:
        """Return a day in words: 8 كانون الأول (ديسمبر) 2016 · 8 December 2016."""
        return isolated(f"{self.number(day.day)} {self.words[f'month.{day.month}']} {self.number(day.year)}")

    def days(self, start: dt.date | None, end: dt.date | None) -> str:
        """Return a day or an interval in words; the text for an unknown day when there is none."""
        if start is None:
            return self.words["when.unknown"]
        if end is None or end == start:
            return self.day(start)
        return self("when.interval", start=self.day(start), end=self.day(end))


def plural(count: int, language: str) -> str:
    """Return the CLDR category of a whole number (CLDR 44, plural rules of `ar` and `en`)."""
    if language != "ar":
        return "one" if count == 1 else "other"
    if count < 3:
        return ("zero", "one", "two")[count]
    rest = count % 100
    return "few" if 3 <= rest <= 10 else "many" if rest > 10 else "other"


@lru_cache(maxsize=4)
def load_labels(language: str, digits: str = DIGITS[0]) -> Labels:
    """Return the words of a language (`ar` or `en`) with a choice of digits, read once."""
    words: dict[str, str] = {}
    for file in sorted(_FOLDER.glob(f"{language}*.yaml")):
        words.update(_flat(yaml.safe_load(file.read_text(encoding="utf-8"))))
    return Labels(language=language, words=words, digits=digits)


def _flat(tree: Mapping[object, object], prefix: str = "") -> dict[str, str]:
    flat: dict[str, str] = {}
    for key, value in tree.items():
        if isinstance(value, Mapping):
            flat.update(_flat(value, f"{prefix}{key}."))
        else:
            flat[f"{prefix}{key}"] = str(value)
    return flat
