"""The leader-only question, where every answer can be seen through."""

from __future__ import annotations

import json

import numpy as np
import pytest

from tests.advice.town import read
from tests.durability.divided import analysed, divided
from winset.advice.leader_only import LeaderOnly, leader_only, years_in_force
from winset.analysis import Analysis
from winset.durability.survival import Outlook
from winset.serialise.advice.deals import leader_only_row
from winset.words.leader_only import leader_only_told


def straight(rate: float, months: int = 120) -> Outlook:
    """A deal that ends at one constant hazard a year."""
    survival = np.exp(-rate * np.arange(months + 1) / 12)[None, :]
    none = np.zeros((1, 0, months + 1))
    return Outlook((), (), survival, none, np.zeros((1, 0, 0)), {}, "recursion", 0)


def weighed(analysis: Analysis) -> LeaderOnly:
    return leader_only(analysis, analysis.durability)


def in_words(analysis: Analysis) -> str:
    return read(leader_only_told(analysis, weighed(analysis)))


@pytest.mark.parametrize("hazard", [0.0, 0.05, 0.5])
@pytest.mark.parametrize("rate", [0.0, 0.05, 0.2])
def test_years_in_force_are_the_discounted_area_under_survival(hazard: float, rate: float) -> None:
    total = hazard + rate
    expected = 10.0 if total == 0 else (1 - np.exp(-10 * total)) / total
    assert years_in_force(straight(hazard), rate)[0] == pytest.approx(expected, rel=2e-3)


def test_what_is_given_up_and_gained_adds_up() -> None:
    analysis = analysed()
    found = weighed(analysis)
    durability = analysis.durability
    assert durability.benchmark is not None
    for own in found.alternatives:
        deal, leaders = durability.forms[own.form][own.choice], own.against
        for principal, loss in own.losses.items():
            given_up = leaders.utilities[principal] - deal.utilities[principal]
            assert loss.value == pytest.approx(given_up)
            now = leaders.utilities[principal] - leaders.reservations[principal]
            after = deal.utilities[principal] - deal.reservations[principal]
            lives = (years_in_force(leaders.outlook, 0.1), years_in_force(deal.outlook, 0.1))
            mean = float((after * lives[1] - now * lives[0]).mean())
            assert own.value[principal][0.1].mean == pytest.approx(mean)
            needed = own.needed[principal]
            if needed:
                life = float(years_in_force(leaders.outlook, 0.0).mean())
                assert after * (life + needed) == pytest.approx(now * life)
    assert json.dumps(leader_only_row(found, analysis), allow_nan=False)
    assert "ρ" in in_words(analysis)


def test_the_elites_deal_is_held_to_the_leaders_own_in_the_same_form() -> None:
    """Else what the form does for a deal is put down to the elites."""
    analysis = analysed()
    found = weighed(analysis)
    backed = [own for own in found.alternatives if own.choice == "elite_backed"]
    assert len({own.form for own in backed}) > 1
    for own in backed:
        leaders = analysis.durability.forms[own.form]["nash"]
        assert own.against is leaders
        longer = years_in_force(analysis.durability.forms[own.form]["elite_backed"].outlook, 0.0)
        change = (longer - years_in_force(leaders.outlook, 0.0)).mean()
        assert own.years[0.0].mean == pytest.approx(change)
    own_elsewhere = [own for own in found.alternatives if own.choice == "nash"]
    assert own_elsewhere
    assert all(own.against is found.benchmark for own in own_elsewhere)
    assert "the leaders’ own text is in force after" in in_words(analysis)


def test_a_side_that_loses_nothing_is_not_told_to_pay() -> None:
    analysis = analysed()
    found = weighed(analysis)
    backed = [own for own in found.alternatives if own.choice == "elite_backed"]
    assert backed
    for own in backed:
        gainers = [p for p, loss in own.losses.items() if loss.value < 0]
        assert all(own.needed[p] == 0 for p in gainers)
        assert all(own.pays(p) >= 0 for p in gainers) or own.lasts < 0


def test_without_elites_there_is_nothing_to_weigh() -> None:
    raw = divided()
    for actor in raw["actors"].values():
        if actor.get("role") == "elite":
            actor["role"] = "other"
    assert not in_words(analysed(actors=raw["actors"]))


def test_without_a_deal_nothing_is_compared() -> None:
    raw = divided()
    raw["actors"]["a"]["reservation"] = 1
    raw["actors"]["b"]["reservation"] = 1
    analysis = analysed(actors=raw["actors"])
    found = weighed(analysis)
    assert found.benchmark is None
    assert leader_only_row(found, analysis) is None
    assert not in_words(analysis)
