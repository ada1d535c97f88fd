"""What the first reader would otherwise wait for, done when the server starts: libraries, events, points, names.

Everything lands in the caches that the page and the routes read, so warming changes no answer, only its time.
"""

import importlib
import logging
from threading import Thread

from dashboard.address import LANGUAGES
from dashboard.catalogue import Catalogue
from dashboard.choices import choices
from dashboard.labels import load_labels
from dashboard.page_head import head
from dashboard.placenames import labels_in_view
from geo.errors import GeoError
from geo.query import EventFilter

_PAGE_MODULES = ("pandas", "dashboard.evidence", "dashboard.lists", "dashboard.timeline_view", "dashboard.table_view")
"""What the page imports at its first run."""

_ANYWHERE = (35.0, 32.0, 42.0, 38.0)
_ANY_ZOOM = 6
_log = logging.getLogger(__name__)


def warm_up(catalogue: Catalogue) -> None:
    """Fill the caches; a store that cannot be read is left to the page, which says so."""
    for module in _PAGE_MODULES:
        importlib.import_module(module)
    try:
        catalogue.points(EventFilter())
        catalogue.spans(EventFilter())
        _ = catalogue.article_count
        for language in LANGUAGES:
            choices(catalogue, EventFilter(), load_labels(language))
    except GeoError as trouble:
        _log.warning("the store cannot be read ahead: %s", trouble)
    head()
    for language in LANGUAGES:
        labels_in_view(_ANYWHERE, zoom=_ANY_ZOOM, language=language)


def start_warming(catalogue: Catalogue) -> Thread:
    """Warm up beside the server's own work and return the thread, which ends by itself and holds up no exit."""
    thread = Thread(target=warm_up, args=(catalogue,), name="kharita-warming", daemon=True)
    thread.start()
    return thread
