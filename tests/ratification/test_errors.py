"""Every probability of a result has the error of the worlds it is counted over."""

from __future__ import annotations

import numpy as np
import pytest

import winset
from winset.engine import Result, compute
from winset.uncertainty import share_of

WORLDS = 96


@pytest.fixture(scope="module")
def result() -> Result:
    return compute(winset.load("us-russia-2025"), worlds=WORLDS)


def test_shares_of_worlds_are_those_of_arrays_by_world(result: Result) -> None:
    for name, form in result.forms.items():
        ratification = form.ratification
        zone = ratification.zone.probability
        assert zone == share_of(ratification.has_zone)
        for steps in ratification.funnel.values():
            assert steps[-1].probability == zone
        for blocker in ratification.blockers:
            opened = ratification.opened[blocker.actor]
            assert not (opened & ratification.has_zone).any()
            assert blocker.share == share_of(opened, ~ratification.has_zone)
        numbers = ratification.most_ratifiable(3)
        for number, odds in zip(numbers, result.zone_odds(name, numbers), strict=True):
            assert odds.value == pytest.approx(ratification.zone.odds(number))
            assert odds.worlds == result.worlds.count


def test_a_settlement_is_shared_by_the_worlds_it_is_a_solution_in(result: Result) -> None:
    for form in result.forms.values():
        with_zone = form.ratification.has_zone
        for deal in form.settlements.values():
            if deal.package is None or deal.by_world is None or not with_zone.any():
                continue
            column = form.ratification.listing.column(deal.package)
            first = share_of(deal.by_world == column, with_zone)
            assert deal.share.value >= first.value
            if deal.share.value == first.value:
                assert deal.share == first


def test_errors_do_not_depend_on_the_number_of_workers(result: Result) -> None:
    again = compute(result.scenario, worlds=WORLDS, workers=1)
    for name, form in result.forms.items():
        one, other = form.ratification, again.forms[name].ratification
        assert one.zone.probability == other.zone.probability
        assert one.funnel == other.funnel
        assert one.blockers == other.blockers
        for deal, same in zip(
            form.settlements.values(), again.forms[name].settlements.values(), strict=True
        ):
            assert deal.share == same.share


def test_bits_keep_the_same_worlds_as_bytes(
    result: Result, monkeypatch: pytest.MonkeyPatch
) -> None:
    from winset.ratification import packed_census

    monkeypatch.setattr(packed_census, "PACKED_FROM", 1)
    packed = compute(result.scenario, worlds=WORLDS, perspectives=False)
    for name, form in result.forms.items():
        one, other = form.ratification, packed.forms[name].ratification
        assert np.array_equal(one.has_zone, other.has_zone)
        assert one.funnel == other.funnel
        assert all(np.array_equal(by_world, other.opened[a]) for a, by_world in one.opened.items())
