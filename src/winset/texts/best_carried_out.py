"""The text of a form that is likeliest to be signed, ratified and carried out.

The text likeliest to pass may be one that others do not carry out. Which text gets furthest is
asked of the likeliest to pass, but of none that cannot win: no text gets through in more draws than
it passes in, nor in more than those in which the options that need others are done, and of those
options there are few combinations.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from winset.arrays import Bools, Indices, Integers
from winset.engine import Result
from winset.ratification import Form
from winset.scenario.rules import All, Consent
from winset.texts.answers import TextAnswers
from winset.texts.candidates import MOST, Picked, left_out, named_where_alike, picked_without
from winset.texts.gates import Gates
from winset.texts.poll import Poll
from winset.uncertainty import Difference, paired

_FIRST = 64
_MOST_BOUNDED = 2**16


@dataclass(frozen=True)
class BestCarriedOut:
    """The text most likely to get through all three gates."""

    text: Picked
    """It, and its like without each replicate's draws."""
    gates: Gates
    """How far it comes, cross-fitted."""
    gains: Difference
    """Odds of getting through of the text likeliest to pass, and of this one."""
    differs: bool
    """Whether it is another text than the one likeliest to pass."""

    @property
    def is_better(self) -> bool:
        """Whether it is another text, and clearly gets through more often."""
        return self.differs and self.gains.value > 0 and self.gains.is_clear


def best_carried_out(
    result: Result, poll: Poll, form: Form, best: TextAnswers, package: int
) -> BestCarriedOut | None:
    """Find the text that gets through in most draws; None where none ever does.

    Parameters
    ----------
    best, package
        Answers to the text likeliest to pass, cross-fitted, and its number.
    """
    picked = _picked(result, poll, form, package)
    if picked is None:
        return None
    answers = poll.answers(form.name, picked.by_replicate)
    gains = paired(best.through, answers.through)
    gates = poll.gates(form.name, picked.by_replicate)
    return BestCarriedOut(picked, gates, gains, picked.package != package)


def _picked(result: Result, poll: Poll, form: Form, prefer: int) -> Picked | None:
    zone, worlds = result.forms[form.name].ratification.zone, result.worlds.count
    counts = np.round(zone.by_package * worlds).astype(np.int64)
    order = np.argsort(-counts, kind="stable")[: int((counts > 0).sum())]
    is_whole = len(order) <= _MOST_BOUNDED
    numbers = np.array([zone.listing.number(int(n)) for n in order[:_MOST_BOUNDED]], dtype=object)
    if not len(numbers):
        return None
    most = np.minimum(counts[order[:_MOST_BOUNDED]], _done_at_most(result, poll, form, numbers))
    numbers = numbers[np.argsort(-most, kind="stable")]
    most = np.sort(most)[::-1]
    through = _through(result, poll, form, numbers[:_FIRST])
    least = left_out(through).max(axis=1).min()
    wanted = numbers[_FIRST:][most[_FIRST:] >= least]
    rest = wanted[: MOST - _FIRST]
    if len(rest):
        through = np.hstack([through, _through(result, poll, form, rest)])
    tried = [*numbers[:_FIRST].tolist(), *rest.tolist()]
    totals = through.sum(axis=0)
    if not totals.max() > 0:
        return None
    ties = [tried[column] for column in np.flatnonzero(totals == totals.max())]
    # of texts alike, the one that changes least
    choices = result.space.choices([prefer, *ties])
    changed = (choices[1:] != choices[0]).sum(axis=1).tolist()
    named, scores = min(zip(changed, ties, strict=True))[1], left_out(through)
    picks = picked_without(scores, tried)
    picks = named_where_alike(picks, tried.index(named), scores, totals)
    return Picked(
        named,
        tuple(tried[column] for column in picks),
        is_whole and len(rest) == len(wanted),
    )


def _done_at_most(result: Result, poll: Poll, form: Form, numbers: Integers) -> Indices:
    """(texts,) most draws in which each can be carried out: those in which own parts are done."""
    issues = result.scenario.issues.values()
    places = [place for place, issue in enumerate(issues) if issue.needs]
    options = result.space.choices(numbers.tolist())[:, places]
    _, first, which = np.unique(options, axis=0, return_index=True, return_inverse=True)
    done = [int(poll.own_parts(form, int(number)).sum()) for number in numbers[first]]
    return np.asarray(np.array(done)[which.reshape(-1)])


def _through(result: Result, poll: Poll, form: Form, numbers: Integers) -> Bools:
    """(worlds, texts): whether each is signed, ratified and carried out."""
    texts = [int(number) for number in numbers]
    signed = poll.accepted(form, tuple(_unasked(form)), texts)
    done = [poll.carrying(form, number, with_readings=False) for number in texts]
    columns = [
        signed[:, n] if one is None else signed[:, n] & one.done for n, one in enumerate(done)
    ]
    return result.in_zone(form.name, texts) & np.stack(columns, axis=1)


def _unasked(form: Form) -> Iterable[str]:
    """Name the principals who sign and whose own consent no rule needs."""
    for party, rule in form.rules.items():
        principal = Consent(form.principals[party])
        if principal != rule and not (isinstance(rule, All) and principal in rule.rules):
            yield principal.actor
