"""Whole processes, timed from outside: wall clock, processor time and peak memory."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from tempfile import TemporaryFile

ROOT = Path(__file__).resolve().parent.parent


@dataclass(frozen=True)
class Run:
    """One process from start to end.

    Attributes
    ----------
    wall, cpu
        Seconds by the clock, and of processor time (user and system) over all threads.
    peak
        Largest resident memory, in MiB.
    output
        What it printed.
    """

    wall: float
    cpu: float
    peak: float
    output: str


def run(*command: str) -> Run:
    """Run a command with this interpreter, with the sources of this checkout first in line.

    Compiled modules are kept from run to run, as they are for anyone who has installed a package.
    """
    path = os.pathsep.join([str(ROOT / "src"), os.environ.get("PYTHONPATH", "")])
    environment = {**os.environ, "PYTHONPATH": path}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    with TemporaryFile("w+") as output:
        started = time.perf_counter()
        process = subprocess.Popen(
            [sys.executable, *command],
            stdout=output,
            stderr=subprocess.STDOUT,
            env=environment,
        )
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.perf_counter() - started
        process.returncode = os.waitstatus_to_exitcode(status)
        output.seek(0)
        text = output.read()
    if process.returncode:
        raise SystemExit(f"{' '.join(command)} failed:\n{text}")
    return Run(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024, text)


def spread(values: list[float], digits: int = 2) -> str:
    """Write least, middle and greatest as ``0.10 / 0.11 / 0.15``."""
    return " / ".join(f"{f(values):.{digits}f}" for f in (min, median, max))
