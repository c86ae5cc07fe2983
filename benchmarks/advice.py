"""Times power indices, and each question of advice on the real case.

Run as ``python benchmarks/advice.py``. Prints the median of five, in seconds on the clock and of
processor time; the aims are 0.1 s for exact power indices of 25 actors and 10 s for all advice on
``us-russia-2025`` beside the analysis itself.
"""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable

import numpy as np

from winset.advice.leader_only import leader_only
from winset.advice.onboard import onboard
from winset.advice.robust import robust_deals
from winset.advice.standing import tables_of
from winset.advice.who_decides import who_decides
from winset.analysis import Analysis, analyse
from winset.cases import load
from winset.ratification.power import rule_power, weighted_power
from winset.scenario import scenario_from
from winset.scenario.model import Scenario
from winset.scenario.rules import parse_rule

_TIMES = 5


def timed(run: Callable[[], object]) -> tuple[float, float]:
    """Return the median of several timings: seconds on the clock and of processor time."""
    clock, processor = [], []
    for _ in range(_TIMES):
        begun, used = time.perf_counter(), time.process_time()
        run()
        clock.append(time.perf_counter() - begun)
        processor.append(time.process_time() - used)
    return statistics.median(clock), statistics.median(processor)


def parliament(actors: int) -> Scenario:
    """Return a scenario with so many actors, each with its influence."""
    ids = [f"a{n}" for n in range(actors)]
    sides = {"p": "a0", "q": "a1"}
    return scenario_from(
        {
            "winset": 1,
            "id": "parliament",
            "title": "Parliament",
            "issues": {"one": {"title": "One", "options": 2, "no_deal": 0}},
            "actors": {
                id_: {
                    "party": "q" if n == 1 else "p",
                    "influence": 1 + 7 * n % 100,
                    "reservation": 0,
                }
                for n, id_ in enumerate(ids)
            },
            "parties": {
                side: {"principal": who, "ratification": {"treaty": who}}
                for side, who in sides.items()
            },
        }
    )


def forgetful(analysis: Analysis, run: Callable[[Analysis], object]) -> Callable[[], object]:
    """Run a question on an analysis that has asked nobody yet."""

    def once() -> object:
        analysis._answers.clear()
        return run(analysis)

    return once


def main() -> None:
    """Print the table."""
    house = parliament(25)
    by_influence = parse_rule({"at_least": "2/3", "of": list(house.actors), "by": "influence"})
    weights = np.random.default_rng(1).random(25)
    real = analyse(load("us-russia-2025"))
    real.durability  # noqa: B018 (worked out before, as in a run)
    tables = tables_of(real)
    rows: list[tuple[str, Callable[[], object]]] = [
        ("power in a rule of 25 actors", lambda: rule_power(house, by_influence)),
        ("power in a weighted game of 25", lambda: weighted_power(weights, weights.sum() / 2)),
        ("who decides", forgetful(real, who_decides)),
        ("every package put to everyone", forgetful(real, tables_of)),
        ("whom to bring on board", forgetful(real, lambda own: onboard(own, tables))),
        ("the leader-only question", forgetful(real, leader_only)),
        ("robust deals", forgetful(real, lambda own: robust_deals(own, tables))),
    ]
    for name, run in rows:
        clock, processor = timed(run)
        print(f"{name:40} {clock:8.3f} s   {processor:8.3f} s of processor")


if __name__ == "__main__":
    main()
