"""Long work in the background: started, watched, cancelled."""

from __future__ import annotations

import secrets
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Literal

State = Literal["running", "done", "failed", "cancelled"]

Progress = Callable[[str, int, int], None]
"""Called with what is being done, how much is done and how much there is."""


class Cancelled(Exception):  # noqa: N818  (a wish, not an error)
    """The person asked the work to stop."""


@dataclass
class Job:
    """One piece of work.

    Attributes
    ----------
    id
        Part of its address.
    case, revision, title
        What it works on, and what a person reads.
    state, what, done, total
        How far it is.
    result
        What the work returned.
    error
        What a person reads where it failed.
    """

    id: str
    case: str
    revision: str
    title: str
    started: float
    state: State = "running"
    what: str = ""
    done: int = 0
    total: int = 0
    result: Any = None
    error: str = ""
    _stop: threading.Event = field(default_factory=threading.Event, repr=False)

    def cancel(self) -> None:
        """Ask the work to stop where it next reports."""
        self._stop.set()

    def report(self, what: str, done: int, total: int) -> None:
        """Take note of how far the work is; raises :class:`Cancelled` if it shall stop."""
        self.what, self.done, self.total = what, done, total
        if self._stop.is_set():
            raise Cancelled


class Jobs:
    """All work of this start."""

    def __init__(self) -> None:
        self._jobs: dict[str, Job] = {}

    def start(self, case: str, revision: str, title: str, work: Callable[[Progress], Any]) -> Job:
        """Start work in a thread of its own; ``work`` is given where to report."""
        job = Job(secrets.token_hex(8), case, revision, title, time.time())
        self._jobs[job.id] = job
        threading.Thread(target=_do, args=(job, work), name=title, daemon=True).start()
        return job

    def get(self, job_id: str) -> Job | None:
        """Return a job by its id."""
        return self._jobs.get(job_id)

    def of_case(self, case: str) -> tuple[Job, ...]:
        """Jobs of a case, the latest first."""
        return tuple(job for job in reversed(self._jobs.values()) if job.case == case)


def _do(job: Job, work: Callable[[Progress], Any]) -> None:
    try:
        job.result = work(job.report)
        job.state = "done"
    except Cancelled:
        job.state = "cancelled"
    except Exception as error:  # whatever went wrong is shown where the work was asked for
        job.error, job.state = str(error) or type(error).__name__, "failed"
