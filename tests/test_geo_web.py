"""Feeds and pages from a server on loopback; bounded, and never sent into the local network by a feed."""

import datetime as dt
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any

import pytest

from geo import web
from geo.article import Article
from geo.errors import DocumentInvalid, SourceUnreadable
from geo.reading import read

BODY = "قُتل خمسة مدنيين في قصف على حي صلاح الدين في مدينة حلب أمس، كما أفادت مصادر طبية في المدينة."
PAGE = f"""<html><head><title>قصف</title><meta property="og:site_name" content="Outlet">
<meta property="article:published_time" content="2016-12-08"></head>
<body><article><h1>قصف</h1><p>{BODY}</p><p>وأضافت المصادر أن عشرة آخرين أصيبوا بجروح في القصف نفسه.</p></article>
</body></html>"""
Answer = tuple[int, str, str]
Serve = Callable[[dict[str, Answer]], str]


@pytest.fixture
def serve() -> Iterator[Serve]:
    """Start a server on loopback that answers paths with (status, type or redirect target, body)."""
    servers: list[ThreadingHTTPServer] = []

    def start(answers: dict[str, Answer]) -> str:
        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                status, kind, body = answers.get(self.path, (404, "text/plain", ""))
                raw = body.replace("BASE", base).encode()
                self.send_response(status)
                self.send_header("Location" if 300 <= status < 400 else "Content-Type", kind)
                self.send_header("Content-Length", str(len(raw)))
                self.end_headers()
                self.wfile.write(raw)

            def log_message(self, *_: Any) -> None:
                pass

        server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        base = f"http://127.0.0.1:{server.server_port}"
        Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        servers.append(server)
        return base

    yield start
    for server in servers:
        server.shutdown()
        server.server_close()


def rss(*items: str) -> Answer:
    feed = '<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>Outlet</title>'
    return 200, "application/rss+xml", f'<?xml version="1.0"?>{feed}{"".join(items)}</channel></rss>'


def item(link: str, *, extra: str = "", date: str = "Thu, 08 Dec 2016 21:00:00 +0300") -> str:
    return f"<item><title>قصف &amp;lt;b&amp;gt;</title><link>{link}</link><pubDate>{date}</pubDate>{extra}</item>"


def html(body: str = PAGE) -> Answer:
    return 200, "text/html; charset=utf-8", body


def only_article(url: str, **options: Any) -> Article:
    (told,) = read(url, **options)
    assert isinstance(told, Article), told
    return told


def test_a_page_is_one_article_named_by_its_address(serve: Serve) -> None:
    base = serve({"/a": html()})
    told = only_article(f"{base}/a")
    assert BODY in told.text
    assert (told.date, told.source, told.url) == (dt.date(2016, 12, 8), "Outlet", f"{base}/a")
    assert told.id == only_article(f"{base}/a").id
    assert told.id.startswith("url-")


def test_a_redirect_is_followed(serve: Serve) -> None:
    base = serve({"/old": (302, "/a", ""), "/a": html()})
    assert BODY in only_article(f"{base}/old").text


def test_a_feed_gives_the_pages_behind_its_entries(serve: Serve) -> None:
    base = serve({"/feed": rss(item("BASE/a"), item("/b")), "/a": html(), "/b": html(PAGE.replace("خمسة", "ستة"))})
    first, second = read(f"{base}/feed")
    assert isinstance(first, Article)
    assert isinstance(second, Article)
    assert (first.url, second.url) == (f"{base}/a", f"{base}/b")
    assert BODY in first.text
    assert "ستة" in second.text
    assert (first.date, first.source) == (dt.date(2016, 12, 8), "Outlet")


def test_an_atom_feed_is_a_feed(serve: Serve) -> None:
    entry = '<entry><title>قصف</title><id>urn:1</id><link href="/a"/><updated>2016-12-08T10:00:00Z</updated></entry>'
    feed = f'<feed xmlns="http://www.w3.org/2005/Atom"><title>Outlet</title><id>urn:0</id>{entry}</feed>'
    base = serve({"/atom": (200, "application/atom+xml", feed), "/a": html()})
    assert BODY in only_article(f"{base}/atom").text


