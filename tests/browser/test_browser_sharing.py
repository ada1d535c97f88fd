"""Journeys to share a view: its address and back, citation, embedding, every download, the layers, QGIS's door."""

import re
import sys
import zipfile
from pathlib import Path

import geopandas
import pandas as pd
import pytest
from playwright.sync_api import Browser, Locator, Page, expect

sys.path.insert(0, str(Path(__file__).parents[1]))
sys.path.insert(0, str(Path(__file__).parent))
from event_factory import reports
from journey import PATIENCE_MS, Visitor, serving

from dashboard.downloads import FORMATS
from geo.lake import Lake
from geo.query import EventFilter

pytestmark = pytest.mark.browser

BATTLES = EventFilter.from_params({"event_types": "Battles"})
PNG = b"\x89PNG\r\n\x1a\n"


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("lake") / "store"
    Lake.open(path).ingest(reports(45))
    return path


@pytest.fixture
def visitor(visitor: Visitor) -> Visitor:
    """A page that also minds requests that fail."""
    visitor.page.on("requestfailed", lambda request: visitor.wrong.append(f"failed: {request.url}"))
    return visitor


def map_of(page: Page) -> Locator:
    return page.locator("#map_div")


def opened(visitor: Visitor, query: str = "") -> Page:
    visitor.page.goto(f"{visitor.server}/{query}")
    map_of(visitor.page).locator(".k-mark, .k-heat").first.wait_for()
    return visitor.page


def share(page: Page, title: str) -> list[str]:
    """Open what can be shared and return the texts that can be copied."""
    page.get_by_role("button", name=title).click()
    block = page.locator(".st-key-share code")
    block.first.wait_for()
    return [text.strip() for text in block.all_inner_texts()]


def test_the_whole_view_stands_in_the_address_and_opens_again(visitor: Visitor, browser: Browser) -> None:
    page = opened(visitor, "?event_types=Battles&lang=en")
    frame = map_of(page)
    frame.get_by_role("button", name="Zoom in").click()
    expect(page).to_have_url(re.compile(r"map=\d+/[\d.]+/[\d.]+"), timeout=PATIENCE_MS)
    frame.get_by_label("Heat").check()
    expect(page).to_have_url(re.compile(r"event_types=Battles.*map=\d+/[\d.]+/[\d.]+/heat"), timeout=PATIENCE_MS)
    address = page.url

    again = Visitor(browser, visitor.server)
    again.page.goto(address)
    second = map_of(again.page)
    expect(again.page.locator("#map_div[data-layer='heat'] canvas.k-heat")).to_be_attached(timeout=PATIENCE_MS)
    expect(second.get_by_label("Heat")).to_be_checked()
    assert again.page.locator(".k-summary").get_attribute("data-shown") == page.locator(".k-summary").get_attribute(
        "data-shown"
    )
    where = "[kharita.map().getZoom(), kharita.map().getCenter()]"
    places = [shown.page.evaluate(where) for shown in (visitor, again)]
    assert places[0][0] == places[1][0]
    assert places[0][1]["lat"] == pytest.approx(places[1][1]["lat"], abs=0.01)
    assert places[0][1]["lng"] == pytest.approx(places[1][1]["lng"], abs=0.01)
    expect(again.page).to_have_url(re.compile("map=.*heat"))
    again.page.context.close()
    assert again.wrong == []


@pytest.mark.parametrize(("language", "title"), [("ar", "شارك واستشهد"), ("en", "Share and cite")])
def test_a_view_is_cited_in_both_languages_and_its_link_shows_it_again(
    visitor: Visitor, store: Path, language: str, title: str
) -> None:
    count = len(Lake.open(store).events(BATTLES))
    page = opened(visitor, f"?event_types=Battles&lang={language}")
    link, arabic, english, snippet, api, ogc = share(page, title)
    assert f"version={Lake.open(store).version}" in link
    for text in (arabic, english):
        assert re.search(rf"\b{count}\b", text)
        assert link in text.translate({0x2068: None, 0x2069: None})
    assert "/embed?event_types=Battles" in snippet
    assert len(page.request.get(api).json()["features"]) == count
    assert page.request.get(ogc).json()["links"]
    page.goto(link)
    expect(page.locator(f".k-summary[data-shown='{count}']")).to_be_visible(timeout=PATIENCE_MS)


