"""Every model's answer on every issue, as a distribution over worlds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from winset.arrays import Floats, Indices
from winset.errors import WinsetError
from winset.forecast.doubt import with_doubt
from winset.forecast.from_scenario import Capability, table_of
from winset.forecast.misses import error_on_decisions, misses_of, odds_around
from winset.forecast.mixture import TICKS
from winset.forecast.model import Model
from winset.forecast.models import model_named, models, run
from winset.forecast.outcome import Outcome
from winset.forecast.table import taking_part
from winset.formats.actor_table import ActorTable
from winset.ratification import worlds_of
from winset.scenario.model import Scenario

INTERVAL = 0.8
"""Mass of the intervals that are shown."""

_TIE = 1e-9


@dataclass(frozen=True)
class IssueForecast:
    """What one model says of one issue."""

    model: str
    issue: str
    """``model``, ``issue``: names."""
    scale: tuple[float, float]
    """Lower and upper end of the issue."""
    points: Floats
    """(worlds,): the forecast of each world, on the issue's scale."""
    odds: Floats | None
    """(worlds, 101): odds of every outcome, the model's known error on real decisions included, in
    even steps from the lower end of the scale to the upper; None where that error is not known."""
    places: Mapping[str, Floats]
    """Option → (worlds,) where it lies; empty where the issue has no options."""

    @cached_property
    def options(self) -> dict[str, float]:
        """Option → odds that it is the one nearest to the outcome; of two as near, half each.

        Empty without odds, or where the issue has no options.
        """
        if self.odds is None or not self.places:
            return {}
        places = np.stack(list(self.places.values()), axis=-1)
        if (places == places[0]).all():  # options that stand still are asked once for all worlds
            shares = self.odds.mean(axis=0) @ _nearest(self._grid, places[0])
        else:
            shares = np.mean(
                [row @ _nearest(self._grid, at) for row, at in zip(self.odds, places, strict=True)],
                axis=0,
            )
        return dict(zip(self.places, map(float, shares), strict=True))

    @property
    def at_options(self) -> tuple[str, ...]:
        """The option nearest to the forecast, in their own order where several are as near."""
        if not self.places:
            return ()
        middles = np.array([np.median(at) for at in self.places.values()])
        near = _nearest(np.array([self.centre]), middles)[0] > 0
        return tuple(name for name, is_near in zip(self.places, near, strict=True) if is_near)

    @property
    def centre(self) -> float:
        """Median of the worlds' forecasts; with one world, its forecast."""
        return float(np.median(self.points))

    def interval(self, mass: float = INTERVAL) -> tuple[float, float] | None:
        """Central interval that holds ``mass`` (0–1) of the odds; None where there are none."""
        if self.odds is None:
            return None
        below = np.cumsum(self.odds.mean(axis=0))
        ends = [np.searchsorted(below, level - _TIE) for level in ((1 - mass) / 2, (1 + mass) / 2)]
        low, high = (float(self._grid[min(int(end), TICKS - 1)]) for end in ends)
        return low, high

    @property
    def _grid(self) -> Floats:
        """(101,) the outcomes that have odds, on the issue's scale."""
        return np.linspace(*self.scale, TICKS)


@dataclass(frozen=True)
class PositionMove:
    """One actor moved by another in one round."""

    round: int
    """Counted from 1."""
    actor: str
    moved_by: str
    """``actor``, ``moved_by``: who moved, and whose offer, challenge or exchange it was."""
    reason: str
    """``compromise``, ``confrontation`` …."""
    share: float
    """Of the worlds, 0–1."""


