"""A governorate is its outline, shaded by its events, with their number in it; a circle where no outline is known."""

import datetime as dt
import json
import re
import sys
from pathlib import Path
from typing import Literal

import pytest
from journey import AXE, PATIENCE_MS, SHOTS, Visit
from playwright.sync_api import Locator, expect

from dashboard.labels import load_labels
from gazetteer.adding import add_file
from gazetteer.importers import ImportOptions, detect_form, terms_of
from geo.lake import Lake
from geo.lookup import first_level_units
from geo.records import EventMention
from geo.taxonomy import GeoPrecision

sys.path.insert(0, str(Path(__file__).parents[1]))
from event_factory import article, extraction, mention, place

pytestmark = pytest.mark.browser

UNITS = {unit.place_id: unit for unit in first_level_units()}
EVENTS = {"sy-aleppo-gov": 9, "sy-homs-gov": 4, "sy-hama-gov": 1, "sy-quneitra-gov": 2, "sd-khartoum-state": 3}
"""Governorate and events known to lie somewhere in it; no outline fits Quneitra."""


def somewhere_in(unit_id: str, number: int) -> EventMention:
    unit = UNITS[unit_id]
    own = place(unit_id, name_ar=unit.name_ar, name_en=unit.name_en, kind=unit.kind, admin1_en=unit.name_en)
    return mention(
        None,
        article_id=f"{unit_id}-{number}",
        start_date=dt.date(2016, 12, 1) + dt.timedelta(days=9 * number),
        place=own,
        lat=unit.lat,
        lon=unit.lon,
        radius_km=unit.radius_km,
        geo_precision=GeoPrecision.GOVERNORATE,
    )


