"""``result.json``: an analysis as plain lists and mappings that other programs may rely on."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from winset.concepts import Settlement
from winset.forecast.case_forecast import plain_foreseen
from winset.packages import PackageSpace
from winset.ratification import Blocker, Estimate, Ratification, Step, WinSet
from winset.scenario.rules import rule_as_written
from winset.serialise.advice import plain_advice, plain_information
from winset.serialise.durability import plain_durability

if TYPE_CHECKING:
    from winset.analysis import Analysis, FormAnalysis

_MOST_TIES = 20
_DIGITS = 12


def result_of(analysis: Analysis, *, perspective: bool = False) -> dict[str, Any]:
    """Turn an analysis into the contents of ``result.json``.

    Parameters
    ----------
    analysis
        The analysis.
    perspective
        Whether it is one of several perspectives; then forecast, durability and
        advice are left out.

    Returns
    -------
    dict
        With the keys the scenario reference lists; probabilities and utilities are in [0, 1],
        ``se`` is a Monte-Carlo standard error, a share without worlds to count is None.
    """
    scenario = analysis.scenario
    result: dict[str, Any] = {
        "scenario": {
            "id": scenario.id,
            "title": scenario.title,
            "sha256": scenario.sha256,
            "perspective": scenario.perspective_id,
        },
        "settings": {
            "worlds": analysis.worlds.count,
            "seed": analysis.worlds.seed,
            "noise": scenario.settings.noise,
            "loss": scenario.settings.loss,
            "version": analysis.version,
            "method": analysis.method,
        },
        "packages": analysis.space.size,
        "forms": {name: _form(form, analysis) for name, form in analysis.forms.items()},
    }
    if analysis.effort is not None:
        result["programme"] = asdict(analysis.effort)
    if not perspective:
        result["forecast"] = plain_foreseen(analysis.foreseen)
        result["durability"] = plain_durability(analysis.durability, scenario, analysis.space)
        result["advice"] = (
            plain_advice(analysis.advice, analysis)
            if analysis.advised
            else plain_information(analysis.information, scenario, analysis.space)
        )
    if analysis.perspectives:
        result["perspectives"] = {
            id_: {"title": scenario.perspectives[id_].title, **result_of(seen, perspective=True)}
            for id_, seen in analysis.perspectives.items()
        }
    return result


def _form(form: FormAnalysis, analysis: Analysis) -> dict[str, Any]:
    ratification, space = form.ratification, analysis.space
    whole = ratification.listing.is_whole
    return {
        "zone": _win_set(ratification.zone),
        "parties": {party: _win_set(own) for party, own in ratification.parties.items()},
        "packages": [_package(ratification, n) for n in ratification.most_ratifiable()],
        "settlement": {name: _settled(deal, space) for name, deal in form.settlements.items()},
        "blockers": [_blocker(blocker) for blocker in ratification.blockers],
        "funnel": {
            party: [_step(step) for step in steps] for party, steps in ratification.funnel.items()
        },
        "option_shares": _by_option(ratification.option_shares(), space) if whole else None,
    }


def _estimate(estimate: Estimate, name: str = "probability") -> dict[str, Any]:
    if not estimate.worlds:
        return {name: None, "se": None}
    return {name: _round(estimate.value), "se": _round(estimate.se)}


def _round(value: float) -> float:
    return round(float(value), _DIGITS)


def _win_set(win_set: WinSet) -> dict[str, Any]:
    return {**_estimate(win_set.probability), "size": win_set.size}


def _package(ratification: Ratification, number: int) -> dict[str, Any]:
    worlds = ratification.zone.probability.worlds
    in_zone = Estimate(ratification.zone.odds(number), worlds)
    return {
        "package": ratification.space.package(number),
        **_estimate(in_zone),
        "by_party": {
            party: _round(own.odds(number)) for party, own in ratification.parties.items()
        },
    }


def _settled(deal: Settlement, space: PackageSpace) -> dict[str, Any]:
    if deal.package is None:
        return {
            "package": None,
            "share": None,
            "se": None,
            "utilities": None,
            "disagreement": None,
            "settled": None,
            "ties": 0,
            "tied_packages": [],
            "option_shares": None,
        }
    return {
        "package": space.package(deal.package),
        **_estimate(deal.share, "share"),
        "utilities": {actor: _round(value) for actor, value in deal.utilities.items()},
        "disagreement": {actor: _round(value) for actor, value in deal.reservations.items()},
        "settled": _round(deal.settled.value),
        "ties": len(deal.ties),
        "tied_packages": [space.package(number) for number in deal.ties[:_MOST_TIES]],
        "option_shares": _by_option(dict(deal.option_shares), space),
    }


def _by_option(shares: dict[str, Any], space: PackageSpace) -> dict[str, dict[str, float]]:
    return {
        issue: {option: _round(share) for option, share in zip(options, shares[issue], strict=True)}
        for issue, options in zip(space.issues, space.options, strict=True)
    }


def _blocker(blocker: Blocker) -> dict[str, Any]:
    return {"actor": blocker.actor, **_estimate(blocker.share, "share")}


def _step(step: Step) -> dict[str, Any]:
    rule = "all parties" if step.rule is None else rule_as_written(step.rule)
    return {"rule": rule, **_estimate(step.probability)}
