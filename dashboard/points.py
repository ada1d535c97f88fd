"""What the map draws, as numbers only: the events of one spot are one point with a count, far-off points one cell.

A point carries latitude, longitude, nearness, radius, count and counts by type, and no text of any report. Nothing is
ever jittered: forty events on one district's middle are one mark that says forty.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from dashboard.boundaries import unit_key
from dashboard.symbols import Nearness, nearness
from geo.event_table import codes
from geo.query import Box
from geo.taxonomy import EventType, GeoPrecision

MAX_POINTS = 1_000
"""More points than this in one answer are drawn as cells; the browser clusters fewer by itself."""

TYPES: tuple[EventType, ...] = tuple(EventType)
"""Event types in the order that the counts of a point follow."""

NEARNESS: tuple[Nearness, ...] = (Nearness.EXACT, Nearness.CITY, Nearness.AREA)
"""What the third number of a point stands for."""

CELL = len(NEARNESS)
"""Third number of a point that stands for many places."""

_CELL_PIXELS = 72
_TILE_PIXELS = 256
_DECIMALS = 5
"""Of a degree: about a metre, the identity of a spot."""

_OFFSET = 90 * 10**_DECIMALS
"""Makes steps of latitude positive; twice that does so for longitude."""

_MERCATOR_LIMIT = 85.05
_MANY_CELLS = 2**31
"""More rows of cells than any zoom level has."""

_FEW_EVENTS = 20
_TAIL = 0.03
"""Share of the events that may lie beyond each edge of the view that the map opens on."""

_ENOUGH_POINTS = 50_000
"""Of more points every second, third … says where the bulk is."""

_VIEW_MARGIN = 0.25
"""Share of the view's width and height that is sent beyond its edges, so that a small pan needs nothing new."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Points:
    """Every spot that holds events of a filter, as parallel columns."""

    lat: npt.NDArray[np.float64]
    lon: npt.NDArray[np.float64]
    nearness: npt.NDArray[np.int8]
    """Index into `NEARNESS`, or the number after its last for a cell."""
    radius_km: npt.NDArray[np.float64]
    counts: npt.NDArray[np.int32]
    """Events by type: a row a point, a column a type in the order of `TYPES`."""
    row: npt.NDArray[np.int32]
    """Of a point that holds one event alone, the event's row in the table; -1 of the others."""
    event_ids: pa.ChunkedArray
    """Of each row of the table."""
    units: npt.NDArray[np.str_]
    """The governorate that a point is the middle of, as `dashboard.boundaries.unit_key`; empty for the others."""

    def __len__(self) -> int:
        """Return the number of points."""
        return len(self.lat)

    @property
    def placed(self) -> int:
        """Number of events on the map."""
        return int(self.counts.sum())


@dataclass(frozen=True, slots=True, kw_only=True)
class Spots:
    """Every row of an event table by the spot it is drawn on; worked out once, so that a filter only has to count."""

    lat: npt.NDArray[np.float64]
    lon: npt.NDArray[np.float64]
    nearness: npt.NDArray[np.int8]
    """The spots, in the order of latitude, longitude, nearness."""
    spot: npt.NDArray[np.int32]
    """Of each row, its spot; -1 where no map can show it."""
    kind: npt.NDArray[np.int8]
    """Of each row, its type by its place in `TYPES`."""
    radius_km: npt.NDArray[np.float64]
    """Of each row; 0 without one."""
    event_ids: pa.ChunkedArray
    """Of each row."""
    units: npt.NDArray[np.str_]
    """Of each spot, the governorate that all its events are known to, and no more than to; empty for the others."""


def spots_of(table: pa.Table) -> Spots:
    """Put the rows of an event table (`geo.event_table`) on their spots."""
    near = _by_name(table["geo_precision"], {level.value: _rank(level.value) for level in GeoPrecision})
    lat, lon = (pc.fill_null(table[axis], np.nan).to_numpy() for axis in ("lat", "lon"))
    drawn = (near >= 0) & ~np.isnan(lat) & ~np.isnan(lon)
    steps = np.column_stack([np.round(axis[drawn] * 10**_DECIMALS).astype(np.int64) for axis in (lat, lon)])
    keys = ((steps[:, 0] + _OFFSET) * 4 * _OFFSET + steps[:, 1] + 2 * _OFFSET) * len(Nearness) + near[drawn]
    unique, owner = np.unique(keys, return_inverse=True)
    pairs, nearness_of = np.divmod(unique, len(Nearness))
    north, east = np.divmod(pairs, 4 * _OFFSET)
    spot = np.full(table.num_rows, -1, dtype=np.int32)
    spot[drawn] = owner.reshape(-1)
    return Spots(
        lat=(north - _OFFSET) / 10**_DECIMALS,
        lon=(east - 2 * _OFFSET) / 10**_DECIMALS,
        nearness=nearness_of.astype(np.int8),
        spot=spot,
        kind=_by_name(table["event_type"], {kind.value: index for index, kind in enumerate(TYPES)}),
        radius_km=pc.fill_null(table["radius_km"], 0.0).to_numpy(),
        event_ids=table["id"],
        units=_units(table, spot, len(unique)),
    )


