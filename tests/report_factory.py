"""What is read in a made-up report of one day."""

import datetime as dt

from gazetteer.index import Gazetteer
from geo.article import Article
from geo.pipeline import extract
from geo.records import EventMention

PUBLISHED = dt.date(2019, 6, 12)  # a Wednesday


def mentions(text: str, gazetteer: Gazetteer, title: str = "") -> tuple[EventMention, ...]:
    """Return the event mentions of a report, in order."""
    return extract(Article(id="a", title=title, text=text, date=PUBLISHED), gazetteer=gazetteer).mentions


def place_of(mention: EventMention) -> str:
    """Return the Arabic name of where it was; «?» of nowhere."""
    return mention.place.name_ar if mention.place else "?"


def sites(text: str, gazetteer: Gazetteer) -> list[str]:
    """Return the place of each event of a report, in order."""
    return [place_of(mention) for mention in mentions(text, gazetteer)]
