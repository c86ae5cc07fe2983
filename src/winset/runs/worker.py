"""The process of one run: ``python -m winset.runs.worker FOLDER CLAIM`` (see ``job``)."""

from __future__ import annotations

import contextlib
import os
import sys
import threading
import time
from pathlib import Path

from winset.errors import ScenarioError, WinsetError
from winset.phrases import sentence
from winset.runs.folder import RunTarget, write_run
from winset.runs.job import BEAT, Job, Progress, read_job


class Heartbeat:
    """Tells how far the work is and ends the process once that is wished."""

    def __init__(self, job: Job, process: str) -> None:
        self.job, self.process = job, process
        self.progress = Progress("Reading the case")
        self._ended = threading.Event()
        self._beating = threading.Thread(target=self._beat, daemon=True)

    def __enter__(self) -> Heartbeat:
        self._beating.start()
        return self

    def __exit__(self, *_: object) -> None:
        # Also when the work has failed. It fails when its files go away under it, and the end of
        # the process must not come before the thread that throws them away has done so.
        self.stop()

    def note(self, what: str, done: int = 0, total: int = 0) -> None:
        """Take note of how far the work is."""
        self.progress = Progress(what, done, total)

    def stop(self) -> None:
        """Leave no more signs: the folder is about to go."""
        self._ended.set()
        self._beating.join()

    def _beat(self) -> None:
        while not self._ended.is_set():
            # The claim first: a process that lost its job must not act on a wish to stop meant for
            # the one that has it. No clean-up on the way out, for all files are the other's now.
            if not self.job.is_claimed_by(self.process):
                os._exit(0)
            if self.job.stop_requested:
                # nothing else in this process is worth a word: all it wrote lies in the folder
                self.job.discard()
                os._exit(0)
            with contextlib.suppress(OSError):  # a full disk is told where the run is written
                self.job.report_progress(self.progress)
            self._ended.wait(BEAT)


def run(job: Job, process: str) -> None:
    """Do the work, and move what comes of it to its place.

    Raises
    ------
    WinsetError
        If the case cannot be analysed or the run cannot be written.
    """
    with Heartbeat(job, process) as heartbeat:
        finished = _worked_out(job, process, heartbeat)
    job.finish(finished)


def _worked_out(job: Job, process: str, heartbeat: Heartbeat) -> Path:
    """Write the finished run into the job's own folder.

    It goes under a name of this process: should the job be taken over just now, two processes never
    write to one place, and the one that lost leaves no finished run.
    """
    from winset.analysis import analyse
    from winset.scenario import read_scenario

    spec, started = job.spec, time.perf_counter()
    scenario = read_scenario(job.case_folder / "scenario.yaml")
    read_at = time.perf_counter()
    analysis = analyse(
        scenario,
        worlds=spec.worlds,
        seed=spec.seed,
        progress=heartbeat.note,
        advice=spec.advice,
    )
    heartbeat.note("Working out how long the deals would last")
    lasting_from = time.perf_counter()
    _ = analysis.durability
    heartbeat.note("Working out what to find out next")
    told_from = time.perf_counter()
    _ = analysis.information
    if spec.advice:
        heartbeat.note("Working out what to do about it")
        _ = analysis.advice
    heartbeat.note("Writing the report")
    seconds = {
        "read": read_at - started,
        **analysis.seconds,
        "durability": told_from - lasting_from,
        "advice": time.perf_counter() - told_from,
    }
    return write_run(analysis, RunTarget(job.folder / f"run-{process}"), seconds)


def main(folder: str, process: str) -> int:
    """Run what a folder asks for; what goes wrong is written there."""
    job = read_job(Path(folder))
    if job is None:
        sys.stderr.write(f"{folder}: asks for no run.\n")
        return 2
    try:
        run(job, process)
    except Exception as error:
        if not job.is_claimed_by(process):
            return 0  # cancelled or taken over: its files went away under it
        return _failed(job, error)
    return 0


def _failed(job: Job, error: Exception) -> int:
    """Write down what went wrong; what nobody foresaw is raised again."""
    from winset.ratification import TooFewWorldsError

    match error:
        case TooFewWorldsError():
            (problem,) = error.problems
            job.fail(f"{sentence(problem.message)}. {problem.fix}")
        case ScenarioError():
            job.fail(f"The case has errors: {error.problems[0].message}.")
        case WinsetError():
            job.fail(str(error))
        case MemoryError():
            job.fail("The memory of this machine was not enough. Ask for fewer worlds.")
            return 1
        case _:
            job.fail(f"Something went wrong inside winset ({type(error).__name__}).")
            raise error
    return 2


if __name__ == "__main__":
    raise SystemExit(main(*sys.argv[1:3]))
