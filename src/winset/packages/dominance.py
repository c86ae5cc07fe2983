"""Which points can still lead to the frontier, and which can't.

A partial package is dropped only if another is at least as good for every actor *and* better by
a whole margin for one. Plain dominance would be wrong here: a partial package that is behind by
less than the tolerance may complete to packages that tie with those of its rival, and its
packages must then be counted with them.
"""

from __future__ import annotations

import numpy as np

from winset.arrays import Bools, Floats, Indices, Integers

_LOWEST = np.iinfo(np.int64).min
_BLOCK = 1 << 20
_FEW = 32  # comparing this many all with all is cheaper than calling the filter


def undominated(points: Integers, margin: int) -> Indices:
    """Find the points that no other dominates by the margin.

    Point b goes if some a has a ≥ b for every actor and a ≥ b + margin for at least one; with
    ``margin=1`` this is Pareto dominance among whole numbers. Equal points stay or go together.

    Parameters
    ----------
    points
        Shape (points, actors), in units of the grid, absolute values below 2**52.
    margin
        In units, 1 or more.

    Returns
    -------
    numpy.ndarray
        Indices of the points that stay, in no particular order.
    """
    actors = points.shape[1]
    if actors == 1:
        column = points[:, 0]
        return np.flatnonzero(column > column.max() - margin)
    if actors == 2:
        return _sweep(points[:, 0], points[:, 1], margin)
    if len(points) <= _FEW:
        return np.flatnonzero(~_beaten(points, points, margin))
    return _filter(points, margin)


def _sweep(x: Integers, y: Integers, margin: int) -> Indices:
    """Two actors: sort by the first, keep what rises above everything to its right.

    Kung, Luccio & Preparata (1975), J. ACM 22:469, section 2, with the margin added.
    """
    order = np.argsort(x, kind="stable")  # candidates come as sorted runs, which this merges
    ys = y[order]
    best = np.maximum.accumulate(ys[::-1])[::-1]
    # A first pass that needs no search leaves few points for the exact one. Nothing is lost by
    # testing only against survivors: what dominates a dropped point's victim dominates it too.
    order = order[best < ys + margin]
    xs, ys = x[order], y[order]
    best = np.append(np.maximum.accumulate(ys[::-1])[::-1], _LOWEST)
    at_least = best[np.searchsorted(xs, xs)]
    beyond = best[np.searchsorted(xs, xs + margin)]
    return order[(at_least < ys + margin) & (beyond < ys)]


def _filter(points: Integers, margin: int) -> Indices:
    """Three actors or more: Pareto filter in C, then rescue what is behind by too little."""
    import moocore

    as_floats = points.astype(np.float64)  # exact: below 2**52
    kept = np.asarray(moocore.is_nondominated(as_floats, maximise=True, keep_weakly=True), bool)
    if margin > 1 and not kept.all():
        kept[_narrowly_dominated(points, as_floats, kept, margin)] = True
    return np.flatnonzero(kept)


def _narrowly_dominated(
    points: Integers,
    as_floats: Floats,
    kept: Bools,
    margin: int,
) -> Indices:
    """Find the dominated points that nothing dominates by the whole margin.

    A narrowly dominated point lies within the margin of a kept one for every actor, so their
    weighted sums are close too; irrational-looking weights make that rare by chance. Only the
    few points it leaves are compared with every kept one.
    """
    weights = np.sqrt(np.arange(2, points.shape[1] + 2))
    level = as_floats @ weights
    front, rest = np.sort(level[kept]), np.flatnonzero(~kept)
    slack = 1.0 + 1e-12 * np.abs(level).max(initial=0.0)  # rounding of the weighted sums
    near = np.searchsorted(front, level[rest] + margin * weights.sum() + slack)
    near -= np.searchsorted(front, level[rest] - slack)
    suspects = rest[near > 0]
    if not len(suspects):
        return np.asarray(suspects)
    rivals = points[kept]
    block = max(1, _BLOCK // rivals.size)
    narrow = [
        chunk[~_beaten(points[chunk], rivals, margin)]
        for chunk in np.array_split(suspects, range(block, len(suspects), block))
    ]
    return np.concatenate(narrow)


def _beaten(points: Integers, rivals: Integers, margin: int) -> Bools:
    """Whether some rival dominates each point by the margin: shape (points,)."""
    lead = rivals[None, :, :] - points[:, None, :]
    return np.asarray(((lead.min(axis=2) >= 0) & (lead.max(axis=2) >= margin)).any(axis=1))
