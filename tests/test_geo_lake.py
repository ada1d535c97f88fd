"""The lake: idempotent, whole after a crash, sound under two writers, and readable as it was."""

import datetime as dt
import json
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from threading import Barrier

import pyarrow as pa
import pytest
from event_factory import PLACES, article, extraction, geotag, mention, reports
from hypothesis import given, settings
from hypothesis import strategies as st

from geo import lake as lake_module
from geo.article import Article
from geo.errors import LakeError
from geo.event_table import COLUMNS
from geo.lake import IngestReport, Lake
from geo.lake_tables import AppendOnlyTable
from geo.mention_rows import MENTION_SCHEMA, mention_of, mention_rows
from geo.query import EventFilter
from geo.records import EventMention, Extraction
from geo.revision import pipeline_revision
from geo.serialise import extraction_to_json
from geo.taxonomy import EventType


def report(article_id: str = "a1", *, text: str = "قصف على حلب.", killed: int = 5) -> tuple[Article, Extraction]:
    told_by = article(id=article_id, text=text)
    told = mention(article_id=article_id, fatalities_low=killed, fatalities_high=killed)
    return told_by, extraction(told_by, (told,), (geotag(), geotag(None, start=0)))


def test_an_absent_lake_is_empty_and_reading_makes_nothing(tmp_path: Path) -> None:
    lake = Lake.open(tmp_path / "store")
    assert lake.version == -1
    assert lake.articles() == lake.events() == lake.unlocated() == ()
    assert (lake.article("a1"), lake.event("e1")) == (None, None)
    assert lake.event_table().column_names == list(COLUMNS)
    assert not (tmp_path / "store").exists()


def test_what_goes_in_comes_out(tmp_path: Path) -> None:
    lake = Lake.open(tmp_path)
    told_by, read_out = report()
    assert lake.ingest([(told_by, read_out)]) == IngestReport(added=1)
    assert lake.article("a1") == told_by
    assert lake.articles() == (told_by,)
    assert lake.extraction_json("a1") == json.loads(json.dumps(extraction_to_json(read_out)))
    (event,) = lake.events()
    assert event.mentions == read_out.mentions
    assert event.sources == (told_by.source,)
    assert lake.event(event.event_id) == event
    assert lake.unlocated() == (("a1", "الركابية", told_by.title),)


def test_the_same_again_changes_nothing(tmp_path: Path) -> None:
    batch = reports(20)
    lake = Lake.open(tmp_path)
    lake.ingest(batch)
    version, events = lake.version, lake.events()
    assert Lake.open(tmp_path).ingest(batch) == IngestReport(unchanged=20)
    assert (lake.version, lake.events()) == (version, events)
    assert lake.unchanged([told_by for told_by, _ in batch]) == {told_by.id for told_by, _ in batch}
    assert lake.unchanged([article(id="r1", text="نص آخر"), article(id="new")]) == set()


def test_changed_content_takes_the_place_of_the_former(tmp_path: Path) -> None:
    lake = Lake.open(tmp_path)
    lake.ingest([report(killed=5), report("a2", killed=5)])
    assert lake.ingest([report(text="قصف على حلب، وارتفع عدد القتلى.", killed=9)]) == IngestReport(replaced=1)
    figures = sorted(m.fatalities_low for event in lake.events() for m in event.mentions)
    assert figures == [5, 9]
    assert len(lake.articles()) == 2


def test_a_report_that_no_longer_tells_an_event_takes_it_along(tmp_path: Path) -> None:
    lake = Lake.open(tmp_path)
    lake.ingest([report()])
    told_by = article(id="a1", text="تصحيح: لا قصف.")
    lake.ingest([(told_by, extraction(told_by))])
    assert lake.events() == ()
    assert lake.article("a1") == told_by


def test_the_same_report_read_by_another_program_is_read_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    lake = Lake.open(tmp_path)
    lake.ingest([report(killed=5)])
    monkeypatch.setattr(lake_module, "pipeline_revision", lambda _store: "another")
    assert lake.unchanged([report()[0]]) == set()
    assert lake.ingest([report(killed=6)]) == IngestReport(replaced=1)
    assert [event.fatalities_low for event in lake.events()] == [6]


def test_a_report_twice_in_one_batch_ends_as_the_second(tmp_path: Path) -> None:
    lake = Lake.open(tmp_path)
    both = [report(text="الأول", killed=1), report(text="الثاني", killed=2)]
    assert lake.ingest(both) == IngestReport(added=1, replaced=1)
    assert [event.fatalities_low for event in lake.events()] == [2]


def test_long_batches_are_committed_in_portions(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lake_module, "COMMIT_DOCUMENTS", 10)
    lake = Lake.open(tmp_path)
    assert lake.ingest(reports(25)) == IngestReport(added=25)
    assert lake.version == 3
    assert len(lake.articles()) == 25


