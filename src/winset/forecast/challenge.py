"""The challenge model: actors weigh whether to challenge each other, and the weaker give way.

Bueno de Mesquita (1985, 1994, 1997), in the statement of Scholz, Calbert & Smith (2011, *Journal of
Theoretical Politics* 23:510, eqs 10–36). Each round every actor i works out for every other j, with
its own attitude to risk r_i, d the distance of the two as a share of the range of positions:

- utilities of a challenge won, lost, or not made: 2 − 4 (½ − ½ d)^r, 2 − 4 (½ + ½ d)^r,
  2 − 4 (½)^r; if j moves of its own accord, towards the median μ, 2 − 4 (½ ∓ ¼ (|x_i − μ| + |x_i −
  x_j|)/range)^r for the better and the worse;
- E_ij = s_j (P_ij U_won + (1 − P_ij) U_lost) + (1 − s_j) U_won − Q U_status quo
  − (1 − Q)(T U_better + (1 − T) U_worse), and E_ji as i sees it;
- attitudes: R_i = (2 Σ_j E_ji − max − min)/(max − min) with all r = 1, then
  r_i = (1 − R_i/3)/(1 + R_i/3).

Where E_ji is positive and i cannot answer in kind, i gets an offer: E_ij positive but smaller,
``confrontation``, i would lose and moves all the way; E_ij negative and smaller in size,
``compromise``, i moves |E_ij/E_ji| of the way; E_ij negative and larger, ``capitulation``, i moves
all the way. Of its offers an actor takes the one that moves it least.

Two variants, because the paper and its authors' program differ and only the program gives the
paper's table: ``equations`` as above; ``program``, whose odds are those of ``bent_odds``, where
confrontations go before compromises, of compromises the one is taken whose position averaged by
|E_ij| and |E_ji| is *lowest* on the scale, and nobody ever capitulates. So it gives another
forecast when a scale is turned around; keep it for reproduction.

T is 1 if the median lies nearer to i than j does, 0 if farther, ½ if as near (the paper leaves that
to the reader); nothing depends on it as long as Q = 1, as published.

Known weakness: the forecast jumps from round to round and has no equilibrium it tends to, so the
number of rounds is a choice that matters as much as the input; independent teams could not
reproduce published forecasts; on decisions of the European Union it does worse than a plain mean.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

import numpy as np
from numpy.typing import ArrayLike, NDArray

from winset.arrays import Bools, Floats, Integers, rows_of
from winset.forecast.challenge_odds import bent_odds, linear_odds
from winset.forecast.compromise import weighted_mean
from winset.forecast.median import weighted_median
from winset.forecast.model import Model, check_choice
from winset.forecast.outcome import ModelRound, Outcome
from winset.forecast.space import numbers, share_of_weight

Variant = Literal["equations", "program"]
Summary = Literal["median", "mean"]

REASONS = ("confrontation", "compromise", "capitulation")
CONFRONTATION, COMPROMISE, CAPITULATION = range(3)

_READ = {"median": weighted_median, "mean": weighted_mean}
_TIE = 1e-9
_CELLS = 2**17


@dataclass(frozen=True)
class _Stand:
    """One round's table: places (worlds, actors) in shares of the range, salience 0–1, weights."""

    places: Floats
    salience: Floats
    weight: Floats
    q: float
    variant: Variant


def predict(
    positions: ArrayLike,
    salience: ArrayLike,
    capability: ArrayLike,
    *,
    variant: Variant = "equations",
    rounds: int = 8,
    q: float = 1.0,
    stop: float = 0.0,
    summary: Summary = "median",
) -> Outcome:
    """Play the challenge model.

    Parameters
    ----------
    positions, salience, capability
        As ``Predict`` has them.
    variant
        ``equations`` or ``program``.
    rounds
        How many to play, 1 or more.
    q
        Odds that whoever is not challenged stays where it is, 0–1; 1 in ``program``.
    stop
        Stopping rule: a world's talks end with the first round in which nobody moves by more than
        this share of the range of positions. 0: only when nobody moves at all.
    summary
        What is read off the positions of a round, by capability × salience; ``median`` as
        published.

    Returns
    -------
    Outcome
        One ``ModelRound`` a round played; its ``forecast`` is that of the round.
    """
    _check_choices(variant, summary, rounds, q, stop)
    stands, cares, has = (part[..., 0] for part in numbers(positions, salience, capability)[:3])
    start = _Stand(stands, cares, share_of_weight(cares * has), q, variant)
    played = _play(start, rounds, stop, summary)
    return Outcome(
        "challenge" if variant == "equations" else "challenge-program",
        played[-1].forecast,
        {"variant": variant, "rounds": rounds, "q": q, "stop": stop, "summary": summary},
        tuple(played),
        REASONS,
    )


