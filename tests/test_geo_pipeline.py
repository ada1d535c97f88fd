"""From a report to events: tables of made-up reports and the events that must come out."""

import cProfile
import datetime as dt

import pytest

from gazetteer.index import Gazetteer
from geo.article import Article
from geo.pipeline import extract
from geo.records import Extraction
from geo.serialise import extraction_to_json
from geo.taxonomy import GeoPrecision, Relation, Role, TimePrecision

PUBLISHED = dt.date(2016, 12, 9)  # a Friday


def read(text: str, gazetteer: Gazetteer, *, title: str = "", published: dt.date | None = PUBLISHED) -> Extraction:
    return extract(Article(id="a1", title=title, text=text, date=published), gazetteer=gazetteer)


def events(extraction: Extraction) -> list[tuple[str, str]]:
    return [
        (mention.sub_event_type.value, mention.place.place_id if mention.place else "")
        for mention in extraction.mentions
    ]


REPORTS = [
    (
        "one sentence",
        "قصفت المدفعية حي صلاح الدين في حلب أمس.",
        [("Shelling/artillery/missile attack", "sy-aleppo-salah-al-din")],
    ),
    (
        "list gives an event a place",
        "دارت اشتباكات عنيفة في أحياء صلاح الدين وبستان القصر بمدينة حلب.",
        [("Armed clash", "sy-aleppo-salah-al-din"), ("Armed clash", "sy-aleppo-bustan-al-qasr")],
    ),
    (
        "two triggers, two places",
        "شنت طائرات غارات على خان العسل بريف حلب الغربي، بينما دارت اشتباكات في محيط السخنة بريف حمص الشرقي.",
        [("Air/drone strike", "sy-khan-al-asal"), ("Armed clash", "sy-sukhnah")],
    ),
    (
        "the place is inherited",
        "قصفت المدفعية مدينة دوما صباح اليوم. وقُتل خمسة مدنيين جراء القصف المدفعي.",
        [("Shelling/artillery/missile attack", "sy-douma")],
    ),
    ("barrel bombs", "ألقت المروحيات براميل متفجرة على مدينة داريا.", [("Air/drone strike", "sy-darayya")]),
    ("Yemen", "قصف الحوثيون بالمدفعية أحياء سكنية في مدينة تعز.", [("Shelling/artillery/missile attack", "ye-taiz")]),
]


@pytest.mark.parametrize(("text", "expected"), [row[1:] for row in REPORTS], ids=[row[0] for row in REPORTS])
def test_events(text: str, expected: list[tuple[str, str]], gazetteer: Gazetteer) -> None:
    found = events(read(text, gazetteer))
    assert [kind for kind, _ in found] == [kind for kind, _ in expected]
    assert [place for _, place in found] == [place for _, place in expected]


NOTHING = [
    ("a call", "دعا المبعوث إلى وقف القصف على حلب."),
    ("a condition", "إذا قصفت الطائرات مدينة إدلب فسنرد."),
    ("a fear", "أعربت المنظمة عن مخاوف من هجوم على مدينة الرقة."),
    ("history", "في عام 1982 قصف الجيش مدينة حماة."),
    ("sport", "شن الفريق هجوما متواصلا على مرمى ضيفه في ملعب حلب."),
    ("economy", "سجلت الأسعار في دمشق انفجارا غير مسبوق."),
    ("government as speaker", "قالت موسكو إنها تراقب التطورات."),
]


@pytest.mark.parametrize("text", [row[1] for row in NOTHING], ids=[row[0] for row in NOTHING])
def test_no_event(text: str, gazetteer: Gazetteer) -> None:
    assert events(read(text, gazetteer)) == []


def test_a_figure_for_a_list_stands_once(gazetteer: Gazetteer) -> None:
    found = read("قُتل 12 مدنيا في غارات جوية على أحياء الكلاسة والمشهد والسكري في حلب.", gazetteer).mentions
    assert [mention.fatalities_low for mention in found] == [12, None, None]
    assert [mention.fatalities_scope for mention in found] == ["group", None, None]
    assert len({mention.group_id for mention in found}) == 1
    assert found[0].group_id is not None


def test_a_relation_gives_an_area_of_its_own(gazetteer: Gazetteer) -> None:
    (mention,) = read("شنت الطائرات غارات على أطراف مدينة السخنة.", gazetteer).mentions
    assert mention.relation is Relation.EDGE
    assert mention.geo_precision is GeoPrecision.AREA
    assert mention.radius_km is not None
    place = gazetteer.place(mention.place.place_id if mention.place else "")
    assert mention.radius_km > place.radius_km


