"""Settings, assumptions, and how to get the same report again."""

from __future__ import annotations

import shlex
from collections.abc import Mapping
from typing import Any

from winset.analysis import Analysis
from winset.errors import WinsetError
from winset.report.sections.section import Section
from winset.scenario.model import Scenario
from winset.words.method import method_in_words
from winset.words.quantities import quantity


def command(analysis: Analysis) -> str:
    """Write the command that makes this report from the scenario file."""
    scenario = analysis.scenario
    parts = ["winset", "run", _file_name(scenario)]
    parts += ["--worlds", str(analysis.worlds.count), "--seed", str(analysis.worlds.seed)]
    if scenario.perspective_id:
        parts += ["--perspective", scenario.perspective_id]
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
    settings = scenario.settings
    loss = {1.0: "linear", 2.0: "quadratic"}.get(settings.loss, f"exponent {settings.loss:g}")
    facts = [
        (
            "Worlds",
            f"{analysis.worlds.count:,} joint draws (Latin supercube of scrambled Sobol points), "
            f"seed {analysis.worlds.seed}",
        ),
        ("Uncertain inputs", f"{len(analysis.worlds.inputs):,}"),
        ("Packages", f"{analysis.space.size:,}, every combination of one option an issue"),
        ("Method", method_in_words(analysis)),
        (
            "Noise",
            f"{quantity(settings.noise)}: standard deviation of each actor’s judgement of a deal",
        ),
        ("Loss in distance", loss),
        ("winset", analysis.version),
        ("Scenario", digest(scenario) or "built in memory, not read from a file"),
    ]
    return {
        "facts": facts,
        "command": command(analysis),
        "warnings": [str(problem) for problem in scenario.warnings],
        "noise": settings.noise,
    }


REPRODUCE = Section(
    "reproduce", "Settings, assumptions, how to reproduce", "reproduce.html", _content
)
