"""Reports from the web: an article page, or the entries of an RSS or Atom feed; bounded in size, time and number."""

import calendar
import dataclasses
import datetime as dt
import functools
import hashlib
import ipaddress
import time
from collections.abc import Iterator
from typing import Any
from urllib.parse import urljoin, urlsplit

import feedparser
import httpx

from geo.article import Article
from geo.documents import article_from
from geo.errors import DocumentInvalid, SourceUnreadable
from geo.formats import Located, attempt
from geo.pages import fragment_text, page_article

PAGE_LIMIT_BYTES = 10_000_000
FETCH_LIMIT_SECONDS = 30.0
"""Longest time for one answer from first to last byte."""
FEED_LIMIT_ENTRIES = 200
"""Entries read of one feed, newest first as feeds list them."""

_SILENCE_LIMIT_SECONDS = 15.0
_REDIRECTS = 5
_ID_HEX_DIGITS = 16
_HEADERS = {"User-Agent": "kharita (+reads news for a map)", "Accept": "text/html, application/xml;q=0.9, */*;q=0.5"}


def read_address(url: str, *, default_date: dt.date | None = None) -> Iterator[Located]:
    """Yield the reports at an address: every entry of a feed, or the one article of a page.

    An entry's text is that of its page, or what the feed itself carries where the page cannot be read. The id is made
    from the address, so an article that changed replaces its former self. Raises SourceUnreadable when the address
    gives no answer within the limits.
    """
    with httpx.Client(
        follow_redirects=True,
        max_redirects=_REDIRECTS,
        timeout=_SILENCE_LIMIT_SECONDS,
        headers=_HEADERS,
        event_hooks={"request": [functools.partial(_refuse_inner, url)]},
    ) as client:
        content = fetch(client, url)
        feed = feedparser.parse(content)
        if feed.version:
            for entry in feed.entries[:FEED_LIMIT_ENTRIES]:
                where = str(entry.get("link") or f"{url}: entry {entry.get('id', '')}")
                yield attempt(where, _entry_article, client, feed, entry, url, where, default_date)
        else:
            yield attempt(url, _address_article, content, url, default_date)


def fetch(client: httpx.Client, url: str) -> bytes:
    """Return what an address answers. Raises SourceUnreadable on an error status, no answer, too much or too slow."""
    deadline = time.monotonic() + FETCH_LIMIT_SECONDS
    body = bytearray()
    try:
        with client.stream("GET", url) as answer:
            if answer.status_code >= httpx.codes.BAD_REQUEST:
                raise SourceUnreadable(f"{url}: answers {answer.status_code} {answer.reason_phrase}")
            for piece in answer.iter_bytes():
                body += piece
                if len(body) > PAGE_LIMIT_BYTES:
                    raise SourceUnreadable(f"{url}: larger than {PAGE_LIMIT_BYTES // 1_000_000} MB")
                if time.monotonic() > deadline:
                    raise SourceUnreadable(f"{url}: not finished after {FETCH_LIMIT_SECONDS:.0f} seconds")
    except (httpx.HTTPError, httpx.InvalidURL) as error:
        raise SourceUnreadable(f"{url}: cannot be fetched: {error or type(error).__name__}") from None
    return bytes(body)


def may_follow(link: str, feed_url: str) -> bool:
    """Whether a feed's link may be fetched: the web, and no machine of the local network that the feed is not on.

    A hostile feed could otherwise make its reader ask for pages behind the reader's own firewall.
    """
    parts, feed = urlsplit(link), urlsplit(feed_url)
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        return False
    if parts.netloc == feed.netloc:
        return True
    try:
        return ipaddress.ip_address(parts.hostname).is_global
    except ValueError:
        return "." in parts.hostname and not parts.hostname.endswith((".local", ".internal", ".localhost"))


def _entry_article(
    client: httpx.Client, feed: Any, entry: Any, feed_url: str, where: str, default_date: dt.date | None
) -> Article:
    carried = _carried(entry)
    link = _link(entry, feed_url)
    text = "" if "content" in entry else _page_text(client, link)
    fields = {
        "id": _address_id(link) if link else None,
        "title": fragment_text(entry.get("title", "")).strip(),
        "text": text or carried,
        "date": _day_of(entry),
        "source": feed.feed.get("title", ""),
        "url": link,
    }
    return article_from(fields, where=where, default_date=default_date, id_prefix="entry")


def _refuse_inner(feed_url: str, request: httpx.Request) -> None:
    """Stop a request, or the redirect of one, that leaves the web for the local network."""
    if not may_follow(str(request.url), feed_url):
        raise SourceUnreadable(f"{request.url}: not fetched, for it lies in the local network and {feed_url} does not")


def _link(entry: Any, feed_url: str) -> str:
    """Return an entry's address in full; nothing where it has none or one that cannot be."""
    try:
        return urljoin(feed_url, entry["link"]) if entry.get("link") else ""
    except ValueError:
        return ""


def _carried(entry: Any) -> str:
    """Return the text that the feed itself holds of an entry, its full content before its summary."""
    contents = [content.get("value", "") for content in entry.get("content", [])]
    return fragment_text(next(filter(None, contents), entry.get("summary", ""))).strip()


def _page_text(client: httpx.Client, link: str) -> str:
    """Return the article's text on its page; nothing where it cannot be had, for then the feed's own text serves."""
    if not link:
        return ""
    try:
        return page_article(fetch(client, link), where=link, url=link).text
    except (SourceUnreadable, DocumentInvalid):
        return ""


def _day_of(entry: Any) -> str | None:
    moment = entry.get("published_parsed") or entry.get("updated_parsed")
    if moment is None:
        return None
    return dt.datetime.fromtimestamp(calendar.timegm(moment), tz=dt.UTC).date().isoformat()


def _address_article(content: bytes, url: str, default_date: dt.date | None) -> Article:
    page = page_article(content, where=url, default_date=default_date, url=url)
    return dataclasses.replace(page, id=_address_id(url))


def _address_id(url: str) -> str:
    return f"url-{hashlib.sha256(url.encode()).hexdigest()[:_ID_HEX_DIGITS]}"
