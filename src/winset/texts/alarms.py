"""Where an answer rests on something an adviser would not guess: defaults, ranges, who is asked."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import get_args

import numpy as np

from winset.arrays import Bools, Floats
from winset.engine import Result
from winset.ratification import Form
from winset.scenario.checks.consenters import bodies_beside, has_no_cost, implementers, whole_blocs
from winset.scenario.model import Scenario
from winset.scenario.numbers import Fixed
from winset.scenario.rules import Coalition, Quorum, actors_of, walk
from winset.texts.answers import TextAnswers, asked_again, asked_by
from winset.texts.changes import UTILITY_STEP
from winset.texts.red_lines import RedLinesAlone, RedLinesAtText, RuledOut, red_lines_alone
from winset.texts.vote import FormTexts, TextDesk

CERTAIN = 0.01
"""Odds nearer to 0 or to 1 than this are told as if they were certain."""

CLEARLY = 0.05
"""Least change of some odds that is worth an alarm."""

UNLIKELY = 0.05
"""Share of the draws below which an event that has happened comes as a surprise."""

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


@dataclass(frozen=True)
class WholeBlocs:
    """Actors whose votes all go one way, beside a body whose members vote one by one."""

    form: str
    """Name of the form."""
    party: str
    """Id of the party whose rule counts votes."""
    blocs: tuple[str, ...]
    """Actors without members who cast more than one vote."""
    bodies: tuple[str, ...]
    """Bodies of the party that have members."""
    moves: float
    """How far the odds of the best text hang on the blocs: all for it against all opposed, 0–1."""


@dataclass(frozen=True)
class UnaskedSigner:
    """A rule that does not ask who signs: its best text may never be signed."""

    form: str
    """Name of the form."""
    party: str
    signer: str
    """``party``, ``signer``: ids of the party and of who signs for it."""
    ratified: float
    passes: float
    """``ratified``, ``passes``: odds that every rule holds for the best text, and that it is signed
    as well; NaN where there is none."""

    @property
    def moves(self) -> float:
        """How far the signature lowers the odds, 0–1."""
        return 0.0 if np.isnan(self.passes) else self.ratified - self.passes


@dataclass(frozen=True)
class OnlySigners:
    """Forms in which nobody but the signatories is asked: whatever is signed is ratified."""

    forms: tuple[str, ...]
    """Their names."""
    moves: float = 0.0
    """No odds move; those of ratification are 100 % by definition."""


@dataclass(frozen=True)
class Unasked:
    """Actors whom no rule of any form asks, who sign nothing and whose part nothing needs."""

    idle: tuple[str, ...]
    """Those whose numbers change nothing that is told of passing or lasting."""
    lasting: tuple[str, ...]
    """Those who count only in how long a deal lasts."""
    moves: float = 0.0
    """No odds move: that is what there is to say."""


@dataclass(frozen=True)
class SurprisingEvent:
    """Something that has happened, and that the case takes to be all but impossible."""

    event: int
    """Its place among the events, from 0."""
    expected: float
    """Share of all draws in which it would have happened, 0–1."""

    @property
    def moves(self) -> float:
        """How far the odds of the event itself are off, 0–1."""
        return 1.0 - self.expected


Alarm = (
    SurprisingEvent
    | SureAnswer
    | ClosedByDefault
    | RedLinesAlone
    | RuledOut
    | WholeBlocs
    | UnaskedSigner
    | OnlySigners
    | CostLeftOut
    | Unasked
)
"""One kind of alarm, in the order in which those are told that move no odds."""

_KINDS: tuple[type[Alarm], ...] = get_args(Alarm)


def alarms_of(desk: TextDesk, lasting: Collection[str]) -> tuple[Alarm, ...]:
    """Find where the answers rest on what an adviser would not guess.

    Parameters
    ----------
    desk
        Where the texts of a result were put to everyone.
    lasting
        Actors whose answers decide how long a deal lasts.

    Returns
    -------
    tuple
        Those that would move some odds most first.
    """
    scenario = desk.result.scenario
    found: list[Alarm] = []
    for name, form in desk.poll.forms.items():
        found += _of_form(desk, form, desk.forms[name])
    found += _cost_left_out(desk)
    found += [
        SurprisingEvent(at, odds.value)
        for at, odds in enumerate(() if desk.result.given is None else desk.result.given.odds)
        if odds.value < UNLIKELY
    ]
    if only := tuple(name for name, form in desk.poll.forms.items() if _only_signers(form)):
        found.append(OnlySigners(only))
    asked = {actor for form in desk.poll.forms.values() for actor in asked_by(form)}
    asked |= set(implementers(scenario))
    unasked = [actor for actor in scenario.actors if actor not in asked]
    if unasked and desk.poll.forms:
        idle = tuple(actor for actor in unasked if actor not in lasting)
        found.append(Unasked(idle, tuple(actor for actor in unasked if actor in lasting)))
    return tuple(sorted(found, key=_order))


def _order(alarm: Alarm) -> tuple[bool, float, int]:
    clear = alarm.moves >= CLEARLY
    return not clear, -alarm.moves if clear else 0.0, _KINDS.index(type(alarm))


def _of_form(desk: TextDesk, form: Form, texts: FormTexts) -> Iterator[Alarm]:
    result, best = desk.result, texts.best
    answers = None if best is None else desk.poll.answers(form.name, [best.package])
    yield from _unasked_signers(form, answers)
    yield from _whole_blocs(result.scenario, form, answers)
    # in a game without a draw every answer is certain, and meant to be
    if not result.worlds.inputs:
        return
    for text, number in desk.named.items():
        yield from _ruled_out(result, desk.poll.answers(form.name, [number]), number, text)
    yield from _closed_by_default(result, form, texts)
    shown = next(iter(desk.named.values()), None if best is None else best.package)
    if shown is not None:
        yield from _sure_answers(result, desk.poll.answers(form.name, [shown]), shown)
    if best is not None and answers is not None:
        alarm = red_lines_alone(result, answers, best.package)
        yield from () if alarm is None else (alarm,)


def _only_signers(form: Form) -> bool:
    return set(form.actors) <= set(form.principals.values()) and not form.has_negation


def _unasked_signers(form: Form, answers: TextAnswers | None) -> Iterator[UnaskedSigner]:
    nan = float("nan")
    ratified, passes = (
        (nan, nan)
        if answers is None
        else (float(answers.in_zone.mean()), float(answers.passes.mean()))
    )
    for party, signer in form.principals.items():
        if signer not in actors_of(form.rules[party]):
            alarm = UnaskedSigner(form.name, party, signer, ratified, passes)
            # no rule need ask an envoy, and where it changes little there is nothing to say
            if signer == form.heads[party] or alarm.moves >= CLEARLY:
                yield alarm


def _whole_blocs(
    scenario: Scenario, form: Form, answers: TextAnswers | None
) -> Iterator[WholeBlocs]:
    for party, rule in form.rules.items():
        blocs, bodies = whole_blocs(scenario, rule), bodies_beside(scenario, party, rule)
        if blocs and bodies:
            moves = 0.0
            if answers is not None:
                swing = answers.passes_if(willing=blocs) != answers.passes_if(refusing=blocs)
                moves = float(swing.mean())
            yield WholeBlocs(form.name, party, blocs, bodies, moves)


def _ruled_out(result: Result, answers: TextAnswers, package: int, text: str) -> Iterator[RuledOut]:
    passes = float(answers.passes.mean())
    if passes >= CERTAIN:
        return
    lines = RedLinesAtText(result, answers, package)
    for actor, issues in lines.drawn.items():
        gain = float(answers.passes_if(willing=[actor]).mean()) - passes
        if gain < CLEARLY:
            continue
        for issue in issues:
            share = float(lines.rules_out(actor, issue).mean())
            if share > 1 - CERTAIN:
                option = lines.option(issue)
                place = result.scenario.issues[issue].options[option]
                at = None if place is None else place.centre
                yield RuledOut(answers.form.name, text, actor, issue, option, at, share, gain)


def _closed_by_default(result: Result, form: Form, texts: FormTexts) -> Iterator[ClosedByDefault]:
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


def _sure_answers(result: Result, answers: TextAnswers, package: int) -> Iterator[SureAnswer]:
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


def _cost_left_out(desk: TextDesk) -> Iterator[CostLeftOut]:
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
