"""The text of a form that is likeliest to pass, and its odds in draws that did not pick it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from winset.arrays import Bools
from winset.engine import Result
from winset.texts.answers import TextAnswers
from winset.texts.before_vote import written_before_vote
from winset.texts.candidates import Candidates, Picked, candidates_for, cross_fitted
from winset.texts.poll import Poll
from winset.uncertainty import Estimate, leaders, share_of

_MOST_TIES = 20
_MOST_COMPARED = 200


@dataclass(frozen=True)
class BestText(Picked):
    """The text most likely to pass every party's rule: max over x of P(x in the zone)."""

    ties: tuple[int, ...]
    """Numbers of the texts that pass in as many draws, ``package`` among them; at most 20."""
    alike: int
    """How many other texts cannot be told from it, of the 200 likeliest."""


def best_text(result: Result, form: str, prefer: int | None = None) -> BestText | None:
    """Find the text that passes in most draws; None where no text passes in any.

    Parameters
    ----------
    prefer
        Number of a text to name rather than any other that passes as often.
    """
    candidates = candidates_for(result, form)
    if not (ties := candidates.ties):
        return None
    named = prefer if prefer in ties else ties[0]
    # texts that pass alike are not carried out alike
    needs = any(issue.needs for issue in result.scenario.issues.values())
    return BestText(
        named,
        candidates.by_replicate(named if needs else None),
        candidates.is_complete,
        ties[:_MOST_TIES],
        _alike(candidates),
    )


def likeliest_text(result: Result, form: str) -> Picked | None:
    """Find the first text that passes in most draws, without asking which are as good."""
    candidates = candidates_for(result, form)
    if not (ties := candidates.ties):
        return None
    return Picked(ties[0], candidates.by_replicate(), candidates.is_complete)


def _alike(candidates: Candidates) -> int:
    """Count the others that cannot be told from the best, world by world."""
    likeliest = np.argsort(-candidates.totals, kind="stable")[:_MOST_COMPARED]
    return len(leaders(candidates.succeeds[:, likeliest].T)) - 1


def best_answers(result: Result, form: str) -> TextAnswers | None:
    """Everyone's answers to the best text of a form, cross-fitted; None where none ever passes.

    Of several alike, to that written before the vote.
    """
    poll = Poll(result)
    together = written_before_vote(result, poll.forms[form]).together
    best = best_text(result, form, None if together is None else together.package)
    return None if best is None else poll.answers(form, best.by_replicate)


def best_odds(result: Result, form: str) -> Estimate:
    """Odds that the best text of a form passes every rule, cross-fitted; 0 where none ever does."""
    return share_of(best_passes(result, form, likeliest_text(result, form)))


def best_passes(result: Result, form: str, text: Picked | None) -> Bools:
    """(worlds,) whether the best text passes every rule, asked in draws that did not pick it."""
    if text is None:
        return np.zeros(result.worlds.count, dtype=bool)
    return cross_fitted(result.in_zone(form, text.by_replicate))
