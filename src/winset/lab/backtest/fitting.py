"""The three figures of the combined forecast, fitted to decisions and tested on proposals left out.

Fitted by the least mean CRPS (as a stack of distributions would be: Gneiting & Ranjan 2013,
Electronic Journal of Statistics 7:1747), with a slight pull towards the compromise model: an
exponent of 1, even chances of lump and bell, a bell of three quarters of the positions' spread.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import product

import numpy as np

from winset.arrays import Bools, Floats, Integers
from winset.errors import WinsetError
from winset.forecast.mixture import HEADS, REACH, Camps, MixtureShape, camps, outcome_odds
from winset.lab.backtest.capability import Capability, capability, filled_salience
from winset.lab.backtest.decisions import Decisions
from winset.lab.backtest.scores import crps

FITTED_WITH: Capability = "votes"
"""Capability the figures are fitted with."""

PULL = 0.1
"""CRPS points that a step of 1 away from the prior costs, squared."""

FEWEST_PROPOSALS = 10
FOLDS = 10
INNER_FOLDS = 3
HEADS_TRIED = (0.0, 0.5, 1.0)
REACH_TRIED = (5.0, 10.0, 20.0, 40.0)

_PRIOR = np.array([1.0, 0.0, np.log(0.75)])
_LOWEST_EXPONENT = 0.05


@dataclass(frozen=True)
class Fit:
    """A fit, and the fits without one proposal each."""

    shape: MixtureShape
    """On all proposals."""
    without: dict[str, MixtureShape]
    """Proposal → fitted on all others."""
    se: tuple[float, float, float]
    """Standard error of exponent, lumps and spread: jackknife by proposal."""
    odds: Floats
    """(issues, 101): each issue forecast by the fit without its proposal."""


def fit(scored: Decisions) -> Fit:
    """Fit the combined forecast to decisions that have outcomes.

    Raises
    ------
    WinsetError
        If there are fewer than ten proposals to learn from.
    """
    count = len(np.unique(scored.proposals))
    if count < FEWEST_PROPOSALS:
        raise WinsetError(
            f"{count} proposals with outcomes are too few to fit on; at least {FEWEST_PROPOSALS} "
            "are needed."
        )
    found = camps_of(scored)
    everything = np.ones(len(scored.issues), dtype=np.bool_)
    start = fit_parameters(found, scored.outcome, everything)
    without: dict[str, MixtureShape] = {}
    odds = np.zeros((len(scored.issues), 101))
    for proposal in np.unique(scored.proposals):
        own = scored.proposals == proposal
        left = fit_parameters(found, scored.outcome, ~own, start)
        name = scored.proposal_names[proposal]
        without[name] = shape_of(left)
        odds[own] = outcome_odds(some(found, own), without[name])
    return Fit(shape_of(start), without, _jackknife(list(without.values())), odds)


def nested(scored: Decisions, *, seed: int = 1) -> tuple[Floats, list[tuple[float, float]]]:
    """Choose the constants too, inside each fold; forecast what neither choice nor fit saw.

    Returns
    -------
    odds : (issues, 101)
        Each issue forecast by the constants and the fit of the other folds.
    chosen
        Heads and reach chosen in each fold.
    """
    grid = {key: camps_of(scored, *key) for key in product(HEADS_TRIED, REACH_TRIED)}
    odds = np.zeros((len(scored.issues), 101))
    chosen = []
    for test in folds(scored.proposals, FOLDS, seed):
        inner = [part & ~test for part in folds(scored.proposals, INNER_FOLDS, seed + 1)]
        best = min(grid, key=lambda key: _missed(grid[key], scored.outcome, ~test, inner))
        fitted = shape_of(fit_parameters(grid[best], scored.outcome, ~test))
        odds[test] = outcome_odds(some(grid[best], test), fitted)
        chosen.append(best)
    return odds, chosen


def _missed(found: Camps, outcome: Floats, learnt: Bools, parts: list[Bools]) -> float:
    """Sum of CRPS over parts of what may be learnt from, each forecast from the rest of it."""
    total = 0.0
    for part in parts:
        shape = shape_of(fit_parameters(found, outcome, learnt & ~part))
        total += float(crps(outcome_odds(some(found, part), shape), outcome[part]).sum())
    return total


def camps_of(decisions: Decisions, heads: float = HEADS, reach: float = REACH) -> Camps:
    """Who stands with whom on each issue, with the capability the figures are fitted with."""
    weights = filled_salience(decisions) * capability(decisions, FITTED_WITH)
    return camps(decisions.positions, weights, heads=heads, reach=reach)


def fit_parameters(
    found: Camps,
    outcome: Floats,
    rows: Bools,
    start: Floats = _PRIOR,
    held: Mapping[int, float] | None = None,
) -> Floats:
    """(3,) exponent, logit of lumps, logarithm of spread, on some issues only.

    ``held`` keeps some of the three at a value.
    """
    from scipy.optimize import minimize

    learnt, seen = some(found, rows), outcome[rows]

    def loss(parameters: Floats) -> float:
        missed = crps(outcome_odds(learnt, shape_of(parameters)), seen).mean()
        return float(missed + PULL * ((parameters - _PRIOR) ** 2).sum())

    bounds = [(_LOWEST_EXPONENT, 10.0), (-10.0, 10.0), (-5.0, 3.0)]
    begin = start.copy()
    for index, value in (held or {}).items():
        begin[index], bounds[index] = value, (value, value)
    solved = minimize(loss, begin, method="L-BFGS-B", bounds=bounds)
    best: Floats = solved.x
    return best


def shape_of(parameters: Floats) -> MixtureShape:
    """Turn parameters into the figures they stand for."""
    return MixtureShape(
        float(parameters[0]),
        float(1 / (1 + np.exp(-parameters[1]))),
        float(np.exp(parameters[2])),
    )


def some(found: Camps, rows: Bools) -> Camps:
    """Take the camps of the issues that ``rows``, (issues,), marks."""
    return Camps(
        found.positions[rows], found.taken[rows], found.log_support[rows], found.log_crowd[rows]
    )


def folds(proposals: Integers, count: int, seed: int) -> Iterator[Bools]:
    """Issues to test on, (issues,) of bool each; a proposal is never torn apart."""
    names = np.unique(proposals)
    np.random.default_rng(seed).shuffle(names)
    for part in np.array_split(names, count):
        if part.size:
            yield np.isin(proposals, part)


def _jackknife(shapes: list[MixtureShape]) -> tuple[float, float, float]:
    """Standard errors from leaving out one proposal at a time (Efron & Stein 1981)."""
    rows = np.array([[s.exponent, s.lumps, s.spread] for s in shapes])
    n = len(rows)
    errors = np.sqrt((n - 1) / n * ((rows - rows.mean(axis=0)) ** 2).sum(axis=0))
    first, second, third = errors.tolist()
    return first, second, third
