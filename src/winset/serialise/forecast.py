"""Forecasts as plain mappings, for JSON."""

from __future__ import annotations

from typing import Any

import numpy as np

from winset.forecast.case_forecast import CaseForecast
from winset.forecast.exchange import ExchangeOutcome
from winset.forecast.exchange.summary import net_change, partners
from winset.forecast.forecasts import Forecasts, IssueForecast
from winset.forecast.from_scenario import NothingToForecastError
from winset.forecast.misses import error_on_decisions
from winset.forecast.models import model_named
from winset.serialise.numbers import by_key, estimate, plain, rounded
from winset.words.forecast import table_told

_MOST_MOVES = 20


def plain_forecasts(found: Forecasts) -> dict[str, Any]:
    """Return forecasts as numbers, lists and mappings.

    Returns
    -------
    dict
        ``forecast`` is on the issue's own scale. ``interval80`` is the central 80 % of the odds of
        outcomes, which hold the model's error on real decisions; ``options`` are the odds that an
        option is the one nearest to the outcome. Without a known error ``interval80`` is None and
        ``options`` are empty. ``error_on_eu_decisions`` is the mean error of the model in the
        shipped backtest, in points of a scale of 0 to 100 (None where it has none).
    """
    return {
        "worlds": found.table.worlds,
        "seed": found.seed,
        "notes": table_told(found.table),
        "models": {
            model.name: {
                "title": model.title,
                "source": model.source,
                "weakness": model.weakness,
                "error_on_eu_decisions": error_on_decisions(model.name),
                "issues": {
                    issue: {**_issue(own), **_history(found, model.name, issue)}
                    for issue, own in found.issues[model.name].items()
                },
                **_exchanges(found, model.name),
            }
            for model in found.models
        },
    }


def plain_case_forecast(found: CaseForecast) -> dict[str, Any]:
    """Return the forecasts of a case beside its zone, for ``result.json``."""
    if found.forecasts is None:
        assert found.why_not is not None
        return {"why_not": NothingToForecastError.SAID[found.why_not], "models": {}}
    return {
        "worlds": found.forecasts.table.worlds,
        "notes": table_told(found.forecasts.table),
        "zone": {form: estimate(share) for form, share in found.zone.items()},
        "compromise_by_party": by_key(found.by_party),
        "models": {
            name: {
                "title": model_named(name).title,
                "issues": {
                    issue: _issue(forecast)
                    for issue, forecast in found.forecasts.issues[name].items()
                },
                "package": package,
                "in_zone": {form: estimate(share) for form, share in found.ratified[name].items()},
                **({"excluded": estimate(found.excluded[name])} if found.excluded else {}),
            }
            for name, package in found.packages.items()
        },
    }


def _issue(forecast: IssueForecast) -> dict[str, Any]:
    """One model on one issue."""
    ends = forecast.interval()
    return {
        "forecast": rounded(forecast.centre),
        "interval80": None if ends is None else plain(ends),
        "options": by_key(forecast.options),
    }


def _history(found: Forecasts, model: str, issue: str) -> dict[str, Any]:
    """Where actors stand on average round by round, and who most often moved whom."""
    actors, paths = found.paths(model, issue)
    if not len(paths):
        return {}
    return {
        "positions": {
            actor: plain(path)
            for actor, path in zip(actors, paths.T, strict=True)
            if np.isfinite(path).all()
        },
        "moves": plain(found.moves(model, issue)[:_MOST_MOVES]),
    }


def _exchanges(found: Forecasts, model: str) -> dict[str, Any]:
    """Who exchanged with whom in the first round, and what all of it changed for each.

    Returns
    -------
    dict
        ``exchanges``: pairs, the most gainful first: ``gain`` of both together (points of 100 ×
        salience 0–1, mean over worlds), ``share`` of worlds, and the issue on which each ``gives``
        most. ``net_change``: actor → what all exchanges changed for it, in the same unit. Empty for
        other models.
    """
    outcome = found.outcomes[model].get("")
    if not isinstance(outcome, ExchangeOutcome) or outcome.exchanges is None:
        return {}
    actors, issues, worlds = found.table.actors, found.table.issues, len(outcome.forecast)
    changes = net_change(outcome.exchanges, worlds)
    return {
        "exchanges": [
            {
                "actors": [actors[pair.first], actors[pair.second]],
                "gives": [issues[pair.first_gives], issues[pair.second_gives]],
                "gain": rounded(pair.gain),
                "share": rounded(pair.worlds / worlds),
            }
            for pair in partners(outcome.exchanges, worlds)
        ],
        "net_change": by_key(dict(zip(actors, changes, strict=True))),
    }
