"""Keep, renegotiate, tear up: closed forms, laws, and a twin written in loops."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.profiles import COSTLY
from tests.strategies import Case, Raw, cases, option_names
from tests.texts import kept_twin
from tests.twin import World
from winset.analysis import Analysis, analyse
from winset.packages import no_deal_contributions, utilities_of
from winset.scenario import scenario_from
from winset.scenario.checks.spans import plain
from winset.texts import Keeping

TEXT = {"land": "given", "aid": "much"}


def two_issues(**changes: Any) -> Any:
    """Two leaders who sign anything; a bloc that hates the land given and likes the aid."""
    raw = {
        "winset": 1,
        "id": "two",
        "title": "Two issues",
        "issues": {
            "land": {"title": "Land", "options": {"kept": 0, "given": 100}, "no_deal": 0},
            "aid": {"title": "Aid", "options": {"none": 0, "much": 100}, "no_deal": 0},
        },
        "actors": {
            "leader": {"party": "home", "reservation": 0, "influence": 60,
                       "stances": {"aid": {"position": 100, "salience": 1}}},
            "bloc": {"party": "home", "influence": 40, "no_deal_cost": 0,
                     "stances": {"land": {"position": 0, "salience": 70},
                                 "aid": {"position": 100, "salience": 30}}},
            "other": {"party": "abroad", "reservation": 0,
                      "stances": {"aid": {"position": 0, "salience": 1}}},
        },
        "parties": {
            "home": {"principal": "leader", "ratification": {"treaty": "leader"}},
            "abroad": {"principal": "other", "ratification": {"treaty": "other"}},
        },
        "texts": {"it": TEXT},
        "settings": {"noise": 0.0, "worlds": 16},
    }  # fmt: skip
    return scenario_from(raw).with_changes(changes)


def bloc_of(scenario: Any) -> Keeping:
    (keeping,) = analyse(scenario, perspectives=False).vote("treaty", "it").kept["home"].blocs
    return keeping


def test_a_bloc_that_loses_more_than_it_gains_leaves_and_a_cost_keeps_it() -> None:
    # u(deal) = .3 and u(leaving) = .7
    bloc = bloc_of(two_issues())
    assert bloc.keep.value == 0
    assert bloc.break_even == pytest.approx(0.4)
    assert bloc_of(two_issues(**{"forms.treaty.exit_cost": 0.39})).keep.value == 0
    assert bloc_of(two_issues(**{"forms.treaty.exit_cost": 0.4})).keep.value == 1


def test_what_cannot_be_taken_back_does_not_speak_for_leaving() -> None:
    # the land stays given: u(leaving) = 0 against u(deal) = .3
    given_away = {"issues.land.options": {"kept": 0, "given": {"at": 100, "reverts": "no"}}}
    bloc = bloc_of(two_issues(**given_away))
    assert bloc.keep.value == 1
    assert bloc.break_even == 0
    # the aid stays paid: u(leaving) = 1
    paid = {"issues.aid.options": {"none": 0, "much": {"at": 100, "reverts": "no"}}}
    assert bloc_of(two_issues(**paid)).break_even == pytest.approx(0.7)


def test_no_cost_makes_up_for_a_red_line_but_leaving_does_not_restore_what_stays() -> None:
    line = {"actors.bloc.stances.land.red_line": {"max": 50}}
    bloc = bloc_of(two_issues(**line, **{"forms.treaty.exit_cost": 1}))
    assert (bloc.keep.value, bloc.crossed.value, bloc.break_even) == (0, 1, None)
    given_away = {"issues.land.options": {"kept": 0, "given": {"at": 100, "reverts": "no"}}}
    bloc = bloc_of(two_issues(**line, **given_away))
    assert (bloc.keep.value, bloc.crossed.value) == (1, 0)


def test_it_renegotiates_where_another_text_is_better_on_both_sides() -> None:
    # to those across the table less aid is better; to the bloc the land back is worth more than it
    analysis = analyse(two_issues(), perspectives=False)
    (bloc,) = analysis.vote("treaty", "it").kept["home"].blocs
    assert (bloc.renegotiate.value, bloc.tear_up.value, bloc.exists.value) == (1, 0, 1)
    assert bloc.revision is not None
    assert analysis.space.package(bloc.revision.package) == {"land": "kept", "aid": "none"}
    assert bloc.revision.better.value == 1


def test_it_tears_up_where_those_across_the_table_would_lose() -> None:
    likes = {"actors.other.stances": {"land": {"position": 100, "salience": 1}}}
    bloc = bloc_of(two_issues(**likes))
    assert (bloc.renegotiate.value, bloc.tear_up.value, bloc.exists.value) == (0, 1, 0)
    assert bloc.revision is None


def test_a_certain_share_of_an_uncertain_cost() -> None:
    # kept where the cost is at least .4 of U(0, 1)
    cost = {"forms.treaty.exit_cost": {"low": 0, "high": 1}}
    bloc = bloc_of(two_issues(**cost, settings={"worlds": 256}))
    assert bloc.keep.value == pytest.approx(0.6, abs=1 / 32)


def test_of_a_body_the_member_decides_who_makes_the_majority() -> None:
    # members at −d … d around 0 lose what the land given is worth to them, in steps of weight 70
    body = {"actors.bloc.body": {"members": 3, "dispersion": 40}}
    low = 40 * abs(-0.967421566101701) / 100  # the outer members' offset, cut off below 0
    bloc = bloc_of(two_issues(**body))
    margins = sorted(
        0.7 * (1 - abs(1 - ideal) - (1 - ideal)) + 0.3 * (1 - abs(aid - 1) - (1 - aid))
        for ideal, aid in [(0.0, 1 - low), (0.0, 1.0), (low, 1.0)]
    )
    assert bloc.break_even == pytest.approx(-margins[1])


def asked(analysis: Analysis) -> Iterator[tuple[str, int, str, Keeping]]:
    """Every bloc about the first and the last text, form by form."""
    for form in analysis.forms:
        for package in {0, analysis.space.size - 1}:
            kept = analysis.desk.poll.kept(form, package)
            for side in kept.values():
                for keeping in side.blocs:
                    yield form, package, keeping.bloc, keeping


@st.composite
def with_exits(draw: st.DrawFn, worlds: tuple[int, ...] = (1, 5, 16)) -> Case:
    """A small case in which some options stay and leaving may cost something."""
    case = draw(cases(worlds=worlds))

    def change(raw: Raw) -> None:
        for issue in raw["issues"].values():
            options = issue["options"]
            if isinstance(options, int):
                low, high = issue["scale"]
                options = {
                    name: low + (high - low) * n / (options - 1)
                    for n, name in enumerate(option_names(issue))
                }
            elif isinstance(options, list):
                options = dict.fromkeys(options)
            issue["options"] = {
                name: {"at": at, "reverts": "no"} if draw(st.integers(0, 3)) == 0 else at
                for name, at in options.items()
            }
        for actor in raw["actors"].values():
            actor.setdefault("influence", 10)
        terms = raw.setdefault("forms", {})
        for form in sorted({f for side in raw["parties"].values() for f in side["ratification"]}):
            cost = draw(st.sampled_from([0, 0.1, {"low": 0, "high": 0.5}]))
            terms.setdefault(form, {})["exit_cost"] = cost

    return case.changed(change)


@COSTLY
@given(with_exits())
def test_the_twin_keeps_and_revises_alike(case: Case) -> None:
    scenario = case.scenario()
    analysis = analyse(scenario, perspectives=False)
    draws = analysis.worlds
    worlds = [World(scenario, draws, n) for n in range(draws.count)]
    in_form = {
        form: [World(scenario, draws, n, form) for n in range(draws.count)]
        for form in analysis.forms
    }
    for form, package, bloc, keeping in asked(analysis):
        deal = tuple(analysis.space.package(package).values())
        answers = analysis.desk.poll.answers(form, [package])
        there = [worlds[n] for n in np.flatnonzero(answers.through)]
        seen = [in_form[form][n] for n in np.flatnonzero(answers.through)]
        party = scenario.actors[bloc].party
        across = [who for side, who in answers.form.principals.items() if side != party]
        keeps = [kept_twin.keeps(world, bloc, deal, form) for world in there]
        texts = [
            kept_twin.revisions(world, other, bloc, across, deal)
            for world, other in zip(there, seen, strict=True)
        ]
        assert keeping.keep.value == pytest.approx(np.mean(keeps))
        assert keeping.exists.value == pytest.approx(np.mean([bool(found) for found in texts]))
        could = [bool(f) and not k for f, k in zip(texts, keeps, strict=True)]
        assert keeping.renegotiate.value == pytest.approx(np.mean(could))
        counts: dict[Any, int] = {}
        for found in texts:
            for text in found:
                counts[text] = counts.get(text, 0) + 1
        most = max(counts.values(), default=0)
        if keeping.revision is None:
            assert not most
        else:
            named = tuple(analysis.space.package(keeping.revision.package).values())
            assert counts[named] == most
            assert keeping.revision.better.value == pytest.approx(most / len(there))


@COSTLY
@given(with_exits())
def test_the_three_shares_add_up_and_no_revision_is_counted_twice(case: Case) -> None:
    for _, _, _, keeping in asked(analyse(case.scenario(), perspectives=False)):
        shares = (keeping.keep, keeping.renegotiate, keeping.tear_up)
        assert math.isclose(sum(share.value for share in shares), 1)
        assert all(0 <= share.value <= 1 for share in shares)
        assert keeping.renegotiate.value <= keeping.exists.value + 1e-12
        if keeping.revision is not None:
            assert keeping.revision.better.value <= keeping.exists.value + 1e-12


def keep_shares(case: Case) -> dict[Any, float]:
    found = asked(analyse(case.scenario(), perspectives=False))
    return {(form, package, bloc): each.keep.value for form, package, bloc, each in found}


@COSTLY
@given(with_exits(), st.sampled_from([0.05, 0.3, 1]))
def test_a_greater_cost_of_leaving_never_makes_anyone_leave(case: Case, more: float) -> None:
    def dearer(raw: Raw) -> None:
        for terms in raw["forms"].values():
            cost = terms["exit_cost"]
            ends = cost if isinstance(cost, dict) else {"low": cost, "high": cost}
            terms["exit_cost"] = {end: min(1, value + more) for end, value in ends.items()}

    def in_ranges(raw: Raw) -> None:
        for terms in raw["forms"].values():
            cost = terms["exit_cost"]
            terms["exit_cost"] = cost if isinstance(cost, dict) else {"low": cost, "high": cost}

    before, after = keep_shares(case.changed(in_ranges)), keep_shares(case.changed(dearer))
    assert before.keys() == after.keys()
    assert all(after[key] >= share - 1e-12 for key, share in before.items())


@COSTLY
@given(cases(worlds=(1, 16)), st.integers(0, 2))
def test_what_stays_makes_nobody_leave_to_whom_it_is_worth_less_than_no_deal(
    case: Case, place: int
) -> None:
    """An option that stays takes w·(v(no deal) − v(option)) off what leaving is worth."""
    before = analyse(case.scenario(), perspectives=False)
    issue = list(case.raw["issues"])[place % len(case.raw["issues"])]
    at = before.space.issues.index(issue)

    def stays(raw: Raw) -> None:
        options = before.scenario.issues[issue].options
        raw["issues"][issue]["options"] = {
            name: {"at": None if number is None else plain(number), "reverts": "no"}
            for name, number in options.items()
        }

    after = analyse(case.changed(stays).scenario(), perspectives=False)
    for (_, package, bloc, one), (*_, other) in zip(asked(before), asked(after), strict=True):
        own = utilities_of(before.scenario, before.worlds, bloc)
        without = no_deal_contributions(before.scenario, before.worlds, bloc)[at]
        option = before.space.choices([package])[0][at]
        if (own.worth[at][:, :, option] <= without).all():
            assert other.keep.value >= one.keep.value - 1e-12


@COSTLY
@given(cases(worlds=(1, 16)))
def test_without_costs_and_options_that_stay_a_bloc_keeps_what_it_accepts(case: Case) -> None:
    analysis = analyse(case.scenario(), perspectives=False)
    for form, package, bloc, keeping in asked(analysis):
        poll = analysis.desk.poll
        passes = poll.answers(form, [package]).through
        alone = analysis.consent_odds([package])[bloc].probability[0]
        if passes.all():
            assert keeping.keep.value == pytest.approx(alone)


@COSTLY
@given(with_exits(worlds=(1, 16)))
def test_a_cost_at_the_break_even_keeps_four_in_five_of_those_no_red_line_stops(case: Case) -> None:
    analysis = analyse(case.scenario(), perspectives=False)
    for form, package, bloc, keeping in asked(analysis):
        if keeping.break_even is None:
            assert keeping.crossed.value == pytest.approx(1)
            continue

        def at_break_even(raw: Raw, form: str = form, cost: float = keeping.break_even) -> None:
            raw["forms"][form]["exit_cost"] = min(1.0, cost)

        if keeping.break_even <= 1:
            again = analyse(case.changed(at_break_even).scenario(), perspectives=False)
            kept = again.desk.poll.kept(form, package)
            blocs = [each for side in kept.values() for each in side.blocs if each.bloc == bloc]
            left = 1 - keeping.crossed.value
            assert blocs[0].keep.value >= 0.8 * left - 1e-9


@COSTLY
@given(with_exits(worlds=(1, 5)))
def test_a_solver_finds_a_revision_wherever_there_is_one(case: Case) -> None:
    scenario = case.scenario()
    listed = analyse(scenario, perspectives=False)
    searched = analyse(scenario, perspectives=False, method="programme")
    pairs = zip(asked(listed), asked(searched), strict=True)
    for (*_, one), (*_, other) in pairs:
        assert one.keep.value == other.keep.value
        assert one.renegotiate.value == pytest.approx(other.renegotiate.value)
        assert one.exists.value == pytest.approx(other.exists.value)
        if one.revision is not None and other.revision is not None:
            assert other.revision.better.value <= one.revision.better.value + 1e-12
