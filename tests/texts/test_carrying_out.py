"""Whether those who sign nothing do their part: closed forms, laws, and plain loops."""

from __future__ import annotations

import copy
import json
import math
from typing import Any

import jsonschema
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from tests.profiles import COSTLY
from tests.strategies import Case, cases, option_names, rules
from tests.texts.text_twin import TextTwin
from tests.twin import World, with_leaders
from winset.analysis import Analysis, analyse
from winset.comparison import compare
from winset.report.page import render_report
from winset.scenario import scenario_from
from winset.scenario.rules import actors_of
from winset.serialise.comparison import plain_comparison
from winset.serialise.schema import result_schema
from winset.texts.carrying_out import duties_of
from winset.words.comparison import comparison_table, comparison_told
from winset.words.gates import TextRow, drafts_table, further_told, gate_rows, vote_told
from winset.words.onboard import onboard_told
from winset.words.perspectives import views_table
from winset.words.quantities import percent
from winset.words.table import Table

WORLDS = (1, 8, 17)


@st.composite
def needing(draw: st.DrawFn, *, negation: bool = True) -> Case:
    """Return scenarios in which some options need somebody's part."""
    case = draw(cases(worlds=WORLDS, negation=negation))
    named = rules(tuple(case.raw["actors"]), _bodies(case), negation=negation)

    def add(raw: dict[str, Any]) -> None:
        for issue in raw["issues"].values():
            options = draw(st.lists(st.sampled_from(option_names(issue)), unique=True))
            issue["needs"] = {option: draw(named) for option in options}
            issue["binding"] = draw(st.sampled_from(["own_part", "whole"]))

    return case.changed(add)


def _bodies(case: Case) -> tuple[str, ...]:
    return tuple(id_ for id_, actor in case.raw["actors"].items() if "body" in actor)


class PartTwin(TextTwin):
    """Who does its part in each text, in plain loops."""

    def named(self, number: int) -> dict[str, list[str]]:
        """Actor → the issues of a text that need it."""
        found: dict[str, list[str]] = {}
        for issue, rule in self.rules_of(number).items():
            for actor in actors_of(rule):
                found.setdefault(actor, []).append(issue)
        return found

    def rules_of(self, number: int) -> dict[str, Any]:
        """Issue → the rule that the text's option has there."""
        text = dict(zip(self.scenario.issues, self.packages[number], strict=True))
        issues = self.scenario.issues
        return {k: issues[k].needs[o] for k, o in text.items() if o in issues[k].needs}

    def parts_of(self, number: int, actor: str) -> list[str]:
        """Issues on which an actor does its part, or decides for those who follow it."""
        rules_ = self.rules_of(number).items()
        led = [k for k, rule in rules_ if actor in with_leaders(self.scenario, actors_of(rule))]
        return self.named(number).get(actor, led)

    def willing(self, w: int, number: int, actor: str) -> list[bool]:
        """Whether each member would do its part, deciding alone."""
        world, members = self.worlds[w], self.worlds[w].members[actor]
        # whoever does its part knows of it, whatever the form keeps undisclosed
        members = World(self.scenario, self.draws, w).members[actor]
        at = {issue: n for n, issue in enumerate(self.scenario.issues)}
        has_rows = self.scenario.actors[actor].body is not None
        found = []
        for row, member in enumerate(members):
            gain, barred = world.noise(actor), False
            saliences = [
                world._salience(actor, k, row if has_rows else None) for k in self.scenario.issues
            ]
            for issue in self.parts_of(number, actor):
                option = self.packages[number][at[issue]]
                _, without = world._worth(actor, issue, row if has_rows else None)
                weight = saliences[at[issue]] / sum(saliences) if sum(saliences) > 0 else 0.0
                gain += member.worth[at[issue]][option] - weight * without
                barred = barred or option in member.barred[at[issue]]
            found.append(not barred and gain >= -1e-9)
        return found

    def done(self, w: int, number: int, reading: str | None) -> bool:
        """Whether the text is carried out in a world."""
        for issue, rule in self.rules_of(number).items():
            how = reading or self.scenario.issues[issue].binding
            ballot = self.ballots[w][number].__class__(self.worlds[w], self.packages[number])
            for actor in with_leaders(self.scenario, actors_of(rule)):
                if actor in self.bound:
                    ballot.said[actor] = ballot.total[actor]
                elif how == "own_part":
                    ballot.yes[actor] = self.willing(w, number, actor)
            if not ballot.holds(rule):
                return False
        return True


