"""Every model's answer on every issue, as a distribution over worlds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from winset.errors import WinsetError
from winset.forecast.doubt import with_doubt
from winset.forecast.from_scenario import Capability, table_of
from winset.forecast.models import MODELS, Model, model_named, run
from winset.forecast.outcome import Outcome
from winset.formats.actor_table import ActorTable
from winset.scenario.model import Scenario
from winset.worlds import draw_worlds

Floats = NDArray[np.float64]
Kind = TypeVar("Kind", bound=np.generic)

_TIE = 1e-9


@dataclass(frozen=True)
class IssueForecast:
    """What one model says of one issue.

    Attributes
    ----------
    model, issue
        Names.
    scale
        Lower and upper end of the issue.
    points : (worlds,)
        The forecast of each world, on the issue's scale.
    values : (worlds, k)
        Positions the model gives odds to, in each world; of a model that gives one point, that.
    mass : (worlds, k)
        Their odds, summing to 1 in each world.
    options
        Option → probability that it is the one nearest to where the issue ends up; of two as near,
        half each. Empty where the issue has no options.
    """

    model: str
    issue: str
    scale: tuple[float, float]
    points: Floats
    values: Floats
    mass: Floats
    options: Mapping[str, float]

    @property
    def centre(self) -> float:
        """Median of the worlds' forecasts; with one world, its forecast."""
        return float(np.median(self.points))

    def quantile(self, level: float) -> float:
        """Where ``level`` (0–1) of the whole distribution, over worlds and odds, lies below."""
        ranked, below = self._ranked
        return float(ranked[min(int(np.searchsorted(below, level - _TIE)), len(ranked) - 1)])

    @cached_property
    def _ranked(self) -> tuple[Floats, Floats]:
        """All values in order, and how much of the distribution lies up to each."""
        order = np.argsort(self.values, axis=None)
        below = np.cumsum(self.mass.ravel()[order]) / len(self.mass)
        return self.values.ravel()[order], below

    def interval(self, mass: float = 0.8) -> tuple[float, float]:
        """Central interval that holds ``mass`` (0–1) of the distribution."""
        return self.quantile((1 - mass) / 2), self.quantile((1 + mass) / 2)

    @property
    def is_point(self) -> bool:
        """Whether there is no distribution: one world, and one point in it."""
        return self.values.size == 1


@dataclass(frozen=True)
class Move:
    """One actor moved by another in one round.

    Attributes
    ----------
    round
        Counted from 1.
    actor, moved_by
        Who moved, and whose offer, challenge or exchange it was.
    reason
        ``compromise``, ``confrontation`` …
    share
        Of the worlds, 0–1.
    """

    round: int
    actor: str
    moved_by: str
    reason: str
    share: float


@dataclass(frozen=True)
class Forecasts:
    """Several models on one table.

    Attributes
    ----------
    table
        What they were given, notes and all.
    models
        In the order asked for.
    issues
        Model → issue → its forecast; an issue the model is silent on is left out.
    outcomes
        Model → what it returned, by issue; of a model of all issues at once, under "".
    seed
        Of random draws.
    """

    table: ActorTable
    models: tuple[Model, ...]
    issues: Mapping[str, Mapping[str, IssueForecast]]
    outcomes: Mapping[str, Mapping[str, Outcome]]
    seed: int

    def paths(self, model: str, issue: str) -> tuple[tuple[str, ...], Floats]:
        """Where the actors of a model that moves them stand, round by round, on average.

        Returns
        -------
        actors
            Who takes part.
        positions : (rounds + 1, actors)
            Mean over worlds, from what they say at first; empty for models without rounds.
        """
        outcome, at, index = self._moved(model, issue)
        names = tuple(self.table.actors[i] for i in index)
        start = self.table.positions[:, index, self.table.issues.index(issue)]
        if outcome is None or not outcome.rounds:
            return names, np.empty((0, len(names)))
        steps = [start, *(_of_issue(own.positions, at) for own in outcome.rounds)]
        if at is not None:
            steps = [steps[0], *(step[:, index] for step in steps[1:])]
        return names, np.stack([np.asarray(step).mean(0) for step in steps])

    def moves(self, model: str, issue: str) -> list[Move]:
        """Who was moved by whom, and why, round by round, the most frequent first."""
        outcome, at, index = self._moved(model, issue)
        if outcome is None:
            return []
        names = self.table.actors if at is not None else tuple(self.table.actors[i] for i in index)
        found: list[Move] = []
        for number, played in enumerate(outcome.rounds, start=1):
            by, why = _of_issue(played.moved_by, at), _of_issue(played.reason, at)
            for who in range(by.shape[1]):
                pairs, counts = np.unique(
                    np.stack([by[:, who], why[:, who]]), axis=1, return_counts=True
                )
                found += [
                    Move(
                        number,
                        names[who],
                        names[int(mover)],
                        outcome.reasons[int(reason)],
                        float(count / len(by)),
                    )
                    for (mover, reason), count in zip(pairs.T, counts, strict=True)
                    if mover >= 0 and reason >= 0
                ]
        return sorted(found, key=lambda move: (move.round, -move.share))

    def _moved(self, model: str, issue: str) -> tuple[Outcome | None, int | None, NDArray[np.intp]]:
        own = self.outcomes[model]
        at = self.table.issues.index(issue)
        weight = np.nan_to_num(self.table.salience[..., at]) * self.table.capability
        index = np.flatnonzero(~np.isnan(self.table.positions[0, :, at]) & (weight > 0).any(0))
        return (own[""], at, index) if "" in own else (own.get(issue), None, index)


