"""What to find out next: which unknown moves the outcome, and what knowing it would be worth.

Every uncertain input is asked how much of each outcome it explains (`first_order`) and what it
would be worth to know before choosing a text (`perfect_information`), on the worlds of the
result; nothing is run again. With hundreds of inputs each alone explains little, so the inputs of
one actor, and those of one issue, are also asked together.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import numpy as np

from winset.advice.answers import ask_each_form
from winset.advice.first_order import Explained, cosines, explained, holm, orthonormal, tiers
from winset.advice.outcomes import (
    TargetOutcome,
    TextChoices,
    candidates,
    decisions_of,
    zone_and_gains,
)
from winset.advice.perfect_information import Worth, partial_information, perfect_information
from winset.advice.survival import Lasting, heirs, survivals
from winset.advice.unknowns import Unknown, unknown_at
from winset.arrays import Bools, Floats
from winset.ratification import forms_of
from winset.uncertainty import Estimate, leaders, share_of

if TYPE_CHECKING:
    from winset.engine import Result

Key = tuple[str, str]
"""(form, name of outcome)"""

MOST_WORLDS = 4096
"""Worlds looked at: more would cost time and memory and tell apart what does not matter."""

_WORTH_HARMONICS = 3
"""A rule for deciding needs a direction, not humps: more terms only make it waver."""


@dataclass(frozen=True)
class Share:
    """Part of an outcome's variance."""

    value: float
    """From 0 to 1: what noise takes below or above is 0 or 1."""
    se: float
    """Standard error over worlds, of the share as estimated."""
    noticed: bool
    """Whether noise would hardly explain as much, over all that is asked about together."""
    rank: int | None
    """Among all that is noticed and can be found out; equal where not told apart; None of others.
    """


@dataclass(frozen=True)
class InputFinding:
    """What one input, or the inputs of an actor or an issue together, would tell."""

    key: str
    """Path of the input; id of the actor or issue."""
    of: Literal["input", "actor", "issue"]
    """Which of these."""
    shares: Mapping[Key, Share]
    """Outcome → its first-order share; outcomes that hardly vary are left out. Of several inputs
    together a lower bound: what they explain by acting on each other is left out."""
    worth: Worth
    """Expected value of knowing it before choosing a text, in utility."""
    worth_noticed: bool
    """Whether what is worth nothing would hardly seem worth as much."""
    ends: tuple[Estimate, Estimate] | None
    """Odds of the main outcome where the input lies in its lowest fifth, and in its highest; None
    of what does not move it, and of several inputs together."""
    rank: int | None
    """Its rank by the main outcome, as `Share.rank`; None where there is none."""
    unknown: Unknown | None
    """The input; None of several together."""
    inputs: int
    """How many inputs."""

    @property
    def can_be_found_out(self) -> bool:
        """Whether someone could tell it; groups hold only what can be found out."""
        return self.unknown is None or self.unknown.can_be_found_out


@dataclass(frozen=True)
class Information:
    """What to find out next."""

    main: Key | None
    """The outcome inputs are ranked by: the zone whose odds are nearest to even; None where no
    form's zone varies enough."""
    outcomes: tuple[TargetOutcome, ...]
    """All that are told apart by input."""
    untold: tuple[Key, ...]
    """Outcomes that differ in too few worlds."""
    inputs: tuple[InputFinding, ...]
    """One by one, the most telling first."""
    actors: tuple[InputFinding, ...]
    issues: tuple[InputFinding, ...]
    """``actors``, ``issues``: all inputs of one actor, and all of one issue, the most telling
    first."""
    decisions: TextChoices
    """What would be decided on."""
    whole: Worth
    """Value of knowing everything before choosing."""
    worlds: int
    """How many were looked at."""

    @property
    def best_texts(self) -> tuple[tuple[str, int], ...]:
        """(form, package number) of the texts best knowing no more than now, not told apart."""
        return tuple(self.decisions.options[at] for at in leaders(self.decisions.payoffs.T))

    @property
    def best_now(self) -> tuple[str, int]:
        """(form, package number) of the first of them."""
        return self.best_texts[0]

    def leading(
        self, among: Sequence[InputFinding] | None = None, outcome: Key | None = None
    ) -> tuple[InputFinding, ...]:
        """Those that move an outcome most and are not told apart from each other.

        Parameters
        ----------
        among
            Findings to choose from; default every input by itself.
        outcome
            Default the main one.
        """
        key = self.main if outcome is None else outcome
        findings = self.inputs if among is None else among
        return tuple(own for own in findings if key is not None and own.shares[key].rank == 1)


