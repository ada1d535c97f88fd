"""Every form of input, and what is said of each bad one."""

import csv
import datetime as dt
import gzip
import io
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geo.article import Article
from geo.documents import DOCUMENT_LIMIT_BYTES, article_from
from geo.errors import DocumentInvalid, SourceUnreadable
from geo.formats import attempt
from geo.reading import read

DAY = dt.date(2016, 12, 8)
TEXT = "قُتل خمسة مدنيين في قصف على حلب."
SHARED = Path(__file__).parents[2] / "shared"


def articles(source: str | Path, **options: Any) -> list[Article]:
    """Return the articles of a source that has no bad document."""
    found = list(read(source, **options))
    assert not [str(document) for document in found if isinstance(document, DocumentInvalid)]
    return [document for document in found if isinstance(document, Article)]


def errors(source: str | Path, **options: Any) -> list[str]:
    return [str(document) for document in read(source, **options) if isinstance(document, DocumentInvalid)]


def stdin(text: str | bytes) -> io.BytesIO:
    return io.BytesIO(text.encode() if isinstance(text, str) else text)


def line(**fields: Any) -> str:
    return json.dumps(fields, ensure_ascii=False) + "\n"


FULL = {
    "id": "d1",
    "date": "2016-12-08",
    "title": "عنوان",
    "text": TEXT,
    "source": "Outlet",
    "url": "https://o.example/1",
}
FULL_ARTICLE = Article(id="d1", date=DAY, title="عنوان", text=TEXT, source="Outlet", url="https://o.example/1")


