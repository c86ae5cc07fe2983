"""``winset run`` from the outside."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest

from tests.cli.conftest import Winset
from tests.durability.divided import divided
from winset.errors import Problem


def result(folder: Path) -> dict:
    return json.loads((folder / "result.json").read_text(encoding="utf-8"))


def test_run_writes_the_folder(winset: Winset, tmp_path: Path) -> None:
    done = winset("run", "unit-pie", "-o", "out")
    assert done.returncode == 0, done.stderr
    out = tmp_path / "out"
    names = {"report.html", "result.json", "scenario.yaml", "manifest.json"}
    assert {path.name for path in out.iterdir()} == names
    manifest = json.loads((out / "manifest.json").read_text())
    for name, digest in manifest["files"].items():
        assert hashlib.sha256((out / name).read_bytes()).hexdigest() == digest
    treaty = result(out)["forms"]["treaty"]
    assert treaty["zone"] == {"probability": 1.0, "se": 0.0, "size": 11}
    assert treaty["settlement"]["nash"]["package"] == {"pie": "0.6"}
    assert done.stdout.rstrip().endswith("out/report.html")


def test_the_folder_written_runs_again(winset: Winset, tmp_path: Path) -> None:
    assert winset("run", "treaty-senate", "-o", "first", "--quiet").returncode == 0
    again = winset("run", "first/scenario.yaml", "-o", "second", "--quiet")
    assert again.returncode == 0, again.stderr
    assert result(tmp_path / "first") == result(tmp_path / "second")


@pytest.mark.usefixtures("few_futures")
def test_seed_makes_the_run(winset: Winset, tmp_path: Path) -> None:
    uncertain = divided(settings={"worlds": 64, "noise": 0.2})
    (tmp_path / "case.yaml").write_text(json.dumps(uncertain), encoding="utf-8")

    def printed(*options: str) -> dict:
        done = winset("run", "case.yaml", "--json", *options)
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout)

    first = printed("--seed", "7")
    assert first == printed("--seed", "7")
    other = printed("--seed", "8")
    assert other["settings"]["seed"] == 8
    assert other["forms"] != first["forms"]


def test_json_alone_writes_nothing(winset: Winset, tmp_path: Path) -> None:
    done = winset("run", "unit-pie", "--json")
    assert json.loads(done.stdout)["packages"] == 101
    assert done.stderr == ""
    assert list(tmp_path.iterdir()) == []


def test_default_folder_is_never_overwritten(winset: Winset, tmp_path: Path) -> None:
    for _ in range(2):
        assert winset("run", "unit-pie", "--quiet").returncode == 0
    assert {path.name for path in tmp_path.iterdir()} == {"unit-pie-run", "unit-pie-run-2"}


def test_an_earlier_run_is_replaced(winset: Winset, tmp_path: Path) -> None:
    assert winset("run", "unit-pie", "-o", "out", "--quiet").returncode == 0
    assert winset("run", "treaty-senate", "-o", "out", "--quiet").returncode == 0
    assert result(tmp_path / "out")["scenario"]["id"] == "treaty-senate"
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


def test_a_folder_of_other_files_is_left_alone(winset: Winset, tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "notes.txt").write_text("keep")
    done = winset("run", "unit-pie", "-o", "mine")
    assert done.returncode == 2
    assert "nothing is overwritten" in done.stderr
    assert [path.name for path in (tmp_path / "mine").iterdir()] == ["notes.txt"]


@pytest.mark.usefixtures("once")
def test_perspective_is_the_table_analysed(winset: Winset) -> None:
    options = ("--worlds", "16", "--json")
    base = json.loads(winset("run", "us-russia-2025", *options).stdout)
    seen = json.loads(
        winset("run", "us-russia-2025", "--perspective", "kyiv-brussels", *options).stdout
    )
    assert "perspectives" not in seen
    for form in seen["forms"].values():
        # asked of the table analysed alone
        form["why_no_zone"] = None
        form.pop("common_causes", None)
        form.pop("secrecy", None)
        for gates in (form["gates"], form["settlement_gates"], *form["texts"].values()):
            gates["kept"] = gates["kept_by_successor"] = None
    assert base["perspectives"]["kyiv-brussels"]["forms"] == seen["forms"]
    assert base["forms"] != seen["forms"]


@pytest.mark.parametrize(
    "arguments",
    [
        ("run", "no-such-case"),
        ("run", "us-russia-2025", "--perspective", "nobody"),
        ("run", "us-russia-2025", "--worlds", "0"),
        ("run", "us-russia-2025", "--seed", "-1"),
        ("run", "."),
        ("run",),
        ("run", "unit-pie", "-o", "/proc/nowhere/out"),
        ("check", "no-such-case"),
        ("cases", "copy", "no-such-case", "there"),
        ("new", "/proc/nowhere"),
        ("unknown",),
    ],
)
def test_refusals_end_in_2_without_a_traceback(
    arguments: tuple[str, ...], winset: Winset, tmp_path: Path
) -> None:
    done = winset(*arguments)
    assert done.returncode == 2
    assert "Traceback" not in done.stderr
    assert done.stderr.strip()
    assert list(tmp_path.iterdir()) == []


BROKEN = {
    "empty": b"",
    "not YAML": b"winset: 1\n  bad: [",
    "two keys": b"winset: 1\nwinset: 1\n",
    "binary": bytes(range(256)),
    "not UTF-8": b"title: \xff\xfe",
    "a list": b"- 1\n- 2\n",
    "NaN": b"winset: 1\nid: a\ntitle: t\nissues: {x: {title: X, options: 3, no_deal: .nan}}\n",
    "endless aliases": b"a: &a [1,1]\n"
    + b"".join(
        b"%c: &%c [*%c,*%c,*%c,*%c,*%c,*%c,*%c,*%c]\n" % (c, c, *[c - 1] * 8)
        for c in range(98, 112)
    ),
    "itself": b"a: &a [*a]\n",
    "deep": b"[" * 5000,
    "a tag": b"winset: !!python/object/apply:os.system [true]\n",
    "huge": b"# " + b"x" * 50_000_000,
}


@pytest.mark.parametrize("name", BROKEN)
def test_broken_files_end_in_2_without_a_traceback(
    name: str, winset: Winset, tmp_path: Path
) -> None:
    (tmp_path / "scenario.yaml").write_bytes(BROKEN[name])
    done = winset("run", "scenario.yaml", "-o", "out")
    assert done.returncode == 2
    assert "Traceback" not in done.stderr
    assert "scenario.yaml" in done.stderr
    assert not (tmp_path / "out").exists()


def test_all_errors_at_once_with_their_lines(winset: Winset, tmp_path: Path) -> None:
    assert winset("cases", "copy", "us-russia-2025", "talks").returncode == 0
    path = tmp_path / "talks" / "scenario.yaml"
    lines = path.read_text(encoding="utf-8").split("\n")
    wanted = {}
    for number, line in enumerate(lines):
        for old, new in (
            ("standing: {position: {low: 25, ", "standing: {position: {low: 250, "),
            ("{at_least: 34, of: us_senate}", "{at_least: 340, of: us_senate}"),
            ("    regime: personalist", "    regime: tsarist"),
        ):
            if old in line:
                lines[number] = line.replace(old, new)
                wanted[number + 1] = new
    assert len(wanted) >= 3
    path.write_text("\n".join(lines), encoding="utf-8")
    done = winset("check", "talks", "--json")
    assert done.returncode == 2
    found = [Problem(**problem) for problem in json.loads(done.stdout)["problems"]]
    assert set(wanted) <= {problem.line for problem in found if problem.severity == "error"}
    assert all(problem.fix and problem.field for problem in found)
    shown = winset("check", "talks")
    assert shown.returncode == 2
    for line in wanted:
        assert f"scenario.yaml:{line}" in shown.stderr


@pytest.mark.usefixtures("once")
def test_tables_are_no_wider_than_a_hundred_columns(winset: Winset) -> None:
    done = winset("run", "us-russia-2025", "--worlds", "16", COLUMNS="180")
    assert done.returncode == 0
    assert max(map(len, done.stdout.splitlines())) <= 100
    assert "\x1b" not in done.stdout


@pytest.mark.usefixtures("few_futures")
def test_a_new_case_runs_as_it_is(winset: Winset) -> None:
    assert winset("new", "mine", "--title", "My talks").returncode == 0
    checked = winset("check", "mine")
    assert checked.returncode == 0, checked.stderr
    assert winset("run", "mine", "--quiet", "--worlds", "64").returncode == 0
    again = winset("new", "mine")
    assert again.returncode == 2


@pytest.mark.usefixtures("few_futures")
def test_a_new_workbook_runs_as_it_is(winset: Winset) -> None:
    assert "scenario.xlsx" in winset("new", "border-talks", "--workbook").stdout
    checked = winset("check", "border-talks")
    assert checked.returncode == 0, checked.stderr
    done = winset("run", "border-talks", "-o", "found", "--worlds", "64")
    assert done.returncode == 0, done.stderr
    assert "Border talks" in done.stdout


def test_cases_are_listed_and_copied(winset: Winset, tmp_path: Path) -> None:
    listed = winset("cases").stdout
    for case in ("us-russia-2025", "treaty-senate", "unit-pie"):
        assert case in listed
    assert winset("cases", "copy", "treaty-senate", "mine").returncode == 0
    assert (tmp_path / "mine" / "senate.csv").exists()
    assert winset("cases", "copy", "treaty-senate", "mine").returncode == 2


def test_schema_is_a_json_schema(winset: Winset, tmp_path: Path) -> None:
    import jsonschema

    schema = json.loads(winset("schema").stdout)
    jsonschema.Draft202012Validator.check_schema(schema)
    assert winset("schema", "-o", "s.json").returncode == 0
    assert json.loads((tmp_path / "s.json").read_text()) == schema


@pytest.mark.usefixtures("once")
def test_a_result_says_whose_view_it_is(winset: Winset) -> None:
    options = ("--worlds", "16", "--json")
    base = json.loads(winset("run", "us-russia-2025", *options).stdout)
    assert base["scenario"]["perspective"] is None
    seen = base["perspectives"]["kyiv-brussels"]["scenario"]
    assert seen["perspective"] == "kyiv-brussels"


def test_a_form_without_a_deal_has_the_same_keys(winset: Winset, tmp_path: Path) -> None:
    assert winset("cases", "copy", "unit-pie", "pie").returncode == 0
    file = tmp_path / "pie" / "scenario.yaml"
    pie = file.read_text(encoding="utf-8")
    assert pie.count("reservation: 0.3") == 1
    file.write_text(pie.replace("reservation: 0.3", "reservation: 0.6"), encoding="utf-8")
    forms = json.loads(winset("run", "pie", "--json").stdout)["forms"]
    without, with_deal = forms["treaty"]["settlement"]["nash"], forms["handshake"]["settlement"]
    assert without["package"] is None
    assert set(without) == set(with_deal["nash"])
