"""Who decides: power by the rules alone, and whose consent in fact decides at the settlement."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import reduce
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from winset.advice.answers import ask
from winset.ratification import Consents, Form, forms_of
from winset.ratification.power import Power, is_exact, rule_power
from winset.scenario.model import Scenario
from winset.scenario.rules import Rule, actors_of
from winset.uncertainty import Estimate, share_of

if TYPE_CHECKING:
    from winset.engine import Result


@dataclass(frozen=True)
class Decider:
    """One actor under one party's rule for one form.

    Attributes
    ----------
    form, party, actor
        Which.
    shapley_shubik, banzhaf
        Power by the rule alone, a body being one actor: the share of orders of consent in which
        the actor is the one that turns it, and its share of all turns.
    se
        Standard error of ``shapley_shubik``, 0 where exact.
    by_members
        ``shapley_shubik`` where every member of a body is an actor of its own, a body's members
        together: a body that needs two thirds decides more than one that needs half. None where
        the rule asks no body, or too many members to go through.
    flips
        Probability that the form's deal passes with the actor's consent and fails without it, or
        the other way round, whatever everyone else thinks of it.
    would_pass
        That it now withholds its consent, and the deal would pass with it.
    would_fail
        That it now consents, and the deal would fail without it.
    opens_zone
        That there is no zone, and would be one if it consented to every package.
    """

    form: str
    party: str
    actor: str
    shapley_shubik: float
    banzhaf: float
    se: float
    by_members: float | None
    flips: Estimate
    would_pass: Estimate
    would_fail: Estimate
    opens_zone: Estimate


@dataclass(frozen=True)
class WhoDecides:
    """Who decides, party by party and form by form.

    Attributes
    ----------
    rows
        By form and party, the most powerful first.
    deals
        Form → number of the package at which consent is looked at.
    settled
        Forms of which that package is the settlement (Nash); of others it is the most ratifiable.
    """

    rows: tuple[Decider, ...]
    deals: dict[str, int]
    settled: frozenset[str] = frozenset()


def who_decides(result: Result) -> WhoDecides:
    """Say who decides over ratification.

    Parameters
    ----------
    result
        The result.

    Returns
    -------
    WhoDecides
    """
    scenario, forms = result.scenario, forms_of(result.scenario)
    deals, with_settlement = {}, set()
    for form in forms:
        settled = result.forms[form.name].settlements["nash"].package
        likely = result.forms[form.name].ratification.most_ratifiable(1)
        if settled is not None or likely:
            deals[form.name] = likely[0] if settled is None else settled
        if settled is not None:
            with_settlement.add(form.name)
    forms = tuple(form for form in forms if form.name in deals)
    if not forms:
        return WhoDecides((), {})
    asked = dict.fromkeys(actor for form in forms for actor in form.actors)
    answers = ask(scenario, result.worlds, result.space, list(deals.values()), asked)
    powers: dict[Rule, tuple[Power, Power | None]] = {}
    rows: list[Decider] = []
    for form in forms:
        at = answers.numbers.index(deals[form.name])
        pivots = {actor: _pivot(form, answers.consents, actor, at) for actor in form.actors}
        for party, rule in form.rules.items():
            if rule not in powers:
                powers[rule] = _power(scenario, rule)
            rows += _rows(result, form, party, powers[rule], pivots)
    return WhoDecides(tuple(rows), deals, frozenset(with_settlement))


def _power(scenario: Scenario, rule: Rule) -> tuple[Power, Power | None]:
    """Power with bodies whole, and member by member where that is exact."""
    bodies = any(scenario.actors[actor].body is not None for actor in actors_of(rule))
    members = None
    if bodies and is_exact(scenario, rule, by_members=True):
        members = rule_power(scenario, rule, by_members=True)
    return rule_power(scenario, rule), members


@dataclass(frozen=True)
class _Pivot:
    """Where one actor's consent decides over the deal."""

    with_it: NDArray[np.bool_]
    without: NDArray[np.bool_]
    now: NDArray[np.bool_]


def _pivot(form: Form, consents: Consents, actor: str, at: int) -> _Pivot:
    def passes(own: Consents) -> NDArray[np.bool_]:
        zone = reduce(np.logical_and, (rule.holds(own) for rule in form.rules.values()))
        return np.asarray(zone[:, at])

    return _Pivot(
        passes(consents.but_for(actor)), passes(_refusing(consents, actor)), passes(consents)
    )


def _refusing(consents: Consents, actor: str) -> Consents:
    """Return the same consents, had an actor and all its members refused every package."""
    accepts = {**consents.accepts, actor: np.zeros_like(consents.accepts[actor])}
    support = dict(consents.support)
    if actor in support:
        support[actor] = np.zeros_like(support[actor])
    return replace(consents, accepts=accepts, support=support)


def _rows(
    result: Result,
    form: Form,
    party: str,
    found: tuple[Power, Power | None],
    pivots: dict[str, _Pivot],
) -> list[Decider]:
    power, members = found
    ratification = result.forms[form.name].ratification
    never = np.zeros(result.worlds.count, dtype=bool)
    index = power.banzhaf_index
    rows = []
    for at, actor in enumerate(power.players):
        pivot = pivots[actor]
        turned = pivot.with_it != pivot.without
        rows.append(
            Decider(
                form.name,
                party,
                actor,
                float(power.shapley_shubik[at]),
                float(index[at]),
                float(power.shapley_shubik_se[at]),
                None if members is None else float(members.shapley_shubik[at]),
                share_of(turned),
                share_of(pivot.with_it & ~pivot.now),
                share_of(pivot.now & ~pivot.without),
                share_of(ratification.opened.get(actor, never)),
            )
        )
    return sorted(rows, key=lambda row: -row.shapley_shubik)
