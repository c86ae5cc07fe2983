"""The laws of the model's section 3: whatever the scenario, these hold."""

from __future__ import annotations

import copy
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from tests.ratification.sets import sets_of
from tests.strategies import Case, Raw, actors, cases, is_nominal, option_names, rules
from winset.analysis import Analysis, analyse
from winset.scenario.model import Scenario, spell_out_options


def actor_ids(case: Case) -> tuple[str, ...]:
    return tuple(case.raw["actors"])


def body_ids(case: Case) -> tuple[str, ...]:
    return tuple(actor for actor, entry in case.raw["actors"].items() if "body" in entry)


def within(small: Any, large: Any) -> bool:
    """Whether every package of one set, in every world, is in the other."""
    return not (small & ~large).any()


# --- sets within sets ---


@given(case=cases(), answers=st.data())
def test_adding_a_veto_player_never_enlarges_a_win_set(case: Case, answers: Any) -> None:
    newcomer = answers.draw(actors(case.raw["issues"], certain=False))
    party = answers.draw(st.sampled_from(list(case.raw["parties"])))

    def add(raw: Raw) -> None:
        raw["actors"]["newcomer"] = newcomer
        ratification = raw["parties"][party]["ratification"]
        for form, rule in ratification.items():
            ratification[form] = {"all": [rule, "newcomer"]}

    before, after = sets_of(case.scenario()), sets_of(case.changed(add).scenario())
    for form, sets in after.items():
        assert within(sets.zone, before[form].zone)
        for signatory, own in sets.parties.items():
            assert within(own, before[form].parties[signatory])
            assert signatory == party or np.array_equal(own, before[form].parties[signatory])


@given(case=cases(negation=False), answers=st.data())
def test_raising_a_cost_of_no_deal_never_shrinks_a_win_set(case: Case, answers: Any) -> None:
    actor = answers.draw(st.sampled_from(actor_ids(case)))
    low, high = sorted(answers.draw(st.tuples(*[st.integers(0, 20)] * 2)))

    def at_cost(twentieths: int) -> Case:
        def change(raw: Raw) -> None:
            raw["actors"][actor].pop("reservation", None)
            raw["actors"][actor]["no_deal_cost"] = twentieths / 20

        return case.changed(change)

    cheap, dear = sets_of(at_cost(low).scenario()), sets_of(at_cost(high).scenario())
    for form, sets in cheap.items():
        assert within(sets.zone, dear[form].zone)
        for party, own in sets.parties.items():
            assert within(own, dear[form].parties[party])


@given(case=cases())
def test_the_zone_lies_within_each_win_set(case: Case) -> None:
    for sets in sets_of(case.scenario()).values():
        assert all(within(sets.zone, own) for own in sets.parties.values())
        common = np.logical_and.reduce(list(sets.parties.values()))
        assert np.array_equal(sets.zone, common)


@given(case=cases(secrecy=False), answers=st.data())
def test_forms_nest_when_their_rules_do(case: Case, answers: Any) -> None:
    rule = rules(actor_ids(case), body_ids(case))
    parts = {party: answers.draw(st.tuples(rule, rule, rule)) for party in case.raw["parties"]}

    def nest(raw: Raw) -> None:
        for party, entry in raw["parties"].items():
            first, second, third = parts[party]
            entry["ratification"] = {
                "understanding": first,
                "executive": {"all": [first, second]},
                "treaty": {"all": [{"all": [first, second]}, third]},
            }

    sets = sets_of(case.changed(nest).scenario())
    for larger, smaller in (("understanding", "executive"), ("executive", "treaty")):
        assert within(sets[smaller].zone, sets[larger].zone)
        for party, own in sets[smaller].parties.items():
            assert within(own, sets[larger].parties[party])


# --- names and order ---


