"""The layers that a store keeps under `gazetteer/`: three files a layer, of which the last two may be absent.

- `NAME.csv`: its places, in the columns of the curated layer, so that an editor can mend a row;
- `NAME.json`: what it is, whose, and from which file (`LayerCard`);
- `NAME.geojson`: outlines, each with the `place_id` that it belongs to.
"""

import csv
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any, Final

from gazetteer.boundaries import Rings
from gazetteer.errors import LayerFileInvalid
from gazetteer.layers import COLUMNS, read_places
from gazetteer.loading import LAYERS_FOLDER
from gazetteer.places import Layer, Place

OWN_PRIORITY: Final = 200
"""Of a CSV file that was put into the folder by hand."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LayerCard:
    """What a store knows of one of its layers."""

    name: str
    form: str
    """Form of the file it came from: geonames, ocha, boundaries, csv, geojson; `geocoder` has no file and no places."""
    licence: str
    attribution: str
    priority: int
    source_file: str
    """Name of the file, without its folder."""
    source_sha256: str
    made_by: str
    """Fingerprint of the importer and its options: the same file read otherwise is another layer."""
    added_on: str
    """ISO date."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StoreLayer:
    """One layer of a store, read."""

    layer: Layer
    outlines: Mapping[str, Rings]


def read_store_layers(files: Iterable[Path]) -> Iterator[StoreLayer]:
    """Yield the layers that the files of `layer_files` make; LayerFileInvalid names file, row and value."""
    by_name: dict[str, dict[str, Path]] = {}
    for path in files:
        by_name.setdefault(path.stem, {})[path.suffix] = path
    for number, (name, parts) in enumerate(by_name.items()):
        card = read_card(parts[".json"]) if ".json" in parts else None
        places = read_places(parts[".csv"]) if ".csv" in parts else ()
        outlines = _read_outlines(parts[".geojson"]) if ".geojson" in parts else {}
        if card is None and not places:
            continue
        layer = Layer(
            name=name,
            title=name if card is None else f"{name} ({card.form}, {card.source_file})",
            places=tuple(replace(place, layer=name) for place in places),
            priority=OWN_PRIORITY + number if card is None else card.priority,
            licence=card.licence if card else "as given by its owner",
            attribution=card.attribution if card else name,
        )
        yield StoreLayer(layer=layer, outlines=outlines)


def read_card(path: Path) -> LayerCard:
    """Read what a layer is; LayerFileInvalid says what is wrong with the file."""
    try:
        return LayerCard(**json.loads(path.read_text(encoding="utf-8")))
    except (ValueError, TypeError) as error:
        raise LayerFileInvalid(f"{path.name}: describes no layer ({error}); add the layer again") from error


def is_kept(store: Path, card: LayerCard) -> bool:
    """Whether the store holds a layer as it would be made now, but for the day."""
    path = store / LAYERS_FOLDER / f"{card.name}.json"
    return path.is_file() and replace(read_card(path), added_on=card.added_on) == card


def write_layer(store: Path, card: LayerCard, places: Iterable[Place], outlines: Mapping[str, Rings]) -> None:
    """Keep a layer, in place of one of the same name; each file is replaced whole, the card last."""
    folder = store / LAYERS_FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    rows = [_row(place) for place in places]
    outline_file, places_file = folder / f"{card.name}.geojson", folder / f"{card.name}.csv"
    if outlines:
        _replace(outline_file, _outline_text(outlines))
    else:
        outline_file.unlink(missing_ok=True)
    if rows:
        temporary = places_file.with_suffix(".csv.new")
        with temporary.open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file, lineterminator="\n")
            writer.writerow(COLUMNS)
            writer.writerows(rows)
        temporary.replace(places_file)
    else:
        places_file.unlink(missing_ok=True)
    _replace(folder / f"{card.name}.json", json.dumps(asdict(card), ensure_ascii=False, indent=1) + "\n")


def _replace(path: Path, text: str) -> None:
    temporary = path.with_suffix(path.suffix + ".new")
    temporary.write_text(text, encoding="utf-8")
    temporary.replace(path)


def _row(place: Place) -> tuple[object, ...]:
    """Return a place as the cells of `COLUMNS`."""
    cells: dict[str, object] = {
        "aliases_ar": "|".join(place.aliases),
        "sources": "; ".join(place.sources),
        "kind": place.kind.value,
    }
    return tuple(
        cells.get(column, "" if (value := getattr(place, column, "")) is None else value) for column in COLUMNS
    )


def _outline_text(outlines: Mapping[str, Rings]) -> str:
    """Return outlines as GeoJSON; rings stand side by side, since inside is what an odd number of them encloses."""
    features: list[dict[str, Any]] = [
        {
            "type": "Feature",
            "properties": {"place_id": place_id},
            "geometry": {"type": "MultiLineString", "coordinates": rings},
        }
        for place_id, rings in sorted(outlines.items())
    ]
    return json.dumps({"type": "FeatureCollection", "features": features}) + "\n"


def _read_outlines(path: Path) -> dict[str, Rings]:
    try:
        features = json.loads(path.read_text(encoding="utf-8"))["features"]
        return {
            feature["properties"]["place_id"]: tuple(
                tuple((float(x), float(y)) for x, y in ring) for ring in feature["geometry"]["coordinates"]
            )
            for feature in features
        }
    except (ValueError, TypeError, KeyError) as error:
        raise LayerFileInvalid(f"{path.name}: holds no outlines ({error}); add the layer again") from error
