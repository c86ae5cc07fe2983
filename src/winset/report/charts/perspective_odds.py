"""How likely each form is to have a zone, as different observers see the table."""

from __future__ import annotations

from winset.analysis import Analysis
from winset.report.charts.odds_dots import Dot, odds_dots
from winset.report.figures import Figure
from winset.words.names import form_title, sentence
from winset.words.quantities import figure
from winset.words.table import Table
from winset.words.views import view_in_words


def perspective_odds(analysis: Analysis, form: str) -> Figure:
    """Draw the odds of a zone in one form, one row an observer, the scenario's own first."""
    seen = {sentence(view_in_words(analysis.scenario)): analysis} | {
        own.scenario.perspectives[id_].title: own for id_, own in analysis.perspectives.items()
    }
    zones = {
        title: own.forms[form].ratification.zone.probability
        for title, own in seen.items()
        if form in own.forms
    }
    dots = [Dot(title, zone) for title, zone in zones.items()]
    told = "; ".join(f"{title}: {figure(zone)}" for title, zone in zones.items()) + "."
    return Figure(
        id=f"perspectives-{form}",
        title=form_title(form),
        sentence=told,
        spec=odds_dots(f"{form_title(form)}. {told}", dots),
        table=Table(
            ("Seen by", "Odds of a zone"),
            tuple((title, figure(zone)) for title, zone in zones.items()),
        ),
        method=(
            "The same draws under each view, so that the difference comes from the views and not "
            "from the luck of the draw."
        ),
    )
