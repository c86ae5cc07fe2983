"""The roll call of one text: who says yes, what is needed, why not, and whose answer decides."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

import numpy as np

from winset.arrays import Bools, Floats
from winset.engine import Result
from winset.packages import (
    no_deal_contributions,
    own_part_of,
    pledge_costs,
    utilities_of,
    worlds_at_once,
)
from winset.ratification.consents import judgement_of
from winset.ratification.consents_at import accepted_at
from winset.ratification.quorum import Enough, enough_of, majority, quorum_of
from winset.scenario.rules import All, Consent, Quorum, Rule, actors_of, walk
from winset.texts.answers import TextAnswers
from winset.texts.discipline import votes_by_group
from winset.uncertainty import Estimate, share_of

TALLY = (0.1, 0.9)
"""Quantiles of draws between which the central 80 % of tallies lie."""

Need = Literal["signature", "consent", "quota", "part"]

_HALF = 0.5


@dataclass(frozen=True)
class Tally:
    """Votes in favour that a body musters, over the draws."""

    median: float
    low: float
    high: float
    """``median``, ``low``, ``high``: the middle and the central 80 % of draws, in votes."""
    of: float
    """Votes of all its members."""
    quota: float | None
    """Least votes that are enough; None where it is not this body's own that decide: bloc by bloc
    of a coalition."""


@dataclass(frozen=True)
class GroupTally:
    """Votes in favour that a group of a body musters, over the draws."""

    group: str | None
    """Its id; None for the members of no group."""
    tally: Tally
    """Its votes; no quota is its own."""


@dataclass(frozen=True)
class WhyNot:
    """Why an actor refuses a text, over the draws (of a body, and its members) that refuse it."""

    red_lines: Mapping[str, float]
    """Issue id → share of the refusals in which a red line rules its option out; only where one
    does."""
    gains: Mapping[str, float] | None
    """Issue id → mean gain over what the actor expects without a deal, in utility, what pledges
    cost it left aside; None where the analyst states the reservation instead."""
    pledges: Mapping[str, float] = field(default_factory=dict)
    """Issue id → share of the refusals that would be consents but for what its pledges on the issue
    cost; only where some would."""

    @property
    def red_line(self) -> str | None:
        """The issue whose red line the text breaks most often, if in half the refusals or more."""
        return _mostly(self.red_lines)

    @property
    def pledge(self) -> str | None:
        """The issue whose pledge makes the actor refuse most often, if in half the refusals."""
        return _mostly(self.pledges)

    @property
    def loss(self) -> str | None:
        """The issue on which the actor loses most; None where it loses on none."""
        worst = min(self.gains or {}, key=lambda issue: (self.gains or {})[issue], default=None)
        return worst if worst is not None and (self.gains or {})[worst] < 0 else None


@dataclass(frozen=True)
class Ballot:
    """One consenter's answer to one text."""

    actor: str
    """Its id."""
    party: str
    """Id of the party whose rule asks it, or for which it signs."""
    need: Need
    """``consent``: its own is needed; ``quota``: so many of its members; ``part``: it counts beside
    others, or instead of them; ``signature``: no rule asks it, but it signs."""
    part: Rule
    """The part of the rule that asks it."""
    probability: Estimate
    """That it says yes; of a body for which the rule sets a quota, that the quota is reached."""
    pivotal: Estimate
    """That its answer alone decides whether the text passes."""
    tally: Tally | None
    """Of a body, its votes in favour."""
    refusal: WhyNot | None
    """Why it refuses, None where it never does; of a body's members, each deciding alone."""
    groups: tuple[GroupTally, ...] = ()
    """Of a body with groups, the votes of each, followers as their line has it."""


def _mostly(shares: Mapping[str, float]) -> str | None:
    """Name the issue of the greatest share, if it is a half or more."""
    worst = max(shares, key=lambda issue: shares[issue], default=None)
    return worst if worst is not None and shares[worst] >= _HALF else None


def roll_call(result: Result, answers: TextAnswers, package: int) -> tuple[Ballot, ...]:
    """Call everyone whose consent or signature a text needs, party by party.

    Parameters
    ----------
    answers
        Of everyone the form asks about the text.
    package
        Number of the text.
    """
    ballots = []
    for actor, party, need, part in _called(answers):
        consents, tally = answers.consents, None
        accepts = consents.accept(actor)[:, 0]
        if actor in consents.support:
            votes, of = consents.backing(actor)[:, 0], consents.totals[actor]
            quorum = quorum_of(part, actor)
            tally = _tally(votes, of, _enough(quorum, part, actor, of))
            if quorum is not None:
                accepts = np.asarray(quorum.holds(consents)[:, 0])
        pivotal = answers.passes_if(willing=[actor]) != answers.passes_if(refusing=[actor])
        form = answers.form.name
        why = None if accepts.all() else why_not(result, form, actor, package, ~accepts)
        ballots.append(
            Ballot(
                actor,
                party,
                need,
                part,
                share_of(accepts),
                share_of(pivotal),
                tally,
                why,
                tuple(
                    GroupTally(each.group, _tally(each.votes, each.of, None))
                    for each in votes_by_group(result, answers, actor, package)
                ),
            )
        )
    return tuple(ballots)


