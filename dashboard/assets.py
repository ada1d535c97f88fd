"""Our own static files: where they are, under which address, and how long a browser may keep them."""

import hashlib
from functools import lru_cache
from pathlib import Path
from typing import Any

from starlette.responses import Response
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

ASSETS_URL = "/kharita"
"""Where our own static files are served; `/static` is Streamlit's."""

STATIC = Path(__file__).with_name("static")

_HOUR = "public, max-age=3600"
FOR_EVER = "public, max-age=31536000, immutable"


class CachedFiles(StaticFiles):
    """Static files that a browser keeps: for a year under an address with a version in it, else for an hour."""

    def file_response(self, full_path: Any, stat_result: Any, scope: Scope, status_code: int = 200) -> Response:
        """Answer with a file and its time to live."""
        response = super().file_response(full_path, stat_result, scope, status_code)
        response.headers["Cache-Control"] = FOR_EVER if scope["query_string"].startswith(b"v=") else _HOUR
        return response


def asset(name: str) -> str:
    """Return the address of a static file with its digest, so that a new version is fetched and an old one kept."""
    path = STATIC / name
    return f"{ASSETS_URL}/{name}?v={_digest(path, path.stat().st_mtime_ns)}"


@lru_cache(maxsize=64)
def _digest(path: Path, _changed_at: int) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()[:8]