@COSTLY
@given(needing())
def test_the_same_as_plain_loops(case: Case) -> None:
    scenario = case.scenario()
    analysis = analyse(scenario, perspectives=False)
    for name in analysis.forms:
        twin, poll = PartTwin(scenario, analysis.worlds, name), analysis.desk.poll
        for number in range(analysis.space.size):
            carrying = poll.carrying(poll.forms[name], number)
            assert (carrying is None) == (not twin.rules_of(number))
            if carrying is None:
                continue
            each = range(analysis.worlds.count)
            assert carrying.done.tolist() == [twin.done(w, number, None) for w in each]
            for reading, done in carrying.by_reading.items():
                assert done.tolist() == [twin.done(w, number, reading) for w in each]
            for actor, issues in carrying.withholds.items():
                assert actor not in twin.bound
                assert list(issues) == twin.named(number)[actor]


@COSTLY
@given(needing())
def test_the_gates_multiply_and_a_search_says_the_same_of_a_text(case: Case) -> None:
    listed = analyse(case.scenario(), perspectives=False)
    searched = analyse(case.scenario(), perspectives=False, method="programme")
    for form in listed.forms:
        for number in range(0, listed.space.size, 3):
            gates = listed.desk.gates(form, [number])
            assert repr(searched.desk.gates(form, [number])) == repr(gates)
            if gates.carried_out is None:
                assert gates.through == gates.passes
            elif gates.passes.value:
                product = gates.passes.value * gates.carried_out.value
                assert math.isclose(gates.through.value, product, abs_tol=1e-12)
            else:
                assert math.isnan(gates.carried_out.value)
                assert gates.through.value == 0
                assert gates.withheld == ()


@COSTLY
@given(needing(), st.data())
def test_doing_ones_part_depends_on_the_issues_that_need_one_alone(
    case: Case, data: st.DataObject
) -> None:
    analysis = analyse(case.scenario(), perspectives=False)
    poll = analysis.desk.poll
    space, scenario = analysis.space, analysis.scenario
    number = data.draw(st.integers(0, space.size - 1))
    assume(space.allows(space.choices([number]))[0])
    text = space.package(number)
    needed = {duty.issue for duty in duties_of(scenario, text)}
    other = {
        issue: option
        if issue in needed
        else data.draw(
            st.sampled_from([o for o in entry.options if o not in entry.needs] or [option])
        )
        for (issue, option), entry in zip(text.items(), scenario.issues.values(), strict=True)
    }
    assume(not any(excluded.items() <= other.items() for excluded in scenario.excludes))
    for form in poll.forms.values():
        here, there = (poll.carrying(form, space.number(t)) for t in (text, other))
        assert (here is None) == (there is None)
        if here is not None and there is not None:
            assert (here.by_reading["own_part"] == there.by_reading["own_part"]).all()


@COSTLY
@given(needing(negation=False), st.data())
def test_needing_one_more_never_helps_and_needing_a_signer_never_matters(
    case: Case, data: st.DataObject
) -> None:
    number_of = list(case.raw["issues"])
    issue = data.draw(st.sampled_from(number_of))
    option = data.draw(st.sampled_from(option_names(case.raw["issues"][issue])))
    named = {
        a for k in case.scenario().issues.values() for r in k.needs.values() for a in actors_of(r)
    }
    newcomers = [actor for actor in case.raw["actors"] if actor not in named]

    def asks(actor: str) -> Case:
        def change(raw: dict[str, Any]) -> None:
            needs = raw["issues"][issue].setdefault("needs", {})
            needs[option] = {"all": [needs[option], actor]} if option in needs else actor

        return case.changed(change)

    before = analyse(case.scenario(), perspectives=False)
    for actor in newcomers:
        after = analyse(asks(actor).scenario(), perspectives=False)
        for form, entry in before.desk.poll.forms.items():
            for number in range(before.space.size):
                was, now = (each.desk.poll.answers(form, [number]).done for each in (before, after))
                assert (now <= was).all()
                if actor in entry.principals.values():
                    assert (now == was).all()


@COSTLY
@given(needing())
def test_no_text_gets_through_more_often_than_the_one_that_is_named(case: Case) -> None:
    analysis = analyse(case.scenario(), perspectives=False)
    for form, texts in analysis.texts.items():
        every = [
            analysis.desk.poll.answers(form, [n]).through.mean() for n in range(analysis.space.size)
        ]
        best = texts.carried_out
        if best is not None:
            assert every[best.text.package] == max(every) > 0
            assert best.gates.through.value <= max(every) + 1e-12
        elif texts.best is not None and texts.gates is not None:
            needs_nobody = texts.gates.carried_out is None
            assert needs_nobody or max(every) == 0