def square(folder: Path, unit_id: str) -> Path:
    """Return a file that draws a governorate as a square."""
    unit = UNITS[unit_id]
    assert unit.lat is not None
    assert unit.lon is not None
    corners = [(-0.5, -0.4), (0.5, -0.4), (0.5, 0.4), (-0.5, 0.4), (-0.5, -0.4)]
    ring = [[unit.lon + east, unit.lat + north] for east, north in corners]
    feature = {
        "type": "Feature",
        "properties": {"ADM1_PCODE": unit.pcode},
        "geometry": {"type": "Polygon", "coordinates": [ring]},
    }
    path = folder / "squares.geojson"
    path.write_text(json.dumps({"type": "FeatureCollection", "features": [feature]}), encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A lake of events in whole governorates, and a boundary of Hama that its owner added: a square."""
    folder = tmp_path_factory.mktemp("lake")
    path = folder / "store"
    told = [somewhere_in(unit_id, number) for unit_id, count in EVENTS.items() for number in range(count)]
    reports = [article(id=one.article_id) for one in told]
    Lake.open(path).ingest([(report, extraction(report, (one,))) for report, one in zip(reports, told, strict=True)])
    file = square(folder, "sy-hama-gov")
    form = detect_form(file)
    add_file(path, file, ImportOptions(form=form, layer="squares"), terms_of(form, file), today=dt.date(2020, 1, 2))
    return path


def shapes(visit: Visit) -> Locator:
    return visit.map.locator(".leaflet-circles-pane path.k-unit")


def circles(visit: Visit) -> Locator:
    return visit.map.locator(".leaflet-circles-pane path:not(.k-unit)")


def opacity(shape: Locator) -> float:
    return float(shape.get_attribute("fill-opacity") or 0)


def corners(shape: Locator) -> int:
    return len(re.findall("[ML]", shape.get_attribute("d") or ""))


@pytest.mark.parametrize("language", ["ar", "en"])
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_governorates_are_shaded_outlines_with_their_number(
    visit: Visit, language: str, theme: Literal["light", "dark"]
) -> None:
    labels = load_labels(language)
    visit.page.emulate_media(color_scheme=theme)
    visit.open(f"?lang={language}&map=7/34.8/37.6/governorates")
    expect(shapes(visit)).to_have_count(3, timeout=PATIENCE_MS)
    expect(circles(visit)).to_have_count(1)
    shades = {corners(shape): opacity(shape) for shape in shapes(visit).all()}
    assert len(shades) == 3
    square_shade = shades.pop(min(shades))
    assert square_shade < min(shades.values()) < max(shades.values())
    for unit_id in ("sy-aleppo-gov", "sy-quneitra-gov"):
        unit = UNITS[unit_id]
        name = unit.name_ar if language == "ar" else unit.name_en
        said = labels.counted("count.events", EVENTS[unit_id])
        mark = visit.map.get_by_title(f"{name}: {said}", exact=True)
        expect(mark).to_contain_text(str(EVENTS[unit_id]))
        expect(mark).to_have_attribute("tabindex", "0")
    legend = visit.map.locator(".k-legend")
    expect(legend).to_contain_text(re.compile(re.escape(labels.words["map.shade"]).replace(r"\{n\}", ".?9.?")))
    expect(legend).to_contain_text(labels("map.no_outline"))
    expect(visit.map.locator(".leaflet-control-attribution")).to_contain_text("Natural Earth")
    if AXE.is_file():
        assert visit.serious() == []
    if SHOTS:  # without the square
        units = "|".join(UNITS[unit_id].name_en for unit_id in ("sy-aleppo-gov", "sy-homs-gov", "sy-quneitra-gov"))
        visit.open(f"?lang={language}&map=7/34.8/37.6/governorates&admin1={units}")
        expect(shapes(visit)).to_have_count(2, timeout=PATIENCE_MS)
    visit.shoot(f"governorates-{language}" if theme == "light" else f"governorates-{language}-dark")
    visit.page.set_viewport_size({"width": 390, "height": 844})
    visit.settle()
    visit.shoot(f"phone-governorates-{language}" if theme == "light" else f"phone-governorates-{language}-dark")
    assert not visit.scrolls_sideways()


def test_outlines_come_by_country_when_the_view_does(visit: Visit) -> None:
    asked: list[str] = []
    visit.page.on("request", lambda request: asked.append(request.url.partition("/api/outlines/")[2]))
    visit.open("?lang=en&map=7/34.8/37.6/governorates")
    expect(shapes(visit)).to_have_count(3, timeout=PATIENCE_MS)
    assert {country.strip("?") for country in asked if country} == {"SY"}
    with visit.page.expect_response(re.compile("/api/outlines/SD")):
        visit.page.evaluate("() => { kharita.map().setView([15.5, 32.5], 7, { animate: false }); }")
    expect(shapes(visit)).to_have_count(4, timeout=PATIENCE_MS)


def test_an_event_known_to_a_governorate_is_drawn_in_its_outline(visit: Visit) -> None:
    visit.open("?lang=en&map=7/34.8/37.6")
    expect(shapes(visit)).to_have_count(3, timeout=PATIENCE_MS)
    expect(circles(visit)).to_have_count(1)
    for shape in shapes(visit).all():
        expect(shape).to_have_attribute("stroke-dasharray", "5 6")
    assert min(corners(shape) for shape in shapes(visit).all()) <= 5, "the boundary of the store was not drawn"
    expect(visit.map.locator(".k-shade")).to_have_count(0)
    visit.page.get_by_role("radio", name="By governorate").click()
    expect(visit.map.locator(".k-shade")).to_be_visible(timeout=PATIENCE_MS)
    visit.page.get_by_role("radio", name="Heat").click()
    expect(visit.map.locator(".k-shade")).to_have_count(0)
    expect(shapes(visit)).to_have_count(0)


@pytest.mark.parametrize("language", ["ar", "en"])
def test_the_page_says_that_outlines_take_no_side(visit: Visit, language: str) -> None:
    visit.page.goto(f"{visit.server}/?view=about&lang={language}")
    expect(visit.page.get_by_text(load_labels(language)("about.not_borders"))).to_be_visible(timeout=PATIENCE_MS)
    expect(visit.page.locator(".k-about")).to_contain_text("Natural Earth")
