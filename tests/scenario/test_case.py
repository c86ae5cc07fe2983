"""What is read can be seen from a perspective and changed; the types below it cannot."""

from __future__ import annotations

import winset
from winset.scenario import Case, Scenario


def test_what_is_loaded_can_be_changed_and_seen() -> None:
    """`winset.Scenario` names the class `load` returns, and so do the scenarios made of it."""
    scenario = winset.load("unit-pie")
    assert winset.Scenario is Case
    assert issubclass(Case, Scenario)
    assert type(scenario) is Case
    assert type(scenario.with_changes({"settings.worlds": 64})) is Case
