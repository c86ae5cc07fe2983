"""Every number of a scenario has a row that says where it comes from."""

from __future__ import annotations

from tests.report.conftest import analysed, harbour, real_case
from winset.scenario import scenario_from
from winset.words.provenance import provenance, thinness
from winset.worlds.inputs import inputs_of


def test_every_uncertain_input_has_a_row() -> None:
    for case in (analysed("harbour"), analysed("crowd"), real_case()):
        rows = {row.path for row in provenance(case.scenario)}
        inputs, _ = inputs_of(case.scenario)
        missing = {item.path for item in inputs} - rows
        assert all(path.endswith(".noise") for path in missing)


def test_paths_are_not_counted_twice() -> None:
    for case in (analysed("harbour"), analysed("crowd"), real_case()):
        paths = [r.path for r in provenance(case.scenario) if ".ratification." not in r.path]
        assert len(paths) == len(set(paths))


def test_marks() -> None:
    rows = {row.path: row for row in provenance(scenario_from(harbour()))}
    own = rows["actors.west_leader.stances.berths.position"]
    assert (own.mark, own.sources, own.note) == ("data", ("paper",), "¶2")
    assert own.value == "80 (50 to 100)"
    assert rows["actors.east_leader.stances.berths.red_line.max"].mark == "judgement"
    assert rows["actors.west_leader.no_deal_cost"].mark == "assumption"
    assert rows["actors.east_leader.no_deal_cost"].mark == "judgement"
    assert rows["settings.noise"].mark == "assumption"
    assert rows["talks.0.hours"].mark == "data"
    # levels named by their own positions say nothing about the world
    assert "issues.fees.options.50" not in rows
    assert rows["issues.berths.options.a_third"].value == "33"


def test_counts_add_up() -> None:
    scenario = scenario_from(harbour())
    rows = provenance(scenario)
    thin = thinness(scenario)
    assert thin.numbers == len(rows)
    assert (thin.sources, thin.second_hand) == (1, 1)


def test_real_case_is_all_judgement() -> None:
    thin = thinness(real_case().scenario)
    assert thin.data == 0
    assert thin.judgements > 200


def test_a_common_cause_is_one_row_with_its_source() -> None:
    raw = harbour()
    loads = {"actors.*.no_deal_cost": 0.1}
    raw["shocks"] = {"storm": {"title": "A storm", "loads": loads, "source": "paper"}}
    scenario = scenario_from(raw)
    rows = {row.path: row for row in provenance(scenario)}
    assert rows["shocks.storm"].what == "A storm"
    assert rows["shocks.storm"].mark == "judgement"
    assert rows["shocks.storm"].sources == ("paper",)
    missing = {item.path for item in inputs_of(scenario)[0]} - set(rows)
    assert all(path.endswith(".noise") for path in missing)
