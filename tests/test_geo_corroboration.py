"""Which mentions are one event, and what the event says then."""

import datetime as dt
from dataclasses import replace

import pytest
from event_factory import DAY, article, mention
from hypothesis import given, settings
from hypothesis import strategies as st

from geo.corroboration import merge, same_event
from geo.records import Event, EventMention
from geo.taxonomy import GeoPrecision, Relation, Status, SubEventType, TimePrecision


def days(count: int) -> dt.date:
    return DAY + dt.timedelta(days=count)


def merged(*told: EventMention) -> tuple[Event, ...]:
    reports = {m.article_id: article(id=m.article_id, source=f"Outlet {m.article_id}") for m in told}
    return merge(told, reports)


ONE = mention(article_id="a1")


@pytest.mark.parametrize(
    "other",
    [
        mention(article_id="a2"),
        mention(article_id="a2", start_date=days(1)),
        mention(article_id="a2", start_date=days(-1)),
        mention(article_id="a2", start_date=days(-1), end_date=days(0)),
        mention(article_id="a2", sub_event_type=SubEventType.AIR_STRIKE),
        mention(article_id="a2", fatalities_low=20, fatalities_high=20),
        mention(article_id="a2", fatalities_low=None, fatalities_high=None, fatalities_scope=None),
        mention(article_id="a2", fatalities_low=300, fatalities_high=300, fatalities_scope="group"),
        mention(article_id="a2", evidence_text="سقط قتلى في قصف طال حلب الخميس."),
    ],
    ids=[
        "copy",
        "day after",
        "day before",
        "two days",
        "air strike",
        "more killed",
        "no figure",
        "a total",
        "other words",
    ],
)
def test_two_outlets_tell_of_one_event(other: EventMention) -> None:
    assert same_event(ONE, other)
    assert same_event(other, ONE)
    (event,) = merged(ONE, other)
    assert len(event.mentions) == 2


@pytest.mark.parametrize(
    "other",
    [
        mention(article_id="a1", mention_id="a1-m2"),
        mention(article_id="a2", start_date=days(2)),
        mention(article_id="a2", start_date=days(1), end_date=days(2), time_precision=TimePrecision.UNKNOWN),
        mention(article_id="a2", start_date=None),
        mention(article_id="a2", status=Status.PLANNED),
        mention(article_id="a2", status=Status.DENIED),
        mention(article_id="a2", sub_event_type=SubEventType.ARMED_CLASH),
        mention(article_id="a2", sub_event_type=SubEventType.SUICIDE_BOMB),
        mention("sy-douma", article_id="a2"),
        mention(None, article_id="a2"),
        mention(article_id="a2", relation=Relation.COUNTRYSIDE),
        mention(article_id="a2", fatalities_low=115, fatalities_high=115),
        mention(article_id="a2", start_date=days(-20), end_date=days(0), time_precision=TimePrecision.PERIOD),
    ],
    ids=[
        "same report",
        "two days later",
        "tomorrow or the day after",
        "undated",
        "planned",
        "denied",
        "clash",
        "other explosion",
        "other town",
        "nowhere",
        "its countryside",
        "many more killed",
        "a total over weeks",
    ],
)
def test_two_mentions_tell_of_two_events(other: EventMention) -> None:
    assert not same_event(ONE, other)
    assert not same_event(other, ONE)
    assert len(merged(ONE, other)) == 2


def test_two_totals_over_nearly_the_same_weeks_are_one() -> None:
    span = {"end_date": days(0), "time_precision": TimePrecision.PERIOD}
    one, other = (mention(article_id=f"a{n}", start_date=days(-20 - n), **span) for n in (0, 1))
    assert len(merged(one, other)) == 1


@pytest.mark.parametrize(
    ("precision", "radius_km", "is_wide"),
    [
        (GeoPrecision.DISTRICT, 20, True),
        (GeoPrecision.GOVERNORATE, 60, True),
        (GeoPrecision.REGION, 50, True),
        (GeoPrecision.COUNTRY, 400, True),
        (GeoPrecision.AREA, 30, True),
        (GeoPrecision.AREA, 3, False),
        (GeoPrecision.CITY, 12, False),
        (GeoPrecision.NEIGHBOURHOOD, 1, False),
    ],
)
def test_of_a_wide_place_only_the_same_sentence_or_figure_is_the_same_event(
    precision: GeoPrecision,
    radius_km: float,
    is_wide: bool,  # noqa: FBT001  (a table's column)
) -> None:
    one = mention(article_id="a1", geo_precision=precision, radius_km=radius_km)
    copy = replace(one, article_id="a2", mention_id="a2-m1", fatalities_low=None)
    same_figure = replace(one, article_id="a2", mention_id="a2-m1", evidence_text="قصف عنيف طال المنطقة.")
    neither = replace(same_figure, fatalities_low=6)
    assert same_event(one, copy)
    assert same_event(one, same_figure)
    assert same_event(one, neither) is not is_wide


