"""Advice as plain lists and mappings, for ``result.json`` and ``winset advise --json``."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from winset.advice.information import Finding, Information
from winset.advice.leader_only import leader_only_rows
from winset.advice.moves import move_in_words
from winset.advice.onboard_rows import coalition_rows, holdout_rows, onboard_rows
from winset.advice.robust import robust_rows
from winset.advice.who_decides import who_decides_rows
from winset.ratification import Estimate
from winset.words.advice import demands_told, information_told, opening_told
from winset.words.advice_phrases import source_of
from winset.words.advice_summary import summary_told

if TYPE_CHECKING:
    from winset.advice.advice import Advice
    from winset.advice.open_zone import Opening
    from winset.advice.smallest import Change
    from winset.advice.total import Total
    from winset.engine import Result
    from winset.packages import PackageSpace
    from winset.ratification.programme import Demand
    from winset.scenario.model import Scenario

_DIGITS = 6


def plain_advice(found: Advice, result: Result, *, budget: float | None = None) -> dict[str, Any]:
    """Turn all advice into mappings with stable keys.

    Parameters
    ----------
    found
        The advice.
    result
        What it is on.
    budget
        Most that concessions may cost the principals together, in utility.

    Returns
    -------
    dict
        ``summary``: question → answer; ``power``, ``onboard``, ``holdouts``, ``coalitions``,
        ``open_zone`` by form, ``leader_only`` and ``information``, with what belongs to them.
    """
    scenario, space = result.scenario, result.space
    plain: dict[str, Any] = {
        "summary": dict(summary_told(result, found)),
        "power": who_decides_rows(found.power),
        "onboard": onboard_rows(found.onboard),
        "holdouts": holdout_rows(result, found.onboard),
        "coalitions": coalition_rows(found.onboard),
        "onboard_words": list(found.onboard.sentences),
    }
    if budget is not None:
        plain["within_budget"] = within_budget(found, budget)
    return {
        **plain,
        "open_zone": {form: plain_opening(own, scenario) for form, own in found.open_zone.items()},
        "leader_only": leader_only_rows(found.leader_only, result),
        "robust": robust_rows(found.robust, result),
        "robust_words": list(found.robust.sentences),
        **plain_information(found.information, scenario, space, found.totals),
    }


def within_budget(found: Advice, budget: float) -> dict[str, Any]:
    """Form → the best package that costs the principals no more than a budget."""
    return {
        "budget": budget,
        "forms": {
            form: {
                "cost": _round(own.cost),
                "concessions": []
                if own.concession is None
                else [
                    {"issue": move.issue, "from": move.before, "to": move.after}
                    for move in own.concession.moves
                ],
                "p_ratified": _round(own.outcome.ratified.value),
                "se": _round(own.outcome.ratified.se),
                "joined": list(own.joined),
            }
            for form, own in found.onboard.within(budget).items()
        },
    }


def plain_information(
    found: Information,
    scenario: Scenario,
    space: PackageSpace,
    totals: Mapping[str, Total] | None = None,
) -> dict[str, Any]:
    """Turn what to find out next into mappings.

    Parameters
    ----------
    found
        The answer.
    scenario, space
        What it is of.
    totals
        Path of an input → its total sensitivity, where that was worked out.

    Returns
    -------
    dict
        ``first_order`` is of the outcome named in ``information_about``, in [0, 1], None where that
        cannot be told; ``evppi`` is in utility. Both are 0 where the estimate falls below.
    """
    form, number = found.best_now
    main = found.main
    return {
        "information": [_finding(own, found, scenario, totals) for own in found.inputs],
        "information_together": {
            "actors": [_finding(own, found, scenario) for own in found.actors],
            "issues": [_finding(own, found, scenario) for own in found.issues],
        },
        "information_about": {
            "form": None if main is None else main[0],
            "outcome": None if main is None else main[1],
            "worlds": found.worlds,
            "not_estimable": [{"form": f, "outcome": name} for f, name in found.untold],
            "decision": {
                "texts": len(found.decisions.options) - 1,
                "principals": list(found.decisions.principals),
                "best_now": (
                    None if number < 0 else {"form": form, "package": space.package(number)}
                ),
                "value_now": _round(float(found.decisions.payoffs.mean(axis=0).max())),
                "evpi": _round(found.whole.value),
                "evpi_se": _round(found.whole.se),
            },
            "words": list(information_told(scenario, space, found)),
        },
    }


def _finding(
    own: Finding,
    found: Information,
    scenario: Scenario,
    totals: Mapping[str, Total] | None = None,
) -> dict[str, Any]:
    share = None if found.main is None else own.shares[found.main]
    named = own.named
    total = (totals or {}).get(own.key)
    plain: dict[str, Any] = {
        "input": own.key,
        "what": own.what,
        "rank": own.rank,
        "first_order": None if share is None else _floored(share.value),
        "first_order_se": None if share is None else _round(share.se),
        "noticed": None if share is None else share.noticed,
        "total": None if total is None else _round(total.value),
        "total_se": None if total is None else _round(total.se),
        "odds_low": None if own.ends is None else _round(own.ends[0].value),
        "odds_high": None if own.ends is None else _round(own.ends[1].value),
        "evppi": _floored(own.worth.value),
        "evppi_se": _round(own.worth.se),
        "evppi_noticed": own.worth_noticed,
        "outcomes": _noticed_outcomes(own),
    }
    if named is not None:
        plain |= {
            "actor": named.actor,
            "issue": named.issue,
            "can_be_found_out": named.can_be_found_out,
            "source": source_of(scenario, named),
        }
    else:
        plain["inputs"] = own.inputs
    return plain


def _noticed_outcomes(own: Finding) -> dict[str, dict[str, float]]:
    """Form → outcome → first-order share, of those told apart from noise."""
    told: dict[str, dict[str, float]] = {}
    for (form, name), share in own.shares.items():
        if share.noticed:
            told.setdefault(form, {})[name] = _floored(share.value)
    return told


def _floored(value: float) -> float:
    return _round(max(0.0, value))


def _round(value: float) -> float:
    return round(float(value), _DIGITS)


def plain_opening(found: Opening, scenario: Scenario) -> dict[str, Any]:
    """Turn what would open one form of agreement into mappings.

    Returns
    -------
    dict
        ``changes``: number of moves → changes that open it, the smallest first; sizes are shares
        of the issue's scale, or utility; None where nothing was tried.
    """
    tried = found.changes
    return {
        "probability": _round(found.now.value),
        "se": _round(found.now.se),
        "open": found.is_open,
        "worlds": found.worlds,
        "changes": None
        if tried is None
        else {
            str(number): [_change(own, found, scenario) for own in changes]
            for number, changes in tried.by_number.items()
        },
        "furthest": None
        if tried is None or tried.furthest is None
        else _change(tried.furthest, found, scenario),
        "why_not": found.why_not or None,
        "expected_conflict": _demands(found.expected, scenario),
        "conflicts": [
            {
                "demands": _demands(own.demands, scenario),
                "share": _round(own.share.value),
                "worlds": own.share.worlds,
            }
            for own in found.clashes
        ],
        "taking_part": {actor: _round(share.value) for actor, share in found.taking_part},
        "words": list(opening_told(scenario, found)),
    }


def _change(own: Change, found: Opening, scenario: Scenario) -> dict[str, Any]:
    return {
        "moves": [
            {
                "kind": move.kind,
                "actor": move.actor,
                "issue": move.issue,
                "payer": move.payer,
                "direction": move.sign,
                "size": _round(size),
                "words": move_in_words(scenario, move, size),
            }
            for move, size in zip(own.moves, own.sizes, strict=True)
        ],
        "cost": _round(own.cost),
        "probability": _round(own.odds),
        "se": _round(Estimate(own.odds, found.worlds).se),
        "holds_beyond": own.holds,
    }


def _demands(demands: tuple[Demand, ...], scenario: Scenario) -> list[str]:
    return demands_told(scenario, demands).split("; ") if demands else []
