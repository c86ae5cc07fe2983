"""A durability result as plain lists and mappings, for ``result.json``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from winset.durability.assumptions import grounds_of
from winset.durability.survival import Band, Outlook

if TYPE_CHECKING:
    from winset.durability.results import Contrast, Deal, Durability
    from winset.packages import PackageSpace
    from winset.scenario.model import Scenario

_DIGITS = 6
_MOST_DRIVERS = 8


def plain_durability(found: Durability, scenario: Scenario, space: PackageSpace) -> dict[str, Any]:
    """Turn a result into mappings with stable keys.

    Parameters
    ----------
    found
        The result.
    scenario, space
        What it is of.

    Returns
    -------
    dict
        ``p``, ``lo`` and ``hi`` are means and central 95 % of the parameter draws, in [0, 1];
        differences in [−1, 1].
    """
    forms = {
        form: _form(form, deals, found, scenario, space) for form, deals in found.forms.items()
    }
    return {
        "years": found.years,
        "signed": None if found.signed is None else found.signed.isoformat(),
        "draws": found.draws,
        "forms": forms,
        "skipped": dict(found.skipped),
        "leader_only": _leader_only(found),
        "assumptions": [asdict(ground) for ground in grounds_of(found, scenario)],
    }


def _form(
    form: str,
    deals: Mapping[Any, Deal],
    found: Durability,
    scenario: Scenario,
    space: PackageSpace,
) -> dict[str, Any]:
    first = found.main(form)
    backing = found.backing.get(form)
    return {
        "ratified_form": scenario.is_ratified(form),
        "of": first.choice,
        **_outlook(first.outlook, found),
        "deals": {choice: _deal(deal, found, space) for choice, deal in deals.items()},
        "elites": None
        if backing is None
        else {
            "all_accept": backing.backed,
            "accepts": {actor: _round(odds) for actor, odds in backing.elites.items()},
        },
    }


def _deal(deal: Deal, found: Durability, space: PackageSpace) -> dict[str, Any]:
    return {
        "package": space.package(deal.package),
        "probability": _round(deal.ratified),
        "utilities": {actor: _round(value) for actor, value in deal.utilities.items()},
        "disagreement": {actor: _round(value) for actor, value in deal.reservations.items()},
        "successors_reject": {
            party: None if odds is None else _round(odds) for party, odds in deal.rejects.items()
        },
        **_outlook(deal.outlook, found),
        "with_interaction": _outlook(deal.by_form, found),
    }


def _outlook(outlook: Outlook, found: Durability) -> dict[str, Any]:
    years = range(found.years + 1)
    low, high = outlook.median_band
    return {
        "survival": [{"years": y, **_band(outlook.survival_at(y))} for y in years],
        "incidence": {
            cause: [{"years": y, **_band(outlook.incidence_at(cause, y))} for y in years]
            for cause in outlook.causes
        },
        "engine": outlook.method,
        "median_years": outlook.median_years,
        "median_lo": low,
        "median_hi": high,
        "driven_by": [
            {"party": party or None, "actor": bloc or None, "cause": cause, "share": _round(share)}
            for party, bloc, cause, share in outlook.driven_by()[:_MOST_DRIVERS]
        ],
    }


def _leader_only(found: Durability) -> dict[str, Any] | None:
    benchmark = found.benchmark
    if benchmark is None:
        return None
    return {
        "benchmark": {"form": benchmark.form, "deal": benchmark.choice},
        "differences": [_contrast(own) for own in found.contrasts],
        "by_rho": [{"rho": rho, **_band(band)} for rho, band in found.rho.items()],
    }


def _contrast(own: Contrast) -> dict[str, Any]:
    return {
        "form": own.form,
        "deal": own.choice,
        "years": own.years,
        **_band(own.difference),
        "with_interaction": _band(own.by_form),
    }


def _band(band: Band) -> dict[str, float]:
    return {"p": _round(band.mean), "lo": _round(band.low), "hi": _round(band.high)}


def _round(value: float) -> float:
    return round(float(value), _DIGITS)