def test_mentions_that_disagree_with_each_other_do_not_meet_through_a_third() -> None:
    figures = {"a1": None, "a2": 12, "a3": 115}
    told = [mention(article_id=name, fatalities_low=low, fatalities_high=low) for name, low in figures.items()]
    assert sorted(len(event.mentions) for event in merged(*told)) == [1, 2]


def test_a_chain_of_neighbouring_days_is_not_one_long_event() -> None:
    chain = [mention(article_id=f"a{n}", start_date=days(n)) for n in range(6)]
    assert [len(event.mentions) for event in merged(*chain)] == [2, 2, 2]


def test_two_events_of_each_of_two_reports_stay_two() -> None:
    told = [mention(article_id=a, mention_id=f"{a}-m{n}") for a in ("a1", "a2") for n in (1, 2)]
    assert [len(event.mentions) for event in merged(*told)] == [2, 2]


@pytest.mark.parametrize(
    ("figures", "expected"),
    [
        ([(5, 5)], (5, 5, 5)),
        ([(5, 5), (7, 7)], (5, 5, 7)),
        ([(5, 5), (7, 7), (8, 8)], (5, 7, 8)),
        ([(5, 5), (7, None)], (5, 5, None)),
        ([(None, None), (4, 6)], (4, 4, 6)),
        ([(None, None)], (None, None, None)),
        ([(0, 0), (3, 3), (3, 3)], (0, 3, 3)),
    ],
)
def test_figures_are_kept_as_a_range(
    figures: list[tuple[int | None, int | None]], expected: tuple[int | None, ...]
) -> None:
    told = [
        mention(article_id=f"a{n}", fatalities_low=low, fatalities_high=high, fatalities_scope="event")
        for n, (low, high) in enumerate(figures)
    ]
    (event,) = merged(*told)
    assert (event.fatalities_low, event.fatalities_best, event.fatalities_high) == expected


def test_a_figure_of_a_group_gives_way_to_one_of_the_event() -> None:
    group = mention(article_id="a1", fatalities_low=30, fatalities_high=30, fatalities_scope="group", group_id="g")
    own = mention(article_id="a2", fatalities_low=4, fatalities_high=4)
    (event,) = merged(group, own)
    assert (event.fatalities_low, event.fatalities_high) == (4, 4)
    (alone,) = merged(group)
    assert (alone.fatalities_low, alone.fatalities_high) == (30, 30)


def test_an_outlet_that_corrects_itself_counts_once_with_its_latest_figure() -> None:
    told = [mention(article_id=f"a{n}", fatalities_low=low, fatalities_high=low) for n, low in enumerate((5, 6, 20))]
    reports = {
        "a0": article(id="a0", source="B", date=days(1)),
        "a1": article(id="a1", source="A", date=days(1)),
        "a2": article(id="a2", source="A", date=days(2)),
    }
    (event,) = merge(told, reports)
    assert event.fatalities_best == 5
    assert (event.fatalities_low, event.fatalities_high) == (5, 20)
    assert event.sources == ("B", "A")


def test_an_outlet_without_a_name_goes_by_its_host_and_a_report_without_either_by_nothing() -> None:
    reports = {"a1": article(source="", url="https://news.example/7"), "a2": article(id="a2", source="", url="")}
    (event,) = merge([ONE, mention(article_id="a2")], reports)
    assert event.sources == ("news.example",)
    assert event.urls == ("https://news.example/7",)


def test_a_mention_whose_report_is_unknown_has_no_source() -> None:
    (event,) = merge([ONE], {})
    assert (event.sources, event.urls, event.fatalities_best) == ((), (), 5)


def test_an_air_strike_leads_over_shelling_as_the_codebook_orders_them() -> None:
    (event,) = merged(ONE, mention(article_id="a2", sub_event_type=SubEventType.AIR_STRIKE, confidence=0.2))
    assert event.sub_event_type is SubEventType.AIR_STRIKE
    assert event.mentions[0] == ONE


mentions = st.lists(
    st.builds(
        lambda number, day, place_id, sub_type: mention(
            place_id, article_id=f"a{number}", start_date=day, sub_event_type=sub_type
        ),
        st.integers(0, 30),
        st.none() | st.integers(0, 8).map(days),
        st.sampled_from([None, "sy-aleppo", "sy-douma"]),
        st.sampled_from([SubEventType.SHELLING, SubEventType.AIR_STRIKE, SubEventType.SIEGE]),
    ),
    unique_by=lambda told: told.mention_id,
)


@settings(deadline=None)
@given(mentions, st.randoms(use_true_random=False))
def test_order_does_not_matter_and_no_mention_is_lost_or_doubled(told: list[EventMention], random: object) -> None:
    shuffled = list(told)
    random.shuffle(shuffled)
    events = merged(*told)
    assert merged(*shuffled) == events
    kept = sorted(m.mention_id for event in events for m in event.mentions)
    assert kept == sorted(m.mention_id for m in told)
    assert len({event.event_id for event in events}) == len(events)
