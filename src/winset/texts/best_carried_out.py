"""The text of a form that is likeliest to be signed, ratified and carried out.

The text likeliest to pass may be one that others do not carry out. Which text gets furthest is
asked of the likeliest to pass, but of none that cannot win: no text gets through in more draws than
it passes in, nor in more than those in which the options that need others are done, and of those
options there are few combinations.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from winset.arrays import Bools, Indices, Integers
from winset.engine import Result
from winset.ratification import Form
from winset.texts.answers import TextAnswers
from winset.texts.candidates import Candidates, Picked, foremost
from winset.texts.gates import Gates
from winset.texts.poll import Poll
from winset.uncertainty import Difference, paired

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
    order = np.argsort(-most, kind="stable")
    tried, through, none_left = foremost(
        numbers[order], most[order], lambda texts: _through(result, poll, form, texts.tolist())
    )
    candidates = Candidates(tuple(tried.tolist()), through, is_whole and none_left)
    if not (ties := candidates.ties):
        return None
    # of texts alike, the one that changes least
    choices = result.space.choices([prefer, *ties])
    changed = (choices[1:] != choices[0]).sum(axis=1).tolist()
    named = min(zip(changed, ties, strict=True))[1]
    return Picked(named, candidates.by_replicate(named), candidates.is_complete)


def _done_at_most(result: Result, poll: Poll, form: Form, numbers: Integers) -> Indices:
    """(texts,) most draws in which each can be carried out: those in which own parts are done."""
    issues = result.scenario.issues.values()
    places = [place for place, issue in enumerate(issues) if issue.needs]
    options = result.space.choices(numbers.tolist())[:, places]
    _, first, which = np.unique(options, axis=0, return_index=True, return_inverse=True)
    done = [int(poll.own_parts(form, int(number)).sum()) for number in numbers[first]]
    return np.asarray(np.array(done)[which.reshape(-1)])


def _through(result: Result, poll: Poll, form: Form, texts: Sequence[int]) -> Bools:
    """(worlds, texts): whether each is signed, ratified and carried out."""
    signed = poll.accepted(form, form.unbound, texts)
    done = [poll.carrying(form, number, with_readings=False) for number in texts]
    columns = [
        signed[:, n] if one is None else signed[:, n] & one.done for n, one in enumerate(done)
    ]
    return result.in_zone(form.name, texts) & np.stack(columns, axis=1)
