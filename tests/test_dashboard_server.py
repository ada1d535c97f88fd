"""The server tells of a taken port before anything starts, leads embeds aside, and warms what readers will ask."""

import asyncio
import socket
from pathlib import Path

import httpx
import pytest
from event_factory import reports
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.responses import HTMLResponse, PlainTextResponse
from starlette.routing import Route

from dashboard import catalogue
from dashboard.catalogue import Catalogue
from dashboard.embed import EmbedRedirect
from dashboard.page_head import PageHead
from dashboard.server import PortTaken, serve
from dashboard.warming import start_warming, warm_up
from geo.lake import Lake
from geo.query import EventFilter


def test_a_taken_port_is_named_with_the_remedy(tmp_path: Path) -> None:
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as holder:
        holder.bind(("127.0.0.1", 0))
        holder.listen()
        port = holder.getsockname()[1]
        with pytest.raises(PortTaken, match=f"port {port} on 127.0.0.1 is not free.*--port"):
            serve(tmp_path, port=port, host="127.0.0.1")


@pytest.mark.parametrize(
    ("address", "leads_to"),
    [
        ("/?embed=1", "/embed"),
        ("/?embed=true&lang=en&text=%D8%AD%D9%84%D8%A8", "/embed?lang=en&text=%D8%AD%D9%84%D8%A8"),
        ("/?embed=0&lang=en", None),
        ("/?lang=en", None),
        ("/other?embed=1", None),
    ],
)
def test_an_embedding_address_leads_to_the_map_alone(address: str, leads_to: str | None) -> None:
    page = [Route(path, lambda _request: PlainTextResponse("page")) for path in ("/", "/other")]
    app = Starlette(routes=page, middleware=[Middleware(EmbedRedirect)])

    async def asked() -> httpx.Response:
        async with httpx.AsyncClient(transport=httpx.ASGITransport(app=app), base_url="http://kharita") as client:
            return await client.get(address)

    answer = asyncio.run(asked())
    assert answer.headers.get("location") == leads_to
    assert (answer.text == "page") is (leads_to is None)


@pytest.mark.parametrize(
    ("address", "language", "has_head"),
    [("/", "ar", True), ("/?lang=en", "en", True), ("/?lang=xx", "ar", True), ("/other", "en", False)],
)
def test_the_page_comes_with_our_scripts_and_its_language(address: str, language: str, *, has_head: bool) -> None:
    html = '<!DOCTYPE html><html lang="en"><head></head><body></body></html>'
    page = [Route(path, lambda _request: HTMLResponse(html)) for path in ("/", "/other")]
    app = Starlette(routes=page, middleware=[Middleware(PageHead)])

    async def asked() -> httpx.Response:
        async with httpx.AsyncClient(transport=httpx.ASGITransport(app=app), base_url="http://kharita") as client:
            return await client.get(address)

    answer = asyncio.run(asked())
    assert f'<html lang="{language}">' in answer.text
    for needed in ("leaflet.js", "map.js?v=", "panel.js?v=", "kharita-map.js?v=", "page.css?v=", ".k-t0{"):
        assert (needed in answer.text) is has_head, needed
    assert int(answer.headers["content-length"]) == len(answer.content)


def test_warming_leaves_the_first_answer_ready(tmp_path: Path) -> None:
    Lake.open(tmp_path).ingest(reports(3))
    start_warming(Catalogue(store=tmp_path)).join()
    before = catalogue._points.cache_info().misses
    assert Catalogue(store=tmp_path).points(EventFilter()).placed == 3
    assert catalogue._points.cache_info().misses == before


def test_a_store_that_cannot_be_read_is_left_to_the_page(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no lake", encoding="utf-8")
    warm_up(Catalogue(store=tmp_path / "file"))
