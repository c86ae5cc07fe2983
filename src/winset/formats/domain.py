"""A negotiation domain as read from another tool's files."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from winset.arrays import Floats
from winset.errors import Problem, ScenarioError

_LARGEST_SALIENCE = 100.0
_EXACT = 1e-9
_ROUNDING = 1e-13


@dataclass(frozen=True)
class ImportedIssue:
    """An issue and its options."""

    name: str
    """As the file has it."""
    options: tuple[str, ...]
    """Names of the options, each once."""
    positions: tuple[float, ...] | None = None
    """Where the options lie, on an issue whose options are numbers; None on a plain choice."""


@dataclass(frozen=True)
class ImportedActor:
    """An actor with additive utilities: the constant plus the sum of weight × value."""

    name: str
    """As the file has it."""
    weights: tuple[float, ...]
    """Weight of each issue: shape (issues,)."""
    values: tuple[tuple[float, ...], ...]
    """Value of each option of each issue, before weighting."""
    reservation: float | None = None
    """Utility without a deal; None where the file states none."""
    discount: float | None = None
    """Share of utility left at the end of the talks, as the file has it; None where it has none.
    winset's models have no clock within the talks, so it is only kept."""
    constant: float = 0.0
    """Utility every package has in common."""

    def contributions(self) -> list[list[float]]:
        """Return what each option adds to utility: for each issue (options,)."""
        return [
            [weight * v for v in row] for weight, row in zip(self.weights, self.values, strict=True)
        ]

    def worst(self) -> float:
        """Return the least utility any package gives."""
        return self.constant + math.fsum(min(row) for row in self.contributions())

    def in_unit_scale(self) -> tuple[list[list[float]], list[float], float, bool]:
        """Express the utilities by values in [0, 1] and weights that sum to one.

        Returns
        -------
        values, weights
            As the attributes.
        reservation
            In [−1, 1], on the same scale; without one, the worst package's utility.
        moved
            Whether that took a linear map of the utilities.
        """
        flat = [v for row in self.values for v in row]
        floor = self.worst() if self.reservation is None else self.reservation
        fits = self.constant == 0 and min(flat) >= 0 and max(flat) <= 1 and abs(floor) <= 1
        if fits and min(self.weights) >= 0 and abs(math.fsum(self.weights) - 1) <= _EXACT:
            return [list(row) for row in self.values], list(self.weights), floor, False
        # Taking each issue's least contribution out leaves rows from 0 to a span; spans divided by
        # their sum are weights, rows by their spans values. That is u ↦ (u − base) / total: an
        # increasing line, so no comparison the actor makes comes out otherwise.
        sums = self.contributions()
        least = [min(row) for row in sums]
        spans = [max(row) - low for row, low in zip(sums, least, strict=True)]
        total, base = math.fsum(spans), self.constant + math.fsum(least)
        if not total:
            rows = [[0.0] * len(row) for row in sums]
            return rows, [1 / len(rows)] * len(rows), float(np.sign(floor - base)), True
        # A reservation value beyond every package needs a longer scale than the packages do.
        length = max(total, abs(floor - base))
        rows = [
            [(c - low) / span * (total / length) if span else 0.0 for c in row]
            for row, low, span in zip(sums, least, spans, strict=True)
        ]
        return rows, [span / total for span in spans], (floor - base) / length, True


