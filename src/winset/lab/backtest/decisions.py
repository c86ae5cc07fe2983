"""Decisions that were taken, with what every actor had wanted: what forecasts are tested on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np

from winset.arrays import Bools, Floats, Integers

Procedure = Literal["codecision", "consultation"]
Rule = Literal["majority", "unanimity"]

LOWEST, HIGHEST = 0.0, 100.0
"""The scale of every issue."""


@dataclass(frozen=True)
class Decisions:
    """Issues of legislative proposals and how they were decided, all on a scale of 0 to 100."""

    actors: tuple[str, ...]
    """Ids in the order of the columns: ``com`` and ``ep`` are institutions, all others member
    states."""
    issues: tuple[str, ...]
    """(issues,): ids."""
    proposals: Integers
    """(issues,): index of the proposal each issue belongs to, from 0."""
    proposal_names: tuple[str, ...]
    """(proposals,): ids of the proposals."""
    positions: Floats
    """(issues, actors): ideal positions, 0–100; NaN where an actor takes none."""
    salience: Floats
    """(issues, actors): 0–100; NaN where it is missing."""
    reference: Floats
    """(issues,): where the issue stays without a decision, 0–100; NaN where that is unknown."""
    outcome: Floats
    """(issues,): what was decided, 0–100; NaN where that is unknown."""
    procedures: tuple[Procedure, ...]
    """(issues,): ``codecision`` or ``consultation``."""
    rules: tuple[Rule, ...]
    """(issues,): what the Council needs: ``majority`` (qualified) or ``unanimity``."""
    years: Integers
    """(issues,): year in which the proposal was made."""
    gdp: Floats | None
    """(actors,) or None A weight an actor that the file itself brings; None where it brings none.
    """
    notes: tuple[str, ...] = ()
    """What was found and what was done about it, as sentences."""

    @property
    def decided(self) -> Bools:
        """(issues,) which have an outcome to score a forecast against."""
        return np.isfinite(self.outcome)

    @property
    def taken(self) -> Bools:
        """(issues, actors) which actors take a position."""
        return np.isfinite(self.positions)

    def of(self, chosen: Bools) -> Decisions:
        """Return some issues only, (issues,) of bool; proposals keep their numbers."""
        rows = np.flatnonzero(chosen)
        return Decisions(
            self.actors,
            tuple(self.issues[r] for r in rows),
            self.proposals[rows],
            self.proposal_names,
            self.positions[rows],
            self.salience[rows],
            self.reference[rows],
            self.outcome[rows],
            tuple(self.procedures[r] for r in rows),
            tuple(self.rules[r] for r in rows),
            self.years[rows],
            self.gdp,
            self.notes,
        )
