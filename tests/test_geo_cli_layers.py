"""`kharita gazetteer add|list|verify` and `--geocode`, as a user types them."""

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from geo.cli import exit_code_of

Output = pytest.CaptureFixture[str]
TABLE = "الاسم,Y,X\nقطقوطة,36.4,37.4\nQatquta,36.4,37.4\nالزبداني,33.73,36.1\n"
MAPPED = ["--map", "name_ar=الاسم", "--map", "lat=Y", "--map", "lon=X", "--country", "sy"]


@pytest.fixture(autouse=True)
def _own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Run each test in an empty folder, so that the default store is its own."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("KHARITA_STORE", raising=False)
    Path("places.csv").write_text(TABLE, encoding="utf-8")


def add(*options: str) -> int:
    return exit_code_of(["gazetteer", "add", "places.csv", *MAPPED, *options])


def test_add_tells_what_became_of_each_row(capsys: Output) -> None:
    assert add("--report", "report.tsv") == 0
    out, err = capsys.readouterr()
    assert "refused row 3: Qatquta: no Arabic name" in out
    assert "merged row 4: الزبداني: same as sy-zabadani (curated)" in out
    assert "«places»: 1 places added, 1 merged with known ones, 1 refused" in err
    rows = [line.split("\t") for line in Path("report.tsv").read_text(encoding="utf-8").splitlines()]
    assert [row[2] for row in rows] == ["fate", "added", "refused", "merged"]


def test_add_as_json(capsys: Output) -> None:
    assert add("--format", "json", "--name", "wells") == 0
    told = json.loads(capsys.readouterr().out)
    assert [told[name] for name in ("layer", "added", "merged", "refused", "unchanged")] == ["wells", 1, 1, 1, False]
    assert [row["row"] for row in told["rows"]] == [3, 4]


def test_adding_twice_changes_nothing(capsys: Output) -> None:
    add()
    capsys.readouterr()
    assert add() == 0
    out, err = capsys.readouterr()
    assert not out
    assert "nothing changed" in err


def test_a_layer_keeps_its_terms(capsys: Output) -> None:
    add("--licence", "CC0", "--attribution", "The well diggers", "--priority", "150")
    capsys.readouterr()
    assert exit_code_of(["gazetteer", "list", "--format", "json"]) == 0
    (layer,) = (row for row in json.loads(capsys.readouterr().out) if row["layer"] == "places")
    assert layer == {
        "layer": "places",
        "places": 2,
        "priority": 150,
        "licence": "CC0",
        "attribution": "The well diggers",
    }


def test_what_was_added_is_extracted_with(capsys: Output) -> None:
    add()
    line = {"id": "1", "date": "2016-12-08", "title": "", "text": "قصف على بلدة قطقوطة أمس."}
    Path("in.jsonl").write_text(json.dumps(line) + "\n", encoding="utf-8")
    capsys.readouterr()
    assert exit_code_of(["extract", "in.jsonl"]) == 0
    (toponym,) = json.loads(capsys.readouterr().out)["toponyms"]
    assert (toponym["lat"], toponym["lon"]) == (36.4, 37.4)
    assert exit_code_of(["extract", "in.jsonl", "--store", "other"]) == 0
    (toponym,) = json.loads(capsys.readouterr().out)["toponyms"]
    assert toponym["lat"] is None


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (["--as", "xlsx"], "xlsx"),
        (["--map", "name_ar"], "FIELD=COLUMN"),
        (["--name", "../up"], "--name"),
        (["--name", "curated"], "curated"),
        (["--country", "Syria"], "Syria"),
        (["--kind", "planet"], "planet"),
    ],
)
def test_wrong_options_are_told(options: list[str], told: str, capsys: Output) -> None:
    assert exit_code_of(["gazetteer", "add", "places.csv", *options]) == 2
    assert told in capsys.readouterr().err
    assert not Path("kharita-data").exists()


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("x.csv", "a,b\n1,2\n", "--map name_ar=COLUMN"),
        ("x.txt", "hello", "--as"),
        ("x.geojson", "{", "x.geojson"),
        ("x.csv", "name_ar,lat,lon\nX,1,2\n", "no row can be used"),
    ],
)
def test_files_that_cannot_be_used_are_told(name: str, content: str, told: str, capsys: Output) -> None:
    Path(name).write_text(content, encoding="utf-8")
    assert exit_code_of(["gazetteer", "add", name]) == 1
    err = capsys.readouterr().err
    assert told in err
    assert err.count("\n") == 1


