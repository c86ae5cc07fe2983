"""Whose consent alone would open a zone where there is none."""

from __future__ import annotations

from winset.analysis import Analysis
from winset.report.charts.labels import actor_labels
from winset.report.charts.odds_dots import Dot, odds_dots
from winset.report.figures import Figure
from winset.report.palette import slot_of_actor
from winset.words.blockers import obstacles, several_must_move
from winset.words.names import sentence
from winset.words.quantities import at_least, counted, figure, odds
from winset.words.table import Table
from winset.words.views import some_actors

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
    told = _sentence(analysis, form, len(shown))
    return Figure(
        id=f"blockers-{form}",
        title="Who stands in the way",
        sentence=told,
        spec=odds_dots(f"Who stands in the way. {told}", dots, step=32),
        table=Table(
            ("Actor", "Would open a zone alone"),
            tuple((scenario.actor_name(b.actor), figure(b.share)) for b in ratification.blockers),
        ),
        method=(
            f"Of the {obstacles(ratification).without:,} worlds "
            "without a zone, the share that would have one if this actor alone accepted every "
            "package and all others stayed as they are. Shares need not sum to one: in a world "
            "either of two may be enough, or no one alone."
        ),
    )


def _sentence(analysis: Analysis, form: str, shown: int) -> str:
    scenario, ratification = analysis.scenario, analysis.forms[form].ratification
    found = obstacles(ratification)
    if not found.top:
        follows = several_must_move(scenario, form)
        return f"No one actor’s consent alone would open a zone; {follows}."
    who = [blocker.actor for blocker in found.top]
    names = some_actors(scenario, who)
    top, least = found.top[0].share, found.top[-1].share
    where = odds(least, "worlds without one")
    where = where if least == top else at_least(where)
    none = len(ratification.blockers) - shown
    others = f" {sentence(counted(none, 'other actor'))} never would." if none else ""
    if len(who) == 1:
        return f"{names} alone, accepting every package, would open a zone in {where}.{others}"
    apart = "either" if len(who) == 2 else "any one"
    return (
        f"{names}: {apart} of them alone, accepting every package, would open a zone in "
        f"{where}.{others}"
    )
