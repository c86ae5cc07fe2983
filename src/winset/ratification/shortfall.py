"""What an actor lacks to accept a package, in utility: of a body, the last member it needs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import numpy as np

from winset.arrays import Floats, Integers
from winset.packages import TOLERANCE, Caucus, Utilities, utilities_at
from winset.ratification.quorum import Enough, majority


def lacking_at(utilities: Utilities, noise: Floats, choices: Integers) -> Floats:
    """(worlds or 1, members) in utility: least payment that wins each; ∞ beyond a red line.

    Parameters
    ----------
    utilities
        Utilities of the actor over these worlds.
    noise : (worlds or 1,) in utility
        The actor's error of judgement.
    choices : (issues,)
        Option index of each issue.
    """
    barred = [part[:, :, option] for part, option in zip(utilities.barred, choices, strict=True)]
    utility = utilities_at(utilities.worth, choices[None])[..., 0]
    short = utilities.reservation - utility - noise[:, None]
    short = np.where(short <= TOLERANCE, 0.0, short)
    short = np.where(np.logical_or.reduce(np.broadcast_arrays(*barred)), np.inf, short)
    return np.broadcast_to(short, (len(short), len(utilities.weights)))


def decisive(enough: Enough, by_member: Floats, votes: Floats) -> Floats:
    """(worlds,) what the last member needed for consent lacks; ∞ where all are too few.

    A payment is the same for every member, so those who lack least come round first: with equal
    votes the k-th least shortfall decides, with unequal ones the first at which votes suffice.

    Parameters
    ----------
    by_member : (worlds, members) in utility
        What each member lacks.
    votes : (members,)
        What each weighs.
    """
    if np.all(votes == 1):
        last = enough.votes - 1
        if last >= len(votes):
            return np.full(len(by_member), np.inf)
        return np.partition(by_member, max(last, 0), axis=1)[:, max(last, 0)]
    order = np.argsort(by_member, axis=1)
    reached = enough.met_by(np.cumsum(votes[order], axis=1))
    last_one = np.argmax(reached, axis=1)
    needed = np.take_along_axis(by_member, order, axis=1)[np.arange(len(order)), last_one]
    return np.where(reached.any(axis=1), needed, np.inf)


def by_line(
    by_member: Floats,
    votes: Floats,
    caucuses: Iterable[Caucus],
    leaders: Mapping[str, Floats] | None = None,
) -> Floats:
    """(worlds, members) what each member lacks to vote yes, a follower what its line lacks.

    Parameters
    ----------
    by_member : (worlds, members) in utility
        What each member lacks, deciding alone.
    votes : (members,)
        What each weighs.
    caucuses
        Groups of the body whose members follow a line.
    leaders
        Actor whose line is followed → (worlds,) in utility: what it lacks; ∞ where left out.
    """
    found = by_member
    for caucus in caucuses:
        if caucus.leader is None:
            weights = votes[caucus.members]
            line = decisive(majority(float(weights.sum())), by_member[:, caucus.members], weights)
        else:
            line = (leaders or {}).get(caucus.leader, np.full(len(by_member), np.inf))
        found = np.where(caucus.followers, line[:, None], found)
    return found
