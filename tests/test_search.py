"""The search by programme against the twin, and where listing cannot follow."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from typing import Any

import numpy as np
import pytest
from hypothesis import given

from tests.concepts.test_programme import large
from tests.profiles import COSTLY
from tests.strategies import Case, cases
from tests.test_analysis import fingerprint, pie
from tests.twin import FormTwin, Twin
from winset.analysis import Analysis, FormResult, analyse, method_for
from winset.concepts import Settlement
from winset.engine import Result
from winset.engine import search as search_module
from winset.engine.search import MOST_WORLDS, Search
from winset.packages.programme import Limits, Solved
from winset.ratification import Ratification
from winset.scenario import scenario_from
from winset.words.method import method_in_words
from winset.worlds import draw_worlds


@given(cases(worlds=(1, 4, 8)))
def test_agrees_with_the_twin(case: Case) -> None:
    scenario = case.scenario()
    found = analyse(scenario, perspectives=False, method="programme")
    assert found.method == "programme"
    assert found.effort is not None
    assert (found.effort.undecided, found.effort.overruled) == (0, 0)
    twin = Twin(scenario, found.worlds)
    assert list(found.forms) == list(twin.forms)
    for name, form in found.forms.items():
        _same_ratification(form, twin.forms[name], found)
        _same_settlements(form, twin.forms[name])


def _same_ratification(form: FormResult, twin: FormTwin, found: Analysis) -> None:
    worlds, r = found.worlds.count, form.ratification
    sets = {"": (r.zone, twin.zone)}
    sets.update({party: (r.parties[party], twin.parties[party]) for party in twin.rules})
    for own, expected in sets.values():
        assert own.probability.value == sum(map(bool, expected)) / worlds
        assert own.size is None
        assert own.listing.numbers is not None
        for number in own.listing.numbers:
            assert own.odds(number) == sum(number in world for world in expected) / worlds
    assert r.has_zone.tolist() == [bool(world) for world in twin.zone]
    for party, steps in r.funnel.items():
        assert [s.probability.value * worlds for s in steps] == pytest.approx(twin.passed[party])
    without = sum(not world for world in twin.zone)
    opened = {actor: count / without for actor, count in twin.opened.items()} if without else {}
    assert {b.actor: b.share.value for b in r.blockers} == pytest.approx(opened)


def _same_settlements(form: FormResult, twin: FormTwin) -> None:
    with_zone = sum(map(bool, twin.zone))
    for concept, deal in form.settlements.items():
        if not with_zone:
            assert deal.package is None
            continue
        assert deal.settled.value == twin.settled / with_zone
        counts = twin.frequencies(concept)
        assert (deal.package is None) == (not counts)
        for package in deal.ties:
            assert deal.share.value == counts[package] / with_zone, concept
        if len(twin.zone) == 1 and counts and concept != "most_ratifiable":
            assert set(deal.ties) <= set(counts)


# --- the same bits ---


@COSTLY
@given(cases(worlds=(4,)))
def test_workers_and_chunks_change_nothing(case: Case) -> None:
    scenario = case.scenario()
    one = analyse(scenario, perspectives=False, method="programme", workers=1)
    more = analyse(scenario, perspectives=False, method="programme", workers=3)
    assert fingerprint(one) == fingerprint(more)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(search_module, "_ENTRIES", 1)
        again = analyse(scenario, perspectives=False, method="programme")
    assert fingerprint(one) == fingerprint(again)


# --- size ---


def test_size_decides_which_way_and_the_result_says_so() -> None:
    small = scenario_from(pie())
    assert method_for(small) == "enumeration"
    assert analyse(small).to_dict()["settings"]["method"] == "enumeration"
    assert "programme" not in analyse(small).to_dict()
    found = analyse(large())
    assert found.space.size == 10**12
    result = json.loads(json.dumps(found.to_dict(), allow_nan=False))
    assert result["settings"]["method"] == "programme"
    assert result["programme"]["packages_listed"] > 0
    treaty = result["forms"]["treaty"]
    assert treaty["zone"]["probability"] == 1
    assert treaty["zone"]["size"] is None
    assert treaty["parties"]["p0"]["size"] is None
    assert treaty["option_shares"] is None
    assert treaty["settlement"]["nash"]["package"] is not None
    assert 0 < len(treaty["packages"]) <= 10
    assert "too many to look at" in method_in_words(found)


def test_packages_beyond_64_bits_keep_their_numbers() -> None:
    scenario = large(issues=20, options=11, actors=4)
    found = analyse(scenario)
    assert found.space.size == 11**20 > 2**64
    deal = found.forms["treaty"].settlements["utilitarian"]
    assert deal.package is not None
    assert found.space.number(found.space.package(deal.package)) == deal.package
    assert found.forms["treaty"].ratification.zone.odds(deal.package) == 1
    odds = found.consent_odds([deal.package])
    assert odds["a0"].probability.tolist() == [1.0]


def test_fewer_worlds_by_default_and_says_so() -> None:
    raw = pie(settings={"worlds": 2 * MOST_WORLDS, "noise": 0.05})
    found = analyse(scenario_from(raw), method="programme")
    assert found.worlds.count == MOST_WORLDS
    assert found.effort is not None
    assert found.effort.worlds_asked == 2 * MOST_WORLDS
    assert f"asks for {2 * MOST_WORLDS} draws" in method_in_words(found)
    asked = analyse(scenario_from(raw), method="programme", worlds=2 * MOST_WORLDS)
    listed = analyse(scenario_from(raw))
    own, other = (a.forms["treaty"].ratification.zone.probability for a in (asked, listed))
    assert own == other


def test_perspectives_are_searched_beside_the_table() -> None:
    raw = pie(perspectives={"other": {"title": "O", "actors": {"left": {"reservation": 1}}}})
    raw["settings"]["worlds"] = 2
    seen: list[tuple[str, int, int]] = []
    found = analyse(
        scenario_from(raw), method="programme", progress=lambda *told: seen.append(told)
    )
    assert found.perspectives["other"].method == "programme"
    assert found.perspectives["other"].forms["treaty"].ratification.zone.probability.value == 0
    assert seen[0][1:] == (0, 4)
    assert seen[-1][1:] == (4, 4)


# --- where the solver gives up, or is wrong ---


def _parts(result: Result) -> tuple[Ratification, Mapping[str, Settlement]]:
    treaty = result.forms["treaty"]
    return treaty.ratification, treaty.settlements


def test_a_limit_is_counted_and_not_hidden() -> None:
    scenario = large()
    search = Search(scenario, draw_worlds(scenario), Limits(seconds=1e-6))
    search.ask(0)
    result = search.result({})
    assert result.effort is not None
    assert result.effort.undecided > 0
    ratification, settlements = _parts(result)
    assert ratification.zone.probability.value == 0
    assert settlements["nash"].package is None
    assert math.isnan(settlements["nash"].share.value)


def test_a_package_in_hand_overrules_a_solver_that_found_none(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    scenario = scenario_from(pie())
    search = Search(scenario, draw_worlds(scenario, 2))
    search.ask(0)

    def blind(*_: Any, **__: Any) -> Solved:
        return Solved("infeasible", None, -math.inf, "blind", 0.0)

    with monkeypatch.context() as patch:
        patch.setattr("winset.packages.programme.Programme.maximise", blind)
        search.ask(1)
    result = search.result({})
    assert result.effort is not None
    assert result.effort.overruled == 1
    ratification, settlements = _parts(result)
    assert ratification.has_zone.tolist() == [True, True]
    assert [s.probability.value for s in ratification.funnel["l"]] == [1.0, 1.0, 1.0]
    assert settlements["nash"].settled.value == 1
    assert ratification.blockers == ()


def test_one_world_answers_for_every_step() -> None:
    raw = pie()
    raw["actors"]["parliament"] = {"reservation": 1}
    raw["parties"]["l"]["ratification"] = {"treaty": {"all": ["parliament", "left"]}}
    scenario = scenario_from(raw)
    search = Search(scenario, draw_worlds(scenario, 1))
    search.ask(0)
    answer = search.answers["treaty"][0]
    assert answer.passed == {"l": 2, "r": 2}
    assert answer.has_win_set == {"l": False, "r": True}
    assert answer.opened == ["parliament"]
    assert np.all([len(choices) == 1 for choices in answer.packages])