def information_of(result: Result, *, survival: bool = False) -> Information:
    """Ask every uncertain input what it would tell, in the first 4,096 worlds of a result.

    Parameters
    ----------
    result
        The result.
    survival
        Whether survival after five years is an outcome too, for which deals are run forward.
    """
    forms = forms_of(result.scenario)
    worlds = result.worlds.rows(0, min(MOST_WORLDS, result.worlds.count))
    chosen = candidates(result)
    numbers = [number for own in chosen.values() for number in own]
    heard = [actor for form in forms for actor in (*form.actors, *form.principals.values())]
    lasting = Lasting(result) if survival else None
    if lasting is not None:
        heard += heirs(result.scenario, lasting)
    answers = ask_each_form(result, worlds, result.forms, numbers, heard)
    outcomes = zone_and_gains(result, forms, worlds.count)
    if lasting is not None:
        outcomes += survivals(result, answers, lasting)
    told = [outcome for outcome in outcomes if outcome.is_told]
    decisions = decisions_of(forms, chosen, answers, worlds.count)
    asker = _Asker(result, told, decisions)
    return Information(
        main=asker.main,
        outcomes=tuple(told),
        untold=tuple(o.key for o in outcomes if not o.is_told),
        inputs=asker.one_by_one(),
        actors=asker.together("actor"),
        issues=asker.together("issue"),
        decisions=decisions,
        whole=perfect_information(decisions.payoffs),
        worlds=worlds.count,
    )


