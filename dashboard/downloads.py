"""The filtered events as files, made when they are asked for; each carries its licence, query and version.

GeoJSON, KML, GeoPackage and GeoParquet hold that note themselves; the CSV forms have no room for it and come as a ZIP
with a README beside the table.
"""

import io
import tempfile
import zipfile
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from dashboard.citation import Citation, query_words
from dashboard.labels import load_labels
from gazetteer.loading import load_gazetteer
from geo.export import credits_line, export
from geo.query import EventFilter
from geo.records import Event

_README = "README.txt"
_ZIP = "application/zip"
_FIXED_MOMENT = (1980, 1, 1, 0, 0, 0)
"""Time of the entries in a ZIP, its earliest: the same events make the same file."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """One form that a download takes."""

    suffix: str
    media_type: str
    acled: bool = False
    ucdp: bool = False
    hxl: bool = False

    @property
    def has_readme(self) -> bool:
        """Whether the note stands beside the table, in a ZIP."""
        return self.suffix == ".csv"


FORMATS: dict[str, Format] = {
    "geojson": Format(suffix=".geojson", media_type="application/geo+json"),
    "csv": Format(suffix=".csv", media_type="text/csv"),
    "hxl": Format(suffix=".csv", media_type="text/csv", hxl=True),
    "gpkg": Format(suffix=".gpkg", media_type="application/geopackage+sqlite3"),
    "parquet": Format(suffix=".parquet", media_type="application/vnd.apache.parquet"),
    "kml": Format(suffix=".kml", media_type="application/vnd.google-earth.kml+xml"),
    "acled": Format(suffix=".csv", media_type="text/csv", acled=True),
    "ucdp": Format(suffix=".csv", media_type="text/csv", ucdp=True),
}
"""Every download by the name it has in its address, `/api/download/{name}`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Download:
    """A file ready to be sent."""

    name: str
    media_type: str
    content: bytes
    count: int
    """Events in it; fewer than were asked for where a form (ACLED, UCDP) does not hold all sorts."""


def download(
    events: tuple[Event, ...], form: str, citation: Citation, event_filter: EventFilter, credit: str
) -> Download:
    """Return events in one of `FORMATS`; `credit` names the layers that the coordinates come from.

    Raises:
        ExportFailed: the file cannot be written.
    """
    chosen = FORMATS[form]
    stem = f"kharita-{form}-v{citation.version}-{citation.digest[:8]}"
    with tempfile.TemporaryDirectory(prefix="kharita-") as folder:
        path = Path(folder) / f"{stem}{chosen.suffix}"
        note = _note(citation, event_filter, credit)
        count = export(
            events, path, acled=chosen.acled, ucdp=chosen.ucdp, hxl=chosen.hxl, attribution=" ".join(note.split())
        )
        content = path.read_bytes()
    if not chosen.has_readme:
        return Download(name=path.name, media_type=chosen.media_type, content=content, count=count)
    if count < len(events):
        note += f"\n{_in_both('download.left_out', left=len(events) - count)}\n"
    packed = _zipped({path.name: content, _README: note.encode()})
    return Download(name=f"{stem}.zip", media_type=_ZIP, content=packed, count=count)


@lru_cache(maxsize=2)
def credits_of(store: Path) -> str:
    """Return whom the place names and coordinates of a store come from, one line."""
    return credits_line((layer.attribution, layer.licence) for layer in load_gazetteer(store).layers)


def _note(citation: Citation, event_filter: EventFilter, credit: str) -> str:
    """Return what a file must say of itself, in both languages, a paragraph a fact."""
    values = {"version": citation.version, "digest": citation.digest, "count": citation.count}
    parts = [_in_both("download.about", **values)]
    parts += [_in_both("download.licence", credit=credit)]
    words = {language: query_words(event_filter, load_labels(language)) for language in ("ar", "en")}
    parts += [load_labels(language)("download.query", query=query) for language, query in words.items()]
    return "\n\n".join((*parts, citation.address)) + "\n"


def _in_both(key: str, **values: object) -> str:
    return "\n".join(load_labels(language)(key, **values) for language in ("en", "ar"))


def _zipped(files: dict[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            entry = zipfile.ZipInfo(name, _FIXED_MOMENT)
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, content)
    return buffer.getvalue()
