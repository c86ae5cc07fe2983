"""Consistency rules: whether the parts of a scenario fit each other.

One function a rule, each in the file of its subject; the docs list every rule by its code, and a
test holds that list and this one together.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from winset.scenario.checks import (
    actors,
    bodies,
    claims,
    durability,
    exclusions,
    forms,
    given,
    groups,
    issues,
    keeping,
    needs,
    perspectives,
    red_lines,
    rules,
    secrecy,
    settings,
    shocks,
    sources,
    stances,
    talks,
    texts,
)
from winset.scenario.checks.registry import CHECKS, Check, Checked
from winset.scenario.model import Scenario
from winset.scenario.source_places import Finding

__all__ = ["CHECKS", "Check", "consistency"]

_SUBJECTS = (  # importing them enters their rules
    settings,
    sources,
    issues,
    needs,
    actors,
    stances,
    red_lines,
    bodies,
    groups,
    forms,
    rules,
    secrecy,
    talks,
    texts,
    exclusions,
    given,
    durability,
    keeping,
    shocks,
    perspectives,
    claims,
)


def consistency(
    scenario: Scenario,
    folder: Path | None = None,
    raw: Mapping[str, Any] | None = None,
    *,
    seen: bool = False,
) -> Iterator[Finding]:
    """Yield every breach of every rule.

    Parameters
    ----------
    scenario
        Structurally sound, with the tables of its bodies read.
    folder
        The case folder, for rules about files; None leaves those rules out.
    raw
        The scenario as written, for rules about what a file writes; None leaves those rules out.
    seen
        Whether the scenario is seen from a perspective or without some claim; leaves out rules
        about the file as a whole.
    """
    checked = Checked(scenario, folder, seen, raw)
    for check in CHECKS.values():
        yield from check.findings(checked)
