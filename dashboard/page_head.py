"""What the page's head holds beside Streamlit's own: our styles and scripts, and the language of the address.

Streamlit has one `index.html` for every app. `PageHead` adds to it on its way out, so that the map's scripts come with
the page instead of after its first run.
"""

from functools import lru_cache
from urllib.parse import parse_qsl

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from dashboard.address import LANGUAGES
from dashboard.map_layer import folium_script_address, page_assets
from dashboard.markup import Markup, element
from dashboard.symbols import icon_rules

_END = b"</head>"


class PageHead:
    """Adds our head to Streamlit's page at `/`; every other answer passes by."""

    def __init__(self, app: ASGIApp) -> None:
        """Wrap an application."""
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http" or scope["path"] != "/" or scope["method"] != "GET":
            await self._app(scope, receive, send)
            return
        plain = [
            (name, value) for name, value in scope["headers"] if name not in {b"accept-encoding", b"if-none-match"}
        ]
        page = _Held(send, _language(scope))
        await self._app({**scope, "headers": plain}, receive, page.send)


class _Held:
    """Holds an answer back until it is whole, then sends it with the head."""

    def __init__(self, send: Send, language: str) -> None:
        self._send, self._language = send, language
        self._start: Message = {}
        self._body = b""

    async def send(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self._start = message
            return
        self._body += message.get("body", b"")
        if message.get("more_body"):
            return
        body = with_head(self._body, self._language)
        dropped = {b"content-length", b"etag", b"last-modified"}
        headers = [(name, value) for name, value in self._start["headers"] if name.lower() not in dropped]
        await self._send({**self._start, "headers": [*headers, (b"content-length", str(len(body)).encode())]})
        await self._send({"type": "http.response.body", "body": body})


def with_head(page: bytes, language: str) -> bytes:
    """Return the page with our head and its language; one without a head stays as it is."""
    if _END not in page:
        return page
    page = page.replace(b'<html lang="en">', f'<html lang="{language}">'.encode(), 1)
    return page.replace(_END, head().encode() + _END, 1)


@lru_cache(maxsize=1)
def head() -> Markup:
    """Return the elements that we add."""
    scripts, styles = page_assets()
    return Markup("\n").join(
        (
            *(element("link", rel="stylesheet", href=address) for address in styles),
            element("style", Markup(icon_rules())),
            *(element("script", src=address, defer="") for address in (*scripts, folium_script_address())),
        )
    )


def _language(scope: Scope) -> str:
    asked = dict(parse_qsl(scope["query_string"].decode("latin-1"))).get("lang", "")
    return asked if asked in LANGUAGES else LANGUAGES[0]
