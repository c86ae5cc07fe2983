"""The typed scenario: reading it, checking it, seeing it from a perspective, starting a new one."""

from __future__ import annotations

from winset.scenario.model import Scenario
from winset.scenario.read import read_scenario, scenario_from

__all__ = ["Scenario", "read_scenario", "scenario_from"]
