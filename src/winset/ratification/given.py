"""What has happened, and the draws in which it could have (model, section 1).

An event says something about those who took part in it: whoever refused a text wants more than it
gives, or draws a line short of it. So the draws in which it would not have happened are left out,
and all odds are shares of those that remain: P(text passes | events) = P(both) / P(events).

Whoever was asked about part of a text compared it with no deal, and what the offer left open stays
where it was expected without one. Utility is additive, so those issues fall out of the comparison,
exactly, unless a reservation utility is given outright.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np

from winset.arrays import Bools, Floats
from winset.errors import Problem, ScenarioError
from winset.packages import (
    TOLERANCE,
    Utilities,
    no_deal_contributions,
    space_of,
    utilities_of,
    worlds_at_once,
)
from winset.packages.linked import link_issues
from winset.ratification.consents import consents_from, judgement_of
from winset.ratification.consents_at import support_at
from winset.ratification.quorum import majority
from winset.scenario.model import Scenario
from winset.scenario.model.events import Event
from winset.scenario.rules import Consent, Rule, actors_of
from winset.scenario.source_places import Finding
from winset.uncertainty import Estimate, share_of
from winset.worlds import Worlds, draw_worlds

LEAST = 64
"""Worlds that must remain; an eighth of the draws where fewer than eight times as many are asked
for, so that a quick try of a case stays one."""

MOST_DRAWS = 2**14
"""Draws that are looked at to keep a wanted number of worlds."""


class TooFewWorldsError(ScenarioError):
    """Too few draws agree with what has happened; says how many each event alone would leave."""


@dataclass(frozen=True)
class Given:
    """What has happened, and what each event says of the draws."""

    events: tuple[Event, ...]
    """The events, in the order of the file."""
    prior: Worlds
    """All draws, as if nothing had happened yet."""
    happened: Bools
    """(events, draws): whether each would have happened."""

    @property
    def agrees(self) -> Bools:
        """(draws,) whether all events would have happened."""
        return np.asarray(self.happened.all(axis=0))

    @property
    def drawn(self) -> int:
        """How many draws were looked at."""
        return self.prior.count

    @property
    def kept(self) -> int:
        """In how many of them all events would have happened."""
        return int(self.agrees.sum())

    @property
    def odds(self) -> tuple[Estimate, ...]:
        """Share of all draws in which each event would have happened by itself."""
        return tuple(share_of(row) for row in self.happened)


def worlds_of(
    scenario: Scenario,
    worlds: int | None = None,
    seed: int | None = None,
    *,
    known: Worlds | None = None,
    keep: bool = False,
) -> tuple[Worlds, Given | None]:
    """Draw the worlds of a scenario and keep those in which its events would have happened.

    Parameters
    ----------
    scenario, worlds, seed, known
        As of `draw_worlds`.
    keep
        Whether ``worlds`` is how many shall remain: then up to 16,384 are drawn for them. By
        default it is how many are drawn.

    Raises
    ------
    TooFewWorldsError
        If too few draws agree with the events; says how many each alone would leave.

    Returns
    -------
    worlds
        Those that remain, each in its replicate where it can be.
    given
        What the events leave of all draws; None where the scenario has none.
    """
    prior = draw_worlds(scenario, worlds, seed, known)
    if not scenario.given:
        return prior, None
    wanted = prior.count
    given = _given(scenario, prior)
    while keep and given.kept < wanted and prior.count < MOST_DRAWS:
        # twice as many draws are others, not more of the same: a sequence is scrambled as a whole
        prior = draw_worlds(scenario, min(2 * prior.count, MOST_DRAWS), seed)
        given = _given(scenario, prior)
    if given.kept < min(LEAST, math.ceil(wanted / 8)):
        raise TooFewWorldsError([_too_few(scenario, given)])
    remaining = prior.dealt(given.agrees)
    return remaining.rows(0, min(wanted, remaining.count)), given


def _given(scenario: Scenario, prior: Worlds) -> Given:
    rows = [happens(scenario, prior, event) for event in scenario.given]
    return Given(scenario.given, prior, np.array(rows, dtype=bool))


def _too_few(scenario: Scenario, given: Given) -> Problem:
    alone = ", ".join(f"given.{at} {int(row.sum()):,}" for at, row in enumerate(given.happened))
    seen = scenario.perspective_id
    message = (
        ("" if seen is None else f"seen as “{seen}”: ")
        + f"of {given.drawn:,} draws {given.kept:,} agree with all that has happened, too few for "
        + f"odds; each event alone would leave: {alone}"
    )
    unlikeliest = int(given.happened.sum(axis=1).argmin())
    fix = (
        "Mend the event, or the numbers of those it concerns: the case finds it all but impossible."
    )
    if given.kept:
        enough = given.drawn * LEAST / given.kept
        fix = f"Ask for {2 ** math.ceil(math.log2(enough)):,} draws, or mend the event or its case."
    finding = Finding("too-few-worlds", ("given", unlikeliest), message, fix)
    return finding.located(scenario.places)


def happens(scenario: Scenario, worlds: Worlds, event: Event) -> Bools:
    """Say in which worlds an event would have happened: (worlds,)."""
    if event.issue is not None and event.agreed is not None:
        return _agreeable(scenario, worlds, event.issue, event.agreed)
    offer = event.accepts if event.rejects is None else event.rejects
    assert offer is not None
    rule: Rule = Consent(event.actor or "")
    if event.party is not None and event.form is not None:
        rule = scenario.parties[event.party].ratification[event.form]
    accepted = rule_holds(scenario, worlds, rule, offer, event.form)
    return accepted if event.rejects is None else ~accepted


def rule_holds(
    scenario: Scenario,
    worlds: Worlds,
    rule: Rule,
    offer: Mapping[str, str],
    form: str | None = None,
) -> Bools:
    """Say in which worlds a rule holds for an offer: (worlds,).

    Parameters
    ----------
    offer
        Issue → option; issues it leaves open stay, for whoever is asked, where it expects them
        without a deal.
    form
        Form of agreement it is offered in; by default all is disclosed.
    """
    asked = scenario.with_leaders(actors_of(rule))
    answers = {actor: _support(scenario, worlds, actor, offer, form) for actor in asked}
    holds = rule.holds(consents_from(scenario, worlds, answers))[:, 0]
    return np.array(np.broadcast_to(holds, (worlds.count,)))


def _support(
    scenario: Scenario, worlds: Worlds, actor: str, offer: Mapping[str, str], form: str | None
) -> tuple[Floats, float]:
    """(worlds, 1) votes for an offer, and the votes there are."""
    options = space_of(scenario).options
    # what an offer leaves open takes one option more, so that a whole text is put to everyone by
    # the very arithmetic of listed texts
    choices = np.array(
        [
            [
                own.index(offer[issue]) if issue in offer else len(own)
                for issue, own in zip(scenario.issues, options, strict=True)
            ]
        ]
    )
    votes, total = [], 1.0
    for _, chunk in worlds.chunks(worlds_at_once(scenario, [actor])):
        utilities = utilities_of(scenario, chunk, actor, form)
        stays = no_deal_contributions(scenario, chunk, actor)
        for at, issue in enumerate(scenario.issues):
            if issue not in offer:
                utilities = _with_option(utilities, at, stays[at])
        votes.append(support_at(utilities, judgement_of(chunk, actor), chunk.count, choices))
        total = float(utilities.weights.sum())
    return np.concatenate(votes), total


def _with_option(utilities: Utilities, at: int, worth: Floats) -> Utilities:
    """Give an issue one option more, worth (worlds or 1, members or 1), that no red line bars."""
    worths, barred = list(utilities.worth), list(utilities.barred)
    shape = np.broadcast_shapes(worths[at].shape[:2], worth.shape)
    whole = np.broadcast_to(worths[at], (*shape, worths[at].shape[2]))
    worths[at] = np.concatenate([whole, np.broadcast_to(worth, shape)[..., None]], axis=2)
    free = np.zeros((*barred[at].shape[:2], 1), dtype=bool)
    barred[at] = np.concatenate([barred[at], free], axis=2)
    return replace(utilities, worth=tuple(worths), barred=tuple(barred))


def _agreeable(scenario: Scenario, worlds: Worlds, issue: str, option: str) -> Bools:
    """(worlds,) whether each principal of the first form would accept some text with an option."""
    parties = scenario.signatories(scenario.forms[0]) if scenario.forms else scenario.parties
    principals = dict.fromkeys(scenario.parties[party].principal for party in parties)
    rows = [_finds_text(scenario, worlds, actor, issue, option) for actor in principals]
    return np.asarray(np.all(rows, axis=0))


def _finds_text(scenario: Scenario, worlds: Worlds, actor: str, issue: str, option: str) -> Bools:
    """(worlds,) whether an actor would accept the text it likes best of those with an option.

    Of a body, whether more than half of the members would accept some such text, each its own.
    """
    space, parts = space_of(scenario), []
    on = space.issues.index(issue)
    at = space.options[on].index(option)
    # issues that exclusions link are settled together; elsewhere each issue is a group of its own
    linked = link_issues(space.shape, space.excludes)
    for _, chunk in worlds.chunks(worlds_at_once(scenario, [actor])):
        utilities = utilities_of(scenario, chunk, actor)
        gain = judgement_of(chunk, actor)[:, None] - utilities.reservation
        free = [
            np.where(barred, -np.inf, worth)
            for worth, barred in zip(utilities.worth, utilities.barred, strict=True)
        ]
        for group, rows in zip(linked.groups, linked.choices, strict=True):
            left = rows[rows[:, group.index(on)] == at] if on in group else rows
            if not len(left):
                return np.zeros(worlds.count, dtype=bool)
            brought = [free[k][:, :, left[:, place]] for place, k in enumerate(group)]
            gain = gain + sum(brought[1:], brought[0]).max(axis=2)
        weights = utilities.weights
        accepts = np.broadcast_to(gain >= -TOLERANCE, (chunk.count, len(weights)))
        parts.append(majority(float(weights.sum())).met_by(accepts @ weights))
    return np.concatenate(parts)
