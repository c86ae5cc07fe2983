"""Times the backtest of the cheap models, of all, and the fit of the combined forecast.

Run as ``python benchmarks/backtest.py FILE`` on a file of DEU decisions. Prints processor seconds,
median of three (one for the fit and for all models); the target is 5 s for the cheap models.
"""

from __future__ import annotations

import argparse
import statistics
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np

from winset.forecast.combined import predict
from winset.lab.backtest import backtest
from winset.lab.backtest.deu import read_deu
from winset.lab.backtest.fitting import fit


def median(run: Callable[[], object], times: int = 3) -> float:
    """Return the median of several timings, in processor seconds."""
    seconds = []
    for _ in range(times):
        begun = time.process_time()
        run()
        seconds.append(time.process_time() - begun)
    return statistics.median(seconds)


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser()
    parser.add_argument("file", type=Path, help="a file of DEU decisions")
    decisions = read_deu(parser.parse_args().file)
    scored = decisions.of(decisions.decided)
    print(f"{'reading':28} {median(lambda: read_deu(parser.parse_args().file)):8.2f} s")
    print(f"{'cheap models':28} {median(lambda: backtest(decisions)):8.2f} s")
    print(f"{'all models':28} {median(lambda: backtest(decisions, ('all',)), 1):8.2f} s")
    print(f"{'fit, every proposal left out':28} {median(lambda: fit(scored), 1):8.2f} s")
    rng = np.random.default_rng(1)
    worlds = rng.uniform(0, 100, (1024, 10)), rng.uniform(0, 100, (1024, 10))
    told = median(lambda: predict(*worlds, np.ones(10)))
    print(f"{'combined, 10 actors, 1,024 worlds':28} {told:8.3f} s")


if __name__ == "__main__":
    main()