def _called(answers: TextAnswers) -> Iterator[tuple[str, str, Need, Rule]]:
    """Everyone a form asks, with what is needed of it; an actor two rules ask comes twice."""
    for party, rule in answers.form.rules.items():
        seen: set[str] = set()
        principal = answers.form.principals[party]
        if principal not in actors_of(rule):
            yield principal, party, "signature", Consent(principal)
        for part in rule.rules if isinstance(rule, All) else (rule,):
            need: Need = "part"
            if isinstance(part, Consent | Quorum):
                need = "consent" if isinstance(part, Consent) else "quota"
            for actor in actors_of(part):
                if actor not in seen:
                    yield actor, party, need, part
                seen.add(actor)


def _enough(quorum: Quorum | None, part: Rule, body: str, of: float) -> Enough | None:
    """Return what a part of a rule asks of one body, where it asks that of it alone."""
    if quorum is not None and quorum.threshold is not None:
        return enough_of(of, quorum.threshold)
    is_alone = any(isinstance(node, Consent) and node.actor == body for node in walk(part))
    return majority(of) if quorum is not None or is_alone else None


def _tally(votes: Floats, of: float, enough: Enough | None) -> Tally:
    low, median, high = np.quantile(votes, (TALLY[0], _HALF, TALLY[1]), method="nearest").tolist()
    whole = bool(np.all(votes == np.rint(votes))) and of == round(of)
    quota = None if enough is None else float(enough.votes) if whole else enough.bound
    return Tally(median, low, high, of, quota)


def why_not(
    result: Result,
    form: str,
    actor: str,
    package: int,
    refuses: Bools,
    part: Sequence[int] | None = None,
) -> WhyNot:
    """Take a text apart for those who refuse it: issue by issue, red lines, gains and pledges.

    Parameters
    ----------
    form
        Form of agreement it is asked in.
    refuses : (worlds,)
        The draws in which the actor refuses.
    part
        Places of the issues it decides on, all of them disclosed, where that is not the whole text.
    """
    scenario = result.scenario
    chosen = result.space.choices([package])
    sums = np.zeros((3, len(scenario.issues)))
    decided = range(len(scenario.issues)) if part is None else part
    shown = form if part is None else None
    weight = 0.0
    worlds = result.worlds.only(refuses)
    for _, chunk in worlds.chunks(worlds_at_once(scenario, [actor])):
        if part is None:
            utilities = utilities_of(scenario, chunk, actor, form)
        else:
            utilities = own_part_of(scenario, chunk, actor, part)
        noise = judgement_of(chunk, actor)
        expected = no_deal_contributions(scenario, chunk, actor)
        pledged = pledge_costs(scenario, chunk, actor, shown)
        shape = (chunk.count, len(utilities.weights))
        refused = ~np.broadcast_to(accepted_at(utilities, noise, chosen)[:, 0, :], shape)
        refusals = refused * utilities.weights
        weight += float(refusals.sum())
        for issue in decided:
            option = chosen[0, issue]
            barred = utilities.barred[issue][:, :, option]
            gains = utilities.worth[issue][:, :, option] - expected[issue]
            if (cost := pledged.get(result.space.issues[issue])) is not None:
                gains = gains + cost[:, None, option]
                eased = utilities.eased(issue, cost)
                accepted = accepted_at(eased, noise, chosen)[:, 0, :]
                sums[2, issue] += float((refusals * accepted).sum())
            sums[0, issue] += float((refusals * barred).sum())
            sums[1, issue] += float((refusals * gains).sum())
    barred, gains, broken = (sums / weight if weight else sums)[:, decided].tolist()
    issues = [tuple(scenario.issues)[issue] for issue in decided]
    stated = part is None and scenario.actors[actor].reservation is not None
    return WhyNot(
        {issue: share for issue, share in zip(issues, barred, strict=True) if share > 0},
        None if stated else dict(zip(issues, gains, strict=True)),
        {issue: share for issue, share in zip(issues, broken, strict=True) if share > 0},
    )
