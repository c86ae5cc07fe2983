"""YAML files: errors at their lines, and nothing hostile gets further than that."""

from __future__ import annotations

import math
import os
import random
from pathlib import Path

import pytest

from tests.scenario.conftest import errors_of
from winset.errors import Problem
from winset.scenario import read_scenario
from winset.scenario.source_places import UnreadableError
from winset.scenario.yamltree import read_yaml

SMALL = """\
winset: 1
id: small
title: Small
issues:
  land: {title: Land, options: {kept: 0, ceded: 100}, no_deal: 20}
actors:
  a: {role: leader, party: north, stances: {land: {position: 0, salience: 1}}}
  b: {role: leader, party: south, stances: {land: {position: 100, salience: 1}}}
parties:
  north: {principal: a, ratification: {treaty: a}}
  south: {principal: b, ratification: {treaty: b}}
"""


def written(folder: Path, content: str | bytes, name: str = "scenario.yaml") -> Path:
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def errors(folder: Path, content: str | bytes) -> list[Problem]:
    return errors_of(lambda: read_scenario(written(folder, content)))


def test_small(tmp_path: Path) -> None:
    scenario = read_scenario(written(tmp_path, SMALL))
    assert scenario.forms == ("treaty",)
    assert scenario.origin.text == SMALL
    assert scenario.origin.path == tmp_path / "scenario.yaml"
    # its two leaders give no cost of no deal, and the file says nothing else that is doubtful
    assert [warning.code for warning in scenario.warnings] == ["no-cost"]


HOSTILE = {
    "invalid-yaml": [
        (SMALL + "  x: [1, 2\n", None),
        (SMALL.replace("title: Small", "title: a: b"), 3),
        ("\tid: 1", 1),
        ('a: "\\UFFFFFFFF"', 1),
        ("a: \x07", 1),
        ("%YAML 3.0\n---\na: 1", 1),
        ("a: 'x\n", None),
        ("a: !<x\n", None),
    ],
    "duplicate-key": [(SMALL.replace("  b:", "  a:"), 8)],
    "several-documents": [(SMALL + "---\nid: x\n", 12)],
    "forbidden-tag": [
        (SMALL.replace("Small", "!!python/object/apply:os.system [ls]"), 3),
        (SMALL.replace("Small", "!local x"), 3),
        (SMALL.replace("Small", "!!binary eA=="), 3),
    ],
    "bad-alias": [
        (SMALL.replace("Small", "*lost"), 3),
        (SMALL.replace("actors:", "actors: &all\n  c: *all"), 7),
    ],
    "merge-key": [(SMALL.replace("  a: {role", "  a: {<<: {name: A}, role"), 7)],
    "not-a-key": [(SMALL + "? [a, b]\n: 1\n", 12)],
    "too-deep": [("a: " + "[" * 5000, 1), ("a: " + "{b: " * 80, 1)],
    "not-a-scenario": [("", 1), ("# nothing\n", 1), ("- a\n", 1), ("text", 1), ("5", 1), ("~", 1)],
    "not-utf-8": [
        (b"\xff\xfea\x00", 1),
        (b"a: 1\nb: \xe9\n", 2),
        (b"a: 1\n\n\x00", 3),
        (random.Random(1).randbytes(64) + b"\xff", None),
    ],
    "not-text": [(SMALL.replace("Small", '"\\uD800"'), 3), (SMALL.replace("Small", "5"), 3)],
}


@pytest.mark.timeout(60)  # hostile input must not take for ever
@pytest.mark.parametrize(
    ("code", "content", "line"),
    [(code, *case) for code, cases in HOSTILE.items() for case in cases],
)
def test_hostile(tmp_path: Path, code: str, content: str | bytes, line: int | None) -> None:
    found = [p for p in errors(tmp_path, content) if p.code == code]
    assert found
    assert found[0].file == str(tmp_path / "scenario.yaml")
    if line is not None:
        assert found[0].line == line


def test_every_duplicate_key_is_told(tmp_path: Path) -> None:
    text = SMALL.replace("  b:", "  a:").replace("id: small\n", "id: small\nid: large\nid: tiny\n")
    found = [p for p in errors(tmp_path, text) if p.code == "duplicate-key"]
    assert [(p.line, p.field) for p in found] == [(3, "id"), (4, "id"), (10, "actors.a")]
    assert "line 2" in found[0].message


@pytest.mark.timeout(60)  # hostile input must not take for ever
@pytest.mark.parametrize("levels", [6, 40])
def test_aliases_expand_within_bounds(tmp_path: Path, levels: int) -> None:
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{i}: &a{i} [{', '.join([f'*a{i - 1}'] * 10)}]" for i in range(1, levels)]
    assert {p.code for p in errors(tmp_path, "\n".join(lines))} & {"too-large", "too-deep"}


