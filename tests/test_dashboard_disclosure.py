"""A public server: no reports are added, sensitive places stand in a square, new days wait; at every way out alike."""

import asyncio
import dataclasses
import datetime as dt
import io
import re
import zipfile
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import geopandas
import httpx
import numpy as np
import pytest
from event_factory import DAY, article, event, extraction, geotag, mention, place
from starlette.applications import Starlette
from streamlit.testing.v1 import AppTest

from dashboard.address import View
from dashboard.api import routes
from dashboard.catalogue import STORE_VARIABLE, Catalogue, open_store
from dashboard.citation import cite
from dashboard.disclosure import PUBLIC_VARIABLE, Disclosure, SettingsInvalid, blurred, disclose, read_settings
from dashboard.downloads import FORMATS
from dashboard.shown import shown_of
from gazetteer.places import PlaceKind
from geo.event_table import event_table, plain
from geo.lake import Lake
from geo.query import EventFilter
from geo.records import Event

GUARDED = "مستشفى النور"
LAT, LON = 36.21234, 37.14321
TODAY = dt.datetime.now(dt.UTC).date()
HOSPITAL = place("x-hospital", name_ar=GUARDED, name_en="Al-Nour Hospital", kind=PlaceKind.LANDMARK, admin1_en="Aleppo")


def fill(store: Path) -> None:
    """A lake of three reports: a hospital's, an ordinary one, and one of today."""
    told = [
        (
            "h",
            "x-hospital",
            {"place": HOSPITAL, "place_surface": GUARDED, "evidence_text": f"قصف {GUARDED}", "lat": LAT, "lon": LON},
        ),
        ("o", "sy-idlib", {}),
        ("n", "sy-douma", {"start_date": TODAY}),
    ]
    batch = []
    for number, place_id, changes in told:
        report = article(
            id=number, text=f"قصف {GUARDED} أمس.", date=changes.get("start_date", DAY), url=f"https://{number}.example"
        )
        batch.append((report, extraction(report, (mention(place_id, article_id=number, **changes),), (geotag(None),))))
    Lake.open(store).ingest(batch)


@pytest.fixture
def store(tmp_path: Path) -> Path:
    fill(tmp_path / "store")
    (tmp_path / "store" / "public.yaml").write_text("delay_days: 3\n", encoding="utf-8")
    return tmp_path / "store"


@pytest.fixture
def public(store: Path) -> Catalogue:
    return Catalogue(store=store, disclosure=read_settings(store, public=True))


def test_a_checksum_is_of_what_is_shown_on_the_day(public: Catalogue, monkeypatch: pytest.MonkeyPatch) -> None:
    held_back = cite(public, View(), "http://localhost/")
    clock = SimpleNamespace(now=lambda _zone: dt.datetime.now(dt.UTC) + dt.timedelta(days=4))
    monkeypatch.setattr("dashboard.catalogue.dt", SimpleNamespace(datetime=clock, UTC=dt.UTC))
    told = cite(public, View(), "http://localhost/")
    assert told.count == held_back.count + 1
    assert told.digest != held_back.digest


@pytest.mark.parametrize("delay", [0, 3])
def test_the_table_is_that_of_the_disclosed_records(store: Path, delay: int) -> None:
    rule = Disclosure(public=True, delay_days=delay)
    lake, until = Lake.open(store), rule.until(TODAY)
    days = {report.id: report.date for report in lake.coverage()}
    disclosed = disclose(lake.events(), days, rule, until)
    shown = shown_of(lake, rule, until)
    assert plain(shown.table) == plain(event_table(disclosed.events))
    assert shown.events(np.arange(shown.table.num_rows)[::-1]) == disclosed.events[::-1]
    assert shown.closed_reports == disclosed.closed_reports


