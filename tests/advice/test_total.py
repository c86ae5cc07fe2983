"""Total sensitivity against closed forms, by SALib's function and on a pie."""

from __future__ import annotations

import numpy as np
import pytest

from tests.advice.test_open_zone import pie
from winset.advice.information import information_of
from winset.advice.total_sensitivity import total_effect, totals_of
from winset.analysis import analyse
from winset.scenario import scenario_from


def test_ishigami() -> None:
    """Closed form with SALib's a = 7, b = 0.1: 0.558, 0.442, 0.244."""
    from SALib.test_functions import Ishigami

    x = np.random.default_rng(1).random((4096, 3)) * 2 * np.pi - np.pi
    found = []
    for at in range(3):

        def again(column: np.ndarray, at: int = at) -> np.ndarray:
            changed = x.copy()
            changed[:, at] = column
            return np.asarray(Ishigami.evaluate(changed))

        found.append(total_effect(x[:, at], Ishigami.evaluate(x), again, seed=at))
    assert [own.value for own in found] == pytest.approx([0.5576, 0.4424, 0.2437], abs=0.03)
    assert all(own.se < 0.02 for own in found)


def test_what_does_nothing_has_no_total_effect() -> None:
    y = np.random.default_rng(2).random(256)
    assert total_effect(np.arange(256.0), y, lambda _: y, seed=1).value == 0.0


def test_a_share_that_noise_takes_above_one_is_one_and_keeps_its_error() -> None:
    """Whatever is drawn anew turns the outcome over: (1 − 0)² over twice a variance of 1/4."""
    y = np.tile([0.0, 1.0, 0.0], 86)[:256]
    found = total_effect(np.arange(256.0), y, lambda _: 1 - y, seed=1)
    assert found.value == 1.0
    assert found.se >= 0
    noisy = np.random.default_rng(3).random(256)
    again = total_effect(noisy, noisy, lambda _: 1 - noisy, seed=1)
    assert again.value == 1.0
    assert again.se > 0


def test_two_floors_under_one_pie() -> None:
    """A zone wants a + b ≤ 1, both uniform: alone each explains 1/3, with the other 2/3."""
    raw = pie(0.5, 0.5, worlds=1024)
    # of 24 seeds two tell them apart, seed 1 among them: what 95 % leave to luck
    raw["settings"]["seed"] = 2
    for actor in raw["actors"].values():
        actor["reservation"] = {"low": 0.0, "high": 1.0}
    analysis = analyse(scenario_from(raw))
    found = information_of(analysis)
    assert found.main is not None
    shares = [own.shares[found.main] for own in found.inputs]
    assert [own.value for own in shares] == pytest.approx([1 / 3, 1 / 3], abs=0.05)
    assert [own.rank for own in found.inputs] == [1, 1]
    totals = totals_of(analysis, found)
    assert len(totals) == 2
    for own in totals.values():
        assert own.value == pytest.approx(2 / 3, abs=3 * own.se)
        assert own.worlds == 256


def test_nothing_is_told_where_too_few_worlds_differ() -> None:
    raw = pie(0.5, 0.5, worlds=64)
    raw["actors"]["left"]["reservation"] = {"low": 0.0, "high": 0.52}
    analysis = analyse(scenario_from(raw))
    assert totals_of(analysis, information_of(analysis)) == {}
