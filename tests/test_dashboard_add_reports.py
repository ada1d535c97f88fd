"""What a reader hands over: the good is read, and each hostile, huge or broken input is told once."""

import datetime as dt
import gzip
import json
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

import pytest
from event_factory import reports

from dashboard.add_reports import (
    FILE_LIMIT_BYTES,
    REPORTS_LIMIT,
    TEXT_LIMIT_CHARACTERS,
    Found,
    Refusal,
    fetched,
    keep,
    pasted,
    read_all,
    uploaded,
)
from dashboard.add_reports_view import plain_in_markdown, refusal_text, report_html
from dashboard.labels import load_labels
from geo.article import Article
from geo.lake import Lake

TEXT = "قُتل مدنيان في قصف على حي صلاح الدين في حلب أمس. ولجأ آخرون إلى قرية الركابية."
DAY = dt.date(2016, 12, 8)
HOSTILE = "</script><img src=x onerror=alert(1)>"


def split(given: Iterable[Article | Refusal]) -> tuple[list[Article], list[Refusal]]:
    items = list(given)
    return [i for i in items if isinstance(i, Article)], [i for i in items if isinstance(i, Refusal)]


def line(number: int, text: str = TEXT) -> str:
    return json.dumps({"id": f"r{number}", "title": f"خبر {number}", "text": text})


@pytest.mark.parametrize(
    ("name", "content", "count"),
    [
        ("news.txt", TEXT.encode(), 1),
        ("NEWS.TXT", TEXT.encode(), 1),
        ("../../etc/passwd.txt", TEXT.encode(), 1),
        ("a\\b\\c.txt", TEXT.encode(), 1),
        ("lines.jsonl", f"{line(1)}\n{line(2)}\n".encode(), 2),
        ("lines.jsonl.gz", gzip.compress(f"{line(1)}\n{line(2)}\n".encode()), 2),
    ],
)
def test_good_files_are_read(name: str, content: bytes, count: int) -> None:
    read, refused = split(uploaded([(name, content)], date=DAY))
    assert len(read) == count
    assert refused == []
    assert all(article.date == DAY for article in read)


