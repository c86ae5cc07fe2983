"""A backtest: how far each model misses, and whether odds come true as often as they say."""

from __future__ import annotations

from typing import Any

from winset.lab.backtest import Backtest, Trial
from winset.lab.backtest.scores import pit_shares
from winset.report.figures import SCHEMA, ink

BINS = 10
_STEP = 22


def backtest_chart(found: Backtest) -> dict[str, Any]:
    """Draw errors with their intervals, best first, and the calibration of the best model's odds.

    Returns
    -------
    dict
        Vega-Lite specification of two panels, one below the other.
    """
    ordered = sorted((t for t in found.trials if t.mae.n), key=lambda trial: trial.mae.mean)
    sharpest = min(ordered, key=lambda trial: trial.crps.mean)
    return {
        "$schema": SCHEMA,
        "description": f"Errors of {len(ordered)} models and calibration of {sharpest.name}",
        "vconcat": [_errors(ordered), _calibration(sharpest)],
        "spacing": 28,
    }


def _errors(ordered: list[Trial]) -> dict[str, Any]:
    values = [
        {
            "model": trial.name,
            "mae": trial.mae.mean,
            "low": trial.mae.low,
            "high": trial.mae.high,
            "told": f"{trial.mae.mean:.1f}",
        }
        for trial in ordered
    ]
    x = {
        "type": "quantitative",
        "scale": {"zero": True},
        "axis": {"title": "mean absolute error, points of 100, with 95 % interval by proposal"},
    }
    y = {
        "field": "model",
        "type": "nominal",
        "sort": [trial.name for trial in ordered],
        "axis": {"title": None, "labelLimit": 260},
    }
    return {
        "width": 440,
        "height": {"step": _STEP},
        "data": {"values": values},
        "encoding": {"y": y},
        "layer": [
            {
                "mark": {"type": "rule", "strokeWidth": 4, "opacity": 0.3, "color": ink("ink")},
                "encoding": {"x": {**x, "field": "low"}, "x2": {"field": "high"}},
            },
            {
                "mark": {"type": "point", "filled": True, "size": 60, "opacity": 1,
                         "color": ink("ink")},
                "encoding": {"x": {**x, "field": "mae"}},
            },
            {
                "mark": {"type": "text", "align": "left", "dx": 8, "fontSize": 11},
                "encoding": {"x": {**x, "field": "high"}, "text": {"field": "told"}},
            },
        ],
    }  # fmt: skip


def _calibration(trial: Trial) -> dict[str, Any]:
    shares = pit_shares(trial.odds, trial.outcome, BINS)
    values = [
        {"low": i / BINS, "high": (i + 1) / BINS, "share": float(share), "even": 1 / BINS}
        for i, share in enumerate(shares)
    ]
    x = {
        "type": "quantitative",
        "scale": {"domain": [0, 1]},
        "axis": {
            "title": f"where the outcome fell in the odds of {trial.name}: 0 lowest, 1 highest",
            "values": [0, 0.25, 0.5, 0.75, 1],
            "format": ".2~f",
        },
    }
    y = {
        "type": "quantitative",
        "scale": {"zero": True},
        "axis": {"title": "share of outcomes", "format": ".0%", "tickCount": 4},
    }
    return {
        "width": 440,
        "height": 150,
        "data": {"values": values},
        "layer": [
            {
                "mark": {"type": "bar", "color": ink("muted"), "opacity": 0.5},
                "encoding": {
                    "x": {**x, "field": "low"},
                    "x2": {"field": "high"},
                    "y": {**y, "field": "share"},
                    "y2": {"datum": 0},
                },
            },
            {
                "mark": {"type": "rule", "strokeDash": [4, 3], "color": ink("ink")},
                "encoding": {"y": {**y, "field": "even"}},
            },
        ],
    }
