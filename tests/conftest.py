"""Fixtures that several test files share: the gazetteer, the page on a lake, the real articles if they are here."""

from collections.abc import Callable
from pathlib import Path

import pytest
from event_factory import reports
from streamlit.testing.v1 import AppTest

import dashboard
from dashboard.catalogue import STORE_VARIABLE
from gazetteer.index import Gazetteer
from gazetteer.loading import load_gazetteer
from geo.lake import Lake

SHARED = Path(__file__).parents[2] / "shared"
APP = Path(dashboard.__file__).with_name("app.py")


@pytest.fixture(scope="session")
def gazetteer() -> Gazetteer:
    """The built-in layers, indexed once for the whole run."""
    return load_gazetteer()


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real articles and labels, which is not part of the repository."""
    if not SHARED.is_dir():
        pytest.skip(f"the real articles and labels are not at {SHARED}")
    return SHARED


@pytest.fixture(scope="session")
def app() -> str:
    """The page's script."""
    return str(APP)


@pytest.fixture
def open_page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., AppTest]:
    """Open the page on a lake of so many reports, at an address."""

    def opened(count: int, **parameters: str) -> AppTest:
        store = tmp_path / "store"
        Lake.open(store).ingest(reports(count))
        monkeypatch.setenv(STORE_VARIABLE, str(store))
        page = AppTest.from_file(str(APP), default_timeout=60)
        for name, value in parameters.items():
            page.query_params[name] = value
        return page.run()

    return opened
