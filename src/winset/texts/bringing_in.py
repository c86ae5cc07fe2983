"""Why an implementer withholds its part in a text, what it lacks, and what would bring it in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from winset.arrays import Bools, Floats
from winset.engine import Result
from winset.packages import caucuses_of, member_weights, own_part_of, utilities_of, worlds_at_once
from winset.ratification import Form
from winset.ratification.consents import judgement_of
from winset.ratification.quorum import enough_of, majority, quorum_of
from winset.ratification.shortfall import by_line, decisive, lacking_at
from winset.scenario.model.issue import Binding
from winset.texts.answers import TextAnswers
from winset.texts.carrying_out import Duty, asked_afresh, duty_consents, issues_needing
from winset.texts.gates import Gates
from winset.texts.poll import Poll
from winset.texts.roll_call import WhyNot, why_not
from winset.uncertainty import Difference, Estimate, paired, share_of, unpaired


@dataclass(frozen=True)
class PartChange:
    """Another option on an issue that needs an implementer, with which the text gets further."""

    issue: str
    option: str
    """``issue``, ``option``: what is changed, and to what."""
    package: int
    """Number of the changed text."""
    carried_out: Difference
    """Odds that the text is carried out once it is ratified, before and after."""
    passes: Difference
    """Odds that it is signed and ratified."""
    through: Difference
    """Odds that it is signed, ratified and carried out."""


@dataclass(frozen=True)
class Reluctant:
    """An implementer that withholds its part in some draw in which the text is ratified."""

    actor: str
    """Its id."""
    issues: tuple[str, ...]
    """Ids of the issues on which the text needs it."""
    refusal: WhyNot
    """Why it withholds: of its own part, or of the whole text where that is what it decides on."""
    short: float
    """What it lacks in the middle one of those draws, in utility; ∞ where red lines forbid."""
    brought_in: PartChange | None
    """The smallest change of one of its issues with which the text gets clearly further and it
    withholds its part less often; None where no single option does that."""


def reluctant_in(
    result: Result, poll: Poll, answers: TextAnswers, package: int, gates: Gates
) -> tuple[Reluctant, ...]:
    """Take the refusals of implementers apart, in the order in which the gates name them.

    Parameters
    ----------
    answers, package
        Everyone's answers to one text, and its number.
    gates
        Of the same answers.
    """
    carrying, duties = answers.carrying, poll.duties(package)
    if carrying is None:
        return ()
    found = []
    for each in gates.withheld:
        actor, issues = each.actor, issues_needing(duties, each.actor)
        refuses = carrying.by(actor) & answers.passes
        part = _part(result, duties, issues)
        short = _shortfall(result, answers.form, duties, actor, package, part, refuses)
        found.append(
            Reluctant(
                actor,
                issues,
                why_not(result, answers.form.name, actor, package, refuses, part),
                float(np.quantile(short, 0.5, method="nearest")),
                _brought_in(result, poll, answers, package, actor, issues),
            )
        )
    return tuple(found)


def _part(result: Result, duties: Sequence[Duty], issues: Sequence[str]) -> tuple[int, ...] | None:
    """Places of the issues an actor decides on; None where it decides on the whole text."""
    if all(duty.binding == "whole" for duty in duties if duty.issue in issues):
        return None
    return tuple(result.space.issues.index(issue) for issue in issues)


def _shortfall(
    result: Result,
    form: Form,
    duties: Sequence[Duty],
    actor: str,
    package: int,
    part: tuple[int, ...] | None,
    refuses: Bools,
) -> Floats:
    """(refusals,) in utility: what an actor lacks to do its part; ∞ where red lines forbid.

    Parameters
    ----------
    part
        As of `why_not`.
    refuses : (worlds,)
        The draws in which it withholds its part.
    """
    scenario, worlds = result.scenario, result.worlds.only(refuses)
    choices, votes = result.space.choices([package])[0], member_weights(scenario.actors[actor].body)
    rule = next(duty.rule for duty in duties if duty.issue in issues_needing(duties, actor))
    quorum, total = quorum_of(rule, actor), float(votes.sum())
    threshold = None if quorum is None else quorum.threshold
    enough = majority(total) if threshold is None else enough_of(total, threshold)
    parts = []
    for _, chunk in worlds.chunks(worlds_at_once(scenario, [actor])):
        utilities = (
            utilities_of(scenario, chunk, actor, form.name)
            if part is None
            else own_part_of(scenario, chunk, actor, part)
        )
        lacking = lacking_at(utilities, judgement_of(chunk, actor), choices)
        parts.append(np.broadcast_to(lacking, (chunk.count, len(votes))))
    by_member = np.concatenate(parts)
    if not (caucuses := caucuses_of(scenario, worlds, actor)):
        return decisive(enough, by_member, votes)
    reading: Binding = "whole" if part is None else "own_part"
    afresh = asked_afresh(scenario, worlds, form.name, duties, choices)
    consents = duty_consents(scenario, worlds, form, duties, afresh, [reading])[reading]
    leaders = {
        leader: np.where(consents.accept(leader)[:, 0], 0.0, np.inf)
        for leader in consents.followers.get(actor, {})
    }
    return decisive(enough, by_line(by_member, votes, caucuses, leaders), votes)


def _brought_in(
    result: Result,
    poll: Poll,
    before: TextAnswers,
    package: int,
    actor: str,
    issues: tuple[str, ...],
) -> PartChange | None:
    """Find the smallest change that helps; of several as small, the one that helps most."""
    others = list(result.space.beside(package, issues))
    poll.ask(before.form.name, [number for _, _, number in others])
    helping = []
    for issue, option, number in others:
        after = poll.answers(before.form.name, [number])
        through = paired(before.through, after.through)
        withheld = _withheld(after, actor).value < _withheld(before, actor).value
        if through.value > 0 and through.is_clear and withheld:
            entry, now = result.scenario.issues[issue], result.space.package(package)[issue]
            change = PartChange(
                issue,
                option,
                number,
                unpaired(share_of(before.done, before.passes), share_of(after.done, after.passes)),
                paired(before.passes, after.passes),
                through,
            )
            helping.append((entry.apart(now, option), -through.value, number, change))
    return min(helping, key=lambda each: each[:3])[3] if helping else None


def _withheld(answers: TextAnswers, actor: str) -> Estimate:
    nobody: Bools = np.zeros(len(answers.passes), dtype=bool)
    carrying = answers.carrying
    needed = carrying is not None and actor in carrying.withholds
    withholds = carrying.by(actor) if carrying is not None and needed else nobody
    return share_of(withholds, answers.passes)
