"""A pick is a winner only where the draws tell it from the rest."""

from __future__ import annotations

import numpy as np

import winset
from winset.concepts.front_runners import leading_options, leading_packages, leading_shares


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
