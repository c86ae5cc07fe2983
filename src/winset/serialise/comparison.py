"""A comparison as plain lists and mappings."""

from __future__ import annotations

from typing import Any

from winset.comparison.compare import Comparison, FormComparison
from winset.serialise.numbers import band, rounded
from winset.words.comparison import comparison_told


def plain_comparison(found: Comparison) -> dict[str, Any]:
    """Turn a comparison into mappings with stable keys.

    Returns
    -------
    dict
        Differences are second minus first; ``se`` and bands are of the difference where so named.
    """
    first, second = found.analyses
    return {
        "sides": [
            {
                "name": name,
                "id": table.scenario.id,
                "title": table.scenario.title,
                "sha256": table.scenario.sha256,
                "perspective": table.scenario.perspective_id,
            }
            for name, table in zip(found.names, found.analyses, strict=True)
        ],
        "worlds": [first.worlds.count, second.worlds.count],
        "seed": [first.worlds.seed, second.worlds.seed],
        "inputs": [
            {"path": own.path, "before": own.before, "after": own.after} for own in found.inputs
        ],
        "forms": {form: _form(own) for form, own in found.forms.items()},
        "only_first": list(found.only[0]),
        "only_second": list(found.only[1]),
        "words": list(comparison_told(found)),
    }


def _form(own: FormComparison) -> dict[str, Any]:
    zone, survival = own.zone, own.survival
    return {
        "zone": {
            "before": rounded(zone.before),
            "after": rounded(zone.after),
            "difference": rounded(zone.value),
            "se": rounded(zone.se),
            "clear": zone.is_clear,
        },
        "deal": {
            "before": None if own.deals[0] is None else dict(own.deals[0]),
            "after": None if own.deals[1] is None else dict(own.deals[1]),
            "same_in_worlds": rounded(own.same_deal),
        },
        "utilities": {
            actor: {"before": rounded(one), "after": rounded(other)}
            for actor, (one, other) in own.utilities.items()
        },
        "survival": None
        if survival is None
        else {
            "years": own.years,
            "before": band(survival[0]),
            "after": band(survival[1]),
            "difference": band(survival[2]),
        },
    }
