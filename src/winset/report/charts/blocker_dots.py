"""Whose consent alone would open a zone where there is none."""

from __future__ import annotations

from winset.analysis import Analysis
from winset.report.charts.labels import actor_labels
from winset.report.charts.odds_dots import Dot, odds_dots
from winset.report.figures import Figure
from winset.report.palette import slot_of_actor
from winset.words.blockers import blockers_method, blockers_told
from winset.words.quantities import figure
from winset.words.table import Table

_MOST = 12


def blocker_dots(analysis: Analysis, form: str) -> Figure | None:
    """Draw who stands in the way of a form; None where every world has a zone."""
    scenario, ratification = analysis.scenario, analysis.forms[form].ratification
    if not ratification.blockers:
        return None
    shown = [b for b in ratification.blockers if b.share.value > 0][:_MOST]
    labels = actor_labels(scenario, [b.actor for b in shown])
    dots = [
        Dot(
            labels[b.actor],
            b.share,
            slot_of_actor(scenario, b.actor),
            scenario.actors[b.actor].party is None,
        )
        for b in shown
    ]
    sentence = blockers_told(scenario, ratification, len(shown))
    return Figure(
        id=f"blockers-{form}",
        title="Who stands in the way",
        sentence=sentence,
        spec=odds_dots(f"Who stands in the way. {sentence}", dots, step=32),
        table=Table(
            ("Actor", "Would open a zone alone"),
            tuple((scenario.actor_name(b.actor), figure(b.share)) for b in ratification.blockers),
        ),
        method=blockers_method(ratification.without_zone),
    )
