"""The last gate: would those who may come to power keep the deal, renegotiate it or tear it up.

A bloc keeps a deal in force iff it would accept it with leaving it in place of no deal (model,
section 6): every option that reverts goes to where the bloc expects it without a deal, an option
that stays is left as signed, and whoever leaves loses the form's exit cost. So without options
that stay and without a cost of leaving, a bloc keeps what it accepts, with the same cost of no
deal, red lines and error of judgement. A red line that an option crosses which stays is crossed
either way, and stands against leaving no less than against the deal. Who is in power knows all of a
text, and all its pledges bind.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from winset.arrays import Bools, Floats, Integers
from winset.engine import Result
from winset.lazy import side_by_side
from winset.packages import Utilities, no_deal_contributions, utilities_of, worlds_at_once
from winset.ratification.consents import consents_from, judgement_of
from winset.ratification.consents_at import support_at
from winset.ratification.quorum import majority
from winset.ratification.shortfall import by_line, decisive, lacking_at
from winset.scenario.model import Scenario
from winset.texts.answers import TextAnswers
from winset.texts.exits import against_leaving, exit_cost_of, staying
from winset.texts.revisions import revisions_of
from winset.texts.successors import Successor, successors_of
from winset.uncertainty import ROUNDING, Estimate, share_of
from winset.worlds import Worlds

ENOUGH = 0.8
"""Share of the draws in which a break-even cost of leaving keeps a bloc in."""

_NONE = Estimate(0.0, 0.0, 0)


@dataclass(frozen=True)
class Revision:
    """The other text that a bloc would ask for."""

    package: int
    """Its number: of all allowed texts the one that is in most draws better than the deal in force
    for the bloc and for everyone across the table; of equals that with the greatest product of
    gains."""
    better: Estimate
    """In which share of the draws it is."""


@dataclass(frozen=True)
class Keeping:
    """What one bloc would do with a deal in force; ``keep``, ``renegotiate``, ``tear_up`` add to 1.

    Shares are of the draws in which the text passes and is carried out.
    """

    bloc: str
    """Id of the actor that may come to power."""
    weight: float
    """Its mean influence, 0–100."""
    keep: Estimate
    """That it keeps the deal; of a body, that more than half by weight would."""
    renegotiate: Estimate
    """That it would not, and some text is better than the deal for it and across the table."""
    tear_up: Estimate
    """That it would not, and there is no such text."""
    break_even: float | None
    """Least exit cost, in utility, with which it keeps the deal in 80 % of the draws in which no
    red line of its own speaks against that; None where one always does."""
    crossed: Estimate
    """That the deal crosses a red line of the bloc that leaving would restore, so that no cost
    keeps it."""
    exists: Estimate
    """That some text is better for it and across the table, whether it keeps the deal or not."""
    revision: Revision | None
    """The text it would ask for; None where there is none in any draw."""


@dataclass(frozen=True)
class PartyKeeping:
    """What those do who may come to power in one party."""

    blocs: tuple[Keeping, ...]
    """The most influential first."""
    keep: Estimate
    """That a successor keeps the deal, drawn by influence."""


Kept = Mapping[str, PartyKeeping]
"""Id of a signing party → what those do who may come to power there; parties of whose successors
nobody is named are left out. Empty of a text that is in force in no draw."""


def kept_by(result: Result, answers: TextAnswers, package: int) -> Kept:
    """Ask all who may come to power whether they keep a text, in the draws in which it is in force.

    Parameters
    ----------
    answers
        Of everyone the form asks, to this text.
    package
        Its number.
    """
    if not answers.through.any():
        return {}
    deal = _Deal(result, answers, package)
    found = side_by_side(lambda each: deal.kept(*each), deal.asked)
    return {
        party: PartyKeeping(
            tuple(found[party, heir][0] for heir in blocs),
            share_of(_by_weight(blocs, [found[party, heir][1] for heir in blocs]), deal.in_force),
        )
        for party, blocs in deal.heirs.items()
    }


def _by_weight(blocs: Sequence[Successor], keeps: Sequence[Bools]) -> Floats:
    weights = [bloc.weight for bloc in blocs]
    return np.asarray(np.average(np.stack(keeps), axis=0, weights=weights))


class _Deal:
    """One text, in the draws in which it is in force."""

    def __init__(self, result: Result, answers: TextAnswers, package: int) -> None:
        self.result, self.form, self.package = result, answers.form, package
        self.in_force = answers.through
        self.choices: Integers = result.space.choices([package])[0]
        heirs = {
            party: successors_of(result.scenario, result.worlds, party) for party in self.form.rules
        }
        self.heirs = {party: blocs for party, blocs in heirs.items() if blocs}
        self.asked = [(party, heir) for party, blocs in self.heirs.items() for heir in blocs]

    def kept(self, party: str, heir: Successor) -> tuple[Keeping, Bools]:
        """Ask one bloc; with it (worlds,) whether it keeps the deal."""
        across = [signer for side, signer in self.form.principals.items() if side != party]
        keeps, needed = self.answers(heir.actor)
        found = revisions_of(
            self.result, self.form.name, heir.actor, across, self.package, keeps, self.in_force
        )
        keep = share_of(keeps, self.in_force)
        crossed = self.in_force & np.isinf(needed)
        exist = [share_of(found.exist, found.asked & where) for where in (~keeps, keeps)]
        better = [share_of(found.better, found.asked & where) for where in (~keeps, keeps)]
        keeping = Keeping(
            bloc=heir.actor,
            weight=heir.weight,
            keep=keep,
            renegotiate=_mixed(keep, exist[0], _NONE),
            tear_up=_mixed(keep, _others(exist[0]), _NONE),
            break_even=_break_even(needed[self.in_force & ~crossed]),
            crossed=share_of(crossed, self.in_force),
            exists=_mixed(keep, *exist),
            revision=None
            if found.package is None
            else Revision(found.package, _mixed(keep, *better)),
        )
        return keeping, keeps

    def answers(self, bloc: str) -> tuple[Bools, Floats]:
        """(worlds,) each: whether a bloc keeps the deal, and the exit cost with which it would.

        The cost is infinite where red lines forbid. Both stand for nothing in
        draws in which the text is not in force.
        """
        scenario, worlds = self.result.scenario, self.result.worlds.only(self.in_force)
        keeps = np.zeros(len(self.in_force), dtype=bool)
        needed = np.zeros(len(self.in_force))
        at = np.flatnonzero(self.in_force)
        asked = scenario.with_leaders([bloc])
        for here, chunk in worlds.chunks(worlds_at_once(scenario, asked)):
            votes: dict[str, tuple[Floats, float]] = {}
            costs: dict[str, Floats] = {}
            for actor in _leaders_first(scenario, asked):
                own = against_leaving(scenario, chunk, actor, self.choices)
                form, text, noise = self.form.name, self.choices[None], judgement_of(chunk, actor)
                total = float(own.weights.sum())
                votes[actor] = (_for_staying(scenario, chunk, form, actor, text, own), total)
                lacking = lacking_at(own, noise, self.choices)
                shape = (chunk.count, lacking.shape[1])
                lacking = by_line(np.broadcast_to(lacking, shape), own.weights, own.caucuses, costs)
                costs[actor] = decisive(majority(total), lacking, own.weights)
            keeps[at[here]] = consents_from(scenario, chunk, votes).accept(bloc)[:, 0]
            needed[at[here]] = costs[bloc]
        return keeps, needed


def keeps_at(scenario: Scenario, worlds: Worlds, form: str, bloc: str, choices: Integers) -> Bools:
    """(worlds, texts): whether a bloc would keep each of some texts were it in force.

    Parameters
    ----------
    choices : (texts, issues)
        Option index of each issue.
    """
    asked, parts = scenario.with_leaders([bloc]), []
    # of texts with an option that stays, leaving is worth something else each
    free = np.array([not staying(scenario, text) for text in choices])
    for _, chunk in worlds.chunks(max(1, worlds_at_once(scenario, asked) // len(choices))):
        votes = {}
        for actor in asked:
            before = utilities_of(scenario, chunk, actor)
            backing = np.empty((chunk.count, len(choices)))
            if free.any():
                backing[:, free] = _for_staying(scenario, chunk, form, actor, choices[free], before)
            if not free.all():
                no_deal = no_deal_contributions(scenario, chunk, actor)
            for at in np.flatnonzero(~free):
                own = against_leaving(scenario, chunk, actor, choices[at], (before, no_deal))
                text = choices[[at]]
                backing[:, [at]] = _for_staying(scenario, chunk, form, actor, text, own)
            votes[actor] = (backing, float(before.weights.sum()))
        parts.append(consents_from(scenario, chunk, votes).accept(bloc))
    return np.concatenate(parts)


def _for_staying(
    scenario: Scenario, worlds: Worlds, form: str, actor: str, choices: Integers, own: Utilities
) -> Floats:
    """(worlds, texts): votes for staying, of an actor's utilities against leaving at no cost."""
    cost = exit_cost_of(scenario, worlds, form)
    stays = replace(own, reservation=own.reservation - cost[:, None])
    return support_at(stays, judgement_of(worlds, actor), worlds.count, choices)


