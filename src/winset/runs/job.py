"""A run under way: everything known of it stands in one hidden folder beside where it will be.

Whoever asks for a run writes the folder and starts a process of its own for it (``worker``). What
the process has done it writes there, and what is wished of it, it reads there. So it does not
matter which of the two dies: a run whose process is gone is interrupted, still has everything it
needs to be started again, and what it had written goes with the folder. The finished run is moved
to its place last, in one step.

Why nothing is lost or done twice, though no lock is held between processes:

- Only one process may work on a job: the one whose name stands in ``claim``. Starting again writes
  another name, and the earlier process, should it still live, ends at its next beat.
- Every change that others see is one rename in one file system: the whole job appears, goes or
  becomes a run at once. So a reader sees a state before or after, never one between.
- A process says that it lives by the time of ``progress.json``; nobody needs to know its number,
  which another process could have by now.
"""

from __future__ import annotations

import datetime as dt
import json
import os
import re
import secrets
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from winset.errors import WinsetError
from winset.runs.folder import first_free, write_scenario

if TYPE_CHECKING:
    from winset.scenario import Scenario

State = Literal["running", "stopping", "interrupted", "failed"]

BEAT = 0.2
"""Seconds between two signs of life of a run's process."""

SILENCE = 6.0
"""Seconds without a sign of life after which a run counts as interrupted."""

_PREFIX = ".under-way-"
_GONE = ".gone-"
_SPEC, _PROGRESS, _STOP, _FAILURE, _LOG = "order.json", "progress.json", "stop", "failure", "log"
_CLAIM = "claim"
_NAME = re.compile(r"^[A-Za-z0-9_][A-Za-z0-9_\-.]{0,95}$")


@dataclass(frozen=True)
class JobSpec:
    """What is to be run."""

    name: str
    """Of the folder the run will be."""
    case: str
    """Name of the case's folder."""
    worlds: int | None
    seed: int | None
    """``worlds``, ``seed``: in place of the scenario's settings, or None."""
    advice: bool
    """Whether it shall give all advice, which takes longer."""
    placed: str
    """When it was asked for, ISO 8601 in UTC."""


@dataclass(frozen=True)
class Progress:
    """How far a run is."""

    what: str = "Starting"
    """What is being done."""
    done: int = 0
    total: int = 0
    """``done``, ``total``: how much of it; a total of 0 where that is not known."""


@dataclass(frozen=True)
class Job:
    """One run under way."""

    folder: Path
    """Where everything of it stands."""
    spec: JobSpec
    """What is to be run."""

    @property
    def target(self) -> Path:
        """Folder the finished run is moved to."""
        return self.folder.parent / self.spec.name

    @property
    def case_folder(self) -> Path:
        """The case as it was when the run was asked for."""
        return self.folder / "case"

    @property
    def progress(self) -> Progress:
        """How far it is."""
        stated = _mapping(self.folder / _PROGRESS)
        done, total = stated.get("done", 0), stated.get("total", 0)
        counts = (done, total) if isinstance(done, int) and isinstance(total, int) else (0, 0)
        return Progress(str(stated.get("what", "Starting")), *counts)

    @property
    def state(self) -> State:
        """Whether its process works, stops, has failed, or is gone."""
        if (self.folder / _FAILURE).exists():
            return "failed"
        if time.time() - self._last_sign > SILENCE:
            return "interrupted"
        return "stopping" if self.stop_requested else "running"

    @property
    def _last_sign(self) -> float:
        for name in (_PROGRESS, _SPEC):
            try:
                return (self.folder / name).stat().st_mtime
            except OSError:
                continue
        return 0.0

    @property
    def failure(self) -> str:
        """What a person reads where it failed; empty where it has not."""
        try:
            return (self.folder / _FAILURE).read_text("utf-8").strip()
        except OSError:
            return ""

    @property
    def stop_requested(self) -> bool:
        """Whether somebody wishes it to stop."""
        return (self.folder / _STOP).exists()

    def is_claimed_by(self, process: str) -> bool:
        """Whether the run still is this process's to do: one started later takes it over."""
        try:
            return (self.folder / _CLAIM).read_text("utf-8") == process
        except OSError:
            return False

    def report_progress(self, progress: Progress) -> None:
        """Leave a sign of life."""
        _write(self.folder / _PROGRESS, asdict(progress))

    def fail(self, reason: str) -> None:
        """Say why it could not be done."""
        (self.folder / _FAILURE).write_text(reason + "\n", "utf-8")

    def start(self) -> subprocess.Popen[bytes]:
        """Start its process, afresh if it was interrupted or failed.

        Returns
        -------
        subprocess.Popen
            To be asked now and then whether it has ended.
        """
        process = secrets.token_hex(8)
        (self.folder / _CLAIM).write_text(process, "utf-8")
        for name in (_STOP, _FAILURE):
            (self.folder / name).unlink(missing_ok=True)
        self.report_progress(Progress())
        with (self.folder / _LOG).open("wb") as log:
            return subprocess.Popen(
                [sys.executable, "-m", "winset.runs.worker", str(self.folder), process],
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                # Ctrl-C in the terminal is for the app; its runs go on
                start_new_session=True,
            )

    def cancel(self) -> None:
        """Wish it to stop; one that no process works on any more is thrown away."""
        if self.state in {"interrupted", "failed"}:
            self.discard()
        else:
            (self.folder / _STOP).touch()

    def discard(self) -> None:
        """Throw it away with all it has written."""
        gone = self.folder.with_name(f"{_GONE}{secrets.token_hex(8)}")
        try:
            # from here on it is no run any more, however long the files take to go
            self.folder.rename(gone)
        except OSError:
            return  # somebody else was faster
        shutil.rmtree(gone, ignore_errors=True)

    def finish(self, run: Path) -> None:
        """Move the finished run to its place and clear up.

        Raises
        ------
        WinsetError
            If something stands there by now.
        """
        if self.target.exists():
            raise WinsetError(f"{self.spec.name}: is there already, and nothing is overwritten.")
        run.rename(self.target)
        self.discard()


