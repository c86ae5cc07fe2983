"""Iida (1993): how not knowing the other's home makes defection involuntary.

“When and How Do Domestic Constraints Matter? Two-Level Games with Uncertainty”, Journal of Conflict
Resolution 37:403; the term is Putnam's (1988). The paper gives the direction: a proposer who does
not know the other side's ratifier risks rejection for a better share. The closed forms are ours.

On a unit pie the right side's ratifier wants a share of at least a floor, uniform on 0–1. A text
that leaves it y passes with probability y. Who writes before the vote maximises the expected gain:
the left side's pen (1 − y) y, so it writes 1/2, which fails half the time; the right side's y · y,
so it writes 1; both together [(1 − y) y]^a (y · y)^b with weights a and b, so they write
(a + 2b) / (2a + 2b). And yet there is a zone in every world: had they known the floor, some text
would always have passed.
"""

from __future__ import annotations

import pytest

from tests.published.pies import pie
from winset.analysis import Analysis

SLICES = 40
FLOOR = {"low": 0, "high": 1}
NEAR = 2.1 / SLICES
"""Two slices: the expected gain is flat at its peak."""


def uncertain(left: float = 1, right: float = 1) -> Analysis:
    """Divide the pie under a floor nobody knows, with bargaining weights."""
    return pie(SLICES, 0, FLOOR, worlds=1024, weight_left=left, weight_right=right)


@pytest.fixture(scope="module")
def unknown() -> Analysis:
    return uncertain()


def rights_share(number: int) -> float:
    return 1 - number / SLICES


def test_a_text_passes_as_often_as_the_share_it_leaves(unknown: Analysis) -> None:
    odds = unknown.forms["treaty"].ratification.zone.by_package
    shares = [rights_share(number) for number in range(SLICES + 1)]
    assert odds == pytest.approx(shares, abs=1 / 128)


def test_had_they_known_some_text_would_always_have_passed(unknown: Analysis) -> None:
    assert unknown.forms["treaty"].ratification.zone.probability.value == 1


def test_the_proposers_best_text_is_one_half_and_fails_half_the_time(unknown: Analysis) -> None:
    writers = unknown.texts["treaty"].writers
    written = writers.pens["left"]
    assert written is not None
    assert rights_share(written.package) == pytest.approx(1 / 2, abs=NEAR)
    assert written.expected_gains["left"] == pytest.approx(1 / 4, abs=0.01)
    gates = unknown.vote("treaty", unknown.space.package(written.package)).gates
    assert gates.signed.value == 1
    assert gates.ratified.value == pytest.approx(rights_share(written.package), abs=1 / 128)
    # the leaders signed in good faith: the right side's ratifier defects, and nobody else
    assert gates.defects["left"].value == 0
    assert gates.defects["right"].value == pytest.approx(1 - gates.ratified.value)
    assert gates.leading == ("right_house",)


def test_the_other_pen_writes_what_always_passes(unknown: Analysis) -> None:
    written = unknown.texts["treaty"].writers.pens["right"]
    assert written is not None
    assert rights_share(written.package) == 1


@pytest.mark.parametrize(("left", "right"), [(1, 1), (3, 1), (1, 3)])
def test_both_together_write_the_weighted_compromise(left: float, right: float) -> None:
    written = uncertain(left, right).texts["treaty"].writers.together
    assert written is not None
    expected = (left + 2 * right) / (2 * left + 2 * right)
    assert rights_share(written.package) == pytest.approx(expected, abs=NEAR)


def test_who_knows_the_floor_writes_a_text_that_passes() -> None:
    known = pie(SLICES, 0, 0.6)
    written = known.texts["treaty"].writers.pens["left"]
    assert written is not None
    assert rights_share(written.package) == pytest.approx(0.6)
    best = known.vote("treaty", known.space.package(written.package))
    assert best.gates.passes.value == 1
