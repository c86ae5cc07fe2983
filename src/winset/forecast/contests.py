"""Contests between two options: votes, the coalitions they form, and who is likely to win.

Equations of the KAPSARC Toolkit for Behavioral Analysis (KTAB; Wise, Lester & Efird 2015, *An
introduction to KTAB*, and *Multidimensional bargaining using KTAB*), restated.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Literal

import numpy as np

from winset.arrays import Floats

VotingRule = Literal["proportional", "binary", "proportional-binary", "proportional-cubic", "cubic"]
"""How much of its weight an actor throws in for a difference in utility of Δ.

``proportional`` Δ; ``binary`` ±1; ``cubic`` Δ³; ``proportional-binary`` 0.8 Δ ± 0.2;
``proportional-cubic`` ½ Δ + ½ Δ³. KTAB's asymmetric rule is left out: in its contests between two
options neither of which is the status quo, its answer hangs on the order of the table.
"""

VictoryModel = Literal["linear", "square", "quartic", "octic", "binary"]
"""Odds of the stronger coalition: the ratio of strengths to the power 1, 2, 4 or 8; ``binary``,
certain from an advantage of 10 %."""

_POWERS = {"linear": 1, "square": 2, "quartic": 4, "octic": 8}
_JUMP = 1e-8
_CERTAIN = 1.1
_NEVER = 1e-6

EMPTY_COALITION = 1e-8
"""Strength of a coalition without members, so that nothing is divided by nothing."""


def votes(rule: VotingRule, difference: Floats) -> Floats:
    """Share of its weight that an actor throws in, −1 to 1, for a difference in utility.

    A ``binary`` response rises over a difference of 10⁻⁸ rather than at once, so that rounding in
    the last digit decides nothing.
    """
    return _VOTES[rule](difference)


def _step(difference: Floats) -> Floats:
    return np.clip(difference / _JUMP, -1, 1)


_VOTES: Mapping[VotingRule, Callable[[Floats], Floats]] = {
    "proportional": lambda d: d,
    "binary": _step,
    "proportional-binary": lambda d: 0.8 * d + 0.2 * _step(d),
    "proportional-cubic": lambda d: 0.5 * d + 0.5 * d**3,
    "cubic": lambda d: d**3,
}


def coalitions(rule: VotingRule, weight: Floats, utility: Floats) -> Floats:
    """Strength of all who prefer one option to another.

    C(m, n) = Σ_a w_a · vote(u_a(m) − u_a(n)) over the actors for whom it is positive.

    Parameters
    ----------
    weight : (worlds, actors)
    utility : (worlds, actors, options)

    Returns
    -------
    (worlds, options, options)
        [m, n]: for m against n; at least ``EMPTY_COALITION``.
    """
    worlds, actors, options = utility.shape
    strength = np.full((worlds, options, options), EMPTY_COALITION)
    ahead = np.empty_like(strength)
    for actor in range(actors):
        worth = utility[:, actor]
        np.subtract(worth[:, :, None], worth[:, None, :], out=ahead)
        cast = votes(rule, ahead)
        np.maximum(cast, 0, out=cast)
        cast *= weight[:, actor, None, None]
        strength += cast
    return strength


def victory(model: VictoryModel, strength: Floats) -> Floats:
    """Odds that one option beats another.

    P(m, n) = C(m, n)^q / (C(m, n)^q + C(n, m)^q).

    Parameters
    ----------
    strength : (worlds, options, options)
        Coalitions, [m, n] for m against n, above 0.

    Returns
    -------
    (worlds, options, options), 0–1
        [m, n] and [n, m] sum to 1.
    """
    against = strength.swapaxes(-1, -2)
    share = strength / (strength + against)
    if model == "binary":
        rising = (share * (_CERTAIN + 1) - 1) / (_CERTAIN - 1)
        return np.clip(rising, _NEVER, 1 - _NEVER)
    # strengths as shares of both first: their powers then neither overflow nor vanish
    raised = share ** _POWERS[model]
    return raised / (raised + raised.swapaxes(-1, -2))
