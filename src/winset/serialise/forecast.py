"""Forecasts as plain mappings, for JSON."""

from __future__ import annotations

from typing import Any

import numpy as np

from winset.forecast.combined import error_on_decisions
from winset.forecast.forecasts import Forecasts, IssueForecast

INTERVAL = 0.8
_MOST_MOVES = 20
_DIGITS = 6


def plain_forecasts(found: Forecasts) -> dict[str, Any]:
    """Return forecasts as numbers, lists and mappings.

    Returns
    -------
    dict
        ``forecast`` is on the issue's own scale, ``interval80`` the central 80 % of the
        distribution (None where there is none), ``options`` the odds that an option is the one
        nearest to where the issue ends up; ``error_on_eu_decisions`` the mean error of the model in
        the shipped backtest, in points of a scale of 0 to 100 (None where it has none).
    """
    return {
        "worlds": found.table.worlds,
        "seed": found.seed,
        "notes": list(found.table.notes),
        "models": {
            model.name: {
                "title": model.title,
                "source": model.source,
                "weakness": model.weakness,
                "error_on_eu_decisions": error_on_decisions(model.name),
                "issues": {
                    issue: {**plain_issue(own), **_history(found, model.name, issue)}
                    for issue, own in found.issues[model.name].items()
                },
                **_exchanges(found, model.name),
            }
            for model in found.models
        },
    }


def plain_issue(own: IssueForecast) -> dict[str, Any]:
    """One model on one issue."""
    return {
        "forecast": _number(own.centre),
        "interval80": None if own.is_point else [_number(end) for end in own.interval(INTERVAL)],
        "options": {name: _number(odds) for name, odds in own.options.items()},
    }


def _history(found: Forecasts, model: str, issue: str) -> dict[str, Any]:
    """Where actors stand on average round by round, and who most often moved whom."""
    actors, paths = found.paths(model, issue)
    if not len(paths):
        return {}
    return {
        "positions": {
            actor: [_number(value) for value in path]
            for actor, path in zip(actors, paths.T, strict=True)
            if np.isfinite(path).all()
        },
        "moves": [
            {
                "round": move.round,
                "actor": move.actor,
                "moved_by": move.moved_by,
                "reason": move.reason,
                "share": _number(move.share),
            }
            for move in found.moves(model, issue)[:_MOST_MOVES]
        ],
    }


def _exchanges(found: Forecasts, model: str) -> dict[str, Any]:
    """Who exchanged with whom, of a model of exchanges."""
    from winset.forecast.exchange import ExchangeOutcome
    from winset.serialise.exchange import plain_exchanges

    outcome = found.outcomes[model].get("")
    if not isinstance(outcome, ExchangeOutcome):
        return {}
    return plain_exchanges(outcome, found.table.actors, found.table.issues)


def _number(value: float) -> float:
    return round(float(value), _DIGITS)
