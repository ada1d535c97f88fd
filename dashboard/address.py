"""The address of a view: the query string that says language, filters and selected event, and the way back.

`EventFilter` owns the parameters of a filter; this module adds the page's own two, `lang` and `event`.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import urlencode

from geo.query import PARAMETERS, EventFilter, FilterInvalid

LANGUAGES = ("ar", "en")
"""Languages of the screen, the default first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """All that an address says."""

    filter: EventFilter = field(default_factory=EventFilter)
    language: str = LANGUAGES[0]
    event_id: str = ""
    """The selected event; empty when none is."""
    ignored: tuple[str, ...] = ()
    """What the filter parameters said that no filter can mean, in words, one entry a bad parameter."""


def read_view(parameters: Mapping[str, str]) -> View:
    """Return the view that query parameters describe; a senseless one is left out and told in `ignored`."""
    language = parameters.get("lang", "")
    event_filter, ignored = _lenient_filter(parameters)
    return View(
        filter=event_filter,
        language=language if language in LANGUAGES else LANGUAGES[0],
        event_id=parameters.get("event", ""),
        ignored=ignored,
    )


def write_view(view: View) -> dict[str, str]:
    """Return the query parameters of a view; the default language is not written."""
    written = view.filter.to_params()
    if view.language != LANGUAGES[0]:
        written["lang"] = view.language
    if view.event_id:
        written["event"] = view.event_id
    return written


def link(view: View) -> str:
    """Return a relative link to a view, percent-encoded: `?event_types=Battles&lang=en`."""
    return "?" + urlencode(write_view(view))


def _lenient_filter(parameters: Mapping[str, str]) -> tuple[EventFilter, tuple[str, ...]]:
    """Read the filter parameters one after another, so that one slip in an address does not lose the others."""
    accepted: dict[str, str] = {}
    ignored: list[str] = []
    for name in sorted(PARAMETERS & parameters.keys()):
        try:
            EventFilter.from_params({**accepted, name: parameters[name]})
        except FilterInvalid as slip:
            ignored.append(str(slip))
        else:
            accepted[name] = parameters[name]
    return EventFilter.from_params(accepted), tuple(ignored)
