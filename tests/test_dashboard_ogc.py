"""OGC API - Features, core: what the standard requires, and that its readers count as the screen does."""

import asyncio
import json
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
import uvicorn
from event_factory import reports
from starlette.applications import Starlette

from dashboard import api
from dashboard.catalogue import Catalogue
from dashboard.ogc import CONFORMANCE
from geo.lake import Lake
from geo.query import EventFilter

ITEMS = "/ogc/collections/events/items"
READ = """
import json, sys, pyogrio
box = json.loads(sys.argv[2])
frame = pyogrio.read_dataframe("OAPIF:" + sys.argv[1], layer="events", bbox=box and tuple(box))
print(json.dumps({"count": len(frame), "placed": int(frame.geometry.notna().sum()), "ids": sorted(frame["id"])}))
"""


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A lake of 45 reports, an event each, five of them without a place."""
    path = tmp_path_factory.mktemp("lake") / "store"
    Lake.open(path).ingest(reports(45))
    return path


@pytest.fixture(scope="module")
def app(store: Path) -> Starlette:
    return Starlette(routes=api.routes(Catalogue(store=store)))


def ask(app: Starlette, path: str, **parameters: Any) -> httpx.Response:
    async def asked() -> httpx.Response:
        transport = httpx.ASGITransport(app=app)
        async with httpx.AsyncClient(transport=transport, base_url="http://kharita") as client:
            return await client.get(path, params=parameters or None)

    return asyncio.run(asked())


def links(document: dict[str, Any]) -> dict[str, str]:
    return {link["rel"]: link["href"] for link in document["links"]}


def test_the_landing_page_leads_everywhere(app: Starlette) -> None:
    found = links(ask(app, "/ogc").json())
    assert {"self", "service-desc", "conformance", "data"} <= found.keys()
    for address in found.values():
        assert ask(app, address).status_code == 200, address


def test_conformance_names_the_classes(app: Starlette) -> None:
    assert ask(app, "/ogc/conformance").json()["conformsTo"] == list(CONFORMANCE)


def test_the_definition_names_every_path_and_parameter_that_is_served(app: Starlette) -> None:
    answer = ask(app, "/ogc/api")
    assert answer.headers["content-type"] == "application/vnd.oai.openapi+json;version=3.0"
    definition = answer.json()
    assert definition["openapi"].startswith("3.0")
    parameters = definition["paths"]["/collections/events/items"]["get"]["parameters"]
    values = {"limit": "5", "offset": "1", "bbox": "30,30,45,45", "datetime": "2016-12-08", "type": "Battles"}
    values |= {"version": "0", "f": "json", "start": "2016-12-01", "end": "2016-12-30", "located": "true"}
    values |= {"event_types": "Battles", "sub_event_types": "Armed clash", "statuses": "reported"}
    values |= {"geo_precisions": "city", "min_confidence": "0.1"}
    for parameter in parameters:
        value = values.get(parameter["name"], "1")
        assert ask(app, ITEMS, **{parameter["name"]: value}).status_code == 200, parameter["name"]


def test_the_collection_tells_its_extent_and_items(app: Starlette) -> None:
    (listed,) = ask(app, "/ogc/collections").json()["collections"]
    assert listed == ask(app, "/ogc/collections/events").json()
    west, south, east, north = listed["extent"]["spatial"]["bbox"][0]
    assert (west, south, east, north) == pytest.approx((36.4022, 13.5789, 44.0219, 36.335))
    assert listed["extent"]["temporal"]["interval"] == [["2016-12-08T00:00:00Z", "2016-12-16T23:59:59Z"]]
    assert links(listed)["items"].endswith(ITEMS)


def test_following_next_meets_every_event_once(app: Starlette, store: Path) -> None:
    address, seen = f"{ITEMS}?limit=7", []
    while address:
        page = ask(app, address).json()
        assert page["numberMatched"] == 45
        assert page["numberReturned"] == len(page["features"]) <= 7
        seen += [feature["id"] for feature in page["features"]]
        address = links(page).get("next", "")
    assert sorted(seen) == sorted(event.event_id for event in Lake.open(store).events())


@pytest.mark.parametrize(
    ("parameters", "asked"),
    [
        ({"bbox": "36,33,38,37"}, {"bbox": "36,33,38,37"}),
        ({"bbox": "36,33,0,38,37,900"}, {"bbox": "36,33,38,37"}),
        ({"datetime": "2016-12-10"}, {"start": "2016-12-10", "end": "2016-12-10"}),
        ({"datetime": "2016-12-10T11:00:00Z/.."}, {"start": "2016-12-10"}),
        ({"datetime": "/2016-12-10"}, {"end": "2016-12-10"}),
        ({"datetime": "2016-12-09/2016-12-12", "start": "2016-12-11"}, {"start": "2016-12-11", "end": "2016-12-12"}),
        ({"type": "Battles,Protests"}, {"event_types": "Battles|Protests"}),
        ({"text": "ادلب"}, {"text": "إدلب"}),
    ],
)
def test_parameters_choose_what_the_map_filter_chooses(
    app: Starlette, store: Path, parameters: dict[str, str], asked: dict[str, str]
) -> None:
    expected = {event.event_id for event in Lake.open(store).events(EventFilter.from_params(asked))}
    assert 0 < len(expected) < 45
    for path in (ITEMS, "/api/events.geojson"):
        answer = ask(app, path, **parameters).json()
        assert {feature["id"] for feature in answer["features"]} == expected


@pytest.mark.parametrize(
    "parameters",
    [
        {"nonsense": "1"},
        {"limit": "0"},
        {"limit": "-3"},
        {"limit": "many"},
        {"bbox": "1,2,3"},
        {"bbox": "a,b,c,d"},
        {"datetime": "yesterday"},
        {"datetime": "2016-12-12/2016-12-10"},
        {"datetime": "a/b/c"},
        {"type": "Picnic"},
        {"f": "html"},
    ],
)
def test_a_senseless_question_is_400(app: Starlette, parameters: dict[str, str]) -> None:
    assert ask(app, ITEMS, **parameters).status_code == 400


def test_more_than_the_most_gives_the_most(app: Starlette) -> None:
    assert ask(app, ITEMS, limit="99999999").json()["numberReturned"] == 45


def test_one_item_is_the_feature_of_the_list(app: Starlette) -> None:
    listed = ask(app, ITEMS, limit="1").json()["features"][0]
    alone = ask(app, f"{ITEMS}/{listed['id']}").json()
    assert links(alone)["collection"].endswith("/ogc/collections/events")
    assert {name: alone[name] for name in listed} == listed
    assert ask(app, f"{ITEMS}/none").status_code == 404


def test_an_empty_lake_is_a_collection_without_items(tmp_path: Path) -> None:
    empty = Starlette(routes=api.routes(Catalogue(store=tmp_path / "none")))
    assert ask(empty, "/ogc/collections/events").json()["extent"] == {}
    assert ask(empty, ITEMS).json()["numberMatched"] == 0


@pytest.fixture(scope="module")
def address(app: Starlette) -> Iterator[str]:
    """The routes on a free port of loopback."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        server = uvicorn.Server(uvicorn.Config(app, log_level="error", ws="none"))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
        thread.start()
        yield f"http://127.0.0.1:{listener.getsockname()[1]}/ogc"
        server.should_exit = True
        thread.join(timeout=10)


@pytest.mark.parametrize("box", [None, (36.0, 33.0, 38.0, 37.0)])
def test_gdal_reads_it_as_qgis_does(address: str, store: Path, box: tuple[float, ...] | None) -> None:
    expected = Lake.open(store).events(EventFilter(bbox=box))
    told = subprocess.run(  # noqa: S603  (our own reader, a process of its own: GDAL must not wait on this one's lock)
        [sys.executable, "-c", READ, address, json.dumps(box)],
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    read = json.loads(told.stdout)
    assert read["count"] == len(expected)
    assert read["placed"] == sum(event.lat is not None for event in expected)
    assert read["ids"] == sorted(event.event_id for event in expected)
