"""A package of its own in each world is decided as when all packages are listed."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from tests.ratification.sets import sets_of
from tests.strategies import Case, cases
from tests.test_analysis import pie
from winset.analysis import analyse
from winset.packages import space_of
from winset.ratification import forms_of
from winset.ratification.consents_at import in_zone
from winset.scenario.model import Scenario
from winset.worlds import draw_worlds


@given(case=cases(), seed=st.integers(0, 2**32 - 1))
def test_decides_as_the_census_does(case: Case, seed: int) -> None:
    scenario = case.scenario()
    worlds, space = draw_worlds(scenario), space_of(scenario)
    numbers = np.random.default_rng(seed).integers(0, space.size, (worlds.count, 3))
    choices = space.choices(numbers.ravel()).reshape(worlds.count, 3, -1)
    found = in_zone(scenario, worlds, forms_of(scenario), choices)
    for form, sets in sets_of(scenario).items():
        zone = np.broadcast_to(sets.zone, (worlds.count, space.size))
        assert (found[form] == np.take_along_axis(zone, numbers, 1)).all()


@given(case=cases(), seed=st.integers(0, 2**32 - 1))
def test_the_same_packages_in_all_worlds_are_decided_alike(case: Case, seed: int) -> None:
    scenario = case.scenario()
    worlds, space = draw_worlds(scenario), space_of(scenario)
    numbers = np.random.default_rng(seed).integers(0, space.size, 3)
    choices = space.choices(numbers)
    found = in_zone(scenario, worlds, forms_of(scenario), choices)
    everywhere = np.broadcast_to(choices, (worlds.count, *choices.shape))
    each = in_zone(scenario, worlds, forms_of(scenario), everywhere)
    for form, sets in sets_of(scenario).items():
        zone = np.broadcast_to(sets.zone, (worlds.count, space.size))
        assert (found[form] == zone[:, numbers]).all()
        assert (each[form] == found[form]).all()


def test_as_many_draws_as_packages_are_not_taken_for_each_other() -> None:
    issues = {f"i{k}": {"title": "T", "options": 2, "no_deal": 0} for k in range(3)}
    raw = pie(issues=issues, actors={side: {"reservation": 0.05} for side in ("left", "right")})
    raw["settings"] = {"worlds": 8, "noise": 0.5}
    raw["excludes"] = [{"i0": "0"}]
    found = analyse(Scenario.model_validate(raw), perspectives=False)
    assert found.space.size == found.worlds.count == 8
    (form,) = found.forms.values()
    assert 0 < form.ratification.without_zone < 8
