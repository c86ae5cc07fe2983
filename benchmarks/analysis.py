"""Evaluations per second, and what they cost in memory.

    python benchmarks/analysis.py

One evaluation is one actor's judgement of one package in one world; each member of a body counts
as an actor. Every measurement is a process of its own, so that its memory is its own.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable
from typing import TYPE_CHECKING

from processes import ROOT, run

if TYPE_CHECKING:
    from winset.scenario import Scenario

SIZES: dict[str, dict[str, int]] = {
    "people": {"issues": 5, "options": 5, "actors": 16},
    "senates": {"issues": 5, "options": 5, "actors": 16, "bodies": 2},
    "large": {"issues": 6, "options": 10, "actors": 6},
    "small": {"issues": 3, "options": 4, "actors": 6, "bodies": 1},
}

MEASUREMENTS = (
    # name, what is measured, size, worlds
    ("whole analysis, 16 actors", "whole", "people", 1024),
    ("whole analysis, 14 actors + 2 × 100 members", "whole", "senates", 1024),
    ("  of which consents alone", "consents", "senates", 1024),
    ("  consents, plain vectorised NumPy", "plain", "senates", 1024),
    ("whole analysis, small", "whole", "small", 32),
    ("  pure-Python twin", "twin", "small", 32),
    ("10⁶ packages × 1,024 worlds × 6 actors", "whole", "large", 1024),
)


def main() -> None:
    """Print a table of the measurements, or take the one that is named."""
    if len(sys.argv) > 1:
        print(json.dumps(measure(sys.argv[1], sys.argv[2], int(sys.argv[3]))))
        return
    print(f"{'':48}{'evaluations':>14}{'s':>8}{'10⁶ / s':>10}{'peak, MiB':>11}")
    for name, what, size, worlds in MEASUREMENTS:
        found = run(__file__, what, size, str(worlds))
        result = json.loads(found.output)
        seconds, evaluations = result["seconds"], result["evaluations"]
        print(
            f"{name:48}{evaluations:14.3g}{seconds:8.2f}{evaluations / seconds / 1e6:10.4g}"
            f"{found.peak:11.0f}",
            flush=True,
        )


def measure(what: str, size: str, worlds: int) -> dict[str, float]:
    """Time one thing; the better of two runs, but for those that take long.

    Returns
    -------
    dict
        Number of evaluations, and seconds.
    """
    from tables import table

    from winset.packages import space_of
    from winset.scenario.model import Scenario

    scenario = Scenario.model_validate(table(**SIZES[size]))
    bodies = [entry.body for entry in scenario.actors.values()]
    judges = sum(body.size if body is not None else 1 for body in bodies)
    evaluations = judges * space_of(scenario).size * worlds
    task = {"whole": _whole, "consents": _consents, "plain": _plain, "twin": _twin}[what]
    job = task(scenario, worlds)
    seconds = []
    for _ in range(1 if size == "large" else 2):
        started = time.perf_counter()
        job()
        seconds.append(time.perf_counter() - started)
    return {"evaluations": evaluations, "seconds": min(seconds)}


def _whole(scenario: Scenario, worlds: int) -> Callable[[], object]:
    from winset.analysis import analyse

    return lambda: analyse(scenario, worlds=worlds, perspectives=False)


def _consents(scenario: Scenario, worlds: int) -> Callable[[], object]:
    """Consents on one thread, in chunks as the analysis takes them."""
    from winset.packages import space_of
    from winset.ratification import consents_of
    from winset.worlds import draw_worlds

    drawn, rows = draw_worlds(scenario, worlds), max(1, 2**18 // space_of(scenario).size)

    def job() -> None:
        for start in range(0, worlds, rows):
            consents_of(scenario, drawn.rows(start, min(start + rows, worlds)), scenario.actors)

    return job


def _plain(scenario: Scenario, worlds: int) -> Callable[[], object]:
    """Consents as one would write them at once: every utility of every member, then compare."""
    import numpy as np

    from winset.packages import space_of, utilities_of
    from winset.worlds import draw_worlds

    drawn, rows = draw_worlds(scenario, worlds), max(1, 2**18 // space_of(scenario).size)

    def job() -> None:
        for start in range(0, worlds, rows):
            chunk = drawn.rows(start, min(start + rows, worlds))
            for actor in scenario.actors:
                own = utilities_of(scenario, chunk, actor)
                noise = chunk.columns[f"actors.{actor}.noise"]
                support = np.zeros(())
                for member in range(len(own.weights)):
                    total = np.zeros((chunk.count, 1))
                    for part in own.worth:
                        column = part[:, min(member, part.shape[1] - 1)]
                        total = (total[:, :, None] + column[:, None, :]).reshape(chunk.count, -1)
                    least = own.reservation[:, min(member, own.reservation.shape[1] - 1)]
                    support = support + (total + noise[:, None] >= least[:, None] - 1e-9)
                assert support.shape[0] == chunk.count

    return job


def _twin(scenario: Scenario, worlds: int) -> Callable[[], object]:
    sys.path.insert(0, str(ROOT))
    from tests.twin import Twin

    from winset.worlds import draw_worlds

    drawn = draw_worlds(scenario, worlds)
    return lambda: Twin(scenario, drawn)


if __name__ == "__main__":
    main()
