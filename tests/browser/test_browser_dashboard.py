"""Journeys through the dashboard in Chromium, with every host but loopback blocked."""

import datetime as dt
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import geopandas
import pytest
from playwright.sync_api import Browser, expect

from gazetteer.spans import Span
from geo.article import Article
from geo.lake import Lake
from geo.records import EventMention, Highlight
from geo.taxonomy import GeoPrecision, SubEventType, TimePrecision

sys.path.insert(0, str(Path(__file__).parents[1]))
sys.path.insert(0, str(Path(__file__).parent))
from event_factory import article, extraction, geotag, mention, reports
from journey import PATIENCE_MS, ROOT, SERVE, Visit, events

pytestmark = pytest.mark.browser

HOSTILE = "</script><script>window.hacked=1</script> ${window.hacked=1} <img src=x onerror=window.hacked=1>"


def told(place_id: str, sentence: str, marks: dict[str, str], **changes: object) -> tuple[Article, EventMention]:
    """Return a report of three paragraphs and the mention in its second, with the words of `marks` marked by role."""
    number = str(changes.pop("article_id"))
    report = article(
        id=number,
        title=f"تقرير {number}",
        text=f"تابع المراسلون ما جرى خلال النهار.\n{sentence} وقال سكان إن الطرق مقطوعة.\nولم يصدر تعليق آخر.",
        url=f"https://outlet.example/{number}",
        source="وكالة مثال",
    )
    start = report.document.index(sentence)
    spans = [
        Highlight(span=Span(start=at, end=at + len(word)), role=role)
        for word, role in marks.items()
        if (at := report.document.index(word, start)) >= 0
    ]
    return report, mention(
        place_id,
        article_id=number,
        evidence=Span(start=start, end=start + len(sentence)),
        evidence_text=sentence,
        highlights=tuple(spans),
        **changes,
    )


def sample() -> list[tuple[Article, EventMention]]:
    """Return reports of every precision, several types, a lone event, one without a place and one of hostile text."""
    quarter = {"lat": 36.1836, "lon": 37.1261, "radius_km": 0.7, "geo_precision": GeoPrecision.NEIGHBOURHOOD}
    return [
        told(
            "sy-aleppo",
            "قُتل سبعة أشخاص في غارة شنها الطيران على حي المشهد في حلب مساء الخميس.",
            {
                "غارة": "trigger",
                "حي المشهد": "place",
                "مساء الخميس": "time",
                "سبعة أشخاص": "quantity",
                "الطيران": "actor",
            },
            article_id="q1",
            sub_event_type=SubEventType.AIR_STRIKE,
            place_surface="حي المشهد",
            fatalities_low=7,
            fatalities_high=7,
            attributed_to="الدفاع المدني",
            start_date=dt.date(2016, 12, 22),
            **quarter,
        ),
        told(
            "sy-douma",
            "نُقل مئات السكان من محيط دوما إلى مراكز إيواء.",
            {"نُقل": "trigger", "دوما": "place"},
            article_id="q2",
            sub_event_type=SubEventType.EVACUATION,
            geo_precision=GeoPrecision.AREA,
            radius_km=18.0,
            start_date=dt.date(2016, 12, 11),
            end_date=dt.date(2016, 12, 15),
            time_precision=TimePrecision.WEEK,
            fatalities_low=None,
            fatalities_high=None,
            fatalities_scope=None,
        ),
        told(
            "sy-idlib",
            f"قصف طال إدلب {HOSTILE}",
            {"قصف": "trigger"},
            article_id="q3",
            actors=(HOSTILE,),
            reasons=(HOSTILE,),
            start_date=dt.date(2016, 12, 24),
        ),
    ]


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("lake") / "store"
    lake = Lake.open(path)
    lake.ingest(reports(40))
    lake.ingest([(report, extraction(report, (one,), (geotag(None),))) for report, one in sample()])
    return path


