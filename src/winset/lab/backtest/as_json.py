"""A backtest as plain mappings, for JSON."""

from __future__ import annotations

import math
from typing import Any

from winset.lab.backtest.resampling import ResampledMean
from winset.lab.backtest.run import Backtest, GroupScores, PairedScores, Trial


def plain_backtest(found: Backtest) -> dict[str, Any]:
    """Return a backtest as numbers, lists and mappings; None where a figure does not exist."""
    return {
        "issues": found.issues,
        "proposals": found.proposals,
        "seed": found.seed,
        "notes": list(found.notes),
        "models": {trial.name: _model(trial) for trial in found.trials},
        "pairs": [_pair(pair) for pair in found.pairs],
        "groups": {group.name: _group(group) for group in found.groups},
    }


def _model(trial: Trial) -> dict[str, Any]:
    return {
        "title": trial.title,
        "mae": _number(trial.mae.mean),
        "mae_ci": _interval(trial.mae),
        "rmse": _number(trial.rmse),
        "bias": _number(trial.bias),
        "crps": _number(trial.crps.mean),
        "crps_ci": _interval(trial.crps),
        "crps_spread": _number(trial.crps_spread),
        "log_score": _number(trial.log_score),
        "coverage80": _number(trial.coverage80),
        "odds80": _number(trial.odds80),
        "width80": _number(trial.width80),
        "hit_rate": _number(trial.hit_rate),
        "n": trial.mae.n,
    }


def _pair(pair: PairedScores) -> dict[str, Any]:
    return {
        "better": pair.better,
        "than": pair.than,
        "n": pair.mae.n,
        "mae_difference": _number(pair.mae.mean),
        "mae_difference_ci": _interval(pair.mae),
        "mae_share": _number(pair.mae_share),
        "crps_difference": _number(pair.crps.mean),
        "crps_difference_ci": _interval(pair.crps),
        "crps_share": _number(pair.crps_share),
    }


def _group(group: GroupScores) -> dict[str, Any]:
    return {
        "n": group.n,
        "mae": {name: _number(value) for name, value in group.mae.items()},
        "crps": {name: _number(value) for name, value in group.crps.items()},
    }


def _interval(estimate: ResampledMean) -> list[float | None]:
    return [_number(estimate.low), _number(estimate.high)]


def _number(value: float) -> float | None:
    return value if math.isfinite(value) else None
