"""Advice as plain lists and mappings, for ``result.json`` and ``winset advise --json``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from winset.serialise.advice.deals import leader_only_row, robust_rows
from winset.serialise.advice.information import plain_information
from winset.serialise.advice.onboard import (
    coalition_rows,
    holdout_rows,
    implementer_rows,
    onboard_rows,
    within_budget,
)
from winset.serialise.advice.open_zone import plain_opening
from winset.serialise.numbers import fields_of
from winset.words.advice_summary import summary_told
from winset.words.onboard import onboard_told
from winset.words.robust import robust_told

if TYPE_CHECKING:
    from winset.advice.advice import Advice
    from winset.advice.who_decides import WhoDecides
    from winset.engine import Result

__all__ = ["plain_advice", "plain_information", "who_decides_rows"]


def plain_advice(found: Advice, result: Result, *, budget: float | None = None) -> dict[str, Any]:
    """Turn all advice into mappings with stable keys.

    Parameters
    ----------
    budget
        Most that concessions may cost the principals together, in utility.

    Returns
    -------
    dict
        ``summary``: question → answer; ``power``, ``onboard``, ``holdouts``, ``coalitions``,
        ``implementers`` where there are any, ``open_zone`` by form, ``leader_only`` and
        ``information``, with what belongs to them.
    """
    robust = robust_told(result, found.robust)
    plain: dict[str, Any] = {
        "summary": dict(summary_told(result, found)),
        "power": who_decides_rows(found.power),
        "onboard": onboard_rows(found.onboard),
        "holdouts": holdout_rows(result.scenario, found.onboard),
        "coalitions": coalition_rows(found.onboard),
        "onboard_words": [
            text for answer in onboard_told(result, found.onboard) for text in answer.texts
        ],
    }
    if implementers := implementer_rows(found.onboard):
        plain["implementers"] = implementers
    if budget is not None:
        plain["within_budget"] = within_budget(found.onboard, budget)
    openings = found.open_zone.items()
    return {
        **plain,
        "open_zone": {form: plain_opening(opening, result.scenario) for form, opening in openings},
        "leader_only": leader_only_row(found.leader_only, result),
        "robust": robust_rows(found.robust, result.space),
        "robust_words": [] if robust is None else list(robust.texts),
        **plain_information(found.information, result.scenario, result.space, found.totals),
    }


def who_decides_rows(found: WhoDecides) -> list[dict[str, Any]]:
    """One plain mapping an actor under one party's rule for one form."""
    return [fields_of(decider) for decider in found.rows]
