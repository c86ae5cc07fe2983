"""Made-up agreements for tests of the engines."""

from __future__ import annotations

import numpy as np

from winset.durability.agreement import Agreement, PartyTurnover, monthly_odds
from winset.durability.successors import Bloc, draw_rho, fading_ratios


def agreement(
    draws: int = 8, months: int = 60, parties: int = 2, seed: int = 3, scale: float = 1.0
) -> Agreement:
    """Make an agreement with random but sane figures."""
    rng = np.random.default_rng(seed)
    hazards = np.exp(rng.normal(np.log([0.004, 0.006]), 0.3, (draws, 2)))[:, :, None]
    hazards = hazards * (1 + np.cos(np.arange(months) / 9) / 2) * scale
    blocs = (Bloc("hawks", 2, 0.9), Bloc("doves", 1, 0.1))
    turnover = []
    for p in range(parties):
        odds = monthly_odds(rng.uniform(0.1, 0.5, draws), months,
                            [(11, 0.5), (35, 0.6)] if p == 0 else [])  # fmt: skip
        effect = rng.normal(1.2, 0.4, (draws, 2))
        ratios = fading_ratios(effect, draw_rho(draws, rng))
        turnover.append(PartyTurnover(f"party {p}", odds, blocs, ratios))
    return Agreement(("violated", "renegotiated"), hazards, tuple(turnover))
