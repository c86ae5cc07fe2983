"""The expected world: every uncertain number at its centre."""

from __future__ import annotations

import numpy as np

from winset.scenario.model import Scenario
from winset.worlds.draw import Worlds
from winset.worlds.inputs import inputs_of, pulls_of


def expected_world(scenario: Scenario) -> Worlds:
    """Put every uncertain number at its centre, and leave judgements without noise.

    The centre of a range is its midpoint, of a PERT its mode, of a normal its mean, of listed
    values their weighted mean; common causes move nothing. A utility there is not the mean utility
    over the draws.

    Returns
    -------
    Worlds
        One world.
    """
    inputs, _ = inputs_of(scenario)
    columns = {
        item.path: np.array([min(max(item.number.centre, item.low), item.high)]) for item in inputs
    }
    seed = scenario.settings.seed
    return Worlds(1, seed, inputs, columns, np.arange(1), 1, pulls_of(scenario))
