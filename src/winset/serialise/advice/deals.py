"""The leader-only question and the deals that stand in every view, as plain mappings."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from winset.serialise.numbers import band, by_key, estimate, rounded
from winset.uncertainty import Band
from winset.words.leader_only import leader_only_told

if TYPE_CHECKING:
    from winset.advice.leader_only import Alternative, LeaderOnly
    from winset.advice.robust import RobustDeals
    from winset.engine import Result
    from winset.packages import PackageSpace


def leader_only_row(found: LeaderOnly, result: Result) -> dict[str, Any] | None:
    """Turn the leader-only question into mappings; None where there is no deal to compare with.

    Returns
    -------
    dict
        ``losses`` in utility, ``years`` and ``needed`` in years in force, ``value`` in
        utility-years; bands by discount rate.
    """
    benchmark, told = found.benchmark, leader_only_told(result, found)
    if benchmark is None or found.life is None:
        return None
    return {
        "benchmark": {
            "form": benchmark.form,
            "package": result.space.package(benchmark.package),
            "p_ratified": rounded(benchmark.ratified),
            "years": band(found.life),
            "horizon": found.horizon,
        },
        "alternatives": [_alternative(deal, result.space) for deal in found.alternatives],
        "by_rho": [
            {"rho": rho, "years": found.years, **band(change)} for rho, change in found.rho.items()
        ],
        "words": [] if told is None else list(told.texts),
    }


def _alternative(deal: Alternative, space: PackageSpace) -> dict[str, Any]:
    return {
        "form": deal.form,
        "deal": deal.choice,
        "package": space.package(deal.package),
        "p_ratified": rounded(deal.ratified),
        "against": {"form": deal.against.form, "deal": deal.against.choice},
        "losses": {p: rounded(loss.value) for p, loss in deal.losses.items()},
        "losses_se": {p: rounded(loss.se) for p, loss in deal.losses.items()},
        "years": _by_rate(deal.years),
        "years_with_interaction": _by_rate(deal.by_form),
        "value": {p: _by_rate(bands) for p, bands in deal.value.items()},
        "needed": {p: rounded(years) for p, years in deal.needed.items()},
        "lasts": deal.lasts,
        "pays": {p: deal.pays(p) for p in deal.value},
    }


def _by_rate(bands: Mapping[float, Band]) -> list[dict[str, float | None]]:
    return [{"rate": rate, **band(change)} for rate, change in bands.items()]


def robust_rows(found: RobustDeals, space: PackageSpace) -> list[dict[str, Any]]:
    """One plain mapping a package that stands in every view."""
    return [
        {
            "form": deal.form,
            "package": space.package(deal.package),
            "p_ratified": {id_ or "base": estimate(odds, "p") for id_, odds in deal.odds.items()},
            "worst": rounded(deal.worst.value),
            "gains": by_key(deal.gains),
            "survival_5y": None if deal.survival is None else band(deal.survival),
            "survival_years": found.years,
            "objects": by_key(deal.objects),
        }
        for deal in found.rows
    ]