@pytest.fixture(scope="module")
def server(store: Path) -> Iterator[str]:
    """Serve the lake on a free port of loopback; the address is what the server prints."""
    with subprocess.Popen(  # noqa: S603  (our own server, our own arguments)
        [sys.executable, "-c", SERVE, str(store)], cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    ) as process:
        assert process.stdout is not None
        line = process.stdout.readline()
        match = re.fullmatch(r"Kharita: (http://localhost:\d+)\n", line)
        assert match, f"the server said {line!r}"
        yield match[1]
        process.terminate()
        rest = process.communicate(timeout=20)[0]
    assert rest == "", f"the server printed more than its address: {rest}"


def test_from_the_map_to_the_sentence_and_the_file(visit: Visit, store: Path, tmp_path: Path) -> None:
    every = events(store)
    placed = [event for event in every if event.lat is not None]
    visit.open()
    visit.expect_shown(len(every))
    visit.expect_placed(len(placed))
    visit.shoot("map-ar")

    days = sorted({event.start_date for event in every if event.start_date})
    handle = visit.page.get_by_role("slider").first
    handle.focus()
    handle.press("ArrowRight")
    later = [event for event in every if event.end_date and event.end_date > days[0]]
    visit.expect_shown(len(later))
    visit.expect_placed(sum(event.lat is not None for event in later))

    visit.page.get_by_role("checkbox", name=re.compile("احتجاجات")).check()
    protests = [event for event in later if event.event_type == "Protests"]
    visit.expect_shown(len(protests))
    visit.expect_placed(sum(event.lat is not None for event in protests))
    assert visit.is_first_map, "the map was mounted again"

    visit.map.locator(".k-mark.k-spot").first.click()
    first = visit.map.locator(".k-list button").first
    event_id = first.get_attribute("data-event")
    first.click()
    panel = visit.page.locator(f".k-evidence[data-event='{event_id}']")
    expect(panel).to_be_visible(timeout=PATIENCE_MS)
    chosen = next(event for event in every if event.event_id == event_id)
    visit.page.get_by_role("button", name="اعرض هذه النصوص").click()
    expect(panel.locator("blockquote")).to_contain_text(chosen.mentions[0].evidence_text[5:20])
    expect(visit.page).to_have_url(re.compile(f"event={event_id}"))
    visit.expect_shown(len(protests))

    with visit.page.expect_download() as download:
        visit.page.get_by_role("button", name="نزّل GeoJSON").click()
    download.value.save_as(tmp_path / "view.geojson")
    frame = geopandas.read_file(tmp_path / "view.geojson")
    assert len(frame) == len(protests)
    assert set(frame["id"]) == {event.event_id for event in protests}
    assert visit.is_first_map, "the map was mounted again"


def test_a_lone_mark_opens_its_event_with_every_word_marked(visit: Visit, store: Path) -> None:
    strike = next(event for event in events(store) if event.sub_event_type is SubEventType.AIR_STRIKE)
    visit.open("?event_types=Explosions/Remote%20violence&geo_precisions=neighbourhood")
    visit.expect_placed(1)
    visit.map.locator(".k-mark").first.click()
    panel = visit.page.locator(f".k-evidence[data-event='{strike.event_id}']")
    expect(panel).to_be_visible(timeout=PATIENCE_MS)
    assert panel.locator("blockquote").count() == 0
    visit.page.get_by_role("button", name="اعرض هذه النصوص").click()
    for role, word in {
        "trigger": "غارة",
        "place": "حي المشهد",
        "time": "مساء الخميس",
        "quantity": "سبعة أشخاص",
        "actor": "الطيران",
    }.items():
        expect(panel.locator(f"blockquote .k-{role}")).to_have_text(word)
    expect(panel.get_by_role("link", name="وكالة مثال")).to_have_attribute("href", "https://outlet.example/q1")
    visit.shoot("evidence-ar")


def test_a_mistake_can_be_told_and_namesakes_are_shown(visit: Visit, store: Path) -> None:
    chosen = next(event for event in events(store) if event.place and event.place.place_id == "sy-aleppo")
    visit.open(f"?lang=en&event={chosen.event_id}")
    visit.page.get_by_text("Report a mistake").click()
    expect(visit.page.locator("code").filter(has_text=chosen.event_id).first).to_be_visible(timeout=PATIENCE_MS)
    visit.page.get_by_text("Other places of this name").click()
    expect(visit.page.locator(".k-candidates li").first).to_contain_text("Aleppo", timeout=PATIENCE_MS)
    visit.page.get_by_role("button", name="Close", exact=True).click()
    expect(visit.page).not_to_have_url(re.compile("event="), timeout=PATIENCE_MS)


