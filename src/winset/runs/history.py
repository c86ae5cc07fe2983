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
    """A run folder.

    Attributes
    ----------
    folder
        Where it is.
    manifest
        What it was made from and with.
    """

    folder: Path
    manifest: Mapping[str, Any]

    @property
    def name(self) -> str:
        """Name of its folder."""
        return self.folder.name

    @property
    def scenario_id(self) -> str:
        """Id of the scenario."""
        return str(self.manifest["scenario"]["id"])

    @property
    def sha256(self) -> str:
        """Hash of the scenario's text."""
        return str(self.manifest["scenario"]["sha256"])

    @property
    def perspective(self) -> str | None:
        """Whose view of the table was run, None for the author's own."""
        observer = self.manifest["scenario"].get("perspective")
        return None if observer is None else str(observer)

    @property
    def worlds(self) -> int:
        """Number of worlds."""
        return int(self.manifest["worlds"])

    @property
    def seed(self) -> int:
        """Seed of the draws."""
        return int(self.manifest["seed"])

    @property
    def created(self) -> dt.datetime:
        """When it was finished."""
        return dt.datetime.fromisoformat(str(self.manifest["created"]))

    @property
    def seconds(self) -> float:
        """How long it took."""
        return float(sum(self.manifest.get("seconds", {}).values()))

    def is_of(self, scenario: Scenario) -> bool:
        """Whether it was made from this very scenario, tables beside it included."""
        files = self.manifest["scenario"].get("files", {})
        return self.sha256 == scenario.sha256 and dict(scenario.origin.files) == files

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
        expected = self.manifest.get("files", {}).get(name)
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
    run = FinishedRun(folder, manifest)
    try:
        _ = (run.scenario_id, run.sha256, run.worlds, run.seed, run.created, run.seconds)
    except (KeyError, TypeError, ValueError, AttributeError):
        return None
    return run if run.created.tzinfo is not None else None
