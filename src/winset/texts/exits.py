"""What leaving a deal in force is worth: options that stay left as signed, the rest at no deal."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from winset.arrays import Floats, Integers
from winset.packages import Utilities, no_deal_contributions, utilities_of
from winset.scenario.model import Scenario
from winset.worlds import Worlds


def against_leaving(
    scenario: Scenario,
    worlds: Worlds,
    actor: str,
    choices: Integers,
    known: tuple[Utilities, Sequence[Floats]] | None = None,
) -> Utilities:
    """Value options as an actor that sets a deal in force against leaving it, at no cost.

    Its reservation is what leaving is worth. Where no option of the deal stays these are its
    utilities before the deal, to the last bit.

    Parameters
    ----------
    choices : (issues,)
        Option index of each issue of the deal.
    known
        Its utilities before the deal and what no deal brings it, where they are at hand.
    """
    own = utilities_of(scenario, worlds, actor) if known is None else known[0]
    stays = staying(scenario, choices)
    if not stays:
        return own
    no_deal = no_deal_contributions(scenario, worlds, actor) if known is None else known[1]
    reservation, barred = own.reservation, list(own.barred)
    for issue in stays:
        option = int(choices[issue])
        reservation = reservation + own.worth[issue][:, :, option] - no_deal[issue]
        # crossed either way, so it does not speak against the deal
        barred[issue] = barred[issue].copy()
        barred[issue][:, :, option] = False
    return replace(own, reservation=reservation, barred=tuple(barred))


def staying(scenario: Scenario, choices: Integers) -> list[int]:
    """Find the issues, by their place, whose option in a deal stays when a party leaves."""
    return [
        at
        for at, (issue, option) in enumerate(zip(scenario.issues.values(), choices, strict=True))
        if tuple(issue.options)[option] in issue.stays
    ]


def exit_cost_of(scenario: Scenario, worlds: Worlds, form: str) -> Floats:
    """(worlds or 1,) in utility: what whoever leaves a form loses."""
    terms = scenario.form_terms.get(form)
    if terms is None:
        return np.zeros(1)
    return worlds.values(f"forms.{form}.exit_cost", terms.exit_cost)
