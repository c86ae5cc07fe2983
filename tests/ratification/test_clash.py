"""What clashes, by listing: irreducible by brute force, and there where there is no zone."""

from __future__ import annotations

import pytest
from hypothesis import assume, given

from tests.profiles import COSTLY
from tests.strategies import Case, cases
from winset.analysis import analyse
from winset.ratification import forms_of
from winset.ratification.clash import _Listed, clash_of
from winset.ratification.programme import conflict_of, table_of


@given(cases(negation=False, worlds=(1, 4)))
def test_a_clash_is_there_without_a_zone_and_none_of_it_can_be_spared(case: Case) -> None:
    scenario = case.scenario()
    found = analyse(scenario, perspectives=False)
    for form in forms_of(scenario):
        for world, has_zone in enumerate(found.forms[form.name].ratification.has_zone):
            table = table_of(scenario, found.worlds, world, form.actors, form.name)
            demands = clash_of(form, table)
            assert bool(demands) != has_zone
            listed = _Listed(form, table)
            assert not demands or not listed.has_zone(demands[::-1])
            for spared in demands:
                assert listed.has_zone(tuple(own for own in demands[::-1] if own != spared))


@COSTLY
@given(cases(negation=False, worlds=(1,)))
def test_the_solver_sees_a_clash_where_listing_does(case: Case) -> None:
    scenario = case.scenario()
    worlds = analyse(scenario, perspectives=False).worlds
    for form in forms_of(scenario):
        table = table_of(scenario, worlds, 0, form.actors, form.name)
        solved = conflict_of(form, table)
        if solved.status != "undecided":
            assert bool(clash_of(form, table)) == (solved.status == "infeasible")


@COSTLY
@given(cases(worlds=(1,)))
def test_a_rule_with_a_not_is_left_to_the_solver(case: Case) -> None:
    scenario = case.scenario()
    negating = [form for form in forms_of(scenario) if form.has_negation]
    assume(negating)
    worlds = analyse(scenario, perspectives=False).worlds
    with pytest.raises(ValueError, match="use conflict_of"):
        clash_of(negating[0], table_of(scenario, worlds, 0, negating[0].actors))
