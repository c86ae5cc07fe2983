"""The odds of a zone, as the pages that change a case show them beside it."""

from __future__ import annotations

from typing import Any

from winset.analysis import Analysis
from winset.words.names import form_title
from winset.words.quantities import figure, standard_error_told


def zone_json(analysis: Analysis) -> dict[str, Any]:
    """Odds that some text passes by form, with their words, as a script reads them.

    Returns
    -------
    dict
        ``worlds``, ``texts`` and, for each form, its odds (0–1), the same in words, how well they
        were counted, and ``width``: how many texts would be ratified on average over the draws,
        None where not all were looked at. The odds tell whether there is a zone; the width moves
        first.
    """
    forms = []
    for name, form in analysis.forms.items():
        zone = form.ratification.zone
        forms.append(
            {
                "form": name,
                "title": form_title(analysis.scenario, name),
                "value": zone.probability.value,
                "figure": figure(zone.probability),
                "counted": standard_error_told(zone.probability),
                "width": float(zone.by_package.sum()) if zone.listing.is_whole else None,
            }
        )
    return {"worlds": analysis.worlds.count, "texts": analysis.space.texts, "forms": forms}
