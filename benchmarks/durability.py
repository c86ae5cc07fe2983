"""Times the durability engines, and the full fit where the data are.

Run as ``python benchmarks/durability.py [--data DIR]``. Prints seconds, best of three; the targets
are 1 s for 100,000 paths × 120 months × 2 parties with parameter draws on two cores, and 60 s for
the full fit with 200 bootstrap replicates.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable
from pathlib import Path

from winset.analysis import analyse
from winset.cases import load
from winset.durability.agreement import Agreement
from winset.durability.coefficients import shipped_coefficients
from winset.durability.deals import durability_of
from winset.durability.marginals import run_marginals
from winset.durability.prospects import Signatory, Terms, prospect
from winset.durability.recursion import run_recursion
from winset.durability.simulate import run_paths
from winset.durability.successors import Bloc


def best(run: Callable[[], object], times: int = 3) -> float:
    """Return the least of several timings, in seconds."""
    seconds = []
    for _ in range(times):
        begun = time.perf_counter()
        run()
        seconds.append(time.perf_counter() - begun)
    return min(seconds)


def deal(years: int, draws: int = 200) -> Agreement:
    """Return a treaty between a democracy and a personalist regime, drawn afresh."""
    blocs = (Bloc("in favour", 2, 0.2), Bloc("against", 1, 0.9))
    return prospect(
        shipped_coefficients(), Terms(ratified=False),
        [Signatory("democracy", "democracy", blocs), Signatory("other", "personalist", blocs)],
        years=years, draws=draws,
    )  # fmt: skip


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--data", type=Path, help="folder of the publishers' files; fits if given")
    data = parser.parse_args().data
    real = analyse(load("us-russia-2025"), perspectives=False)
    durability_of(real)
    rows = [
        ("100,000 paths × 120 months × 2 parties, parameters drawn",
         lambda: run_paths(deal(10), 100_000, seed=1)),
        ("  the same on one thread", lambda: run_paths(deal(10), 100_000, seed=1, threads=1)),
        ("  200,000 paths", lambda: run_paths(deal(10), 200_000, seed=1)),
        ("  240 months", lambda: run_paths(deal(20), 100_000, seed=1)),
        ("exact recursion, 200 draws × 120 months × 2 parties", lambda: run_recursion(deal(10))),
        ("  240 months", lambda: run_recursion(deal(20))),
        ("each party's own states, 200 draws × 120 months × 2 parties",
         lambda: run_marginals(deal(10))),
        ("every deal of us-russia-2025, its actors already asked", lambda: durability_of(real)),
    ]  # fmt: skip
    for label, run in rows:
        print(f"{label:60s} {best(run):6.2f} s")
    if data is not None:
        from winset.lab.durability_fit.fit import fit_all

        print(f"{'full fit, bootstrap 200':60s} {best(lambda: fit_all(data), 1):6.2f} s")


if __name__ == "__main__":
    main()
