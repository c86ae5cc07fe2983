"""What common causes do to the odds: closed forms, and laws of any scenario."""

from __future__ import annotations

import json
from typing import Any

import jsonschema
import numpy as np
import pytest
from hypothesis import assume, given
from scipy.special import ndtr

from tests.profiles import COSTLY
from tests.strategies import Case, Raw, cases
from tests.worlds.test_shocks import pie
from winset.analysis import analyse
from winset.engine import compute
from winset.scenario import scenario_from
from winset.scenario.loads import each_by_itself, loads_of
from winset.scenario.model import Scenario
from winset.scenario.number_places import number_places
from winset.serialise.schema import result_schema
from winset.serialise.texts import TextResults
from winset.texts.poll import Poll
from winset.words.common_causes import causes_told, effect_table, swings_table, together_table
from winset.worlds import draw_worlds

WAR = {"war": {"title": "War", "loads": {"actors.*.reservation": 0.1}}}


def halved(shocks: dict[str, Any], worlds: int = 4096) -> Raw:
    """A unit pie, and the text that halves it."""
    return {**pie(shocks, 5, worlds), "texts": {"halves": {"x": "50"}}}


def test_an_even_split_passes_as_often_as_its_floors_move_together() -> None:
    """P(a ≤ ½ and b ≤ ½) is Φ(½) if one cause moves both floors, Φ(½)² if each moves by itself."""
    analysis = analyse(scenario_from(halved(WAR)), perspectives=False)
    causes = analysis.common_causes["treaty"]
    for effect in (causes.of("halves"), causes.of(), analysis.vote("treaty", "halves").causes):
        assert effect is not None
        assert effect.together.after == pytest.approx(ndtr(0.5), abs=0.01)
        assert effect.together.before == pytest.approx(ndtr(0.5) ** 2, abs=0.01)
        # at floors of .35 everybody accepts a half, at .55 nobody does
        assert (effect.swings["war"].before, effect.swings["war"].after) == (1.0, 0.0)
    assert causes.zone is not None
    assert causes.zone.is_clear
    told = causes_told(analysis.scenario, analysis.common_causes, "treaty")
    assert told == (
        "Because numbers move together, a treaty passes 69 % of the time, not 48 %.",
        "If “War” comes true, a treaty passes 0 % of the time; if the reverse, 100 %.",
    )
    table = effect_table(analysis.scenario, causes.of("halves"))
    assert table is not None
    assert table.rows == (
        ("War", "0 %", "100 %"),
        ("Were each number to move by itself", "48 %", ""),
    )
    both = together_table(analysis.scenario, analysis.common_causes)
    assert both is not None
    assert both.rows[1:3] == (("  best text", "69 %", "48 %"), ("  “halves”", "69 %", "48 %"))


def test_a_cause_of_one_number_is_no_moving_together() -> None:
    shocks = {
        "own": {"title": "Own", "loads": {"actors.left.reservation": 0.1}},
        "idle": {"title": "Idle", "loads": {"parties.l.bargaining_weight": 0.1}},
    }
    analysis = analyse(scenario_from(halved(shocks, 256)), perspectives=False)
    effect = analysis.common_causes["treaty"].of("halves")
    assert effect is not None
    assert effect.together.value == effect.together.se == 0
    assert effect.swings["idle"].value == 0
    assert together_table(analysis.scenario, analysis.common_causes) is None
    swings = swings_table(analysis.scenario, analysis.common_causes)
    assert swings is not None
    assert [row for row in swings.rows if len(row) == 1] == [("Own (moves one number)",)]


def test_where_nothing_can_be_told_apart_one_sentence_says_so() -> None:
    shocks = {"idle": {"title": "Idle", "loads": {"parties.*.bargaining_weight": 0.1}}}
    analysis = analyse(scenario_from(halved(shocks, 64)), perspectives=False)
    told = causes_told(analysis.scenario, analysis.common_causes, "treaty")
    assert told == ("Common causes change nothing that can be told apart.",)


def test_a_scenario_without_causes_says_nothing_of_them() -> None:
    analysis = analyse(scenario_from(halved({}, 64)), perspectives=False)
    assert analysis.common_causes == {}
    assert analysis.vote("treaty", "halves").causes is None
    assert "common_causes" not in json.dumps(analysis.to_dict())


@COSTLY
@given(cases(worlds=(64,)))
def test_numbers_by_themselves_keep_their_distribution_and_their_first_its_draws(
    case: Case,
) -> None:
    scenario = case.scenario()
    assume(scenario.shocks)
    apart = each_by_itself(scenario)
    assert sum(map(len, loads_of(apart).values())) == sum(map(len, loads_of(scenario).values()))
    given_, parted = draw_worlds(scenario), draw_worlds(apart)
    pulls = {path: sorted(pull.loads.values()) for path, pull in given_.pulls.items()}
    assert pulls == {path: sorted(pull.loads.values()) for path, pull in parted.pulls.items()}
    causes = [cause for pull in parted.pulls.values() for cause in pull.loads]
    assert len(causes) == len(set(causes))
    places = {path: value for path, value, _, _ in number_places(scenario)}
    for loads in loads_of(scenario).values():
        first = next(iter(loads), None)
        if first is not None and len(given_.pulls[first].loads) == 1:
            number: Any = places[first]
            assert np.array_equal(given_.values(first, number), parted.values(first, number))


@COSTLY
@given(cases(worlds=(8, 24)))
def test_those_a_cause_does_not_move_need_not_be_asked_again(case: Case) -> None:
    scenario = case.scenario()
    assume(scenario.shocks)
    result = compute(scenario, perspectives=False)  # type: ignore[arg-type]
    poll, number = Poll(result), result.space.size // 2
    for form in poll.forms:
        poll.ask(form, [number])
    for shock in scenario.shocks:
        path = f"shocks.{shock}"
        worlds = result.worlds.held({path: 1.0})
        moved = worlds.heard_by([path], scenario.actors)
        elsewhere = poll.elsewhere(result.scenario, worlds, moved)
        everyone = poll.elsewhere(result.scenario, worlds, scenario.actors)
        for form in poll.forms:
            some, every = (p.answers(form, [number]) for p in (elsewhere, everyone))
            assert np.array_equal(some.through, every.through)


def test_both_ways_through_agree_whatever_the_number_of_workers() -> None:
    scenario = scenario_from(halved(WAR, 64))
    listed = compute(scenario, workers=1).forms["treaty"].ratification
    for other in (compute(scenario, workers=2), compute(scenario, method="programme")):
        found = other.forms["treaty"].ratification
        assert np.array_equal(found.has_zone, listed.has_zone)


def test_result_json_has_the_odds_of_each_text() -> None:
    analysis = analyse(scenario_from(halved(WAR, 256)), perspectives=False)
    texts = TextResults(analysis.texts, causes=analysis.common_causes)
    plain = texts.plain("treaty", analysis)["common_causes"]
    assert [row["text"] for row in plain["texts"]] == [None, "halves"]
    row = plain["texts"][1]
    assert row["shocks"]["war"] == {"down": 1.0, "up": 0.0, "se": 0.0}
    assert 0 < row["independent"] < row["as_given"] < 1
    assert set(plain["zone"]) == {"independent", "as_given", "se"}
    jsonschema.validate(json.loads(json.dumps(analysis.to_dict())), result_schema())


def test_a_scenario_of_plain_types_has_causes_too() -> None:
    assert loads_of(Scenario.model_validate(halved(WAR)))["war"] == {
        "actors.left.reservation": 0.1,
        "actors.right.reservation": 0.1,
    }
