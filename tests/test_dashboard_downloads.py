"""Every download holds exactly the filtered events, with licence, query and version inside it or beside it."""

import asyncio
import csv
import io
import re
import zipfile
from pathlib import Path
from typing import Any

import geopandas
import httpx
import pyarrow.parquet as pq
import pytest
from event_factory import reports
from starlette.applications import Starlette

from dashboard import api
from dashboard.address import View
from dashboard.catalogue import Catalogue
from dashboard.citation import citation_text, cite, digest_of
from dashboard.downloads import FORMATS
from dashboard.labels import load_labels
from geo.lake import Lake
from geo.query import EventFilter
from geo.taxonomy import EventType

BATTLES = EventFilter(event_types=frozenset({EventType.BATTLES}))


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("lake") / "store"
    Lake.open(path).ingest(reports(45))
    return path


def get(store: Path, path: str, headers: dict[str, str] | None = None, **parameters: Any) -> httpx.Response:
    async def asked() -> httpx.Response:
        transport = httpx.ASGITransport(app=Starlette(routes=api.routes(Catalogue(store=store))))
        async with httpx.AsyncClient(transport=transport, base_url="http://kharita") as client:
            return await client.get(path, params=parameters or None, headers=headers)

    return asyncio.run(asked())


@pytest.fixture
def battles(store: Path) -> int:
    return len(Lake.open(store).events(BATTLES))


def file_of(answer: httpx.Response, tmp_path: Path) -> Path:
    assert answer.status_code == 200, answer.text
    path = tmp_path / answer.headers["content-disposition"].split('"')[1]
    path.write_bytes(answer.content)
    return path


@pytest.mark.parametrize("form", ["geojson", "gpkg", "parquet", "kml"])
def test_files_with_room_hold_the_events_and_the_note(store: Path, tmp_path: Path, form: str, battles: int) -> None:
    path = file_of(get(store, f"/api/download/{form}", event_types="Battles"), tmp_path)
    assert path.suffix == FORMATS[form].suffix
    frame = geopandas.read_parquet(path) if form == "parquet" else geopandas.read_file(path)
    assert len(frame) == battles > 0
    raw = path.read_bytes() if form != "parquet" else repr(pq.read_schema(path).metadata).encode()
    for told in ("event_types=Battles", "CC BY 4.0", "SHA-256"):
        assert told.encode() in raw, told


@pytest.mark.parametrize("form", ["csv", "hxl", "acled", "ucdp"])
def test_tables_come_with_a_readme(store: Path, form: str, battles: int) -> None:
    answer = get(store, f"/api/download/{form}", event_types="Battles")
    with zipfile.ZipFile(io.BytesIO(answer.content)) as archive:
        name, readme = archive.namelist()
        table = archive.read(name).decode("utf-8-sig")
        note = archive.read(readme).decode()
    rows = list(csv.DictReader(io.StringIO(table)))
    tags = [row for row in rows if any(str(value).startswith("#") for value in row.values())]
    count = int(answer.headers["x-event-count"])
    assert len(rows) - len(tags) == count
    assert len(tags) == (1 if form == "hxl" else 0)
    assert count == battles or f"{battles - count} events are left out" in note.translate({0x2068: None, 0x2069: None})
    for told in ("event_types=Battles", "CC BY 4.0", "SHA-256", "http://kharita/?event_types=Battles&version="):
        assert told in note, told


def test_the_same_events_make_the_same_file(store: Path) -> None:
    assert get(store, "/api/download/csv").content == get(store, "/api/download/csv").content


def test_an_unknown_form_is_404_and_names_the_known(store: Path) -> None:
    answer = get(store, "/api/download/shapefile")
    assert answer.status_code == 404
    assert "gpkg" in answer.text


@pytest.mark.parametrize(
    "path", ["/api/map", "/api/events.geojson", "/api/events.geojson?limit=3", "/api/download/kml"]
)
def test_what_has_not_changed_is_not_sent_again(store: Path, path: str) -> None:
    first = get(store, path)
    again = get(store, path, headers={"If-None-Match": f'"other", {first.headers["etag"]}'})
    assert (again.status_code, again.content) == (304, b"")
    assert get(store, f"{path}{'&' if '?' in path else '?'}text=x").headers["etag"] != first.headers["etag"]
    assert get(store, path, headers={"If-None-Match": '"other"'}).status_code == 200


