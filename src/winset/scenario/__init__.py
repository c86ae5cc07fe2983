"""The typed scenario: reading it, checking it, seeing it from a perspective, starting a new one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from winset.scenario.case import Case
from winset.scenario.model import Scenario
from winset.scenario.read import read_scenario, scenario_from

if TYPE_CHECKING:
    from winset.scenario.schema import json_schema
    from winset.scenario.template import write_template

__all__ = ["Case", "Scenario", "json_schema", "read_scenario", "scenario_from", "write_template"]

_LATER = {"json_schema": "winset.scenario.schema", "write_template": "winset.scenario.template"}


def __getattr__(name: str) -> object:
    """Load what reading a scenario does not need only where it is used."""
    if name in _LATER:
        from importlib import import_module

        return getattr(import_module(_LATER[name]), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
