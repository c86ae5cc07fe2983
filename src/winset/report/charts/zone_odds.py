"""How likely each form of agreement is to have a zone."""

from __future__ import annotations

from winset.analysis import Analysis
from winset.report.charts.odds_dots import Dot, odds_dots
from winset.report.figures import Figure
from winset.words.names import form_title
from winset.words.quantities import figure
from winset.words.table import Table
from winset.words.views import signatories_in_words
from winset.words.zone import zone_odds_method, zone_odds_told


def zone_odds(analysis: Analysis) -> Figure:
    """Draw the probability of a zone, one row a form, in the order the scenario tries them."""
    zones = {name: form.ratification.zone for name, form in analysis.forms.items()}
    sentence = zone_odds_told(analysis)
    dots = [
        Dot(form_title(analysis.scenario, name), zone.probability) for name, zone in zones.items()
    ]
    rows = tuple(
        (
            form_title(analysis.scenario, name),
            signatories_in_words(analysis.scenario, name),
            figure(zone.probability),
            "not counted" if zone.size is None else f"{zone.size:,} of {analysis.space.texts:,}",
        )
        for name, zone in zones.items()
    )
    return Figure(
        id="zone-odds",
        title="Odds of a zone of agreement, by form",
        sentence=sentence,
        spec=odds_dots(f"Odds of a zone of agreement, by form. {sentence}", dots),
        table=Table(
            ("Form", "Signed by", "Odds of a zone", "Texts in it, more often than not"), rows
        ),
        method=zone_odds_method(analysis.worlds.count),
    )
