"""From which rate of disruption on another text lasts longer than the leaders' own.

What an outsider's rate r does to a deal is linear in z = exp(−r·t): it is in force after t years
with odds A + B·z, where B is of the draws in which the outsider rejects it. So two deals cross at
one rate at most, and that is solved, not searched for.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

from winset.durability.disruption import Disruptors
from winset.durability.results import Choice, Crossing, Deal


@dataclass(frozen=True)
class _Line:
    """Odds of being in force: ``least`` + ``more`` · z."""

    least: float
    more: float


def crossings_of(
    deals: Mapping[str, Mapping[Choice, Deal]], disruptors: Disruptors, years: int
) -> tuple[Crossing, ...]:
    """Set every other deal against the leaders' own in its form, one disrupter after the other."""
    return tuple(
        _crossing(actor, deal, chosen["nash"], disruptors, years)
        for chosen in deals.values()
        for choice, deal in chosen.items()
        if "nash" in chosen and choice != "nash" and deal.package != chosen["nash"].package
        for actor in deal.rejections.actors
    )


def _crossing(
    actor: str, deal: Deal, leaders: Deal, disruptors: Disruptors, years: int
) -> Crossing:
    one, other = (_line(actor, each, disruptors, years) for each in (deal, leaders))
    apart, turned = other.least - one.least, one.more - other.more
    left = apart / turned if turned else math.nan
    crosses = 0 < left < 1
    return Crossing(
        deal.form,
        actor,
        deal.choice,
        years,
        (deal.rejections.of(actor), leaders.rejections.of(actor)),
        -math.log(left) / years if crosses else None,
        # where everything it rejects is gone, the deal it rejects less is left
        lasts_above=apart < 0,
    )


def _line(actor: str, deal: Deal, disruptors: Disruptors, years: int) -> _Line:
    """Take the disruption by one actor out of a deal's survival, as it is a factor of its own."""
    survival = deal.outlook.survival[:, 12 * years]
    undisturbed = disruptors.undisturbed(deal.rejections, 12 * years)[:, -1]
    least, more = disruptors.parted(deal.rejections, actor, years)
    otherwise = survival / undisturbed
    return _Line(float((otherwise * least).mean()), float((otherwise * more).mean()))
