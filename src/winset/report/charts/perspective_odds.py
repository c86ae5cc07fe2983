"""How likely each form is to have a zone, as different observers see the table."""

from __future__ import annotations

from winset.analysis import Analysis
from winset.report.charts.odds_dots import Dot, odds_dots
from winset.report.figures import Figure
from winset.words.names import form_title, sentence
from winset.words.quantities import figure
from winset.words.table import Table
from winset.words.views import view_in_words
from winset.words.zone import VIEWS_METHOD, views_told


def perspective_odds(analysis: Analysis, form: str) -> Figure:
    """Draw the odds of a zone in one form, one row an observer, the scenario's own first."""
    seen = {sentence(view_in_words(analysis.scenario)): analysis} | {
        analysis.scenario.perspectives[id_].title: view
        for id_, view in analysis.perspectives.items()
    }
    zones = {
        title: view.forms[form].ratification.zone.probability
        for title, view in seen.items()
        if form in view.forms
    }
    dots = [Dot(title, zone) for title, zone in zones.items()]
    by_view = views_told(zones)
    return Figure(
        id=f"perspectives-{form}",
        title=form_title(analysis.scenario, form),
        sentence=by_view,
        spec=odds_dots(f"{form_title(analysis.scenario, form)}. {by_view}", dots),
        table=Table(
            ("Seen by", "Odds of a zone"),
            tuple((title, figure(zone)) for title, zone in zones.items()),
        ),
        method=VIEWS_METHOD,
    )
