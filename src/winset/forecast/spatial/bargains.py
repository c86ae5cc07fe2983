"""What challengers propose: both sides move, on each issue by what they care and could enforce.

KTAB's interpolations (S1P1, S2P2, S2PMax), restated. With p the odds of the initiator and s the
saliences on an issue: weights w_i = (s_i p)ⁿ and w_j = (s_j (1 − p))ⁿ, n = 1 or 2, put both at
(w_i x_i + w_j x_j) / (w_i + w_j); each adds 10⁻⁶ to the weight of its own position, so that two who
neither care nor can enforce anything stay. Under ``advantage`` only the weaker moves, by a share
d s_other² / (d s_other² + (1 − d) s_own²) of the way, with d the difference of odds.

Where odds are the target's estimate, KTAB's program takes the target's expected *gain* in their
place; that touches ``both`` and ``compromise``, not its defaults, and is not followed here.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from winset.arrays import Floats, Indices
from winset.forecast.space import Space
from winset.forecast.spatial.choices import Choices, Interpolation

STEPS = 10_000
"""Interpolated positions are rounded to this fraction of the scale, as in KTAB."""

_OWN = 1e-6


@dataclass(frozen=True)
class Bargains:
    """Proposals of a turn."""

    proposer: Indices
    receiver: Indices
    """``proposer``, ``receiver``: (worlds, proposals): indices of actors; −1 for a place without
    proposal."""
    for_proposer: Floats
    for_receiver: Floats
    """``for_proposer``, ``for_receiver``: (worlds, proposals, issues): where the two would stand,
    as a share of the scale."""


def propose(
    space: Space,
    positions: Floats,
    target: Indices,
    by_initiator: Floats,
    by_target: Floats | None,
    choices: Choices,
) -> Bargains:
    """Turn each challenge into a proposal, or two.

    Parameters
    ----------
    positions : (worlds, actors, issues)
        Shares of the scale.
    target : (worlds, actors)
        Whom each actor challenges, −1 nobody.
    by_initiator : (worlds, actors)
        Initiators' estimates of their odds.
    by_target : (worlds, actors) or None
        Targets' estimates of the initiators' odds, if ``choices.proposals`` asks for them.
    """
    actors = target.shape[1]
    other = np.maximum(target, 0)[..., None]
    there = np.take_along_axis(positions, other, 1)
    theirs = np.take_along_axis(space.salience, other, 1)

    def meet(odds: Floats) -> tuple[Floats, Floats]:
        return interpolate(
            choices.interpolation, positions, space.salience, there, theirs, odds[..., None]
        )

    proposer = np.where(target >= 0, np.arange(actors), -1)
    mine, yours = meet(by_initiator)
    if choices.proposals == "initiator" or by_target is None:
        return Bargains(proposer, target, mine, yours)
    mine_too, yours_too = meet(by_target)
    if choices.proposals == "both":
        return Bargains(
            np.concatenate([proposer, proposer], 1),
            np.concatenate([target, target], 1),
            np.concatenate([mine, mine_too], 1),
            np.concatenate([yours, yours_too], 1),
        )
    influence = (space.capability * space.salience.sum(-1))[..., None]
    theirs_all = np.take_along_axis(influence, other, 1)
    total = influence + theirs_all
    share = np.divide(influence, total, out=np.full_like(total, 0.5), where=total > 0)
    return Bargains(
        proposer,
        target,
        share * mine + (1 - share) * mine_too,
        share * yours + (1 - share) * yours_too,
    )


def interpolate(
    kind: Interpolation, mine: Floats, care: Floats, yours: Floats, other_care: Floats, odds: Floats
) -> tuple[Floats, Floats]:
    """Where two sides meet, on each issue.

    Parameters
    ----------
    mine, yours : (…, issues)
        Positions of initiator and target, shares of the scale.
    care, other_care : (…, issues)
        Their saliences, 0–1.
    odds : (…, 1)
        Of the initiator's winning.

    Returns
    -------
    (…, issues), (…, issues)
        Where initiator and target would stand.
    """
    # the 10⁻⁶ goes to each side's own position, so two who weigh nothing stay where they are
    # instead of dividing by 0, and a one-sided bargain leaves the stronger at its place
    if kind == "advantage":
        behind = np.maximum(1 - 2 * odds, 0)
        ahead = np.maximum(2 * odds - 1, 0)
        give = behind * other_care**2
        take = ahead * care**2
        moved = give / (give + _OWN + (1 - behind) * care**2)
        drawn = take / (take + _OWN + (1 - ahead) * other_care**2)
        return mine + moved * (yours - mine), yours + drawn * (mine - yours)
    power = 2 if kind == "squared" else 1
    own = (care * odds) ** power
    other = (other_care * (1 - odds)) ** power
    total = own + other + _OWN
    here = ((own + _OWN) * mine + other * yours) / total
    there = (own * mine + (other + _OWN) * yours) / total
    return rounded(here), rounded(there)


def rounded(shares: Floats) -> Floats:
    """Round to ``STEPS`` of the scale, halves up."""
    steps: Floats = np.floor(0.5 + shares * STEPS) / STEPS
    return steps
