"""The best packages of an additive space, built issue by issue instead of listed.

The set of attainable utility vectors is the Minkowski sum of the issues' sets of contributions.
A partial package that is dominated stays dominated whatever is agreed on the issues still to
come, because these add the same to both; so it can be dropped at once (the principle of
optimality of multiobjective dynamic programming: Daellenbach & De Kluyver 1980, J. Oper. Res.
Soc. 31:591). What is left after the last issue contains every package on the frontier.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from winset.arrays import Indices, Integers
from winset.errors import TooLargeError
from winset.packages.backpointers import BackStep, StepTrail, Trail, group_equal
from winset.packages.dominance import undominated

MEMORY_LIMIT = 128 * 2**20
"""Bytes the intermediate sets may take."""

_SAFE_COUNT = 2**62
_MIB = 2**20


@dataclass(frozen=True)
class Reached:
    """Points that packages land on."""

    points: Integers
    """Shape (points, actors), in units of the grid, all different."""
    counts: NDArray[Any]
    """Shape (points,): packages on each point; int64, or Python integers beyond 2**62."""
    trail: Trail
    """From a point back to its packages."""


def add_issue_by_issue(
    issues: Sequence[Integers],
    constants: Integers,
    margin: int,
    memory_limit: int = MEMORY_LIMIT,
) -> Reached:
    """Sum the issues, dropping at each step what is dominated by the margin.

    Parameters
    ----------
    issues
        One array an issue, shape (options, actors), in units of the grid.
    constants
        Shape (actors,), in units of the grid.
    margin
        In units: see `winset.packages.dominance.undominated`.
    memory_limit
        In bytes.

    Raises
    ------
    TooLargeError
        Before a step that would need more memory than allowed.
    """
    # An option that another beats by the margin for all leads only to packages that are beaten so
    # too, whatever the other issues bring: it need never be combined with anything.
    useful = [undominated(options, margin) for options in issues]
    points, counts = constants[None, :], np.ones(1, dtype=np.int64)
    steps: list[BackStep] = []
    held = 0
    for issue in _order(issues, useful):
        options = useful[issue]
        needed = held + _bytes_for(len(points) * len(options), points.shape[1])
        if needed > memory_limit:
            raise TooLargeError(_too_large(len(points), len(steps), len(issues), needed, points))
        step, points = _add(points, issues[issue], options, issue, margin)
        counts = _count(counts, step)
        steps.append(step)
        held += step.parents.nbytes + step.options.nbytes + step.starts.nbytes
    return Reached(points, counts, StepTrail(tuple(steps)))


def _order(issues: Sequence[Integers], useful: Sequence[Indices]) -> list[int]:
    """Order the issues by how much is at stake, least first.

    Small stakes first keep the early points close together, where most of them are dominated;
    measured on the competition domains this needs half the candidates of the file's order.
    """
    stakes = [
        int(np.ptp(issues[k][options], axis=0).max(initial=0)) for k, options in enumerate(useful)
    ]
    return sorted(range(len(issues)), key=stakes.__getitem__)


def _add(
    points: Integers,
    values: Integers,
    options: Indices,
    issue: int,
    margin: int,
) -> tuple[BackStep, Integers]:
    """Combine every point with every useful option of one issue."""
    candidates = (values[options][:, None, :] + points[None, :, :]).reshape(-1, points.shape[1])
    kept = undominated(candidates, margin)
    survivors = candidates[kept]
    order, starts = group_equal(survivors)
    option, parent = np.divmod(kept[order], len(points))
    step = BackStep(issue, parent.astype(np.int32), options[option].astype(np.int32), starts)
    return step, survivors[order[starts[:-1]]]


def _count(counts: NDArray[Any], step: BackStep) -> NDArray[Any]:
    """Add up the packages of each point's arrivals, without ever overflowing."""
    most_arrivals = int(np.diff(step.starts).max())
    if counts.dtype != object and int(counts.max()) * most_arrivals >= _SAFE_COUNT:
        counts = counts.astype(object)
    return np.add.reduceat(counts[step.parents], step.starts[:-1])


def _bytes_for(candidates: int, actors: int) -> int:
    """Bytes a step needs at its peak: the candidates, their copy as floats, sorting, flags."""
    return candidates * (24 * actors + 40)


def _too_large(points: int, done: int, issues: int, needed: int, held: Integers) -> str:
    return (
        f"The frontier of {held.shape[1]} actors has {points:,} points after {done} of {issues} "
        f"issues; the next step needs about {needed / _MIB:,.0f} MiB, more than is allowed. "
        "Ask for fewer actors at a time, leave out issues that matter little to all of them, "
        "or raise memory_limit."
    )
