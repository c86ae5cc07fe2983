"""How likely it is that some text passes, by form and by observer."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from winset.engine import Result
from winset.uncertainty import Estimate, leaders
from winset.words.names import as_form, listed
from winset.words.quantities import figure, odds

VIEWS_METHOD = (
    "Every view is computed on the same draws. A difference comes from the views, not from the "
    "luck of the draw."
)


def zone_odds_told(result: Result) -> str:
    """Say in which form some text is likeliest to pass, and which others are as likely."""
    forms = list(result.forms)
    zones = [form.ratification.has_zone for form in result.forms.values()]
    first, *others = (forms[row] for row in leaders(np.stack(zones)))
    probability = result.forms[first].ratification.zone.probability
    told = f"Some text would pass {as_form(result.scenario, first)} in {odds(probability)}"
    if not probability.value:
        return "No text would pass in any draw."
    if len(forms) == 1:
        return f"{told}."
    if all((zone == zones[0]).all() for zone in zones):
        return f"Some text would pass in {odds(probability)}, whatever the form."
    if not others:
        return f"{told}. No other form has such good odds."
    if len(others) == len(forms) - 1:
        return f"{told}. No form has clearly better odds than another."
    return f"{told}. It has about the same odds {_as_forms(result, others)}."


def _as_forms(result: Result, forms: list[str]) -> str:
    return listed([as_form(result.scenario, form) for form in forms])


def zone_odds_method(worlds: int) -> str:
    """Say what the odds of a zone are shares of."""
    return (
        f"The uncertain numbers were drawn {worlds:,} times. The figure is the share of draws in "
        "which at least one text satisfies the ratification rule of every signing party. The pale "
        "bar is the 95 % interval of the draws, read from how far eight independent parts of them "
        "lie apart. Doubt about the inputs is in the odds themselves."
    )


def views_told(zones: Mapping[str, Estimate]) -> str:
    """Say between which views the odds that some text passes lie: title of the view → odds."""
    ranked = sorted(zones.items(), key=lambda view: view[1].value)
    (lowest, least), (highest, most) = ranked[0], ranked[-1]
    if figure(least) == figure(most):
        return f"Some text would pass in {odds(most)} in every view."
    return (
        f"Some text would pass in {odds(most)} in the view “{highest}”. "
        f"The least is {figure(least)}, in the view “{lowest}”."
    )
