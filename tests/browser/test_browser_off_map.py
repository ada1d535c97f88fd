"""What no map can show is one button away in every view of events, by mouse and by keyboard, wide and on a phone."""

import re
import sys
from pathlib import Path

import pytest
from journey import AXE, PATIENCE_MS, Visitor, events
from playwright.sync_api import Locator, expect

from dashboard.labels import load_labels
from dashboard.views import FILTERED, Screen
from geo.lake import Lake
from geo.query import EventFilter
from geo.taxonomy import EventType

sys.path.insert(0, str(Path(__file__).parents[1]))
from event_factory import reports

pytestmark = pytest.mark.browser

WINDOWS = {"wide": (1400, 1000), "phone": (390, 844)}


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A lake of made-up reports; every ninth names no place."""
    path = tmp_path_factory.mktemp("lake") / "store"
    Lake.open(path).ingest(reports(60))
    return path


def nowhere(store: Path, **asked: object) -> list[str]:
    """Return the ids of the filtered events that no map can show, by day."""
    found = [event for event in events(store, EventFilter(**asked)) if event.lat is None]  # type: ignore[arg-type]
    return [event.event_id for event in sorted(found, key=lambda event: (str(event.start_date), event.event_id))]


def button(visitor: Visitor, language: str, count: int) -> Locator:
    name = load_labels(language).counted("lists.off_map", count)
    return visitor.page.get_by_role("button", name=name, exact=True)


@pytest.mark.parametrize("window", WINDOWS)
@pytest.mark.parametrize("language", ["ar", "en"])
@pytest.mark.parametrize("screen", sorted(FILTERED))
def test_every_view_of_events_opens_the_list_and_a_row_its_evidence(
    visitor: Visitor, store: Path, screen: Screen, language: str, window: str
) -> None:
    wide, high = WINDOWS[window]
    visitor.page.set_viewport_size({"width": wide, "height": high})
    ids = nowhere(store)
    visitor.open(f"?view={screen}&lang={language}")
    opens = button(visitor, language, len(ids))
    expect(opens).to_be_in_viewport(ratio=1)
    opens.click()
    rows = visitor.page.get_by_role("dialog").locator("[data-row]")
    expect(rows).to_have_count(len(ids), timeout=PATIENCE_MS)
    assert [row.get_attribute("data-row") for row in rows.all()] == ids
    if AXE.is_file():
        assert visitor.serious() == []
    visitor.shoot(f"off-map-{screen}-{language}-{window}")
    rows.nth(1).get_by_role("link").click()
    panel = visitor.page.locator(f".k-evidence[data-event='{ids[1]}']")
    expect(panel).to_be_in_viewport(timeout=PATIENCE_MS)
    expect(panel).to_contain_text(load_labels(language)("lists.where_unknown"))
    expect(panel.get_by_role("heading")).to_be_focused(timeout=PATIENCE_MS)
    expect(visitor.page.get_by_role("dialog")).to_have_count(0)
    expect(visitor.page).to_have_url(re.compile(f"event={ids[1]}"))
    assert not visitor.scrolls_sideways()


@pytest.mark.parametrize("language", ["ar", "en"])
def test_the_keyboard_opens_walks_and_leaves_the_list(visitor: Visitor, store: Path, language: str) -> None:
    ids = nowhere(store)
    visitor.open(f"?view=table&lang={language}")
    opens = button(visitor, language, len(ids))
    opens.focus()
    visitor.page.keyboard.press("Enter")
    listed = visitor.page.get_by_role("dialog", name=load_labels(language)("lists.unplaced"))
    links = listed.get_by_role("link")
    expect(links).to_have_count(len(ids), timeout=PATIENCE_MS)
    links.first.focus()
    visitor.page.keyboard.press("ArrowDown")
    expect(links.nth(1)).to_be_focused()
    visitor.page.keyboard.press("End")
    expect(links.last).to_be_focused()
    visitor.page.keyboard.press("Escape")
    expect(listed).to_have_count(0)
    expect(opens).to_be_focused()
    visitor.page.keyboard.press("Enter")
    links.nth(2).focus()
    visitor.page.keyboard.press("Enter")
    expect(visitor.page.locator(f".k-evidence[data-event='{ids[2]}']")).to_be_visible(timeout=PATIENCE_MS)


def test_the_list_obeys_the_filters_and_nothing_off_the_map_is_nothing_to_open(visitor: Visitor, store: Path) -> None:
    battles = frozenset({EventType.BATTLES})
    some, every = nowhere(store, event_types=battles), nowhere(store)
    assert 0 < len(some) < len(every)
    visitor.open("?lang=en&event_types=Battles")
    button(visitor, "en", len(some)).click()
    expect(visitor.page.get_by_role("dialog").locator("[data-row]")).to_have_count(len(some), timeout=PATIENCE_MS)
    visitor.page.keyboard.press("Escape")
    visitor.page.get_by_role("button", name="Clear filters").click()
    expect(button(visitor, "en", len(every))).to_be_enabled(timeout=PATIENCE_MS)
    visitor.open("?lang=en&geo_precisions=city")
    expect(button(visitor, "en", 0)).to_be_disabled()


def test_a_row_is_a_link_of_its_own_too(visitor: Visitor, store: Path) -> None:
    ids = nowhere(store)
    visitor.open("?lang=en&digits=arab&view=timeline")
    visitor.page.locator(".st-key-off-map button").click()
    link = visitor.page.get_by_role("dialog").get_by_role("link").first
    expect(link).to_have_attribute("href", f"?lang=en&digits=arab&event={ids[0]}", timeout=PATIENCE_MS)
