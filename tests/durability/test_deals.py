"""From a scenario to how long its deals last."""

from __future__ import annotations

import datetime as dt
from typing import Any

import numpy as np
import pytest

import winset
from tests.durability.divided import analysed, divided
from winset.durability import projection
from winset.durability.coefficients import shipped_approval
from winset.durability.deals import durability_of
from winset.durability.results import Durability
from winset.durability.signatories import Turnover, month_of
from winset.durability.survival import difference
from winset.lab.durability_fit.approval import odds_at
from winset.scenario import scenario_from
from winset.scenario.model import Election
from winset.texts.successors import successors_of
from winset.words.durability import skipped_told
from winset.words.durability_grounds import grounds_told
from winset.words.elite_backed import form_adds_told, leader_only_told


@pytest.fixture(scope="module")
def real() -> winset.Analysis:
    return winset.analyse(winset.load("us-russia-2025"), worlds=256, perspectives=False)


def with_party(party: str, **more: Any) -> dict[str, Any]:
    scenario = divided()
    scenario["parties"][party] |= more
    return scenario


def signatory_odds(scenario: dict[str, Any], party: str = "p") -> tuple[list, Any]:
    return Turnover(scenario_from(scenario), 50, 1)._drawn[party]


def test_successors_are_the_partys_other_actors_by_influence() -> None:
    found = analysed()
    worlds = found.worlds
    named = successors_of(found.scenario, worlds, "p")
    assert [(own.actor, own.weight) for own in named] == [("hawks", 30), ("doves", 10)]
    assert [own.actor for own in successors_of(found.scenario, worlds, "q")] == ["guard"]


def test_rejection_is_of_this_very_package() -> None:
    deals = analysed().durability.forms["understanding"]
    # the leaders split the pie; the hawks want three quarters of it
    assert deals["nash"].rejects == {"p": pytest.approx(0.75), "q": 0}
    assert deals["elite_backed"].rejects == {"p": 0, "q": 0}


def test_the_package_the_elites_also_accept() -> None:
    found = analysed()
    backing = found.durability.backing["understanding"]
    assert backing.backed
    assert found.space.package(backing.package) == {"pie": "80"}
    assert set(backing.elites) == {"hawks", "doves", "guard"}


def test_a_form_that_its_envoy_sees_otherwise_is_asked_about_apart() -> None:
    # the pledge of the envoy who signs sleeps in the understanding, and costs it in the treaty
    raw = with_party("p", signs="envoy")
    pledge = {"issue": "pie", "max": 25, "cost": 0.3}
    raw["actors"]["envoy"] |= {"reservation": 0, "pledges": [pledge]}
    raw["actors"]["hawks"]["reservation"] = 0
    raw["forms"] = {"understanding": {"undisclosed": ["pie"]}, "treaty": {}}
    found = winset.analyse(scenario_from(raw))
    alone = durability_of(found, forms=["treaty"]).backing["treaty"]
    assert found.durability.backing["treaty"] == alone
    assert found.durability.backing["understanding"] != alone


def test_where_no_package_suits_all_elites_the_least_willing_decides() -> None:
    scenario = divided()
    scenario["actors"]["guard"]["reservation"] = {"low": 0.1, "high": 0.9}
    scenario["settings"]["worlds"] = 256
    found = winset.analyse(scenario_from(scenario))
    backing = found.durability.backing["treaty"]
    assert not backing.backed
    least = min(backing.elites.values())
    for number in range(found.space.size):
        odds = found.consent_odds([number])
        assert min(odds[actor].probability[0] for actor in backing.elites) <= least


def test_a_deal_that_fewer_reject_lasts_longer() -> None:
    found = analysed().durability
    contrast = found.contrast("understanding", "elite_backed", 10)
    assert contrast is not None
    assert contrast.difference.low >= 0
    assert contrast.sign == 1
    assert "lasts longer than the leaders’ own" in leader_only_told(analysed(), found)[0]


def test_no_elites_no_question() -> None:
    scenario = divided()
    for actor in ("hawks", "doves", "guard"):
        scenario["actors"][actor]["role"] = "other"
    found = winset.analyse(scenario_from(scenario))
    assert found.durability.backing == {}
    told = leader_only_told(found, found.durability)
    assert told[0] == "No signing party has an elite actor, so there is no elite to have on board."
    assert told[1].startswith("Were every later government against it")
    assert "One and the same text lasts" in told[2]
    assert len(told) == 3


def test_elites_are_whom_the_party_names_whatever_their_role() -> None:
    named = divided()
    for actor in ("hawks", "doves", "guard"):
        named["actors"][actor]["role"] = "other"
    named["parties"]["p"]["elites"] = ["hawks", "doves"]
    named["parties"]["q"]["elites"] = ["guard"]
    by_role, by_name = analysed(), winset.analyse(scenario_from(named))
    assert by_name.durability.backing == by_role.durability.backing
    assert leader_only_told(by_name, by_name.durability) == leader_only_told(
        by_role, by_role.durability
    )


