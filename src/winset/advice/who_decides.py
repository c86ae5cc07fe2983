"""Who decides: power by the rules alone, and whose consent in fact decides at the settlement."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import reduce
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from winset.advice.answers import ask
from winset.ratification import Consents, Estimate, Form, forms_of
from winset.ratification.power import Power, is_exact, rule_power
from winset.ratification.rules import satisfied
from winset.scenario.model import Scenario
from winset.scenario.rules import Rule, actors_of
from winset.words.advice import in_worlds
from winset.words.names import actor_in_words, form_in_words, listed, sentence

if TYPE_CHECKING:
    from winset.engine import Result

_Z95 = 1.959964
_DIGITS = 6


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
    sentences
        The answer in words, one paragraph a form.
    """

    rows: tuple[Decider, ...]
    deals: dict[str, int]
    settled: frozenset[str] = frozenset()
    sentences: tuple[str, ...] = ()

    @property
    def sentence(self) -> str:
        """The answer in words."""
        return " ".join(self.sentences)


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
    found = WhoDecides(tuple(rows), deals, frozenset(with_settlement))
    return replace(found, sentences=_told(scenario, found))


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
        zone = reduce(np.logical_and, (satisfied(rule, own) for rule in form.rules.values()))
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
    worlds = result.worlds.count
    without = round(worlds * (1 - ratification.zone.probability.value))
    opens = {
        own.actor: round(own.share.value * without) if without else 0
        for own in ratification.blockers
    }
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
                Estimate.share(int(turned.sum()), worlds),
                Estimate.share(int((pivot.with_it & ~pivot.now).sum()), worlds),
                Estimate.share(int((pivot.now & ~pivot.without).sum()), worlds),
                Estimate.share(opens.get(actor, 0), worlds),
            )
        )
    return sorted(rows, key=lambda row: -row.shapley_shubik)


def who_decides_rows(found: WhoDecides) -> list[dict[str, Any]]:
    """One plain mapping a row, for ``winset advise --json``."""
    return [
        {
            "form": own.form,
            "party": own.party,
            "actor": own.actor,
            "shapley_shubik": _round(own.shapley_shubik),
            "banzhaf": _round(own.banzhaf),
            "se": _round(own.se),
            "by_members": None if own.by_members is None else _round(own.by_members),
            **_share("flips", own.flips),
            **_share("would_pass", own.would_pass),
            **_share("would_fail", own.would_fail),
            **_share("opens_zone", own.opens_zone),
        }
        for own in found.rows
    ]


def _share(name: str, own: Estimate) -> dict[str, float]:
    return {name: _round(own.value), f"{name}_se": _round(own.se)}


def _round(value: float) -> float:
    return round(float(value), _DIGITS)


def _told(scenario: Scenario, found: WhoDecides) -> tuple[str, ...]:
    told = [" ".join(_form_told(scenario, found, form)) for form in found.deals]
    told.append(
        "Power by the rules alone says nothing of what anyone wants; how often a consent decides "
        "rests on the stances as coded."
    )
    return tuple(told)


def _form_told(scenario: Scenario, found: WhoDecides, form: str) -> list[str]:
    rows = [own for own in found.rows if own.form == form]
    alone = [scenario.party_name(own.party) for own in rows if own.shapley_shubik > 1 - 1e-9]
    told = []
    for party in dict.fromkeys(own.party for own in rows):
        mine = [own for own in rows if own.party == party and own.shapley_shubik > 0]
        if len(mine) > 1:
            told.append(_rule_told(scenario, form, party, mine))
    if alone:
        each = " each" if len(alone) > 1 else ""
        told.append(f"{sentence(form_in_words(form))} needs one consent{each} in {listed(alone)}.")
    told.append(_pivots_told(scenario, form, rows, settled=form in found.settled))
    return told


def _rule_told(scenario: Scenario, form: str, party: str, rows: Sequence[Decider]) -> str:
    most = rows[0].shapley_shubik
    top = [own for own in rows if own.shapley_shubik >= most - _Z95 * (own.se + rows[0].se) - 1e-9]
    names = listed([actor_in_words(scenario, own.actor) for own in top])
    where = scenario.party_name(party)
    if len(top) == len(rows):
        return f"For {form_in_words(form)}, the rule in {where} gives {names} the same power."
    each = "each " if len(top) > 1 else ""
    rest = [f"{actor_in_words(scenario, o.actor)} {o.shapley_shubik:.2f}" for o in rows[len(top) :]]
    return (
        f"For {form_in_words(form)}, the rule in {where} gives {names} {each}most power "
        f"({most:.2f} of 1, Shapley–Shubik), then {listed(rest)}."
    )


def _pivots_told(scenario: Scenario, form: str, rows: Sequence[Decider], *, settled: bool) -> str:
    """Say whose refusal or consent decides most often, and who cannot be told apart from it."""
    each = {own.actor: own for own in rows}
    which = "the deal settled on" if settled else "the most ratifiable package"
    deal = f"Whether {which} passes as {form_in_words(form)}"
    if not any(own.flips.value > 0 for own in each.values()):
        return f"{deal} hangs on no single consent in any world: several must move together."
    first = max(each.values(), key=lambda own: own.flips.value)
    alike = [own for own in each.values() if not _is_above(first.flips, own.flips)]
    alike.sort(key=lambda own: -own.flips.value)
    names = [f"{actor_in_words(scenario, own.actor)} ({in_worlds(own.flips)})"
             for own in alike]  # fmt: skip
    apart = "; they cannot be told apart" if len(alike) > 1 else ""
    text = f"{deal} hangs most often on the consent of {listed(names, 'or')} alone{apart}"
    missing = max(each.values(), key=lambda own: own.would_pass.value)
    if missing.would_pass.value > 0:
        text += (
            "; it fails and would pass with the consent of "
            f"{actor_in_words(scenario, missing.actor)} alone {in_worlds(missing.would_pass)}"
        )
    return f"{text}."


def _is_above(first: Estimate, other: Estimate) -> bool:
    """Whether two shares of the same worlds differ by more than any overlap lets them err."""
    p, q = first.value, other.value
    greatest = max(min(p + q, 2 - p - q) - (p - q) ** 2, 0.0)
    return p - q > _Z95 * float(np.sqrt(greatest / first.worlds)) and p > q
