"""The server, the browser and the visitor of a journey; each file brings its `store`."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from journey import Visit, Visitor, chromium, serving
from playwright.sync_api import Browser


@pytest.fixture(scope="module")
def server(store: Path) -> Iterator[str]:
    """The address of our server over the store of the file."""
    with serving(store) as address:
        yield address


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """A browser without a window."""
    with chromium() as opened:
        yield opened


@pytest.fixture
def visitor(browser: Browser, server: str) -> Iterator[Visitor]:
    """A page on which nothing may go wrong."""
    visiting = Visitor(browser, server)
    yield visiting
    visiting.leave()


@pytest.fixture
def visit(browser: Browser, server: str) -> Iterator[Visit]:
    visited = Visit(browser, server)
    yield visited
    visited.leave()
