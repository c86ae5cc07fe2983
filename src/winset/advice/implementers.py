"""Who must do its part for the deal of a form to be carried out, and what would bring it in.

An implementer signs nothing and no rule of ratification asks it, so it is won on its own issues: by
the change of them that costs the principals least.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from winset.advice.onboard_results import Implementer
from winset.advice.payments import ENOUGH
from winset.arrays import Indices
from winset.packages import TOLERANCE
from winset.texts.answers import TextAnswers
from winset.texts.carrying_out import issues_needing
from winset.uncertainty import Estimate, paired, share_of

if TYPE_CHECKING:
    from winset.advice.concessions import Market
    from winset.texts.poll import Poll

_MOST = 256
"""Changes that are tried, the cheapest."""


def implementers_in(market: Market, poll: Poll) -> tuple[Implementer, ...]:
    """Name who would not do its part in the deal of a form, least likely first.

    Parameters
    ----------
    market
        What each package costs the principals.
    poll
        Who asks about texts.
    """
    if not poll.duties(market.start):
        return ()
    start = poll.answers(market.form.name, [market.start])
    if start.carrying is None or not start.passes.any():
        return ()
    found = []
    for actor in start.carrying.withholds:
        does = _does(start, actor)
        if does.value < ENOUGH - TOLERANCE:
            issues = issues_needing(poll.duties(market.start), actor)
            found.append(_won(market, poll, start, actor, issues))
    return tuple(sorted(found, key=lambda each: each.does.value))


def _does(answers: TextAnswers, actor: str) -> Estimate:
    """Share of the draws in which a text is ratified where an actor does its part, or need not."""
    carrying = answers.carrying
    if carrying is None or actor not in carrying.withholds:
        return share_of(np.ones(len(answers.passes)), answers.passes)
    return share_of(~carrying.by(actor), answers.passes)


def _won(
    market: Market, poll: Poll, start: TextAnswers, actor: str, issues: tuple[str, ...]
) -> Implementer:
    """Look for the cheapest change of an actor's issues that wins it and keeps the principals."""
    columns = _columns(market, issues)
    now = _does(start, actor)
    for column in columns[np.argsort(market.cost[columns], kind="stable")][:_MOST].tolist():
        number = market.standing.listing.number(column)
        answers = poll.answers(market.form.name, [number])
        does, through = _does(answers, actor), paired(start.through, answers.through)
        if does.value >= ENOUGH - TOLERANCE and through.value > 0 and through.is_clear:
            bought = market.concession(column)
            passes = paired(start.passes, answers.passes)
            return Implementer(market.form.name, actor, issues, now, bought, does, passes, through)
    unmoved = paired(start.passes, start.passes)
    through = paired(start.through, start.through)
    return Implementer(market.form.name, actor, issues, now, None, now, unmoved, through)


def _columns(market: Market, issues: tuple[str, ...]) -> Indices:
    """Columns of the packages that differ from the deal on some issues alone, principals kept."""
    listing, space = market.standing.listing, market.space
    numbers = np.arange(listing.size) if listing.numbers is None else listing.numbers
    differs = space.choices(numbers) != space.choices([market.start])
    elsewhere = [place for place, issue in enumerate(space.issues) if issue not in issues]
    found = differs.any(axis=1) & ~differs[:, elsewhere].any(axis=1)
    return np.flatnonzero(found & listing.allowed & market.kept)
