"""``result.json``: an analysis as plain lists and mappings that other programs may rely on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from winset.concepts import Settlement
from winset.packages import PackageSpace
from winset.ratification import Blocker, Ratification, Step, WinSet
from winset.serialise.advice import plain_advice, plain_information
from winset.serialise.alarms import plain_alarms
from winset.serialise.claims import plain_claims
from winset.serialise.durability import plain_durability
from winset.serialise.forecast import plain_case_forecast
from winset.serialise.given import plain_given
from winset.serialise.numbers import by_key, estimate, rounded, which
from winset.serialise.schema import RESULT_VERSION
from winset.serialise.texts import TextResults

if TYPE_CHECKING:
    from winset.advice import Advice, Information
    from winset.comparison.claims import ClaimResult
    from winset.durability.results import Durability
    from winset.engine import FormResult, Result
    from winset.forecast.case_forecast import CaseForecast
    from winset.texts import AfterNo, Alarm, Hindsight

_MOST_TIES = 20
_SETTLED = ("package", "share", "se", "utilities", "disagreement", "settled", "ties",
            "tied_packages", "option_shares")  # fmt: skip
"""Keys of what a concept settles on, in their order."""


def result_of(
    result: Result,
    *,
    texts: TextResults,
    forecast: CaseForecast,
    durability: Durability,
    information: Information,
    advice: Advice | None = None,
    alarms: Sequence[Alarm] = (),
    claims: Sequence[ClaimResult] = (),
    hindsight: Hindsight | None = None,
    after_no: Sequence[AfterNo] = (),
) -> dict[str, Any]:
    """Turn a result and what follows from it into the contents of ``result.json``.

    All advice holds ``information`` too; without it, only that is written. The form is that of
    ``winset.serialise.schema.result_schema``.
    """
    scenario = result.scenario
    plain = {"result": RESULT_VERSION, **_one_view(result, texts)}
    plain["forecast"] = plain_case_forecast(forecast)
    plain["durability"] = plain_durability(durability, scenario, result.space)
    plain["advice"] = (
        plain_information(information, scenario, result.space)
        if advice is None
        else plain_advice(advice, result)
    )
    plain["alarms"] = plain_alarms(alarms, result)
    if claims:
        plain["claims"] = plain_claims(claims, scenario)
    if hindsight is not None:
        plain["given"] = plain_given(hindsight, after_no, result)
    if result.perspectives:
        plain["perspectives"] = {
            id_: {
                "title": scenario.perspectives[id_].title,
                **_one_view(seen, TextResults(texts.views[id_], heirs=False)),
            }
            for id_, seen in result.perspectives.items()
        }
    return plain


def _one_view(result: Result, texts: TextResults) -> dict[str, Any]:
    """Return what one observer's table comes to."""
    scenario = result.scenario
    plain: dict[str, Any] = {
        "scenario": {**which(scenario), "perspective": scenario.perspective_id},
        "settings": {
            "worlds": result.worlds_to_ask,
            "seed": result.worlds.seed,
            "noise": scenario.settings.noise,
            "loss": scenario.settings.loss,
            "version": result.version,
            "method": result.method,
        },
        "packages": result.space.texts,
        "forms": {
            name: {**_form(form, result), **texts.plain(name, result)}
            for name, form in result.forms.items()
        },
    }
    if result.effort is not None:
        plain["programme"] = asdict(result.effort)
    return plain


def _form(form: FormResult, result: Result) -> dict[str, Any]:
    ratification, space = form.ratification, result.space
    whole = ratification.listing.is_whole
    return {
        "zone": _win_set(ratification.zone),
        "parties": {party: _win_set(own) for party, own in ratification.parties.items()},
        "packages": _packages(result, ratification),
        "settlement": {name: _settled(deal, space) for name, deal in form.settlements.items()},
        "blockers": [_blocker(blocker) for blocker in ratification.blockers],
        "funnel": {
            party: [_step(step) for step in steps] for party, steps in ratification.funnel.items()
        },
        "option_shares": _by_option(ratification.option_shares(), space) if whole else None,
    }


def _win_set(win_set: WinSet) -> dict[str, Any]:
    return {**estimate(win_set.probability), "size": win_set.size}


def _packages(result: Result, ratification: Ratification) -> list[dict[str, Any]]:
    numbers = ratification.most_ratifiable()
    return [
        {
            "package": ratification.space.package(number),
            **estimate(in_zone),
            "by_party": by_key(
                {party: own.odds(number) for party, own in ratification.parties.items()}
            ),
        }
        for number, in_zone in zip(
            numbers, result.zone_odds(ratification.form, numbers), strict=True
        )
    ]


def _settled(deal: Settlement, space: PackageSpace) -> dict[str, Any]:
    if deal.package is None:
        return {**dict.fromkeys(_SETTLED), "ties": 0, "tied_packages": []}
    return {
        "package": space.package(deal.package),
        **estimate(deal.share, "share"),
        "utilities": by_key(deal.utilities),
        "disagreement": by_key(deal.reservations),
        "settled": rounded(deal.settled.value),
        "ties": len(deal.ties),
        "tied_packages": [space.package(number) for number in deal.ties[:_MOST_TIES]],
        "option_shares": _by_option(dict(deal.option_shares), space),
    }


def _by_option(shares: dict[str, Any], space: PackageSpace) -> dict[str, Any]:
    return {
        issue: by_key(dict(zip(options, shares[issue], strict=True)))
        for issue, options in zip(space.issues, space.options, strict=True)
    }


def _blocker(blocker: Blocker) -> dict[str, Any]:
    return {"actor": blocker.actor, **estimate(blocker.share, "share")}


def _step(step: Step) -> dict[str, Any]:
    rule = "all parties" if step.rule is None else step.rule.written()
    return {"rule": rule, **estimate(step.probability)}
