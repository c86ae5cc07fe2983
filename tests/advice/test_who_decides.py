"""Who decides: pivotality at the settlement, against the twin's own ballots."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given

from tests.profiles import COSTLY
from tests.strategies import Case, cases
from tests.twin import Ballot, Twin
from winset.advice.who_decides import WhoDecides, who_decides
from winset.analysis import analyse
from winset.ratification import forms_of
from winset.ratification.power import rule_power
from winset.scenario import scenario_from
from winset.serialise.advice import who_decides_rows
from winset.words.who_decides import who_decides_told

from .town import elite, read, rule, stance, town


def decided(raw: dict[str, Any]) -> WhoDecides:
    return who_decides(analyse(scenario_from(raw)))


def told(raw: dict[str, Any], found: WhoDecides) -> str:
    return read(who_decides_told(scenario_from(raw), found))


def row(found: WhoDecides, actor: str) -> Any:
    return next(own for own in found.rows if own.actor == actor)


def test_the_one_who_withholds_consent_decides() -> None:
    council = elite(reservation=1, stances={"land": stance(0), "money": stance(55)})
    raw = rule(town(council=council), "p", {"all": ["mayor", "council"]})
    found = decided(raw)
    council_row = row(found, "council")
    assert council_row.flips.value == council_row.would_pass.value == 1
    assert council_row.would_fail.value == 0
    assert row(found, "mayor").flips.value == 0
    assert council_row.opens_zone.value == 1
    assert council_row.shapley_shubik == pytest.approx(0.5)
    assert council_row.by_members is None
    assert "The consent of council decides most often." in told(raw, found)
    assert json.dumps(who_decides_rows(found), allow_nan=False)


def test_nobody_decides_alone_where_two_withhold() -> None:
    no = {"reservation": 1, "stances": {"land": stance(0), "money": stance(55)}}
    raw = town(one=elite(**no), two=elite(**no))
    raw = rule(raw, "p", {"all": ["mayor", "one", "two"]})
    found = decided(raw)
    assert all(own.flips.value == 0 for own in found.rows)
    assert "No single consent decides in any draw" in told(raw, found)


def test_two_who_decide_alike_are_not_ranked() -> None:
    found = decided(town())
    assert row(found, "mayor").flips.value == row(found, "rival").flips.value == 1
    assert "mayor or rival decides most often; who more often cannot be told." in told(
        town(), found
    )


def test_a_body_with_the_greater_quorum_decides_more_by_its_members() -> None:
    house = {
        "party": "p", "role": "legislature",
        "stances": {"land": stance(50), "money": stance(50)},
    }  # fmt: skip
    raw = town(
        upper={**house, "body": {"members": 30, "dispersion": 5}},
        lower={**house, "body": {"members": 30, "dispersion": 5}},
    )
    written = {"all": [{"at_least": "2/3", "of": "upper"}, {"majority": "lower"}]}
    found = decided(rule(raw, "p", written))
    upper, lower = row(found, "upper"), row(found, "lower")
    assert upper.shapley_shubik == lower.shapley_shubik == pytest.approx(0.5)
    assert upper.by_members > lower.by_members
    assert upper.by_members + lower.by_members == pytest.approx(1)


@COSTLY
@given(cases(worlds=(1, 4, 8)))
def test_pivots_against_ballots(case: Case) -> None:
    scenario = case.scenario()
    analysis = analyse(scenario)
    found = who_decides(analysis)
    twin = Twin(scenario, analysis.worlds)
    for form in forms_of(scenario):
        package = twin.packages[found.deals[form.name].package]
        for actor in form.actors:
            counts = [0, 0, 0]
            for world in twin.forms[form.name].worlds:
                ballots = [Ballot(world, package) for _ in range(3)]
                total = ballots[0].total[actor]
                ballots[1].said[actor], ballots[2].said[actor] = total, 0.0
                now, with_, without = (
                    all(own.holds(part) for part in form.rules.values()) for own in ballots
                )
                counts[0] += with_ != without
                counts[1] += with_ and not now
                counts[2] += now and not without
            # a leader whom no rule asks has no row under one
            for own in found.rows:
                if own.actor == actor and own.form == form.name:
                    shares = [own.flips.value, own.would_pass.value, own.would_fail.value]
                    assert shares == pytest.approx([count / len(twin.worlds) for count in counts])
        for party, written in form.rules.items():
            power = rule_power(scenario, written)
            for own in (r for r in found.rows if (r.form, r.party) == (form.name, party)):
                at = power.players.index(own.actor)
                assert own.shapley_shubik == pytest.approx(power.shapley_shubik[at])