def test_verify_covers_the_stores_layers(capsys: Output) -> None:
    Path("far.csv").write_text(
        "name_ar,lat,lon,country,geonames_id,kind\nدمشق,33.9,36.3,SY,170654,city\n", encoding="utf-8"
    )
    assert exit_code_of(["gazetteer", "add", "far.csv"]) == 0
    capsys.readouterr()
    assert exit_code_of(["gazetteer", "verify"]) == 1
    (line,) = (line for line in capsys.readouterr().out.splitlines() if "between far and curated" in line)
    assert line.startswith("sy-damascus and ")
    assert "layers put it at different points" in line


@pytest.fixture
def nominatim() -> Iterator[str]:
    """Return the address of a server that knows one village."""
    answer = {
        "osm_type": "node",
        "osm_id": 5,
        "lat": "36.4",
        "lon": "37.4",
        "boundingbox": ["36.38", "36.42", "37.38", "37.42"],
        "name": "طرنبيطة",
        "display_name": "طرنبيطة، سوريا",
        "addresstype": "village",
    }

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            body = json.dumps([answer]).encode()
            self.send_response(200)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Keep the test's output clean."""

    http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=http.serve_forever, args=(0.01,))
    thread.start()
    yield f"http://127.0.0.1:{http.server_address[1]}"
    http.shutdown()
    thread.join()
    http.server_close()


REPORT = {"id": "1", "date": "2016-12-08", "title": "", "text": "قصف على قرية طرنبيطة أمس."}


def test_names_are_looked_up_where_the_user_says(nominatim: str, capsys: Output) -> None:
    Path("in.jsonl").write_text(json.dumps(REPORT) + "\n", encoding="utf-8")
    assert exit_code_of(["ingest", "in.jsonl"]) == 0
    assert exit_code_of(["extract", "in.jsonl", "--geocode", nominatim, "--geocode-box", "35,32,43,38"]) == 0
    (toponym,) = json.loads(capsys.readouterr().out)["toponyms"]
    assert (toponym["place_id"], toponym["lat"], toponym["confidence"]) == ("geocoder:osm-node-5", 36.4, 0.4)
    assert exit_code_of(["ingest", "in.jsonl", "--geocode", nominatim]) == 0
    assert "1 replaced" in capsys.readouterr().err
    assert exit_code_of(["gazetteer", "list", "--format", "json"]) == 0
    assert "OpenStreetMap" in capsys.readouterr().out


def test_a_server_that_is_not_there_costs_a_line(capsys: Output) -> None:
    Path("in.jsonl").write_text(json.dumps(REPORT) + "\n", encoding="utf-8")
    assert exit_code_of(["extract", "in.jsonl", "--geocode", "http://127.0.0.1:9"]) == 0
    out, err = capsys.readouterr()
    assert json.loads(out)["toponyms"][0]["lat"] is None
    assert err.count("\n") == 1
    assert "127.0.0.1:9" in err


@pytest.mark.parametrize(
    ("options", "code"),
    [
        (["--geocode", "nowhere://x"], 1),
        (["--geocode-box", "1,2,3,4"], 2),
        (["--geocode", "http://127.0.0.1:9", "--geocode-box", "1,2"], 2),
    ],
)
def test_wrong_geocoding_is_told(options: list[str], code: int, capsys: Output) -> None:
    Path("in.jsonl").write_text(json.dumps(REPORT) + "\n", encoding="utf-8")
    assert exit_code_of(["extract", "in.jsonl", *options]) == code
    assert capsys.readouterr().err.startswith("kharita: ")


def test_a_cluster_does_not_look_up(capsys: Output) -> None:
    assert exit_code_of(["ingest", "places.csv", "--workers", "2", "--geocode", "http://127.0.0.1:9"]) == 2
    assert "--workers" in capsys.readouterr().err
