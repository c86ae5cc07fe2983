"""How likely each form is to have a zone, by form and by observer."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from winset.engine import Result
from winset.uncertainty import Estimate, leaders
from winset.words.names import form_in_words, listed, sentence
from winset.words.quantities import figure, odds

VIEWS_METHOD = (
    "The same draws under each view, so that the difference comes from the views and not from the "
    "luck of the draw."
)


def zone_odds_told(result: Result) -> str:
    """Say which form is likeliest to have a zone, and which others are as likely."""
    forms, scenario = list(result.forms), result.scenario
    zones = [form.ratification.has_zone for form in result.forms.values()]
    first, *others = (forms[row] for row in leaders(np.stack(zones)))
    probability = result.forms[first].ratification.zone.probability
    told = f"{sentence(form_in_words(scenario, first))} has a zone in {odds(probability)}"
    if len(forms) == 1:
        return f"{told}."
    if not others:
        return f"{told}, the most of any form."
    if len(others) < len(forms) - 1:
        return (
            f"{told}; {listed([form_in_words(scenario, form) for form in others])} about as often."
        )
    alike = all((zone == zones[0]).all() for zone in zones)
    return f"{told}, as every form." if alike else f"{told}; no form has one clearly more often."


def zone_odds_method(worlds: int) -> str:
    """Say what the odds of a zone are shares of."""
    return (
        f"Share of {worlds:,} worlds (joint draws of everything uncertain) in which at least one "
        "package satisfies the ratification rule of every signing party. ± and the pale bar are "
        "the 95 % interval of the draws, read from how far eight independent parts of them lie "
        "apart; doubt about the inputs is in p itself."
    )


def views_told(zones: Mapping[str, Estimate]) -> str:
    """Give the odds of a zone in each view: title of the view → odds."""
    return "; ".join(f"{title}: {figure(zone)}" for title, zone in zones.items()) + "."
