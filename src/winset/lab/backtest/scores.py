"""How good a forecast was: proper scores of distributions and errors of points.

A predictive distribution is odds over the 101 whole numbers of a scale of 0 to 100, so that lumps
(at an actor's position, at the ends of the scale) and smooth parts are one thing, and every model
is scored by the same measure.

References: Gneiting & Raftery (2007), Journal of the American Statistical Association 102:359;
Zanetta & Allen, scoringrules (the CRPS and the log score).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from winset.arrays import Bools, Floats
from winset.forecast.mixture import GRID, ticks

INTERVAL = 0.8
"""Mass of the intervals whose coverage is reported."""

_TOUCH = 1e-9


@dataclass(frozen=True)
class Scores:
    """Scores of one model, issue by issue; NaN where it says nothing or the outcome is unknown."""

    error: Floats
    """(issues,): forecast minus outcome, in points of the scale."""
    crps: Floats
    """(issues,): continuous ranked probability score in points of the scale; less is better. That
    of a bare point would be the absolute error."""
    log_score: Floats
    """(issues,): minus the log of the odds given to the tick of the outcome, in nats; less is
    better."""
    covered: Floats
    """(issues,): 1 where the central 80 % interval holds the outcome, otherwise 0."""
    width: Floats
    """(issues,): width of that interval, in points of the scale."""
    odds80: Floats
    """(issues,): odds that lie in it: more than 0.8 where its ends are lumps."""
    pit: Floats
    """(issues,): the distribution below the outcome plus half of what lies at it, 0–1."""
    hit: Floats
    """(issues,): 1 where the option nearest to the forecast is the one nearest to the outcome."""


def score(
    point: Floats,
    odds: Floats,
    outcome: Floats,
    positions: Floats,
) -> Scores:
    """Score forecasts against what was decided.

    Parameters
    ----------
    point : (issues,)
        Point forecasts, 0–100; NaN where there is none.
    odds : (issues, 101)
        Predictive distributions; rows of a forecast sum to 1.
    outcome : (issues,)
        What was decided, 0–100; NaN where unknown.
    positions : (issues, actors)
        Positions of the actors: the options that stood on the table; NaN where an actor has none.
    """
    scored = np.isfinite(point) & np.isfinite(outcome)
    blank = np.full(len(point), np.nan)
    parts = {
        name: blank.copy()
        for name in ("error", "crps", "log_score", "covered", "width", "odds80", "pit", "hit")
    }
    rows = np.flatnonzero(scored)
    if rows.size:
        seen, told = outcome[rows], odds[rows]
        low, high = interval(told)
        parts["error"][rows] = point[rows] - seen
        parts["crps"][rows] = crps(told, seen)
        parts["log_score"][rows] = log_score(told, seen)
        parts["covered"][rows] = (low - _TOUCH <= seen) & (seen <= high + _TOUCH)
        parts["width"][rows] = high - low
        parts["odds80"][rows] = mass(told, low, high)
        parts["pit"][rows] = pit(told, seen)
        parts["hit"][rows] = hits(point[rows], seen, positions[rows])
    return Scores(**parts)


def crps(odds: Floats, outcome: Floats) -> Floats:
    """(issues,) continuous ranked probability score of (issues, 101) odds, in points."""
    import scoringrules

    # Of finitely many points the score has a closed form, Σ p|x − y| − ½ ΣΣ p p′|x − x′|, so odds
    # over ticks taken as a weighted ensemble are scored exactly; sorted points make the double sum
    # a running one.
    points = np.broadcast_to(GRID, odds.shape)
    found: Floats = np.asarray(
        scoringrules.crps_ensemble(
            outcome, points, ens_w=odds, sorted_ensemble=True, backend="numpy"
        )
    )
    return found


def log_score(odds: Floats, outcome: Floats) -> Floats:
    """(issues,) minus the log of the odds given to the tick nearest to the outcome, in nats.

    Infinite where a distribution gave none at all.
    """
    import scoringrules

    given = odds[np.arange(len(odds)), ticks(outcome)]
    with np.errstate(divide="ignore"):
        found: Floats = np.asarray(
            scoringrules.log_score(np.ones(len(odds)), given, backend="numpy")
        )
    return found + 0.0


def interval(odds: Floats, mass: float = INTERVAL) -> tuple[Floats, Floats]:
    """Ends of the central interval of (issues, 101) odds, each (issues,), on the scale of 0–100."""
    tail = (1 - mass) / 2
    return quantile(odds, tail), quantile(odds, 1 - tail)


def quantile(odds: Floats, level: float) -> Floats:
    """(issues,) least tick at or below which at least ``level`` of (issues, 101) odds lie."""
    reached = np.cumsum(odds, axis=1) >= level - _TOUCH
    found: Floats = GRID[np.argmax(reached, axis=1)]
    return found


def mean(odds: Floats) -> Floats:
    """(issues,) mean of (issues, 101) odds."""
    found: Floats = odds @ GRID
    return found


def mass(odds: Floats, low: Floats, high: Floats) -> Floats:
    """(issues,) odds that lie from ``low`` to ``high``, both included; more than asked in lumps."""
    inside = (low[:, None] - _TOUCH <= GRID) & (high[:, None] + _TOUCH >= GRID)
    found: Floats = np.where(inside, odds, 0.0).sum(axis=1)
    return found


def pit_span(odds: Floats, outcome: Floats) -> tuple[Floats, Floats]:
    """Odds below the tick of the outcome, and at it, each (issues,).

    The transform is anywhere between the two with even chances (Czado, Gneiting & Held 2009,
    Biometrics 65:1254), and a calibrated forecaster's is flat.
    """
    rows, at = np.arange(len(odds)), ticks(outcome)
    here = odds[rows, at]
    below: Floats = np.cumsum(odds, axis=1)[rows, at] - here
    return below, here


def pit_shares(odds: Floats, outcome: Floats, bins: int) -> Floats:
    """(bins,) share of outcomes in each part of the odds; all alike if the odds are right.

    An outcome at a lump is spread over the parts that the lump covers; rows without a forecast or
    an outcome are left out.
    """
    kept = np.isfinite(outcome) & (odds.sum(axis=1) > 0)
    below, here = pit_span(odds[kept], outcome[kept])
    edges = np.linspace(0, 1, bins + 1)
    wide = np.maximum(here, 1e-12)[:, None]
    reached = np.clip((edges[None, :] - below[:, None]) / wide, 0, 1)
    found: Floats = np.diff(reached, axis=1).mean(axis=0)
    return found


def pit(odds: Floats, outcome: Floats) -> Floats:
    """(issues,) probability integral transform, taking half of the odds at the outcome's tick."""
    below, here = pit_span(odds, outcome)
    return below + here / 2


def hits(point: Floats, outcome: Floats, positions: Floats) -> Floats:
    """(issues,) 1 where forecast and outcome are nearest to the same option.

    Options are the positions on the table. An outcome halfway between two counts for both.
    """
    away = np.abs(positions - point[:, None])
    chosen = np.where(np.isfinite(positions), away, np.inf).argmin(axis=1)
    option = positions[np.arange(len(point)), chosen]
    nearest = np.nanmin(np.abs(positions - outcome[:, None]), axis=1)
    found: Bools = np.abs(option - outcome) <= nearest + _TOUCH
    return found.astype(np.float64)