def test_an_area_is_a_dashed_circle(visit: Visit) -> None:
    visit.open("?geo_precisions=area")
    visit.expect_placed(1)
    assert visit.map.locator(".leaflet-circles-pane path[stroke-dasharray]").count() == 1


def test_hostile_words_are_shown_and_do_nothing(visit: Visit, store: Path) -> None:
    hostile = next(event for event in events(store) if HOSTILE in event.actors)
    visit.open(f"?event={hostile.event_id}")
    expect(visit.page.locator(".k-evidence dd").filter(has_text="onerror")).to_be_visible(timeout=PATIENCE_MS)
    assert visit.page.evaluate("window.hacked") is None


def test_one_click_turns_the_page_to_english_and_back(visit: Visit) -> None:
    visit.open("?event_types=Battles")
    app = visit.page.locator(".stApp")
    assert app.evaluate("node => getComputedStyle(node).direction") == "rtl"
    visit.page.get_by_role("button", name="English").click()
    expect(visit.page.get_by_text("Shown:")).to_be_visible(timeout=PATIENCE_MS)
    expect(visit.map.get_by_text("Legend")).to_be_visible(timeout=PATIENCE_MS)
    assert app.evaluate("node => getComputedStyle(node).direction") == "ltr"
    expect(visit.page).to_have_url(re.compile("event_types=Battles.*lang=en"))
    assert visit.is_first_map, "the map was mounted again"
    visit.page.get_by_role("button", name="العربية").click()
    expect(visit.map.get_by_text("المفتاح")).to_be_visible(timeout=PATIENCE_MS)


@pytest.mark.parametrize("language", ["ar", "en"])
def test_an_event_stands_on_the_same_pixel_in_both_languages(visit: Visit, language: str) -> None:
    visit.open(f"?geo_precisions=neighbourhood&lang={language}")
    box = visit.map.locator(".k-mark").first.bounding_box()
    frame = visit.page.locator("#map_div").bounding_box()
    assert box
    assert frame
    assert abs(box["x"] + box["width"] / 2 - frame["x"] - frame["width"] / 2) < 3


def test_a_pan_reruns_no_page_and_asks_nothing_more_of_few_points(visit: Visit) -> None:
    visit.open()
    asked: list[str] = []
    visit.page.on("request", lambda request: asked.append(request.url))
    with visit.page.expect_response(re.compile("/api/places")):
        visit.map.get_by_role("button", name="تقريب").click()
    assert not [url for url in asked if "/api/map" in url]


def test_no_result_is_told_on_the_map_and_beside_it(visit: Visit) -> None:
    visit.page.goto(f"{visit.server}/?text=zzzz&lang=en")
    expect(visit.page.get_by_text("No event matches the filters")).to_be_visible(timeout=PATIENCE_MS)
    expect(visit.map.get_by_text("No event on the map with these filters")).to_be_visible(timeout=PATIENCE_MS)


@pytest.mark.parametrize(("language", "download"), [("ar", "نزّل GeoJSON"), ("en", "Download GeoJSON")])
def test_a_phone_shows_the_map_first_and_scrolls_one_way(
    browser: Browser, server: str, language: str, download: str
) -> None:
    visit = Visit(browser, server, 390, 844)
    visit.open(f"?lang={language}&geo_precisions=neighbourhood")
    visit.expect_placed(1)
    page = visit.page
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    frame = page.locator("#map_div").bounding_box()
    filters = page.locator(".st-key-filters").bounding_box()
    assert frame
    assert filters
    assert frame["width"] > 340
    assert frame["y"] < 300 < filters["y"]
    expect(page.get_by_role("button", name=download)).to_be_visible()
    visit.shoot(f"phone-{language}")
    visit.map.locator(".k-mark").first.click()
    expect(page.locator(".k-evidence[data-event]")).to_be_attached(timeout=PATIENCE_MS)
    page.context.close()
    assert visit.wrong == []
