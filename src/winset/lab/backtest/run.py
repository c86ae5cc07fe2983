"""A backtest: models against what was decided, with intervals and paired differences."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np

from winset.arrays import Bools, Floats
from winset.forecast.combined import Fitted
from winset.lab.backtest.decisions import Decisions
from winset.lab.backtest.groups import groups
from winset.lab.backtest.panel import Entrant, entrants, panel_of
from winset.lab.backtest.predictions import Predictions
from winset.lab.backtest.resampling import ResampledMean, Resampling
from winset.lab.backtest.scores import Scores, crps, score
from winset.lab.backtest.spread import residual_odds, spread_odds


@dataclass(frozen=True)
class Trial:
    """One model's backtest."""

    name: str
    title: str
    """``name``, ``title``: of the model, as in the panel."""
    point: Floats
    """(issues,): its forecasts, 0–100; NaN where it says nothing."""
    odds: Floats
    """(issues, 101): the distribution that was scored: its own, or its misses elsewhere around the
    point."""
    outcome: Floats
    """(issues,): what was decided."""
    scores: Scores
    """Issue by issue."""
    mae: ResampledMean
    crps: ResampledMean
    """``mae``, ``crps``: mean absolute error and mean CRPS, in points, with intervals by proposal.
    """
    crps_spread: float
    """CRPS of the model's own odds of positions, where it gives such, otherwise of the positions by
    the weights it counts by; NaN for a model that weighs nobody."""

    @property
    def rmse(self) -> float:
        """Root of the mean squared error, in points."""
        return float(np.sqrt(_mean(self.scores.error**2)))

    @property
    def bias(self) -> float:
        """Mean of forecast minus outcome, in points."""
        return _mean(self.scores.error)

    @property
    def coverage80(self) -> float:
        """Share of outcomes inside the central 80 % interval."""
        return _mean(self.scores.covered)

    @property
    def width80(self) -> float:
        """Mean width of that interval, in points."""
        return _mean(self.scores.width)

    @property
    def odds80(self) -> float:
        """Mean odds the model itself gives to that interval: what the coverage should be."""
        return _mean(self.scores.odds80)

    @property
    def log_score(self) -> float:
        """Mean log score in nats; infinite if an outcome was given no odds at all."""
        return _mean(self.scores.log_score)

    @property
    def hit_rate(self) -> float:
        """Share of issues on which the forecast picks the option nearest to the outcome."""
        return _mean(self.scores.hit)


@dataclass(frozen=True)
class PairedScores:
    """How much better the first model of a pair is than the second, on issues both forecast."""

    better: str
    than: str
    """``better``, ``than``: names."""
    mae: ResampledMean
    crps: ResampledMean
    """``mae``, ``crps``: second minus first, in points: above zero where the first is better."""
    mae_share: float
    crps_share: float
    """``mae_share``, ``crps_share``: the same as a share of the second model's score."""


@dataclass(frozen=True)
class GroupScores:
    """One kind of issues."""

    name: str
    """What is common to them."""
    n: int
    """How many there are."""
    mae: dict[str, float]
    crps: dict[str, float]
    """``mae``, ``crps``: model → its mean on them, in points; NaN where it says nothing."""


@dataclass(frozen=True)
class Backtest:
    """Models scored on the same decisions."""

    trials: tuple[Trial, ...]
    """A model each, in the order asked for."""
    pairs: tuple[PairedScores, ...]
    """Every two of them, the one with the smaller error first."""
    groups: tuple[GroupScores, ...]
    """The same scores by kind of issue, to see which model to trust for what."""
    issues: int
    proposals: int
    """``issues``, ``proposals``: how many were scored."""
    notes: tuple[str, ...]
    """What was found in the data and done about it."""
    seed: int
    """Of the draws of proposals."""


def backtest(
    decisions: Decisions,
    models: Sequence[str] | None = None,
    *,
    seed: int = 1,
    fitted: Fitted | None = None,
) -> Backtest:
    """Score models on decisions.

    Parameters
    ----------
    decisions
        As read by ``winset.lab.backtest.deu``.
    models
        Names of the panel, with or without a capability; ``all`` for every registered model, None
        for those that take no time.
    seed
        Of the draws of proposals for intervals.
    fitted
        Figures of the combined forecast other than the shipped ones.

    Raises
    ------
    WinsetError
        If a name is unknown, or no issue has an outcome.
    """
    scored = decisions.of(decisions.decided)
    if not scored.issues:
        from winset.errors import WinsetError

        raise WinsetError("no issue has an outcome, so there is nothing to score forecasts against")
    draws = Resampling(scored.proposals, seed=seed)
    trials = []
    for entrant in entrants(scored, panel_of(scored, models)):
        told = entrant.run(scored, fitted)
        trials.append(_trial(entrant, told, scored, draws))
    return Backtest(
        tuple(trials),
        tuple(_pair(a, b, draws) for a, b in combinations(trials, 2)),
        tuple(_group(name, own, trials) for name, own in groups(scored).items()),
        len(scored.issues),
        len(np.unique(scored.proposals)),
        decisions.notes,
        seed,
    )


def _trial(
    entrant: Entrant, predictions: Predictions, scored: Decisions, draws: Resampling
) -> Trial:
    odds = predictions.odds
    if odds is None:
        odds = residual_odds(predictions.point, scored.outcome, scored.proposals)
    found = score(predictions.point, odds, scored.outcome, scored.positions)
    return Trial(
        entrant.name,
        entrant.title,
        predictions.point,
        odds,
        scored.outcome,
        found,
        draws.mean(np.abs(found.error)),
        draws.mean(found.crps),
        _positions_alone(entrant, predictions, scored),
    )


def _positions_alone(entrant: Entrant, predictions: Predictions, scored: Decisions) -> float:
    """CRPS of odds of positions: the model's, or the weights it counts by."""
    if not entrant.weighs:
        return float("nan")
    alone = predictions.position_odds
    if alone is None:
        alone = spread_odds(scored.positions, entrant.weights)
    return _mean(crps(alone, scored.outcome))


def _pair(a: Trial, b: Trial, draws: Resampling) -> PairedScores:
    """Compare two on the issues both forecast, the better one first."""
    gain = np.abs(b.scores.error) - np.abs(a.scores.error)
    if _mean(gain) < 0:
        a, b, gain = b, a, -gain
    sharper = b.scores.crps - a.scores.crps
    both = np.isfinite(gain)
    return PairedScores(
        a.name,
        b.name,
        draws.mean(gain),
        draws.mean(sharper),
        _mean(gain) / _mean(np.abs(b.scores.error)[both]),
        _mean(sharper) / _mean(b.scores.crps[both]),
    )


def _group(name: str, own: Bools, trials: list[Trial]) -> GroupScores:
    return GroupScores(
        name,
        int(own.sum()),
        {t.name: _mean(np.abs(t.scores.error)[own]) for t in trials},
        {t.name: _mean(t.scores.crps[own]) for t in trials},
    )


def _mean(values: Floats) -> float:
    """Mean of what is there; NaN of nothing."""
    kept = values[~np.isnan(values)]
    return float(kept.mean()) if kept.size else float("nan")