def test_an_older_version_reads_as_it_was(tmp_path: Path) -> None:
    lake = Lake.open(tmp_path)
    lake.ingest([report(killed=5)])
    cited, then = lake.version, lake.events()
    lake.ingest([report(text="نص جديد", killed=9), report("a2")])
    assert lake.events() != then
    old = Lake.open(tmp_path, version=cited)
    assert (old.version, old.events(), len(old.articles())) == (cited, then, 1)
    with pytest.raises(LakeError, match="to read only"):
        old.ingest([report()])


def test_events_are_worked_out_once_a_version(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    lake = Lake.open(tmp_path)
    lake.ingest(reports(10))
    first = lake.events()
    monkeypatch.setattr(lake_module, "merge", lambda *_: pytest.fail("merged again"))
    assert lake.events() == first
    assert lake.event_table().num_rows == len(first)


def test_filters_give_the_same_by_record_and_by_column(tmp_path: Path) -> None:
    lake = Lake.open(tmp_path)
    lake.ingest(reports(60))
    asked = EventFilter(event_types=frozenset({EventType.BATTLES}), text="حلب", end=dt.date(2016, 12, 18))
    events = lake.events(asked)
    assert 0 < len(events) < 60
    table = lake.event_table(asked)
    assert table["id"].to_pylist() == [event.event_id for event in events]
    assert table["lat"].to_pylist() == [event.lat for event in events]
    assert table.schema.field("start_date").type == pa.date32()


def test_an_open_lake_sees_what_another_one_commits(tmp_path: Path) -> None:
    reader, writer = Lake.open(tmp_path), Lake.open(tmp_path)
    assert reader.events() == ()
    writer.ingest([report("a1")])
    assert len(reader.articles()) == len(reader.events()) == 1
    writer.ingest([report("a2", killed=6)])
    assert len(reader.articles()) == 2


@pytest.mark.parametrize("version", [1, -2, 99])
def test_a_version_that_is_none_is_refused(tmp_path: Path, version: int) -> None:
    with pytest.raises(LakeError, match=str(version)):
        Lake.open(tmp_path, version=version)


def test_a_file_is_no_store(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(LakeError, match="must be a folder"):
        Lake.open(tmp_path / "file")


def test_an_unknown_report_has_no_extraction(tmp_path: Path) -> None:
    with pytest.raises(LakeError, match="'a9'"):
        Lake.open(tmp_path).extraction_json("a9")


def test_a_broken_log_is_named(tmp_path: Path) -> None:
    Lake.open(tmp_path).ingest([report()])
    for entry in (tmp_path / "lake" / "articles" / "_delta_log").glob("*.json"):
        entry.write_text("not a log")
    with pytest.raises(LakeError, match="articles"):
        Lake.open(tmp_path).articles()


def test_a_store_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "lake").touch()
    with pytest.raises(LakeError, match="lake"):
        Lake.open(tmp_path).ingest([report()])


def test_mentions_whose_report_was_never_committed_do_not_count(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lake = Lake.open(tmp_path)
    lake.ingest([report("a1")])
    dying = Lake.open(tmp_path)
    monkeypatch.setattr(dying._articles, "append", lambda _rows: (_ for _ in ()).throw(KeyboardInterrupt))
    with pytest.raises(KeyboardInterrupt):
        dying.ingest([report("a1", text="نص آخر", killed=8), report("a2", killed=9)])
    fresh = Lake.open(tmp_path)
    assert [m.fatalities_low for event in fresh.events() for m in event.mentions] == [5]
    assert len(fresh.articles()) == 1
    assert fresh.ingest([report("a2", killed=9)]) == IngestReport(added=1)
    assert sorted(m.fatalities_low for event in fresh.events() for m in event.mentions) == [5, 9]


_WRITER = """
import sys
from pathlib import Path
from event_factory import reports
from geo import lake
lake.COMMIT_DOCUMENTS = 5
store, first, count = Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])
opened = lake.Lake.open(store)
print("open", flush=True)
sys.stdin.readline()
for start in range(first, first + count, 5):
    opened.ingest(reports(5, first=start))
    print(start, flush=True)
"""


@contextmanager
def writer(store: Path, first: int, count: int) -> Iterator["subprocess.Popen[str]"]:
    """Run a process that ingests `count` made-up reports once it is told a line."""
    process = subprocess.Popen(  # noqa: S603  (our own interpreter and program)
        [sys.executable, "-c", _WRITER, str(store), str(first), str(count)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parent)},
    )
    with process:
        try:
            assert read_line(process) == "open\n"
            yield process
        finally:
            process.kill()


def read_line(process: "subprocess.Popen[str]") -> str:
    assert process.stdout is not None
    return process.stdout.readline()


def go(process: "subprocess.Popen[str]") -> None:
    assert process.stdin is not None
    process.stdin.write("go\n")
    process.stdin.flush()


def test_two_processes_lose_and_double_nothing(tmp_path: Path) -> None:
    with writer(tmp_path, 0, 40) as one, writer(tmp_path, 20, 40) as other:
        go(one)
        go(other)
        said = [process.communicate(timeout=120)[0] for process in (one, other)]
    assert [one.returncode, other.returncode] == [0, 0], said
    lake = Lake.open(tmp_path)
    assert sorted(told_by.id for told_by in lake.articles()) == sorted(f"r{n}" for n in range(60))
    mentions = [m.mention_id for event in lake.events() for m in event.mentions]
    assert sorted(mentions) == sorted(m.mention_id for _, e in reports(60) for m in e.mentions)


def test_a_table_made_by_two_at_once_is_made_once(tmp_path: Path) -> None:
    """A second set of metadata would give the table another id and refuse what the other writer appends."""
    schema = pa.schema([("number", pa.int64())])
    for attempt in range(20):
        path, both = tmp_path / str(attempt), Barrier(2, timeout=60)

        def make_and_append(number: int, path: Path = path, both: Barrier = both) -> None:
            both.wait()
            AppendOnlyTable(path, schema).append([{"number": number}])

        with ThreadPoolExecutor(2) as pool:
            list(pool.map(make_and_append, (1, 2)))
        commits = [file.read_text(encoding="utf-8") for file in (path / "_delta_log").glob("*.json")]
        assert sum("metaData" in json.loads(action) for commit in commits for action in commit.splitlines()) == 1
        assert sorted(AppendOnlyTable(path, schema).dataset().to_table()["number"].to_pylist()) == [1, 2]


def test_a_killed_writer_leaves_whole_reports_and_the_next_one_finishes(tmp_path: Path) -> None:
    with writer(tmp_path, 0, 2000) as killed:
        go(killed)
        said = [read_line(killed) for _ in range(3)]
        killed.send_signal(signal.SIGKILL)
    assert said == ["0\n", "5\n", "10\n"]
    lake = Lake.open(tmp_path)
    kept = {told_by.id for told_by in lake.articles()}
    assert len(kept) >= 15
    assert {m.article_id for event in lake.events() for m in event.mentions} == kept
    lake.ingest(reports(100))
    mentions = [m.mention_id for event in lake.events() for m in event.mentions]
    assert len(mentions) == len(set(mentions)) == max(100, len(kept))


def test_threads_ask_one_lake_at_once(tmp_path: Path) -> None:
    lake = Lake.open(tmp_path)
    lake.ingest(reports(60))
    asked = [EventFilter(place_ids=frozenset({place_id})) for place_id in PLACES] * 8
    expected = [len(lake.events(one)) for one in asked]
    with ThreadPoolExecutor(max_workers=8) as threads:
        counts = list(threads.map(lambda one: Lake.open(tmp_path).event_table(one).num_rows, asked))
        shared = list(threads.map(lambda one: lake.event_table(one).num_rows, asked))
    assert counts == shared == expected


def test_a_copied_store_is_the_same_lake(tmp_path: Path) -> None:
    lake = Lake.open(tmp_path / "one")
    lake.ingest(reports(10))
    shutil.copytree(tmp_path / "one", tmp_path / "other")
    copy = Lake.open(tmp_path / "other")
    assert (copy.version, copy.events(), copy.articles()) == (lake.version, lake.events(), lake.articles())


texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)