@dataclass(frozen=True)
class Forecasts:
    """Several models on one table."""

    table: ActorTable
    """What they were given, notes and all."""
    models: tuple[Model, ...]
    """In the order asked for."""
    issues: Mapping[str, Mapping[str, IssueForecast]]
    """Model → issue → its forecast; an issue the model is silent on is left out."""
    outcomes: Mapping[str, Mapping[str, Outcome]]
    """Model → what it returned, by issue; of a model of all issues at once, under ""."""
    seed: int
    """Of random draws."""

    def said_of(self, issue: str) -> list[IssueForecast]:
        """What the models say of an issue, silent ones left out."""
        return [own[issue] for own in self.issues.values() if issue in own]

    def paths(self, model: str, issue: str) -> tuple[tuple[str, ...], Floats]:
        """Where the actors of a model that moves them stand, round by round, on average.

        Returns
        -------
        actors
            Who takes part.
        positions : (rounds + 1, actors)
            Mean over worlds, from what they say at first; empty for models without rounds.
        """
        outcome, index, actors = self._on_issue(model, issue)
        names = tuple(actors[i] for i in index)
        if outcome is None or not outcome.rounds:
            return names, np.empty((0, len(names)))
        at = self.table.issues.index(issue)
        start = self.table.positions[:, taking_part(self.table, issue), at]
        steps = [start, *(played.positions[:, index] for played in outcome.rounds)]
        return names, np.stack([step.mean(0) for step in steps])

    def moves(self, model: str, issue: str) -> list[PositionMove]:
        """Who was moved by whom, and why, round by round, the most frequent first."""
        outcome, _, names = self._on_issue(model, issue)
        if outcome is None:
            return []
        moves: list[PositionMove] = []
        for number, played in enumerate(outcome.rounds, start=1):
            for who, by in enumerate(played.moved_by.T):
                pairs, counts = np.unique(
                    np.stack([by, played.reason[:, who]]), axis=1, return_counts=True
                )
                moves += [
                    PositionMove(
                        number,
                        names[who],
                        names[int(mover)],
                        outcome.reasons[int(reason)],
                        float(count / len(by)),
                    )
                    for (mover, reason), count in zip(pairs.T, counts, strict=True)
                    if mover >= 0 and reason >= 0
                ]
        return sorted(moves, key=lambda move: (move.round, -move.share))

    def pulls(self, model: str, issue: str) -> tuple[tuple[str, ...], Floats]:
        """How many times each actor moves another.

        Returns
        -------
        actors
            Whose offers, challenges or exchanges they are.
        pulls : (actors, worlds)
            Over all rounds and all whom it moves; 0 for models without rounds.
        """
        outcome, _, names = self._on_issue(model, issue)
        pulls = np.zeros((len(names), self.table.worlds))
        for played in () if outcome is None else outcome.rounds:
            pulls += np.stack([(played.moved_by == at).sum(1) for at in range(len(names))])
        return names, pulls

    def _on_issue(self, model: str, issue: str) -> tuple[Outcome | None, Indices, tuple[str, ...]]:
        """What a model says of an issue, who of its actors takes part, and their names.

        A model of one issue is given those who take part; one of all issues has everybody.
        """
        outcomes, index = self.outcomes[model], taking_part(self.table, issue)
        if "" in outcomes:
            return outcomes[""].of_issue(self.table.issues.index(issue)), index, self.table.actors
        names = tuple(self.table.actors[i] for i in index)
        return outcomes.get(issue), np.arange(len(index)), names


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
    drawn, _ = worlds_of(scenario, worlds, seed)
    table = table_of(scenario, drawn, capability)
    return forecasts_of(table, models, rounds=rounds, seed=drawn.seed)


def forecasts_of(
    table: ActorTable,
    names: Sequence[str] | None = None,
    *,
    rounds: int | None = None,
    seed: int = 1,
) -> Forecasts:
    """Run models by name, by default all, on a table over its worlds."""
    chosen = tuple(map(model_named, dict.fromkeys(models() if names is None else names)))
    if rounds is not None and rounds < 1:
        raise WinsetError("Play at least one round.")
    outcomes = {model.name: run(model, table, rounds=rounds, seed=seed) for model in chosen}
    said = {
        model: {
            issue: forecast
            for issue in table.issues
            if (forecast := _issue_forecast(model, issue, table, own)) is not None
        }
        for model, own in outcomes.items()
    }
    return Forecasts(table, chosen, said, outcomes, seed)


def _issue_forecast(
    model: str, issue: str, table: ActorTable, outcomes: Mapping[str, Outcome]
) -> IssueForecast | None:
    """Turn what a model returns into a distribution; None where it is silent."""
    at = table.issues.index(issue)
    outcome = outcomes.get("", outcomes.get(issue))
    if outcome is None:
        return None
    outcome = outcome.of_issue(at)
    points = outcome.forecast
    low, high = (float(end) for end in table.scales[at])
    places = table.options.get(issue, {})
    return IssueForecast(
        model, issue, (low, high), points, _odds(model, outcome, low, high), places
    )


def _odds(model: str, outcome: Outcome, low: float, high: float) -> Floats | None:
    """Odds with the known error: the model's record around its forecasts, or odds that were tested.

    A model's odds of positions hold what it cannot tell, and not how often it is wrong; so they do
    not stand in for a record, nor do odds that no decision was held against.
    """
    misses = misses_of(model)
    if misses is not None:
        return odds_around((outcome.forecast - low) / (high - low) * 100, misses)
    return outcome.odds if error_on_decisions(model) is not None else None


def _nearest(values: Floats, places: Floats) -> Floats:
    """(values, options): 1 where an option is the nearest; of several as near, a share each."""
    away = np.abs(values[:, None] - places[None, :])
    near = away <= away.min(axis=1, keepdims=True) + _TIE
    shares: Floats = near / near.sum(axis=1, keepdims=True)
    return shares
