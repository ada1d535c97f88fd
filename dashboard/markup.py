"""HTML built from text, with escaping in this one place; everything that comes from a report is hostile.

`element("b", title)` escapes the title; what `element` returned is `Markup`, which is not escaped again. No other
module of the dashboard writes a tag by hand around text that it did not make itself.
"""

from urllib.parse import urlsplit

from markupsafe import Markup, escape

__all__ = ["Markup", "bdi", "element", "isolated", "join", "safe_url", "verbatim"]

_VOID = frozenset({"br", "hr", "img", "input", "link", "meta", "wbr"})
_SAFE_SCHEMES = frozenset({"http", "https"})
_ISOLATE, _POP = "\N{FIRST STRONG ISOLATE}", "\N{POP DIRECTIONAL ISOLATE}"


def element(tag: str, *children: object, **attributes: object) -> Markup:
    """Return one HTML element; children and attribute values are escaped unless they are `Markup`.

    An attribute that is `None` is left out; `class_` and `for_` lose their underscore, other underscores become
    hyphens (`aria_label`).
    """
    pairs = "".join(
        f' {name.rstrip("_").replace("_", "-")}="{escape(str(value))}"'
        for name, value in attributes.items()
        if value is not None
    )
    if tag in _VOID:
        return Markup(f"<{tag}{pairs}>")  # noqa: S704 (this is the one place that vouches for its output)
    return Markup(f"<{tag}{pairs}>{join(children)}</{tag}>")  # noqa: S704 (idem)


def join(pieces: object) -> Markup:
    """Return the pieces one after another, each escaped unless it is `Markup`; tuples and lists are flattened."""
    if isinstance(pieces, tuple | list):
        return Markup("").join(join(piece) for piece in pieces)
    return Markup("") if pieces is None else escape(pieces)


def bdi(value: object) -> Markup:
    """Return a number or a foreign name that keeps its own direction amid Arabic (or English) text."""
    return element("bdi", value)


def verbatim(value: object) -> Markup:
    """Return what is shown as it is written elsewhere (ids, coordinates, licences, names of rules): digits stay."""
    return element("bdi", value, class_="k-verbatim")


def isolated(value: object) -> str:
    """Return plain text that keeps its own direction, for widgets that show no HTML."""
    return f"{_ISOLATE}{value}{_POP}"


def safe_url(address: str) -> str | None:
    """Return the address when a link may carry it (http or https with a host), else `None`.

    `javascript:` and the like come with scraped text; they are shown as text and never as a link.
    """
    try:
        parts = urlsplit(address.strip())
    except ValueError:
        return None
    return address.strip() if parts.scheme.lower() in _SAFE_SCHEMES and parts.netloc else None
