"""Reading a scenario from a file, a case folder, tables, a workbook or a plain mapping."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping
from pathlib import Path
from typing import Any

from winset.scenario.case import Case
from winset.scenario.files import read_text
from winset.scenario.origin import Draft
from winset.scenario.source_places import Finding, Places, UnreadableError
from winset.scenario.validate import build_scenario
from winset.scenario.yamltree import MAX_DEPTH, MAX_NODES, read_yaml

_YAML = {".yaml", ".yml"}
_ACTORS = "actors.csv"
_WORKBOOKS = {".xlsx", ".xlsm", ".xls", ".ods"}


def read_scenario(path: str | Path, perspective: str | None = None) -> Case:
    """Read a scenario and everything it names.

    Parameters
    ----------
    path
        A YAML file; an ``.xlsx`` workbook; the ``actors.csv`` of a folder of tables; or a case
        folder with ``scenario.yaml``, exactly one YAML file, tables, or exactly one workbook.
    perspective
        Id of a perspective to lay over it.

    Returns
    -------
    Case
        With what is doubtful in ``warnings`` and where it was read from in ``origin``.

    Raises
    ------
    ScenarioError
        With every error of every file, in the order of file and line.
    """
    try:
        draft = _draft(Path(path))
    except UnreadableError as error:
        raise error.at(str(path)) from None
    scenario = build_scenario(draft, Case)
    return scenario if perspective is None else scenario.seen_as(perspective)


def scenario_of_text(text: str, path: str | Path) -> Case:
    """Read a scenario from YAML as if it stood at ``path``, to whose folder its files are relative.

    Raises
    ------
    ScenarioError
        As :func:`read_scenario`.
    """
    file = Path(path)
    try:
        tree = read_yaml(text, str(file))
    except UnreadableError as error:
        raise error.at(str(file)) from None
    return build_scenario(
        Draft(tree.content, tree.places, tree.findings, file, file.parent, text), Case
    )


def scenario_from(
    mapping: Mapping[str, Any],
    base_dir: str | Path | None = None,
    perspective: str | None = None,
) -> Case:
    """Build a scenario from a plain mapping with the keys of the file format.

    Parameters
    ----------
    mapping
        Text, numbers, lists and mappings; numbers as keys become text.
    base_dir
        Folder that the files it names are relative to.
    perspective
        Id of a perspective to lay over it.

    Raises
    ------
    ScenarioError
        With every error, each naming its field.
    """
    try:
        raw = _plain(mapping, (), [MAX_NODES])
    except UnreadableError as error:
        raise error.at() from None
    folder = None if base_dir is None else Path(base_dir)
    scenario = build_scenario(Draft(raw, Places(), base_dir=folder), Case)
    return scenario if perspective is None else scenario.seen_as(perspective)


def _draft(path: Path) -> Draft:
    if path.is_dir():
        return _folder(path)
    if path.name.lower() == _ACTORS:
        return _tables(path.parent)
    return _workbook(path) if path.suffix.lower() in _WORKBOOKS else _yaml_file(path)


def _folder(folder: Path) -> Draft:
    if (folder / "scenario.yaml").is_file():
        return _yaml_file(folder / "scenario.yaml")
    candidates = _files(folder, _YAML)
    if len(candidates) == 1:
        return _yaml_file(candidates[0])
    if (folder / _ACTORS).is_file():
        return _tables(folder)
    candidates += _files(folder, _WORKBOOKS)
    if len(candidates) == 1:
        return _workbook(candidates[0])
    if candidates:
        names = ", ".join(p.name for p in candidates[:6])
        message, fix = f"several scenarios: {names}", "Name one of them, or call it scenario.yaml."
    else:
        message = "no scenario in this folder"
        fix = "Put a scenario.yaml or an actors.csv there, or start one with “winset new”."
    raise UnreadableError(Finding("no-scenario", (), message, fix))


def _files(folder: Path, endings: Collection[str]) -> list[Path]:
    # “~$…” is what a spreadsheet program leaves there while a workbook is open
    return sorted(
        path
        for path in folder.iterdir()
        if path.suffix.lower() in endings and path.is_file() and not path.name.startswith("~$")
    )


def _tables(folder: Path) -> Draft:
    from winset.scenario.tables import draft_of_tables, read_folder

    return draft_of_tables(read_folder(folder), folder, folder)


def _workbook(path: Path) -> Draft:
    from winset.scenario.columns import COLUMNS
    from winset.scenario.tables import draft_of_tables
    from winset.scenario.workbook import read_workbook

    return draft_of_tables(read_workbook(path, COLUMNS), path, path.parent)


def _yaml_file(path: Path) -> Draft:
    text = read_text(path)
    tree = read_yaml(text, str(path))
    return Draft(tree.content, tree.places, tree.findings, path, path.parent, text)


def _plain(value: Any, path: tuple[str | int, ...], left: list[int]) -> Any:  # noqa: ANN401
    left[0] -= 1
    if len(path) > MAX_DEPTH or left[0] < 0:
        fix = "Look for a list or mapping that contains itself."
        raise UnreadableError(Finding("too-deep", path[:6], "nested too deep, or too large", fix))
    if isinstance(value, Mapping):
        return {str(k): _plain(v, (*path, str(k)), left) for k, v in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(v, (*path, i), left) for i, v in enumerate(value)]
    if isinstance(value, dt.date) and not isinstance(value, dt.datetime):
        return value.isoformat()
    return value
