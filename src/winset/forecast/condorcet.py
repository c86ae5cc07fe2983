"""The probabilistic Condorcet election: odds of every position, from who would beat whom.

Every actor's position stands for election against every other. Actors vote with their capability,
the more the more they prefer one to the other; the strengths of the two coalitions give the odds of
winning (``contests``). From these pairwise odds follow the odds of each position:

- ``conditional``: that it beats all others at once, given that some position does;
  p_m ∝ Π_n P(m, n). With victories certain this is the Condorcet winner.
- ``markov-uniform``: the share of time it is in place if a challenger is drawn evenly, wins with
  P, and is then challenged in turn.
- ``markov-incentive``: the same, challengers drawn in proportion to C(m, n) · P(m, n), what stands
  behind the challenge times its odds.

Source: KTAB (Wise, Lester & Efird 2015, *An introduction to the KAPSARC Toolkit for Behavioral
Analysis*; its documentation of ``ProbCondorcetElection``). Actors who share a position are one
option. In KTAB the odds are computed twice: once with everybody neutral to risk, which gives the
attitudes (``risk``), then with the utilities these bend; ``risk="neutral"`` stops at the first.

Known weakness: on one issue salience cancels out of every vote, so an indifferent giant counts in
full (``weight="influence"`` multiplies capability by salience instead); odds hang on who is listed,
since a position nobody holds cannot win and splitting an actor in two near ones moves them; and a
ratio of strengths is no frequency of victories: nobody has calibrated it.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any, Literal

import numpy as np
from numpy.typing import ArrayLike

from winset.arrays import Bools, Floats
from winset.forecast.contests import VictoryModel, VotingRule, coalitions, victory
from winset.forecast.model import Model, check_choices
from winset.forecast.outcome import Outcome
from winset.forecast.risk import RiskRange, attitudes, utility
from winset.forecast.space import Space, distances, place, representatives

Election = Literal["conditional", "markov-uniform", "markov-incentive"]
Summary = Literal["mean", "mode", "median"]
Weight = Literal["capability", "influence"]

_NO_CHALLENGE = 1e-10


@dataclass(frozen=True)
class ElectionRules:
    """How an election goes; the defaults are KTAB's."""

    election: Election = "conditional"
    """How pairwise odds become odds of positions."""
    voting: VotingRule = "proportional"
    victory_model: VictoryModel = "linear"
    risk: RiskRange = "mid"
    """``voting``, ``victory_model``, ``risk``: what a difference in utility brings in, what a ratio
    of strengths is worth, how far attitudes to risk reach."""
    weight: Weight = "capability"
    """What actors vote with: ``capability`` as published, or ``influence``, capability × salience
    (in total over the issues)."""
    summary: Summary = "mean"
    """The forecast of a world: expected position (the default: it minimises squared error if the
    odds are right), most probable position, or on each issue the median under the odds."""

    def __post_init__(self) -> None:
        """Refuse what is no option."""
        check_choices(self)


def predict(
    positions: ArrayLike,
    salience: ArrayLike,
    capability: ArrayLike,
    *,
    scale: ArrayLike = (0.0, 100.0),
    **choices: Any,  # noqa: ANN401
) -> Outcome:
    """Forecast by a probabilistic Condorcet election over the positions that actors hold.

    Parameters
    ----------
    positions, salience, capability, scale
        As ``Predict`` has them; an actor's saliences sum to at most 100 over the issues.
    choices
        Fields of ``ElectionRules``, by name.

    Returns
    -------
    Outcome
        ``weights``: odds of each actor's position; those who share one share its odds evenly.
    """
    rules = ElectionRules(**choices)
    space = place(positions, salience, capability, scale)
    weight = voters(space, rules)
    away = distances(space.positions, space.positions, space.salience)
    aversion = inferred_risk(away, weight, rules)
    odds = odds_at(space.positions, utility(away, aversion[..., None]), weight, rules)
    forecast = space.on_scale(summarise(odds, space.positions, rules.summary))
    return Outcome("condorcet", forecast, asdict(rules), weights=odds)


MODEL = Model(
    "condorcet",
    "expected position of a probabilistic Condorcet election",
    "Wise, Lester & Efird 2015 (KTAB)",
    "counts the capability of the indifferent in full; its odds have never been calibrated",
    predict,
    given=("scale",),
)


def voters(space: Space, rules: ElectionRules) -> Floats:
    """What each actor votes with, (worlds, actors)."""
    if rules.weight == "capability":
        return space.capability
    influence: Floats = space.capability * space.salience.sum(-1)
    return influence


