"""Bundled cases, and how a case is found by its id or its path."""

from __future__ import annotations

import difflib
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

from winset.errors import WinsetError

if TYPE_CHECKING:
    from winset.scenario.case import Case

_HERE = Path(__file__).parent
_TEACHING = ("treaty-senate", "unit-pie")


def case_ids() -> tuple[str, ...]:
    """Ids of the bundled cases: the real ones, ``us-russia-2025`` first, then the teaching ones."""
    found = sorted(path.parent.name for path in _HERE.glob("*/scenario.yaml"))
    return tuple(sorted(found, key=lambda id_: (id_ in _TEACHING, id_ != "us-russia-2025")))


def case_path(case: str | Path) -> Path:
    """Path of a case given by its path or by the id of a bundled one.

    Raises
    ------
    WinsetError
        If there is neither such a path nor such a case.
    """
    path = Path(case)
    if path.exists() or path.is_symlink():
        return path
    if str(case) in case_ids():
        return _HERE / str(case)
    near = difflib.get_close_matches(str(case), case_ids(), n=1)
    hint = f" Did you mean {near[0]}?" if near else ""
    raise WinsetError(
        f"{case}: no such file, folder or bundled case.{hint} "
        f"Give a path, or one of: {', '.join(case_ids())}."
    )


def load(case: str | Path) -> Case:
    """Read a scenario from a file, a case folder, a workbook or a bundled case.

    Parameters
    ----------
    case
        A path, or the id of a bundled case such as ``us-russia-2025``.

    Returns
    -------
    Case
        With its warnings in ``scenario.warnings``.

    Raises
    ------
    ScenarioError
        Naming every problem with its file, line, field, value and fix.
    WinsetError
        If there is no such case.
    """
    from winset.scenario import read_scenario

    return read_scenario(case_path(case))


def copy_case(case_id: str, directory: Path) -> Path:
    """Copy a bundled case into a new folder, to be changed there.

    Raises
    ------
    WinsetError
        If there is no such case, or the folder is there already.
    """
    if case_id not in case_ids():
        raise WinsetError(f"{case_id}: no bundled case. Choose one of: {', '.join(case_ids())}.")
    if directory.exists():
        raise WinsetError(f"{directory}: is there already. Name a folder that does not exist yet.")
    try:
        shutil.copytree(_HERE / case_id, directory, ignore=shutil.ignore_patterns("__pycache__"))
    except OSError as error:
        raise WinsetError(f"{directory}: cannot be written ({error.strerror}).") from error
    return directory
