"""The HXL row stands directly under the header, and every tag is one that HXL's grammar takes."""

import csv
import re
from pathlib import Path

import pytest
from event_factory import event, mention
from typer.testing import CliRunner

from geo.acled import ACLED_COLUMNS
from geo.cli import app
from geo.export import CSV_COLUMNS, export
from geo.hxl import HXL_TAGS, hxl_row
from geo.ucdp import UCDP_COLUMNS

TAG = re.compile(r"#[a-z][a-z0-9_]*(\+[a-z][a-z0-9_]*)*")
"""HXL 1.1, tag syntax."""

FORMS = [({}, CSV_COLUMNS), ({"acled": True}, ACLED_COLUMNS), ({"ucdp": True}, UCDP_COLUMNS)]


@pytest.mark.parametrize(("form", "columns"), FORMS, ids=["flat", "acled", "ucdp"])
def test_the_tags_stand_under_the_header(tmp_path: Path, form: dict[str, bool], columns: tuple[str, ...]) -> None:
    path = tmp_path / "e.csv"
    assert export([event(mention())], path, hxl=True, **form) == 1
    with path.open(encoding="utf-8-sig", newline="") as stream:
        header, tags, row = csv.reader(stream)
    assert tuple(header) == columns
    assert tags == [HXL_TAGS.get(name, "") for name in columns]
    assert len(row) == len(columns)


@pytest.mark.parametrize(("form", "columns"), FORMS, ids=["flat", "acled", "ucdp"])
def test_no_tag_row_unless_asked_for(tmp_path: Path, form: dict[str, bool], columns: tuple[str, ...]) -> None:
    path = tmp_path / "e.csv"
    export([event(mention())], path, **form)
    with path.open(encoding="utf-8-sig", newline="") as stream:
        header, _row = csv.reader(stream)
    assert tuple(header) == columns
    assert "#event" not in path.read_text(encoding="utf-8")


@pytest.mark.parametrize("tag", sorted(set(HXL_TAGS.values())))
def test_a_tag_is_written_as_hxl_writes_it(tag: str) -> None:
    assert TAG.fullmatch(tag)


@pytest.mark.parametrize("columns", [CSV_COLUMNS, ACLED_COLUMNS], ids=["flat", "acled"])
def test_every_column_that_kharita_fills_has_a_tag_of_its_own(columns: tuple[str, ...]) -> None:
    tags = list(hxl_row(columns).values())
    assert all(tags)
    assert len(tags) == len(set(tags))


def test_ged_s_columns_with_values_have_tags_of_their_own() -> None:
    tags = [tag for tag in hxl_row(UCDP_COLUMNS).values() if tag]
    assert len(tags) == len(set(tags))
    assert {"best", "low", "high", "where_prec", "date_prec", "event_clarity"} <= set(HXL_TAGS)


def test_every_tag_is_used() -> None:
    assert set(HXL_TAGS) <= {*CSV_COLUMNS, *ACLED_COLUMNS, *UCDP_COLUMNS}


@pytest.mark.parametrize(
    "arguments",
    [["-o", "e.gpkg", "--hxl"], ["-o", "e.geojson", "--ucdp"], ["-o", "e.csv", "--acled", "--ucdp"]],
)
def test_the_command_refuses_forms_that_cannot_be(tmp_path: Path, arguments: list[str]) -> None:
    result = CliRunner().invoke(app, ["--store", str(tmp_path), "export", *arguments])
    assert result.exit_code == 2
    assert "Traceback" not in result.output


def test_the_command_writes_the_tags(tmp_path: Path) -> None:
    path = tmp_path / "e.csv"
    result = CliRunner().invoke(app, ["--store", str(tmp_path / "store"), "export", "-o", str(path), "--hxl", "--ucdp"])
    assert result.exit_code == 0, result.output
    assert path.read_text(encoding="utf-8-sig").splitlines()[1].startswith("#event+code,")
