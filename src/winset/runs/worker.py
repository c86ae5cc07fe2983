"""The process of one run: ``python -m winset.runs.worker FOLDER CLAIM`` (see ``errand``)."""

from __future__ import annotations

import contextlib
import os
import sys
import threading
import time
from pathlib import Path

from winset.errors import ScenarioError, WinsetError
from winset.runs.folder import RunTarget, write_run
from winset.runs.job import BEAT, Errand, Progress, errand_at


class _Signs:
    """Tells how far the work is and ends the process once that is wished."""

    def __init__(self, errand: Errand, process: str) -> None:
        self.errand, self.process = errand, process
        self.now = Progress("Reading the case")
        self._over = threading.Event()
        self._beating = threading.Thread(target=self._beat, daemon=True)
        self._beating.start()

    def say(self, what: str, done: int = 0, total: int = 0) -> None:
        """Take note of how far the work is."""
        self.now = Progress(what, done, total)

    def end(self) -> None:
        """Leave no more signs: the folder is about to go."""
        self._over.set()
        self._beating.join()

    def _beat(self) -> None:
        while not self._over.is_set():
            if not self.errand.is_claimed_by(self.process):
                os._exit(0)
            if self.errand.is_to_stop:
                # nothing else in this process is worth a word: all it wrote lies in the folder
                self.errand.discard()
                os._exit(0)
            with contextlib.suppress(OSError):  # a full disk is told where the run is written
                self.errand.report(self.now)
            self._over.wait(BEAT)


def run(errand: Errand, process: str) -> None:
    """Do the work, and move what comes of it to its place.

    Raises
    ------
    WinsetError
        If the case cannot be analysed or the run cannot be written.
    """
    from winset.analysis import analyse
    from winset.scenario import read_scenario

    signs, order = _Signs(errand, process), errand.order
    started = time.perf_counter()
    scenario = read_scenario(errand.case_folder / "scenario.yaml")
    read_at = time.perf_counter()
    found = analyse(
        scenario,
        worlds=order.worlds,
        seed=order.seed,
        progress=signs.say,
        advice=order.advice,
    )
    signs.say("Working out how long the deals would last")
    lasting_from = time.perf_counter()
    _ = found.durability
    signs.say("Working out what to find out next")
    told_from = time.perf_counter()
    _ = found.information
    if order.advice:
        signs.say("Working out what to do about it")
        _ = found.advice
    signs.say("Writing the report")
    seconds = {
        "read": read_at - started,
        **found.seconds,
        "durability": told_from - lasting_from,
        "advice": time.perf_counter() - told_from,
    }
    finished = write_run(found, RunTarget(errand.folder / f"run-{process}"), seconds)
    signs.end()
    errand.finish(finished)


def main(folder: str, process: str) -> int:
    """Run what a folder asks for; what goes wrong is written there."""
    errand = errand_at(Path(folder))
    if errand is None:
        sys.stderr.write(f"{folder}: asks for no run.\n")
        return 2
    try:
        run(errand, process)
    except Exception as error:
        if not errand.is_claimed_by(process):
            return 0  # cancelled or taken over: its files went away under it
        return _failed(errand, error)
    return 0


def _failed(errand: Errand, error: Exception) -> int:
    """Write down what went wrong; what nobody foresaw is raised again."""
    match error:
        case ScenarioError():
            errand.fail(f"The case has errors: {error.problems[0].message}.")
        case WinsetError():
            errand.fail(str(error))
        case MemoryError():
            errand.fail("The memory of this machine was not enough. Ask for fewer worlds.")
            return 1
        case _:
            errand.fail(f"Something went wrong inside winset ({type(error).__name__}).")
            raise error
    return 2


if __name__ == "__main__":
    raise SystemExit(main(*sys.argv[1:3]))
