"""The odds of a zone, as the pages that change a case show them beside it."""

from __future__ import annotations

from typing import Any

from winset.analysis import Analysis
from winset.report.words import figure, form_title, half_width, odds


def zone_of(analysis: Analysis) -> dict[str, Any]:
    """Odds of a zone by form, with their words, as a script reads them.

    Parameters
    ----------
    analysis
        The analysis.

    Returns
    -------
    dict
        ``worlds`` and, for each form, its odds (0–1), half the width of their 95 % interval, and
        both in words.
    """
    found = []
    for name, form in analysis.forms.items():
        estimate = form.ratification.zone.probability
        found.append(
            {
                "form": name,
                "title": form_title(name),
                "value": estimate.value,
                "half": half_width(estimate),
                "figure": figure(estimate),
                "words": odds(estimate),
            }
        )
    return {"worlds": analysis.worlds.count, "forms": found}
