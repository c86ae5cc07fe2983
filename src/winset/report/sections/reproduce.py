"""Settings, assumptions, and how to get the same report again."""

from __future__ import annotations

import shlex
from collections.abc import Mapping
from typing import Any

from winset.analysis import Analysis
from winset.errors import WinsetError
from winset.report.sections.section import Section
from winset.scenario.model import Scenario
from winset.words.alarms import all_alarms_told
from winset.words.method import settings_told


def command(analysis: Analysis, name: str = "run", *options: str) -> str:
    """Write the command that gives the same numbers from the scenario file."""
    scenario = analysis.scenario
    parts = ["winset", name, _file_name(scenario), *options]
    parts += ["--worlds", str(analysis.worlds_to_ask), "--seed", str(analysis.worlds.seed)]
    if scenario.perspective_id:
        parts += ["--perspective", scenario.perspective_id]
    for claim in scenario.without_claims:
        parts += ["--without", claim]
    return shlex.join(parts)


def digest(scenario: Scenario) -> str:
    """Hash of the scenario as read; empty where it was built in memory."""
    try:
        return scenario.sha256
    except WinsetError:
        return ""


def _file_name(scenario: Scenario) -> str:
    try:
        path = scenario.origin.path
    except WinsetError:
        path = None
    return path.name if path is not None else "scenario.yaml"


def _content(analysis: Analysis) -> Mapping[str, Any]:
    scenario = analysis.scenario
    read = digest(scenario) or "built in memory, not read from a file"
    return {
        "facts": [*settings_told(analysis), ("winset", analysis.version), ("Scenario", read)],
        "command": command(analysis),
        "warnings": [str(problem) for problem in scenario.warnings],
        "alarms": [*all_alarms_told(scenario, analysis.alarms)],
        "noise": scenario.settings.noise,
    }


REPRODUCE = Section(
    "reproduce",
    "Settings, assumptions, how to reproduce",
    "reproduce.html",
    _content,
    question=5,
)
