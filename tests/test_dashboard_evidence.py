"""The evidence panel: the right words marked, everything from a report escaped, only honest links."""

import datetime as dt
import re

import pytest
from event_factory import article, event, mention
from hypothesis import given
from hypothesis import strategies as st

from dashboard.address import View
from dashboard.evidence import HIGHLIGHT_ROLES, empty_panel, event_panel, marked_paragraph
from dashboard.labels import load_labels
from dashboard.lists import event_list, name_list
from dashboard.markup import bdi, element, join, safe_url
from gazetteer.spans import Span
from geo.records import Highlight
from geo.taxonomy import GeoPrecision, Relation, Status

HOSTILE = (
    "</script><script>alert(1)</script>",
    "${alert(1)}",
    "<img src=x onerror=alert(1)>",
    "`backtick` \\ {{ x }}",
    '"><svg onload=alert(1)>',
)


def highlight(document: str, word: str, role: str) -> Highlight:
    start = document.index(word)
    return Highlight(span=Span(start=start, end=start + len(word)), role=role)


def plain(markup: str) -> str:
    return re.sub(r"<[^>]*>", "", markup)


def test_marks_cover_their_words_and_the_paragraph_is_whole() -> None:
    document = "عنوان\nفقرة أولى.\nقبلها كلام. سقط قتيلان في دوما أمس. بعدها كلام.\nفقرة أخيرة."
    sentence = "سقط قتيلان في دوما أمس."
    start = document.index(sentence)
    marks = [
        highlight(document, word, role) for word, role in (("دوما", "place"), ("قتيلان", "quantity"), ("أمس", "time"))
    ]
    html = marked_paragraph(document, Span(start=start, end=start + len(sentence)), marks)
    assert plain(html) == "قبلها كلام. سقط قتيلان في دوما أمس. بعدها كلام."
    assert '<mark class="k-mark k-place">دوما</mark>' in html
    assert '<mark class="k-mark k-quantity">قتيلان</mark>' in html
    assert html.index("k-quantity") < html.index("k-place") < html.index("k-time")


def test_a_sentence_of_the_title_shows_the_title() -> None:
    document = "قصف على دوما\nنص."
    html = marked_paragraph(document, Span(start=0, end=12), ())
    assert plain(html) == "قصف على دوما"


@given(
    st.text(max_size=60),
    st.tuples(st.integers(0, 70), st.integers(0, 70)),
    st.lists(st.tuples(st.integers(0, 70), st.integers(0, 30), st.sampled_from((*HIGHLIGHT_ROLES, "odd")))),
)
def test_no_letter_is_lost_or_doubled_by_marking(
    document: str, ends: tuple[int, int], marks: list[tuple[int, int, str]]
) -> None:
    sentence = Span(start=min(ends), end=max(ends))
    spans = [Highlight(span=Span(start=at, end=at + length), role=role) for at, length, role in marks]
    bare = marked_paragraph(document, sentence, ())
    assert re.sub("</?mark[^>]*>", "", marked_paragraph(document, sentence, spans)) == bare


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_shown_and_never_run(text: str) -> None:
    report = article(title=text, text=f"{text} في حلب.", source=text, url=f"javascript:{text}")
    told = mention(
        evidence=Span(start=len(text) + 1, end=len(text) + 5),
        evidence_text=text,
        actors=(text,),
        place_surface=text,
        reasons=(text,),
        attributed_to=text,
        highlights=(Highlight(span=Span(start=len(text) + 1, end=len(text) + 3), role="place"),),
    )
    labels, view = load_labels("ar"), View()
    happened = event(told)
    pages = (
        event_panel(happened, {report.id: report}, labels, view),
        event_panel(happened, {}, labels, view),
        event_list([happened], labels, view, total=1),
        name_list([("a1", text, text)], labels),
    )
    for page in pages:
        assert "<script" not in page
        assert "onerror=alert(1)>" not in page
        assert "<svg" not in page
        assert "javascript:" not in re.sub(r">[^<]*<", "><", page)


@pytest.mark.parametrize(
    ("address", "kept"),
    [
        ("https://outlet.example/1", True),
        (" http://outlet.example/خبر ", True),
        ("javascript:alert(1)", False),
        ("JAVASCRIPT://x/%0aalert(1)", False),
        ("data:text/html,x", False),
        ("//outlet.example/1", False),
        ("/relative", False),
        ("https://", False),
        ("http://[broken", False),
        ("", False),
    ],
)
def test_only_web_addresses_become_links(address: str, *, kept: bool) -> None:
    assert safe_url(address) == (address.strip() if kept else None)


def test_the_panel_tells_all_that_is_known() -> None:
    report = article()
    happened = event(mention(status=Status.PLANNED, relation=Relation.NEAR, injured_low=3, attributed_to="المرصد"))
    page = plain(event_panel(happened, {report.id: report}, load_labels("en"), View(language="en")))
    for told in (
        "8 December 2016",
        "near Aleppo",
        "حلب",
        "within",
        "5",
        "at least",
        "planned",
        "90%",
        "المرصد",
        "Outlet A",
    ):
        assert told in page, told


def test_unknowns_are_said_and_not_filled_in() -> None:
    happened = event(
        mention(
            None,
            start_date=None,
            end_date=None,
            fatalities_low=None,
            fatalities_high=None,
            actors=(),
            geo_precision=None,
        )
    )
    page = event_panel(happened, {}, load_labels("en"), View(language="en"))
    assert "day unknown" in page
    assert "no place named" in page
    assert "Casualties" not in page
    assert "Parties" not in page


def test_a_figure_of_the_group_says_so() -> None:
    page = event_panel(event(mention(fatalities_scope="group")), {}, load_labels("en"), View())
    assert "whole group" in page


def test_an_area_names_its_circle() -> None:
    page = event_panel(event(mention(geo_precision=GeoPrecision.AREA, radius_km=25.0)), {}, load_labels("ar"), View())
    assert "محيط أو ريف" in page
    assert "25" in page


def test_panel_runs_in_the_direction_of_its_language() -> None:
    assert 'dir="rtl"' in empty_panel(load_labels("ar"), unknown=False)
    assert 'dir="ltr"' in empty_panel(load_labels("en"), unknown=True)


def test_the_permalink_names_the_event_and_keeps_the_language() -> None:
    happened = event(mention(start_date=dt.date(2016, 12, 9)))
    page = event_panel(happened, {}, load_labels("en"), View(language="en"))
    assert f"?lang=en&amp;event={happened.event_id}" in page


def test_a_long_list_counts_what_it_leaves_out() -> None:
    page = event_list([event(mention())], load_labels("en"), View(language="en"), total=31)
    assert "30" in plain(page)


def test_names_are_grouped_with_the_commonest_first() -> None:
    page = plain(name_list([("a", "قرية", "س١"), ("b", "تل", "س٢"), ("c", "تل", "س٣")], load_labels("en")))
    assert page.index("تل") < page.index("قرية")
    assert "س٢" in page


def test_elements_escape_children_and_attributes_once() -> None:
    assert element("b", "<i>", bdi("&"), title='"x"') == '<b title="&#34;x&#34;">&lt;i&gt;<bdi>&amp;</bdi></b>'
    assert join(["<", ("&", None)]) == "&lt;&amp;"
    assert element("img", alt=None, class_="k", aria_label="a") == '<img class="k" aria-label="a">'