def ring(**implementer: Any) -> dict[str, Any]:
    """Return two leaders who like everything, and one outsider who must lift what it imposed."""
    fond = {"share": {"position": 100, "salience": 1}, "other": {"position": 100, "salience": 1}}
    return {
        "winset": 1,
        "id": "ring",
        "title": "Ring",
        "issues": {
            "share": {
                "title": "Relief",
                "options": {"none": 0, "half": 50, "whole": 100},
                "no_deal": 0,
                "needs": {"half": "ally"},
            },
            "other": {"title": "Order", "options": {"old": 0, "new": 25}, "no_deal": 0},
        },
        "actors": {
            "a": {"party": "p", "stances": fond},
            "b": {"party": "q", "stances": copy.deepcopy(fond)},
            "ally": {
                "name": "the ally",
                "stances": {
                    "share": {
                        "position": 100,
                        "salience": 1,
                        "expects": {"low": 0, "high": 100},
                        **implementer.pop("stance", {}),
                    },
                    "other": {"position": 25, "salience": 1},
                },
                **implementer,
            },
        },
        "parties": {
            "p": {"principal": "a", "ratification": {"treaty": "a"}},
            "q": {"principal": "b", "ratification": {"treaty": "b"}},
        },
        "settings": {"worlds": 256, "noise": 0.0},
    }


DAY = "2026-01-01 00:00 UTC"
TEXT = {"share": "half", "other": "new"}


def asked(raw: dict[str, Any]) -> Analysis:
    return analyse(scenario_from(raw))


@pytest.mark.parametrize(
    ("more", "own_part", "whole"),
    [
        # half of what it may expect lies above half; the whole text brings a quarter more
        ({}, 0.5, 0.75),
        # what no deal costs is not spared: there is a deal
        ({"no_deal_cost": 0.05}, 0.5, 0.85),
        # nor does a stated reservation play a part
        ({"reservation": 1.0}, 0.5, 0.0),
        # nothing makes up for a red line
        ({"stance": {"red_line": {"min": {"low": 0, "high": 100}}}}, 0.25, None),
        ({"stance": {"red_line": {"exclude": ["half"]}}}, 0.0, 0.0),
    ],
)
def test_with_one_issue_it_does_its_part_where_it_gains(
    more: dict[str, Any], own_part: float, whole: float | None
) -> None:
    gates = asked(ring(**more)).vote("treaty", TEXT).gates
    assert gates.passes.value == 1
    assert gates.carried_out is not None
    assert gates.own_part is not None
    assert gates.whole is not None
    assert gates.carried_out == gates.own_part
    assert gates.own_part.value == pytest.approx(own_part, abs=0.02)
    if whole is not None:
        assert gates.whole.value == pytest.approx(whole, abs=0.02)


def test_the_binding_says_what_it_decides_on() -> None:
    raw = ring()
    raw["issues"]["share"]["binding"] = "whole"
    gates = asked(raw).vote("treaty", TEXT).gates
    assert gates.carried_out == gates.whole
    (ally,) = gates.withheld
    assert ally.share.value == pytest.approx(0.25, abs=0.02)
    assert list(ally.issues) == ["share"]


def test_it_is_short_by_what_it_loses_and_the_nearest_option_that_helps_brings_it_in() -> None:
    vote = asked(ring()).vote("treaty", TEXT)
    (ally,) = vote.reluctant
    # it weighs the issue half; where it withholds, what it expects lies between 50 and 100
    assert ally.short == pytest.approx(0.125, abs=0.01)
    assert ally.refusal.loss == "share"
    change = ally.brought_in
    assert change is not None
    # none and whole lie as far away and need nobody: the first is taken
    assert (change.issue, change.option) == ("share", "none")
    assert (change.passes.before, change.passes.after) == (1.0, 1.0)
    assert change.through.after == 1.0
    barred = asked(ring(stance={"red_line": {"exclude": ["half"]}})).vote("treaty", TEXT)
    assert math.isinf(barred.reluctant[0].short)
    assert barred.reluctant[0].refusal.red_line == "share"