class Client:
    """Asks the routes of a public server in this process."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._transport = httpx.ASGITransport(app=Starlette(routes=routes(catalogue)))

    def get(self, path: str) -> httpx.Response:
        return asyncio.run(self._ask(path))

    async def _ask(self, path: str) -> httpx.Response:
        async with httpx.AsyncClient(transport=self._transport, base_url="http://kharita") as client:
            return await client.get(path)


@pytest.fixture
def client(public: Catalogue) -> Client:
    return Client(public)


PLACE = f"lat={LAT}&lon={LON}&nearness=1"


@pytest.mark.parametrize(
    "address",
    [
        "/api/map",
        "/api/map?view=36,35,38,37&zoom=12",
        f"/api/spot?{PLACE}",
        "/api/governorates",
        "/api/choices",
        "/api/choices?list=place_ids&words=النور",
        "/api/histogram",
        "/api/events.geojson",
        "/api/events.geojson?limit=10",
        "/ogc/collections/events",
        "/ogc/collections/events/items",
        "/embed",
        *(f"/api/download/{form}" for form in ("geojson", "csv", "kml")),
    ],
)
def test_no_answer_holds_the_place_the_name_or_the_new_day(client: Client, address: str) -> None:
    answer = client.get(address)
    assert answer.status_code == 200
    content = answer.content
    if content.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            content = b"".join(archive.read(name) for name in archive.namelist() if name.endswith(".csv"))
    said = re.sub(r'"timeStamp": ?"[^"]*"', "", content.decode())
    for guarded in ("36.2123", "37.1432", "النور", "Al-Nour", "x-hospital", "https://h.example", str(TODAY)):
        assert guarded not in said


def test_every_form_of_download_holds_the_square_and_not_the_new_event(client: Client, tmp_path: Path) -> None:
    for form, kind in FORMATS.items():
        if kind.has_readme:
            continue
        path = tmp_path / f"events{kind.suffix}"
        path.write_bytes(client.get(f"/api/download/{form}").content)
        frame = geopandas.read_parquet(path) if form == "parquet" else geopandas.read_file(path)
        assert len(frame) == 2, form
        assert not any(abs(point.y - LAT) < 1e-4 for point in frame.geometry), form


def test_the_hidden_event_is_nowhere_and_the_blurred_one_has_no_words(client: Client, store: Path) -> None:
    ids = {one.place.place_id: one.event_id for one in Lake.open(store).events() if one.place}
    assert client.get(f"/api/events/{ids['sy-douma']}").status_code == 404
    assert client.get(f"/ogc/collections/events/items/{ids['sy-douma']}").status_code == 404
    told = client.get(f"/api/events/{ids['x-hospital']}").json()["properties"]
    assert (told["geo_precision"], told["evidence"], told["place_en"]) == ("area", "", "Withheld place")


@pytest.mark.parametrize("address", ["/api/events.geojson?version=0", "/ogc/collections/events/items?version=0"])
def test_an_older_version_is_no_way_round(client: Client, address: str) -> None:
    assert "Al-Nour" not in client.get(address).text


@pytest.mark.parametrize("screen", ["map", "table", "timeline", "coverage", "places"])
def test_no_view_of_the_page_tells(store: Path, monkeypatch: pytest.MonkeyPatch, app: str, screen: str) -> None:
    monkeypatch.setenv(STORE_VARIABLE, str(store))
    monkeypatch.setenv(PUBLIC_VARIABLE, "1")
    page = AppTest.from_file(app, default_timeout=60)
    hospital = next(one for one in Lake.open(store).events() if one.place and one.place.place_id == "x-hospital")
    page.query_params["view"] = screen
    page.query_params["event"] = hospital.event_id
    page.run()
    assert not page.exception
    said = "\n".join(str(block.proto.body) for block in page.get("html"))
    for secret in ("النور", "Al-Nour", "https://h.example", str(TODAY)):
        assert secret not in said


def test_a_public_page_adds_nothing(store: Path, monkeypatch: pytest.MonkeyPatch, app: str) -> None:
    monkeypatch.setenv(STORE_VARIABLE, str(store))
    monkeypatch.setenv(PUBLIC_VARIABLE, "yes")
    page = AppTest.from_file(app, default_timeout=60)
    page.query_params["view"] = "add"
    page.run()
    assert not page.text_area
    assert "add" not in page.button_group[0].options
    assert not open_store(store).takes_reports


def test_an_older_version_takes_no_reports(open_page: Callable[..., AppTest]) -> None:
    page = open_page(3, view="add", lang="en", version="0")
    assert not page.exception
    page = open_page(4, view="add", lang="en", version="0")
    assert not page.text_area
    assert any("takes no reports" in info.value for info in page.info)


def test_a_private_server_shows_all(store: Path) -> None:
    catalogue = Catalogue(store=store, disclosure=read_settings(store, public=False))
    assert len(catalogue.select(EventFilter())) == 3
    assert catalogue.takes_reports


@pytest.mark.parametrize(
    ("told", "until", "shown"),
    [
        (event(start_date=DAY), None, True),
        (event(start_date=DAY), DAY, True),
        (event(start_date=DAY), DAY - dt.timedelta(days=1), False),
        (event(start_date=DAY, end_date=DAY + dt.timedelta(days=5)), DAY, False),
        (event(start_date=None, end_date=None), DAY, True),
        (event(start_date=None, end_date=None), DAY - dt.timedelta(days=1), False),
    ],
)
def test_an_event_waits_for_its_last_day(told: Event, until: dt.date | None, *, shown: bool) -> None:
    found = disclose([told], {"a1": DAY}, Disclosure(public=True), until)
    assert (len(found.events) == 1) is shown
    assert ("a1" in found.closed_reports) is (not shown)


def test_two_places_of_one_square_cannot_be_told_apart() -> None:
    squares = {
        (one.lat, one.lon, one.radius_km)
        for one in (blurred(event(lat=36.2 + step, lon=37.1), 20) for step in (0, 0.01))
    }
    assert len(squares) == 1
    (square,) = squares
    assert square[2] >= 14


@pytest.mark.parametrize(
    ("changes", "sensitive"),
    [
        ({"name_ar": "مشفى الشفاء"}, True),
        ({"name_en": "Central Hospital"}, True),
        ({"kind": PlaceKind.CAMP}, True),
        ({"name_ar": "حي الشفاء", "name_en": "Shifa"}, False),
    ],
)
def test_a_place_is_sensitive_by_kind_or_by_a_word(changes: dict[str, object], *, sensitive: bool) -> None:
    told = event(place=dataclasses.replace(place(), **changes))
    assert Disclosure(public=True).is_sensitive(told) is sensitive


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("delay_days: -1", "delay_days"),
        ("delay_days: soon", "delay_days"),
        ("blur_km: 0", "blur_km"),
        ("blur_kinds: [castle]", "castle"),
        ("blur_words: hospital", "blur_words"),
        ("public: true", "unknown line public"),
        ("[1, 2]", "must hold lines"),
        ("a: [", "no YAML"),
    ],
)
def test_senseless_settings_are_refused_in_words(tmp_path: Path, text: str, said: str) -> None:
    (tmp_path / "public.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(SettingsInvalid, match=said):
        read_settings(tmp_path, public=True)
