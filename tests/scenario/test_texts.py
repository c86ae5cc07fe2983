"""Named texts: one option of every issue, in the scenario or in a file of drafts."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.scenario.conftest import changed, errors_of
from winset.scenario import Case, read_scenario, scenario_from
from winset.scenario.amend import amended
from winset.scenario.texts import read_texts

ENVOYS = {"valley": "shared", "sanctions": "50", "venue": "Lakeside"}
MARSHAL = {"valley": "kept", "sanctions": "100", "venue": "Hilltop"}
TABLE = "text,valley,sanctions,venue\nenvoys,shared,50,Lakeside\nmarshal,kept,100,Hilltop\n"
FILE = """\
envoys: {valley: shared, sanctions: 50, venue: Lakeside}
marshal:
  valley: kept
  sanctions: 100
  venue: Hilltop
"""


@pytest.fixture(scope="module")
def case(starter: Path) -> Case:
    """Return the starter case."""
    return read_scenario(starter)


def written(folder: Path, text: str, name: str) -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_a_scenario_holds_texts_and_changes_keep_them(raw: Mapping[str, Any]) -> None:
    scenario = scenario_from(changed(raw, {"texts.envoys": {**ENVOYS, "sanctions": 50}}))
    assert scenario.texts == {"envoys": ENVOYS}
    moved = scenario.with_changes({"actors.generals.influence": 10, "texts.envoys.valley": "kept"})
    assert moved.texts == {"envoys": {**ENVOYS, "valley": "kept"}}
    assert scenario.seen_as("lakeland").texts == scenario.texts


def test_an_issue_that_only_a_perspective_has_belongs_to_the_scenario_too(
    raw: Mapping[str, Any],
) -> None:
    added = {"fish": {"title": "Fish", "options": 3, "no_deal": 0}}
    mapping = changed(raw, {"texts.envoys": ENVOYS, "perspectives.lakeland.issues": added})
    (problem,) = errors_of(lambda: scenario_from(mapping))
    assert problem.code == "incomplete-text"
    assert problem.message.startswith("seen as “lakeland”")
    assert "scenario itself" in problem.fix


def test_a_new_text_by_dotted_path_and_no_slip_of_the_pen(case: Case) -> None:
    assert case.with_changes({"texts.envoys": ENVOYS}).texts == {"envoys": ENVOYS}
    (problem,) = errors_of(lambda: case.with_changes({"texts.envoy.valley": "kept"}))
    assert problem.code == "unknown-path"


def test_a_change_in_the_file_keeps_texts(starter: Path, tmp_path: Path) -> None:
    text = (starter / "scenario.yaml").read_text(encoding="utf-8")
    scenario = read_scenario(written(tmp_path, text, "scenario.yaml"))
    after = amended(scenario, {("actors", "generals", "influence"): 61})
    assert after.texts == scenario.texts == {"envoys": ENVOYS}


@pytest.mark.parametrize(("text", "name"), [(TABLE, "t.csv"), (FILE, "t.yaml"), (FILE, "t.yml")])
def test_drafts_in_a_file(case: Case, tmp_path: Path, text: str, name: str) -> None:
    assert read_texts(written(tmp_path, text, name), case) == {"envoys": ENVOYS, "marshal": MARSHAL}


WRONG: list[tuple[str, str, list[tuple[str, int | None, str, str]]]] = [
    (
        TABLE.replace("shared", "sharde").replace("Hilltop", ""),
        "t.csv",
        [
            ("unknown-option-in-text", 2, "envoys.valley", "“shared”"),
            ("incomplete-text", 3, "marshal.venue", "Lakeside, Hilltop"),
        ],
    ),
    (
        TABLE.replace("venue", "vanue"),
        "t.csv",
        [("missing-column", 1, "", "“venue”"), ("unknown-column", 1, "column vanue", "“venue”")],
    ),
    (
        TABLE.replace("marshal", "envoys"),
        "t.csv",
        [("duplicate-key", 3, "column text", "its own name")],
    ),
    (TABLE.replace("marshal", ""), "t.csv", [("bad-cell", 3, "column text", "first column")]),
    (TABLE.replace("marshal", "the marshal"), "t.csv", [("bad-id", 3, "the marshal", "no spaces")]),
    (TABLE.splitlines()[0], "t.csv", [("not-texts", 1, "", "envoys")]),
    (
        FILE.replace("shared", "sharde").replace("  venue", "  vanue"),
        "t.yaml",
        [
            ("unknown-option-in-text", 1, "envoys.valley", "“shared”"),
            ("incomplete-text", 2, "marshal.venue", "Lakeside, Hilltop"),
            ("unknown-issue-in-text", 5, "marshal.vanue", "“venue”"),
        ],
    ),
    (
        "envoys: shared\nmarshal: {valley: [kept]}\n",
        "t.yaml",
        [("not-a-mapping", 1, "envoys", "key: value"), ("not-text", 2, "marshal.valley", "text")],
    ),
    ("", "t.yaml", [("not-texts", 1, "", "envoys")]),
    (TABLE, "t.txt", [("not-texts", None, "", "CSV")]),
]


@pytest.mark.parametrize(("text", "name", "told"), WRONG)
def test_every_error_of_a_file_at_once(
    case: Case,
    tmp_path: Path,
    text: str,
    name: str,
    told: list[tuple[str, int | None, str, str]],
) -> None:
    path = written(tmp_path, text, name)
    problems = errors_of(lambda: read_texts(path, case))
    assert [(p.code, p.line) for p in problems] == [(code, line) for code, line, _, _ in told]
    for problem, (_, _, field, fix) in zip(problems, told, strict=True):
        assert problem.file == str(path)
        assert field in problem.field
        assert fix in problem.fix


@given(data=st.data())
def test_table_and_yaml_say_the_same(
    case: Case, tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    names = data.draw(
        st.lists(st.from_regex(r"[a-z][a-z0-9_]{0,8}", fullmatch=True), min_size=1, unique=True)
    )
    texts = {
        name: {
            on: data.draw(st.sampled_from([*issue.options])) for on, issue in case.issues.items()
        }
        for name in names
    }
    folder = tmp_path_factory.mktemp("texts")
    order = data.draw(st.permutations([*case.issues]))
    rows = [["text", *order], *([name, *(t[on] for on in order)] for name, t in texts.items())]
    table = "\n".join(map(",".join, rows))
    lines = [f'"{n}": {{{", ".join(f"{k}: {v}" for k, v in t.items())}}}' for n, t in texts.items()]
    assert read_texts(written(folder, table, "t.csv"), case) == texts
    assert read_texts(written(folder, "\n".join(lines), "t.yaml"), case) == texts
