"""From an HTML page to its article: the text without menus and advertisements, its title, day, outlet and address."""

import datetime as dt
import re

import trafilatura
from trafilatura.settings import Document

from geo.article import Article
from geo.documents import article_from
from geo.errors import DocumentInvalid


def page_article(
    html: str | bytes, *, where: str, default_date: dt.date | None = None, id_prefix: str = "page", url: str = ""
) -> Article:
    """Return the article of a page; its id is `id_prefix` and a hash of its content.

    `url` is where the page was found. What the page says of its day counts before `default_date`. Raises
    DocumentInvalid when no article can be told from the rest of the page.
    """
    found = trafilatura.bare_extraction(html, url=url or None, with_metadata=True, include_comments=False)
    page = found.as_dict() if isinstance(found, Document) else {}
    if not page.get("text"):
        raise DocumentInvalid(f"{where}: no article found on the page; save its text as .txt instead")
    fields = {**page, "id": None, "source": page["sitename"] or page["hostname"], "url": url or page["url"]}
    return article_from(fields, where=where, default_date=default_date, id_prefix=id_prefix)


_TAG = re.compile(r"<[^>]*>")


def fragment_text(html: str) -> str:
    """Return the bare text of a piece of HTML, as feeds carry it."""
    if not _TAG.search(html):
        return html
    return str(trafilatura.html2txt(f"<html><body>{html}</body></html>"))
