"""Adding a file of places to a store: what is new, what is another record of a known place, what is refused and why."""

import datetime as dt
import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path
from typing import Final

from gazetteer.boundaries import Rings
from gazetteer.errors import LayerFileInvalid
from gazetteer.folding import key
from gazetteer.import_rows import LayerReading, ReadPlace, Refusal
from gazetteer.importers import ImportOptions, Terms, read_file
from gazetteer.index import Gazetteer
from gazetteer.loading import layers_in_use, load_gazetteer
from gazetteer.merging import is_within, merge
from gazetteer.places import OBSCURE, Layer, Place
from gazetteer.plain_words import is_plain_word
from gazetteer.store_layers import LayerCard, is_kept, write_layer
from gazetteer.verify import distance_beyond_parent

DUPLICATE_KM: Final = 1.0
"""Two rows of one file with one name and kind this close are one place told twice."""
_IMPORTER_VERSION: Final = "1"
"""To be raised when importers read the same file otherwise."""


class Fate(StrEnum):
    """What became of a row."""

    ADDED = "added"
    MERGED = "merged"
    """Another record of a place that was known."""
    REFUSED = "refused"


@dataclass(frozen=True, slots=True, kw_only=True)
class RowFate:
    """What became of one row of a file."""

    row: int
    name: str
    fate: Fate
    place_id: str = ""
    """Of the place that it is now; empty when refused."""
    reason: str = ""
    """Why it was refused, or what it was merged with."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AddReport:
    """What adding a file did."""

    layer: str
    rows: tuple[RowFate, ...]
    unchanged: bool = False
    """The very file was there already; nothing was written and `rows` is empty."""

    def count(self, fate: Fate) -> int:
        """Return how many rows had a fate."""
        return sum(row.fate is fate for row in self.rows)


def add_file(store: Path, path: Path, options: ImportOptions, terms: Terms, *, today: dt.date) -> AddReport:
    """Read a file, check each row against the gazetteer, and keep what is usable as a layer of the store.

    A layer of the same name is replaced. The same file with the same options again changes nothing.

    Raises:
        LayerFileInvalid: no row can be used; nothing is written.
        OSError: the file cannot be read, or the store not written.
    """
    card = _card(path, options, terms, today)
    if is_kept(store, card):
        return AddReport(layer=card.name, rows=(), unchanged=True)
    known = load_gazetteer(store, without=card.name)
    reading = read_file(path, options, known)
    checked = refuse(reading, known)
    layer = Layer(
        name=card.name,
        title=card.name,
        places=tuple(replace(item.place, layer=card.name) for item in checked.places),
        priority=terms.priority,
        licence=terms.licence,
        attribution=terms.attribution,
    )
    fates = _fates(checked, layer, layers_in_use(store, without=card.name))
    taken = {fate.row for fate in fates if fate.fate is Fate.REFUSED}
    kept = tuple(item.place for item in checked.places if item.row not in taken)
    outlines = _kept_outlines(checked, kept)
    if not kept and not outlines:
        first = next((f"; the first: row {fate.row}, {fate.reason}" for fate in fates), "")
        raise LayerFileInvalid(f"{path.name}: no row can be used{first}")
    write_layer(store, card, kept, outlines)
    return AddReport(layer=card.name, rows=fates)


def _card(path: Path, options: ImportOptions, terms: Terms, today: dt.date) -> LayerCard:
    made_by = repr((_IMPORTER_VERSION, sorted(options.columns.items()), options.kind, options.country, options.form))
    return LayerCard(
        name=options.layer,
        form=options.form.value,
        licence=terms.licence,
        attribution=terms.attribution,
        priority=terms.priority,
        source_file=path.name,
        source_sha256=hashlib.sha256(path.read_bytes()).hexdigest(),
        made_by=hashlib.sha256(made_by.encode()).hexdigest()[:12],
        added_on=today.isoformat(),
    )


def refuse(reading: LayerReading, known: Gazetteer) -> LayerReading:
    """Return the reading without the rows that contradict themselves, each other or their parent."""
    own = {item.place.place_id for item in reading.places}
    earlier: dict[tuple[str, object], list[ReadPlace]] = {}
    ids: dict[str, int] = {}
    good: list[ReadPlace] = []
    refusals = list(reading.refusals)
    for item in reading.places:
        place = _with_distinct_names(item.place)
        reason = _contradiction(place, known, own) or _repetition(item, ids, earlier)
        if reason:
            refusals.append(Refusal(row=item.row, name=place.name_ar, reason=reason))
            continue
        good.append(replace(item, place=place))
        ids[place.place_id] = item.row
        earlier.setdefault((key(place.name_ar), place.kind), []).append(item)
    return replace(reading, places=tuple(good), refusals=tuple(refusals))


def _with_distinct_names(place: Place) -> Place:
    """Return a place without the aliases that search finds by another name of it."""
    names = {key(name): name for name in reversed((place.name_ar, *place.aliases))}
    names.pop(key(place.name_ar), None)
    return replace(place, aliases=tuple(reversed(names.values())))


def _contradiction(place: Place, known: Gazetteer, own: set[str]) -> str:
    """Return what is wrong with a place by itself or beside its parent; empty when nothing is."""
    if place.lat is not None and place.lon is not None:
        if not (abs(place.lat) <= 90 and abs(place.lon) <= 180):
            swapped = abs(place.lon) <= 90 and abs(place.lat) <= 180
            return f"coordinates out of range: lat {place.lat}, lon {place.lon}" + ("; swapped?" if swapped else "")
        if place.lat == place.lon == 0:
            return "coordinates 0, 0: none were known"
    if not 0 <= place.prominence <= 1:
        return f"prominence {place.prominence:g} is not between 0 and 1"
    if place.radius_km <= 0:
        return f"radius {place.radius_km:g} km is not above 0"
    parent = known.places.get(place.parent_id or "")
    if place.parent_id and parent is None and place.parent_id not in own:
        return f"its parent «{place.parent_id}» is known to no layer; name a place id, or add that place first"
    return "" if parent is None else _far(place, parent, known)


def _far(place: Place, parent: Place, known: Gazetteer) -> str:
    """Say how far outside its parent a place lies; empty when it may lie inside."""
    beyond = distance_beyond_parent(place, parent, known.outlines.get(parent.place_id))
    return f"far from its parent {parent.place_id}: {beyond:.1f} km beyond it" if beyond > 0 else ""


def _repetition(
    item: ReadPlace, ids: Mapping[str, int], earlier: Mapping[tuple[str, object], Sequence[ReadPlace]]
) -> str:
    """Return which earlier row a row repeats; empty when none."""
    place = item.place
    if place.place_id in ids:
        return f"duplicate: the id {place.place_id} stands in row {ids[place.place_id]} already"
    for other in earlier.get((key(place.name_ar), place.kind), ()):
        if place.located and other.place.located and is_within(place, other.place, DUPLICATE_KM):
            return f"duplicate of row {other.row}: one name, less than {DUPLICATE_KM:g} km apart"
    return ""


def _fates(reading: LayerReading, layer: Layer, others: Iterable[Layer]) -> tuple[RowFate, ...]:
    """Return what becomes of every row when the layer joins the others, in the order of the file."""
    others = tuple(others)
    merged = merge([*others, layer])
    taken = {place.place_id for other in others for place in other.places}
    fates = [RowFate(row=r.row, name=r.name, fate=Fate.REFUSED, reason=r.reason) for r in reading.refusals]
    fates += [
        RowFate(row=m.row, name=m.name, fate=Fate.MERGED, place_id=m.place_id, reason=f"outline of {m.place_id}")
        for m in reading.matches
    ]
    for item in reading.places:
        place = item.place
        final = merged.same_as.get(place.place_id, place.place_id)
        group = merged.records_of.get(final, ())
        records = [record for record in group if record.layer != layer.name]
        if records and any(record.place_id == place.place_id and record.layer == layer.name for record in group):
            same = ", ".join(f"{record.place_id} ({record.layer})" for record in records)
            fate = RowFate(row=item.row, name=place.name_ar, fate=Fate.MERGED, place_id=final, reason=f"same as {same}")
        elif place.place_id in taken:
            reason = f"the id {place.place_id} belongs to another place; give it an id of its own"
            fate = RowFate(row=item.row, name=place.name_ar, fate=Fate.REFUSED, reason=reason)
        elif place.prominence <= OBSCURE and is_plain_word(place.name_ar):
            reason = "its name is an everyday word; a table of your own with a prominence above 0.1 can add it"
            fate = RowFate(row=item.row, name=place.name_ar, fate=Fate.REFUSED, reason=reason)
        else:
            fate = RowFate(row=item.row, name=place.name_ar, fate=Fate.ADDED, place_id=final)
        fates.append(fate)
    return tuple(sorted(fates, key=lambda fate: fate.row))


def _kept_outlines(reading: LayerReading, kept: Sequence[Place]) -> dict[str, Rings]:
    ids = {place.place_id for place in kept} | {match.place_id for match in reading.matches}
    return {place_id: rings for place_id, rings in reading.outlines.items() if place_id in ids}
