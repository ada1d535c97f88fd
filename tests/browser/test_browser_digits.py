"""A reader who chose Arabic digits meets no European ones in any view, but in what is quoted or made for programs.

Left as they are written: sentences of reports, coordinates, ids, addresses, licences, names of rules, what stands in
a field, and the texts to copy.
"""

import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from journey import PATIENCE_MS, Visitor, events
from playwright.sync_api import Page, expect

from dashboard.labels import load_labels
from geo.lake import Lake

sys.path.insert(0, str(Path(__file__).parents[1]))
from event_factory import DAY, article, extraction, geotag, mention, reports

pytestmark = pytest.mark.browser

LEFT = "blockquote, .k-rows p, code, pre, input, textarea, script, style, .k-verbatim, .leaflet-control-attribution"
FOUND = """left => {
  const found = [];
  const seen = (node) => node.checkVisibility() && !node.closest(left);
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walk.nextNode()) {
    const { data, parentElement } = walk.currentNode;
    if (/[0-9]/.test(data) && seen(parentElement)) found.push(data.trim());
  }
  for (const name of ["title", "aria-label", "aria-valuetext", "alt", "placeholder"]) {
    for (const node of document.querySelectorAll(`[${name}]`)) {
      if (/[0-9]/.test(node.getAttribute(name)) && seen(node)) found.push(`${name}: ${node.getAttribute(name)}`);
    }
  }
  return found;
}"""


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A lake of reports by an outlet without a figure in its name; one event lasts, and has figures between bounds."""
    path = tmp_path_factory.mktemp("lake") / "store"
    told = [(replace(report, source="وكالة مثال"), read) for report, read in reports(60)]
    long = article(id="long", source="وكالة مثال")
    lasting = mention(
        article_id="long", end_date=DAY.replace(day=20), fatalities_low=3, fatalities_high=1204, injured_low=12
    )
    Lake.open(path).ingest([*told, (long, extraction(long, (lasting,), (geotag(),)))])
    return path


def opened(visitor: Visitor, store: Path, language: str, screen: str) -> Page:
    event = next(event for event in events(store) if event.fatalities_high == 1204)
    visitor.open(f"?digits=arab&lang={language}&view={screen}&event={event.event_id}")
    return visitor.page


def on_the_map(page: Page, language: str) -> None:
    page.locator("#map_div .k-name span").first.wait_for()
    page.locator(".k-panel[data-counted]").wait_for()
    page.locator(".k-time[data-bars]").wait_for()
    page.get_by_text(load_labels(language)("filters.more")).click()
    page.locator("#map_div .k-spot").first.click()
    page.locator(".leaflet-popup .k-list li, .k-evidence[data-event]").first.wait_for()


def on_governorates(page: Page, language: str) -> None:
    page.locator("#map_div .k-mark").first.wait_for()
    page.get_by_role("radio", name=load_labels(language)("map.layer_governorates")).click()
    page.locator("#map_div[data-layer='governorates']").wait_for()


def on_what_is_off_the_map(page: Page, _language: str) -> None:
    page.locator(".st-key-off-map button").click()
    page.get_by_role("dialog").locator("[data-row]").first.wait_for()


def on_sharing(page: Page, language: str) -> None:
    page.get_by_role("button", name=load_labels(language)("share.title")).click()
    page.locator(".k-downloads li").first.wait_for()


def on_places(page: Page, language: str) -> None:
    labels = load_labels(language)
    page.get_by_label(labels("places.search")).fill("حلب")
    page.keyboard.press("Enter")
    page.locator(".st-key-places-search tbody tr").first.wait_for()
    page.get_by_label(labels("places.name"), exact=True).fill("صلاح الدين")
    page.keyboard.press("Enter")
    page.locator(".k-candidates li").first.wait_for()


def on_adding(page: Page, language: str) -> None:
    labels = load_labels(language)
    page.get_by_label(labels("add.text")).fill("قُتل 3 مدنيين في قصف على حلب يوم 8 كانون الأول 2016.")
    page.get_by_role("button", name=labels("add.read"), exact=True).click()
    page.locator(".k-report").wait_for()


def on_adding_files(page: Page, language: str) -> None:
    page.get_by_role("tab", name=load_labels(language)("add.files")).click()
    page.get_by_test_id("stFileUploader").wait_for()


def on_a_page(_page: Page, _language: str) -> None:
    """Everything is there once the page is."""


WALK: dict[str, tuple[str, Callable[[Page, str], None]]] = {
    "map": ("map", on_the_map),
    "governorates": ("map", on_governorates),
    "off map": ("table", on_what_is_off_the_map),
    "sharing": ("timeline", on_sharing),
    "timeline": ("timeline", on_a_page),
    "table": ("table", on_a_page),
    "places": ("places", on_places),
    "coverage": ("coverage", on_a_page),
    "adding": ("add", on_adding),
    "adding files": ("add", on_adding_files),
    "about": ("about", on_a_page),
}


@pytest.mark.parametrize("language", ["ar", "en"])
@pytest.mark.parametrize("stop", WALK)
def test_no_european_digit_is_left_where_the_reader_chose_arabic_ones(
    visitor: Visitor, store: Path, stop: str, language: str
) -> None:
    screen, go = WALK[stop]
    page = opened(visitor, store, language, screen)
    go(page, language)
    visitor.settle()
    assert page.evaluate(FOUND, LEFT) == []
    assert any(digit in page.inner_text("body") for digit in "٠١٢٣٤٥٦٧٨٩")


def test_the_walk_finds_european_digits_where_they_are_chosen(visitor: Visitor) -> None:
    visitor.open("?view=table&lang=en")
    found = visitor.page.evaluate(FOUND, LEFT)
    assert any("2016-12" in text for text in found)
    assert any("90%" in text for text in found)


def test_the_map_on_a_page_of_its_own_has_them_too(visitor: Visitor, store: Path) -> None:
    event = next(event for event in events(store) if event.fatalities_high == 1204)
    visitor.page.goto(f"{visitor.server}/embed?digits=arab&event={event.event_id}")
    visitor.page.locator("#map_div .k-mark").first.wait_for()
    expect(visitor.page.locator(".leaflet-control-scale-line")).to_contain_text("كم", timeout=PATIENCE_MS)
    assert visitor.page.evaluate(FOUND, LEFT) == []
