"""What a citation quotes: which events, of which version of the data, counted and digested so that others can check."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import urlencode

import pyarrow as pa
import pyarrow.csv as pacsv

from dashboard.address import View, write_view
from dashboard.catalogue import Catalogue, State
from dashboard.labels import Labels
from geo.query import EventFilter

_DIGEST_CHARACTERS = 16
_KEPT = 32
_ISOLATES = {ord("\N{FIRST STRONG ISOLATE}"): None, ord("\N{POP DIRECTIONAL ISOLATE}"): None}


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """The state of a view that its citation fixes."""

    version: int
    """Version of the lake."""
    count: int
    """Events of the filter, those without a place included."""
    digest: str
    """First 16 hexadecimal digits of the SHA-256 of the filtered events; see `digest_of`."""
    address: str
    """Absolute address that shows this version and filter again."""


def cite(catalogue: Catalogue, view: View, origin: str) -> Citation:
    """Return what to cite of a view; `origin` is the server's own address (`http://localhost:8501/`)."""
    version = catalogue.version
    pinned = View(
        filter=view.filter, language=view.language, event_id=view.event_id, camera=view.camera, version=version
    )
    return Citation(
        version=version,
        count=catalogue.count(view.filter),
        digest=_digest(catalogue, catalogue.state, view.filter),
        address=absolute(origin, write_view(pinned)),
    )


def absolute(origin: str, parameters: Mapping[str, str], path: str = "") -> str:
    """Return the address of a path below an origin with query parameters, percent-encoded."""
    query = f"?{urlencode(parameters)}" if parameters else ""
    return f"{origin.rstrip('/')}/{path}{query}"


def citation_text(citation: Citation, labels: Labels, *, day: str) -> str:
    """Return the sentence to quote in a language; `day` is the day of retrieval, `YYYY-MM-DD`."""
    text = labels(
        "cite.text",
        version=citation.version,
        count=citation.count,
        digest=citation.digest,
        day=labels.figures(day),
        address=citation.address,
    )
    return text if labels.direction == "rtl" else text.translate(_ISOLATES)


def query_words(event_filter: EventFilter, labels: Labels) -> str:
    """Return a filter as `name=value` pairs; the words for no condition when it has none."""
    pairs = event_filter.to_params()
    return "; ".join(f"{name}={value}" for name, value in pairs.items()) if pairs else labels("cite.everything")


def digest_of(table: pa.Table) -> str:
    """Return the digest of an event table: SHA-256 of its rows as comma-separated text, in the order of the table."""
    sink = pa.BufferOutputStream()
    pacsv.write_csv(table, sink)
    return hashlib.sha256(sink.getvalue()).hexdigest()[:_DIGEST_CHARACTERS]


@lru_cache(maxsize=_KEPT)
def _digest(catalogue: Catalogue, _state: State, event_filter: EventFilter) -> str:
    return digest_of(catalogue.table(event_filter))
