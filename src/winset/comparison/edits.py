"""Edits of a scenario by dotted path, with everything that is wrong with them said at once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from io import StringIO

from winset.errors import Problem, ScenarioError
from winset.phrases import as_written
from winset.scenario.case import Case


def edited_from(scenario: Case, texts: Sequence[str]) -> Case:
    """Edit a scenario by texts such as ``actors.us_senate.no_deal_cost=0.1``.

    Parameters
    ----------
    scenario
        The scenario; it is left as it is.
    texts
        Each ``path=value``, the value as it would stand in the file.

    Raises
    ------
    ScenarioError
        Naming every text that is none, every path that leads nowhere or is given twice, and every
        value that cannot stand there.
    """
    changes, problems = _read(texts)
    if not problems:
        return edited_by(scenario, changes)
    try:
        edited_by(scenario, changes)
    except ScenarioError as error:
        problems.extend(error.problems)
    raise ScenarioError(problems)


def _read(texts: Sequence[str]) -> tuple[dict[str, object], list[Problem]]:
    from ruamel.yaml import YAML
    from ruamel.yaml.error import YAMLError

    changes: dict[str, object] = {}
    problems: list[Problem] = []
    for text in texts:
        path, equals, written = (part.strip() for part in text.partition("="))
        if not path or not equals:
            problems.append(_unreadable(text, "does not say what to set"))
            continue
        if path in changes:
            problems.append(
                Problem("set-twice", "is set twice", "Give each path one value.", field=path)
            )
            continue
        try:
            changes[path] = YAML(typ="safe", pure=True).load(StringIO(written))
        except (YAMLError, ValueError) as error:
            why = str(getattr(error, "problem", None) or error).splitlines()[0]
            problems.append(_unreadable(text, f"cannot be read as a value ({why})"))
    return changes, problems


def _unreadable(text: str, message: str) -> Problem:
    fix = "Write PATH=VALUE, such as actors.us_senate.stances.territory.position=55."
    return Problem("bad-set", message, fix, field=as_written(text.partition("=")[0]),
                   value=as_written(text))  # fmt: skip


def edited_by(scenario: Case, changes: Mapping[str, object]) -> Case:
    """Edit a scenario as `Case.with_changes` does, but name every path that leads nowhere.

    Raises
    ------
    ScenarioError
        With the problems of all paths and of all values, each with the value that was asked for.
    """
    try:
        return scenario.with_changes(changes)
    except ScenarioError as error:
        problems = list(error.problems)
    # `with_changes` stops at the first path that leads nowhere. So each path is tried alone for
    # that, and the rest together, since some edits hold only in company (a scale and its options).
    lost = [problem for path, value in changes.items() for problem in _lost(scenario, path, value)]
    if lost:
        paths = {problem.field for problem in lost}
        rest = {path: value for path, value in changes.items() if path not in paths}
        problems = [*lost, *_problems(scenario, rest)]
    raise ScenarioError(problems)


def _problems(scenario: Case, changes: Mapping[str, object]) -> tuple[Problem, ...]:
    try:
        scenario.with_changes(changes)
    except ScenarioError as error:
        return error.problems
    return ()


def _lost(scenario: Case, path: str, value: object) -> list[Problem]:
    """Problems of a path that leads nowhere, with the value it was to be given."""
    problems = _problems(scenario, {path: value})
    return [
        replace(problem, field=path, value=problem.value or as_written(value))
        for problem in problems
        if problem.code == "unknown-path"
    ]
