"""What to find out next: which unknown moves the outcome, and what knowing it would be worth.

Every uncertain input is asked how much of each outcome it explains (`first_order`) and what it
would be worth to know before choosing a text (`perfect_information`), on the worlds of the
analysis; nothing is run again. With hundreds of inputs each alone explains little, so the inputs of
one actor, and those of one issue, are also asked together.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import numpy as np
from numpy.typing import NDArray

from winset.advice.answers import Answers, ask
from winset.advice.first_order import (
    contributions,
    cosines,
    explained,
    holm,
    orthonormal,
    tiers,
)
from winset.advice.outcomes import (
    Decisions,
    Outcome,
    candidates,
    decisions_of,
    zone_and_gains,
)
from winset.advice.perfect_information import (
    Worth,
    best_now,
    partial_information,
    perfect_information,
)
from winset.advice.survival_by_world import heirs, survivals
from winset.advice.survival_of_deals import Lasting
from winset.advice.unknowns import Unknown, unknown_at
from winset.ratification import Estimate, forms_of

if TYPE_CHECKING:
    from winset.engine import Result

Array = NDArray[np.float64]
Truth = NDArray[np.bool_]

MOST_WORLDS = 4096
"""Worlds looked at: more would cost time and memory and tell apart what does not matter."""

_GROUP_HARMONICS = 3
_WORTH_HARMONICS = 3
"""A rule for deciding needs a direction, not humps: more terms only make it waver."""

_WORLDS_A_TERM = 12


@dataclass(frozen=True)
class Share:
    """Part of an outcome's variance, 0–1.

    Attributes
    ----------
    value
        Adjusted for what noise explains; slightly below 0 for what explains nothing.
    se
        Standard error over worlds.
    noticed
        Whether noise would hardly explain as much, over all that is asked about together.
    """

    value: float
    se: float
    noticed: bool


@dataclass(frozen=True)
class Finding:
    """What one input, or the inputs of an actor or an issue together, would tell.

    Attributes
    ----------
    key
        Path of the input; id of the actor or issue.
    of
        Which of these.
    shares
        (form, name of outcome) → its first-order share; outcomes that hardly vary are left out. Of
        several inputs together, what they explain one by one and added up: a lower bound.
    worth
        Expected value of knowing it before choosing a text, in utility.
    worth_noticed
        Whether what is worth nothing would hardly seem worth as much.
    ends
        Odds of the main outcome where the input lies in its lowest fifth, and in its highest; None
        of what does not move it, and of several inputs together.
    rank
        Among all that moves the main outcome; equal where not told apart; None of what does not
        move it, or cannot be found out.
    unknown
        The input; None of several together.
    inputs
        How many inputs.
    """

    key: str
    of: Literal["input", "actor", "issue"]
    shares: Mapping[tuple[str, str], Share]
    worth: Worth
    worth_noticed: bool
    ends: tuple[Estimate, Estimate] | None
    rank: int | None
    unknown: Unknown | None
    inputs: int

    @property
    def can_be_found_out(self) -> bool:
        """Whether someone could tell it; groups hold only what can be found out."""
        return self.unknown is None or self.unknown.can_be_found_out


@dataclass(frozen=True)
class Information:
    """What to find out next.

    Attributes
    ----------
    main
        (form, name) of the outcome inputs are ranked by: the zone whose odds are nearest to even;
        None where no form's zone varies enough.
    outcomes
        All that are told apart by input.
    untold
        (form, name) of outcomes that differ in too few worlds.
    inputs
        One by one, the most telling first.
    actors, issues
        All inputs of one actor, and all of one issue, the most telling first.
    decisions
        What would be decided on.
    whole
        Value of knowing everything before choosing.
    worlds
        How many were looked at.
    """

    main: tuple[str, str] | None
    outcomes: tuple[Outcome, ...]
    untold: tuple[tuple[str, str], ...]
    inputs: tuple[Finding, ...]
    actors: tuple[Finding, ...]
    issues: tuple[Finding, ...]
    decisions: Decisions
    whole: Worth
    worlds: int

    @property
    def best_now(self) -> tuple[str, int]:
        """(form, package number) of the text that is best knowing no more than now."""
        return self.decisions.options[best_now(self.decisions.payoffs)]

    def leading(self, among: Sequence[Finding] | None = None) -> tuple[Finding, ...]:
        """Those that move the main outcome most and are not told apart from each other."""
        return tuple(own for own in (self.inputs if among is None else among) if own.rank == 1)


def information_of(result: Result, *, survival: bool = False) -> Information:
    """Ask every uncertain input what it would tell.

    Parameters
    ----------
    result
        The analysis; its first 4,096 worlds are looked at.
    survival
        Whether survival after five years is an outcome too, for which deals are run forward.

    Returns
    -------
    Information
    """
    forms = forms_of(result.scenario)
    worlds = result.worlds.rows(0, min(MOST_WORLDS, result.worlds.count))
    chosen = candidates(result)
    numbers = [number for own in chosen.values() for number in own]
    heard = [actor for form in forms for actor in (*form.actors, *form.principals.values())]
    lasting = Lasting(result) if survival else None
    if lasting is not None:
        heard += heirs(result.scenario, lasting)
    answers: Answers = ask(result.scenario, worlds, result.space, numbers, heard)
    outcomes = zone_and_gains(result, forms, worlds.count)
    if lasting is not None:
        outcomes += survivals(result, answers, lasting)
    told = [outcome for outcome in outcomes if outcome.is_told]
    decisions = decisions_of(forms, chosen, answers, worlds.count)
    asker = _Asker(result, told, decisions)
    return Information(
        main=asker.main,
        outcomes=tuple(told),
        untold=tuple((o.form, o.name) for o in outcomes if not o.is_told),
        inputs=asker.one_by_one(),
        actors=asker.together("actor"),
        issues=asker.together("issue"),
        decisions=decisions,
        whole=perfect_information(decisions.payoffs),
        worlds=worlds.count,
    )


class _Asker:
    """All inputs put to all outcomes."""

    def __init__(self, result: Result, outcomes: Sequence[Outcome], decisions: Decisions) -> None:
        self.scenario, self.outcomes, self.decisions = result.scenario, outcomes, decisions
        self.worlds = len(decisions.payoffs)
        columns = result.worlds.columns
        self.unknowns = [unknown_at(self.scenario, own.path) for own in result.worlds.inputs]
        self.columns = [columns[own.path][: self.worlds] for own in result.worlds.inputs]
        self.main = _main(outcomes)

    def one_by_one(self) -> tuple[Finding, ...]:
        """Ask about every input by itself."""
        bases = [cosines(column) for column in self.columns]
        few = [cosines(column, _WORTH_HARMONICS) for column in self.columns]
        labels = [(own.path, own) for own in self.unknowns]
        return self._findings(bases, few, labels, [1] * len(bases), "input")

    def together(self, of: Literal["actor", "issue"]) -> tuple[Finding, ...]:
        """Ask about the inputs of one actor, or of one issue, at once."""
        members: dict[str, list[int]] = {}
        for at, unknown in enumerate(self.unknowns):
            id_ = unknown.actor if of == "actor" else unknown.issue
            if id_ is not None and unknown.can_be_found_out:
                members.setdefault(id_, []).append(at)
        columns = [[self.columns[at] for at in own] for own in members.values()]
        bases = [self._joint(own, _GROUP_HARMONICS) for own in columns]
        few = [self._joint(own, 1) for own in columns]
        labels = [(id_, None) for id_ in members]
        return self._findings(bases, few, labels, [len(own) for own in members.values()], of)

    def _joint(self, columns: Sequence[Array], most: int) -> Array:
        """Functions of several inputs, few enough that the worlds can bear them."""
        harmonics = self.worlds // (_WORLDS_A_TERM * len(columns))
        each = [cosines(own, max(1, min(most, harmonics))) for own in columns]
        return orthonormal(np.column_stack(each))

    def _findings(
        self,
        bases: Sequence[Array],
        known: Sequence[Array],
        labels: Sequence[tuple[str, Unknown | None]],
        inputs: Sequence[int],
        of: Literal["input", "actor", "issue"],
    ) -> tuple[Finding, ...]:
        shares, noticed = self._explained(bases)
        worths = [partial_information(basis, self.decisions.payoffs) for basis in known]
        worth_noticed = holm(np.array([worth.p_value for worth in worths]))
        found_out = np.array([n is None or n.can_be_found_out for _, n in labels], dtype=bool)
        ranks = self._ranks(bases, shares, noticed, found_out)
        findings = [
            Finding(
                key=key,
                of=of,
                shares={
                    outcome: Share(float(own[0][at]), float(own[1][at]), bool(noticed[outcome][at]))
                    for outcome, own in shares.items()
                },
                worth=worths[at],
                worth_noticed=bool(worth_noticed[at]),
                ends=self._ends(key) if unknown is not None and ranks[at] is not None else None,
                rank=ranks[at],
                unknown=unknown,
                inputs=inputs[at],
            )
            for at, (key, unknown) in enumerate(labels)
        ]
        return tuple(sorted(findings, key=self._order))

    def _explained(
        self, bases: Sequence[Array]
    ) -> tuple[dict[tuple[str, str], tuple[Array, Array]], dict[tuple[str, str], Truth]]:
        """Outcome → shares and errors (inputs,), and which of them are noticed."""
        if not self.outcomes:
            return {}, {}
        found = explained(bases, np.stack([o.values for o in self.outcomes], axis=1))
        noticed = found.noticed()
        names = [(o.form, o.name) for o in self.outcomes]
        shares = {name: (found.share[:, at], found.se[:, at]) for at, name in enumerate(names)}
        return shares, {name: noticed[:, at] for at, name in enumerate(names)}

    def _ends(self, path: str) -> tuple[Estimate, Estimate]:
        """Share of worlds with the main outcome at either end of an input."""
        at = next(place for place, unknown in enumerate(self.unknowns) if unknown.path == path)
        outcome = next(o for o in self.outcomes if (o.form, o.name) == self.main)
        order = np.argsort(self.columns[at], kind="stable")
        fifth = max(1, self.worlds // 5)
        low, high = (
            Estimate.share(int(outcome.values[rows].sum()), fifth)
            for rows in (order[:fifth], order[-fifth:])
        )
        return low, high

    def _order(self, own: Finding) -> tuple[float, float]:
        main = -own.shares[self.main].value if self.main is not None else 0.0
        return (main, -own.worth.value)

    def _ranks(
        self,
        bases: Sequence[Array],
        shares: Mapping[tuple[str, str], tuple[Array, Array]],
        noticed: Mapping[tuple[str, str], Truth],
        found_out: Truth,
    ) -> list[int | None]:
        ranks: list[int | None] = [None] * len(bases)
        if self.main is None:
            return ranks
        outcome = next(o for o in self.outcomes if (o.form, o.name) == self.main)
        ranked = np.flatnonzero(noticed[self.main] & found_out)
        if not len(ranked):
            return ranks
        influence = np.stack([contributions(bases[int(at)], outcome.values) for at in ranked])
        for at, rank in zip(ranked, tiers(shares[self.main][0][ranked], influence), strict=True):
            ranks[at] = int(rank)
        return ranks


def _main(outcomes: Sequence[Outcome]) -> tuple[str, str] | None:
    """Of the zones that vary, the one nearest to even odds."""
    zones = [outcome for outcome in outcomes if outcome.kind == "zone"]
    nearest = min(zones, key=lambda own: abs(own.values.mean() - 0.5), default=None)
    return None if nearest is None else (nearest.form, nearest.name)