def _units(table: pa.Table, spot: npt.NDArray[np.int64], size: int) -> npt.NDArray[np.str_]:
    precision = pc.equal(table["geo_precision"].cast(pa.string()), GeoPrecision.GOVERNORATE.value)
    named = pc.and_(pc.fill_null(precision, fill_value=False), pc.is_valid(table["place_id"])).to_numpy()
    drawn = spot >= 0
    rows = np.flatnonzero(drawn & named)
    alike = np.bincount(spot[rows], minlength=size) == np.bincount(spot[drawn], minlength=size)
    found = np.full(size, "", dtype=object)
    _, first = np.unique(spot[rows], return_index=True)
    told = table.select(["country", "place_id"]).take(pa.array(rows[first]))
    for owner, country, place_id in zip(
        spot[rows[first]], *(told[name].to_pylist() for name in told.column_names), strict=True
    ):
        found[owner] = unit_key(country, place_id) if alike[owner] else ""
    return found.astype(np.str_)


def counted(spots: Spots, rows: npt.NDArray[np.int64]) -> Points:
    """Return the points of some rows: types side by side, the widest radius, one event's id where it is alone."""
    rows = rows[spots.spot[rows] >= 0]
    held = np.zeros(len(spots.lat), dtype=np.bool_)
    held[spots.spot[rows]] = True
    owner = (np.cumsum(held) - 1)[spots.spot[rows]]
    size = int(np.count_nonzero(held))
    counts = np.bincount(owner * len(TYPES) + spots.kind[rows], minlength=size * len(TYPES)).reshape(size, len(TYPES))
    radius, row = np.zeros(size), np.zeros(size, dtype=np.int32)
    np.maximum.at(radius, owner, spots.radius_km[rows])
    row[owner] = rows
    return Points(
        lat=spots.lat[held],
        lon=spots.lon[held],
        nearness=spots.nearness[held],
        radius_km=radius,
        counts=counts.astype(np.int32),
        row=np.where(counts.sum(axis=1) == 1, row, np.int32(-1)),
        event_ids=spots.event_ids,
        units=spots.units[held],
    )


def points_of(table: pa.Table) -> Points:
    """Group an event table by spot and nearness; rows that no map can show are left out."""
    return counted(spots_of(table), np.arange(table.num_rows))


def _rank(geo_precision: str) -> int:
    near = nearness(geo_precision, 0.0)
    return NEARNESS.index(near) if near in NEARNESS else -1


def _by_name(column: pa.ChunkedArray, numbers: Mapping[str, int]) -> npt.NDArray[np.int8]:
    """Return a number for each name of a column; -1 where there is none."""
    coded, names = codes(column)
    numbered: npt.NDArray[np.int8] = np.array([*(numbers.get(name, -1) for name in names.to_pylist()), -1], np.int8)[
        coded
    ]
    return numbered


def in_view(points: Points, view: Box) -> Points:
    """Return the points inside a view (west, south, east, north in degrees) and a margin round it."""
    west, south, east, north = view
    wide, high = (east - west) * _VIEW_MARGIN, (north - south) * _VIEW_MARGIN
    return _taken(
        points,
        (points.lon >= west - wide)
        & (points.lon <= east + wide)
        & (points.lat >= south - high)
        & (points.lat <= north + high),
    )


