"""Fixtures that several test files share: the built-in gazetteer, and where the real articles lie if they do."""

from pathlib import Path

import pytest

from gazetteer.index import Gazetteer
from gazetteer.loading import load_gazetteer

SHARED = Path(__file__).parents[2] / "shared"


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
