import ast
import re
import sys
import tomllib
from collections.abc import Iterator
from importlib.metadata import packages_distributions
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[1]
PROJECT: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
LOCKS = ("requirements.lock", "requirements-dev.lock", "requirements-build.lock")
OURS = {"gazetteer", "geo", "dashboard"}
USED_WITHOUT_IMPORT = {"pandas": "geopandas' tables", "pyogrio": "geopandas' writer of GeoPackage"}
"""Distribution -> what needs it, though none of our modules imports it by name."""


def distribution_name(requirement: str) -> str:
    return re.split(r"[<>=!~;\[ ]", requirement)[0].lower().replace("_", "-")


DECLARED = {distribution_name(requirement) for requirement in PROJECT["project"]["dependencies"]}
DISTRIBUTIONS = packages_distributions()


def imported(path: Path) -> Iterator[str]:
    """Yield the top-level packages that a file imports, anywhere in it."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name.partition(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module.partition(".")[0]


FOREIGN = {
    package: path
    for folder in sorted(OURS)
    for path in sorted((ROOT / folder).rglob("*.py"))
    for package in imported(path)
    if package not in sys.stdlib_module_names and package not in OURS
}
"""Imported package -> a file that imports it."""


@pytest.mark.parametrize("package", sorted(FOREIGN))
def test_what_is_imported_is_declared(package: str) -> None:
    providers = {name.lower().replace("_", "-") for name in DISTRIBUTIONS[package]}
    assert providers & DECLARED, f"{FOREIGN[package]} imports {package}, which pyproject.toml does not declare"


@pytest.mark.parametrize("distribution", sorted(DECLARED))
def test_what_is_declared_is_used(distribution: str) -> None:
    used = {name.lower().replace("_", "-") for package in FOREIGN for name in DISTRIBUTIONS[package]}
    assert distribution in used | set(USED_WITHOUT_IMPORT)


@pytest.mark.parametrize("lock", [*LOCKS, "package-lock.json"])
def test_a_lock_names_no_address(lock: str) -> None:
    assert "://" not in re.sub(r'"url": "https?://[^"]*"', "", (ROOT / lock).read_text(encoding="utf-8"))


@pytest.mark.parametrize("lock", LOCKS)
def test_every_locked_requirement_has_hashes(lock: str) -> None:
    requirements = re.split(r"^(?=[a-z0-9])", (ROOT / lock).read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]
    assert requirements
    assert all("--hash=sha256:" in requirement for requirement in requirements)


@pytest.mark.parametrize(
    ("lock", "declared"),
    [
        ("requirements.lock", PROJECT["project"]["dependencies"]),
        ("requirements-dev.lock", PROJECT["dependency-groups"]["dev"]),
        ("requirements-build.lock", PROJECT["dependency-groups"]["build"]),
    ],
)
def test_everything_declared_is_locked(lock: str, declared: list[str]) -> None:
    locked = set(re.findall(r"^([a-z0-9.-]+)==", (ROOT / lock).read_text(encoding="utf-8"), re.MULTILINE))
    names = {re.split(r"[<>=!~;\[ ]", requirement)[0].lower() for requirement in declared}
    assert names <= locked


def test_running_installs_no_test_tool() -> None:
    locked = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    assert not re.search(r"^(pytest|ruff|mypy|playwright|torch|transformers)\b", locked, re.MULTILINE)
