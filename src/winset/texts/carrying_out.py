"""Whether those who sign nothing do their part in a text, draw by draw (model, 0 and 1).

An option may need others than the signatories: relief from sanctions that a third party imposed too
is worth little until that party lifts its own. Their choice is not whether there is a deal but
whether they do their part. There are two readings of how they decide, and both are always worked
out. Under ``own_part`` they set the options that need them against what they expect of those issues
without a deal, the rest being as signed. Under ``whole`` they set the whole text against no deal,
as everyone who is asked for consent does. Who signs the form is bound by it. Whoever must do its
part learns of that part, even where the form keeps it undisclosed.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import get_args

import numpy as np

from winset.arrays import Bools, Floats, Indices, Integers
from winset.packages import member_weights, own_part_of, utilities_of, worlds_at_once
from winset.ratification import Consents, Form
from winset.ratification.consents import consents_from, judgement_of
from winset.ratification.consents_at import support_at
from winset.ratification.quorum import quorum_of
from winset.scenario.model import Scenario
from winset.scenario.model.issue import Binding
from winset.scenario.rules import Rule, actors_of
from winset.worlds import Worlds

READINGS: tuple[Binding, ...] = get_args(Binding)
"""How implementers decide: on their own part, or on the whole text."""


@dataclass(frozen=True)
class Duty:
    """An option of a text that is carried out only if others do their part."""

    issue: str
    option: str
    """``issue``, ``option``: what the text takes."""
    rule: Rule
    """Who must do their part."""
    binding: Binding
    """What they set against no deal."""
    asks: tuple[str, ...]
    """Everyone whose answer decides: whom the rule names, then whose lines their members follow."""


@dataclass(frozen=True)
class CarryingOut:
    """Whether a text is carried out, or one of its own in each world."""

    done: Bools
    """(worlds,): whether all that it needs is done, each issue by its own binding."""
    by_reading: Mapping[Binding, Bools]
    """(worlds,): the same, did implementers decide all issues on their part, or on the whole."""
    withholds: Mapping[str, Mapping[str, Bools]]
    """Actor → issue → (worlds,): where it does not do its part there, by the issue's binding; those
    whom the form binds are left out."""

    def by(self, actor: str) -> Bools:
        """(worlds,): where an actor withholds its part on some issue."""
        return np.asarray(np.logical_or.reduce(list(self.withholds[actor].values())))

    def at(self, worlds: Bools | slice) -> CarryingOut:
        """Restrict to some worlds."""
        return CarryingOut(
            self.done[worlds],
            {reading: done[worlds] for reading, done in self.by_reading.items()},
            {
                actor: {issue: withholds[worlds] for issue, withholds in issues.items()}
                for actor, issues in self.withholds.items()
            },
        )


def duties_of(scenario: Scenario, options: Mapping[str, str]) -> tuple[Duty, ...]:
    """Name the options of a text, by issue, that need somebody's part."""
    found = []
    for issue, option in options.items():
        entry = scenario.issues[issue]
        if option in entry.needs:
            rule = entry.needs[option]
            asks = scenario.with_leaders(actors_of(rule))
            found.append(Duty(issue, option, rule, entry.binding, asks))
    return tuple(found)


def implementers_of(
    scenario: Scenario, form: Form, duties: Iterable[Duty] | None = None
) -> tuple[str, ...]:
    """Name all whose part some options need, by default any, and whom the form does not bind."""
    bound = scenario.bound_by(form.name)
    every = [rule for issue in scenario.issues.values() for rule in issue.needs.values()]
    rules = every if duties is None else [duty.rule for duty in duties]
    named = scenario.with_leaders(actor for rule in rules for actor in actors_of(rule))
    return tuple(actor for actor in named if actor not in bound)


def issues_needing(duties: Iterable[Duty], actor: str) -> tuple[str, ...]:
    """Name the issues of a text on which an actor must do its part, or those who follow it."""
    every = tuple(duties)
    named = tuple(duty.issue for duty in every if actor in actors_of(duty.rule))
    return named or tuple(duty.issue for duty in every if actor in duty.asks)


Votes = Callable[[str, Binding], Floats]
"""Actor and reading → (worlds,) votes in favour of what that reading puts to it."""


def carrying_out(
    scenario: Scenario,
    worlds: Worlds,
    form: Form,
    duties: Sequence[Duty],
    votes: Votes,
    readings: Collection[Binding] = READINGS,
) -> CarryingOut:
    """Ask everyone who must do its part in one text, and apply the rules of its issues.

    Parameters
    ----------
    duties
        What the text needs.
    votes
        Answers of those whom the form does not bind.
    readings
        Which readings to work out, besides each issue's own.
    """
    bound = scenario.bound_by(form.name)
    wanted = {*readings, *(duty.binding for duty in duties)}
    consents = duty_consents(scenario, worlds, form, duties, votes, wanted)

    def done(duty: Duty, reading: Binding) -> Bools:
        return np.asarray(duty.rule.holds(consents[reading])[:, 0])

    withholds: dict[str, dict[str, Bools]] = {}
    for duty in duties:
        for actor in actors_of(duty.rule):
            if actor not in bound:
                does = _does(duty.rule, actor, consents[duty.binding])
                withholds.setdefault(actor, {})[duty.issue] = ~does
    every = np.logical_and.reduce
    return CarryingOut(
        np.asarray(every([done(duty, duty.binding) for duty in duties])),
        {r: np.asarray(every([done(duty, r) for duty in duties])) for r in readings},
        withholds,
    )


