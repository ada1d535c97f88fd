"""The routes beside the page: the same filter gives the same events on every one of them."""

import asyncio
from pathlib import Path
from typing import Any

import httpx
import pytest
from event_factory import PLACES, reports
from starlette.applications import Starlette

from dashboard import api
from dashboard.assets import asset
from dashboard.catalogue import Catalogue
from geo.lake import Lake
from geo.query import EventFilter
from geo.taxonomy import EventType


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A lake of 45 reports, an event each, five of them without a place."""
    path = tmp_path_factory.mktemp("lake") / "store"
    Lake.open(path).ingest(reports(45))
    return path


class Client:
    """Asks the routes in this process, without a socket."""

    def __init__(self, store: Path) -> None:
        self._transport = httpx.ASGITransport(app=Starlette(routes=api.routes(Catalogue(store=store))))

    def get(
        self, path: str, params: dict[str, Any] | None = None, headers: dict[str, str] | None = None
    ) -> httpx.Response:
        return asyncio.run(self._ask(path, params, headers))

    async def _ask(self, path: str, params: dict[str, Any] | None, headers: dict[str, str] | None) -> httpx.Response:
        async with httpx.AsyncClient(transport=self._transport, base_url="http://kharita") as client:
            return await client.get(path, params=params, headers=headers)


@pytest.fixture(scope="module")
def client(store: Path) -> Client:
    return Client(store)


def get(client: Client, path: str, **parameters: Any) -> Any:
    answer = client.get(path, params=parameters)
    assert answer.status_code == 200, answer.text
    return answer.json()


def test_health_names_the_lake_version(client: Client, store: Path) -> None:
    assert get(client, "/healthz")["lake_version"] == Lake.open(store).version


@pytest.mark.parametrize(
    "parameters",
    [{}, {"event_types": "Battles"}, {"event_types": "Battles|Protests", "start": "2016-12-10"}, {"text": "الموصل"}],
)
def test_map_download_and_lake_count_alike(client: Client, store: Path, parameters: dict[str, str]) -> None:
    asked = EventFilter.from_params(parameters)
    features = get(client, "/api/events.geojson", **parameters)["features"]
    placed = [feature for feature in features if feature["geometry"]]
    answer = get(client, "/api/map", **parameters)
    assert len(features) == len(Lake.open(store).events(asked)) > 0
    assert answer["placed"] == len(placed) == sum(n for row in answer["points"] for _, n in row[4])


def test_a_view_changes_no_count(client: Client) -> None:
    whole = get(client, "/api/map")
    assert get(client, "/api/map", view="35,32,36,33", zoom=9)["placed"] == whole["placed"]


def test_the_map_gets_numbers_and_no_words_of_a_report(client: Client) -> None:
    raw = client.get("/api/map").text
    assert "حلب" not in raw
    assert "\\u06" not in raw


def test_a_spot_lists_its_events_by_day_in_the_asked_language(client: Client) -> None:
    _, _, _, lat, lon = PLACES["sy-aleppo"]
    answer = get(client, "/api/spot", lat=lat, lon=lon, nearness=1, lang="en", event_types="Battles")
    assert answer["place"] == "Aleppo"
    assert answer["count"] == len(answer["events"]) > 1
    assert {event["name"] for event in answer["events"]} == {"Armed clash"}
    days = [get(client, f"/api/events/{event['id']}")["properties"]["start_date"] for event in answer["events"]]
    assert days == sorted(days)


def test_a_spot_at_another_precision_is_another_spot(client: Client) -> None:
    _, _, _, lat, lon = PLACES["sy-aleppo"]
    assert get(client, "/api/spot", lat=lat, lon=lon, nearness=0) == {"count": 0, "place": "", "events": []}


@pytest.mark.parametrize(
    ("path", "told"),
    [
        ("/api/map?start=tomorrow", "start"),
        ("/api/map?view=1,2,3", "view"),
        ("/api/map?zoom=far", "zoom"),
        ("/api/map?zoom=nan", "zoom"),
        ("/api/spot?lat=36.2", "lon"),
        ("/api/spot?lat=1e99&lon=0&nearness=0", "lat"),
        ("/api/events.geojson?event_types=Picnic", "event_types"),
        ("/api/places", "view"),
    ],
)
def test_a_senseless_question_is_answered_400_with_the_reason(client: Client, path: str, told: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 400
    assert told in answer.text


@pytest.mark.parametrize("path", ["/api/events/none", "/kharita/nothing.js", "/kharita/../server.py"])
def test_what_is_not_there_is_404(client: Client, path: str) -> None:
    assert client.get(path).status_code == 404


def test_assets_may_be_kept_by_the_browser(client: Client) -> None:
    answer = client.get("/kharita/map.js")
    assert answer.status_code == 200
    assert "max-age" in answer.headers["cache-control"]


def test_an_asset_under_its_digest_may_be_kept_for_ever(client: Client) -> None:
    answer = client.get(asset("map.js"))
    assert answer.status_code == 200
    assert "immutable" in answer.headers["cache-control"]


def test_the_catalogue_remembers_by_version_and_filter(store: Path) -> None:
    catalogue = Catalogue(store=store)
    battles = EventFilter(event_types=frozenset({EventType.BATTLES}))
    assert catalogue.points(battles) is catalogue.points(battles)
    assert catalogue.table(EventFilter()).num_rows == 45
    assert catalogue.article_count == 45
    ids = [event.event_id for event in Lake.open(store).events()[3:5]]
    assert [event.event_id for event in catalogue.events([ids[1], "unknown", ids[0]])] == [ids[1], ids[0]]


def test_new_reports_are_seen_at_once(tmp_path: Path) -> None:
    catalogue = Catalogue(store=tmp_path / "store")
    Lake.open(tmp_path / "store").ingest(reports(3))
    assert catalogue.table(EventFilter()).num_rows == 3
    Lake.open(tmp_path / "store").ingest(reports(2, first=3))
    assert catalogue.table(EventFilter()).num_rows == 5


def test_outlines_are_asked_by_country_and_sent_once(client: Client) -> None:
    answer = client.get("/api/outlines/SY")
    assert "sy-aleppo-gov" in answer.json()
    assert get(client, "/api/outlines/ZZ") == {}
    held = {"If-None-Match": answer.headers["ETag"]}
    assert client.get("/api/outlines/SY", headers=held).status_code == 304
