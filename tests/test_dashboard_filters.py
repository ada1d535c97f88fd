"""Choices with counts, by value and never by words; what a piece of the page says, and what is no word of its."""

from pathlib import Path

import pytest
from event_factory import DAY, reports

from dashboard.catalogue import Catalogue
from dashboard.choices import choices, open_list
from dashboard.filters import narrowed, read_choice
from dashboard.labels import load_labels
from geo.lake import Lake
from geo.query import EventFilter
from geo.taxonomy import EventType

BATTLES = EventFilter(event_types=frozenset({EventType.BATTLES}))


@pytest.fixture
def catalogue(tmp_path: Path) -> Catalogue:
    Lake.open(tmp_path).ingest(reports(20))
    return Catalogue(store=tmp_path)


@pytest.mark.parametrize(
    ("asked", "name", "counts"),
    [
        (
            EventFilter(),
            "event_types",
            {"Battles": 5, "Explosions/Remote violence": 5, "Protests": 5, "Humanitarian": 5},
        ),
        (BATTLES, "event_types", {"Battles": 5, "Explosions/Remote violence": 5, "Protests": 5, "Humanitarian": 5}),
        (BATTLES, "statuses", {"reported": 5}),
        (EventFilter(admin1=frozenset({"Nowhere"})), "statuses", {}),
    ],
)
def test_a_count_meets_every_other_condition(
    catalogue: Catalogue, asked: EventFilter, name: str, counts: dict[str, int]
) -> None:
    found = choices(catalogue, asked, load_labels("en"))[name]
    assert {row[0]: row[2] for row in found} == counts


def test_what_is_chosen_stays_among_the_choices_at_any_count(catalogue: Catalogue) -> None:
    asked = EventFilter(admin1=frozenset({"Nowhere"}), actors=frozenset({"nobody"}))
    found = choices(catalogue, asked, load_labels("en"))
    assert ["Nowhere", "Nowhere", 0] in found["admin1"]
    assert ["nobody", "nobody", 0] in found["actors"]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("حلب", {"sy-aleppo"}),
        ("ادلب", {"sy-idlib"}),
        ("aleppo", {"sy-aleppo"}),
        ("zzz", set()),
        ("rural dam", {"sy-douma"}),
    ],
)
def test_a_place_is_found_in_any_spelling_and_by_its_governorate(
    catalogue: Catalogue, words: str, found: set[str]
) -> None:
    language = "ar" if words > "z" and words != "zzz" else "en"
    rows = open_list(catalogue, EventFilter(), load_labels(language), "place_ids", words=words)
    assert {row[0] for row in rows} == found


@pytest.mark.parametrize(
    ("said", "read"),
    [
        ({"serial": 5, "filter": {"event_types": "Battles"}}, (5, BATTLES)),
        ({"serial": 5, "filter": {"event_types": "No such", "text": "x"}}, (5, EventFilter(text="x"))),
        ({"serial": 5.0, "filter": {}}, (5, EventFilter())),
        ({"serial": "5", "filter": {}}, None),
        ({"filter": {}}, None),
        ("<script>", None),
        (None, None),
    ],
)
def test_a_choice_is_read_and_nonsense_is_left_out(said: object, read: tuple[int, EventFilter] | None) -> None:
    assert read_choice(said) == read


def test_a_bar_narrows_the_period_and_keeps_the_rest() -> None:
    assert narrowed(BATTLES, DAY, DAY) == EventFilter(event_types=BATTLES.event_types, start=DAY, end=DAY)
