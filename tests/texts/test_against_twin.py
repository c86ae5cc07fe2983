"""Best texts, gates, texts written before the vote, roll calls and ranges against plain loops."""

from __future__ import annotations

import itertools
import math

import numpy as np
import pytest
from hypothesis import given

from tests.profiles import COSTLY
from tests.strategies import Case, cases
from tests.texts.text_twin import TextTwin
from tests.twin import with_leaders
from winset.analysis import Analysis, analyse
from winset.scenario.rules import Quorum, has_negation, walk
from winset.texts import Ballot, Gates, WrittenText
from winset.worlds import quantile

WORLDS = (1, 4, 8, 17, 24)


def twins(case: Case) -> tuple[Analysis, dict[str, TextTwin]]:
    scenario = case.scenario()
    analysis = analyse(scenario, perspectives=False)
    return analysis, {form: TextTwin(scenario, analysis.worlds, form) for form in analysis.forms}


def same_gates(gates: Gates, expected: tuple[float, ...]) -> None:
    values = [gates.signed.value, gates.ratified.value, gates.passes.value, gates.in_zone.value]
    assert values == pytest.approx(expected, nan_ok=True)


@COSTLY
@given(cases(worlds=WORLDS))
def test_the_best_text_and_its_gates(case: Case) -> None:
    analysis, expected = twins(case)
    for form, twin in expected.items():
        texts, best = analysis.texts[form], twin.best()
        assert (texts.best is None) == (best is None)
        if texts.best is None or best is None or texts.gates is None or texts.vote is None:
            continue
        ties, by_replicate = best
        assert texts.best.package in ties
        assert list(texts.best.ties) == ties[:20]
        assert list(texts.best.by_replicate) == by_replicate
        same_gates(texts.gates, twin.gates(by_replicate))
        same_gates(texts.vote.gates, twin.gates([texts.best.package]))


@COSTLY
@given(cases(worlds=WORLDS))
def test_the_texts_written_before_the_vote(case: Case) -> None:
    analysis, expected = twins(case)
    for form, twin in expected.items():
        writers = analysis.texts[form].writers
        assert list(writers.pens) == twin.pens
        same_text(twin, writers.together, twin.weights())
        for principal, text in writers.pens.items():
            same_text(twin, text, {principal: 1.0})


def same_text(twin: TextTwin, text: WrittenText | None, weights: dict[str, float]) -> None:
    passing = [n for n, count in enumerate(twin.counts()) if count]
    most = max((twin.score(weights, number) for number in passing), default=0.0)
    if text is None:
        assert most <= 1e-12
    else:
        assert twin.score(weights, text.package) == pytest.approx(most, rel=1e-9, abs=1e-12)
        for principal, gain in text.expected_gains.items():
            assert gain == pytest.approx(twin.expected_gain(principal, text.package))


@COSTLY
@given(cases(worlds=WORLDS, exclusions=False))
def test_the_roll_call_and_who_stops_it(case: Case) -> None:
    analysis, expected = twins(case)
    for form, twin in expected.items():
        number = len(twin.packages) // 2
        vote = analysis.vote(form, analysis.space.package(number))
        for ballot in vote.ballots:
            same_ballot(twin, ballot, number)
        everyone = dict.fromkeys(ballot.actor for ballot in vote.ballots)
        everyone = dict.fromkeys(with_leaders(twin.scenario, everyone))
        rows = [row[number] for row in twin.ballots]
        fails = [row for row in rows if not twin.passes(row)]
        found = {each.actor: (each.stops.value, each.decides.value) for each in vote.gates.stoppers}
        for actor in everyone:
            others = [other for other in everyone if other != actor]
            stops = sum(not twin.passes(row, willing=others) for row in fails)
            if any(
                has_negation(rule) for rule in twin.rules.values()
            ):  # the others' consent may itself close a rule
                stops = sum(
                    twin.passes(row, willing=[actor]) or twin.passes(row, refusing=[actor])
                    for row in fails
                )
            decides = sum(twin.passes(row, willing=[actor]) for row in fails)
            if stops or decides:
                assert found[actor] == pytest.approx((stops / len(fails), decides / len(fails)))
            else:
                assert actor not in found


def same_ballot(twin: TextTwin, ballot: Ballot, number: int) -> None:
    rows, actor = [row[number] for row in twin.ballots], ballot.actor
    pivotal = twin.share(
        twin.passes(row, willing=[actor]) != twin.passes(row, refusing=[actor]) for row in rows
    )
    assert ballot.pivotal.value == pytest.approx(pivotal)
    quorums = {q for q in walk(ballot.part) if isinstance(q, Quorum) and q.body == actor}
    if ballot.tally is not None and len(quorums) == 1:
        (quorum,) = quorums
        yes = [row.holds(quorum) for row in rows]
    else:
        yes = [row.consent(actor) for row in rows]
    assert ballot.probability.value == pytest.approx(twin.share(yes))
    assert (ballot.refusal is None) == all(yes)
    if ballot.tally is not None:
        votes = sorted(row.backing(actor) for row in rows)
        assert ballot.tally.of == rows[0].total[actor]
        assert votes[0] <= ballot.tally.low <= ballot.tally.median <= ballot.tally.high <= votes[-1]
        assert ballot.tally.median == np.quantile(votes, 0.5, method="nearest")


@COSTLY
@given(cases(worlds=(8, 16), exclusions=False))
def test_the_range_of_judgement(case: Case) -> None:
    scenario = case.scenario()
    analysis = analyse(scenario, perspectives=False)
    inputs = {each.path: each for each in analysis.worlds.inputs}
    for form in analysis.forms:
        number = analysis.space.size // 2
        vote = analysis.vote(form, analysis.space.package(number))

        def odds(values: dict[str, float], form: str = form, number: int = number) -> float:
            twin = TextTwin(scenario, analysis.worlds.held(values), form)
            return twin.gates([number])[3]

        for swing in vote.range.swings[:2]:
            each = inputs[swing.path]
            ends = quantile(each.number, np.array([0.1, 0.9]), each.low, each.high)
            assert swing.ends == pytest.approx(tuple(ends.tolist()))
            assert swing.odds == pytest.approx(tuple(odds({swing.path: end}) for end in swing.ends))
        held = vote.range.held
        corners = [
            odds({swing.path: end for swing, end in zip(held, ends, strict=True)})
            for ends in itertools.product(*(swing.ends for swing in held))
        ]
        assert math.isclose(vote.range.low, min(corners), abs_tol=1e-12)
        assert math.isclose(vote.range.high, max(corners), abs_tol=1e-12)
