"""One piece of advice: a sentence over a table of what would change it; and what its cells say."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from winset.advice.payments import Price
from winset.scenario.model import Scenario
from winset.words.names import sentence
from winset.words.quantities import percent, points
from winset.words.table import Table

_LEAST = 0.005

COSTS_TOLD = (
    "A cost is in points of a hundred, from the payer’s worst outcome to its best.",
    "Points of different actors cannot be added up.",
)
"""What a cost means, said once wherever costs are shown."""


@dataclass(frozen=True)
class Advised:
    """An answer of advice."""

    title: str
    """Heading, mostly the question."""
    sentence: str = ""
    """The answer in one sentence; empty where the table says it."""
    table: Table | None = None
    """What would change it: now → then, at whose cost; None where nothing would."""
    method: tuple[str, ...] = ()
    """What the figures rest on, one statement each."""

    @property
    def texts(self) -> tuple[str, ...]:
        """All its sentences, the answer first."""
        return (*((self.sentence,) if self.sentence else ()), *self.method)


def table_of(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> Table | None:
    """Lay out rows; None where there are none."""
    laid_out = tuple(tuple(row) for row in rows)
    return Table(tuple(columns), laid_out) if laid_out else None


def now_then(now: float, then: float) -> str:
    """Write odds before and after: ``54 % → 71 %``; ``stays 54 %`` where they read alike."""
    before, after = percent(now), percent(then)
    return f"stays {before}" if before == after else f"{before} → {after}"


def costs_in_words(scenario: Scenario, losses: Mapping[str, float]) -> str:
    """Say who gives up how much utility: ``Donald Trump −4 points``; else ``nobody’s``.

    What rounds to nothing, and what somebody gains, is left out.
    """
    paying = [
        f"{sentence(scenario.actor_short(actor))} {points(-loss)}"
        for actor, loss in losses.items()
        if loss >= _LEAST
    ]
    return ", ".join(paying) or "nobody’s"


def worth_in_words(utility: float) -> str:
    """Write an amount of utility in points of a hundred: ``7 points``, ``nothing``."""
    told = points(utility)
    return "nothing" if told == "no change" else told.lstrip("+")


def price_in_words(price: Price) -> str:
    """Write a side payment with what the draws leave open: ``10 points (9–12)``."""
    told = worth_in_words(price.value)
    if not math.isfinite(price.high):
        return f"{told} or more"
    low, high = (f"{100 * part:.0f}" for part in (price.low, price.high))
    return told if low == high else f"{told} ({low}–{high})"
