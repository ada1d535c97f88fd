"""Places in rows: names, positions, reasons; what nobody locates is said so, and hostile names stay words."""

import dataclasses

import pytest
from event_factory import gazetteer_place

from dashboard.about_view import about_html
from dashboard.labels import load_labels
from dashboard.places_view import candidate_list, layer_table, place_table
from gazetteer.candidates import Candidate
from gazetteer.index import LayerInfo
from gazetteer.places import PlaceKind

HOSTILE = "<script>alert(1)</script>"
ALEPPO = gazetteer_place("sy-aleppo")
NOWHERE = dataclasses.replace(ALEPPO, place_id="x", name_ar=HOSTILE, lat=None, lon=None)
LAYER = LayerInfo(name="own", title=HOSTILE, count=1234, priority=1, licence="CC BY 4.0", attribution="Somebody")


@pytest.mark.parametrize("language", ["ar", "en"])
def test_every_kind_of_place_has_its_name(language: str) -> None:
    assert {str(kind) for kind in PlaceKind} <= load_labels(language).group("place_kind").keys()


def test_places_with_and_without_a_position() -> None:
    drawn = place_table([ALEPPO, NOWHERE], {"sy-aleppo": None}, load_labels("en"), is_cut=True)
    assert "36.2021, 37.1343" in drawn
    assert "no source gives its position" in drawn
    assert "There are more" in drawn
    assert "<script>" not in drawn


def test_nothing_found_is_said() -> None:
    assert "No layer" in place_table([], {}, load_labels("en"), is_cut=False)
    said = candidate_list([], load_labels("en"), name=HOSTILE, total=0)
    assert "never guessed" in said
    assert "<script>" not in said


def test_candidates_come_with_score_and_reasons_and_one_winner() -> None:
    candidates = [Candidate(place=place, score=1.5, reasons=("prominence+0.5",)) for place in (ALEPPO, NOWHERE)]
    drawn = candidate_list(candidates, load_labels("en"), name="حلب", total=2)
    assert drawn.count("k-badge") == 1
    assert drawn.count("prominence+0.5") == 2
    assert "1.50" in drawn


@pytest.mark.parametrize("language", ["ar", "en"])
def test_licences_and_what_is_not_claimed_are_told(language: str) -> None:
    labels = load_labels(language)
    for drawn in (layer_table([LAYER], labels), about_html([LAYER], labels, version=7)):
        assert "CC BY 4.0" in drawn
        assert "Somebody" in drawn
        assert "1,234" in drawn
        assert "<script>" not in drawn
    about = about_html([LAYER], labels, version=7)
    assert "Natural Earth" in about
    assert labels("about.not_silence") in about
