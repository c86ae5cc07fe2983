"""The runs of a workspace: started in processes of their own, watched, cancelled, begun again."""

from __future__ import annotations

import threading

from winset.errors import WinsetError
from winset.runs.history import FinishedRun, finished_run, finished_runs
from winset.runs.job import Job, create_job, job_named, remove_discarded, unfinished_jobs
from winset.web.workspace import NAME, CaseFile, Workspace

MOST_AT_ONCE = 2
"""Runs at work at a time; each uses all processors."""


class JobQueue:
    """Runs of one workspace; all that is known of them is on disk.

    Parameters
    ----------
    workspace
        The cases.
    """

    def __init__(self, workspace: Workspace) -> None:
        self.workspace = workspace
        self._lock = threading.Lock()
        remove_discarded(workspace.root)

    def start(
        self,
        case: CaseFile,
        *,
        worlds: int | None = None,
        seed: int | None = None,
        advice: bool = False,
    ) -> Job:
        """Start a run of a case as it is now.

        Raises
        ------
        ScenarioError
            If the case has errors.
        WinsetError
            If as many runs as may are at work, or the folder cannot be written.
        """
        scenario = case.scenario
        with self._lock:
            self._check_room()
            job = create_job(
                self.workspace.root, case.name, scenario, worlds=worlds, seed=seed, advice=advice
            )
            _start(job)
        return job

    def restart(self, job: Job) -> None:
        """Start a run afresh that was interrupted or has failed.

        Raises
        ------
        WinsetError
            If it is at work, or as many runs as may are.
        """
        with self._lock:
            if job.state in {"running", "stopping"}:
                raise WinsetError("That run is at work already.")
            self._check_room()
            _start(job)

    def _check_room(self) -> None:
        busy = [job for job in unfinished_jobs(self.workspace.root) if job.state == "running"]
        if len(busy) >= MOST_AT_ONCE:
            raise WinsetError(
                f"{MOST_AT_ONCE} runs are at work already. Wait for one, or cancel it."
            )

    def unfinished(self, case: CaseFile) -> tuple[Job, ...]:
        """Runs of a case that are not finished, the latest first."""
        jobs = unfinished_jobs(self.workspace.root)
        return tuple(job for job in jobs if job.spec.case == case.name)

    def job(self, name: str) -> Job | None:
        """A run that is not finished, by the name it will have."""
        return job_named(self.workspace.root, name)

    def finished(self, case: CaseFile) -> tuple[FinishedRun, ...]:
        """Finished runs of a case, by whatever they were made, the latest first.

        Those named for it, and those of a scenario with its id that are named for no other case:
        a copy has the id of its original until somebody changes it.
        """
        others = [name for name in self.workspace.names() if name != case.name]
        return tuple(
            run
            for run in finished_runs(self.workspace.root)
            if _is_named_for(run, case.name)
            or (
                case.usable
                and run.scenario_id == case.scenario.id
                and not any(_is_named_for(run, other) for other in others)
            )
        )

    def run(self, name: str) -> FinishedRun | None:
        """A finished run by its name."""
        folder = self.workspace.root / name
        if not NAME.match(name) or folder.is_symlink():
            return None
        return finished_run(folder)


def _start(job: Job) -> None:
    """Start a job; the system keeps an ended process until somebody has waited for it."""
    threading.Thread(target=job.start().wait, daemon=True).start()


def _is_named_for(run: FinishedRun, case: str) -> bool:
    """Whether a run is named as those of a case are."""
    rest = run.name.removeprefix(f"{case}-run")
    return rest != run.name and (rest == "" or (rest[0] == "-" and rest[1:].isdigit()))
