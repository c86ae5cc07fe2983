"""A comparison as plain lists and mappings."""

from __future__ import annotations

from typing import Any

from winset.comparison.compare import Comparison, FormComparison
from winset.serialise.numbers import band, rounded, which
from winset.uncertainty import Difference
from winset.words.comparison import comparison_told


def plain_comparison(comparison: Comparison) -> dict[str, Any]:
    """Turn a comparison into mappings with stable keys.

    Returns
    -------
    dict
        Differences are second minus first; ``se`` and bands are of the difference where so named.
        ``deal.ties`` counts the packages that are settled on exactly as often, the one that is
        named included: above 1 that one is the first of equals, and no more the deal than they are.
    """
    first, second = comparison.analyses
    return {
        "sides": [
            {
                "name": name,
                **which(table.scenario),
                "perspective": table.scenario.perspective_id,
            }
            for name, table in zip(comparison.names, comparison.analyses, strict=True)
        ],
        "worlds": [first.worlds.count, second.worlds.count],
        "seed": [first.worlds.seed, second.worlds.seed],
        "inputs": [
            {"path": change.path, "before": change.before, "after": change.after}
            for change in comparison.inputs
        ],
        "forms": {name: _form(form) for name, form in comparison.forms.items()},
        "only_first": list(comparison.only[0]),
        "only_second": list(comparison.only[1]),
        "issues_only": _sides(comparison.issues_only),
        "actors_only": _sides(comparison.actors_only),
        "words": list(comparison_told(comparison)),
    }


def _sides(only: tuple[tuple[str, ...], tuple[str, ...]]) -> dict[str, list[str]]:
    return {"first": list(only[0]), "second": list(only[1])}


def _carried_out(form: FormComparison) -> dict[str, Any]:
    """Say how often the best text is carried out, where some option needs somebody's part."""
    if form.carried_out is None or form.through is None:
        return {}
    return {"carried_out": _difference(form.carried_out), "through": _difference(form.through)}


def _difference(figures: Difference) -> dict[str, Any]:
    return {
        "before": rounded(figures.before),
        "after": rounded(figures.after),
        "difference": rounded(figures.value),
        "se": rounded(figures.se),
        "clear": figures.is_clear,
    }


def _form(form: FormComparison) -> dict[str, Any]:
    survival = form.survival
    return {
        "zone": _difference(form.zone),
        **_carried_out(form),
        "deal": {
            "before": None if form.deals[0] is None else dict(form.deals[0]),
            "after": None if form.deals[1] is None else dict(form.deals[1]),
            "ties": {"before": form.ties[0], "after": form.ties[1]},
            "same_in_worlds": rounded(form.same_deal),
        },
        "utilities": {
            actor: {"before": rounded(one), "after": rounded(other)}
            for actor, (one, other) in form.utilities.items()
        },
        "kept": {party: _difference(keeps) for party, keeps in form.kept.items()},
        "survival": None
        if survival is None
        else {
            "years": form.years,
            "before": band(survival[0]),
            "after": band(survival[1]),
            "difference": band(survival[2]),
        },
    }
