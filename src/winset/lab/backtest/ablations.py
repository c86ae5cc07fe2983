"""What else was tried in the combined forecast, each in proposals left out; nulls are kept.

Every further term has one coefficient, starts at nought and is pulled back to it as the figures
are. What does not clearly forecast better, its 95 % interval above nought, stays out.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np

from winset.arrays import Bools, Floats
from winset.forecast.mixture import HEADS, REACH, TICKS, Camps, MixtureShape, central, outcome_odds
from winset.lab.backtest.decisions import Decisions
from winset.lab.backtest.fitting import FOLDS, PULL, camps_of, fit_parameters, folds, shape_of, some
from winset.lab.backtest.resampling import ResampledMean, Resampling
from winset.lab.backtest.scores import crps
from winset.lab.backtest.spread import residual_odds


@dataclass(frozen=True)
class Ablation:
    """One term that was tried."""

    name: str
    """What it is."""
    coefficient: float
    """Fitted on everything."""
    gain: ResampledMean
    """CRPS that it saves on proposals left out, in points; below zero where it costs."""


def ablations(
    scored: Decisions, points: dict[str, Floats], *, seed: int = 1
) -> tuple[Ablation, ...]:
    """Try each covariate, and each other model as a further part of the mixture.

    Parameters
    ----------
    scored
        Decisions with outcomes.
    points
        Model → (issues,) its forecasts, to be mixed in with its own misses around them.
    seed
        Of folds and draws.
    """
    found = camps_of(scored)
    draws = Resampling(scored.proposals, seed=seed)
    tests = list(folds(scored.proposals, FOLDS, seed))
    plain = np.zeros(len(scored.issues))
    for test in tests:
        shape = shape_of(fit_parameters(found, scored.outcome, ~test))
        plain[test] = crps(outcome_odds(some(found, test), shape), scored.outcome[test])
    made = [
        _covariate(name, term, scored, found, tests, plain, draws)
        for name, term in covariates(scored).items()
    ]
    made += [
        _mixed_in(name, point, scored, found, tests, plain, draws)
        for name, point in points.items()
        if np.isfinite(point).all()
    ]
    return tuple(made)


@dataclass(frozen=True)
class LadderStep:
    """A step on the way from the compromise model to the combined forecast."""

    name: str
    """What has come to be."""
    mae: float
    crps: float
    """``mae``, ``crps``: on proposals left out, in points."""


_NOBODY_ELSE = 1e-3  # points: support felt only where one stands

RUNGS: tuple[tuple[str, float, float, dict[int, float]], ...] = (
    (
        "the compromise model in a bell as wide as positions are apart",
        0.0,
        _NOBODY_ELSE,
        {0: 1.0, 1: -10.0},
    ),
    ("… support felt by neighbours too", 0.0, REACH, {0: 1.0, 1: -10.0}),
    ("… lumps at the positions", 0.0, REACH, {0: 1.0}),
    ("… an exponent on support", 0.0, REACH, {}),
    ("… half of an actor's weight for being there: combined", HEADS, REACH, {}),
)
"""Name, heads, reach, and which of the three figures are held where."""


def ladder(scored: Decisions, *, seed: int = 1) -> tuple[LadderStep, ...]:
    """Say what each part of the combined forecast is worth, on proposals left out."""
    made = []
    for name, heads, reach, held in RUNGS:
        found = camps_of(scored, heads, reach)
        odds = np.zeros((len(scored.issues), TICKS))
        for test in folds(scored.proposals, FOLDS, seed):
            parameters = fit_parameters(found, scored.outcome, ~test, held=held)
            odds[test] = outcome_odds(some(found, test), shape_of(parameters))
        missed = np.abs(central(odds) - scored.outcome)
        made.append(
            LadderStep(name, float(missed.mean()), float(crps(odds, scored.outcome).mean()))
        )
    return tuple(made)


def covariates(decisions: Decisions) -> dict[str, Callable[[Camps, float], Camps]]:
    """What each term does to the camps, given its coefficient."""
    unanimity = np.array([rule == "unanimity" for rule in decisions.rules])
    codecision = np.array([p == "codecision" for p in decisions.procedures])

    def at(places: Floats) -> Floats:
        return (np.abs(decisions.positions - places[:, None]) < 1e-9).astype(np.float64)

    commission = at(decisions.positions[:, decisions.actors.index("com")])
    parliament = at(decisions.positions[:, decisions.actors.index("ep")])
    reference = at(decisions.reference)
    middle = 1 - np.abs(np.nan_to_num(decisions.positions, nan=50.0) - 50) / 50
    return {
        "exponent differs under unanimity": _steeper(unanimity),
        "exponent differs in codecision": _steeper(codecision),
        "odds of the reference point differ": _raised(reference),
        "odds of the reference point differ under unanimity": _raised(
            reference * unanimity[:, None]
        ),
        "odds of the Commission's position differ": _raised(commission),
        "odds of the Parliament's position differ in codecision": _raised(
            parliament * codecision[:, None]
        ),
        "odds of the Parliament's position differ in consultation": _raised(
            parliament * ~codecision[:, None]
        ),
        "odds fall towards the ends of the scale": _raised(middle),
    }


def _steeper(where: Bools) -> Callable[[Camps, float], Camps]:
    def change(found: Camps, coefficient: float) -> Camps:
        factor = np.where(where, 1 + coefficient, 1.0)[:, None]
        return replace(found, log_support=found.log_support * factor)

    return change


def _raised(what: Floats) -> Callable[[Camps, float], Camps]:
    def change(found: Camps, coefficient: float) -> Camps:
        return replace(found, log_crowd=found.log_crowd - coefficient * what)

    return change


def _covariate(
    name: str,
    term: Callable[[Camps, float], Camps],
    scored: Decisions,
    found: Camps,
    tests: list[Bools],
    plain: Floats,
    draws: Resampling,
) -> Ablation:
    everything = np.ones(len(scored.issues), dtype=np.bool_)
    with_it = np.zeros(len(scored.issues))
    for test in tests:
        parameters, coefficient = _fit_with(term, found, scored.outcome, ~test)
        told = outcome_odds(some(term(found, coefficient), test), shape_of(parameters))
        with_it[test] = crps(told, scored.outcome[test])
    coefficient = _fit_with(term, found, scored.outcome, everything)[1]
    return Ablation(name, coefficient, draws.mean(plain - with_it))


def _fit_with(
    term: Callable[[Camps, float], Camps],
    found: Camps,
    outcome: Floats,
    rows: Bools,
) -> tuple[Floats, float]:
    """Fit the three figures and one coefficient in turns, until it settles."""
    from scipy.optimize import minimize_scalar

    coefficient = 0.0
    parameters = fit_parameters(found, outcome, rows)
    for _ in range(3):
        shape = shape_of(parameters)

        def loss(value: float, shape: MixtureShape = shape) -> float:
            told = outcome_odds(some(term(found, value), rows), shape)
            return float(crps(told, outcome[rows]).mean() + PULL * value**2)

        coefficient = float(minimize_scalar(loss, bounds=(-3, 3), method="bounded").x)
        parameters = fit_parameters(term(found, coefficient), outcome, rows, parameters)
    return parameters, coefficient


def _mixed_in(
    name: str,
    point: Floats,
    scored: Decisions,
    found: Camps,
    tests: list[Bools],
    plain: Floats,
    draws: Resampling,
) -> Ablation:
    """Give a share of the odds to another model, with its own misses on what is not tested."""
    everything = np.ones(len(scored.issues), dtype=np.bool_)
    with_it = np.zeros(len(scored.issues))
    for test in tests:
        share, told = _share(point, scored, found, ~test)
        with_it[test] = crps(told[test], scored.outcome[test])
    share, _ = _share(point, scored, found, everything)
    return Ablation(f"a share of the odds for {name}", share, draws.mean(plain - with_it))


def _share(point: Floats, scored: Decisions, found: Camps, rows: Bools) -> tuple[float, Floats]:
    """Best share on some issues, and everybody's odds with it."""
    from scipy.optimize import minimize_scalar

    known = np.where(rows, scored.outcome, np.nan)
    other = residual_odds(point, known, scored.proposals)
    own = outcome_odds(found, shape_of(fit_parameters(found, scored.outcome, rows)))

    def loss(share: float) -> float:
        told = (1 - share) * own[rows] + share * other[rows]
        return float(crps(told, scored.outcome[rows]).mean() + PULL * share**2)

    share = float(minimize_scalar(loss, bounds=(0, 1), method="bounded").x)
    return share, (1 - share) * own + share * other
