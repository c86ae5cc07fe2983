"""Changes of a case: judged before they are written, refused where somebody else was first."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from winset.errors import Problem, ScenarioError, WinsetError
from winset.scenario import Scenario
from winset.scenario.amend import amended
from winset.scenario.notation import typed
from winset.scenario.rewrite import REMOVED, Removed
from winset.scenario.source_places import Path, dotted
from winset.web.app_state import AppState
from winset.web.history import EditStep
from winset.web.workspace import CaseFile, ChangedError

MOST_CHANGES = 20_000
_DEEPEST = 24


@dataclass(frozen=True)
class Edit:
    """What a page asks to be changed."""

    revision: str
    """Of the case the person saw."""
    label: str
    """What is done, in a few words."""
    changes: Mapping[Path, object]
    """Path → plain value, or REMOVED."""


def edit_from(content: Mapping[str, Any]) -> Edit:
    """Read an edit as a page sends it.

    Parameters
    ----------
    content
        ``revision``, ``label`` and ``changes``: a list of ``{"path": […]}`` with a ``text`` as
        typed into a cell, a ``value``, or neither to take the part out.

    Raises
    ------
    ScenarioError
        With everything typed that is no number.
    WinsetError
        If the page sends something else.
    """
    listed = content.get("changes")
    if not isinstance(listed, list) or not 0 < len(listed) <= MOST_CHANGES:
        raise WinsetError("There is nothing to change, or too much at once.")
    changes: dict[Path, object] = {}
    problems: list[Problem] = []
    for item in listed:
        path = _path(item)
        try:
            changes[path] = _value(item)
        except ValueError as error:
            given = str(item["text"])[:60]
            message = f"“{given}” is not a number or a range"
            problems.append(Problem("not-a-number", message, str(error), field=dotted(path)))
    if problems:
        raise ScenarioError(problems)
    return Edit(str(content.get("revision", "")), str(content.get("label", ""))[:200], changes)


def _path(item: object) -> Path:
    path = item.get("path") if isinstance(item, dict) else None
    if (
        not isinstance(path, list)
        or not 0 < len(path) <= _DEEPEST
        or not all(isinstance(step, str | int) and not isinstance(step, bool) for step in path)
    ):
        raise WinsetError("A change names no part of the case.")
    return tuple(path)


def _value(item: Mapping[str, Any]) -> object:
    if "text" in item:
        number = typed(str(item["text"]))
        return REMOVED if number is None else number
    return item.get("value", REMOVED)


def apply(state: AppState, case: CaseFile, edit: Edit) -> CaseFile:
    """Change a case's file.

    Returns
    -------
    CaseFile
        The case afterwards.

    Raises
    ------
    ChangedError
        If the case is no longer as the person saw it.
    ScenarioError
        If it would have errors, or cannot be changed in place. Then nothing is written.
    """
    if case.revision != edit.revision:
        raise ChangedError(f"The case “{case.name}” was changed since this page was loaded.")
    before = case.scenario
    complete = {**edit.changes, **_begun(before, edit.changes)}
    # Judged on the very text that is written: the changed characters are read again as a scenario,
    # and an edit that would read as anything else raises, so a file with errors is never written.
    changed = amended(before, {**complete, **_judged(before, complete)})
    text = changed.origin.yaml()
    if text == case.text:
        return case
    after = state.workspace.write(case.name, text, expected=case.revision, known=changed)
    state.history.add(
        case.name, EditStep(edit.label, case.text, text, case.revision, after.revision)
    )
    return after


def _begun(scenario: Scenario, changes: Mapping[Path, object]) -> dict[Path, object]:
    """Give a stance that begins with its position a salience of 0, until its own cell is filled.

    Cells are filled one after the other, and a position without any salience is an error.
    """
    begun: dict[Path, object] = {}
    for path, value in changes.items():
        if len(path) != 5 or path[::2] != ("actors", "stances", "position") or value == REMOVED:
            continue
        salience: Path = (*path[:4], "salience")
        actor = scenario.actors.get(str(path[1]))
        stance = actor.stances.get(str(path[3])) if actor is not None else None
        if salience not in changes and (
            stance is None or "salience" not in stance.model_fields_set
        ):
            begun[salience] = 0
    return begun


def _judged(scenario: Scenario, changes: Mapping[Path, object]) -> dict[Path, object]:
    """Mark numbers as the analyst's own where they replace those a source gave.

    The source stays named: it still points the way.
    """
    judged: dict[Path, object] = {}
    for path, value in changes.items():
        if len(path) < 3 or path[0] != "actors" or isinstance(value, Removed):
            continue
        actor = scenario.actors.get(str(path[1]))
        if actor is None:
            continue
        is_stance = path[2] == "stances" and len(path) > 4
        entry = actor.stances.get(str(path[3])) if is_stance else actor
        if entry is None or entry.is_judgement or path[-1] in {"name", "note", "source", "basis"}:
            continue
        judged[(*path[: 4 if is_stance else 2], "basis")] = "judgement"
    return judged


def step(state: AppState, case: CaseFile, revision: str, *, forward: bool) -> tuple[CaseFile, str]:
    """Take the last change back, or do again what was taken back last.

    Returns
    -------
    CaseFile, str
        The case afterwards, and what was taken back or done.

    Raises
    ------
    ChangedError
        If the case is no longer as the person saw it.
    WinsetError
        If there is no such step.
    """
    if case.revision != revision:
        raise ChangedError(f"The case “{case.name}” was changed since this page was loaded.")
    next_step = state.history.next_step(case.name, revision, forward=forward)
    if next_step is None:
        raise WinsetError("There is nothing to redo." if forward else "There is nothing to undo.")
    text = next_step.after if forward else next_step.before
    after = state.workspace.write(case.name, text, expected=revision)
    state.history.move(case.name, forward=forward)
    return after, next_step.label