def test_every_download_holds_what_the_screen_counts(visitor: Visitor, store: Path, tmp_path: Path) -> None:
    count = len(Lake.open(store).events(BATTLES))
    page = opened(visitor, "?event_types=Battles&lang=en")
    expect(page.locator(f".k-summary[data-shown='{count}']")).to_be_visible(timeout=PATIENCE_MS)
    share(page, "Share and cite")
    for form, kind in FORMATS.items():
        with page.expect_download() as download:
            page.locator(f"a[data-form='{form}'], a[href*='/download/{form}?']").first.click()
        path = tmp_path / download.value.suggested_filename
        download.value.save_as(path)
        if not kind.has_readme:
            frame = geopandas.read_parquet(path) if form == "parquet" else geopandas.read_file(path)
            assert len(frame) == count, form
        elif form == "csv":
            with zipfile.ZipFile(path) as archive, archive.open(archive.namelist()[0]) as table:
                assert len(pd.read_csv(table)) == count


def test_the_embedded_map_has_marks_and_legend_and_no_chrome(visitor: Visitor, store: Path) -> None:
    placed = sum(event.lat is not None for event in Lake.open(store).events(BATTLES))
    page = visitor.page
    page.goto(f"{visitor.server}/?embed=1&event_types=Battles&lang=en")
    expect(page).to_have_url(re.compile(r"/embed\?event_types=Battles&lang=en"))
    expect(page.locator(f"#map_div[data-placed='{placed}']")).to_be_attached(timeout=PATIENCE_MS)
    expect(page.get_by_text("Legend")).to_be_visible()
    assert page.locator(".stApp").count() == 0
    page.locator(".k-mark.k-spot").first.click()
    page.locator(".k-list button").first.click()
    whole = page.get_by_role("link", name="The whole evidence")
    expect(whole).to_be_visible(timeout=PATIENCE_MS)
    assert re.match(r"/\?event=\w+", whole.get_attribute("href") or "")


def test_layers_show_heat_and_governorates_and_the_map_becomes_a_picture(visitor: Visitor, tmp_path: Path) -> None:
    page = visitor.page
    page.goto(f"{visitor.server}/embed?lang=en")
    page.locator(".k-mark").first.wait_for()
    page.get_by_label("By governorate").check()
    expect(page.locator(".k-mark[title^='Aleppo: ']")).to_be_visible(timeout=PATIENCE_MS)
    page.get_by_label("Heat").check()
    coloured = "node => node.getContext('2d').getImageData(0, 0, node.width, node.height).data.some(value => value > 0)"
    assert page.locator("canvas.k-heat").evaluate(coloured)
    page.get_by_label("Marks").check()
    with page.expect_download() as download:
        page.get_by_role("button", name="Save the map as a picture").click()
    download.value.save_as(tmp_path / "map.png")
    assert (tmp_path / "map.png").read_bytes().startswith(PNG)


def test_a_cited_version_is_shown_with_the_way_to_the_newest(browser: Browser, tmp_path: Path) -> None:
    lake = Lake.open(tmp_path / "store")
    lake.ingest(reports(9))
    cited = lake.version
    lake.ingest(reports(9, first=9))
    with serving(tmp_path / "store") as address:
        visitor = Visitor(browser, address)
        page = visitor.page
        page.goto(f"{address}/?version={cited}&lang=en")
        expect(page.locator(".k-summary[data-shown='9']")).to_be_visible(timeout=PATIENCE_MS)
        expect(page.locator("#map_div[data-placed='8']")).to_be_attached(timeout=PATIENCE_MS)
        page.get_by_role("link", name="Show the newest").click()
        expect(page.locator(".k-summary[data-shown='18']")).to_be_visible(timeout=PATIENCE_MS)
        page.context.close()
    assert visitor.wrong == []
