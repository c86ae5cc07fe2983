"""From a draft to a scenario, or to every reason why it is none."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path as FilePath
from typing import Any, TypeVar, cast

from winset.errors import Problem, ScenarioError
from winset.scenario.bodies import read_bodies
from winset.scenario.checks import consistency
from winset.scenario.files import read_bytes, sha256
from winset.scenario.model import Scenario
from winset.scenario.origin import Draft, Origin, canonical_sha256
from winset.scenario.overlay import overlay
from winset.scenario.repair import concerns, may_follow_from, repair
from winset.scenario.source_places import Finding, Path, Places
from winset.scenario.structure import typed_scenario

S = TypeVar("S", bound=Scenario)


def build_scenario(
    draft: Draft,
    kind: type[S],
    *,
    seen_as: str | None = None,
    without: Sequence[str] = (),
    overlays: bool = True,
    needless: Collection[str] = (),
) -> S:
    """Turn a draft into a scenario of some kind, with its warnings and origin.

    Parameters
    ----------
    seen_as
        Id of the perspective that has been laid over it.
    without
        Ids of the claims that have been switched off.
    overlays
        Whether to check the scenario as each perspective sees it, and without each claim, too.
    needless
        Codes of rules that do not bear on what the scenario is for.

    Raises
    ------
    ScenarioError
        With every error there is.
    """
    # of an entry that could not be read whole, whatever else is found may only follow from that
    wrong = (f for f in draft.findings if f.severity == "error")
    broken = tuple({f.path[1] for f in wrong if len(f.path) > 1})
    seen = seen_as is not None or bool(without)
    scenario, findings = check_content(draft.raw, kind, draft.base_dir, seen=seen, broken=broken)
    findings = [*draft.findings, *findings]
    if overlays and not seen and isinstance(draft.raw, Mapping):
        findings += _through_overlays(draft.raw, draft.base_dir, findings)
    problems = in_order([f for f in findings if f.code not in needless], draft.places)
    errors = [p for p in problems if p.severity == "error"]
    if errors or scenario is None or not isinstance(draft.raw, Mapping):
        raise ScenarioError(errors)
    scenario._warnings = tuple(problems)
    scenario._origin = _origin(draft, draft.raw, scenario)
    scenario._perspective_id = seen_as
    scenario._without = tuple(without)
    return scenario


def check_content(
    raw: object,
    kind: type[S],
    base_dir: FilePath | None,
    *,
    seen: bool = False,
    broken: Collection[str | int] = (),
) -> tuple[S | None, list[Finding]]:
    """Check structure, member files and consistency of a plain scenario.

    Where the structure has errors, consistency is still checked on what can be repaired, leaving
    out whatever may only follow from a part that was set aside.

    Parameters
    ----------
    seen
        Whether this is the scenario seen from a perspective, or without some claim.
    broken
        Ids of entries already known to be wrong, about which nothing more is said.

    Returns
    -------
    scenario, findings
        None where the structure has errors; errors and warnings.
    """
    scenario, findings = typed_scenario(raw, kind)
    if scenario is not None:
        findings += read_bodies(scenario, base_dir)
        unread = {*broken, *(f.path[1] for f in findings)}
        findings += (
            f
            for f in consistency(scenario, base_dir, cast("Any", raw), seen=seen)
            if not concerns(f, unread)
        )
        return scenario, findings
    # An analyst who mistyped one key should hear in the same breath of the unknown actor in a
    # rule. Checking what is left once the broken parts are out can only say too much, never
    # raise a false alarm of its own: whatever may follow from their absence is held back.
    repaired = repair(raw, findings)
    if repaired is not None:
        stand_in, set_aside = repaired
        consequences = (
            *read_bodies(stand_in, base_dir),
            *consistency(stand_in, base_dir, seen=seen),
        )
        findings += (
            f
            for f in consequences
            if f.severity == "error"
            and not may_follow_from(f, set_aside)
            and not concerns(f, broken)
        )
    return None, findings


def _through_overlays(
    raw: Mapping[str, Any], base_dir: FilePath | None, known: Iterable[Finding]
) -> Iterator[Finding]:
    """Check the scenario as each perspective sees it, and with each claim switched off."""
    said = {_identity(f) for f in known}
    strangers = [f.path for f in known if f.code in _STRANGERS]
    for path, told, changes in _overlays(raw):
        for finding in check_content(overlay(raw, changes), Scenario, base_dir, seen=True)[1]:
            laid = (*path, *finding.path)
            of_stranger = any(laid[: len(stranger)] == stranger for stranger in strangers)
            # what is left of a scenario without a claim need not be well rounded
            bears = finding.severity == "error" or path[0] == "perspectives"
            if bears and _identity(finding) not in said and not of_stranger:
                yield _at_overlay(finding, path, told, changes)


_STRANGERS = ("unknown-in-perspective", "unknown-in-claim")


def _overlays(raw: Mapping[str, Any]) -> Iterator[tuple[Path, str, Mapping[str, Any]]]:
    """Path of each overlay, what the scenario is then, and the changes; those that are mappings."""
    perspectives, claims = (raw.get(section) for section in ("perspectives", "claims"))
    for id_, changes in perspectives.items() if isinstance(perspectives, Mapping) else ():
        if isinstance(changes, Mapping):
            yield ("perspectives", id_), f"seen as “{id_}”", changes
    for id_, claim in claims.items() if isinstance(claims, Mapping) else ():
        off = claim.get("off") if isinstance(claim, Mapping) else None
        if isinstance(off, Mapping) and off:
            yield ("claims", id_, "off"), f"without “{id_}”", off


def _identity(finding: Finding) -> tuple[object, ...]:
    return finding.code, finding.path, finding.message, finding.place


def _at_overlay(
    finding: Finding, overlay_path: Path, told: str, changes: Mapping[str, Any]
) -> Finding:
    """Point at the overlay where it wrote the part, and say what it is laid over in any case."""
    # How far down did the overlay itself write? From an entry on (issues.x, actors.x) its own
    # line is the one to mend. A fault that only shows elsewhere keeps the place it has, but for a
    # claim: it takes away, and the line that misses what is gone is right as it is.
    depth, part = 0, cast("Any", changes)
    for step in finding.path:
        if not isinstance(part, Mapping) or step not in part:
            break
        depth, part = depth + 1, part[step]
    path = finding.path if overlay_path[0] == "perspectives" else overlay_path
    if depth >= 2:
        path = (*overlay_path, *finding.path)
    return replace(finding, path=path, message=f"{told}: {finding.message}")


def in_order(findings: Iterable[Finding], places: Places) -> list[Problem]:
    """Place findings in their files and sort them by file, line and cell, each once."""
    problems = dict.fromkeys(f.located(places) for f in findings)
    return sorted(problems, key=lambda p: (p.file, p.line or 0, _natural(p.field)))


def _natural(field: str) -> list[tuple[int, str]]:
    # so that cell C10 comes after C9
    return [(int(n), "") if n else (-1, w) for n, w in re.findall(r"(\d{1,9})|(\D+)", field)]


def _origin(draft: Draft, raw: Mapping[str, Any], scenario: Scenario) -> Origin:
    digest = draft.sha256
    if digest is None:
        digest = sha256(draft.text) if draft.text is not None else canonical_sha256(raw)
    files = {}
    for actor in scenario.actors.values():
        if actor.body is not None and actor.body.file is not None and draft.base_dir is not None:
            content = read_bytes(draft.base_dir / actor.body.file, 10**9)
            files[actor.body.file] = sha256(content)
    return Origin(
        draft.path,
        raw,
        draft.text,
        digest,
        draft.places,
        draft.base_dir,
        files,
        draft.under,
        draft.laid,
    )