def test_a_feed_that_carries_its_articles_is_not_asked_further(serve: Serve) -> None:
    content = f"<content:encoded><![CDATA[<p>{BODY}</p><script>x</script>]]></content:encoded>"
    base = serve({"/feed": rss(item("BASE/gone", extra=content))})
    assert only_article(f"{base}/feed").text == BODY


def test_where_the_page_is_gone_the_feed_s_summary_serves(serve: Serve) -> None:
    base = serve({"/feed": rss(item("BASE/gone", extra="<description>ملخص &lt;b&gt;الخبر&lt;/b&gt;</description>"))})
    assert only_article(f"{base}/feed").text == "ملخص الخبر"


def test_an_entry_without_any_text_is_an_error_and_the_others_go_on(serve: Serve) -> None:
    base = serve({"/feed": rss(item("BASE/gone"), item("http://[bad"), item("BASE/a")), "/a": html()})
    *bad, good = read(f"{base}/feed")
    assert isinstance(good, Article)
    assert len(bad) == 2
    assert all(isinstance(error, DocumentInvalid) for error in bad)
    assert str(bad[0]).startswith(f"{base}/gone: `text` is empty")


def test_a_feed_cannot_send_its_reader_to_another_local_server(serve: Serve) -> None:
    inner = serve({"/secret": html(PAGE.replace("خمسة", "سر"))})
    summary = "<description>ملخص</description>"
    base = serve(
        {
            "/feed": rss(item(f"{inner}/secret", extra=summary), item("BASE/jump", extra=summary)),
            "/jump": (302, f"{inner}/secret", ""),
        }
    )
    texts = [told.text for told in read(f"{base}/feed") if isinstance(told, Article)]
    assert texts == ["ملخص", "ملخص"]


@pytest.mark.parametrize(
    ("link", "expected"),
    [
        ("https://news.example/1", True),
        ("http://8.8.8.8/1", True),
        ("http://feed.local:81/x", True),
        ("http://feed.local:82/x", False),
        ("http://localhost/x", False),
        ("http://router/x", False),
        ("http://printer.local/x", False),
        ("http://127.0.0.1/x", False),
        ("http://10.0.0.1/x", False),
        ("http://169.254.169.254/latest", False),
        ("http://[::1]/x", False),
        ("file:///etc/passwd", False),
        ("ftp://news.example/1", False),
        ("javascript:alert(1)", False),
        ("", False),
    ],
)
def test_which_links_may_be_followed(link: str, expected: bool) -> None:  # noqa: FBT001  (a table's column)
    assert web.may_follow(link, "http://feed.local:81/rss") is expected


def test_a_page_without_an_article_is_an_error_of_its_own(serve: Serve) -> None:
    base = serve({"/a": html("<html><body></body></html>")})
    (error,) = read(f"{base}/a")
    assert "no article found" in str(error)


@pytest.mark.parametrize(("status", "said"), [(404, "answers 404"), (500, "answers 500")])
def test_an_address_that_fails_is_raised(serve: Serve, status: int, said: str) -> None:
    base = serve({"/a": (status, "text/html", PAGE)})
    with pytest.raises(SourceUnreadable, match=said):
        list(read(f"{base}/a"))


def test_a_redirect_without_end_is_raised(serve: Serve) -> None:
    base = serve({"/a": (302, "/a", "")})
    with pytest.raises(SourceUnreadable, match="cannot be fetched"):
        list(read(f"{base}/a"))


def test_a_server_that_is_not_there_is_raised() -> None:
    with pytest.raises(SourceUnreadable, match=r"127\.0\.0\.1:9"):
        list(read("http://127.0.0.1:9/x"))


def test_an_answer_beyond_the_limit_is_refused(serve: Serve, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(web, "PAGE_LIMIT_BYTES", 1000)
    base = serve({"/a": html(PAGE * 10)})
    with pytest.raises(SourceUnreadable, match="larger than"):
        list(read(f"{base}/a"))


def test_an_answer_that_drips_is_cut_off(serve: Serve, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(web, "FETCH_LIMIT_SECONDS", -1.0)
    base = serve({"/a": html()})
    with pytest.raises(SourceUnreadable, match="not finished"):
        list(read(f"{base}/a"))