@pytest.mark.parametrize(
    "name", ["a.json", "list.json", "a.jsonl", "a.ndjson", "a.jsonl.gz", "A.JSONL", "a.csv", "a.md"]
)
def test_every_form_gives_the_same_article(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    if name.endswith(".gz"):
        path.write_bytes(gzip.compress(line(**FULL).encode()))
    elif name.endswith(".csv"):
        with path.open("w", encoding="utf-8", newline="") as stream:
            writer = csv.DictWriter(stream, [*FULL, "author"])
            writer.writeheader()
            writer.writerow({**FULL, "author": "كاتب"})
    elif name.endswith(".md"):
        front = "".join(f"{key}: {value}\n" for key, value in FULL.items() if key not in {"text", "source"})
        path.write_text(f"---\n{front}outlet: Outlet\n---\n\n{TEXT}", encoding="utf-8")
    else:
        path.write_text(json.dumps([FULL]) if name == "list.json" else line(**FULL, author="كاتب"), encoding="utf-8")
    assert articles(path) == [FULL_ARTICLE]


@pytest.mark.parametrize(
    "given_text",
    [
        "سطر\r\nسطر\r\n",
        "\tأ\x00ب\x1b[0m",
        "  مسافة  ",
        "</script><img onerror=x>${y}",
        "قَصْفٌ ـــ \u200fنص\u202e",
        "😀" * 3,
    ],
)
def test_text_is_kept_exactly_as_given(tmp_path: Path, given_text: str) -> None:
    path = tmp_path / "report.txt"
    path.write_bytes(given_text.encode())
    (plain,) = articles(path)
    (from_json,) = articles("-", stdin=stdin(line(text=given_text)))
    assert plain.text == from_json.text == given_text


def test_a_text_has_no_title_and_the_day_that_is_given(tmp_path: Path) -> None:
    path = tmp_path / "report.txt"
    path.write_bytes(b"\xef\xbb\xbf" + TEXT.encode())
    (told,) = articles(path, default_date=DAY)
    assert (told.title, told.text, told.date) == ("", TEXT, DAY)
    assert told.id.startswith("report-")
    assert articles(path)[0].date is None


def test_ids_follow_the_content_not_the_place(tmp_path: Path) -> None:
    (tmp_path / "other").mkdir()
    one, copy, changed = tmp_path / "a.txt", tmp_path / "other" / "a.txt", tmp_path / "other" / "b.txt"
    one.write_text(TEXT, encoding="utf-8")
    copy.write_text(TEXT, encoding="utf-8")
    changed.write_text(TEXT + ".", encoding="utf-8")
    ids = [articles(path)[0].id for path in (one, copy, changed)]
    assert ids[0] == ids[1] != ids[2]


def test_a_folder_is_read_in_order_without_hidden_files_and_readme(tmp_path: Path) -> None:
    for name in ("b.txt", "a/z.jsonl", ".hidden.txt", ".git/x.txt", "README.md", "LICENSE.txt", "photo.jpg", "c.md"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(line(id=name, text=name) if name.endswith("jsonl") else name, encoding="utf-8")
    assert [told.text for told in articles(tmp_path)] == ["a/z.jsonl", "b.txt", "c.md"]


def test_a_bad_file_of_a_folder_does_not_stop_the_others(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes("نص".encode("cp1256"))
    (tmp_path / "b.json").write_text("{", encoding="utf-8")
    (tmp_path / "c.jsonl.gz").write_bytes(gzip.compress(line(text=TEXT).encode())[:-9])
    (tmp_path / "d.csv").write_text("id;body\n1;x\n", encoding="utf-8")
    (tmp_path / "e.md").write_text("---\ntitle: x\n", encoding="utf-8")
    (tmp_path / "f.txt").write_text(TEXT, encoding="utf-8")
    documents = list(read(tmp_path))
    kept = [told.text for told in documents if isinstance(told, Article)]
    assert kept == [TEXT, TEXT], "the line before the cut of the gzip file, and the last file"
    said = " | ".join(str(told) for told in documents[:-1])
    for part in ("a.txt: not UTF-8", "iconv", "b.json: not JSON", "c.jsonl.gz: the gzip", "d.csv:1: no column", "e.md"):
        assert part in said


def test_a_metadata_file_describes_the_texts_beside_it(tmp_path: Path) -> None:
    (tmp_path / "000.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "001.txt").write_text("نص بلا وصف", encoding="utf-8")
    rows = [
        {"id": "s0", "file": "000.txt", "date": "2016-12-08", "source": "Outlet", "title": ""},
        {"file": "gone.txt"},
        {"file": "../000.txt"},
        {"id": "x"},
        "row",
    ]
    (tmp_path / "metadata.json").write_text(json.dumps(rows), encoding="utf-8")
    first, *bad = read(tmp_path)
    assert first == Article(id="s0", text=TEXT, date=DAY, source="Outlet")
    assert [part in str(error) for part, error in zip(("gone.txt", "same", "same", "same"), bad, strict=True)] == [
        True
    ] * 4


@pytest.mark.parametrize(
    ("document", "said"),
    [
        ('{"text": "نص"', ":1: not JSON"),
        ("[" * 100_000, ":1: not JSON"),
        ("7", "a int, not an object"),
        ('["نص"]', "a list, not an object"),
        ("{}", "`text` is missing"),
        ('{"content": "نص"}', "rename `content` to `text`"),
        ('{"text": ""}', "`text` is empty"),
        ('{"text": " \\n "}', "`text` is empty"),
        ('{"text": null}', "`text` is empty"),
        ('{"text": 5}', "`text` is int 5"),
        ('{"text": ["نص"]}', "`text` is list"),
        ('{"text": "نص", "title": {"ar": "x"}}', "`title` is dict"),
        ('{"text": "نص", "url": true}', "`url` is bool"),
        ('{"text": "نص", "id": [1]}', "`id` is list"),
        ('{"text": "نص", "id": true}', "`id` is bool"),
        ('{"text": "نص", "date": "2016-02-30"}', "'2016-02-30' is not a day"),
        ('{"text": "نص", "date": "08/12/2016"}', "'08/12/2016' is not a day"),
        ('{"text": "نص", "date": 20161208}', "20161208 is not a day"),
        ('{"text": "نص", "date": "2016-12-08garbage"}', "is not a day"),
        ('{"text": "\\ud800 نص"}', "`text` is not Unicode at character 0"),
        (b'{"text": "\xe4\xe5"}', "not UTF-8"),
        ('{"id": "good", "text": "نسخة"}', "the id 'good' is taken by"),
        ('{"text": "' + "1" * 5000 + '", "n": ' + "1" * 5000 + "}", "not JSON"),
    ],
    ids=lambda value: str(value)[:40],
)
def test_a_bad_line_is_named_and_the_rest_goes_on(tmp_path: Path, document: str | bytes, said: str) -> None:
    path = tmp_path / "news.jsonl"
    bad = document.encode() if isinstance(document, str) else document
    path.write_bytes(line(id="good", text=TEXT).encode() + bad + b"\n\n" + line(id="last", text=TEXT).encode())
    first, error, last = read(path)
    assert isinstance(first, Article)
    assert isinstance(last, Article)
    assert isinstance(error, DocumentInvalid)
    assert str(error).startswith(f"{path}:2: ")
    assert said in f":1{str(error).removeprefix(f'{path}:2')}"
    assert len(str(error)) < 400


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({}, DAY),
        ({"date": None}, DAY),
        ({"date": " "}, DAY),
        ({"date": "2015-07-21"}, dt.date(2015, 7, 21)),
        ({"date": " 2015-07-21 "}, dt.date(2015, 7, 21)),
        ({"date": "2015-07-21T23:59:00+03:00"}, dt.date(2015, 7, 21)),
        ({"date": "2015-07-21 10:00"}, dt.date(2015, 7, 21)),
    ],
)
def test_a_document_s_own_day_counts_before_the_default(fields: dict[str, str | None], expected: dt.date) -> None:
    (told,) = articles("-", default_date=DAY, stdin=stdin(line(text=TEXT, **fields)))
    assert told.date == expected


@pytest.mark.parametrize(
    ("given_text", "expected"),
    [
        (line(text="أ") + "\n" + line(text="ب"), ["أ", "ب"]),
        ("\ufeff" + line(text="أ"), ["أ"]),
        ("\n\n" + line(text="أ") + line(text="ب"), ["أ", "ب"]),
        ('[{"text": "أ"}, {"text": "ب"}]', ["أ", "ب"]),
        ('{\n  "text": "أ"\n}\n', ["أ"]),
        ("خبر عاجل\nسطر ثان\n", ["خبر عاجل\nسطر ثان\n"]),
        ("[عاجل] خبر", ["[عاجل] خبر"]),
        ("12 قتيلا", ["12 قتيلا"]),
    ],
)
def test_standard_input_is_json_or_plain_text(given_text: str, expected: list[str]) -> None:
    assert [told.text for told in articles("-", stdin=stdin(given_text))] == expected


@pytest.mark.parametrize(
    ("given_text", "said"),
    [
        (b"", "stdin: `text` is empty"),
        (b"\n \n", "stdin: `text` is empty"),
        (b"\xff\xfe\x00", "stdin: not UTF-8 at byte 0"),
        (b'{"text": "x"\n{"text": "y"}', "stdin:1: not JSON"),
    ],
)
def test_bad_standard_input_is_named(given_text: bytes, said: str) -> None:
    assert errors("-", stdin=stdin(given_text))[0].startswith(said)


def test_json_lines_are_handed_on_as_they_come() -> None:
    class Endless(io.RawIOBase):
        """A pipe that never ends."""

        count = 0

        def readline(self, _size: int | None = -1, /) -> bytes:
            self.count += 1
            return line(text=str(self.count)).encode()

    documents = read("-", stdin=Endless())  # type: ignore[arg-type]
    assert [next(documents).text for _ in range(3)] == ["1", "2", "3"]  # type: ignore[union-attr]


def test_a_long_document_is_fine_and_one_beyond_the_limit_is_not() -> None:
    assert len(articles("-", stdin=stdin(line(text="ن" * 1_000_000)))[0].text) == 1_000_000
    (said,) = errors("-", stdin=stdin(line(text="ن" * (DOCUMENT_LIMIT_BYTES // 2 + 1))))
    assert "longer than 10 MB" in said


def test_a_line_without_end_is_passed_over(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("geo.formats.LINE_LIMIT_BYTES", 100)
    path = tmp_path / "a.jsonl"
    path.write_text(line(text="x" * 1000) + line(text="قصير"), encoding="utf-8")
    error, good = read(path)
    assert "the line is longer" in str(error)
    assert isinstance(good, Article)
    assert good.text == "قصير"


def test_a_csv_row_is_named_by_its_line_and_the_rest_goes_on(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    rows = ["id,date,text", '1,2016-12-08,"سطر', 'ثان, مع فاصلة"', "2,2016-13-01,نص", "3,,نص,زيادة", "4", "5,,نص"]
    path.write_bytes("\r\n".join(rows).encode() + b"\r\n6,,\xe4\xe5\r\n")
    documents = list(read(path))
    assert [told.id for told in documents if isinstance(told, Article)] == ["1", "5"]
    assert documents[0].text == "سطر\r\nثان, مع فاصلة"  # type: ignore[union-attr]
    places = [str(told).split(": ")[0] for told in documents if isinstance(told, DocumentInvalid)]
    assert places == [f"{path}:{number}" for number in (4, 5, 6, 8)]


def test_a_csv_text_may_be_long(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text(f"text\n{'ن' * 300_000}\n", encoding="utf-8-sig")
    assert len(articles(path)[0].text) == 300_000


@pytest.mark.parametrize(
    ("front", "said"),
    [
        ("title: [", "a.md:"),
        ("- a\n- b", "not a list of `key: value`"),
        ("date: 2016-02-30", "'2016-02-30' is not a day"),
        ("title:\n  ar: x", "`title` is dict"),
    ],
)
def test_bad_front_matter_is_named(tmp_path: Path, front: str, said: str) -> None:
    path = tmp_path / "a.md"
    path.write_text(f"---\n{front}\n---\nنص", encoding="utf-8")
    assert said in errors(path)[0]


def test_markdown_without_front_matter_is_text(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text("# عنوان\n\nنص\n---\nنص", encoding="utf-8")
    assert articles(path)[0].text == "# عنوان\n\nنص\n---\nنص"


PAGE = """<!doctype html><html lang="ar"><head><title>قصف على حلب</title>
<meta property="og:title" content="قصف على حلب"><meta property="article:published_time" content="2016-12-08T10:00:00Z">
<meta property="og:site_name" content="Outlet"></head><body><nav><a href="/">الرئيسية</a></nav>
<article><h1>قصف على حلب</h1>
<p>قُتل خمسة مدنيين في قصف على حي صلاح الدين في مدينة حلب أمس، كما أفادت مصادر طبية في المدينة.</p>
<p>وأضافت المصادر أن عشرة آخرين أصيبوا بجروح ونُقلوا إلى مستشفى ميداني قريب من مكان القصف.</p></article></body></html>"""


def test_a_page_gives_its_article_without_the_menu(tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    path.write_text(PAGE, encoding="utf-8")
    (told,) = articles(path)
    assert told.text.count("قُتل خمسة مدنيين") == 1
    assert "الرئيسية" not in told.text
    assert (told.title, told.date, told.source) == ("قصف على حلب", DAY, "Outlet")


@pytest.mark.parametrize("page", ["", "<html><body></body></html>", "not a page"])
def test_a_page_without_an_article_is_named(tmp_path: Path, page: str) -> None:
    path = tmp_path / "page.html"
    path.write_text(page, encoding="utf-8")
    assert "no article found" in errors(path)[0]


@pytest.mark.parametrize("name", ["gone.txt", "photo.jpg", "archive.tar.gz", "noext"])
def test_what_cannot_be_opened_is_raised(tmp_path: Path, name: str) -> None:
    if name != "gone.txt":
        (tmp_path / name).touch()
    with pytest.raises(SourceUnreadable, match=name):
        list(read(tmp_path / name))


anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.dates().map(str),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner, max_size=3),
    max_leaves=5,
)


@settings(deadline=None)
@given(st.dictionaries(st.sampled_from(["id", "date", "title", "text", "source", "url", "other"]), anything))
def test_any_object_is_an_article_or_says_why_not(fields: dict[str, Any]) -> None:
    _, told = attempt("here", article_from, fields, where="here")
    if isinstance(told, Article):
        assert told.text == fields["text"]
        assert told.id
    else:
        assert str(told).startswith("here: ")


@settings(deadline=None)
@given(st.binary(max_size=200))
def test_any_bytes_on_standard_input_come_through(raw: bytes) -> None:
    documents: Iterator[Article | DocumentInvalid] = read("-", stdin=stdin(raw))
    assert all(isinstance(told, Article | DocumentInvalid) for told in documents)


@pytest.mark.shared
@pytest.mark.skipif(not (SHARED / "seeds").is_dir(), reason="the five real articles are not here")
def test_the_real_articles_are_read_with_their_metadata() -> None:
    found = articles(SHARED / "seeds")
    metadata = json.loads((SHARED / "seeds" / "metadata.json").read_text(encoding="utf-8"))
    assert [told.id for told in found] == [row["id"] for row in metadata]
    for told, row in zip(found, metadata, strict=True):
        assert told.text.encode() == (SHARED / "seeds" / row["file"]).read_bytes()
        assert told.date == dt.date.fromisoformat(row["date"])
