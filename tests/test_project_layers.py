import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
LINT_IMPORTS = Path(sys.executable).with_name("lint-imports")


def lint(folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(  # noqa: S603  (a tool of our own environment)
        [LINT_IMPORTS, "--no-cache"], cwd=folder, capture_output=True, text=True, check=False
    )


def test_dashboard_stands_over_geo_over_gazetteer() -> None:
    linted = lint(ROOT)
    assert linted.returncode == 0, linted.stdout + linted.stderr


@pytest.fixture
def small_house(tmp_path: Path) -> Path:
    """Return packages of the same names and layers, with one module each and our contracts."""
    shutil.copyfile(ROOT / "pyproject.toml", tmp_path / "pyproject.toml")
    contracts = (ROOT / "pyproject.toml").read_text(encoding="utf-8").partition("[tool.importlinter]")[2]
    ours = re.findall(r"\b(?:gazetteer|geo|dashboard)\.[a-z_]+", contracts)
    modules = {name.replace(".", "/") + ".py" for name in ours} | {"dashboard/app.py"}
    for module in modules:
        path = tmp_path / module
        path.parent.mkdir(exist_ok=True)
        path.parent.joinpath("__init__.py").touch()
        path.touch()
    return tmp_path


def test_a_house_in_order_passes(small_house: Path) -> None:
    small_house.joinpath("geo/pipeline.py").write_text("import gazetteer.resolver\n", encoding="utf-8")
    linted = lint(small_house)
    assert linted.returncode == 0, linted.stdout + linted.stderr


@pytest.mark.parametrize(
    ("module", "planted"),
    [
        ("gazetteer/resolver.py", "import geo.pipeline"),
        ("gazetteer/resolver.py", "import dashboard.app"),
        ("geo/pipeline.py", "from dashboard import app"),
        ("geo/pipeline.py", "def serve():\n    import dashboard.app"),
        ("geo/pipeline.py", "import streamlit"),
        ("gazetteer/matcher.py", "import folium"),
        ("gazetteer/index.py", "import gazetteer.candidates"),
        ("dashboard/app.py", "import geo.pipeline"),
        ("dashboard/app.py", "from gazetteer import resolver"),
    ],
)
def test_a_planted_import_is_found(small_house: Path, module: str, planted: str) -> None:
    small_house.joinpath(module).write_text(f"{planted}\n", encoding="utf-8")
    linted = lint(small_house)
    assert linted.returncode != 0
    assert "BROKEN" in linted.stdout
