"""Outsiders who end what they reject: closed forms, laws, and where two deals cross."""

from __future__ import annotations

import json
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from tests.durability.divided import analysed, divided, stance
from tests.durability.made import agreement
from tests.profiles import COSTLY
from winset.analysis import Analysis
from winset.durability.agreement import with_disruption
from winset.durability.deals import durability_of
from winset.durability.disruption import Disruptors, Rejections, monthly_hazard
from winset.durability.marginals import run_marginals
from winset.durability.results import Deal
from winset.serialise.schema import result_schema
from winset.words.disruption import crossings_told, disruption_told

YEARS = 10


def disrupted(rate: Any, reservation: Any, worlds: int = 64, **actors: Any) -> Analysis:
    """Tell of a neighbour who likes what the leaders' half leaves, and accepts nothing less."""
    neighbour = {"stances": stance(100), "reservation": reservation, "disrupts": {"rate": rate}}
    everyone = {**divided()["actors"], "neighbour": neighbour, **actors}
    return analysed(actors=everyone, settings={"worlds": worlds, "noise": 0})


def deal(found: Analysis, choice: Any = "nash", form: str = "understanding") -> Deal:
    return found.durability.forms[form][choice]


def alone(found: Analysis, choice: Any = "nash") -> Any:
    """(draws,) odds of being in force after ten years with nobody to disrupt."""
    return deal(disrupted(0, 0, found.worlds.count), choice).outlook.survival[:, -1]


def test_a_deal_that_is_always_rejected_ends_at_the_rate() -> None:
    # the leaders split the pie: the neighbour, who wants .6 of it, gets .5
    found = disrupted(0.07, 0.6)
    assert deal(found).rejections.of("neighbour") == 1
    expected = alone(found) * np.exp(-0.07 * YEARS)
    np.testing.assert_allclose(deal(found).outlook.survival[:, -1], expected)
    assert deal(found).outlook.causes[-1] == "disrupted"


def test_a_deal_that_is_never_rejected_is_left_alone() -> None:
    found = disrupted(0.5, 0.4)
    np.testing.assert_allclose(deal(found).outlook.survival[:, -1], alone(found))


def test_only_the_draws_that_reject_are_disrupted() -> None:
    # a reservation U(0, 1) rejects a half in half of the draws: a mixture, not the mean rate
    found = disrupted(0.2, {"low": 0, "high": 1})
    assert deal(found).rejections.of("neighbour") == pytest.approx(0.5)
    expected = alone(found) * (0.5 + 0.5 * np.exp(-0.2 * YEARS))
    np.testing.assert_allclose(deal(found).outlook.survival[:, -1], expected)
    survival = deal(found).outlook.survival
    total = survival + deal(found).outlook.incidence.sum(axis=1)
    np.testing.assert_allclose(total, 1)


def test_two_who_reject_together_are_not_two_who_reject_apart() -> None:
    low = {
        "stances": stance(100),
        "reservation": {"values": [0, 1], "weights": [1, 1]},
        "disrupts": {"rate": 0.1},
    }
    high = {**low, "reservation": 0.6}
    found = disrupted(0.1, 0.6, twin=low, third=high)
    rejections = deal(found).rejections
    assert rejections.actors == ("neighbour", "twin", "third")
    both = dict(zip(rejections.patterns, rejections.odds, strict=True))
    assert both == {(True, False, True): 0.5, (True, True, True): 0.5}
    expected = alone(found) * (0.5 * np.exp(-0.2 * YEARS) + 0.5 * np.exp(-0.3 * YEARS))
    np.testing.assert_allclose(deal(found).outlook.survival[:, -1], expected)


def test_who_signs_is_bound() -> None:
    everyone = divided()["actors"]
    everyone["b"] |= {"disrupts": {"rate": 1}}
    found = analysed(actors=everyone)
    assert deal(found).rejections.actors == ()
    assert disruption_told(found, found.durability) == ()


def test_a_body_disrupts_by_whose_line_it_follows() -> None:
    # each of its members would take a tenth of the pie; all follow the neighbour, who would not
    everyone = {"a": {"members": 9, "discipline": 1, "follows": "neighbour"}}
    body = {"members": 9, "dispersion": 0, "groups": everyone}
    house = {"stances": stance(100), "reservation": 0.1, "body": body, "disrupts": {"rate": 0.1}}
    assert deal(disrupted(0, 0.6, house=house)).rejections.of("house") == 1
    assert deal(disrupted(0, 0.4, house=house)).rejections.of("house") == 0