def duty_consents(
    scenario: Scenario,
    worlds: Worlds,
    form: Form,
    duties: Sequence[Duty],
    votes: Votes,
    readings: Iterable[Binding],
) -> dict[Binding, Consents]:
    """Ask everyone whose answer decides whether one text is carried out, in some readings.

    Parameters
    ----------
    duties, votes
        As of `carrying_out`.
    """
    bound = scenario.bound_by(form.name)
    named = dict.fromkeys(actor for duty in duties for actor in duty.asks)
    totals = {a: float(member_weights(scenario.actors[a].body).sum()) for a in named}

    def answers(reading: Binding) -> Consents:
        given = {
            actor: np.full(worlds.count, total) if actor in bound else votes(actor, reading)
            for actor, total in totals.items()
        }
        with_totals = {actor: (given[actor][:, None], totals[actor]) for actor in given}
        # who is bound does its part whole, whatever lines its members follow
        return consents_from(scenario, worlds, with_totals).swayed(bound & set(totals))

    return {reading: answers(reading) for reading in readings}


def _does(rule: Rule, actor: str, consents: Consents) -> Bools:
    """(worlds,): whether an actor does its part: of a body, as many members as the rule asks."""
    quorum = quorum_of(rule, actor)
    does = consents.accept(actor) if quorum is None else quorum.holds(consents)
    return np.asarray(does[:, 0])


def asked_afresh(
    scenario: Scenario, worlds: Worlds, form: str, duties: Sequence[Duty], choices: Integers
) -> Votes:
    """Return what asks implementers about one text, (issues,) option indices, in some worlds."""

    def votes(actor: str, reading: Binding) -> Floats:
        places = _places(scenario, issues_needing(duties, actor))
        utilities = (
            utilities_of(scenario, worlds, actor, form)
            if reading == "whole"
            else own_part_of(scenario, worlds, actor, places)
        )
        noise = judgement_of(worlds, actor)
        return np.asarray(support_at(utilities, noise, worlds.count, choices[None])[:, 0])

    return votes


def _places(scenario: Scenario, issues: Iterable[str]) -> tuple[int, ...]:
    return tuple(tuple(scenario.issues).index(issue) for issue in issues)


def merged(each: Sequence[CarryingOut | None], column: Indices) -> CarryingOut | None:
    """Join what becomes of several texts into one answer a world.

    Parameters
    ----------
    each
        Of each text; None of one that needs nobody.
    column : (worlds,)
        Which text is asked about in each world.
    """
    if all(one is None for one in each):
        return None
    worlds = np.arange(len(column))

    def picked(rows: Iterable[Bools | None], *, otherwise: bool) -> Bools:
        """Take each world's answer from its own text; ``otherwise`` where that text has none."""
        nothing = np.full(len(column), otherwise)
        filled = np.stack([nothing if row is None else row for row in rows])
        return np.asarray(filled[column, worlds])

    named = {
        (actor, issue): None
        for one in each
        if one is not None
        for actor, issues in one.withholds.items()
        for issue in issues
    }
    withholds: dict[str, dict[str, Bools]] = {}
    for actor, issue in named:
        rows = [None if one is None else one.withholds.get(actor, {}).get(issue) for one in each]
        withholds.setdefault(actor, {})[issue] = picked(rows, otherwise=False)
    return CarryingOut(
        picked([None if one is None else one.done for one in each], otherwise=True),
        {
            r: picked([None if one is None else one.by_reading[r] for one in each], otherwise=True)
            for r in READINGS
        },
        withholds,
    )


class OwnParts:
    """Answers to the parts of texts, each asked once: of many texts few parts differ.

    Parameters
    ----------
    scenario, worlds
        Where.
    """

    def __init__(self, scenario: Scenario, worlds: Worlds) -> None:
        self.scenario, self.worlds = scenario, worlds
        self._votes: dict[tuple[str, tuple[int, ...], tuple[int, ...]], Floats] = {}

    def votes(self, actor: str, form: str, duties: Sequence[Duty], choices: Integers) -> Floats:
        """(worlds,) votes in favour of doing one's part in a text, (issues,) option indices."""
        places = _places(self.scenario, issues_needing(duties, actor))
        key = (actor, places, tuple(choices[list(places)].tolist()))
        if key not in self._votes:
            parts = [
                asked_afresh(self.scenario, chunk, form, duties, choices)(actor, "own_part")
                for _, chunk in self.worlds.chunks(worlds_at_once(self.scenario, [actor]))
            ]
            self._votes[key] = np.concatenate(parts)
        return self._votes[key]
