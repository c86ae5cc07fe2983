"""Who wants what: one position map an issue."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from winset.analysis import Analysis
from winset.report.charts.registry import chart_named
from winset.report.palette import slot_of_party
from winset.report.sections.section import Section
from winset.words.deals import likely_deal
from winset.words.names import form_in_words
from winset.words.views import signatories_in_words


def _content(analysis: Analysis) -> Mapping[str, Any]:
    scenario = analysis.scenario
    parties = [
        (slot_of_party(scenario, party), scenario.party_name(party)) for party in scenario.parties
    ]
    outsiders = any(actor.party is None for actor in scenario.actors.values())
    settled = likely_deal(analysis)
    deal = None
    if settled is not None:
        form = settled[0]
        deal = {
            "form": form_in_words(analysis.scenario, form),
            "signed_by": signatories_in_words(scenario, form),
        }
    return {
        "figures": chart_named("positions").figures(analysis),
        "parties": parties,
        "outsiders": outsiders,
        "deal": deal,
    }


POSITIONS = Section(
    "positions",
    "Who wants what",
    "positions.html",
    _content,
    question=2,
    folded=False,
)
