"""Which bargain an actor takes: a Condorcet election among those it is party to, all voting.

An option's worth to an actor is the mean of its utilities of all actors' positions if the bargain
were made: only the two parties' positions differ from the present. For each actor, the bargains it
proposed or received and the status quo stand for election by all actors, by capability.
"""

from __future__ import annotations

import numpy as np

from winset.arrays import Floats, Indices
from winset.forecast.condorcet import elect
from winset.forecast.contests import coalitions
from winset.forecast.risk import utility
from winset.forecast.space import distances
from winset.forecast.spatial.bargains import Bargains
from winset.forecast.spatial.challenges import SpatialStanding
from winset.forecast.spatial.choices import Choices


def option_worth(
    standing: SpatialStanding, ideals: Floats, salience: Floats, bargains: Bargains
) -> Floats:
    """What the status quo (first) and each proposal would change for each actor.

    Parameters
    ----------
    ideals, salience : (worlds, actors, issues)
        Shares of scale and attention.

    Returns
    -------
    (worlds, actors, 1 + proposals)
        Change in the mean utility of all actors' positions; 0 for the status quo.
    """
    aversion = standing.aversion[..., None]
    actors = aversion.shape[1]
    present = utility(standing.away, aversion)
    change = np.zeros((*present.shape[:2], 1 + bargains.proposer.shape[1]))
    for party, place in (
        (bargains.proposer, bargains.for_proposer),
        (bargains.receiver, bargains.for_receiver),
    ):
        then = utility(distances(ideals, place, salience), aversion)
        now = np.take_along_axis(present, np.maximum(party, 0)[:, None, :], 2)
        change[..., 1:] += np.where(party[:, None, :] >= 0, (then - now) / actors, 0)
    return change


def bargain_odds(worth: Floats, weight: Floats, bargains: Bargains, choices: Choices) -> Floats:
    """Odds of every option in every actor's election.

    Parameters
    ----------
    worth : (worlds, actors, 1 + proposals)
        As ``option_worth`` gives it.
    weight : (worlds, actors)
        What actors vote with.

    Returns
    -------
    (worlds, actors, 1 + proposals)
        0 for the bargains of others; sums to 1.
    """
    actors = np.arange(weight.shape[1])[:, None]
    among = np.ones((*weight.shape, worth.shape[2]), dtype=np.bool_)
    among[..., 1:] = (bargains.proposer[:, None, :] == actors) | (
        bargains.receiver[:, None, :] == actors
    )
    strength = coalitions(choices.voting, weight, worth)
    return elect(strength, choices, among)


def take(odds: Floats, draws: Floats | None) -> Indices:
    """Choose an option for each actor, (worlds, actors): 0 is the status quo.

    Parameters
    ----------
    odds : (worlds, actors, options)
    draws : (worlds, actors) or None
        Evenly distributed between 0 and 1; without them the most probable is taken, the first of
        those that are equal but for rounding.
    """
    if draws is None:
        most: Indices = (odds >= odds.max(-1, keepdims=True) - 1e-12).argmax(-1)
        return most
    reached = odds.cumsum(-1)
    picked: Indices = (reached > draws[..., None] * reached[..., -1:]).argmax(-1)
    return picked
