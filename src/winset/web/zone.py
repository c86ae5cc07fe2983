"""The odds of a zone, as the pages that change a case show them beside it."""

from __future__ import annotations

from typing import Any

from winset.analysis import Analysis
from winset.words.names import form_title
from winset.words.quantities import figure, odds


def zone_json(analysis: Analysis) -> dict[str, Any]:
    """Odds of a zone by form, with their words, as a script reads them.

    Returns
    -------
    dict
        ``worlds``, ``packages`` and, for each form, its odds (0–1), half the width of their 95 %
        interval, both in words, and ``width``: how many packages would be ratified on average
        over the worlds, None where not all were looked at. The odds tell whether there is a
        zone; the width moves first.
    """
    forms = []
    for name, form in analysis.forms.items():
        zone = form.ratification.zone
        estimate = zone.probability
        forms.append(
            {
                "form": name,
                "title": form_title(analysis.scenario, name),
                "value": estimate.value,
                "half": estimate.margin,
                "figure": figure(estimate),
                "words": odds(estimate),
                "width": float(zone.by_package.sum()) if zone.listing.is_whole else None,
            }
        )
    return {
        "worlds": analysis.worlds.count,
        "packages": analysis.space.size,
        "forms": forms,
    }
