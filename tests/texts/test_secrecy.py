"""Secrecy and pledges: laws, and the leak test against the scenario written with all disclosed."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given

from tests.profiles import COSTLY
from tests.strategies import Case, cases
from tests.test_analysis import fingerprint
from winset.analysis import analyse
from winset.packages import utilities_of, view_of
from winset.ratification import forms_of
from winset.ratification.consents_at import in_zone
from winset.scenario.rules import actors_of
from winset.texts.secrecy import next_form
from winset.worlds import draw_worlds


def without(raw: dict[str, Any], *keys: str) -> None:
    """Take pledges or secrecy out of a case, as it is written."""
    if "pledges" in keys:
        for actor in raw["actors"].values():
            actor.pop("pledges", None)
    if "forms" in keys:
        raw.pop("forms", None)


@given(cases(negation=False))
def test_a_pledge_enlarges_no_zone(case: Case) -> None:
    free = case.changed(lambda raw: without(raw, "pledges")).scenario()
    scenario = case.scenario()
    # one set of draws for both: pledges draw after all else
    worlds, space = draw_worlds(scenario), analyse(free, worlds=1, perspectives=False).space
    every = space.choices(range(space.size))
    bound = in_zone(scenario, worlds, forms_of(scenario), every)
    unbound = in_zone(free, worlds, forms_of(free), every)
    for form, zone in bound.items():
        assert not (zone & ~unbound[form]).any()


@given(cases())
def test_secrecy_changes_nothing_where_nobody_outside_is_asked_and_none_has_pledged(
    case: Case,
) -> None:
    def all_in_the_room(raw: dict[str, Any]) -> None:
        without(raw, "pledges")
        for party in raw["parties"].values():
            party["envoys"] = list(raw["actors"])

    open_to_all = case.changed(all_in_the_room)
    kept = analyse(open_to_all.scenario(), perspectives=False)
    known = analyse(
        open_to_all.changed(lambda raw: without(raw, "forms")).scenario(), perspectives=False
    )
    assert fingerprint(kept) == fingerprint(known)


@given(cases(secrecy=False))
def test_keys_that_say_nothing_change_nothing(case: Case) -> None:
    def add(raw: dict[str, Any]) -> None:
        for actor in raw["actors"].values():
            actor["pledges"] = []
        raw["forms"] = {form: {"undisclosed": []} for form in ("understanding", "treaty")}

    plain = analyse(case.scenario(), perspectives=False)
    empty = analyse(case.changed(add).scenario(), perspectives=False)
    assert fingerprint(plain) == fingerprint(empty)


@given(cases(noise=(0.0,)))
def test_who_knows_nothing_of_a_form_accepts_all_of_it(case: Case) -> None:
    def hide_all(raw: dict[str, Any]) -> None:
        raw["forms"] = {
            f: {"undisclosed": list(raw["issues"])} for f in ("understanding", "treaty")
        }
        for actor in raw["actors"].values():
            actor.pop("reservation", None)

    scenario = case.changed(hide_all).scenario()
    worlds = draw_worlds(scenario)
    for form in forms_of(scenario):
        for actor in set(form.actors) - scenario.in_room(form.name):
            seen = utilities_of(scenario, worlds, actor, form.name)
            utility = sum(part.max(axis=-1) for part in seen.worth)
            assert not any(part.any() for part in seen.barred)
            assert (utility >= seen.reservation - 1e-12).all()
            assert np.allclose(utility, sum(part.min(axis=-1) for part in seen.worth))


@given(cases())
def test_forms_that_look_alike_have_one_view(case: Case) -> None:
    scenario = case.scenario()
    worlds = draw_worlds(scenario)
    forms = forms_of(scenario)
    for actor in scenario.actors:
        seen = {form.name: view_of(scenario, actor, form.name) for form in forms}
        worth = {form: utilities_of(scenario, worlds, actor, form) for form in seen}
        for one, other in zip(seen, list(seen)[1:], strict=False):
            if seen[one] == seen[other]:
                for a, b in zip(worth[one].worth, worth[other].worth, strict=True):
                    assert (a == b).all()


@COSTLY
@given(cases(worlds=(8, 17)))
def test_the_leak_test_against_the_scenario_with_all_disclosed(case: Case) -> None:
    kept = analyse(case.scenario(), perspectives=False)
    known = analyse(case.changed(lambda raw: without(raw, "forms")).scenario(), perspectives=False)
    for form, secrecy in kept.secrecy.items():
        assert secrecy.next_form == next_form(kept.scenario, form)
        if secrecy.zone is not None:
            zones = (table.forms[form].ratification.zone.probability for table in (known, kept))
            assert (secrecy.zone.before, secrecy.zone.after) == tuple(z.value for z in zones)
        for each in secrecy.texts:
            if each.kind == "best":
                continue
            said = kept.desk.poll.answers(form, [each.package])
            told = known.desk.poll.answers(form, [each.package])
            leak = each.leak
            assert leak.signed.value == said.signed.mean()
            if secrecy.undisclosed:
                assert leak.passes is not None
                assert leak.holds is not None
                assert leak.passes.after == said.passes.mean()
                assert leak.passes.before == told.passes.mean()
                if said.passes.any():
                    assert leak.holds.value == pytest.approx(told.in_zone[said.passes].mean())
            if secrecy.next_form is not None and said.signed.any():
                onward = kept.desk.poll.answers(secrecy.next_form, [each.package]).in_zone
                assert leak.next_form is not None
                assert leak.next_form.value == pytest.approx(onward[said.signed].mean())
        asked = {
            actor for rule in kept.desk.poll.forms[form].rules.values() for actor in actors_of(rule)
        }
        asked |= set(kept.desk.poll.forms[form].principals.values())
        if asked <= kept.scenario.in_room(form) and not secrecy.pledged:
            assert not secrecy.matters
