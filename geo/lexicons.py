"""The lexicon files as frozen records, and their errors with file, entry and value."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

from gazetteer.folding import key
from geo.errors import LexiconInvalid
from geo.wordforms import cue_forms

FOLDER = Path(__file__).with_name("lexicon")

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""libyaml's safe loader where PyYAML was built with it: ten times faster, and loading is most of the cold start."""


def load_entries(file: str) -> list[dict[str, Any]]:
    """Return the entries of a lexicon file that is a list of mappings with unique ids.

    Raises `LexiconInvalid` where the file is absent, is no such list, or repeats an id.
    """
    entries = _read(file)
    if not isinstance(entries, list) or not all(isinstance(entry, dict) and "id" in entry for entry in entries):
        raise LexiconInvalid(f"{FOLDER / file}: expected a list of entries, each with an `id`")
    seen: set[str] = set()
    for entry in entries:
        if entry["id"] in seen:
            raise LexiconInvalid(f"{FOLDER / file}: entry `{entry['id']}` occurs twice; rename or merge one")
        seen.add(entry["id"])
    return entries


def load_mapping(file: str) -> dict[str, Any]:
    """Return a lexicon file that is one mapping; raises `LexiconInvalid` where it is not."""
    content = _read(file)
    if not isinstance(content, dict):
        raise LexiconInvalid(f"{FOLDER / file}: expected a mapping of names to word lists")
    return content


def _read(file: str) -> object:
    try:
        return yaml.load((FOLDER / file).read_text(encoding="utf-8"), Loader=_LOADER)  # noqa: S506 - a safe loader
    except (OSError, yaml.YAMLError) as error:
        raise LexiconInvalid(f"{FOLDER / file}: cannot be read ({error}); restore the file or fix its YAML") from error


def words(entry: Mapping[str, Any], field: str) -> tuple[str, ...]:
    """Return the words of a field written as one string, blanks between; empty when absent."""
    return tuple(str(entry.get(field) or "").split())


def cues(entry: Mapping[str, Any], field: str) -> frozenset[str]:
    """Return every recognised form of the words of a field; of one written with «=» in front only the word itself."""
    return frozenset(
        form for word in words(entry, field) for form in ((key(word[1:]),) if word[0] == "=" else cue_forms(word))
    )


def by_first(sequences: list[tuple[tuple[str, ...], str]]) -> dict[str, tuple[tuple[tuple[str, ...], str], ...]]:
    """Index (token sequence, label) pairs by first token, longest first; the first label of a sequence wins."""
    unique: dict[tuple[str, ...], str] = {}
    for sequence, label in sequences:
        unique.setdefault(sequence, label)
    index: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for sequence, label in unique.items():
        index.setdefault(sequence[0], []).append((sequence, label))
    return {first: tuple(sorted(found, key=lambda pair: -len(pair[0]))) for first, found in index.items()}
