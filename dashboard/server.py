"""The server: Streamlit's page and our routes in one process, on one port.

`serve` prints one line, the address, and blocks until it is stopped. Nothing is asked of any other host.
"""

import logging
import os
import socket
from pathlib import Path

import streamlit as st
import uvicorn
from starlette.middleware import Middleware
from streamlit import config

from dashboard.api import routes
from dashboard.catalogue import STORE_VARIABLE, open_store
from dashboard.disclosure import PUBLIC_VARIABLE
from dashboard.embed import EmbedRedirect
from dashboard.page_head import PageHead
from dashboard.warming import start_warming
from geo.errors import GeoError

APP = Path(__file__).with_name("app.py")

_OPTIONS: dict[str, object] = {
    "browser.gatherUsageStats": False,
    "server.headless": True,
    "server.fileWatcherType": "none",
    "logger.hideWelcomeMessage": True,
    "logger.level": "warning",
    "client.toolbarMode": "minimal",
    "client.showErrorDetails": "none",
    "theme.baseRadius": "6px",
    "theme.light.primaryColor": "#0b4f8a",
    "theme.light.backgroundColor": "#f6f7f8",
    "theme.light.secondaryBackgroundColor": "#ffffff",
    "theme.light.textColor": "#1f2937",
    "theme.dark.primaryColor": "#8cc3f5",
    "theme.dark.backgroundColor": "#12171d",
    "theme.dark.secondaryBackgroundColor": "#1b222b",
    "theme.dark.textColor": "#e5eaf1",
}
"""Both themes, of the colours that `static/theme.css` has; the reader's system or setting chooses."""


class PortTaken(GeoError, OSError):
    """The port is in use; the message says which and how to choose another."""


def build_app(store: Path) -> st.App:
    """Return the ASGI application over a store: the page at `/`, the data at `/api/…`, health at `/healthz`."""
    for option, value in _OPTIONS.items():
        config.set_option(option, value)
    os.environ[STORE_VARIABLE] = str(store)
    return st.App(APP, routes=routes(open_store(store)), middleware=[Middleware(EmbedRedirect), Middleware(PageHead)])


def serve(store: Path, *, port: int = 8501, host: str = "localhost", public: bool = False) -> None:
    """Serve the dashboard on a store until interrupted; `port` 0 takes a free one, `public` lets nobody add reports.

    Raises:
        PortTaken: another process listens on the port.
        SettingsInvalid: the settings of a public server make no sense.
    """
    if public:
        os.environ[PUBLIC_VARIABLE] = "1"
    catalogue = open_store(store.absolute())  # tells what is wrong with the settings before anything starts
    listener = _bind(host, port)
    chosen = listener.getsockname()[1]
    config.set_option("server.port", chosen)
    config.set_option("browser.serverPort", chosen)
    app = build_app(store.absolute())
    start_warming(catalogue)
    logging.getLogger("uvicorn.error").setLevel(logging.WARNING)
    server = uvicorn.Server(uvicorn.Config(app, log_level="warning", access_log=False, ws="websockets-sansio"))
    print(f"Kharita: http://{host}:{chosen}", flush=True)  # noqa: T201 (the one line that the command prints)
    try:
        server.run(sockets=[listener])
    except KeyboardInterrupt:
        pass
    finally:
        listener.close()


def _bind(host: str, port: int) -> socket.socket:
    """Return a listening socket; bound by us so that a taken port is told before anything starts."""
    family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
    listener = socket.socket(family, kind, protocol)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind(address)
    except OSError as taken:
        listener.close()
        message = f"port {port} on {host} is not free: stop what uses it, or choose another with --port"
        raise PortTaken(message) from taken
    listener.listen(128)
    return listener
