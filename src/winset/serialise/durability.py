"""A durability result as plain lists and mappings, for ``result.json``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from winset.durability.survival import Outlook
from winset.serialise.numbers import band, by_key, plain
from winset.words.durability import why_skipped
from winset.words.durability_grounds import grounds_told

if TYPE_CHECKING:
    from winset.durability.results import Contrast, Deal, Durability
    from winset.packages import PackageSpace
    from winset.scenario.model import Scenario

_MOST_DRIVERS = 8


def plain_durability(
    durability: Durability, scenario: Scenario, space: PackageSpace
) -> dict[str, Any]:
    """Turn a result into mappings with stable keys.

    Returns
    -------
    dict
        ``p``, ``lo`` and ``hi`` are means and central 95 % of the parameter draws, in [0, 1];
        differences in [−1, 1].
    """
    return {
        "years": durability.years,
        "signed": plain(durability.signed),
        "draws": durability.draws,
        "forms": {form: _form(form, durability, scenario, space) for form in durability.forms},
        "skipped": {form: why_skipped(form, reason) for form, reason in durability.skipped.items()},
        "leader_only": _leader_only(durability, space),
        **_disruption(durability),
        "assumptions": plain(grounds_told(durability, scenario)),
    }


def _disruption(durability: Durability) -> dict[str, Any]:
    """Say who disrupts what it rejects, and where deals cross; no key where nobody does."""
    rejects = {
        form: {
            choice: {actor: plain(deal.rejections.of(actor)) for actor in deal.rejections.actors}
            for choice, deal in deals.items()
        }
        for form, deals in durability.forms.items()
        if any(deal.rejections.actors for deal in deals.values())
    }
    if not rejects:
        return {}
    crossings = [
        {
            "form": crossing.form,
            "actor": crossing.actor,
            "deal": crossing.choice,
            "against": "nash",
            "years": crossing.years,
            "rate": plain(crossing.rate),
            "lasts_above": crossing.lasts_above,
        }
        for crossing in durability.crossings
    ]
    return {"disruption": {"rejects": rejects, "crossings": crossings}}


def _form(
    form: str, durability: Durability, scenario: Scenario, space: PackageSpace
) -> dict[str, Any]:
    main, backing = durability.main(form), durability.backing.get(form)
    deals = durability.forms[form]
    return {
        "ratified_form": scenario.is_ratified(form),
        "of": main.choice,
        **_outlook(main.outlook, durability),
        "attainable": _attainable(form, durability),
        "deals": {choice: _deal(deal, durability, space) for choice, deal in deals.items()},
        "elites": None
        if backing is None
        else {"all_accept": backing.backed, "accepts": by_key(backing.elites)},
    }


def _attainable(form: str, durability: Durability) -> dict[str, Any]:
    """Survival had every successor rejected the deal, and had none, and forms that share both."""
    kind = durability.kind(form)
    ends = {"all_reject": kind.all_reject, "none_rejects": kind.none_rejects}
    return {
        "same_as": [other for other in kind.forms if other != form],
        "published": form in kind.published,
        **{
            end: [{"years": mark, **band(outlook.survival_at(mark))} for mark in durability.marks]
            for end, outlook in ends.items()
        },
    }


def _deal(deal: Deal, durability: Durability, space: PackageSpace) -> dict[str, Any]:
    return {
        "package": space.package(deal.package),
        "probability": plain(deal.ratified),
        "utilities": by_key(deal.utilities),
        "disagreement": by_key(deal.reservations),
        "successors_reject": plain(deal.rejects),
        **_outlook(deal.outlook, durability),
        "with_interaction": _outlook(deal.by_form, durability),
    }


def _outlook(outlook: Outlook, durability: Durability) -> dict[str, Any]:
    years = range(durability.years + 1)
    low, high = outlook.median_band
    return {
        "survival": [{"years": y, **band(outlook.survival_at(y))} for y in years],
        "incidence": {
            cause: [{"years": y, **band(outlook.incidence_at(cause, y))} for y in years]
            for cause in outlook.causes
        },
        "engine": outlook.method,
        "median_years": outlook.median_years,
        "median_lo": low,
        "median_hi": high,
        "driven_by": [
            {"party": party or None, "actor": bloc or None, "cause": cause, "share": plain(share)}
            for party, bloc, cause, share in outlook.driven_by()[:_MOST_DRIVERS]
        ],
    }


def _leader_only(durability: Durability, space: PackageSpace) -> dict[str, Any] | None:
    benchmark = durability.benchmark
    if benchmark is None:
        return None
    first = durability.forms[benchmark.form]
    return {
        "benchmark": {"form": benchmark.form, "deal": benchmark.choice},
        "differences": [_contrast(contrast, "nash") for contrast in durability.contrasts],
        "form_adds": [
            {**_contrast(contrast, contrast.choice),
             "package": space.package(first[contrast.choice].package)}
            for contrast in durability.form_adds
        ],
        "by_rho": [{"rho": rho, **band(change)} for rho, change in durability.rho.items()],
    }  # fmt: skip


def _contrast(contrast: Contrast, other: str) -> dict[str, Any]:
    return {
        "form": contrast.form,
        "deal": contrast.choice,
        "against": {"form": contrast.against, "deal": other},
        "years": contrast.years,
        **band(contrast.difference),
        "with_interaction": band(contrast.by_form),
    }
