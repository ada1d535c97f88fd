"""Journeys of reports that a reader adds: pasted, uploaded, fetched from a loopback site; shown, kept, on the map."""

import gzip
import http.server
import re
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from journey import PATIENCE_MS, Visitor
from playwright.sync_api import FilePayload, expect

from geo.lake import Lake

pytestmark = pytest.mark.browser

TEXT = "قُتل مدنيان في قصف مدفعي على حي صلاح الدين في حلب يوم الخميس 8 كانون الأول 2016."
HOSTILE = "</script><script>window.hacked=1</script> ${window.hacked=1} <img src=x onerror=window.hacked=1>"
PAGE = f"""<!doctype html><html lang="ar"><head><title>خبر من الموقع</title></head><body><article><h1>خبر من الموقع</h1>
<p>{"قُتل ثلاثة مدنيين في غارة جوية على مدينة إدلب يوم الجمعة 9 كانون الأول 2016، بحسب الدفاع المدني. " * 3}</p>
<p>{"وقال سكان إن الغارة أصابت سوقًا في وسط المدينة وإن فرق الإنقاذ تعمل في المكان. " * 3}</p></article></body></html>"""


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("lake") / "store"


@pytest.fixture
def site() -> Iterator[str]:
    """A site on loopback that serves one article."""

    class Site(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.end_headers()
            self.wfile.write(PAGE.encode())

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Site) as listening:
        thread = threading.Thread(target=listening.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{listening.server_port}/news"
        listening.shutdown()
        thread.join()


def articles(store: Path) -> int:
    return len(Lake.open(store).articles())


def upload(name: str, content: bytes) -> FilePayload:
    return FilePayload(name=name, mimeType="application/octet-stream", buffer=content)


def keep(visitor: Visitor) -> None:
    visitor.page.get_by_role("button", name=re.compile("^Save the reports")).click()
    expect(visitor.page.get_by_text(re.compile("^Saved:"))).to_be_visible(timeout=PATIENCE_MS)


def test_a_pasted_report_is_marked_then_kept_and_stands_on_the_map(visitor: Visitor, store: Path) -> None:
    before = articles(store)
    visitor.open("?view=add&lang=en")
    visitor.page.get_by_label("Text of the report").fill(f"{TEXT} {HOSTILE}")
    visitor.page.get_by_role("button", name="Read the text").click()
    report = visitor.page.locator(".k-report blockquote")
    expect(report.locator(".k-place").first).to_have_text("صلاح الدين", timeout=PATIENCE_MS)
    expect(report.locator(".k-trigger").first).to_be_visible()
    expect(report).to_contain_text("onerror")
    assert articles(store) == before
    keep(visitor)
    assert articles(store) == before + 1
    assert visitor.page.evaluate("window.hacked") is None
    visitor.page.get_by_role("radio", name="Table").click()
    expect(visitor.rows.filter(has_text="Salah al-Din")).to_have_count(1, timeout=PATIENCE_MS)
    assert visitor.page.evaluate("window.hacked") is None


def test_files_are_kept_and_each_bad_one_gets_one_message(visitor: Visitor, store: Path) -> None:
    before = articles(store)
    visitor.open("?view=add&lang=en")
    visitor.page.get_by_role("tab", name="Upload files").click()
    visitor.page.locator("input[type=file]").set_input_files(
        [
            upload("good.txt", TEXT.replace("مدنيان", "خمسة مدنيين").encode()),
            upload("program.exe", b"MZ"),
            upload("bomb.jsonl.gz", gzip.compress(b"0" * 10_000_001)),
            upload("broken.json", b"{"),
        ]
    )
    expect(visitor.page.get_by_text("broken.json")).to_be_visible(timeout=PATIENCE_MS)
    visitor.page.get_by_role("button", name="Read the files").click()
    messages = visitor.page.get_by_test_id("stAlert")
    expect(messages).to_have_count(3, timeout=PATIENCE_MS)
    for name in ("program.exe", "bomb.jsonl.gz", "broken.json"):
        expect(messages.filter(has_text=name)).to_have_count(1)
    keep(visitor)
    assert articles(store) == before + 1


def test_an_address_is_fetched_when_asked_and_never_before(visitor: Visitor, store: Path, site: str) -> None:
    before = articles(store)
    visitor.open("?view=add&lang=en")
    visitor.page.get_by_role("tab", name="From an address").click()
    visitor.page.get_by_label("Address of a news page or RSS feed").fill(site)
    visitor.page.get_by_role("button", name="Fetch and read").click()
    expect(visitor.page.locator(".k-report blockquote .k-place").first).to_be_visible(timeout=PATIENCE_MS)
    keep(visitor)
    assert articles(store) == before + 1


def test_no_address_is_one_message(visitor: Visitor) -> None:
    visitor.open("?view=add&lang=en")
    visitor.page.get_by_role("tab", name="From an address").click()
    visitor.page.get_by_label("Address of a news page or RSS feed").fill("file:///etc/passwd")
    visitor.page.get_by_role("button", name="Fetch and read").click()
    expect(visitor.page.get_by_test_id("stAlert")).to_have_count(1, timeout=PATIENCE_MS)
