"""Tarar (2001), “International Bargaining with Two-Sided Domestic Constraints”, JCR 45:320.

Stated there: if one negotiator's constraint is high and the other's only low or medium, the former
gets a better deal than if neither were constrained, and the latter a worse one.

Tested here, exactly, on the unit pie with complete information and the symmetric Nash solution,
where an unconstrained side gets 1/2: a floor is *high* above 1/2, else *low or medium*. Not tested,
because the model has no offers, delay or private information: the alternating-offers equilibrium at
given discount factors, and the article's results under incomplete information.
"""

from __future__ import annotations

from fractions import Fraction

import pytest

from tests.published.pies import divided, nash_share

SLICES = 20
HALF = Fraction(1, 2)
HIGH = [Fraction(n, SLICES) for n in (11, 13, 16, 20)]
MODEST = [Fraction(n, SLICES) for n in (0, 3, 7, 10)]


def share(a: Fraction, b: Fraction) -> Fraction | None:
    """Share of the left side, None without a deal."""
    found = nash_share(divided(SLICES, float(a), float(b)), SLICES)
    assert len(found) <= 1
    return found.pop() if found else None


@pytest.mark.parametrize("a", HIGH)
@pytest.mark.parametrize("b", MODEST)
def test_a_high_constraint_against_a_modest_one_pays(a: Fraction, b: Fraction) -> None:
    if a + b > 1:
        assert share(a, b) is None
        return
    gained = share(a, b)
    assert gained is not None
    assert gained == a > HALF
    mirrored = share(b, a)
    assert mirrored is not None
    assert mirrored == 1 - a < HALF


@pytest.mark.parametrize("a", MODEST)
@pytest.mark.parametrize("b", MODEST)
def test_modest_constraints_change_nothing(a: Fraction, b: Fraction) -> None:
    assert share(a, b) == HALF


@pytest.mark.parametrize("a", HIGH)
@pytest.mark.parametrize("b", HIGH)
def test_two_high_constraints_leave_no_deal(a: Fraction, b: Fraction) -> None:
    assert share(a, b) is None


def test_the_other_side_s_modest_constraint_takes_nothing_back() -> None:
    a = Fraction(12, SLICES)
    assert {share(a, Fraction(n, SLICES)) for n in range(9)} == {a}
    assert share(a, Fraction(9, SLICES)) is None