def create_job(
    root: Path,
    case: str,
    scenario: Scenario,
    *,
    worlds: int | None = None,
    seed: int | None = None,
    advice: bool = False,
) -> Job:
    """Ask for a run of a scenario as it is now; it is not started yet.

    It will be ``CASE-run``, ``CASE-run-2``, … in the root folder. Worlds and seed stand in place of
    the scenario's settings; with ``advice`` it gives all advice.

    Raises
    ------
    WinsetError
        If it cannot be written.
    """
    placed = dt.datetime.now(dt.UTC).isoformat(timespec="seconds")
    try:
        draft = Path(tempfile.mkdtemp(prefix=".new-", dir=root))
        try:
            (draft / "case").mkdir()
            write_scenario(draft / "case", scenario)
            name = first_free(
                f"{case}-run",
                lambda name: (root / name).exists() or (root / f"{_PREFIX}{name}").exists(),
            )
            spec = JobSpec(name, case, worlds, seed, advice, placed)
            _write(draft / _SPEC, asdict(spec))
            # fails where somebody took the name meanwhile: a folder that holds files stays
            return Job(draft.rename(root / f"{_PREFIX}{name}"), spec)
        finally:
            shutil.rmtree(draft, ignore_errors=True)
    except OSError as error:
        raise WinsetError(f"No run can be written to {root} ({error.strerror}).") from error


def remove_discarded(root: Path) -> None:
    """Remove what is left of runs thrown away while the machine was switched off."""
    for folder in root.glob(f"{_GONE}*"):
        shutil.rmtree(folder, ignore_errors=True)


def unfinished_jobs(root: Path) -> tuple[Job, ...]:
    """List the runs under way, the latest first."""
    jobs = [job for path in root.glob(f"{_PREFIX}*") if (job := read_job(path)) is not None]
    return tuple(sorted(jobs, key=lambda job: job.spec.placed, reverse=True))


def job_named(root: Path, name: str) -> Job | None:
    """Return the run under way that will have this name, None if there is none."""
    return read_job(root / f"{_PREFIX}{name}") if _NAME.match(name) else None


def read_job(folder: Path) -> Job | None:
    """Read the job in a folder; None where it holds none."""
    stated = _mapping(folder / _SPEC)
    try:
        spec = JobSpec(
            str(stated["name"]),
            str(stated["case"]),
            None if stated["worlds"] is None else int(stated["worlds"]),
            None if stated["seed"] is None else int(stated["seed"]),
            stated["advice"] is True,
            str(stated["placed"]),
        )
    except (KeyError, TypeError, ValueError):
        return None
    # a name from the file leads to where the run is moved, so it must be the folder's own
    fits = _NAME.match(spec.name) and folder.name == f"{_PREFIX}{spec.name}"
    return Job(folder, spec) if fits and not folder.is_symlink() else None


def _mapping(path: Path) -> Mapping[str, Any]:
    try:
        content = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return content if isinstance(content, dict) else {}


def _write(path: Path, content: Mapping[str, Any]) -> None:
    """Replace a small file in one step, so that nobody reads half of it."""
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    draft.write_text(json.dumps(content, ensure_ascii=False), "utf-8")
    draft.replace(path)
