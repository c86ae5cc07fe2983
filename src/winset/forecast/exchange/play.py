"""Round after round: exchanges, voting positions, and where actors stand for the next."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from winset.forecast.exchange.history import Exchanges, record
from winset.forecast.exchange.potential import Pairings, potential
from winset.forecast.exchange.realise import Overshoot, realise
from winset.forecast.exchange.table import ExchangeTable, outcomes
from winset.forecast.model import check_choices
from winset.forecast.outcome import ModelRound

Rate = Literal["equal gain", "random rate"]


@dataclass(frozen=True)
class ExchangeRules:
    """How exchanges go; the defaults are the published model."""

    rounds: int = 1
    """At least 1."""
    rate: Rate = "equal gain"
    variation: float = 1.0
    """``rate``, ``variation``: which variant, and how far (0–1) random rates may stray."""
    overshoot: Overshoot = "allowed"
    """Whether an exchange may carry an outcome past the partner's position."""
    fixed: float = 0.1
    by_salience: float = 0.4
    """``fixed``, ``by_salience``: what actors take over of their voting position after a round."""
    least_gain: float = 0.0
    """Below which nobody bothers to exchange, in points of 100 × salience (0–1); the published
    model exchanges for any gain."""
    seed: int = 0
    """Of the random rates."""

    def __post_init__(self) -> None:
        """Refuse what lies outside its range."""
        check_choices(self)
        if self.rounds < 1:
            raise ValueError("rounds must be at least 1")
        if not 0 <= self.variation <= 1:
            raise ValueError("variation must be 0–1")
        if self.fixed < 0 or self.by_salience < 0 or self.fixed + self.by_salience > 1:
            raise ValueError("fixed and by_salience must be 0 or more and sum to at most 1")
        if self.least_gain < 0:
            raise ValueError("least_gain must be 0 or more")

    def generators(self, first_world: int, worlds: int) -> list[np.random.Generator] | None:
        """One a world by its number, so that nothing hangs on how worlds are shared out."""
        if self.rate == "equal gain":
            return None
        numbers = range(first_world, first_world + worlds)
        seeds = (np.random.SeedSequence(self.seed, spawn_key=(n,)) for n in numbers)
        return [np.random.default_rng(seed) for seed in seeds]


def play(
    table: ExchangeTable, every: Pairings, rules: ExchangeRules, first_world: int
) -> tuple[list[ModelRound], list[Exchanges]]:
    """Let actors exchange for some rounds."""
    stands = table.positions
    taken_over = rules.fixed + rules.by_salience * (1 - table.salience)
    draws = rules.generators(first_world, len(stands))
    rounds, records = [], []
    for number in range(rules.rounds):
        expected = outcomes(stands, table.weight)
        tilt = None
        if draws is not None:
            drawn = np.array([d.uniform(-1, 1, len(every.first)) for d in draws])
            tilt = rules.variation * drawn
        open_ = potential(table, stands, expected, every, tilt)
        voted, steps = realise(open_, stands, expected, rules.overshoot, rules.least_gain)
        exchanged = record(table, stands, open_, steps, round_=number, first_world=first_world)
        partner = _last_partner(exchanged, stands.shape, first_world)
        flat = partner[..., 0] if table.flat else partner
        rounds.append(
            ModelRound(
                table.standing(voted),
                table.on_scale(outcomes(voted, table.weight)),
                flat,
                np.where(flat < 0, -1, 0).astype(np.int8),
            )
        )
        records.append(exchanged)
        stands = stands + (voted - stands) * taken_over
    return rounds, records


def _last_partner(
    exchanged: Exchanges, shape: tuple[int, ...], first_world: int
) -> NDArray[np.int32]:
    """Who moved each actor last on each issue, −1 for nobody; exchanges come in their order."""
    partner = np.full(shape, -1, dtype=np.int32)
    world = np.repeat(exchanged.world - first_world, 2)
    mover = np.stack([exchanged.giver, exchanged.taker], axis=1).ravel()
    issue = np.stack([exchanged.given, exchanged.taken], axis=1).ravel()
    # of several values for one place, NumPy keeps the last
    partner[world, mover, issue] = np.stack([exchanged.taker, exchanged.giver], axis=1).ravel()
    return partner