def test_the_deals_cross_where_both_are_as_likely_to_be_in_force() -> None:
    # the elites' text, at 80, is rejected by none, and the leaders', at 50, by all draws
    found = disrupted(0, 0.6)
    (crossing,) = [
        each
        for each in found.durability.crossings
        if (each.form, each.choice) == ("understanding", "elite_backed")
    ]
    assert crossing.rejects == (0, 1)
    leaders, other = (alone(found, choice).mean() for choice in ("nash", "elite_backed"))
    assert other > leaders
    assert crossing.rate is None
    # liked the other way round, the neighbour rejects the elites' text alone
    likes_less = {"stances": stance(0), "reservation": 0.4, "disrupts": {"rate": 0.01}}
    found = disrupted(0, 0, other=likes_less)
    (crossing,) = [
        each
        for each in found.durability.crossings
        if (each.form, each.choice, each.actor) == ("understanding", "elite_backed", "other")
    ]
    assert crossing.rejects == (1, 0)
    assert crossing.rate == pytest.approx(np.log(other / leaders) / YEARS)
    assert not crossing.lasts_above
    at_rate = disrupted(0, 0, other={**likes_less, "disrupts": {"rate": crossing.rate}})
    survivals = [
        deal(at_rate, choice).outlook.survival[:, -1].mean() for choice in ("nash", "elite_backed")
    ]
    assert survivals[0] == pytest.approx(survivals[1])
    told = " ".join(disruption_told(found, found.durability))
    assert "the leaders’ text lasts longer." in told
    lasting = next(part for part in found.brief.parts if part.number == 4)
    assert crossings_told(found, found.durability)[0] in lasting.blocks


def test_a_deal_disrupted_beyond_what_a_float_holds_still_crosses() -> None:
    twin = {"stances": stance(100), "reservation": 0.6, "disrupts": {"rate": 12}}
    ended = durability_of(disrupted(12, 0.6, twin=twin), years=40)
    assert ended.forms["understanding"]["nash"].outlook.survival[:, -1].max() < 1e-300
    assert all(each.rejects[1] == 1 and each.rate is None for each in ended.crossings)


def test_what_is_written_fits_the_published_schema() -> None:
    found = disrupted(0.1, {"low": 0, "high": 1}, worlds=16).to_dict()
    Draft202012Validator(result_schema()).validate(json.loads(json.dumps(found)))
    rejects = found["durability"]["disruption"]["rejects"]["treaty"]["nash"]
    assert rejects == {"neighbour": pytest.approx(0.5)}


def test_a_scenario_without_disrupters_says_nothing_of_them() -> None:
    found = analysed()
    assert found.durability.crossings == ()
    assert "disruption" not in found.to_dict()["durability"]
    assert "disrupted" not in deal(found).outlook.causes


@COSTLY
@given(
    seed=st.integers(0, 1000),
    odds=st.lists(st.floats(0, 1), min_size=1, max_size=3),
    rates=st.lists(st.floats(0, 1), min_size=3, max_size=3),
)
def test_disruption_is_a_factor_of_its_own(
    seed: int, odds: list[float], rates: list[float]
) -> None:
    made = agreement(draws=4, months=48, seed=seed)
    disruptors = object.__new__(Disruptors)
    disruptors.rates = {str(n): np.full(4, rate) for n, rate in enumerate(rates)}
    rejections = Rejections.independent({str(n): share for n, share in enumerate(odds)})
    undisturbed = disruptors.undisturbed(rejections, 48)
    each = [1 - p + p * np.exp(-4 * r) for p, r in zip(odds, rates, strict=False)]
    np.testing.assert_allclose(undisturbed[:, -1], np.prod(each))
    calm = run_marginals(made)
    ended = run_marginals(with_disruption(made, 0.0, monthly_hazard(undisturbed)))
    np.testing.assert_allclose(ended.survival, calm.survival * undisturbed)
    np.testing.assert_allclose(ended.survival + ended.incidence.sum(axis=1), 1)
    # z times the draws that one rejects, and the rest
    for actor, rate in zip(rejections.actors, rates, strict=False):
        least, more = disruptors.parted(rejections, actor, 4)
        np.testing.assert_allclose(least + more * np.exp(-4 * rate), undisturbed[:, -1])
