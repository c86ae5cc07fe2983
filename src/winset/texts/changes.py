"""What would change the odds of one text: another option, or a principal who gives way."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from winset.engine import Result
from winset.scenario.model import Scenario
from winset.scenario.numbers import Number
from winset.texts.answers import TextAnswers, asked_again
from winset.texts.gates import Gates
from winset.texts.poll import Poll
from winset.texts.roll_call import Ballot
from winset.uncertainty import Difference, paired
from winset.worlds import Worlds

SCALE_STEP = 0.1
"""How far a red line gives way, as a share of its scale."""

UTILITY_STEP = 0.1
"""How much more no deal costs an actor that gives way, in utility."""

_MOST_STOPPERS = 4


@dataclass(frozen=True)
class TextChange:
    """Another option on one issue."""

    issue: str
    option: str
    """``issue``, ``option``: what is changed, and to what."""
    package: int
    """Number of the changed text."""
    passes: Difference
    """Odds that the text is signed and ratified, before and after."""
    loser: str | None
    """The consenter whose own odds of yes fall most; None where nobody's clearly do."""
    loses: Difference | None
    """Its odds of yes, before and after."""


@dataclass(frozen=True)
class GivingWay:
    """An actor that stops the text gives way."""

    actor: str
    """Its id."""
    on: str | None
    """The issue whose red line it moves by a tenth of the scale; None where no deal comes to cost
    it a tenth of utility more."""
    passes: Difference
    """Odds that the text is signed and ratified, before and after."""


def text_changes(
    result: Result, poll: Poll, answers: TextAnswers, package: int
) -> tuple[TextChange, ...]:
    """Try every other option of every issue, one at a time; the clear gains, greatest first."""
    others = list(result.space.beside(package))
    poll.ask(answers.form.name, [number for _, _, number in others])
    found = []
    for issue, option, number in others:
        after = poll.answers(answers.form.name, [number])
        passes = paired(answers.passes, after.passes)
        if passes.value > 0 and passes.is_clear:
            found.append(TextChange(issue, option, number, passes, *_loser(answers, after)))
    return tuple(sorted(found, key=lambda change: -change.passes.value))


def _loser(before: TextAnswers, after: TextAnswers) -> tuple[str | None, Difference | None]:
    falls = {
        actor: paired(before.consents.accept(actor)[:, 0], after.consents.accept(actor)[:, 0])
        for actor in before.actors
    }
    worst = min(falls, key=lambda actor: falls[actor].value)
    if falls[worst].value < 0 and falls[worst].is_clear:
        return worst, falls[worst]
    return None, None


def gives_way(
    result: Result, answers: TextAnswers, package: int, gates: Gates, ballots: Sequence[Ballot]
) -> tuple[GivingWay, ...]:
    """Let those who stop a text give way a little; what clearly helps, greatest first."""
    refusals = {ballot.actor: ballot.refusal for ballot in ballots}
    choices, found = result.space.choices([package])[0], []
    for actor in gates.leading[:_MOST_STOPPERS]:
        refusal = refusals.get(actor)
        on = refusal.red_line if refusal is not None else None
        if on is not None and result.scenario.issues[on].nominal:
            continue
        scenario, worlds = _giving_way(result, actor, on)
        after = asked_again(answers, scenario, worlds, choices, [actor])
        passes = paired(answers.passes, after.passes)
        if passes.value > 0 and passes.is_clear:
            found.append(GivingWay(actor, on, passes))
    return tuple(sorted(found, key=lambda each: -each.passes.value))


End = Literal["min", "max"]


def _giving_way(result: Result, actor: str, on: str | None) -> tuple[Scenario, Worlds]:
    """Move an actor's red line, or what it would accept, as it stands in every world."""
    scenario, at = result.scenario, f"actors.{actor}"
    person = scenario.actors[actor]
    if on is None:
        stated = person.reservation
        field, step = ("reservation", -UTILITY_STEP) if stated else ("no_deal_cost", UTILITY_STEP)
        number = stated or person.no_deal_cost
        moved, worlds = result.worlds.shifted(f"{at}.{field}", number, step, (0.0, 1.0))
        return _with_actor(scenario, actor, {field: moved}), worlds
    stance, worlds = person.stances[on], result.worlds
    line, issue = stance.red_line, scenario.issues[on]
    assert line is not None
    ends: dict[str, Number] = {}
    for end, sign in (("min", -1), ("max", 1)):
        number = getattr(line, end)
        if number is not None:
            step = sign * SCALE_STEP * issue.width
            path = f"{at}.stances.{on}.red_line.{end}"
            ends[end], worlds = worlds.shifted(path, number, step, issue.scale)
    eased = stance.model_copy(update={"red_line": line.model_copy(update=ends)})
    return _with_actor(scenario, actor, {"stances": {**person.stances, on: eased}}), worlds


def _with_actor(scenario: Scenario, actor: str, fields: dict[str, object]) -> Scenario:
    changed = scenario.actors[actor].model_copy(update=fields)
    return scenario.model_copy(update={"actors": {**scenario.actors, actor: changed}})