def inferred_risk(away: Floats, weight: Floats, rules: ElectionRules) -> Floats:
    """Attitudes to risk by the odds of actors' positions with everybody neutral.

    Every actor's position counts as an option of its own here, shared or not, as KTAB has it.

    Parameters
    ----------
    away : (worlds, actors, actors)
        Distance of [a, b]: of b's position from a's ideal, to a.
    weight : (worlds, actors)

    Returns
    -------
    (worlds, actors), −1 to 1
    """
    if rules.risk == "neutral":
        return np.zeros(away.shape[:2])
    strength = coalitions(rules.voting, weight, 1 - away)
    every = np.ones((*weight.shape[:1], 1, weight.shape[1]), dtype=np.bool_)
    return attitudes(elect(strength, rules, every)[:, 0], rules.risk)


def odds_at(positions: Floats, worth: Floats, weight: Floats, rules: ElectionRules) -> Floats:
    """Odds of each actor's position by the utilities (worlds, actors, positions) of all.

    Actors at one place are one option in the election, their representative; its odds are then
    shared out evenly, so that odds of positions sum to 1 over actors.
    """
    first = representatives(positions)
    actors = first.shape[1]
    among = first == np.arange(actors)
    strength = coalitions(rules.voting, weight, worth)
    pooled = elect(strength, rules, among[:, None, :])[:, 0]
    shared = (first[:, :, None] == first[:, None, :]).sum(-1)
    odds: Floats = np.take_along_axis(pooled, first, -1) / shared
    return odds


def elect(strength: Floats, rules: ElectionRules, among: Bools) -> Floats:
    """Odds of options in elections that each have some of the options standing.

    Parameters
    ----------
    strength : (worlds, options, options)
        Coalitions, [m, n] for m against n.
    rules
        Kind of election, and what a ratio of strengths is worth.
    among : (worlds, elections, options)
        Who stands in which election; the first option stands in all.

    Returns
    -------
    (worlds, elections, options)
        0 for options that do not stand; sums to 1.
    """
    beats = victory(rules.victory_model, strength)
    if rules.election == "conditional":
        # p_m ∝ Π_n P(m, n): a sum of logarithms over those who stand, rescaled by the greatest
        # before it is raised, so that products of many small odds do not vanish; einsum and not
        # matmul, whose threads cost more than they save on small matrices
        together = np.einsum("wqn,wmn->wqm", among.astype(np.float64), np.log(beats))
        together = np.where(among, together, -np.inf)
        odds = np.exp(together - together.max(-1, keepdims=True))
        conditional: Floats = odds / odds.sum(-1, keepdims=True)
        return conditional
    held = [
        _stationary(strength, beats, rules.election, among[:, q]) for q in range(among.shape[1])
    ]
    return np.stack(held, axis=1)


def _stationary(strength: Floats, beats: Floats, election: Election, stands: Bools) -> Floats:
    """Share of time each option is in place, (worlds, options): the chain's fixed point, solved.

    (M − 1) p = 0 has one solution up to its scale where every option can be reached; the first row
    is given up for Σ p = 1, which costs nothing, since the rows of M − 1 sum to 0. Options that do
    not stand get the row p = 0.
    """
    options = stands.shape[-1]
    pair = stands[:, :, None] & stands[:, None, :]
    if election == "markov-uniform":
        challenge = np.where(pair, 1.0, 0.0)
    else:
        challenge = np.where(pair, strength * beats, 0.0)
        itself = np.arange(options)
        challenge[:, itself, itself] += _NO_CHALLENGE
    challenge /= np.maximum(challenge.sum(1, keepdims=True), _NO_CHALLENGE)
    move = beats * challenge  # [m, n]: m challenges n, which is in place, and wins
    stay = 1 - move.sum(1) + np.einsum("wmm->wm", move)
    itself = np.arange(options)
    move[:, itself, itself] = stay
    system = move - np.eye(options)
    system = np.where(stands[:, :, None], system, np.eye(options))
    system[:, 0, :] = stands
    right = np.zeros((*stands.shape, 1))
    right[:, 0] = 1
    odds = np.clip(np.linalg.solve(system, right)[..., 0], 0, None)
    solved: Floats = odds / odds.sum(-1, keepdims=True)
    return solved


def summarise(odds: Floats, positions: Floats, summary: Summary) -> Floats:
    """One position a world, (worlds, issues), from odds (worlds, actors) of positions."""
    match summary:
        case "mean":
            mean: Floats = np.einsum("wa,wad->wd", odds, positions)
            return mean
        case "mode":
            first = representatives(positions)
            pooled = np.where(first[:, :, None] == first[:, None, :], odds[:, None, :], 0).sum(-1)
            # the first of several that are equally probable but for rounding
            most = (pooled >= pooled.max(-1, keepdims=True) - 1e-12).argmax(-1)
            return np.take_along_axis(positions, most[:, None, None], 1)[:, 0]
        case _:
            order = positions.argsort(1, kind="stable")
            below = np.take_along_axis(odds[..., None], order, 1).cumsum(1)
            middle = (below >= 0.5 - 1e-12).argmax(1)
            ranked = np.take_along_axis(positions, order, 1)
            return np.take_along_axis(ranked, middle[:, None, :], 1)[:, 0]
