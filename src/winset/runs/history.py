"""Runs that are finished: ordinary run folders, by whatever they were made."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from winset.errors import WinsetError
from winset.runs.manifest import MANIFEST

if TYPE_CHECKING:
    from winset.scenario import Scenario


@dataclass(frozen=True)
class FinishedRun:
    """A run folder, with what its manifest says it was made from and with."""

    folder: Path
    """Where it is."""
    scenario_id: str
    sha256: str
    """``scenario_id``, ``sha256``: id of the scenario, and hash of its text."""
    tables: Mapping[str, str]
    """Tables beside the scenario → their hashes."""
    perspective: str | None
    """Whose view of the table was run, None for the author's own."""
    without: tuple[str, ...]
    """Claims that were switched off."""
    worlds: int
    seed: int
    """``worlds``, ``seed``: of its draws."""
    created: dt.datetime
    """When it was finished."""
    seconds: float
    """How long it took."""
    version: str
    """Of winset, as it made the run."""
    files: Mapping[str, str]
    """Files it wrote → their hashes."""

    @property
    def name(self) -> str:
        """Name of its folder."""
        return self.folder.name

    def is_of(self, scenario: Scenario) -> bool:
        """Whether it was made from this very scenario, tables beside it included."""
        return self.sha256 == scenario.sha256 and dict(scenario.origin.files) == self.tables

    def result(self) -> dict[str, Any]:
        """Read ``result.json``.

        Raises
        ------
        WinsetError
            If it is not there or no longer what the run wrote.
        """
        content = self.file("result.json")
        result = json.loads(content)
        if not isinstance(result, dict):
            raise WinsetError(f"{self.name}: result.json is not that of a run.")
        return result

    def file(self, name: str) -> bytes:
        """Read a file the run wrote.

        Raises
        ------
        WinsetError
            If the run wrote no such file, or it is gone or changed.
        """
        expected = self.files.get(name)
        path = self.folder / name
        if expected is None or path.is_symlink() or not path.is_file():
            raise WinsetError(f"{self.name}: has no {name}.")
        content = path.read_bytes()
        if hashlib.sha256(content).hexdigest() != expected:
            raise WinsetError(f"{self.name}: {name} was changed after the run wrote it.")
        return content


def finished_runs(root: Path) -> tuple[FinishedRun, ...]:
    """List the runs directly in a folder, the latest first; links are not followed."""
    runs = [
        run
        for path in root.iterdir()
        if not path.name.startswith(".") and path.is_dir() and not path.is_symlink()
        for run in [finished_run(path)]
        if run is not None
    ]
    return tuple(sorted(runs, key=lambda run: (run.created, run.name), reverse=True))


def finished_run(folder: Path) -> FinishedRun | None:
    """Read what a run folder says of itself; None where it is none that this version reads."""
    try:
        manifest = json.loads((folder / MANIFEST).read_text("utf-8"))
    except (OSError, ValueError):
        return None
    if not isinstance(manifest, dict) or manifest.get("winset_run") != 1:
        return None
    try:
        scenario = manifest["scenario"]
        run = FinishedRun(
            folder,
            scenario_id=str(scenario["id"]),
            sha256=str(scenario["sha256"]),
            tables=dict(scenario.get("files", {})),
            perspective=scenario.get("perspective"),
            without=tuple(str(claim) for claim in scenario.get("without", ())),
            worlds=int(manifest["worlds"]),
            seed=int(manifest["seed"]),
            created=dt.datetime.fromisoformat(str(manifest["created"])),
            seconds=float(sum(manifest.get("seconds", {}).values())),
            version=str(manifest.get("version", "")),
            files=dict(manifest.get("files", {})),
        )
    except (KeyError, TypeError, ValueError, AttributeError):
        return None
    return run if run.created.tzinfo is not None else None
