"""Every word of the screen, in Arabic and English, from the files in `labels/`: `ar*.yaml` and `en*.yaml`."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import yaml

from dashboard.markup import isolated

_FOLDER = Path(__file__).with_name("labels")
_DIRECTION = {"ar": "rtl", "en": "ltr"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Labels:
    """The words of one language."""

    language: str
    """`ar` or `en`."""
    words: Mapping[str, str]
    """Dotted key (`filters.title`) to text; `{name}` stands for a value."""

    @property
    def direction(self) -> str:
        """The way the page runs: `rtl` or `ltr`."""
        return _DIRECTION[self.language]

    def __call__(self, key: str, **values: object) -> str:
        """Return the text of a key; values are isolated so that numbers keep their place in Arabic.

        Raises:
            KeyError: the key is in neither file: a programming slip that the tests find.
        """
        return self.words[key].format(**{name: isolated(value) for name, value in values.items()})

    def group(self, prefix: str) -> dict[str, str]:
        """Return the texts below a prefix, by what follows it: `group("map")["fit"]` is `map.fit`."""
        start = f"{prefix}."
        return {key.removeprefix(start): text for key, text in self.words.items() if key.startswith(start)}

    def choice(self, vocabulary: str, value: str) -> str:
        """Return the name of a value of a closed vocabulary (`event_type`, `status`, …), or the value itself."""
        return self.words.get(f"{vocabulary}.{value}", value)

    def day(self, day: dt.date) -> str:
        """Return a day in words: 8 كانون الأول (ديسمبر) 2016 · 8 December 2016."""
        return isolated(f"{day.day} {self.words[f'month.{day.month}']} {day.year}")

    def days(self, start: dt.date | None, end: dt.date | None) -> str:
        """Return a day or an interval in words; the text for an unknown day when there is none."""
        if start is None:
            return self.words["when.unknown"]
        if end is None or end == start:
            return self.day(start)
        return self("when.interval", start=self.day(start), end=self.day(end))


@lru_cache(maxsize=2)
def load_labels(language: str) -> Labels:
    """Return the words of a language (`ar` or `en`), read once."""
    words: dict[str, str] = {}
    for file in sorted(_FOLDER.glob(f"{language}*.yaml")):
        words.update(_flat(yaml.safe_load(file.read_text(encoding="utf-8"))))
    return Labels(language=language, words=words)


def _flat(tree: Mapping[object, object], prefix: str = "") -> dict[str, str]:
    flat: dict[str, str] = {}
    for key, value in tree.items():
        if isinstance(value, Mapping):
            flat.update(_flat(value, f"{prefix}{key}."))
        else:
            flat[f"{prefix}{key}"] = str(value)
    return flat
