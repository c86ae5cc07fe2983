"""Two parties, one unit pie, ratification floors a and b.

There is a zone iff a + b ≤ 1, and the symmetric Nash solution then gives clip(1/2, a, 1 − b). Both
follow from Nash (1950), whose product x(1 − x) is single-peaked at 1/2, on the interval [a, 1 − b]
that the ratifiers leave. With both floors uniform on 0–1 there is a zone in half of the worlds, and
with floors up to A and B in the share of the rectangle that lies below a + b = 1.
"""

from __future__ import annotations

from fractions import Fraction

import pytest

from tests.published.pies import clip, divided, nash_share

HALF = Fraction(1, 2)


@pytest.mark.parametrize("slices", [2, 10, 12, 20])
def test_every_pair_of_floors_on_the_grid(slices: int) -> None:
    for i in range(slices + 1):
        for j in range(slices + 1):
            a, b = Fraction(i, slices), Fraction(j, slices)
            found = divided(slices, float(a), float(b))
            assert found.ratification.zone.probability.value == (a + b <= 1)
            size = max(0, slices - i - j + 1)
            assert found.ratification.zone.size == size
            expected = {clip(HALF, a, 1 - b)} if size else set()
            assert nash_share(found, slices) == expected


@pytest.mark.parametrize(
    ("a", "b"),
    [
        (0.7, 0.3),
        (0.1 + 0.2, 0.7),
        (0.3, 0.1 * 7),
        (0.8, 1 - 0.8),
        (0.9, 1 - 0.9),
        (1 / 3 + 1 / 3, 1 / 3),
        (1.0, 0.0),
        (0.7 + 1e-10, 0.3),
        (0.7, 0.3 + 1e-10),
    ],
)
def test_floors_that_add_up_to_one_but_for_rounding_leave_one_deal(a: float, b: float) -> None:
    slices = 30
    found = divided(slices, a, b)
    assert found.ratification.zone.size == 1
    assert nash_share(found, slices) == {Fraction(round(a * slices), slices)}


@pytest.mark.parametrize(("a", "b"), [(0.7 + 1e-8, 0.3), (0.7, 0.3 + 1e-8), (0.71, 0.3)])
def test_floors_that_add_up_to_more_leave_none(a: float, b: float) -> None:
    found = divided(100, a, b)
    assert found.ratification.zone.probability.value == 0
    assert nash_share(found, 100) == set()
    # either house alone could open the zone
    shares = {blocker.actor: blocker.share.value for blocker in found.ratification.blockers}
    assert shares == {"left_house": 1.0, "right_house": 1.0, "left": 0.0, "right": 0.0}


@pytest.mark.parametrize(
    ("weights", "a", "b", "share"),
    [
        ((3, 1), 0.0, 0.0, Fraction(3, 4)),
        ((3, 1), 0.0, 0.5, Fraction(1, 2)),
        ((1, 3), 0.4, 0.0, Fraction(2, 5)),
        ((1, 3), 0.1, 0.0, Fraction(1, 4)),
    ],
)
def test_with_weights_the_peak_is_at_the_share_of_the_weight(
    weights: tuple[float, float], a: float, b: float, share: Fraction
) -> None:
    found = divided(20, a, b, weight_left=weights[0], weight_right=weights[1])
    assert nash_share(found, 20) == {share}


def test_the_other_concepts_on_the_pie() -> None:
    for a, b in ((0.0, 0.0), (0.7, 0.1), (0.2, 0.6)):
        found = divided(10, a, b).settlements
        middle = {Fraction(n, 10) for n in found["egalitarian"].ties}
        assert middle == {clip(HALF, Fraction(str(a)), 1 - Fraction(str(b)))}
        whole = {Fraction(n, 10) for n in found["utilitarian"].ties}
        floors = range(round(a * 10), 10 - round(b * 10) + 1)
        assert whole == {Fraction(n, 10) for n in floors}


@pytest.mark.parametrize(
    ("most_left", "most_right", "share"),
    [(1, 1, 1 / 2), (0.5, 1, 3 / 4), (0.5, 0.5, 1), (0.8, 0.6, 1 - 0.4**2 / 2 / (0.8 * 0.6))],
)
def test_uniform_floors_leave_a_zone_in_the_share_below_the_diagonal(
    most_left: float, most_right: float, share: float
) -> None:
    floors = ({"low": 0, "high": most} for most in (most_left, most_right))
    found = divided(1000, *floors, worlds=1024).ratification.zone.probability
    assert found.value == pytest.approx(share, abs=0.01)