def test_who_signs_is_bound_and_envoys_who_sign_are() -> None:
    raw = ring()
    raw["parties"]["r"] = {"principal": "ally", "ratification": {"treaty": "ally", "pact": "ally"}}
    raw["actors"]["ally"]["party"] = "r"
    raw["parties"]["p"]["ratification"]["understanding"] = "a"
    raw["parties"]["q"]["ratification"]["understanding"] = "b"
    analysis = asked(raw)
    treaty, understanding = (
        analysis.vote(form, TEXT).gates for form in ("treaty", "understanding")
    )
    assert treaty.carried_out is not None
    assert treaty.carried_out.value == 1
    assert treaty.withheld == ()
    assert understanding.carried_out is not None
    assert understanding.carried_out.value == pytest.approx(0.5, abs=0.02)


def test_it_is_said_and_written_only_of_texts_that_need_somebody() -> None:
    analysis = asked(ring())
    scenario, desk = analysis.scenario, analysis.desk
    named = {option: {"share": option, "other": "new"} for option in ("half", "whole")}
    votes = {name: analysis.vote("treaty", text) for name, text in named.items()}
    assert [gate for gate, _ in gate_rows(votes["whole"].gates, None)] == [
        "signed",
        "then ratified",
        "overall",
    ]
    rows = dict(gate_rows(votes["half"].gates, None))
    assert rows == {
        "signed": "100 %",
        "then ratified": "100 %",
        "then carried out": "50 %",
        "overall": "50 %",
    }
    assert vote_told(scenario, votes["whole"], votes["whole"].gates) == ()
    told = vote_told(scenario, votes["half"], votes["half"].gates)
    assert (
        told[0] == "Once it is ratified, a part is withheld 50 % of the time by the ally (Relief)."
    )
    assert told[1].startswith(
        "All who have a part to do would do it 50 % of the time, and accept the whole text"
    )
    table = drafts_table(
        scenario,
        [
            TextRow("treaty", v.package, name, desk.gates("treaty", [v.package]))
            for name, v in votes.items()
        ],
    )
    assert table.columns[-3:] == ("then ratified", "then carried out", "overall")
    assert [row[-2] for row in table.rows] == ["50 %", "–"]


@pytest.mark.usefixtures("few_futures")
def test_the_result_holds_it_and_keeps_to_its_schema() -> None:
    raw = ring()
    raw["issues"]["share"]["needs"]["whole"] = "ally"
    raw["issues"]["share"]["options"].pop("none")
    plain = json.loads(json.dumps(asked(raw).to_dict()))
    jsonschema.validate(plain, result_schema())
    form = plain["forms"]["treaty"]
    assert form["carried_out"]["own_part"] == form["gates"]["carried_out"]
    raw["issues"]["share"]["needs"] = {}
    assert "carried_out" not in asked(raw).to_dict()["forms"]["treaty"]


@pytest.mark.usefixtures("few_futures")
def test_what_needs_nobody_may_get_further_and_is_said_to() -> None:
    raw = ring()
    # half of it passes more often than the whole, which needs nobody
    raw["issues"]["share"]["options"].pop("none")
    raw["actors"]["a"]["stances"]["share"] |= {
        "position": 50,
        "red_line": {"max": {"values": [60, 100], "weights": [1, 3]}},
    }
    analysis = asked(raw)
    texts = analysis.texts["treaty"]
    assert texts.vote is not None
    assert texts.carried_out is not None
    assert texts.carried_out.is_better
    told = further_told(texts.vote, texts.carried_out)
    assert told == (
        "With Relief at “whole” it gets through all three 75 % of the time instead of 50 %."
    )
    blocks = [block for part in analysis.brief.parts for block in part.blocks]
    brief = " ".join(block for block in blocks if isinstance(block, str))
    assert "is not carried out 50 % of the time, mostly for want of the ally on Relief." in brief
    assert "“–” stands where nobody else has a part to do." in brief
    tables = {block.title: block.rows for block in blocks if isinstance(block, Table)}
    rows = tables["Odds of the text likeliest to pass"]
    furthest = rows[rows.index(("Text carried out most often",)) + 1]
    assert furthest[1:5] == ("75 %", "100 %", "–", "75 %")
    assert ("Relief", "whole") in tables["The text carried out most often, by form"]


