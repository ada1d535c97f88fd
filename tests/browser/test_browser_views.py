"""Journeys through the views beside the map, in Chromium, Arabic and English, wide and narrow; loopback alone."""

import re
import sys
from pathlib import Path
from typing import Literal

import pytest
from journey import AXE, PATIENCE_MS, Visitor, events
from playwright.sync_api import expect

from dashboard.labels import load_labels
from dashboard.views import FILTERED, Screen
from geo.lake import Lake
from geo.query import EventFilter
from geo.taxonomy import EventType

sys.path.insert(0, str(Path(__file__).parents[1]))
from event_factory import reports

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A lake of made-up reports."""
    path = tmp_path_factory.mktemp("lake") / "store"
    Lake.open(path).ingest(reports(60))
    return path


def test_the_switch_goes_everywhere_by_keyboard_and_the_address_follows(visitor: Visitor) -> None:
    visitor.open("")
    names = load_labels("ar").group("views")
    visitor.page.get_by_role("radio", name=names["map"], exact=True).focus()
    for screen in list(Screen)[1:]:
        button = visitor.page.get_by_role("radio", name=names[screen], exact=True)
        button.focus()
        visitor.page.keyboard.press("Enter")
        expect(visitor.page).to_have_url(re.compile(f"view={screen}"), timeout=PATIENCE_MS)
        visitor.settle()
        expect(visitor.page.locator("[data-testid=stException]")).to_have_count(0)
    visitor.page.get_by_role("radio", name=names["map"], exact=True).click()
    expect(visitor.page.locator("#map_div")).to_be_visible(timeout=PATIENCE_MS)
    expect(visitor.page).not_to_have_url(re.compile("view="))


def test_the_language_turns_within_a_view_and_keeps_its_filter(visitor: Visitor, store: Path) -> None:
    battles = len(events(store, EventFilter(event_types=frozenset({EventType.BATTLES}))))
    visitor.open("?view=table&event_types=Battles").expect_shown(battles)
    visitor.page.get_by_role("button", name="English").click()
    expect(visitor.page.get_by_role("button", name="Confidence")).to_be_visible(timeout=PATIENCE_MS)
    expect(visitor.page).to_have_url(re.compile("view=table"))
    visitor.expect_shown(battles)


def test_the_table_sorts_pages_and_opens_the_evidence_by_keyboard(visitor: Visitor, store: Path) -> None:
    every = events(store)
    visitor.open("?view=table&lang=en").expect_shown(len(every))
    expect(visitor.rows).to_have_count(25)
    visitor.page.get_by_role("button", name="Killed", exact=True).click()
    head = visitor.page.get_by_role("columnheader", name="Killed")
    expect(head).to_have_attribute("aria-sort", "descending", timeout=PATIENCE_MS)
    most = max(event.fatalities_low or 0 for event in every)
    expect(visitor.rows.first.locator("td").nth(3)).to_contain_text(str(most))
    visitor.page.get_by_role("button", name="Last", exact=True).click()
    pages = -(-len(every) // 25)
    expect(visitor.page.locator(".k-pager")).to_contain_text(re.compile(f"{pages}.*of.*{pages}"), timeout=PATIENCE_MS)
    expect(visitor.rows).to_have_count(len(every) - 25 * (pages - 1))

    visitor.rows.first.get_by_role("button").focus()
    visitor.page.keyboard.press("ArrowDown")
    chosen = visitor.rows.nth(1).get_attribute("data-row")
    visitor.page.keyboard.press("Enter")
    expect(visitor.page.locator(f".k-evidence[data-event='{chosen}']")).to_be_visible(timeout=PATIENCE_MS)
    expect(visitor.page).to_have_url(re.compile(f"event={chosen}"))
    expect(visitor.page.locator("tr[aria-current]")).to_have_attribute("data-row", str(chosen))


def test_the_table_and_the_map_show_the_same_filter(visitor: Visitor, store: Path) -> None:
    asked = EventFilter(event_types=frozenset({EventType.EXPLOSIONS}), min_killed=1)
    count = len(events(store, asked))
    assert 0 < count < len(events(store))
    visitor.open("?event_types=Explosions/Remote%20violence&min_killed=1").expect_shown(count)
    visitor.page.get_by_role("radio", name="الجدول").click()
    expect(visitor.rows).to_have_count(min(25, count), timeout=PATIENCE_MS)
    visitor.expect_shown(count)
    visitor.page.get_by_role("button", name="امسح التصفية").click()
    visitor.expect_shown(len(events(store)))


def test_a_condition_is_chosen_with_its_count_and_stands_in_the_address(visitor: Visitor, store: Path) -> None:
    visitor.open("?view=table&lang=en")
    count = len(events(store, EventFilter(sources=frozenset({"Outlet 3"}))))
    visitor.page.get_by_text("More conditions").click()
    visitor.page.get_by_role("checkbox", name=re.compile(f"^Outlet 3 {count}$")).check()
    expect(visitor.page).to_have_url(re.compile("sources=Outlet"), timeout=PATIENCE_MS)
    visitor.expect_shown(count)
    assert 0 < count < len(events(store))


def test_a_bar_of_the_timeline_narrows_the_period(visitor: Visitor, store: Path) -> None:
    visitor.open("?view=timeline&lang=en").expect_shown(len(events(store)))
    bar = visitor.page.locator("button.k-bar").last
    day = str(bar.get_attribute("data-send")).removeprefix("span:").split("/")[0]
    bar.click()
    expect(visitor.page).to_have_url(re.compile(f"start={day}"), timeout=PATIENCE_MS)
    visitor.page.locator("[data-row] button").first.click()
    expect(visitor.page.locator(".k-evidence[data-event]")).to_be_visible(timeout=PATIENCE_MS)


def test_places_are_found_with_any_spelling_and_resolved_near_another(visitor: Visitor) -> None:
    visitor.open("?view=places")
    visitor.page.get_by_label("اسم مكان بالعربية أو الإنكليزية").fill("ادلب")
    visitor.page.keyboard.press("Enter")
    expect(visitor.page.locator(".st-key-places-search tbody tr").first).to_contain_text("إدلب", timeout=PATIENCE_MS)
    visitor.page.get_by_label("الاسم", exact=True).fill("صلاح الدين")
    visitor.page.get_by_label("قرب مكان").fill("حلب")
    visitor.page.keyboard.press("Enter")
    first = visitor.page.locator(".k-candidates li").first
    expect(first).to_contain_text("in_or_near", timeout=PATIENCE_MS)
    expect(first).to_contain_text("حي")
    expect(visitor.page.locator(".st-key-places-layers")).to_contain_text("GeoNames")
    visitor.shoot("places-ar")


def test_coverage_says_that_silence_is_not_peace(visitor: Visitor) -> None:
    visitor.open("?view=coverage")
    expect(visitor.page.get_by_text("غياب التقارير ليس غيابًا للأحداث")).to_be_visible()
    expect(visitor.page.locator(".k-grid tbody tr").first).to_be_visible()
    expect(visitor.page.locator(".k-card")).to_have_count(5)


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("language", ["ar", "en"])
@pytest.mark.parametrize("screen", Screen)
def test_a_view_has_no_serious_finding_of_axe_and_fits_a_phone(
    visitor: Visitor, store: Path, screen: Screen, language: str, theme: Literal["light", "dark"]
) -> None:
    if not AXE.is_file():
        pytest.skip("axe-core is not installed: run npm ci")
    visitor.page.emulate_media(color_scheme=theme)
    chosen = f"&event={events(store)[0].event_id}" if screen in FILTERED else ""
    visitor.open(f"?view={screen}&lang={language}{chosen}")
    if screen in FILTERED:
        visitor.page.locator(".k-panel[data-counted]").wait_for()
        visitor.page.locator(".k-time[data-bars]").wait_for()
    if screen is Screen.MAP:
        visitor.page.locator("#map_div .k-mark").first.wait_for()
    assert visitor.serious() == []
    name = f"{screen}-{language}" if theme == "light" else f"{screen}-{language}-{theme}"
    visitor.shoot(name)
    visitor.page.set_viewport_size({"width": 390, "height": 844})
    visitor.settle()
    visitor.shoot(f"phone-{name}")
    assert not visitor.scrolls_sideways()
