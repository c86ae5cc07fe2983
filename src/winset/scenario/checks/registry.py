"""The list of consistency rules, filled by the ``check_…`` functions themselves."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path as FilePath
from typing import Any

from winset.scenario.model import Scenario
from winset.scenario.source_places import Finding, Path, Severity


@dataclass(frozen=True)
class Flag:
    """One breach of a rule."""

    path: Path
    """The part at fault."""
    message: str
    """What is wrong; names its culprits in “quotation marks”."""
    fix: str
    """What to write instead."""
    value: str = ""
    """The offending value, as written."""


@dataclass(frozen=True)
class Checked:
    """What a rule may look at."""

    scenario: Scenario
    """The scenario to check."""
    folder: FilePath | None = None
    """The folder its files are in; None if there is none."""
    seen: bool = False
    """Whether it is seen from a perspective or without some claim: rules about the file as a whole
    then hold back."""
    raw: Mapping[str, Any] | None = None
    """The scenario as written, for rules about what a file writes; None leaves those rules out."""


Rule = Callable[[Checked], Iterator[Flag]]


@dataclass(frozen=True)
class Check:
    """A consistency rule."""

    code: str
    """Stable name, as in the docs."""
    severity: Severity
    """Whether a breach stops the reading."""
    rule: Rule
    """Yields every breach in a scenario."""

    def findings(self, checked: Checked) -> Iterator[Finding]:
        """Yield every breach of the rule as a finding."""
        for flag in self.rule(checked):
            yield Finding(
                self.code, flag.path, flag.message, flag.fix, flag.value, severity=self.severity
            )


CHECKS: dict[str, Check] = {}


def error(code: str) -> Callable[[Rule], Rule]:
    """Enter a function into the list as a rule whose breach stops the reading."""
    return _entry(code, "error")


def warning(code: str) -> Callable[[Rule], Rule]:
    """Enter a function into the list as a rule whose breach is shown."""
    return _entry(code, "warning")


def _entry(code: str, severity: Severity) -> Callable[[Rule], Rule]:
    def enter(rule: Rule) -> Rule:
        if code in CHECKS:
            raise ValueError(f"two rules are called {code}")
        CHECKS[code] = Check(code, severity, rule)
        return rule

    return enter
