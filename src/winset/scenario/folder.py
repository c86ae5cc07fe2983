"""A new folder, whole or not at all."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path

from winset.errors import WinsetError


def check_new(target: Path) -> None:
    """Refuse a folder that could not be written without touching what is there.

    Raises
    ------
    WinsetError
        If it is a file or holds anything already.
    """
    if target.exists() and (not target.is_dir() or any(target.iterdir())):
        message = f"{target} exists and is not an empty folder."
        raise WinsetError(f"{message} Name a new folder; nothing is ever overwritten.")


def write_whole(target: Path, fill: Callable[[Path], None]) -> None:
    """Have a folder, new or empty, filled beside its place, and move it there last.

    Raises
    ------
    WinsetError
        If the folder holds anything already or cannot be written. Then, and whenever ``fill``
        raises, nothing is left behind.
    """
    check_new(target)
    try:
        _write_beside(target.resolve(), fill)
    except OSError as error:
        reason = error.strerror or str(error)
        raise WinsetError(f"{target} cannot be written: {reason}. Name another folder.") from error


def _write_beside(target: Path, fill: Callable[[Path], None]) -> None:
    existed = target.exists()
    target.parent.mkdir(parents=True, exist_ok=True)
    # an empty folder that is there stays the same folder: it may be the one the user stands in
    draft = Path(tempfile.mkdtemp(prefix=".new-", dir=target if existed else target.parent))
    try:
        folder = draft / "folder"
        folder.mkdir()
        fill(folder)
        if existed:
            _move_parts(folder, target)
        else:
            folder.rename(target)
    finally:
        shutil.rmtree(draft, ignore_errors=True)


def _move_parts(folder: Path, target: Path) -> None:
    moved: list[Path] = []
    try:
        # the scenario comes last: a folder without one is no case
        for part in sorted(folder.iterdir(), key=lambda p: (p.name == "scenario.yaml", p.name)):
            moved.append(target / part.name)
            part.rename(moved[-1])
    except OSError:
        for part in moved:
            shutil.rmtree(part) if part.is_dir() else part.unlink(missing_ok=True)
        raise
