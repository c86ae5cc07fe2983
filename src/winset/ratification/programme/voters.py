"""Who decides alike: the members of an actor in groups, in one world."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from winset.arrays import Bools, Floats
from winset.packages import Utilities
from winset.ratification.utility_grid import STEPS

_STEP = 1 / STEPS


@dataclass(frozen=True)
class LineVotes:
    """The members of one group who follow its line."""

    leader: str | None
    """Whose answer is the line; None where it is that of most of the group."""
    votes: float
    """Votes of those who follow."""
    weights: Floats
    """(groups,) in votes: weight of those of each group of the rows whose majority is the line; 0
    where a leader's answer is."""


@dataclass(frozen=True)
class VoterRows:
    """Groups of members who decide alike; anyone but a body is one group."""

    worth: Floats
    """(groups, options of all issues) in utility: contribution of each option."""
    barred: Bools
    """(groups, options of all issues): options beyond a red line."""
    threshold: Floats
    """(groups,) in utility: least utility that is accepted: the reservation less the error of
    judgement."""
    weights: Floats
    """(groups,) in votes: weight of those of each group who follow no line."""
    lowest: Floats
    highest: Floats
    """``lowest``, ``highest``: (groups,) in utility: least and greatest utility of any package, red
    lines aside."""
    lines: tuple[LineVotes, ...] = ()
    """Those who follow a line."""

    @property
    def accepted_from(self) -> Floats:
        """(groups,) utility below which a package is certainly rejected: two steps of the grid."""
        return self.threshold - 2 * _STEP

    @property
    def rejected_to(self) -> Floats:
        """(groups,) utility from which a package is certainly accepted: one step of the grid."""
        return self.threshold - _STEP


def voters_of(utilities: Utilities, noise: float) -> VoterRows:
    """Group the members of an actor in one world.

    Parameters
    ----------
    utilities
        Its utilities in that world.
    noise
        Its error of judgement, in utility.
    """
    members = len(utilities.weights)
    shapes = [part.shape[-1] for part in utilities.worth]
    worth, barred = (
        np.concatenate([np.broadcast_to(p[0], (members, p.shape[-1])) for p in parts], axis=1)
        for parts in (utilities.worth, utilities.barred)
    )
    threshold = np.broadcast_to(utilities.reservation[0] - noise, (members,))
    alike = np.column_stack([worth, barred, threshold])
    alone, asked = utilities.alone[0], utilities.alone[0].copy()
    for caucus in utilities.caucuses:
        if caucus.leader is None:
            asked |= caucus.members
    _, first, group = np.unique(alike[asked], axis=0, return_index=True, return_inverse=True)
    worth, barred, threshold = (part[asked][first] for part in (worth, barred, threshold))

    def weight_of(members: Bools) -> Floats:
        """(groups,) votes of some of the members."""
        weights = np.zeros(len(first))
        np.add.at(weights, group.ravel(), np.where(members, utilities.weights, 0.0)[asked])
        return weights

    lines = tuple(
        LineVotes(
            caucus.leader,
            float(caucus.votes(utilities.weights)[0, 0]),
            weight_of(caucus.members & (caucus.leader is None)),
        )
        for caucus in utilities.caucuses
    )
    by_issue = np.split(worth, np.cumsum(shapes)[:-1], axis=1)
    lowest = np.sum([part.min(axis=1) for part in by_issue], axis=0)
    highest = np.sum([part.max(axis=1) for part in by_issue], axis=0)
    return VoterRows(worth, barred, threshold, weight_of(alone), lowest, highest, lines)
