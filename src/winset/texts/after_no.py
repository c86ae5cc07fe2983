"""The second vote: after a text was rejected, the nearest one that passes in the draws that remain.

Who refused a text has said something about every other. Denmark rejected the Treaty of Maastricht
in 1992 and accepted it with the Edinburgh opt-outs in 1993: no other treaty, the same one changed
as little as would do. So the fewest issues are changed first, then those by the least.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from winset.engine import Result
from winset.packages import view_of
from winset.ratification import Form
from winset.scenario.model import Scenario
from winset.scenario.model.events import Event
from winset.texts.answers import asked_by
from winset.texts.best import best_text
from winset.texts.poll import Poll
from winset.uncertainty import Difference, Estimate, paired, share_of

LIKELY = 0.495
"""Odds from which on a text is worth a second vote: half, in whole percents."""

_MOST_TRIED = 512
_AT_ONCE = 16
_ROUNDED = 9


@dataclass(frozen=True)
class AfterNo:
    """A text that was rejected, and the nearest that passes."""

    form: str
    """Name of the form."""
    event: int
    """Place among the events, from 0, of the one that rejects it."""
    package: int
    """Number of the text that was rejected."""
    nearest: int | None
    """Number of the nearest text that passes in at least half of the draws, and clearly more often;
    None where none does."""
    passes: Difference | None
    """Odds of the text rejected, and of the nearest; None with ``nearest``."""
    likeliest: int | None
    """Number of the text that is likeliest to pass where none is likely; else None."""
    odds: Estimate | None
    """Its odds, in draws that did not pick it; None with ``likeliest``."""
    is_complete: bool
    """Whether every text was looked at; a search finds some only."""


def rejected_in(scenario: Scenario, form: Form, text: dict[str, str]) -> int | None:
    """Find the first event, from 0, in which a whole text was rejected as a form would ask it."""
    for at, event in enumerate(scenario.given):
        if _concerns(scenario, event, form) and dict(event.rejects or {}) == text:
            return at
    return None


def after_no(result: Result, poll: Poll, form: str, package: int) -> AfterNo | None:
    """Find what to vote on after a no; None where no event rejects this text in this form."""
    at = rejected_in(result.scenario, poll.forms[form], result.space.package(package))
    return None if at is None else _second_vote(result, poll, form, package, at)


def all_after_no(result: Result, poll: Poll) -> Iterator[AfterNo]:
    """Yield a second vote for every whole text that an event rejects, in each form it concerns."""
    scenario, seen = result.scenario, set()
    for at, event in enumerate(scenario.given):
        if event.rejects is None or set(event.rejects) != set(scenario.issues):
            continue
        package = result.space.number(event.rejects)
        for form in poll.forms.values():
            if _concerns(scenario, event, form) and (form.name, package) not in seen:
                seen.add((form.name, package))
                yield _second_vote(result, poll, form.name, package, at)


def _concerns(scenario: Scenario, event: Event, form: Form) -> bool:
    """Whether an event says how somebody answers who is asked in a form."""
    if event.form is not None or event.actor is None:
        return event.form == form.name
    sees = [view_of(scenario, event.actor, name) for name in (form.name, None)]
    return event.actor in asked_by(form) and sees[0] == sees[1]


def _second_vote(result: Result, poll: Poll, form: str, package: int, at: int) -> AfterNo:
    refused = poll.answers(form, [package]).passes
    is_complete = result.forms[form].ratification.listing.is_whole
    near = _by_distance(result, form, package)[:_MOST_TRIED]
    for start in range(0, len(near), _AT_ONCE):
        numbers = near[start : start + _AT_ONCE]
        poll.ask(form, numbers)
        for number in numbers:
            passes = paired(refused, poll.answers(form, [number]).passes)
            if passes.after >= LIKELY and passes.value > 0 and passes.is_clear:
                return AfterNo(form, at, package, number, passes, None, None, is_complete)
    best = best_text(result, form)
    if best is None:
        return AfterNo(form, at, package, None, None, None, None, is_complete)
    odds = share_of(poll.answers(form, best.by_replicate).passes)
    return AfterNo(form, at, package, None, None, best.package, odds, is_complete)


def _by_distance(result: Result, form: str, package: int) -> Sequence[int]:
    """Numbers of the texts likely to pass every rule, the nearest first, of those the likeliest."""
    ratification = result.forms[form].ratification
    shares = ratification.zone.by_package
    likely = np.flatnonzero(shares >= LIKELY)
    numbers = [ratification.listing.number(int(column)) for column in likely]
    choices, here = result.space.choices(numbers), result.space.choices([package])[0]
    changed = (choices != here).sum(axis=1)
    now, moved = result.space.package(package), np.zeros(len(numbers))
    for at, (id_, issue) in enumerate(result.scenario.issues.items()):
        steps = np.array([issue.apart(now[id_], option) for option in issue.options])
        moved += steps[choices[:, at]]
    keys = np.array(numbers), -shares[likely], np.round(moved, _ROUNDED), changed
    order = np.lexsort(keys)
    return [numbers[row] for row in order if changed[row]]
