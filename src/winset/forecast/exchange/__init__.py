"""Position exchange: actors give way on what they care about less to get more on the rest.

The expected outcome of an issue is the mean position, weighted by salience × capability. Two actors
on opposite sides of it on two issues, who weigh the two differently, both gain if each moves
towards the other on the issue that matters less to it: on the other issue the outcome comes nearer.
Exchanges come about one after another, the most gainful first; what an actor has moved it cannot
move again. The forecast is the weighted mean of the voting positions that result.

Variants: with ``equal gain`` the rate of exchange lets both gain the same; with ``random rate``
each rate is drawn between there and the rate at which one of the two gains nothing, to either side,
at most ``variation`` of the way, so that replicates show how much hangs on the rate. Rates are
drawn for each world from a seed sequence of its own.

After a round, actors take over part of the position they voted for, the more the less they care:
x' = x + (y − x) · (fixed + by_salience · (1 − s)); then the next round begins. One round is the
published model, more are the practice of its later program, Decide.

Source: Stokman & Van Oosten (1994), *The exchange of voting positions: an object-oriented model of
policy networks*, in Bueno de Mesquita & Stokman (eds), *European Community Decision Making*,
105–127; externalities: Van Assen, Stokman & Van Oosten (2003), Rationality and Society 15: 85–112;
random rates: Dijkstra, Van Assen, Stokman & Draaijer (2018), *Random variation of exchange rates in
the equal utility exchange model*.

Known weakness: actors trade as if the gains they reckon were theirs to keep, yet an outcome may
pass the position of the partner it was moved for, which then loses (``overshoot="stopped"`` forbids
that); promises are kept without anybody to enforce them; third parties bear the costs and cannot
object. Worst: actors move all the way for a gain next to nothing, and its sign decides who moves
where, so saliences moved by one point of a hundred can turn a forecast round (``least_gain``
dampens that).
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

from numpy.typing import ArrayLike

from winset.arrays import Floats, joined
from winset.forecast.exchange.history import Exchanges, in_order
from winset.forecast.exchange.play import ExchangeRules, Rate, play
from winset.forecast.exchange.potential import pairings
from winset.forecast.exchange.realise import Overshoot
from winset.forecast.exchange.table import outcomes, tabulate
from winset.forecast.model import Model
from winset.forecast.outcome import Outcome

__all__ = ["ExchangeOutcome", "ExchangeRules", "Exchanges", "Overshoot", "Rate", "predict"]

_AT_ONCE = 400_000  # candidates × worlds held at a time: some 100 MB


@dataclass(frozen=True)
class ExchangeOutcome(Outcome):
    """A forecast by position exchange, with every exchange that led to it."""

    initial: Floats | None = None
    """(worlds,) or (worlds, issues): expected outcomes before any exchange, on each issue's own
    scale."""
    exchanges: Exchanges | None = None
    """Who exchanged what with whom, and what that did to the others."""


def predict(
    positions: ArrayLike,
    salience: ArrayLike,
    capability: ArrayLike,
    *,
    scale: ArrayLike = (0.0, 100.0),
    first_world: int = 0,
    **choices: Any,  # noqa: ANN401
) -> ExchangeOutcome:
    """Forecast by exchange of voting positions.

    Parameters
    ----------
    positions, salience, capability, scale
        As ``Predict`` has them: saliences count for each issue by itself, a position of NaN takes
        no part.
    first_world
        Number of the first world: random rates are drawn by number, so that parts of a run that
        are worked out apart are those of the whole.
    choices
        Fields of ``ExchangeRules``, by name.

    Returns
    -------
    ExchangeOutcome
        Its rounds give voting positions; reason 0 is ``exchange``, and ``moved_by`` the partner of
        the last one.
    """
    rules = ExchangeRules(**choices)
    table = tabulate(positions, salience, capability, scale)
    worlds, actors, issues = table.positions.shape
    every = pairings(actors, issues)
    chunk = max(1, _AT_ONCE // max(1, len(every.first)))
    parts = [
        play(table.worlds(slice(start, start + chunk)), every, rules, first_world + start)
        for start in range(0, worlds, chunk)
    ]
    together = tuple(joined([part[0][number] for part in parts]) for number in range(rules.rounds))
    return ExchangeOutcome(
        model="exchange",
        forecast=together[-1].forecast,
        parameters=asdict(rules),
        rounds=together,
        reasons=("exchange",),
        initial=table.on_scale(outcomes(table.positions, table.weight)),
        exchanges=in_order([found for part in parts for found in part[1]]),
    )


MODEL = Model(
    "exchange",
    "exchange of positions on pairs of issues, at equal gains",
    "Stokman & Van Oosten 1994",
    "for any gain actors move all the way, so a point of salience may turn it round",
    predict,
    given=("scale", "rounds"),
    scope="issues",
    in_runs=True,
)

RANDOM_RATES = Model(
    "exchange-random",
    "exchange of positions at random rates",
    "Dijkstra, Van Assen, Stokman & Draaijer 2018",
    "as exchange; how widely rates vary is assumed",
    predict,
    given=("scale", "rounds", "seed"),
    scope="issues",
    options={"rate": "random rate"},
)
