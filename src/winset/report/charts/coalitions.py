"""Who consents to which package: one row an actor, one column a package."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from winset.advice.onboard_results import Aboard, Onboard
from winset.advice.payments import ENOUGH
from winset.analysis import Analysis
from winset.report.charts.cost_durability import moves_in_words, ways_of
from winset.report.charts.labels import actor_labels
from winset.report.figures import (
    DIAMOND_OUTSIDE,
    Figure,
    beside,
    broken,
    chart,
    colour,
    graded,
    ink,
    layer,
    named,
    row_names,
    rows,
    step_of,
)
from winset.report.palette import slot_of_actor
from winset.words.names import actor_in_words, form_title, listed
from winset.words.quantities import share
from winset.words.table import Table

_WIDTH = 15


def coalitions(analysis: Analysis, found: Onboard, form: str) -> Figure:
    """Draw who consents to each package that is shown for a form."""
    ways = ways_of(found.forms[form])
    consents = analysis.consent_odds([_number(own) for own in ways])
    actors = _actors(analysis, form)
    labels = actor_labels(analysis.scenario, actors)
    shares = {actor: [float(p) for p in consents[actor].probability] for actor in actors}
    told = _sentence(analysis, shares)
    title = f"{form_title(analysis.scenario, form)}: who is on board"
    names = [f"{number}  {moves_in_words(analysis, own)}" for number, own in enumerate(ways)]
    worlds = analysis.worlds.count
    return Figure(
        id=f"coalitions-{form}",
        title=title,
        sentence=told,
        spec=_spec(analysis, shares, names, f"{title}. {told}"),
        table=Table(
            ("Package", *(labels[actor] for actor in actors)),
            tuple(
                (name, *(share(shares[actor][at], worlds) for actor in actors))
                for at, name in enumerate(names)
            ),
        ),
        method=(
            "Share of worlds in which the actor accepts the package; of a body, in which more than "
            "half of its members by weight do, whatever quorum the rule asks. A dot’s area is that "
            "share; a ring marks consent won whatever the world, "
            f"with probability {ENOUGH:g} or more."
        ),
    )


def _number(own: Aboard) -> int:
    assert own.concession is not None
    return own.concession.package


def _actors(analysis: Analysis, form: str) -> list[str]:
    """Principals, then everyone else the rules ask or who may succeed, party by party."""
    scenario = analysis.scenario
    parties = scenario.signatories(form)
    envoys = {envoy for party in parties for envoy in scenario.parties[party].envoys}
    principals = [scenario.parties[party].principal for party in parties]
    rest = [
        id_
        for party in parties
        for id_, actor in scenario.actors.items()
        if actor.party == party and id_ not in envoys
    ]
    return list(dict.fromkeys([*principals, *rest]))


def _sentence(analysis: Analysis, shares: dict[str, list[float]]) -> str:
    scenario = analysis.scenario
    never = [actor for actor, own in shares.items() if max(own) < ENOUGH]
    always = [actor for actor, own in shares.items() if min(own) >= ENOUGH]
    told = []
    if always:
        names = listed([actor_in_words(scenario, actor) for actor in always])
        told.append(f"On board whichever of these is signed: {names}")
    if never:
        names = listed([actor_in_words(scenario, actor) for actor in never])
        told.append(f"won by none of them: {names}")
    if not told:
        return "Every actor is won by some of these packages and lost by others."
    text = "; ".join(told)
    return f"{text[0].upper()}{text[1:]}."


def _spec(
    analysis: Analysis, shares: dict[str, list[float]], names: Sequence[str], told: str
) -> dict[str, Any]:
    scenario, worlds = analysis.scenario, analysis.worlds.count
    labels = actor_labels(scenario, shares)
    values = [
        {
            "row": actor,
            **named(labels[actor]),
            "way": at,
            "slot": slot_of_actor(scenario, actor),
            "outsider": scenario.actors[actor].party is None,
            "share": round(own[at], 5),
            "told": share(own[at], worlds),
            "won": own[at] >= ENOUGH,
        }
        for actor, own in shares.items()
        for at in range(len(names))
    ]
    lines = json.dumps([broken(name, _WIDTH) for name in names])
    x = {
        "field": "way",
        "type": "ordinal",
        "axis": {
            "title": None,
            "orient": "bottom",
            "labelExpr": f"narrow ? datum.label : {lines}[datum.value]",
            "labelAngle": 0,
            "labelLineHeight": 12,
            "labelOverlap": False,
            "labelLimit": 0,
        },
    }
    point = {"type": "point", "filled": True, "opacity": 1}
    ring = {"type": "point", "filled": False, "size": 215, "strokeWidth": 1.2, "opacity": 1}
    size = graded("share", 1, [0, 130])
    layers = [
        layer(point, x=x, color=colour(), shape=DIAMOND_OUTSIDE, size=size),
        layer(ring, where="datum.won", x=x, color=colour()),
        layer(beside(12, 10, fill=ink("muted")), x=x, text="told"),
        row_names("datum.way == 0"),
    ]
    encoding = {"y": rows(list(shares), lines=True)}
    return chart(told, values, layers, height=step_of(36, values), encoding=encoding)
