"""The geocoder against a server on loopback that answers as Nominatim does: well, badly, late, and not at all."""

import json
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from gazetteer.errors import GeocodingFailed
from gazetteer.geocoding import MOST_FAILURES, Geocoder
from gazetteer.places import Place, PlaceKind

NAME = "قطقوطة"


def result(**changes: Any) -> dict[str, Any]:
    """Return one result in the form of Nominatim's `/search?format=json&namedetails=1&addressdetails=1`."""
    plain = {
        "osm_type": "node",
        "osm_id": 5,
        "lat": "36.4",
        "lon": "37.4",
        "boundingbox": ["36.38", "36.42", "37.38", "37.42"],
        "class": "place",
        "type": "village",
        "addresstype": "village",
        "name": NAME,
        "display_name": f"{NAME}، حلب، سوريا",
        "address": {"country_code": "sy"},
        "namedetails": {"name": NAME, "name:en": "Qatquta"},
    }
    return {**plain, **changes}


@dataclass
class Server:
    """What the server is to answer, and what it was asked."""

    status: int = 200
    body: str = "[]"
    wait: threading.Event | None = None
    asked: list[dict[str, list[str]]] = field(default_factory=list)
    agents: list[str] = field(default_factory=list)
    url: str = ""


@pytest.fixture
def server() -> Iterator[Server]:
    state = Server()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            state.asked.append({"path": [urlsplit(self.path).path], **parse_qs(urlsplit(self.path).query)})
            state.agents.append(self.headers["User-Agent"])
            if state.wait is not None:
                state.wait.wait()
                return
            body = state.body.encode()
            self.send_response(state.status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Keep the test's output clean."""

    http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    state.url = f"http://127.0.0.1:{http.server_address[1]}"
    thread = threading.Thread(target=http.serve_forever, args=(0.01,))
    thread.start()
    yield state
    if state.wait is not None:
        state.wait.set()
    http.shutdown()
    thread.join()
    http.server_close()


Make = Callable[..., Geocoder]


@pytest.fixture
def make(server: Server, tmp_path: Path) -> Make:
    def build(**options: Any) -> Geocoder:
        plain = {"server": server.url, "user_agent": "kharita-test", "cache_path": tmp_path / "geocoder.jsonl"}
        return Geocoder(**{**plain, "min_delay_seconds": 0.0, "timeout": 5.0, **options})

    return build


def a_place(**changes: Any) -> Place:
    plain = {"place_id": "sy-aleppo", "name_ar": "حلب", "name_en": "Aleppo", "kind": PlaceKind.CITY}
    return Place(**{**plain, "lat": 36.2, "lon": 37.16, "radius_km": 9, "country": "SY", **changes})


def test_the_one_answer_is_a_marked_place(server: Server, make: Make) -> None:
    server.body = json.dumps([result()])
    place = make().find(NAME)
    assert place is not None
    assert (place.place_id, place.lat, place.lon, place.kind) == ("geocoder:osm-node-5", 36.4, 37.4, PlaceKind.VILLAGE)
    assert (place.layer, place.prominence, place.country) == ("geocoder", 0.0, "SY")
    assert place.sources == (f"Nominatim at {server.url.removeprefix('http://')}",)
    assert (place.name_ar, place.name_en) == (NAME, "Qatquta")
    assert place.radius_km == pytest.approx(2.2, abs=0.1)


def test_the_question_names_box_countries_language_and_agent(server: Server, make: Make) -> None:
    make(box=(35.5, 32.0, 42.5, 37.5), country_codes=("SY",)).find(NAME, container=a_place())
    (asked,) = server.asked
    assert asked["q"] == [f"{NAME}، حلب"]
    assert (asked["bounded"], asked["countrycodes"], asked["accept-language"]) == (["1"], ["sy"], ["ar"])
    assert [float(side) for side in asked["viewbox"][0].split(",")] == [35.5, 32.0, 42.5, 37.5]
    assert server.agents == ["kharita-test"]


def test_a_server_under_a_path_is_asked_there(server: Server, make: Make) -> None:
    make(server=f"{server.url}/nominatim/").find(NAME)
    assert server.asked[0]["path"] == ["/nominatim/search"]


@pytest.mark.parametrize(
    ("results", "container"),
    [
        pytest.param([], None, id="nothing found"),
        pytest.param([result(name="طقطوقة", display_name="طقطوقة", namedetails={})], None, id="another name"),
        pytest.param([result(), result(osm_id=6, lat="33.5", lon="36.3")], None, id="two places of one name"),
        pytest.param([result(lat="50.0", lon="8.0")], None, id="outside the box"),
        pytest.param([result(address={"country_code": "iq"})], None, id="another country"),
        pytest.param([result(lat="33.5", lon="36.3")], a_place(), id="far from its container"),
        pytest.param([result(address={"country_code": "iq"})], a_place(kind=PlaceKind.COUNTRY), id="not in that land"),
    ],
)
def test_nothing_is_guessed(server: Server, make: Make, results: list[dict[str, Any]], container: Place | None) -> None:
    server.body = json.dumps(results)
    assert make(country_codes=("SY",)).find(NAME, container=container) is None


@pytest.mark.parametrize(
    ("results", "container"),
    [
        pytest.param([result(), result(osm_type="relation", lat="36.41")], None, id="a town and its boundary"),
        pytest.param([result(), result(osm_id=6, lat="33.5", lon="36.3")], a_place(), id="the container decides"),
        pytest.param([result(name=f"ال{NAME}", namedetails={})], None, id="with the article"),
        pytest.param([result(address={})], None, id="no country said"),
    ],
)
def test_what_leaves_no_doubt_is_taken(
    server: Server, make: Make, results: list[dict[str, Any]], container: Place | None
) -> None:
    server.body = json.dumps(results)
    place = make().find(NAME, container=container)
    assert place is not None
    assert place.lat == 36.4


@pytest.mark.parametrize("body", [json.dumps([result()]), "[]"])
def test_no_question_is_asked_twice_not_even_by_the_next_run(server: Server, make: Make, body: str) -> None:
    server.body = body
    first = make().find(NAME)
    again = make()
    assert again.find(NAME) == first
    assert again.find(NAME) == first
    assert len(server.asked) == 1


def test_another_box_is_another_question(server: Server, make: Make) -> None:
    make().find(NAME)
    make(box=(35.0, 32.0, 43.0, 38.0)).find(NAME)
    assert len(server.asked) == 2


def test_half_a_line_in_the_cache_is_asked_again(server: Server, make: Make, tmp_path: Path) -> None:
    server.body = json.dumps([result()])
    make().find(NAME)
    path = tmp_path / "geocoder.jsonl"
    path.write_text(path.read_text(encoding="utf-8")[:30] + "\n[]\n", encoding="utf-8")
    assert make().find(NAME) is not None
    assert len(server.asked) == 2


@pytest.mark.parametrize(
    ("status", "body"),
    [(429, "slow down"), (500, "oops"), (403, "no"), (200, "{"), (200, "<html>"), (200, '[{"lat": "x"}]'), (200, "7")],
)
def test_failures_are_told_and_not_kept(server: Server, make: Make, tmp_path: Path, status: int, body: str) -> None:
    server.status, server.body = status, body
    told: list[GeocodingFailed] = []
    geocoder = make(on_failure=told.append)
    assert geocoder.find(NAME) is None
    assert len(told) == 1
    assert NAME in str(told[0])
    assert "127.0.0.1" in str(told[0])
    assert not (tmp_path / "geocoder.jsonl").exists()
    server.status, server.body = 200, json.dumps([result()])
    assert geocoder.find(NAME) is not None


def test_a_server_that_does_not_answer_is_told(server: Server, make: Make) -> None:
    server.wait = threading.Event()
    told: list[GeocodingFailed] = []
    assert make(timeout=0.1, on_failure=told.append).find(NAME) is None
    assert len(told) == 1


def test_a_server_that_only_fails_is_left_alone(server: Server, make: Make) -> None:
    server.status = 500
    told: list[GeocodingFailed] = []
    geocoder = make(on_failure=told.append)
    for number in range(MOST_FAILURES + 3):
        assert geocoder.find(f"{NAME} {number}") is None
    assert len(told) == len(server.asked) == MOST_FAILURES
    assert "not asked again" in str(told[-1])


@pytest.mark.parametrize("server_name", ["", "ftp://x", "http://", "file:///etc/passwd"])
def test_an_address_that_is_none_is_refused(tmp_path: Path, server_name: str) -> None:
    with pytest.raises(GeocodingFailed, match="no address"):
        Geocoder(server=server_name, user_agent="x", cache_path=tmp_path / "c")
