"""Random domains against NegMAS itself, where an interpreter that has it is named.

Set WINSET_NEGMAS_PYTHON to that interpreter; NegMAS lives in an environment of its own.
"""

from __future__ import annotations

import json
import os
import subprocess
from typing import Any

import numpy as np
import pytest

from winset.concepts.frontier import eligible_points, settle_frontier

ASK = """
import json, sys, warnings
warnings.simplefilter("ignore")
from negmas import LinearAdditiveUtilityFunction, make_issue, make_os
from negmas.preferences import ops

answers = []
for case in json.load(sys.stdin):
    names = [[f"o{o}" for o in range(len(v))] for v in case["values"]]
    space = make_os([make_issue(n, f"i{k}") for k, n in enumerate(names)])
    functions = tuple(
        LinearAdditiveUtilityFunction(
            values={
                f"i{k}": {name: row[a] for name, row in zip(names[k], v)}
                for k, v in enumerate(case["values"])
            },
            weights={f"i{k}": 1.0 for k in range(len(names))},
            outcome_space=space,
            reserved_value=reserved,
        )
        for a, reserved in enumerate(case["reservation"])
    )
    outcomes = list(space.enumerate_or_sample())
    points, _ = ops.pareto_frontier(functions, outcomes=outcomes)
    answers.append({"size": len(points)} | {
        name: [list(map(float, p)) for p, _ in getattr(ops, name)(
            functions, points, outcomes=outcomes)]
        for name in ("nash_points", "kalai_points", "max_welfare_points")
    })
json.dump(answers, sys.stdout)
"""


def random_cases(count: int) -> list[dict[str, Any]]:
    """Domains of two to four actors, some with reservation values below the attainable."""
    random = np.random.default_rng(11)
    cases = []
    for _ in range(count):
        actors = int(random.integers(2, 5))
        values = [
            random.random((int(random.integers(2, 6)), actors))
            for _ in range(int(random.integers(1, 5)))
        ]
        low, high = sum(v.min(axis=0) for v in values), sum(v.max(axis=0) for v in values)
        reservation = low + random.uniform(-0.1, 0.45, actors) * (high - low)
        cases.append({"values": [v.tolist() for v in values], "reservation": reservation.tolist()})
    return cases


def rows(points: Any) -> list[tuple[float, ...]]:
    return sorted(map(tuple, np.round(points, 7).tolist()))


def test_random_domains_equal() -> None:
    python = os.environ.get("WINSET_NEGMAS_PYTHON")
    if not python:
        pytest.skip("WINSET_NEGMAS_PYTHON names no interpreter with NegMAS")
    cases = random_cases(150)
    asked = subprocess.run(
        [python, "-c", ASK], input=json.dumps(cases), capture_output=True, text=True, check=True
    )
    for case, answer in zip(cases, json.loads(asked.stdout), strict=True):
        values = [np.array(v) for v in case["values"]]
        settled = settle_frontier(
            {str(k): [str(o) for o in range(len(v))] for k, v in enumerate(values)},
            [str(a) for a in range(len(case["reservation"]))],
            values,
            case["reservation"],
            disagreement="attainable",
        )
        rational = eligible_points(settled.frontier.points, settled.reservation)
        assert len(rational) == answer["size"]
        assert rows(settled.nash.utilities) == rows(answer["nash_points"])
        assert rows(settled.utilitarian.utilities) == rows(answer["max_welfare_points"])
        assert set(rows(settled.egalitarian.utilities)) <= set(rows(answer["kalai_points"]))