def renamed(case: Case) -> Case:
    """Give every actor, party, issue, option and form another id, in the same order."""
    raw = case.raw
    options = {
        issue: {name: f"{issue}-{name[::-1]}z" for name in option_names(entry)}
        for issue, entry in raw["issues"].items()
    }

    def issue_of(id_: str, entry: Raw) -> Raw:
        new, scale = options[id_], entry.get("scale")
        kept = dict(entry)
        if isinstance(entry["options"], int):
            places = spell_out_options(entry["options"], scale)
            kept["options"] = dict(zip(new.values(), places.values(), strict=True))
        elif is_nominal(entry):
            kept["options"] = list(new.values())
        else:
            kept["options"] = {new[name]: place for name, place in entry["options"].items()}
        kept["no_deal"] = place_of(id_, entry["no_deal"])
        return kept

    def place_of(issue: str, place: Any) -> Any:
        return options[issue][place] if isinstance(place, str) else place

    def stance_of(issue: str, stance: Raw) -> Raw:
        kept = dict(stance)
        if "values" in stance:
            kept["values"] = {options[issue][o]: v for o, v in stance["values"].items()}
        if "expects" in stance:
            kept["expects"] = place_of(issue, stance["expects"])
        if "exclude" in stance.get("red_line", {}):
            excluded = [options[issue][o] for o in stance["red_line"]["exclude"]]
            kept["red_line"] = {**stance["red_line"], "exclude": excluded}
        return kept

    def actor_of(entry: Raw) -> Raw:
        kept = copy.deepcopy(entry)
        for group in kept.get("body", {}).get("groups", {}).values():
            if "follows" in group:
                group["follows"] = f"x{group['follows']}"
        kept["stances"] = {f"x{i}": stance_of(i, s) for i, s in entry["stances"].items()}
        if "party" in entry:
            kept["party"] = f"x{entry['party']}"
        for pledge in kept.get("pledges", ()):
            pledge["issue"] = f"x{pledge['issue']}"
        return kept

    def load_of(path: str) -> str:
        """Rename the ids in a dotted path: every second key is one."""
        keys = path.split(".")
        for place in (1, 3) if keys[2] == "stances" else (1,):
            keys[place] = keys[place] if keys[place] == "*" else f"x{keys[place]}"
        return ".".join(keys)

    def rule_of(rule: Any) -> Any:
        if isinstance(rule, str):
            return f"x{rule}"
        if isinstance(rule, list):
            return [rule_of(part) for part in rule]
        named = ("all", "any", "not", "majority", "of")
        return {key: rule_of(part) if key in named else part for key, part in rule.items()}

    def party_of(entry: Raw) -> Raw:
        rules_ = {f"x{form}": rule_of(rule) for form, rule in entry["ratification"].items()}
        kept = {**entry, "principal": f"x{entry['principal']}", "ratification": rules_}
        if "signs" in entry:
            kept["signs"] = f"x{entry['signs']}"
        kept["envoys"] = [f"x{envoy}" for envoy in entry.get("envoys", ())]
        return kept

    written = {
        **raw,
        "issues": {f"x{i}": issue_of(i, entry) for i, entry in raw["issues"].items()},
        "actors": {f"x{a}": actor_of(entry) for a, entry in raw["actors"].items()},
        "parties": {f"x{p}": party_of(entry) for p, entry in raw["parties"].items()},
        "forms": {
            f"x{form}": {"undisclosed": [f"x{issue}" for issue in terms["undisclosed"]]}
            for form, terms in raw.get("forms", {}).items()
        },
        "shocks": {
            id_: {**shock, "loads": {load_of(path): by for path, by in shock["loads"].items()}}
            for id_, shock in raw.get("shocks", {}).items()
        },
        "excludes": [
            {f"x{i}": options[i][option] for i, option in excluded.items()}
            for excluded in raw.get("excludes", ())
        ],
    }
    tables = {
        f"x{actor}": replace(
            table,
            positions={f"x{i}": column for i, column in table.positions.items()},
            saliences={f"x{i}": column for i, column in table.saliences.items()},
        )
        for actor, table in case.tables.items()
    }
    return Case(written, tables)


def nameless(analysis: Analysis) -> Iterator[Any]:
    """Everything found, by order and without names."""
    yield [column.tolist() for column in analysis.worlds.columns.values()]
    for form in analysis.forms.values():
        r = form.ratification
        yield r.zone.by_package.tolist(), r.zone.probability, r.has_zone.tolist()
        yield [(own.probability, own.by_package.tolist()) for own in r.parties.values()]
        yield [[step.probability for step in steps] for steps in r.funnel.values()]
        yield [(actor.actor.lstrip("x"), actor.share) for actor in r.blockers]
        for deal in form.settlements.values():
            yield deal.ties, repr(deal.share), repr(deal.settled)
            yield list(deal.utilities.values()), list(deal.reservations.values())
    for odds in analysis.consent_odds(range(analysis.space.size)).values():
        yield odds.probability.tolist(), odds.backing.tolist(), odds.utility.tolist()


@given(case=cases())
def test_names_change_nothing(case: Case) -> None:
    found, other = (analyse(c.scenario(), perspectives=False) for c in (case, renamed(case)))
    assert list(nameless(found)) == list(nameless(other))


def by_name(analysis: Analysis) -> dict[str, Any]:
    """Everything found, by names and without numbers of packages."""
    space = analysis.space

    def named(number: int) -> frozenset[tuple[str, str]]:
        return frozenset(space.package(number).items())

    def counts(column: Any) -> dict[frozenset[tuple[str, str]], float]:
        return {named(n): value for n, value in enumerate(column.tolist())}

    found: dict[str, Any] = {}
    for name, form in analysis.forms.items():
        r = form.ratification
        found[name] = {
            "zone": (counts(r.zone.by_package), r.zone.probability),
            "parties": {
                party: (counts(own.by_package), own.probability) for party, own in r.parties.items()
            },
            "blockers": {blocker.actor: blocker.share for blocker in r.blockers},
            "funnel": {
                party: [step.probability for step in steps] for party, steps in r.funnel.items()
            },
            "settlements": {
                concept: ({named(n) for n in deal.ties}, repr(deal.share), repr(deal.settled))
                for concept, deal in form.settlements.items()
            },
        }
    return found


