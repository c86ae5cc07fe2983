"""How likely each form of agreement is to have a zone."""

from __future__ import annotations

from winset.analysis import Analysis
from winset.report.charts.odds_dots import Dot, odds_dots
from winset.report.figures import Figure
from winset.words.names import form_in_words, form_title, sentence
from winset.words.quantities import figure, odds
from winset.words.table import Table
from winset.words.views import signatories_in_words


def zone_odds(analysis: Analysis) -> Figure:
    """Draw the probability of a zone, one row a form, in the order the scenario tries them."""
    zones = {name: form.ratification.zone for name, form in analysis.forms.items()}
    best = max(zones, key=lambda name: zones[name].probability.value)
    told = f"{sentence(form_in_words(best))} has a zone in {odds(zones[best].probability)}"
    alike = len({zone.probability.value for zone in zones.values()}) == 1
    told += "." if len(zones) == 1 else ", as every form." if alike else ", the most of any form."
    dots = [Dot(form_title(name), zone.probability) for name, zone in zones.items()]
    rows = tuple(
        (
            form_title(name),
            signatories_in_words(analysis.scenario, name),
            figure(zone.probability),
            "not counted" if zone.size is None else f"{zone.size:,} of {analysis.space.size:,}",
        )
        for name, zone in zones.items()
    )
    return Figure(
        id="zone-odds",
        title="Odds of a zone of agreement, by form",
        sentence=told,
        spec=odds_dots(f"Odds of a zone of agreement, by form. {told}", dots),
        table=Table(
            ("Form", "Signed by", "Odds of a zone", "Packages in it, more often than not"), rows
        ),
        method=(
            f"Share of {analysis.worlds.count:,} worlds (joint draws of everything uncertain) in "
            "which at least one package satisfies the ratification rule of every signing party. "
            "± and the pale bar are the 95 % interval of the draws, ±1.96 √(p(1 − p)/n); doubt "
            "about the inputs is in p itself."
        ),
    )