def test_aliases_may_not_build_depth(tmp_path: Path) -> None:
    lines = ["a0: &a0 [x]", *(f"a{i}: &a{i} [*a{i - 1}]" for i in range(1, 500))]
    assert errors(tmp_path, "\n".join(lines))[-1].code == "too-deep"


def test_a_shared_value_is_read_twice(tmp_path: Path) -> None:
    text = SMALL.replace("position: 0", "position: &p {low: 0, high: 10}").replace(
        "position: 100", "position: *p"
    )
    actors = read_scenario(written(tmp_path, text)).actors
    assert actors["a"].stances["land"].position == actors["b"].stances["land"].position


def test_a_large_file_is_refused_unread(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "scenario.yaml"
    with path.open("wb") as stream:
        stream.truncate(50_000_000)

    def opened(*_: object, **__: object) -> None:
        pytest.fail("the file was opened")

    monkeypatch.setattr(Path, "open", opened)
    assert errors_of(lambda: read_scenario(path))[0].code == "too-large"


def test_odd_paths(tmp_path: Path) -> None:
    assert errors_of(lambda: read_scenario(tmp_path / "lost.yaml"))[0].code == "no-such-file"
    assert errors_of(lambda: read_scenario(tmp_path))[0].code == "no-scenario"
    assert errors_of(lambda: read_scenario("a\0b"))[0].code == "no-such-file"
    os.mkfifo(tmp_path / "pipe.yaml")
    assert errors_of(lambda: read_scenario(tmp_path / "pipe.yaml"))[0].code == "not-a-file"


def test_case_folders(tmp_path: Path) -> None:
    written(tmp_path, SMALL, "talks.yml")
    assert read_scenario(tmp_path).id == "small"
    written(tmp_path, SMALL, "other.yaml")
    (problem,) = errors_of(lambda: read_scenario(tmp_path))
    assert "other.yaml, talks.yml" in problem.message
    written(tmp_path, SMALL.replace("id: small", "id: chosen"))
    assert read_scenario(str(tmp_path)).id == "chosen"


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("no", "no"),
        ("yes", "yes"),
        ("true", True),
        ("False", False),
        ("~", None),
        ("", None),
        ("null", None),
        ("012", 12),
        ("0o17", 15),
        ("0x1F", 31),
        ("-5", -5),
        ("1_000", "1_000"),
        ("1e3", 1000.0),
        (".5", 0.5),
        ("+1.", 1.0),
        (".inf", math.inf),
        ("-.INF", -math.inf),
        ("9" * 400, math.inf),
        ("2025-12-09", "2025-12-09"),
        ("12:30:45", "12:30:45"),
        ("'5'", "5"),
        ("!!str 5", "5"),
        ("!!int 5", 5),
        ("|\n  a\n  b\n", "a\nb\n"),
        ("é → 中", "é → 中"),
    ],
)
def test_scalars(text: str, value: object) -> None:
    content = read_yaml(f"key: {text}", "f").content
    assert content == {"key": value}
    assert isinstance(content, dict)
    assert type(content["key"]) is type(value)


def test_nan() -> None:
    content = read_yaml("a: .nan", "f").content
    assert isinstance(content, dict)
    assert math.isnan(content["a"])


def test_keys_are_text() -> None:
    assert read_yaml("{0: 0, 1.50: 1, no: 2, ~: 3, true: 4}", "f").content == {
        "0": 0,
        "1.50": 1,
        "no": 2,
        "~": 3,
        "true": 4,
    }


def test_lines_of_parts() -> None:
    places = read_yaml("a:\n  b:\n  - x\n  -\n    c: 1\nd: 2\n", "f").places
    assert places.find(("a", "b", 0)).line == 3
    assert places.find(("a", "b", 1, "c")).line == 5
    assert places.find(("a", "b", 1, "lost", "deeper")).line == 5
    assert places.find(("d",)).line == 6
    assert places.find(("lost",)).line == 1


def test_byte_order_mark(tmp_path: Path) -> None:
    assert read_scenario(written(tmp_path, b"\xef\xbb\xbf" + SMALL.encode())).id == "small"


def test_unreadable_carries_what_came_before() -> None:
    with pytest.raises(UnreadableError) as caught:
        read_yaml("a: 1\na: 2\nb: *lost", "f")
    assert [f.code for f in caught.value.findings] == ["duplicate-key", "bad-alias"]
