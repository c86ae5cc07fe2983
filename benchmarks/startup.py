"""How long winset takes to start and to run the real case, as whole processes.

python benchmarks/startup.py [RUNS]
"""

from __future__ import annotations

import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from processes import Run, run, spread

CASE = "us-russia-2025"


def main() -> None:
    """Print a table of wall clock, processor time and memory."""
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 5
    with TemporaryDirectory() as folder:
        commands = {
            "python -c pass": ("-c", "pass"),
            "import winset": ("-c", "import winset"),
            "winset --help": ("-m", "winset", "--help"),
            f"winset run {CASE}": ("-m", "winset", "run", CASE, "--quiet", "-o"),
        }
        print(f"{runs} runs each after one unmeasured; least / median / greatest\n")
        print(f"{'':28}{'wall, s':>20}{'user + sys, s':>20}{'peak, MiB':>20}")
        for name, command in commands.items():
            measured = [_once(command, Path(folder), n) for n in range(runs + 1)][1:]
            wall, cpu, peak = (
                spread([getattr(one, key) for one in measured], digits)
                for key, digits in (("wall", 2), ("cpu", 2), ("peak", 0))
            )
            print(f"{name:28}{wall:>20}{cpu:>20}{peak:>20}", flush=True)


def _once(command: tuple[str, ...], folder: Path, number: int) -> Run:
    return run(*command, str(folder / str(number))) if command[-1] == "-o" else run(*command)


if __name__ == "__main__":
    main()
