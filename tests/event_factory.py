"""Made-up articles, event mentions, extractions and events for tests: every argument has a plain default.

article(id="a1", text="قصف على حلب")                     -> Article
place("sy-aleppo", name_en="Aleppo")                      -> EventPlace
mention(article_id="a1", sub_event_type=..., lat=36.2)    -> EventMention
extraction(article, mentions)                             -> Extraction with one geotag a mention
event(mentions...)                                        -> Event by the merging policy, from one report a mention
reports(count)                                            -> [(Article, Extraction)] spread over places, days, types
"""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from gazetteer.places import Place, PlaceKind
from gazetteer.relations import Area
from gazetteer.spans import Span
from geo.article import Article
from geo.corroboration import merge
from geo.records import Event, EventMention, EventPlace, Extraction, Geotag, Highlight
from geo.taxonomy import GeoPrecision, Relation, Role, Status, SubEventType, TimePrecision

DAY = dt.date(2016, 12, 8)
PLACES = {
    "sy-aleppo": ("حلب", "Aleppo", "Aleppo", 36.2021, 37.1343),
    "sy-douma": ("دوما", "Douma", "Rural Damascus", 33.5711, 36.4022),
    "sy-idlib": ("إدلب", "Idlib", "Idlib", 35.9306, 36.6339),
    "iq-mosul": ("الموصل", "Mosul", "Nineveh", 36.335, 43.1189),
    "ye-taiz": ("تعز", "Taiz", "Taiz", 13.5789, 44.0219),
}
"""place_id: Arabic name, English name, governorate, latitude, longitude."""


def article(**changes: Any) -> Article:
    """Return a short made-up report."""
    fields: dict[str, Any] = {
        "id": "a1",
        "title": "قصف على حلب",
        "text": "قُتل خمسة مدنيين في قصف على حلب أمس.",
        "date": DAY,
        "source": "Outlet A",
        "url": "https://outlet-a.example/1",
    }
    return Article(**{**fields, **changes})


def place(place_id: str = "sy-aleppo", **changes: Any) -> EventPlace:
    """Return the place of an event; known ids bring their names."""
    name_ar, name_en, admin1, _, _ = PLACES.get(place_id, (place_id, place_id, "", 0.0, 0.0))
    fields: dict[str, Any] = {
        "place_id": place_id,
        "name_ar": name_ar,
        "name_en": name_en,
        "kind": PlaceKind.CITY,
        "admin1_ar": name_ar if admin1 == name_en else "",
        "admin1_en": admin1,
        "country": place_id[:2].upper(),
    }
    return EventPlace(**{**fields, **changes})


def mention(place_id: str | None = "sy-aleppo", **changes: Any) -> EventMention:
    """Return one sentence's report; `place_id=None` gives an event without a place."""
    lat, lon = PLACES[place_id][3:] if place_id in PLACES else (None, None)
    article_id = changes.get("article_id", "a1")
    text = changes.get("evidence_text", "قُتل خمسة مدنيين في قصف على حلب أمس.")
    fields: dict[str, Any] = {
        "mention_id": f"{article_id}-m1",
        "article_id": article_id,
        "sub_event_type": SubEventType.SHELLING,
        "start_date": DAY,
        "end_date": changes.get("start_date", DAY),
        "time_precision": TimePrecision.DAY,
        "status": Status.REPORTED,
        "place": place(place_id) if place_id else None,
        "relation": Relation.AT,
        "place_surface": PLACES[place_id][0] if place_id in PLACES else "",
        "lat": lat,
        "lon": lon,
        "radius_km": None if lat is None else 8.0,
        "geo_precision": GeoPrecision.CITY if place_id else None,
        "actors": ("قوات النظام",),
        "attributed_to": None,
        "fatalities_low": 5,
        "fatalities_high": 5,
        "fatalities_scope": "event",
        "injured_low": None,
        "injured_high": None,
        "group_id": None,
        "evidence": Span(start=12, end=12 + len(text)),
        "evidence_text": text,
        "highlights": (Highlight(span=Span(start=12, end=16), role="trigger"),),
        "confidence": 0.9,
        "reasons": ("shell.masdar", "only place in the sentence"),
    }
    return EventMention(**{**fields, **changes})


def gazetteer_place(place_id: str) -> Place:
    """Return a place as a layer holds it."""
    name_ar, name_en, _, lat, lon = PLACES[place_id]
    return Place(
        place_id=place_id, name_ar=name_ar, name_en=name_en, kind=PlaceKind.CITY, lat=lat, lon=lon, radius_km=8.0
    )


def geotag(place_id: str | None = "sy-aleppo", *, surface: str = "", start: int = 7) -> Geotag:
    """Return a resolved toponym, or one that is recognised and cannot be located (`place_id=None`)."""
    found = gazetteer_place(place_id) if place_id else None
    surface = surface or (found.name_ar if found else "الركابية")
    return Geotag(
        span=Span(start=start, end=start + len(surface)),
        surface=surface,
        place=found,
        role=Role.EVENT_SITE,
        relation=Relation.AT,
        area=Area(lat=found.lat, lon=found.lon, radius_km=8.0) if found else None,
        geo_precision=GeoPrecision.CITY if found else None,
        confidence=0.97 if found else 0.3,
        reasons=("curated layer",) if found else ("no layer knows it",),
    )


def extraction(of: Article, mentions: Sequence[EventMention] = (), geotags: Sequence[Geotag] = ()) -> Extraction:
    """Return what was read out of a report."""
    return Extraction(article_id=of.id, geotags=tuple(geotags), mentions=tuple(mentions))


def event(*mentions: EventMention, **changes: Any) -> Event:
    """Return the one event that the mentions merge into; without any, `mention(**changes)` is its only one."""
    told = mentions or (mention(**changes),)
    articles = {m.article_id: article(id=m.article_id, url=f"https://outlet-a.example/{m.article_id}") for m in told}
    (merged,) = merge(told, articles)
    return merged


_SUB_TYPES = (SubEventType.SHELLING, SubEventType.ARMED_CLASH, SubEventType.AID_DELIVERY, SubEventType.PEACEFUL_PROTEST)


def reports(count: int, *, first: int = 0) -> list[tuple[Article, Extraction]]:
    """Return `count` reports of one event each, spread over places, days and types; every ninth has no place."""
    batch = []
    for number in range(first, first + count):
        told_by = article(
            id=f"r{number}",
            title=f"خبر {number}",
            source=f"Outlet {number % 7}",
            url=f"https://outlet.example/{number}",
            date=DAY + dt.timedelta(days=number // 5),
        )
        place_id = None if number % 9 == 8 else list(PLACES)[number % len(PLACES)]
        told = mention(
            place_id,
            article_id=told_by.id,
            start_date=told_by.date,
            sub_event_type=_SUB_TYPES[number % len(_SUB_TYPES)],
        )
        batch.append((told_by, extraction(told_by, (told,), (geotag(place_id),))))
    return batch