def test_what_cannot_be_located_stays_without_a_point(gazetteer: Gazetteer) -> None:
    (toponym, *_) = read("اشتباكات في منطقة الركابية.", gazetteer).geotags
    assert toponym.surface == "الركابية"
    assert toponym.lat is None
    line = extraction_to_json(read("اشتباكات في منطقة الركابية.", gazetteer))
    assert line["toponyms"][0]["lat"] is None


def test_an_undated_report_gives_undated_events(gazetteer: Gazetteer) -> None:
    (mention,) = read("قصفت المدفعية مدينة دوما أمس.", gazetteer, published=None).mentions
    assert (mention.start_date, mention.end_date, mention.time_precision) == (None, None, TimePrecision.UNKNOWN)


def test_title_and_body_tell_one_event(gazetteer: Gazetteer) -> None:
    found = read("قصفت المدفعية مدينة دوما أمس الخميس.", gazetteer, title="قصف مدفعي على دوما").mentions
    assert len(found) == 1
    assert found[0].start_date == dt.date(2016, 12, 8)


def test_the_dateline_is_no_site(gazetteer: Gazetteer) -> None:
    extraction = read("بيروت – وكالات: قصفت المدفعية مدينة دوما.", gazetteer)
    assert [tag.role for tag in extraction.geotags] == [Role.DATELINE, Role.EVENT_SITE]


def test_a_sentence_printed_twice_tells_once(gazetteer: Gazetteer) -> None:
    sentence = "قُتل خمسة مدنيين في غارات على مدينة دوما أمس."
    assert len(read(f"{sentence}\n{sentence}", gazetteer).mentions) == 1


def test_what_came_of_an_event_is_told_of_that_event(gazetteer: Gazetteer) -> None:
    (mention,) = read("قصفت المدفعية مدينة دوما أمس. وأسفر القصف عن مقتل خمسة مدنيين وإصابة عشرة.", gazetteer).mentions
    assert (mention.fatalities_low, mention.fatalities_high, mention.injured_low) == (5, 5, 10)


FIGURES = [
    ("two sides add up", "قتل 13 من الحوثيين و4 من المقاومة في اشتباكات في مدينة تعز.", (17, 17)),
    (
        "two speakers make a range",
        "أوقع القصف على مدينة حلب 80 قتيلا حسب ناشطين، فيما أحصى المرصد السوري 95 قتيلا.",
        (80, 95),
    ),
    ("an estimate makes a range", "أوقع القصف على مدينة حلب 80 قتيلا، بل أكثر من 100 قتيل.", (80, 100)),
]


@pytest.mark.parametrize(("text", "killed"), [row[1:] for row in FIGURES], ids=[row[0] for row in FIGURES])
def test_several_counts_of_one_event(text: str, killed: tuple[int, int], gazetteer: Gazetteer) -> None:
    mention = read(text, gazetteer).mentions[0]
    assert (mention.fatalities_low, mention.fatalities_high) == killed


def test_the_body_outlives_the_headline(gazetteer: Gazetteer) -> None:
    told = read("قصفت المدفعية مدينة دوما أمس. وقصفت حي جوبر في دمشق.", gazetteer, title="قصف على دوما")
    assert ("Shelling/artillery/missile attack", "sy-douma") in events(told)
    assert not any("headline" in mention.reasons for mention in told.mentions)


def test_a_long_document_costs_no_more_a_sentence(gazetteer: Gazetteer) -> None:
    """Ten times the text, at most about ten times the calls: nothing may compare every sentence with every other."""

    def calls(days: int) -> int:
        text = " ".join(f"قصفت المدفعية حي السكري في حلب قبل {number} يوما." for number in range(2, days + 2))
        profile = cProfile.Profile()
        profile.runcall(read, text, gazetteer)
        return sum(entry.callcount for entry in profile.getstats())

    calls(5)
    assert calls(300) < 14 * calls(30)


def test_same_input_same_output(gazetteer: Gazetteer) -> None:
    text = "قُتل 12 مدنيا في غارات جوية على أحياء الكلاسة والمشهد والسكري في حلب."
    assert read(text, gazetteer) == read(text, gazetteer)


def test_spans_count_in_the_raw_document(gazetteer: Gazetteer) -> None:
    article = Article(id="a", title="عُنوان", text="قَصَفَت المدفعية حيَّ السُّكّري في حَلَب.", date=PUBLISHED)
    extraction = extract(article, gazetteer=gazetteer)
    for tag in extraction.geotags:
        assert tag.span.of(article.document) == tag.surface
    for mention in extraction.mentions:
        assert mention.evidence.of(article.document) == mention.evidence_text
        assert all(highlight.span.of(article.document).strip() for highlight in mention.highlights)
