"""Names that no layer knows, looked up between geotagging and linking."""

import datetime as dt

import pytest

from gazetteer.index import Gazetteer
from gazetteer.places import Place, PlaceKind
from geo.article import Article
from geo.geocode import CONFIDENCE
from geo.pipeline import extract
from geo.records import Extraction

FOUND = Place(
    place_id="geocoder:osm-node-5",
    name_ar="قطقوطة",
    name_en="Qatquta",
    kind=PlaceKind.VILLAGE,
    lat=36.4,
    lon=37.4,
    radius_km=1,
    country="SY",
    layer="geocoder",
    sources=("Nominatim at here",),
)


class FakeFinder:
    """Knows one name, and remembers what it was asked."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, str | None]] = []

    def find(self, name: str, *, container: Place | None = None) -> Place | None:
        self.asked.append((name, container.place_id if container else None))
        return FOUND if name == FOUND.name_ar else None


def read(text: str, gazetteer: Gazetteer, finder: FakeFinder | None) -> Extraction:
    article = Article(id="1", title="", text=text, date=dt.date(2016, 12, 8))
    return extract(article, gazetteer=gazetteer, finder=finder)


def test_an_event_at_a_looked_up_place_has_its_point(gazetteer: Gazetteer) -> None:
    finder = FakeFinder()
    extraction = read("قُتل مدنيان في قصف على قرية قطقوطة في ريف حلب أمس.", gazetteer, finder)
    (tag,) = (tag for tag in extraction.geotags if tag.surface == "قطقوطة")
    assert (tag.lat, tag.lon, tag.confidence) == (36.4, 37.4, CONFIDENCE)
    assert tag.reasons[-1] == "geocoder:Nominatim at here"
    (mention,) = extraction.mentions
    assert mention.place is not None
    assert (mention.lat, mention.place.place_id) == (36.4, FOUND.place_id)
    assert mention.confidence <= CONFIDENCE
    assert finder.asked == [("قطقوطة", "sy-aleppo-gov")]


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("قصف على حلب أمس.", []),
        ("وصلت المساعدات إلى قرية قطقوطة ثم غادرت قرية قطقوطة.", ["قطقوطة"]),
        ("وصلت المساعدات إلى قرية طرنبيطة.", ["طرنبيطة"]),
        ("لا مكان في هذا الكلام.", []),
    ],
)
def test_only_unknown_names_are_asked_and_once(gazetteer: Gazetteer, text: str, asked: list[str]) -> None:
    finder = FakeFinder()
    read(text, gazetteer, finder)
    assert [name for name, _ in finder.asked] == asked


def test_a_name_that_the_server_does_not_know_stays_unlocated(gazetteer: Gazetteer) -> None:
    text = "قصف على قرية طرنبيطة في ريف حلب."
    assert read(text, gazetteer, FakeFinder()) == read(text, gazetteer, None)