def shuffled(mapping: Mapping[str, Any], answers: Any) -> dict[str, Any]:
    return {key: mapping[key] for key in answers.draw(st.permutations(list(mapping)))}


@given(case=cases(certain=True), answers=st.data())
def test_the_order_of_issues_and_options_changes_only_the_numbering(
    case: Case, answers: Any
) -> None:
    def reorder(raw: Raw) -> None:
        raw["issues"] = shuffled(raw["issues"], answers)
        for issue in raw["issues"].values():
            if isinstance(issue["options"], list):
                issue["options"] = answers.draw(st.permutations(issue["options"]))
            elif isinstance(issue["options"], dict):
                issue["options"] = shuffled(issue["options"], answers)

    found, other = (
        analyse(c.scenario(), perspectives=False) for c in (case, case.changed(reorder))
    )
    assert by_name(found) == by_name(other)


@given(case=cases(certain=True, noise=(0.0,)), answers=st.data())
def test_without_chance_the_order_of_actors_and_parties_changes_nothing(
    case: Case, answers: Any
) -> None:
    def reorder(raw: Raw) -> None:
        raw["actors"] = shuffled(raw["actors"], answers)
        raw["parties"] = shuffled(raw["parties"], answers)

    found, other = (
        analyse(c.scenario(), perspectives=False) for c in (case, case.changed(reorder))
    )
    assert by_name(found) == by_name(other)


# --- closed forms ---


def accepted_on_a_line(
    positions: list[float], ideal: float, status_quo: float, loss: float = 1.0, cost: float = 0.0
) -> list[bool]:
    """Which options of one issue a ratifier accepts; the other side takes anything."""
    options = {f"o{n}": place for n, place in enumerate(positions)}
    stances = {"x": {"position": ideal, "salience": 1}}
    scenario = Scenario.model_validate(
        {
            "winset": 1,
            "id": "line",
            "title": "Line",
            "issues": {
                "x": {"title": "X", "scale": [0, 10], "options": options, "no_deal": status_quo}
            },
            "actors": {
                "ratifier": {"no_deal_cost": cost, "stances": stances},
                "foreign": {"reservation": 0},
            },
            "parties": {
                "home": {"principal": "ratifier", "ratification": {"treaty": "ratifier"}},
                "away": {"principal": "foreign", "ratification": {"treaty": "foreign"}},
            },
            "settings": {"noise": 0.0, "worlds": 1, "loss": loss},
        }
    )
    (sets,) = sets_of(scenario).values()
    accepted: list[bool] = sets.parties["home"][0].tolist()
    return accepted


@pytest.mark.parametrize("loss", [0.5, 1.0, 2.0, 3.0])
@given(
    positions=st.lists(st.integers(0, 100), min_size=1, max_size=12),
    ideal=st.integers(0, 100),
    status_quo=st.integers(0, 100),
)
@example(positions=[3], ideal=3, status_quo=3)
def test_a_ratifier_accepts_what_is_no_farther_than_the_status_quo(
    loss: float, positions: list[int], ideal: int, status_quo: int
) -> None:
    # tenths written in a way that does not round to the nearest float, as computed places do
    def tenths(k: int) -> float:
        return min(k * 0.1, 10.0)

    places = [tenths(k) for k in positions]
    accepted = accepted_on_a_line(places, ideal / 10, status_quo / 10, loss)
    assert accepted == [abs(k - ideal) <= abs(status_quo - ideal) for k in positions]


@given(
    ideal=st.integers(0, 20),
    status_quo=st.integers(0, 20),
    cost=st.integers(0, 20),
)
def test_a_cost_of_no_deal_widens_the_win_set_by_its_worth_in_distance(
    ideal: int, status_quo: int, cost: int
) -> None:
    halves = [k / 2 for k in range(21)]
    accepted = accepted_on_a_line(halves, ideal / 2, status_quo / 2, cost=cost / 20)
    assert accepted == [abs(k - ideal) <= abs(status_quo - ideal) + cost for k in range(21)]


@given(case=cases(certain=True, noise=(0.0,)))
def test_without_chance_every_world_is_the_same(case: Case) -> None:
    assume(case.raw["settings"]["worlds"] > 1)
    for sets in sets_of(case.scenario()).values():
        assert (sets.zone == sets.zone[0]).all()
