"""Times advice on the bundled case, question by question, beside the run it advises on.

Run as ``python benchmarks/advice.py [--times N]``. Prints medians of wall and processor seconds.
The targets are 10 s for ``winset advise us-russia-2025`` whole, and less than a fifth of a run for
what to find out next.
"""

from __future__ import annotations

import argparse
import statistics
import time
from collections.abc import Callable
from dataclasses import replace

from winset.advice.information import information_of
from winset.analysis import Analysis, analyse
from winset.cases import load
from winset.report.page import render_report


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--times", type=int, default=5, help="repeats, of which the median is told")
    times = parser.parse_args().times
    seconds: dict[str, list[tuple[float, float]]] = {}
    for _ in range(times):
        _once(seconds)
    for name, measured in seconds.items():
        wall, processor = (statistics.median(column) for column in zip(*measured, strict=True))
        print(f"{name:44} {wall:7.2f} s wall {processor:7.2f} s processor")


def _once(seconds: dict[str, list[tuple[float, float]]]) -> None:
    def timed(name: str, work: Callable[[], object]) -> object:
        wall, processor = time.perf_counter(), time.process_time()
        result = work()
        took = time.perf_counter() - wall, time.process_time() - processor
        seconds.setdefault(name, []).append(took)
        return result

    scenario = load("us-russia-2025")
    found = timed("analysis with its perspective", lambda: analyse(scenario))
    assert isinstance(found, Analysis)
    analysis: Analysis = found
    timed("what to find out next", lambda: information_of(analysis))
    timed("durability", lambda: analysis.durability)
    timed("report, with durability and information there", lambda: _report(analysis))
    advised = replace(analysis, advised=True, _answers={})
    advice = timed("all advice, from the analysis on", lambda: advised.advice)
    for question, took in advice.seconds.items():  # type: ignore[attr-defined]
        seconds.setdefault(f"  {question} (wall)", []).append((took, float("nan")))


def _report(analysis: Analysis) -> None:
    _ = analysis.information
    render_report(analysis, generated="")


if __name__ == "__main__":
    main()
