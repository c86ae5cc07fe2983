"""The file of the combined forecast: figures, where they come from, and what they are worth."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import asdict
from pathlib import Path
from typing import Any

import numpy as np

from winset._version import __version__
from winset.arrays import Floats
from winset.forecast.combined import FORMAT, Fitted
from winset.forecast.mixture import FLOOR, HEADS, REACH, SAME, central, outcome_odds
from winset.forecast.models import MODELS
from winset.lab.backtest.ablations import Ablation, ablations, ladder
from winset.lab.backtest.as_json import plain_backtest
from winset.lab.backtest.decisions import Decisions
from winset.lab.backtest.deu import WHERE
from winset.lab.backtest.fitting import (
    FITTED_WITH,
    PULL,
    Fit,
    camps_of,
    fit,
    fit_parameters,
    nested,
    shape_of,
    some,
)
from winset.lab.backtest.groups import LATER
from winset.lab.backtest.panel import entrants
from winset.lab.backtest.resampling import ResampledMean, Resampling
from winset.lab.backtest.run import Backtest, backtest
from winset.lab.backtest.scores import crps, interval, mass, pit_shares
from winset.lab.backtest.spread import residual_odds

PIT_BINS = 10


def fitted_figures(decisions: Decisions, *, sha256: str, day: dt.date) -> dict[str, Any]:
    """Fit the combined forecast and gather everything its file holds.

    Parameters
    ----------
    decisions
        As read; issues without an outcome are left out.
    sha256
        Of the file they were read from.
    day
        The day of the fit.

    Raises
    ------
    WinsetError
        If there are too few proposals to fit on.
    """
    scored = decisions.of(decisions.decided)
    made = fit(scored)
    return {
        "format": FORMAT,
        "provenance": {
            "data": "Decision-making in the European Union (DEU III), a training share",
            "citation": "Arregui & Perarnaud (2022), Journal of European Public Policy 29(1); "
            "CC BY 4.0",
            "page": WHERE,
            "sha256": sha256,
            "issues": len(scored.issues),
            "proposals": len(made.without),
            "fitted": day.isoformat(),
            "version": __version__,
            "command": "winset backtest fit --from deu FILE",
            "capability": FITTED_WITH,
            "notes": list(decisions.notes),
        },
        "held": {"heads": HEADS, "reach": REACH, "same": SAME, "floor": FLOOR, "pull": PULL},
        "shape": _rounded(asdict(made.shape)),
        "se": _rounded(dict(zip(asdict(made.shape), made.se, strict=True))),
        "left_out": _left_out(scored, made),
        "nested": _nested(scored),
        "waves": _waves(scored),
        **_scores(decisions, Fitted(made.shape, made.without, {})),
        "ladder": [
            {"step": rung.name, "mae": round(rung.mae, 3), "crps": round(rung.crps, 3)}
            for rung in ladder(scored)
        ],
        "tried": [_attempt(attempt) for attempt in ablations(scored, _others(scored))],
        "without": {
            name: [round(v, 6) for v in (shape.exponent, shape.lumps, shape.spread)]
            for name, shape in made.without.items()
        },
    }


def write_figures(figures: dict[str, Any], path: Path) -> None:
    """Write a figures file that a person can read: one row of a table a line."""
    path.write_text(render(figures) + "\n", encoding="utf-8")


def render(figures: dict[str, Any]) -> str:
    """Lay the file out: one line a field, and one a row of a table."""
    parts = []
    for key, value in figures.items():
        if isinstance(value, dict):
            rows = [f"    {json.dumps(k)}: {_line(v)}" for k, v in value.items()]
            body = "{\n" + ",\n".join(rows) + "\n  }"
        elif isinstance(value, list):
            body = "[\n" + ",\n".join(f"    {_line(row)}" for row in value) + "\n  ]"
        else:
            body = _line(value)
        parts.append(f"  {json.dumps(key)}: {body}")
    return "{\n" + ",\n".join(parts) + "\n}"


def _line(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, allow_nan=False)


def _left_out(scored: Decisions, made: Fit) -> dict[str, Any]:
    """Scores on proposals that the figures were fitted without."""
    low, high = interval(made.odds)
    return {
        **_errors(scored, made.odds),
        "coverage80": round(float(((low <= scored.outcome) & (scored.outcome <= high)).mean()), 4),
        "odds80": round(float(mass(made.odds, low, high).mean()), 4),
        "pit": np.round(pit_shares(made.odds, scored.outcome, PIT_BINS), 4).tolist(),
    }


def _errors(scored: Decisions, odds: Floats) -> dict[str, Any]:
    """Error and CRPS of a distribution, and what the best plain model has more of both."""
    draws = Resampling(scored.proposals, seed=1)
    plain = _compromise(scored)
    dressed = residual_odds(plain, scored.outcome, scored.proposals)
    error, missed = np.abs(central(odds) - scored.outcome), crps(odds, scored.outcome)
    less = draws.mean(np.abs(plain - scored.outcome) - error)
    sharper = draws.mean(crps(dressed, scored.outcome) - missed)
    return {
        "mae": round(float(error.mean()), 4),
        "mae_less_than_compromise": [round(less.mean, 3), *_interval(less)],
        "crps": round(float(missed.mean()), 4),
        "crps_less_than_compromise": [round(sharper.mean, 3), *_interval(sharper)],
    }


def _scores(decisions: Decisions, fitted: Fitted) -> dict[str, Any]:
    """The backtest of all models, as rows; of its pairs those with the combined forecast."""
    scored = backtest(decisions, ("all",), fitted=fitted)
    plain = plain_backtest(scored)
    return {
        "scores": [
            {"model": name, **_short(row)}
            for name, row in sorted(plain["models"].items(), key=lambda item: item[1]["mae"])
        ],
        "pairs": [
            _short(pair) for pair in plain["pairs"] if "combined" in {pair["better"], pair["than"]}
        ],
        "groups": [
            {"group": name, "n": group["n"], "mae": _short(group["mae"])}
            for name, group in plain["groups"].items()
        ],
        "misses": _misses(scored),
    }


def _misses(scored: Backtest) -> dict[str, list[int]]:
    """Outcome − forecast of every registered model that says only a point, in order."""
    rows = {trial.name: trial for trial in scored.trials}
    by_model = {
        model.name: rows.get(f"{model.name}:votes", rows.get(model.name)) for model in MODELS
    }
    return {
        name: np.sort(np.round(-trial.scores.error[np.isfinite(trial.scores.error)]))
        .astype(int)
        .tolist()
        for name, trial in by_model.items()
        if trial is not None and name != "combined"
    }


def _short(values: dict[str, Any]) -> dict[str, Any]:
    """Round to what anybody reads."""
    return {
        key: [round(v, 3) for v in value] if isinstance(value, list)
        else round(value, 3) if isinstance(value, float)
        else value
        for key, value in values.items()
        if key != "title"
    }  # fmt: skip


def _nested(scored: Decisions) -> dict[str, Any]:
    """Scores where the constants are chosen inside each fold, too."""
    odds, chosen = nested(scored)
    return {**_errors(scored, odds), "heads_and_reach_chosen": [list(pair) for pair in chosen]}


def _waves(scored: Decisions) -> list[dict[str, Any]]:
    """Fit on one wave of the data and forecast the other, to see whether it travels in time."""
    found, rows = camps_of(scored), []
    early = scored.years < LATER
    for learnt, name in ((early, f"before {LATER}"), (~early, f"from {LATER}")):
        if not learnt.any() or learnt.all():
            continue
        shape = shape_of(fit_parameters(found, scored.outcome, learnt))
        odds, seen = outcome_odds(some(found, ~learnt), shape), scored.outcome[~learnt]
        plain = _compromise(scored)[~learnt]
        rows.append(
            {
                "fitted": name,
                **_rounded(asdict(shape)),
                "forecast": int((~learnt).sum()),
                "mae": round(float(np.abs(central(odds) - seen).mean()), 4),
                "crps": round(float(crps(odds, seen).mean()), 4),
                "compromise_mae": round(float(np.abs(plain - seen).mean()), 4),
            }
        )
    return rows


def _others(scored: Decisions) -> dict[str, Floats]:
    """Forecasts of other models, to see whether they add anything."""
    names = tuple(
        f"{model.name}:{FITTED_WITH}"
        for model in MODELS
        if model.name not in {"combined", "mean", "mode", "status-quo"}
    )
    return {e.name: e.run(scored).point for e in entrants(scored, names)}


def _compromise(scored: Decisions) -> Floats:
    """(issues,) the single model to beat."""
    (single,) = entrants(scored, (f"compromise:{FITTED_WITH}",))
    return single.run(scored).point


def _attempt(attempt: Ablation) -> dict[str, Any]:
    return {
        "term": attempt.name,
        "coefficient": round(attempt.coefficient, 3),
        "crps_gain": round(attempt.gain.mean, 3),
        "crps_gain_ci": _interval(attempt.gain),
    }


def _interval(estimate: ResampledMean) -> list[float]:
    return [round(estimate.low, 3), round(estimate.high, 3)]


def _rounded(values: dict[str, float]) -> dict[str, float]:
    return {name: round(value, 6) for name, value in values.items()}
