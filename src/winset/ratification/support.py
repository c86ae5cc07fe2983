"""Which packages an actor accepts, and how much of a body does.

a accepts x iff x keeps every red line of a and u_a(x) + ε_a ≥ r_a (model, section 2).

Both sides stand on the grid of ``winset.ratification.utility_grid``; members are counted in bytes.
Members who follow the line of their group's majority vote as it does. Those who follow another
actor's line are left out: their votes are added where that actor's answer is known (`Consents`).
"""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from winset.arrays import Bools, Floats, Indices
from winset.packages import Utilities
from winset.ratification.quorum import majority
from winset.ratification.utility_grid import UNREACHABLE, Grid, halves_on_grid

_BYTE = 255
_TABLE = 2**17
_PICKED = 2**20


def support_for(utilities: Utilities, noise: Floats, worlds: int) -> Floats | NDArray[np.integer]:
    """Weight of the members who accept each package.

    Parameters
    ----------
    utilities
        Utilities of the actor over these worlds.
    noise : (worlds or 1,) in utility
        The actor's error of judgement, one draw a world and the same for all members.

    Returns
    -------
    (worlds, packages), in votes
        Of an actor that is no body: 1 where it accepts, else 0.
    """
    weights = utilities.weights
    if not utilities.caucuses:
        return _weight_of(utilities, noise, worlds, np.ones((1, len(weights)), dtype=bool))
    own_lines = [caucus for caucus in utilities.caucuses if caucus.leader is None]
    led = np.logical_or.reduce([caucus.members for caucus in own_lines], initial=False)
    total = _weight_of(utilities, noise, worlds, utilities.alone & ~led)
    for caucus in own_lines:
        alone = _weight_of(utilities, noise, worlds, caucus.members & ~caucus.followers)
        followers = _weight_of(utilities, noise, worlds, caucus.followers)
        line = majority(float(weights[caucus.members].sum())).met_by(alone + followers)
        total = total + alone + line * caucus.votes(weights)
    return total


def _weight_of(
    utilities: Utilities, noise: Floats, worlds: int, asked: Bools
) -> Floats | NDArray[np.integer]:
    """(worlds, packages) votes of the members asked, (worlds or 1, members), who accept."""
    weights, some = utilities.weights, asked.any(axis=0)
    if not asked[:, some].all():
        # whoever is asked in some worlds only accepts nothing in the others
        reservation = np.where(asked, utilities.reservation, UNREACHABLE)
        utilities = replace(utilities, reservation=reservation)
    if some.all() and np.all(weights == 1):
        return _Comparison(utilities, noise, worlds, slice(None)).count()
    total = np.zeros((worlds, math.prod(part.shape[-1] for part in utilities.worth)))
    for weight in np.unique(weights[some]):
        chosen = np.flatnonzero(some & (weights == weight))
        total += weight * _Comparison(utilities, noise, worlds, chosen).count()
    return total


def support_where(utilities: Utilities, noise: Floats, wanted: Bools) -> Floats:
    """Weight of the members who accept each package, where that is asked for; elsewhere 0.

    Every member decides alone, whatever line its group has.

    Parameters
    ----------
    utilities, noise
        As of `support_for`.
    wanted : (worlds, packages)
        What is asked: one package in four or fewer is done faster than all of them.

    Returns
    -------
    (worlds, packages), in votes
    """
    support = np.zeros(wanted.shape)
    weights = utilities.weights
    for world in np.flatnonzero(wanted.any(axis=1)).tolist():
        judgement = noise[world : world + 1] if len(noise) > 1 else noise
        halves = halves_on_grid(utilities.in_world(world), judgement)
        brought, needed = (
            np.broadcast_to(table[:, 0], (len(table), len(weights))) for table in halves.tables()
        )
        packages = np.flatnonzero(wanted[world])
        for part in np.array_split(packages, math.ceil(len(packages) * len(weights) / _PICKED)):
            first, rest = np.divmod(part, len(needed))
            support[world, part] = (brought[first] >= needed[rest]) @ weights
    return support


class _Comparison:
    """The issues in two halves, so that acceptance is one comparison: brought ≥ needed.

    What the first issues bring is set against what the rest leave to be brought; the rest hold
    at least as many packages as the first, to keep the innermost loop long.
    """

    def __init__(
        self, utilities: Utilities, noise: Floats, worlds: int, chosen: slice | Indices
    ) -> None:
        self.worlds, self.members = worlds, len(utilities.weights[chosen])
        self.halves = halves_on_grid(utilities, noise).of(chosen)
        self.first, self.rest = (
            math.prod(map(len, half)) for half in (self.halves.first, self.halves.rest)
        )

    def count(self) -> NDArray[np.integer]:
        """Count the members who accept: (worlds, packages)."""
        total: NDArray[np.integer] | None = None
        for start in range(0, self.members, _BYTE):
            block = self._block(start, min(start + _BYTE, self.members))
            total = block if total is None else total.astype(np.int32) + block
        assert total is not None
        return total.reshape(self.worlds, -1)

    def _block(self, start: int, stop: int) -> NDArray[np.uint8]:
        """Count at most 255 members, which fit in a byte."""
        accepts = np.empty((self.worlds, self.first, self.rest), dtype=bool)
        as_bytes = accepts.view(np.uint8)
        total = np.zeros_like(as_bytes)
        at_once = max(1, _TABLE // (self.worlds * (self.first + self.rest)))
        for member in range(start, stop, at_once):
            brought, needed = self._tables(slice(member, min(member + at_once, stop)))
            for own, need in zip(brought, needed, strict=True):
                np.greater_equal(own[:, :, None], need[:, None, :], out=accepts)
                total += as_bytes
        return total

    def _tables(self, members: slice) -> tuple[Grid, Grid]:
        """(members, worlds, packages of the half): what is brought, and what is needed."""
        shape = (self.worlds, members.stop - members.start)
        brought, needed = self.halves.of(members).tables()
        return _members_first(brought, shape), _members_first(needed, shape)


def _members_first(values: Grid, shape: tuple[int, int]) -> Grid:
    """Lay (packages, worlds or 1, members or 1) out as (members, worlds, packages)."""
    full = np.broadcast_to(values, (len(values), *shape))
    return np.ascontiguousarray(full.transpose(2, 1, 0))