def _play(start: _Stand, rounds: int, stop: float, summary: Summary) -> list[ModelRound]:
    """Play in shares of each world's range of positions; ``start`` and rounds are as given."""
    stands = start.places
    low = stands.min(1, keepdims=True)
    width = stands.max(1, keepdims=True) - low
    scale = np.where(width > 0, width, 1.0)
    places = (stands - low) / scale
    played: list[ModelRound] = []
    going = np.ones(len(places), dtype=np.bool_)
    before = stands
    for _ in range(rounds):
        moved_to, by, reason = _move(replace(start, places=places), going)
        going &= np.abs(moved_to - places).max(1) > stop
        places = moved_to
        # who stays keeps its position to the last bit: scaling there and back would round it
        before = np.where(by < 0, before, low + places * scale)
        played.append(ModelRound(before, _READ[summary](before, start.weight), by, reason))
        if not going.any():
            break
    return played


MODEL = Model(
    "challenge",
    "actors challenge each other, the weaker give way; the paper's equations",
    "Bueno de Mesquita 1994; Scholz, Calbert & Smith 2011",
    "jumps from round to round, and the number of rounds is a choice",
    predict,
    given=("rounds",),
    in_runs=True,
)

PROGRAM = Model(
    "challenge-program",
    "the same as its authors' program has it",
    "Scholz, Calbert & Smith 2011",
    "gives another answer when the scale is turned around; for reproduction",
    predict,
    given=("rounds",),
    options={"variant": "program"},
)


def _check_choices(variant: str, summary: str, rounds: int, q: float, stop: float) -> None:
    check_choice("variant", variant, Variant)
    check_choice("summary", summary, Summary)
    if rounds < 1 or not 0 <= q <= 1 or not stop >= 0:
        raise ValueError("at least one round, a q of 0–1, a stop of 0 or more")
    if variant == "program" and q != 1:
        raise ValueError("the program knows no q but 1")