@dataclass(frozen=True)
class ImportedDomain:
    """A domain, its actors, and what could not be carried over."""

    name: str
    """Name of the domain."""
    issues: tuple[ImportedIssue, ...]
    actors: tuple[ImportedActor, ...]
    """``issues``, ``actors``: in the order of the files."""
    origin: str
    """What it was read from, inside a sentence: ``Genius files, reading raw``."""
    notes: tuple[str, ...] = ()
    """What the files said that this does not, and what was assumed: one sentence each."""

    @property
    def packages(self) -> int:
        """Number of packages, exact."""
        return math.prod(len(issue.options) for issue in self.issues)

    @property
    def options(self) -> dict[str, tuple[str, ...]]:
        """Issue → names of its options."""
        return {issue.name: issue.options for issue in self.issues}

    def contributions(self) -> list[Floats]:
        """Return what each option adds to utility: an array an issue, shape (options, actors)."""
        by_actor = [actor.contributions() for actor in self.actors]
        return [np.array([own[k] for own in by_actor]).T for k in range(len(self.issues))]

    def constants(self) -> Floats:
        """Return the utility every package has in common: shape (actors,)."""
        return np.array([actor.constant for actor in self.actors])

    def reservation(self) -> Floats:
        """Return each actor's utility without a deal: shape (actors,).

        An actor without a reservation value never refuses, which its worst package's utility
        expresses.
        """
        floors = (a.worst() if a.reservation is None else a.reservation for a in self.actors)
        return np.array(list(floors))

    def pick_actors(self, names: Sequence[str]) -> ImportedDomain:
        """Keep only the named actors, in the order named.

        Raises
        ------
        ScenarioError
            If a name is unknown or none is given.
        """
        known = {actor.name: actor for actor in self.actors}
        unknown = [name for name in names if name not in known]
        if unknown or not names:
            raise ScenarioError(
                [
                    Problem(
                        "unknown-actor",
                        f"no actor is called {', '.join(unknown) or 'so'}",
                        f"Choose among {', '.join(known)}.",
                        field="actors",
                    )
                ]
            )
        actors = tuple(known[name] for name in dict.fromkeys(names))
        return ImportedDomain(self.name, self.issues, actors, self.origin, self.notes)

    def to_scenario(self) -> dict[str, Any]:
        """Render as a winset scenario: every actor a party that ratifies by reservation value.

        Each issue is nominal and each stance gives its options' values, so nothing is assumed
        about distances. Utilities that don't already lie in [0, 1] are moved there by one
        increasing linear map an actor, reservation values included, which changes no
        comparison that actor makes.

        Returns
        -------
        dict
            In the format of the scenario file; ``summary`` carries the notes.

        Raises
        ------
        ScenarioError
            If there are fewer than two actors: nobody to negotiate with.
        """
        if len(self.actors) < 2:
            raise ScenarioError(
                [
                    Problem(
                        "one-actor",
                        f"the domain “{self.name}” has {len(self.actors)} actor",
                        "Import at least two preference profiles.",
                        field="actors",
                    )
                ]
            )
        issue_ids = _ids(issue.name for issue in self.issues)
        actor_ids = _ids(actor.name for actor in self.actors)
        sides = [self._side(actor, issue_ids) for actor in self.actors]
        notes = [f"Imported from {self.origin}.", *self.notes, *self.moved()]
        return {
            "winset": 1,
            "id": re.sub(r"[^a-z0-9]+", "-", self.name.lower()).strip("-") or "imported",
            "title": self.name or "Imported domain",
            "summary": " ".join(notes),
            "issues": {
                id_: {"title": issue.name, "options": dict.fromkeys(issue.options)}
                for id_, issue in zip(issue_ids, self.issues, strict=True)
            },
            "actors": {
                id_: {"name": actor.name, "role": "leader", "party": id_, **side}
                for id_, actor, side in zip(actor_ids, self.actors, sides, strict=True)
            },
            "parties": {
                id_: {"name": actor.name, "principal": id_, "ratification": {"agreement": id_}}
                for id_, actor in zip(actor_ids, self.actors, strict=True)
            },
            # nobody but the two who agree is asked
            "forms": {"agreement": {"ratified": False}},
            "settings": {"worlds": 1, "noise": 0},
        }

    def moved(self) -> tuple[str, ...]:
        """Say whose utilities a scenario holds on another scale than the files."""
        names = [actor.name for actor in self.actors if actor.in_unit_scale()[3]]
        if not names:
            return ()
        return (f"Utilities of {', '.join(names)} were rescaled linearly to 0–1.",)

    def _side(self, actor: ImportedActor, issue_ids: Sequence[str]) -> dict[str, Any]:
        """Return an actor's stances and what it has without a deal, for a scenario."""
        rows, weights, exact, _ = actor.in_unit_scale()
        reservation = 0.0 if abs(exact) < _ROUNDING else exact
        stances = {
            id_: {
                "values": dict(zip(issue.options, row, strict=True)),
                "salience": min(_LARGEST_SALIENCE, _LARGEST_SALIENCE * weight),
            }
            for id_, issue, row, weight in zip(issue_ids, self.issues, rows, weights, strict=True)
        }
        # No deal on a nominal issue is worth 0, so what it costs reaches below 0.
        floor = {"reservation": reservation} if reservation >= 0 else {"no_deal_cost": -reservation}
        return {**floor, "stances": stances}


def _ids(names: Iterable[str]) -> list[str]:
    """Make different ids of names: letters, digits, hyphens and underscores."""
    taken: dict[str, None] = {}
    for name in names:
        stem = re.sub(r"[^A-Za-z0-9_\-]+", "_", name).strip("_-") or "x"
        id_, number = stem, 2
        while id_ in taken:
            id_, number = f"{stem}_{number}", number + 1
        taken[id_] = None
    return list(taken)


def as_mapping(raw: object) -> Mapping[str, Any]:
    """Take a mapping as it is, anything else as an empty one."""
    return raw if isinstance(raw, Mapping) else {}
