"""Where an answer rests on numbers that nobody gave: expectations, and what no deal costs."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

import numpy as np

from winset.arrays import Bools, Floats
from winset.engine import Result
from winset.ratification import Form
from winset.scenario.checks.consenters import has_no_cost
from winset.scenario.model import Scenario
from winset.scenario.numbers import Fixed
from winset.scenario.rules import Coalition, Quorum, actors_of, walk
from winset.texts.alarm_levels import CERTAIN, CLEARLY
from winset.texts.answers import TextAnswers, asked_again, asked_by
from winset.texts.changes import UTILITY_STEP
from winset.texts.red_lines import RedLinesAtText
from winset.texts.vote import FormTexts, TextDesk

_MOSTLY = 0.5


@dataclass(frozen=True)
class SureAnswer:
    """Consenters who give one answer in nearly every draw, on expectations nobody gave them."""

    form: str
    """Name of the form."""
    package: int
    """Number of the text asked about: the first that the scenario names, else the best."""
    says_yes: bool
    """What they answer."""
    odds: Mapping[str, float]
    """Actor → its odds of yes, 0–1."""
    given: Mapping[str, tuple[int, int]]
    """Actor → on how many issues its expectation is given, and how many issues it cares about."""
    tally: tuple[float, float] | None
    """Votes for and against in the middle draw, where the first of them votes; else None."""
    moves: float
    """How far the odds that the text passes would move did they all answer otherwise, 0–1."""


@dataclass(frozen=True)
class ClosedByDefault:
    """A form in which next to no text passes, for those whose expectations nobody gave."""

    form: str
    """Name of the form."""
    passes: float
    """Odds of its best text, 0–1."""
    actors: tuple[str, ...]
    """Those in its way whose expectations are mostly defaults."""
    moves: float
    """Share of the draws in which one of them is in the way, 0–1."""


@dataclass(frozen=True)
class CostLeftOut:
    """Consenters whom no deal costs nothing, because nobody said what it costs them."""

    actors: tuple[str, ...]
    """All of them, whichever form asks them."""
    form: str | None
    """The form whose odds move most if no deal costs each of them a tenth of utility; None where
    none of them is asked about a text."""
    before: float
    after: float
    """``before``, ``after``: odds that the best text of that form passes, and with those costs."""

    @property
    def moves(self) -> float:
        """How far the odds move, 0–1."""
        return abs(self.after - self.before)


def closed_by_default(result: Result, form: Form, texts: FormTexts) -> Iterator[ClosedByDefault]:
    """Say whether next to nothing passes for those of whom nobody said what they expect."""
    gates = texts.gates
    if gates is None:
        passes = 0.0
        blockers = result.forms[form.name].ratification.blockers
        in_the_way = {blocker.actor: blocker.share.value for blocker in blockers}
    else:
        passes = gates.passes.value
        in_the_way = {
            each.actor: max(each.stops.value, each.decides.value) for each in gates.stoppers
        }
    closing = {
        actor: share
        for actor, share in in_the_way.items()
        if share >= CLEARLY and _is_default(result.scenario, actor)
    }
    if passes < CERTAIN and closing:
        yield ClosedByDefault(form.name, passes, tuple(closing), max(closing.values()))


def sure_answers(result: Result, answers: TextAnswers, package: int) -> Iterator[SureAnswer]:
    """Name those whose answer to a text is certain though nobody said what they expect.

    Parameters
    ----------
    answers, package
        Of everyone the form asks, to one text, and its number.
    """
    scenario, lines = result.scenario, RedLinesAtText(result, answers, package)
    odds = {
        actor: float(answers.consents.accept(actor).mean())
        for actor in answers.actors
        if _is_default(scenario, actor)
    }
    passes = answers.passes.mean()
    for says_yes in (True, False):
        sure = {
            actor: value
            for actor, value in odds.items()
            if (value > 1 - CERTAIN if says_yes else value < CERTAIN)
            # a red line that refuses was given
            and (says_yes or lines.keeps(actor).mean() > _MOSTLY)
        }
        if not sure:
            continue
        otherwise = (
            answers.passes_if(refusing=sure) if says_yes else answers.passes_if(willing=sure)
        )
        moves = float(abs(otherwise.mean() - passes))
        if moves >= CLEARLY:
            given = {actor: _given(scenario, actor) for actor in sure}
            tally = _tally(answers, next(iter(sure)))
            yield SureAnswer(answers.form.name, package, says_yes, sure, given, tally, moves)


def _tally(answers: TextAnswers, actor: str) -> tuple[float, float] | None:
    """Votes for and against, in the middle draw, in the part of a rule where an actor votes."""
    consents = answers.consents
    for rule in answers.form.rules.values():
        for part in walk(rule):
            if actor not in actors_of(part):
                continue
            ayes: Floats | None = None
            of = 0.0
            if isinstance(part, Quorum):
                ayes, of = consents.backing(actor)[:, 0], consents.totals[actor]
            elif isinstance(part, Coalition) and part.by == "votes":
                shares = {a: consents.backing(a) / consents.totals.get(a, 1.0) for a in part.actors}
                ayes = sum((consents.votes[a] * share for a, share in shares.items()), np.zeros(1))
                of = float(sum(consents.votes[a].mean() for a in part.actors))
            if ayes is not None:
                middle = float(np.quantile(ayes, 0.5, method="nearest"))
                return middle, of - middle
    return None


def cost_left_out(desk: TextDesk) -> Iterator[CostLeftOut]:
    """Let no deal cost those of whom nothing is said a tenth of utility."""
    result, scenario = desk.result, desk.result.scenario
    forms = desk.poll.forms
    asked = dict.fromkeys(actor for form in forms.values() for actor in asked_by(form))
    left = tuple(actor for actor in asked if has_no_cost(scenario.actors[actor]))
    if not left or not result.worlds.inputs:
        return
    cost = {"no_deal_cost": Fixed(UTILITY_STEP)}
    costly = {actor: scenario.actors[actor].model_copy(update=cost) for actor in left}
    dearer = scenario.model_copy(update={"actors": {**scenario.actors, **costly}})
    found = [CostLeftOut(left, None, 0.0, 0.0)]
    for name, form in forms.items():
        best, concerned = desk.forms[name].best, [a for a in left if a in asked_by(form)]
        if best is not None and concerned:
            answers = desk.poll.answers(name, [best.package])
            after = _passes_with(result, answers, dearer, best.package, concerned)
            found.append(CostLeftOut(left, name, float(answers.passes.mean()), after))
    yield max(found, key=lambda alarm: alarm.moves)


def _passes_with(
    result: Result, answers: TextAnswers, scenario: Scenario, package: int, actors: Collection[str]
) -> float:
    """Odds that a text passes in a scenario that differs for some actors alone."""
    worlds, base = result.worlds, answers
    open_to: Bools = np.ones(worlds.count, dtype=bool)
    if not answers.form.has_negation:
        # nowhere else can they change anything
        open_to = answers.passes_if(willing=actors)
        worlds, base = worlds.only(open_to), TextAnswers(base.form, base.consents.rows(open_to))
    if not worlds.count:
        return 0.0
    choices = result.space.choices([package])[0]
    again = asked_again(base, scenario, worlds, choices, actors)
    return float(again.passes.sum()) / result.worlds.count


def _saliences(scenario: Scenario, actor: str) -> dict[str, float]:
    """Issue → how much it matters to an actor, on average over its members; where it does."""
    body = scenario.actors[actor].body
    table = body.table if body is not None else None
    found = {}
    for issue in scenario.issues:
        if table is not None and issue in table.saliences:
            salience = float(np.mean(table.saliences[issue]))
        else:
            salience = scenario.stance(actor, issue).salience.centre
        if salience > 0:
            found[issue] = salience
    return found


def _given(scenario: Scenario, actor: str) -> tuple[int, int]:
    cares = _saliences(scenario, actor)
    given = [issue for issue in cares if scenario.stance(actor, issue).expects is not None]
    return len(given), len(cares)


def _is_default(scenario: Scenario, actor: str) -> bool:
    """Whether most of what matters to an actor goes, without a deal, where nobody said it would."""
    cares = _saliences(scenario, actor)
    default = [w for issue, w in cares.items() if scenario.stance(actor, issue).expects is None]
    return scenario.actors[actor].reservation is None and sum(default) > _MOSTLY * sum(
        cares.values()
    )
