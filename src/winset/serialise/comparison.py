"""A comparison as plain lists and mappings."""

from __future__ import annotations

from typing import Any

from winset.comparison.compare import Comparison, FormComparison
from winset.durability.survival import Band
from winset.words.comparison import comparison_told

_DIGITS = 6


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
            "before": _round(zone.before),
            "after": _round(zone.after),
            "difference": _round(zone.value),
            "se": _round(zone.se),
            "clear": zone.is_clear,
        },
        "deal": {
            "before": None if own.deals[0] is None else dict(own.deals[0]),
            "after": None if own.deals[1] is None else dict(own.deals[1]),
            "same_in_worlds": None if own.same_deal is None else _round(own.same_deal),
        },
        "utilities": {
            actor: {"before": _round(one), "after": _round(other)}
            for actor, (one, other) in own.utilities.items()
        },
        "survival": None
        if survival is None
        else {
            "years": own.years,
            "before": _band(survival[0]),
            "after": _band(survival[1]),
            "difference": _band(survival[2]),
        },
    }


def _band(band: Band) -> dict[str, float]:
    return {"p": _round(band.mean), "lo": _round(band.low), "hi": _round(band.high)}


def _round(value: float) -> float:
    return round(float(value), _DIGITS)
