"""Capitals that a report names by their country alone."""

import pytest
from report_factory import PUBLISHED, mentions, sites

from gazetteer.index import Gazetteer
from gazetteer.lexicon import capitals
from gazetteer.places import PlaceKind
from geo.article import Article
from geo.pipeline import extract


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("انفجرت سيارة مفخخة أمس في العاصمة الليبية وقتل ثلاثة مدنيين.", "طرابلس"),
        ("فجر انتحاري نفسه أمس بالعاصمة العراقية وقتل عشرة مدنيين.", "بغداد"),
        ("قتلت قوات الأمن ستة متشددين أمس في عاصمة أفغانستان.", "كابل"),
        ("انفجرت سيارة مفخخة أمس في العاصمة اليمنية صنعاء وقتل ثلاثة مدنيين.", "صنعاء"),
    ],
)
def test_a_capital_named_by_its_country(text: str, place: str, gazetteer: Gazetteer) -> None:
    assert sites(text, gazetteer) == [place]


@pytest.mark.parametrize("text", ["ناقش الوفد تاريخ العاصمة القديمة.", "وصل الوفد إلى العاصمة الاقتصادية أمس."])
def test_other_capitals_are_no_place(text: str, gazetteer: Gazetteer) -> None:
    tags = extract(Article(id="a", title="", text=text, date=PUBLISHED), gazetteer=gazetteer).geotags
    assert not any("capital_of_country" in tag.reasons for tag in tags)


def test_every_capital_is_a_located_city_of_its_country(gazetteer: Gazetteer) -> None:
    for country, place_id in capitals().items():
        place = gazetteer.places[place_id]
        assert (place.country, place.located) == (country, True)
        assert place.kind in {PlaceKind.CITY, PlaceKind.TOWN, PlaceKind.GOVERNORATE}


@pytest.mark.parametrize(
    ("text", "surface"),
    [
        ("صوت مجلس الأمن الدولي أمس على قرار يدين الهجمات في سوريا.", "مجلس الأمن"),
        ("فرض مجلس الأمن أمس عقوبات على ثلاثة من قادة الحوثيين بعد القصف.", "مجلس الأمن"),
    ],
)
def test_the_united_nations_vote_where_they_sit(text: str, surface: str, gazetteer: Gazetteer) -> None:
    (vote,) = mentions(text, gazetteer)
    assert (vote.place.name_en if vote.place else None, vote.place_surface) == ("New York", surface)


def test_a_parliament_votes_where_it_is_said_to(gazetteer: Gazetteer) -> None:
    text = "قتل جنود في معارك مع المسلحين وقصف على بنغازي. صوت مجلس النواب أمس في طبرق بعدم منح الثقة للحكومة."
    assert sites(text, gazetteer)[-1] == "طبرق"
