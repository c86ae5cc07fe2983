"""A registered model, run on decisions: issue by issue, or on the issues of a proposal at once."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from winset.arrays import Bools, Floats, Integers
from winset.forecast.mixture import TICKS, ticks
from winset.forecast.model import Model
from winset.forecast.outcome import Outcome
from winset.lab.backtest.decisions import HIGHEST, LOWEST, Decisions


@dataclass(frozen=True)
class Predictions:
    """What a model says of decisions."""

    point: Floats
    """(issues,): forecasts, 0–100; NaN where it says nothing."""
    odds: Floats | None
    """(issues, 101) or None Its distribution, if it has one."""
    position_odds: Floats | None
    """(issues, 101) or None Its odds of the positions on the table, if it gives those instead."""


def predictions_of(
    model: Model, decisions: Decisions, salience: Floats, capability: Floats
) -> Predictions:
    """Run a model on every issue.

    Parameters
    ----------
    model
        As registered.
    decisions
        What to forecast.
    salience, capability : (issues, actors)
        What actors count by. Those who count for nothing on an issue take no part in it, unless the
        model counts everybody alike.
    """
    point = np.full(len(decisions.issues), np.nan)
    odds = np.zeros((len(point), TICKS))
    given = False
    counts = decisions.taken & (
        (salience * capability > 0) | (model.options.get("weight") == "plain")
    )
    for rows in _together(model, decisions):
        outcome = _run(model, decisions, salience, capability, counts, rows)
        if outcome is None:
            continue
        point[rows] = outcome.forecast.reshape(-1)
        if outcome.weights is not None and model.scope == "issue":
            given = True
            at = ticks(decisions.positions[rows[0], counts[rows[0]]])
            np.add.at(odds[rows[0]], at, outcome.weights[0])
    return Predictions(np.clip(point, LOWEST, HIGHEST), None, odds if given else None)


def _together(model: Model, decisions: Decisions) -> list[Integers]:
    """Issues that a model sees at once."""
    if model.scope == "issue":
        return [np.array([row]) for row in range(len(decisions.issues))]
    return [np.flatnonzero(decisions.proposals == p) for p in np.unique(decisions.proposals)]


def _run(
    model: Model,
    decisions: Decisions,
    salience: Floats,
    capability: Floats,
    counts: Bools,
    rows: Integers,
) -> Outcome | None:
    """Run a model in one world; None where it needs a reference point and there is none."""
    reference = decisions.reference[rows]
    if "reference" in model.given and not np.isfinite(reference).all():
        return None
    there = counts[rows].any(axis=0)
    positions = np.where(counts[rows], decisions.positions[rows], np.nan)[:, there]
    cares = np.where(counts[rows], salience[rows], 0.0)[:, there]
    if model.attention:
        cares *= 100 / np.maximum(cares.sum(axis=0), 100)
    # within a proposal the same institutions decide all issues, by one rule
    able = capability[rows[0], there][None, :]
    beside = dict(model.options)
    if "scale" in model.given:
        beside["scale"] = (LOWEST, HIGHEST)
    if model.scope == "issue":
        if "reference" in model.given:
            beside["reference"] = reference
        return model.predict(positions, cares, able, **beside)
    if "reference" in model.given:
        beside["reference"] = reference[None, :]
    return model.predict(positions.T[None], cares.T[None], able, **beside)
