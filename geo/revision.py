"""Which program read a report: the version, and a fingerprint of the rules, lexicons and places it read with."""

import hashlib
from collections.abc import Iterator
from functools import lru_cache
from importlib.metadata import version
from pathlib import Path

_PACKAGES = (Path(__file__).parent, Path(__file__).parents[1] / "gazetteer")
_READ_WITH = frozenset({".py", ".json", ".yaml", ".csv", ".tsv", ".txt", ".geojson", ".zip"})
"""Suffixes of code and data; caches that are built from them have others."""
_HEX_DIGITS = 12


def pipeline_revision(store: Path) -> str:
    """Return `VERSION+FINGERPRINT` of what extraction depends on, e.g. `0.1.0+3fa9c1d2e4b5`.

    The fingerprint covers the code and data files of `gazetteer` and `geo` and the layers that the user added to the
    store. A report read under another revision is read anew when it comes again, so a better lexicon reaches old news.
    """
    return f"{version('kharita')}+{_fingerprint(store / 'gazetteer', _newest(store / 'gazetteer'))}"


@lru_cache(maxsize=8)
def _fingerprint(layers: Path, _newest_layer: tuple[int, int]) -> str:
    digest = hashlib.sha256()
    for folder in (*_PACKAGES, layers):
        for file in _files(folder):
            digest.update(file.relative_to(folder).as_posix().encode())
            digest.update(hashlib.sha256(file.read_bytes()).digest())
    return digest.hexdigest()[:_HEX_DIGITS]


def _newest(folder: Path) -> tuple[int, int]:
    """Return the count of files and the newest change in nanoseconds: another value means that layers changed."""
    changes = [file.stat().st_mtime_ns for file in _files(folder)]
    return len(changes), max(changes, default=0)


def _files(folder: Path) -> Iterator[Path]:
    """Yield the code and data files under a folder in a fixed order."""
    yield from (file for file in sorted(folder.rglob("*")) if file.suffix in _READ_WITH and file.is_file())
