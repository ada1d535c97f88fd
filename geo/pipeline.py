"""THE LINE: from a report to all that Kharita reads out of it.

    report ─► toponyms ─► geotags ─┐        (places that no layer knows: looked up, if a finder is given)
          └─► sentences ─► triggers, times, figures, parties ─► linking ─► event mentions

Pure without a finder: no clock, no network, no files but the language data that each step loads once.
"""

from dataclasses import replace

from gazetteer.index import Gazetteer
from geo.article import Article
from geo.geocode import Finder, geocode_unlocated
from geo.geotagging import geotag
from geo.linking import link
from geo.records import EventMention, Extraction, Geotag
from geo.taxonomy import Role


def extract(article: Article, *, gazetteer: Gazetteer, finder: Finder | None = None) -> Extraction:
    """Read one report: its geotags and its event mentions, both in text order.

    A `finder` looks up the names that no layer could place, and is the only thing here that may ask a network.
    """
    geotags = geotag(article.document, gazetteer)
    if finder is not None:
        geotags = geocode_unlocated(geotags, finder)
    mentions = link(article, geotags, gazetteer)
    return Extraction(article_id=article.id, geotags=_with_event_sites(geotags, mentions), mentions=mentions)


def _with_event_sites(geotags: tuple[Geotag, ...], mentions: tuple[EventMention, ...]) -> tuple[Geotag, ...]:
    """Give the role of event site to the geotags that carry an event; a stretch of road begins and ends with one."""
    places = [highlight.span for mention in mentions for highlight in mention.highlights if highlight.role == "place"]
    starts, ends = {span.start for span in places}, {span.end for span in places}
    return tuple(
        replace(tag, role=Role.EVENT_SITE) if tag.span.start in starts or tag.span.end in ends else tag
        for tag in geotags
    )