def _move(stand: _Stand, going: Bools) -> tuple[Floats, NDArray[np.int32], NDArray[np.int8]]:
    """New places, who moved whom, and why; in worlds still going, a slab of them at a time."""
    actors = stand.places.shape[1]
    places = stand.places.copy()
    by = np.full(places.shape, -1, dtype=np.int32)
    reason = np.full(places.shape, -1, dtype=np.int8)
    rows = np.flatnonzero(going)
    step = max(1, _CELLS // actors**2)
    for start in range(0, len(rows), step):
        slab = rows[start : start + step]
        part = rows_of(stand, slab, "places", "salience", "weight")
        places[slab], by[slab], reason[slab] = _answers(part)
    return places, by, reason


def risk_exponents(stand: _Stand, odds: Floats) -> Floats:
    """Attitudes to risk, (worlds, actors): ½ (seeks it) to 2 (averse to it).

    ``odds`` are those of [i, j] with everybody neutral. 1 for all where all are equally secure.
    """
    gain = _Stakes.of(stand, None).gain(odds, challenger=False)
    actors = np.arange(stand.places.shape[1])
    gain[:, actors, actors] = 0
    danger = gain.sum(2)
    least, most = danger.min(1, keepdims=True), danger.max(1, keepdims=True)
    apart = most - least
    # where all are equally secure nothing tells attitudes apart: 0, and so an exponent of 1
    acceptance = np.divide(
        2 * danger - most - least, apart, out=np.zeros_like(danger), where=apart > 1e-12
    )
    exponents: Floats = (1 - acceptance / 3) / (1 + acceptance / 3)
    return exponents


@dataclass(frozen=True)
class _Stakes:
    """What challenges are worth to [i], the viewer, against [j]: arrays (worlds, actors, actors).

    ``risk`` is (worlds, actors, 1), the viewer's exponent, or None where all are 1.
    """

    stand: _Stand
    risk: Floats | None
    apart: Floats
    won: Floats
    lost: Floats
    stays: Floats | float

    @classmethod
    def of(cls, stand: _Stand, risk: Floats | None) -> _Stakes:
        places = stand.places
        apart = np.abs(places[:, :, None] - places[:, None, :])
        if risk is None:
            return cls(stand, None, apart, 2 * apart, -2 * apart, 0.0)
        won = 2 - 4 * (0.5 - 0.5 * apart) ** risk
        lost = 2 - 4 * (0.5 + 0.5 * apart) ** risk
        return cls(stand, risk, apart, won, lost, 2 - 4 * 0.5**risk)

    def gain(self, odds: Floats, *, challenger: bool) -> Floats:
        """What a challenge brings, as i sees it: i's of j, or j's of i.

        Parameters
        ----------
        odds : (worlds, actors, actors)
            That [i]'s position beats [j]'s.
        challenger
            Whether i challenges; otherwise j does.
        """
        stand = self.stand
        wins = odds if challenger else odds.swapaxes(1, 2)
        resists = stand.salience[:, None, :] if challenger else stand.salience[:, :, None]
        # s (P won + (1 − P) lost) + (1 − s) won
        gain: Floats = self.won - resists * (1 - wins) * (self.won - self.lost)
        gain -= stand.q * self.stays
        return gain if stand.q == 1 else gain - (1 - stand.q) * self._drift(challenger=challenger)

    def _drift(self, *, challenger: bool) -> Floats:
        """What it is worth that the unchallenged one moves towards the median."""
        middle = weighted_median(self.stand.places, self.stand.weight)[:, None]
        from_middle = np.abs(self.stand.places - middle)
        own = from_middle[:, :, None] if challenger else from_middle[:, None, :]
        reach = own + self.apart
        bend = 1.0 if self.risk is None else self.risk
        better = 2 - 4 * (0.5 - 0.25 * reach) ** bend
        worse = 2 - 4 * (0.5 + 0.25 * reach) ** bend
        nearer = np.where(np.abs(own - self.apart) <= _TIE, 0.5, own < self.apart)
        drift: Floats = nearer * better + (1 - nearer) * worse
        return drift


def _answers(stand: _Stand) -> tuple[Floats, NDArray[np.int32], NDArray[np.int8]]:
    """What every actor does about the offers it gets: new place, whose offer, its kind."""
    places = stand.places
    if stand.variant == "program":
        # the program works out odds twice: neutral to risk, for the attitudes, and then bent by
        # them; in the equations attitudes bend stakes only
        risk = risk_exponents(stand, bent_odds(places, stand.weight, np.ones_like(places)))
        odds = bent_odds(places, stand.weight, risk)
    else:
        odds = linear_odds(places, stand.weight)
        risk = risk_exponents(stand, odds)
    stakes = _Stakes.of(stand, risk[:, :, None])
    mine, theirs = stakes.gain(odds, challenger=True), stakes.gain(odds, challenger=False)
    way = places[:, None, :] - places[:, :, None]
    pressed = (theirs > 0) & (theirs > np.abs(mine)) & (way != 0)
    fights = pressed & (mine > 0)
    bends = pressed & (mine < 0)
    share = np.divide(-mine, theirs, out=np.zeros_like(mine), where=bends)
    moves = np.where(bends, share * way, way)
    if stand.variant == "program":
        cost = _program_order(places, fights, bends, mine, theirs, way)
        kind = np.where(fights, CONFRONTATION, COMPROMISE)
    else:
        yields = (theirs > 0) & (mine < 0) & (theirs < -mine) & (way != 0)
        cost = np.where(fights | bends | yields, np.abs(moves), np.inf)
        kind = np.where(fights, CONFRONTATION, np.where(bends, COMPROMISE, CAPITULATION))
    return _take(places, cost, theirs, moves, kind)


def _program_order(
    places: Floats, fights: Bools, bends: Bools, mine: Floats, theirs: Floats, way: Floats
) -> Floats:
    """In which order the program prefers offers: confrontations by the way, then compromises.

    Its compromises are ranked by where the averaged position lies, not by how far it is: that is
    why it answers differently when the scale is turned around. We follow it to the letter, since
    only so does the published table come out.
    """
    size = np.where(bends, theirs - mine, 1.0)
    averaged = (-mine * places[:, :, None] + theirs * places[:, None, :]) / size
    # places and ways are 0–1, so 2 puts every compromise behind every confrontation
    return np.where(fights, np.abs(way), np.where(bends, 2 + averaged, np.inf))


def _take(
    places: Floats, cost: Floats, theirs: Floats, moves: Floats, kind: Integers
) -> tuple[Floats, NDArray[np.int32], NDArray[np.int8]]:
    """Take the offer of least cost; of equals the one pressed hardest, then the lower position."""
    # three passes, so that neither rounding nor the order of the table decides between equals
    tied = cost <= cost.min(2, keepdims=True) + _TIE
    pressure = np.where(tied, theirs, -np.inf)
    tied &= pressure >= pressure.max(2, keepdims=True) - _TIE
    chosen = np.where(tied, moves, np.inf).argmin(2)
    at = chosen[:, :, None]
    moved = np.isfinite(np.take_along_axis(cost, at, 2)[:, :, 0])
    way = np.take_along_axis(moves, at, 2)[:, :, 0]
    why = np.take_along_axis(kind, at, 2)[:, :, 0]
    target = np.take_along_axis(places, chosen, 1)
    whole = moved & (why != COMPROMISE)
    # whoever gives way altogether stands exactly where the other does
    there = np.where(whole, target, np.where(moved, places + way, places))
    return (
        np.clip(there, 0, 1),
        np.where(moved, chosen, -1).astype(np.int32),
        np.where(moved, why, -1).astype(np.int8),
    )
