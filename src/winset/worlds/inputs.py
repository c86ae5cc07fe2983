"""Which numbers of a scenario are uncertain, and which dimension of the sequence draws each.

Every place where a number may stand has a dimension of its own, whether or not the number there
is uncertain. So a number that becomes a range, or a range that becomes a number, leaves the draws
of all others as they were: two versions of a scenario differ by the edit, not by the luck. Common
causes lie far beyond all places, each where its id puts it, so that neither moves the other.
"""

from __future__ import annotations

import hashlib
import math
from collections.abc import Mapping
from dataclasses import dataclass

from winset.scenario.loads import loads_of
from winset.scenario.model import Scenario
from winset.scenario.number_places import number_places, places_by_slot
from winset.scenario.numbers import Fixed, Normal, Number
from winset.worlds import sobol

_STANDARD = Normal(0.0, 1.0)

_MOST_ERROR = 8.0
"""What errors of judgement are held to, in utility, where causes move them: more than any utility,
less than a red line weighs, which nothing makes up for."""


@dataclass(frozen=True)
class Input:
    """One uncertain number."""

    path: str
    """Dotted path in the scenario file; ``actors.ID.noise`` for an actor's judgement of a deal,
    ``shocks.ID`` for a common cause."""
    number: Number
    """Its distribution."""
    low: float
    high: float
    """``low``, ``high``: range of the field, to which a normal is truncated; infinite for noise."""
    slot: int
    """Dimension of the sequence, from 0."""


@dataclass(frozen=True)
class Pull:
    """What common causes do to one number."""

    loads: Mapping[str, float]
    """Path of each cause → how far a standard deviation of it moves the number, in its own unit."""
    low: float
    high: float
    """``low``, ``high``: range of the field, to which the moved number is held."""


def inputs_of(scenario: Scenario) -> tuple[tuple[Input, ...], int]:
    """List the uncertain inputs of a scenario, and count the dimensions its places span.

    Returns
    -------
    inputs
        Uncertain inputs in the order of their slots.
    dimensions
        Number of slots of places, used or not, but for those far beyond.
    """
    inputs: list[Input] = []
    dimensions = 0
    for slot, (path, value, low, high) in places_by_slot(scenario):
        dimensions += slot == dimensions
        if isinstance(value, Number) and not isinstance(value, Fixed):
            inputs.append(Input(path, value, low, high, slot))
    inputs += [
        Input(f"shocks.{shock}", _STANDARD, -math.inf, math.inf, _slot_of(shock))
        for shock in scenario.shocks
    ]
    return tuple(inputs), dimensions


def _slot_of(shock: str) -> int:
    """First dimension of a block of its own."""
    key = int.from_bytes(hashlib.sha256(shock.encode()).digest()[:8])
    return sobol.DIMENSIONS * (2**64 + key)


def pulls_of(scenario: Scenario) -> dict[str, Pull]:
    """Path of each number that common causes move → what they do to it."""
    if not scenario.shocks:
        return {}
    ranges = {
        path: (-_MOST_ERROR, _MOST_ERROR) if low == -math.inf else (low, high)
        for path, _, low, high in number_places(scenario)
    }
    found: dict[str, dict[str, float]] = {}
    for shock, loads in loads_of(scenario).items():
        for path, load in loads.items():
            found.setdefault(path, {})[f"shocks.{shock}"] = load
    return {path: Pull(loads, *ranges[path]) for path, loads in found.items()}