def test_a_party_may_have_no_elites_though_a_role_says_so() -> None:
    scenario = divided()
    for party in scenario["parties"].values():
        party["elites"] = []
    assert winset.analyse(scenario_from(scenario)).durability.backing == {}


def test_nobody_named_means_the_average_of_the_data() -> None:
    scenario = divided()
    for actor in ("hawks", "doves", "envoy", "guard"):
        del scenario["actors"][actor]["influence"]
    found = winset.analyse(scenario_from(scenario))
    deal = found.durability.forms["treaty"]["nash"]
    assert deal.rejects == {"p": None, "q": None}
    texts = [ground.text for ground in grounds_told(found.durability, found.scenario)]
    assert sum("nobody but those who sign" in text for text in texts) == 2


def test_forms_of_unknown_kind_are_left_out_with_a_reason() -> None:
    scenario = divided()
    for party, leader in (("p", "a"), ("q", "b")):
        scenario["parties"][party]["ratification"]["pact"] = leader
    analysis = winset.analyse(scenario_from(scenario))
    assert analysis.durability.skipped["pact"] == "unknown_kind"
    assert "forms.pact.ratified" in skipped_told(analysis.scenario, analysis.durability)[0]
    scenario["forms"] = {"pact": {"ratified": True}}
    found = winset.analyse(scenario_from(scenario)).durability
    assert found.skipped == {}
    pact, treaty = (found.forms[form]["nash"].outlook for form in ("pact", "treaty"))
    np.testing.assert_array_equal(pact.survival, treaty.survival)


def test_dated_elections_stand_in_place_of_the_rate() -> None:
    election = {"date": "2026-11-03", "takes_office": "2027-01-20", "change": 0.4}
    elections, rate = signatory_odds(with_party("p", elections=[election]))
    assert rate is None
    assert elections[0][0] == 24
    np.testing.assert_array_equal(elections[0][1], 0.4)
    past = {"date": "2024-11-05", "takes_office": "2024-12-01", "change": 0.4}
    assert signatory_odds(with_party("p", elections=[past]))[0] == []


def test_uncertain_odds_and_rates_are_drawn() -> None:
    election = {"date": "2026-11-03", "change": {"low": 0.2, "high": 0.4}}
    scenario = with_party("p", elections=[election], turnover={"low": 0.1, "high": 0.3})
    elections, rate = signatory_odds(scenario)
    assert 0.2 <= elections[0][1].min() < elections[0][1].max() <= 0.4
    assert 0.1 <= rate.min() < rate.max() <= 0.3


def test_months_count_from_signature() -> None:
    vote = Election.model_validate({"date": "2028-11-07", "takes_office": "2029-01-20",
                                    "change": 0.5})  # fmt: skip
    assert month_of(dt.date(2025, 12, 9), vote) == 37
    assert month_of(dt.date(2029, 1, 20), vote) == 0


def test_approval_is_used_only_if_asked() -> None:
    election = {"date": "2026-11-03", "change": 0.4}
    own = {"regime": "democracy", "name": "United States", "approval": 38}
    scenario = with_party("p", elections=[election], **own)
    np.testing.assert_array_equal(signatory_odds(scenario)[0][0][1], 0.4)
    scenario["durability"] = {"use_approval": True}
    drawn = Turnover(scenario_from(scenario), 4000, 1)._drawn["p"][0][0][1]
    assert np.median(drawn) == pytest.approx(odds_at(*shipped_approval(), 38)[0], abs=0.02)


def test_disruption_is_a_cause_of_its_own() -> None:
    found = analysed(durability={"disruption": 0.1, "years": 5}).durability
    outlook = found.forms["treaty"]["nash"].outlook
    assert outlook.causes[-1] == "disrupted"
    assert 0.3 < outlook.incidence_at("disrupted", 5).mean < 0.4
    assert found.marks == (1, 5)


def test_a_fixed_rho_is_used_and_not_varied() -> None:
    drawn, fixed = analysed().durability, analysed(durability={"rho": 0.5}).durability
    assert set(drawn.rho) == {0.3, 0.7}
    assert fixed.rho == {}
    spread = [
        np.ptp(found.forms["treaty"]["nash"].outlook.survival[:, -1]) for found in (drawn, fixed)
    ]
    assert spread[0] > spread[1]