class _Asker:
    """All inputs put to all outcomes."""

    def __init__(
        self, result: Result, outcomes: Sequence[TargetOutcome], decisions: TextChoices
    ) -> None:
        self.outcomes, self.payoffs = outcomes, decisions.payoffs
        self.worlds = len(self.payoffs)
        self.main = _main(outcomes)
        paths = [own.path for own in result.worlds.inputs]
        self.unknowns = [unknown_at(result.scenario, path) for path in paths]
        self.columns = [result.worlds.columns[path][: self.worlds] for path in paths]
        self.shares = explained(
            [cosines(column) for column in self.columns],
            np.array([own.values for own in outcomes]).reshape(-1, self.worlds).T,
        )
        self.worths = [
            partial_information(cosines(column, _WORTH_HARMONICS), self.payoffs)
            for column in self.columns
        ]
        self.worth_noticed = holm(np.array([worth.p_value for worth in self.worths]))

    def one_by_one(self) -> tuple[InputFinding, ...]:
        """Ask about every input by itself."""
        can = np.array([own.can_be_found_out for own in self.unknowns], dtype=bool)
        shares = _shares(self.outcomes, self.shares, self.shares.noticed(), can)
        findings = []
        for at, unknown in enumerate(self.unknowns):
            rank = self._rank(shares[at])
            findings.append(
                InputFinding(
                    key=unknown.path,
                    of="input",
                    shares=shares[at],
                    worth=self.worths[at],
                    worth_noticed=bool(self.worth_noticed[at]),
                    ends=None if rank is None else self._ends(self.columns[at]),
                    rank=rank,
                    unknown=unknown,
                    inputs=1,
                )
            )
        return self._ordered(findings, self.shares)

    def together(self, of: Literal["actor", "issue"]) -> tuple[InputFinding, ...]:
        """Ask about the inputs of one actor, or of one issue, at once."""
        members: dict[str, list[int]] = {}
        for at, unknown in enumerate(self.unknowns):
            id_ = unknown.actor if of == "actor" else unknown.issue
            if id_ is not None and unknown.can_be_found_out:
                members.setdefault(id_, []).append(at)
        if not members:
            return ()
        groups = list(members.values())
        found = self.shares.together(groups)
        # what one of them alone is noticed for, all of them are
        alone = self.shares.noticed()
        noticed = found.noticed() | np.stack([alone[own].any(axis=0) for own in groups])
        shares = _shares(self.outcomes, found, noticed, np.ones(len(groups), dtype=bool))
        joint = [self._joint_worth(own) for own in groups]
        pooled = holm(np.array([worth.p_value for worth in joint]))
        findings = [
            InputFinding(
                key=id_,
                of=of,
                shares=shares[at],
                # who knows them all may follow the rule that needs one of them only
                worth=max([joint[at], *(self.worths[one] for one in own)], key=lambda w: w.value),
                worth_noticed=bool(pooled[at] or self.worth_noticed[own].any()),
                ends=None,
                rank=self._rank(shares[at]),
                unknown=None,
                inputs=len(own),
            )
            for at, (id_, own) in enumerate(members.items())
        ]
        return self._ordered(findings, found)

    def _joint_worth(self, members: Sequence[int]) -> Worth:
        """Value of knowing several, by a rule of one term each."""
        each = [cosines(self.columns[at], 1) for at in members]
        return partial_information(orthonormal(np.column_stack(each)), self.payoffs)

    def _ends(self, column: Floats) -> tuple[Estimate, Estimate]:
        """Share of worlds with the main outcome at either end of an input."""
        outcome = next(own for own in self.outcomes if own.key == self.main)
        order = np.argsort(column, kind="stable")
        fifth = max(1, self.worlds // 5)
        rank = np.empty(self.worlds, dtype=np.intp)
        rank[order] = np.arange(self.worlds)
        values = outcome.values[: self.worlds]
        return share_of(values, rank < fifth), share_of(values, rank >= self.worlds - fifth)

    def _rank(self, shares: Mapping[Key, Share]) -> int | None:
        return None if self.main is None else shares[self.main].rank

    def _ordered(
        self, findings: Sequence[InputFinding], found: Explained
    ) -> tuple[InputFinding, ...]:
        """Put the most telling first: by the main outcome, then by worth."""
        keys = [own.key for own in self.outcomes]
        main = found.share[:, keys.index(self.main)] if self.main is not None else np.zeros(1)
        order = sorted(
            range(len(findings)),
            key=lambda at: (-main[at] if self.main is not None else 0.0, -findings[at].worth.value),
        )
        return tuple(findings[at] for at in order)


def _shares(
    outcomes: Sequence[TargetOutcome], found: Explained, noticed: Bools, can_be_found_out: Bools
) -> list[dict[Key, Share]]:
    """Each place's share of every outcome, ranked by outcome where it is noticed."""
    ranks = np.zeros(noticed.shape, dtype=np.int64)
    ranked = noticed & can_be_found_out[:, None]
    influence = {int(at): found.influence(int(at)) for at in np.flatnonzero(ranked.any(axis=1))}
    for column in range(len(outcomes)):
        rows = np.flatnonzero(ranked[:, column])
        if len(rows):
            by_world = np.stack([influence[int(at)][:, column] for at in rows])
            ranks[rows, column] = tiers(found.share[rows, column], by_world)
    held = np.clip(found.share, 0.0, 1.0)
    return [
        {
            own.key: Share(
                float(held[at, column]),
                float(found.se[at, column]),
                bool(noticed[at, column]),
                int(ranks[at, column]) or None,
            )
            for column, own in enumerate(outcomes)
        }
        for at in range(len(noticed))
    ]


def _main(outcomes: Sequence[TargetOutcome]) -> Key | None:
    """Of the zones that vary, the one nearest to even odds."""
    zones = [outcome for outcome in outcomes if outcome.kind == "zone"]
    nearest = min(zones, key=lambda own: abs(own.values.mean() - 0.5), default=None)
    return None if nearest is None else nearest.key
