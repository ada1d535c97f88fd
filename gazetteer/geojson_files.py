"""GeoJSON as users have it: its features, a point for each geometry, and outlines thin enough to keep."""

import json
import math
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from gazetteer.boundaries import Rings
from gazetteer.errors import LayerFileInvalid

_SIMPLIFIED_DEGREES: Final = 0.002
"""Outlines are thinned out by this much, some 200 m: coarser than no gazetteer here, and finer than any report."""
_DECIMALS: Final = 4


def features_of(path: Path) -> list[dict[str, Any]]:
    """Return the features of a GeoJSON file; raises LayerFileInvalid when it is none."""
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
    except ValueError as error:
        raise LayerFileInvalid(f"{path.name}: is no JSON in UTF-8 ({error})") from error
    features = content.get("features") if isinstance(content, dict) else None
    if not isinstance(features, list) or not all(map(_is_feature, features)):
        raise LayerFileInvalid(f"{path.name}: is no GeoJSON FeatureCollection")
    return features


def _is_feature(entry: Any) -> bool:
    return isinstance(entry, dict) and isinstance(entry.get("properties") or {}, dict)


def outline_of(geometry: Mapping[str, Any] | None) -> Rings:
    """Return the thinned-out rings of a polygon or multipolygon; empty for anything else or a broken one."""
    from shapely.geometry.polygon import orient  # noqa: PLC0415

    shape = _shape(geometry)
    thin = None if shape is None else shape.simplify(_SIMPLIFIED_DEGREES, preserve_topology=True)
    parts = [part for piece in getattr(thin, "geoms", (thin,)) for part in getattr(piece, "geoms", (piece,))]
    polygons = [orient(part) for part in parts if part is not None and part.geom_type == "Polygon"]
    lines = [line for polygon in polygons for line in (polygon.exterior, *polygon.interiors)]
    return tuple(tuple((round(x, _DECIMALS), round(y, _DECIMALS)) for x, y, *_ in line.coords) for line in lines)


def point_of(geometry: Mapping[str, Any] | None) -> tuple[float, float] | None:
    """Return (lat, lon) of a point, or of a point inside anything larger; `None` for a geometry that is none."""
    shape = _shape(geometry)
    if shape is None:
        return None
    point = shape.representative_point()
    return round(point.y, 6), round(point.x, 6)


def _shape(geometry: Mapping[str, Any] | None) -> Any:
    """Return the shapely geometry, mended where rings cross themselves; `None` when there is none."""
    import shapely  # noqa: PLC0415  (heavy, and only files need it)
    from shapely.geometry import shape  # noqa: PLC0415

    if not geometry:
        return None
    try:
        found = shape(geometry)
    except (shapely.errors.ShapelyError, TypeError, ValueError, KeyError, AttributeError, IndexError):
        return None
    if found.is_empty or not all(map(math.isfinite, found.bounds)):
        return None
    return found if found.is_valid else shapely.make_valid(found)


def square_km(rings: Rings) -> float:
    """Return the area of an outline: shoelace formula with longitudes shrunk by the latitude (good to some percent)."""
    return abs(sum(_signed_area(ring) for ring in rings))


def _signed_area(ring: Sequence[tuple[float, float]]) -> float:
    lat = sum(y for _, y in ring) / len(ring)
    scale = 111.32 * math.cos(math.radians(lat)) * 110.95
    return scale * sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in zip(ring, (*ring[1:], ring[0]), strict=True)) / 2
