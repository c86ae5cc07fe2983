"""Setting broken parts aside, so that the rest of a scenario can still be checked.

An analyst who mistyped one key should hear in the same breath of the unknown actor in a rule. A
part with a structural error is left out, and nothing is then said that may only follow from its
absence.
"""

from __future__ import annotations

import copy
from collections.abc import Collection, Iterable
from typing import Any

from winset.scenario.model import Scenario
from winset.scenario.source_places import Finding, Path
from winset.scenario.structure import typed_scenario

# The fields of an actor or a party are checked one by one; those of an issue depend on each
# other, for without its scale no position in it can be told to be wrong.
_PART_BY_PART = {"actors", "parties"}
_STAND_INS = {
    "title": "untitled",
    "winset": 1,
    "id": "unnamed",
    **dict.fromkeys(("as_of", "signed"), "2000-01-01"),  # elections count from one of them
}


def repair(raw: object, findings: Iterable[Finding]) -> tuple[Scenario, tuple[Path, ...]] | None:
    """Leave out the parts of a plain scenario, which is not changed, that have structural errors.

    Return the scenario without those parts, and where they were; None if what is left is no
    scenario.
    """
    kept = copy.deepcopy(raw)
    findings = tuple(findings)
    # lists from the end, so that earlier positions stay what they were
    for finding in sorted(findings, key=lambda f: _backwards(f.path)):
        _set_aside(kept, finding)
    scenario, _ = typed_scenario(kept, Scenario)
    return None if scenario is None else (scenario, tuple(finding.path for finding in findings))


def concerns(finding: Finding, entries: Collection[str | int]) -> bool:
    """Whether a finding stands in one of the entries with these ids, or names one.

    Entries of a list have a position for an id, which counts where entries stand and nowhere else.
    """
    return any(
        finding.path[1:2] == (id_,)
        if isinstance(id_, int)
        else id_ in finding.path or f"“{id_}”" in finding.message
        for id_ in entries
    )


def may_follow_from(finding: Finding, set_aside: Iterable[Path]) -> bool:
    """Whether something found once parts were set aside may only be due to their absence."""
    return any(_may_follow(finding, path) for path in set_aside)


def _may_follow(finding: Finding, path: Path) -> bool:
    # Within one actor or party, what lies on the same branch as the broken part may follow from it,
    # and nothing else. Elsewhere any mention of the broken entry's id may.
    entry = path[:2]
    if len(path) > 2 and finding.path[:2] == entry and path[0] in _PART_BY_PART:
        shorter = min(len(finding.path), len(path))
        return finding.path[:shorter] == path[:shorter]
    return concerns(finding, path[1:2])


def _backwards(path: Path) -> list[tuple[int, str]]:
    return [(-step, "") if isinstance(step, int) else (0, step) for step in path]


def _set_aside(raw: Any, finding: Finding) -> None:  # noqa: ANN401
    path = finding.path
    # parts that have keys of their own which must not be missing go as a whole
    if path[:1] in {("talks",), ("forms",), ("shocks",)}:
        path = path[:2]
    elif path[2:3] == ("disrupts",):
        path = path[:3]
    elif path[2:3] in {("elections",), ("pledges",)}:
        path = path[:4]
    for step in path[:-1]:
        try:
            raw = raw[step]
        except (KeyError, IndexError, TypeError):
            return
    if not path or not isinstance(raw, dict | list):
        return
    key = path[-1]
    if isinstance(raw, list):
        if isinstance(key, int) and key < len(raw):
            del raw[key]
    elif key in _STAND_INS and finding.code != "unknown-key":
        raw[key] = _STAND_INS[str(key)]
    else:
        raw.pop(str(key), None)
