"""Events as KML 2.2 (OGC 07-147r2) for Google Earth and its kin: a placemark each, with time and all properties."""

import re
from collections.abc import Iterable
from xml.etree import ElementTree as ET

from geo.records import Event
from geo.serialise import coordinates, event_to_feature

_NAMESPACE = "http://www.opengis.net/kml/2.2"
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML 1.0 (section 2.2) cannot hold, not even escaped."""


def kml_document(events: Iterable[Event], *, attribution: str = "") -> bytes:
    """Return a KML document; an event without a point is a placemark without one, listed and not drawn."""
    root = ET.Element("kml", xmlns=_NAMESPACE)
    document = ET.SubElement(root, "Document")
    _text(document, "name", "kharita")
    if attribution:
        _text(document, "description", attribution)
    for event in events:
        _placemark(document, event)
    document_bytes: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return document_bytes


def _placemark(document: ET.Element, event: Event) -> None:
    placemark = ET.SubElement(document, "Placemark", id=f"event-{event.event_id}")
    where = event.place.name_ar or event.place.name_en if event.place else ""
    _text(placemark, "name", " - ".join(filter(None, (event.sub_event_type.value, where))))
    if event.mentions:
        _text(placemark, "description", event.mentions[0].evidence_text)
    if event.start_date:
        span = ET.SubElement(placemark, "TimeSpan")
        _text(span, "begin", event.start_date.isoformat())
        _text(span, "end", (event.end_date or event.start_date).isoformat())
    properties = ET.SubElement(placemark, "ExtendedData")
    for name, value in event_to_feature(event)["properties"].items():
        if value is not None:
            _text(ET.SubElement(properties, "Data", name=name), "value", str(value))
    lat, lon = coordinates(event.lat, event.lon)
    if lat is not None:
        _text(ET.SubElement(placemark, "Point"), "coordinates", f"{lon},{lat}")


def _text(parent: ET.Element, tag: str, text: str) -> None:
    ET.SubElement(parent, tag).text = _NOT_XML.sub("", text)