def _leaders_first(scenario: Scenario, asked: Sequence[str]) -> Iterator[str]:
    """Yield actors, each after those whose lines its members follow."""
    left = list(asked)
    while left:
        ready = [a for a in left if not set(scenario.with_leaders([a])[1:]) & set(left)]
        yield from ready
        left = [actor for actor in left if actor not in ready]


def _break_even(needed: Floats) -> float | None:
    """Take the least cost that is enough in 80 % of some draws; 0 where none is needed."""
    if not len(needed):
        return None
    last = math.ceil(ENOUGH * len(needed) - ROUNDING) - 1
    return max(0.0, float(np.sort(needed)[last]))


def _others(share: Estimate) -> Estimate:
    return replace(share, value=1 - share.value)


def _mixed(keep: Estimate, left: Estimate, stayed: Estimate) -> Estimate:
    """Join a share of the draws in which a deal is not kept with one of those in which it is."""
    parts = [(1 - keep.value, left), (keep.value, stayed)]
    there = [(weight, part) for weight, part in parts if weight > 0]
    value = sum(weight * part.value for weight, part in there)
    apart = (stayed.value if keep.value > 0 else 0.0) - (left.value if keep.value < 1 else 0.0)
    se = math.hypot(apart * keep.se, *(weight * part.se for weight, part in there))
    return Estimate(value, se, keep.worlds)
