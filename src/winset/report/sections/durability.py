"""Does it last: survival, how it ends, and with the elites or without."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from winset.analysis import Analysis
from winset.durability.results import Deal, Durability
from winset.report.charts import endings, survival_curves
from winset.report.sections.section import Section
from winset.words.durability import (
    choice_title,
    difference_in_words,
    leader_only_told,
    probability,
    skipped_told,
    span,
    years_in_words,
)
from winset.words.durability_grounds import grounds_told
from winset.words.marks import MARKS
from winset.words.names import form_title, options_in_words


def _content(analysis: Analysis) -> Mapping[str, Any] | None:
    if not analysis.forms:
        return None
    durability = analysis.durability
    return {
        "told": leader_only_told(analysis, durability),
        "pairs": [
            (survival_curves(analysis, durability, form), endings(analysis, durability, form))
            for form in durability.forms
        ],
        "marks": [years_in_words(mark) for mark in durability.marks],
        "last": years_in_words(durability.marks[-1]),
        "rows": [
            _row(analysis, durability, deal)
            for deals in durability.forms.values()
            for choice, deal in deals.items()
            if choice != "most_ratifiable"
        ],
        "skipped": skipped_told(analysis.scenario, durability),
        "grounds": _grounds(analysis, durability),
    }


def _row(analysis: Analysis, durability: Durability, deal: Deal) -> dict[str, Any]:
    scenario = analysis.scenario
    return {
        "form": form_title(analysis.scenario, deal.form),
        "deal": choice_title(durability, deal.form, deal.choice),
        "options": options_in_words(scenario, analysis.space.package(deal.package)),
        "payoffs": [
            (scenario.actor_name(actor), f"{value:.2f}", f"{deal.reservations[actor]:.2f}")
            for actor, value in deal.utilities.items()
        ],
        "passes": probability(deal.ratified),
        "survival": [span(deal.outlook.survival_at(mark)) for mark in durability.marks],
        **_difference(durability, deal),
    }


def _difference(durability: Durability, deal: Deal) -> dict[str, str]:
    """Difference to the leaders' own deal of the form in both readings; empty for that itself."""
    contrast = durability.contrast(deal.form, deal.choice, durability.marks[-1])
    if contrast is None:
        return {"difference": "", "by_form": ""}
    if contrast.is_none:
        is_same = deal.package == durability.forms[deal.form]["nash"].package
        return {"difference": f"none: the same {'package' if is_same else 'risk'}", "by_form": ""}
    return {
        "difference": difference_in_words(contrast.difference),
        "by_form": difference_in_words(contrast.by_form),
    }


def _grounds(analysis: Analysis, durability: Durability) -> list[tuple[str, str, list[str]]]:
    """Group what the section rests on by its mark: sign, mark, texts."""
    grounds = grounds_told(durability, analysis.scenario)
    return [
        (sign, mark, [ground.text for ground in grounds if ground.mark == mark])
        for mark, (sign, _) in MARKS.items()
    ]


DURABILITY = Section("durability", "Does it last", "durability.html", _content)
