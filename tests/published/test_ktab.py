"""Figures that the KAPSARC Toolkit for Behavioral Analysis (KTAB) gives, reproduced.

The table of the car emission standards is Bueno de Mesquita's (1994; as in Scholz, Calbert & Smith
2011, Table 1), put on 0–100 with power 100 × capability; KTAB's odds of its three positions at
turn 0 are what the toolkit prints for that table.
"""

from __future__ import annotations

import numpy as np
import pytest

from winset.forecast.condorcet import predict

EMISSIONS = {  # capability, position (years), salience
    "NL": (0.08, 4, 80),
    "BE": (0.08, 7, 40),
    "LU": (0.03, 4, 20),
    "DE": (0.16, 4, 80),
    "FR": (0.16, 10, 60),
    "IT": (0.16, 10, 60),
    "UK": (0.16, 10, 90),
    "IE": (0.05, 7, 10),
    "DK": (0.05, 4, 99),
    "EL": (0.08, 7, 70),
}


def test_odds_of_the_car_emission_positions() -> None:
    capability, years, salience = np.array(list(EMISSIONS.values()), dtype=float).T
    found = predict(years[None], salience[None], 100 * capability, scale=(4, 10))
    assert found.weights is not None
    odds = [found.weights[0, years == position].sum() for position in (4, 7, 10)]
    assert [f"{value:.4f}" for value in odds] == ["0.2069", "0.3474", "0.4457"]
    assert found.forecast[0] == pytest.approx(4 * 0.2069 + 7 * 0.3474 + 10 * 0.4457, abs=1e-3)