@pytest.mark.parametrize(
    ("name", "content", "why"),
    [
        ("report.exe", b"MZ", "kind"),
        ("", b"x", "kind"),
        (HOSTILE, b"x", "kind"),
        ("big.txt", b"a" * (FILE_LIMIT_BYTES + 1), "size"),
        ("bomb.jsonl.gz", gzip.compress(b"0" * (FILE_LIMIT_BYTES + 1)), "size"),
        ("long.txt", ("كلمة " * (TEXT_LIMIT_CHARACTERS // 5 + 1)).encode(), "text"),
        ("broken.json", b"{", "broken"),
        ("binary.txt", b"\xff\xfe\x00\x81", "broken"),
        ("cut.jsonl.gz", gzip.compress(line(1).encode())[:20], "broken"),
        ("empty.txt", b"", "broken"),
    ],
)
def test_bad_files_get_one_message_each(name: str, content: bytes, why: str) -> None:
    read, refused = split(uploaded([(name, content)], date=None))
    assert read == []
    assert [refusal.why for refusal in refused] == [why]
    assert "/tmp" not in refused[0].detail  # noqa: S108  (no path of ours may show)


def test_a_bad_file_does_not_lose_the_good_ones() -> None:
    read, refused = split(uploaded([("a.exe", b""), ("b.txt", TEXT.encode())], date=None))
    assert len(read) == len(refused) == 1


@pytest.mark.parametrize("text", ["", " \n\t "])
def test_nothing_pasted_is_refused(text: str) -> None:
    read, refused = split(pasted(title="", text=text, date=None, source="", url=""))
    assert read == []
    assert [refusal.why for refusal in refused] == ["nothing"]


def test_a_lone_surrogate_is_refused_and_not_a_crash() -> None:
    assert [one.why for one in split(pasted(title="", text="\ud800", date=None, source="", url=""))[1]] == ["broken"]


@pytest.mark.parametrize(
    "address", ["", "file:///etc/passwd", "ftp://host/x", "javascript:alert(1)", "/etc/passwd", "-"]
)
def test_only_addresses_of_the_web_are_asked(address: str) -> None:
    read, refused = split(fetched(address, date=None))
    assert read == []
    assert [refusal.why for refusal in refused] == ["address"]


def test_an_address_that_does_not_answer_is_told() -> None:
    read, refused = split(fetched("http://127.0.0.1:9/none", date=None))
    assert read == []
    assert [refusal.why for refusal in refused] == ["broken"]


def found(tmp_path: Path, *texts: str) -> Found:
    given = [Article(id=f"t{number}", text=text, title=f"خبر {number}") for number, text in enumerate(texts)]
    return read_all(given, store=tmp_path)


def test_what_is_found_is_kept_only_when_said_so(tmp_path: Path) -> None:
    read = found(tmp_path, TEXT)
    lake = Lake.open(tmp_path)
    assert len(read.reports[0][1].mentions) >= 1
    assert lake.articles() == ()
    assert keep(read.reports, lake).added == 1
    assert keep(read.reports, Lake.open(tmp_path)).unchanged == 1


def test_progress_names_each_report(tmp_path: Path) -> None:
    titles: list[str] = []
    read_all(pasted(title="عنوان", text=TEXT, date=DAY, source="", url=""), store=tmp_path, on_report=titles.append)
    assert titles == ["عنوان"]


def test_more_reports_than_the_page_reads_are_told(tmp_path: Path) -> None:
    read = found(tmp_path, *(["خبر قصير."] * (REPORTS_LIMIT + 5)))
    assert len(read.reports) == REPORTS_LIMIT
    assert [refusal.why for refusal in read.refused] == ["many"]


def test_a_report_is_shown_with_every_find_marked_and_its_text_whole(tmp_path: Path) -> None:
    read = found(tmp_path, TEXT)
    drawn = report_html(*read.reports[0], load_labels("ar"))
    for mark in ("k-trigger", "k-quantity", "k-place", "k-nowhere"):
        assert f'class="k-mark {mark}"' in drawn.split("k-key")[0], mark
    assert drawn.striptags().count("صلاح الدين") >= 1


def test_hostile_reports_are_shown_as_text(tmp_path: Path) -> None:
    read = found(tmp_path, f"{HOSTILE} {TEXT}")
    drawn = report_html(*read.reports[0], load_labels("en"))
    assert "<img" not in drawn.replace('<img src="data:image/svg+xml', "")
    assert "</script>" not in drawn


@pytest.mark.parametrize("why", ["size", "kind", "text", "many", "broken", "address", "nothing"])
@pytest.mark.parametrize("language", ["ar", "en"])
def test_every_refusal_has_its_words_and_no_markup(why: str, language: str) -> None:
    said = refusal_text(Refusal(name="[x](javascript:1) " + HOSTILE, why=why, detail="**b**"), load_labels(language))
    assert "<img" not in said.replace("\\<", "")
    assert "](" not in said


def test_markdown_is_set_off() -> None:
    assert plain_in_markdown("a*b_c") == "a\\*b\\_c"


SAVING = """
import sys
from pathlib import Path
sys.path.insert(0, sys.argv[2])
from event_factory import reports
from dashboard.add_reports import keep
from geo.lake import Lake
lake = Lake.open(Path(sys.argv[1]))
for number in range(10_000):
    keep(tuple(reports(1, first=number)), lake)
    print(number, flush=True)
"""


def test_a_server_killed_while_it_saves_loses_nothing_that_it_confirmed(tmp_path: Path) -> None:
    command = [sys.executable, "-c", SAVING, str(tmp_path / "store"), str(Path(__file__).parent)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:  # noqa: S603  (our own)
        assert process.stdout is not None
        confirmed = [process.stdout.readline() for _ in range(5)]
        process.kill()
        confirmed += process.stdout.readlines()
    told = {f"r{int(line)}" for line in confirmed if line.endswith("\n")}
    lake = Lake.open(tmp_path / "store")
    held = {article.id for article in lake.articles()}
    assert told <= held
    assert len(held) <= len(told) + 1
    assert len(lake.events()) > 0
    assert keep(tuple(reports(1, first=20_000)), lake).added == 1
