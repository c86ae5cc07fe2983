"""A probability counted over worlds, with its Monte-Carlo standard error."""

from __future__ import annotations

import math
from dataclasses import dataclass


@dataclass(frozen=True)
class Estimate:
    """A share of worlds.

    Attributes
    ----------
    value
        The probability, 0–1; NaN where no world could tell.
    worlds
        Number of worlds it is a share of.
    """

    value: float
    worlds: int

    @property
    def se(self) -> float:
        """Monte-Carlo standard error √(p(1 − p)/n): the draws' own error, not the inputs'."""
        if self.worlds == 0:
            return math.nan
        return math.sqrt(self.value * (1 - self.value) / self.worlds)

    @classmethod
    def share(cls, count: int, worlds: int) -> Estimate:
        """Return ``count`` of ``worlds`` as an estimate."""
        return cls(count / worlds if worlds else math.nan, worlds)