def cells(points: Points, zoom: int) -> Points:
    """Merge points into cells of the screen at a zoom level of the Web Mercator map; the mean spot stands for all.

    The projection is EPSG:3857 (OGC, as every slippy map uses it).
    """
    scale = _TILE_PIXELS * 2**zoom / _CELL_PIXELS
    lat = np.radians(np.clip(points.lat, -_MERCATOR_LIMIT, _MERCATOR_LIMIT))
    column = np.floor((points.lon + 180) / 360 * scale)
    row = np.floor((1 - np.arcsinh(np.tan(lat)) / np.pi) / 2 * scale)
    keys = column.astype(np.int64) * _MANY_CELLS + row.astype(np.int64)
    owner = pa.array(keys).dictionary_encode().indices.to_numpy()
    size = np.bincount(owner)
    weight = points.counts.sum(axis=1)
    total = np.bincount(owner, weights=weight)
    spot, kind = np.nonzero(points.counts)
    counts = np.bincount(
        owner[spot] * len(TYPES) + kind, weights=points.counts[spot, kind], minlength=len(size) * len(TYPES)
    )
    alone = size[owner] == 1
    near, radius = np.full(len(size), CELL, dtype=np.int8), np.zeros(len(size))
    row = np.full(len(size), -1, dtype=np.int32)
    near[owner[alone]], radius[owner[alone]] = points.nearness[alone], points.radius_km[alone]
    row[owner[alone]] = points.row[alone]
    units = np.full(len(size), "", dtype=points.units.dtype)
    units[owner[alone]] = points.units[alone]
    return Points(
        lat=np.bincount(owner, weights=points.lat * weight) / total,
        lon=np.bincount(owner, weights=points.lon * weight) / total,
        nearness=near,
        radius_km=radius,
        counts=counts.reshape(len(size), len(TYPES)).astype(np.int32),
        row=row,
        event_ids=points.event_ids,
        units=units,
    )


def _taken(points: Points, mask: npt.NDArray[np.bool_]) -> Points:
    return Points(
        lat=points.lat[mask],
        lon=points.lon[mask],
        nearness=points.nearness[mask],
        radius_km=points.radius_km[mask],
        counts=points.counts[mask],
        row=points.row[mask],
        event_ids=points.event_ids,
        units=points.units[mask],
    )


def payload(points: Points, *, view: Box | None, zoom: int) -> dict[str, object]:
    """Return what a view is sent: `points` rows `[lat, lon, nearness, radius_km, [[type, count], …], event_id]`.

    A row ends with one thing more, its unit, where the point stands for a whole governorate. `complete` says that these
    are all the points of the filter, so that moving the map asks for nothing more. `bounds` is the box of all of them,
    `home` that of the bulk of them, `placed` the number of their events.
    """
    complete = len(points) <= MAX_POINTS
    shown = points
    if not complete:
        shown = in_view(points, view) if view else points
        shown = cells(shown, zoom) if len(shown) > MAX_POINTS else shown
    return {
        "complete": complete,
        "placed": points.placed,
        "bounds": _bounds(points),
        "home": _home(points),
        "points": _rows(shown),
    }


def _rows(points: Points) -> list[list[object]]:
    """Return the points as lists, taken out of their arrays at once: one by one would take most of an answer's time."""
    owner, kind = np.nonzero(points.counts)
    pairs = np.column_stack([kind, points.counts[owner, kind]]).tolist()
    ends = np.cumsum(np.bincount(owner, minlength=len(points))).tolist()
    columns = (
        np.round(points.lat, _DECIMALS).tolist(),
        np.round(points.lon, _DECIMALS).tolist(),
        points.nearness.tolist(),
        np.round(points.radius_km, 2).tolist(),
        [pairs[start:end] for start, end in zip([0, *ends], ends, strict=False)],
        pc.fill_null(points.event_ids.take(pa.array(points.row, mask=points.row < 0)), "").to_pylist(),
    )
    rows: list[list[object]] = [list(row) for row in zip(*columns, strict=True)]
    for index in np.flatnonzero(points.units != ""):
        rows[index].append(str(points.units[index]))
    return rows


def _home(points: Points) -> list[list[float]] | None:
    """Return the box to open on: one meeting held abroad must not make every quarter of a city one dot.

    The events between the quantiles of `_TAIL` and its complement, by latitude and by longitude; few events, all.
    """
    if points.placed < _FEW_EVENTS:
        return _bounds(points)
    some = slice(None, None, 1 + len(points) // _ENOUGH_POINTS)
    weight = points.counts[some].sum(axis=1)
    corners: list[list[float]] = [[], []]
    for values in (points.lat[some], points.lon[some]):
        order = np.argsort(values)
        share = np.cumsum(weight[order]) / weight.sum()
        for corner, quantile in zip(corners, (_TAIL, 1 - _TAIL), strict=True):
            corner.append(float(values[order][np.searchsorted(share, quantile)]))
    return corners


def _bounds(points: Points) -> list[list[float]] | None:
    if not len(points):
        return None
    south, north = float(points.lat.min()), float(points.lat.max())
    return [[south, float(points.lon.min())], [north, float(points.lon.max())]]