def test_new_reports_make_a_new_tag(tmp_path: Path) -> None:
    Lake.open(tmp_path).ingest(reports(3))
    tag = get(tmp_path, "/api/events.geojson").headers["etag"]
    Lake.open(tmp_path).ingest(reports(2, first=3))
    answer = get(tmp_path, "/api/events.geojson", headers={"If-None-Match": tag})
    assert answer.status_code == 200
    assert len(answer.json()["features"]) == 5


def test_pages_name_the_next_in_answer_and_header(store: Path) -> None:
    answer = get(store, "/api/events.geojson", limit="20", offset="20")
    page = answer.json()
    assert (page["numberMatched"], page["numberReturned"]) == (45, 20)
    follow = next(link["href"] for link in page["links"] if link["rel"] == "next")
    assert f'<{follow}>; rel="next"' in answer.headers["link"]
    assert get(store, follow).json()["numberReturned"] == 5


def test_a_cited_version_stays_as_it_was(tmp_path: Path) -> None:
    Lake.open(tmp_path).ingest(reports(4))
    catalogue = Catalogue(store=tmp_path)
    cited = cite(catalogue, View(), "http://kharita/")
    Lake.open(tmp_path).ingest(reports(4, first=4))
    again = cite(catalogue.at(cited.version), View(), "http://kharita/")
    newest = cite(catalogue, View(), "http://kharita/")
    assert again == cited
    assert (cited.count, newest.count) == (4, 8)
    assert newest.digest != cited.digest
    assert len(get(tmp_path, "/api/events.geojson", version=str(cited.version)).json()["features"]) == 4
    assert get(tmp_path, "/api/events.geojson", version="999").status_code == 404


@pytest.mark.parametrize("language", ["ar", "en"])
def test_a_citation_names_count_version_digest_day_and_address(store: Path, language: str) -> None:
    catalogue = Catalogue(store=store)
    citation = cite(catalogue, View(filter=BATTLES, language=language), "http://kharita/")
    text = citation_text(citation, load_labels(language), day="2026-11-22")
    assert citation.digest == digest_of(catalogue.table(BATTLES))
    for part in (str(citation.count), citation.digest, "2026-11-22", citation.address, f"version={catalogue.version}"):
        assert part in text


def test_a_citation_has_the_digits_of_the_reader_but_in_checksum_and_address(store: Path) -> None:
    catalogue = Catalogue(store=store)
    citation = cite(catalogue, View(filter=BATTLES, digits="arab"), "http://kharita/")
    text = citation_text(citation, load_labels("ar", "arab"), day="2026-11-22")
    assert "٢٠٢٦-١١-٢٢" in text
    rest = text.replace(citation.digest, "").replace(citation.address, "").replace("SHA-256", "")
    assert not re.search("[0-9]", rest)


def test_the_embedded_map_carries_its_view_and_no_report_can_end_its_data(store: Path) -> None:
    page = get(store, "/embed", event_types="Battles", lang="en", map="7/36.2/37.1/heat", text="</script><b>")
    assert page.status_code == 200
    assert "</script><b>" not in page.text
    assert '"camera": [7, 36.2, 37.1, "heat"]' in page.text
    assert '"event_types": "Battles"' in page.text
    assert "default-src 'none'" in page.headers["content-security-policy"]


def test_governorates_count_every_located_event(store: Path) -> None:
    rows = get(store, "/api/governorates", lang="en").json()["governorates"]
    located = [event for event in Lake.open(store).events() if event.lat is not None]
    assert sum(count for row in rows for _, count in row[3]) == len(located)
    assert {row[2] for row in rows} >= {"Aleppo", "Idlib"}
    assert [sum(n for _, n in row[3]) for row in rows] == sorted(
        (sum(n for _, n in row[3]) for row in rows), reverse=True
    )
