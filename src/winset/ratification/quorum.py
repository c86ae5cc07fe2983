"""How much support is enough."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from winset.arrays import Bools, Floats
from winset.packages import TOLERANCE
from winset.scenario.rules import Quorum, Rule, Threshold, walk


@dataclass(frozen=True)
class Enough:
    """Support that is enough: at least ``bound``, or more than it where ``strict``."""

    bound: float
    strict: bool = False

    @property
    def votes(self) -> int:
        """Least whole number of votes that is enough."""
        return math.floor(self.bound) + 1 if self.strict else math.ceil(self.bound)

    def met_by(self, backing: Floats | NDArray[np.integer]) -> Bools:
        """(…), the shape of ``backing``: whether so many votes are enough."""
        return np.asarray(backing > self.bound if self.strict else backing >= self.bound)


def majority(total: float) -> Enough:
    """More than half of all votes."""
    return Enough(total / 2 + TOLERANCE * total, strict=True)


def enough_of(total: float, threshold: Threshold) -> Enough:
    """Reach a threshold, a count or a share of a total weight."""
    return Enough(float(bound_of(total, threshold)))


def bound_of(total: ArrayLike, threshold: Threshold) -> Any:  # noqa: ANN401
    """Least support that reaches a threshold; of each total weight that is given."""
    whole = np.ones_like(total) if threshold.is_count else np.asarray(total)
    return float(threshold.amount) * whole - TOLERANCE * np.maximum(total, 1.0)


def quorum_of(part: Rule, body: str) -> Quorum | None:
    """Find the quorum a rule sets a body, alone or beside others; None unless it sets just one."""
    nodes = walk(part.spelt_out())
    quorums = {node for node in nodes if isinstance(node, Quorum) and node.body == body}
    return quorums.pop() if len(quorums) == 1 else None
