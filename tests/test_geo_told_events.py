"""Events as a mapped table: the same events as by merging records, from any state of the file beside the lake."""

import datetime as dt
import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import pyarrow as pa
import pyarrow.dataset as ds
import pytest
from event_factory import DAY, article, extraction, mention, reports
from hypothesis import given, settings
from hypothesis import strategies as st

from geo import lake as lake_module
from geo import told_events as told_module
from geo.corroboration import merge
from geo.event_file import event_file
from geo.event_table import event_table, gathered, plain
from geo.lake import Lake
from geo.mention_rows import MENTION_SCHEMA, mention_rows
from geo.records import EventMention
from geo.taxonomy import GeoPrecision, Relation, Status, SubEventType
from geo.told_events import TOLD_SCHEMA, rebuilt, told_events


@st.composite
def mentions(draw: st.DrawFn) -> tuple[EventMention, ...]:
    """Few places, days and types, so that many of them tell of one event."""
    day = st.none() | st.integers(0, 4).map(lambda count: DAY + dt.timedelta(days=count))
    told = []
    for number in range(draw(st.integers(0, 25))):
        start, killed = draw(day), draw(st.none() | st.integers(0, 40))
        told.append(
            mention(
                draw(st.sampled_from([None, "sy-aleppo", "sy-douma"])),
                article_id=f"a{draw(st.integers(0, 8))}",
                mention_id=f"m{number}",
                start_date=start,
                sub_event_type=draw(st.sampled_from([SubEventType.SHELLING, SubEventType.AIR_STRIKE])),
                status=draw(st.sampled_from([Status.REPORTED, Status.PLANNED])),
                relation=draw(st.sampled_from([Relation.AT, Relation.NEAR])),
                geo_precision=draw(st.sampled_from([GeoPrecision.CITY, GeoPrecision.DISTRICT])),
                fatalities_low=killed,
                fatalities_high=killed,
                actors=draw(st.sampled_from([(), ("أ",), ("أ", "ب")])),
                confidence=draw(st.sampled_from([0.5, 0.9])),
            )
        )
    return tuple(told)


@settings(deadline=None, max_examples=25)
@given(mentions(), st.integers(1, 6))
def test_the_table_holds_the_events_that_merging_records_gives(told: tuple[EventMention, ...], portion: int) -> None:
    by_report = {name: article(id=name, source=f"Outlet {name}", date=DAY) for name in {m.article_id for m in told}}
    events = merge(told, by_report)
    rows = [row for m in told for row in mention_rows([m], ingest_id=f"i-{m.article_id}")]
    held = [
        {"ingest_id": f"i-{one.id}", "date": one.date, "source": one.source, "url": one.url}
        for one in by_report.values()
    ]
    columns = pa.schema(
        [("ingest_id", pa.string()), ("date", pa.date32()), ("source", pa.string()), ("url", pa.string())]
    )
    dataset = ds.dataset(pa.Table.from_pylist(rows, schema=MENTION_SCHEMA))
    counted = pa.Table.from_pylist(held, schema=columns)
    with pytest.MonkeyPatch.context() as patch, TemporaryDirectory() as folder:
        patch.setattr(told_module, "PORTION_MENTIONS", portion)
        table = event_file(Path(folder), "key", TOLD_SCHEMA, lambda: told_events(dataset, counted))
        assert rebuilt(table, np.arange(table.num_rows)) == events
        assert plain(table.drop_columns("told")).equals(plain(event_table(events)))


def test_a_lake_gives_the_same_by_record_and_by_table(tmp_path: Path) -> None:
    lake = Lake.open(tmp_path)
    lake.ingest(reports(60))
    again = article(id="r3", source="Another")
    lake.ingest([(again, extraction(again, (mention("sy-idlib", article_id="r3", start_date=DAY),)))])
    table = lake.whole_table()
    assert rebuilt(table, np.arange(table.num_rows)) == lake.events()
    assert [lake.event(one.event_id) for one in lake.events()] == list(lake.events())


def files(store: Path) -> list[Path]:
    return sorted((store / "lake" / "events").glob("*"))


def cut_short(path: Path) -> None:
    os.truncate(path, path.stat().st_size // 2)


def flip_a_byte(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 0xFF
    path.write_bytes(content)


@pytest.mark.parametrize("damage", [cut_short, flip_a_byte, Path.unlink, lambda path: path.write_bytes(b"")])
def test_a_damaged_file_is_made_anew(tmp_path: Path, damage: Callable[[Path], object]) -> None:
    Lake.open(tmp_path).ingest(reports(20))
    whole = Lake.open(tmp_path).event_table()
    (path,) = files(tmp_path)
    damage(path)
    assert Lake.open(tmp_path).event_table() == whole
    (path,) = files(tmp_path)
    damage(path)
    assert Lake.open(tmp_path).event_table() == whole


def test_a_whole_file_is_not_made_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    Lake.open(tmp_path).ingest(reports(5))
    whole = Lake.open(tmp_path).event_table()
    monkeypatch.setattr(lake_module, "told_events", lambda *_: pytest.fail("made again"))
    assert Lake.open(tmp_path).event_table() == whole


def test_another_program_makes_its_own_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    Lake.open(tmp_path).ingest(reports(5))
    Lake.open(tmp_path).event_table()
    monkeypatch.setattr(lake_module, "pipeline_revision", lambda _store: "another")
    assert Lake.open(tmp_path).event_table().num_rows == 5
    assert len(files(tmp_path)) == 2


def test_old_files_and_those_of_dead_writers_go(tmp_path: Path) -> None:
    (tmp_path / "lake" / "events").mkdir(parents=True)
    dead, busy = (tmp_path / "lake" / "events" / f"{name}.part" for name in ("dead", "busy"))
    for path in (dead, busy):
        path.touch()
    os.utime(dead, (0, 0))
    for number in range(4):
        Lake.open(tmp_path).ingest(reports(2, first=2 * number))
        assert Lake.open(tmp_path).event_table().num_rows == 2 * number + 2
    assert len(list(tmp_path.glob("lake/events/*.arrow"))) == 2
    assert (dead.exists(), busy.exists()) == (False, True)


def test_a_store_that_takes_no_file_is_read_all_the_same(tmp_path: Path) -> None:
    Lake.open(tmp_path).ingest(reports(7))
    (tmp_path / "lake" / "events").touch()
    lake = Lake.open(tmp_path)
    assert lake.event_table()["id"].to_pylist() == [one.event_id for one in lake.events()]


def test_many_open_a_store_at_once(tmp_path: Path) -> None:
    Lake.open(tmp_path).ingest(reports(30))
    ids = [one.event_id for one in Lake.open(tmp_path).events()]
    with ThreadPoolExecutor(8) as threads:
        told = list(threads.map(lambda _: Lake.open(tmp_path).event_table()["id"].to_pylist(), range(8)))
    assert told == [ids] * 8


@given(st.lists(st.integers(1, 5), max_size=6), st.data())
def test_rows_are_gathered_in_any_order(sizes: list[int], data: st.DataObject) -> None:
    parts = [pa.table({"n": [f"{number}-{row}" for row in range(size)]}) for number, size in enumerate(sizes)]
    table = pa.concat_tables(parts) if parts else pa.table({"n": pa.array([], pa.string())})
    rows = data.draw(st.lists(st.integers(0, table.num_rows - 1))) if table.num_rows else []
    every = table["n"].to_pylist()
    assert gathered(table, np.array(rows, dtype=np.int64))["n"].to_pylist() == [every[row] for row in rows]
