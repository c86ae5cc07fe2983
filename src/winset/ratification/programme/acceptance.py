"""Acceptance as binaries: one for each actor, or group of a body's members who decide alike.

Positive: 1 only for packages that are accepted. Negative: 0 only for packages that are rejected;
only a rule with ``not`` asks for that. Bounds are drawn one way round the grid's rounding, so no
package that satisfies the model is ever lost; the exact test then turns away what slipped in.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from winset.packages import TOLERANCE
from winset.packages.programme import FINE, Linear, Programme, total_of
from winset.ratification.programme.demands import RedLines, Refusal, Reservation
from winset.ratification.programme.table import WorldTable
from winset.ratification.programme.voters import VoterRows, voters_of
from winset.ratification.quorum import Enough, majority

_ALWAYS, _NEVER = Linear.fixed(1.0), Linear.fixed(0.0)


@dataclass(frozen=True)
class Backed:
    """A group's weight and the binary that says whether it accepts."""

    weight: float
    accepts: Linear


class AcceptanceRows:
    """Binaries of all actors in one programme, made when first asked for.

    Parameters
    ----------
    programme
        Where columns and rows go.
    willing
        Actors taken to accept every package.
    explain
        Whether demands that can never or must always be met stay rows, so that a conflict can
        name them.
    """

    def __init__(
        self,
        programme: Programme,
        table: WorldTable,
        willing: frozenset[str] = frozenset(),
        *,
        explain: bool = False,
    ) -> None:
        self.programme, self.table = programme, table
        self.willing, self.explain = willing, explain
        self._voters: dict[str, VoterRows] = {}
        self._binaries: dict[str, list[Linear]] = {}
        self._bound: set[tuple[object, ...]] = set()
        self._consents: dict[tuple[str, int | None], Linear] = {}

    def is_body(self, actor: str) -> bool:
        """Whether the actor's members decide one by one."""
        return actor in self.table.consents.totals

    def total(self, actor: str) -> float:
        """Votes of all members."""
        return float(self.table.utilities[actor].weights.sum())

    def groups(self, actor: str, *, positive: bool) -> list[Backed]:
        """Weight and acceptance of each group, right in the direction asked for."""
        if actor in self.willing:
            return [Backed(self.total(actor), _ALWAYS)]
        voters = self._known(actor)
        binaries = self._binaries[actor]
        if (actor, positive) not in self._bound:
            self._bound.add((actor, positive))
            for group, accepts in enumerate(binaries):
                if accepts.is_fixed:
                    continue
                if positive:
                    self._accepts_only(actor, voters, group, accepts)
                else:
                    self._rejects_only(actor, voters, group, accepts)
        backed = [Backed(float(w), b) for w, b in zip(voters.weights, binaries, strict=True)]
        if not voters.lines:
            return backed
        led = [
            Backed(line.votes, self._line(actor, at, positive=positive))
            for at, line in enumerate(voters.lines)
        ]
        return [own for own in (*backed, *led) if own.weight > 0]

    def _line(self, actor: str, at: int, *, positive: bool) -> Linear:
        """Whether a group's line is yes: its leader consents, or more than half of it would."""
        line = self._voters[actor].lines[at]
        if line.leader is not None:
            return self.consent(line.leader, positive=positive)
        pairs = zip(line.weights, self._binaries[actor], strict=True)
        members = [Backed(float(weight), accepts) for weight, accepts in pairs if weight > 0]
        return self._most_of((actor, at), members, float(line.weights.sum()), positive=positive)

    def consent(self, actor: str, *, positive: bool) -> Linear:
        """Whether an actor consents; of a body, more than half by weight."""
        groups = self.groups(actor, positive=positive)
        if len(groups) == 1:
            return groups[0].accepts
        return self._most_of((actor, None), groups, self.total(actor), positive=positive)

    def _most_of(
        self, whose: tuple[str, int | None], groups: list[Backed], total: float, *, positive: bool
    ) -> Linear:
        """Whether more than half by weight accept; the binary is made when first asked for."""
        consents = self._consents.get(whose)
        if consents is None:
            consents = self._consents[whose] = self.programme.binary()
        if ("consent of", whose, positive) not in self._bound:
            self._bound.add(("consent of", whose, positive))
            guard = consents if positive else Linear.fixed(1.0) - consents
            enforce_enough(self.programme, groups, majority(total), guard, positive=positive)
        return consents

    def _known(self, actor: str) -> VoterRows:
        if actor not in self._voters:
            voters = voters_of(self.table.utilities[actor], self.table.noise(actor))
            self._voters[actor] = voters
            self._binaries[actor] = [
                self._settled(voters, group) or self.programme.binary()
                for group in range(len(voters.weights))
            ]
        return self._voters[actor]

    def _settled(self, voters: VoterRows, group: int) -> Linear | None:
        """Return the answer of a group that gives the same to every package."""
        if self.explain:
            return None
        if voters.highest[group] < voters.accepted_from[group]:
            return _NEVER
        if voters.lowest[group] >= voters.threshold[group] and not voters.barred[group].any():
            return _ALWAYS
        return None

    def _accepts_only(self, actor: str, voters: VoterRows, group: int, accepts: Linear) -> None:
        """1 ⇒ utility reaches the threshold, and no option is beyond a red line."""
        lowest, needed = voters.lowest[group], voters.accepted_from[group]
        if needed > lowest:
            utility = self.programme.additive(voters.worth[group] * FINE)
            row = utility - accepts * ((needed - lowest) * FINE)
            self.programme.constrain(row, low=lowest * FINE, tag=Reservation(actor))
        for issue, barred in self._barred(voters, group):
            self.programme.constrain(barred + accepts, high=1.0, tag=RedLines(actor, issue))

    def _rejects_only(self, actor: str, voters: VoterRows, group: int, accepts: Linear) -> None:
        """0 ⇒ utility misses the threshold, or some option is beyond a red line."""
        highest, allowed = voters.highest[group], voters.rejected_to[group]
        if highest <= allowed:
            return
        utility = self.programme.additive(voters.worth[group] * FINE)
        escapes = total_of([accepts, *(barred for _, barred in self._barred(voters, group))])
        row = utility - escapes * ((highest - allowed) * FINE)
        self.programme.constrain(row, high=allowed * FINE, tag=Refusal(actor))

    def _barred(self, voters: VoterRows, group: int) -> list[tuple[str, Linear]]:
        """Each issue with a red line, and the sum of the binaries of the options beyond it."""
        found = []
        starts = self.programme.starts
        for issue, start, stop in zip(
            self.table.space.issues, starts[:-1], starts[1:], strict=True
        ):
            columns = start + np.flatnonzero(voters.barred[group, start:stop])
            if len(columns):
                found.append((issue, Linear(columns, np.ones(len(columns)))))
        return found


def enforce_enough(
    programme: Programme,
    groups: list[Backed],
    enough: Enough,
    guard: Linear,
    *,
    positive: bool,
    tag: object = None,
) -> None:
    """Where the guard is 1, require that support is enough, or that it is not."""
    whole = all(group.weight == round(group.weight) for group in groups)
    total = sum(group.weight for group in groups)
    fine = 1.0 if whole else FINE / max(total, TOLERANCE)
    support = total_of([group.accepts * (group.weight * fine) for group in groups])
    least = float(enough.votes) if whole else enough.bound
    if positive:
        # support ≥ least · guard
        if least > 0:
            programme.constrain(support - guard * (least * fine), low=0.0, tag=tag)
        return
    most = least - 1.0 if whole else least
    # support ≤ most where the guard is 1, else ≤ total
    if most < total:
        slack = guard * ((total - most) * fine)
        programme.constrain(support + slack, high=total * fine, tag=tag)
