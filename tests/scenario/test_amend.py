"""A scenario changed in its file says the same as the file read as a whole."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from winset.cases import case_path, load
from winset.errors import ScenarioError
from winset.scenario import amend, read_scenario
from winset.scenario.amend import amended
from winset.scenario.read import scenario_of_text
from winset.scenario.rewrite import REMOVED

STANCES = ("actors", "putin", "stances")
CHANGES: list[dict[Any, object]] = [
    {(*STANCES, "territory", "position"): 40},
    {(*STANCES, "territory", "position"): {"low": 1, "high": 2}, ("actors", "europe", "votes"): 3},
    {("actors", "witkoff", "stances", "standing"): {"position": 5, "salience": 5}},
    {("actors", "europe", "influence"): REMOVED},
    {("parties", "us", "ratification", "treaty"): "us_president"},
    {("issues", "territory", "title"): "Land"},
    {("title",): "Another", ("actors", "putin", "name"): "P."},
    {("settings", "worlds"): 64},
]


@pytest.fixture
def whole(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Counts how often a file is read as a whole."""
    seen: list[int] = []

    def counted(text: str, path: Path) -> object:
        seen.append(len(text))
        return scenario_of_text(text, path)

    monkeypatch.setattr(amend, "scenario_of_text", counted)
    return seen


@pytest.mark.parametrize("changes", CHANGES)
def test_the_same_as_read_anew(changes: dict[Any, object]) -> None:
    after = amended(load("us-russia-2025"), changes)
    path = case_path("us-russia-2025") / "scenario.yaml"
    anew = scenario_of_text(after.origin.yaml(), path)
    assert after == anew
    assert after.origin.raw == anew.origin.raw
    assert after.origin.places.parts == anew.origin.places.parts
    assert after.sha256 == anew.sha256
    assert after.warnings == anew.warnings


def test_one_after_the_other(whole: list[int]) -> None:
    scenario = load("us-russia-2025")
    for value in range(20, 90, 10):
        scenario = amended(scenario, {(*STANCES, "standing", "salience"): value})
        scenario = amended(scenario, {("actors", "witkoff", "votes"): value})
    anew = scenario_of_text(scenario.origin.yaml(), Path("x.yaml"))
    lines = {path: place.line for path, place in scenario.origin.places.parts.items()}
    assert lines == {path: place.line for path, place in anew.origin.places.parts.items()}
    assert whole == []


def test_errors_name_the_line() -> None:
    scenario = amended(load("us-russia-2025"), {("actors", "witkoff", "votes"): 2})
    with pytest.raises(ScenarioError) as refused:
        amended(scenario, {(*STANCES, "territory", "position"): 140})
    problem = refused.value.problems[0]
    line = scenario.origin.yaml().splitlines()[(problem.line or 0) - 1]
    assert line.strip().startswith("territory: {position: {low: 75")


def test_shared_values_are_read_as_a_whole(tmp_path: Path, whole: list[int]) -> None:
    text = (case_path("unit-pie") / "scenario.yaml").read_text("utf-8")
    first = next(line for line in text.splitlines() if "salience:" in line)
    text = text.replace(first, first.replace("salience: ", "salience: &s "), 1)
    (tmp_path / "scenario.yaml").write_text(text, "utf-8")
    scenario = read_scenario(tmp_path)
    actor = next(iter(scenario.actors))
    after = amended(scenario, {("actors", actor, "name"): "N"})
    assert after.actors[actor].name == "N"
    assert len(whole) == 1
