"""A pick is a winner only where the draws tell it from the rest."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

import winset
from winset.concepts import ChunkSolutions, Gains, SettlementCensus
from winset.concepts.front_runners import leading_options, leading_packages, leading_shares
from winset.concepts.utilitarian import UTILITARIAN
from winset.packages import Listing, PackageSpace
from winset.ratification import Form


def analysed(worlds: int) -> winset.Analysis:
    return winset.analyse(winset.load("us-russia-2025"), worlds=worlds, perspectives=False)


def test_a_seldom_pick_of_a_real_case_does_not_stand_out() -> None:
    form = analysed(64).forms["understanding"]
    deal = form.settlements["nash"]
    leading = leading_packages(deal, form.ratification)
    assert deal.share.value < 0.2
    assert leading[0] == deal.package
    assert len(leading) > 1
    assert len(set(leading)) == len(leading)


def test_equals_are_always_among_the_leading() -> None:
    analysis = winset.analyse(winset.load("unit-pie"), worlds=16)
    for form in analysis.forms.values():
        for deal in form.settlements.values():
            assert set(deal.ties) <= set(leading_packages(deal, form.ratification))


def test_where_nothing_is_uncertain_the_one_solution_leads_alone() -> None:
    form = winset.analyse(winset.load("treaty-senate"), worlds=16).forms["executive"]
    deal = form.settlements["nash"]
    assert leading_packages(deal, form.ratification) == (deal.package,)
    assert len(leading_options(deal, form.ratification, "ceiling")) == 1


def test_options_that_lead_have_the_greatest_share_first() -> None:
    form = analysed(64).forms["executive"]
    deal = form.settlements["nash"]
    for issue, shares in deal.option_shares.items():
        leading = leading_options(deal, form.ratification, issue)
        assert shares[leading[0]] == shares.max()
        assert np.all(np.diff(shares[list(leading)]) <= 0)


def test_shares_are_told_apart_only_beyond_the_error_of_the_draws() -> None:
    assert leading_shares([0.2] * 5, 1_000) == (0, 1, 2, 3, 4)
    assert leading_shares([0.1, 0.9], 100) == (1,)
    assert leading_shares([0.52, 0.48], 100) == (0, 1)
    assert leading_shares([0.52, 0.48], 100_000) == (0,)
    assert leading_shares([1.0, 0.0], 16) == (0,)
    assert leading_shares([], 16) == leading_shares([0.5], 0) == ()


def test_a_near_rival_that_often_ties_is_counted_wherever_it_is_a_solution() -> None:
    # in 40 of 64 worlds two packages are solutions, in 13 the first alone, in 11 the second
    gains = np.ones((64, 1, 3))
    gains[:, 0, 2] = 0.1
    gains[40:53, 0, 1] = gains[53:, 0, 0] = 0.5
    gains = gains[np.random.default_rng(1).permutation(64)]
    census = SettlementCensus(Form("pact", {}, {"p": "a"}, {"p": "a"}), 64, 3, [UTILITARIAN])
    of_one = Gains(("a",), gains, np.ones((1, 1)))
    census.add(0, ChunkSolutions(np.ones((64, 3), dtype=bool), of_one, [UTILITARIAN]))
    solutions = census.solutions("utilitarian")
    assert dict(solutions.often) == {0: 53, 1: 51}
    assert [int(solutions.marked(column, 64).sum()) for column in range(3)] == [53, 51, 0]

    real = analysed(64).forms["understanding"]
    space = PackageSpace(("i",), (("x", "y", "z"),))
    ratification = replace(
        real.ratification, listing=Listing(space), has_zone=np.ones(64, dtype=bool)
    )
    deal = replace(
        real.settlements["utilitarian"],
        package=0,
        ties=(0,),
        option_shares={"i": np.array([53, 51, 0]) / 104},
        by_world=census.picked["utilitarian"],
        solutions=solutions,
    )
    assert int((census.picked["utilitarian"] == 1).sum()) == 11  # as the first of its world
    assert leading_packages(deal, ratification) == (0, 1)
    assert leading_options(deal, ratification, "i") == (0, 1)


def test_what_is_remembered_of_solutions_does_not_grow_with_the_packages() -> None:
    census = SettlementCensus(Form("pact", {}, {"p": "a"}, {"p": "a"}), 8, 1_000, [UTILITARIAN])
    flat = Gains(("a",), np.ones((8, 1, 1_000)), np.ones((1, 1)))
    census.add(0, ChunkSolutions(np.ones((8, 1_000), dtype=bool), flat, [UTILITARIAN]))
    solutions = census.solutions("utilitarian")
    assert len(solutions.often) == 64
    assert set(solutions.often.values()) == {8}
    assert len(solutions.column) == 8