def test_advice_names_who_must_be_won_to_carry_it_out_and_at_whose_cost() -> None:
    raw = ring()
    raw["issues"]["share"]["options"] = {"little": 25, "half": 50}
    raw["actors"]["ally"]["stances"]["share"]["position"] = 0
    raw["actors"]["ally"]["stances"]["share"]["expects"] = {"low": 0, "high": 60}
    analysis = analyse(scenario_from(raw), advice=True)
    advice = analysis.advice.onboard.forms["treaty"]
    (ally,) = advice.implementers
    assert advice.start.package == analysis.space.number(TEXT)
    # it does its part where it expects more than half for them
    assert ally.does.value == pytest.approx(1 / 6, abs=0.02)
    assert ally.concession is not None
    # each leader weighs the issue half, and gives up a quarter of the scale
    assert ally.concession.losses == pytest.approx({"a": 0.125, "b": 0.125})
    assert (ally.won.value, ally.passes.after, ally.through.after) == (1, 1, 1)
    told = onboard_told(analysis, analysis.advice.onboard)
    assert told[-1].title == "Treaty: who carries it out"
    assert told[-1].table is not None
    assert told[-1].table.rows[0][1] == "Relief: little"
    plain = json.loads(json.dumps(analysis.to_dict()))
    jsonschema.validate(plain, result_schema())
    (row,) = plain["advice"]["implementers"]
    assert row["concessions"] == [{"issue": "share", "from": "half", "to": "little"}]


@pytest.mark.usefixtures("few_futures")
def test_a_switch_shows_what_the_need_matters() -> None:
    raw = ring()
    raw["issues"]["share"]["options"].pop("none")
    raw["issues"]["share"]["options"].pop("whole")
    free = {**raw, "issues": {**raw["issues"], "share": {**raw["issues"]["share"], "needs": {}}}}
    comparison = compare(scenario_from(raw), scenario_from(free))
    form = comparison.forms["treaty"]
    assert form.carried_out is not None
    assert form.through is not None
    assert form.carried_out.before == form.through.before == pytest.approx(0.5, abs=0.02)
    assert form.carried_out.after == form.through.after == 1
    assert "signed, ratified and carried out 100 % of the time instead of 50 %" in " ".join(
        comparison_told(comparison)
    )
    table = comparison_table(comparison)
    assert table is not None
    assert any(row[0].endswith("carried out, once ratified") for row in table.rows)
    plain = plain_comparison(comparison)["forms"]["treaty"]
    assert plain["carried_out"]["after"] == 1
    quiet = compare(scenario_from(free), scenario_from(free)).forms["treaty"]
    assert quiet.carried_out is None


def test_the_range_of_judgement_is_that_of_a_text_that_is_carried_out() -> None:
    vote = asked(ring()).vote("treaty", TEXT)
    # at either end of what it expects the ally does its part always, or never
    assert (vote.range.low, vote.range.high) == (0.0, 1.0)
    assert [swing.path for swing in vote.range.held] == ["actors.ally.stances.share.expects"]
    # a judgement about others leaves its answers as they are
    raw = ring()
    raw["actors"]["a"]["stances"]["share"]["red_line"] = {"max": {"low": 40, "high": 60}}
    raw["actors"]["ally"]["stances"]["share"]["expects"] = 0
    judged = asked(raw).vote("treaty", TEXT)
    assert (judged.range.low, judged.range.high) == (0.0, 1.0)
    raw["actors"]["ally"]["stances"]["share"]["expects"] = 100
    refused = asked(raw).vote("treaty", TEXT)
    assert (refused.range.low, refused.range.high) == (0.0, 0.0)


@pytest.mark.usefixtures("few_futures")
def test_report_and_observers_say_who_carries_it_out() -> None:
    raw = ring()
    raw["issues"]["share"]["options"] = {"little": 25, "half": 50}
    raw["issues"]["share"]["needs"] = {"little": "ally", "half": "ally"}
    raw["perspectives"] = {
        "other": {
            "title": "Another view",
            "actors": {"ally": {"stances": {"share": {"expects": 0}}}},
        }
    }
    analysis = asked(raw)
    page = render_report(analysis, generated=DAY)
    assert "Who does not do its part once the text is ratified" in page
    assert "Then carried out" in page
    rows = {row[0]: row[1:] for row in views_table(analysis).rows}
    here, seen = rows["Treaty: best text, then carried out"]
    assert seen == "100 %"
    assert here == percent(analysis.texts["treaty"].gates.carried_out.value)
    raw["issues"]["share"]["needs"] = {}
    quiet = asked(raw)
    assert "arried out" not in render_report(quiet, generated=DAY)
    assert len(views_table(quiet).rows) == len(rows) - 1
