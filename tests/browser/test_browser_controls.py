"""Journeys with the filters, the time axis and the settings: what is chosen at once is kept, and the map follows."""

import re
import sys
from pathlib import Path

import pytest
from journey import PATIENCE_MS, Visit, events
from playwright.sync_api import expect

sys.path.insert(0, str(Path(__file__).parents[1]))
from event_factory import reports

from geo.lake import Lake
from geo.taxonomy import SubEventType

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A lake of forty made-up reports on eight days."""
    path = tmp_path_factory.mktemp("lake") / "store"
    Lake.open(path).ingest(reports(40))
    return path


def test_a_choice_made_the_moment_its_list_is_there_is_kept(visit: Visit, store: Path) -> None:
    battles = [event for event in events(store) if event.event_type == "Battles"]
    visit.page.goto(f"{visit.server}/?lang=en")
    visit.page.get_by_role("checkbox", name=re.compile("^Battles")).check()
    visit.page.get_by_role("checkbox", name=re.compile("^Protests")).check()
    visit.page.get_by_role("checkbox", name=re.compile("^Protests")).uncheck()
    visit.expect_shown(len(battles))
    visit.expect_placed(sum(event.lat is not None for event in battles))
    expect(visit.page).to_have_url(re.compile("event_types=Battles(&|$)"))


def test_a_sub_type_is_a_branch_of_its_type(visit: Visit, store: Path) -> None:
    clashes = [event for event in events(store) if event.sub_event_type is SubEventType.ARMED_CLASH]
    visit.open("?lang=en")
    visit.page.locator("summary[aria-label*='Battles']").click()
    visit.page.get_by_role("checkbox", name=re.compile("^Armed clash")).check()
    visit.expect_shown(len(clashes))
    expect(visit.page.get_by_role("checkbox", name=re.compile("^Battles"))).to_be_checked()


def test_playing_moves_the_map_and_stopping_keeps_the_period(visit: Visit, store: Path) -> None:
    visit.open("?lang=en")
    placed = visit.map.get_attribute("data-placed")
    visit.page.get_by_label("What playing shows").select_option("cumulative")
    visit.page.get_by_role("button", name="Play").click()
    expect(visit.map).not_to_have_attribute("data-placed", str(placed), timeout=PATIENCE_MS)
    visit.page.get_by_role("button", name="Pause").click()
    expect(visit.page).to_have_url(re.compile("end=2016-12"), timeout=PATIENCE_MS)
    assert visit.is_first_map
    visit.page.get_by_role("button", name="Whole period").click()
    visit.expect_shown(len(events(store)))


def test_a_drag_over_the_bars_is_a_period(visit: Visit) -> None:
    visit.open("?lang=en")
    box = visit.page.locator(".k-chart .k-bars").bounding_box()
    assert box
    visit.page.mouse.move(box["x"] + box["width"] * 0.3, box["y"] + 20)
    visit.page.mouse.down()
    visit.page.mouse.move(box["x"] + box["width"] * 0.6, box["y"] + 30)
    visit.page.mouse.up()
    expect(visit.page).to_have_url(re.compile("start=2016-12.*end=2016-12|end=2016-12.*start=2016-12"))
    assert visit.page.locator(".k-chart .k-bar.k-faint").count() > 2


def test_the_histogram_becomes_a_picture(visit: Visit, tmp_path: Path) -> None:
    visit.open("?lang=en")
    with visit.page.expect_download() as download:
        visit.page.get_by_role("button", name="Save the chart as a picture").click()
    download.value.save_as(tmp_path / "time.png")
    assert (tmp_path / "time.png").read_bytes().startswith(b"\x89PNG")


def test_the_gate_is_a_setting(visit: Visit, store: Path) -> None:
    deadly = next(event for event in events(store) if event.fatalities_low)
    visit.open(f"?lang=en&event={deadly.event_id}")
    panel = visit.page.locator(".k-evidence[data-event]")
    expect(panel.locator(".k-gate")).to_be_visible(timeout=PATIENCE_MS)
    visit.page.get_by_role("button", name="Settings").click()
    visit.page.get_by_text("Ask before texts about people killed").click()
    expect(panel.locator("blockquote").first).to_be_visible(timeout=PATIENCE_MS)


@pytest.mark.parametrize(("theme", "ground"), [("Dark", "rgb(18, 23, 29)"), ("Light", "rgb(246, 247, 248)")])
def test_the_theme_and_the_digits_are_settings(visit: Visit, theme: str, ground: str) -> None:
    visit.open("?lang=en")
    visit.page.get_by_role("button", name="Settings").click()
    visit.page.get_by_text("١٢٣").click()
    expect(visit.page).to_have_url(re.compile("digits=arab"), timeout=PATIENCE_MS)
    expect(visit.page.locator(".k-summary")).to_contain_text("٤", timeout=PATIENCE_MS)
    if not visit.page.get_by_label(theme, exact=True).is_visible():
        visit.page.get_by_role("button", name="Settings").click()
    visit.page.wait_for_load_state("networkidle")  # the page opens anew: what is under way would be broken off
    visit.page.get_by_label(theme, exact=True).click()
    expect(visit.page.locator(".stApp")).to_have_css("background-color", ground, timeout=PATIENCE_MS)