@settings(deadline=None)
@given(
    st.builds(
        lambda **changes: replace(mention(), **changes),
        evidence_text=texts,
        place_surface=texts,
        reasons=st.lists(texts, max_size=3).map(tuple),
        actors=st.lists(texts, max_size=3).map(tuple),
        highlights=st.just(()),
        attributed_to=st.none() | texts,
        fatalities_low=st.none() | st.integers(0, 10**9),
        lat=st.none() | st.floats(-90, 90),
        place=st.sampled_from([None, mention().place]),
        start_date=st.none() | st.dates(),
    )
)
def test_a_mention_survives_its_row(told: EventMention) -> None:
    rows = mention_rows([told], ingest_id="i1")
    table = pa.Table.from_pylist(rows, schema=MENTION_SCHEMA)
    assert [mention_of(row) for row in table.to_pylist()] == [told]


def test_the_revision_follows_the_user_s_layers(tmp_path: Path) -> None:
    bare = pipeline_revision(tmp_path)
    (tmp_path / "gazetteer").mkdir()
    (tmp_path / "gazetteer" / "mine.csv").write_text("place_id\nx")
    with_layer = pipeline_revision(tmp_path)
    (tmp_path / "gazetteer" / "index.cache").write_text("built from the layers")
    assert bare != with_layer == pipeline_revision(tmp_path)
    (tmp_path / "gazetteer" / "mine.csv").write_text("place_id\nlonger")
    assert pipeline_revision(tmp_path) != with_layer


def test_reports_of_ingests_add_up() -> None:
    total = IngestReport(added=1, unchanged=2, replaced=3) + IngestReport(added=10, unchanged=20, replaced=30)
    assert total == IngestReport(added=11, unchanged=22, replaced=33)
