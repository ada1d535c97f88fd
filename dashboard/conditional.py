"""Conditional requests (RFC 9110, section 13): an answer that has not changed is not sent again."""

import hashlib
import secrets
from collections.abc import Callable
from functools import lru_cache

from starlette.requests import Request
from starlette.responses import Response

_MUST_ASK = "no-cache"
"""A browser keeps the answer and asks each time whether it still holds."""


def conditional(request: Request, state: object, answer: Callable[[], Response]) -> Response:
    """Return the answer with its tag, or 304 without a body where the asker holds it already.

    An answer is a function of the address and of the state of the lake (`Catalogue.state`); `answer` is called only
    when it must be sent. The tag is weak, since the same answer goes out compressed or plain.
    """
    headers = {"ETag": _tag(str(request.url), state), "Cache-Control": _MUST_ASK}
    if _holds(request.headers.get("if-none-match", ""), headers["ETag"]):
        return Response(status_code=304, headers=headers)
    response = answer()
    if response.status_code == 200:
        response.headers.update(headers)
    return response


def _holds(held: str, tag: str) -> bool:
    """Compare weakly, as RFC 9110 has it for If-None-Match."""
    tags = {part.strip().removeprefix("W/") for part in held.split(",")}
    return "*" in tags or tag.removeprefix("W/") in tags


def _tag(address: str, state: object) -> str:
    digest = hashlib.sha256(f"{_process()} {state} {address}".encode()).hexdigest()[:20]
    return f'W/"{digest}"'


@lru_cache(maxsize=1)
def _process() -> str:
    """Return a name of this process: another one may run other code over another store of the same version."""
    return secrets.token_hex(8)