def forecasts(
    scenario: Scenario | ActorTable,
    models: Sequence[str] | None = None,
    *,
    worlds: int | None = None,
    seed: int | None = None,
    rounds: int | None = None,
    capability: Capability = "influence",
    doubt: float = 0.0,
) -> Forecasts:
    """Forecast where the issues of a negotiation end up, by one model or all.

    Parameters
    ----------
    scenario
        A scenario, or a table of actors as ``winset.read_actors`` returns it.
    models
        Names; by default all.
    worlds, seed
        Draws, in place of the scenario's settings.
    rounds
        Rounds to play, in models that have rounds; by default each model's own number.
    capability
        What actors of a scenario bring to bear, as ``table_of`` takes it.
    doubt
        How far the plain numbers of a table may be off, as ``with_doubt`` takes it.

    Returns
    -------
    Forecasts

    Raises
    ------
    WinsetError
        If a model is unknown, or there is nothing to forecast.
    """
    if isinstance(scenario, ActorTable):
        own = 1 if seed is None else seed
        table = with_doubt(scenario, doubt, 1024 if worlds is None else worlds, own)
        return forecasts_of(table, models, rounds=rounds, seed=own)
    if doubt:
        raise WinsetError("A scenario says itself how far its numbers may be off.")
    drawn = draw_worlds(scenario, worlds, seed)
    table = table_of(scenario, drawn, capability)
    return forecasts_of(table, models, rounds=rounds, seed=drawn.seed)


def forecasts_of(
    table: ActorTable,
    models: Sequence[str] | None = None,
    *,
    rounds: int | None = None,
    seed: int = 1,
) -> Forecasts:
    """Run models, by default all, on a table over its worlds."""
    chosen = MODELS if models is None else tuple(map(model_named, dict.fromkeys(models)))
    if rounds is not None and rounds < 1:
        raise WinsetError("Play at least one round.")
    outcomes = {model.name: run(model, table, rounds=rounds, seed=seed) for model in chosen}
    said = {
        model.name: {
            issue: found
            for issue in table.issues
            if (found := _of(model.name, issue, table, outcomes[model.name])) is not None
        }
        for model in chosen
    }
    return Forecasts(table, chosen, said, outcomes, seed)


def _of(
    model: str, issue: str, table: ActorTable, outcomes: Mapping[str, Outcome]
) -> IssueForecast | None:
    place = table.issues.index(issue)
    at = place if "" in outcomes else None
    outcome = outcomes.get("" if at is not None else issue)
    if outcome is None:
        return None
    points = _of_issue(outcome.forecast, at, axis=1)
    low, high = (float(end) for end in table.scales[place])
    values, mass = points[:, None], np.ones((len(points), 1))
    if outcome.weights is not None:
        mass = outcome.weights
        # whoever has no odds may have no position either
        values = np.where(mass > 0, _stood(outcome, table, place, at), points[:, None])
    elif outcome.odds is not None:
        mass = outcome.odds
        values = np.broadcast_to(np.linspace(low, high, mass.shape[1]), mass.shape)
    options = _nearest(values, mass, table.options.get(issue, {}))
    return IssueForecast(model, issue, (low, high), points, values, mass, options)


def _stood(outcome: Outcome, table: ActorTable, place: int, at: int | None) -> Floats:
    """Positions that a model's odds belong to, (worlds, actors): those after its last round."""
    if outcome.rounds:
        return _of_issue(outcome.rounds[-1].positions, at)
    if at is not None:
        return table.positions[..., place]
    weight = np.nan_to_num(table.salience[..., place]) * table.capability
    taken = ~np.isnan(table.positions[0, :, place]) & (weight > 0).any(0)
    return table.positions[:, taken, place]


def _of_issue(values: NDArray[Kind], at: int | None, axis: int = 2) -> NDArray[Kind]:
    return values if at is None or values.ndim <= axis else values[..., at]


def _nearest(values: Floats, mass: Floats, options: Mapping[str, Floats]) -> dict[str, float]:
    if not options:
        return {}
    places = np.stack(list(options.values()), axis=-1)
    away = np.abs(values[:, :, None] - places[:, None, :])
    near = away <= away.min(-1, keepdims=True) + _TIE
    share = near / near.sum(-1, keepdims=True)
    odds = (share * mass[..., None]).sum((0, 1)) / len(values)
    return {name: float(own) for name, own in zip(options, odds, strict=True)}