def test_the_real_case_is_the_same_by_the_exact_engine(real: winset.Analysis) -> None:
    quick = real.durability
    exact = durability_of(real, forms=("understanding",), exact=True)
    for choice, deal in exact.forms["understanding"].items():
        ours = quick.forms["understanding"][choice]
        assert deal.outlook.method == "recursion"
        for theirs, own in ((deal.outlook, ours.outlook), (deal.by_form, ours.by_form)):
            for years in quick.marks:
                wanted, found = theirs.survival_at(years), own.survival_at(years)
                assert found.mean == pytest.approx(wanted.mean, abs=2e-3)
                assert found.low == pytest.approx(wanted.low, abs=0.02)


def test_deals_are_compared_with_the_leaders_own_of_their_form(real: winset.Analysis) -> None:
    """A treaty for the elites was once held against an understanding of the leaders."""
    found = real.durability
    assert found.benchmark is found.forms["understanding"]["nash"]
    for form, deals in found.forms.items():
        assert found.contrast(form, "nash", 10) is None
        for choice in deals.keys() - {"nash"}:
            contrast = found.contrast(form, choice, 10)
            assert contrast is not None
            assert contrast.against == form
            wanted = difference(deals[choice].outlook, deals["nash"].outlook, 10)
            assert contrast.difference == wanted
    assert len(found.contrasts) == sum(len(d) - 1 for d in found.forms.values()) * len(found.marks)


def test_what_a_form_adds_is_told_of_one_text(real: winset.Analysis) -> None:
    found = real.durability
    first = found.forms["understanding"]
    adds = {(c.form, c.choice): c for c in found.form_adds if c.years == 10}
    assert adds.keys() == {
        (form, choice)
        for form in ("accord", "executive", "treaty")
        for choice in ("nash", "elite_backed")
    }
    # two unratified forms with the same signatories run the same risk with one text
    assert all(c.is_none for (form, _), c in adds.items() if form != "treaty")
    alone = durability_of(real, forms=("treaty",), package=first["nash"].package)
    wanted = difference(alone.forms["treaty"]["named"].outlook, first["nash"].outlook, 10)
    assert adds["treaty", "nash"].difference == wanted
    told = form_adds_told(real.scenario, found)
    assert len(told) == 1
    assert "One and the same text lasts" in told[0]
    assert "treaty than as the accord backed at home" in told[0]


def test_no_deal_leaves_the_attainable_range(real: winset.Analysis) -> None:
    """Whoever succeeds, and if nobody is named: between all of them rejecting and none."""
    found = real.durability
    for form, deals in found.forms.items():
        kind = found.kind(form)
        for deal in deals.values():
            assert difference(kind.none_rejects, deal.outlook, 10).low >= -1e-3
            assert difference(deal.outlook, kind.all_reject, 10).low >= -1e-3


def test_the_range_is_that_of_deals_all_or_none_reject() -> None:
    everyone = analysed(settings={"worlds": 8, "noise": 0})
    for reservation, end in ((1.0, "all_reject"), (0.0, "none_rejects")):
        scenario = divided()
        for actor in ("hawks", "doves", "guard"):
            scenario["actors"][actor]["reservation"] = reservation
        found = winset.analyse(scenario_from(scenario))
        deal = found.durability.forms["treaty"]["nash"]
        wanted = getattr(everyone.durability.kind("treaty"), end)
        np.testing.assert_array_equal(deal.outlook.survival, wanted.survival)


def test_the_quick_engine_is_near_enough_for_the_range(
    real: winset.Analysis, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(projection, "RANGE_OVERLAP", 0.0)
    slow = projection.Projection(real.scenario, real.worlds).had_all("treaty", accept=0.0)
    quick = real.durability.kind("treaty").all_reject
    assert (slow.method, quick.method) == ("monte carlo", "marginals")
    for years in (1, 5, 10):
        wanted = slow.survival_at(years).mean
        assert quick.survival_at(years).mean == pytest.approx(wanted, abs=4e-3)


def test_forms_the_data_cannot_tell_apart_are_one_kind(real: winset.Analysis) -> None:
    unratified, ratified = real.durability.kinds
    assert unratified.forms == ("understanding", "accord", "executive")
    assert unratified.published == unratified.shown == ("accord", "executive")
    assert ratified.forms == ratified.shown == ("treaty",)
    assert real.durability.shown == ("accord", "executive", "treaty")


def test_a_named_package_is_told_first(real: winset.Analysis) -> None:
    found: Durability = durability_of(real, forms=("treaty",), package=7, years=3)
    assert found.main("treaty").package == 7
    assert found.marks == (1, 3)
    assert set(found.forms) == {"treaty"}


def test_entangled_parties_are_run_exactly() -> None:
    scenario = divided()
    scenario["parties"]["q"]["regime"] = "military"
    scenario["actors"]["guard"]["reservation"] = 1
    deal = winset.analyse(scenario_from(scenario)).durability.forms["understanding"]["nash"]
    assert deal.outlook.method == "recursion" or deal.by_form.method == "recursion"
    assert deal.rejects["q"] == 1
