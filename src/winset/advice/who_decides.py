"""Who decides: power by the rules alone, and whose consent in fact decides at the settlement."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import reduce
from typing import TYPE_CHECKING

import numpy as np

from winset.advice.answers import Start, ask_each_form, start_of
from winset.arrays import Bools
from winset.ratification import Consents, Form, forms_of
from winset.ratification.power import Power, is_exact, rule_power
from winset.scenario.model import Scenario
from winset.scenario.rules import Rule, actors_of
from winset.uncertainty import Estimate, leaders, share_of

if TYPE_CHECKING:
    from winset.engine import Result


@dataclass(frozen=True)
class Decider:
    """One actor under one party's rule for one form."""

    form: str
    party: str
    actor: str
    """``form``, ``party``, ``actor``: which."""
    shapley_shubik: float
    banzhaf: float
    """``shapley_shubik``, ``banzhaf``: power by the rule alone, a body being one actor: the share
    of orders of consent in which the actor is the one that turns it, and its share of all turns."""
    se: float
    """Standard error of ``shapley_shubik``, 0 where exact."""
    by_members: float | None
    """``shapley_shubik`` where every member of a body is an actor of its own, a body's members
    together: a body that needs two thirds decides more than one that needs half. None where the
    rule asks no body, or too many members to go through.
    """
    flips: Estimate
    """Probability that the form's deal passes with the actor's consent and fails without it, or the
    other way round, whatever everyone else thinks of it."""
    would_pass: Estimate
    """That it now withholds its consent, and the deal would pass with it."""
    would_fail: Estimate
    """That it now consents, and the deal would fail without it."""
    opens_zone: Estimate
    """That there is no zone, and would be one if it consented to every package."""


@dataclass(frozen=True)
class WhoDecides:
    """Who decides, party by party and form by form."""

    rows: tuple[Decider, ...]
    """By form and party, the most powerful first."""
    deals: Mapping[str, Start]
    """Form → the deal at which consent is looked at."""
    deciding: Mapping[str, tuple[str, ...]]
    """Form → actors whose consent alone decides most often, not told apart; none where it never
    does."""
    missing: Mapping[str, tuple[str, ...]]
    """Form → actors for want of whose consent alone the deal fails most often, likewise."""


@dataclass(frozen=True)
class _Pivot:
    """(worlds,) where the deal passes with one actor's consent, without it, and as it is."""

    with_it: Bools
    without: Bools
    now: Bools

    @property
    def flips(self) -> Bools:
        return np.asarray(self.with_it != self.without)

    @property
    def would_pass(self) -> Bools:
        return np.asarray(self.with_it & ~self.now)

    @property
    def would_fail(self) -> Bools:
        return np.asarray(self.now & ~self.without)


def who_decides(result: Result) -> WhoDecides:
    """Say who decides over ratification."""
    starts = {form.name: start_of(result, form.name) for form in forms_of(result.scenario)}
    deals = {name: start for name, start in starts.items() if start is not None}
    forms = [form for form in forms_of(result.scenario) if form.name in deals]
    numbers = [start.package for start in deals.values()]
    asked = dict.fromkeys(actor for form in forms for actor in form.actors)
    by_form = ask_each_form(result, result.worlds, deals, numbers, asked)
    powers: dict[Rule, tuple[Power, Power | None]] = {}
    rows: list[Decider] = []
    deciding, missing = {}, {}
    for form in forms:
        answers = by_form[form.name]
        at = answers.numbers.index(deals[form.name].package)
        pivots = {actor: _pivot(form, answers.consents, actor, at) for actor in form.actors}
        deciding[form.name] = _most_often({actor: own.flips for actor, own in pivots.items()})
        missing[form.name] = _most_often({actor: own.would_pass for actor, own in pivots.items()})
        for party, rule in form.rules.items():
            if rule not in powers:
                powers[rule] = _power(result.scenario, rule)
            rows += _rows(result, form, party, powers[rule], pivots)
    return WhoDecides(tuple(rows), deals, deciding, missing)


def _power(scenario: Scenario, rule: Rule) -> tuple[Power, Power | None]:
    """Power with bodies whole, and member by member where that is exact."""
    bodies = any(scenario.actors[actor].body is not None for actor in actors_of(rule))
    members = None
    if bodies and is_exact(scenario, rule, by_members=True):
        members = rule_power(scenario, rule, by_members=True)
    return rule_power(scenario, rule), members


def _pivot(form: Form, consents: Consents, actor: str, at: int) -> _Pivot:
    """Let one actor consent and refuse, all others answering as they do."""

    def passes(answers: Consents) -> Bools:
        zone = reduce(np.logical_and, (rule.holds(answers) for rule in form.rules.values()))
        return np.asarray(zone[:, at])

    return _Pivot(
        passes(consents.but_for(actor)), passes(consents.swayed((), [actor])), passes(consents)
    )


def _most_often(by_world: Mapping[str, Bools]) -> tuple[str, ...]:
    """Actors of whom something holds in the most worlds, not told apart; none where it never is."""
    ever = [actor for actor, holds in by_world.items() if holds.any()]
    first = leaders([by_world[actor] for actor in ever])
    return tuple(ever[at] for at in first)


def _rows(
    result: Result,
    form: Form,
    party: str,
    powers: tuple[Power, Power | None],
    pivots: Mapping[str, _Pivot],
) -> list[Decider]:
    power, members = powers
    opened = result.forms[form.name].ratification.opened
    never = np.zeros(result.worlds.count, dtype=bool)
    index = power.banzhaf_index
    rows = [
        Decider(
            form=form.name,
            party=party,
            actor=actor,
            shapley_shubik=float(power.shapley_shubik[at]),
            banzhaf=float(index[at]),
            se=float(power.shapley_shubik_se[at]),
            by_members=None if members is None else float(members.shapley_shubik[at]),
            flips=share_of(pivots[actor].flips),
            would_pass=share_of(pivots[actor].would_pass),
            would_fail=share_of(pivots[actor].would_fail),
            opens_zone=share_of(opened.get(actor, never)),
        )
        for at, actor in enumerate(power.players)
    ]
    return sorted(rows, key=lambda row: -row.shapley_shubik)
