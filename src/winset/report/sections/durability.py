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
    grounds_told,
    leader_only_told,
    probability,
    skipped_told,
    span,
    years_in_words,
)
from winset.words.marks import MARKS
from winset.words.names import form_title
from winset.words.views import option_in_words


def _content(analysis: Analysis) -> Mapping[str, Any] | None:
    if not analysis.forms:
        return None
    found = analysis.durability
    return {
        "told": leader_only_told(analysis, found),
        "pairs": [
            (survival_curves(found, form), endings(analysis, found, form)) for form in found.forms
        ],
        "marks": [years_in_words(mark) for mark in found.marks],
        "last": years_in_words(found.marks[-1]),
        "rows": [
            _row(analysis, found, deal)
            for deals in found.forms.values()
            for choice, deal in deals.items()
            if choice != "most_ratifiable"
        ],
        "skipped": skipped_told(found),
        "grounds": _grounds(analysis, found),
    }


def _row(analysis: Analysis, found: Durability, deal: Deal) -> dict[str, Any]:
    scenario = analysis.scenario
    package = analysis.space.package(deal.package)
    return {
        "form": form_title(deal.form),
        "deal": choice_title(found, deal.form, deal.choice),
        "options": [
            (scenario.issues[issue].title, option_in_words(option))
            for issue, option in package.items()
        ],
        "payoffs": [
            (scenario.actor_name(actor), f"{value:.2f}", f"{deal.reservations[actor]:.2f}")
            for actor, value in deal.utilities.items()
        ],
        "passes": probability(deal.ratified),
        "survival": [span(deal.outlook.survival_at(mark)) for mark in found.marks],
        **_difference(found, deal),
    }


def _difference(found: Durability, deal: Deal) -> dict[str, str]:
    """Difference to the leaders' own deal of the form in both readings; empty for that itself."""
    contrast = found.contrast(deal.form, deal.choice, found.marks[-1])
    if contrast is None:
        return {"difference": "", "by_form": ""}
    if contrast.is_none:
        is_same = deal.package == found.forms[deal.form]["nash"].package
        return {"difference": f"none: the same {'package' if is_same else 'risk'}", "by_form": ""}
    return {
        "difference": difference_in_words(contrast.difference),
        "by_form": difference_in_words(contrast.by_form),
    }


def _grounds(analysis: Analysis, found: Durability) -> list[tuple[str, str, list[str]]]:
    """Group what the section rests on by its mark: sign, mark, texts."""
    grounds = grounds_told(found, analysis.scenario)
    return [
        (sign, mark, [ground.text for ground in grounds if ground.mark == mark])
        for mark, (sign, _) in MARKS.items()
    ]


DURABILITY = Section("durability", "Does it last", "durability.html", _content)
