"""Governorates stand where the gazetteer has their middle and are named in the asked language."""

import pytest
from event_factory import event, mention, place

from dashboard.governorates import by_governorate, governorate_rows
from geo.event_table import event_table


@pytest.mark.parametrize(("language", "name"), [("ar", "محافظة حلب"), ("en", "Aleppo Governorate")])
def test_a_known_governorate_has_its_own_middle_and_name(language: str, name: str) -> None:
    told = event(mention(place=place(admin1_en="Aleppo Governorate")))
    ((lat, lon, shown, counts, radius, unit),) = governorate_rows(by_governorate(event_table([told])), language)
    assert shown == name
    assert (lat, lon) != (told.lat, told.lon)
    assert radius > 50
    assert unit == "SY/sy-aleppo-gov"
    assert sum(count for _, count in counts) == 1


def test_an_unknown_governorate_stands_amid_its_events_under_its_own_name() -> None:
    told = [
        event(mention(article_id="a", place=place(admin1_en="Nowhere"), lat=30.0, lon=40.0)),
        event(mention("sy-idlib", article_id="b", place=place("sy-idlib", admin1_en="Nowhere"), lat=32.0, lon=42.0)),
    ]
    ((lat, lon, shown, _, _, unit),) = governorate_rows(by_governorate(event_table(told)), "ar")
    assert (lat, lon, shown, unit) == (31.0, 41.0, "Nowhere", "")


@pytest.mark.parametrize("changes", [{"place": place(admin1_en="", admin1_ar="")}, {"lat": None, "lon": None}])
def test_what_is_in_none_or_nowhere_is_left_out(changes: dict[str, object]) -> None:
    changed = {"place": place(admin1_en="Aleppo Governorate"), **changes}
    assert by_governorate(event_table([event(mention(**changed))])) == ()
