"""Car emission standards (Scholz, Calbert & Smith 2011, J. of Theoretical Politics 23:510)."""

from __future__ import annotations

import pytest

from tests.forecast.emissions import CAPABILITY, SALIENCE, YEARS
from winset.forecast import compromise, median

TABLE = (YEARS[None], SALIENCE[None], CAPABILITY[None])


def test_median_and_mean_before_anybody_moves() -> None:
    assert median.predict(*TABLE).forecast[0] == 7
    assert compromise.predict(*TABLE).forecast[0] == pytest.approx(7.390, abs=5e-4)
