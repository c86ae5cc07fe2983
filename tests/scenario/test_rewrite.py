"""Values are changed where they stand, and nothing else is."""

from __future__ import annotations

import copy
import difflib
from importlib.resources import files
from pathlib import Path as FilePath
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from winset.cases import case_path
from winset.errors import ScenarioError
from winset.scenario import read_scenario
from winset.scenario.amend import amended
from winset.scenario.read import scenario_of_text
from winset.scenario.rewrite import REMOVED, flow, rewrite
from winset.scenario.source_places import Path
from winset.scenario.yamltree import read_yaml

STARTER = (files("winset.scenario") / "starter" / "scenario.yaml").read_text("utf-8")

SMALL = """\
# head
a: # beside
  b: 1   # one

# between
k:
z: |
  text

x: &q 3
y: *q
last: {a: 1, "b c": [1, 2]} # end"""


def differing(before: str, after: str) -> list[str]:
    lines = difflib.unified_diff(before.splitlines(), after.splitlines(), lineterm="", n=0)
    return [line for line in lines if line[:1] in "+-" and line[:3] not in {"+++", "---"}]


@pytest.mark.parametrize(
    ("path", "value", "expected"),
    [
        (("a", "b"), 2, ["-  b: 1   # one", "+  b: 2   # one"]),
        (("a",), 3, ["-a: # beside", "-  b: 1   # one", "+a: 3 # beside   # one"]),
        (("a", "c"), {"low": 1, "high": 2.5}, ["+  c: {low: 1, high: 2.5}"]),
        (("k",), "no", ["-k:", '+k: "no"']),
        (("k", "n", "m"), 4, ["-k:", "+k: {n: {m: 4}}"]),
        (("z",), "one", ["-z: |", "-  text", "+z: one"]),
        (("new",), [1], ["+new: [1]"]),
        (
            ("last", "a"),
            REMOVED,
            ['-last: {a: 1, "b c": [1, 2]} # end', '+last: {"b c": [1, 2]} # end'],
        ),
        (
            ("last", "b c"),
            REMOVED,
            ['-last: {a: 1, "b c": [1, 2]} # end', "+last: {a: 1} # end"],
        ),
        (
            ("last", "b c", 1),
            9,
            ['-last: {a: 1, "b c": [1, 2]} # end', '+last: {a: 1, "b c": [1, 9]} # end'],
        ),
        (("k",), REMOVED, ["-k:"]),
        (("nowhere", "at"), REMOVED, []),
    ],
)
def test_changes_nothing_else(path: Path, value: object, expected: list[str]) -> None:
    assert differing(SMALL, rewrite(SMALL, {path: value})) == expected


@pytest.mark.parametrize("path", [("x",), ("y",), ("z", "c"), ("a", "b", "c")])
def test_refuses_what_cannot_be_changed_in_place(path: Path) -> None:
    with pytest.raises(ScenarioError) as refused:
        rewrite(SMALL, {path: 4})
    (problem,) = refused.value.problems
    assert problem.code == "not-editable"
    assert problem.fix == "Change it in the file with a text editor."


def test_line_ends_stay() -> None:
    text = SMALL.replace("\n", "\r\n")
    after = rewrite(text, {("a", "b"): 2, ("a", "c"): 5, ("last", "d"): 1})
    assert after.count("\r\n") == after.count("\n") == text.count("\n") + 1


def places(content: Any, path: Path = ()) -> list[Path]:
    inner = (
        content.items()
        if isinstance(content, dict)
        else enumerate(content)
        if isinstance(content, list)
        else ()
    )
    own = [path] if path else []
    return own + [found for key, part in inner for found in places(part, (*path, key))]


EVERYWHERE = places(read_yaml(STARTER, "").content)
PLAIN = st.recursive(
    st.one_of(
        st.integers(-1000, 1000),
        st.floats(-1e6, 1e6).map(lambda x: float(f"{x:.6g}")),
        st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=12),
        st.booleans(),
        st.none(),
    ),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3),
        st.dictionaries(st.text("ab: #", min_size=1), inner, max_size=3),
    ),
    max_leaves=5,
)


@given(st.sampled_from(EVERYWHERE), PLAIN)
def test_any_value_of_a_case_by_any_other(path: Path, value: object) -> None:
    after = rewrite(STARTER, {path: value})
    expected: Any = copy.deepcopy(read_yaml(STARTER, "").content)
    part = expected
    for step in path[:-1]:
        part = part[step]
    part[path[-1]] = value
    assert read_yaml(after, "").content == expected


@given(PLAIN)
def test_flow_is_read_back(value: object) -> None:
    assert read_yaml(f"x: {flow(value)}", "").content == {"x": value}


def test_a_text_is_read_as_if_it_stood_in_the_file() -> None:
    path = case_path("treaty-senate") / "scenario.yaml"
    text = path.read_text("utf-8")
    assert scenario_of_text(text, path).origin.text == text
    with pytest.raises(ScenarioError):
        scenario_of_text("a: [", path)


STAYS = """\
winset: 1
issues:
  land:
    options:
      kept: 0
      given: {at: 100, reverts: no}  # once recognised
"""


def test_a_new_position_leaves_what_else_an_option_says() -> None:
    path: Path = ("issues", "land", "options", "given")
    assert differing(STAYS, rewrite(STAYS, {path: {"low": 80, "high": 90}})) == [
        "-      given: {at: 100, reverts: no}  # once recognised",
        "+      given: {at: {low: 80, high: 90}, reverts: no}  # once recognised",
    ]
    assert "given: {at: 70, reverts: false}" in rewrite(STAYS, {path: {"at": 70, "reverts": False}})


def test_an_option_moved_by_a_dotted_path_or_in_its_file_still_stays(tmp_path: FilePath) -> None:
    stays = {"issues.valley.options.kept": {"at": 100, "reverts": "no"}}
    text = STARTER.replace("kept: 100}", "kept: {at: 100, reverts: no}}", 1)
    (tmp_path / "sources").mkdir()
    (tmp_path / "sources" / "gazette.md").write_text("notes")
    (tmp_path / "scenario.yaml").write_text(text, encoding="utf-8")
    scenario = read_scenario(tmp_path)
    moved = scenario.with_changes({"issues.valley.options.kept": 90})
    written = amended(scenario, {("issues", "valley", "options", "kept"): 90})
    for changed in (moved, written, scenario.with_changes(stays)):
        assert changed.issues["valley"].stays == {"kept"}
    for changed in (moved, written):
        position = changed.issues["valley"].options["kept"]
        assert position is not None
        assert position.centre == 90
