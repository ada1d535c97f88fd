"""Names the marker of benchmarks: `pytest tests/benchmarks/benchmark_map.py -s` runs one, a plain `pytest` none."""

import pytest


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "benchmark: measures and prints figures; run by naming its file")
