"""The starter case as a plain mapping, and ways to change it as an analyst would."""

from __future__ import annotations

import copy
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from winset.errors import Problem, ScenarioError
from winset.scenario import Scenario, read_scenario, scenario_from, write_template

GONE = object()

Raw = dict[str, Any]


@pytest.fixture(scope="session")
def starter(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of the starter case; not to be changed."""
    return write_template(tmp_path_factory.mktemp("cases") / "river-valley").parent


@pytest.fixture(scope="session")
def raw(starter: Path) -> Mapping[str, Any]:
    """Return the starter case as a plain mapping; not to be changed."""
    return read_scenario(starter).origin.raw


def changed(raw: Mapping[str, Any], changes: Mapping[str, object]) -> Raw:
    """Return a copy with values set by dotted path, or left out where they are GONE."""
    copied = copy.deepcopy(dict(raw))
    for target, value in changes.items():
        *way, last = target.split(".")
        part: Any = copied
        for step in way:
            part = part[int(step)] if isinstance(part, list) else part.setdefault(step, {})
        if value is GONE:
            del part[last]
        elif isinstance(part, list):
            part[int(last)] = value
        else:
            part[last] = value
    return copied


@pytest.fixture
def problems(raw: Mapping[str, Any], starter: Path) -> Callable[..., list[Problem]]:
    """Return a function that changes the starter case and lists errors, or else warnings."""

    def judge(changes: Mapping[str, object], base_dir: Path = starter) -> list[Problem]:
        return problems_of(changed(raw, changes), base_dir)

    return judge


def problems_of(raw: Mapping[str, Any], base_dir: Path | None = None) -> list[Problem]:
    """Build a scenario and return its errors, or else its warnings."""
    try:
        return list(scenario_from(raw, base_dir).warnings)
    except ScenarioError as error:
        return list(error.problems)


def errors_of(read: Callable[[], Scenario]) -> list[Problem]:
    """Return the errors a reading ends in; fail if it ends well."""
    with pytest.raises(ScenarioError) as caught:
        read()
    assert all(p.severity == "error" and p.message and p.code for p in caught.value.problems)
    return list(caught.value.problems)
