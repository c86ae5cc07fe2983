"""The folder a run writes, whole or not at all."""

from __future__ import annotations

import itertools
import json
import shutil
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from winset.errors import WinsetError
from winset.runs.manifest import MANIFEST, is_run, manifest_of

if TYPE_CHECKING:
    from winset.analysis import Analysis
    from winset.scenario import Scenario


@dataclass(frozen=True)
class RunTarget:
    """Where a run will be written, settled before the run begins."""

    path: Path
    """The folder; it does not exist yet, is empty, or holds an earlier run to be replaced."""

    @classmethod
    def at(cls, path: Path) -> RunTarget:
        """Take a folder the user named.

        Raises
        ------
        WinsetError
            If it is a file, the working directory, or a folder that holds anything but an earlier
            run.
        """
        if path.is_dir() and any(path.iterdir()) and not is_run(path / MANIFEST):
            raise WinsetError(
                f"{path}: holds files that are not a run of winset, and nothing is overwritten. "
                "Name a new folder with -o."
            )
        if path.exists() and not path.is_dir():
            raise WinsetError(f"{path}: is a file. Name a folder with -o.")
        if Path.cwd().is_relative_to(path.resolve()):
            # The folder is replaced as a whole, which would leave the shell in one that is gone.
            raise WinsetError(f"{path}: is the folder you are in. Name another one with -o.")
        _check_writable(path)
        return cls(path)

    @classmethod
    def beside(cls, case_id: str) -> RunTarget:
        """Take the first free one of ``ID-run``, ``ID-run-2``, … in the working directory."""
        path = Path(first_free(f"{case_id}-run", lambda name: Path(name).exists()))
        _check_writable(path)
        return cls(path)


def first_free(name: str, is_taken: Callable[[str], bool]) -> str:
    """Return the first of ``name``, ``name-2``, ``name-3``, … that is not taken."""
    numbered = (f"{name}-{number}" for number in itertools.count(2))
    return next(each for each in itertools.chain([name], numbered) if not is_taken(each))


def _check_writable(path: Path) -> None:
    """Find out now, not after a long run, whether the folder can be written."""
    parent = path.resolve().parent
    try:
        parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=parent):
            pass
    except OSError as error:
        raise WinsetError(
            f"{path}: cannot be written ({error.strerror}). Name another folder with -o."
        ) from error


def write_run(analysis: Analysis, target: RunTarget, seconds: Mapping[str, float]) -> Path:
    """Write report, result, scenario and manifest, in one step; returns the folder.

    The manifest says how many seconds each stage took.

    Raises
    ------
    WinsetError
        If the folder cannot be written; then it is as it was before.
    """
    path = target.path.resolve()  # what a symbolic link names is replaced, not the link
    try:
        draft = Path(tempfile.mkdtemp(prefix=f".{path.name}-", dir=path.parent))
        try:
            _fill(draft, analysis, seconds)
            draft.chmod(0o755)
            _replace(path, draft)
        finally:
            shutil.rmtree(draft, ignore_errors=True)
    except OSError as error:
        raise WinsetError(f"{target.path}: cannot be written ({error.strerror}).") from error
    return target.path


def _fill(draft: Path, analysis: Analysis, seconds: Mapping[str, float]) -> None:
    from winset.report.page import write_report

    (draft / "result.json").write_text(_json(analysis.to_dict()), encoding="utf-8")
    write_report(draft / "report.html", analysis)
    write_scenario(draft, analysis.scenario)
    manifest = manifest_of(analysis, draft, seconds)
    (draft / MANIFEST).write_text(_json(manifest), encoding="utf-8")


def write_scenario(draft: Path, scenario: Scenario) -> None:
    """Write the scenario as read, with the member files it names, so that it runs again."""
    origin = scenario.origin
    (draft / "scenario.yaml").write_text(origin.yaml(), encoding="utf-8")
    for name in origin.files:
        copy = draft / name
        if origin.base_dir is None or copy.exists():
            continue
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(origin.base_dir / name, copy)


def _replace(path: Path, draft: Path) -> None:
    """Put the draft in place; an earlier run is set aside first and only then deleted."""
    if not path.exists():
        draft.rename(path)
        return
    aside = Path(tempfile.mkdtemp(prefix=f".{path.name}-", dir=path.parent))
    earlier = path.rename(aside / "earlier")
    try:
        draft.rename(path)
    except OSError:
        earlier.rename(path)
        raise
    finally:
        shutil.rmtree(aside, ignore_errors=True)


def _json(value: object) -> str:
    return json.dumps(value, indent=2, ensure_ascii=False, allow_nan=False) + "\n"
