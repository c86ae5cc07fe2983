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
    benchmark = found.benchmark
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
        "alternatives": [_alternative(own, result.space) for own in found.alternatives],
        "by_rho": [
            {"rho": rho, "years": found.years, **band(own)} for rho, own in found.rho.items()
        ],
        "words": list(leader_only_told(result, found)),
    }


def _alternative(own: Alternative, space: PackageSpace) -> dict[str, Any]:
    return {
        "form": own.form,
        "deal": own.choice,
        "package": space.package(own.package),
        "p_ratified": rounded(own.ratified),
        "against": {"form": own.against.form, "deal": own.against.choice},
        "losses": {p: rounded(loss.value) for p, loss in own.losses.items()},
        "losses_se": {p: rounded(loss.se) for p, loss in own.losses.items()},
        "years": _by_rate(own.years),
        "years_with_interaction": _by_rate(own.by_form),
        "value": {p: _by_rate(bands) for p, bands in own.value.items()},
        "needed": {p: rounded(years) for p, years in own.needed.items()},
        "lasts": own.lasts,
        "pays": {p: own.pays(p) for p in own.value},
    }


def _by_rate(bands: Mapping[float, Band]) -> list[dict[str, float | None]]:
    return [{"rate": rate, **band(own)} for rate, own in bands.items()]


def robust_rows(found: RobustDeals, space: PackageSpace) -> list[dict[str, Any]]:
    """One plain mapping a package that stands in every view."""
    return [
        {
            "form": own.form,
            "package": space.package(own.package),
            "p_ratified": {id_ or "base": estimate(odds, "p") for id_, odds in own.odds.items()},
            "worst": rounded(own.worst.value),
            "gains": by_key(own.gains),
            "survival_5y": None if own.survival is None else band(own.survival),
            "survival_years": found.years,
            "objects": by_key(own.objects),
        }
        for own in found.rows
    ]
