"""Everything the spatial model of politics lets one choose; the defaults are KTAB's."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from winset.forecast.condorcet import ElectionRules
from winset.forecast.risk import RiskSight

ThirdParty = Literal["semi", "none", "full"]
"""What a third party is held to after a contest it joined.

``semi``: if its side loses it adopts the winner's position, if its side wins it keeps its own.
``full``: it adopts the winner's either way; ``none``: it keeps its own. In the last two it gets the
same whichever side it joins, so that it stays out: the two give the same result.
"""

Interpolation = Literal["squared", "plain", "advantage"]
"""How far the sides of a bargain move to each other, on each issue.

``squared``: to the mean of their positions by (salience × odds)², KTAB's S2P2; ``plain``: by
salience × odds, S1P1; ``advantage``: only the weaker moves, by the difference of odds and the
squares of the saliences, S2PMax.
"""

Proposals = Literal["initiator", "both", "compromise"]
"""Whose estimate of the odds makes the proposal: the challenger's; his and the target's, as two
proposals; or their mean by influence."""

Transition = Literal["deterministic", "stochastic"]
"""Each actor takes the most probable of its bargains, or one drawn by their odds."""


@dataclass(frozen=True)
class Choices(ElectionRules):
    """A full set of options; the rules hold in elections of positions and of bargains alike."""

    sight: RiskSight = "third"
    """How well an actor sees another's attitude to risk."""
    third_party: ThirdParty = "semi"
    interpolation: Interpolation = "squared"
    proposals: Proposals = "initiator"
    transition: Transition = "deterministic"
    """``third_party``, ``interpolation``, ``proposals``, ``transition``: how contests are judged,
    bargains made and chosen."""
    settled: float = 0.02
    """A world stops once a turn moves less than this share of what the first moved."""
    least_turns: int = 2
    """Turns before a world may stop."""

    def __post_init__(self) -> None:
        """Refuse what is no option."""
        super().__post_init__()
        if not 0 <= self.settled < 1 or self.least_turns < 1:
            raise ValueError("settled is a share below 1, least_turns at least 1")
