"""Time NegMAS on one domain; run by the interpreter NegMAS is installed in.

Reads ``{"format", "folder", "seconds"}`` as JSON from the command line and writes the timings
as JSON. NegMAS is used as it documents itself: load a scenario, ask for its Pareto frontier.
"""

import json
import resource
import sys
import time
import warnings
from pathlib import Path

warnings.simplefilter("ignore")

import negmas  # noqa: E402
from negmas import LinearAdditiveUtilityFunction, Scenario, make_issue, make_os  # noqa: E402
from negmas.preferences.ops import pareto_frontier  # noqa: E402


def warm_up() -> None:
    """Let whatever is compiled on first use be compiled."""
    space = make_os([make_issue(["a", "b"], "x")])
    functions = [
        LinearAdditiveUtilityFunction(
            values={"x": {"a": first, "b": 1.0 - first}}, weights={"x": 1.0}, outcome_space=space
        )
        for first in (0.0, 1.0)
    ]
    pareto_frontier(functions, issues=space.issues)


def main() -> None:
    """Time the task given on the command line."""
    task = json.loads(sys.argv[1])
    folder = Path(task["folder"])
    if task["format"] == "genius":
        scenario = Scenario.from_genius_folder(folder, ignore_discount=True)
    else:
        scenario = Scenario.from_yaml_folder(folder)
    warm_up()
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    seconds: list[float] = []
    while not seconds or (sum(seconds) < task["seconds"] and len(seconds) < 15):
        begun = time.perf_counter()
        points, _ = pareto_frontier(scenario.ufuns, issues=scenario.outcome_space.issues)
        seconds.append(time.perf_counter() - begun)
    after = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    print(
        json.dumps(
            {
                "version": negmas.__version__,
                "size": len(points),
                "seconds": seconds,
                "mib": (after - before) / 1024,
            }
        )
    )


if __name__ == "__main__":
    main()
