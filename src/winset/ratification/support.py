"""Which packages an actor accepts, and how much of a body does.

a accepts x iff x keeps every red line of a and u_a(x) + ε_a ≥ r_a (model, section 2).
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from winset.packages import TOLERANCE, Utilities, package_utilities

Array = NDArray[np.float64]

_BYTE = 255


def support_for(
    utilities: Utilities, noise: Array, worlds: int
) -> NDArray[np.float64] | NDArray[np.integer]:
    """Weight of the members who accept each package.

    Parameters
    ----------
    utilities
        Utilities of the actor over these worlds.
    noise : (worlds or 1,) in utility
        The actor's error of judgement, one draw a world and the same for all members.
    worlds
        Number of worlds.

    Returns
    -------
    (worlds, packages), in votes
        Of an actor that is no body: 1 where it accepts, else 0.
    """
    left, need = _halves(utilities, noise)
    members = len(utilities.weights)
    left = np.broadcast_to(left, (worlds, members, left.shape[-1]))
    need = np.broadcast_to(need, (worlds, members, need.shape[-1]))
    if np.all(utilities.weights == 1):
        return _count(left, need, np.arange(members))
    total = np.zeros((worlds, left.shape[-1] * need.shape[-1]))
    for weight in np.unique(utilities.weights):
        chosen = np.flatnonzero(utilities.weights == weight)
        total += weight * _count(left, need, chosen)
    return total


def _halves(utilities: Utilities, noise: Array) -> tuple[Array, Array]:
    """Split the issues in two, so that acceptance is one comparison: left ≥ need.

    Returns
    -------
    left : (worlds or 1, members or 1, packages of the first issues)
        Utility from the first issues; −∞ beyond a red line.
    need : (worlds or 1, members or 1, packages of the other issues)
        What the first issues must bring for the whole to be accepted.
    """
    contributions = tuple(
        np.where(barred, -np.inf, worth)
        for worth, barred in zip(utilities.worth, utilities.barred, strict=True)
    )
    cut = _cut([part.shape[-1] for part in contributions])
    threshold = utilities.reservation - noise[:, None] - TOLERANCE
    left = package_utilities(contributions[:cut])
    if cut == len(contributions):
        return left, threshold[:, :, None]
    return left, threshold[:, :, None] - package_utilities(contributions[cut:])


def _cut(options: list[int]) -> int:
    """Number of leading issues whose packages come nearest the square root of all."""
    sizes = np.cumsum(np.log(options))
    return int(np.argmin(np.abs(sizes - sizes[-1] / 2))) + 1


def _count(left: Array, need: Array, members: NDArray[np.intp]) -> NDArray[np.integer]:
    """Count the chosen members who accept each package, in bytes and then in wider integers."""
    worlds, _, first = left.shape
    accepts = np.empty((worlds, first, need.shape[-1]), dtype=bool)
    byte_view = accepts.view(np.uint8)
    total = np.zeros(accepts.shape, dtype=np.int32)
    for start in range(0, len(members), _BYTE):
        block = np.zeros(accepts.shape, dtype=np.uint8)
        for member in members[start : start + _BYTE]:
            np.greater_equal(left[:, member, :, None], need[:, member, None, :], out=accepts)
            block += byte_view
        if len(members) <= _BYTE:
            return block.reshape(worlds, -1)
        total += block
    return total.reshape(worlds, -1)
